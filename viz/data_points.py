"""The points of the data plot: a still picture of most of them, and one that may move."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor

from viz.data_grip import Indices
from viz.frame import Array, Frame, Pair
from viz.sampling import sample

_SIZE = 5.0
"""Of a point, logical pixels."""


class Points:
    """The data, those of them that are drawn, and where one of them has been moved to.

    Attributes
    ----------
    item
        Draws all but the moved point.
    indices
        Of the points drawn, ascending, shape (m,).
    moved
        A point that is drawn by itself, and where; None for none.
    """

    def __init__(self) -> None:
        self.item = pg.ScatterPlotItem(pxMode=True, pen=None)
        self.moved: tuple[int, Pair] | None = None
        self._x: Array = np.empty(0)
        self._y: Array = np.empty(0)
        self.indices: Indices = np.empty(0, np.int64)
        self.is_sampled = False
        self._colour = QColor()
        self._scale = 1.0
        self._pixels: tuple[Frame, Array, Array] | None = None

    def __len__(self) -> int:
        return len(self._x)

    def set_data(self, x: Array, y: Array) -> None:
        """Take over the data, each (n,), with no point moved."""
        self._x, self._y = x, y
        chosen = sample(x, y)
        self.is_sampled = chosen is not None
        self.indices = np.arange(len(x)) if chosen is None else chosen
        self.moved = None
        self._pixels = None
        self._draw()

    def keep_data(self, x: Array, y: Array) -> None:
        """Take over data, each (n,), that differ from those before in the moved point only."""
        self._x, self._y = x, y

    def move(self, index: int, at: Pair) -> bool:
        """Draw a point elsewhere; says whether the still picture has changed by that."""
        fresh = self.moved is None or self.moved[0] != index
        self.moved = (index, at)
        self._pixels = None
        if fresh:
            self._draw()
        return fresh

    def settle(self) -> None:
        """Make the place that the moved point was moved to its own."""
        if self.moved is not None:
            index, at = self.moved
            x, y = self._x.copy(), self._y.copy()  # the arrays are the caller's
            x[index], y[index] = at
            self.set_data(x, y)

    def at(self, index: int) -> Pair:
        """Where a point is drawn, data units."""
        if self.moved is not None and self.moved[0] == index:
            return self.moved[1]
        return float(self._x[index]), float(self._y[index])

    def extent(self) -> tuple[Pair, Pair] | None:
        """Lowest and highest x, and y; None without points."""
        if len(self._x) == 0:
            return None
        return (
            (float(self._x.min()), float(self._x.max())),
            (float(self._y.min()), float(self._y.max())),
        )

    def drawn_x(self) -> Array:
        """x of the points drawn, shape (m,)."""
        return self._x[self.indices]

    def pixels(self, frame: Frame) -> tuple[Array, Array]:
        """Where the points drawn are seen, each (m,)."""
        if self._pixels is None or self._pixels[0] != frame:
            across, down = frame.pixels(self._x[self.indices], self._y[self.indices])
            if self.moved is not None:
                here = self.indices == self.moved[0]
                across[here], down[here] = frame.pixel(*self.moved[1])
            self._pixels = (frame, across, down)
        return self._pixels[1:]

    def set_style(self, colour: str, scale: float) -> None:
        """Colour, and size as a multiple of the usual one."""
        self._colour, self._scale = QColor(colour), scale
        self._draw()

    def _draw(self) -> None:
        drawn = self.indices
        if self.moved is not None:
            drawn = drawn[drawn != self.moved[0]]
        # the more points there are, the fainter is each
        self._colour.setAlpha(round(min(150.0, max(24.0, 150 * (100 / max(len(drawn), 1)) ** 0.5))))
        # one call: each makes all spots anew
        self.item.setData(x=self._x[drawn], y=self._y[drawn], brush=self._colour, size=_SIZE * self._scale)
