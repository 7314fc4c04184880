"""Fit ink into MNIST's box and centre its mass, step by step.

MNIST's makers fitted each digit into a 20 × 20 box keeping its shape and put its centre of mass into
the middle of a 28 × 28 field. Here lines are fitted first and drawn afterwards, so that the pen is
MNIST's whatever the size of the drawing: a small digit is no blob and a large one no thread.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.digits.cut import Cut
from engine.digits.pen import BOX, EDGE, PEN, SIDE, Image, Points, draw

FARTHEST = (SIDE - BOX) / 2
"""Longest shift along an axis, in pixels: no ink is pushed off the field to centre the rest."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """The steps from a drawing to the network's input.

    Attributes
    ----------
    lines
        The strokes, or a picture's skeleton, fitted into the box: arrays (k, 2) of (x, y) in pixels of
        the field. Empty if the ink was taken over as it was.
    boxed
        (28, 28) float32 in [0, 1], the ink in the box in the middle of the field.
    shift
        (x, y) in pixels that brings the ink's centre of mass to the middle.
    image
        (28, 28) float32 in [0, 1], white ink on black: the very input of the network.
    cut
        Where in a picture the ink lay and how it was found; None for a drawing.
    ink
        (h, w) float32 in [0, 1], 1 = full ink: what lay in the cut, all else taken away; None for a drawing.
    """

    lines: tuple[Points, ...]
    boxed: Image
    shift: tuple[float, float]
    image: Image
    cut: Cut | None = None
    ink: npt.NDArray[np.float32] | None = None

    @classmethod
    def empty(cls) -> Preparation:
        """A drawing without ink."""
        blank = np.zeros((SIDE, SIDE), np.float32)
        return cls((), blank, (0.0, 0.0), blank.copy())


def prepare_lines(lines: list[Points], *, tap: float = 0.0) -> Preparation:
    """Fit, draw and centre polylines of finite points; see `engine.digits.prepare`."""
    fitted = fit(lines, tap)
    boxed = draw(fitted)
    shift = shift_to_middle(boxed)
    image = draw([line + shift for line in fitted])
    return Preparation(tuple(fitted), boxed, shift, image)


def fit(lines: list[Points], tap: float = 0.0, pen: float = PEN) -> list[Points]:
    """Scale and move polylines so that, drawn with `pen`, they fill the box in the middle of the field."""
    every = np.concatenate(lines)
    low, high = every.min(axis=0), every.max(axis=0)
    # halves before sums: the extent of numbers near the largest float is still a number
    middle, extent = low / 2 + high / 2, float((high / 2 - low / 2).max()) * 2
    room = BOX - pen - EDGE
    scale = room / extent if extent > tap and room / extent < np.inf else 0.0
    return [(line - middle) * scale + SIDE / 2 for line in lines]


def shift_to_middle(image: Image) -> tuple[float, float]:
    """The shift (x, y), in pixels, of the ink's centre of mass to the middle; at most `FARTHEST`."""
    ones, middles = np.ones(SIDE), np.arange(SIDE) + 0.5
    mass = float(ones @ image @ ones)
    if mass == 0:
        return 0.0, 0.0
    x = float(ones @ image @ middles) / mass
    y = float(middles @ image @ ones) / mass
    return _limited(SIDE / 2 - x), _limited(SIDE / 2 - y)


def _limited(shift: float) -> float:
    return min(max(shift, -FARTHEST), FARTHEST)
