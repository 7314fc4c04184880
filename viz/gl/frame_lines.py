"""The box's lines: floor with a light grid, upright edge, ticks, the lesson's box."""

from __future__ import annotations

import numpy as np

from viz.gl.colours import mixed, rgba
from viz.gl.ribbon_item import Ribbon, ribbon, segments
from viz.scene.arrays import Array, Pair
from viz.scene.axes import TICK, Axis
from viz.scene.camera import HALF, Projection
from viz.scene.field import HeightField
from viz.scene.ticks import multiples, nice_step
from viz.theme import Theme

FLOOR = -HALF[2]
LINES = 8


def grid_spacing(field: HeightField) -> tuple[Pair, Pair]:
    """Place of one grid line and distance of the lines, box units, along x and along y."""
    result = []
    for (low, high), half in zip((field.w0, field.w1), HALF[:2], strict=True):
        step = nice_step(high - low, LINES)
        unit = 2 * half / (high - low)
        result.append(((np.ceil(low / step) * step - low) * unit - half, step * unit))
    return result[0], result[1]


def rectangle(x: Pair, y: Pair, z: float) -> Array:
    """Four sides of an upright rectangle on a level, shape (4, 2, 3)."""
    corners = np.array([[x[0], y[0], z], [x[1], y[0], z], [x[1], y[1], z], [x[0], y[1], z]])
    return np.stack([corners, np.roll(corners, -1, axis=0)], axis=1)


def nearly_all(box: tuple[Pair, Pair]) -> bool:
    """Whether the surface hardly reaches beyond the lesson's box (in box coordinates)."""
    return all(
        side[0] < -0.85 * half and side[1] > 0.85 * half for side, half in zip(box, HALF[:2], strict=True)
    )


def box_lines(field: HeightField, box: tuple[Pair, Pair] | None, theme: Theme) -> Ribbon:
    """Floor frame, floor grid and the lesson's box on the floor."""
    strength = mixed(theme.scene, theme.faint, 0.8)
    quiet = mixed(theme.scene, theme.faint, 0.24)
    lines = []
    for axis, (low, high) in enumerate((field.w0, field.w1)):
        half = HALF[axis]
        step = nice_step(high - low, LINES)
        for value in multiples(low, high, step):
            at = (value - low) / (high - low) * 2 * half - half
            if abs(at) > half - 1e-6:
                continue
            ends = [[at, -HALF[1], FLOOR], [at, HALF[1], FLOOR]]
            lines.append(ends if axis == 0 else [[e[1], e[0], e[2]] for e in ends])
    result = segments(np.array(lines).reshape(-1, 2, 3), rgba(quiet))
    result = result + segments(rectangle((-HALF[0], HALF[0]), (-HALF[1], HALF[1]), FLOOR), rgba(strength))
    if box is not None and not nearly_all(box):
        result = result + segments(
            rectangle(box[0], box[1], FLOOR), rgba(mixed(theme.scene, theme.quiet, 0.65))
        )
    return result


def rim_lines(field: HeightField, theme: Theme) -> Ribbon:
    """The surface's four borders: a fine line that also smooths its edge against the background."""
    n0, n1 = field.shape
    x, y = np.linspace(-HALF[0], HALF[0], n0), np.linspace(-HALF[1], HALF[1], n1)
    z = np.where(field.drawn(field.z), field.z, np.nan)
    broken = np.full((1, 3), np.nan)
    parts = []
    for j in (0, -1):
        parts += [np.column_stack([x, np.full(n0, y[j]), z[:, j]]), broken]
    for i in (0, -1):
        parts += [np.column_stack([np.full(n1, x[i]), y, z[i]]), broken]
    return ribbon(np.concatenate(parts), rgba(theme.text, 0.30))


def tick_lines(axes: list[Axis], projection: Projection, theme: Theme) -> Ribbon:
    """Ticks, pointing away from the box, and the upright edge that carries the loss."""
    colour = rgba(mixed(theme.scene, theme.faint, 0.9))
    unit = TICK / projection.focal
    parts = []
    for index, axis in enumerate(axes):
        if len(axis.marks) == 0:
            continue
        if index == 2:
            # The direction that is to the left on the screen, level in the box.
            direction = -projection.axes[0]
            parts.append(axis.ends[None])
        else:
            inward = np.array([0.0, 0.0, FLOOR]) - axis.ends.mean(axis=0)
            direction = -inward / np.linalg.norm(inward)
        parts.append(np.stack([axis.marks, axis.marks + unit * direction], axis=1))
    return segments(np.concatenate(parts) if parts else np.empty((0, 2, 3)), colour)
