"""How large the parts of the MNIST tab are in a window of a given size: pure numbers."""

from __future__ import annotations

from dataclasses import dataclass

from viz.theme import UNIT


@dataclass(frozen=True, slots=True)
class Proportions:
    """Logical pixels: side of the canvas, widths of the other two columns, gap, one pixel of the picture."""

    side: int
    middle: int
    right: int
    gap: int
    cell: int


MARGIN = 3 * UNIT
SMALLEST, LARGEST = 240, 960


def proportions(width: int, height: int, scale: float = 1.0) -> Proportions:
    """Share out a tab of `width` × `height`; `scale` is that of the type.

    The canvas takes what the height allows once title, tools and the picture under it have theirs, and no
    more than half of the width.
    """
    cell = _first(((8, 1300), (6, 900), (5, 800), (4, 0)), height)
    gap = _first(((10 * UNIT, 1800), (8 * UNIT, 1500), (6 * UNIT, 1200), (4 * UNIT, 0)), width)
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


def _first(steps: tuple[tuple[int, int], ...], room: int) -> int:
    """The first value whose least room is there."""
    return next(value for value, least in steps if room >= least)
