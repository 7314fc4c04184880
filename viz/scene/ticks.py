"""Round numbers for axes, and how they are written."""

from __future__ import annotations

import math
from collections.abc import Sequence

MINUS = "−"
SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def nice_step(span: float, at_most: int) -> float:
    """Smallest step of the form 1, 2 or 5 · 10ᵏ that divides `span` into at most `at_most` parts."""
    raw = span / max(at_most, 1)
    if not (math.isfinite(raw) and raw > 0):
        return 1.0
    power = 10.0 ** math.floor(math.log10(raw))
    for digit in (1.0, 2.0, 5.0, 10.0):
        if digit * power >= raw * (1.0 - 1e-9):
            return digit * power
    return 10.0 * power


def multiples(low: float, high: float, step: float) -> list[float]:
    """All multiples of `step` in [low, high], without accumulated rounding."""
    slack = 1e-9 * step
    first, last = math.ceil((low - slack) / step), math.floor((high + slack) / step)
    return [k * step for k in range(first, last + 1)]


def decade(k: int) -> str:
    """10ᵏ in superscripts."""
    return "10" + str(k).translate(SUPERSCRIPT)


def number(value: float, step: float) -> str:
    """`value` with the decimals that tell multiples of `step` apart, and a real minus sign."""
    return numbers([value], step)[0]


def numbers(values: Sequence[float], step: float) -> list[str]:
    """Numbers of one axis, written alike: with the same decimals and, if any is huge or all are tiny,
    the same power of ten.
    """
    if not values:
        return []
    largest = max(max(abs(v) for v in values), step)
    power = 0
    if math.isfinite(largest) and (largest >= 1e6 or largest < 1e-3):
        power = math.floor(math.log10(largest) + 1e-9)
    decimals = min(max(0, power - math.floor(math.log10(step) + 1e-9)), 8)
    return [_written(v, power, decimals) for v in values]


def _written(value: float, power: int, decimals: int) -> str:
    if not math.isfinite(value):
        return "–" if math.isnan(value) else "∞" if value > 0 else f"{MINUS}∞"
    text = f"{value / 10.0**power:.{decimals}f}"
    if float(text) == 0.0:
        return text.lstrip("-") if power == 0 else "0"
    return text.replace("-", MINUS) + (f"×{decade(power)}" if power else "")


def coordinate(value: float, span: float) -> str:
    """A weight as it stands in a label: a hundredth of a percent of the box, at least two decimals."""
    decimals = 2
    if 0 < span < 1.0:
        decimals = min(8, 2 - math.floor(math.log10(span)))
    if abs(value) >= 1e6:
        return number(value, abs(value) / 1e4)
    text = f"{value:.{decimals}f}"
    if float(text) == 0.0:
        text = text.lstrip("-")
    return text.replace("-", MINUS)
