"""How much of a view the box gets: margins for numbers and names, less of them where the view is low."""

from __future__ import annotations

from viz.scene.arrays import Pair
from viz.scene.camera import Viewport
from viz.scene.labels import Rect

LARGE_TYPE = 1.5
"""Margins grow with the type."""

LEFT, TOP, RIGHT, BOTTOM = 60.0, 30.0, 42.0, 54.0
"""Pixels that numbers and names need where there is room for all of them."""

SHARES = (0.13, 0.055, 0.08, 0.09)
"""The same as shares of the free width and height: in a smaller view the box comes first, and what then does
not fit beside it is left out."""

LEAST = 8.0
"""Pixels that always stay, so that the start's handle can be seen whole at the box's edge."""

Inset = tuple[float, float, float, float]
"""Left, top, right, bottom, logical pixels."""


def free_rect(size: Pair, inset: Inset) -> Rect:
    """The part of a view over which nothing else stands."""
    left, top, right, bottom = inset
    return Rect(left, top, max(1.0, size[0] - left - right), max(1.0, size[1] - top - bottom))


def framed(size: Pair, inset: Inset, *, large: bool = False, foot: float = 0.0) -> Viewport:
    """The viewport in which the box is framed.

    Parameters
    ----------
    size
        Width and height of the view, logical pixels.
    inset
        What the window's own overlays take of it.
    foot
        Pixels to leave below for something else, a legend, in normal type.
    """
    k = LARGE_TYPE if large else 1.0
    free = free_rect(size, inset)
    height = max(1.0, free.height - foot * k)
    left, top, right, bottom = (
        min(most * k, max(LEAST, share * side))
        for most, share, side in zip(
            (LEFT, TOP, RIGHT, BOTTOM), SHARES, (free.width, height, free.width, height), strict=True
        )
    )
    return Viewport(
        size[0],
        size[1],
        inset[0] + left,
        inset[1] + top,
        inset[2] + right,
        inset[3] + bottom + foot * k,
    )
