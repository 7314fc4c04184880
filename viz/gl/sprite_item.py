"""Marks of constant size on the screen: balls, markers, rings, arrowheads, drawn from their formulas.

Each is a square of pixels whose fragment shader knows the distance to the shape's outline, so that
edges are smooth at any size without multisampling.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QOpenGLContext

from viz.gl.colours import CLEAR, Rgba
from viz.gl.opengl import GL
from viz.gl.program import Buffer, Program, attributes, no_attributes

SHAPES = (
    "circle",
    "square",
    "triangle",
    "diamond",
    "pentagon",
    "cross",
    "plus",
    "star",
    "glow",
    "arrow",
    "line",
)
"""Order is the number that the shader knows the shape by. A `line` is as long as twice its radius, upright
before it is turned."""

LINE_HALF = 0.6
"""Half the width of a line, pixels; the shader has it too."""


VERTEX = """
ATTRIBUTE vec3 a_place;     // logical pixels from the top left, depth in [-1, 1]
ATTRIBUTE vec2 a_corner;    // logical pixels from the mark's centre
ATTRIBUTE vec4 a_form;      // shape, radius, stroke width, turn
ATTRIBUTE vec4 a_fill;
ATTRIBUTE vec4 a_stroke;
uniform vec2 u_view;
VARYING vec2 v_corner;
VARYING vec4 v_form;
VARYING vec4 v_fill;
VARYING vec4 v_stroke;
void main() {
    v_corner = a_corner; v_form = a_form; v_fill = a_fill; v_stroke = a_stroke;
    vec2 at = (a_place.xy + a_corner) / u_view * 2.0 - 1.0;
    gl_Position = vec4(at.x, -at.y, a_place.z, 1.0);
}
"""

FRAGMENT_SHADER = """
VARYING vec2 v_corner;
VARYING vec4 v_form;
VARYING vec4 v_fill;
VARYING vec4 v_stroke;
uniform float u_scale;

float polygon(vec2 p, float corners, float radius) {
    float sector = 6.2831853 / corners;
    float angle = atan(p.x, -p.y);
    float turn = mod(angle + 0.5 * sector, sector) - 0.5 * sector;
    return length(p) * cos(0.5 * sector - abs(turn)) - radius * cos(0.5 * sector);
}

float star(vec2 p, float radius) {
    float sector = 6.2831853 / 5.0;
    float angle = atan(p.x, -p.y);
    float turn = abs(mod(angle + 0.5 * sector, sector) - 0.5 * sector);
    vec2 q = length(p) * vec2(cos(turn), sin(turn));
    vec2 tip = vec2(radius, 0.0);
    vec2 inner = 0.42 * radius * vec2(cos(0.5 * sector), sin(0.5 * sector));
    vec2 edge = inner - tip;
    return dot(q - tip, normalize(vec2(-edge.y, edge.x))) * -1.0;
}

float bar(vec2 p, vec2 size) {
    vec2 d = abs(p) - size;
    return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0);
}

float outline(vec2 p, float shape, float r) {
    if (shape < 0.5) return length(p) - r;
    if (shape < 1.5) return bar(p, vec2(0.86 * r));
    if (shape < 2.5) return polygon(p - vec2(0.0, 0.14 * r), 3.0, 1.22 * r);
    if (shape < 3.5) return polygon(p, 4.0, 1.16 * r);
    if (shape < 4.5) return polygon(p, 5.0, 1.08 * r);
    if (shape < 5.5) { vec2 q = vec2(p.x + p.y, p.y - p.x) * 0.70710678;
                       return min(bar(q, vec2(1.12 * r, 0.34 * r)), bar(q, vec2(0.34 * r, 1.12 * r))); }
    if (shape < 6.5) return min(bar(p, vec2(1.08 * r, 0.34 * r)), bar(p, vec2(0.34 * r, 1.08 * r)));
    if (shape < 7.5) return star(p, 1.25 * r);
    if (shape < 9.5) return polygon(vec2(1.5 * p.x, p.y), 3.0, r);
    return bar(p, vec2(0.6, r));
}

