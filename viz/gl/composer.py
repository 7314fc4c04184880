"""Builds the overlay of a frame from its parts, and finds places for the labels."""

from __future__ import annotations

import math

import numpy as np

from viz.gl import line_ends, marks, pins
from viz.gl.colours import rgba
from viz.gl.contour_labels import ContourLabels
from viz.gl.frame import Frame
from viz.gl.legend import Legend
from viz.gl.overlay import Label, Overlay
from viz.gl.sprite_item import Sprite
from viz.gl.text_image import TextMeasure
from viz.gl.text_item import Text
from viz.scene.arrays import Array
from viz.scene.axes import Axis
from viz.scene.camera import CORNERS, Projection
from viz.scene.drape import DrapedPath
from viz.scene.labels import LEFT_OUT, Anchor, Ground, Rect, leader, placed
from viz.scene.tiles import Tiles

EDGE = 4.0
"""Labels keep so many pixels off the view's edges."""

IMPORTANCE = (
    *("start", "out", "mark optimum", "mark true", "pin"),
    *("hover", "axis", "gradient", "arrow", "ghost"),
)
"""Who chooses first; the last ones stand where there is room."""

NEEDED = ("start", "out", "hover")
"""Never left out."""

CROWDING = 0.06
"""Share of the view from which on other labels are left out where they would cover something."""

CLEAR = 3.0
"""Pixels that labels keep off the numbers and names of the axes."""

AXIS_STEP = 4.0
"""Pixels between the points of an axis that labels keep off."""

MOST_SAMPLES = 512
"""Points of one line that labels keep off."""

LEADER_ALPHA = 0.75


