"""How loss becomes height: linear or logarithmic, cut at a ceiling, with round levels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from viz.scene.arrays import Array, Pair
from viz.scene.ticks import decade, multiples, nice_step, number, numbers

HeightKind = Literal["linear", "log"]

ABOVE = 0.25
"""Softness with which heights above the ceiling are bent towards it (they are never drawn)."""

CUT_SLACK = 1e-5
"""Rounding allowed to a height at the ceiling before it counts as above it."""


@dataclass(frozen=True, slots=True)
class HeightScale:
    """A monotone map from loss to a fraction of the box's height.

    Attributes
    ----------
    kind
        `linear`: t(loss) = loss; `log`: t(loss) = log10(loss).
    low, high
        Values of t at the floor and at the top of the box.
    bottom
        Fraction of the smallest finite loss: where the colours begin.
    cut
        Whether some of the surface is above the top and is cut off there.
    """

    kind: HeightKind = "linear"
    low: float = 0.0
    high: float = 1.0
    bottom: float = 0.0
    cut: bool = False

    def fraction(self, loss: Array) -> Array:
        """Fraction of the height, not clipped; NaN where the loss is not finite.

        A loss of zero or below has no logarithm: it stands on the floor.
        """
        loss = np.asarray(loss, dtype=float)
        if self.kind == "log":
            with np.errstate(divide="ignore", invalid="ignore"):
                t = np.where(loss > 0.0, np.log10(loss), np.where(np.isnan(loss), np.nan, self.low))
        else:
            t = loss
        with np.errstate(invalid="ignore", over="ignore"):
            result: Array = np.where(np.isfinite(t), (t - self.low) / (self.high - self.low), np.nan)
        return result

    def loss(self, fraction: float) -> float:
        """The loss at a fraction of the height: the inverse of `fraction`."""
        t = self.low + fraction * (self.high - self.low)
        return 10.0**t if self.kind == "log" else t

    def ticks(self, at_most: int) -> list[tuple[float, str]]:
        """Fractions and texts of round losses, at most `at_most` + 1 of them."""
        if self.kind == "linear":
            step = nice_step(self.high - self.low, at_most)
            values = multiples(self.low, self.high, step)
            texts = numbers(values, step)
        else:
            values, texts = log_ticks(self.low, self.high, at_most)
        return list(zip(self.fraction(np.array(values)).tolist(), texts, strict=True))

    def levels(self, at_most: int = 12) -> Pair:
        """Fraction of one round contour level and the distance between levels."""
        span = self.high - self.low
        step = nice_step(span, at_most)
        if self.kind == "log" and step > 0.5:
            step = float(max(1, round(step)))
        return (math.ceil(self.low / step) * step - self.low) / span, step / span


def log_ticks(low: float, high: float, at_most: int) -> tuple[list[float], list[str]]:
    """Round losses between 10^low and 10^high: decades, else 1-2-5, else multiples of a step."""
    first, last = math.ceil(low - 1e-9), math.floor(high + 1e-9)
    if last - first >= 2:
        stride = max(1, math.ceil((last - first) / max(at_most, 1)))
        powers = [k for k in range(first, last + 1) if k % stride == 0]
        plain = all(-3 <= k <= 3 for k in powers)
        return [10.0**k for k in powers], [number(10.0**k, 10.0**k) if plain else decade(k) for k in powers]
    digits = [d * 10.0**k for k in range(first - 1, last + 1) for d in (1, 2, 5)]
    values = [v for v in digits if 10**low * (1 - 1e-9) <= v <= 10**high * (1 + 1e-9)]
    if 3 <= len(values) <= at_most + 1:
        return values, [number(v, 10.0 ** math.floor(math.log10(v) + 1e-9)) for v in values]
    step = nice_step(10**high - 10**low, at_most)
    values = [v for v in multiples(10**low, 10**high, step) if v > 0]
    return values, numbers(values, step)


def fit_scale(loss: Array, kind: HeightKind = "linear", ceiling: float | None = None) -> HeightScale:
    """The scale that shows a surface from its floor up to its top, or up to the ceiling.

    A linear floor is loss 0 where that leaves the surface at least half of the height, so that heights
    can be compared by eye.
    """
    finite = loss[np.isfinite(loss)]
    if kind == "log":
        finite = finite[finite > 0.0]
    if finite.size == 0:
        return HeightScale("linear")
    least, most = float(finite.min()), float(finite.max())
    top = most
    if ceiling is not None and math.isfinite(ceiling) and least < ceiling < most:
        top = ceiling
    cut = top < most
    if kind == "log":
        a, b = math.log10(least), math.log10(top)
    else:
        a, b = least, top
    span = b - a
    if span <= 1e-12 * max(abs(a), abs(b)) or not math.isfinite(span):
        pad = max(abs(a), 1.0) * 0.5 if kind == "linear" else 0.5
        return HeightScale(kind, a - pad, a + pad, 0.0, cut)
    low = 0.0 if kind == "linear" and 0.0 <= a <= 0.5 * b else a - 0.04 * span
    return HeightScale(kind, low, b, (a - low) / (b - low), cut)


def bent(fraction: Array) -> Array:
    """Heights for the mesh: unchanged up to 1, growing only logarithmically above.

    What is above is cut off, but the cut runs through cells that reach above it, and its line is
    straighter when their upper ends are not a thousand times too high.
    """
    over = np.maximum(fraction - 1.0, 0.0)
    return np.where(fraction > 1.0, 1.0 + ABOVE * np.log1p(over / ABOVE), fraction)
