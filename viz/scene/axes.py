"""Axes on the box's edges: which edges, where numbers and names go, how many numbers fit."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from viz.scene.arrays import Array, Pair
from viz.scene.camera import HALF, Projection
from viz.scene.field import HeightField
from viz.scene.labels import Rect, kept_inside
from viz.scene.ticks import multiples, nice_step, numbers

Measure = Callable[[str], Pair]
"""Width and height of a text in pixels."""

SHORTEST = 46.0
"""An axis seen shorter than this (pixels) is seen from its end and carries no numbers."""

TICK = 6.0
GAP = 5.0

PUSHED = 6.0
"""Pixels that a number may be pushed in from the view's edge: over its tick, no further."""


@dataclass(frozen=True)
class Axis:
    """One axis as it is drawn.

    Attributes
    ----------
    ends
        Box coordinates of both ends of the edge, shape (2, 3).
    outward
        Unit direction on the screen, away from the box.
    marks
        Box coordinates of the ticks, shape (k, 3).
    numbers
        Texts of the ticks and their rectangles; a tick may have none.
    name
        The axis's name and its rectangle, or None if there is no room.
    """

    ends: Array
    outward: Pair
    marks: Array
    numbers: tuple[tuple[str, Rect], ...]
    name: tuple[str, Rect] | None


def edges(projection: Projection) -> tuple[Array, Array, Array]:
    """The edges that carry w0, w1 and the loss: shapes (2, 3), ends in ascending order.

    w0 and w1 take the floor's edges nearer to the eye; the loss takes the upright edge furthest to the
    left on the screen, which never stands before the surface.
    """
    x, y, z = HALF
    back = projection.axes[2]
    near_x = math.copysign(x, back[0]) if abs(back[0]) > 1e-9 else x
    near_y = math.copysign(y, back[1]) if abs(back[1]) > 1e-9 else -y
    first = np.array([[-x, near_y, -z], [x, near_y, -z]])
    second = np.array([[near_x, -y, -z], [near_x, y, -z]])
    if projection.camera.elev > 80.0:
        # From above, the left-hand one of two edges that are equally near, as in a plot on paper.
        candidates = [np.array([[sx * x, -y, -z], [sx * x, y, -z]]) for sx in (-1.0, 1.0)]
        candidates2 = [np.array([[-x, sy * y, -z], [x, sy * y, -z]]) for sy in (-1.0, 1.0)]
        second = min(candidates, key=lambda e: _screen_rank(projection, e))
        first = min(candidates2, key=lambda e: _screen_rank(projection, e))
    posts = [
        np.array([[sx * x, sy * y, -z], [sx * x, sy * y, z]]) for sx in (-1.0, 1.0) for sy in (-1.0, 1.0)
    ]
    upright = min(posts, key=lambda post: float(projection.project(post)[:, 0].mean()))
    return first, second, upright


def _screen_rank(projection: Projection, edge: Array) -> float:
    """Small for edges to the left and at the bottom of the picture."""
    mid = projection.project(edge).mean(axis=0)
    return float(mid[0] - mid[1])


def layout(
    projection: Projection,
    field: HeightField,
    names: tuple[str, str, str],
    measure: Measure,
    free: Rect | None = None,
) -> list[Axis]:
    """All axes with as many numbers as stand apart from each other.

    Parameters
    ----------
    free
        The part of the view in which they stand, the whole view by default: a number that has no room in it
        is left out, and a name that has none beyond the numbers stands among them.
    """
    free = free or Rect(0.0, 0.0, projection.view.width, projection.view.height)
    taken: list[Rect] = []
    result = []
    for index, edge in enumerate(edges(projection)):
        axis = _axis(projection, field, index, edge, names[index], measure, taken, free)
        result.append(axis)
    return result


def _values(field: HeightField, index: int, at_most: int) -> tuple[Array, list[str]]:
    """Fractions of the edge and texts of its round values."""
    if index == 2:
        ticks = field.scale.ticks(at_most)
        return np.array([t for t, _ in ticks]), [text for _, text in ticks]
    low, high = (field.w0, field.w1)[index]
    step = nice_step(high - low, at_most)
    values = multiples(low, high, step)
    return (np.array(values) - low) / (high - low), numbers(values, step)


