"""Axes and labels: on the right edges, readable, off each other."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viz.scene.axes import edges, layout
from viz.scene.camera import Camera, Projection, Viewport
from viz.scene.field import HeightField
from viz.scene.framing import framed, free_rect
from viz.scene.height import fit_scale
from viz.scene.labels import APART, BESIDE, LEFT_OUT, Anchor, Ground, Rect, leader, placed
from viz.scene.tiles import Tiles

VIEW = Viewport(900, 700, 66, 30, 66, 54)
NAMES = ("ŵ₀", "ŵ₁", "loss")


def measure(text: str) -> tuple[float, float]:
    return 7.0 * len(text), 15.0


def field() -> HeightField:
    w0, w1 = np.linspace(-10.65, 3.65, 40), np.linspace(-1.55, 10.55, 30)
    loss = w0[:, None] ** 2 + w1[None, :]
    return HeightField.of(w0, w1, loss, fit_scale(loss))


@settings(max_examples=120)
@given(st.floats(0, 90), st.floats(-180, 180))
def test_numbers_stand_apart_from_any_side(elev: float, azim: float) -> None:
    axes = layout(Projection(Camera(elev, azim), VIEW), field(), NAMES, measure)
    rects = [rect for axis in axes for _, rect in axis.numbers]
    for a, b in combinations(rects, 2):
        assert a.overlap(b) == 0.0
    window = Rect(0, 0, VIEW.width, VIEW.height)
    for rect in rects:
        assert rect.outside(window) < 0.5 * rect.width * rect.height


@given(st.floats(5, 75), st.floats(-180, 180))
def test_floor_axes_are_the_near_edges_and_the_loss_stands_on_the_left(elev: float, azim: float) -> None:
    projection = Projection(Camera(elev, azim), VIEW)
    first, second, upright = edges(projection)
    back = projection.axes[2]
    assert first[0, 1] * back[1] >= -1e-6
    assert second[0, 0] * back[0] >= -1e-6
    corners = [np.array([x, y, 0.0]) for x in (-2.0, 2.0) for y in (-2.0, 2.0)]
    leftmost = min(projection.pixel(c)[0] for c in corners)
    assert projection.project(upright).mean(axis=0)[0] == pytest.approx(leftmost, abs=30)


def test_an_axis_seen_from_its_end_has_no_numbers() -> None:
    axes = layout(Projection(Camera(90, -90), VIEW), field(), NAMES, measure)
    assert axes[2].numbers == ()
    assert axes[2].name is None
    assert len(axes[0].numbers) > 3
    assert len(axes[1].numbers) > 3
    # As on paper: w0 below, w1 to the left.
    assert axes[0].outward == pytest.approx((0.0, 1.0), abs=1e-6)
    assert axes[1].outward == pytest.approx((-1.0, 0.0), abs=1e-6)


def test_a_small_view_has_fewer_numbers() -> None:
    small = Viewport(260, 200, 40, 20, 40, 30)
    few = layout(Projection(Camera(), small), field(), NAMES, measure)
    many = layout(Projection(Camera(), VIEW), field(), NAMES, measure)
    assert sum(len(a.numbers) for a in few) < sum(len(a.numbers) for a in many)


def test_labels_of_neighbours_do_not_overlap_and_stay_inside() -> None:
    window = Rect(0, 0, 400, 300)
    anchors = [Anchor((390.0, 10.0), 9.0, (120.0, 16.0)), Anchor((380.0, 20.0), 9.0, (140.0, 16.0))]
    anchors.append(Anchor((385.0, 30.0), 6.0, (60.0, 16.0)))
    rects = [rect for rect, _ in placed(anchors, Ground(window))]
    for a, b in combinations(rects, 2):
        assert a.overlap(b) == 0.0
    assert all(rect.outside(window) == pytest.approx(0.0) for rect in rects)


def test_labels_keep_their_spot_while_it_is_free() -> None:
    window = Rect(0, 0, 400, 300)
    anchor = Anchor((200.0, 150.0), 8.0, (80.0, 16.0))
    (_, spot), *_ = placed([anchor], Ground(window))
    blocked = Rect(210.0, 140.0, 100.0, 20.0)
    (_, other), *_ = placed([anchor], Ground(window, [blocked]))
    assert other != spot
    (_, kept), *_ = placed([anchor], Ground(window), [other])
    assert kept == other


def test_a_label_larger_than_the_window_begins_inside() -> None:
    (rect, _), *_ = placed([Anchor((50.0, 20.0), 5.0, (900.0, 16.0))], Ground(Rect(6, 6, 100, 60)))
    assert rect.x == 6
    assert rect.y >= 6


WINDOW = Rect(0, 0, 600, 400)


def test_labels_keep_off_lines_where_there_is_room() -> None:
    along = np.column_stack([np.linspace(200, 500, 200), np.full(200, 200.0)])
    lines = Tiles(along, 600, 400)
    anchor = Anchor((200.0, 200.0), 8.0, (120.0, 16.0))
    (rect, _), *_ = placed([anchor], Ground(WINDOW, lines=lines))
    assert lines.count(np.array([[rect.x, rect.y, rect.width, rect.height]]))[0] == 0
    assert leader(rect, anchor) is None, "there is room right beside it"


def test_where_all_is_crowded_a_label_stands_away_and_is_joined_by_a_line() -> None:
    crowd = [Rect(150.0, 150.0, 150.0, 100.0)]
    anchor = Anchor((225.0, 200.0), 8.0, (80.0, 16.0))
    (rect, _), *_ = placed([anchor], Ground(WINDOW, crowd))
    assert rect.overlap(crowd[0]) == 0.0
    ends = leader(rect, anchor)
    assert ends is not None
    assert np.hypot(ends[0][0] - 225.0, ends[0][1] - 200.0) == pytest.approx(8.0)


def test_labels_of_two_marks_in_one_place_do_not_touch() -> None:
    marks = [Anchor((300.0 + k, 200.0 - k), 9.0, (150.0, 16.0)) for k in range(3)]
    rects = [rect for rect, _ in placed(marks, Ground(WINDOW))]
    for a, b in combinations(rects, 2):
        around = Rect(a.x - BESIDE, a.y - APART, a.width + 2 * BESIDE, a.height + 2 * APART)
        assert around.overlap(b) == pytest.approx(0.0)


def test_the_line_to_a_label_does_not_run_through_a_number() -> None:
    crowd = [Rect(260.0, 150.0, 80.0, 100.0)]
    anchor = Anchor((300.0, 200.0), 8.0, (80.0, 16.0))
    (rect, _), *_ = placed([anchor], Ground(WINDOW, crowd))
    ends = leader(rect, anchor)
    assert ends is not None
    number = Rect(ends[1][0] - 13.0, ends[1][1] - 6.0, 10.0, 12.0)  # in its way, beside the label
    assert number.overlap(rect) == 0.0
    (other, _), *_ = placed([anchor], Ground(WINDOW, [*crowd, number]))
    ends = leader(other, anchor)
    assert ends is not None
    for share in np.linspace(0.0, 1.0, 50):
        x, y = (1 - share) * np.array(ends[0]) + share * np.array(ends[1])
        assert Rect(x, y, 0.1, 0.1).overlap(number) == 0.0


def test_a_label_away_from_its_mark_does_not_stand_beside_another_one() -> None:
    crowd = [Rect(200.0, 140.0, 130.0, 120.0), Rect(330.0, 100.0, 40.0, 75.0)]
    marks = [Anchor((300.0, 200.0), 8.0, (80.0, 16.0)), Anchor((420.0, 200.0), 8.0, (80.0, 16.0))]
    (rect, _), _ = placed(marks, Ground(WINDOW, crowd))
    assert leader(rect, marks[0]) is None or _away(rect, marks[0]) <= _away(rect, marks[1])


def _away(rect: Rect, anchor: Anchor) -> float:
    x, y = rect.nearest(anchor.at)
    return float(np.hypot(x - anchor.at[0], y - anchor.at[1]))


def test_a_label_that_follows_the_cursor_stays_near() -> None:
    crowd = [Rect(100.0, 100.0, 300.0, 250.0)]
    anchor = Anchor((225.0, 200.0), 8.0, (80.0, 16.0), near=True)
    (rect, _), *_ = placed([anchor], Ground(WINDOW, crowd))
    x, y = rect.nearest(anchor.at)
    assert np.hypot(x - 225.0, y - 200.0) < 30.0


def test_a_spare_label_is_left_out_first_and_comes_back_only_to_a_free_place() -> None:
    small = Rect(0, 0, 130, 60)
    first = Anchor((65.0, 30.0), 8.0, (100.0, 20.0))
    spare = Anchor((60.0, 32.0), 5.0, (100.0, 20.0), spare=True)
    _, (_, spot) = placed([first, spare], Ground(small))
    assert spot == LEFT_OUT
    _, (_, spot) = placed([first, spare], Ground(WINDOW), [None, LEFT_OUT])
    assert spot != LEFT_OUT


def test_a_moving_label_holds_on_to_its_spot_longer_than_one_at_rest() -> None:
    anchor = Anchor((200.0, 150.0), 8.0, (80.0, 16.0))
    (_, first), *_ = placed([anchor], Ground(WINDOW))
    slightly = [Rect(214.0, 140.0, 12.0, 10.0)]
    (_, moving), *_ = placed([anchor], Ground(WINDOW, slightly), [first], moving=True)
    (_, rest), *_ = placed([anchor], Ground(WINDOW, slightly), [first])
    assert moving == first
    assert rest != first


def test_in_a_low_view_numbers_without_room_are_left_out_and_names_stand_among_them() -> None:
    view = framed((620.0, 132.0), (0.0, 0.0, 0.0, 0.0), large=True)
    free = free_rect((620.0, 132.0), (0.0, 0.0, 0.0, 0.0))
    for azim in range(-180, 180, 30):
        axes = layout(Projection(Camera(30.0, azim), view), field(), NAMES, measure, free)
        rects = [rect for axis in axes for _, rect in axis.numbers]
        rects += [axis.name[1] for axis in axes if axis.name is not None]
        assert all(rect.outside(free) == pytest.approx(0.0) for rect in rects)
        for a, b in combinations(rects, 2):
            assert a.overlap(b) == 0.0


@pytest.mark.parametrize("height", [132.0, 220.0, 301.0, 420.0, 600.0])
@pytest.mark.parametrize("large", [False, True])
def test_the_box_fills_a_low_view(height: float, large: bool) -> None:
    view = framed((900.0, height + 80.0), (0.0, 0.0, 0.0, 80.0), large=large)
    assert view.room[1] >= (0.83 if height < 160 else 0.85) * height
    assert view.height - view.bottom <= height, "above what stands over its foot"
