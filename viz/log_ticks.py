"""Numbers at a logarithmic axis: as many as there is room for, and round."""

from __future__ import annotations

import math

from viz.numbers import written
from viz.scene.ticks import multiples, nice_step

_SETS: tuple[tuple[int, ...], ...] = (tuple(range(1, 10)), (1, 2, 5), (1, 3), (1,))
"""Multiples of powers of ten that are written, the densest first."""


def log_ticks(low: float, high: float, most: int) -> list[tuple[float, str]]:
    """Places (log₁₀) between `low` and `high`, both log₁₀, and what is written there; `most` at most.

    >>> [text for _, text in log_ticks(-1.0, 2.0, 4)]
    ['0.1', '1', '10', '100']
    """
    first, last = math.floor(low), math.ceil(high)
    inside: list[float] = []
    for factors in _SETS:
        places = [power + math.log10(k) for power in range(first, last + 1) for k in factors]
        inside = [place for place in places if low - 1e-9 <= place <= high + 1e-9]
        if len(inside) <= most:
            break
    if len(inside) > most:  # whole powers of ten, and too many of them
        inside = inside[:: -math.ceil(len(inside) / max(most, 1))][::-1]
    if len(inside) < 2:  # little more than a line: round numbers as on any axis
        ends = 10.0**low, 10.0**high
        inside = [math.log10(value) for value in multiples(*ends, nice_step(ends[1] - ends[0], most))]
    return [(place, _number(10.0**place)) for place in inside]


def _number(value: float) -> str:
    return written(f"{value:.4g}" if 1e-4 < value < 1e5 else f"{value:.3g}" if value < 1 else f"{value:.0e}")
