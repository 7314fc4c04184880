"""Where the two handles by which a fitted curve is grabbed stand. Numbers only."""

from __future__ import annotations

import numpy as np

from viz.frame import Array, Pair


def handle_places(x: Array, y: Array, view: tuple[Pair, Pair]) -> tuple[Pair, Pair] | None:
    """Two places on a curve, a fifth of its visible length from its ends.

    Parameters
    ----------
    x, y
        The curve, each (n,), x ascending.
    view
        Data at the left and right, and at the bottom and top edge of the plot.

    Returns
    -------
    tuple[Pair, Pair] | None
        The left and the right place; None where fewer than two vertices of the curve can be seen.
    """
    (left, right), (bottom, top) = view
    seen = np.flatnonzero((x >= left) & (x <= right) & (y >= bottom) & (y <= top))
    if len(seen) < 2:
        return None
    # lengths as they are seen: in parts of the view
    steps = np.hypot(np.diff(x[seen]) / (right - left), np.diff(y[seen]) / (top - bottom))
    way = np.concatenate(([0.0], np.cumsum(steps)))
    first, last = (seen[int(np.argmin(np.abs(way - part * way[-1])))] for part in (0.2, 0.8))
    if first == last:
        first, last = seen[0], seen[-1]
    return (float(x[first]), float(y[first])), (float(x[last]), float(y[last]))
