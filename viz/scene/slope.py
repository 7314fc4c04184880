"""How steep the surface is everywhere, so that plateaus can be seen."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from viz.scene.arrays import Array, Pair
from viz.scene.ticks import decade

LOWEST_SHARE = 0.002
"""Share of the grid that may be flatter than the lower end of the colours: the cells around a minimum,
where the gradient's size goes to zero and its logarithm has no end."""

MIDDLE = (0.3, 0.7)
"""Part of the colours in which the number of the middle stands: at a decade if there is one."""


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

    @cached_property
    def clipped(self) -> tuple[bool, bool]:
        """Whether some of the surface is flatter than the lower end, and steeper than the upper one."""
        with np.errstate(invalid="ignore"):
            below, above = self.size < self.low - 1e-9, self.size > self.high + 1e-9
        return bool(below.any()), bool(above.any())

    def ticks(self) -> list[tuple[float, str]]:
        """Both ends of the colour map and its middle, or a decade near it, with their gradient sizes.

        An end that is clipped is marked: its colour stands for all that is flatter, or steeper.
        """
        span = self.high - self.low
        powers = range(math.ceil(self.low + MIDDLE[0] * span), math.floor(self.low + MIDDLE[1] * span) + 1)
        middle = (self.low + self.high) / 2
        power = min(powers, key=lambda k: abs(k - middle), default=None)
        exponents = (self.low, middle if power is None else float(power), self.high)
        for digits in range(2, 7):
            texts = [_rounded(10.0**exponent, digits) for exponent in exponents]
            if len(set(texts)) == len(texts):
                break
        if power is not None:
            texts[1] = (
                f"{10**power:,}"
                if 0 <= power <= 5
                else f"{10.0**power:.{-power}f}"
                if -3 <= power < 0
                else decade(power)
            )
        below, above = self.clipped
        texts[0] = f"≤ {texts[0]}" if below else texts[0]
        texts[2] = f"≥ {texts[2]}" if above else texts[2]
        return [((x - self.low) / span, text) for x, text in zip(exponents, texts, strict=True)]


def _rounded(value: float, digits: int) -> str:
    power = math.floor(math.log10(value) + 1e-9)
    if -3 <= power <= 5:
        return f"{float(f'{value:.{digits - 1}e}'):,.{max(0, digits - 1 - power)}f}"
    return f"{value / 10.0**power:.{digits - 1}f}×{decade(power)}"


def exponents_of(sizes: Pair) -> Pair:
    """Ends of the colours for sizes of the gradient.

    Raises
    ------
    ValueError
        If they are not finite, positive and ascending.
    """
    low, high = sizes
    if not (math.isfinite(high) and 0.0 < low < high):
        raise ValueError(f"a range of gradient sizes is positive and ascending, got {low} to {high}")
    return math.log10(low), math.log10(high)


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
