"""Everything that stands in the scene, and what follows from it: paths draped, marks on the mesh."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace

import numpy as np

from viz.scene.arrays import Array, Pair
from viz.scene.drape import DrapedPath, draped
from viz.scene.field import HeightField
from viz.scene.height import HeightKind, fit_scale
from viz.scene.mark import Mark


@dataclass(frozen=True, slots=True)
class Current:
    """Where a run is now."""

    w: Pair
    colour: str
    marker: str


@dataclass(frozen=True, eq=False)
class PathLayer:
    """A path, and the same draped over the mesh.

    Attributes
    ----------
    w
        Weights of epochs 0..n, shape (n + 1, 2).
    colour
        `#rrggbb`, or "" for the theme's own choice.
    certain
        Epochs beyond this one are uncertain and drawn fainter.
    line
        None until draped over the current surface.
    """

    w: Array
    colour: str = ""
    certain: int | None = None
    label: str = ""
    line: DrapedPath | None = None


@dataclass
class Scene:
    """What is shown, in weights and losses; `changed` names the layers not yet on the graphics card."""

    field: HeightField | None = None
    surface: tuple[Array, Array, Array] | None = None
    ceiling: float | None = None
    kind: HeightKind = "linear"
    loss_range: float = 1.0
    box: tuple[Pair, Pair] | None = None
    names: tuple[str, str, str] = ("ŵ₀", "ŵ₁", "loss")
    start: Pair | None = None
    start_word: str = "start"
    paths: dict[str, PathLayer] = dataclasses.field(default_factory=dict)
    currents: dict[int, Current] = dataclasses.field(default_factory=dict)
    gradient: Pair | None = None
    marks: tuple[Mark, ...] = ()
    arrow_out: tuple[str, Pair] | None = None
    hover_text: str = ""
    hover: Pair | None = None
    changed: set[str] = dataclasses.field(default_factory=set)

    def set_surface(
        self, w0: Array, w1: Array, loss: Array, box: tuple[Pair, Pair] | None, ceiling: float | None
    ) -> None:
        """Take a new surface; paths are laid over it anew."""
        grid0, grid1 = np.asarray(w0, dtype=float), np.asarray(w1, dtype=float)
        losses = np.asarray(loss, dtype=float)
        scale = fit_scale(losses, self.kind, ceiling)
        self.field = HeightField.of(grid0, grid1, losses, scale)
        self.surface, self.ceiling, self.box = (grid0, grid1, losses), ceiling, box
        linear = fit_scale(losses, "linear", ceiling)
        self.loss_range = linear.high - linear.low
        self.changed.add("surface")
        for key, layer in self.paths.items():
            self.paths[key] = replace(layer, line=None)
            self.changed.add(key)
        self.changed.add("gradient")

    def set_height(self, kind: HeightKind) -> None:
        """Show the loss itself or its logarithm as height."""
        if kind == self.kind:
            return
        self.kind = kind
        if self.surface is not None:
            self.set_surface(*self.surface, self.box, self.ceiling)

    def set_path(self, key: str, layer: PathLayer | None) -> None:
        """Replace one path; None or fewer than two points removes it."""
        if layer is None or len(layer.w) < 2:
            if self.paths.pop(key, None) is not None:
                self.changed.add(key)
            return
        self.paths[key] = layer
        self.changed.add(key)

    def draped(self, key: str) -> PathLayer | None:
        """A path with its line on the current surface; None if there is none."""
        layer = self.paths.get(key)
        if layer is None or self.field is None:
            return None
        if layer.line is None:
            layer = replace(layer, line=draped(self.field, layer.w))
            self.paths[key] = layer
        return layer

    def point(self, w: Pair) -> tuple[Array, bool]:
        """Where weights stand in the box, and whether that is on the drawn surface.

        Above the cut the point stands on the box's top, in a hole or beyond the sides on the floor; the
        caller says so in the picture.
        """
        assert self.field is not None
        point = self.field.points(np.array([w]))[0]
        z = float(point[2])
        if np.isfinite(z) and bool(self.field.drawn(point[2])):
            return point, True
        point[2] = 1.5 if np.isfinite(z) else -1.5
        return point, False

    def edge_point(self, w: Pair) -> Array:
        """Where the way from the box's centre to a point beyond the surface crosses the box's sides."""
        assert self.field is not None
        xy = self.field.xy(np.array(w))
        share = float(np.min(2.0 / np.maximum(np.abs(xy), 1e-300)))
        edge = xy * min(1.0, share) * (1.0 - 1e-9)
        z = float(self.field.height(edge))
        if not np.isfinite(z):
            z = -1.5
        return np.array([edge[0], edge[1], min(z, 1.5)])
