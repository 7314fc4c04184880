"""Where labels go: beside their marks, inside the window, off each other, off marks and lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from viz.scene.arrays import Array, Pair
from viz.scene.tiles import SIDE, Tiles


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

    def nearest(self, at: Pair) -> Pair:
        """The point of the rectangle nearest to a pixel."""
        x = min(max(at[0], self.x), self.x + self.width)
        return x, min(max(at[1], self.y), self.y + self.height)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something to be labelled.

    Attributes
    ----------
    at, radius
        The mark's centre and radius.
    size
        Width and height of the label.
    near
        Whether it stays close to its mark: a label that follows the cursor.
    spare
        Whether it is left out where it would cover something.
    """

    at: Pair
    radius: float
    size: Pair
    near: bool = False
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """What labels keep off, softly.

    Attributes
    ----------
    window
        What they never leave if they fit into it.
    taken
        Rectangles: numbers of the axes, marks.
    lines
        Where lines run.
    box
        What is seen of the loss's box: in a small view labels stand rather beside it than on it.
    """

    window: Rect
    taken: Sequence[Rect] = ()
    lines: Tiles | None = field(default=None)
    box: Rect | None = None


SIDES: tuple[Pair, ...] = (
    (1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1),
)  # fmt: skip
"""Sides of a mark to try, in order of preference; x to the right, y down."""

DISTANCES = (6.0, 20.0, 38.0, 60.0, 88.0, 122.0, 164.0)
"""Pixels between mark and label to try; from `LEADER` on a thin line joins the two."""

NEAR = 2
"""So many of the distances are tried for a label that stays close."""

LEADER = 15.0

BESIDE, APART = 12.0, 5.0
"""Pixels that labels keep off each other, across and down: two texts that touch are read as one."""

FARTHER, OTHER_SIDE = 2.4, 2.0
"""Costs, in square pixels of something else covered, of each pixel between mark and label and of each place
in the order of the sides."""

OUTSIDE, ON_LABEL, ON_TAKEN, ON_LINE, ON_BOX = 8.0, 6.0, 4.0, 0.7 * SIDE**2, 1500.0
"""Costs of each square pixel beyond the window, on another label and on what is taken, of each tile of a
line, and of covering the whole box."""

CROSSING, THROUGH = 150.0, 400.0
"""Costs of each tenth of the leader on another label, and of each thing taken that it runs through."""

STRANGE = 300.0
"""Cost of a leader where another mark is nearer to the label than its own."""

STAY, STAY_MOVING = 90.0, 500.0
"""What is saved by the spot of the last frame, at rest and while something moves: labels do not flicker."""

SPARED, BACK = 260.0, 30.0
"""Cost from which on a spare label is left out, and below which it comes back."""

LEFT_OUT = -1
"""Index of the spot of a label that is not there."""

_SIDE = np.array([side for _ in DISTANCES for side in SIDES])
_DISTANCE = np.repeat(DISTANCES, len(SIDES))
_PLAIN = FARTHER * (_DISTANCE - DISTANCES[0]) + OTHER_SIDE * np.tile(np.arange(len(SIDES)), len(DISTANCES))
_STEPS = (np.arange(10) + 0.5) / 10.0


def spots(anchor: Anchor) -> Array:
    """Left, top, width and height of the label at all its spots, shape (n, 4)."""
    (x, y), (w, h) = anchor.at, anchor.size
    away = (anchor.radius + _DISTANCE) * np.where(_SIDE.all(axis=1), 0.72, 1.0)
    left = x - w / 2 + _SIDE[:, 0] * (away + w / 2)
    top = y - h / 2 + _SIDE[:, 1] * (away + h / 2)
    result: Array = np.column_stack([left, top, np.full(len(left), w), np.full(len(left), h)])
    return result[: NEAR * len(SIDES)] if anchor.near else result


