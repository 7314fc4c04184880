"""What all parts of one frame are drawn from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from viz.gl.text_image import TextStyle
from viz.scene.arrays import Array, Mask, Pair
from viz.scene.axes import Axis
from viz.scene.camera import Projection
from viz.scene.field import HeightField
from viz.scene.pick import hidden_mask
from viz.scene.state import Scene
from viz.theme import Theme

HIDDEN_ALPHA = 0.38
"""Strength of a mark that the surface stands before."""


@dataclass(frozen=True, slots=True)
class Handle:
    """How the start is held: nothing, under the cursor, or dragged."""

    hovered: bool = False
    held: bool = False


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
class Frame:
    """Scene, camera, colours and sizes of one frame.

    Attributes
    ----------
    inset
        Room to keep free at the right and at the bottom, logical pixels.
    quick
        Whether something moves: coarser is fine.
    best
        Whether it is a picture that may take its time.
    """

    scene: Scene
    projection: Projection
    axes: list[Axis]
    theme: Theme
    handle: Handle
    large: bool = False
    inset: Pair = (0.0, 0.0)
    quick: bool = False
    best: bool = False

    @property
    def field(self) -> HeightField:
        """The surface; only asked for where there is one."""
        assert self.scene.field is not None
        return self.scene.field

    @property
    def mark_scale(self) -> float:
        """Marks are nearly a third larger in large type."""
        return 1.3 if self.large else 1.0

    def type(self, size: float, colour: str, *, bold: bool = False) -> TextStyle:
        """A text style; sizes are half as large again in large type."""
        return TextStyle(size * (1.5 if self.large else 1.0), colour, self.theme.scene, bold)

    def hidden(self, points: Array) -> Mask:
        """Whether the surface stands before points of it, shape (n, 3) → (n,)."""
        return hidden_mask(self.field, self.projection, points)

    def seen(self, weights: list[Pair]) -> list[Seen]:
        """Where points of the weight plane are seen; those beyond the sides at the box's edge."""
        if not weights:
            return []
        found = []
        for w in weights:
            inside = self.field.contains(w)
            point, drawn = self.scene.point(w) if inside else (self.scene.edge_point(w), False)
            found.append((point, drawn, inside))
        points = np.array([point for point, _, _ in found])
        pixels = self.projection.project(points)[:, :2].tolist()
        return [
            Seen((x, y), bool(hidden), drawn, inside)
            for (x, y), hidden, (_, drawn, inside) in zip(pixels, self.hidden(points), found, strict=True)
        ]
