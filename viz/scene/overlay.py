"""Colours over the surface that mean something else than its height."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from viz.scene.arrays import Pair, Pixels
from viz.scene.field import HeightField


@dataclass(frozen=True, eq=False)
class Overlay:
    """Colours laid over the surface, of something that is known for every weight.

    Attributes
    ----------
    colours
        Shape (n0, n1, 4) uint8, `ij` order. Where alpha is 0 the surface keeps its own colours.
    w0, w1
        From where to where the pixels reach, outer edges.
    """

    colours: Pixels
    w0: Pair
    w1: Pair

    def __post_init__(self) -> None:
        shape = self.colours.shape
        if len(shape) != 3 or shape[2] != 4 or self.colours.dtype != np.uint8:
            raise ValueError(f"colours are (n0, n1, 4) uint8, got {shape} {self.colours.dtype}")

    def places(self, field: HeightField) -> tuple[Pair, Pair]:
        """Where the overlay begins and ends, in box coordinates: along x and along y."""
        corners = field.xy(np.array([[self.w0[k], self.w1[k]] for k in (0, 1)]))
        (x0, y0), (x1, y1) = corners.tolist()
        return (x0, x1), (y0, y1)
