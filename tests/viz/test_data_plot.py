"""The data plot in a window: what it draws, and what mouse and keys ask of it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.viz.widget_probe import close, colour_at
from viz.data_plot import Curve, DataPlot, mark_place
from viz.frame import Frame
from viz.theme import DARK, LIGHT, RunStyle

X = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
Y = np.array([-4.0, 1.0, 0.0, -1.0, 4.0])
LEFT = Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SIGNALS = (
    "point_drag_started", "point_dragged", "point_drag_finished", "point_drag_cancelled", "point_added",
    "point_removed", "curve_drag_started", "curve_dragged", "curve_drag_finished", "curve_drag_cancelled",
)  # fmt: skip


@pytest.fixture
def plot(qtbot: QtBot) -> DataPlot:
    widget = DataPlot()
    qtbot.addWidget(widget)
    widget.resize(344, 260)
    widget.set_theme(DARK)
    widget.set_data(X, Y)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def told(plot: DataPlot) -> list[tuple[object, ...]]:
    """Everything that the plot has said, in order."""
    log: list[tuple[object, ...]] = []

    def listener(name: str) -> Callable[..., None]:
        return lambda *args: log.append((name, *args))

    for name in SIGNALS:
        getattr(plot, name).connect(listener(name))
    return log


def pixel(plot: DataPlot, x: float, y: float) -> QPoint:
    return QPointF(*plot.plot.frame.pixel(x, y)).toPoint()


def move(plot: DataPlot, to: QPoint, held: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    """A move of the mouse; QTest's own takes the way through the display, and may come late."""
    viewport, at = plot.plot.viewport(), QPointF(to)
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, viewport.mapToGlobal(at), Qt.MouseButton.NoButton, held,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def drag(plot: DataPlot, start: QPoint, *stops: QPoint) -> None:
    QTest.mousePress(plot.plot.viewport(), LEFT, pos=start)
    for stop in stops:
        move(plot, stop, LEFT)


def test_the_frame_is_where_pyqtgraph_draws(plot: DataPlot) -> None:
    box, frame = plot.plot.getViewBox(), plot.plot.frame
    plot.plot.grab()
    for x, y in ((0.3, -1.7), (-2.0, 4.0)):
        theirs = box.mapViewToScene(QPointF(x, y))
        assert frame.pixel(x, y) == pytest.approx((theirs.x(), theirs.y()), abs=0.01)


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_the_first_curve_is_in_front(plot: DataPlot, theme: object) -> None:
    x = np.linspace(-2, 2, 50)
    plot.set_theme(theme)  # type: ignore[arg-type]
    styles = DARK.runs
    plot.set_curves([Curve(x, 0 * x + 2, styles[0]), Curve(x, 0 * x + 2, styles[1])])
    assert close(colour_at(plot, 0.5, 2.0), styles[0].colour)
    plot.set_curves([Curve(x, 0 * x + 2, styles[1]), Curve(x, 0 * x + 2, styles[0])])
    assert close(colour_at(plot, 0.5, 2.0), styles[1].colour)
    plot.set_curves([])
    assert close(colour_at(plot, 0.5, 2.0), theme.panel)  # type: ignore[attr-defined]


def test_markers_of_equal_curves_stand_apart_inside_the_frame() -> None:
    frame = Frame(60.0, 8.0, 280.0, 210.0, (0.0, 1.0), (0.0, 1.0))
    x = np.linspace(-0.2, 1.2, 500)
    style = RunStyle("#ffffff", "circle")
    places = [mark_place(frame, Curve(x, 2 * x, style), k, 9.0) for k in range(8)]
    assert all(place is not None and frame.holds(*place) for place in places)
    across = [place[0] for place in places if place is not None]
    assert all(a - b > 9 for a, b in pairwise(across))
    assert mark_place(frame, Curve(x, x + 5, style), 0, 9.0) is None


def test_nothing_can_be_grabbed_unless_allowed(plot: DataPlot, told: list[object]) -> None:
    drag(plot, pixel(plot, 0, 0), pixel(plot, 1, 1))
    QTest.mouseRelease(plot.plot.viewport(), LEFT, pos=pixel(plot, 1, 1))
    QTest.keyClick(plot, Qt.Key.Key_Insert)
    assert told == []
    assert plot.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert plot.plot.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_point_is_dragged_and_the_view_waits_for_its_drop(
    plot: DataPlot, told: list[tuple[object, ...]]
) -> None:
    plot.set_editable(True)
    before = plot.view_range()
    viewport, start = plot.plot.viewport(), pixel(plot, 1, -1)
    move(plot, start)
    assert viewport.cursor().shape() == Qt.CursorShape.OpenHandCursor
    target = pixel(plot, 3.5, -1)  # far beyond the view, even beyond the widget
    drag(plot, start, start + QPoint(1, 0), target)
    assert [one[:2] for one in told] == [("point_drag_started", 1 + 2), ("point_dragged", 3)]
    assert told[-1][2:] == pytest.approx((3.5, -1), abs=0.03)
    assert plot.view_range() == before
    moved = Y.copy()
    plot.set_data(X, moved)  # an answer while it is held
    assert plot.view_range() == before
    QTest.mouseRelease(viewport, LEFT, pos=target)
    assert told[-1][:2] == ("point_drag_finished", 3)
    assert plot.view_range()[0] == pytest.approx((-2, 3.5), abs=0.03)
    assert X[3] == 1.0  # the caller's array is the caller's


