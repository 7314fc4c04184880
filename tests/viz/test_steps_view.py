"""The four steps: code that can be copied and chosen from, terms that stand still."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from viz.steps_view import CodeLine, StepsView, TermRow
from viz.theme import DARK, LIGHT, Theme

CODE = [
    CodeLine("for epoc in range(30):", None, "30 epochs"),
    CodeLine("    yhat = net(x)", 1, "step 1"),
    CodeLine("    loss = torch.sum((y - yhat)**2)", 2, "step 2"),
    CodeLine("    loss.backward()", 3, "step 3"),
    CodeLine("    optimizr.step()", 4, "step 4"),
    CodeLine("    optimizr.zero_grad()", None, "forget"),
]


@pytest.fixture
def view(qtbot: QtBot) -> StepsView:
    view = StepsView()
    qtbot.addWidget(view)
    view.set_theme(DARK)
    view.resize(760, 240)
    view.set_code(CODE)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_the_lit_line_stands_on_another_ground(view: StepsView, theme: Theme) -> None:
    view.set_theme(theme)
    for step, line in ((1, 1), (4, 4)):
        view.set_lit(step)
        picture = view.code.viewport().grab().toImage()
        right = picture.width() - 4
        lit = view.code.line_box(line).center().toPoint()
        dark = view.code.line_box(line - 1).center().toPoint()
        assert picture.pixelColor(right, lit.y()).name() == theme.raised
        assert picture.pixelColor(right, dark.y()).name() != theme.raised
    view.set_lit(None)
    assert view.code.lit_line() is None


def test_a_click_on_a_line_chooses_its_step(view: StepsView, qtbot: QtBot) -> None:
    viewport = view.code.viewport()
    at = view.code.line_box(3).center().toPoint()
    with qtbot.waitSignal(view.step_chosen) as signal:
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    assert signal.args == [3]
    with qtbot.assertNotEmitted(view.step_chosen):
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=view.code.line_box(0).center().toPoint())


def test_dragging_selects_text_and_chooses_nothing(view: StepsView, qtbot: QtBot) -> None:
    viewport = view.code.viewport()
    box = view.code.line_box(1)
    with qtbot.assertNotEmitted(view.step_chosen):
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(2, int(box.center().y())))
        QTest.mouseMove(viewport, QPoint(120, int(box.center().y())))
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(120, int(box.center().y())))
    assert "yhat" in view.code.textCursor().selectedText()


def test_numbers_choose_steps_and_buttons_go_on(view: StepsView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.step_chosen) as signal:
        QTest.keyClick(view.code, Qt.Key.Key_2)
    assert signal.args == [2]
    with qtbot.waitSignal(view.next_requested):
        QTest.mouseClick(view._next, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.previous_requested):
        QTest.mouseClick(view._previous, Qt.MouseButton.LeftButton)
    view.set_possible(previous=False, following=True)
    assert not view._previous.isEnabled()
    assert view._next.isEnabled()


def test_terms_of_any_number_of_components_are_copied(view: StepsView) -> None:
    view.set_terms("Step 2", [TermRow("loss", "Σ(y − ŷ)²", ("8587.6875",))])
    view.set_terms(
        "Step 3: gradient",
        [TermRow("g", "∂loss/∂ŵ", ("−1342.2523", "1188.9307")), TermRow("|g|", "√(g·g)", ("1793.1",))],
    )
    assert view.terms.cells.columnCount() == 5
    view.terms.clearSelection()
    view.terms.copy()
    text = QGuiApplication.clipboard().text()
    assert "g\t∂loss/∂ŵ\t−1342.2523\t1188.9307" in text
    assert "Step 3: gradient" in view.text()
    assert "loss.backward()" in view.text()


def test_a_lit_line_that_is_out_of_sight_comes_into_sight(view: StepsView) -> None:
    view.resize(760, 150)
    QTest.qWait(20)
    view.set_lit(1)
    view.set_lit(4)
    box = view.code.line_box(4)
    assert box.top() >= 0
    assert box.bottom() <= view.code.viewport().height() + 1


def test_large_type_keeps_every_number_in_sight(view: StepsView) -> None:
    view.set_terms("t", [TermRow("g", "a formula of some length", ("−1342.2523", "1188.9307"))])
    view.set_large_type(True)
    QTest.qWait(50)
    assert view.terms.horizontalScrollBar().maximum() == 0
    assert view.size().width() == 760


LONG = [CodeLine(f"before = {i}", None, "before") for i in range(4)] + CODE[1:5]


def test_what_comes_before_the_steps_is_one_line_until_it_is_wanted(view: StepsView, qtbot: QtBot) -> None:
    view.set_code(LONG)
    first = view.code.line_box(0).center().toPoint()
    assert view.code.toPlainText().split("\n")[0] == "▸ set-up, 4 lines"
    line = view.code.line_at(first.y())
    assert line is not None
    assert line.tip == "\n".join(each.code for each in LONG[:4])
    assert "before = 3" in view.text()
    view.code.selectAll()
    view.code.copy()
    assert QGuiApplication.clipboard().text() == "\n".join(each.code for each in LONG)
    with qtbot.assertNotEmitted(view.step_chosen):
        QTest.mouseClick(view.code.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert view.code.toPlainText().split("\n")[:2] == ["▾ set-up, 4 lines", "before = 0"]
    view.code.selectAll()
    view.code.copy()
    assert QGuiApplication.clipboard().text() == "\n".join(each.code for each in LONG)
    QTest.keyClick(view.code, Qt.Key.Key_Return)
    assert view.code.toPlainText().startswith("▸")


@pytest.mark.parametrize("large", [False, True])
def test_the_four_steps_are_in_sight_in_a_low_drawer(view: StepsView, large: bool) -> None:
    view.set_code(LONG)
    view.set_large_type(large)
    view.resize(750, 200)
    QTest.qWait(20)
    assert view.code.verticalScrollBar().maximum() == 0
    for number in range(1, 5):
        assert view.code.line_box(number).bottom() <= view.code.viewport().height() + 1


def test_it_fits_into_a_narrow_page(view: StepsView) -> None:
    assert view.minimumSizeHint().width() <= 480