def placed(
    anchors: Sequence[Anchor],
    ground: Ground,
    previous: Sequence[int | None] | None = None,
    *,
    moving: bool = False,
) -> list[tuple[Rect, int]]:
    """Place labels one after the other, the most important first.

    Parameters
    ----------
    anchors
        In order of importance.
    previous
        The spots chosen in the last frame: kept unless another one is clearly better.
    moving
        Whether something moves: then a label stays for longer where it is.

    Returns
    -------
    A rectangle and the index of its spot for each anchor; `LEFT_OUT` for a spare label that has no room. Any
    other takes the spot that covers least, but never leaves the window if it fits into it.
    """
    marks = [Rect(a.at[0] - a.radius, a.at[1] - a.radius, 2 * a.radius, 2 * a.radius) for a in anchors]
    taken = _array([*ground.taken, *marks])
    done: list[tuple[Rect, int]] = []
    labels: list[Rect] = []
    stay = STAY_MOVING if moving else STAY
    for k, anchor in enumerate(anchors):
        boxes = spots(anchor)
        weight = np.full(len(taken), ON_TAKEN)
        weight[len(ground.taken) + k] = 0.0
        covered = _covered(boxes, ground, taken, weight, labels, anchor)
        cost = covered + _PLAIN[: len(boxes)]
        cost += STRANGE * _nearer(boxes, anchor, [other.at for other in anchors if other.at != anchor.at])
        before = previous[k] if previous is not None and k < len(previous) else None
        if before is not None and 0 <= before < len(cost):
            cost[before] -= stay
        best = int(np.argmin(cost))
        rect = kept_inside(Rect(*boxes[best].tolist()), ground.window)
        if anchor.spare and covered[best] > (BACK if before == LEFT_OUT else SPARED):
            done.append((rect, LEFT_OUT))
            continue
        done.append((rect, best))
        labels.append(Rect(rect.x - BESIDE, rect.y - APART, rect.width + 2 * BESIDE, rect.height + 2 * APART))
        labels += _leader_rects(rect, anchor)
    return done


def _leader_rects(rect: Rect, anchor: Anchor) -> list[Rect]:
    """Small squares along the line from a mark to its label, for the labels after it to keep off."""
    ends = leader(rect, anchor)
    if ends is None:
        return []
    (x0, y0), (x1, y1) = ends
    return [Rect(x0 + s * (x1 - x0) - 2.0, y0 + s * (y1 - y0) - 2.0, 4.0, 4.0) for s in _STEPS.tolist()]


def _covered(
    boxes: Array, ground: Ground, taken: Array, weight: Array, labels: Sequence[Rect], anchor: Anchor
) -> Array:
    """What a label covers at each of its spots, shape (n, 4) → (n,)."""
    area = anchor.size[0] * anchor.size[1]
    cost = OUTSIDE * (area - _overlaps(boxes, _array([ground.window]))[:, 0])
    cost += _overlaps(boxes, taken) @ weight
    # The marks of all labels come last: the line to a label runs under them.
    solid = taken[: len(ground.taken)]
    if len(solid):
        mine = (np.abs(solid[:, :2] + solid[:, 2:] / 2 - anchor.at) <= solid[:, 2:] / 2).all(axis=1)
        cost += THROUGH * _struck(boxes, solid[~mine], anchor)
    if labels:
        others = _array(labels)
        cost += ON_LABEL * _overlaps(boxes, others).sum(axis=1) + CROSSING * _crossed(boxes, others, anchor)
    if ground.lines is not None:
        cost += ON_LINE * ground.lines.count(boxes)
    if ground.box is not None:
        whole = max(ground.box.width * ground.box.height, 1.0)
        cost += ON_BOX * _overlaps(boxes, _array([ground.box]))[:, 0] / whole
    result: Array = cost
    return result


