"""Picking: rays against the drawn mesh, its outline, and the drag."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from viz.scene.arrays import Array
from viz.scene.camera import Camera, Projection, Viewport
from viz.scene.drag import dragged, grabbed
from viz.scene.field import TOP, HeightField
from viz.scene.height import fit_scale
from viz.scene.pick import hits, is_hidden, nearest_on_outline

VIEW = Viewport(900, 600, 60, 30, 60, 50)
W0, W1 = np.linspace(-10, 3, 40), np.linspace(-1, 10, 31)

Surface = Callable[[Array, Array], Array]


def hills(w0: Array, w1: Array) -> Array:
    """Two ridges, so that some cameras see one sheet of the surface behind another."""
    return np.sin(0.9 * w0) + np.cos(0.8 * w1) + 0.02 * w0 * w1


def bowl(w0: Array, w1: Array) -> Array:
    return (w0 + 3) ** 2 + 2 * (w1 - 4) ** 2


def field_of(surface: Surface = hills, ceiling: float | None = None) -> HeightField:
    loss = surface(W0[:, None], W1[None, :])
    return HeightField.of(W0, W1, loss, fit_scale(loss, "linear", ceiling))


SHARE = st.floats(0.01, 0.99)
CAMERAS = st.builds(Camera, st.floats(-85, 90), st.floats(-180, 180), st.floats(0.6, 4.0))


@settings(max_examples=150)
@given(CAMERAS, st.integers(0, 38), st.integers(0, 29), SHARE, SHARE)
def test_a_ray_to_a_point_of_the_mesh_hits_it(camera: Camera, i: int, j: int, fu: float, fv: float) -> None:
    """Within triangles: at an edge that is part of the outline a ray may touch the mesh without crossing."""
    assume(abs(fu - fv) > 0.01)
    field, projection = field_of(), Projection(camera, VIEW)
    w0, w1 = W0[i] + fu * (W0[1] - W0[0]), W1[j] + fv * (W1[1] - W1[0])
    point = field.points(np.array([[w0, w1]]))[0]
    found = hits(field, *projection.ray(*projection.pixel(point)))
    assert len(found) > 0
    assert np.min(np.linalg.norm(found - point, axis=1)) < 1e-6
    # Nearest first, and everything found lies on the mesh and on the line of sight.
    nearness = found @ projection.axes[2]
    assert np.all(np.diff(nearness) <= 1e-9)
    np.testing.assert_allclose(field.height(found[:, :2]), found[:, 2], atol=1e-8)
    np.testing.assert_allclose(
        projection.project(found)[:, :2], [projection.pixel(point)] * len(found), atol=1e-6
    )


def test_hits_agree_with_a_brute_force_search_of_all_triangles() -> None:
    field, generator = field_of(), np.random.default_rng(5)
    n0, n1 = field.shape
    x, y = np.linspace(-2, 2, n0), np.linspace(-2, 2, n1)
    mesh = np.stack([*np.meshgrid(x, y, indexing="ij"), field.z], axis=-1)
    a, b, c, d = mesh[:-1, :-1], mesh[1:, :-1], mesh[1:, 1:], mesh[:-1, 1:]
    triangles = np.concatenate(
        [np.stack([a, b, c], -2).reshape(-1, 3, 3), np.stack([a, c, d], -2).reshape(-1, 3, 3)]
    )
    counted = 0
    for _ in range(60):
        projection = Projection(Camera(generator.uniform(-80, 89), generator.uniform(-180, 180)), VIEW)
        origin, direction = projection.ray(*generator.uniform((100, 50), (800, 550)))
        e1, e2 = triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
        p = np.cross(direction, e2)
        det = (e1 * p).sum(-1)
        s = origin - triangles[:, 0]
        u = (s * p).sum(-1) / det
        q = np.cross(s, e1)
        v = (q @ direction) / det
        t = (q * e2).sum(-1) / det
        expected = np.sort(t[(u >= 0) & (v >= 0) & (u + v <= 1) & (t > 0)])
        found = hits(field, origin, direction)
        along = (found - origin) @ direction / (direction @ direction)
        np.testing.assert_allclose(along, expected, atol=1e-7)
        counted += len(expected)
    assert counted > 30


@settings(max_examples=80)
@given(CAMERAS, st.floats(-50, 950), st.floats(-50, 650))
def test_the_outline_is_nearer_than_any_point_of_the_mesh(camera: Camera, x: float, y: float) -> None:
    field, projection = field_of(bowl, ceiling=60.0), Projection(camera, VIEW)
    point = nearest_on_outline(field, projection, x, y)
    assert point is not None
    assert point[2] <= TOP
    assert field.height(point[:2]) == pytest.approx(point[2], abs=1e-6)
    generator = np.random.default_rng(0)
    others = field.points(generator.uniform((-10, -1), (3, 10), (4000, 2)))
    others = others[others[:, 2] <= TOP]
    distances = np.hypot(*(projection.project(others)[:, :2] - (x, y)).T)
    found = np.hypot(*(np.array(projection.pixel(point)) - (x, y)))
    # Inside of the picture of the surface a point of the mesh may be nearer than any edge: not a miss.
    if len(hits(field, *projection.ray(x, y))) == 0:
        assert found <= distances.min() + 1e-6


def test_holes_and_what_is_cut_off_are_seen_through() -> None:
    loss = bowl(W0[:, None], W1[None, :])
    loss[15:25, 10:20] = np.nan
    field = HeightField.of(W0, W1, loss, fit_scale(loss, "linear", 60.0))
    above = Projection(Camera(90, -90), VIEW)

    def hit(i: int, j: int) -> bool:
        at = np.array([*field.xy(np.array([W0[i], W1[j]])), 0.0])
        return len(hits(field, *above.ray(*above.pixel(at)))) > 0

    assert hit(24 + 2, 14)
    assert not hit(20, 15)
    assert not hit(1, 1)
    assert nearest_on_outline(field, above, 450, 300) is not None


def test_a_surface_of_holes_has_no_outline() -> None:
    field = HeightField.of(W0, W1, np.full((40, 31), np.nan), fit_scale(np.array([np.nan])))
    projection = Projection(Camera(), VIEW)
    assert nearest_on_outline(field, projection, 10, 10) is None
    assert len(hits(field, *projection.ray(450, 300))) == 0
    drag = grabbed((0.0, 0.0), (450, 300), (450, 300), behind=False)
    assert dragged(drag, field, projection, (400, 300)) == drag


def test_the_ball_stays_under_the_cursor_from_100_cameras() -> None:
    """Within 2 pixels wherever the ray hits; at the outline's nearest point where it misses."""
    field, generator = field_of(), np.random.default_rng(43052)
    hit = missed = 0
    for _ in range(100):
        camera = Camera(generator.uniform(0, 90), generator.uniform(-180, 180), generator.uniform(0.7, 3))
        projection = Projection(camera, VIEW)
        start = (generator.uniform(-10, 3), generator.uniform(-1, 10))
        point = field.points(np.array([start]))[0]
        centre = projection.pixel(point)
        grip = generator.uniform(-9, 9, 2)
        drag = grabbed(start, centre, (centre[0] + grip[0], centre[1] + grip[1]), behind=False)
        cursor = generator.uniform((0, 0), (900, 600))
        after = dragged(drag, field, projection, tuple(cursor))
        ball = projection.pixel(field.points(np.array([after.at]))[0])
        off = np.hypot(*(cursor - grip - ball))
        if len(hits(field, *projection.ray(*(cursor - grip)))):
            hit += 1
            assert off < 0.01
        else:
            missed += 1
            nearest = nearest_on_outline(field, projection, *(cursor - grip))
            assert nearest is not None
            assert off == pytest.approx(np.hypot(*(cursor - grip - projection.pixel(nearest))), abs=0.01)
    assert hit > 30
    assert missed > 20


