"""A small table of numbers that stand still while they change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from viz.painted import Painted
from viz.theme import font

_ROW = 28


@dataclass(frozen=True, slots=True)
class Row:
    """A name and its values, right-aligned under the columns' names."""

    name: str
    values: tuple[str, ...]


class Readout(Painted):
    """Rows of numbers under named columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[str, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Names of the columns (the first stands over the rows' names) and the rows."""
        new = (tuple(columns), tuple(rows))
        if new == (self._columns, self._rows):
            return
        grew = len(new[1]) != len(self._rows)
        self._columns, self._rows = new
        self.setAccessibleDescription(self.text())
        if grew:
            self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Everything shown, as lines of tab-separated cells: what Copy gives."""
        lines = ["\t".join(self._columns)]
        lines += ["\t".join((row.name, *row.values)) for row in self._rows]
        return "\n".join(lines)

    def sizeHint(self) -> QSize:
        return QSize(280, round((24 + _ROW * len(self._rows)) * self.scale))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.theme
        painter = QPainter(self)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        s = self.scale
        count = max(len(self._columns) - 1, 1)
        name_width, number_width = self._widths(s)
        needed = name_width + count * number_width
        type_scale = s * min(1.0, self.width() / max(needed, 1.0))  # in a narrow column all shrinks alike
        name_width *= type_scale / s
        width = (self.width() - name_width) / count
        names, numbers = font(12.5 * type_scale), font(13 * type_scale, tabular=True)
        painter.setFont(font(11 * s))
        painter.setPen(QColor(theme.faint))
        for i, name in enumerate(self._columns):
            box = QRectF(0 if i == 0 else name_width + (i - 1) * width, 0, width, 24 * s)
            painter.drawText(box, left if i == 0 else right, name)
        y = 24 * s
        for row in self._rows:
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(0, round(y), self.width(), round(y))
            painter.setFont(names)
            painter.setPen(QColor(theme.quiet))
            whole = left | Qt.TextFlag.TextDontClip  # a smaller type is not narrower to the pixel
            painter.drawText(QRectF(0, y, name_width, _ROW * s), whole, row.name)
            painter.setFont(numbers)
            painter.setPen(QColor(theme.text))
            for i, value in enumerate(row.values):
                box = QRectF(name_width + (i + count - len(row.values)) * width, y, width, _ROW * s)
                painter.drawText(box, right, value)
            y += _ROW * s
        painter.end()

    def _widths(self, scale: float) -> tuple[float, float]:
        """Pixels that the widest name and the widest number take, with the gap before it."""
        name = QFontMetricsF(font(12.5 * scale)).horizontalAdvance
        number = QFontMetricsF(font(13 * scale, tabular=True)).horizontalAdvance
        values = [value for row in self._rows for value in row.values]
        return (
            max((name(row.name) for row in self._rows), default=0.0),
            max((number(value) for value in values), default=0.0) + 12 * scale,
        )
