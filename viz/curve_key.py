"""Which curve is which, and the numbers of the epoch shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from viz.marker import draw_marker
from viz.painted import Painted
from viz.theme import RunStyle, font

_ROW = 20
_GAP = 12
_SAMPLE = 16
"""Length of the piece of line before a column's name."""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A run: its style, its name, a number for each column."""

    style: RunStyle
    name: str
    numbers: tuple[str, ...]


class CurveKey(Painted):
    """A row for each run under the columns' names, each with a piece of the line it is drawn with.

    A column is as wide as its widest number was so far: numbers that change do not make others move.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[tuple[str, float], ...] = ()
        self._rows: tuple[KeyRow, ...] = ()
        self._widest: list[str] = []
        self._focused = False
        self._empty_text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_columns(self, columns: Sequence[tuple[str, float]]) -> None:
        """Names of the columns, each with the width of its line; 0 for none."""
        self._columns = tuple(columns)
        self._widest = [""] * len(self._columns)
        self.update()

    def set_rows(self, rows: Sequence[KeyRow]) -> None:
        """Show the runs from top to bottom."""
        new = tuple(rows)
        if new == self._rows:
            return
        grew = len(new) != len(self._rows)
        self._rows = new
        for row in new:
            self._widest = [
                max(old, text, key=len) for old, text in zip(self._widest, row.numbers, strict=True)
            ]
        if grew:
            self.updateGeometry()
        self.update()

    def set_empty_text(self, text: str) -> None:
        """What is said where there are no runs."""
        self._empty_text = text
        self.update()

    def set_focused(self, on: bool) -> None:
        """Show that the keys are heard here."""
        self._focused = on
        self.update()

    def text(self) -> str:
        """All of it as tab-separated text."""
        lines = ["\t".join(("", *(name for name, _ in self._columns)))]
        lines += ["\t".join((row.name, *row.numbers)) for row in self._rows]
        return "\n".join(lines)

    def sizeHint(self) -> QSize:
        return QSize(320, round(_ROW * (1 + max(len(self._rows), 1)) * self.scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        s, theme = self.scale, self.theme
        with QPainter(self) as painter:
            if not self._rows:
                painter.setFont(font(12 * s))
                painter.setPen(QColor(theme.quiet))
                flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(self.rect(), flags, self._empty_text)
                return
            scale = s * min(1.0, self.width() / self._needed(s))
            widths, row = self._widths(scale), _ROW * s
            left = self.width() - sum(widths)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_names(painter, left, widths, scale)
            middle = Qt.AlignmentFlag.AlignVCenter
            for k, run in enumerate(self._rows, start=1):
                y = k * row
                draw_marker(painter, QPointF(8 * scale, y + row / 2), 9 * scale, run.style)
                painter.setFont(font(12 * scale, tabular=True))
                painter.setPen(QColor(theme.text))
                room = QRectF(18 * scale, y, left - 18 * scale, row)
                name = painter.fontMetrics().elidedText(
                    run.name, Qt.TextElideMode.ElideRight, int(room.width())
                )
                painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, name)
                x = left
                for width, text in zip(widths, run.numbers, strict=True):
                    painter.drawText(QRectF(x, y, width, row), Qt.AlignmentFlag.AlignRight | middle, text)
                    x += width
            if self._focused:
                painter.setPen(QPen(QColor(theme.quiet), 1))
                painter.drawLine(QPointF(0, self.height() - 0.5), QPointF(self.width(), self.height() - 0.5))

    def _paint_names(self, painter: QPainter, left: float, widths: Sequence[float], scale: float) -> None:
        painter.setFont(font(11 * scale))
        row, x = _ROW * self.scale, left
        for (name, line), width in zip(self._columns, widths, strict=True):
            box = QRectF(x, 0, width, row)
            painter.setPen(QColor(self.theme.faint))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
            if line:
                end = box.right() - QFontMetricsF(painter.font()).horizontalAdvance(name) - 5 * scale
                painter.setPen(QPen(QColor(self.theme.quiet), line * scale))
                y = row / 2
                painter.drawLine(QPointF(end - _SAMPLE * scale, y), QPointF(end, y))
            x += width

    def _widths(self, scale: float) -> list[float]:
        names, numbers = QFontMetricsF(font(11 * scale)), QFontMetricsF(font(12 * scale, tabular=True))
        widths = []
        for (name, line), widest in zip(self._columns, self._widest, strict=True):
            named = names.horizontalAdvance(name) + ((_SAMPLE + 5) * scale if line else 0.0)
            widths.append(max(named, numbers.horizontalAdvance(widest)) + _GAP * scale)
        return widths

    def _needed(self, scale: float) -> float:
        """Pixels that all of it needs, a short name included."""
        return sum(self._widths(scale)) + 90 * scale
