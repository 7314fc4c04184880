"""The confusion matrix: what was what, and what it was read as."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from viz.confusion_drawing import MatrixDrawing
from viz.confusion_text import matrix_text, percent
from viz.matrix_frame import MatrixFrame, matrix_frame
from viz.painted import Painted, draw_invitation, tell
from viz.theme import font

Counts = npt.NDArray[np.int64]
Cell = tuple[int, int]

_ARROWS: dict[int, Cell] = {
    Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
}  # fmt: skip
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ConfusionView(Painted):
    """Counts of a k × k matrix, rows true, columns read; right ones blue, wrong ones vermilion.

    A cell's colour is as strong as the cube root of its share of the row: that is why one wrong image in
    a thousand can still be seen beside the right ones. At the right stand each row's sum and the share
    of it that was read right, below the sums of the columns.
    """

    cell_chosen = Signal(int, int)
    """A cell was clicked, or Enter or Space pressed on it: row (true) and column (read). GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Counts | None = None
        self._names: tuple[str, ...] = ()
        self._beside: Counts | None = None
        self._hover: Cell | None = None
        self._current: Cell | None = None
        self._chosen: Cell | None = None
        self._reading = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    def set_confusion(self, counts: Counts | None, names: Sequence[str] | None = None) -> None:
        """Show `counts`, (k, k) int64: row i, column j says how many of class i were read as class j.

        Parameters
        ----------
        counts
            None: nothing has been tested yet.
        names
            Of the classes; 0 to k − 1 for None.

        Raises
        ------
        ValueError
            If the matrix is not square, or the names are not k.
        """
        if counts is not None and (counts.ndim != 2 or counts.shape[0] != counts.shape[1]):
            raise ValueError(f"expected (k, k), got {counts.shape}")
        k = 0 if counts is None else len(counts)
        chosen = tuple(names) if names is not None and counts is not None else tuple(map(str, range(k)))
        if len(chosen) != k:
            raise ValueError(f"expected {k} names, got {len(chosen)}")
        if k != self.k:
            self._beside = None
            self._hover = self._current = self._chosen = None
            self.updateGeometry()
        self._counts = None if counts is None else counts.astype(np.int64)  # a copy
        self._names = chosen
        self._tell()

    def set_beside(self, counts: Counts | None) -> None:
        """Show how many images of each class a second matrix has right beside the first one's.

        Parameters
        ----------
        counts
            (k, 2) int64: images of each class read right, and all of them, 0 of a class that it lacks; None
            for no second one.

        Raises
        ------
        ValueError
            If the shape is another one.
        """
        if counts is not None and counts.shape != (self.k, 2):
            raise ValueError(f"expected {(self.k, 2)}, got {counts.shape}")
        self._beside = None if counts is None else counts.astype(np.int64)
        self.update()

    def set_reading(self, on: bool) -> None:
        """Where there is no matrix yet: whether one is on its way."""
        self._reading = on
        self.retranslate()
        self.update()

    def set_chosen(self, cell: Cell | None) -> None:
        """Outline the cell whose images are shown elsewhere; None for none."""
        self._chosen = cell
        if cell is not None:
            self._current = cell
        self.update()

    @property
    def k(self) -> int:
        """Number of classes; 0 before there is a matrix."""
        return 0 if self._counts is None else len(self._counts)

    def frame(self) -> MatrixFrame:
        """Where the cells stand now."""
        beside = self._beside is not None
        return matrix_frame(self.width(), self.height(), max(self.k, 1), self.scale, beside=beside)

    def cell_text(self, true: int, read: int) -> str:
        """What a cell says in words: "true 4 read as 9: 12 (1.2 % of all 4)"."""
        if self._counts is None:
            return ""
        count, total = int(self._counts[true, read]), int(self._counts[true].sum())
        text = self.tr("true {true} read as {read}: {count}")
        if total:
            text = self.tr("true {true} read as {read}: {count} ({share} of all {true})")
        share = percent(count, total)
        return text.format(true=self._names[true], read=self._names[read], count=f"{count:,}", share=share)

    def summary(self) -> str:
        """All of it in a sentence; an invitation where there is nothing."""
        if self._counts is None or not self._counts.sum():
            return self._nothing
        right, total = int(np.trace(self._counts)), int(self._counts.sum())
        return self.tr("{right} of {total} read right: {share}").format(
            right=f"{right:,}", total=f"{total:,}", share=percent(right, total)
        )

    def text(self) -> str:
        """The matrix as tab-separated text, with sums and shares."""
        if self._counts is None:
            return ""
        return matrix_text(self._counts, self._names, self._corner, self._total, self._right)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.setAccessibleName(self.tr("Confusion matrix"))
        self._nothing = self.tr("No test yet: train or open a network.")
        if self._reading:
            self._nothing = self.tr("The test images are being read …")
        self._read, self._true = self.tr("read as"), self.tr("true")
        self._corner = self.tr("true, read as")
        self._total, self._right = self.tr("sum"), self.tr("right")
        self._first, self._second = self.tr("1st"), self.tr("2nd")
        self._tips = {
            "total": self.tr("How many images of this class there are"),
            "share": self.tr(
                "Accuracy of this class: the share of its images that was read right (its recall)"
            ),
            "column": self.tr("How many images were read as this class, rightly or not"),
            "corner": self.tr("Accuracy: the share of all images that was read right"),
        }
        self._tell()

    # Mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self.cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self._choose(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(event.key())
        if self._counts is None or (
            step is None and event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        ):
            super().keyPressEvent(event)
        elif step is None:
            self._choose(self._current or (0, 0))
        else:
            row, column = self._current or (-step[0], -step[1])
            row, column = row + step[0], column + step[1]
            if 0 <= row < self.k and 0 <= column < self.k:
                self._current = row, column
                self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._current = self._chosen
        self._tell()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def cell_at(self, place: QPointF) -> Cell | None:
        """The cell at a place of the widget."""
        return None if self._counts is None else self.frame().cell_at(place.x(), place.y())

    def tip_at(self, place: QPointF) -> str:
        """What the place teaches; empty for nothing."""
        cell = self.cell_at(place)
        if cell is not None:
            return self.cell_text(*cell)
        frame = self.frame()
        row, column = (place.y() - frame.top) // frame.high, place.x() - frame.left - self.k * frame.wide
        if self._counts is None or not 0 <= row <= self.k:
            return ""
        if column < 0:
            return self._tips["column"] if row == self.k else ""
        if column < frame.total and self._beside is None:
            return self._tips["total"] if row < self.k else ""
        return self._tips["share" if row < self.k else "corner"] if column < frame.total + frame.share else ""

    def _point(self, cell: Cell | None) -> None:
        if cell != self._hover:
            self._hover = cell
            self.setCursor(Qt.CursorShape.PointingHandCursor if cell else Qt.CursorShape.ArrowCursor)
            self._tell()

    def _choose(self, cell: Cell) -> None:
        self._current = self._chosen = cell
        self._tell()
        self.cell_chosen.emit(*cell)

    def _tell(self) -> None:
        tell(self, self.sentence())
        self.update()

    def sentence(self) -> str:
        """The line under the matrix: about the cell under the pointer or the keys, or about all of it."""
        cell = self._hover or self._current or self._chosen
        return self.summary() if cell is None or self._counts is None else self.cell_text(*cell)

    # Painting

    def sizeHint(self) -> QSize:
        return QSize(round(480 * self.scale), round((68 + 24 * (max(self.k, 2) + 1)) * self.scale))

    def minimumSizeHint(self) -> QSize:
        least = 94 * self.scale + 8 + 14 * max(self.k, 2)
        return QSize(round(least), round(68 * self.scale) + 13 * (max(self.k, 2) + 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            if self._counts is None:
                draw_invitation(painter, self.rect(), self._nothing, self.theme, self.scale)
                return
            frame = self.frame()
            pair = self._total, self._right
            if self._beside is not None:
                pair = self._first, self._second
            words = (self._read, self._true, *pair)
            lit = self._hover or self._chosen or (-1, -1)
            MatrixDrawing(
                painter,
                frame,
                self.theme,
                self.scale,
                self._counts,
                self._names,
                words,
                lit,
                self._beside,
            ).draw()
            for cell, colour, wide in (
                (self._hover, self.theme.quiet, 1.0),
                (self._chosen, self.theme.text, 2.0),
                (self._current if self.hasFocus() else None, self.theme.text, 2.0),
            ):
                if cell is not None:
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.setPen(QPen(QColor(colour), wide))
                    painter.drawRect(QRectF(*frame.box(*cell)).adjusted(0.5, 0.5, -1.5, -1.5))
            painter.setFont(font(12 * self.scale, tabular=True))
            painter.setPen(QColor(self.theme.quiet))
            y = frame.top + (self.k + 1) * frame.high
            line = QRectF(0, y, self.width(), 32 * self.scale).adjusted(8 * self.scale, 4, -8, 0)
            painter.drawText(line, _LEFT, self.sentence())
