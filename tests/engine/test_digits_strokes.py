"""A drawing is prepared as MNIST was made: box, pen, centre; whatever its size, place and unit."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from engine.digits.pen import BOX, EDGE, PEN, SIDE, draw, draw_dots
from engine.digits.prepare import prepare_strokes, prepare_strokes_in_steps
from engine.digits.shapes import stroke_width

SEVEN = [np.array([[0.0, 0.0], [10.0, 0.0], [4.0, 14.0]]), np.array([[2.0, 7.0], [9.0, 7.0]])]
ANGLES = np.linspace(0, 2 * np.pi, 60)
ZERO = [np.column_stack([4 * np.cos(ANGLES), 7 * np.sin(ANGLES)])]

coordinates = st.floats(-50, 50)
points = st.tuples(coordinates, coordinates)
drawings = st.lists(st.lists(points, min_size=2, max_size=12).map(np.array), min_size=1, max_size=4)


def extent(strokes: list[np.ndarray]) -> float:
    every = np.concatenate(strokes)
    return float(np.ptp(every, axis=0).max())


def ink_box(image: np.ndarray) -> tuple[int, int]:
    """Width and height in pixels of what has any ink."""
    rows, columns = np.flatnonzero(image.any(axis=1)), np.flatnonzero(image.any(axis=0))
    return int(columns[-1] - columns[0] + 1), int(rows[-1] - rows[0] + 1)


def centre_of_mass(image: np.ndarray) -> tuple[float, float]:
    """(x, y) in pixels of the field, whose middle is (14, 14)."""
    middles = np.arange(SIDE) + 0.5
    mass = float(image.sum())
    return float(image.sum(axis=0) @ middles) / mass, float(image.sum(axis=1) @ middles) / mass


@given(drawings, st.floats(0.001, 1000), points)
def test_size_and_place_of_a_drawing_do_not_matter(strokes, scale, move):
    if extent(strokes) < 0.1:
        return
    moved = [stroke * scale + move for stroke in strokes]
    np.testing.assert_allclose(prepare_strokes(moved), prepare_strokes(strokes), atol=2e-3)


@given(drawings)
def test_ink_fills_the_box_before_it_is_centred(strokes):
    if extent(strokes) < 0.1:
        return
    steps = prepare_strokes_in_steps(strokes)
    margin = (SIDE - BOX) // 2
    outside = steps.boxed.copy()
    outside[margin:-margin, margin:-margin] = 0
    assert outside.max() == 0
    # the edge of the ink fades over the last fraction of a pixel
    assert max(ink_box(steps.boxed)) >= BOX - 2


@given(drawings)
def test_centre_of_mass_is_in_the_middle(strokes):
    steps = prepare_strokes_in_steps(strokes)
    if max(abs(part) for part in steps.shift) >= (SIDE - BOX) / 2:
        return  # so lopsided that centring it would push ink off the field
    x, y = centre_of_mass(steps.image)
    assert abs(x - SIDE / 2) < 0.25
    assert abs(y - SIDE / 2) < 0.25


@given(drawings)
def test_hardly_any_ink_is_lost_by_centring(strokes):
    """An angle whose mass lies far off its box's middle loses most: some 6 % runs over the border."""
    steps = prepare_strokes_in_steps(strokes)
    assert steps.image.sum() == pytest.approx(steps.boxed.sum(), rel=0.1)


@given(drawings)
def test_the_picture_is_what_the_network_takes(strokes):
    image = prepare_strokes(strokes)
    assert image.shape == (SIDE, SIDE)
    assert image.dtype == np.float32
    assert image.min() >= 0
    assert 0.9 < image.max() <= 1


