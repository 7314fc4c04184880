"""The outline of a long series that grows: as few numbers as can be seen."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from viz.frame import Array

Indices = npt.NDArray[np.int64]

BLOCKS = 2048
"""A series is kept as the extremes of at most so many blocks: more lie within a pixel of each other."""


def continues(new: Array, old: Array) -> bool:
    """Whether `new` is the memory of `old`, and perhaps more of it."""
    return len(new) >= len(old) > 0 and (
        new.strides == old.strides
        and new.__array_interface__["data"][0] == old.__array_interface__["data"][0]
    )


class Outline:
    """Lowest and highest value of each block of a series; blocks double in length as it grows.

    To follow a series costs what it has grown by, not what it is long: each value is looked at once, and
    with each doubling some thousand blocks are merged. Up to 2 · BLOCKS values nothing is left out.
    """

    def __init__(self) -> None:
        self._values: Array = np.empty(0)
        self._length = 2  # of a block
        self._low: Indices = np.empty(0, np.int64)
        self._high: Indices = np.empty(0, np.int64)
        self._vertices: tuple[Array, Array] | None = None

    def __len__(self) -> int:
        return len(self._values)

    def follow(self, values: Array) -> int | None:
        """Outline `values`, shape (n,), from now on.

        Returns how many of them were there before, 0 if these are others, or None if nothing has changed.

        Values in the memory of those before are taken to be the same ones, and more: a series is not
        written to but at its end. (The memory cannot be that of another series, as it is held here.)
        """
        old = self._values
        same = continues(values, old)
        if len(values) == len(old) and (same or len(old) == 0):
            return None
        if not same:
            self._length = 2
            self._low = self._high = np.empty(0, np.int64)
        self._values = values
        self._vertices = None
        self._merge()
        self._add()
        return len(old) if same else 0

    def vertices(self) -> tuple[Array, Array]:
        """Places in the series, ascending, and the values there, each (m,), m ≤ 2 · BLOCKS + a block."""
        if self._vertices is None:
            pairs = np.stack((np.minimum(self._low, self._high), np.maximum(self._low, self._high)), axis=1)
            tail = np.arange(len(self._low) * self._length, len(self._values))
            picks = np.concatenate((pairs.ravel(), tail))  # (m,)
            self._vertices = picks.astype(np.float64), np.asarray(self._values[picks], dtype=np.float64)
        return self._vertices

    def _merge(self) -> None:
        """Double the blocks' length until all values fit into BLOCKS blocks."""
        while len(self._values) // self._length > BLOCKS:
            pairs = len(self._low) // 2
            low, high = (picks[: 2 * pairs].reshape(pairs, 2) for picks in (self._low, self._high))
            rows = np.arange(pairs)
            self._low = low[rows, _lowest(self._values[low])]
            self._high = high[rows, _highest(self._values[high])]
            self._length *= 2

    def _add(self) -> None:
        """Take in the blocks that have become full."""
        first = len(self._low) * self._length
        last = len(self._values) // self._length * self._length
        if last > first:
            blocks = self._values[first:last].reshape(-1, self._length)
            starts = np.arange(first, last, self._length)
            self._low = np.concatenate((self._low, starts + _lowest(blocks)))
            self._high = np.concatenate((self._high, starts + _highest(blocks)))


def _lowest(blocks: Array) -> Indices:
    """Place of the lowest finite value of each row, the first of equals."""
    places: Indices = np.where(np.isfinite(blocks), blocks, np.inf).argmin(axis=1)
    return places


def _highest(blocks: Array) -> Indices:
    """Place of a value that is not finite, which makes a gap, or else of the highest; the last of equals."""
    backwards = blocks[:, ::-1]
    places: Indices = np.where(np.isfinite(backwards), backwards, np.inf).argmax(axis=1)
    mirrored: Indices = blocks.shape[1] - 1 - places
    return mirrored
