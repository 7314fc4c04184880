"""The map: labelled contour lines, everything draggable, nothing turned."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.viz.surface_probe import BOX, START, W0, W1, Heard, Make, bowl, canvas, colour, near, pixel, rgb
from viz.scene.labels import Rect
from viz.surface_view import Mark, SurfaceView
from viz.theme import DARK, LIGHT


@pytest.fixture
def flat(view: SurfaceView) -> SurfaceView:
    view.set_flat(True)
    return view


def levels(view: SurfaceView) -> tuple[float, ...]:
    stage = view._stage
    assert stage is not None
    assert stage.scene.levels is not None
    return stage.scene.levels.losses


def test_the_map_has_w0_to_the_right_and_w1_up_true_to_scale(flat: SurfaceView) -> None:
    flat.grab_picture()
    a, b, c = (flat.pixel_of(*w) for w in ((-6.0, 2.0), (0.0, 2.0), (-6.0, 8.0)))
    assert a is not None
    assert b is not None
    assert c is not None
    assert b[0] - a[0] > 100
    assert abs(b[1] - a[1]) < 1e-6, "no perspective: losses differ, rows do not"
    assert a[1] - c[1] > 100
    assert abs(c[0] - a[0]) < 1e-6
    assert flat.view() == (90.0, -90.0)


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("kind", ["linear", "log"])
def test_lines_are_drawn_where_the_labels_say(view: SurfaceView, theme: Any, kind: Any) -> None:
    view.set_height(kind)
    view.set_theme(theme)
    view.set_start(-10.0, -1.0)
    view.set_flat(True)
    image = view.grab_picture()
    drawn = [loss for loss in levels(view) if 5.0 < loss < 60.0]
    assert len(drawn) >= 2
    for loss in drawn:
        # At w1 = 5 the loss is (w0 + 2)², so the line is crossed at −2 ± √loss; a number may stand on one.
        seen = []
        for side in (-1.0, 1.0):
            w0 = -2.0 + side * loss**0.5
            if not -10.0 < w0 < 3.0:
                continue
            line = pixel(view, w0, 5.0)
            ground = (colour(image, line + QPoint(7, 0)) + colour(image, line - QPoint(7, 0))) / 2
            brightest = max(colour(image, line + QPoint(dx, 0)).sum() for dx in (-1, 0, 1))
            seen.append(brightest > ground.sum() + 45)
        assert any(seen), loss


def test_every_line_has_a_number_that_covers_neither_start_nor_mark(flat: SurfaceView) -> None:
    flat.set_marks([Mark(-5.0, 6.0, "true (−5, 6)", "true"), Mark(-2.0, 5.0, "minimum", "optimum")])
    flat.grab_picture()
    stage = flat._stage
    assert stage is not None
    turned = {t.text for t in stage.overlay.texts if t.text in stage.scene.levels.texts}  # type: ignore[union-attr]
    assert len(turned) >= len(levels(flat)) - 1
    labels = stage._composer._contours._placed
    for w in (START, (-5.0, 6.0), (-2.0, 5.0)):
        x, y = flat.pixel_of(*w) or (0.0, 0.0)
        for label in labels:
            r = label.rect
            assert not (r.x - 4 < x < r.x + r.width + 4 and r.y - 4 < y < r.y + r.height + 4)


def test_the_start_is_dragged_on_the_map(flat: SurfaceView) -> None:
    heard, widget = Heard(flat), canvas(flat)
    flat.grab_picture()
    at = pixel(flat, *START)
    goal = at + QPoint(90, 60)
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(widget, goal)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=goal)
    assert heard.names == ["started", "dragged", "finished"]
    ball = flat.pixel_of(*heard.events[-1][1:])
    assert ball is not None
    assert np.hypot(ball[0] - goal.x(), ball[1] - goal.y()) <= 2.0


def test_the_map_is_moved_and_zoomed_but_not_turned(flat: SurfaceView) -> None:
    heard, widget = Heard(flat), canvas(flat)
    flat.grab_picture()
    spot = pixel(flat, -2.0, 2.0)
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseMove(widget, spot + QPoint(40, -25))
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=spot + QPoint(40, -25))
    moved = pixel(flat, -2.0, 2.0)
    assert (moved - spot - QPoint(40, -25)).manhattanLength() <= 1
    at = QPointF(moved)
    wheel = QWheelEvent(
        at, at, QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    before = pixel(flat, 0.0, 2.0).x() - moved.x()
    QApplication.sendEvent(widget, wheel)
    assert pixel(flat, 0.0, 2.0).x() - pixel(flat, -2.0, 2.0).x() > 1.2 * before
    QTest.keyClick(widget, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert flat.view() == (90.0, -90.0)
    assert set(heard.names) == {"view"}


def test_back_from_the_map_the_box_is_seen_as_before(view: SurfaceView) -> None:
    view.show_view(42.0, 17.0)
    before = view.camera()
    view.set_flat(True)
    assert view.camera() != before
    view.set_flat(False)
    assert view.camera() == before
    view.set_flat(True)
    view.show_view(20.0, 30.0)
    assert view.view() == (90.0, -90.0), "the map stays a map"
    view.set_flat(False)
    assert view.view() == (20.0, 30.0)


def test_the_map_has_no_shade(flat: SurfaceView) -> None:
    from viz.gl.colours import map_colour

    image = flat.grab_picture()
    stage = flat._stage
    assert stage is not None
    assert stage.scene.field is not None
    close = 0
    for w in ((-8.0, 2.2), (1.7, 8.7), (-6.5, 9.1), (-7.3, 3.7)):
        point, _ = stage.scene.point(w)
        low = 3.0 * stage.scene.field.scale.bottom - 1.5
        expected = rgb(map_colour((float(point[2]) - low) / (1.5 - low), "loss"))
        close += bool(np.abs(colour(image, pixel(flat, *w)) - expected).max() <= 6)
    assert close >= 3, "one of them may lie on a line"


def test_paths_run_over_the_map(flat: SurfaceView) -> None:
    w = np.array([[-9.0, 1.0], [-6.0, 1.5], [-2.0, 1.5]])
    flat.set_path(0, w, DARK.runs[0])
    image = flat.grab_picture()
    assert near(image, pixel(flat, -4.0, 1.5), DARK.runs[0].colour, within=50)
    flat.set_arrow_out("ŵ = (40, 4.5)", (40.0, 4.5))
    assert near(flat.grab_picture(), pixel(flat, 3.64, 4.5), DARK.warning, radius=6, within=20)


def test_the_map_of_a_slope_has_a_legend_beside_it(flat: SurfaceView) -> None:
    flat.set_colouring("gradient")
    image = flat.grab_picture()
    stage = flat._stage
    assert stage is not None
    texts = {text.text: text for text in stage.overlay.texts}
    title = texts[stage.scene.legend_title]
    lowest = max(axis.name[1].y for axis in stage._axes if axis.name is not None)
    assert title.y > lowest - 12
    bar = [colour(image, QPoint(round(title.x + dx), round(title.y + 23))) for dx in (4, 128)]
    assert bar[0].sum() + 150 < bar[1].sum(), "from dark to bright"
    flat.set_colouring("loss")
    flat.grab_picture()
    assert stage.scene.legend_title not in {text.text for text in stage.overlay.texts}


def test_large_type_and_small_windows(make: Make) -> None:
    for size, large in (((220, 200), False), ((600, 600), True)):
        view = make(size=size)
        view.set_large_type(large)
        view.set_colouring("gradient")
        view.set_flat(True)
        assert view.failure == ""
        assert near(view.grab_picture(), pixel(view, *START), DARK.accent, within=10)


def test_a_level_map_has_no_lines(flat: SurfaceView) -> None:
    flat.set_surface(W0, W1, np.full(bowl().shape, 3.0), box=BOX)
    flat.set_colouring("gradient")
    assert not flat.grab_picture().isNull()
    assert levels(flat) == ()


def test_two_surfaces_share_one_scale_of_slopes(view: SurfaceView) -> None:
    view.set_colouring("gradient")
    own = view.slope_range()
    assert own is not None
    view.set_slope_range((own[0] / 10.0, own[1] / 4.0))
    view.grab_picture()
    stage = view._stage
    assert stage is not None
    assert view.slope_range() == pytest.approx(own), "what it is by itself does not change"
    ends = [text for _, text in stage.scene.slope.ticks()][::2]  # type: ignore[union-attr]
    assert ends[1].startswith("≥ "), "steeper cells take the last colour"
    assert ends[1] in {text.text for text in stage.overlay.texts}
    view.set_surface(W0, W1, 2.0 * bowl(), box=BOX)
    assert stage.scene.slope.high == pytest.approx(np.log10(own[1] / 4.0))  # type: ignore[union-attr]
    view.set_slope_range(None)
    assert stage.scene.slope.high == pytest.approx(np.log10(2.0 * own[1]))  # type: ignore[union-attr]
    with pytest.raises(ValueError, match="ascending"):
        view.set_slope_range((3.0, 3.0))


@pytest.mark.parametrize("size", [(760, 330), (375, 560), (300, 220)])
@pytest.mark.parametrize("large", [False, True])
def test_the_legend_covers_no_number_or_name_of_an_axis(make: Make, size: Any, large: bool) -> None:
    view = make(size=size)
    view.set_large_type(large)
    view.set_colouring("gradient")
    view.grab_picture()
    stage = view._stage
    assert stage is not None
    (title,) = [text for text in stage.overlay.texts if text.text == stage.scene.legend_title]
    legend = Rect(title.x, title.y, 100.0, 40.0)
    rects = [rect for axis in stage._axes for _, rect in axis.numbers]
    rects += [axis.name[1] for axis in stage._axes if axis.name is not None]
    assert all(rect.overlap(legend) == 0.0 for rect in rects)
