"""The loss, epoch by epoch."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viz.plot import Plot
from viz.theme import Theme

Array = npt.NDArray[np.float64]
_DRAWN = 4000
"""A curve has at most so many vertices; more than that lie within a pixel of each other."""


class LossPlot(QWidget):
    """Loss over epochs: recorded solid, the preview faint, the run before in grey."""

    epoch_requested = Signal(int)
    """The person pressed or dragged in the plot: the epoch under the cursor. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = Plot(self)
        self._ghost = pg.PlotCurveItem(antialias=True, connect="finite")
        self._preview = pg.PlotCurveItem(antialias=True, connect="finite")
        self._curve = pg.PlotCurveItem(antialias=True, connect="finite")
        self._line = pg.InfiniteLine(angle=90)
        self._marker = pg.ScatterPlotItem(pxMode=True)
        for item in (self._line, self._ghost, self._preview, self._curve, self._marker):
            self.plot.addItem(item)
        self._losses: dict[str, Array] = {name: np.empty(0) for name in ("ghost", "preview", "curve")}
        self._ranges: dict[str, tuple[float, float]] = {}
        self._epochs, self._log = 1, False
        self._at: tuple[int, float] | None = None
        self._colour = ""
        self._symbol = "o"
        self._theme: Theme | None = None
        self._large = False
        self.plot.viewport().installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plot)
        self.retranslate()

    def set_curves(self, *, curve: Array, preview: Array, ghost: Array, epochs: int) -> None:
        """Losses of epochs 0..n of the run, its preview, and the run before; epochs the run is to have."""
        self._epochs = max(epochs, 1)
        for name, losses in (("curve", curve), ("preview", preview), ("ghost", ghost)):
            old = self._losses[name]
            if losses is not old:
                self._losses[name] = losses
                self._draw(name)
        self._show_range()

    def set_epoch(self, epoch: int, loss: float) -> None:
        """Mark the epoch shown."""
        self._at = (epoch, loss)
        self._draw_marker()

    def set_run_style(self, colour: str, symbol: str) -> None:
        """Colour and marker of the run, as everywhere."""
        if (colour, symbol) != (self._colour, self._symbol):
            self._colour, self._symbol = colour, symbol
            self._recolour()

    def set_log(self, on: bool) -> None:
        """Logarithmic or linear loss axis."""
        if on != self._log:
            self._log = on
            self.plot.getAxis("left").setLogMode(on)
            for name in self._losses:
                self._draw(name)
            self._draw_marker()
            self._show_range()

    def retranslate(self) -> None:
        self.plot.set_names(self.tr("epoch"), self.tr("loss"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.plot.set_theme(theme)
        self._recolour()

    def set_large_type(self, on: bool) -> None:
        self._large = on
        self.plot.set_large_type(on)
        self._recolour()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.MouseButtonPress
        if isinstance(event, QMouseEvent) and (pressed or event.type() == QEvent.Type.MouseMove):
            held = Qt.MouseButton.LeftButton
            if event.buttons() & held:
                at = self.plot.getViewBox().mapSceneToView(self.plot.mapToScene(event.position().toPoint()))
                self.epoch_requested.emit(round(at.x()))
                return True
        return super().eventFilter(watched, event)

    def _height(self, losses: Array) -> Array:
        if not self._log:
            return losses
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(losses > 0, np.log10(losses), np.nan)

    def _draw(self, name: str) -> None:
        losses = self._losses[name]
        n = len(losses)
        if n > _DRAWN:  # keep each block's extremes, so that no spike is lost
            block = -(-n // (_DRAWN // 2))
            full = n // block * block
            blocks = losses[:full].reshape(-1, block)
            first = np.arange(0, full, block)
            picks = np.sort(np.stack([first + blocks.argmin(1), first + blocks.argmax(1)], 1).ravel())
            picks = np.append(picks, np.arange(full, n))
        else:
            picks = np.arange(n)
        heights = self._height(losses[picks])
        item = {"ghost": self._ghost, "preview": self._preview, "curve": self._curve}[name]
        item.setData(picks.astype(np.float64), heights)
        self.plot.refresh()
        finite = heights[np.isfinite(heights)]
        if len(finite):
            self._ranges[name] = (float(finite.min()), float(finite.max()))
        else:
            self._ranges.pop(name, None)

    def _draw_marker(self) -> None:
        if self._at is None:
            return
        epoch, loss = self._at
        height = math.log10(loss) if self._log and loss > 0 else loss
        self._line.setValue(epoch)
        if math.isfinite(height):
            self._marker.setData([epoch], [height])
        self.plot.refresh()

    def _show_range(self) -> None:
        shown = [self._ranges[name] for name in ("curve", "preview", "ghost") if name in self._ranges]
        if not shown:
            return
        low, high = min(a for a, _ in shown), max(b for _, b in shown)
        if not self._log:
            low = min(low, 0.0)
        pad = 0.06 * (high - low) or 0.5
        self.plot.show_range(
            (-0.02 * self._epochs, 1.02 * self._epochs), (low - (pad if self._log else 0), high + pad)
        )

    def _recolour(self) -> None:
        theme = self._theme
        if theme is None:
            return
        wide = 1.5 if self._large else 1.0
        colour = self._colour or theme.text
        self._ghost.setPen(pg.mkPen(theme.ghost, width=1.5 * wide))
        faint = QColor(colour)
        faint.setAlpha(130)
        self._preview.setPen(pg.mkPen(faint, width=wide))  # dashes would cost more than all else here
        self._curve.setPen(pg.mkPen(colour, width=2.5 * wide))
        self._line.setPen(pg.mkPen(theme.faint, width=1))
        self._marker.setBrush(pg.mkBrush(colour))
        self._marker.setPen(pg.mkPen(theme.text, width=1))
        self._marker.setSymbol(self._symbol)
        self._marker.setSize(9 * wide)
        self.plot.refresh()
