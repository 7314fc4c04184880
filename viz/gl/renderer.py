"""One frame of the scene, in order: surface, lines, paths, marks, texts."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QOpenGLContext
from PySide6.QtOpenGL import (
    QOpenGLFramebufferObject,
    QOpenGLFramebufferObjectFormat,
    QOpenGLVertexArrayObject,
)

from viz.gl.colours import mixed, rgba
from viz.gl.frame_lines import box_lines, grid_spacing, nearly_all, rim_lines, tick_lines
from viz.gl.opengl import GL
from viz.gl.overlay import Overlay, epoch_dots
from viz.gl.program import forget_errors
from viz.gl.ribbon_item import NOTHING, Ribbon, RibbonBrush, RibbonItem, RibbonStyle, ribbon
from viz.gl.sprite_item import SpriteItem, dots, sprite_vertices
from viz.gl.surface_item import SurfaceItem, SurfaceLook, moving_stride
from viz.gl.text_item import TextItem
from viz.scene.arrays import Array
from viz.scene.axes import Axis
from viz.scene.camera import Projection
from viz.scene.state import PathLayer, Scene
from viz.theme import Theme

SAMPLES = 4
SOFTWARE_PIXELS = 360_000
"""Larger views are not multisampled by a software renderer, not even at rest: the user would feel it."""
MOST_DOTS = 120


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
        self._surface = SurfaceItem(context)
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

    def draw(
        self,
        scene: Scene,
        projection: Projection,
        axes: list[Axis],
        overlay: Overlay,
        theme: Theme,
        scale: float,
        target: int,
        *,
        moving: bool,
        best: bool = False,
    ) -> None:
        """Draw a frame into framebuffer `target`, `scale` device pixels per logical pixel.

        Edges are multisampled, but under a software renderer only in frames that are `best`, or at rest and
        not too large.
        """
        view = (projection.view.width, projection.view.height)
        size = QSize(max(1, round(view[0] * scale)), max(1, round(view[1] * scale)))
        self._vao.bind()
        forget_errors()
        self._upload(scene, theme)
        self._texts.prepare(overlay.texts, scale)
        quick = self.software and (moving or size.width() * size.height() > SOFTWARE_PIXELS)
        sampled = self._can_sample and (best or not quick)
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
            self._draw_depth(scene, projection, axes, theme, scale, view, moving)
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
            self._rim.set(rim_lines(scene.field, theme))
        for key in scene.changed - {"surface"}:
            layer = scene.draped(key)
            shape = NOTHING if layer is None else path_ribbon(layer, theme, key)
            if layer is None and key in self._lines:
                self._lines.pop(key).delete()
            elif layer is not None:
                self._lines.setdefault(key, RibbonItem()).set(shape)
        scene.changed.clear()

    def _draw_depth(
        self,
        scene: Scene,
        projection: Projection,
        axes: list[Axis],
        theme: Theme,
        scale: float,
        view: tuple[float, float],
        moving: bool,
    ) -> None:
        """Surface, box, paths and epochs: what hides each other."""
        field = scene.field
        assert field is not None
        box = None
        if scene.box is not None:
            corners = field.xy(np.array([[side[k] for side in scene.box] for k in (0, 1)]))
            box = ((float(corners[0, 0]), float(corners[1, 0])), (float(corners[0, 1]), float(corners[1, 1])))
        spacing = grid_spacing(field)
        look = surface_look(theme, quiet_box=box is None or nearly_all(box))
        stride = moving_stride(field.shape, projection, software=self.software) if moving else 1
        self._surface.draw(projection, field, look, light(projection), spacing, box, stride)
        GL.glEnable(GL.GL_BLEND)
        GL.glBlendFunc(GL.GL_ONE, GL.GL_ONE_MINUS_SRC_ALPHA)
        GL.glDepthMask(GL.GL_FALSE)
        self._brush.begin(projection, scale)
        frame_key = (field.w0, field.w1, box, theme.name)
        if frame_key != self._frame_key:
            self._frame_key = frame_key
            self._frame.set(box_lines(field, box, theme))
        if axes and axes is not self._ticks_key:
            self._ticks_key = axes
            self._ticks.set(tick_lines(axes, projection, theme))
        self._rim.draw(self._brush, RibbonStyle(core=1.2, lift=0.02))
        self._frame.draw(self._brush, RibbonStyle(core=1.0))
        self._ticks.draw(self._brush, RibbonStyle(core=1.1))
        order = sorted(
            self._lines, key=lambda key: ("ghost", "preview", "path", "gradient").index(key.split()[0])
        )
        for key in order:
            style = line_style(key, theme)
            # Behind the surface a path shines through, faintly.
            GL.glDepthFunc(GL.GL_GREATER)
            self._lines[key].draw(self._brush, behind(style))
            GL.glDepthFunc(GL.GL_LEQUAL)
            self._lines[key].draw(self._brush, style)
        for key in order:
            found = epoch_dots(scene, projection, key, MOST_DOTS) if key.startswith("path") else None
            if found is not None:
                fill, stroke = rgba(scene.paths[key].colour), rgba(theme.scene, 0.85)
                self._dots.draw(dots(found[0], found[1], 2.6, fill, stroke, 1.2), view, scale)

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


def surface_look(theme: Theme, *, quiet_box: bool) -> SurfaceLook:
    """Lines on the surface: light on its colours in both themes. The lesson's box is only hinted at
    where the surface hardly reaches beyond it."""
    line = rgba("#ffffff", 0.30 if theme.name == "dark" else 0.36)
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


def line_style(key: str, theme: Theme) -> RibbonStyle:
    """Width and outline by kind of path."""
    casing = rgba(theme.scene, 0.72)
    kind = key.split()[0]
    if kind == "path":
        return RibbonStyle(core=3.6, casing=1.4, casing_colour=casing, lift=0.09, round=0.28)
    if kind == "preview":
        return RibbonStyle(
            core=2.0, casing=1.0, casing_colour=rgba(theme.scene, 0.45), dash=(9.0, 0.62), lift=0.08
        )
    if kind == "ghost":
        return RibbonStyle(core=2.2, casing=1.0, casing_colour=rgba(theme.scene, 0.5), alpha=0.85, lift=0.07)
    return RibbonStyle(core=2.4, casing=1.2, casing_colour=casing, lift=0.1)


def behind(style: RibbonStyle) -> RibbonStyle:
    """The same line seen through the surface."""
    return RibbonStyle(
        core=max(1.4, style.core - 1.2), alpha=0.28 * style.alpha, dash=style.dash, lift=style.lift
    )


def path_ribbon(layer: PathLayer, theme: Theme, key: str) -> Ribbon:
    """Geometry and colours of a path; epochs beyond the certain ones are fainter."""
    assert layer.line is not None
    own = {"ghost": theme.ghost, "gradient": theme.text, "preview": mixed(theme.text, theme.scene, 0.06)}
    colour = rgba(layer.colour or own[key.split()[0]])
    points = layer.line.points
    if layer.certain is None:
        return ribbon(points, colour)
    colours = np.tile(np.array(colour), (len(points), 1))
    colours[layer.line.epoch > layer.certain, 3] *= 0.38
    return ribbon(points, colours)
