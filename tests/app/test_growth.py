"""How the drawn box grows with a path."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.descent.growth import LARGEST, MARGIN, drawn_box
from engine.box import Box

LESSON = Box((-6.0, 11.0), (-6.0, 11.0))
finite = st.floats(-1e30, 1e30, allow_nan=False)


def test_inside_the_lesson_box_only_the_margin_is_added() -> None:
    assert drawn_box(LESSON, np.array([[-5.0, 10.0], [11.0, -6.0]])) == LESSON.grown(MARGIN)


@given(st.lists(st.tuples(finite, finite), min_size=1, max_size=20))
def test_every_point_is_on_the_surface_or_the_surface_is_at_its_largest(
    points: list[tuple[float, float]],
) -> None:
    box = drawn_box(LESSON, np.array(points))
    longest = LARGEST * 17.0 * (1 + 2 * MARGIN) + 1e-6
    for i, side in enumerate((box.w0, box.w1)):
        assert side[1] - side[0] <= longest
        reach = (LARGEST - 1) / 2 * 17.0
        for point in points:
            assert side[0] <= max(point[i], -6.0 - reach)
            assert side[1] >= min(point[i], 11.0 + reach)


def test_non_finite_points_are_left_out() -> None:
    path = np.array([[np.nan, 0.0], [np.inf, 1.0], [0.0, 0.0]])
    assert drawn_box(LESSON, path) == LESSON.grown(MARGIN)
    assert drawn_box(LESSON, np.full((3, 2), np.nan)) == LESSON.grown(MARGIN)


def test_a_creeping_path_asks_for_few_surfaces() -> None:
    boxes = {drawn_box(LESSON, np.array([[11.0 + 0.05 * k, 0.0]])) for k in range(2000)}
    assert len(boxes) < 25


def test_one_side_grows_alone() -> None:
    box = drawn_box(LESSON, np.array([[20.0, 0.0]]))
    assert box.w1 == pytest.approx(LESSON.grown(MARGIN).w1)
    assert box.w0[1] > 20.0
