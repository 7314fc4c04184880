"""What a slider over anything is: a line with a handle, moved by mouse and by keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from viz.theme import DARK, Theme

_RING = 3.0


class Track(QWidget):
    """Base of the sliders: places on the line are parts of it, from 0 at its left end to 1.

    Parameters
    ----------
    radius
        Of the handle, logical pixels.
    """

    def __init__(self, radius: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._radius = radius
        self._theme = DARK
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _x(self, part: float) -> float:
        """Pixel of a place on the line; beyond the ends, that of the end."""
        inset = self._radius + _RING
        return inset + min(max(part, 0.0), 1.0) * (self.width() - 2 * inset)

    def _part(self, x: float) -> float:
        """The place at a pixel, 0 to 1."""
        inset = self._radius + _RING
        return min(max((x - inset) / max(self.width() - 2 * inset, 1), 0.0), 1.0)

    @staticmethod
    def _steps(event: QKeyEvent, page: int) -> int:
        """Steps that a key asks for, `page` for Page Up; 0 for any other key."""
        return {
            Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1,
            Qt.Key.Key_PageUp: page, Qt.Key.Key_PageDown: -page,
        }.get(Qt.Key(event.key()), 0)  # fmt: skip

    def _draw_line(self, painter: QPainter, colour: str, start: float, end: float, y: float) -> None:
        """A piece of the line, between two places."""
        painter.setPen(QPen(QColor(colour), self._radius / 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(self._x(start), y), QPointF(self._x(end), y))

    def _draw_handle(self, painter: QPainter, part: float, y: float) -> None:
        """The handle, with a ring while the keys are its."""
        at = QPointF(self._x(part), y)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.text), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, self._radius + _RING, self._radius + _RING)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.text))
        painter.drawEllipse(at, self._radius, self._radius)
