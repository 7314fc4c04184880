"""A slider over an interval: equal ways are equal differences. Mouse, wheel and keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from viz import numbers
from viz.theme import LARGE, font
from viz.track import Track

_LINE, _BELOW, _ROW = 11.0, 20.0, 16.0
"""Where the line and the numbers below it are, logical pixels from the top, and how high these are."""
_TICK = 5.0
_NOTCH = 120
"""What one notch of a wheel counts, in eighths of a degree; a touchpad sends parts of it."""
_SMALL = 10.0
"""How many times smaller a step is with Shift."""
_PAGE = 10


class LinearSlider(Track):
    """Chooses a number of an interval, in steps; a number in between, or beyond, can be shown as well.

    Parameters
    ----------
    low, high
        Its ends, low < high. Where 0 lies between them, it is marked.
    step
        The numbers that the mouse finds are multiples of it; a notch of the wheel and an arrow key are one
        step, with Shift a tenth of one, Page Up and Page Down ten.
    """

    value_dragged = Signal(float)
    """The handle was moved by the mouse: the number, at every move. GUI thread."""
    drag_finished = Signal()
    """The handle was let go. GUI thread."""
    drag_cancelled = Signal()
    """Escape, or the slider was hidden while the handle was held: nothing is to change. GUI thread."""
    value_stepped = Signal(float)
    """A key or a notch of the wheel: the number that it leads to. GUI thread."""

    def __init__(self, low: float, high: float, step: float, parent: QWidget | None = None) -> None:
        super().__init__(7.0, parent)
        self._low, self._high, self._step = low, high, step
        self._value = low
        self._scale = 1.0
        self._held = False
        self._turned = 0

    def set_range(self, low: float, high: float, step: float) -> None:
        """Other ends, and another step."""
        self._low, self._high, self._step = low, high, step
        self.update()

    def set_value(self, value: float) -> None:
        """Put the handle on `value`; beyond the ends it rests on the end."""
        if value != self._value:
            self._value = value
            self.setAccessibleDescription(numbers.plain(value))
            self.update()

    def set_large_type(self, on: bool) -> None:
        """Type to be read from the last row."""
        self._scale = LARGE if on else 1.0
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, round(_BELOW + _ROW * self._scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw_line(painter, self._theme.line, 0.0, 1.0, _LINE)
            painter.setFont(font(11 * self._scale, tabular=True))
            metrics = QFontMetricsF(painter.font())
            for value in (self._low, self._high, *((0.0,) if self._low < 0 < self._high else ())):
                at = self._x(self._place(value))
                painter.setPen(QPen(QColor(self._theme.quiet), 1.5))
                painter.drawLine(QPointF(at, _LINE - _TICK), QPointF(at, _LINE + _TICK))
                text = numbers.plain(value)
                width = metrics.horizontalAdvance(text) + 2
                left = min(max(at - width / 2, 0.0), self.width() - width)
                painter.setPen(QColor(self._theme.faint))
                painter.drawText(
                    QRectF(left, _BELOW, width, _ROW * self._scale), Qt.AlignmentFlag.AlignCenter, text
                )
            self._draw_handle(painter, self._place(self._value), _LINE)

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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A step a notch; parts of a notch add up."""
        event.accept()
        self._turned += event.angleDelta().y() or event.angleDelta().x()
        notches = int(self._turned / _NOTCH)
        self._turned -= notches * _NOTCH
        if notches and not self._held:
            small = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._step_by(notches, small=small)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = self._steps(event, page=_PAGE)
        if event.key() == Qt.Key.Key_Escape and self._held:
            self._cancel()
        elif steps and not self._held:
            self._step_by(steps, small=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif not steps:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is held that cannot be seen."""
        if self._held:
            self._cancel()
        super().hideEvent(event)

    def _cancel(self) -> None:
        self._held = False
        self.drag_cancelled.emit()

    def _place(self, value: float) -> float:
        return (value - self._low) / (self._high - self._low)

    def _drag_to(self, x: float) -> None:
        value = self._low + self._part(x) * (self._high - self._low)
        self.value_dragged.emit(self._on_grid(value, self._step))

    def _step_by(self, steps: int, *, small: bool) -> None:
        """From a number beyond the ends back to the end."""
        step = self._step / _SMALL if small else self._step
        value = self._on_grid(self._value + steps * step, step)
        if value != self._value:
            self.value_stepped.emit(value)

    def _on_grid(self, value: float, step: float) -> float:
        """The next multiple of `step`, written as people write it, within the ends."""
        value = float(f"{round(value / step) * step:.10g}")
        return min(max(value, self._low), self._high) + 0.0
