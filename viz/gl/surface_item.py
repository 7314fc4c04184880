"""The loss surface: a fixed mesh of which only the heights ever travel to the graphics card.

The heights lie in one buffer with a ring of padding. Bound five times with different offsets it gives
the vertex shader a vertex's own height and its four neighbours', and so the normal.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from OpenGL import GL
from PySide6.QtGui import QOpenGLContext

from viz.gl.colours import Rgba, colour_map
from viz.gl.program import FLOAT_BYTES, Buffer, Program
from viz.scene.arrays import Array, Pair
from viz.scene.camera import HALF, STRENGTH, Projection
from viz.scene.field import TOP, HeightField

VERTEX = """
ATTRIBUTE vec2 a_xy;
ATTRIBUTE float a_z, a_left, a_right, a_down, a_up;
uniform mat4 u_matrix;
uniform vec2 u_cell;
VARYING vec3 v_point;
VARYING vec3 v_normal;
void main() {
    v_point = vec3(a_xy, a_z);
    v_normal = normalize(vec3((a_left - a_right) / (2.0 * u_cell.x), (a_down - a_up) / (2.0 * u_cell.y), 1.0));
    gl_Position = u_matrix * vec4(v_point, 1.0);
}
"""

FRAGMENT_SHADER = """
VARYING vec3 v_point;
VARYING vec3 v_normal;
uniform sampler2D u_map;
uniform vec4 u_eye;         // direction to the eye at the centre, strength of the perspective
uniform vec3 u_light;
uniform float u_relief;     // strength of light and shade
uniform vec2 u_height;      // lowest and highest z of the colours
uniform vec2 u_levels;      // z of one contour line, distance of the lines
uniform float u_top;        // nothing is drawn above
uniform float u_cut;        // 1 if the surface is cut off at the top
uniform vec4 u_line;        // colour and strength of contour lines
uniform vec4 u_rim;         // colour and strength of the cut's rim
uniform vec4 u_grid;        // x and y of one grid line, distances of the lines
uniform float u_grid_alpha;
uniform vec4 u_box;         // the lesson's box: x from, y from, x to, y to
uniform float u_box_alpha;

float line(float distance, float width) {
    return clamp(0.5 * width + 0.5 - distance, 0.0, 1.0);
}

float periodic(float value, float from, float period, float width) {
    float t = (value - from) / period;
    float pixels = max(fwidth(t), 1e-6);
    float away = abs(fract(t + 0.5) - 0.5) / pixels;
    // Lines closer than some pixels would merge into a tint: fade them out.
    return line(away, width) * clamp((0.33 - pixels) * 6.0, 0.0, 1.0);
}

