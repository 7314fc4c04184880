"""The line of sight against the drawn mesh: exact, for any camera, on the CPU.

Along a ray the mesh's height is linear between the points where the ray, seen from above, crosses a
grid line or a cell's diagonal. So all crossings are found at once, and the surface is hit where ray
minus mesh changes its sign between two of them.
"""

from __future__ import annotations

import numpy as np

from viz.scene.arrays import Array, Mask
from viz.scene.camera import DEPTH, HALF, Projection
from viz.scene.field import TOP, HeightField

EDGE = 1e-7
"""Slack at the grid's ends, in cells."""

CLOSE = 0.02
"""A point less than this before another one (box units) does not hide it."""

MOST_SAMPLES = 600
"""Bound on the samples of one line of sight."""


def hits(field: HeightField, origin: Array, direction: Array) -> Array:
    """Points, shape (k, 3) in box units, where a ray meets the drawn surface, nearest first."""
    n0, n1 = field.shape
    start, end = field.to_grid(origin[:2]), field.to_grid((origin + direction)[:2])
    step = end - start
    t_in, t_out = 0.0, np.inf
    # A ray along the very border belongs to the surface, whatever rounding does.
    limits = ((start[0], step[0], -EDGE, n0 - 1 + EDGE), (start[1], step[1], -EDGE, n1 - 1 + EDGE))
    low = float(np.nanmin(field.z)) if np.isfinite(field.z).any() else 0.0
    margin = 1e-3
    for at, slope, lower, upper in (*limits, (origin[2], direction[2], low - margin, TOP + margin)):
        if abs(slope) < 1e-14:
            if not lower <= at <= upper:
                return np.empty((0, 3))
            continue
        a, b = (lower - at) / slope, (upper - at) / slope
        t_in, t_out = max(t_in, min(a, b)), min(t_out, max(a, b))
    if not t_in < t_out < np.inf:
        return np.empty((0, 3))
    times = [np.array([t_in, t_out])]
    for at, slope in ((start[0], step[0]), (start[1], step[1]), (start[0] - start[1], step[0] - step[1])):
        times.append(_crossings(at, slope, t_in, t_out))
    t = np.sort(np.concatenate(times))
    mid = (t[:-1] + t[1:]) / 2
    u, v = start[0] + mid * step[0], start[1] + mid * step[1]
    i = np.clip(np.floor(u).astype(int), 0, n0 - 2)
    j = np.clip(np.floor(v).astype(int), 0, n1 - 2)
    lower_triangle = u - i >= v - j

    def gap(at: Array) -> Array:
        height = field.plane(i, j, lower_triangle, start[0] + at * step[0], start[1] + at * step[1])
        over: Array = origin[2] + at * direction[2] - height
        return over

    first, last = gap(t[:-1]), gap(t[1:])
    with np.errstate(invalid="ignore"):
        crossing = (first * last <= 0.0) & (first != last)
    t0, t1, g0, g1 = t[:-1][crossing], t[1:][crossing], first[crossing], last[crossing]
    at = t0 + (t1 - t0) * g0 / (g0 - g1)
    points: Array = origin + at[:, None] * direction
    return points[field.drawn(points[:, 2])]


def _crossings(at: float, slope: float, t_in: float, t_out: float) -> Array:
    """Times in (t_in, t_out) at which `at + t · slope` is whole."""
    if abs(slope) < 1e-14:
        return np.empty(0)
    a, b = sorted((at + t_in * slope, at + t_out * slope))
    return (np.arange(np.ceil(a), np.floor(b) + 1) - at) / slope


def is_hidden(field: HeightField, projection: Projection, point: Array) -> bool:
    """Whether the surface stands between the eye and a point on it."""
    towards = projection.towards_eye(point)
    found = hits(field, point + DEPTH * towards, -towards)
    return len(found) > 0 and float((found[0] - point) @ towards) > CLOSE * float(towards @ towards) ** 0.5