void main() {
    float turn = v_form.w;
    vec2 p = mat2(cos(turn), -sin(turn), sin(turn), cos(turn)) * v_corner;
    float r = v_form.y;
    if (v_form.x > 7.5 && v_form.x < 8.5) {
        float t = clamp(1.0 - length(p) / r, 0.0, 1.0);
        float glow = v_fill.a * t * t;
        FRAGMENT = vec4(v_fill.rgb * glow, glow);
        return;
    }
    float d = outline(p, v_form.x, r) * u_scale;
    float whole = clamp(0.5 - (d - v_form.z * u_scale), 0.0, 1.0);
    float inner = clamp(0.5 - d, 0.0, 1.0);
    if (v_form.z <= 0.0) whole = inner;
    vec4 stroke = vec4(v_stroke.rgb, 1.0) * v_stroke.a;
    vec4 fill = vec4(v_fill.rgb, 1.0) * v_fill.a;
    vec4 colour = v_form.z > 0.0 ? mix(stroke, fill, inner) * whole : fill * inner;
    if (colour.a < 0.004) discard;
    FRAGMENT = colour;
}
"""

SIZES = (3, 2, 4, 4, 4)
FLOATS = sum(SIZES)
CORNERS = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Sprite:
    """One mark.

    Attributes
    ----------
    at
        Centre, logical pixels.
    radius, stroke_width
        Logical pixels; the stroke lies outside of the shape.
    turn
        Radians, clockwise on the screen.
    depth
        Device depth in [−1, 1]; only matters where marks are drawn with the depth test.
    """

    shape: str
    at: tuple[float, float]
    radius: float
    fill: Rgba
    stroke: Rgba = CLEAR
    stroke_width: float = 0.0
    turn: float = 0.0
    depth: float = -1.0


def sprite_vertices(sprites: list[Sprite]) -> np.ndarray:
    """Four corners of each mark, shape (4n, 17) float32."""
    rows = np.array(
        [
            (
                *s.at,
                s.depth,
                0,
                0,
                SHAPES.index(s.shape),
                s.radius,
                s.stroke_width,
                s.turn,
                *s.fill,
                *s.stroke,
            )
            for s in sprites
        ],
        dtype=np.float32,
    ).reshape(-1, FLOATS)
    return expanded(rows)


def expanded(rows: np.ndarray) -> np.ndarray:
    """Rows of one vertex a mark, corner left open, to four corners each."""
    data = np.repeat(rows, 4, axis=0)
    half = 1.45 * data[:, 6] + data[:, 7] + 1.5
    data[:, 3:5] = np.tile(CORNERS, (len(rows), 1)) * half[:, None]
    line = data[:, 5] == SHAPES.index("line")
    if line.any():
        # A long line fills a narrow box along itself, not a square.
        ends, turn = data[line], data[line, 8]
        across = np.sign(ends[:, 3]) * (LINE_HALF + ends[:, 7] + 1.5)
        along = np.sign(ends[:, 4]) * (ends[:, 6] + ends[:, 7] + 1.5)
        data[line, 3] = np.cos(turn) * across - np.sin(turn) * along
        data[line, 4] = np.sin(turn) * across + np.cos(turn) * along
    return data


def dots(
    pixels: np.ndarray, depth: np.ndarray, radius: float, fill: Rgba, stroke: Rgba, width: float
) -> np.ndarray:
    """Corners of many equal round marks at `pixels` (n, 2) and device `depth` (n,)."""
    rows = np.empty((len(pixels), FLOATS), dtype=np.float32)
    rows[:, 0:2], rows[:, 2] = pixels, depth
    rows[:, 5:9] = (SHAPES.index("circle"), radius, width, 0.0)
    rows[:, 9:13], rows[:, 13:17] = fill, stroke
    return expanded(rows)


class SpriteItem:
    """GL resources of marks. All methods need the context to be current."""

    def __init__(self, context: QOpenGLContext) -> None:
        self._program = Program(
            context, VERTEX, FRAGMENT_SHADER, ("a_place", "a_corner", "a_form", "a_fill", "a_stroke")
        )
        self._vertices = Buffer()
        self._indices = Buffer(GL.GL_ELEMENT_ARRAY_BUFFER)
        self._room = 0

    def draw(self, vertices: np.ndarray, view: tuple[float, float], scale: float) -> None:
        """Draw marks in their order; `view` in logical pixels, `scale` device pixels per logical one."""
        n = len(vertices) // 4
        if n == 0:
            return
        self._program.use()
        self._program.set("u_view", *view)
        self._program.set("u_scale", scale)
        self._vertices.write(np.ascontiguousarray(vertices, dtype=np.float32))
        attributes(SIZES)
        if n > self._room:
            self._room = max(64, 2 * n)
            self._indices.write(quad_indices(self._room))
        self._indices.bind()
        GL.glDrawElements(GL.GL_TRIANGLES, 6 * n, GL.GL_UNSIGNED_INT, ctypes.c_void_p(0))
        no_attributes(len(SIZES))

    def delete(self) -> None:
        """Free everything."""
        self._program.delete()
        self._vertices.delete()
        self._indices.delete()


def quad_indices(count: int) -> np.ndarray:
    """Two triangles for each of `count` quads, shape (6 · count,) uint32."""
    first = 4 * np.arange(count, dtype=np.uint32)[:, None]
    return np.ascontiguousarray((first + np.array([0, 1, 2, 0, 2, 3], dtype=np.uint32)).ravel())
