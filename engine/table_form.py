"""What a table looks like, found out from its first rows: separator, decimal sign, header, number columns."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from engine.errors import InputError

Decimal = Literal[".", ","]
Row = list[str]

FORMS: tuple[tuple[str, Decimal], ...] = (("\t", "."), ("\t", ","), (";", "."), (";", ","), (",", "."))
"""Separators and the decimal signs that each allows; of forms that fit alike the first is taken."""
SAMPLE = 200
"""Rows that are looked at."""
HEAD = 1 << 18
"""Characters that these are looked for in."""

_COMMA = str.maketrans({",": ".", ".": "?"})
"""With a decimal comma a point is no part of a number: it would be a separator of thousands."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a table is written.

    Attributes
    ----------
    separator, decimal
        What stands between cells, and in a number before its fraction.
    names
        The header's cells; None where the first row is data.
    width
        How many columns there are.
    numeric
        The columns, from 1, most of whose cells are numbers.
    """

    separator: str
    decimal: Decimal
    names: tuple[str, ...] | None
    width: int
    numeric: tuple[int, ...]

    def name(self, column: int) -> str:
        """The header's name of a column, from 1; empty if it has none."""
        return self.names[column - 1] if self.names is not None and column <= len(self.names) else ""


def to_number(cell: str, decimal: Decimal) -> float:
    """Return the number in a cell; ValueError if there is none. `nan` and `inf` are numbers here."""
    if "_" in cell:  # Python's own separator of thousands
        raise ValueError
    return float((cell.translate(_COMMA) if decimal == "," else cell).replace("−", "-"))


def to_numbers(cells: list[str], decimal: Decimal) -> list[float]:
    """The same for many cells at once, five times as fast; ValueError if any holds no number."""
    joined = "\n".join(cells)
    if "_" in joined or (decimal == "," and "." in joined):
        raise ValueError
    if decimal == ",":
        joined = joined.replace(",", ".")
    numbers = [*map(float, joined.split("\n"))]
    if len(numbers) != len(cells):  # a quoted cell of several lines
        raise ValueError
    return numbers


def is_number(cell: str, decimal: Decimal) -> bool:
    """Whether a cell holds a number."""
    try:
        to_number(cell, decimal)
    except ValueError:
        return False
    return True


def rows_of(text: str, separator: str, *, strict: bool) -> Iterator[Row]:
    """The table's rows as lists of cells; csv.Error if `strict` and quotes do not match."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)


def form_of(text: str, header: bool | None) -> Form:
    """Find out how the table in `text` is written; `header` says whether the first row is one, if known.

    Raises
    ------
    InputError
        If there are no rows, or none below the header.
    """
    head = text[:HEAD]
    if len(text) > HEAD:
        head = head[: head.rfind("\n") + 1] or head
    scored = []
    for place, (separator, decimal) in enumerate(FORMS):
        rows = _sample(head, separator)
        scored.append((*_score(rows, decimal), -place, separator, decimal, rows))
    *_, separator, decimal, rows = max(scored, key=lambda entry: entry[:3])
    if not rows:
        raise InputError("table-empty")
    has_header = not any(is_number(cell, decimal) for cell in rows[0]) if header is None else header
    body = rows[1:] if has_header else rows
    if not body:
        raise InputError("table-only-header")
    width = Counter(map(len, body)).most_common(1)[0][0]
    numeric = tuple(
        k + 1 for k in range(width) if _is_numeric([row[k] for row in body if k < len(row)], decimal)
    )
    names = tuple(cell.strip() for cell in rows[0]) if has_header else None
    return Form(separator, decimal, names, width, numeric)


def _sample(head: str, separator: str) -> list[Row]:
    try:
        filled = (row for row in rows_of(head, separator, strict=False) if any(map(str.strip, row)))
        return list(islice(filled, SAMPLE))
    except csv.Error:
        return []


def _score(rows: list[Row], decimal: Decimal) -> tuple[int, float]:
    """How well a form fits: rows with two numbers or more, then the share of cells that are numbers."""
    counts = [sum(is_number(cell, decimal) for cell in row) for row in rows]
    cells = sum(map(len, rows))
    return sum(count >= 2 for count in counts), sum(counts) / max(cells, 1)


def _is_numeric(cells: list[str], decimal: Decimal) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return 2 * sum(is_number(cell, decimal) for cell in filled) > len(filled)
