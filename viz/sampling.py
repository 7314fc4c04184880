"""Which points of very many are drawn."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from viz.frame import Array

Indices = npt.NDArray[np.int64]

MOST = 5_000
"""More points than this are sampled."""


def sample(x: Array, y: Array, most: int = MOST) -> Indices | None:
    """Indices, ascending, of `most` of the points or a few more; None where all n of them can be drawn.

    A point is chosen by a hash of its own numbers: the sample is the same each time, and adding, moving or
    deleting one point changes it by a point or two. The points at the ends of both axes, which
    give the view its size, are always among them.
    """
    n = len(x)
    if n <= most:
        return None
    chosen = np.argpartition(_hashed(x, y), most)[:most]
    ends = np.array([x.argmin(), x.argmax(), y.argmin(), y.argmax()])
    return np.union1d(chosen, ends)


def _hashed(x: Array, y: Array) -> npt.NDArray[np.uint64]:
    """A number for each point that looks random (the finaliser of SplitMix64, Steele et al. 2014)."""
    bits = np.ascontiguousarray(x, dtype=np.float64).view(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    bits ^= np.ascontiguousarray(y, dtype=np.float64).view(np.uint64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        bits ^= bits >> np.uint64(shift)
        bits *= np.uint64(factor)
    return bits ^ (bits >> np.uint64(31))
