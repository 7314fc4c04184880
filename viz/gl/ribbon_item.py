"""Lines of any width: strips of triangles that face the viewer, anti-aliased and lit like a tube.

GL's own lines are one pixel wide in core profiles. Here each point of a polyline becomes two vertices,
moved apart on the screen by the vertex shader, which also lifts them towards the eye: they keep their
place on the screen but stand just before the surface that they lie on.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QOpenGLContext
from PySide6.QtOpenGL import QOpenGLVertexArrayObject

from viz.gl.colours import Rgba
from viz.gl.opengl import GL
from viz.gl.program import Buffer, Program, attributes, no_attributes
from viz.scene.arrays import Array
from viz.scene.camera import Projection

VERTEX = """
ATTRIBUTE vec3 a_before, a_point, a_after;
ATTRIBUTE vec2 a_side;      // -1 or 1, and the way walked so far in box units
ATTRIBUTE vec4 a_colour;
uniform mat4 u_matrix;
uniform vec4 u_eye;         // direction to the eye at the centre, strength of the perspective
uniform vec2 u_view;        // size of the view, logical pixels
uniform float u_half;       // half of the whole width, logical pixels
uniform float u_lift;       // towards the eye, box units
VARYING vec2 v_side;
VARYING vec4 v_colour;

vec2 on_screen(vec3 point) {
    vec4 clip = u_matrix * vec4(point, 1.0);
    return 0.5 * u_view * clip.xy / clip.w;
}

vec2 direction(vec2 along) {
    float size = length(along);
    return size > 1e-5 ? along / size : vec2(0.0);
}

void main() {
    vec2 here = on_screen(a_point);
    vec2 first = direction(here - on_screen(a_before));
    vec2 second = direction(on_screen(a_after) - here);
    vec2 along = direction(first + second);
    if (dot(along, along) < 0.5) along = dot(second, second) > 0.5 ? second : first;
    vec2 normal = vec2(-along.y, along.x);
    vec2 reference = dot(first, first) > 0.5 ? first : second;
    float miter = 1.0 / max(dot(along, reference), 0.6);
    vec3 lifted = a_point + u_lift * normalize(u_eye.xyz - u_eye.w * a_point);
    vec4 clip = u_matrix * vec4(lifted, 1.0);
    clip.xy += a_side.x * normal * miter * (u_half + 0.5) * 2.0 / u_view * clip.w;
    gl_Position = clip;
    v_side = vec2(a_side.x * (u_half + 0.5), a_side.y);
    v_colour = a_colour;
}
"""

FRAGMENT_SHADER = """
VARYING vec2 v_side;
VARYING vec4 v_colour;
uniform float u_half;
uniform float u_core;       // half width of the coloured core
uniform vec4 u_casing;      // colour around the core
uniform float u_alpha;
uniform vec2 u_dash;        // period in box units and share drawn; period 0 = no dashes
uniform float u_round;      // strength of the tube's shading
uniform float u_scale;      // device pixels per logical pixel

