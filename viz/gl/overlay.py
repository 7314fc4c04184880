"""Marks and texts of a frame: what stands before the surface at constant size."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from viz.gl.colours import CLEAR, Rgba, mixed, rgba
from viz.gl.sprite_item import Sprite
from viz.gl.text_item import Text, TextMeasure, TextStyle
from viz.scene.arrays import Array, Pair
from viz.scene.axes import Axis
from viz.scene.camera import Projection
from viz.scene.labels import Anchor, Rect, placed
from viz.scene.pick import is_hidden
from viz.scene.state import Scene
from viz.scene.ticks import coordinate
from viz.theme import Theme

HANDLE_RADIUS = 9.0
HIDDEN_ALPHA = 0.38


@dataclass(frozen=True, slots=True)
class Handle:
    """How the start is held: nothing, under the cursor, or dragged."""

    hovered: bool = False
    held: bool = False


@dataclass
class Overlay:
    """Sprites and texts of one frame, and where the start's handle is seen."""

    sprites: list[Sprite] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    handle: Pair | None = None
    handle_hidden: bool = False


@dataclass(frozen=True, slots=True)
class _Label:
    key: str
    text: str
    style: TextStyle
    at: Pair
    radius: float
    alpha: float = 1.0


class Composer:
    """Builds the overlay of a frame; remembers label spots, so that labels do not flicker."""

    def __init__(self) -> None:
        self.measure = TextMeasure()
        self._spots: dict[str, int] = {}
        self._busy: list[Rect] = []

    def text_style(
        self, theme: Theme, size: float, colour: str, *, bold: bool = False, large: bool
    ) -> TextStyle:
        """A text style of the theme; sizes are half as large again in large type."""
        return TextStyle(size * (1.5 if large else 1.0), colour, theme.scene, bold)

    def compose(
        self,
        scene: Scene,
        projection: Projection,
        axes: list[Axis],
        theme: Theme,
        handle: Handle,
        *,
        large: bool,
    ) -> Overlay:
        """Everything of a frame that is not in the depth buffer."""
        overlay = Overlay()
        if scene.field is None:
            return overlay
        labels: list[_Label] = []
        self._busy = []
        self._axes(overlay, axes, theme, large)
        self._marks(overlay, labels, scene, projection, theme, large)
        self._ghost(labels, scene, projection, theme, large)
        self._arrow_out(overlay, labels, scene, projection, theme, large)
        self._preview_ends(overlay, scene, projection, theme)
        self._gradient(overlay, scene, projection, theme)
        if not handle.held:
            self._hover(overlay, labels, scene, projection, theme, large)
        for current in scene.currents.values():
            self._current(overlay, scene, projection, theme, current.w, current.colour, current.marker, large)
        self._start(overlay, labels, scene, projection, theme, handle, large)
        self._place(overlay, labels, axes, projection)
        return overlay

    def _axes(self, overlay: Overlay, axes: list[Axis], theme: Theme, large: bool) -> None:
        numbers = self.text_style(theme, 11.5, theme.quiet, large=large)
        names = self.text_style(theme, 13.0, theme.text, large=large)
        for axis in axes:
            overlay.texts += [Text(text, numbers, rect.x, rect.y) for text, rect in axis.numbers]
            if axis.name is not None:
                text, rect = axis.name
                overlay.texts.append(Text(text, names, rect.x, rect.y))

    def _seen(self, scene: Scene, projection: Projection, w: Pair) -> tuple[Pair, bool, bool, bool]:
        """Pixel of weights; whether hidden by the surface; on the drawn surface; within its sides."""
        assert scene.field is not None
        inside = scene.field.contains(w)
        point, drawn = scene.point(w) if inside else (scene.edge_point(w), False)
        hidden = is_hidden(scene.field, projection, point)
        return projection.pixel(point), hidden, drawn, inside

    def _marks(
        self,
        overlay: Overlay,
        labels: list[_Label],
        scene: Scene,
        projection: Projection,
        theme: Theme,
        large: bool,
    ) -> None:
        k = 1.3 if large else 1.0
        for mark in scene.marks:
            at, hidden, _, inside = self._seen(scene, projection, mark.w)
            if not inside:
                continue
            alpha = HIDDEN_ALPHA if hidden else 1.0
            back = rgba(theme.scene, 0.8 * alpha)
            if mark.kind == "true":
                colour = theme.true
                overlay.sprites.append(Sprite("star", at, 9.0 * k, rgba(colour, alpha), back, 1.5))
            else:
                colour = theme.optimum
                overlay.sprites += [
                    Sprite(
                        "circle",
                        at,
                        7.5 * k,
                        rgba(theme.scene, 0.25 * alpha),
                        rgba(theme.scene, 0.8 * alpha),
                        1.2,
                    ),
                    Sprite("circle", at, 5.2 * k, CLEAR, rgba(colour, alpha), 1.8 * k),
                    Sprite("circle", at, 2.0 * k, rgba(colour, alpha)),
                ]
            style = self.text_style(theme, 12.5, colour, large=large)
            labels.append(_Label(f"mark {mark.kind}", mark.label, style, at, 9.0 * k, max(alpha, 0.6)))

    def _ghost(
        self, labels: list[_Label], scene: Scene, projection: Projection, theme: Theme, large: bool
    ) -> None:
        layer = scene.draped("ghost")
        if layer is None or not layer.label or layer.line is None:
            return
        seen = layer.line.points[np.isfinite(layer.line.points[:, 2])]
        if len(seen):
            at = projection.pixel(seen[(2 * len(seen)) // 3])
            style = self.text_style(theme, 12.0, theme.quiet, large=large)
            labels.append(_Label("ghost", layer.label, style, at, 5.0))

    def _arrow_out(
        self,
        overlay: Overlay,
        labels: list[_Label],
        scene: Scene,
        projection: Projection,
        theme: Theme,
        large: bool,
    ) -> None:
        if scene.arrow_out is None:
            return
        text, w = scene.arrow_out
        at = self._outward_arrow(overlay, scene, projection, w, rgba(theme.warning), rgba(theme.scene, 0.85))
        style = self.text_style(theme, 12.5, theme.warning, large=large)
        labels.append(_Label("out", text, style, at, 12.0))

    def _outward_arrow(
        self, overlay: Overlay, scene: Scene, projection: Projection, w: Pair, fill: Rgba, stroke: Rgba
    ) -> Pair:
        edge = scene.edge_point(w)
        at = projection.pixel(edge)
        ahead = projection.pixel(edge * (1.05, 1.05, 1.0))
        turn = math.atan2(ahead[0] - at[0], at[1] - ahead[1])
        overlay.sprites.append(Sprite("arrow", at, 10.0, fill, stroke, 1.5, turn))
        return at

    def _preview_ends(self, overlay: Overlay, scene: Scene, projection: Projection, theme: Theme) -> None:
        """A small ring where a preview ends."""
        for key in [key for key in scene.paths if key.startswith("preview")]:
            layer = scene.draped(key)
            if layer is None or layer.line is None or not np.isfinite(layer.line.points[-1, 2]):
                continue
            assert scene.field is not None
            point = layer.line.points[-1]
            alpha = HIDDEN_ALPHA if is_hidden(scene.field, projection, point) else 1.0
            colour = layer.colour or theme.text
            overlay.sprites.append(
                Sprite(
                    "circle", projection.pixel(point), 2.6, rgba(theme.scene, alpha), rgba(colour, alpha), 1.5
                )
            )

    def _gradient(self, overlay: Overlay, scene: Scene, projection: Projection, theme: Theme) -> None:
        layer = scene.draped("gradient")
        if layer is None or layer.line is None:
            return
        points = layer.line.points
        points = points[np.isfinite(points[:, 2])]
        if len(points) < 2:
            return
        tip, before = projection.project(points[[-1, -2]])[:, :2].tolist()
        foot = projection.pixel(points[0])
        length = math.hypot(tip[0] - foot[0], tip[1] - foot[1])
        if length < 2.0 or math.hypot(tip[0] - before[0], tip[1] - before[1]) < 1e-3:
            return
        turn = math.atan2(tip[0] - before[0], before[1] - tip[1])
        assert scene.field is not None
        alpha = HIDDEN_ALPHA if is_hidden(scene.field, projection, points[-1]) else 1.0
        fill, stroke = rgba(theme.text, alpha), rgba(theme.scene, 0.8 * alpha)
        overlay.sprites.append(
            Sprite("arrow", (tip[0], tip[1]), min(7.5, 4.0 + 0.08 * length), fill, stroke, 1.2, turn)
        )

    def _hover(
        self,
        overlay: Overlay,
        labels: list[_Label],
        scene: Scene,
        projection: Projection,
        theme: Theme,
        large: bool,
    ) -> None:
        if (
            scene.hover is None
            or not scene.hover_text
            or not scene.field
            or not scene.field.contains(scene.hover)
        ):
            return
        point, drawn = scene.point(scene.hover)
        if not drawn:
            return
        at = projection.pixel(point)
        overlay.sprites.append(Sprite("circle", at, 3.0, rgba(theme.scene, 0.5), rgba(theme.text, 0.9), 1.2))
        style = self.text_style(theme, 12.0, theme.text, large=large)
        labels.append(_Label("hover", scene.hover_text, style, at, 16.0))

    def _current(
        self,
        overlay: Overlay,
        scene: Scene,
        projection: Projection,
        theme: Theme,
        w: Pair,
        colour: str,
        marker: str,
        large: bool,
    ) -> None:
        at, hidden, _, inside = self._seen(scene, projection, w)
        alpha = HIDDEN_ALPHA if hidden else 1.0
        k = 1.3 if large else 1.0
        if not inside:
            self._outward_arrow(overlay, scene, projection, w, rgba(colour), rgba(theme.scene, 0.85))
            return
        self._busy.append(Rect(at[0] - 9.0 * k, at[1] - 9.0 * k, 18.0 * k, 18.0 * k))
        ring = "#ffffff" if theme.name == "dark" else mixed(theme.ink, colour, 0.1)
        overlay.sprites += [
            Sprite("glow", at, 22.0 * k, rgba(colour, 0.5 * alpha)),
            Sprite(marker, at, 6.5 * k, rgba(colour, alpha), rgba(ring, alpha), 1.8 * k),
        ]

    def _start(
        self,
        overlay: Overlay,
        labels: list[_Label],
        scene: Scene,
        projection: Projection,
        theme: Theme,
        handle: Handle,
        large: bool,
    ) -> None:
        if scene.start is None or scene.field is None:
            return
        at, hidden, drawn, inside = self._seen(scene, projection, scene.start)
        overlay.handle, overlay.handle_hidden = at, hidden
        alpha = 0.5 if hidden else 1.0
        k = (1.3 if large else 1.0) * (1.22 if handle.hovered or handle.held else 1.0)
        if inside:
            halo = 0.62 if handle.hovered or handle.held else 0.42
            fill = rgba(theme.accent, alpha) if drawn else rgba(theme.scene, 0.4)
            ring = rgba("#ffffff", alpha) if drawn else rgba(theme.accent)
            overlay.sprites += [
                Sprite("glow", at, 2.9 * HANDLE_RADIUS * k, rgba(theme.accent, halo * alpha)),
                Sprite("circle", at, HANDLE_RADIUS * k + 2.2, CLEAR, rgba(theme.scene, 0.35 * alpha), 1.2),
                Sprite("circle", at, HANDLE_RADIUS * k, fill, ring, 2.2),
            ]
        else:
            self._outward_arrow(overlay, scene, projection, scene.start, rgba(theme.accent), rgba("#ffffff"))
        spans = scene.field.spans
        numbers = ", ".join(coordinate(w, span) for w, span in zip(scene.start, spans, strict=True))
        text = f"{scene.start_word} ({numbers})" + ("" if drawn or not inside else " ↑")
        style = self.text_style(theme, 13.0, theme.text, bold=True, large=large)
        labels.insert(0, _Label("start", text, style, at, HANDLE_RADIUS * k + 5.0, max(alpha, 0.7)))

    def _place(
        self, overlay: Overlay, labels: list[_Label], axes: list[Axis], projection: Projection
    ) -> None:
        window = Rect(6.0, 6.0, projection.view.width - 12.0, projection.view.height - 12.0)
        taken = [rect for axis in axes for _, rect in axis.numbers]
        taken += [axis.name[1] for axis in axes if axis.name is not None]
        taken += self._busy
        anchors = [Anchor(lb.at, lb.radius, self.measure(lb.text, lb.style)) for lb in labels]
        previous = [self._spots.get(lb.key) for lb in labels]
        spots = placed(anchors, taken, window, previous)
        self._spots = {lb.key: spot for lb, (_, spot) in zip(labels, spots, strict=True)}
        overlay.texts += [
            Text(lb.text, lb.style, rect.x, rect.y, lb.alpha)
            for lb, (rect, _) in zip(labels, spots, strict=True)
        ]


APART = 7.0


def epoch_dots(scene: Scene, projection: Projection, key: str, most: int) -> tuple[Array, Array] | None:
    """Pixels (n, 2) and device depth (n,) of a path's epochs, if they are few, that stand apart."""
    layer = scene.paths.get(key)
    if layer is None or scene.field is None or not 2 <= len(layer.w) <= most:
        return None
    points = scene.field.points(layer.w)
    points = points[scene.field.drawn(points[:, 2])]
    pixels = projection.project(points)[:, :2]
    gaps = np.hypot(*np.diff(pixels, axis=0, prepend=-1e9, append=1e9).T)
    apart = (gaps[:-1] >= APART) & (gaps[1:] >= APART)
    if not apart.any():
        return None
    towards = projection.towards_eye(points[apart])
    lifted = points[apart] + 0.1 * towards / np.linalg.norm(towards, axis=1, keepdims=True)
    return pixels[apart], projection.device_depth(lifted)
