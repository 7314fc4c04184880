"""Where a plot's data are drawn, and at which pixels: numbers only, no window needed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of logical pixels, y downwards, and the data at its edges.

    Attributes
    ----------
    left, top, width, height
        The rectangle.
    x, y
        Data at its left and right, and at its bottom and top edge.
    """

    left: float
    top: float
    width: float
    height: float
    x: Pair
    y: Pair

    def pixels(self, x: Array, y: Array) -> tuple[Array, Array]:
        """Pixels of data, each (n,); beyond the rectangle too."""
        across = self.width / (self.x[1] - self.x[0])
        down = self.height / (self.y[1] - self.y[0])
        with np.errstate(over="ignore", invalid="ignore"):  # what is not finite is not drawn
            return self.left + (x - self.x[0]) * across, self.top + (self.y[1] - y) * down

    def pixel(self, x: float, y: float) -> Pair:
        """Pixel of one datum."""
        across = self.width / (self.x[1] - self.x[0])
        down = self.height / (self.y[1] - self.y[0])
        return self.left + (x - self.x[0]) * across, self.top + (self.y[1] - y) * down

    def data(self, across: float, down: float) -> Pair:
        """The datum at a pixel: the inverse of `pixel`, beyond the rectangle too."""
        return (
            self.x[0] + (across - self.left) * (self.x[1] - self.x[0]) / self.width,
            self.y[1] - (down - self.top) * (self.y[1] - self.y[0]) / self.height,
        )

    def holds(self, across: float, down: float, margin: float = 0.0) -> bool:
        """Whether a pixel lies in the rectangle, or at most `margin` beyond it."""
        return (
            -margin <= across - self.left <= self.width + margin
            and -margin <= down - self.top <= self.height + margin
        )


def stepped(low: float, high: float) -> Pair:
    """The interval grown outwards to round numbers, by at most a sixteenth of itself at each end.

    A view that fits its data exactly moves with every frame of a drag, and all its numbers with it; one
    that moves in steps can be read, and is not laid out again in between. The steps are 1, 2 or 5 times a
    power of ten.
    """
    span = high - low
    if not span > 0 or not np.isfinite(span):
        return low, high
    ten = 10.0 ** np.floor(np.log10(span / 16))
    step = float(ten * max(k for k in (1.0, 2.0, 5.0) if k * ten <= span / 16 * (1 + 1e-12)))
    return float(np.floor(low / step) * step), float(np.ceil(high / step) * step)
