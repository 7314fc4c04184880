"""Round numbers for axes, and how they are written."""

from __future__ import annotations

import math

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
    if not math.isfinite(value):
        return "∞" if value > 0 else f"{MINUS}∞" if value < 0 else "–"
    size = max(abs(value), step)
    if size >= 1e6 or size < 1e-4:
        power = math.floor(math.log10(abs(value))) if value else 0
        decimals = max(0, min(6, power - math.floor(math.log10(step) + 1e-9)))
        mantissa = value / 10.0**power
        text = "0" if value == 0 else f"{mantissa:.{decimals}f}×{decade(power)}"
    else:
        decimals = max(0, -math.floor(math.log10(step) + 1e-9))
        text = f"{value:.{decimals}f}"
    if float(text.split("×")[0]) == 0.0:
        text = text.replace("-", "")
    return text.replace("-", MINUS)


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
