"""Frames of the 3D view: the surface alone against pyqtgraph's and an empty view, the full scene, a drag.

A frame is what the user waits for: asked for, drawn, and put on the screen. Times are those of a shown
window, 900 × 600, whatever draws it (without a graphics card: Mesa's llvmpipe).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from app.bench.measure import Benchmark, Line, limit, median_seconds, ratio, side_by_side

if TYPE_CHECKING:
    import numpy as np
    from PySide6.QtWidgets import QApplication, QWidget

    from viz.surface_view import SurfaceView

SIZE = (900, 600)
GRID = (130, 110)
FRAMES = 60
EPOCHS = 1000


def _heights() -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
    """The logistic lesson's grid with its loss, and that loss slightly changed: what a dragged datum does."""
    import numpy as np

    from engine.lessons import load_lesson
    from engine.problem import Problem
    from engine.surface import surface

    lesson = load_lesson("logistic-mse-possible")
    box = lesson.surface
    w0, w1 = np.linspace(*box.w0, GRID[0]), np.linspace(*box.w1, GRID[1])
    loss = surface(Problem.of(lesson.config()), w0, w1)
    return w0, w1, [loss, loss * (1.0 + 0.01 * np.sin(w0)[:, None])]


@cache
def _application() -> QApplication:
    """The application; kept, since it must not be collected while Qt lives."""
    from PySide6.QtWidgets import QApplication

    from app.display import ensure_display
    from app.startup import make_application

    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    ensure_display()
    return make_application([])


@contextmanager
def _shown(widget: QWidget) -> Iterator[Callable[[], None]]:
    """Show a widget; gives a function that draws one frame of it and waits until it is on the screen."""
    from PySide6.QtTest import QTest

    application = _application()
    widget.resize(*SIZE)
    widget.show()
    if not QTest.qWaitForWindowExposed(widget):
        raise RuntimeError("the window was not shown")
    canvas: Any = widget.focusProxy() or widget

    def frame() -> None:
        canvas.update()
        application.processEvents()
        canvas.makeCurrent()
        canvas.context().functions().glFinish()

    try:
        yield frame
    finally:
        widget.close()
        widget.deleteLater()
        application.processEvents()


@contextmanager
def _view() -> Iterator[tuple[SurfaceView, Callable[[], None]]]:
    """A shown `SurfaceView`, and the function that draws a frame of it."""
    from viz.surface_view import SurfaceView

    _application()
    view = SurfaceView()
    if view.failure:
        raise RuntimeError(view.failure)
    with _shown(view) as frame:
        view.load()
        yield view, frame


@contextmanager
def _item() -> Iterator[Callable[[], None]]:
    """The surface item alone in a shown window; the function gives it other heights and draws a frame."""
    from OpenGL import GL
    from PySide6.QtOpenGL import QOpenGLVertexArrayObject
    from PySide6.QtOpenGLWidgets import QOpenGLWidget

    from viz.gl.frame_lines import grid_spacing
    from viz.gl.renderer import light, surface_look
    from viz.gl.surface_item import SurfaceItem, moving_stride
    from viz.scene.camera import Camera, Projection, Viewport
    from viz.scene.field import HeightField
    from viz.scene.height import fit_scale
    from viz.theme import DARK

    _application()
    w0, w1, losses = _heights()
    projection = Projection(Camera(30, 75), Viewport(*SIZE, 60, 30, 42, 54))
    look, stride = surface_look(DARK, quiet_box=True), moving_stride(GRID, projection, software=True)

    class Alone(QOpenGLWidget):
        turn = 0

        def initializeGL(self) -> None:
            self.array = QOpenGLVertexArrayObject()
            self.array.create()
            self.array.bind()
            self.item = SurfaceItem()

        def paintGL(self) -> None:
            self.turn += 1
            loss = losses[self.turn % 2]
            field = HeightField.of(w0, w1, loss, fit_scale(loss))
            GL.glClearColor(0.05, 0.07, 0.09, 1.0)
            GL.glClear(GL.GL_COLOR_BUFFER_BIT | GL.GL_DEPTH_BUFFER_BIT)
            self.array.bind()
            self.item.set_field(field)
            self.item.draw(projection, field, look, light(projection), grid_spacing(field), None, stride)
            self.array.release()

    with _shown(Alone()) as frame:
        yield frame


