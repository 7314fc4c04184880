"""A slider over powers of ten, with a part that is known to be too much."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from viz import numbers
from viz.theme import font
from viz.track import Track

_LINE = 11.0
_KEY_FACTOR = 10 ** (1 / 20)


class LogSlider(Track):
    """Chooses a number between two powers of ten; equal ways are equal factors.

    A limit can be marked: the track beyond it is drawn in the warning colour.
    """

    value_dragged = Signal(float)
    """The handle was moved: the number, at every move. GUI thread."""
    drag_finished = Signal()
    """The handle was let go. GUI thread."""

    def __init__(self, low: float, high: float, parent: QWidget | None = None) -> None:
        super().__init__(7.0, parent)
        self._low, self._high = low, high
        self._value = low
        self._limit: float | None = None
        self._limit_name = ""
        self._scale = 1.0
        self._held = False

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

    def set_large_type(self, on: bool) -> None:
        self._scale = 1.5 if on else 1.0
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, round(22 + 18 * self._scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_line(painter, self._theme.line, 0.0, 1.0, _LINE)
        painter.setFont(font(11 * self._scale, tabular=True))
        below = QRectF(0, 22, self.width(), 18 * self._scale)
        if self._limit is not None and self._low < self._limit < self._high:
            self._draw_limit(painter, self._limit, below)
        else:
            painter.setPen(QColor(self._theme.faint))
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, numbers.written(f"{self._low:g}"))
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, numbers.written(f"{self._high:g}"))
        self._draw_handle(painter, self._place(self._value), _LINE)
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
        steps = self._steps(event, page=20)
        if steps:
            self._wish(self._value * _KEY_FACTOR**steps)
            self.drag_finished.emit()
        else:
            super().keyPressEvent(event)

    def _draw_limit(self, painter: QPainter, limit: float, below: QRectF) -> None:
        """The part beyond the limit, a mark on it, and its number."""
        colour = self._theme.true
        self._draw_line(painter, colour, self._place(limit), 1.0, _LINE)
        mark = self._x(self._place(limit))
        painter.setPen(QPen(QColor(colour), 2))
        painter.drawLine(QPointF(mark, _LINE - 6), QPointF(mark, _LINE + 6))
        text = f"{self._limit_name} = {numbers.significant(limit, 3)}"
        width = painter.fontMetrics().horizontalAdvance(text) + 2
        x = min(max(mark - width / 2, 0), self.width() - width)
        painter.drawText(QRectF(x, below.y(), width, below.height()), Qt.AlignmentFlag.AlignCenter, text)

    def _place(self, value: float) -> float:
        return math.log(max(value, 1e-300) / self._low) / math.log(self._high / self._low)

    def _drag_to(self, x: float) -> None:
        self._wish(self._low * (self._high / self._low) ** self._part(x))

    def _wish(self, value: float) -> None:
        value = min(max(value, self._low), self._high)
        self.value_dragged.emit(float(f"{value:.3g}"))
