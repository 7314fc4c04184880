"""Camera: angles as matplotlib has them, framing, and pixels to rays and back."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.scene.camera import CORNERS, Camera, Projection, Viewport, axes_of, between, wrapped

ELEV = st.floats(-89.0, 90.0)
AZIM = st.floats(-180.0, 180.0)
COORDINATE = st.floats(-1.0, 1.0)
VIEW = Viewport(900, 600, 60, 30, 60, 50)


def test_axes_follow_matplotlibs_angles() -> None:
    """elev 0, azim 0 looks along −x with y to the right; azim −90 has x to the right."""
    np.testing.assert_allclose(axes_of(0, 0), [[0, 1, 0], [0, 0, 1], [1, 0, 0]], atol=1e-15)
    np.testing.assert_allclose(axes_of(90, -90), [[1, 0, 0], [0, 1, 0], [0, 0, 1]], atol=1e-15)


@given(ELEV, AZIM)
def test_axes_are_orthonormal_and_right_handed(elev: float, azim: float) -> None:
    axes = axes_of(elev, azim)
    np.testing.assert_allclose(axes @ axes.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(axes) == pytest.approx(1.0)


@given(ELEV, AZIM, st.tuples(COORDINATE, COORDINATE, COORDINATE), st.floats(0.5, 8.0))
def test_ray_through_a_points_pixel_meets_the_point(
    elev: float, azim: float, share: tuple[float, float, float], zoom: float
) -> None:
    projection = Projection(Camera(elev, azim, zoom, (0.02, -0.01)), VIEW)
    point = np.array(share) * (2.0, 2.0, 1.5)
    origin, direction = projection.ray(*projection.pixel(point))
    t = (point - origin) @ direction / (direction @ direction)
    assert t > 0
    np.testing.assert_allclose(origin + t * direction, point, atol=1e-9)


@given(ELEV, AZIM, st.tuples(COORDINATE, COORDINATE, COORDINATE))
def test_matrix_and_projection_agree(elev: float, azim: float, share: tuple[float, float, float]) -> None:
    """What the graphics card computes is what picking computes."""
    projection = Projection(Camera(elev, azim), VIEW)
    point = np.array(share) * (2.0, 2.0, 1.5)
    x, y, z, w = projection.matrix @ [*point, 1.0]
    px, py, divisor = projection.project(point)
    assert w == pytest.approx(divisor)
    assert ((x / w + 1) / 2 * VIEW.width, (1 - y / w) / 2 * VIEW.height) == pytest.approx((px, py))
    assert z / w == pytest.approx(float(projection.device_depth(point)), abs=1e-9)
    assert -1.0 < z / w < 1.0


@pytest.mark.parametrize("size", [(900, 760), (600, 400), (300, 900), (1600, 300)])
@pytest.mark.parametrize(("elev", "azim"), [(30, -60), (5, 40), (15, 75), (90, -90), (-40, 10)])
def test_the_whole_box_is_framed_and_fills_the_room(size: tuple[int, int], elev: float, azim: float) -> None:
    view = Viewport(*size, 50, 20, 50, 40)
    corners = Projection(Camera(elev, azim), view).project(CORNERS)[:, :2]
    low, high = corners.min(axis=0), corners.max(axis=0)
    assert low[0] >= 50 - 1e-6
    assert high[0] <= size[0] - 50 + 1e-6
    assert low[1] >= 20 - 1e-6
    assert high[1] <= size[1] - 40 + 1e-6
    filled = (high - low) / view.room
    assert filled.max() == pytest.approx(1.0)


@given(st.lists(st.tuples(st.floats(-40, 40), st.floats(-90, 90)), min_size=1, max_size=8))
def test_the_box_stays_in_view_while_one_walks_around_it(turns: list[tuple[float, float]]) -> None:
    camera = Camera(90, -90)
    for d_elev, d_azim in turns:
        camera = camera.orbited(d_elev, d_azim)
        corners = Projection(camera, VIEW).project(CORNERS)
        assert corners[:, 0].min() >= VIEW.left - 1e-6
        assert corners[:, 0].max() <= VIEW.width - VIEW.right + 1e-6
        assert corners[:, 1].min() >= VIEW.top - 1e-6
        assert corners[:, 1].max() <= VIEW.height - VIEW.bottom + 1e-6


def test_top_view_is_a_map_without_perspective() -> None:
    projection = Projection(Camera(90, -90), VIEW)
    assert projection.pixel(np.array([1.0, 1.0, -1.5])) == pytest.approx(
        projection.pixel(np.array([1.0, 1.0, 1.5]))
    )


@given(st.floats(0, 900), st.floats(0, 600), st.floats(0.2, 5.0))
def test_zoom_keeps_what_is_under_the_cursor(x: float, y: float, factor: float) -> None:
    before = Projection(Camera(25, 30, 1.3, (0.01, 0.02)), VIEW)
    after = Projection(before.zoomed_at(x, y, factor), VIEW)
    u = ((x - before.cx) / before.focal, (y - before.cy) / before.focal)
    v = ((x - after.cx) / after.focal, (y - after.cy) / after.focal)
    assert u == pytest.approx(v, abs=1e-9)


def test_pan_moves_every_point_alike() -> None:
    before = Projection(Camera(25, 30, 2.0), VIEW)
    after = Projection(before.panned(17.0, -5.0), VIEW)
    moved = after.project(CORNERS)[:, :2] - before.project(CORNERS)[:, :2]
    np.testing.assert_allclose(moved, np.tile([17.0, -5.0], (8, 1)))


@given(st.floats(-1000, 1000))
def test_wrapped_angles_are_the_same_angles(angle: float) -> None:
    result = wrapped(angle)
    assert -180.0 < result <= 180.0
    assert math.cos(math.radians(result)) == pytest.approx(math.cos(math.radians(angle)), abs=1e-9)


def test_a_flight_takes_the_shorter_way_and_arrives_exactly() -> None:
    a, b = Camera(30, 170, 2.0), Camera(90, -170, 1.0)
    assert between(a, b, 0.5).azim == pytest.approx(180.0)
    assert between(a, b, 0.5).zoom == pytest.approx(math.sqrt(2.0))
    assert between(a, b, 1.0) == b
    start, seen = Projection(between(a, b, 0.0), VIEW), Projection(a, VIEW)
    np.testing.assert_allclose(start.matrix, seen.matrix)
