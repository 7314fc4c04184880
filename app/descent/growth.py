"""How much of the (w0, w1) plane is drawn: the lesson's box, or more where a path leaves it."""

from __future__ import annotations

import math

import numpy as np

from engine.box import Box, Interval
from engine.records import FloatArray

MARGIN = 0.05
"""The surface reaches so far beyond the box, as part of its length: a start on its corner can be grabbed."""
LARGEST = 20.0
"""A surface grows to at most so many times the lesson's box; beyond that, an arrow carries the numbers."""
_RUNG = 1.25


def drawn_box(lesson_box: Box, path: FloatArray) -> Box:
    """The box to draw so that `path`, shape (n, 2), lies on the surface wherever `LARGEST` allows it.

    It grows in rungs of a quarter, so that a path that creeps outwards does not ask for a new surface
    every epoch. Non-finite points are left out of account.
    """
    points = path[np.isfinite(path).all(axis=1)]
    if len(points) == 0:
        return lesson_box.grown(MARGIN)
    low, high = points.min(axis=0), points.max(axis=0)
    return Box(
        _grown(lesson_box.w0, float(low[0]), float(high[0])),
        _grown(lesson_box.w1, float(low[1]), float(high[1])),
    ).grown(MARGIN)


def _grown(side: Interval, low: float, high: float) -> Interval:
    length = side[1] - side[0]
    reach = (LARGEST - 1) / 2 * length
    below = _rung(min(max(side[0] - low, 0.0), reach), length)
    above = _rung(min(max(high - side[1], 0.0), reach), length)
    return side[0] - min(below, reach), side[1] + min(above, reach)


def _rung(excess: float, length: float) -> float:
    """`excess` rounded up to the next rung, a geometric sequence of lengths."""
    if excess <= 0:
        return 0.0
    smallest = 0.1 * length
    if excess <= smallest:
        return smallest
    return float(smallest * _RUNG ** math.ceil(math.log(excess / smallest, _RUNG) - 1e-9))
