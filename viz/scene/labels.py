"""Where labels go: beside their marks, inside the window, off each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from viz.scene.arrays import Pair


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float

    def grown(self, by: float) -> Rect:
        """The rectangle with a margin all around."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def overlap(self, other: Rect) -> float:
        """Area shared with another rectangle."""
        w = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        h = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return w * h if w > 0 and h > 0 else 0.0

    def outside(self, window: Rect) -> float:
        """Area that sticks out of a window."""
        return self.width * self.height - self.overlap(window)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something to be labelled: the mark's centre and radius, the label's size."""

    at: Pair
    radius: float
    size: Pair


SIDES: tuple[Pair, ...] = (
    (1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1),
)  # fmt: skip
"""Sides of a mark to try, in order of preference; x to the right, y down."""


RINGS = 3
"""Distances from the mark to try."""


def spot(anchor: Anchor, side: Pair, distance: float) -> Rect:
    """The label's rectangle on one side of its mark."""
    (x, y), (w, h), r = anchor.at, anchor.size, anchor.radius + distance
    if side[0] and side[1]:
        r *= 0.72
    left = x - w / 2 + side[0] * (r + w / 2)
    top = y - h / 2 + side[1] * (r + h / 2)
    return Rect(left, top, w, h)


def placed(
    anchors: Sequence[Anchor],
    taken: Sequence[Rect],
    window: Rect,
    previous: Sequence[int | None] | None = None,
) -> list[tuple[Rect, int]]:
    """Place labels one after the other, the most important first.

    Parameters
    ----------
    anchors
        In order of importance.
    taken
        Rectangles to keep off, softly: numbers of the axes, say.
    previous
        The spots chosen in the last frame: kept while free, so that labels do not flicker.

    Returns
    -------
    A rectangle and the index of its spot for each anchor. A label that finds no free spot takes the one
    that covers least, but never leaves the window if it fits into it.
    """
    marks = [Rect(a.at[0] - a.radius, a.at[1] - a.radius, 2 * a.radius, 2 * a.radius) for a in anchors]
    done: list[tuple[Rect, int]] = []
    for k, anchor in enumerate(anchors):
        blocks = [mark for m, mark in enumerate(marks) if m != k] + [rect.grown(2.0) for rect, _ in done]
        blocks += taken
        before = previous[k] if previous is not None and k < len(previous) else None
        first = [] if before is None else [before]
        best: tuple[float, Rect, int] | None = None
        for index in [*first, *range(RINGS * len(SIDES))]:
            rect = spot(anchor, SIDES[index % len(SIDES)], 6.0 + 16.0 * (index // len(SIDES)))
            cost = 4.0 * rect.outside(window) + sum(rect.overlap(other) for other in blocks)
            if best is None or cost < best[0]:
                best = (cost, rect, index)
            if cost == 0.0:
                break
        assert best is not None
        done.append((kept_inside(best[1], window), best[2]))
    return done


def kept_inside(rect: Rect, window: Rect) -> Rect:
    """Move a rectangle into the window, as far as it fits."""
    x = min(max(rect.x, window.x), max(window.x, window.x + window.width - rect.width))
    y = min(max(rect.y, window.y), max(window.y, window.y + window.height - rect.height))
    return Rect(x, y, rect.width, rect.height)
