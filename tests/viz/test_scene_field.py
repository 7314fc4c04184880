"""The mesh's heights, and paths laid over it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.scene.arrow import LONGEST, SHORTEST, arrow_length, arrow_path
from viz.scene.drape import MOST_POINTS, draped, thinned
from viz.scene.field import HeightField
from viz.scene.height import fit_scale

W0, W1 = np.linspace(-5, 5, 21), np.linspace(0, 4, 17)


def field_of(loss: np.ndarray, ceiling: float | None = None) -> HeightField:
    return HeightField.of(W0, W1, loss, fit_scale(loss, "linear", ceiling))


@pytest.fixture
def plane() -> HeightField:
    return field_of(W0[:, None] + 2 * W1[None, :])


@given(st.floats(-5, 5), st.floats(0, 4))
def test_a_plane_is_met_exactly_between_grid_points(w0: float, w1: float) -> None:
    field = field_of(W0[:, None] + 2 * W1[None, :])
    expected = 3.0 * field.scale.fraction(np.array(w0 + 2 * w1)) - 1.5
    assert field.points(np.array([[w0, w1]]))[0, 2] == pytest.approx(float(expected), abs=1e-6)


def test_heights_at_grid_points_are_the_grids(plane: HeightField) -> None:
    w = np.stack(np.meshgrid(W0, W1, indexing="ij"), axis=-1)
    np.testing.assert_allclose(plane.height(plane.xy(w)), plane.z, atol=1e-9)


def test_outside_and_in_holes_there_is_no_height() -> None:
    loss = W0[:, None] + 2 * W1[None, :]
    loss[10, 8] = np.inf
    field = field_of(loss)
    heights = field.points(np.array([[-5.1, 1], [5.1, 1], [0, -0.1], [0, 4.1], [0.1, 2.05], [np.nan, 1]]))[
        :, 2
    ]
    assert np.isnan(heights).all()
    assert np.isfinite(field.points(np.array([[-4.0, 1.0]]))[0, 2])


@pytest.mark.parametrize(
    ("w0", "w1", "shape"),
    [
        (W0, W1, (17, 21)),
        (W0[:1], W1, (1, 17)),
        (W0[::-1], W1, (21, 17)),
        (W0, np.geomspace(1, 4, 17), (21, 17)),
        (np.append(W0[:-1], np.nan), W1, (21, 17)),
    ],
)
def test_a_grid_that_cannot_be_drawn_is_refused(
    w0: np.ndarray, w1: np.ndarray, shape: tuple[int, int]
) -> None:
    with pytest.raises(ValueError, match=r"w0|w1|shape"):
        HeightField.of(w0, w1, np.zeros(shape), fit_scale(np.zeros(shape)))


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(0, 4)), min_size=2, max_size=12))
def test_a_draped_path_lies_on_the_mesh_and_passes_its_epochs(points: list[tuple[float, float]]) -> None:
    field = field_of(np.sin(W0)[:, None] * W1[None, :])
    w = np.array(points)
    line = draped(field, w)
    np.testing.assert_allclose(field.height(line.points[:, :2]), line.points[:, 2], atol=1e-9)
    assert np.all(np.diff(line.epoch) >= 0)
    assert line.epoch[0] == 0
    assert line.epoch[-1] == len(w) - 1
    np.testing.assert_allclose(line.points[[0, -1]], field.points(w[[0, -1]]), atol=1e-9)
    # Between epochs the chord stays close to the surface, too.
    middle = (line.points[1:] + line.points[:-1]) / 2
    assert np.max(np.abs(field.height(middle[:, :2]) - middle[:, 2]), initial=0.0) < 0.02


def test_a_path_beyond_the_surface_is_broken_not_clamped(plane: HeightField) -> None:
    line = draped(plane, np.array([[0.0, 2.0], [9.0, 2.0], [0.0, 3.0]]))
    gone = np.isnan(line.points[:, 2])
    assert gone.any()
    assert np.isfinite(line.points[[0, -1]]).all()
    assert np.nanmax(line.points[:, 0]) <= 2.0 + 1e-9


def test_a_path_above_the_cut_is_broken() -> None:
    field = field_of(W0[:, None] ** 2 + 0 * W1[None, :], ceiling=4.0)
    line = draped(field, np.array([[-5.0, 2.0], [5.0, 2.0]]))
    seen = line.points[np.isfinite(line.points[:, 2])]
    assert seen[:, 2].max() <= 1.5 + 1e-3
    assert len(seen) < len(line.points)


@pytest.mark.parametrize(
    "w", [np.empty((0, 2)), np.zeros((1, 2)), np.full((3, 2), np.nan), np.full((3, 2), 1e300)]
)
def test_short_and_absurd_paths_are_harmless(plane: HeightField, w: np.ndarray) -> None:
    assert len(draped(plane, w).points) >= min(len(w), 1)


def test_many_epochs_are_thinned_but_every_long_step_is_kept(plane: HeightField) -> None:
    crawl = np.column_stack([np.linspace(0, 1e-3, 50_000), np.full(50_000, 2.0)])
    assert len(draped(plane, crawl).points) < 100
    zigzag = np.array([[(-1.0) ** k, 2.0] for k in range(100_000)])
    line = draped(plane, zigzag)
    assert len(line.points) <= 3 * MOST_POINTS
    assert np.ptp(line.points[:, 0]) == pytest.approx(0.8)
    steps = np.array([[0, 0], [1, 0], [1.0001, 0], [1.0002, 0], [2, 0]])
    assert thinned(steps, 0.01).tolist() == [0, 1, 3, 4]


def test_arrow_lengths_grow_with_the_slope_and_stay_visible() -> None:
    lengths = [arrow_length((g, 0.0), (10.0, 4.0), 1.0) for g in (1e-9, 1e-3, 1e-2, 0.05, 1.0, 1e9)]
    assert lengths == sorted(lengths)
    assert lengths[0] == SHORTEST
    assert lengths[-1] == LONGEST
    assert arrow_length((0.0, 0.0), (10.0, 4.0), 1.0) == 0.0


def test_the_arrow_points_along_the_negative_gradient(plane: HeightField) -> None:
    path = arrow_path(plane, (1.0, 2.0), (3.0, -1.0), 5.0)
    step = path[1] - path[0]
    assert step @ (-3.0, 1.0) == pytest.approx(np.linalg.norm(step) * np.hypot(3.0, 1.0))
    for nothing in ((0.0, 0.0), (np.nan, 1.0), (np.inf, 0.0)):
        assert len(arrow_path(plane, (1.0, 2.0), nothing, 5.0)) == 0
