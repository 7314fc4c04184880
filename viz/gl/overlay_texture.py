"""The overlay's colours on the graphics card."""

from __future__ import annotations

import numpy as np

from viz.gl.opengl import GL
from viz.gl.program import Program
from viz.scene.arrays import Array
from viz.scene.field import HeightField
from viz.scene.overlay import Overlay

UNIT = 1
"""Texture unit: the surface's own colours are on the first one."""


class OverlayTexture:
    """One texture, made when it is first needed. All methods need the context to be current."""

    def __init__(self) -> None:
        self._id: int | None = None
        self._overlay: Overlay | None = None

    @property
    def on(self) -> bool:
        """Whether there is an overlay."""
        return self._overlay is not None

    def set(self, overlay: Overlay | None) -> None:
        """Take another overlay, or none. Its pixels stay pixels: each is a run of its own."""
        self._overlay = overlay
        if overlay is None:
            return
        if self._id is None:
            self._id = int(GL.glGenTextures(1))
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._id)
        for name, value in (
            (GL.GL_TEXTURE_MIN_FILTER, GL.GL_NEAREST),
            (GL.GL_TEXTURE_MAG_FILTER, GL.GL_NEAREST),
            (GL.GL_TEXTURE_WRAP_S, GL.GL_CLAMP_TO_EDGE),
            (GL.GL_TEXTURE_WRAP_T, GL.GL_CLAMP_TO_EDGE),
        ):
            GL.glTexParameteri(GL.GL_TEXTURE_2D, name, value)
        n0, n1, _ = overlay.colours.shape
        rows = np.ascontiguousarray(overlay.colours.swapaxes(0, 1))  # a texture's rows go along w0
        GL.glPixelStorei(GL.GL_UNPACK_ALIGNMENT, 4)
        GL.glTexImage2D(GL.GL_TEXTURE_2D, 0, GL.GL_RGBA, n0, n1, 0, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE, rows)

    def bind(self, program: Program, field: HeightField, lines: Array, density: Array) -> None:
        """Let a program see it; `lines` and `density` are how it counts places, as in its shader."""
        assert self._overlay is not None
        factors, shifts = [], []
        for (start, end), first, dense in zip(
            self._overlay.places(field), lines.tolist(), density.tolist(), strict=False
        ):
            factors.append(1.0 / (dense * (end - start)))
            shifts.append((first - start) / (end - start))
        program.set("u_over_at", *factors, *shifts)
        program.set_texture("u_over", UNIT)
        GL.glActiveTexture(GL.GL_TEXTURE0 + UNIT)
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._id)

    def delete(self) -> None:
        """Free everything."""
        if self._id is not None:
            GL.glDeleteTextures(1, [self._id])
