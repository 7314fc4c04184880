"""Geometry of pen strokes: pure functions of numbers, no window.

A stroke is an array (k, 2) float64 of points (x, y) in units of the canvas: (0, 0) is the top left
corner, (1, 1) the bottom right one. One point alone is a dot.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Stroke = npt.NDArray[np.float64]
Point = tuple[float, float]

CRUMB = 0.01
"""What an eraser leaves of a stroke is thrown away if it is shorter than this: it would show as a speck."""


def as_stroke(points: object) -> Stroke:
    """Copy `points` into a read-only stroke (k, 2).

    Raises
    ------
    ValueError
        If they are not at least one finite pair of numbers.
    """
    stroke = np.array(points, dtype=np.float64)
    if stroke.ndim != 2 or stroke.shape[1] != 2 or len(stroke) == 0 or not np.isfinite(stroke).all():
        raise ValueError("a stroke is an array (k, 2) of at least one finite point")
    stroke.flags.writeable = False
    return stroke


def inside(x: float, y: float) -> bool:
    """Whether a point lies on the canvas, its edge included."""
    return 0.0 <= x <= 1.0 and 0.0 <= y <= 1.0


def clip_segment(p: Point, q: Point) -> tuple[Point, Point] | None:
    """The part of the segment p-q that lies on the canvas, None if there is none (Liang and Barsky, 1984)."""
    first, last = 0.0, 1.0
    dx, dy = q[0] - p[0], q[1] - p[1]
    for direction, room in ((-dx, p[0]), (dx, 1.0 - p[0]), (-dy, p[1]), (dy, 1.0 - p[1])):
        if direction == 0.0:
            if room < 0.0:
                return None
        elif direction < 0.0:
            first = max(first, room / direction)
        else:
            last = min(last, room / direction)
    if first > last:
        return None
    start = p if first == 0.0 else (p[0] + first * dx, p[1] + first * dy)
    end = q if last == 1.0 else (p[0] + last * dx, p[1] + last * dy)
    return (_unit(start[0]), _unit(start[1])), (_unit(end[0]), _unit(end[1]))


def length(stroke: Stroke) -> float:
    """Length of the polyline, 0 for a dot."""
    steps = np.diff(stroke, axis=0)
    return float(np.hypot(steps[:, 0], steps[:, 1]).sum())


def smooth(stroke: Stroke, step: float = 0.01) -> Stroke:
    """Polyline along the curve that the canvas draws: quadratic arcs from midpoint to midpoint.

    Each inner point is the control point of an arc between the midpoints of its two segments, so the
    curve is smooth, starts and ends where the pen did, and stays within the hull of its points.

    Parameters
    ----------
    stroke
        Points of the pen, (k, 2).
    step
        Arcs are cut into chords of about this length; arcs that are shorter stay single chords.
    """
    if len(stroke) < 3:
        return stroke
    middles = (stroke[:-1] + stroke[1:]) / 2  # (k-1, 2)
    start, control, end = middles[:-1], stroke[1:-1], middles[1:]  # (k-2, 2) each
    reach = np.hypot(*(control - start).T) + np.hypot(*(end - control).T)
    pieces = [stroke[:1]]
    for a, c, b, chords in zip(start, control, end, np.ceil(reach / step), strict=True):
        t = np.linspace(0.0, 1.0, max(int(chords), 1), endpoint=False)[:, None]
        pieces.append((1 - t) ** 2 * a + 2 * t * (1 - t) * c + t**2 * b)
    pieces += [middles[-1:], stroke[-1:]]
    return np.concatenate(pieces)


def thin(strokes: Sequence[Stroke], share: float = 0.01) -> list[Stroke]:
    """Leave out points that are closer together than `share` of the whole drawing's extent.

    A mouse at 1000 Hz gives many times more points than a picture of 28 pixels can show. First and last
    points stay.
    """
    if not strokes:
        return []
    every = np.concatenate(strokes)
    least = share * float((every.max(axis=0) - every.min(axis=0)).max())
    return [_thinned(stroke, least) for stroke in strokes] if least > 0.0 else list(strokes)


def _thinned(stroke: Stroke, least: float) -> Stroke:
    way = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])
    keep = np.diff(np.floor(way / least), prepend=-1.0) > 0
    keep[-1] = True
    return stroke[keep]


def erase(strokes: Sequence[Stroke], a: Point, b: Point, radius: float) -> list[Stroke]:
    """What is left after an eraser of `radius` has moved in a straight line from a to b.

    A stroke that the eraser crosses is split exactly at the eraser's edge. Strokes it does not touch are
    returned as the same objects, so that "nothing changed" is cheap to see.
    """
    left: list[Stroke] = []
    for stroke in strokes:
        enter, leave = _covered(stroke, a, b, radius)
        if len(stroke) == 1:
            if enter[0] > leave[0]:
                left.append(stroke)
        elif not (enter <= leave).any():
            left.append(stroke)
        else:
            left += _split(stroke, enter, leave)
    return left


def _covered(stroke: Stroke, a: Point, b: Point, radius: float) -> tuple[Stroke, Stroke]:
    """For each segment the interval [enter, leave] of its parameter that the eraser covers, (k-1,) each.

    The eraser's track is a capsule: two discs and the rectangle between them. It is convex, so each
    segment has one interval at most; none is given as enter > leave. A dot counts as one segment.
    """
    p = stroke if len(stroke) == 1 else stroke[:-1]
    d = np.zeros_like(p) if len(stroke) == 1 else np.diff(stroke, axis=0)
    enter, leave = _in_disc(p, d, a, radius)
    if a != b:
        for low, high in (_in_disc(p, d, b, radius), _in_rectangle(p, d, a, b, radius)):
            hit = low <= high
            enter = np.where(hit, np.minimum(enter, low), enter)
            leave = np.where(hit, np.maximum(leave, high), leave)
    missed = (enter > 1.0) | (leave < 0.0)
    enter, leave = np.maximum(enter, 0.0), np.minimum(leave, 1.0)
    return np.where(missed, np.inf, enter), np.where(missed, -np.inf, leave)


def _in_disc(p: Stroke, d: Stroke, centre: Point, radius: float) -> tuple[Stroke, Stroke]:
    """Interval of t where |p + t·d − centre| ≤ radius: the roots of a quadratic, (inf, −inf) if none."""
    offset = p - np.asarray(centre)
    square, linear = (d * d).sum(1), (d * offset).sum(1)
    constant = (offset * offset).sum(1) - radius * radius
    discriminant = linear * linear - square * constant
    moving = square > 0.0
    root = np.sqrt(np.where(discriminant >= 0.0, discriminant, 0.0))
    scale = np.where(moving, square, 1.0)
    hit = np.where(moving, discriminant >= 0.0, constant <= 0.0)
    low = np.where(moving, (-linear - root) / scale, 0.0)
    high = np.where(moving, (-linear + root) / scale, 1.0)
    return np.where(hit, low, np.inf), np.where(hit, high, -np.inf)


def _in_rectangle(p: Stroke, d: Stroke, a: Point, b: Point, radius: float) -> tuple[Stroke, Stroke]:
    """Interval of t inside the rectangle of half-width `radius` around the segment a-b."""
    axis = np.asarray(b) - np.asarray(a)
    reach = float(np.hypot(axis[0], axis[1]))
    along = axis / reach
    across = np.array([-along[1], along[0]])
    offset = p - np.asarray(a)
    low, high = _between(offset @ along, d @ along, 0.0, reach)
    low_2, high_2 = _between(offset @ across, d @ across, -radius, radius)
    return np.maximum(low, low_2), np.minimum(high, high_2)


def _between(value: Stroke, slope: Stroke, low: float, high: float) -> tuple[Stroke, Stroke]:
    """Interval of t where low ≤ value + t·slope ≤ high."""
    still = slope == 0.0
    divisor = np.where(still, 1.0, slope)
    one, other = (low - value) / divisor, (high - value) / divisor
    within = (low <= value) & (value <= high)
    enter = np.where(still, np.where(within, -np.inf, np.inf), np.minimum(one, other))
    leave = np.where(still, np.where(within, np.inf, -np.inf), np.maximum(one, other))
    return enter, leave


def _split(stroke: Stroke, enter: Stroke, leave: Stroke) -> list[Stroke]:
    """The pieces of a stroke outside the covered intervals, crumbs left out."""
    pieces: list[list[Point]] = [[_point(stroke[0])]] if enter[0] > 0.0 else [[]]
    for p, q, t_in, t_out in zip(stroke[:-1], stroke[1:], enter.tolist(), leave.tolist(), strict=True):
        if t_in <= t_out:
            if t_in > 0.0:
                pieces[-1].append(_point(p + t_in * (q - p)))
            pieces.append([])
            if t_out >= 1.0:
                continue
            pieces[-1].append(_point(p + t_out * (q - p)))
        pieces[-1].append(_point(q))
    arrays = [as_stroke(piece) for piece in pieces if len(piece) > 1]
    return [piece for piece in arrays if length(piece) >= CRUMB]


def _point(row: Stroke) -> Point:
    return float(row[0]), float(row[1])


def _unit(value: float) -> float:
    return min(max(value, 0.0), 1.0)
