"""Tables of numbers as people have them: files, pasted cells, dropped text.

How a table is written is found out from its first rows (`engine.table_form`) and said in the result; nothing
is repaired or guessed cell by cell. A cell that is no number is named by its row and column, and the table is
read without its row only if that is asked for. Nothing in a table is ever executed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from engine.checks import check_whole
from engine.errors import InputError
from engine.own_data import LARGEST, MOST_ROWS, OwnData
from engine.table_form import Form, Row, form_of, rows_of, to_number, to_numbers
from engine.table_text import text_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Doubles = npt.NDArray[np.float64]

CHUNK = 1 << 13
"""Rows read at once: enough to be fast, few enough for the processor's cache."""
SHOWN = 5
"""Faulty cells that an error's sentence names; it says how many there are in all."""
KEPT = 1000
"""Faulty cells that are kept with their places."""

Kind = Literal["missing", "not-a-number", "not-finite", "too-large", "too-many-cells"]


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be used: row and column as in the file, from 1, its column's name, its text, why."""

    row: int
    column: int
    name: str
    text: str
    kind: Kind

    def __str__(self) -> str:
        named = f" ({_short(self.name)})" if self.name else ""
        return f"{self.row}:{self.column}{named} “{_short(self.text)}”"


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Two columns of a table, and how it was read.

    Attributes
    ----------
    x, y
        Shape (n,) float32, read-only: the numbers of the rows that have both.
    columns
        Which columns these are, from 1.
    form
        How the table is written: separator, decimal sign, header, which columns hold numbers.
    encoding
        What its bytes were in; ``text`` if it came as text.
    faults, skipped
        The first `KEPT` cells that could not be used, and how many rows were left out for such cells.
    """

    x: Floats
    y: Floats
    columns: tuple[int, int]
    form: Form
    encoding: str
    faults: tuple[Fault, ...]
    skipped: int

    def __len__(self) -> int:
        return len(self.x)

    def own(self, name: str) -> OwnData:
        """Return the two columns as data called `name`."""
        return OwnData(self.x, self.y, name)


def read_table(
    source: str | bytes | Path,
    *,
    columns: tuple[int, int] | None = None,
    header: bool | None = None,
    skip_faulty: bool = False,
) -> Table:
    """Read x and y from a table of comma-, semicolon- or tab-separated cells.

    Numbers are written with a decimal point, or with a decimal comma where the separator is a semicolon or a
    tab; separators of thousands are not understood. Cells may be quoted. Blank rows are skipped, but counted.

    Parameters
    ----------
    source
        The table itself as text (pasted) or bytes (dropped), or the path of its file. Bytes and files may be
        UTF-8, UTF-16 or CP949, with or without a byte order mark.
    columns
        The columns, from 1, that x and y are in; by default the first two that hold numbers.
    header
        Whether the first row is one of names; by default it is if none of its cells is a number.
    skip_faulty
        Leave out rows whose x or y is missing or no number, instead of refusing the table.

    Raises
    ------
    InputError
        If the source cannot be read as such a table; has no two columns of numbers, more than `MOST_ROWS`
        rows, fewer than two, or only one x; or has faulty cells. Those are named by row and column, and the
        value `faults` holds them as a tuple of `Fault`.
    """
    text, encoding = text_of(source)
    form = form_of(text, header)
    chosen = _choose(columns, form)
    x, y, faults, skipped = _Reader(form, chosen).read(text)
    if skipped and not skip_faulty:
        raise InputError(
            "table-cells",
            count=f"{skipped:,}",
            cells=", ".join(map(str, faults[:SHOWN])) + (" …" if len(faults) > SHOWN else ""),
            faults=tuple(faults),
        )
    if len(x) < 2:
        raise InputError("table-too-few", rows=len(x))
    if x.min() == x.max():
        raise InputError("own-no-spread", value=f"{x[0]:g}")
    x.flags.writeable = y.flags.writeable = False
    return Table(x, y, chosen, form, encoding, tuple(faults), skipped)


def _choose(columns: tuple[int, int] | None, form: Form) -> tuple[int, int]:
    if columns is not None:
        first, second = (check_whole("column", column, 1, form.width) for column in columns)
        return first, second
    if len(form.numeric) < 2:
        raise InputError("table-columns", found=len(form.numeric), width=form.width)
    return form.numeric[0], form.numeric[1]


class _Reader:
    """Reads two columns, a chunk of rows at a time: in one go where all is well, else cell by cell."""

    def __init__(self, form: Form, columns: tuple[int, int]) -> None:
        self._form = form
        self._columns = columns
        self._faults: list[Fault] = []
        self._skipped = 0

    def read(self, text: str) -> tuple[Floats, Floats, list[Fault], int]:
        """x, y, the first faulty cells, and the number of rows with any."""
        import numpy as np

        form = self._form
        parts: list[Doubles] = [np.empty((2, 0))]
        rows, count, done = rows_of(text, form.separator, strict=True), 0, 0
        header = form.names is not None
        while chunk := self._next(rows, done):
            part = None if header else self._in_one_go(chunk)
            if part is None:
                part, header = self._cell_by_cell(chunk, done, header), False
            parts.append(part)
            done += len(chunk)
            count += part.shape[1]
            if count > MOST_ROWS:
                raise InputError("table-too-many", most=f"{MOST_ROWS:,}")
        x, y = np.concatenate(parts, axis=1).astype(np.float32)
        return x, y, self._faults, self._skipped

    def _next(self, rows: Iterator[Row], done: int) -> list[Row]:
        chunk: list[Row] = []
        try:
            chunk.extend(islice(rows, CHUNK))
        except csv.Error as error:
            raise InputError("table-quotes", row=done + len(chunk) + 1) from error
        return chunk

    def _in_one_go(self, chunk: list[Row]) -> Doubles | None:
        """The chunk's numbers, shape (2, rows); None if there is anything to look at more closely."""
        import numpy as np

        a, b = self._columns[0] - 1, self._columns[1] - 1
        if max(map(len, chunk)) > self._form.width:
            return None
        try:
            part = np.array([to_numbers([row[k] for row in chunk], self._form.decimal) for k in (a, b)])
        except (ValueError, IndexError):
            return None
        return part if (np.abs(part) <= LARGEST).all() else None

    def _cell_by_cell(self, chunk: list[Row], done: int, header: bool) -> Doubles:
        import numpy as np

        part: list[tuple[float, float]] = []
        for place, row in enumerate(chunk, done + 1):
            if not any(map(str.strip, row)):
                continue
            if header:
                header = False
                continue
            x, y = (self._number(row, place, column) for column in self._columns)
            if x is None or y is None or self._is_too_long(row, place):
                self._skipped += 1
            else:
                part.append((x, y))
        return np.array(part, dtype=np.float64).reshape(-1, 2).T

    def _number(self, row: Row, place: int, column: int) -> float | None:
        cell = row[column - 1].strip() if column <= len(row) else ""
        if not cell:
            self._fault(place, column, cell, "missing")
            return None
        try:
            number = to_number(cell, self._form.decimal)
        except ValueError:
            self._fault(place, column, cell, "not-a-number")
            return None
        if not abs(number) <= LARGEST:
            digits = any(map(str.isdigit, cell))  # 1e999 is inf to Python
            self._fault(place, column, cell, "too-large" if digits else "not-finite")
            return None
        return number

    def _is_too_long(self, row: Row, place: int) -> bool:
        """Whether there are more cells than columns: perhaps decimal commas, taken for separators."""
        for column, cell in enumerate(row[self._form.width :], self._form.width + 1):
            if cell.strip():
                self._fault(place, column, cell, "too-many-cells")
                return True
        return False

    def _fault(self, row: int, column: int, text: str, kind: Kind) -> None:
        if len(self._faults) < KEPT:
            self._faults.append(Fault(row, column, self._form.name(column), text, kind))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 24 else text[:23] + "…"
