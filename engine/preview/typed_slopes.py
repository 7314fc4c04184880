"""The slopes of a typed model or surface, from the formula's own derivatives."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from engine.preview.expansion import HALF_ULP
from engine.preview.foresight import Slopes
from engine.typed import Typed

ROUNDINGS = 8.0
"""So many times a formula's parts are rounded on the way to its gradient, give or take."""


def typed_slopes(problem: Typed) -> Callable[[float, float], Slopes]:
    """Function of finite (w0, w1) that returns the `Slopes` of a typed problem."""
    return _of_surface(problem) if problem.link == "surface" else _of_model(problem)


def _of_surface(problem: Typed) -> Callable[[float, float], Slopes]:
    scalars = problem.scalars()

    def at(w0: float, w1: float) -> Slopes:
        _, g0, g1, h00, h01, h11 = scalars(w0, w1)
        # Rounding the parts is like moving the point a little: the gradient moves by the Hessian's share.
        moved = abs(h00 * w0) + abs(h01 * w1) + abs(h01 * w0) + abs(h11 * w1)
        return g0, g1, h00, h01, h11, ROUNDINGS * HALF_ULP * (moved + abs(g0) + abs(g1))

    return at


def _of_model(problem: Typed) -> Callable[[float, float], Slopes]:
    columns, y, n = problem.columns(), problem.y, problem.n
    twice = 2.0 * problem.scale

    def at(w0: float, w1: float) -> Slopes:
        with np.errstate(all="ignore"):
            f, f0, f1, f00, f01, f11 = columns(w0, w1)
            r = f - y
            s00, s11 = float(f0 @ f0), float(f1 @ f1)
            # The data's roundings add up like a random walk: |f| · |f′| · n^(−½), on average over them.
            sizes = (float(f @ f) + float(r @ r)) * (s00 + s11) / n
            return (
                twice * float(r @ f0),
                twice * float(r @ f1),
                twice * (s00 + float(r @ f00)),
                twice * (float(f0 @ f1) + float(r @ f01)),
                twice * (s11 + float(r @ f11)),
                ROUNDINGS * HALF_ULP * twice * (math.sqrt(sizes) if sizes >= 0.0 else math.nan),
            )

    return at
