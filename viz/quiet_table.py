"""A calm table: thin lines, right-aligned numbers that stand still, text that can be copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from viz.cell_model import CellModel, Column, Index, Line
from viz.theme import DARK, Theme, font

ROW = 26
HEADER = 24
GAP = 12
"""Logical pixels between a text and its right neighbour, at normal type."""
LARGE = (1.2, 1.5)
"""Large type against normal, where there is little room and where there is enough."""


class QuietTable(QTableView):
    """Shows `Line`s under `Column`s; selected cells, or all of them, are copied as tab-separated text.

    A column is as wide as its widest text was so far: numbers that change do not make others move.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = DARK
        self.type_scale = 1.0
        self.cells = CellModel(self)
        self._large = False
        self._empty_text = ""
        self._widths: list[float] = []
        self.setModel(self.cells)
        self.delegate = CellDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setHorizontalHeader(QuietHeader(self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget(self))  # or the style draws a corner of its own between the scroll bars
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMinimumSize(160, 48)
        self._set_heights()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Name the columns."""
        if tuple(columns) != self.cells.columns:
            self.cells.set_columns(columns)
            self._widths = []
            self._measure_all()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show the rows; cheap enough for every frame."""
        keys = [line.key for line in self.cells.lines]
        changed = self.cells.set_lines(lines)
        if keys != [line.key for line in lines]:
            self._measure_all()
        elif changed:
            self._measure(changed)

    def forget_widths(self) -> None:
        """Let the columns be as wide as what they show now: for rows that are about something else."""
        self._measure_all()

    def set_empty_text(self, text: str) -> None:
        """What is said where there are no rows."""
        self._empty_text = text
        self.viewport().update()

    def text(self) -> str:
        """Everything shown, as lines of tab-separated cells."""
        rows = [tuple(column.name for column in self.cells.columns)]
        rows += [line.cells for line in self.cells.lines]
        return "\n".join("\t".join(row) for row in rows)

    def copy(self) -> None:
        """Put the selected cells, or everything, on the clipboard."""
        chosen = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        if not chosen:
            QGuiApplication.clipboard().setText(self.text())
            return
        rows: dict[int, list[str]] = {}
        for row, column in chosen:
            rows.setdefault(row, []).append(self.cells.lines[row].cells[column])
        QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in rows.values()))

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def set_large_type(self, on: bool) -> None:
        self._large = on
        self._set_scale(LARGE[1] if on else 1.0)

    def sizeHint(self) -> QSize:
        height = (HEADER + ROW * len(self.cells.lines)) * self.type_scale + 2
        return QSize(round(sum(self._widths)) or 320, round(height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            event.accept()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the program here, not a search."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.cells.lines and self._empty_text:
            painter = QPainter(self.viewport())
            painter.setFont(font(12.5 * self.type_scale))
            painter.setPen(QColor(self.theme.quiet))
            box = self.viewport().rect().adjusted(16, 8, -16, -8)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty_text)
            painter.end()

    def extra_width(self, column: int) -> float:
        """Logical pixels that a column needs beside its text, at normal type."""
        return GAP

    def _set_heights(self) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(8)
        rows.setDefaultSectionSize(round(ROW * self.type_scale))
        named = any(column.name for column in self.cells.columns)
        self.horizontalHeader().setVisible(named)
        self.horizontalHeader().setFixedHeight(round(HEADER * self.type_scale))

    def _measured(self) -> list[float]:
        """Width of each column for what it shows now."""
        names = QFontMetricsF(font(11 * self.type_scale))
        widths = [
            names.horizontalAdvance(column.name) + self.extra_width(i) * self.type_scale
            for i, column in enumerate(self.cells.columns)
        ]
        for line in self.cells.lines:
            for i, text in enumerate(line.cells):
                width = self.delegate.advance(text) + self.extra_width(i) * self.type_scale
                widths[i] = max(widths[i], width)
        return widths

    def _measure_all(self) -> None:
        self._widths = self._measured()
        self._set_heights()
        self._fit()
        self.updateGeometry()

    def _measure(self, changed: Sequence[tuple[int, int]]) -> None:
        """Widen the columns whose new texts are wider than all before."""
        grew = False
        for row, column in changed:
            width = self.delegate.advance(self.cells.lines[row].cells[column])
            width += self.extra_width(column) * self.type_scale
            if width > self._widths[column]:
                self._widths[column] = width
                grew = True
        if grew:
            self._fit()

    def _set_scale(self, scale: float) -> None:
        self.type_scale = scale
        self.delegate.set_scale(scale)
        self._set_heights()
        self._measure_all()

    def _fit(self) -> None:
        """Large type is as large as the width allows; then the columns get their widths."""
        if self._large and self._widths:
            # Beside a scroll bar, be there one or not: rows that grow must not make themselves shrink.
            room = self.width() - self.verticalScrollBar().sizeHint().width()
            wanted = room * self.type_scale / max(sum(self._widths), 1.0)
            scale = round(min(max(wanted, LARGE[0]), LARGE[1]), 2)
            if abs(scale - self.type_scale) > 0.02:
                self.type_scale = scale
                self.delegate.set_scale(scale)
                self._set_heights()
                self._widths = self._measured()
        self._share_out()

    def _share_out(self) -> None:
        """Give each column its width: its own, or less where it may be cut, or what is left over."""
        columns = self.cells.columns
        if not columns:
            return
        widths = [-int(-width // 1) for width in self._widths]
        room = self.viewport().width() - sum(widths)
        if room < 0:
            spare = [
                max(width - round(column.least * self.type_scale), 0) if column.least is not None else 0
                for width, column in zip(widths, columns, strict=True)
            ]
            missing, left = min(-room, sum(spare)), sum(spare)
            for i, part in enumerate(spare):
                if part:
                    cut = round(missing * part / left)
                    widths[i] -= cut
                    missing, left = missing - cut, left - part
        else:
            for i, column in enumerate(columns):
                if column.slack:
                    widths[i] += room
                    break
        for i, width in enumerate(widths):
            if self.columnWidth(i) != width:
                self.setColumnWidth(i, width)


class CellDelegate(QStyledItemDelegate):
    """Draws one cell."""

    def __init__(self, table: QuietTable) -> None:
        super().__init__(table)
        self.table = table
        self.set_scale(1.0)

    def set_scale(self, scale: float) -> None:
        """Size of the type against normal."""
        self.scale = scale
        self.type = font(12.5 * scale, tabular=True)
        self._metrics = QFontMetricsF(self.type)

    def advance(self, text: str) -> float:
        """Width of a text in logical pixels."""
        return self._metrics.horizontalAdvance(text)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = index.row(), index.column()
        line = self.table.cells.lines[row]
        box = option.rect
        painter.save()
        self.draw_ground(painter, box, bool(option.state & QStyle.StateFlag.State_Selected))
        self.draw_text(painter, box, line, column, self.colour(line, column))
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A cell that is cut says all of itself, before what it teaches."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        line = self.table.cells.lines[index.row()]
        text = line.cells[index.column()]
        cut = self.advance(text) + GAP * self.scale > self.table.columnWidth(index.column()) + 0.5
        QToolTip.showText(event.globalPos(), "\n".join(filter(None, (text if cut else "", line.tip))), view)
        return True

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
            text = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
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
            box = QRectF(self.sectionViewportPosition(i) + gap, 0, width - 2 * gap, self.height() - 1)
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            name = painter.fontMetrics().elidedText(
                column.name, Qt.TextElideMode.ElideRight, int(box.width()) + 1
            )
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QPen(QColor(table.theme.line), 1))
        painter.drawLine(0, self.height() - 1, self.viewport().width(), self.height() - 1)
        painter.end()
