"""Where a run will go: its path in float64, and how far that can be trusted."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle, islice

import numpy as np

from engine.preview.expansion import HALF_ULP
from engine.preview.rules import Rule, float32, frozen
from engine.preview.slopes import Slopes

LARGEST = float(np.finfo(np.float32).max)
AGREEMENT = 5e-6
"""What a preview promises: the real run's weights within this · max(1, |w|)."""
ALARM = 0.3 * AGREEMENT
"""How far a shadow may stray. Over 1,000 epochs of every stable lesson it stays below this."""
CAUTIOUS = 0.1 * ALARM
"""The same for RMSprop in batches, by a schedule or along a line: where its paths part, they do so fast."""
PARTED = 0.5 * AGREEMENT
"""From here on it is not followed any further: the path is uncertain from where it last strayed."""

SIGNS = tuple(float(s) for s in np.where(np.random.default_rng(0).random(64) < 0.5, -1, 1))
"""Signs of the shadow's rounding errors, the same for every path."""


def walk(
    at: Callable[[float, float], Slopes],
    start: tuple[float, ...],
    epochs: int,
    rules: Callable[[], tuple[Rule, Rule]],
    alarm: float = ALARM,
) -> tuple[list[tuple[float, float]], int | None]:
    """Descend for `epochs` updates, with a shadow that shows what rounding would make of the path.

    `rules` makes a rule for each weight; `at` is asked once for each update, in their order.

    The shadow starts half a unit in float32's last place away, and its gradient is off by what rounding in
    float32 may do to it; it follows the same rule, with its gradient taken from the path's by the Hessian.
    Where steps shrink the distance between the two, as on any stable run, they stay together. Where steps
    stretch it (beyond the stability limit; RMSprop turning around a minimum), they part, and so will the
    real run and the preview, from about the same epoch on.

    Returns
    -------
    path
        Weights of epochs 0..k; k < `epochs` if the next ones are not finite in float32.
    uncertain_from
        The first epoch whose weights cannot be told within `AGREEMENT`, or None.
    """
    rule0, rule1 = rules()
    shadow_rule0, shadow_rule1 = rules()
    w0, w1 = float32(start[0]), float32(start[1])
    # From here to the shadow; a frozen weight is what it is.
    d0 = 0.0 if rule0 is frozen else w0 * HALF_ULP
    d1 = 0.0 if rule1 is frozen else w1 * HALF_ULP
    parting: int | None = None
    uncertain_from: int | None = None
    path = [(w0, w1)]
    for epoch, error in enumerate(islice(cycle(SIGNS), 1, epochs + 1), start=1):
        g0, g1, h00, h01, h11, rounding = at(w0, w1)
        if uncertain_from is None:
            shadow0 = shadow_rule0(
                w0 + d0, g0 + h00 * d0 + h01 * d1 + error * (HALF_ULP * abs(g0) + rounding)
            )
            shadow1 = shadow_rule1(
                w1 + d1, g1 + h01 * d0 + h11 * d1 + error * (HALF_ULP * abs(g1) + rounding)
            )
        w0, w1 = rule0(w0, g0), rule1(w1, g1)
        if not (-LARGEST <= w0 <= LARGEST and -LARGEST <= w1 <= LARGEST):
            break
        path.append((w0, w1))
        if uncertain_from is None:
            d0, d1 = shadow0 - w0, shadow1 - w1
            if -alarm < d0 < alarm and -alarm < d1 < alarm:
                parting = None
                continue
            apart = max(abs(d0) / max(abs(w0), 1.0), abs(d1) / max(abs(w1), 1.0))
            if apart < alarm:
                parting = None
            else:
                parting = parting or epoch
                if not apart <= PARTED:
                    uncertain_from = parting
    return path, uncertain_from
