"""Gradient and Hessian at one point, as fast as Python gets there, whatever the number of data.

A linear model's are a 2 × 2 matrix away; a logistic model's are foreseen along a path; a typed formula's are
worked out at every point.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from engine.preview.expansion import HALF_ULP, RADIUS, TOLERANCE
from engine.preview.foresight import Slopes, logistic
from engine.preview.typed_slopes import typed_slopes
from engine.problem import Problem
from engine.surface.quadratic import quadratic_form
from engine.typed import Typed

__all__ = ["RADIUS", "TOLERANCE", "Slopes", "slopes"]


def slopes(problem: Problem) -> Callable[[float, float], Slopes]:
    """Function of finite (w0, w1) that returns `Slopes` of `problem`; not for several threads at once."""
    if isinstance(problem, Typed):
        return typed_slopes(problem)
    return _linear(problem) if problem.link == "identity" else logistic(problem)


def _linear(problem: Problem) -> Callable[[float, float], Slopes]:
    form = quadratic_form(problem)
    mean_square = form.sxx / form.n + form.x_mean**2  # of x
    n, mean, sxx = 2.0 * form.n, form.x_mean, 2.0 * form.sxx
    y_mean, slope = form.y_mean, form.slope
    h01, h11 = n * mean, n * mean * mean + sxx
    # Residuals carry the rounding of w1·x, whose errors add up like a random walk over the data.
    spread = n * math.sqrt(mean_square / problem.n) * HALF_ULP
    offset = n / math.sqrt(problem.n) * HALF_ULP

    def at(w0: float, w1: float) -> Slopes:
        value = n * (w0 + mean * w1 - y_mean)
        return (
            value,
            mean * value + sxx * (w1 - slope),
            n,
            h01,
            h11,
            spread * abs(w1) + offset * abs(w0),
        )

    return at
