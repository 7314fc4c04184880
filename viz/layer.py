"""What is drawn over a plot's axes: lines and marks, kept as a picture while they do not change."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from pyqtgraph.functions import create_qpolygonf, ndarray_from_qpolygonf
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF

from viz.frame import Array, Frame, Pair

Draw = Callable[[QPainter, Frame, Pair], None]
"""Draws a layer; of lines that are long, only what lies in the given interval of x has to be drawn."""

EVERYWHERE: Pair = (-math.inf, math.inf)

_FAR = 1e6
"""Pixels: what lies further out is brought to here. Qt's raster engine counts in 26.6 fixed point."""
_DENSE = 3
"""Vertices a pixel column: with more of them than this, each column keeps its extremes alone."""
_REACH = 8.0
"""Pixels: no line or its corner reaches further than this beyond its vertices."""


class Layer:
    """One layer of a plot.

    Parameters
    ----------
    draw
        Draws the layer, antialiased and cut off at the frame's rectangle.
    kept
        Whether to keep the layer as a picture. That pays for what is often repainted without a change:
        it is painted directly after `touch`, and from the second time on as a picture.
    inside
        Whether the layer is cut off at the frame's rectangle.
    """

    def __init__(self, draw: Draw, *, kept: bool = False, inside: bool = True) -> None:
        self._draw = draw
        self._kept, self._inside = kept, inside
        self._picture: QPixmap | None = None
        self._seen: tuple[Frame, QSize, float] | None = None
        self._since = math.inf
        self.until: float | None = None
        """Where the layer ends, in data units of x; nothing of it is drawn to the right of that."""
        self.drawings = 0
        """How often `draw` was called for all of x so far: for tests and measurements."""

    def touch(self) -> None:
        """Say that the layer is to be drawn anew."""
        self._seen = None
        self._picture = None

    def grow(self, since: float) -> None:
        """Say that the layer is to be drawn anew to the right of `since`, in data units of x."""
        self._since = min(self._since, since)

    def paint(self, painter: QPainter, frame: Frame, size: QSize, ratio: float) -> None:
        """Paint the layer; `size` is the widget's, `ratio` its device pixels a logical pixel."""
        rect = QRectF(frame.left, frame.top, frame.width, frame.height)
        if self.until is not None:
            rect.setRight(min(max(frame.pixel(self.until, 0.0)[0], frame.left), rect.right()))
        painter.save()
        if self._inside:
            painter.setClipRect(rect)
        now = (frame, size, ratio)
        if not self._kept or now != self._seen:
            self._picture = None
            self._seen = now
            self._call(painter, frame)
        else:
            painter.drawPixmap(0, 0, self._up_to_date(frame, size, ratio))
        self._since = math.inf
        painter.restore()

    def _up_to_date(self, frame: Frame, size: QSize, ratio: float) -> QPixmap:
        if self._picture is None:
            self._picture = QPixmap(size * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            self._call(painter, frame)
            painter.end()
        elif self._since < frame.x[1]:
            across = max(frame.pixel(self._since, 0.0)[0], frame.left) - _REACH
            left = math.floor(across * ratio) / ratio  # a whole device pixel: clipping is not antialiased
            strip = QRectF(left, 0.0, size.width() - left, size.height())
            painter = QPainter(self._picture)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.fillRect(strip, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setClipRect(strip)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw(painter, frame, (frame.data(left - _REACH, 0.0)[0], math.inf))
            painter.end()
        return self._picture

    def _call(self, painter: QPainter, frame: Frame) -> None:
        self.drawings += 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, frame, EVERYWHERE)


def draw_curve(
    painter: QPainter, frame: Frame, x: Array, y: Array, pen: QPen, within: Pair = EVERYWHERE
) -> None:
    """Draw y over x, each (n,), x ascending; where y is not finite the line has a gap.

    What lies beyond the interval `within` of x, but for one vertex at each end, is left out.
    """
    if within != EVERYWHERE:
        first = max(int(np.searchsorted(x, within[0])) - 1, 0)
        last = int(np.searchsorted(x, within[1])) + 1
        x, y = x[first:last], y[first:last]
    if len(x) == 0:
        return
    across, down = frame.pixels(x, y)
    painter.setPen(pen)
    finite = np.isfinite(down)
    if finite.all():
        _draw_line(painter, across, down)
        return
    edges = np.flatnonzero(np.diff(finite, prepend=False, append=False))
    for first, last in edges.reshape(-1, 2).tolist():
        _draw_line(painter, across[first:last], down[first:last])


def _draw_line(painter: QPainter, across: Array, down: Array) -> None:
    if len(across) == 1:
        painter.drawPoint(int(across[0]), int(down[0]))
        return
    across, down = thinned(across, down)
    polygon: QPolygonF = create_qpolygonf(len(across))
    vertices = ndarray_from_qpolygonf(polygon)
    vertices[:, 0] = across
    np.clip(down, -_FAR, _FAR, out=vertices[:, 1])
    painter.drawPolyline(polygon)


def thinned(across: Array, down: Array) -> tuple[Array, Array]:
    """The same line with the first, the extreme and the last vertices of each pixel column only.

    These four draw what all vertices of a column draw (Jugel et al. 2014, "M4: a visualization-oriented
    time series data aggregation"). A line of few vertices comes back as it is.
    """
    column = np.floor(across).astype(np.int64)
    if len(across) <= _DENSE * (column[-1] - column[0] + 1):
        return across, down
    first = np.flatnonzero(np.diff(column, prepend=column[0] - 1))
    last = np.append(first[1:], len(column)) - 1
    # the extremes of a column: sorted by column and then by height they stand at its ends
    order = np.lexsort((down, column))
    picks = np.unique(np.concatenate((first, last, order[first], order[last])))
    return across[picks], down[picks]
