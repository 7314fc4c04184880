"""Strings and colour bars as small pictures, drawn once by Qt and placed in the scene as quads."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from viz.gl.colours import colour_map, rgba
from viz.scene.state import Colouring
from viz.theme import font

HALO = 3.0
"""Width, in logical pixels, of the background's colour around letters, and of the margin it needs."""

HALO_ALPHA = (0.62, 0.93)
"""Strength of a dark and of a light halo."""


@lru_cache(maxsize=64)
def _face(size: float, bold: bool) -> QFont:
    weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
    return font(size, weight=weight, tabular=True)


@lru_cache(maxsize=64)
def _metrics(size: float, bold: bool) -> QFontMetricsF:
    return QFontMetricsF(_face(size, bold))


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a string is drawn: logical pixels, `#rrggbb`; a `solid` halo lets nothing shine through."""

    size: float
    colour: str
    halo: str
    bold: bool = False
    solid: bool = False

    def pixels(self, text: str, scale: float) -> np.ndarray:
        """A string on a transparent ground with a halo around it, premultiplied, shape (h, w, 4) uint8."""
        metrics = _metrics(self.size, self.bold)
        width = math.ceil((metrics.horizontalAdvance(text) + 2 * HALO) * scale) + 1
        height = math.ceil((metrics.height() + 2 * HALO) * scale) + 1
        image = QImage(width, height, QImage.Format.Format_RGBA8888_Premultiplied)
        image.setDevicePixelRatio(scale)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setFont(_face(self.size, self.bold))
        painter.setPen(QColor(self.colour))
        painter.drawText(QPointF(HALO, HALO + metrics.ascent()), text)
        painter.end()
        letters = _array(image)
        halo = QColor(self.halo)
        alpha = 1.0 if self.solid else HALO_ALPHA[halo.lightnessF() >= 0.5]
        around = np.minimum(1.0, _widened(letters[..., 3] / 255.0, (HALO - 0.5) * scale)) * alpha
        under = around * (1.0 - letters[..., 3] / 255.0)
        result = letters + 255.0 * under[..., None] * np.array(rgba(halo.name()), dtype=np.float32)
        return np.asarray(result + 0.5, dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class BarStyle:
    """A bar of a colour map's colours, left to right: length and thickness in logical pixels."""

    length: float
    thickness: float
    colouring: Colouring

    def pixels(self, text: str, scale: float) -> np.ndarray:
        """The bar with the margin that strings have, shape (h, w, 4) uint8; it has no text."""
        margin = round(HALO * scale)
        width, height = round(self.length * scale), round(self.thickness * scale)
        colours = colour_map(self.colouring)
        row = colours[np.linspace(0, len(colours) - 1, width).astype(int)]
        bar = np.broadcast_to(row, (height, width, 4))
        return np.pad(bar, ((margin, margin), (margin, margin), (0, 0)))


def _array(image: QImage) -> np.ndarray:
    """Pixels of an RGBA image, shape (h, w, 4) uint8; a copy."""
    pixels = np.frombuffer(image.constBits(), dtype=np.uint8)
    rows = pixels.reshape(image.height(), image.bytesPerLine())[:, : 4 * image.width()]
    return rows.reshape(image.height(), image.width(), 4).copy()


@lru_cache(maxsize=8)
def _disc(radius: float) -> list[tuple[int, int, float]]:
    """Rows, columns and strengths of the pixels of a disc with a smooth edge."""
    reach = math.ceil(radius)
    cells = [(i, j) for i in range(-reach, reach + 1) for j in range(-reach, reach + 1)]
    strengths = [(i, j, min(1.0, radius + 0.5 - math.hypot(i, j))) for i, j in cells]
    return [(i, j, s) for i, j, s in strengths if s > 0.0]


def _widened(alpha: np.ndarray, radius: float) -> np.ndarray:
    """Letters made thicker by a radius in pixels.

    A path stroked by Qt looks the same but takes a millisecond and a half, which a label that changes with
    each frame of a drag cannot wait for.
    """
    reach = math.ceil(radius)
    height, width = alpha.shape
    padded = np.pad(alpha.astype(np.float32), reach)
    result = np.zeros((height, width), dtype=np.float32)
    for i, j, strength in _disc(radius):
        shifted = padded[reach + i : reach + i + height, reach + j : reach + j + width]
        np.maximum(result, shifted if strength == 1.0 else shifted * np.float32(strength), out=result)
    return result


class TextMeasure:
    """Sizes of strings, remembered."""

    def __init__(self) -> None:
        self._sizes: dict[tuple[str, float, bool], tuple[float, float]] = {}

    def __call__(self, text: str, style: TextStyle) -> tuple[float, float]:
        """Width and height in logical pixels."""
        key = (text, style.size, style.bold)
        if key not in self._sizes:
            if len(self._sizes) > 2000:
                self._sizes.clear()
            metrics = _metrics(style.size, style.bold)
            self._sizes[key] = (metrics.horizontalAdvance(text), metrics.height())
        return self._sizes[key]
