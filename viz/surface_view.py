"""The 3D view of a loss surface: the start is dragged on it, paths lie on it, the camera turns around it.

Calls go down (setters never emit), facts come up (signals). Importing and making the view is cheap: NumPy
and OpenGL are loaded after its first frame, and calls made before are kept until then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QImage, QSurfaceFormat
from PySide6.QtWidgets import QStackedLayout, QWidget

from viz.gl.canvas import Canvas
from viz.gl.failure import FailurePane, gl_problem
from viz.scene.mark import Mark
from viz.theme import DARK, RunStyle, Theme

__all__ = ["Mark", "SurfaceView", "gl_problem"]

if TYPE_CHECKING:
    from viz.gl.navigation import Navigation
    from viz.gl.stage import Stage
    from viz.scene.arrays import Array, Pair


class SurfaceView(QWidget):
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
    """The user moved the camera."""
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
        stage.set_theme(self._theme)
        stage.scene.start_word = self.tr("start")
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

    # What is shown

    def set_surface(
        self,
        w0: Array,
        w1: Array,
        loss: Array,
        *,
        box: tuple[Pair, Pair] | None = None,
        ceiling: float | None = None,
    ) -> None:
        """Show a loss surface.

        Parameters
        ----------
        w0, w1
            Ascending, evenly spaced, shapes (n0,) and (n1,).
        loss
            Shape (n0, n1), `ij` order. Cells that are not finite are holes.
        box
            The lesson's box ((w0 from, to), (w1 from, to)), outlined if it is given.
        ceiling
            Loss above which walls are cut off, visibly.

        Raises
        ------
        ValueError
            If shapes do not fit or a grid is not even (once the scene is loaded).
        """

        def call(stage: Stage) -> None:
            stage.scene.set_surface(w0, w1, loss, box, ceiling)
            self._lay_gradient(stage)
            stage.touch()

        self._tell(call)

    def set_height(self, kind: Literal["linear", "log"]) -> None:
        """Show the loss or its logarithm as height."""

        def call(stage: Stage) -> None:
            stage.scene.set_height(kind)
            stage.touch()

        self._tell(call)

    def set_axes(self, w0_name: str, w1_name: str, loss_name: str) -> None:
        """Name the axes."""

        def call(stage: Stage) -> None:
            stage.scene.names = (w0_name, w1_name, loss_name)
            stage.touch()

        self._tell(call)

    def set_start(self, w0: float, w1: float) -> None:
        """Put the start's handle somewhere; ignored while the user holds it."""

        def call(stage: Stage) -> None:
            if self._navigation is not None and self._navigation.dragging:
                return
            stage.scene.start = (w0, w1)
            self._lay_gradient(stage)
            stage.touch()

        self._tell(call)

    def set_path(self, slot: int, w: Array | None, style: RunStyle) -> None:
        """Show the path of run `slot`: weights of epochs 0..n, shape (n + 1, 2); None removes it."""
        self._set_layer(f"path {slot}", w, style.colour)

    def set_preview(
        self,
        w: Array | None,
        certain: int | None = None,
        style: RunStyle | None = None,
        slot: int = 0,
    ) -> None:
        """Show the path that would be taken, shape (n + 1, 2); epochs beyond `certain` are fainter."""
        self._set_layer(f"preview {slot}", w, style.colour if style else "", certain=certain)

    def set_ghost(self, w: Array | None, label: str = "") -> None:
        """Keep the path of the run before, shape (n + 1, 2), in grey with a label; None removes it."""
        self._set_layer("ghost", w, "", label=label)

    def _set_layer(
        self, key: str, w: Array | None, colour: str, *, certain: int | None = None, label: str = ""
    ) -> None:
        def call(stage: Stage) -> None:
            from viz.scene.state import PathLayer

            layer = None if w is None else PathLayer(w, colour, certain, label)
            stage.scene.set_path(key, layer)
            stage.touch()

        self._tell(call)

    def set_current(
        self, w0: float | None, w1: float | None, style: RunStyle | None = None, slot: int = 0
    ) -> None:
        """Show where run `slot` is now, in its style; None removes the mark."""

        def call(stage: Stage) -> None:
            from viz.scene.state import Current

            if w0 is None or w1 is None or style is None:
                stage.scene.currents.pop(slot, None)
            else:
                stage.scene.currents[slot] = Current((w0, w1), style.colour, style.marker)
            self._lay_gradient(stage)
            stage.touch()

        self._tell(call)

    def set_gradient(self, gradient: Pair | None) -> None:
        """Show −gradient (∂loss/∂w0, ∂loss/∂w1) as an arrow at the current point (or at the start)."""

        def call(stage: Stage) -> None:
            stage.scene.gradient = gradient
            self._lay_gradient(stage)
            stage.touch()

        self._tell(call)

    def _lay_gradient(self, stage: Stage) -> None:
        from viz.scene.arrow import arrow_path
        from viz.scene.state import PathLayer

        scene = stage.scene
        first = next(iter(scene.currents.values()), None)
        at = first.w if first is not None else scene.start
        if scene.gradient is None or at is None or scene.field is None:
            if "gradient" in scene.paths:
                scene.set_path("gradient", None)
        else:
            scene.set_path(
                "gradient", PathLayer(arrow_path(scene.field, at, scene.gradient, scene.loss_range))
            )

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show labelled points: true weights, optimum."""

        def call(stage: Stage) -> None:
            stage.scene.marks = tuple(marks)
            stage.touch()

        self._tell(call)

    def set_arrow_out(self, text: str, w: Pair | None = None) -> None:
        """Show an arrow at the box's edge towards a point beyond the surface; no text removes it."""

        def call(stage: Stage) -> None:
            stage.scene.arrow_out = (text, w) if text and w is not None else None
            stage.touch()

        self._tell(call)

    def set_hover_text(self, text: str) -> None:
        """Show a text at the point of the surface under the cursor; empty for none."""

        def call(stage: Stage) -> None:
            if stage.scene.hover_text != text:
                stage.scene.hover_text = text
                stage.touch()

        self._tell(call)

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

    # Camera

    def fit(self, animate: bool = True) -> None:
        """Bring the whole box into view, from the same direction."""
        self._tell(lambda stage: stage.fly(stage.destination.fitted(), animate=animate))

    def top_view(self, animate: bool = True) -> None:
        """Look straight down: ŵ₀ to the right, ŵ₁ up."""
        self.show_view(90.0, -90.0, animate)

    def show_view(self, elev: float, azim: float, animate: bool = True) -> None:
        """Look from elevation and azimuth, degrees, as matplotlib's `view_init` means them."""

        def call(stage: Stage) -> None:
            from viz.scene.camera import Camera

            stage.fly(Camera(elev, azim), animate=animate)

        self._tell(call)

    def open_view(self, elev: float, azim: float, in_sight: Sequence[Pair], animate: bool = True) -> None:
        """Look from `elev` and near `azim`, turned just so far that no weights of `in_sight` are hidden."""

        def call(stage: Stage) -> None:
            from viz.scene.camera import Camera
            from viz.scene.opening import opening_azimuth

            field, turned = stage.scene.field, azim
            if field is not None:
                turned = opening_azimuth(field, stage.projection.view, elev, azim, in_sight)
            stage.fly(Camera(elev, turned), animate=animate)

        self._tell(call)

    def view(self) -> Pair | None:
        """Elevation and azimuth that the camera has or flies to; None before the scene is loaded."""
        if self._stage is None:
            return None
        camera = self._stage.destination
        return camera.elev, camera.azim

    def pixel_of(self, w0: float, w1: float) -> Pair | None:
        """Where weights are seen, logical pixels of this widget; None off the surface or before loading."""
        stage = self._stage
        if stage is None or stage.scene.field is None:
            return None
        point, drawn = stage.scene.point((w0, w1))
        return stage.projection.pixel(point) if drawn else None

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

        def call(stage: Stage) -> None:
            stage.scene.start_word = self.tr("start")
            stage.touch()

        if self._stage is not None:
            call(self._stage)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
