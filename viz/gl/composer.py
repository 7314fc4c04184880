"""Builds the overlay of a frame from its parts, and finds places for the labels."""

from __future__ import annotations

from viz.gl import legend, line_ends, marks
from viz.gl.contour_labels import ContourLabels
from viz.gl.frame import Frame
from viz.gl.overlay import Overlay
from viz.gl.text_image import TextMeasure
from viz.gl.text_item import Text
from viz.scene.labels import Anchor, Rect, placed

EDGE = 6.0
"""Labels keep so many pixels off the view's edges."""


class Composer:
    """Remembers label spots from frame to frame, so that labels do not flicker."""

    def __init__(self) -> None:
        self.measure = TextMeasure()
        self._contours = ContourLabels(self.measure)
        self._spots: dict[str, int] = {}

    def compose(self, frame: Frame) -> Overlay:
        """Everything of a frame that is not in the depth buffer."""
        overlay = Overlay()
        if frame.scene.field is None:
            return overlay
        _axes(frame, overlay)
        legend.legend(frame, overlay, self.measure)
        marks.marks(frame, overlay)
        line_ends.ghost_names(frame, overlay)
        marks.arrow_out(frame, overlay)
        line_ends.preview_ends(frame, overlay)
        line_ends.arrow_heads(frame, overlay)
        line_ends.axis_names(frame, overlay)
        if not frame.handle.held:
            marks.hover(frame, overlay)
        marks.currents(frame, overlay)
        marks.start(frame, overlay)
        taken = self._place(frame, overlay)
        self._contours.add(frame, overlay, taken)
        return overlay

    def _place(self, frame: Frame, overlay: Overlay) -> list[Rect]:
        """Place the labels; returns all that is taken then."""
        view = frame.projection.view
        window = Rect(EDGE, EDGE, view.width - 2 * EDGE, view.height - 2 * EDGE)
        taken = [rect for axis in frame.axes for _, rect in axis.numbers]
        taken += [axis.name[1] for axis in frame.axes if axis.name is not None]
        taken += overlay.busy
        labels = overlay.labels
        anchors = [Anchor(lb.at, lb.radius, self.measure(lb.text, lb.style)) for lb in labels]
        previous = [self._spots.get(lb.key) for lb in labels]
        spots = placed(anchors, taken, window, previous)
        self._spots = {lb.key: spot for lb, (_, spot) in zip(labels, spots, strict=True)}
        overlay.texts += [
            Text(lb.text, lb.style, rect.x, rect.y, lb.alpha)
            for lb, (rect, _) in zip(labels, spots, strict=True)
        ]
        taken += [rect for rect, _ in spots]
        taken += [Rect(a.at[0] - a.radius, a.at[1] - a.radius, 2 * a.radius, 2 * a.radius) for a in anchors]
        return taken


def _axes(frame: Frame, overlay: Overlay) -> None:
    numbers = frame.type(11.5, frame.theme.quiet)
    names = frame.type(13.0, frame.theme.text)
    for axis in frame.axes:
        overlay.texts += [Text(text, numbers, rect.x, rect.y) for text, rect in axis.numbers]
        if axis.name is not None:
            text, rect = axis.name
            overlay.texts.append(Text(text, names, rect.x, rect.y))
