"""A slider over an interval: mouse, wheel and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.viz.widget_probe import close
from viz.linear_slider import LinearSlider
from viz.theme import DARK, LIGHT

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def slider(qtbot: QtBot) -> LinearSlider:
    widget = LinearSlider(-5.0, 5.0, 0.1)
    qtbot.addWidget(widget)
    widget.resize(420, 40)
    widget.set_theme(DARK)
    widget.set_value(1.0)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def told(slider: LinearSlider) -> list[tuple[object, ...]]:
    log: list[tuple[object, ...]] = []
    slider.value_dragged.connect(lambda value: log.append(("dragged", value)))
    slider.drag_finished.connect(lambda: log.append(("finished",)))
    slider.drag_cancelled.connect(lambda: log.append(("cancelled",)))
    slider.value_stepped.connect(lambda value: log.append(("stepped", value)))
    return log


def at(part: float) -> QPoint:
    """The pixel of a part of the line: 10 pixels are kept at both ends."""
    return QPoint(round(10 + part * 400), 11)


def turn(slider: LinearSlider, eighths: int, modifiers: Qt.KeyboardModifier | None = None) -> bool:
    event = QWheelEvent(
        QPointF(50, 11),
        slider.mapToGlobal(QPointF(50, 11)),
        QPoint(),
        QPoint(0, eighths),
        Qt.MouseButton.NoButton,
        modifiers or Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, event)
    return event.isAccepted()


def test_the_mouse_finds_multiples_of_the_step(slider: LinearSlider, told: list[tuple[object, ...]]) -> None:
    QTest.mousePress(slider, LEFT, pos=at(0.5))
    QTest.mouseMove(slider, at(0.733))
    QTest.mouseMove(slider, QPoint(2000, 11))
    QTest.mouseRelease(slider, LEFT, pos=QPoint(2000, 11))
    assert told == [("dragged", 0.0), ("dragged", 2.3), ("dragged", 5.0), ("finished",)]


def test_a_setter_never_speaks(slider: LinearSlider, told: list[tuple[object, ...]]) -> None:
    slider.set_value(3.0)
    slider.set_value(40.0)
    slider.set_range(0.0, 1.0, 0.5)
    assert told == []
    assert slider.accessibleDescription() == "40"


@pytest.mark.parametrize(
    ("key", "modifiers", "value"),
    [
        (Qt.Key.Key_Right, None, 1.1),
        (Qt.Key.Key_Down, None, 0.9),
        (Qt.Key.Key_PageUp, None, 2.0),
        (Qt.Key.Key_Left, SHIFT, 0.99),
    ],
)
def test_keys_step(
    slider: LinearSlider,
    told: list[tuple[object, ...]],
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier | None,
    value: float,
) -> None:
    QTest.keyClick(slider, key, modifiers or Qt.KeyboardModifier.NoModifier)
    assert told == [("stepped", value)]


def test_the_wheel_steps_by_whole_notches(slider: LinearSlider, told: list[tuple[object, ...]]) -> None:
    assert turn(slider, 120)
    assert turn(slider, -240)
    assert turn(slider, 40)  # a touchpad sends parts of a notch
    assert told == [("stepped", 1.1), ("stepped", 0.8)]
    turn(slider, 80)
    turn(slider, 120, SHIFT)
    assert told[2:] == [("stepped", 1.1), ("stepped", 1.01)]


def test_beyond_an_end_a_step_leads_back_to_it(slider: LinearSlider, told: list[tuple[object, ...]]) -> None:
    slider.set_value(5.0)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert told == []
    slider.set_value(40.0)
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert told == [("stepped", 5.0)]


def test_escape_and_hiding_put_back(slider: LinearSlider, told: list[tuple[object, ...]]) -> None:
    QTest.mousePress(slider, LEFT, pos=at(0.5))
    QTest.keyClick(slider, Qt.Key.Key_Escape)
    QTest.mouseRelease(slider, LEFT, pos=at(0.5))
    QTest.mousePress(slider, LEFT, pos=at(0.5))
    slider.hide()
    assert told == [("dragged", 0.0), ("cancelled",), ("dragged", 0.0), ("cancelled",)]


def test_zero_and_the_handle_are_drawn_in_both_themes(slider: LinearSlider) -> None:
    for theme in (DARK, LIGHT):
        slider.set_theme(theme)
        picture = slider.grab().toImage()
        handle, zero = at(0.6), at(0.5)
        assert close(picture.pixelColor(handle), theme.text)
        assert close(picture.pixelColor(QPoint(zero.x(), 7)), theme.quiet, 120)
    height = slider.sizeHint().height()
    slider.set_large_type(True)
    assert slider.sizeHint().height() > height