void main() {
    float away = abs(v_side.x);
    float body = clamp((u_half - away) * u_scale + 0.5, 0.0, 1.0);
    float core = clamp((u_core - away) * u_scale + 0.5, 0.0, 1.0);
    float across = min(away / max(u_core, 0.01), 1.0);
    vec3 tube = v_colour.rgb * (1.0 + u_round * (0.6 - 1.2 * across * across));
    vec3 colour = mix(u_casing.rgb, tube, core);
    float alpha = max(core, u_casing.a * body) * v_colour.a * u_alpha;
    if (u_dash.x > 0.0) {
        float t = abs(fract(v_side.y / u_dash.x) - 0.5) * 2.0;
        float soft = max(fwidth(v_side.y) * 2.0 / u_dash.x, 1e-4);
        alpha *= clamp((u_dash.y - t) / soft + 0.5, 0.0, 1.0);
    }
    if (alpha < 0.004) discard;
    FRAGMENT = vec4(colour * alpha, alpha);
}
"""

SIZES = (3, 3, 3, 2, 4)
FLOATS = sum(SIZES)


@dataclass(frozen=True, eq=False)
class Ribbon:
    """Vertices, shape (2n, 15) float32, and triangles, shape (m,) uint32, of some polylines."""

    vertices: np.ndarray
    indices: np.ndarray

    def __add__(self, other: Ribbon) -> Ribbon:
        shift = np.uint32(len(self.vertices))
        return Ribbon(
            np.concatenate([self.vertices, other.vertices]),
            np.concatenate([self.indices, other.indices + shift]),
        )


NOTHING = Ribbon(np.empty((0, FLOATS), dtype=np.float32), np.empty(0, dtype=np.uint32))


def ribbon(points: Array, colour: Rgba | np.ndarray, sharp: float = 0.3) -> Ribbon:
    """Triangles of a polyline.

    Parameters
    ----------
    points
        Shape (n, 3), box units. A row with NaN breaks the line.
    colour
        One colour, or one for each point, shape (n, 4).
    sharp
        Cosine of the turn beyond which the line is broken and joined again with blunt ends.
    """
    n = len(points)
    if n < 2:
        return NOTHING
    steps = np.diff(points, axis=0)
    lengths = np.sqrt((steps**2).sum(axis=1))
    linked = np.isfinite(lengths) & (lengths > 1e-9)
    # Repeat the point of a sharp turn, so that it ends one strip and begins the next.
    with np.errstate(invalid="ignore", divide="ignore"):
        unit = steps / lengths[:, None]
        turn = (unit[:-1] * unit[1:]).sum(axis=1) < sharp
    repeat = np.ones(n, dtype=int)
    repeat[1:-1] += turn & linked[:-1] & linked[1:]
    source = np.repeat(np.arange(n), repeat)
    joined = np.zeros(len(source), dtype=bool)
    last = np.cumsum(repeat) - 1
    joined[last[:-1]] = linked
    here = np.nan_to_num(points)[source]
    walked = np.concatenate([[0.0], np.cumsum(np.where(linked, np.nan_to_num(lengths), 0.0))])[source]
    m = len(source)
    before, after = here.copy(), here.copy()
    before[1:][joined[:-1]] = here[:-1][joined[:-1]]
    after[:-1][joined[:-1]] = here[1:][joined[:-1]]
    data = np.empty((m, 2, FLOATS), dtype=np.float32)
    data[..., 0:3], data[..., 3:6], data[..., 6:9] = before[:, None], here[:, None], after[:, None]
    data[:, 0, 9], data[:, 1, 9] = -1.0, 1.0
    data[..., 10] = walked[:, None]
    colours = np.asarray(colour, dtype=float)
    data[..., 11:15] = colours if colours.ndim == 1 else colours[source][:, None]
    k = 2 * np.flatnonzero(joined).astype(np.uint32)
    indices = np.stack([k, k + 1, k + 2, k + 1, k + 3, k + 2], axis=1).ravel()
    return Ribbon(data.reshape(-1, FLOATS), np.ascontiguousarray(indices, dtype=np.uint32))


def segments(ends: Array, colour: Rgba) -> Ribbon:
    """Triangles of separate straight pieces, `ends` of shape (k, 2, 3)."""
    if len(ends) == 0:
        return NOTHING
    broken = np.full((len(ends), 3, 3), np.nan)
    broken[:, :2] = ends
    return ribbon(broken.reshape(-1, 3)[:-1], colour)


@dataclass(frozen=True, slots=True)
class RibbonStyle:
    """Widths in logical pixels; dashes in pixels as they are seen at the box's centre."""

    core: float
    casing: float = 0.0
    casing_colour: Rgba = (0.0, 0.0, 0.0, 0.0)
    alpha: float = 1.0
    dash: tuple[float, float] = (0.0, 1.0)
    lift: float = 0.0
    round: float = 0.0


class RibbonItem:
    """GL resources of one set of lines. All methods need the context to be current."""

    def __init__(self) -> None:
        self._vertices = Buffer()
        self._indices = Buffer(GL.GL_ELEMENT_ARRAY_BUFFER)
        self._count = 0
        self._array = QOpenGLVertexArrayObject()
        self._array.create()
        self._described = False

    def set(self, shape: Ribbon) -> None:
        """Replace the lines."""
        self._count = len(shape.indices)
        if self._count:
            self._vertices.write(shape.vertices)
            self._indices.write(shape.indices)

    def draw(self, brush: RibbonBrush, style: RibbonStyle) -> None:
        """Draw with a prepared brush; leaves a vertex array of its own bound, where there are such objects.

        They remember buffers and attributes, which it takes fifteen calls to describe, and a frame of a race
        has dozens of lines.
        """
        if self._count == 0:
            return
        brush.prepare(style)
        remembers = self._array.isCreated()
        if remembers:
            self._array.bind()
        if not self._described:
            self._vertices.bind()
            attributes(SIZES)
            self._indices.bind()
            self._described = remembers
        GL.glDrawElements(GL.GL_TRIANGLES, self._count, GL.GL_UNSIGNED_INT, ctypes.c_void_p(0))
        if not remembers:
            no_attributes(len(SIZES))

    def delete(self) -> None:
        """Free the buffers."""
        self._array.destroy()
        self._vertices.delete()
        self._indices.delete()


class RibbonBrush:
    """The program that all ribbons share."""

    def __init__(self, context: QOpenGLContext) -> None:
        names = ("a_before", "a_point", "a_after", "a_side", "a_colour")
        self._program = Program(context, VERTEX, FRAGMENT_SHADER, names)
        self._unit = 1.0
        self._style: RibbonStyle | None = None

    def begin(self, projection: Projection, scale: float) -> None:
        """Take over the camera and the device pixels per logical pixel."""
        program = self._program
        program.use()
        program.set_matrix("u_matrix", projection.matrix)
        program.set("u_eye", *projection.axes[2].tolist(), projection.strength)
        program.set("u_view", projection.view.width, projection.view.height)
        program.set("u_scale", scale)
        self._unit = projection.fit
        self._style = None

    def prepare(self, style: RibbonStyle) -> None:
        """Set the style of the next draw; nothing to do if it is that of the last one."""
        if style == self._style:
            return
        self._style = style
        program = self._program
        program.set("u_half", style.core / 2 + style.casing)
        program.set("u_core", style.core / 2)
        program.set("u_casing", *style.casing_colour)
        program.set("u_alpha", style.alpha)
        program.set("u_dash", style.dash[0] / self._unit, style.dash[1])
        program.set("u_lift", style.lift)
        program.set("u_round", style.round)

    def delete(self) -> None:
        """Free the program."""
        self._program.delete()
