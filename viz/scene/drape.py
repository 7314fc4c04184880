"""Paths laid over the mesh: between two epochs a path follows the surface, it never cuts through it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from viz.scene.arrays import Array
from viz.scene.camera import HALF
from viz.scene.field import HeightField

CLOSE = 0.004
"""Points of a path nearer than this (box units; about half a pixel) to the last one kept are left out."""

MOST_POINTS = 20_000
"""Bound on the draped points of one path: a zigzag of 10⁵ epochs across the whole box is a filled area."""

MOST_MOVING = 255
"""Bound on the points of a path that are draped while something moves."""


@dataclass(frozen=True, eq=False)
class DrapedPath:
    """A polyline on the surface.

    Attributes
    ----------
    points
        Shape (n, 3), box units; rows of NaN where the path is off the drawn surface.
    epoch
        Shape (n,): the (fractional) index of the path's point, for fading what is uncertain.
    """

    points: Array
    epoch: Array


def thinned(xy: Array, close: float = CLOSE) -> np.ndarray:
    """Indices of the points to keep, first and last always: a point each `close` of the way walked."""
    n = len(xy)
    if n <= 2:
        return np.arange(n)
    steps = np.hypot(*np.diff(xy, axis=0).T)
    walked = np.concatenate([[0.0], np.cumsum(np.where(np.isfinite(steps), steps, close))])
    bins = np.floor(walked / close)
    keep = np.empty(n, dtype=bool)
    keep[0] = keep[-1] = True
    keep[1:-1] = bins[1:-1] != bins[:-2]
    # The far end of a long step is kept as well as its near end.
    keep[:-1] |= steps > close
    return np.flatnonzero(keep)


def draped(field: HeightField, w: Array, coarse: float | None = None) -> DrapedPath:
    """Lay a path over the mesh.

    Parameters
    ----------
    w
        Weights of successive epochs, shape (n, 2). Points that are not finite break the path.
    coarse
        Box units between points that are enough while something moves; at most `MOST_MOVING` epochs are then
        followed. None for all of them.
    """
    xy = field.xy(np.asarray(w, dtype=float).reshape(-1, 2))
    if len(xy) == 0:
        return DrapedPath(np.empty((0, 3)), np.empty(0))
    kept = thinned(xy, coarse or CLOSE)
    most = MOST_MOVING if coarse else MOST_POINTS
    if len(kept) > most:
        # So many long steps fill an area: an odd stride keeps both ends of a zigzag.
        stride = len(kept) // most + 1
        kept = np.append(kept[: -1 : stride + (stride + 1) % 2], kept[-1])
    xy = xy[kept]
    n0, n1 = field.shape
    cell = min(2 * HALF[0] / (n0 - 1), 2 * HALF[1] / (n1 - 1), 0.04)
    lengths = np.hypot(*np.diff(xy, axis=0).T)
    lengths = np.where(np.isfinite(lengths), lengths, 0.0)
    # A step that leaves the box far behind is only followed as finely as the box is crossed.
    pieces = np.clip(np.ceil(lengths / max(0.5 * cell, coarse or 0.0)), 1, 40 / cell).astype(int)
    if pieces.sum() > 2 * MOST_POINTS:
        pieces = np.maximum(1, pieces * MOST_POINTS // int(pieces.sum()))
    segment = np.repeat(np.arange(len(pieces)), pieces)
    first = np.cumsum(pieces) - pieces
    share = (np.arange(len(segment)) - first[segment]) / pieces[segment] if len(segment) else np.empty(0)
    if len(segment):
        inner = xy[segment] + share[:, None] * (xy[segment + 1] - xy[segment])
        epochs = kept[segment] + share * (kept[segment + 1] - kept[segment])
    else:
        inner, epochs = np.empty((0, 2)), np.empty(0)
    line = np.concatenate([inner, xy[-1:]])
    z = field.height(line)
    z = np.where(field.drawn(z), z, np.nan)
    points = np.concatenate([line, z[:, None]], axis=1)
    points[~np.isfinite(z)] = np.nan
    return DrapedPath(points, np.concatenate([epochs, kept[-1:]]))
