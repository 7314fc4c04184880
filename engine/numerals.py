"""Numbers as text, the way a textbook prints them: real minus signs, × 10ⁿ, no more digits than needed."""

from __future__ import annotations

import math

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def significant(value: float, digits: int = 6) -> str:
    """Return `value` rounded to so many significant digits, trailing zeros dropped.

    >>> significant(-1.0635, 4), significant(3.33e38, 3), significant(float("inf"))
    ('−1.064', '3.33 × 10³⁸', '∞')
    """
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    # + 0.0 makes −0 a plain 0.
    mantissa, _, exponent = f"{value + 0.0:.{digits}g}".partition("e")
    power = f" × 10{str(int(exponent)).translate(_SUPERSCRIPT)}" if exponent else ""
    return mantissa.replace("-", "−") + power


def apart(value: float, other: float, digits: int = 6) -> tuple[str, str]:
    """Return both numbers with at least so many digits, and enough that different ones look different."""
    while digits < 17 and value != other and significant(value, digits) == significant(other, digits):
        digits += 1
    return significant(value, digits), significant(other, digits)
