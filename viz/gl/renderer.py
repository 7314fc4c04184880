"""One frame of the scene, in order: surface, lines, paths, marks, texts."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QOpenGLContext
from PySide6.QtOpenGL import (
    QOpenGLFramebufferObject,
    QOpenGLFramebufferObjectFormat,
    QOpenGLVertexArrayObject,
)

from viz.gl.colours import rgba
from viz.gl.epoch_dots import epoch_dots
from viz.gl.frame import Frame
from viz.gl.frame_lines import box_lines, grid_spacing, nearly_all, rim_lines, tick_lines
from viz.gl.line_style import ORDER, behind, kind_of, line_style, path_ribbon
from viz.gl.opengl import GL
from viz.gl.overlay import Overlay
from viz.gl.program import check_errors, forget_errors
from viz.gl.ribbon_item import RibbonBrush, RibbonItem, RibbonStyle
from viz.gl.sprite_item import SpriteItem, sprite_vertices
from viz.gl.surface_item import SurfaceItem, SurfaceLook, moving_stride, resting_stride
from viz.gl.text_item import TextItem
from viz.scene.arrays import Array
from viz.scene.camera import HALF, Projection
from viz.scene.state import Scene
from viz.theme import Theme

SAMPLES = 4


class Renderer:
    """All GL resources of the view. Made and used with the context current."""

    def __init__(self, context: QOpenGLContext) -> None:
        self._vao = QOpenGLVertexArrayObject()
        self._vao.create()
        self._vao.bind()
        forget_errors()
        name = GL.glGetString(GL.GL_RENDERER) or b""
        self.software = any(
            word in name.lower() for word in (b"llvmpipe", b"softpipe", b"swrast", b"software")
        )
        """Whether frames are drawn by the processor, where multisampling is dear."""
        self._can_sample = QOpenGLFramebufferObject.hasOpenGLFramebufferBlit()
        self._samples: QOpenGLFramebufferObject | None = None
        self._surface = SurfaceItem()
        self._brush = RibbonBrush(context)
        self._sprites = SpriteItem(context)
        self._dots = SpriteItem(context)
        self._texts = TextItem(context)
        self._frame = RibbonItem()
        self._ticks = RibbonItem()
        self._rim = RibbonItem()
        self._lines: dict[str, RibbonItem] = {}
        self._frame_key: object = None
        self._ticks_key: object = None
        self._vao.release()
        check_errors()

    def draw(self, frame: Frame, overlay: Overlay, scale: float, target: int) -> None:
        """Draw a frame into framebuffer `target`, `scale` device pixels per logical pixel.

        Edges are multisampled, but under a software renderer only in frames that are `best`: it compiles
        all shaders anew for them, which takes a tenth of a second.
        """
        scene, theme = frame.scene, frame.theme
        view = (frame.projection.view.width, frame.projection.view.height)
        size = QSize(max(1, round(view[0] * scale)), max(1, round(view[1] * scale)))
        self._vao.bind()
        forget_errors()
        self._upload(scene, theme)
        self._texts.prepare(overlay.texts, scale)
        plain = self.software and not frame.best
        sampled = self._can_sample and not plain
        if sampled:
            self._multisample(size).bind()
        GL.glViewport(0, 0, size.width(), size.height())
        GL.glDisable(GL.GL_SCISSOR_TEST)
        GL.glDisable(GL.GL_CULL_FACE)
        GL.glDepthMask(GL.GL_TRUE)
        GL.glDepthFunc(GL.GL_LEQUAL)
        GL.glClearColor(*rgba(theme.scene))
        GL.glClear(GL.GL_COLOR_BUFFER_BIT | GL.GL_DEPTH_BUFFER_BIT)
        if scene.field is not None:
            self._draw_depth(frame, scale, coarse=plain)
        if sampled and self._samples is not None:
            GL.glBindFramebuffer(GL.GL_READ_FRAMEBUFFER, self._samples.handle())
            GL.glBindFramebuffer(GL.GL_DRAW_FRAMEBUFFER, target)
            corners = (0, 0, size.width(), size.height())
            GL.glBlitFramebuffer(*corners, *corners, GL.GL_COLOR_BUFFER_BIT, GL.GL_NEAREST)
            GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, target)
        GL.glDisable(GL.GL_DEPTH_TEST)
        GL.glEnable(GL.GL_BLEND)
        GL.glBlendFunc(GL.GL_ONE, GL.GL_ONE_MINUS_SRC_ALPHA)
        self._sprites.draw(sprite_vertices(overlay.sprites), view, scale)
        self._texts.draw(view)
        GL.glDisable(GL.GL_BLEND)
        GL.glDepthMask(GL.GL_TRUE)
        GL.glUseProgram(0)
        self._vao.release()
        check_errors()

    def _multisample(self, size: QSize) -> QOpenGLFramebufferObject:
        if self._samples is None or self._samples.size() != size:
            form = QOpenGLFramebufferObjectFormat()
            form.setSamples(SAMPLES)
            form.setAttachment(QOpenGLFramebufferObject.Attachment.Depth)
            self._samples = QOpenGLFramebufferObject(size, form)
        return self._samples

    def _upload(self, scene: Scene, theme: Theme) -> None:
        """Bring what changed to the graphics card."""
        if scene.field is not None and "surface" in scene.changed:
            self._surface.set_field(scene.field)
            slope = scene.slope if scene.colouring == "gradient" else None
            self._surface.set_tones(None if slope is None else slope.fraction)
            self._rim.set(rim_lines(scene.field, theme))
        if "overlay" in scene.changed:
            self._surface.set_overlay(scene.overlay)
        for key in scene.changed - {"surface", "overlay"}:
            layer = scene.draped(key)
            if layer is not None:
                if key not in self._lines:
                    self._lines[key] = RibbonItem()
                self._lines[key].set(path_ribbon(layer, theme, key))
            elif key in self._lines:
                self._lines.pop(key).delete()
        scene.changed.clear()

    def _draw_depth(self, frame: Frame, scale: float, *, coarse: bool) -> None:
        """Surface, box, paths and epochs: what hides each other. `coarse` at rest where nobody can tell."""
        scene, projection, theme, field = frame.scene, frame.projection, frame.theme, frame.field
        box = None
        if scene.box is not None:
            corners = field.xy(np.array([[side[k] for side in scene.box] for k in (0, 1)]))
            box = ((float(corners[0, 0]), float(corners[1, 0])), (float(corners[0, 1]), float(corners[1, 1])))
        look = surface_look(theme, quiet_box=box is None or nearly_all(box), flat=scene.flat)
        # Lines of a map and the gradient's colours are finer than its heights.
        plain = not scene.flat and scene.colouring == "loss" and scene.overlay is None
        stride = 1
        if frame.quick:
            bend = field.bend if plain else math.inf
            stride = moving_stride(field.shape, projection, software=self.software, bend=bend)
        elif coarse and plain:
            stride = resting_stride(field.shape, projection, field.bend)
        self._surface.draw(
            projection, field, look, light(projection), grid_spacing(field), box, stride, _levels(scene)
        )
        if not frame.with_lines:
            return
        GL.glEnable(GL.GL_BLEND)
        GL.glBlendFunc(GL.GL_ONE, GL.GL_ONE_MINUS_SRC_ALPHA)
        GL.glDepthMask(GL.GL_FALSE)
        self._brush.begin(projection, scale)
        frame_key = (field.w0, field.w1, box, theme.name)
        if frame_key != self._frame_key:
            self._frame_key = frame_key
            self._frame.set(box_lines(field, box, theme))
        if frame.axes and frame.axes is not self._ticks_key:
            self._ticks_key = frame.axes
            self._ticks.set(tick_lines(frame.axes, projection, theme))
        self._rim.draw(self._brush, RibbonStyle(core=1.2, lift=0.02))
        self._frame.draw(self._brush, RibbonStyle(core=1.0))
        self._ticks.draw(self._brush, RibbonStyle(core=1.1))
        self._draw_lines(frame)
        self._vao.bind()
        dots = epoch_dots(frame)
        self._dots.draw(dots, (projection.view.width, projection.view.height), scale)

    def _draw_lines(self, frame: Frame) -> None:
        """Paths and arrows: first what shines through the surface, faintly, then what is before it."""
        scene = frame.scene
        kinds = {key: kind_of(key, scene.paths[key]) for key in self._lines if key in scene.paths}

        def rank(key: str) -> tuple[int, int]:
            # Of several runs the lead's path, of the first slot, lies on top.
            slot = int(key.split()[1]) if kinds[key] in ("path", "preview", "faded") else 0
            return ORDER.index(kinds[key].split()[0]), -slot

        order = sorted(kinds, key=rank)
        if not frame.projection.is_map:
            GL.glDepthFunc(GL.GL_GREATER)
            for key in order:
                self._lines[key].draw(self._brush, behind(line_style(kinds[key], frame.theme)))
            GL.glDepthFunc(GL.GL_LEQUAL)
        for key in order:
            self._lines[key].draw(self._brush, line_style(kinds[key], frame.theme))

    def delete(self) -> None:
        """Free everything."""
        for item in (
            self._surface,
            self._brush,
            self._sprites,
            self._dots,
            self._texts,
            self._frame,
            self._ticks,
            self._rim,
        ):
            item.delete()
        for line in self._lines.values():
            line.delete()
        self._samples = None
        self._vao.destroy()


def _levels(scene: Scene) -> list[float] | None:
    """Heights of a map's contour lines; None where it is no map."""
    levels = scene.levels
    if not scene.flat or levels is None or scene.field is None:
        return None
    fractions = scene.field.scale.fraction(np.array(levels.losses))
    heights: list[float] = (HALF[2] * (2.0 * fractions - 1.0)).tolist()
    return heights


def surface_look(theme: Theme, *, quiet_box: bool, flat: bool = False) -> SurfaceLook:
    """Lines on the surface: light on its colours in both themes, clearer on a map, where they are all there
    is to read. The lesson's box is only hinted at where the surface hardly reaches beyond it."""
    alpha = 0.30 if theme.name == "dark" else 0.36
    line = rgba("#ffffff", 1.8 * alpha if flat else alpha)
    return SurfaceLook(
        line,
        rim=rgba(theme.text, 0.85),
        mist=rgba(theme.scene),
        grid_alpha=0.06,
        box_alpha=0.16 if quiet_box else 0.55,
    )


def light(projection: Projection) -> Array:
    """Direction of the light: over the viewer's left shoulder, wherever he stands."""
    right, _, back = projection.axes
    direction = -0.75 * right + 0.35 * back + np.array([0.0, 0.0, 0.75])
    return np.asarray(direction / np.linalg.norm(direction))
