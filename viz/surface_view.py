"""The 3D view of a loss surface: the start is dragged on it, paths lie on it, the camera turns around it.

Calls go down (setters never emit), facts come up (signals). Importing and making the view is cheap: NumPy
and OpenGL are loaded after its first frame, and calls made before are kept until then.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QImage, QSurfaceFormat
from PySide6.QtWidgets import QStackedLayout, QWidget

from viz.gl.canvas import Canvas
from viz.gl.failure import FailurePane, gl_problem
from viz.scene.mark import Arrow, Mark
from viz.scene.pin import Pin
from viz.surface_camera import SurfaceCamera
from viz.surface_contents import SurfaceContents
from viz.surface_pins import SurfacePins
from viz.theme import DARK, Theme

__all__ = ["Arrow", "Mark", "Pin", "SurfaceView", "gl_problem"]

if TYPE_CHECKING:
    from viz.gl.navigation import Navigation
    from viz.gl.stage import Stage
    from viz.scene.arrays import Pair


class SurfaceView(SurfaceContents, SurfacePins, SurfaceCamera, QWidget):
    """Loss surface, axes, start handle, paths and marks, with a camera. Lives in the GUI thread."""

    start_drag_started = Signal()
    """The user grabbed the start."""
    start_point_dragged = Signal(float, float)
    """The user moved the start to weights (w0, w1); at every mouse move while it is held."""
    start_drag_finished = Signal(float, float)
    """The user dropped the start at weights (w0, w1)."""
    start_drag_cancelled = Signal()
    """Escape: the handle is back where it was grabbed."""
    start_nudged = Signal(float, float)
    """An arrow key asks for the start at weights (w0, w1)."""
    hovered = Signal(object)
    """The cursor is over weights (w0, w1) of the surface, or None: over no part of it."""
    view_changed = Signal()
    """The user moved the camera by hand: mouse, wheel, pinch or keys."""
    camera_moved = Signal()
    """The camera stands elsewhere: moved by hand, or at each frame of a flight that `fit`, `top_view`,
    `show_view`, `open_view` or `set_flat` began. Never by `set_camera`. GUI thread."""
    gl_failed = Signal(str)
    """The 3D view cannot be drawn, once; payload: the reason. Everything else may go on."""
    loaded = Signal()
    """The scene is there: from the next frame on the surface is seen and can be dragged. Once."""
    _failure_noted = Signal()
    """Queued to `gl_failed`, whose listeners connect after the constructor."""

    def __init__(
        self,
        parent: QWidget | None = None,
        form: QSurfaceFormat | None = None,
        *,
        load_by_itself: bool = True,
    ) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._large = False
        self._stage: Stage | None = None
        self._navigation: Navigation | None = None
        self._waiting: list[Callable[[Stage], None]] = []
        self._reason = ""
        self._canvas: Canvas | None = None
        self._failure = FailurePane(self)
        self._failure_noted.connect(self._on_failure_noted, Qt.ConnectionType.QueuedConnection)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._failure)
        problem = gl_problem()
        if problem:
            self._fail(problem)
        else:
            self._canvas = Canvas(self, form)
            if load_by_itself:
                self._canvas.first_frame_painted.connect(self.load, Qt.ConnectionType.QueuedConnection)
            self._canvas.failed.connect(self._fail, Qt.ConnectionType.QueuedConnection)
            self._stack.addWidget(self._canvas)
            self._stack.setCurrentWidget(self._canvas)
            self.setFocusProxy(self._canvas)
        self.retranslate()

    # Loading

    def load(self) -> None:
        """Load the scene now; its libraries take half a second.

        Called by itself after the first frame, unless the constructor was told otherwise.
        """
        if self._stage is not None or self._canvas is None:
            return
        from viz.gl.navigation import Navigation
        from viz.gl.stage import Stage

        canvas = self._canvas
        stage = Stage(canvas.update, self)
        navigation = Navigation(canvas, stage)
        navigation.drag_started.connect(self.start_drag_started)
        navigation.dragged.connect(self.start_point_dragged)
        navigation.drag_finished.connect(self.start_drag_finished)
        navigation.drag_cancelled.connect(self.start_drag_cancelled)
        navigation.nudged.connect(self.start_nudged)
        navigation.hovered.connect(self.hovered)
        navigation.view_changed.connect(self.view_changed)
        stage.camera_moved.connect(self.camera_moved)
        stage.set_theme(self._theme)
        self._name_things(stage)
        self._stage, self._navigation = stage, navigation
        for call in self._waiting:
            call(stage)
        self._waiting.clear()
        stage.refine()
        canvas.set_stage(stage)
        self.loaded.emit()

    @property
    def is_loaded(self) -> bool:
        """Whether the scene is there."""
        return self._stage is not None

    @property
    def failure(self) -> str:
        """Why nothing can be drawn; empty if all is well."""
        return self._reason

    def _tell(self, call: Callable[[Stage], None]) -> None:
        """Do something with the stage, as soon as there is one."""
        if self._stage is not None:
            call(self._stage)
        elif not self._reason:
            self._waiting.append(call)

    def _fail(self, reason: str) -> None:
        if self._reason:
            return
        self._reason = reason
        self._waiting.clear()
        self._failure.set_reason(reason)
        self._stack.setCurrentWidget(self._failure)
        self._failure_noted.emit()

    def _on_failure_noted(self) -> None:
        self.gl_failed.emit(self._reason)

    # How it is shown

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._failure.set_theme(theme)
        if self._canvas is not None:
            self._canvas.set_theme(theme)
        self._tell(lambda stage: stage.set_theme(theme))

    def set_large_type(self, on: bool) -> None:
        """Type and marks to be read from the last row."""
        self._large = on
        self._failure.set_large_type(on)
        self._tell(lambda stage: stage.set_large(on))

    def set_animated(self, on: bool) -> None:
        """Whether the camera flies to a view or is there at once."""

        def call(stage: Stage) -> None:
            stage.animated = on

        self._tell(call)

    def set_best(self, on: bool) -> None:
        """Draw every frame in full quality, however long it takes: for pictures, not for use."""

        def call(stage: Stage) -> None:
            stage.best = on
            stage.refine()

        self._tell(call)

    def set_inset(self, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0) -> None:
        """Keep room free at the edges, logical pixels, for widgets that stand over the view."""
        self._tell(lambda stage: stage.set_inset(left, top, right, bottom))

    # What is seen

    def pixel_of(self, w0: float, w1: float) -> Pair | None:
        """Where weights are seen, logical pixels of this widget; None off the surface or before loading."""
        stage = self._stage
        if stage is None or stage.scene.field is None:
            return None
        point, drawn = stage.scene.point((w0, w1))
        return stage.projection.pixel(point) if drawn else None

    def slope_range(self) -> Pair | None:
        """‖∇loss‖ from and to which the colours of this surface reach by themselves, whatever range is set.

        The flattest 0.2 % of the grid are below it. None before loading or without a surface.
        """
        return None if self._stage is None else self._stage.scene.own_slope_range

    def let_go(self) -> None:
        """Put a start that is being dragged back where it was."""
        if self._navigation is not None:
            self._navigation.cancel()

    def grab_picture(self) -> QImage:
        """The view as a picture in full quality; an image of the explanation if GL failed."""
        self.load()
        if self._canvas is None or self._stage is None or self._reason:
            return self._failure.grab().toImage()
        if self._canvas.size() != self.size():
            # Never shown: no layout has given the canvas its size yet.
            self._canvas.resize(self.size())
        self._stage.refine()
        self._stage.resize(self._canvas.width(), self._canvas.height())
        best, self._stage.best = self._stage.best, True
        image = self._canvas.grabFramebuffer()
        self._stage.best = best
        return image

    # Qt

    def retranslate(self) -> None:
        """Set all texts in the current language."""
        for widget in (self, self._canvas):
            if widget is not None:
                widget.setAccessibleName(self.tr("Loss surface"))
                widget.setAccessibleDescription(
                    self.tr(
                        "Drag the start over the surface. Arrow keys move the start, with Shift in small "
                        "steps; Ctrl and arrow keys turn the view, with Shift they move it; plus and "
                        "minus zoom."
                    )
                )
        self._failure.retranslate()

        if self._stage is not None:
            self._name_things(self._stage)
            self._stage.touch()

    def _name_things(self, stage: Stage) -> None:
        """Words that stand in the scene itself."""
        stage.scene.start_word = self.tr("start")
        stage.scene.legend_title = self.tr("size of the gradient")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
