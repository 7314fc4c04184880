"""Where the parts of a square table stand: numbers only, no window needed."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, top, width, height in logical pixels."""


@dataclass(frozen=True, slots=True)
class MatrixFrame:
    """A k × k table in a widget, with a header above and at the left, and columns and a row of sums.

    Attributes
    ----------
    k
        Rows and columns.
    left, top
        Upper left corner of the first cell, logical pixels.
    wide, high
        Size of a cell.
    total, share
        Widths of the two columns at the right: sums of rows, and their shares.
    """

    k: int
    left: float
    top: float
    wide: float
    high: float
    total: float
    share: float

    def box(self, row: int, column: int) -> Box:
        """A cell; row and column k are those of the sums."""
        width = self.total if column == self.k else self.share if column > self.k else self.wide
        across = self.k * self.wide + (self.total if column > self.k else 0.0)
        x = across if column >= self.k else column * self.wide
        return self.left + x, self.top + row * self.high, width, self.high

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the cell at a place; None outside of the k × k cells."""
        column, row = (x - self.left) // self.wide, (y - self.top) // self.high
        if 0 <= row < self.k and 0 <= column < self.k:
            return int(row), int(column)
        return None


def matrix_frame(width: float, height: float, k: int, scale: float, *, beside: bool = False) -> MatrixFrame:
    """Share out a widget of `width` × `height`; `scale` is that of the type.

    With shares of a second matrix `beside`, both columns at the right are as wide as a share, and stay.

    Cells are at most twice as wide as high, and a quarter higher than wide: a matrix is read as a picture.
    Where they would be narrower than a number, the sums of the rows give their place to them (width 0).
    """
    head, top, foot = 30.0 * scale, 36.0 * scale, 32.0 * scale
    total, share, margin = 52.0 * scale, 64.0 * scale, 8.0
    high = min((height - top - foot) / (k + 1), 48.0 * scale)
    if beside:
        total = share = min(share, 5.0 * number_size(high, scale) + margin)
    elif (width - head - total - share - margin) / k < 28.0 * scale:
        total = 0.0
    wide = min((width - head - total - share - margin) / k, 2.0 * high, 64.0 * scale)
    high = min(high, 1.25 * wide)
    return MatrixFrame(k, head, top, max(wide, 1.0), max(high, 1.0), total, share)


def number_size(high: float, scale: float) -> float:
    """Size of the type, in pixels, of numbers in rows so high."""
    return min(12.0 * scale, 0.62 * high + 2.0)