@pytest.mark.parametrize("size", [1e-6, 0.05, 1.0, 600.0, 1e9])
@pytest.mark.parametrize("strokes", [SEVEN, ZERO], ids=["seven", "zero"])
def test_the_pen_is_mnists_at_any_size(strokes, size):
    image = prepare_strokes([stroke * size for stroke in strokes])
    enlarged = np.asarray(Image.fromarray(image).resize((224, 224), Image.Resampling.BICUBIC)) > 0.5
    assert stroke_width(enlarged) / 8 == pytest.approx(PEN, abs=0.35)


def test_a_one_stays_a_thin_line_of_full_height():
    image = prepare_strokes([np.array([[5.0, 0.0], [5.0, 100.0]])])
    width, height = ink_box(image)
    assert height == BOX
    assert width <= np.ceil(PEN + EDGE) + 1


def test_a_flat_drawing_keeps_its_shape():
    image = prepare_strokes([np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 5.0], [0.0, 5.0], [0.0, 0.0]])])
    width, height = ink_box(image)
    assert width == BOX
    room = BOX - PEN - EDGE
    assert height == pytest.approx(room / 2 + PEN + EDGE, abs=1)


@pytest.mark.parametrize(
    "nothing", [[], [np.empty((0, 2))], [[]], [np.full((5, 2), np.nan)], [[[np.inf, 1.0]]]], ids=str
)
def test_no_ink_gives_zeros(nothing):
    image = prepare_strokes(nothing)
    assert image.shape == (SIDE, SIDE)
    assert not image.any()


@pytest.mark.parametrize(
    "dot", [[[3.0, 4.0]], [[3.0, 4.0]] * 20, [[1e300, -1e300]]], ids=["tap", "held", "far"]
)
def test_a_tap_is_a_dot_in_the_middle(dot):
    image = prepare_strokes([np.array(dot)])
    assert max(ink_box(image)) <= np.ceil(PEN + EDGE)
    assert centre_of_mass(image) == pytest.approx((SIDE / 2, SIDE / 2), abs=0.01)


def test_a_trembling_tap_is_a_dot_where_the_canvas_says_so():
    tremble = [np.array([[0.5, 0.5], [0.502, 0.501]])]
    assert max(ink_box(prepare_strokes(tremble))) > PEN + EDGE + 2
    np.testing.assert_array_equal(prepare_strokes(tremble, tap=0.01), prepare_strokes([[[0.5, 0.5]]]))


def test_points_that_are_no_numbers_are_left_out():
    holed = [np.insert(stroke, 1, np.nan, axis=0) for stroke in SEVEN]
    np.testing.assert_array_equal(prepare_strokes(holed), prepare_strokes(SEVEN))


def test_many_points_draw_the_same_line_as_few():
    few = np.array([[0.0, 0.0], [10.0, 3.0], [2.0, 14.0]])
    many = np.concatenate([np.linspace(a, b, 4000) for a, b in pairwise(few)])
    np.testing.assert_allclose(prepare_strokes([many]), prepare_strokes([few]), atol=0.02)


def test_a_field_full_of_ink_is_drawn_as_its_pieces_would_be():
    walk = np.random.default_rng(1).uniform(0, 20, (3000, 2)) + 4
    crowded = draw([walk])
    np.testing.assert_array_equal(crowded[8:-8, 8:-8], np.ones_like(crowded[8:-8, 8:-8]))


def test_ink_is_the_exact_distance_from_the_line():
    image = draw([np.array([[6.0, 14.0], [22.0, 14.0]])])
    distance = np.abs(np.arange(SIDE) + 0.5 - 14)
    expected = np.clip(0.5 + (PEN / 2 - distance) / EDGE, 0, 1)
    np.testing.assert_allclose(image[:, 14], expected, atol=1e-6)


def test_dots_close_together_are_a_line():
    along = np.linspace(6, 22, 200)
    dots = draw_dots(np.column_stack([along, np.full_like(along, 13.7)]))
    line = draw([np.array([[6.0, 13.7], [22.0, 13.7]])])
    np.testing.assert_allclose(dots, line, atol=0.01)
