"""A network as text and as rows: both say the same, and tell each change once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from viz.network_form import LayerFact, LayerKind, NetworkForm
from viz.network_text import Part, moved, put_together, take_apart, where_to_add
from viz.theme import DARK

KINDS = (
    LayerKind("", "fully connected", "width", "32", "Every unit sees everything"),
    LayerKind("ReLU", "ReLU"),
    LayerKind("Dropout", "dropout", "rate", "0.5"),
)
TEXT = "784-32-ReLU-Dropout(0.5)-10"


@pytest.fixture
def form(qtbot: QtBot) -> NetworkForm:
    form = NetworkForm()
    qtbot.addWidget(form)
    form.set_theme(DARK)
    form.set_kinds(KINDS)
    form.set_network(TEXT)
    form.resize(760, 300)
    form.show()
    qtbot.waitExposed(form)
    return form


@pytest.mark.parametrize("text", [TEXT, "1×28×28-Conv(16,5,2)-MaxPool(2)-Flatten-10", "784", "784--10"])
def test_text_taken_apart_and_put_together_is_the_same(text: str) -> None:
    assert put_together(take_apart(text)) == text


def test_hyphens_in_brackets_spaces_and_nonsense_are_kept() -> None:
    assert take_apart(" 784 – Dropout( -0.5 ) → huh") == [
        Part("", "784"), Part("Dropout", "-0.5"), Part("huh"),
    ]  # fmt: skip


def test_the_input_never_moves() -> None:
    parts = take_apart(TEXT)
    assert moved(parts, 1, -1) == parts
    assert moved(parts, 0, 1) == parts
    assert moved(parts, 4, 1) == parts
    assert where_to_add(parts) == 4
    assert where_to_add(take_apart("784")) == 1


def test_typing_is_told_with_each_letter_and_the_rows_follow(form: NetworkForm, qtbot: QtBot) -> None:
    told: list[str] = []
    form.network_edited.connect(told.append)
    form.line.setFocus()
    form.line.setCursorPosition(len(TEXT))
    QTest.keyClicks(form.line, "-3")
    assert told == [TEXT + "-", TEXT + "-3"]
    assert len(form._rows) == 6
    assert form._rows[5].argument.text() == "3"


def test_setting_the_same_network_leaves_typing_alone(form: NetworkForm, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.network_edited):
        form.line.setText("784 - 32")
        form.set_network("784-32-ReLU")
    assert form.text() == "784-32-ReLU"


def test_rows_are_moved_removed_and_added(form: NetworkForm) -> None:
    told: list[str] = []
    form.network_edited.connect(told.append)
    QTest.mouseClick(form._rows[2].buttons["down"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(form._rows[1].buttons["remove"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(form._add, Qt.MouseButton.LeftButton)
    assert told == ["784-32-Dropout(0.5)-ReLU-10", "784-Dropout(0.5)-ReLU-10", "784-Dropout(0.5)-ReLU-32-10"]
    assert form.text() == told[-1]


def test_kind_and_argument_are_changed_in_the_row(form: NetworkForm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.network_edited) as signal:
        QTest.keyClick(form._rows[2].kind, Qt.Key.Key_Down)
    assert signal.args == ["784-32-Dropout(0.5)-Dropout(0.5)-10"]
    form._rows[1].argument.setFocus()
    form._rows[1].argument.selectAll()
    with qtbot.waitSignals([form.network_edited] * 3):
        QTest.keyClicks(form._rows[1].argument, "256")
    assert form.text() == "784-256-Dropout(0.5)-Dropout(0.5)-10"


def test_facts_stand_beside_their_layers_and_a_fault_is_marked(form: NetworkForm) -> None:
    form.set_facts([LayerFact("32", 25120), LayerFact("32", 0)], None, "Layer 3 has no rate.", 3)
    assert [row.parameters.text() for row in form._rows] == ["", "25,120", "0", "—", "—"]
    assert form._rows[3].argument.property("refused") is True
    assert form.line.property("refused") is True
    assert form.line.accessibleDescription() == "Layer 3 has no rate."
    form.set_facts([LayerFact("10", 330)] * 4, 25450)
    assert form._total.text() == "25,450 parameters"
    assert form._rows[3].argument.property("refused") is False


def test_the_first_cannot_go_up_and_an_unknown_kind_stays_as_it_is_written(form: NetworkForm) -> None:
    assert not form._rows[1].buttons["up"].isEnabled()
    assert not form._rows[4].buttons["down"].isEnabled()
    assert form._rows[0].buttons["remove"].isHidden()
    form.set_network("784-Wonder(7)-10")
    assert form._rows[1].kind.currentText() == "Wonder"
    assert form._rows[1].argument.text() == "7"


def test_narrow_and_large_stay_inside(form: NetworkForm, qtbot: QtBot) -> None:
    form.set_large_type(True)
    form.resize(360, 400)
    qtbot.waitUntil(lambda: form._sheet.width() <= 360)
    assert form.minimumSizeHint().width() <= 360
    form.grab()
