"""The 3D view in a real window: dragging the start, turning the camera, keys."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.viz.surface_probe import (
    START,
    Heard,
    canvas,
    near,
    pixel,
)
from viz.scene.pick import hits
from viz.surface_view import SurfaceView
from viz.theme import DARK

# The start


def test_the_ball_stays_under_the_cursor_from_100_cameras(view: SurfaceView) -> None:
    heard, generator = Heard(view), np.random.default_rng(7)
    widget, hit = canvas(view), 0
    for _ in range(100):
        view.show_view(generator.uniform(5, 90), generator.uniform(-180, 180))
        start = (generator.uniform(-10, 3), generator.uniform(-1, 10))
        view.set_start(*start)
        view.grab_picture()
        centre = view.pixel_of(*start)
        assert centre is not None
        grip = generator.integers(-6, 7, 2)
        press = QPoint(round(centre[0] + grip[0]), round(centre[1] + grip[1]))
        goal = QPoint(*generator.integers((80, 80), (620, 480)).tolist())
        held = (press.x() - centre[0], press.y() - centre[1])
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=press)
        QTest.mouseMove(widget, goal)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=goal)
        assert heard.names[-3:] == ["started", "dragged", "finished"]
        assert heard.events[-1][1:] == heard.events[-2][1:]
        stage = view._stage
        assert stage is not None
        assert stage.scene.field is not None
        if len(hits(stage.scene.field, *stage.projection.ray(goal.x() - held[0], goal.y() - held[1]))) > 0:
            ball = view.pixel_of(*heard.events[-1][1:])
            assert ball is not None
            # A ball behind a ridge stays on its sheet, and under the cursor all the same.
            assert np.hypot(ball[0] + held[0] - goal.x(), ball[1] + held[1] - goal.y()) <= 2.0
            hit += 1
    assert hit >= 40


def test_escape_puts_the_start_back(view: SurfaceView) -> None:
    heard, widget, at = Heard(view), canvas(view), pixel(view, *START)
    view.grab_picture()
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(widget, at + QPoint(40, 10))
    assert widget.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    assert not near(view.grab_picture(), at, DARK.accent, radius=1, within=10)
    view.set_start(0.0, 9.0)  # the app's echo does not tear the handle out of the hand
    QTest.keyClick(widget, Qt.Key.Key_Escape)
    assert heard.names == ["started", "dragged", "cancelled"]
    assert near(view.grab_picture(), at, DARK.accent, radius=1, within=10)
    QTest.mouseMove(widget, at + QPoint(80, 10))
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=at + QPoint(80, 10))
    assert heard.names == ["started", "dragged", "cancelled"]


def test_a_drag_that_loses_the_keyboard_ends_with_a_drop(view: SurfaceView) -> None:
    heard, widget, at = Heard(view), canvas(view), pixel(view, *START)
    view.grab_picture()
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(widget, at + QPoint(30, 0))
    QApplication.sendEvent(widget, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    assert heard.names == ["started", "dragged", "finished"]


def test_the_cursor_tells_that_the_handle_can_be_grabbed(view: SurfaceView) -> None:
    widget, at = canvas(view), pixel(view, *START)
    view.grab_picture()
    QTest.mouseMove(widget, at + QPoint(200, 90))
    assert widget.cursor().shape() == Qt.CursorShape.ArrowCursor
    QTest.mouseMove(widget, at + QPoint(15, 15))
    assert widget.cursor().shape() == Qt.CursorShape.OpenHandCursor
    QTest.mouseMove(widget, at + QPoint(25, 25))
    assert widget.cursor().shape() == Qt.CursorShape.ArrowCursor


@pytest.mark.parametrize(
    ("key", "modifier", "step"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, (0.13, 0.0)),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, (-0.13, 0.0)),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, (0.0, 0.11)),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier, (0.0, -0.011)),
    ],
)
def test_arrow_keys_ask_for_a_nudge_by_a_share_of_the_lessons_box(
    view: SurfaceView, key: Qt.Key, modifier: Qt.KeyboardModifier, step: tuple[float, float]
) -> None:
    heard = Heard(view)
    QTest.keyClick(canvas(view), key, modifier)
    assert heard.names == ["nudged"]
    assert heard.events[0][1:] == pytest.approx((START[0] + step[0], START[1] + step[1]))


def test_setters_tell_nothing(view: SurfaceView) -> None:
    heard = Heard(view)
    view.set_start(-1.0, 4.0)
    view.show_view(10, 20)
    view.fit()
    view.top_view()
    view.set_path(0, np.zeros((3, 2)), DARK.runs[0])
    view.set_current(0.0, 0.0, DARK.runs[0])
    view.set_gradient((1.0, -2.0))
    view.set_ghost(np.zeros((3, 2)), "lr 0.1")
    view.grab_picture()
    assert heard.events == []


def test_hover_tells_the_weights_under_the_cursor(view: SurfaceView) -> None:
    heard: list[Any] = []
    view.hovered.connect(heard.append)
    view.show_view(60, -60)
    view.grab_picture()
    QTest.mouseMove(canvas(view), pixel(view, -2.0, 6.0))
    assert heard[-1] == pytest.approx((-2.0, 6.0), abs=0.15)
    view.set_hover_text("loss 2.0")
    QTest.mouseMove(canvas(view), QPoint(3, 3))
    assert heard[-1] is None


# The camera


def test_the_mouse_turns_moves_and_zooms(view: SurfaceView) -> None:
    heard, widget = Heard(view), canvas(view)
    view.show_view(30, -60)
    view.grab_picture()
    free = QPoint(30, 500)
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=free)
    QTest.mouseMove(widget, free + QPoint(40, 20))
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=free + QPoint(40, 20))
    turned = view.view()
    assert turned is not None
    assert turned[0] > 30
    assert turned[1] < -60
    before = pixel(view, *START)
    QTest.mousePress(widget, Qt.MouseButton.RightButton, pos=free)
    QTest.mouseMove(widget, free + QPoint(11, -7))
    QTest.mouseRelease(widget, Qt.MouseButton.RightButton, pos=free)
    assert pixel(view, *START) == before + QPoint(11, -7)
    assert view.view() == turned
    cursor = pixel(view, -2.0, 6.0)
    wheel(widget, cursor, 240)
    moved = pixel(view, -2.0, 6.0) - cursor
    assert abs(moved.x()) <= 1
    assert abs(moved.y()) <= 1
    assert pixel(view, *START) != before + QPoint(11, -7)
    assert set(heard.names) == {"view"}
    view.show_view(30, -60)
    assert view.view() == (30, -60)


def wheel(widget: Any, at: QPoint, angle: int) -> None:
    place = QPointF(at)
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(at)),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_keys_turn_move_and_zoom(view: SurfaceView) -> None:
    heard, widget = Heard(view), canvas(view)
    view.show_view(30, -60)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(widget, Qt.Key.Key_Up, control)
    QTest.keyClick(widget, Qt.Key.Key_Right, control)
    assert view.view() == (35, -65)
    before = view.pixel_of(*START)
    QTest.keyClick(widget, Qt.Key.Key_Right, control | shift)
    after = view.pixel_of(*START)
    assert before is not None
    assert after is not None
    assert (after[0] - before[0], after[1] - before[1]) == pytest.approx((16.0, 0.0))
    QTest.keyClick(widget, Qt.Key.Key_Plus)
    assert view.pixel_of(*START) != after
    assert heard.names == ["view"] * 4
    view.fit()
    assert view.view() == (35, -65)


def test_a_flight_arrives_and_the_user_can_interrupt_it(view: SurfaceView, qtbot: Any) -> None:
    view.show_view(30, -60)
    view.set_animated(True)
    view.top_view()
    assert view.view() == (90, -90)
    stage = view._stage
    assert stage is not None
    assert stage.camera.elev == pytest.approx(30, abs=1)
    qtbot.waitUntil(lambda: stage.camera.elev == 90)
    view.show_view(20, 40)
    QTest.keyClick(canvas(view), Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    interrupted = stage.camera
    qtbot.wait(320)
    assert stage.camera == interrupted
    assert stage.camera.elev != 20
