"""How coarse the mesh may be: as far as nobody can see it."""

from __future__ import annotations

import numpy as np
import pytest

from viz.gl.surface_item import RESTING_ERROR, RESTING_SMOOTH, resting_stride
from viz.scene.camera import HALF, Camera, Projection, Viewport
from viz.scene.field import HeightField
from viz.scene.height import fit_scale

SIDE = np.linspace(-6.0, 11.0, 181)


def field_of(loss: np.ndarray) -> HeightField:
    return HeightField.of(SIDE, SIDE, loss, fit_scale(loss, "linear", None))


@pytest.mark.parametrize("zoom", [0.5, 1.0, 3.0])
def test_a_mesh_at_rest_is_only_as_coarse_as_nobody_can_see(zoom: float) -> None:
    field = field_of((SIDE[:, None] - 2.4) ** 2 + 0.5 * (SIDE[None, :] - 4.0) ** 2)
    projection = Projection(Camera(30, 40, zoom), Viewport(900, 600))
    stride = resting_stride(field.shape, projection, field.bend)
    assert stride * 2 * HALF[0] * projection.focal / 180 <= max(
        RESTING_SMOOTH, 2 * HALF[0] * projection.focal / 180
    )
    kept = np.union1d(np.arange(0, 181, stride), [180])
    along = np.array([np.interp(np.arange(181), kept, row[kept]) for row in field.z])
    assert np.abs(along - field.z).max() * projection.focal <= RESTING_ERROR
    if zoom == 0.5:
        assert stride > 1


def test_rough_surfaces_and_those_with_holes_keep_their_mesh() -> None:
    projection = Projection(Camera(30, 40, 0.5), Viewport(900, 600))
    rough = field_of(np.cos(9.0 * SIDE)[:, None] + np.cos(9.0 * SIDE)[None, :])
    assert resting_stride(rough.shape, projection, rough.bend) == 1
    holed = SIDE[:, None] ** 2 + SIDE[None, :] ** 2
    holed[90, 90] = np.inf
    field = field_of(holed)
    assert resting_stride(field.shape, projection, field.bend) == 1
