"""The formula field: by keys; what is refused stays, marked where it is wrong."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from viz.formula_field import FormulaField


@pytest.fixture
def field(qtbot: QtBot) -> FormulaField:
    field = FormulaField()
    qtbot.addWidget(field)
    field.resize(200, 32)
    field.show()
    qtbot.waitExposed(field)
    field.set_formula("w0 + w1 * x")
    field.setFocus()
    return field


def type_over(field: FormulaField, text: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, text)


def test_enter_asks_for_what_was_typed(qtbot: QtBot, field: FormulaField) -> None:
    type_over(field, "w0 * x")
    with qtbot.waitSignal(field.formula_edited) as signal:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert signal.args == ["w0 * x"]
    field.set_formula("w0 * x")
    assert field.text() == field.formula() == "w0 * x"


def test_enter_without_a_change_asks_for_nothing(qtbot: QtBot, field: FormulaField) -> None:
    with qtbot.assertNotEmitted(field.formula_edited):
        QTest.keyClick(field, Qt.Key.Key_Return)
        type_over(field, "w0 + w1 * x")
        QTest.keyClick(field, Qt.Key.Key_Return)


def test_what_is_refused_stays_with_the_fault_selected(field: FormulaField) -> None:
    type_over(field, "w0 + y * x")
    QTest.keyClick(field, Qt.Key.Key_Return)
    field.refuse(6)
    assert field.is_refused()
    assert (field.text(), field.selectedText()) == ("w0 + y * x", "y")
    field.set_formula("w0 + w1 * x")  # what is in force is shown again by others
    assert field.text() == "w0 + y * x"
    field.refuse(99)
    assert field.cursorPosition() == len("w0 + y * x")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), field.is_refused()) == ("w0 + w1 * x", False)


def test_another_formula_takes_the_place_of_a_refused_one(field: FormulaField) -> None:
    type_over(field, "?")
    QTest.keyClick(field, Qt.Key.Key_Return)
    field.refuse(1)
    field.set_formula("w0 * w1")
    assert (field.text(), field.is_refused()) == ("w0 * w1", False)


def test_the_whole_formula_is_in_the_tool_tip(field: FormulaField) -> None:
    field.set_tip("Enter applies")
    field.set_formula("max(w0, w1) * x + 1 * (w0 < 0)")
    assert field.toolTip() == "<p>max(w0, w1) * x + 1 * (w0 &lt; 0)</p><p>Enter applies</p>"
