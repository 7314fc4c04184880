"""Numbers as people read them: real minus signs, sensible digits; and the way back from typed text."""

from __future__ import annotations

import math

MINUS = "−"
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def significant(value: float, digits: int = 4) -> str:
    """`value` with `digits` significant digits; powers of ten from 10⁶ up and below 10⁻⁴.

    >>> significant(-0.0123456), significant(8587.6875, 6), significant(3.2e19)
    ('−0.01235', '8587.69', '3.200 × 10¹⁹')
    """
    if math.isnan(value):
        return "—"
    if math.isinf(value):
        return "∞" if value > 0 else MINUS + "∞"
    if value == 0:
        return "0"
    mantissa, _, power = f"{value:.{digits - 1}e}".partition("e")
    exponent = int(power)
    if -4 <= exponent < 6:
        text = f"{value:.{max(0, digits - 1 - exponent)}f}"
    else:
        text = f"{mantissa} × 10{str(exponent).translate(_SUPERSCRIPT)}"
    return text.replace("-", MINUS)


def fixed(value: float, decimals: int = 4) -> str:
    """`value` with a fixed number of decimals, so that digits stand still; `significant` where it is huge."""
    if not math.isfinite(value) or abs(value) >= 1e5:
        return significant(value, decimals + 1)
    text = f"{value:.{decimals}f}"
    if float(text) == 0:
        text = text.lstrip("-")
    return text.replace("-", MINUS)


def written(text: str) -> str:
    """A number as Python writes it, as people write it.

    >>> written("-5e+27"), written("1e-05"), written("-0.5")
    ('−5×10²⁷', '10⁻⁵', '−0.5')
    """
    mantissa, e, power = text.partition("e")
    if not e:
        return text.replace("-", MINUS)
    ten = f"10{str(int(power)).translate(_SUPERSCRIPT)}"
    if mantissa.lstrip("-") == "1":
        return mantissa.replace("-", MINUS).rstrip("1") + ten
    return f"{mantissa}×{ten}".replace("-", MINUS)


def plain(value: float, digits: int = 10) -> str:
    """The shortest text with up to `digits` significant digits that can be typed: for fields."""
    return f"{value:.{digits}g}".replace("-", MINUS)


def parse(text: str) -> float | None:
    """The finite number that was typed, or None. Takes real minus signs and a decimal comma."""
    cleaned = text.strip().replace(MINUS, "-").replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    if cleaned.count(",") == 1 and "." not in cleaned:
        cleaned = cleaned.replace(",", ".")
    if "_" in cleaned:  # Python's digit grouping is not what people mean
        return None
    try:
        value = float(cleaned)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
