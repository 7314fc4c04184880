"""The loss surface: a fixed mesh of which only the heights ever travel to the graphics card.

The heights lie in one buffer with a ring of padding. Bound five times with different offsets it gives
the vertex shader a vertex's own height and its four neighbours', and so the normal.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtGui import QOpenGLContext

from viz.gl.colours import MAP_SIZE, Rgba, colour_map
from viz.gl.opengl import GL
from viz.gl.program import FLOAT_BYTES, Buffer, Program
from viz.scene.arrays import Array, Pair
from viz.scene.camera import HALF, STRENGTH, Projection
from viz.scene.field import TOP, HeightField

VERTEX = """
ATTRIBUTE vec2 a_xy;
ATTRIBUTE float a_z, a_left, a_right, a_down, a_up;
uniform mat4 u_matrix;
uniform vec2 u_cell;
uniform vec4 u_eye;         // direction to the eye at the centre, strength of the perspective
uniform vec3 u_light;
uniform float u_relief;     // strength of light and shade
uniform vec2 u_height;      // lowest z of the colours, colours per box unit
uniform vec3 u_lines;       // place of one line in x, y and z ...
uniform vec3 u_density;     // ... and lines per box unit
VARYING vec3 v_at;          // the point, counted in lines
VARYING vec4 v_tone;        // place in the colour map, light from above, shine, light from below

float shade(vec3 normal) {
    float wrap = 0.5 + 0.5 * dot(normal, u_light);
    return 1.0 + u_relief * (0.54 * wrap * wrap - 0.43);
}

void main() {
    vec3 point = vec3(a_xy, a_z);
    vec2 slope = 0.5 * vec2(a_right - a_left, a_up - a_down) / u_cell;
    vec3 normal = normalize(vec3(-slope, 1.0));
    vec3 halfway = normalize(u_light + normalize(u_eye.xyz - u_eye.w * point));
    float gloss = max(dot(normal, halfway), 0.0);
    gloss *= gloss; gloss *= gloss; gloss *= gloss; gloss *= gloss;
    v_tone.x = (a_z - u_height.x) * u_height.y;
    v_tone.yzw = vec3(shade(normal), 0.05 * u_relief * gloss, 0.8 * shade(-normal));
    v_at = (point - u_lines) * u_density;
    gl_Position = u_matrix * vec4(point, 1.0);
}
"""

FRAGMENT_SHADER = """
VARYING vec3 v_at;
VARYING vec4 v_tone;
uniform sampler2D u_map;
uniform vec3 u_mist;        // the background: the underside fades towards it
uniform vec4 u_line;        // colour and strength of contour lines
uniform float u_grid_alpha;
uniform float u_top;        // nothing is drawn above; counted in contour lines
uniform vec4 u_rim;         // colour and strength of the rim where the surface is cut off
uniform vec4 u_box;         // the lesson's box: middle and half sides, counted in grid lines
uniform float u_box_alpha;

void main() {
#ifdef CUT
    if (v_at.z > u_top) discard;
#endif
    vec3 base = TEXTURE(u_map, vec2(v_tone.x, 0.5)).rgb;
    vec3 colour = gl_FrontFacing ? base * v_tone.y + v_tone.z : mix(base * v_tone.w, u_mist, 0.38);

    vec3 pixel = max(fwidth(v_at), vec3(1e-6));
    // Lines closer than some pixels would merge into a tint: they fade out.
    vec3 line = clamp(1.0 - abs(fract(v_at + 0.5) - 0.5) / pixel, 0.0, 1.0);
    line *= clamp(2.0 - 6.0 * pixel, 0.0, 1.0);
    colour = mix(colour, u_line.rgb, max(max(line.x, line.y) * u_grid_alpha, line.z * u_line.a));

#ifdef BOX
    vec2 outside = abs(v_at.xy - u_box.xy) - u_box.zw;
    vec2 border = clamp(1.25 - abs(outside) / pixel.xy, 0.0, 1.0) * step(outside.yx, pixel.yx);
    colour = mix(colour, u_rim.rgb, max(border.x, border.y) * u_box_alpha);
#endif
#ifdef CUT
    colour = mix(colour, u_rim.rgb, clamp(2.5 - (u_top - v_at.z) / pixel.z, 0.0, 1.0) * u_rim.a);
#endif
    FRAGMENT = vec4(colour, 1.0);
}
"""

LARGE = 400
"""Grids with at least this many values a side are drawn coarser while something moves."""

COARSE_CELL = 7.0
"""Pixels that a cell may have while something moves and the processor draws: less than half a pixel of
height is lost on the course's surfaces, and a frame takes half of the time."""

COARSEST = 6


@dataclass(frozen=True, slots=True)
class SurfaceLook:
    """Colours of one theme."""

    line: Rgba
    rim: Rgba
    mist: Rgba
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


def moving_stride(shape: tuple[int, int], projection: Projection, *, software: bool) -> int:
    """How coarse the mesh may be while something moves."""
    most = max(shape)
    if not software:
        return 2 if most >= LARGE else 1
    cell = 2 * HALF[0] * projection.focal / (most - 1)
    return min(max(1, int(COARSE_CELL / cell)), COARSEST)


