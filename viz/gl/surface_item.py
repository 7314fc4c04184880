"""The loss surface: a fixed mesh of which only the heights ever travel to the graphics card.

The heights lie in one buffer with a ring of padding. Bound five times with different offsets it gives
the vertex shader a vertex's own height and its four neighbours', and so the normal.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtGui import QOpenGLContext

from viz.gl.colours import MAP_SIZE, Rgba, colour_map
from viz.gl.opengl import GL
from viz.gl.overlay_texture import OverlayTexture
from viz.gl.program import FLOAT_BYTES, Buffer, Program
from viz.gl.surface_shader import FRAGMENT_SHADER, VERTEX
from viz.scene.arrays import Array, Pair
from viz.scene.camera import HALF, STRENGTH, Projection
from viz.scene.field import TOP, HeightField
from viz.scene.levels import MOST_LEVELS
from viz.scene.overlay import Overlay
from viz.scene.state import Colouring

LARGE = 400
"""Grids with at least this many values a side are drawn coarser while something moves."""

COARSE_CELL = 7.0
"""Pixels that any cell may have while something moves and the processor draws: less than half a pixel of
height is lost on the course's surfaces, and a frame takes half of the time."""

COARSE_ERROR, COARSE_SMOOTH = 0.75, 20.0
"""Where the surface is smooth, cells may have up to so many pixels as long as the height is less than so many
pixels wrong."""

RESTING_ERROR, RESTING_SMOOTH = 0.25, 8.0
"""The same at rest, where the processor draws a large view: nobody can tell, and it takes half as long."""

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


def moving_stride(
    shape: tuple[int, int], projection: Projection, *, software: bool, bend: float = np.inf
) -> int:
    """How coarse the mesh may be while something moves; `bend` is that of the height field."""
    most = max(shape)
    if not software:
        return 2 if most >= LARGE else 1
    cell = 2 * HALF[0] * projection.focal / (most - 1)
    any_surface = int(COARSE_CELL / cell)
    this_one = _smooth_stride(shape, projection, bend, COARSE_ERROR, COARSE_SMOOTH)
    return min(max(1, any_surface, this_one), COARSEST)


def resting_stride(shape: tuple[int, int], projection: Projection, bend: float) -> int:
    """How coarse the mesh of a smooth surface may be at rest without anybody's seeing it."""
    return min(max(1, _smooth_stride(shape, projection, bend, RESTING_ERROR, RESTING_SMOOTH)), COARSEST)


def _smooth_stride(
    shape: tuple[int, int], projection: Projection, bend: float, wrong: float, wide: float
) -> int:
    """The stride at which heights are less than `wrong` pixels wrong and cells have at most `wide` pixels."""
    cell = 2 * HALF[0] * projection.focal / (max(shape) - 1)
    error = bend * projection.focal / 8.0
    return int(min(wide / cell, (wrong / max(error, 1e-12)) ** 0.5))


FAR = 1e3
"""Height of contour lines that are not needed."""


@dataclass(frozen=True, slots=True)
class _Case:
    """What the shaders are compiled for."""

    cut: bool
    box: bool
    tone: bool = False
    levels: bool = False
    over: bool = False

    @property
    def defines(self) -> str:
        """Lines for the preprocessor."""
        wanted = {"CUT": self.cut, "BOX": self.box, "TONE": self.tone, "OVER": self.over}
        lines = "".join(f"#define {name}\n" for name, on in wanted.items() if on)
        return lines + (f"#define LEVELS {MOST_LEVELS}\n" if self.levels else "")