def test_a_click_chooses_and_moves_nothing(plot: DataPlot, told: list[object]) -> None:
    plot.set_editable(True)
    QTest.mouseClick(plot.plot.viewport(), LEFT, pos=pixel(plot, 0, 0))
    assert plot.chosen_point() == 2
    assert told == []
    assert "3" in plot.accessibleDescription()
    QTest.mouseClick(plot.plot.viewport(), LEFT, pos=pixel(plot, 0, 3))
    assert plot.chosen_point() is None


def test_escape_puts_the_point_back(plot: DataPlot, told: list[tuple[object, ...]]) -> None:
    plot.set_editable(True)
    plot.setFocus()
    drag(plot, pixel(plot, 0, 0), pixel(plot, 0.5, 2))
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert [one[0] for one in told] == ["point_drag_started", "point_dragged", "point_drag_cancelled"]
    move(plot, pixel(plot, 1, 3))
    QTest.mouseRelease(plot.plot.viewport(), LEFT, pos=pixel(plot, 1, 3))
    assert len(told) == 3
    assert plot._points.at(2) == (0.0, 0.0)


def test_what_is_hidden_is_not_held(plot: DataPlot, told: list[tuple[object, ...]]) -> None:
    plot.set_editable(True)
    drag(plot, pixel(plot, 0, 0), pixel(plot, 0.5, 2))
    plot.hide()
    assert told[-1] == ("point_drag_cancelled",)


def test_setters_end_a_drag(plot: DataPlot, told: list[tuple[object, ...]]) -> None:
    plot.set_editable(True)
    drag(plot, pixel(plot, 0, 0), pixel(plot, 0.5, 2))
    said = len(told)
    plot.set_data(X[:2], Y[:2])
    QTest.mouseRelease(plot.plot.viewport(), LEFT, pos=pixel(plot, 0, 0))
    plot.set_data(X, Y)
    drag(plot, pixel(plot, 0, 0), pixel(plot, 0.5, 2))
    said += 3
    plot.set_editable(False)
    assert told[-1] == ("point_drag_cancelled",)  # whoever shows what is held must hear of it
    QTest.mouseRelease(plot.plot.viewport(), LEFT, pos=pixel(plot, 0, 0))
    assert len(told) == said
    assert plot._points.at(2) == (0.0, 0.0)


def test_points_are_added_and_deleted_by_mouse(plot: DataPlot, told: list[tuple[object, ...]]) -> None:
    plot.set_editable(True, levels=(-2.0, 2.0))
    viewport = plot.plot.viewport()
    QTest.mouseDClick(viewport, LEFT, pos=pixel(plot, 0.5, 3.2))
    assert told == [("point_added", pytest.approx(0.5, abs=0.02), 2.0)]
    told.clear()
    QTest.mouseDClick(viewport, LEFT, pos=QPoint(5, 5))  # on the axis
    QTest.mouseRelease(viewport, LEFT, pos=QPoint(5, 5))
    QTest.mouseClick(viewport, LEFT, CONTROL, pixel(plot, 1, -1))
    assert told == [("point_removed", 3)]
    QTest.mouseClick(viewport, LEFT, CONTROL, pixel(plot, 0, 3))
    assert len(told) == 1


def test_points_are_edited_by_keys(plot: DataPlot, told: list[tuple[object, ...]]) -> None:
    plot.set_editable(True)
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Insert)
    assert told.pop() == ("point_added", 0.0, pytest.approx(0.0))
    QTest.keyClick(plot, Qt.Key.Key_Right)
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert plot.chosen_point() == 1
    assert "−1" in plot.accessibleDescription()
    QTest.keyClick(plot, Qt.Key.Key_Right, SHIFT)
    assert plot.chosen_point() == 4
    QTest.keyClick(plot, Qt.Key.Key_Left)
    width, height = 4.0, 8 * 1.12
    QTest.keyClick(plot, Qt.Key.Key_Up, CONTROL)
    assert told.pop() == ("point_drag_finished", 3, 1.0, pytest.approx(-1 + 0.01 * height))
    QTest.keyClick(plot, Qt.Key.Key_Left, CONTROL | SHIFT)
    assert told.pop()[2] == pytest.approx(1 - 0.001 * width)
    QTest.keyClick(plot, Qt.Key.Key_Insert)
    assert told.pop()[1] == pytest.approx(1 - 0.001 * width + 0.02 * width)
    QTest.keyClick(plot, Qt.Key.Key_Delete)
    assert told.pop() == ("point_removed", 3)
    assert plot.chosen_point() == 3  # the next one, once its index has gone down
    plot.set_data(np.delete(X, 3), np.delete(Y, 3))
    assert plot.chosen_point() == 3
    plot.set_data(X[:2], Y[:2])
    assert plot.chosen_point() is None
    assert told == []


