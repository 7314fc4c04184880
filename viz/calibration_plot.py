"""How sure a network says it is, against how often it is right: the reliability diagram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from viz.frame import Array, Frame, Pair
from viz.layer import Layer, draw_curve
from viz.painted import tell
from viz.plot import PlotPane
from viz.plot_marks import draw_run_mark
from viz.theme import RunStyle, font
from viz.verdict import NBSP

_TOP = 106.0
"""Upper end of the axis, in percent: half a marker above all."""
_ROOMY = 140
"""Logical pixels, at normal type, from which on there is room for a number at every fifth of an axis."""
_HIGHEST_BAR = 0.3
"""Height of the largest bar of counts, as a part of the plot's."""


@dataclass(frozen=True, slots=True, eq=False)
class CalibrationCurve:
    """Images of one test, sorted into bins by how sure the network was.

    Attributes
    ----------
    name, style
        Of the run, as everywhere.
    edges
        Of the bins, (m + 1,) ascending in [0, 1].
    counts
        Images in each, (m,) int64.
    confidence
        Mean probability of the answers in each bin, (m,); NaN where there is none.
    accuracy
        Share of them that is right, (m,); NaN where there is none.
    """

    name: str
    style: RunStyle
    edges: Array
    counts: npt.NDArray[np.int64]
    confidence: Array
    accuracy: Array

    def error(self) -> float:
        """Expected calibration error: Σ counts · |accuracy − confidence| / Σ counts (Guo et al. 2017, (3)).

        NaN without images.
        """
        filled = self.counts > 0
        total = int(self.counts.sum())
        if not total:
            return float("nan")
        gaps = np.abs(self.accuracy[filled] - self.confidence[filled])
        return float((self.counts[filled] * gaps).sum() / total)


