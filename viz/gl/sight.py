"""Which points of a frame the surface stands before: asked for all at once, as each question costs."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from viz.scene.arrays import Array, Pair
from viz.scene.camera import Projection
from viz.scene.pick import hidden_mask
from viz.scene.state import Scene

HIDDEN_ALPHA = 0.38
"""Strength of a mark that the surface stands before."""

ENDS = ("preview", "gradient", "arrow")
"""Kinds of lines whose end carries a mark."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Where weights are seen.

    Attributes
    ----------
    at
        Pixel.
    hidden
        Whether the surface stands before them.
    drawn, inside
        Whether they lie on the drawn surface, and within its sides.
    """

    at: Pair
    hidden: bool
    drawn: bool
    inside: bool

    @property
    def alpha(self) -> float:
        """How strongly a mark there is drawn."""
        return HIDDEN_ALPHA if self.hidden else 1.0


@dataclass(frozen=True, eq=False)
class Sight:
    """All weights with a mark, and all ends of lines.

    Attributes
    ----------
    weights
        Marks, runs and the start; those beyond the sides are seen at the box's edge.
    hidden_ends
        Names of the lines whose last point on the surface is hidden.
    """

    weights: dict[Pair, Seen] = field(default_factory=dict)
    hidden_ends: frozenset[str] = frozenset()


def last_point(points: Array) -> Array | None:
    """The last point of a line, shape (n, 3), that is on the surface."""
    there = np.flatnonzero(np.isfinite(points[:, 2]))
    last: Array | None = points[there[-1]] if len(there) else None
    return last


def sight_of(scene: Scene, projection: Projection) -> Sight:
    """Find all of them; only asked for where there is a surface."""
    assert scene.field is not None
    weights = [mark.w for mark in scene.marks] + [current.w for current in scene.currents.values()]
    weights += [] if scene.start is None else [scene.start]
    places = [
        (point, drawn, True) if scene.field.contains(w) else (scene.edge_point(w), False, False)
        for w, (point, drawn) in zip(weights, scene.points(weights), strict=True)
    ]
    ends = {}
    for key in [key for key in scene.paths if key.split()[0] in ENDS]:
        layer = scene.draped(key)
        point = last_point(layer.line.points) if layer is not None and layer.line is not None else None
        if point is not None:
            ends[key] = point
    points = np.array([point for point, _, _ in places] + list(ends.values())).reshape(-1, 3)
    hidden = hidden_mask(scene.field, projection, points).tolist()
    pixels = projection.project(points[: len(weights)])[:, :2].tolist()
    return Sight(
        {
            w: Seen((x, y), behind, drawn, inside)
            for w, (x, y), behind, (_, drawn, inside) in zip(
                weights, pixels, hidden[: len(weights)], places, strict=True
            )
        },
        frozenset(key for key, behind in zip(ends, hidden[len(weights) :], strict=True) if behind),
    )
