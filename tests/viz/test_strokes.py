"""Strokes as numbers: clipping, smoothing, erasing, the history of a drawing."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.drawing import STEPS_KEPT, Drawing, Trail
from viz.strokes import as_stroke, clip_segment, erase, length, smooth, thin

unit = st.floats(0.0, 1.0, allow_subnormal=False)
anywhere = st.floats(-2.0, 3.0, allow_subnormal=False)
points = st.tuples(unit, unit)
polylines = st.lists(points, min_size=2, max_size=12).map(as_stroke)


def sampled(stroke, n=400):
    """Points along a polyline, n to a segment."""
    t = np.linspace(0.0, 1.0, n)[:, None]
    return np.concatenate([p + t * (q - p) for p, q in itertools.pairwise(stroke)])


def distance(samples, a, b):
    """Distance of each sample from the segment a-b."""
    a, b = np.asarray(a), np.asarray(b)
    d = b - a
    square = float(d @ d)
    t = np.zeros(len(samples)) if square == 0.0 else np.clip((samples - a) @ d / square, 0.0, 1.0)
    return np.hypot(*(samples - (a + t[:, None] * d)).T)


@pytest.mark.parametrize("points", [[], [1.0, 2.0], [[0.0, np.nan]], [[0.0, 0.0, 0.0]]])
def test_what_is_no_stroke_is_refused(points):
    with pytest.raises(ValueError, match="at least one finite point"):
        as_stroke(points)


def test_a_stroke_is_a_copy_that_cannot_change():
    source = np.array([[0.1, 0.2], [0.3, 0.4]])
    stroke = as_stroke(source)
    source[:] = 9.0
    assert stroke.tolist() == [[0.1, 0.2], [0.3, 0.4]]
    with pytest.raises(ValueError, match="read-only"):
        stroke[0, 0] = 1.0


# Clipping


def test_a_segment_inside_is_left_exactly_alone():
    assert clip_segment((0.1, 0.2), (0.7, 0.9)) == ((0.1, 0.2), (0.7, 0.9))


def test_a_segment_across_is_cut_at_both_edges():
    start, end = clip_segment((-1.0, 0.5), (2.0, 0.5))
    assert start == pytest.approx((0.0, 0.5))
    assert end == pytest.approx((1.0, 0.5))


@pytest.mark.parametrize("q", [(2.0, 1.5), (-0.5, 0.9), (-0.1, -0.1)])
def test_a_segment_outside_leaves_nothing(q):
    assert clip_segment((-0.5, 1.5), q) is None


@given(st.tuples(anywhere, anywhere), st.tuples(anywhere, anywhere))
def test_a_clipped_segment_lies_on_the_canvas_and_on_the_segment(p, q):
    part = clip_segment(p, q)
    on_line = np.asarray(p) + np.linspace(0.0, 1.0, 200)[:, None] * (np.asarray(q) - np.asarray(p))
    if part is None:
        assert not ((on_line > 1e-9) & (on_line < 1 - 1e-9)).all(axis=1).any()
        return
    ends = np.array(part)
    assert ((ends >= 0.0) & (ends <= 1.0)).all()
    assert distance(ends, p, q).max() < 1e-9


# Smoothing


def test_smoothing_keeps_both_ends_and_rounds_the_corner():
    corner = as_stroke([[0.0, 0.0], [0.5, 0.0], [0.5, 0.5]])
    curve = smooth(corner)
    assert curve[0].tolist() == [0.0, 0.0]
    assert curve[-1].tolist() == [0.5, 0.5]
    assert distance(curve, (0.5, 0.0), (0.5, 0.0)).min() == pytest.approx(np.hypot(0.0625, 0.0625), abs=1e-3)


def test_a_straight_line_stays_straight():
    line = as_stroke([[0.1, 0.1], [0.3, 0.3], [0.35, 0.35], [0.9, 0.9]])
    assert distance(smooth(line), (0.1, 0.1), (0.9, 0.9)).max() < 1e-12


@given(polylines)
def test_the_curve_has_short_chords_and_stays_in_the_box_of_its_points(stroke):
    curve = smooth(stroke, step=0.02)
    assert (curve >= stroke.min(axis=0) - 1e-12).all()
    assert (curve <= stroke.max(axis=0) + 1e-12).all()
    assert length(curve) <= length(stroke) + 1e-9


def test_thinning_keeps_the_shape_and_both_ends():
    angles = np.linspace(0.0, 6.0, 5000)
    circle = as_stroke(0.5 + 0.25 * np.stack([np.cos(angles), np.sin(angles)], axis=1))
    dot = as_stroke([[0.5, 0.5]])
    thinned, same = thin([circle, dot])
    assert 250 < len(thinned) < 350
    assert thinned[[0, -1]].tolist() == circle[[0, -1]].tolist()
    assert length(thinned) == pytest.approx(length(circle), rel=1e-4)
    assert same.tolist() == dot.tolist()


def test_there_is_nothing_to_thin_in_a_dot_or_in_nothing():
    dot = as_stroke([[0.5, 0.5]])
    assert thin([]) == []
    assert thin([dot]) == [dot]


# Erasing


def test_an_eraser_splits_a_line_exactly_at_its_edge():
    line = as_stroke([[0.0, 0.5], [1.0, 0.5]])
    left, right = erase([line], (0.5, 0.5), (0.5, 0.5), 0.1)
    np.testing.assert_allclose(left, [[0.0, 0.5], [0.4, 0.5]], atol=1e-15)
    np.testing.assert_allclose(right, [[0.6, 0.5], [1.0, 0.5]], atol=1e-15)


def test_a_moving_eraser_leaves_no_gap_between_two_places():
    line = as_stroke([[0.0, 0.5], [1.0, 0.5]])
    (left, right) = erase([line], (0.2, 0.5), (0.8, 0.5), 0.05)
    np.testing.assert_allclose(left[-1], [0.15, 0.5], atol=1e-15)
    np.testing.assert_allclose(right[0], [0.85, 0.5], atol=1e-15)


def test_an_eraser_between_two_points_of_a_long_segment_is_not_missed():
    line = as_stroke([[0.0, 0.0], [1.0, 1.0]])
    assert len(erase([line], (0.3, 0.7), (0.7, 0.3), 0.01)) == 2


def test_strokes_out_of_reach_stay_the_same_objects():
    far, near = as_stroke([[0.0, 0.0], [1.0, 0.0]]), as_stroke([[0.5, 0.5]])
    assert erase([far, near], (0.5, 0.45), (0.5, 0.55), 0.1) == [far]
    assert erase([far], (0.5, 0.5), (0.5, 0.5), 0.1)[0] is far


def test_crumbs_are_thrown_away():
    line = as_stroke([[0.405, 0.5], [0.595, 0.5]])
    assert erase([line], (0.5, 0.5), (0.5, 0.5), 0.09) == []


@given(polylines, points, points, st.floats(0.02, 0.3))
def test_nothing_is_left_under_the_eraser_and_nothing_new_appears(stroke, a, b, radius):
    left = erase([stroke], a, b, radius)
    for piece in left:
        assert distance(sampled(piece), a, b).min() > radius - 1e-7
    kept = sum(length(piece) for piece in left)
    outside = distance(sampled(stroke, 4000), a, b) > radius
    steps = np.hypot(*np.diff(sampled(stroke, 4000), axis=0).T)
    expected = float(steps[outside[:-1] & outside[1:]].sum())
    crumbs = 0.02 * len(stroke)
    assert expected - crumbs - 0.01 <= kept <= expected + 0.01 + 1e-9


# The drawing and its history


def line(drawing, *points):
    drawing.pen_down(points[0])
    for point in points[1:]:
        drawing.pen_to(point)
    drawing.lift()


def test_a_trail_grows_without_changing_what_was_handed_out():
    trail = Trail((0.0, 0.0))
    early = trail.stroke()
    for k in range(1, 1000):
        trail.append((k / 1000, 0.5))
    assert len(early) == 1
    assert len(trail.stroke()) == 1000
    assert trail.last(2) == [(0.998, 0.5), (0.999, 0.5)]


def test_the_stroke_being_drawn_is_already_part_of_the_drawing():
    drawing = Drawing()
    drawing.pen_down((0.1, 0.1))
    drawing.pen_to((0.2, 0.2))
    assert [len(stroke) for stroke in drawing.strokes()] == [2]
    assert drawing.finished() == ()
    assert drawing.can_undo()


def test_a_pen_that_leaves_and_returns_leaves_two_trails_and_one_step():
    drawing = Drawing()
    line(drawing, (0.5, 0.5), (1.5, 0.5), (1.5, 0.7), (0.5, 0.7))
    first, second = drawing.strokes()
    assert first.tolist() == [[0.5, 0.5], [1.0, 0.5]]
    np.testing.assert_allclose(second, [[1.0, 0.7], [0.5, 0.7]])
    drawing.undo()
    assert drawing.is_empty()


def test_a_pen_that_never_comes_in_leaves_nothing_to_undo():
    drawing = Drawing()
    line(drawing, (-0.5, 0.5), (-0.5, 0.9))
    assert drawing.is_empty()
    assert not drawing.can_undo()


def test_tiny_moves_wait_until_they_add_up():
    drawing = Drawing()
    drawing.pen_down((0.0, 0.0))
    added = [drawing.pen_to((k * 0.001, 0.0), least=0.0025) for k in range(1, 7)]
    assert added == [False, False, True, False, False, True]


def test_undo_and_redo_walk_through_strokes_erasing_and_clearing():
    drawing = Drawing()
    states = [drawing.strokes()]
    line(drawing, (0.0, 0.5), (1.0, 0.5))
    states.append(drawing.strokes())
    drawing.eraser_down((0.5, 0.4), 0.05)
    drawing.eraser_to((0.5, 0.6), 0.05)
    drawing.lift()
    states.append(drawing.strokes())
    drawing.replace([])
    states.append(drawing.strokes())
    assert [len(state) for state in states] == [0, 1, 2, 0]
    for state in reversed(states[:-1]):
        assert drawing.undo()
        assert list(map(id, drawing.strokes())) == list(map(id, state))
    assert not drawing.undo()
    for state in states[1:]:
        assert drawing.redo()
        assert list(map(id, drawing.strokes())) == list(map(id, state))
    assert not drawing.redo()


def test_a_new_stroke_forgets_what_could_be_redone():
    drawing = Drawing()
    line(drawing, (0.1, 0.1), (0.2, 0.2))
    drawing.undo()
    line(drawing, (0.3, 0.3), (0.4, 0.4))
    assert not drawing.can_redo()


def test_an_eraser_that_meets_no_ink_is_no_step():
    drawing = Drawing()
    line(drawing, (0.1, 0.1), (0.2, 0.1))
    assert not drawing.eraser_down((0.9, 0.9), 0.05)
    assert not drawing.lift()
    drawing.undo()
    assert drawing.is_empty()


@pytest.mark.parametrize("tool", ["pen", "eraser"])
def test_cancelling_takes_back_only_what_the_hand_is_doing(tool):
    drawing = Drawing()
    line(drawing, (0.1, 0.5), (0.9, 0.5))
    before = drawing.finished()
    if tool == "pen":
        drawing.pen_down((0.2, 0.2))
        drawing.pen_to((0.3, 0.3))
    else:
        drawing.eraser_down((0.5, 0.5), 0.1)
    assert drawing.cancel()
    assert drawing.finished() == before
    assert not drawing.cancel()


def test_the_history_is_bounded():
    drawing = Drawing()
    for k in range(STEPS_KEPT + 20):
        line(drawing, (0.1, k / 1000), (0.2, k / 1000))
    undone = 0
    while drawing.undo():
        undone += 1
    assert undone == STEPS_KEPT
    assert len(drawing.strokes()) == 20
