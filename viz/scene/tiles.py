"""Where many points lie, counted in tiles: how much of them a rectangle covers is then four look-ups."""

from __future__ import annotations

import math

import numpy as np

from viz.scene.arrays import Array

SIDE = 6.0
"""Pixels of a tile."""


class Tiles:
    """Tiles of a view in which at least one of many points lies.

    Parameters
    ----------
    points
        Pixels, shape (m, 2), finite.
    width, height
        Size of the view, pixels; points beyond it do not count.
    """

    def __init__(self, points: Array, width: float, height: float) -> None:
        columns, rows = (math.ceil(side / SIDE) + 2 for side in (width, height))
        at = np.floor(points / SIDE).astype(int) + 1
        at = at[((at > 0) & (at < (columns - 1, rows - 1))).all(axis=1)]
        there = np.zeros((columns, rows), dtype=int)
        there[at[:, 0], at[:, 1]] = 1
        self._total = np.zeros((columns + 1, rows + 1), dtype=int)
        self._total[1:, 1:] = there.cumsum(axis=0).cumsum(axis=1)
        self._size = (columns, rows)

    def count(self, boxes: Array) -> np.ndarray:
        """Tiles with points that boxes (left, top, width, height) touch, shape (n, 4) → (n,) int."""
        first = np.clip(np.floor(boxes[:, :2] / SIDE).astype(int) + 1, 0, self._size)
        last = np.clip(np.floor((boxes[:, :2] + boxes[:, 2:]) / SIDE).astype(int) + 2, 0, self._size)
        total = self._total
        inside: np.ndarray = (
            total[last[:, 0], last[:, 1]]
            - total[first[:, 0], last[:, 1]]
            - total[last[:, 0], first[:, 1]]
            + total[first[:, 0], first[:, 1]]
        )
        return inside
