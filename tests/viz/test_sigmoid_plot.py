"""Named curves between 0 and 1, and the free one that is taken hold of."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.viz.widget_probe import close, colour_at
from viz.end_labels import spread
from viz.sigmoid_plot import Landmarks, NamedCurve, SigmoidPlot
from viz.theme import DARK, LIGHT

LEFT = Qt.MouseButton.LeftButton
X = np.arange(-5, 5, 0.02)
HANDLES = ((-1.0, 0.2), (3.0, 0.8))


def sigma(u: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-u))


@pytest.fixture
def plot(qtbot: QtBot) -> SigmoidPlot:
    widget = SigmoidPlot()
    qtbot.addWidget(widget)
    widget.resize(800, 480)
    widget.set_theme(DARK)
    widget.set_family(X, (-5, 5), [NamedCurve(sigma(w * X), f"W = {w:g}") for w in (0.5, 1, 2)])
    widget.set_free(
        NamedCurve(sigma(X - 2), "free curve"), Landmarks(float(sigma(np.array(-2.0))), 2.0, 0.25)
    )
    widget.set_curve_handles(HANDLES)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def told(plot: SigmoidPlot) -> list[tuple[object, ...]]:
    log: list[tuple[object, ...]] = []
    for name in ("curve_drag_started", "curve_dragged", "curve_drag_finished", "curve_drag_cancelled"):
        getattr(plot, name).connect(lambda *args, name=name: log.append((name, *args)))
    return log


def pixel(plot: SigmoidPlot, x: float, y: float) -> QPoint:
    return QPointF(*plot.plot.frame.pixel(x, y)).toPoint()


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_curves_have_the_runs_colours_and_the_free_one_the_accent(plot: SigmoidPlot, theme: object) -> None:
    assert theme in (DARK, LIGHT)
    theme = DARK if theme is DARK else LIGHT
    plot.set_theme(theme)
    assert close(colour_at(plot, -2.5, float(sigma(np.array(-1.25)))), theme.runs[1].colour)
    assert close(colour_at(plot, 1.0, float(sigma(np.array(-1.0)))), theme.accent)
    assert close(colour_at(plot, 4.5, 0.2), theme.panel)
    assert close(colour_at(plot, -4.0, 1.0), theme.line, 90)  # the guides follow the theme as well


def test_lines_differ_without_colour(plot: SigmoidPlot) -> None:
    styles = {plot._pen(k).style() for k in range(4)}
    colours = {plot._pen(k).color().name() for k in range(4)}
    assert len(styles) == len(colours) == 4
    assert DARK.accent not in colours


def test_names_stand_beside_the_ends_with_room_for_them(plot: SigmoidPlot) -> None:
    frame = plot.plot.frame
    picture = plot.plot.grab().toImage()
    right = int(frame.left + frame.width)
    assert picture.width() - right > 60
    beyond = [picture.pixelColor(x, y) for x in range(right + 4, picture.width()) for y in range(4, 120, 2)]
    assert any(close(colour, DARK.text, 40) for colour in beyond)  # letters
    assert any(close(colour, DARK.accent, 40) for colour in beyond)  # a piece of the free curve's line
    room = plot.plot.frame.width
    plot.set_large_type(True)
    assert plot.plot.frame.width < room


def test_a_handle_goes_up_and_down_only(plot: SigmoidPlot, told: list[tuple[object, ...]]) -> None:
    view = plot.plot.viewport()
    start = pixel(plot, *HANDLES[1])
    QTest.mouseMove(view, start)
    QTest.mousePress(view, LEFT, pos=start)
    QTest.mouseMove(view, start + QPoint(30, 40))
    QTest.mouseRelease(view, LEFT, pos=start + QPoint(30, 40))
    names = [name for name, *_ in told]
    assert names[0] == "curve_drag_started"
    assert names[-1] == "curve_drag_finished"
    _, which, x, y = told[-1]
    assert (which, x) == (1, 3.0)
    assert isinstance(y, float)
    assert y < 0.75


def test_keys_choose_a_handle_and_move_it(plot: SigmoidPlot, told: list[tuple[object, ...]]) -> None:
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_H)
    assert "−1" in plot.accessibleDescription()
    QTest.keyClick(plot, Qt.Key.Key_Up)
    ((name, which, x, y),) = told
    assert (name, which, x) == ("curve_drag_finished", 0, -1.0)
    assert y == pytest.approx(0.2 + 0.01 * 1.12)


def test_escape_and_hiding_put_a_handle_back(plot: SigmoidPlot, told: list[tuple[object, ...]]) -> None:
    view = plot.plot.viewport()
    start = pixel(plot, *HANDLES[0])
    for end in (lambda: QTest.keyClick(plot, Qt.Key.Key_Escape), plot.hide):
        told.clear()
        QTest.mousePress(view, LEFT, pos=start)
        QTest.mouseMove(view, start - QPoint(0, 30))
        end()
        assert told[-1] == ("curve_drag_cancelled",)


def test_without_handles_nothing_can_be_held(plot: SigmoidPlot, told: list[tuple[object, ...]]) -> None:
    plot.set_curve_handles(None)
    view = plot.plot.viewport()
    start = pixel(plot, *HANDLES[0])
    QTest.mousePress(view, LEFT, pos=start)
    QTest.mouseMove(view, start - QPoint(0, 30))
    QTest.mouseRelease(view, LEFT, pos=start - QPoint(0, 30))
    assert told == []


def test_it_says_which_curves_are_there(plot: SigmoidPlot) -> None:
    plot.set_curve_handles(HANDLES)
    assert plot.accessibleDescription() == "W = 0.5, W = 1, W = 2, free curve"


def test_a_step_and_a_flat_line_can_be_drawn(plot: SigmoidPlot) -> None:
    plot.set_free(NamedCurve((X > 0).astype(float), "free curve"), Landmarks(0.5, 0.0, 2.5e5))
    plot.plot.grab()
    plot.set_free(NamedCurve(np.full(len(X), 0.73), "free curve"), Landmarks(0.73, None, 0.0))
    assert close(colour_at(plot, 4.5, 0.73), DARK.accent)


def test_labels_far_apart_stand_where_they_are_wished() -> None:
    assert spread([100.0, 40.0], 20, 0, 200) == [100.0, 40.0]
    assert spread([], 20, 0, 200) == []


def test_labels_at_one_place_are_spread_around_it_in_their_order() -> None:
    assert spread([100.0, 100.0, 100.0], 20, 0, 200) == [80.0, 100.0, 120.0]
    assert spread([3.0, 2.0], 20, 0, 200) == [30.0, 10.0]  # not beyond the upper end


@given(st.lists(st.floats(-50, 350), min_size=1, max_size=6), st.floats(5, 40))
def test_labels_never_overlap_nor_leave_their_room(wishes: list[float], height: float) -> None:
    middles = spread(wishes, height, 0.0, 300.0)
    order = sorted(range(len(wishes)), key=lambda k: wishes[k])
    placed = [middles[k] for k in order]
    assert all(b - a >= height - 1e-6 for a, b in pairwise(placed))
    assert placed[0] >= height / 2 - 1e-6
    assert placed[-1] <= 300 - height / 2 + 1e-6
