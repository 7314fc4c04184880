"""One hand at a time on a square card: mouse, finger and stylus translated into one small language."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QEventPoint,
    QFocusEvent,
    QHideEvent,
    QMouseEvent,
    QPointingDevice,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QWidget

from viz.strokes import Point

_TOUCHES = (
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TouchEnd,
    QEvent.Type.TouchCancel,
)


class Hand(Enum):
    """Who holds the pen."""

    MOUSE = auto()
    FINGER = auto()
    STYLUS = auto()
    KEYS = auto()
    PROGRAM = auto()


class PenSurface(QWidget):
    """A square card that is drawn on; subclasses say what `_down`, `_move`, `_up`, `_cancel` mean.

    Points are in units of the card: (0, 0) its top left corner, (1, 1) its bottom right one. A move may
    lie outside. While one hand is down all others wait. A hand that loses the focus, the window or the
    widget is lifted where it was.
    """

    touched = Signal()
    """A person's hand came down on the card (never a program's). GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hand: Hand | None = None
        self._finger = 0
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setMouseTracking(True)
        self.setTabletTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # Geometry

    def card(self) -> QRectF:
        """The square card in logical pixels, in the middle of the widget."""
        side = max(1, min(self.width(), self.height()))
        return QRectF((self.width() - side) // 2, (self.height() - side) // 2, side, side)

    def to_unit(self, position: QPointF) -> Point:
        """A position in the widget as a point of the card."""
        card = self.card()
        return (position.x() - card.x()) / card.width(), (position.y() - card.y()) / card.height()

    # What subclasses answer

    def _down(self, point: Point, erasing: bool) -> None:
        """A hand came down; `erasing` if it holds the eraser end of a stylus."""
        raise NotImplementedError

    def _move(self, point: Point) -> None:
        """The hand that is down moved."""
        raise NotImplementedError

    def _up(self) -> None:
        """The hand was lifted."""
        raise NotImplementedError

    def _cancel(self) -> None:
        """What the hand has done since it came down is not meant."""
        raise NotImplementedError

    def _hover(self, point: Point | None, erasing: bool) -> None:
        """A hand is above the card, or no longer."""
        raise NotImplementedError

    # One hand at a time

    def _take(self, hand: Hand, point: Point, erasing: bool = False) -> bool:
        """Let `hand` come down; False if another one is. A person takes the pen from a program."""
        if self._hand is Hand.PROGRAM and hand is not Hand.PROGRAM:
            self.lift()
        if self._hand is not None:
            return False
        if hand is not Hand.PROGRAM:
            self.touched.emit()
        self._hand = hand
        self._down(point, erasing)
        return True

    def lift(self) -> None:
        """Lift whatever hand is down, where it is."""
        if self._hand is not None:
            self._hand = None
            self._up()

    def drop(self) -> None:
        """Cancel what the present hand is doing."""
        if self._hand is not None:
            self._hand = None
            self._cancel()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._take(Hand.MOUSE, self.to_unit(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self.to_unit(event.position())
        self._hover(point, False)
        if self._hand is not Hand.MOUSE:
            return
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move(point)
        else:  # the release went elsewhere
            self.lift()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._hand is Hand.MOUSE and event.button() is Qt.MouseButton.LeftButton:
            self._move(self.to_unit(event.position()))
            self.lift()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None, False)
        super().leaveEvent(event)

    # Stylus

    def tabletEvent(self, event: QTabletEvent) -> None:
        point = self.to_unit(event.position())
        erasing = event.pointerType() is QPointingDevice.PointerType.Eraser
        kind = event.type()
        self._hover(point, erasing)
        if kind is QEvent.Type.TabletPress:
            if event.button() is Qt.MouseButton.LeftButton:
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self._take(Hand.STYLUS, point, erasing)
        elif self._hand is Hand.STYLUS:
            self._move(point)
            if kind is QEvent.Type.TabletRelease:
                self.lift()
        event.accept()

    # Finger, and what takes the hand away

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent) and event.type() in _TOUCHES:
            return self._touch(event)
        if (
            event.type() in (QEvent.Type.UngrabMouse, QEvent.Type.WindowDeactivate)
            and self._hand is Hand.MOUSE
        ):
            self.lift()
        return super().event(event)

    def _touch(self, event: QTouchEvent) -> bool:
        """Follow the first finger; the others are not looked at."""
        if event.type() is QEvent.Type.TouchCancel:
            if self._hand is Hand.FINGER:
                self.drop()
            return True
        for finger in event.points():
            if finger.state() is QEventPoint.State.Stationary:
                continue
            point = self.to_unit(finger.position())
            if self._hand is Hand.FINGER and finger.id() == self._finger:
                self._move(point)
                if finger.state() is QEventPoint.State.Released:
                    self.lift()
            elif event.type() is QEvent.Type.TouchBegin and self._take(Hand.FINGER, point):
                self._finger = finger.id()
                self.setFocus(Qt.FocusReason.MouseFocusReason)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._hand is not Hand.PROGRAM:
            self.lift()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.lift()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.EnabledChange and not self.isEnabled():
            self.lift()
        super().changeEvent(event)
