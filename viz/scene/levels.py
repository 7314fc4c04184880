"""At which losses the map has contour lines, and how they are written."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from viz.scene.arrays import Array
from viz.scene.height import HeightScale
from viz.scene.ticks import decade, multiples, nice_step, number, numbers

MOST_LEVELS = 16
"""Contour lines that a map can carry and the shader knows of."""

WANTED, FEWEST = 10, 8
"""About so many lines are wished for, and at least so many."""

WIDE = 12.0
"""From this ratio of largest to smallest loss on, even steps would leave the valley empty."""

INNERMOST = 0.004
"""Share of the grid that must lie below the lowest line: less could not be seen as an area."""

EVEN = 0.03
"""Share of the height, from the minimum up, in which gaps hardly grow."""

AROUND = (0.55, 1.8)
"""A round loss is looked for between so many wished gaps above the line before."""


@dataclass(frozen=True)
class Levels:
    """Losses of contour lines, ascending, and how they are written."""

    losses: tuple[float, ...] = ()
    texts: tuple[str, ...] = ()


def contour_levels(loss: Array, scale: HeightScale) -> Levels:
    """Round losses for the lines of a map, at most `MOST_LEVELS`.

    Evenly spaced where the losses are of one size. Where the largest is many times the smallest (or the
    height is logarithmic) they are 1-2-5, 1-3 or decades; where these are too few, round losses whose gaps
    grow with the height above the minimum. Losses above the cut and those of hardly any area have none.
    """
    known = loss[np.isfinite(loss)]
    top = scale.loss(1.0)
    known = known[known <= top * (1.0 + 1e-12)] if scale.cut else known
    if known.size < 2:
        return Levels()
    least, low, high = float(known.min()), float(np.quantile(known, INNERMOST)), float(known.max())
    if not high > low:
        return Levels()
    if low > 0.0 and (high / low >= WIDE or (scale.kind == "log" and high / low >= 4.0)):
        values = _decades(low, high)
        if len(values) < FEWEST:
            values = _growing(least, low, high)
        return Levels(tuple(values), tuple(_written(value) for value in values))
    step = nice_step(high - low, WANTED)
    values = [value for value in multiples(low, high, step) if low < value < high]
    return Levels(tuple(values), tuple(numbers(values, step)))


def _decades(low: float, high: float) -> list[float]:
    """Losses of the finest of these rows that is not too fine: 1-2-5, 1-3, decades, every 2nd, 5th … one."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    rows: list[tuple[tuple[int, ...], int]] = [((1, 2, 5), 1), ((1, 3), 1)]
    rows += [((1,), stride) for stride in (1, 2, 5, 10, 20, 50, 100)]
    values: list[float] = []
    for digits, stride in rows:
        powers = [k for k in range(first, last + 1) if k % stride == 0]
        # From text, so that 3 · 10⁻¹ is the float that is written 0.3.
        values = [float(f"{d}e{k}") for k in powers for d in digits]
        values = [value for value in values if low < value < high]
        if len(values) <= WANTED + 2:
            break
    return values[-MOST_LEVELS:]


def _growing(least: float, low: float, high: float) -> list[float]:
    """Round losses between `low` and `high` whose gaps grow with the height above `least`.

    They are about even in log(loss − least + c): far above c each gap is a fixed share of the height, below
    it the gaps are even.
    """
    c = max(low - least, EVEN * (high - least))
    ratio = ((high - least + c) / (low - least + c)) ** (1.0 / (WANTED + 1))
    values: list[float] = []
    at = low
    while len(values) < MOST_LEVELS:
        gap = (at - least + c) * (ratio - 1.0)
        at = _roundest(at + AROUND[0] * gap, at + AROUND[1] * gap)
        if not at < high:
            break
        values.append(at)
    return values


def _roundest(low: float, high: float) -> float:
    """The number in [low, high] with the fewest digits: a multiple of the largest 1, 5 or 2 · 10ᵏ."""
    power = math.ceil(math.log10(high))
    while True:
        for digit in (5, 2, 1):
            # From text, so that seven tenths are the float that is written 0.7.
            step = float(f"{digit}e{power}")
            count = math.floor(high / step * (1.0 + 1e-12))
            if count * step >= low:
                return float(f"{count * digit}e{power}")
        power -= 1


def _written(value: float) -> str:
    """A round loss with no more digits than it has."""
    power = math.floor(math.log10(value) + 1e-9)
    digits = f"{value:.3e}".split("e")[0].rstrip("0").rstrip(".")
    if -3 <= power <= 5:
        decimals = max(0, len(digits.replace(".", "")) - 1 - power)
        return number(value, 10.0**-decimals) if power < 3 else f"{value:,.{decimals}f}"
    return decade(power) if digits == "1" else f"{digits}×{decade(power)}"
