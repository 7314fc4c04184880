"""Text in the scene: each string is drawn once by Qt into a shared texture, then placed as a quad."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QOpenGLContext

from viz.gl.opengl import GL
from viz.gl.program import Buffer, Program, attributes, no_attributes
from viz.gl.sprite_item import quad_indices
from viz.gl.text_image import HALO, BarStyle, TextStyle

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
FINER = 2.0


@dataclass(frozen=True, slots=True)
class Text:
    """A string with its top left corner in logical pixels, before it is turned around its middle.

    Attributes
    ----------
    turn
        Radians, clockwise on the screen.
    """

    text: str
    style: TextStyle | BarStyle
    x: float
    y: float
    alpha: float = 1.0
    turn: float = 0.0


class TextItem:
    """GL resources of texts. All methods need the context to be current."""

    def __init__(self, context: QOpenGLContext) -> None:
        self._program = Program(context, VERTEX, FRAGMENT_SHADER, ("a_place", "a_texture"))
        self._vertices = Buffer()
        self._indices = Buffer(GL.GL_ELEMENT_ARRAY_BUFFER)
        self._room = self._count = 0
        self._texture = int(GL.glGenTextures(1))
        self._places: dict[tuple[str, TextStyle | BarStyle, float], tuple[int, int, int, int]] = {}
        self._pen = (0, 0, 0)
        self._texts: list[Text] = []
        self._rows = np.empty((0, 4, 5), dtype=np.float32)
        self._scale = 0.0
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
        before = self._texts if scale == self._scale else []
        # What stands in the list where it stood in the last frame is kept: numbers of the axes above all.
        new = [k for k, text in enumerate(texts) if k >= len(before) or not _same(text, before[k])]
        if not new:
            return
        GL.glActiveTexture(GL.GL_TEXTURE0)
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._texture)
        places = {k: self._place(texts[k], scale) for k in new}
        if None in places.values():
            # The texture is full of strings of former frames: begin again with those of this one.
            self._places.clear()
            self._pen = (0, 0, 0)
            places = {k: self._place(text, scale) for k, text in enumerate(texts)}
        rows = np.empty((len(texts), 4, 5), dtype=np.float32)
        kept = min(len(texts), len(before))
        rows[:kept] = self._rows[:kept]
        for k, place in places.items():
            rows[k] = _corners(texts[k], place or (0, 0, 0, 0), scale)
        self._texts, self._rows, self._scale = texts, rows, scale
        self._vertices.write(rows.reshape(-1, 5))
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
        # What is turned is sampled between its pixels: with twice as many it stays sharp.
        scale *= FINER if text.turn else 1.0
        key = (text.text, text.style, scale)
        if key in self._places:
            return self._places[key]
        pixels = text.style.pixels(text.text, scale)[:SIDE, :SIDE]
        h, w = pixels.shape[:2]
        x, y, shelf = self._pen
        if x + w > SIDE:
            x, y, shelf = 0, y + shelf + 1, 0
        if y + h > SIDE:
            return None
        GL.glPixelStorei(GL.GL_UNPACK_ALIGNMENT, 4)
        data = np.ascontiguousarray(pixels)
        GL.glTexSubImage2D(GL.GL_TEXTURE_2D, 0, x, y, w, h, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE, data)
        self._pen = (x + w + 1, y, max(shelf, h))
        self._places[key] = (x, y, w, h)
        return self._places[key]

    def delete(self) -> None:
        """Free everything."""
        self._program.delete()
        self._vertices.delete()
        self._indices.delete()
        GL.glDeleteTextures(1, [self._texture])


def _same(a: Text, b: Text) -> bool:
    return a is b or a == b


def _corners(text: Text, place: tuple[int, int, int, int], scale: float) -> list[tuple[float, ...]]:
    """Vertices of a string's quad: x, y, u, v, alpha. Upright ones stand on whole pixels."""
    x, y, w, h = place
    u0, v0, u1, v1 = x / SIDE, y / SIDE, (x + w) / SIDE, (y + h) / SIDE
    left, top = text.x - HALO, text.y - HALO
    if text.turn == 0.0:
        left, top = round(left * scale) / scale, round(top * scale) / scale
    finer = scale * (FINER if text.turn else 1.0)
    width, height = w / finer, h / finer
    corners = [(0.0, 0.0, u0, v0), (width, 0.0, u1, v0), (width, height, u1, v1), (0.0, height, u0, v1)]
    c, s = math.cos(text.turn), math.sin(text.turn)
    mid_x, mid_y = left + width / 2, top + height / 2
    return [
        (
            mid_x + c * (dx - width / 2) - s * (dy - height / 2),
            mid_y + s * (dx - width / 2) + c * (dy - height / 2),
            u,
            v,
            text.alpha,
        )
        for dx, dy, u, v in corners
    ]