def _crossed(boxes: Array, others: Array, anchor: Anchor) -> Array:
    """Tenths of the line from the mark to the label that lie on other labels, shape (n, 4) → (n,)."""
    at = np.array(anchor.at)
    ends = np.clip(at, boxes[:, :2], boxes[:, :2] + boxes[:, 2:])
    points = (at + _STEPS[:, None, None] * (ends - at))[:, :, None]
    on = ((points >= others[:, :2]) & (points <= others[:, :2] + others[:, 2:])).all(axis=-1)
    crossed: Array = on.any(axis=-1).sum(axis=0).astype(float)
    return np.where(np.hypot(*(ends - at).T) > anchor.radius + LEADER, crossed, 0.0)


def _nearer(boxes: Array, anchor: Anchor, others: Sequence[Pair]) -> Array:
    """1 where a label that is led to its mark stands nearer to another one, else 0, shape (n, 4) → (n,)."""
    if not others:
        return np.zeros(len(boxes))
    at, middle, half = np.array([anchor.at, *others]), boxes[:, :2] + boxes[:, 2:] / 2, boxes[:, 2:] / 2
    across, down = (np.abs(at[:, k, None] - middle[:, k]) - half[:, k] for k in (0, 1))
    away = np.hypot(np.maximum(across, 0.0), np.maximum(down, 0.0))
    result: Array = (away[0] > anchor.radius + LEADER) & (away[1:].min(axis=0) < away[0])
    return result.astype(float)


def _struck(boxes: Array, others: Array, anchor: Anchor) -> Array:
    """How many of others, (m, 4), the line from the mark to the label runs through, shape (n, 4) → (n,)."""
    (x, y), left, top = anchor.at, boxes[:, 0], boxes[:, 1]
    across = np.clip(x, left, left + boxes[:, 2]) - x
    down = np.clip(y, top, top + boxes[:, 3]) - y
    with np.errstate(divide="ignore", invalid="ignore"):  # a line along an axis is beside a slab, or in it
        near_x, far_x = _slab(others[:, 0] - x, others[:, 2], across)
        near_y, far_y = _slab(others[:, 1] - y, others[:, 3], down)
    enters, leaves = np.fmax(near_x, near_y), np.fmin(far_x, far_y)
    struck: Array = ((enters < leaves) & (leaves > 0.0) & (enters < 1.0)).sum(axis=1).astype(float)
    return np.where(np.hypot(across, down) > anchor.radius + LEADER, struck, 0.0)


def _slab(low: Array, wide: Array, way: Array) -> tuple[Array, Array]:
    """Shares of a way, (n,), at which it comes into slabs and leaves them, (m,) each → (n, m) each."""
    one, other = low / way[:, None], (low + wide) / way[:, None]
    return np.fmin(one, other), np.fmax(one, other)


def _overlaps(boxes: Array, others: Array) -> Array:
    """Areas shared, shapes (n, 4) and (m, 4) → (n, m)."""
    across, down = (
        np.minimum((boxes[:, k] + boxes[:, k + 2])[:, None], others[:, k] + others[:, k + 2])
        - np.maximum(boxes[:, k, None], others[:, k])
        for k in (0, 1)
    )
    area: Array = np.maximum(across, 0.0) * np.maximum(down, 0.0)
    return area


def _array(rects: Sequence[Rect]) -> Array:
    return np.array([(r.x, r.y, r.width, r.height) for r in rects], dtype=float).reshape(-1, 4)


def kept_inside(rect: Rect, window: Rect) -> Rect:
    """Move a rectangle into the window, as far as it fits."""
    x = min(max(rect.x, window.x), max(window.x, window.x + window.width - rect.width))
    y = min(max(rect.y, window.y), max(window.y, window.y + window.height - rect.height))
    return Rect(x, y, rect.width, rect.height)


def leader(rect: Rect, anchor: Anchor) -> tuple[Pair, Pair] | None:
    """Ends of the thin line from a mark's edge to its label; None where the label stands beside it."""
    end = rect.nearest(anchor.at)
    away = math.hypot(end[0] - anchor.at[0], end[1] - anchor.at[1])
    if away <= anchor.radius + LEADER:
        return None
    share = anchor.radius / away
    foot = tuple(a + share * (b - a) for a, b in zip(anchor.at, end, strict=True))
    return (foot[0], foot[1]), end
