"""How large the parts of the MNIST tab are in a window of a given size: pure numbers."""

from __future__ import annotations

from dataclasses import dataclass

from viz.theme import UNIT


@dataclass(frozen=True, slots=True)
class Proportions:
    """Logical pixels: side of the canvas, widths of the other two columns, gap, one pixel of the picture.

    In a low tab what the network sees stands beside the canvas, `sees` wide, else under it; `right` may
    then be 0.
    """

    side: int
    middle: int
    right: int
    gap: int
    cell: int
    low: bool = False
    sees: int = 0


MARGIN = 3 * UNIT
SMALLEST, LARGEST = 240, 960
LEAST_LOW = 200
"""Side of the canvas, in logical pixels, that is left in the lowest tab."""
LEAST_BARS = 240
"""Width of the bars, logical pixels at normal type, below which a low tab leaves the facts out."""
LEAST_WORDS = 160
"""Width of the words under what the network sees, logical pixels: at large type its title fits there."""
LOWEST = 320
"""Logical pixels that a drawer leaves to the tab, at least."""
LOW = 576
"""What an open drawer leaves of a tab has, if it is lower than this, no room for a row under the canvas."""


def proportions(width: int, height: int, scale: float = 1.0, *, drawer: bool = False) -> Proportions:
    """Share out a tab of `width` × `height`; `scale` is that of the type.

    The canvas takes what the height allows once title, tools and the picture under it have theirs, and no
    more than half of the width. Over an open `drawer` there may be no room for a second row.
    """
    cell = _first(((8, 1300), (6, 900), (5, 800), (4, 0)), height)
    gap = _first(((10 * UNIT, 1800), (8 * UNIT, 1500), (6 * UNIT, 1200), (4 * UNIT, 0)), width)
    if drawer and height < LOW * (0.5 + scale / 2):
        return _low(width, height, scale)
    wide = 0.5 + scale / 2  # words grow, but they also wrap
    right = round((28 * UNIT if width < 1200 else 32 * UNIT) * wide)
    title, tools, picture = 32 * scale, UNIT + 32 * scale, 3 * UNIT + max(28 * cell + 2, 104 * scale)
    by_height = height - 2 * MARGIN - title - tools - picture
    by_width = (width - 2 * MARGIN - 2 * gap - right) * 0.54
    least = min(SMALLEST * wide, by_width)
    side = int(min(max(min(by_height, by_width), least, SMALLEST), LARGEST)) // UNIT * UNIT
    left_over = width - 2 * MARGIN - 2 * gap - right - side
    middle = int(max(min(left_over, max(0.8 * side, 320 * wide)), 240)) // UNIT * UNIT
    return Proportions(side, middle, right, gap, cell)


def _low(width: int, height: int, scale: float) -> Proportions:
    """Everything in one row: canvas, what the network sees, bars, facts. The facts go where they would press
    the others out of sight."""
    wide = 0.5 + scale / 2
    gap = 3 * UNIT if width < 1200 else 4 * UNIT
    right = round(28 * UNIT * wide)
    side = int(height - 2 * UNIT - 32 * scale - (UNIT + 32 * scale)) // UNIT * UNIT
    side = min(max(side, LEAST_LOW), 56 * UNIT)
    cell = max(3, min((side - round(96 * wide)) // 28, 8))
    sees = max(28 * cell + 2, round(LEAST_WORDS * scale) if scale > 1 else 0)
    left_over = width - 2 * MARGIN - 3 * gap - right - side - sees
    if left_over < LEAST_BARS * (0.35 + 0.65 * scale):
        left_over, right = left_over + gap + right, 0
    middle = int(max(min(left_over, 56 * UNIT), 240)) // UNIT * UNIT
    return Proportions(side, middle, right, gap, cell, low=True, sees=sees)


def _first(steps: tuple[tuple[int, int], ...], room: int) -> int:
    """The first value whose least room is there."""
    return next(value for value, least in steps if room >= least)
