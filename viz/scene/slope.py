"""How steep the surface is everywhere, so that plateaus can be seen."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from viz.scene.arrays import Array
from viz.scene.ticks import decade, number

LOWEST_SHARE = 0.002
"""Share of the grid that may be flatter than the lower end of the colours: the cells around a minimum,
where the gradient's size goes to zero and its logarithm has no end."""


@dataclass(frozen=True, eq=False)
class Slope:
    """log10 ‖∇loss‖ over the grid.

    Attributes
    ----------
    size
        Shape (n0, n1), `ij` order; NaN where the loss is not finite; −inf where it is level.
    low, high
        Ends of the colours.
    """

    size: Array = field(repr=False)
    low: float
    high: float

    @property
    def fraction(self) -> Array:
        """Place in the colour map, shape (n0, n1), not clipped but finite: holes and level spots are low."""
        with np.errstate(invalid="ignore"):
            share = (self.size - self.low) / (self.high - self.low)
        return np.nan_to_num(share, nan=0.0, neginf=-1.0, posinf=2.0)

    def ticks(self) -> list[tuple[float, str]]:
        """Three places in the colour map and their gradient sizes: decades if there are three, else both
        ends and the middle with the digits that tell them apart."""
        first, last = math.ceil(self.low - 1e-9), math.floor(self.high + 1e-9)
        if last - first >= 2:
            powers = [first, (first + last + 1) // 2, last]
            plain = all(-2 <= k <= 3 for k in powers)
            texts = [number(10.0**k, 10.0**k) if plain else decade(k) for k in powers]
            places = [(k - self.low) / (self.high - self.low) for k in powers]
            return list(zip(places, texts, strict=True))
        exponents = (self.low, (self.low + self.high) / 2, self.high)
        for digits in range(2, 7):
            texts = [_rounded(10.0**exponent, digits) for exponent in exponents]
            if len(set(texts)) == len(texts):
                break
        return [(k / 2, text) for k, text in enumerate(texts)]


def _rounded(value: float, digits: int) -> str:
    power = math.floor(math.log10(value) + 1e-9)
    if -3 <= power <= 5:
        return f"{float(f'{value:.{digits - 1}e}'):,.{max(0, digits - 1 - power)}f}"
    return f"{value / 10.0**power:.{digits - 1}f}×{decade(power)}"


def slope_of(w0: Array, w1: Array, loss: Array) -> Slope:
    """Size of the gradient by central differences, one-sided at borders and beside holes.

    Parameters
    ----------
    w0, w1
        Evenly spaced, shapes (n0,) and (n1,).
    loss
        Shape (n0, n1), `ij` order.
    """
    steps = ((w0[-1] - w0[0]) / (len(w0) - 1), (w1[-1] - w1[0]) / (len(w1) - 1))
    finite = np.where(np.isfinite(loss), loss, np.nan)
    d0, d1 = (_derivative(finite, axis, float(step)) for axis, step in enumerate(steps))
    with np.errstate(divide="ignore", invalid="ignore"):
        size: Array = np.where(np.isnan(finite), np.nan, np.log10(np.hypot(d0, d1)))
    known = size[np.isfinite(size)]
    if known.size == 0:
        return Slope(size, -1.0, 0.0)
    low, high = float(np.quantile(known, LOWEST_SHARE)), float(known.max())
    if high - low < 1e-9:
        # The same slope everywhere: one colour, in the middle of half a decade each way.
        low, high = low - 0.5, high + 0.5
    return Slope(size, low, high)


def _derivative(loss: Array, axis: int, step: float) -> Array:
    """`numpy.gradient`, and one-sided where a neighbour is missing; 0 where both are."""
    result: Array = np.gradient(loss, step, axis=axis)
    if not np.isnan(result).any():
        return result
    ahead = np.diff(loss, axis=axis) / step
    gap = np.full_like(np.take(loss, [0], axis=axis), np.nan)
    forward, backward = np.concatenate([ahead, gap], axis), np.concatenate([gap, ahead], axis)
    one_sided = np.where(np.isnan(forward), backward, forward)
    return np.where(np.isnan(result), np.nan_to_num(one_sided), result)