void main() {
    if (v_point.z > u_top) discard;
    vec3 normal = normalize(v_normal);
    vec3 view = normalize(u_eye.xyz - u_eye.w * v_point);
    float facing = dot(normal, view);
    float under = step(facing, 0.0);
    normal = mix(normal, -normal, under);

    float share = clamp((v_point.z - u_height.x) / (u_height.y - u_height.x), 0.0, 1.0);
    vec3 base = TEXTURE(u_map, vec2(share * (255.0 / 256.0) + 0.5 / 256.0, 0.5)).rgb;

    float wrap = 0.5 + 0.5 * dot(normal, u_light);
    float light = 1.0 + u_relief * (0.66 * wrap * wrap - 0.40);
    vec3 halfway = normalize(u_light + view);
    float shine = 0.05 * u_relief * pow(max(dot(normal, halfway), 0.0), 20.0);
    vec3 colour = base * light + shine;
    colour = mix(colour, colour * 0.55, under);

    float grid = max(
        periodic(v_point.x, u_grid.x, u_grid.z, 1.0), periodic(v_point.y, u_grid.y, u_grid.w, 1.0));
    colour = mix(colour, u_line.rgb, grid * u_grid_alpha);
    float level = periodic(v_point.z, u_levels.x, u_levels.y, 1.0);
    colour = mix(colour, u_line.rgb, level * u_line.a);

    vec2 middle = 0.5 * (u_box.xy + u_box.zw);
    vec2 outside = abs(v_point.xy - middle) - 0.5 * (u_box.zw - u_box.xy);
    vec2 pixels = max(fwidth(v_point.xy), vec2(1e-6));
    float inside_x = step(outside.y, pixels.y), inside_y = step(outside.x, pixels.x);
    float frame = max(
        line(abs(outside.x) / pixels.x, 1.5) * inside_x, line(abs(outside.y) / pixels.y, 1.5) * inside_y);
    colour = mix(colour, u_rim.rgb, frame * u_box_alpha);

    float rim = u_cut * line(abs(u_top - v_point.z) / max(fwidth(v_point.z), 1e-6), 4.0);
    colour = mix(colour, u_rim.rgb, rim * u_rim.a);
    FRAGMENT = vec4(colour, 1.0);
}
"""

FINE_STRIDE_LIMIT = 400
"""Grids with at least this many values a side are drawn coarser while something moves."""


@dataclass(frozen=True, slots=True)
class SurfaceLook:
    """Colours of one theme."""

    line: Rgba
    rim: Rgba
    grid_alpha: float
    box_alpha: float


@lru_cache(maxsize=8)
def mesh_indices(n0: int, n1: int, stride: int) -> np.ndarray:
    """Triangles of a mesh, shape (m, 3) uint32, into its padded vertices; every `stride`th grid line.

    The diagonal runs from (i, j) to (i + stride, j + stride), as `HeightField.plane` has it.
    """
    rows = np.unique(np.append(np.arange(0, n0, stride), n0 - 1))
    columns = np.unique(np.append(np.arange(0, n1, stride), n1 - 1))
    vertex = ((rows[:, None]) * (n1 + 2) + columns[None, :] + 1).astype(np.uint32)
    a, b, c, d = vertex[:-1, :-1], vertex[1:, :-1], vertex[1:, 1:], vertex[:-1, 1:]
    triangles = np.stack([np.stack([a, b, c], -1), np.stack([a, c, d], -1)], axis=2)
    flat: np.ndarray = triangles.reshape(-1, 3)
    return flat


def padded_heights(z: Array) -> np.ndarray:
    """Heights with a ring continued straight outward, shape (n0 + 2, n1 + 2) float32, holes filled in."""
    if not np.isfinite(z).all():
        z = _filled(z)
    result = np.empty((z.shape[0] + 2, z.shape[1] + 2), dtype=np.float32)
    result[1:-1, 1:-1] = z
    result[0, 1:-1], result[-1, 1:-1] = 2 * z[0] - z[1], 2 * z[-1] - z[-2]
    result[:, 0] = 2 * result[:, 1] - result[:, 2]
    result[:, -1] = 2 * result[:, -2] - result[:, -3]
    return result


def _filled(z: Array) -> Array:
    """Holes' rims continued by the mean of their neighbours: never drawn, but normals beside look there."""
    finite = np.isfinite(z)
    known = np.pad(np.where(finite, z, 0.0), 1)
    count = np.pad(finite.astype(float), 1)
    total, n = np.zeros_like(z), np.zeros_like(z)
    for i in (0, 1, 2):
        for j in (0, 1, 2):
            total += known[i : i + z.shape[0], j : j + z.shape[1]]
            n += count[i : i + z.shape[0], j : j + z.shape[1]]
    return np.where(finite, z, total / np.maximum(n, 1.0))


