"""Everything that stands in the scene, and what follows from it: paths draped, marks on the mesh."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from viz.scene.arrays import Array, Pair
from viz.scene.drape import DrapedPath, draped
from viz.scene.field import HeightField
from viz.scene.height import HeightKind, fit_scale
from viz.scene.levels import Levels, contour_levels
from viz.scene.mark import Mark
from viz.scene.overlay import Overlay
from viz.scene.pin import Pin
from viz.scene.slope import Slope, exponents_of, slope_of

Colouring = Literal["loss", "gradient"]
LEAD = 0
"""The slot of the run in front, on whose mark the gradient stands."""
MOST_DOTS = 120
"""Paths of more epochs than this carry no dots: they would be a band."""

MOVING_STEP = 3.0
"""Pixels between the points of a preview while something moves."""

ABOVE = 0.05
"""Box units, a sixtieth of the height, by which the axes of curvature stand over the surface: seen from low
they would be lost in it."""


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
    faded
        Whether it steps back behind the others.
    line
        None until draped over the current surface.
    dots
        Epochs on the drawn surface, shape (k, 3); none if there are too many to stand apart.
    """

    w: Array
    colour: str = ""
    certain: int | None = None
    label: str = ""
    faded: bool = False
    line: DrapedPath | None = None
    dots: Array | None = None


@dataclass
class Scene:
    """What is shown, in weights and losses; `changed` names the layers not yet on the graphics card.

    A layer's name begins with its kind: `path 3`, `preview 3`, `ghost`, `gradient`, `arrow 0 step`, `axis 1`.
    """

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
    pins: tuple[Pin, ...] = ()
    arrow_out: tuple[str, Pair] | None = None
    hover_text: str = ""
    hover: Pair | None = None
    colouring: Colouring = "loss"
    legend_title: str = "size of the gradient"
    flat: bool = False
    overlay: Overlay | None = None
    slope_range: Pair | None = None
    _slope: Slope | None = None
    _levels: Levels | None = None
    changed: set[str] = dataclasses.field(default_factory=set)
    _step: float | None = None
    _coarse: set[str] = dataclasses.field(default_factory=set)

    def begin(self, pixel: float | None) -> None:
        """Before a frame: how coarse previews may be draped in it.

        Parameters
        ----------
        pixel
            Box units that one pixel is wide, while something moves; None at rest, when what was draped
            coarsely is draped again.
        """
        self._step = None if pixel is None else MOVING_STEP * pixel
        if pixel is None:
            for key in self._coarse & self.paths.keys():
                self.paths[key] = replace(self.paths[key], line=None)
                self.changed.add(key)
            self._coarse.clear()

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
        self._slope = self._levels = None
        self.changed.add("surface")
        for key, layer in self.paths.items():
            self.paths[key] = replace(layer, line=None, dots=None)
            self.changed.add(key)
        self.changed.add("gradient")

    @property
    def slope(self) -> Slope | None:
        """Size of the gradient over the grid, computed once a surface; None without one."""
        if self._slope is None and self.surface is not None:
            self._slope = slope_of(*self.surface)
            if self.slope_range is not None:
                low, high = exponents_of(self.slope_range)
                self._slope = replace(self._slope, low=low, high=high)
        return self._slope

    @property
    def own_slope_range(self) -> Pair | None:
        """Sizes of the gradient that this surface's colours would reach from and to by themselves."""
        if self.surface is None:
            return None
        own = self.slope if self.slope_range is None else slope_of(*self.surface)
        return None if own is None else (10.0**own.low, 10.0**own.high)

    def set_slope_range(self, sizes: Pair | None) -> None:
        """Let the colours reach from and to these sizes of the gradient; None: the surface's own.

        Raises
        ------
        ValueError
            If they are not finite, positive and ascending.
        """
        if sizes is not None:
            exponents_of(sizes)
        if sizes != self.slope_range:
            self.slope_range, self._slope = sizes, None
            if self.colouring == "gradient":
                self.changed.add("surface")

    @property
    def levels(self) -> Levels | None:
        """Losses of the map's contour lines; None without a surface."""
        if self._levels is None and self.surface is not None and self.field is not None:
            self._levels = contour_levels(self.surface[2], self.field.scale)
        return self._levels

    def set_colouring(self, colouring: Colouring) -> None:
        """Colour the surface by its loss or by the size of its gradient."""
        if colouring != self.colouring:
            self.colouring = colouring
            self.changed.add("surface")

    def set_overlay(self, overlay: Overlay | None) -> None:
        """Lay colours over the surface; None takes them away."""
        if overlay is not self.overlay:
            self.overlay = overlay
            self.changed.add("overlay")

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

    def set_layers(self, kind: str, layers: Mapping[str, PathLayer]) -> None:
        """Replace all layers of a kind."""
        for key in [key for key in self.paths if key.split()[0] == kind and key not in layers]:
            self.set_path(key, None)
        for key, layer in layers.items():
            self.set_path(key, layer)

    @property
    def lead_current(self) -> Current | None:
        """Where the lead is, or the first run if there is no lead."""
        first = next(iter(self.currents.values()), None)
        return self.currents.get(LEAD, first)

    def draped(self, key: str) -> PathLayer | None:
        """A path with its line on the current surface; None if there is none."""
        layer = self.paths.get(key)
        if layer is None or self.field is None:
            return None
        if layer.line is None:
            kind = key.split()[0]
            step = self._step if kind == "preview" else None
            line = draped(self.field, layer.w, step)
            if kind == "axis":
                line = DrapedPath(line.points + np.array([0.0, 0.0, ABOVE]), line.epoch)
            if step is not None:
                self._coarse.add(key)
            layer = replace(layer, line=line, dots=self._dots(layer.w))
            self.paths[key] = layer
        return layer

    def _dots(self, w: Array) -> Array | None:
        if self.field is None or len(w) > MOST_DOTS:
            return None
        points = self.field.points(w)
        return points[self.field.drawn(points[:, 2])]

    def point(self, w: Pair) -> tuple[Array, bool]:
        """Where weights stand in the box, and whether that is on the drawn surface.

        Above the cut the point stands on the box's top, in a hole or beyond the sides on the floor; the
        caller says so in the picture.
        """
        ((point, drawn),) = self.points([w])
        return point, drawn

    def points(self, weights: Sequence[Pair]) -> list[tuple[Array, bool]]:
        """`point` of many at once, which takes hardly longer than of one."""
        assert self.field is not None
        found = self.field.points(np.array(weights, dtype=float).reshape(-1, 2))
        z = found[:, 2].copy()
        drawn = np.isfinite(z) & self.field.drawn(z)
        found[~drawn, 2] = np.where(np.isfinite(z), 1.5, -1.5)[~drawn]
        return list(zip(found, drawn.tolist(), strict=True))

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
