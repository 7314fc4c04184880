"""A calm pyqtgraph plot: quiet axes, no menu, real minus signs, colours of the theme."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from viz.numbers import written
from viz.theme import Theme, font


class Axis(pg.AxisItem):  # type: ignore[misc]
    """An axis whose numbers have real minus signs."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [written(text) for text in super().tickStrings(values, scale, spacing)]

    def logTickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [written(f"{10 ** float(value):.4g}") for value in values]


class Plot(pg.PlotWidget):  # type: ignore[misc]
    """Base of the 2D plots: fixed views, no mouse zoom that loses the data."""

    def __init__(self, parent: QWidget | None = None) -> None:
        axes = {side: Axis(orientation=side) for side in ("left", "bottom")}
        super().__init__(parent, background=None, axisItems=axes, enableMenu=False)
        menu = self.getPlotItem().ctrlMenu  # never shown, but made: without a parent it would outlive us
        menu.setParent(self, menu.windowFlags())
        self.setFrameShape(self.Shape.NoFrame)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        # The scene would ask for a repaint of its own after each change, one turn of the event loop later
        # than all else that shows an epoch: two compositions of the whole window instead of one.
        self.setViewportUpdateMode(self.ViewportUpdateMode.NoViewportUpdate)
        for part in (self, self.viewport()):  # the scrubber does by keys what the plots do by mouse
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(160, 96)
        self.getPlotItem().layout.setContentsMargins(0, 8, 8, 0)  # room for half a number at the ends
        for axis in axes.values():
            axis.setStyle(tickLength=0, autoExpandTextSpace=False, autoReduceTextSpace=False)
            axis.enableAutoSIPrefix(False)
        self.getViewBox().setDefaultPadding(0.0)
        self._names = {"bottom": "", "left": ""}
        self._name_colour = "#808080"
        self.set_large_type(False)

    def set_names(self, bottom: str, left: str) -> None:
        """Name the axes."""
        self._names = {"bottom": bottom, "left": left}
        self._label()

    def refresh(self) -> None:
        """Repaint with the next frame: called after every change of what is drawn."""
        self.viewport().update()

    def show_range(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """Fix the view to these intervals, in data units (their log₁₀ on a log axis)."""
        self.getViewBox().setRange(xRange=x, yRange=y, padding=0)
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        self.setBackground(theme.panel)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setTextPen(theme.quiet)
            axis.setPen(pg.mkPen(QColor(theme.line), width=1))
        self._name_colour = theme.quiet
        self._label()

    def set_large_type(self, on: bool) -> None:
        scale = 1.5 if on else 1.0
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setTickDensity(0.6 if on else 1.0)
            axis.setTickFont(font(11 * scale, tabular=True))
            axis.label.setFont(font(11 * scale))
        self.getAxis("left").setWidth(60 * scale)
        self.getAxis("bottom").setHeight(38 * scale)
        self.refresh()

    def _label(self) -> None:
        for side, name in self._names.items():
            self.getAxis(side).setLabel(name, color=self._name_colour)
        self.refresh()