def hidden_mask(field: HeightField, projection: Projection, points: Array) -> Mask:
    """Whether the surface stands before points on it, shape (n, 3) → (n,): all at once, for drawing.

    The lines of sight are sampled each third of a cell, so a ridge narrower than that may be overlooked.
    """
    n = len(points)
    if n == 0 or projection.is_map:
        return np.zeros(n, dtype=bool)
    towards = projection.towards_eye(points)
    towards /= np.linalg.norm(towards, axis=1, keepdims=True)
    # Up to where the line of sight leaves the box, by a side, the top or the floor.
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = (np.copysign((HALF[0], HALF[1], TOP), towards) - points) / towards
    reach = np.nan_to_num(ends, nan=np.inf).min(axis=1)
    reach = np.clip(reach, 0.0, 2.0 * DEPTH)
    n0, n1 = field.shape
    cell = min(2 * HALF[0] / (n0 - 1), 2 * HALF[1] / (n1 - 1))
    across = reach * np.hypot(towards[:, 0], towards[:, 1])
    count = int(min(max(3.0 * float(across.max()) / cell, 1.0), MOST_SAMPLES)) + 1
    share = (np.arange(count) + 0.5) / count
    way = share * np.maximum(reach - CLOSE, 0.0)[:, None] + CLOSE
    line = points[:, None] + way[..., None] * towards[:, None]
    height = field.height(line[..., :2])
    with np.errstate(invalid="ignore"):
        # From below, it is the surface under the line of sight that hides.
        sign = np.where(towards[:, 2] >= 0.0, 1.0, -1.0)[:, None]
        before = (sign * (height - line[..., 2]) > 0.0) & field.drawn(height)
    mask: Mask = before.any(axis=1)
    return mask


def nearest_on_outline(field: HeightField, projection: Projection, x: float, y: float) -> Array | None:
    """The point of the drawn surface that is seen closest to a pixel which misses it.

    What is seen closest lies on the outline, and so on an edge of the mesh: all edges that can come
    into question are searched, cut at the box's top. None if nothing is drawn.
    """
    n0, n1 = field.shape
    gx = np.linspace(-HALF[0], HALF[0], n0)
    gy = np.linspace(-HALF[1], HALF[1], n1)
    points = np.stack([*np.meshgrid(gx, gy, indexing="ij"), field.z], axis=-1)
    screen = projection.project(points)
    cursor = np.array([x, y])
    away = np.hypot(screen[..., 0] - x, screen[..., 1] - y)
    away[~field.drawn(field.z)] = np.inf
    least = float(away.min())
    if not np.isfinite(least):
        return None
    a_parts, b_parts = [], []
    for a, b in _edges(n0, n1):
        pa, pb = screen[a], screen[b]
        length = np.hypot(pb[..., 0] - pa[..., 0], pb[..., 1] - pa[..., 1])
        with np.errstate(invalid="ignore"):
            wanted = np.minimum(away[a], away[b]) <= least + length
        a_parts.append(points[a][wanted])
        b_parts.append(points[b][wanted])
    start, end = np.concatenate(a_parts), np.concatenate(b_parts)
    # Cut each edge where it rises above the top.
    swap = start[:, 2] > end[:, 2]
    start[swap], end[swap] = end[swap], start[swap].copy()
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.clip((TOP - start[:, 2]) / (end[:, 2] - start[:, 2]), 0.0, 1.0)
    share = np.where(end[:, 2] > TOP, share, 1.0)[:, None]
    end = start + share * (end - start)
    pa, pb = projection.project(start), projection.project(end)
    along = pb[:, :2] - pa[:, :2]
    square = np.maximum((along**2).sum(axis=1), 1e-18)
    q = np.clip(((cursor - pa[:, :2]) * along).sum(axis=1) / square, 0.0, 1.0)
    distance = np.hypot(*(pa[:, :2] + q[:, None] * along - cursor).T)
    best = int(np.argmin(distance))
    # The share of the way on the screen is not that in space: perspective shortens what is far.
    wa, wb = pa[best, 2], pb[best, 2]
    s = q[best] * wa / (wb + q[best] * (wa - wb))
    nearest: Array = start[best] + s * (end[best] - start[best])
    return nearest


def _edges(n0: int, n1: int) -> list[tuple[tuple[slice, slice], tuple[slice, slice]]]:
    """Index pairs of the three families of mesh edges: along w0, along w1, diagonal."""
    everything, first, last = slice(None), slice(None, -1), slice(1, None)
    return [
        ((first, everything), (last, everything)),
        ((everything, first), (everything, last)),
        ((first, first), (last, last)),
    ]
