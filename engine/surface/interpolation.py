"""From values at Chebyshev nodes to values on a grid, along one axis of an array."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.problem import FloatArray
from engine.surface.chebyshev import cardinal_functions, node_count, nodes
from engine.surface.products import SERIAL_MATRIX, product

FOLD = 256
"""Grids of at least this many points are folded: below, more calls cost what fewer products save."""


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """Where a function is evaluated along one axis, and how the grid's values follow from there.

    Attributes
    ----------
    grid, at
        The grid's points, shape (g,), and those to evaluate, shape (m,): Chebyshev nodes, or the grid
        itself where that takes no more points.
    half_width
        Half of the grid's extent.
    matrix
        Shape (g, m): values on the grid = matrix @ values at the nodes. None where they are the same.
    halves
        The matrix folded at the grid's middle, for uniform grids: see `fold`. None where it is not used.
    """

    grid: FloatArray
    at: FloatArray
    half_width: float
    matrix: FloatArray | None
    halves: tuple[FloatArray, FloatArray] | None

    def to_grid(self, values: FloatArray) -> FloatArray:
        """Values on the grid, shape (k, g), from values at the nodes, shape (k, m)."""
        if self.matrix is None:
            return values
        if self.halves is None:
            return product(values, self.matrix.T)
        out = np.empty((len(values), len(self.grid)))
        even_half, odd_half = (half.T for half in self.halves)
        half = even_half.shape[1]
        even, odd = folded(values)
        rows = max(1, SERIAL_MATRIX // even_half.size)
        for start in range(0, len(values), rows):
            part = slice(start, start + rows)
            evens, odds = even[part] @ even_half, odd[part] @ odd_half
            # The sums first: where the grid has a middle point, the odd part is zero there.
            np.add(evens, odds, out=out[part, :half])
            np.subtract(evens, odds, out=out[part, -1 : -half - 1 : -1])
        return out


def make_axis(grid: FloatArray, reach: float, tolerance: float) -> Axis:
    """Axis for a function whose dependence on u has its singularities at ±iπ; from a cache.

    Parameters
    ----------
    grid
        Shape (g,), any order.
    reach
        Largest |∂u/∂w| along this axis: 1 for w0, max|x| for w1.
    tolerance
        Largest error, for a function of magnitude 1.
    """
    return cached_axis(grid.tobytes(), reach, tolerance)


@lru_cache(maxsize=32)
def cached_axis(grid_bytes: bytes, reach: float, tolerance: float) -> Axis:
    grid = np.frombuffer(grid_bytes)
    low, high = float(grid.min()), float(grid.max())
    half_width = 0.5 * (high - low)
    m = node_count(half_width * reach, tolerance, spare=0)
    if m >= len(grid):
        return Axis(grid, grid, half_width, None, None)
    matrix = cardinal_functions(low, high, m, grid)
    offset = grid - 0.5 * (low + high)
    mirrored = len(grid) >= FOLD and np.allclose(offset, -offset[::-1], rtol=0.0, atol=1e-12 * half_width)
    return Axis(grid, nodes(low, high, m), half_width, matrix, fold(matrix) if mirrored else None)


def fold(matrix: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Even and odd half of a matrix that is unchanged when both its axes are reversed.

    Such a matrix takes even vectors to even ones and odd to odd, so half of its rows and columns say it
    all, at half of the multiplications. Shapes (⌈g/2⌉, ⌈m/2⌉) and (⌈g/2⌉, ⌊m/2⌋).
    """
    top = matrix[: (len(matrix) + 1) // 2]
    m = matrix.shape[1]
    left, right = top[:, : m // 2], top[:, : (m - 1) // 2 : -1]
    even = 0.5 * (left + right)
    if m % 2:
        even = np.column_stack([even, top[:, m // 2]])
    return even, 0.5 * (left - right)


def folded(values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Sum and difference of each row and its mirror image, the middle column kept with the sums."""
    m = values.shape[1]
    left, right = values[:, : m // 2], values[:, : (m - 1) // 2 : -1]
    even = left + right
    if m % 2:
        even = np.column_stack([even, values[:, m // 2]])
    return even, left - right