class Composer:
    """Remembers label spots from frame to frame, so that labels do not flicker."""

    def __init__(self) -> None:
        self.measure = TextMeasure()
        self._contours = ContourLabels(self.measure)
        self._legend = Legend(self.measure)
        self._spots: dict[str, int] = {}
        self._axes: list[Axis] | None = None
        self._axes_look: object = None
        self._axes_texts: list[Text] = []
        self._projection: Projection | None = None
        self._pixels: dict[str, tuple[DrapedPath, Array]] = {}

    def compose(self, frame: Frame) -> Overlay:
        """Everything of a frame that is not in the depth buffer."""
        overlay = Overlay()
        if frame.scene.field is None:
            return overlay
        self._add_axes(frame, overlay)
        self._legend.add(frame, overlay)
        marks.marks(frame, overlay)
        line_ends.ghost_names(frame, overlay)
        marks.arrow_out(frame, overlay)
        line_ends.preview_ends(frame, overlay)
        line_ends.axis_ends(frame, overlay)
        line_ends.arrow_heads(frame, overlay)
        if not frame.handle.held:
            marks.hover(frame, overlay)
        pins.pins(frame, overlay)
        marks.currents(frame, overlay)
        marks.start(frame, overlay)
        taken = self._place(frame, overlay)
        self._contours.add(frame, overlay, taken)
        return overlay

    def _place(self, frame: Frame, overlay: Overlay) -> list[Rect]:
        """Place the labels; returns all that is taken then."""
        taken = [rect.grown(CLEAR) for axis in frame.axes for _, rect in axis.numbers]
        taken += [axis.name[1].grown(CLEAR) for axis in frame.axes if axis.name is not None]
        taken += overlay.busy
        labels = sorted(overlay.labels, key=_rank)
        anchors = []
        for lb in labels:
            size = self.measure(lb.text, lb.style)
            # In a very small view there is no room for all of them: what can be grabbed comes first.
            wide = (
                lb.key not in NEEDED and size[0] * size[1] > CROWDING * frame.free.width * frame.free.height
            )
            anchors.append(Anchor(lb.at, lb.radius, size, near=lb.key == "hover", spare=lb.spare or wide))
        view = frame.projection.view
        ground = Ground(
            frame.free.grown(-EDGE),
            taken,
            Tiles(self._line_pixels(frame), view.width, view.height),
            _box(frame),
        )
        previous = [self._spots.get(lb.key) for lb in labels]
        spots = placed(anchors, ground, previous, moving=frame.quick)
        self._spots = {lb.key: spot for lb, (_, spot) in zip(labels, spots, strict=True)}
        leaders = []
        for label, anchor, (rect, spot) in zip(labels, anchors, spots, strict=True):
            taken.append(
                Rect(anchor.at[0] - anchor.radius, anchor.at[1] - anchor.radius, *[2 * anchor.radius] * 2)
            )
            if spot == LEFT_OUT:
                continue
            taken.append(rect)
            overlay.texts.append(Text(label.text, label.style, rect.x, rect.y, label.alpha))
            leaders += _leader(frame, label, rect, anchor)
        # Under the marks: a line begins at its mark's edge, but may run past another one.
        overlay.sprites[:0] = leaders
        return taken

    def _line_pixels(self, frame: Frame) -> Array:
        """Pixels of points of all lines on the surface and of the axes, shape (m, 2).

        Those of lines that do not change are kept.
        """
        if frame.projection is not self._projection:
            self._projection = frame.projection
            self._pixels.clear()
        before, self._pixels = self._pixels, {}
        for key in list(frame.scene.paths):
            layer = frame.scene.draped(key)
            if layer is None or layer.line is None:
                continue
            line, pixels = before.get(key, (None, None))
            if line is not layer.line or pixels is None:
                points = layer.line.points[:: len(layer.line.points) // MOST_SAMPLES + 1]
                pixels = frame.projection.project(points[np.isfinite(points[:, 2])])[:, :2]
            self._pixels[key] = (layer.line, pixels)
        axes = [_between(frame.projection.project(axis.ends)[:, :2]) for axis in frame.axes if axis.numbers]
        return np.concatenate([np.empty((0, 2)), *axes, *(pixels for _, pixels in self._pixels.values())])

    def _add_axes(self, frame: Frame, overlay: Overlay) -> None:
        """Numbers and names, made anew only when the axes are."""
        look = (frame.theme.name, frame.large)
        if frame.axes is not self._axes or look != self._axes_look:
            self._axes, self._axes_look = frame.axes, look
            numbers, names = frame.type(11.5, frame.theme.quiet), frame.type(13.0, frame.theme.text)
            self._axes_texts = []
            for axis in frame.axes:
                self._axes_texts += [Text(text, numbers, rect.x, rect.y) for text, rect in axis.numbers]
                if axis.name is not None:
                    text, rect = axis.name
                    self._axes_texts.append(Text(text, names, rect.x, rect.y))
        overlay.texts += self._axes_texts


def _rank(label: Label) -> tuple[int, str]:
    kind = label.key if label.key in IMPORTANCE else label.key.split()[0]
    return IMPORTANCE.index(kind), label.key


def _box(frame: Frame) -> Rect:
    """The rectangle that the loss's box fills."""
    corners = frame.projection.project(CORNERS)[:, :2]
    (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    return Rect(left, top, right - left, bottom - top)


def _between(ends: Array) -> Array:
    """Points on the line between two pixels, shape (2, 2) → (m, 2)."""
    steps = np.linspace(0.0, 1.0, 2 + int(np.hypot(*(ends[1] - ends[0])) / AXIS_STEP))
    points: Array = ends[0] + steps[:, None] * (ends[1] - ends[0])
    return points


def _leader(frame: Frame, label: Label, rect: Rect, anchor: Anchor) -> list[Sprite]:
    """The thin line from a mark to a label that stands away from it."""
    ends = leader(rect, anchor)
    if ends is None:
        return []
    (x0, y0), (x1, y1) = ends
    fill = rgba(label.style.colour, LEADER_ALPHA * label.alpha)
    stroke = rgba(frame.theme.scene, 0.5 * label.alpha)
    half, turn = math.hypot(x1 - x0, y1 - y0) / 2, math.atan2(x0 - x1, y1 - y0)
    return [Sprite("line", ((x0 + x1) / 2, (y0 + y1) / 2), half, fill, stroke, 0.8, turn)]