def test_the_curve_is_dragged_by_its_handles(plot: DataPlot, told: list[tuple[object, ...]]) -> None:
    plot.set_curve_handles(((-1.0, 1.0), (1.0, 2.0)))
    viewport = plot.plot.viewport()
    assert close(colour_at(plot, 1.0, 2.0, right=4), DARK.accent)  # a ring
    drag(plot, pixel(plot, 1, 2), pixel(plot, 1.7, 0))
    assert [one[0] for one in told] == ["curve_drag_started", "curve_dragged"]
    assert told[-1][1:] == (1, 1.0, pytest.approx(0.0, abs=0.05))
    plot.set_curve_handles(((-1.0, 1.0), (1.0, 0.25)))  # the answer decides
    assert close(colour_at(plot, 1.0, 0.25), DARK.accent)
    QTest.mouseRelease(viewport, LEFT, pos=pixel(plot, 1.7, -1))
    assert told[-1] == ("curve_drag_finished", 1, 1.0, pytest.approx(-1.0, abs=0.05))
    told.clear()
    drag(plot, pixel(plot, -1, 1), pixel(plot, -1, 3))
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert told[-1] == ("curve_drag_cancelled",)
    assert plot._editor.handles[0] == (-1.0, 1.0)
    QTest.mouseRelease(viewport, LEFT, pos=pixel(plot, -1, 3))


def test_handles_are_reached_and_moved_by_keys(qtbot: QtBot, plot: DataPlot, told: list[object]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    after = QLineEdit()
    column.addWidget(plot)
    column.addWidget(after)
    window.resize(344, 300)
    plot.set_curve_handles(((-1.0, 1.0), (1.0, 2.0)))
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(plot.hasFocus)
    QTest.keyClick(plot, Qt.Key.Key_Tab)
    QTest.keyClick(plot, Qt.Key.Key_Up)
    assert told.pop() == ("curve_drag_finished", 0, -1.0, pytest.approx(1 + 0.01 * 8 * 1.12))
    QTest.keyClick(plot, Qt.Key.Key_Tab)
    QTest.keyClick(plot, Qt.Key.Key_Down, SHIFT)
    assert told.pop() == ("curve_drag_finished", 1, 1.0, pytest.approx(2 - 0.001 * 8 * 1.12))
    assert plot.hasFocus()
    QTest.keyClick(plot, Qt.Key.Key_Tab)
    assert after.hasFocus()
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_H)
    assert "1" in plot.accessibleDescription()
    plot.setParent(None)


def test_points_and_handles_share_the_keys(plot: DataPlot, told: list[tuple[object, ...]]) -> None:
    plot.set_editable(True)
    plot.set_curve_handles(((-1.0, 1.0), (1.0, 2.0)))
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_H)
    QTest.keyClick(plot, Qt.Key.Key_H)
    QTest.keyClick(plot, Qt.Key.Key_Down)
    assert told.pop()[:2] == ("curve_drag_finished", 1)
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert plot.chosen_point() == 0
    plot.set_curve_handles(None)
    assert plot.chosen_point() == 0


def test_very_many_points_are_sampled_but_the_chosen_one_is_drawn(plot: DataPlot) -> None:
    assert plot.sampled is None
    rng = np.random.default_rng(0)
    x, y = rng.uniform(-1, 1, (2, 60_000))
    plot.set_data(x, y)
    assert plot.sampled is not None
    assert 5_000 <= plot.sampled <= 5_004
    hidden = int(np.setdiff1d(np.arange(60_000), plot._points.indices)[0])
    plot.set_editable(True)
    assert not close(colour_at(plot, x[hidden], y[hidden]), DARK.text)
    plot.choose_point(hidden)
    assert close(colour_at(plot, x[hidden], y[hidden]), DARK.text)


def test_a_move_of_one_point_leaves_the_others_alone(plot: DataPlot) -> None:
    plot.set_editable(True)
    QTest.mousePress(plot.plot.viewport(), LEFT, pos=pixel(plot, 0.0, 0.0))
    move(plot, pixel(plot, 0.5, 2.0), LEFT)
    plot.plot.grab()
    still = plot.plot._still
    move(plot, pixel(plot, 0.6, 2.5), LEFT)
    plot.plot.grab()
    assert plot.plot._still is still
    assert not close(colour_at(plot, 0.6, 2.5), DARK.panel)
    assert close(colour_at(plot, 0.0, 0.0), DARK.panel)


def test_all_at_one_x_is_shown_in_the_middle(plot: DataPlot) -> None:
    plot.set_data(np.array([3.0]), np.array([1.0]))
    (left, right), (bottom, top) = plot.view_range()
    assert (left + right) / 2 == 3.0
    assert bottom < 1.0 < top


def test_tooltips_follow_the_language(plot: DataPlot) -> None:
    plot.set_editable(True)
    plot.setToolTip("")
    QApplication.sendEvent(plot, QEvent(QEvent.Type.LanguageChange))
    assert "double-click" in plot.toolTip()
