"""Names of curves beside their right ends: where each stands. Numbers only, no window needed."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wishes: Sequence[float], height: float, low: float, high: float) -> list[float]:
    """Middles of labels as close as can be to where they are wished, none over another.

    Parameters
    ----------
    wishes
        Where the labels' middles would best be, pixels downwards. Of equal wishes the first is above.
    height
        Of a label, pixels.
    low, high
        Between these the labels are to be; where there is too little room they stand closer.

    Returns
    -------
    list[float]
        The middles, in the order of `wishes`.
    """
    if not wishes:
        return []
    gap = min(height, (high - low) / len(wishes))
    order = sorted(range(len(wishes)), key=lambda k: wishes[k])
    # Least squares under the order kept: neighbours that would overlap form a block around its mean.
    blocks: list[tuple[float, int]] = []  # mean of (wish − place in the order · gap), and how many
    for place, k in enumerate(order):
        mean, count = wishes[k] - place * gap, 1
        while blocks and blocks[-1][0] > mean:
            before, many = blocks.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        blocks.append((mean, count))
    first, last = low + gap / 2, high - gap / 2 - (len(wishes) - 1) * gap
    middles = [0.0] * len(wishes)
    place = 0
    for mean, count in blocks:
        base = min(max(mean, first), max(last, first))
        for k in order[place : place + count]:
            middles[k] = base + place * gap
            place += 1
    return middles
