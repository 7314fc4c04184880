"""A quiet table of numbers with a name before each row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from viz.cell_model import Column, Line
from viz.quiet_table import QuietTable


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A row: its texts, and what it teaches."""

    cells: tuple[str, ...]
    tip: str = ""


class NumberTable(QuietTable):
    """Rows by their place, the first cell a name; nothing in it can be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTipDuration(20_000)

    def set_rows(self, columns: Sequence[Column], rows: Sequence[NumberRow]) -> None:
        """Show the rows; a row with fewer cells than columns is filled with empty ones."""
        self.set_columns(columns)
        count = len(columns)
        self.set_lines(
            [Line(i, (*row.cells, *("",) * (count - len(row.cells))), row.tip) for i, row in enumerate(rows)]
        )
