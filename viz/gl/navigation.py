"""Mouse, wheel, pinch and keys in the 3D view: what they move."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

from viz.gl.canvas import Canvas
from viz.gl.frame import Handle
from viz.gl.stage import Stage
from viz.scene.arrays import Pair
from viz.scene.camera import Camera
from viz.scene.drag import Drag, dragged, grabbed, within
from viz.scene.pick import hits

PICK_RADIUS = 22.0
ORBIT = 0.35
"""Degrees a pixel."""
NUDGE, FINE_NUDGE = 0.01, 0.001
"""Shares of the box that an arrow key moves the start by."""

MOUSE = Qt.MouseButton
KEY = Qt.Key
MODIFIER = Qt.KeyboardModifier


class Navigation(QObject):
    """Turns the canvas's input into camera moves and into wishes about the start.

    An event filter on the canvas; lives in the GUI thread.
    """

    drag_started = Signal()
    """The start was grabbed. GUI thread."""
    dragged = Signal(float, float)
    """The start was dragged to weights w0, w1 on the surface; at every mouse move. GUI thread."""
    drag_finished = Signal(float, float)
    """The start was dropped at weights w0, w1. GUI thread."""
    drag_cancelled = Signal()
    """Escape put the start back where it was grabbed. GUI thread."""
    nudged = Signal(float, float)
    """An arrow key asks for the start at weights w0, w1. GUI thread."""
    hovered = Signal(object)
    """The cursor is over the surface at weights (w0, w1), or over nothing: None. GUI thread."""
    view_changed = Signal()
    """The user moved the camera. GUI thread."""

    def __init__(self, canvas: Canvas, stage: Stage) -> None:
        super().__init__(canvas)
        self._canvas, self._stage = canvas, stage
        self._drag: Drag | None = None
        self._moves: str | None = None
        self._last = QPointF()
        self._over: Pair | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self._on_again_timeout)
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle what concerns the view; everything else goes on to the canvas."""
        kind = event.type()
        kinds = QEvent.Type
        if isinstance(event, QMouseEvent):
            if kind in (kinds.MouseButtonPress, kinds.MouseButtonDblClick):
                self._press(event)
            elif kind == kinds.MouseMove:
                self._move(event)
            elif kind == kinds.MouseButtonRelease:
                self._release(event)
            return True
        if isinstance(event, QWheelEvent):
            self._wheel(event)
            return True
        if isinstance(event, QNativeGestureEvent):
            return self._native_gesture(event)
        if isinstance(event, QGestureEvent):
            return self._gesture(event)
        if isinstance(event, QKeyEvent) and kind == kinds.KeyPress:
            return self._key(event)
        if kind == kinds.Leave:
            self._hover(None)
            self._handle_under(None)
        elif kind == kinds.FocusOut and self._drag is not None:
            # A drag does not outlive the loss of the keyboard: Escape could no longer end it.
            self._drop()
        return False

    # The start

    @property
    def dragging(self) -> bool:
        """Whether the start is held."""
        return self._drag is not None

    def _grabs(self, at: QPointF) -> bool:
        centre = self._stage.overlay.handle
        return centre is not None and math.hypot(at.x() - centre[0], at.y() - centre[1]) <= PICK_RADIUS * (
            1.3 if self._stage.large else 1.0
        )

    def _press(self, event: QMouseEvent) -> None:
        self._canvas.focus_ring = False
        at = event.position()
        self._last = at
        button, modifiers = event.button(), event.modifiers()
        if self._drag is not None:
            return
        stage = self._stage
        if button == MOUSE.LeftButton and not modifiers & MODIFIER.ShiftModifier and self._grabs(at):
            centre, start = stage.overlay.handle, stage.scene.start
            if centre is not None and start is not None:
                stage.set_camera(stage.camera)
                self._drag = grabbed(start, centre, (at.x(), at.y()), stage.overlay.handle_hidden)
                stage.handle = Handle(hovered=True, held=True)
                self._hover(None)
                self._canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
                stage.touch()
                self.drag_started.emit()
            return
        pans = button in (MOUSE.RightButton, MOUSE.MiddleButton) or bool(modifiers & MODIFIER.ShiftModifier)
        # A map is not turned.
        pans = pans or stage.scene.flat
        self._moves = "pan" if pans else "orbit"
        self._hover(None)
        self._canvas.setCursor(Qt.CursorShape.SizeAllCursor if pans else Qt.CursorShape.ArrowCursor)

    def _move(self, event: QMouseEvent) -> None:
        at = event.position()
        dx, dy = at.x() - self._last.x(), at.y() - self._last.y()
        self._last = at
        stage = self._stage
        if self._drag is not None:
            field = stage.scene.field
            if field is None:
                return
            self._drag = dragged(self._drag, field, stage.projection, (at.x(), at.y()))
            stage.scene.start = self._drag.at
            stage.touch()
            self.dragged.emit(*self._drag.at)
        elif self._moves == "orbit":
            self._look(stage.camera.orbited(ORBIT * dy, -ORBIT * dx))
        elif self._moves == "pan":
            self._look(stage.projection.panned(dx, dy))
        else:
            self._handle_under(at)
            self._hover(at)

    def _release(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            if event.button() == MOUSE.LeftButton:
                self._drop()
                self._handle_under(event.position())
        elif not event.buttons():
            self._moves = None
            self._handle_under(event.position(), force=True)

    def _drop(self) -> None:
        if self._drag is None:
            return
        at = self._drag.at
        self._drag = None
        self._let_go()
        self.drag_finished.emit(*at)

    def cancel(self) -> None:
        """Put the start back where it was grabbed."""
        if self._drag is None:
            return
        self._stage.scene.start = self._drag.origin
        self._drag = None
        self._let_go()
        self.drag_cancelled.emit()

    def _let_go(self) -> None:
        self._stage.handle = Handle()
        self._canvas.unsetCursor()
        self._stage.touch()

    def _handle_under(self, at: QPointF | None, *, force: bool = False) -> None:
        """Show by cursor and size whether the handle can be grabbed at a pixel."""
        if self._drag is not None:
            return
        hovered = at is not None and self._grabs(at)
        if hovered != self._stage.handle.hovered:
            self._stage.handle = Handle(hovered=hovered)
            self._stage.touch()
        elif not force:
            return
        if hovered:
            self._canvas.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self._canvas.unsetCursor()

    def _hover(self, at: QPointF | None) -> None:
        """Say which weights are under the cursor."""
        stage = self._stage
        field = stage.scene.field
        over: Pair | None = None
        if at is not None and field is not None and not stage.handle.hovered:
            found = hits(field, *stage.projection.ray(at.x(), at.y()))
            if len(found):
                over = within(field, field.weights(float(found[0, 0]), float(found[0, 1])))
        if over != self._over:
            self._over = over
            stage.scene.hover = over
            if stage.scene.hover_text:
                stage.touch()
            self.hovered.emit(over)

    def hover_again(self) -> None:
        """Say soon what is under the cursor, even if it lies where it lay: the surface is another one."""
        self._over = None
        self._again.start()

    def _on_again_timeout(self) -> None:
        if self._drag is None and self._moves is None and self._canvas.underMouse():
            self._hover(self._last)

    # The camera

    def _look(self, camera: Camera) -> None:
        self._stage.move_camera(camera)
        self.view_changed.emit()

    def _wheel(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120.0
        if steps == 0.0:
            steps = event.pixelDelta().y() / 60.0
        at = event.position()
        self._look(self._stage.projection.zoomed_at(at.x(), at.y(), 1.15**steps))
        event.accept()

    def _native_gesture(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        at = event.position()
        self._look(self._stage.projection.zoomed_at(at.x(), at.y(), 1.0 + event.value()))
        return True

    def _gesture(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        at = self._canvas.mapFromGlobal(pinch.centerPoint())
        self._look(self._stage.projection.zoomed_at(at.x(), at.y(), pinch.scaleFactor() or 1.0))
        return True

    # Keys

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == KEY.Key_Escape and self._drag is not None:
            self.cancel()
            return True
        arrows = {KEY.Key_Left: (-1, 0), KEY.Key_Right: (1, 0), KEY.Key_Down: (0, -1), KEY.Key_Up: (0, 1)}
        stage = self._stage
        if key in (KEY.Key_Plus, KEY.Key_Equal, KEY.Key_Minus, KEY.Key_Underscore):
            factor = 1.15 if key in (KEY.Key_Plus, KEY.Key_Equal) else 1 / 1.15
            centre = stage.projection.view.centre
            self._look(stage.projection.zoomed_at(*centre, factor))
            return True
        if key not in arrows:
            return False
        x, y = arrows[KEY(key)]
        held = event.modifiers()
        turns = bool(held & MODIFIER.ControlModifier)
        if turns and (stage.scene.flat or held & MODIFIER.ShiftModifier):
            self._look(stage.projection.panned(16.0 * x, -16.0 * y))
        elif turns:
            self._look(stage.camera.orbited(5.0 * y, -5.0 * x))
        elif stage.scene.start is not None and stage.scene.field is not None and self._drag is None:
            share = FINE_NUDGE if held & MODIFIER.ShiftModifier else NUDGE
            field, box = stage.scene.field, stage.scene.box
            side0, side1 = box if box is not None else (field.w0, field.w1)
            w0, w1 = stage.scene.start
            self.nudged.emit(w0 + share * x * (side0[1] - side0[0]), w1 + share * y * (side1[1] - side1[0]))
        return True
