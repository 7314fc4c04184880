"""Marks on the logarithmic slider: drawn, chosen by mouse and keys, explained."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from viz.log_slider import LogSlider, Mark
from viz.theme import DARK

LIMIT = Mark(0.00823825, "2/λmax", "The largest stable learning rate", limit=True)
BEST = Mark(0.0046649, "2/(λmin+λmax)", "The best fixed learning rate")


@pytest.fixture
def slider(qtbot: QtBot) -> LogSlider:
    widget = LogSlider(1e-5, 1.0)
    qtbot.addWidget(widget)
    widget.set_theme(DARK)
    widget.set_value(1e-4)
    widget.set_marks([LIMIT, BEST])
    widget.resize(230, widget.sizeHint().height())
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def middle(slider: LogSlider, mark: Mark) -> QPoint:
    label = next(label for one, _, label in slider._labels() if one is mark)
    return QPoint(round(label.left + label.width / 2), round(slider._row(label.row).center().y()))


@pytest.mark.parametrize("large", [False, True])
def test_texts_of_close_marks_stand_below_each_other(slider: LogSlider, large: bool) -> None:
    slider.set_large_type(large)
    slider.resize(300 if large else 230, slider.sizeHint().height())
    (_, _, first), (_, _, second) = slider._labels()
    assert (first.row, second.row) == (0, 1)
    assert slider._row(1).bottom() <= slider.height() + 0.5
    for label in (first, second):
        assert label.left >= 0
        assert label.left + label.width <= slider.width()


def test_a_text_too_long_gives_way_to_its_number(slider: LogSlider) -> None:
    slider.resize(120, 60)
    slider.set_large_type(True)
    assert [text for _, text, _ in slider._labels()] == ["0.00824", "0.00466"]


def test_room_depends_on_the_marks_and_not_on_their_numbers(slider: LogSlider) -> None:
    height = slider.sizeHint().height()
    slider.set_marks([Mark(50.0, "a", limit=True), BEST])
    assert slider.sizeHint().height() == height
    slider.set_marks([])
    one = slider.sizeHint().height()
    slider.set_marks([BEST])
    assert one == slider.sizeHint().height() < height


def test_a_mark_is_chosen_with_all_its_digits(slider: LogSlider, qtbot: QtBot) -> None:
    for mark in (LIMIT, BEST):
        with qtbot.waitSignal(slider.mark_chosen) as signal:
            QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=middle(slider, mark))
        assert signal.args == [mark.value]
    tick = QPoint(round(slider._x(slider._place(LIMIT.value))) + 1, 11)
    with qtbot.waitSignal(slider.mark_chosen) as signal:
        QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=tick)
    assert signal.args == [LIMIT.value]


def test_the_handle_on_a_mark_can_be_dragged_away(slider: LogSlider, qtbot: QtBot) -> None:
    slider.set_value(LIMIT.value)
    tick = QPoint(round(slider._x(slider._place(LIMIT.value))), 11)
    with qtbot.assertNotEmitted(slider.mark_chosen), qtbot.waitSignal(slider.value_dragged):
        QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=tick)


def test_brackets_go_from_mark_to_mark(slider: LogSlider, qtbot: QtBot) -> None:
    seen: list[float] = []
    slider.mark_chosen.connect(seen.append)
    slider.mark_chosen.connect(slider.set_value)
    for key in "]]][[[":
        QTest.keyClicks(slider, key)
    assert seen == [BEST.value, LIMIT.value, BEST.value]


def test_marks_explain_themselves(slider: LogSlider, qtbot: QtBot) -> None:
    at = middle(slider, BEST)
    QTest.mouseMove(slider, at)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, slider.mapToGlobal(at))
    QApplication.sendEvent(slider, event)
    assert QToolTip.text() == BEST.tip
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    assert "2/λmax = 0.00824" in slider.accessibleDescription()


def test_beyond_the_limit_is_warned_of_even_where_all_of_it_is(slider: LogSlider) -> None:
    slider.set_marks([Mark(1e-7, "2/λmax", limit=True)])
    picture = slider.grab().toImage()
    colour = picture.pixelColor(picture.width() * 3 // 5, 11 * picture.height() // slider.height())
    assert colour.name() == DARK.true
