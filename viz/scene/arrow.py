"""How long the arrow of the negative gradient is drawn, and where it lies."""

from __future__ import annotations

import math

import numpy as np

from viz.scene.arrays import Array, Pair
from viz.scene.camera import HALF
from viz.scene.field import HeightField
from viz.scene.state import PathLayer, Scene

LONGEST = 1.0
SHORTEST = 0.14
FULL_SLOPE = 1.0


def arrow_length(gradient: Pair, spans: Pair, loss_range: float) -> float:
    """Length in box units: the root of the relative slope, so that a flat valley still shows an arrow.

    The relative slope is how much of the surface's loss range a walk through the whole box would gain at
    this gradient: √((g0·span0)² + (g1·span1)²) / range. At a slope of 1 and beyond the arrow has its
    full length, a quarter of the box; it is never shorter than can be seen. A gradient of zero has none.
    """
    slope = math.hypot(gradient[0] * spans[0], gradient[1] * spans[1]) / max(loss_range, 1e-300)
    if slope == 0.0 or not math.isfinite(slope):
        return 0.0
    return max(SHORTEST, LONGEST * min(1.0, math.sqrt(slope / FULL_SLOPE)))


def arrow_path(field: HeightField, w: Pair, gradient: Pair, loss_range: float) -> Array:
    """Weights from `w` along −gradient, shape (2, 2): straight in the weight plane; empty if zero."""
    length = arrow_length(gradient, field.spans, loss_range)
    g = np.array([-gradient[0], -gradient[1]], dtype=float)
    in_box = g / np.array(field.spans) * (2 * HALF[0], 2 * HALF[1])
    size = float(np.hypot(*in_box))
    if length == 0.0 or not (math.isfinite(size) and size > 0.0):
        return np.empty((0, 2))
    return np.array([w, np.array(w) + g * (length / size)])


def lay_gradient(scene: Scene) -> None:
    """Lay the scene's −gradient over its surface, from where the lead is, or from the start."""
    current = scene.lead_current
    at = current.w if current is not None else scene.start
    if scene.gradient is None or at is None or scene.field is None:
        scene.set_path("gradient", None)
    else:
        path = arrow_path(scene.field, at, scene.gradient, scene.loss_range)
        scene.set_path("gradient", PathLayer(path))
