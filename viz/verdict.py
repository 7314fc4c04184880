"""From ten probabilities to words: honest percentages, and which digits are in question."""

from __future__ import annotations

from collections.abc import Sequence

NBSP = "\N{NO-BREAK SPACE}"

RIVAL = 0.3
"""A digit is in question if it is at least this likely compared with the likeliest one."""


def percent(probability: float) -> str:
    """A probability with one decimal; what is not certain is never rounded up to certainty.

    >>> percent(0.978), percent(0.9997), percent(0.0)
    ('97.8\\xa0%', '>99.9\\xa0%', '0.0\\xa0%')
    """
    if probability >= 0.9995:
        return f">99.9{NBSP}%"
    return f"{100 * probability:.1f}{NBSP}%"


def milliseconds(value: float) -> str:
    """A duration with two significant digits or so: "0.42 ms", "3.1 ms", "12 ms"."""
    decimals = 2 if value < 1 else 1 if value < 10 else 0
    return f"{value:.{decimals}f}{NBSP}ms"


def in_question(probabilities: Sequence[float]) -> list[int]:
    """The likeliest digit and its rivals, likeliest first."""
    order = sorted(range(len(probabilities)), key=lambda digit: -probabilities[digit])
    best = probabilities[order[0]]
    return [digit for digit in order if probabilities[digit] >= RIVAL * best]