def test_a_ball_behind_a_ridge_keeps_to_its_own_sheet() -> None:
    field, projection = field_of(), Projection(Camera(8, 30), VIEW)
    for w in np.random.default_rng(1).uniform((-10, -1), (3, 10), (400, 2)):
        point = field.points(w[None])[0]
        if is_hidden(field, projection, point):
            break
    else:
        pytest.fail("nothing is hidden from this camera")
    centre = projection.pixel(point)
    behind = dragged(
        grabbed(tuple(w), centre, centre, behind=True), field, projection, (centre[0], centre[1] + 0.5)
    )
    before = dragged(grabbed(tuple(w), centre, centre, behind=False), field, projection, centre)
    assert behind.behind
    assert np.hypot(*(np.array(behind.at) - w)) < 0.5
    assert np.hypot(*(np.array(before.at) - w)) > 0.5


def test_a_drag_never_snaps_to_the_grid() -> None:
    field, projection = field_of(bowl), Projection(Camera(40, -60), VIEW)
    centre = projection.pixel(field.points(np.array([[-3.0, 4.0]]))[0])
    drag = grabbed((-3.0, 4.0), centre, centre, behind=False)
    seen = {dragged(drag, field, projection, (centre[0] + 0.25 * k, centre[1])).at for k in range(40)}
    assert len(seen) == 40
