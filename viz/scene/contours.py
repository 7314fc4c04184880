"""Contour lines of the map: where along them a number can stand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from viz.scene.arrays import Array, Pair
from viz.scene.camera import HALF, Projection
from viz.scene.field import HeightField
from viz.scene.labels import Rect
from viz.scene.tiles import Tiles

BEND = 3.5
"""Pixels that a line may stray from its number's baseline."""

STRIDE = 3
"""Every such grid line is searched for places of numbers."""

SECOND = 340.0
"""A line is labelled twice where its numbers stand at least so many pixels apart."""

LADDER, TILT, CROSSED = 0.25, 30.0, 200.0
"""Costs of a place: of each pixel away from the last line's number, of text that stands upright, and of a
path that runs under it."""

KEPT = 1e3
"""What is saved by staying where the number stood in the last frame."""


@dataclass(frozen=True, eq=False)
class Places:
    """Points on contour lines.

    Attributes
    ----------
    level
        Index of the line, shape (n,).
    points
        Box coordinates, shape (n, 3).
    along
        Unit direction of the line in box coordinates x and y, shape (n, 2).
    """

    level: np.ndarray = field(repr=False)
    points: Array = field(repr=False)
    along: Array = field(repr=False)


def places(surface: HeightField, losses: Sequence[float]) -> Places:
    """Where contour lines cross every `STRIDE`th grid line.

    Linear between grid values, as the mesh is: exactly on the line that is drawn.
    """
    z = surface.z
    n0, n1 = surface.shape
    heights = HALF[2] * (2.0 * surface.scale.fraction(np.array(losses, dtype=float)) - 1.0)
    slope0, slope1 = np.gradient(z, axis=0), np.gradient(z, axis=1)
    cells = np.array([2 * HALF[0] / (n0 - 1), 2 * HALF[1] / (n1 - 1)])
    found: list[tuple[np.ndarray, Array, Array]] = []
    for axis in (0, 1):
        i, j = np.arange(n0), np.arange(n1)
        if axis == 0:
            i, j = i[:-1], j[STRIDE // 2 :: STRIDE]
        else:
            i, j = i[STRIDE // 2 :: STRIDE], j[:-1]
        ii, jj = np.meshgrid(i, j, indexing="ij")
        a, b = z[ii, jj], z[ii + (axis == 0), jj + (axis == 1)]
        with np.errstate(invalid="ignore"):
            level, u, v = np.nonzero(
                (np.minimum(a, b) <= heights[:, None, None]) & (heights[:, None, None] < np.maximum(a, b))
            )
        za, zb = a[u, v], b[u, v]
        share = (heights[level] - za) / (zb - za)
        at = np.stack([ii[u, v], jj[u, v]], axis=1).astype(float)
        near = at.astype(int)
        at[:, axis] += share
        uphill = np.stack([slope0[near[:, 0], near[:, 1]], slope1[near[:, 0], near[:, 1]]], axis=1) / cells
        along = np.stack([-uphill[:, 1], uphill[:, 0]], axis=1)
        size = np.hypot(along[:, 0], along[:, 1])
        with np.errstate(invalid="ignore"):
            good = size > 1e-12
        xy = at * cells - HALF[:2]
        points = np.column_stack([xy, heights[level]])
        found.append((level[good], points[good], along[good] / size[good, None]))
    level, points, directions = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return Places(level, points, directions)


@dataclass(frozen=True, slots=True)
class Placed:
    """A number on its line: index of the line, middle in pixels, turn in radians clockwise, its box, and
    where it stands on the surface (box x and y)."""

    level: int
    at: Pair
    turn: float
    rect: Rect
    spot: Pair


def place_labels(
    surface: HeightField,
    where: Places,
    projection: Projection,
    sizes: Sequence[Pair],
    taken: Sequence[Rect],
    previous: Sequence[Placed] = (),
    paths: Array | None = None,
    *,
    moving: bool = False,
) -> list[Placed]:
    """Put each line's number along a straight piece of it, off each other and off what is `taken`.

    A number that still has its place of the last frame keeps it, so that nothing jumps while the map moves.
    Numbers form a ladder where they can: each likes to stand near the one of the line before.

    Parameters
    ----------
    where
        The lines' points, from `places`.
    sizes
        Width and height of each line's number, pixels.
    paths
        Pixels, shape (m, 2), of lines that numbers keep off where they can.
    moving
        Whether something moves: then even a number that a path runs under stays for now.
    """
    window = Rect(4.0, 4.0, projection.view.width - 8.0, projection.view.height - 8.0)
    pixels = projection.project(where.points)[:, :2]
    forth = projection.project(where.points + np.pad(0.02 * where.along, ((0, 0), (0, 1))))[:, :2] - pixels
    turns = np.arctan2(forth[:, 1], forth[:, 0])
    # Upright to read: the line has no direction.
    turns = np.mod(turns + math.pi / 2, math.pi) - math.pi / 2
    heights = np.array([size[1] for size in sizes])[where.level]
    widths = np.array([size[0] for size in sizes])[where.level]
    box_w = np.abs(np.cos(turns)) * widths + np.abs(np.sin(turns)) * heights
    box_h = np.abs(np.sin(turns)) * widths + np.abs(np.cos(turns)) * heights
    boxes = np.column_stack([pixels - np.column_stack([box_w, box_h]) / 2, box_w, box_h])
    good = _bend(surface, where, projection, widths) <= BEND
    good &= (boxes[:, 0] >= window.x) & (boxes[:, 1] >= window.y)
    good &= boxes[:, 0] + boxes[:, 2] <= window.x + window.width
    good &= boxes[:, 1] + boxes[:, 3] <= window.y + window.height
    for rect in taken:
        good &= ~_overlap(boxes, rect)
    crossed = np.zeros(len(boxes), dtype=bool)
    if paths is not None and len(paths):
        crossed = Tiles(paths, projection.view.width, projection.view.height).count(boxes) > 0
    spots = where.points[:, :2]
    done: list[Placed] = []
    ladder: Array | None = None
    for level in range(len(sizes)):
        of_level = np.flatnonzero(where.level == level)
        for again in (False, True):
            free = of_level[good[of_level]]
            if again and done and done[-1].level == level:
                free = free[np.hypot(*(pixels[free] - done[-1].at).T) > SECOND]
            elif again:
                continue
            if len(free) == 0:
                continue
            cost = TILT * np.abs(turns[free]) / (math.pi / 2) + CROSSED * crossed[free]
            if not again and ladder is not None:
                cost = cost + LADDER * np.hypot(*(pixels[free] - ladder).T)
            before = [p for p in previous if p.level == level]
            if len(before) > again:
                # Half a cell away is the same place: the surface may have been formed anew.
                same = np.hypot(*(spots[free] - before[again].spot).T) < 0.06
                cost = cost - KEPT * (same & (~crossed[free] | moving))
            best = int(free[np.argmin(cost)])
            rect = Rect(*boxes[best].tolist())
            at, spot = pixels[best].tolist(), spots[best].tolist()
            done.append(Placed(level, (at[0], at[1]), float(turns[best]), rect, (spot[0], spot[1])))
            good &= ~_overlap(boxes, rect.grown(6.0))
            if not again:
                ladder = pixels[best]
    return done


def _overlap(boxes: Array, rect: Rect) -> np.ndarray:
    overlap: np.ndarray = (
        (boxes[:, 0] < rect.x + rect.width)
        & (rect.x < boxes[:, 0] + boxes[:, 2])
        & (boxes[:, 1] < rect.y + rect.height)
        & (rect.y < boxes[:, 1] + boxes[:, 3])
    )
    return overlap


def _bend(surface: HeightField, where: Places, projection: Projection, widths: Array) -> Array:
    """How far, in pixels, a line strays from its tangent under its number; infinite beyond the surface."""
    half = (widths / 2 + 3.0) / projection.focal
    n0, n1 = surface.shape
    cells = (2 * HALF[0] / (n0 - 1), 2 * HALF[1] / (n1 - 1))
    slopes = np.stack([np.gradient(surface.z, cells[axis], axis=axis) for axis in (0, 1)], axis=-1)
    index = np.clip(np.rint(surface.to_grid(where.points[:, :2])).astype(int), 0, (n0 - 1, n1 - 1))
    steep = np.hypot(*slopes[index[:, 0], index[:, 1]].T)
    worst = np.zeros(len(widths))
    for side in (-1.0, 1.0):
        end = where.points[:, :2] + side * half[:, None] * where.along
        with np.errstate(invalid="ignore", divide="ignore"):
            away = np.abs(surface.height(end) - where.points[:, 2]) / steep
        worst = np.maximum(worst, np.nan_to_num(away, nan=np.inf, posinf=np.inf))
    result: Array = worst * projection.focal
    return result