def _axis(
    projection: Projection,
    field: HeightField,
    index: int,
    edge: Array,
    name: str,
    measure: Measure,
    taken: list[Rect],
    free: Rect,
) -> Axis:
    ends = projection.project(edge)[:, :2]
    along = ends[1] - ends[0]
    length = float(np.hypot(*along))
    outward = _outward(projection, ends, along, length, upright=index == 2)
    nothing = Axis(edge, outward, np.empty((0, 3)), (), None)
    if length < SHORTEST:
        return nothing
    marks, numbers = np.empty((0, 3)), []
    for at_most in (10, 8, 6, 5, 4, 3, 2):
        fractions, texts = _values(field, index, at_most)
        if len(fractions) == 0:
            continue
        marks = edge[0] + fractions[:, None] * (edge[1] - edge[0])
        pixels = projection.project(marks)[:, :2]
        numbers = [
            (text, _beside(at, outward, TICK + GAP, measure(text)))
            for text, at in zip(texts, pixels.tolist(), strict=True)
        ]
        if length / max(len(numbers), 1) >= 34.0 and not _collide([rect for _, rect in numbers]):
            break
    numbers = [(text, kept) for text, rect in numbers if (kept := _pushed(rect, free)) is not None]
    numbers = [(text, rect) for text, rect in numbers if not any(rect.overlap(t) for t in taken)]
    depth = max((_depth(rect, outward) for _, rect in numbers), default=0.0)
    size = measure(name)
    mid = (ends[0] + ends[1]) / 2
    if index == 2:
        # Above the top end: upright axes stand at the edge of the view, where width is dear.
        top = ends[1] if ends[1][1] < ends[0][1] else ends[0]
        place = kept_inside(Rect(top[0] - size[0] / 2, top[1] - size[1] - 12.0, *size), free)
    else:
        place = _beside(tuple(mid.tolist()), outward, TICK + GAP + depth + 8.0, size)
        if place.outside(free) > 0.0:
            place = _among(numbers, ends, outward, size)
    named = place.outside(free) == 0.0 and not any(place.overlap(t) for t in taken)
    if named:
        # The name is worth more than a number.
        numbers = [(text, rect) for text, rect in numbers if not rect.overlap(place)]
        taken.append(place.grown(3.0))
    taken += [rect.grown(3.0) for _, rect in numbers]
    return Axis(edge, outward, marks, tuple(numbers), (name, place) if named else None)


def _pushed(rect: Rect, free: Rect) -> Rect | None:
    """A number moved in from the view's edge; None if that is too far."""
    inside = kept_inside(rect, free)
    near = abs(inside.x - rect.x) <= PUSHED and abs(inside.y - rect.y) <= PUSHED
    return inside if near and inside.outside(free) == 0.0 else None


def _among(numbers: Sequence[tuple[str, Rect]], ends: Array, outward: Pair, size: Pair) -> Rect:
    """A name's rectangle in the row of the numbers: where it stands off them, near the middle if it can."""
    rects = [rect for _, rect in numbers]
    shares = sorted(np.linspace(0.1, 0.9, 33).tolist(), key=lambda share: abs(share - 0.5))
    places = [
        _beside(tuple((ends[0] + share * (ends[1] - ends[0])).tolist()), outward, TICK + GAP, size)
        for share in shares
    ]
    return next((place for place in places if not any(place.grown(5.0).overlap(r) for r in rects)), places[0])


def _outward(projection: Projection, ends: Array, along: Array, length: float, *, upright: bool) -> Pair:
    """Normal of the edge on the screen, pointing away from the box's centre."""
    if length < 1e-6:
        return (0.0, 1.0)
    if upright:
        return (-1.0, 0.0)
    normal = np.array([-along[1], along[0]]) / length
    middle = projection.project(np.array([0.0, 0.0, -HALF[2]]))[:2]
    if float(normal @ ((ends[0] + ends[1]) / 2 - middle)) < 0:
        normal = -normal
    x, y = normal.tolist()
    return x, y


def _beside(at: Pair | list[float], outward: Pair, gap: float, size: Pair) -> Rect:
    """A text's rectangle, moved outward from a point until it is clear of it by `gap`."""
    w, h = size
    reach = abs(outward[0]) * w / 2 + abs(outward[1]) * h / 2
    x, y = at[0] + outward[0] * (gap + reach), at[1] + outward[1] * (gap + reach)
    return Rect(x - w / 2, y - h / 2, w, h)


def _depth(rect: Rect, outward: Pair) -> float:
    return abs(outward[0]) * rect.width + abs(outward[1]) * rect.height


def _collide(rects: list[Rect]) -> bool:
    return any(a.grown(4.0).overlap(b) > 0.0 for a, b in pairwise(rects))
