"""The data, with the true curve dashed and the fitted one solid."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viz.plot import Plot
from viz.theme import Theme

Array = npt.NDArray[np.float64]


class DataPlot(QWidget):
    """y over x: points, the true curve, the fitted curve of the epoch shown, and the ghost's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = Plot(self)
        self.plot.set_names("x", "y")
        self._points = pg.ScatterPlotItem(pxMode=True, pen=None)
        self._ghost = pg.PlotCurveItem(antialias=True)
        self._true = pg.PlotCurveItem(antialias=True)
        self._fitted = pg.PlotCurveItem(antialias=True)
        for item in (self._points, self._ghost, self._true, self._fitted):
            self.plot.addItem(item)
        self._colour = ""
        self._theme: Theme | None = None
        self._large = False
        self._alpha = 150
        self._data: tuple[Array, Array] = (np.empty(0), np.empty(0))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plot)

    def set_data(self, x: Array, y: Array) -> None:
        """Show the points, each (n,), and fix the view to them."""
        self._data = (x, y)
        self._alpha = round(min(150.0, max(24.0, 150 * (100 / len(x)) ** 0.5)))  # many points: each fainter
        self._recolour()
        pad = 0.06 * (float(y.max() - y.min()) or 1.0)
        self.plot.show_range((float(x.min()), float(x.max())), (float(y.min()) - pad, float(y.max()) + pad))

    def set_true_curve(self, x: Array, y: Array) -> None:
        """Dashed; empty arrays where the truth is not known."""
        self._true.setData(x, y)
        self.plot.refresh()

    def set_curve(self, x: Array, y: Array, colour: str) -> None:
        """The fitted curve of the epoch shown, in its run's colour."""
        if colour != self._colour:
            self._colour = colour
            self._recolour_curves()
        self._fitted.setData(x, y)
        self.plot.refresh()

    def set_ghost(self, x: Array, y: Array) -> None:
        """The fitted curve of the run before; empty arrays for none."""
        self._ghost.setData(x, y)
        self.plot.refresh()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.plot.set_theme(theme)
        self._recolour()

    def set_large_type(self, on: bool) -> None:
        self._large = on
        self.plot.set_large_type(on)
        self._recolour()

    def _recolour(self) -> None:
        theme = self._theme
        if theme is None:
            return
        wide = 1.5 if self._large else 1.0
        points = QColor(theme.data_points)
        points.setAlpha(self._alpha)
        x, y = self._data
        self._points.setData(x=x, y=y, brush=points, size=5 * wide)  # one call: each makes all spots anew
        self._recolour_curves()

    def _recolour_curves(self) -> None:
        theme = self._theme
        if theme is None:
            return
        wide = 1.5 if self._large else 1.0
        self._true.setPen(pg.mkPen(theme.true, width=1.5 * wide, style=Qt.PenStyle.DashLine))
        self._ghost.setPen(pg.mkPen(theme.ghost, width=1.5 * wide))
        self._fitted.setPen(pg.mkPen(self._colour or theme.text, width=2.5 * wide))
        self.plot.refresh()
