"""How a confusion matrix is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from math import cbrt

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from viz.confusion_text import percent
from viz.matrix_frame import MatrixFrame, number_size
from viz.shades import on_shade, shade
from viz.theme import Theme, font

_CENTRE = Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class MatrixDrawing:
    """One drawing of a matrix.

    Attributes
    ----------
    counts, names
        (k, k), and k of them.
    words
        For the columns, the rows, the sums, and the shares read right.
    lit
        Row and column whose names stand out; −1 for none.
    beside
        (k, 2) of a second matrix: images of each class that were read right, and all of them. Its shares
        then stand at the right of the first one's, in place of the sums.
    """

    painter: QPainter
    frame: MatrixFrame
    theme: Theme
    scale: float
    counts: npt.NDArray[np.int64]
    names: tuple[str, ...]
    words: tuple[str, str, str, str]
    lit: tuple[int, int]
    beside: npt.NDArray[np.int64] | None = None

    def draw(self) -> None:
        """Names, cells, sums."""
        self._draw_names()
        self._draw_cells()
        self._draw_sums()

    def _draw_names(self) -> None:
        painter, frame = self.painter, self.frame
        s, theme, k = self.scale, self.theme, len(self.counts)
        painter.setPen(QColor(theme.faint))
        painter.setFont(font(11 * s))
        painter.drawText(QRectF(frame.left, 0, k * frame.wide, 18 * s), _CENTRE, self.words[0])
        painter.drawText(QRectF(0, 18 * s, frame.left - 6 * s, 18 * s), _RIGHT, self.words[1])
        for column, text in ((k, self.words[2]), (k + 1, self.words[3])):
            left, _, width, _ = frame.box(0, column)
            if not width:
                continue
            painter.drawText(QRectF(left, 18 * s, width, 18 * s), _RIGHT, text)
        painter.setFont(self._fitting(max(self.names, key=len)))
        lit = self.lit
        for i, name in enumerate(self.names):
            left, top, wide, high = frame.box(i, i)
            painter.setPen(QColor(theme.text if lit[1] == i else theme.quiet))
            painter.drawText(QRectF(left, 18 * s, wide, 18 * s), _CENTRE, name)
            painter.setPen(QColor(theme.text if lit[0] == i else theme.quiet))
            painter.drawText(QRectF(0, top, frame.left - 6 * s, high), _RIGHT, name)

    def _draw_cells(self) -> None:
        painter, frame, counts = self.painter, self.frame, self.counts
        face = self._fitting(str(int(counts.max())))
        painter.setFont(face)
        for i, row in enumerate(counts.tolist()):
            total = sum(row) or 1
            for j, count in enumerate(row):
                box = QRectF(*frame.box(i, j)).adjusted(0, 0, -1, -1)
                strength = cbrt(count / total)
                ground = shade(self.theme, strength if i == j else -strength)
                if count or i == j:
                    painter.fillRect(box, ground)
                else:
                    painter.fillRect(box, QColor(self.theme.raised))
                if count:
                    painter.setPen(on_shade(self.theme, ground))
                    painter.drawText(box, _CENTRE, str(count))

    def _draw_sums(self) -> None:
        painter, frame, counts = self.painter, self.frame, self.counts
        k, theme = len(self.counts), self.theme
        face = font(number_size(frame.high, self.scale), tabular=True)
        painter.setFont(face)
        right, total = np.diag(counts), counts.sum(axis=1)
        beside, mine = self.beside, k + 1 if self.beside is None else k
        for i in range(k):
            self._write(i, mine, percent(int(right[i]), int(total[i])), theme.text)
            if beside is None:
                self._write(i, k, f"{int(total[i]):,}", theme.quiet)
            else:
                self._write(i, k + 1, percent(*map(int, beside[i])), theme.text)
        if beside is None:
            self._write(k, k, f"{int(total.sum()):,}", theme.quiet)
        painter.setFont(self._fitting(f"{int(counts.sum(axis=0).max())}"))
        for j, count in enumerate(counts.sum(axis=0).tolist()):
            painter.setPen(QColor(theme.quiet))
            painter.drawText(QRectF(*frame.box(k, j)), _CENTRE, str(count))
        bold = font(face.pixelSize(), weight=QFont.Weight.DemiBold, tabular=True)
        painter.setFont(bold)
        self._write(k, mine, percent(int(right.sum()), int(total.sum())), theme.text)
        if beside is not None:
            self._write(k, k + 1, percent(*map(int, beside.sum(axis=0))), theme.text)

    def _write(self, row: int, column: int, text: str, colour: str) -> None:
        box = QRectF(*self.frame.box(row, column))
        if box.width():
            self.painter.setPen(QColor(colour))
            self.painter.drawText(box, _RIGHT, text)

    def _fitting(self, widest: str) -> QFont:
        """Type in which the widest text fits into a cell."""
        size = number_size(self.frame.high, self.scale)
        advance = QFontMetricsF(font(size, tabular=True)).horizontalAdvance(widest)
        return font(size * min(1.0, (self.frame.wide - 3) / max(advance, 1.0)), tabular=True)