class SurfaceItem:
    """GL resources of the surface. All methods need the context to be current."""

    ATTRIBUTES = ("a_xy", "a_z", "a_left", "a_right", "a_down", "a_up", "a_tone")

    def __init__(self) -> None:
        self._programs: dict[_Case, Program] = {}
        self._program_for(_Case(cut=False, box=True))
        self._xy = Buffer(usage=GL.GL_STATIC_DRAW)
        self._z = Buffer()
        self._tones = Buffer()
        self._toned = False
        self._indices: dict[int, Buffer] = {}
        self._counts: dict[int, int] = {}
        self._shape: tuple[int, int] | None = None
        self._holes: bytes | None = None
        self._over = OverlayTexture()
        self._maps: dict[Colouring, int] = {"loss": colour_map_texture("loss")}

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

    def set_tones(self, tones: Array | None) -> None:
        """Colour by places in the gradient's colour map, shape (n0, n1), finite; None: by height."""
        self._toned = tones is not None
        if tones is None:
            return
        if "gradient" not in self._maps:
            self._maps["gradient"] = colour_map_texture("gradient")
        self._tones.write(np.pad(tones.astype(np.float32), ((0, 0), (1, 1))))

    def set_overlay(self, overlay: Overlay | None) -> None:
        """Lay colours over the surface's own, or none."""
        self._over.set(overlay)

    def draw(
        self,
        projection: Projection,
        field: HeightField,
        look: SurfaceLook,
        light: Array,
        grid: tuple[Pair, Pair],
        box: tuple[Pair, Pair] | None,
        stride: int = 1,
        levels: Sequence[float] | None = None,
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
        levels
            Heights of contour lines, at most `MOST_LEVELS`, on a surface drawn as a map: without light and
            shade where it is seen straight from above. None for even ones on a shaded surface.
        """
        if self._shape is None:
            return
        n0, n1 = self._shape
        self._triangles(stride, field)
        case = _Case(field.scale.cut, box is not None, self._toned, levels is not None, self._over.on)
        program = self._program_for(case)
        program.use()
        program.set_matrix("u_matrix", projection.matrix)
        program.set("u_cell", 2 * HALF[0] / (n0 - 1), 2 * HALF[1] / (n1 - 1))
        program.set("u_eye", *projection.axes[2].tolist(), projection.strength)
        program.set("u_light", *light.tolist())
        # Seen from above the surface is a map: there its colours are not to be shaded much.
        rest = 0.4 if levels is None else 0.0
        program.set("u_relief", rest + (1.0 - rest) * projection.strength / STRENGTH)
        lowest = HALF[2] * (2.0 * field.scale.bottom - 1.0)
        program.set("u_height", lowest, 1.0 / (HALF[2] - lowest))
        first, step = field.scale.levels()
        lines = np.array([grid[0][0], grid[1][0], HALF[2] * (2.0 * first - 1.0)])
        density = 1.0 / np.array([grid[0][1], grid[1][1], 2.0 * HALF[2] * step])
        if levels is not None:
            lines[2], density[2] = 0.0, 1.0
            heights = np.full(MOST_LEVELS, FAR, dtype=np.float32)
            heights[: len(levels)] = levels
            program.set_floats("u_levels", heights)
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
        if self._over.on:
            self._over.bind(program, field, lines, density)
        GL.glActiveTexture(GL.GL_TEXTURE0)
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._maps["gradient" if self._toned else "loss"])
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

    def _program_for(self, case: _Case) -> Program:
        """The program for this case. `discard` costs the early depth test, so only a cut surface has it."""
        if case not in self._programs:
            # Ask for the context anew: Python's hold on one that is kept may end before the context does.
            self._programs[case] = Program(
                QOpenGLContext.currentContext(),
                case.defines + VERTEX,
                case.defines + FRAGMENT_SHADER,
                self.ATTRIBUTES,
            )
        return self._programs[case]

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
        if self._toned:
            self._tones.bind()
            GL.glEnableVertexAttribArray(6)
            GL.glVertexAttribPointer(6, 1, GL.GL_FLOAT, GL.GL_FALSE, 0, ctypes.c_void_p(0))

    def delete(self) -> None:
        """Free everything."""
        for program in self._programs.values():
            program.delete()
        for buffer in (self._xy, self._z, self._tones, *self._indices.values()):
            buffer.delete()
        self._over.delete()
        GL.glDeleteTextures(len(self._maps), list(self._maps.values()))


def colour_map_texture(colouring: Colouring) -> int:
    """A colour map as a texture of one row, so fine that it needs no interpolation."""
    colours = np.ascontiguousarray(colour_map(colouring)[None])
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
