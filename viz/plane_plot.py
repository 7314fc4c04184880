"""Two inputs as a plane: the data of two classes, the probability as shading, and where it is a half."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget

from viz.frame import Array, Frame, Pair
from viz.layer import Layer
from viz.plot import PlotPane
from viz.plot_marks import draw_run_mark
from viz.theme import RunStyle

CLASSES = (1, 4)
"""Places in `Theme.runs` of the colours and shapes of y = 0 and y = 1."""
GRID = 65
"""The probability is wished for at so many points along each axis."""
_ALPHA = 110
"""Opacity, of 255, of the shading where the probability is 0 or 1; at ½ there is none."""
_MARK = 13.0
_PAD = 0.12


class PlanePlot(PlotPane):
    """x₂ over x₁: what the model thinks everywhere, and the data."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot.set_names("x₁", "x₂")
        self._x: Array = np.empty((0, 2))
        self._y: Array = np.empty(0)
        self._shading: QImage | None = None
        self._probability: Array | None = None
        self._line: tuple[Pair, Pair] | None = None
        self._shade = self.plot.add_layer(Layer(self._draw_shading, kept=True))
        self.plot.add_layer(Layer(self._draw_line))
        self.plot.add_layer(Layer(self._draw_points))

    def set_data(self, x: Array, y: Array) -> None:
        """Show data, inputs (n, 2) and labels (n,) 0 or 1, and fix the view to them."""
        self._x, self._y = x, y
        (left, bottom), (right, top) = x.min(axis=0).tolist(), x.max(axis=0).tolist()
        across, up = _PAD * (right - left), _PAD * 2 * (top - bottom)
        self.plot.show_range((left - across, right + across), (bottom - up, top + up))

    def grid(self) -> tuple[Array, Array]:
        """Where the probability is wished for: x₁ and x₂, (GRID,) each, ascending, from edge to edge."""
        frame = self.plot.frame
        return np.linspace(*frame.x, GRID), np.linspace(*frame.y, GRID)

    def set_model(self, w: tuple[float, ...], probability: Array) -> None:
        """Show the line on which w0 + w1·x₁ + w2·x₂ = 0, and the probability of y = 1 on `grid`.

        Parameters
        ----------
        w
            Bias and two weights, finite.
        probability
            Shape (GRID, GRID), `ij` order.
        """
        self._line = line_within(w, self.plot.frame.x, self.plot.frame.y)
        self._probability = probability
        self._shading = self._shaded(probability)
        self._shade.touch()
        self.plot.refresh()

    @property
    def line(self) -> tuple[Pair, Pair] | None:
        """The ends of the line where the probability is a half, in data units; None if it is not in view."""
        return self._line

    def restyle(self) -> None:
        """Draw everything anew."""
        if self._probability is not None:
            self._shading = self._shaded(self._probability)
        self._shade.touch()
        self.plot.refresh_still()

    def retranslate(self) -> None:
        """There is nothing to say that is not said from outside: names, and what a tip teaches."""

    def _style(self, label: float) -> RunStyle:
        return self.theme.runs[CLASSES[int(label > 0.5)]]

    def _shaded(self, probability: Array) -> QImage:
        """A picture of GRID × GRID pixels: each class in its colour, the fainter the less certain."""
        sure = np.abs(2 * np.flipud(probability.T) - 1)  # (GRID, GRID), from the top
        pixels = np.empty((*sure.shape, 4), dtype=np.uint8)
        above = np.flipud(probability.T)[..., None] > 0.5
        colours = [QColor(self._style(label).colour) for label in (0, 1)]
        low, high = ((c.red(), c.green(), c.blue()) for c in colours)
        pixels[..., :3] = np.where(above, np.array(high), np.array(low))
        pixels[..., 3] = _ALPHA * np.nan_to_num(sure)
        height, width = sure.shape
        return QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()

    def _draw_shading(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        if self._shading is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(frame.left, frame.top, frame.width, frame.height), self._shading)

    def _draw_line(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        if self._line is not None:
            painter.setPen(QPen(QColor(self.theme.text), 2.5 * self.wide, Qt.PenStyle.SolidLine))
            painter.drawLine(*(QPointF(*frame.pixel(*end)) for end in self._line))

    def _draw_points(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        for (x1, x2), label in zip(self._x.tolist(), self._y.tolist(), strict=True):
            draw_run_mark(
                painter, frame.pixel(x1, x2), _MARK * self.wide, self._style(label), self.theme.panel
            )


def line_within(w: tuple[float, ...], x: Pair, y: Pair) -> tuple[Pair, Pair] | None:
    """The ends of the line w0 + w1·x + w2·y = 0 in a rectangle; None if it does not cross it."""
    w0, w1, w2 = w
    ends: list[Pair] = []
    if w2:
        ends += [(at, -(w0 + w1 * at) / w2) for at in x]
    if w1:
        ends += [(-(w0 + w2 * at) / w1, at) for at in y]
    slack_x, slack_y = 1e-9 * (x[1] - x[0]), 1e-9 * (y[1] - y[0])
    seen = [
        end
        for end in ends
        if x[0] - slack_x <= end[0] <= x[1] + slack_x and y[0] - slack_y <= end[1] <= y[1] + slack_y
    ]
    if len(seen) < 2:
        return None
    first = seen[0]
    last = max(seen, key=lambda end: abs(end[0] - first[0]) + abs(end[1] - first[1]))
    return (first, last) if last != first else None
