"""Dots on paths where single epochs stand apart."""

from __future__ import annotations

import numpy as np

from viz.gl.colours import rgba
from viz.gl.frame import Frame
from viz.gl.line_style import FADED, kind_of
from viz.gl.sprite_item import FLOATS, dots
from viz.scene.arrays import Array

APART = 7.0
"""Pixels between epochs that have dots of their own."""

RADIUS, OUTLINE = 2.6, 1.2


def epoch_dots(frame: Frame) -> np.ndarray:
    """Corners of the dots of all paths, shape (4n, FLOATS) float32."""
    parts = [np.empty((0, FLOATS), dtype=np.float32)]
    for key in [key for key in frame.scene.paths if key.startswith("path ")]:
        layer = frame.scene.draped(key)
        if layer is None or layer.dots is None or len(layer.w) < 2:
            continue
        alpha = FADED if kind_of(key, layer) == "faded" else 1.0
        found = standing_apart(frame, layer.dots)
        if found is not None:
            fill, stroke = rgba(layer.colour, alpha), rgba(frame.theme.scene, 0.85 * alpha)
            parts.append(dots(found[0], found[1], RADIUS, fill, stroke, OUTLINE))
    return np.concatenate(parts)


def standing_apart(frame: Frame, points: Array) -> tuple[Array, Array] | None:
    """Pixels (n, 2) and device depth (n,) of the points whose neighbours are some pixels away."""
    if len(points) == 0:
        return None
    projection = frame.projection
    pixels = projection.project(points)[:, :2]
    gaps = np.hypot(*np.diff(pixels, axis=0, prepend=-1e9, append=1e9).T)
    apart = (gaps[:-1] >= APART) & (gaps[1:] >= APART)
    if not apart.any():
        return None
    towards = projection.towards_eye(points[apart])
    lifted = points[apart] + 0.1 * towards / np.linalg.norm(towards, axis=1, keepdims=True)
    return pixels[apart], projection.device_depth(lifted)
