"""A calm table: thin lines, right-aligned numbers that stand still, text that can be copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import (
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
from viz.painted import draw_invitation
from viz.quiet_cells import GAP, HEADER, LARGE, ROW, SIZE, CellDelegate, QuietHeader
from viz.theme import DARK, Theme, font

_SCALES = tuple(size / SIZE for size in range(round(SIZE * LARGE[1]), round(SIZE * LARGE[0]) - 1, -1))
"""Sizes of large type, whole pixels as fonts are, the largest first."""


class QuietTable(QTableView):
    """Shows `Line`s under `Column`s; selected cells, or all of them, are copied as tab-separated text.

    A column is as wide as its widest text was so far: numbers that change do not make others move. Where
    there is too little room, large type is less large, then columns are left out, then texts are cut.
    """

    row_height, least_row, header_height = ROW, ROW, HEADER
    """Logical pixels at normal type; where all rows can be seen then, rows are as low as `least_row`."""
    shows_all = False
    """Whether large type is also so small that all rows are seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = DARK
        self.type_scale = 1.0
        self.cells = CellModel(self)
        self._large = False
        self._empty_text = ""
        self._fitting = False
        self._longest: list[str] = []
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
            if len(columns) != len(self.cells.columns):
                self._longest = [""] * len(columns)  # a resize may come before the rows do
            self.cells.set_columns(columns)
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
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        header = self.header_height if self._is_named() else 0
        height = (header + self.row_height * len(self.cells.lines)) * self.type_scale + 2
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
            room = self.viewport().rect()
            draw_invitation(painter, room, self._empty_text, self.theme, self.type_scale)
            painter.end()

    def extra_width(self, column: int) -> float:
        """Logical pixels that a column needs beside its text, at normal type."""
        return GAP

    def said_elsewhere(self) -> Sequence[int]:
        """Columns that are left out where there is little room, the first first: others say the same."""
        return ()

    def dispensable(self) -> Sequence[int]:
        """Columns that are left out before any text is cut, the first first."""
        return ()

    def left_out(self, row: int) -> list[str]:
        """What the columns that are left out would say in this row: "optimizer: SGD"."""
        columns, cells = self.cells.columns, self.cells.lines[row].cells
        return [f"{columns[i].name}: {cells[i]}" for i in range(len(columns)) if self.isColumnHidden(i)]

    def width_for(self, rows: Sequence[Sequence[str]]) -> int:
        """Logical pixels that these rows need, with the smallest type there may be now."""
        texts = [max(column, key=self.delegate.advance, default="") for column in zip(*rows, strict=True)]
        scale = _SCALES[-1] if self._large else 1.0
        return sum(-int(-width // 1) for width in self._widths_of(texts, scale))

    def fit(self) -> None:
        """Share the width out anew, after `said_elsewhere` or `dispensable` have changed."""
        self._fit()

    def _is_named(self) -> bool:
        return any(column.name for column in self.cells.columns)

    def _set_heights(self) -> None:
        rows, header = self.verticalHeader(), self.horizontalHeader()
        height = self._row_pixels()
        if rows.defaultSectionSize() != height:
            rows.setMinimumSectionSize(8)
            rows.setDefaultSectionSize(height)
        named, height = self._is_named(), min(round(self.header_height * self.type_scale), height)
        if header.isHidden() == named:
            header.setVisible(named)
        if (header.minimumHeight(), header.maximumHeight()) != (height, height):
            header.setFixedHeight(height)

    def _row_pixels(self) -> int:
        """Height of a row, from the height of the table alone: scroll bars are not asked."""
        count = len(self.cells.lines) + self._is_named()
        least, most = self.least_row * self.type_scale, self.row_height * self.type_scale
        return round(min(max(self.height() // max(count, 1), least), most))

    def _measured(self, scale: float) -> list[float]:
        """Width of each column with type of this size, for the widest text that it has had."""
        return self._widths_of(self._longest, scale)

    def _widths_of(self, texts: Sequence[str], scale: float) -> list[float]:
        names = QFontMetricsF(font(11 * scale))
        cells = QFontMetricsF(font(SIZE * scale, tabular=True))
        return [
            max(names.horizontalAdvance(column.name), cells.horizontalAdvance(text))
            + self.extra_width(i) * scale
            for i, (column, text) in enumerate(zip(self.cells.columns, texts, strict=True))
        ]

    def _measure_all(self) -> None:
        count = len(self.cells.columns)
        texts = [[line.cells[i] for line in self.cells.lines] for i in range(count)]
        self._longest = [max(column, key=self.delegate.advance, default="") for column in texts]
        self._fit()
        self.updateGeometry()

    def _measure(self, changed: Sequence[tuple[int, int]]) -> None:
        """Widen the columns whose new texts are wider than all before."""
        grew = False
        for row, column in changed:
            text = self.cells.lines[row].cells[column]
            width = self.delegate.advance(text)
            if width > self.delegate.advance(self._longest[column]):
                self._longest[column] = text
                grew |= width + self.extra_width(column) * self.type_scale > self._widths[column]
        if grew:
            self._fit()

    def _fit(self) -> None:
        """Large type is as large as the width allows; then the columns get their widths.

        Heights and widths move the scroll bars, and each of these is told as a resize before it returns:
        what is asked for meanwhile is what is being done. The size follows from width and texts alone, so
        that it cannot swing between two.
        """
        if self._fitting:
            return
        self._fitting = True
        try:
            scale = self._scale_for_width() if self._large else 1.0
            if scale != self.type_scale:
                self.type_scale = scale
                self.delegate.set_scale(scale)
            self._widths = self._measured(scale)
            self._set_heights()
            for _ in range(2):  # the rows' heights may bring a scroll bar, and widths may take it away
                room = self.viewport().width()
                self._share_out(room)
                if self.viewport().width() == room:
                    break
        finally:
            self._fitting = False

    def _scale_for_width(self) -> float:
        """The largest of the sizes of large type with which all has its place."""
        # Beside a scroll bar, be there one or not: rows that grow must not make themselves shrink.
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        spare = set(self.said_elsewhere())
        rows = len(self.cells.lines) + self._is_named() if self.shows_all else 0
        for scale in _SCALES:
            width = sum(width for i, width in enumerate(self._measured(scale)) if i not in spare)
            if width <= room and rows * round(self.least_row * scale) <= self.height():
                return scale
        return _SCALES[-1]

    def _share_out(self, room: int) -> None:
        """Give each column its width: its own, or less where it may be cut, or what is left over."""
        columns = self.cells.columns
        if not columns:
            return
        widths = [-int(-width // 1) for width in self._widths]
        for i in (*self.said_elsewhere(), *self.dispensable()):
            if sum(widths) > room:
                widths[i] = 0
        left = room - sum(widths)
        for rank in sorted({column.rank for column in columns}):
            if left < 0:
                left += self._cut(widths, rank, -left)
        for i, column in enumerate(columns):
            if column.slack and left > 0:
                widths[i] += left
                break
        for i, width in enumerate(widths):
            if self.isColumnHidden(i) != (width == 0):
                self.setColumnHidden(i, width == 0)
            if width and self.columnWidth(i) != width:
                self.setColumnWidth(i, width)

    def _cut(self, widths: list[int], rank: int, missing: int) -> int:
        """Take `missing` pixels from the columns of a rank, each in proportion; returns what was found."""
        spare = [
            max(width - round(column.least * self.type_scale), 0)
            if width and column.rank == rank and column.least is not None
            else 0
            for width, column in zip(widths, self.cells.columns, strict=True)
        ]
        left = sum(spare)
        found = missing = min(missing, left)
        for i, part in enumerate(spare):
            if part:
                cut = round(missing * part / left)
                widths[i] -= cut
                missing, left = missing - cut, left - part
        return found
