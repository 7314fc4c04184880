"""A calm table: thin lines, right-aligned numbers that stand still, text that can be copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QTableView,
    QWidget,
)

from viz.cell_model import CellModel, Column, Line
from viz.quiet_cells import GAP, HEADER, LARGE, ROW, CellDelegate, QuietHeader
from viz.theme import DARK, Theme, font


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
