"""The levels of a loss slice: nested grids, coarse to fine, and how far the work on them is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.lab.planes import Floats

COARSEST = 5
"""Cells along a side that the first, coarsest level has at least."""


@dataclass(frozen=True, slots=True, eq=False)
class LossSlice:
    """The mean loss of some images over a grid on a plane.

    Attributes
    ----------
    a, b
        (na,) and (nb,) float64, ascending coordinates.
    loss
        (na, nb) float64, `ij` order; not finite where the loss is not.
    level, levels
        Which refinement it is, from 1; the last one has every point that was asked for.
    """

    a: Floats
    b: Floats
    loss: Floats
    level: int
    levels: int


@dataclass(frozen=True, slots=True)
class SliceProgress:
    """How far a slice is: `done` of `total` pieces of work; with `slice` where a level has just ended."""

    done: int
    total: int
    slice: LossSlice | None = None


def strides(points: int) -> list[int]:
    """Steps between the points of each level of a grid, coarse to fine; each a multiple of the next.

    They divide the number of cells, while it lasts, so that every level has the same ends.
    """
    cells, chain = points - 1, [1]
    factor = 2
    while cells // factor >= COARSEST:
        if cells % factor == 0:
            cells //= factor
            chain.append(chain[-1] * factor)
        else:
            factor += 1
    return chain[::-1]


def every(count: int, stride: int) -> npt.NDArray[np.int64]:
    """Every `stride`-th index below `count`, and the last."""
    return np.union1d(np.arange(0, count, stride), [count - 1])
