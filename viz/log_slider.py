"""A slider over powers of ten, with a part that is known to be too much."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from viz import numbers
from viz.theme import DARK, Theme, font

_RADIUS = 7.0
_KEY_FACTOR = 10 ** (1 / 20)


class LogSlider(QWidget):
    """Chooses a number between two powers of ten; equal ways are equal factors.

    A limit can be marked: the track beyond it is drawn in the warning colour.
    """

    value_dragged = Signal(float)
    """The handle was moved: the number, at every move. GUI thread."""
    drag_finished = Signal()
    """The handle was let go. GUI thread."""

    def __init__(self, low: float, high: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low, self._high = low, high
        self._value = low
        self._limit: float | None = None
        self._limit_name = ""
        self._theme = DARK
        self._scale = 1.0
        self._held = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_value(self, value: float) -> None:
        """Put the handle on `value`; beyond the ends it rests on the end."""
        self._value = value
        self.update()

    def set_range(self, low: float, high: float) -> None:
        """The numbers at both ends, 0 < low < high."""
        self._low, self._high = low, high
        self.update()

    def set_limit(self, limit: float | None, name: str) -> None:
        """Mark what is beyond `limit` as too much, `name` below the mark; None takes the mark away."""
        self._limit, self._limit_name = limit, name
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_large_type(self, on: bool) -> None:
        self._scale = 1.5 if on else 1.0
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, round(22 + 18 * self._scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, y = self._theme, 11.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right, at = self._x(self._low), self._x(self._high), self._x(self._value)
        painter.setPen(QPen(QColor(theme.line), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        label = QColor(theme.faint)
        painter.setFont(font(11 * self._scale, tabular=True))
        texts = QRectF(0, 22, self.width(), 18 * self._scale)
        if self._limit is not None and self._low < self._limit < self._high:
            mark = self._x(self._limit)
            painter.setPen(QPen(QColor(theme.true), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(mark, y), QPointF(right, y))
            painter.setPen(QPen(QColor(theme.true), 2))
            painter.drawLine(QPointF(mark, y - 6), QPointF(mark, y + 6))
            text = f"{self._limit_name} = {numbers.significant(self._limit, 3)}"
            width = painter.fontMetrics().horizontalAdvance(text) + 2
            x = min(max(mark - width / 2, 0), self.width() - width)
            painter.drawText(QRectF(x, texts.y(), width, texts.height()), Qt.AlignmentFlag.AlignCenter, text)
        else:
            painter.setPen(label)
            painter.drawText(texts, Qt.AlignmentFlag.AlignLeft, numbers.written(f"{self._low:g}"))
            painter.drawText(texts, Qt.AlignmentFlag.AlignRight, numbers.written(f"{self._high:g}"))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.text), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(at, y), _RADIUS + 3, _RADIUS + 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.text))
        painter.drawEllipse(QPointF(at, y), _RADIUS, _RADIUS)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = True
            self._drag_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._drag_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held and event.button() == Qt.MouseButton.LeftButton:
            self._held = False
            self.drag_finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1,
            Qt.Key.Key_PageUp: 20, Qt.Key.Key_PageDown: -20,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if steps is None:
            super().keyPressEvent(event)
            return
        self._wish(self._value * _KEY_FACTOR**steps)
        self.drag_finished.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _x(self, value: float) -> float:
        span = math.log(self._high / self._low)
        part = math.log(max(value, 1e-300) / self._low) / span
        inset = _RADIUS + 3
        return inset + min(max(part, 0.0), 1.0) * (self.width() - 2 * inset)

    def _drag_to(self, x: float) -> None:
        inset = _RADIUS + 3
        part = min(max((x - inset) / max(self.width() - 2 * inset, 1), 0.0), 1.0)
        self._wish(self._low * (self._high / self._low) ** part)

    def _wish(self, value: float) -> None:
        value = min(max(value, self._low), self._high)
        self.value_dragged.emit(float(f"{value:.3g}"))
