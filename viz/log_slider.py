"""A slider over powers of ten, with named numbers on it and a part that is known to be too much."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from viz import numbers
from viz.slider_marks import Label, Mark, labels, next_mark
from viz.theme import LARGE, font
from viz.track import Track

__all__ = ["LogSlider", "Mark"]

_LINE = 11.0
_BELOW = 22.0
"""Where the line and the first row of texts are, logical pixels from the top."""
_ROW = 18.0
"""Height of a row of texts, in type of the normal size."""
_GAP = 12.0
_TICK = 6.0
"""Half the length of a mark on the line, and how close to it a press takes it."""
_KEY_FACTOR = 10 ** (1 / 20)


class LogSlider(Track):
    """Chooses a number between two powers of ten; equal ways are equal factors.

    Numbers can be marked: they are written below the line and chosen by a click, or with `[` and `]`. From
    a mark that is a limit on, the line is drawn in the warning colour.
    """

    value_dragged = Signal(float)
    """The handle was moved: the number, at every move. GUI thread."""
    drag_finished = Signal()
    """The handle was let go. GUI thread."""
    mark_chosen = Signal(float)
    """A mark was clicked or reached by `[` or `]`: its number, with all its digits. GUI thread."""

    def __init__(self, low: float, high: float, parent: QWidget | None = None) -> None:
        super().__init__(7.0, parent)
        self._low, self._high = low, high
        self._value = low
        self._marks: tuple[Mark, ...] = ()
        self._scale = 1.0
        self._held = False
        self._hovered: Mark | None = None
        self._laid: list[tuple[Mark, str, Label]] | None = None
        self.setMouseTracking(True)

    def set_value(self, value: float) -> None:
        """Put the handle on `value`; beyond the ends it rests on the end."""
        self._value = value
        self.update()

    def set_range(self, low: float, high: float) -> None:
        """The numbers at both ends, 0 < low < high."""
        self._low, self._high = low, high
        self._lay_out()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Mark these numbers, the most important first; each may take a row of its own.

        Those beyond the ends are not drawn, but room is kept for them, so that nothing below moves when one
        comes in sight.
        """
        rows = max(len(self._marks), 1)
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
            self._hovered = None
            told = (f"{mark.name} = {numbers.significant(mark.value, 3)}" for mark in self._marks)
            self.setAccessibleDescription("; ".join(told))
            self._lay_out()
        if rows != max(len(self._marks), 1):
            self.updateGeometry()

    def set_large_type(self, on: bool) -> None:
        """Type to be read from the last row."""
        self._scale = LARGE if on else 1.0
        self._lay_out()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(160, round(_BELOW + max(len(self._marks), 1) * _ROW * self._scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_line(painter, self._theme.line, 0.0, 1.0, _LINE)
        painter.setFont(self._font())
        laid = self._labels()
        for mark in self._marks:
            if mark.limit and mark.value < self._high:
                self._draw_line(painter, self._theme.true, self._place(mark.value), 1.0, _LINE)
        for mark, text, label in laid:
            self._draw_mark(painter, mark, text, label)
        if not laid:
            below = self._row(0)
            painter.setPen(QColor(self._theme.faint))
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, numbers.written(f"{self._low:g}"))
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, numbers.written(f"{self._high:g}"))
        self._draw_handle(painter, self._place(self._value), _LINE)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Explain the mark under the cursor, or else the slider."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self._mark_at(QPointF(event.pos()))
            if mark is not None and mark.tip:
                QToolTip.showText(event.globalPos(), mark.tip, self)
                return True
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            mark = self._mark_at(event.position())
            if mark is not None:
                self.mark_chosen.emit(mark.value)
                return
            self._held = True
            self._drag_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._drag_to(event.position().x())
        else:
            self._hover(self._mark_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held and event.button() == Qt.MouseButton.LeftButton:
            self._held = False
            self.drag_finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = {"[": -1, "]": 1}.get(event.text(), 0)
        steps = self._steps(event, page=20)
        if direction:
            mark = next_mark(self._marks_inside(), self._value, direction)
            if mark is not None:
                self.mark_chosen.emit(mark.value)
        elif steps:
            self._wish(self._value * _KEY_FACTOR**steps)
            self.drag_finished.emit()
        else:
            super().keyPressEvent(event)

    def _draw_mark(self, painter: QPainter, mark: Mark, text: str, label: Label) -> None:
        """A mark on the line, and its number below."""
        quiet = self._theme.true if mark.limit else self._theme.quiet
        colour = QColor(self._theme.text if mark == self._hovered else quiet)
        across = self._x(self._place(mark.value))
        painter.setPen(QPen(colour, 2))
        painter.drawLine(QPointF(across, _LINE - _TICK), QPointF(across, _LINE + _TICK))
        row = self._row(label.row)
        painter.drawText(
            QRectF(label.left, row.y(), label.width, row.height()), Qt.AlignmentFlag.AlignCenter, text
        )

    def _marks_inside(self) -> list[Mark]:
        return [mark for mark in self._marks if self._low < mark.value < self._high]

    def _lay_out(self) -> None:
        self._laid = None
        self.update()

    def _labels(self) -> list[tuple[Mark, str, Label]]:
        """The marks in sight, what is written of them, and where."""
        if self._laid is None:
            marks, metrics = self._marks_inside(), QFontMetricsF(self._font())
            texts, widths = [], []
            for mark in marks:
                number = numbers.significant(mark.value, 3)
                text = f"{mark.name} = {number}"
                if metrics.horizontalAdvance(text) + 2 > self.width():
                    text = number
                texts.append(text)
                widths.append(metrics.horizontalAdvance(text) + 2)
            places = [self._x(self._place(mark.value)) for mark in marks]
            laid = labels(places, widths, (0.0, float(self.width())), _GAP)
            self._laid = list(zip(marks, texts, laid, strict=True))
        return self._laid

    def _mark_at(self, at: QPointF) -> Mark | None:
        """The mark whose text is at a pixel, or whose tick is, unless the handle is over that."""
        for mark, _, label in self._labels():
            row = self._row(label.row)
            if QRectF(label.left, row.y(), label.width, row.height()).contains(at):
                return mark
        if abs(at.y() - _LINE) > 2 * _TICK or abs(at.x() - self._x(self._place(self._value))) <= self._radius:
            return None
        for mark, _, _ in self._labels():
            if abs(self._x(self._place(mark.value)) - at.x()) <= _TICK / 2:
                return mark
        return None

    def _hover(self, mark: Mark | None) -> None:
        if mark != self._hovered:
            self._hovered = mark
            self.update()

    def _row(self, row: int) -> QRectF:
        return QRectF(0.0, _BELOW + row * _ROW * self._scale, self.width(), _ROW * self._scale)

    def _font(self) -> QFont:
        return font(11 * self._scale, tabular=True)

    def _place(self, value: float) -> float:
        return math.log(max(value, 1e-300) / self._low) / math.log(self._high / self._low)

    def _drag_to(self, x: float) -> None:
        self._wish(self._low * (self._high / self._low) ** self._part(x))

    def _wish(self, value: float) -> None:
        value = min(max(value, self._low), self._high)
        self.value_dragged.emit(float(f"{value:.3g}"))
