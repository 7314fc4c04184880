"""Rows of text for a table whose numbers change with every frame."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a quiet table.

    Parameters
    ----------
    name, tip
        What its header says, and teaches.
    right
        Whether its texts end at its right edge, as numbers do.
    least
        Where there is too little room, it may be cut down to so many logical pixels (at normal type).
    rank
        Columns of a lower rank are cut first.
    slack
        Whether it takes the room that is left over.
    """

    name: str
    tip: str = ""
    right: bool = False
    least: int | None = None
    slack: bool = False
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its cells' texts, and what else it shows.

    Parameters
    ----------
    key
        What makes it the same row when it is set again.
    cells
        One text for each column.
    tip
        Shown over any of its cells.
    look
        Whatever else its drawing depends on: when that changes, the whole row is drawn anew.
    """

    key: Hashable
    cells: tuple[str, ...]
    tip: str = ""
    look: Hashable = None


class CellModel(QAbstractTableModel):
    """Tells a view of the cells that really changed, so that eight racing rows cost little.

    Rows keep their identity by key: selection and an open editor stay with theirs.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = ()
        self.lines: list[Line] = []
        self.editable_column = -1

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Name the columns; if their number changes, the rows go."""
        new = tuple(columns)
        if new == self.columns:
            return
        if len(new) != len(self.columns):
            self.beginResetModel()
            self.columns, self.lines = new, []
            self.endResetModel()
        else:
            self.columns = new
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(new) - 1)

    def set_lines(self, lines: Sequence[Line]) -> list[tuple[int, int]]:
        """Show `lines` from top to bottom.

        Returns
        -------
        list
            (row, column) of each cell whose text is new.

        Raises
        ------
        ValueError
            If a row has not one cell for each column.
        """
        for line in lines:
            if len(line.cells) != len(self.columns):
                raise ValueError(f"expected {len(self.columns)} cells, got {len(line.cells)}")
        if [line.key for line in lines] != [line.key for line in self.lines]:
            self._match_keys(lines)
        changed: list[tuple[int, int]] = []
        for row, (old, new) in enumerate(zip(self.lines, lines, strict=True)):
            if old == new:
                continue
            self.lines[row] = new
            columns = [i for i, (a, b) in enumerate(zip(old.cells, new.cells, strict=True)) if a != b]
            changed += [(row, column) for column in columns]
            if old.look != new.look:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
            else:
                for column in columns:
                    at = self.index(row, column)
                    self.dataChanged.emit(at, at)
        return changed

    def row_of(self, key: Hashable) -> int:
        """Row of the line with this key, or −1."""
        return next((row for row, line in enumerate(self.lines) if line.key == key), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return line.cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[index.column()].name}: {line.cells[index.column()]}".removeprefix(": ")
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return line.tip or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if index.column() == self.editable_column:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.columns[column].right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _match_keys(self, lines: Sequence[Line]) -> None:
        """Remove, move and insert rows until their keys are those of `lines`."""
        wanted = {line.key for line in lines}
        for row in reversed(range(len(self.lines))):
            if self.lines[row].key not in wanted:
                self.beginRemoveRows(_ROOT, row, row)
                del self.lines[row]
                self.endRemoveRows()
        for row, line in enumerate(lines):
            if row < len(self.lines) and self.lines[row].key == line.key:
                continue
            old = self.row_of(line.key)
            if old < 0:
                self.beginInsertRows(_ROOT, row, row)
                self.lines.insert(row, line)
                self.endInsertRows()
            else:
                self.beginMoveRows(_ROOT, old, old, _ROOT, row)
                self.lines.insert(row, self.lines.pop(old))
                self.endMoveRows()