class CalibrationPlot(PlotPane):
    """Accuracy over confidence; dashed where they are equal. Bars count images, on a logarithmic scale.

    Above the dashed line a network is right more often than it says; below it, it is too sure of itself.
    Left and Right read out bin after bin.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: tuple[CalibrationCurve, ...] = ()
        self._bin: int | None = None
        self._reading = False
        self._bars = self.plot.add_layer(Layer(self._draw_bars, kept=True))
        self._lines = self.plot.add_layer(Layer(self._draw_lines, kept=True))
        self.plot.add_layer(Layer(self._draw_read, inside=False))
        self._words = QLabel(self)
        self._words.setProperty("role", "quiet")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(4)
        column.insertWidget(0, self._words)
        self.plot.show_range((-2.0, 102.0), (0.0, _TOP))
        self._set_ticks()
        self.plot.viewport().installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()

    def set_calibration(self, curves: Sequence[CalibrationCurve]) -> None:
        """Show the bins of one test or several, the first in front; none for nothing.

        Raises
        ------
        ValueError
            If the lengths do not fit.
        """
        for curve in curves:
            bins = {len(curve.counts), len(curve.confidence), len(curve.accuracy), len(curve.edges) - 1}
            if len(bins) != 1:
                raise ValueError("edges must be one more than counts, confidence and accuracy")
        self._curves = tuple(curves)
        self._bin = None
        self._tell()
        self.restyle()

    def set_reading(self, on: bool) -> None:
        """Where there is no test yet: whether one is on its way."""
        self._reading = on
        self.retranslate()

    def set_large_type(self, on: bool) -> None:
        super().set_large_type(on)
        self._set_ticks()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_ticks()

    def _set_ticks(self) -> None:
        """As many numbers on the axes as have room beside each other."""
        step = 20 if self.width() >= _ROOMY * self.wide else 50
        ticks = [[(value, str(value)) for value in range(0, 101, step)]]
        for side in ("bottom", "left"):
            self.plot.getAxis(side).setTicks(ticks)

    def sentence(self) -> str:
        """What is read out: the bin under the pointer, or how far off each run is on average."""
        if not self._curves:
            return self._nothing
        if self._bin is None:
            return "\n".join(self._whole(curve) for curve in self._curves)
        if len(self._curves) == 1:
            return self._of_bin(self._curves[0], self._bin)
        return "\n".join(f"{curve.name}: {self._of_bin(curve, self._bin)}" for curve in self._curves)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.plot.set_names(self.tr("how sure, %"), self.tr("how often right, %"))
        self.setAccessibleName(self.tr("Calibration"))
        self._nothing = self.tr("No test yet: train or open a network.")
        if self._reading:
            self._nothing = self.tr("The test images are being read …")
        self.setToolTip(
            self.tr(
                "Images are sorted by how sure the network is of its answer. On the dashed line it is right "
                "as often as it says; below it, it is too sure. Bars count the images, logarithmically."
            )
        )
        self._tell()

    def restyle(self) -> None:
        """Draw everything anew."""
        self._bars.touch()
        self._lines.touch()
        self.plot.refresh()

    # Reading

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read the bin under the pointer."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            at = event.position()
            self._read(self.bin_at(self.plot.frame.data(at.x(), at.y())[0] / 100))
            return True
        if event.type() == QEvent.Type.Leave:
            self._read(None)
        return super().eventFilter(watched, event)

    def bin_at(self, confidence: float) -> int | None:
        """The bin of the first run that holds a confidence; None beyond the ends."""
        if not self._curves or not self._curves[0].edges[0] <= confidence <= self._curves[0].edges[-1]:
            return None
        edges = self._curves[0].edges
        return min(int(np.searchsorted(edges, confidence, side="right")) - 1, len(edges) - 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._curves:
            super().keyPressEvent(event)
            return
        last = len(self._curves[0].counts) - 1
        if self._bin is None:
            self._read(0 if step > 0 else last)
        else:
            self._read(min(max(self._bin + step, 0), last))

    def _read(self, place: int | None) -> None:
        if place != self._bin:
            self._bin = place
            self._tell()
            self.plot.refresh()

    def _tell(self) -> None:
        sentence = self.sentence()
        self._words.setText(sentence)
        tell(self, sentence)

    def _whole(self, curve: CalibrationCurve) -> str:
        if not curve.counts.sum():
            return self._nothing
        return self.tr("{name}: off by {error} on average").format(
            name=curve.name, error=_percent(curve.error(), 2)
        )

    def _of_bin(self, curve: CalibrationCurve, k: int) -> str:
        low, high = (f"{100 * edge:.3g}" for edge in curve.edges[k : k + 2])
        if not curve.counts[k]:
            return self.tr("{low}–{high} % sure: no images").format(low=low, high=high)
        return self.tr("{low}–{high} % sure: {share} of {count} right").format(
            low=low, high=high, share=_percent(float(curve.accuracy[k]), 1), count=f"{int(curve.counts[k]):,}"
        )

    # Drawing

    def _draw_bars(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        """Counts of the first run; each factor of ten is as high as the one before."""
        painter.setPen(QPen(QColor(self.theme.faint), self.wide, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(*frame.pixel(0, 0)), QPointF(*frame.pixel(100, 100)))
        if not self._curves or not self._curves[0].counts.sum():
            return
        curve = self._curves[0]
        heights = np.log10(1.0 + curve.counts) / np.log10(1.0 + curve.counts.max()) * _HIGHEST_BAR * _TOP
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.raised))
        for k, height in enumerate(heights.tolist()):
            left, top = frame.pixel(100 * float(curve.edges[k]), height)
            right, bottom = frame.pixel(100 * float(curve.edges[k + 1]), 0.0)
            painter.drawRect(QRectF(left + 1, top, max(right - left - 2, 1.0), bottom - top))
        self._write_counts(painter, frame, curve, heights)

    def _write_counts(self, painter: QPainter, frame: Frame, curve: CalibrationCurve, heights: Array) -> None:
        """On its bar, where there is room for it."""
        painter.setFont(font(10 * self.wide, tabular=True))
        painter.setPen(QColor(self.theme.quiet))
        metrics = painter.fontMetrics()
        for k, count in enumerate(curve.counts.tolist()):
            text = f"{count:,}"
            left, _ = frame.pixel(100 * float(curve.edges[k]), 0.0)
            right, bottom = frame.pixel(100 * float(curve.edges[k + 1]), 0.0)
            if count and metrics.horizontalAdvance(text) <= right - left - 2:
                line = QRectF(left, bottom - metrics.height() - 2, right - left, metrics.height())
                painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_lines(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        for k, curve in reversed(list(enumerate(self._curves))):
            filled = curve.counts > 0
            x, y = 100 * curve.confidence[filled], 100 * curve.accuracy[filled]
            pen = QPen(QColor(curve.style.colour), (2.5 if k == 0 else 2.0) * self.wide)
            draw_curve(painter, frame, x, y, pen)
            for at in zip(*frame.pixels(x, y), strict=True):
                place = float(at[0]), float(at[1])
                draw_run_mark(painter, place, 8.0 * self.wide, curve.style, self.theme.panel)

    def _draw_read(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        """An outline around the bin that is read out."""
        if self._curves and self._bin is not None:
            left, top = frame.pixel(100 * float(self._curves[0].edges[self._bin]), _TOP)
            right, bottom = frame.pixel(100 * float(self._curves[0].edges[self._bin + 1]), 0.0)
            painter.setPen(QPen(QColor(self.theme.faint), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(left, top, right - left, bottom - top))


def _percent(share: float, decimals: int) -> str:
    return f"{100 * share:.{decimals}f}{NBSP}%"
