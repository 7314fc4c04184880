"""How wrong a finite difference is, for every h: log against log."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from viz.frame import Array, Frame, Pair
from viz.layer import Layer, draw_curve
from viz.numbers import written
from viz.plot import PlotPane

_LABELS = {False: {"bottom": 5, "left": 5}, True: {"bottom": 3, "left": 4}}
"""So many powers of ten are written at an axis, with room and with little or large type."""
_NARROW = 192
"""Logical pixels below which there is little room."""


def decades(low: float, high: float, most: int) -> list[int]:
    """Whole powers of ten in [low, high], evenly apart and ending at the highest, `most` at most.

    >>> decades(-8.0, 0.0, 5)
    [-8, -6, -4, -2, 0]
    """
    first, last = math.ceil(low - 1e-9), math.floor(high + 1e-9)
    step = max(math.ceil((last - first + 1) / most), 1)
    return list(range(last, first - 1, -step))[::-1]


class ErrorPlot(PlotPane):
    """Relative error against h, with the h of now marked.

    Both axes are powers of ten. An error of exactly 0 has no place on such an axis: the line has a gap.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: tuple[tuple[Array, Array], ...] = ()
        self._h: float | None = None
        self._error: float | None = None
        self._lines = self.plot.add_layer(Layer(self._draw_lines, kept=True))
        self.plot.add_layer(Layer(self._draw_mark))
        self._is_narrow = False
        self._ranges: tuple[Pair, Pair] = ((-8.0, 0.0), (-8.0, 0.0))
        self._write_ticks()
        self.retranslate()

    def set_errors(self, h: Array, error: Array, central: Array | None = None) -> None:
        """Relative errors at each h, float64, all (n,): of the forward and, if given, the central difference.

        Raises
        ------
        ValueError
            If the shapes differ or an h is not positive.
        """
        if h.shape != error.shape or (central is not None and central.shape != h.shape):
            raise ValueError("one error for each h is needed")
        if not (h > 0).all():
            raise ValueError("h must be positive")
        curves = [error] if central is None else [error, central]
        with np.errstate(divide="ignore", invalid="ignore"):
            across = np.log10(h)
            self._curves = tuple(
                (across, np.where(values > 0, np.log10(values), np.nan)) for values in curves
            )
        self._lines.touch()
        self._show_range(across)
        self.plot.refresh()

    def set_h(self, h: float, error: float | None = None) -> None:
        """Mark the h of now, and the forward difference's relative error there if it is known."""
        self._h, self._error = h, error
        self.plot.refresh()

    def retranslate(self) -> None:
        """Name the axes."""
        self.plot.set_names("h", self.tr("relative error"))

    def restyle(self) -> None:
        """Draw all anew."""
        self._lines.touch()
        self._write_ticks()
        self.plot.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (self.width() < _NARROW) != self._is_narrow:
            self._is_narrow = not self._is_narrow
            self._write_ticks()

    def _write_ticks(self) -> None:
        """Fix the view, and write whole powers of ten at the axes."""
        self.plot.show_range(*self._ranges)
        for side, (low, high) in zip(("bottom", "left"), self._ranges, strict=True):
            powers = decades(low, high, _LABELS[self.wide > 1 or self._is_narrow][side])
            labels = [(power, written(f"1e{power}") if power else "1") for power in powers]
            self.plot.getAxis(side).setTicks([labels])
        self.plot.refresh_still()

    def _show_range(self, across: Array) -> None:
        heights = np.concatenate([values for _, values in self._curves])
        heights = heights[np.isfinite(heights)]
        if len(across) == 0 or len(heights) == 0:
            return
        low, high = math.floor(heights.min()), math.ceil(heights.max())
        x = (float(across.min()), float(across.max()))
        ranges = (x if x[0] < x[1] else (x[0] - 1, x[1] + 1), (float(low), float(max(high, low + 1))))
        if ranges != self._ranges:
            self._ranges = ranges
            self._write_ticks()

    def _draw_lines(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        styles = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine)
        for (x, y), style in zip(self._curves, styles, strict=False):
            colour = self.theme.text if style == Qt.PenStyle.SolidLine else self.theme.quiet
            draw_curve(painter, frame, x, y, QPen(QColor(colour), 1.5 * self.wide, style), within)

    def _draw_mark(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        if self._h is None or not self._h > 0:
            return
        at = math.log10(self._h)
        x = frame.pixel(at, 0.0)[0]
        painter.setPen(QPen(QColor(self.theme.faint), 1))
        painter.drawLine(QPointF(x, frame.top), QPointF(x, frame.top + frame.height))
        if self._error is not None and self._error > 0 and math.isfinite(self._error):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.text))
            radius = 4.0 * self.wide
            painter.drawEllipse(QPointF(*frame.pixel(at, math.log10(self._error))), radius, radius)
