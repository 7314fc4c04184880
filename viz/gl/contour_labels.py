"""Losses written along the contour lines of the map."""

from __future__ import annotations

from viz.gl.frame import Frame
from viz.gl.overlay import Overlay
from viz.gl.text_image import TextMeasure
from viz.gl.text_item import Text
from viz.scene.contours import Placed, Places, place_labels, places
from viz.scene.field import HeightField
from viz.scene.labels import Rect

SIZE = 11.0
PAD = 1.0
"""Pixels of air around a number, beside its halo."""


class ContourLabels:
    """Finds places anew when something moved, else keeps what it found."""

    def __init__(self, measure: TextMeasure) -> None:
        self._measure = measure
        self._field: HeightField | None = None
        self._places: Places | None = None
        self._placed: list[Placed] = []
        self._key: object = None

    def add(self, frame: Frame, overlay: Overlay, taken: list[Rect]) -> None:
        """Numbers on the lines of a map seen straight from above; none on the way there."""
        levels = frame.scene.levels
        if not frame.scene.flat or not frame.projection.is_map or levels is None or not levels.losses:
            self._placed, self._key = [], None
            return
        if frame.field is not self._field:
            self._field, self._key = frame.field, None
            self._places = places(frame.field, levels.losses)
        assert self._places is not None
        style = frame.type(SIZE, frame.theme.text)
        key = (frame.projection.camera, frame.projection.view, tuple(taken), style)
        if key != self._key:
            self._key = key
            sizes = [self._measure(text, style) for text in levels.texts]
            room = [(width + 2 * PAD, height) for width, height in sizes]
            self._placed = place_labels(
                frame.field, self._places, frame.projection, room, taken, self._placed
            )
        for label in self._placed:
            text = levels.texts[label.level]
            width, height = self._measure(text, style)
            x, y = label.at[0] - width / 2, label.at[1] - height / 2
            overlay.texts.append(Text(text, style, x, y, turn=label.turn))
