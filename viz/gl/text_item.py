"""Text in the scene: each string is drawn once by Qt into a shared texture, then placed as a quad."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QOpenGLContext,
    QPainter,
    QPainterPath,
    QPen,
)

from viz.gl.opengl import GL
from viz.gl.program import Buffer, Program, attributes, no_attributes
from viz.gl.sprite_item import quad_indices
from viz.theme import font

VERTEX = """
ATTRIBUTE vec2 a_place;
ATTRIBUTE vec3 a_texture;   // u, v, alpha
uniform vec2 u_view;
VARYING vec3 v_texture;
void main() {
    v_texture = a_texture;
    vec2 at = a_place / u_view * 2.0 - 1.0;
    gl_Position = vec4(at.x, -at.y, -1.0, 1.0);
}
"""

FRAGMENT_SHADER = """
VARYING vec3 v_texture;
uniform sampler2D u_atlas;
void main() {
    FRAGMENT = TEXTURE(u_atlas, v_texture.xy) * v_texture.z;
}
"""

SIZES = (2, 3)
SIDE = 1024
HALO = 3.0
"""Width, in logical pixels, of the background's colour around letters."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a string is drawn: logical pixels, `#rrggbb`."""

    size: float
    colour: str
    halo: str
    bold: bool = False

    def font(self) -> QFont:
        """The interface font with digits of equal width."""
        weight = QFont.Weight.DemiBold if self.bold else QFont.Weight.Normal
        return font(self.size, weight=weight, tabular=True)


class TextMeasure:
    """Sizes of strings, remembered."""

    def __init__(self) -> None:
        self._metrics: dict[tuple[float, bool], QFontMetricsF] = {}
        self._sizes: dict[tuple[str, float, bool], tuple[float, float]] = {}

    def __call__(self, text: str, style: TextStyle) -> tuple[float, float]:
        """Width and height in logical pixels."""
        key = (text, style.size, style.bold)
        if key not in self._sizes:
            if len(self._sizes) > 2000:
                self._sizes.clear()
            face = (style.size, style.bold)
            if face not in self._metrics:
                self._metrics[face] = QFontMetricsF(style.font())
            metrics = self._metrics[face]
            self._sizes[key] = (metrics.horizontalAdvance(text), metrics.height())
        return self._sizes[key]


def text_image(text: str, style: TextStyle, scale: float) -> QImage:
    """A string on a transparent ground with a halo around it, premultiplied RGBA."""
    face = style.font()
    metrics = QFontMetricsF(face)
    width = math.ceil((metrics.horizontalAdvance(text) + 2 * HALO) * scale) + 1
    height = math.ceil((metrics.height() + 2 * HALO) * scale) + 1
    image = QImage(width, height, QImage.Format.Format_RGBA8888_Premultiplied)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(face)
    base = QPointF(HALO, HALO + metrics.ascent())
    path = QPainterPath()
    path.addText(base, face, text)
    halo = QColor(style.halo)
    halo.setAlphaF(0.62 if halo.lightnessF() < 0.5 else 0.8)
    pen = QPen(halo, 2 * HALO - 1.0)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)
    painter.setPen(QColor(style.colour))
    painter.drawText(base, text)
    painter.end()
    return image


@dataclass(frozen=True, slots=True)
class Text:
    """A string with its top left corner in logical pixels."""

    text: str
    style: TextStyle
    x: float
    y: float
    alpha: float = 1.0


