"""From where a surface is first looked at: near a wished direction, with what matters in sight."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from viz.scene.camera import Camera, Projection, Viewport
from viz.scene.field import HeightField
from viz.scene.pick import is_hidden

TURNS = (0, 10, -10, 20, -20, 30, -30, 40, -40, 50, -50, 60, -60)
"""Degrees tried away from the wished azimuth, nearest first."""
_LOWER = 4.0
"""What is to be seen must be seen from so many degrees lower too: not just over the rim of a hill."""


def opening_azimuth(
    field: HeightField, view: Viewport, elev: float, azim: float, weights: Sequence[tuple[float, float]]
) -> float:
    """The azimuth nearest to `azim`, degrees, from which no point of `weights` is behind the surface.

    `azim` itself if there is none within `TURNS`; points beyond the surface do not count.
    """
    points = [field.points(np.array([w]))[0] for w in weights if field.contains(w)]
    for turn in TURNS:
        projection = Projection(Camera(elev - _LOWER, azim + turn), view)
        if not any(is_hidden(field, projection, point) for point in points):
            return azim + turn
    return azim