class SurfaceItem:
    """GL resources of the surface. All methods need the context to be current."""

    ATTRIBUTES = ("a_xy", "a_z", "a_left", "a_right", "a_down", "a_up")

    def __init__(self, context: QOpenGLContext) -> None:
        self._context = context
        self._programs: dict[tuple[bool, bool], Program] = {}
        self._program_for(cut=False, box=True)
        self._xy = Buffer(usage=GL.GL_STATIC_DRAW)
        self._z = Buffer()
        self._indices: dict[int, Buffer] = {}
        self._counts: dict[int, int] = {}
        self._shape: tuple[int, int] | None = None
        self._holes: bytes | None = None
        self._map = colour_map_texture()

    def set_field(self, field: HeightField) -> None:
        """Take over new heights. The mesh is only built anew if the grid's shape or its holes change."""
        n0, n1 = field.shape
        holes = None if field.whole else np.isfinite(field.z).tobytes()
        if (n0, n1) != self._shape:
            x = HALF[0] * (2.0 * np.arange(-1, n0 + 1) / (n0 - 1) - 1.0)
            y = HALF[1] * (2.0 * np.arange(-1, n1 + 1) / (n1 - 1) - 1.0)
            xy = np.stack(np.meshgrid(x, y, indexing="ij"), axis=-1)[1:-1]
            self._xy.write(np.ascontiguousarray(xy, dtype=np.float32))
        if (n0, n1) != self._shape or holes != self._holes:
            self._counts.clear()
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
        stride: int = 1,
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
        stride
            Only every such grid line is drawn (and the last one).
        """
        if self._shape is None:
            return
        n0, n1 = self._shape
        self._triangles(stride, field)
        program = self._program_for(cut=field.scale.cut, box=box is not None)
        program.use()
        program.set_matrix("u_matrix", projection.matrix)
        program.set("u_cell", 2 * HALF[0] / (n0 - 1), 2 * HALF[1] / (n1 - 1))
        program.set("u_eye", *projection.axes[2].tolist(), projection.strength)
        program.set("u_light", *light.tolist())
        # Seen from above the surface is a map: there its colours are not to be shaded much.
        program.set("u_relief", 0.4 + 0.6 * projection.strength / STRENGTH)
        lowest = HALF[2] * (2.0 * field.scale.bottom - 1.0)
        program.set("u_height", lowest, 1.0 / (HALF[2] - lowest))
        first, step = field.scale.levels()
        lines = np.array([grid[0][0], grid[1][0], HALF[2] * (2.0 * first - 1.0)])
        density = 1.0 / np.array([grid[0][1], grid[1][1], 2.0 * HALF[2] * step])
        program.set("u_lines", *lines.tolist())
        program.set("u_density", *density.tolist())
        program.set("u_mist", *look.mist[:3])
        program.set("u_line", *look.line)
        program.set("u_grid_alpha", look.grid_alpha)
        if field.scale.cut:
            program.set("u_top", (TOP - float(lines[2])) * float(density[2]))
        if field.scale.cut or box is not None:
            program.set("u_rim", *look.rim)
        if box is not None:
            ends = (np.array(box).T - lines[:2]) * density[:2]
            program.set("u_box", *ends.mean(axis=0).tolist(), *(0.5 * (ends[1] - ends[0])).tolist())
            program.set("u_box_alpha", look.box_alpha)
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

    def _triangles(self, stride: int, field: HeightField) -> None:
        """Make the index buffer of a stride, if it is not there yet."""
        if stride in self._counts:
            return
        n0, n1 = field.shape
        triangles = mesh_indices(n0, n1, stride)
        if not field.whole:
            finite = np.zeros((n0, n1 + 2), dtype=bool)
            finite[:, 1:-1] = np.isfinite(field.z)
            triangles = triangles[finite.ravel()[triangles].all(axis=1)]
        if stride not in self._indices:
            self._indices[stride] = Buffer(GL.GL_ELEMENT_ARRAY_BUFFER, GL.GL_STATIC_DRAW)
        self._indices[stride].write(np.ascontiguousarray(triangles))
        self._counts[stride] = triangles.size

    def _program_for(self, *, cut: bool, box: bool) -> Program:
        """The program for this case. `discard` costs the early depth test, so only a cut surface has it."""
        key = (cut, box)
        if key not in self._programs:
            defines = ("#define CUT\n" if cut else "") + ("#define BOX\n" if box else "")
            self._programs[key] = Program(self._context, VERTEX, defines + FRAGMENT_SHADER, self.ATTRIBUTES)
        return self._programs[key]

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
        for program in self._programs.values():
            program.delete()
        for buffer in (self._xy, self._z, *self._indices.values()):
            buffer.delete()
        GL.glDeleteTextures(1, [self._map])


def colour_map_texture() -> int:
    """The colour map as a texture of one row, so fine that it needs no interpolation."""
    colours = np.ascontiguousarray(colour_map()[None])
    texture = int(GL.glGenTextures(1))
    GL.glBindTexture(GL.GL_TEXTURE_2D, texture)
    for name, value in (
        (GL.GL_TEXTURE_MIN_FILTER, GL.GL_NEAREST),
        (GL.GL_TEXTURE_MAG_FILTER, GL.GL_NEAREST),
        (GL.GL_TEXTURE_WRAP_S, GL.GL_CLAMP_TO_EDGE),
        (GL.GL_TEXTURE_WRAP_T, GL.GL_CLAMP_TO_EDGE),
    ):
        GL.glTexParameteri(GL.GL_TEXTURE_2D, name, value)
    GL.glPixelStorei(GL.GL_UNPACK_ALIGNMENT, 4)
    GL.glTexImage2D(GL.GL_TEXTURE_2D, 0, GL.GL_RGBA, MAP_SIZE, 1, 0, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE, colours)
    return texture