class TextItem:
    """GL resources of texts. All methods need the context to be current."""

    def __init__(self, context: QOpenGLContext) -> None:
        self._program = Program(context, VERTEX, FRAGMENT_SHADER, ("a_place", "a_texture"))
        self._vertices = Buffer()
        self._indices = Buffer(GL.GL_ELEMENT_ARRAY_BUFFER)
        self._room = self._count = 0
        self._texture = int(GL.glGenTextures(1))
        self._places: dict[tuple[str, TextStyle, float], tuple[int, int, int, int]] = {}
        self._pen = (0, 0, 0)
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._texture)
        for name, value in (
            (GL.GL_TEXTURE_MIN_FILTER, GL.GL_LINEAR),
            (GL.GL_TEXTURE_MAG_FILTER, GL.GL_LINEAR),
            (GL.GL_TEXTURE_WRAP_S, GL.GL_CLAMP_TO_EDGE),
            (GL.GL_TEXTURE_WRAP_T, GL.GL_CLAMP_TO_EDGE),
        ):
            GL.glTexParameteri(GL.GL_TEXTURE_2D, name, value)
        GL.glTexImage2D(GL.GL_TEXTURE_2D, 0, GL.GL_RGBA, SIDE, SIDE, 0, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE, None)

    def prepare(self, texts: list[Text], scale: float) -> None:
        """Bring the strings of a frame to the graphics card.

        Done before anything is drawn: writing into a texture waits until what uses it has been drawn.
        """
        self._count = len(texts)
        if not texts:
            return
        GL.glActiveTexture(GL.GL_TEXTURE0)
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._texture)
        places = [self._place(t, scale) for t in texts]
        if None in places:
            # The texture is full of strings of former frames: begin again with those of this one.
            self._places.clear()
            self._pen = (0, 0, 0)
            places = [self._place(t, scale) for t in texts]
        rows = []
        for text, place in zip(texts, places, strict=True):
            x, y, w, h = place or (0, 0, 0, 0)
            left = round((text.x - HALO) * scale) / scale
            top = round((text.y - HALO) * scale) / scale
            right, bottom = left + w / scale, top + h / scale
            u0, v0, u1, v1 = x / SIDE, y / SIDE, (x + w) / SIDE, (y + h) / SIDE
            rows.append((left, top, u0, v0, text.alpha))
            rows.append((right, top, u1, v0, text.alpha))
            rows.append((right, bottom, u1, v1, text.alpha))
            rows.append((left, bottom, u0, v1, text.alpha))
        self._vertices.write(np.array(rows, dtype=np.float32))
        if self._count > self._room:
            self._room = 2 * self._count
            self._indices.write(quad_indices(self._room))

    def draw(self, view: tuple[float, float]) -> None:
        """Draw the prepared strings in their order; `view` in logical pixels."""
        if self._count == 0:
            return
        GL.glActiveTexture(GL.GL_TEXTURE0)
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._texture)
        self._program.use()
        self._program.set("u_view", *view)
        self._program.set_texture("u_atlas", 0)
        self._vertices.bind()
        attributes(SIZES)
        self._indices.bind()
        GL.glDrawElements(GL.GL_TRIANGLES, 6 * self._count, GL.GL_UNSIGNED_INT, ctypes.c_void_p(0))
        no_attributes(len(SIZES))

    def _place(self, text: Text, scale: float) -> tuple[int, int, int, int] | None:
        """Where a string lies in the texture, drawing it there first if it is new; None if it is full."""
        key = (text.text, text.style, scale)
        if key in self._places:
            return self._places[key]
        image = text_image(text.text, text.style, scale)
        w, h = min(image.width(), SIDE), min(image.height(), SIDE)
        x, y, shelf = self._pen
        if x + w > SIDE:
            x, y, shelf = 0, y + shelf + 1, 0
        if y + h > SIDE:
            return None
        pixels = np.frombuffer(image.constBits(), dtype=np.uint8)
        rows = pixels.reshape(image.height(), image.bytesPerLine())[:h, : 4 * w]
        GL.glPixelStorei(GL.GL_UNPACK_ALIGNMENT, 4)
        GL.glTexSubImage2D(
            GL.GL_TEXTURE_2D,
            0,
            x,
            y,
            w,
            h,
            GL.GL_RGBA,
            GL.GL_UNSIGNED_BYTE,
            np.ascontiguousarray(rows),
        )
        self._pen = (x + w + 1, y, max(shelf, h))
        self._places[key] = (x, y, w, h)
        return self._places[key]

    def delete(self) -> None:
        """Free everything."""
        self._program.delete()
        self._vertices.delete()
        self._indices.delete()
        GL.glDeleteTextures(1, [self._texture])
