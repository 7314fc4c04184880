"""The widget with the GL context: hands frames and input on, and says when GL fails.

It is light: the scene with NumPy and OpenGL is only loaded after the first, empty frame has been shown.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QOpenGLContext, QSurfaceFormat
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QWidget

from viz.focus import by_keyboard
from viz.theme import DARK, Theme

if TYPE_CHECKING:
    from viz.gl.stage import Stage

log = logging.getLogger(__name__)

COLOR_BUFFER_BIT, SCISSOR_TEST = 0x4000, 0x0C11
"""Of GL itself: this module does without PyOpenGL, which takes a tenth of a second to load."""


class Canvas(QOpenGLWidget):
    """Paints a stage once it has one, the background until then."""

    first_frame_painted = Signal()
    """In the first paint, still without a scene: connect queued. GUI thread."""
    failed = Signal(str)
    """GL cannot be used; payload: the reason in the driver's or Python's words. Once, perhaps
    from within a paint: connect queued. GUI thread."""

    def __init__(self, parent: QWidget | None = None, form: QSurfaceFormat | None = None) -> None:
        super().__init__(parent)
        form = QSurfaceFormat(form or QSurfaceFormat.defaultFormat())
        form.setDepthBufferSize(24)
        form.setSamples(0)
        self.setFormat(form)
        self.setMinimumSize(160, 120)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self._stage: Stage | None = None
        self._theme: Theme = DARK
        self._painted = False
        self._broken = False
        self.focus_ring = False
        """Whether the view was reached by the keyboard."""

    def set_stage(self, stage: Stage) -> None:
        """Show a stage from now on."""
        self._stage = stage
        stage.resize(self.width(), self.height())
        if self.context() is not None and self.context().isValid():
            self.makeCurrent()
            self._build()
            self.doneCurrent()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Background and focus ring."""
        self._theme = theme
        self.update()

    def initializeGL(self) -> None:
        """Called by Qt with a new context: at first, and after a move to another window."""
        self.context().aboutToBeDestroyed.connect(self._on_context_about_to_be_destroyed)
        if self._stage is not None:
            self._build()

    def _build(self) -> None:
        assert self._stage is not None
        try:
            self._stage.initialize(self.context())
        except Exception as error:
            self._fail(error)

    def resizeGL(self, width: int, height: int) -> None:
        """Called by Qt after a change of size, in logical pixels."""
        if self._stage is not None:
            self._stage.resize(width, height)

    def paintGL(self) -> None:
        """Called by Qt to draw a frame."""
        context = QOpenGLContext.currentContext()
        if self._stage is None or self._broken:
            colour = QColor(self._theme.scene)
            functions = context.functions()
            functions.glClearColor(colour.redF(), colour.greenF(), colour.blueF(), 1.0)
            functions.glClear(COLOR_BUFFER_BIT)
        else:
            try:
                self._stage.paint(self.devicePixelRatioF(), self.defaultFramebufferObject())
            except Exception as error:
                self._fail(error)
        if self.focus_ring:
            self._paint_focus_ring(context)
        if not self._painted:
            self._painted = True
            self.first_frame_painted.emit()

    def _paint_focus_ring(self, context: QOpenGLContext) -> None:
        """A quiet frame of one pixel, cleared into place: the accent is for what can be grabbed."""
        scale = self.devicePixelRatioF()
        width, height = round(self.width() * scale), round(self.height() * scale)
        line = max(1, round(scale))
        colour = QColor(self._theme.quiet)
        functions = context.functions()
        functions.glEnable(SCISSOR_TEST)
        functions.glClearColor(colour.redF(), colour.greenF(), colour.blueF(), 1.0)
        for box in (
            (0, 0, width, line),
            (0, height - line, width, line),
            (0, 0, line, height),
            (width - line, 0, line, height),
        ):
            functions.glScissor(*box)
            functions.glClear(COLOR_BUFFER_BIT)
        functions.glDisable(SCISSOR_TEST)

    def _fail(self, error: Exception) -> None:
        """Say once that GL fails; nothing more is drawn."""
        if self._broken:
            return
        self._broken = True
        log.exception("the 3D view cannot draw", exc_info=error)
        self.failed.emit(f"{type(error).__name__}: {error}")

    def _on_context_about_to_be_destroyed(self) -> None:
        if self._stage is not None and self.context() is not None:
            self.makeCurrent()
            self._stage.release()
            self.doneCurrent()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring when the view is reached by the keyboard."""
        self.focus_ring = by_keyboard(event)
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self.focus_ring = False
        self.update()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Tab for leaving and the arrows for the start."""
        if event.type() == QEvent.Type.ShortcutOverride and self._takes(event):
            event.accept()
            return True
        return bool(super().event(event))

    def _takes(self, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and event.key() in (
            Qt.Key.Key_Left,
            Qt.Key.Key_Right,
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        )
