"""A calm pyqtgraph plot: quiet axes, no menu, real minus signs, colours of the theme.

What changes with a frame of a drag are a few lines. To compose the whole scene for them costs more than
all else, so axes and whatever else is in the scene are kept as a picture, and lines are layers over it.
"""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viz.frame import Frame, Pair
from viz.layer import Layer
from viz.numbers import written
from viz.theme import DARK, LARGE, Theme, font
from viz.translated import Translated


class Axis(pg.AxisItem):  # type: ignore[misc]
    """An axis whose numbers have real minus signs."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [written(text) for text in super().tickStrings(values, scale, spacing)]

    def logTickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [written(f"{10 ** float(value):.4g}") for value in values]


class Plot(pg.PlotWidget):  # type: ignore[misc]
    """Base of the 2D plots: fixed views, no mouse zoom that loses the data.

    Items added with `addItem` belong to the still picture: call `refresh_still` when one has changed.
    Layers are drawn over it, in the order in which they were added.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self._still: QPixmap | None = None
        self._layers: list[Layer] = []
        self._x: Pair = (0.0, 1.0)
        self._y: Pair = (0.0, 1.0)
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
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # the still picture covers all
        self.viewport().setMouseTracking(True)
        for part in (self, self.viewport()):  # the widget around the plot takes the keys, if any does
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(160, 96)
        self.getPlotItem().layout.setContentsMargins(0, 8, 8, 0)  # room for half a number at the ends
        for axis in axes.values():
            axis.setStyle(tickLength=0, autoExpandTextSpace=False, autoReduceTextSpace=False)
            axis.enableAutoSIPrefix(False)
        self.getViewBox().setDefaultPadding(0.0)
        self.getViewBox().sigResized.connect(self.refresh_still)  # layouts settle an event later
        self._names = {"bottom": "", "left": ""}
        self._name_colour = "#808080"
        self.set_large_type(False)

    @property
    def frame(self) -> Frame:
        """Where data are drawn now."""
        self.getPlotItem().layout.activate()
        box = self.getViewBox()
        rect: QRectF = box.mapRectToScene(box.rect())  # its bounding rectangle is half a pixel larger
        return Frame(rect.x(), rect.y(), max(rect.width(), 1.0), max(rect.height(), 1.0), self._x, self._y)

    def add_layer(self, layer: Layer) -> Layer:
        """Draw `layer` over all that is there already."""
        self._layers.append(layer)
        return layer

    def set_names(self, bottom: str, left: str) -> None:
        """Name the axes."""
        self._names = {"bottom": bottom, "left": left}
        self._label()

    def refresh(self) -> None:
        """Repaint with the next frame: called after every change of a layer."""
        self.viewport().update()

    def refresh_still(self) -> None:
        """Draw axes and items anew, with the next frame."""
        self._still = None
        self.viewport().update()

    def draw_still(self) -> QPixmap:
        """The picture of axes and items; drawn if it is not up to date, as the next frame would have to."""
        viewport = self.viewport()
        self.getPlotItem().layout.activate()
        ratio = viewport.devicePixelRatioF()
        if self._still is None or self._still.devicePixelRatio() != ratio:
            self._keep_name()
            still = QPixmap(viewport.size() * ratio)
            still.setDevicePixelRatio(ratio)
            painter = QPainter(still)
            self.render(painter, QRectF(viewport.rect()), viewport.rect())
            painter.end()
            self._still = still
        return self._still

    def _keep_name(self) -> None:
        """Move a name that is longer than its upright axis down, rather than cut its end off at the top."""
        axis = self.getAxis("left")
        long, top = axis.label.boundingRect().width(), axis.mapToScene(0.0, 0.0).y()
        axis.label.setPos(axis.label.pos().x(), max((axis.size().height() + long) / 2, long - top))

    def show_range(self, x: Pair, y: Pair) -> None:
        """Fix the view to these intervals, in data units (their log₁₀ on a log axis)."""
        if (x, y) != (self._x, self._y):
            self._x, self._y = x, y
            self.getViewBox().setRange(xRange=x, yRange=y, padding=0)
            self.refresh_still()

    def set_theme(self, theme: Theme) -> None:
        self.setBackground(theme.panel)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setTextPen(theme.quiet)
            axis.setPen(pg.mkPen(QColor(theme.line), width=1))
        self._name_colour = theme.quiet
        self._label()

    def set_large_type(self, on: bool) -> None:
        scale = LARGE if on else 1.0
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setTickDensity(0.6 if on else 1.0)
            axis.setTickFont(font(11 * scale, tabular=True))
            axis.label.setFont(font(11 * scale))
        self.getAxis("left").setWidth(60 * scale)
        self.getAxis("bottom").setHeight(38 * scale)
        self.refresh_still()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Put the layers over the still picture."""
        viewport = self.viewport()
        size, ratio, frame = viewport.size(), viewport.devicePixelRatioF(), self.frame
        painter = QPainter(viewport)
        painter.drawPixmap(0, 0, self.draw_still())
        for layer in self._layers:
            layer.paint(painter, frame, size, ratio)
        painter.end()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._still = None

    def _label(self) -> None:
        for side, name in self._names.items():
            self.getAxis(side).setLabel(name, color=self._name_colour)
        self.refresh_still()


class PlotPane(Translated):
    """A widget that is one plot: takes theme and type for it, and draws itself anew with them.

    Attributes
    ----------
    plot
        The plot that fills the pane.
    theme
        Its colours; DARK until one is set.
    wide
        Widths of lines and marks are multiplied by this.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = Plot(self)
        self.theme: Theme = DARK
        self.wide = 1.0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plot)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.theme = theme
        self.plot.set_theme(theme)
        self.restyle()

    def set_large_type(self, on: bool) -> None:
        """Type and marks to be read from the last row."""
        self.wide = LARGE if on else 1.0
        self.plot.set_large_type(on)
        self.restyle()

    def restyle(self) -> None:
        """Draw everything anew, in the colours and widths of now."""
        raise NotImplementedError
