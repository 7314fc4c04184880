"""How a quiet table's cells and header are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from viz.cell_model import Index, Line
from viz.theme import font

if TYPE_CHECKING:
    from viz.quiet_table import QuietTable

ROW = 26
HEADER = 24
GAP = 12
"""Logical pixels between a text and its right neighbour, at normal type."""
LARGE = (1.2, 1.5)
"""Large type against normal, where there is little room and where there is enough."""
SIZE = 12.5
"""Logical pixels of a cell's type, at normal type."""


class CellDelegate(QStyledItemDelegate):
    """Draws one cell."""

    def __init__(self, table: QuietTable) -> None:
        super().__init__(table)
        self.table = table
        self.set_scale(1.0)

    def set_scale(self, scale: float) -> None:
        """Size of the type against normal."""
        self.scale = scale
        self.type = font(SIZE * scale, tabular=True)
        self._metrics = QFontMetricsF(self.type)

    def advance(self, text: str) -> float:
        """Width of a text in logical pixels."""
        return self._metrics.horizontalAdvance(text)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        self.draw_ground(painter, option.rect, bool(option.state & QStyle.StateFlag.State_Selected))
        self.draw_cell(painter, option.rect, index.row(), index.column())
        painter.restore()

    def draw_cell(self, painter: QPainter, box: QRect, row: int, column: int) -> None:
        """What stands on the ground of a cell."""
        line = self.table.cells.lines[row]
        self.draw_text(painter, box, line, column, self.colour(line, column))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """What is cut or left out is said before what the row teaches."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        line = self.table.cells.lines[index.row()]
        text = line.cells[index.column()]
        cut = self.advance(text) + GAP * self.scale > self.table.columnWidth(index.column()) + 0.5
        parts = (text if cut else "", *self.table.left_out(index.row()), line.tip)
        QToolTip.showText(event.globalPos(), "\n".join(filter(None, parts)), view)
        return True

    def cut(self, column: int) -> Qt.TextElideMode:
        """Where a text of this column is cut if it is too long."""
        return Qt.TextElideMode.ElideRight

    def colour(self, line: Line, column: int) -> str:
        """Of a cell's text: names quiet, numbers clear."""
        theme = self.table.theme
        return theme.text if self.table.cells.columns[column].right else theme.quiet

    def draw_ground(self, painter: QPainter, box: QRect, selected: bool) -> None:
        """The line under a cell, and its ground where it is selected."""
        theme = self.table.theme
        if selected:
            painter.fillRect(box, QColor(theme.hover if self.table.hasFocus() else theme.raised))
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())

    def draw_text(
        self, painter: QPainter, box: QRect, line: Line, column: int, colour: str, indent: float = 0.0
    ) -> None:
        """A cell's text; what does not fit is cut with an ellipsis."""
        text = line.cells[column]
        if not text:
            return
        right = self.table.cells.columns[column].right
        gap = GAP / 2 * self.scale
        inner = QRectF(box).adjusted(gap + indent, 0, -gap, 0)
        if self.advance(text) > inner.width() + 0.5:
            text = self._metrics.elidedText(text, self.cut(column), inner.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(self.type)
        painter.setPen(QColor(colour))
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, text)


class QuietHeader(QHeaderView):
    """The columns' names, small and faint."""

    def __init__(self, table: QuietTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(8)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.viewport().setAutoFillBackground(False)
        self.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.viewport() and event.type() == QEvent.Type.Paint:
            self._paint()  # sections, the empty part and the style's own ground: all in one quiet stroke
            return True
        return super().eventFilter(watched, event)

    def _paint(self) -> None:
        table = self._table
        painter = QPainter(self.viewport())
        painter.setFont(font(11 * table.type_scale))
        painter.setPen(QColor(table.theme.faint))
        gap = GAP / 2 * table.type_scale
        for i, column in enumerate(table.cells.columns):
            width = self.sectionSize(i)
            if width == 0:
                continue
            box = QRectF(self.sectionViewportPosition(i) + gap, 0, width - 2 * gap, self.height() - 1)
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            name = painter.fontMetrics().elidedText(
                column.name, Qt.TextElideMode.ElideRight, int(box.width()) + 1
            )
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QPen(QColor(table.theme.line), 1))
        painter.drawLine(0, self.height() - 1, self.viewport().width(), self.height() - 1)
        painter.end()
