"""The drawn mesh as numbers: what stands on it, is picked on it and draped over it is what is seen.

A cell of the grid is two triangles that share the diagonal from (i, j) to (i+1, j+1). Cells with a
corner that is not finite are holes, and so is what lies above the box's top.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from viz.scene.arrays import Array, Mask, Pair
from viz.scene.camera import HALF
from viz.scene.height import CUT_SLACK, HeightScale, bent

TOP = HALF[2] * (1.0 + 2.0 * CUT_SLACK)
"""Height, in box units, above which nothing of the surface is drawn."""


@dataclass(frozen=True, eq=False)
class HeightField:
    """A loss surface in its box.

    Attributes
    ----------
    w0, w1
        First and last grid value of each weight: the box's sides. The grid between is uniform.
    z
        Heights in box units, shape (n0, n1), `ij` order; NaN in holes; above `TOP` where cut off.
    scale
        The map from loss to height.
    """

    w0: Pair
    w1: Pair
    z: Array = field(repr=False)
    scale: HeightScale

    @classmethod
    def of(cls, w0: Array, w1: Array, loss: Array, scale: HeightScale) -> HeightField:
        """Build from a uniform grid.

        Parameters
        ----------
        w0, w1
            Ascending, evenly spaced, shapes (n0,) and (n1,), at least two values each.
        loss
            Shape (n0, n1), `ij` order.

        Raises
        ------
        ValueError
            If shapes do not fit or a grid is not ascending and even.
        """
        for name, grid in (("w0", w0), ("w1", w1)):
            if grid.ndim != 1 or grid.size < 2 or not np.all(np.isfinite(grid)):
                raise ValueError(f"{name}: a grid needs at least two finite values")
            step = (grid[-1] - grid[0]) / (grid.size - 1)
            even = grid[0] + step * np.arange(grid.size)
            if step <= 0 or np.max(np.abs(grid - even)) > 1e-3 * step:
                raise ValueError(f"{name}: the grid is not ascending and evenly spaced")
        if loss.shape != (w0.size, w1.size):
            raise ValueError(f"loss has shape {loss.shape}, expected {(w0.size, w1.size)}")
        # Rounded to float32, as the graphics card gets them.
        fraction = bent(scale.fraction(loss)) if scale.cut else scale.fraction(loss)
        z = (HALF[2] * (2.0 * fraction - 1.0)).astype(np.float32).astype(np.float64)
        return cls((float(w0[0]), float(w0[-1])), (float(w1[0]), float(w1[-1])), z, scale)

    @property
    def shape(self) -> tuple[int, int]:
        """Grid values of w0 and of w1."""
        return self.z.shape[0], self.z.shape[1]

    @cached_property
    def whole(self) -> bool:
        """Whether every grid value is finite: no holes."""
        return bool(np.isfinite(self.z).all())

    @cached_property
    def bend(self) -> float:
        """Largest second difference of the heights: an s times coarser mesh errs by s²/8 of it.

        Infinite where there are holes or walls cut off, whose rims a coarser mesh would move.
        """
        z = self.z
        if not self.whole or self.scale.cut or min(self.shape) < 3:
            return math.inf
        along0 = np.abs(z[2:, 1:-1] - 2 * z[1:-1, 1:-1] + z[:-2, 1:-1])
        along1 = np.abs(z[1:-1, 2:] - 2 * z[1:-1, 1:-1] + z[1:-1, :-2])
        mixed = 0.5 * np.abs(z[2:, 2:] - z[2:, :-2] - z[:-2, 2:] + z[:-2, :-2])
        return float((along0 + along1 + mixed).max())

    @property
    def spans(self) -> Pair:
        """Lengths of the box's sides, in weights."""
        return self.w0[1] - self.w0[0], self.w1[1] - self.w1[0]

    def xy(self, w: Array) -> Array:
        """Weights, shape (…, 2), to box coordinates x and y."""
        low = np.array([self.w0[0], self.w1[0]])
        xy: Array = (np.asarray(w, dtype=float) - low) / self.spans * (2 * HALF[0], 2 * HALF[1]) - HALF[:2]
        return xy

    def weights(self, x: float, y: float) -> Pair:
        """Box coordinates to weights."""
        return (
            self.w0[0] + (x + HALF[0]) / (2 * HALF[0]) * self.spans[0],
            self.w1[0] + (y + HALF[1]) / (2 * HALF[1]) * self.spans[1],
        )

    def contains(self, w: Pair) -> bool:
        """Whether a point of the weight plane lies within the drawn grid."""
        return self.w0[0] <= w[0] <= self.w0[1] and self.w1[0] <= w[1] <= self.w1[1]

    def to_grid(self, xy: Array) -> Array:
        """Box coordinates x, y to fractional grid indices."""
        n0, n1 = self.shape
        return (xy + HALF[:2]) * ((n0 - 1) / (2 * HALF[0]), (n1 - 1) / (2 * HALF[1]))

    def height(self, xy: Array) -> Array:
        """Height of the mesh at box coordinates, shape (…, 2) → (…); NaN outside and in holes."""
        u, v = np.moveaxis(self.to_grid(np.asarray(xy, dtype=float)), -1, 0)
        n0, n1 = self.shape
        slack = 1e-9
        inside = (u >= -slack) & (u <= n0 - 1 + slack) & (v >= -slack) & (v <= n1 - 1 + slack)
        u = np.where(inside, np.clip(u, 0, n0 - 1), 0.0)
        v = np.where(inside, np.clip(v, 0, n1 - 1), 0.0)
        i = np.minimum(u.astype(int), n0 - 2)
        j = np.minimum(v.astype(int), n1 - 2)
        return np.where(inside, self.plane(i, j, u - i >= v - j, u, v), np.nan)

    def plane(self, i: np.ndarray, j: np.ndarray, lower: np.ndarray, u: Array, v: Array) -> Array:
        """Height at grid indices (u, v) of the plane of one triangle of cell (i, j).

        `lower` chooses the triangle towards w0 (fractions fu ≥ fv), else the one towards w1.
        """
        z00, z11 = self.z[i, j], self.z[i + 1, j + 1]
        z = np.where(lower, self.z[i + 1, j], self.z[i, j + 1])
        fu, fv = u - i, v - j
        height: Array = np.where(
            lower, z00 + fu * (z - z00) + fv * (z11 - z), z00 + fv * (z - z00) + fu * (z11 - z)
        )
        return height

    def points(self, w: Array) -> Array:
        """Weights, shape (n, 2), to points of the box on the mesh, shape (n, 3); z is NaN off it."""
        xy = self.xy(w)
        return np.concatenate([xy, self.height(xy)[..., None]], axis=-1)

    def drawn(self, z: Array) -> Mask:
        """Whether heights belong to what is drawn: finite and not cut off."""
        with np.errstate(invalid="ignore"):
            return z <= TOP