def against_pyqtgraph(name: str) -> Line:
    """A frame with new heights, against `GLSurfacePlotItem` with its own shading and normals."""
    import numpy as np
    from pyqtgraph import opengl

    with _item() as frame:
        w0, w1, losses = _heights()
        heights = [loss.astype(np.float32) for loss in losses]
        peer = opengl.GLViewWidget()
        item = opengl.GLSurfacePlotItem(x=w0, y=w1, z=heights[0], shader="shaded", computeNormals=True)
        item.translate(3.5, -4.5, 0.0)
        peer.addItem(item)
        peer.setCameraPosition(distance=20, elevation=30, azimuth=75)
        turn = 0
        with _shown(peer) as peer_frame:

            def redraw() -> None:
                nonlocal turn
                turn += 1
                item.setData(z=heights[turn % 2])
                peer_frame()

            redraw()
            times = side_by_side(frame, redraw, rounds=11, repeats=6)
    return ratio(
        name, 8, times, note="against pyqtgraph’s default item; the mesh as coarse as while dragging"
    )


def against_empty(name: str) -> Line:
    """The same frame against one in which nothing is drawn."""
    from PySide6.QtOpenGLWidgets import QOpenGLWidget

    class Empty(QOpenGLWidget):
        def paintGL(self) -> None:
            functions = self.context().functions()
            functions.glClearColor(0.05, 0.07, 0.09, 1.0)
            functions.glClear(0x4100)  # colour and depth

    with _item() as frame, _shown(Empty()) as nothing:
        ours, empty = side_by_side(frame, nothing, rounds=FRAMES, repeats=1)
    note = f"{1e3 * ours:.1f} ms against {1e3 * empty:.1f} ms of an empty view"
    return limit(name, 3.0, ours / empty, "×", note=note)


def _dressed(view: SurfaceView) -> np.ndarray:
    """Give a view everything that it has in a run of 1,000 epochs; returns the path."""
    import numpy as np

    from engine.lessons import load_lesson
    from engine.preview import preview
    from engine.problem import Problem
    from viz.surface_view import Mark
    from viz.theme import DARK

    lesson = load_lesson("logistic-mse-possible")
    config = lesson.config(epochs=EPOCHS)
    w0, w1, losses = _heights()
    box = (lesson.surface.w0, lesson.surface.w1)
    path: np.ndarray = np.asarray(preview(config).path)
    problem = Problem.of(config)
    middle = path[len(path) // 2]
    view.set_surface(w0, w1, losses[0], box=box)
    view.set_start(*config.start)
    view.set_path(0, path, DARK.runs[0])
    view.set_ghost(np.add(path[: EPOCHS // 2], (0.2, 0.1)), "learning rate 0.1")
    view.set_preview(np.add(path, (-0.3, 0.1)), EPOCHS // 2)
    view.set_current(float(middle[0]), float(middle[1]), DARK.runs[0])
    g0, g1 = problem.gradient(middle[0], middle[1])
    view.set_gradient((float(g0), float(g1)))
    view.set_marks([Mark(-1, 5, "true (−1, 5)", "true"), Mark(-1.032, 4.837, "minimum", "optimum")])
    view.show_view(30, 75, animate=False)
    return path


def full_frame(name: str) -> Line:
    """Surface, axes, labels, handle, marks, a path of 1,000 epochs, ghost and preview; the camera turning."""
    with _view() as (view, frame):
        _dressed(view)
        azimuth = 75.0

        def turn() -> None:
            nonlocal azimuth
            azimuth += 0.5
            view.show_view(30, azimuth, animate=False)
            frame()

        milliseconds = 1e3 * median_seconds(turn, FRAMES)
    return limit(name, 33.0, milliseconds, "ms")


def drag_to_frame(name: str) -> Line:
    """From a mouse move that drags the start to the frame with the new preview of 1,000 epochs on screen."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    from engine.lessons import load_lesson
    from engine.preview import preview

    lesson = load_lesson("logistic-mse-possible")
    with _view() as (view, frame):
        _dressed(view)
        frame()
        canvas: Any = view.focusProxy()

        def answer(w0: float, w1: float) -> None:
            seen = preview(lesson.config(start=(w0, w1), epochs=EPOCHS))
            view.set_preview(seen.path, seen.uncertain_from)

        view.start_point_dragged.connect(answer)
        at = view.pixel_of(*lesson.config().start)
        assert at is not None
        grip = QPoint(round(at[0]), round(at[1]))
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=grip)
        step = 0

        def move() -> None:
            nonlocal step
            step += 1
            QTest.mouseMove(canvas, grip + QPoint(step % 90, step % 60))
            frame()

        milliseconds = 1e3 * median_seconds(move, FRAMES)
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=grip)
    return limit(name, 50.0, milliseconds, "ms")


LINES = (
    Benchmark("scene-surface-vs-pyqtgraph", against_pyqtgraph),
    Benchmark("scene-surface-vs-empty", against_empty),
    Benchmark("scene-full-frame", full_frame),
    Benchmark("drag-to-frame", drag_to_frame),
)