class SurfaceItem:
    """GL resources of the surface. All methods need the context to be current."""

    ATTRIBUTES = ("a_xy", "a_z", "a_left", "a_right", "a_down", "a_up")

    def __init__(self, context: QOpenGLContext) -> None:
        self._program = Program(context, VERTEX, FRAGMENT_SHADER, self.ATTRIBUTES)
        self._xy = Buffer(usage=GL.GL_STATIC_DRAW)
        self._z = Buffer()
        self._indices = {
            stride: Buffer(GL.GL_ELEMENT_ARRAY_BUFFER, GL.GL_STATIC_DRAW) for stride in (1, 2)
        }
        self._counts = {1: 0, 2: 0}
        self._shape: tuple[int, int] | None = None
        self._holes: bytes | None = None
        self._map = colour_map_texture()

    def set_field(self, field: HeightField) -> None:
        """Take over new heights. Mesh and indices are only rebuilt if the grid's shape or its holes change."""
        n0, n1 = field.shape
        holes = None if field.whole else np.isfinite(field.z).tobytes()
        if (n0, n1) != self._shape:
            x = HALF[0] * (2.0 * np.arange(-1, n0 + 1) / (n0 - 1) - 1.0)
            y = HALF[1] * (2.0 * np.arange(-1, n1 + 1) / (n1 - 1) - 1.0)
            xy = np.stack(np.meshgrid(x, y, indexing="ij"), axis=-1)[1:-1]
            self._xy.write(np.ascontiguousarray(xy, dtype=np.float32))
        if (n0, n1) != self._shape or holes != self._holes:
            for stride, buffer in self._indices.items():
                triangles = mesh_indices(n0, n1, stride)
                if holes is not None:
                    finite = np.zeros((n0, n1 + 2), dtype=bool)
                    finite[:, 1:-1] = np.isfinite(field.z)
                    triangles = triangles[finite.ravel()[triangles].all(axis=1)]
                buffer.write(np.ascontiguousarray(triangles))
                self._counts[stride] = triangles.size
        self._shape, self._holes = (n0, n1), holes
        self._z.write(padded_heights(field.z))

    def draw(
        self,
        projection: Projection,
        field: HeightField,
        look: SurfaceLook,
        light: Array,
        grid: tuple[Pair, Pair],
        box: tuple[Pair, Pair] | None,
        *,
        moving: bool,
    ) -> None:
        """Draw into the current framebuffer.

        Parameters
        ----------
        light
            Unit vector towards the light, box coordinates.
        grid
            One line's place and the lines' distance in box units, along x and along y.
        box
            The lesson's box in box coordinates, if it is to be outlined.
        """
        if self._shape is None:
            return
        n0, n1 = self._shape
        stride = 2 if moving and max(n0, n1) >= FINE_STRIDE_LIMIT else 1
        program = self._program
        program.use()
        program.set_matrix("u_matrix", projection.matrix)
        program.set("u_cell", 2 * HALF[0] / (n0 - 1), 2 * HALF[1] / (n1 - 1))
        program.set("u_eye", *projection.axes[2].tolist(), projection.strength)
        program.set("u_light", *light.tolist())
        # Seen from above the surface is a map: there its colours are not to be shaded much.
        program.set("u_relief", 0.4 + 0.6 * projection.strength / STRENGTH)
        program.set("u_height", HALF[2] * (2.0 * field.scale.bottom - 1.0), HALF[2])
        first, step = field.scale.levels()
        program.set("u_levels", HALF[2] * (2.0 * first - 1.0), 2.0 * HALF[2] * step)
        program.set("u_top", TOP)
        program.set("u_cut", 1.0 if field.scale.cut else 0.0)
        program.set("u_line", *look.line)
        program.set("u_rim", *look.rim)
        program.set("u_grid", grid[0][0], grid[1][0], grid[0][1], grid[1][1])
        program.set("u_grid_alpha", look.grid_alpha)
        (x0, x1), (y0, y1) = box or ((-9.0, 9.0), (-9.0, 9.0))
        program.set("u_box", x0, y0, x1, y1)
        program.set("u_box_alpha", look.box_alpha if box else 0.0)
        GL.glActiveTexture(GL.GL_TEXTURE0)
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._map)
        program.set_texture("u_map", 0)
        self._bind(n1 + 2)
        self._indices[stride].bind()
        GL.glEnable(GL.GL_DEPTH_TEST)
        GL.glDisable(GL.GL_BLEND)
        GL.glDrawElements(GL.GL_TRIANGLES, self._counts[stride], GL.GL_UNSIGNED_INT, ctypes.c_void_p(0))
        for index in range(len(self.ATTRIBUTES)):
            GL.glDisableVertexAttribArray(index)

    def _bind(self, row: int) -> None:
        """Bind x, y and five views of the heights: a vertex's own one, and one row or column away."""
        self._xy.bind()
        GL.glEnableVertexAttribArray(0)
        GL.glVertexAttribPointer(0, 2, GL.GL_FLOAT, GL.GL_FALSE, 0, ctypes.c_void_p(0))
        self._z.bind()
        offsets = (row, 0, 2 * row, row - 1, row + 1)
        for index, offset in enumerate(offsets, start=1):
            GL.glEnableVertexAttribArray(index)
            GL.glVertexAttribPointer(
                index, 1, GL.GL_FLOAT, GL.GL_FALSE, FLOAT_BYTES, ctypes.c_void_p(FLOAT_BYTES * offset)
            )

    def delete(self) -> None:
        """Free everything."""
        self._program.delete()
        for buffer in (self._xy, self._z, *self._indices.values()):
            buffer.delete()
        GL.glDeleteTextures(1, [self._map])


def colour_map_texture() -> int:
    """The colour map as a texture of 256 × 1."""
    colours = np.ascontiguousarray(colour_map()[None])
    texture = int(GL.glGenTextures(1))
    GL.glBindTexture(GL.GL_TEXTURE_2D, texture)
    for name, value in (
        (GL.GL_TEXTURE_MIN_FILTER, GL.GL_LINEAR),
        (GL.GL_TEXTURE_MAG_FILTER, GL.GL_LINEAR),
        (GL.GL_TEXTURE_WRAP_S, GL.GL_CLAMP_TO_EDGE),
        (GL.GL_TEXTURE_WRAP_T, GL.GL_CLAMP_TO_EDGE),
    ):
        GL.glTexParameteri(GL.GL_TEXTURE_2D, name, value)
    GL.glPixelStorei(GL.GL_UNPACK_ALIGNMENT, 4)
    GL.glTexImage2D(
        GL.GL_TEXTURE_2D, 0, GL.GL_RGBA, 256, 1, 0, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE, colours
    )
    return texture
