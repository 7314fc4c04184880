"""Losses written along the contour lines of the map."""

from __future__ import annotations

import numpy as np

from viz.gl.colours import luminance, map_colour
from viz.gl.frame import Frame
from viz.gl.overlay import Overlay
from viz.gl.text_image import TextMeasure, TextStyle
from viz.gl.text_item import Text
from viz.scene.arrays import Array, Pair
from viz.scene.camera import HALF
from viz.scene.contours import Placed, Places, place_labels, places
from viz.scene.field import HeightField
from viz.scene.labels import Rect

SIZE = 11.0
PAD = 1.0
"""Pixels of air around a number, beside its halo."""

SHADES = 24
"""Steps of the surface's colours that a number's ground is rounded to."""

BRIGHT = 0.42
"""Luminance of the ground from which on its number is dark."""


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
        plain = frame.type(SIZE, frame.theme.text)
        sizes = [self._measure(text, plain) for text in levels.texts]
        lines = _lines(frame)
        view, quick = frame.projection.view, frame.quick
        key = (frame.projection.camera, view, tuple(taken), plain.size, quick, tuple(map(id, lines)))
        if key != self._key:
            self._key = key
            room = [(width + 2 * PAD, height) for width, height in sizes]
            pixels = [frame.projection.project(line[np.isfinite(line[:, 2])])[:, :2] for line in lines]
            paths = np.concatenate(pixels) if pixels else None
            self._placed = place_labels(
                frame.field,
                self._places,
                frame.projection,
                room,
                taken,
                self._placed,
                paths,
                moving=quick,
            )
        for label in self._placed:
            width, height = sizes[label.level]
            x, y = label.at[0] - width / 2, label.at[1] - height / 2
            style = _style(frame, plain.size, label.spot)
            overlay.texts.append(Text(levels.texts[label.level], style, x, y, turn=label.turn))


def _lines(frame: Frame) -> list[Array]:
    """Points of all that runs over the map."""
    layers = [frame.scene.draped(key) for key in list(frame.scene.paths)]
    return [layer.line.points for layer in layers if layer is not None and layer.line is not None]


def _style(frame: Frame, size: float, spot: Pair) -> TextStyle:
    """A number on a ground of the surface's own colour: there the line is broken, and nothing else."""
    scene, field = frame.scene, frame.field
    if scene.colouring == "gradient" and scene.slope is not None:
        i, j = np.rint(field.to_grid(np.array(spot))).astype(int).tolist()
        share = float(scene.slope.fraction[i, j])
    else:
        height = float(field.height(np.array(spot)))
        lowest = HALF[2] * (2.0 * field.scale.bottom - 1.0)
        share = (height - lowest) / (HALF[2] - lowest)
    ground = map_colour(round(share * SHADES) / SHADES, scene.colouring)
    ink = "#10151c" if luminance(ground) > BRIGHT else "#ffffff"
    return TextStyle(size, ink, ground, solid=True)
