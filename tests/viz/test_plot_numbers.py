"""What the 2D plots compute: pixels, round ranges, outlines, samples, hits, drags, places. No window."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.curve_handles import handle_places
from viz.data_grip import Grip, beside, dragged, grabbed, grip_at, nearest, nudged, snapped
from viz.frame import Frame, stepped
from viz.layer import thinned
from viz.outline import BLOCKS, Outline
from viz.sampling import MOST, sample
from viz.slider_marks import Mark, labels, next_mark

FRAME = Frame(60.0, 8.0, 280.0, 210.0, (-2.0, 5.0), (10.0, 24.0))
somewhere = st.floats(-1e6, 1e6)


# Frame


def test_corners_of_the_frame_are_its_data() -> None:
    assert FRAME.pixel(-2.0, 24.0) == (60.0, 8.0)
    assert FRAME.pixel(5.0, 10.0) == (340.0, 218.0)
    across, down = FRAME.pixels(np.array([-2.0, 5.0]), np.array([24.0, 10.0]))
    assert across.tolist() == [60.0, 340.0]
    assert down.tolist() == [8.0, 218.0]


@given(somewhere, somewhere)
def test_data_undoes_pixel(x: float, y: float) -> None:
    assert FRAME.data(*FRAME.pixel(x, y)) == pytest.approx((x, y), rel=1e-9, abs=1e-9)


def test_the_frame_holds_what_is_in_it() -> None:
    assert FRAME.holds(60, 8)
    assert not FRAME.holds(59, 8)
    assert FRAME.holds(59, 8, margin=1)


@given(st.floats(-1e9, 1e9), st.floats(1e-3, 1e9))
def test_a_stepped_range_holds_the_range_and_little_more(low: float, span: float) -> None:
    high = low + span
    if not high > low:
        return
    a, b = stepped(low, high)
    slack = 1e-9 * max(abs(low), abs(high))
    assert a <= low + slack
    assert b >= high - slack
    assert low - a <= (high - low) / 16 * 1.001 + slack
    assert b - high <= (high - low) / 16 * 1.001 + slack


def test_a_stepped_range_stands_still_while_its_data_move_a_little() -> None:
    assert stepped(0.0, 0.741) == stepped(0.0, 0.748) == (0.0, 0.76)
    assert stepped(3.0, 3.0) == (3.0, 3.0)


# Outline


def growing(n: int) -> np.ndarray:
    rng = np.random.default_rng(n)
    rows = rng.standard_normal((n, 5))
    return rows[:, 2]  # as a history hands its losses out: a view with gaps


def test_a_short_series_is_its_own_outline() -> None:
    values = growing(2 * BLOCKS + 1)
    values[[7, 100, 101, 4000]] = np.nan, np.nan, np.inf, -np.inf
    values[20:30] = 1.0
    outline = Outline()
    assert outline.follow(values) == 0
    places, heights = outline.vertices()
    assert places.tolist() == list(range(len(values)))
    np.testing.assert_array_equal(heights, values)


@pytest.mark.parametrize("n", [5_000, 100_003])
def test_no_spike_and_no_gap_is_lost(n: int) -> None:
    values = growing(n)
    values[n // 3], values[n // 2], values[n // 5] = 99.0, -99.0, np.nan
    outline = Outline()
    outline.follow(values)
    places, heights = outline.vertices()
    assert len(places) < 2 * BLOCKS + n / BLOCKS * 2
    assert (np.diff(places) >= 0).all()
    assert {99.0, -99.0} <= set(heights.tolist())
    assert np.isnan(heights).sum() >= 1
    np.testing.assert_array_equal(values[places.astype(int)], heights)
    assert places[-1] == n - 1 or n - 1 - places[-1] < n / BLOCKS * 2


def test_growing_gives_the_outline_of_the_whole() -> None:
    values = growing(60_000)
    grown, whole = Outline(), Outline()
    before = 0
    for n in (1, 2, 3, 900, 4097, 4099, 30_000, 30_001, 60_000):
        assert grown.follow(values[:n]) == before
        before = n
    whole.follow(values)
    for ours, theirs in zip(grown.vertices(), whole.vertices(), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_only_other_values_are_news() -> None:
    values = growing(1000)
    outline = Outline()
    assert outline.follow(np.empty(0)) is None
    assert outline.follow(values) == 0
    assert outline.follow(values[:]) is None
    assert outline.follow(values[:500]) == 0
    assert outline.follow(values.copy()) == 0
    assert outline.follow(np.empty(0)) == 0
    assert len(outline.vertices()[0]) == 0


# Lines


def test_a_thinned_line_keeps_the_extremes_of_each_column() -> None:
    across = np.linspace(0, 100, 5000)
    down = np.random.default_rng(1).standard_normal(5000)
    x, y = thinned(across, down)
    assert len(x) <= 4 * 101
    for column in range(100):
        all_of_it, kept = down[across.astype(int) == column], y[x.astype(int) == column]
        assert (kept.min(), kept.max()) == (all_of_it.min(), all_of_it.max())
        assert (kept[0], kept[-1]) == (all_of_it[0], all_of_it[-1])
    same = thinned(across[:50] * 20, down[:50])
    assert len(same[0]) == 50


# Samples


def test_few_points_are_all_drawn() -> None:
    assert sample(np.arange(float(MOST)), np.zeros(MOST)) is None


def test_a_sample_is_stable_and_holds_the_ends() -> None:
    rng = np.random.default_rng(3)
    x, y = rng.standard_normal((2, 50_000))
    first = sample(x, y)
    assert first is not None
    assert MOST <= len(first) <= MOST + 4
    assert {x.argmin(), x.argmax(), y.argmin(), y.argmax()} <= set(first.tolist())
    np.testing.assert_array_equal(first, sample(x, y))
    more = sample(np.append(x, 0.1), np.append(y, 0.2))
    fewer = sample(x[1:], y[1:])
    assert more is not None
    assert fewer is not None
    assert len(np.setdiff1d(first, more)) <= 1
    assert len(np.setdiff1d(first, fewer + 1)) <= 1 + (0 in first)
    # fair: the sample's mean is that of the data, within four standard errors
    assert abs(x[first].mean() - x.mean()) < 4 / MOST**0.5


# Hits and drags


def test_the_nearest_in_reach_is_taken() -> None:
    across, down = np.array([0.0, 10.0, 13.0]), np.array([0.0, 0.0, 0.0])
    assert nearest(across, down, (11.0, 1.0), 10) == 1
    assert nearest(across, down, (12.0, 1.0), 10) == 2
    assert nearest(across, down, (30.0, 0.0), 10) is None
    assert nearest(across[:0], down[:0], (0.0, 0.0), 10) is None


def test_handles_win_over_points() -> None:
    points = (np.array([100.0]), np.array([50.0]), np.array([7]))
    assert grip_at(((112.0, 50.0), (200.0, 50.0)), *points, (101.0, 50.0)) == Grip("handle", 0)
    assert grip_at(((116.0, 50.0), (200.0, 50.0)), *points, (101.0, 50.0)) == Grip("point", 7)
    assert grip_at((), *points, (100.0, 61.0)) is None


def test_a_point_follows_the_cursor_without_a_jump_and_beyond_the_view() -> None:
    at = (1.0, 12.0)
    pixel = FRAME.pixel(*at)
    drag = grabbed(Grip("point", 4), at, FRAME, (pixel[0] + 5, pixel[1] - 3))
    still = dragged(drag, FRAME, (pixel[0] + 6, pixel[1] - 3), None)
    assert still is drag
    moved = dragged(drag, FRAME, (pixel[0] + 5 + 40, pixel[1] - 3 - 15), None)
    assert moved.moving
    assert moved.at == pytest.approx((2.0, 13.0))
    out = dragged(drag, FRAME, (pixel[0] + 5 + 4000, pixel[1] - 3), None)
    assert out.at == pytest.approx((101.0, 12.0))
    # back at the start it is still a drag
    back = dragged(moved, FRAME, (pixel[0] + 5, pixel[1] - 3), None)
    assert back.moving
    assert back.at == pytest.approx(at)


def test_levels_take_y_and_handles_keep_x() -> None:
    drag = grabbed(Grip("point", 0), (0.0, 0.0), FRAME, FRAME.pixel(0.0, 0.0))
    assert dragged(drag, FRAME, FRAME.pixel(1.0, 0.7), (0.0, 1.0)).at == pytest.approx((1.0, 1.0))
    handle = grabbed(Grip("handle", 1), (3.0, 12.0), FRAME, FRAME.pixel(3.0, 12.0))
    x, y = dragged(handle, FRAME, FRAME.pixel(4.5, 19.0), (0.0, 1.0)).at
    assert x == 3.0
    assert y == pytest.approx(19.0)
    assert snapped(0.2, None) == 0.2


def test_keys_move_by_parts_of_the_view_or_by_levels() -> None:
    assert nudged((0.0, 12.0), 1, 0, 0.01, FRAME, None) == pytest.approx((0.07, 12.0))
    assert nudged((0.0, 12.0), 0, -1, 0.001, FRAME, None) == pytest.approx((0.0, 11.986))
    assert nudged((0.0, 0.0), 0, 1, 0.01, FRAME, (0.0, 1.0)) == (0.0, 1.0)
    assert nudged((0.0, 1.0), 0, 1, 0.01, FRAME, (0.0, 1.0)) == (0.0, 1.0)


def test_keys_walk_in_the_order_of_x() -> None:
    x, indices = np.array([3.0, 1.0, 2.0, 1.0]), np.array([10, 20, 30, 40])
    walk = [beside(x, indices, None, 1)]
    for _ in range(4):
        walk.append(beside(x, indices, walk[-1], 1))
    assert walk == [20, 40, 30, 10, 10]
    assert beside(x, indices, None, -1) == 10
    assert beside(x, indices, 10, -10) == 20
    assert beside(x, indices, 99, 1) == 20
    assert beside(x[:0], indices[:0], None, 1) is None


def test_handles_stand_on_the_visible_part_of_the_curve() -> None:
    x = np.linspace(-10, 10, 2001)
    places = handle_places(x, 100 * x, ((-2.0, 2.0), (-10.0, 10.0)))
    assert places is not None
    (a, b), (c, d) = places
    assert (a, c) == pytest.approx((-0.06, 0.06), abs=0.011)
    assert (b, d) == pytest.approx((100 * a, 100 * c))
    assert handle_places(x, x + 1000, ((-2.0, 2.0), (-10.0, 10.0))) is None


# Marks of the slider


def test_labels_stand_under_their_marks_inside_and_apart() -> None:
    one, two, three = labels([100.0, 120.0, 290.0], [80.0, 100.0, 60.0], (0.0, 300.0), 8.0)
    assert (one.left, one.row) == (60.0, 0)
    assert (two.left, two.row) == (70.0, 1)
    assert (three.left, three.row) == (240.0, 0)


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(1, 300)), max_size=6))
def test_no_labels_overlap_and_none_is_cut(marks: list[tuple[float, float]]) -> None:
    laid = labels([place for place, _ in marks], [width for _, width in marks], (0.0, 300.0), 8.0)
    for k, one in enumerate(laid):
        assert one.left >= 0
        assert one.left + one.width <= 300 + 1e-9
        assert one.row <= k
        for other in laid[:k]:
            assert (
                one.row != other.row
                or one.left >= other.left + other.width
                or (other.left >= one.left + one.width)
            )


def test_the_next_mark_is_never_the_one_we_are_on() -> None:
    marks = [Mark(0.008, "a"), Mark(0.004, "b")]
    assert next_mark(marks, 0.001, 1) == marks[1]
    assert next_mark(marks, 0.004, 1) == marks[0]
    assert next_mark(marks, 0.008, 1) is None
    assert next_mark(marks, 0.1, -1) == marks[0]
