"""The loss of a linear model: an exact quadratic form in (w0, w1)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.problem import FloatArray, Problem


@dataclass(frozen=True, slots=True)
class Quadratic:
    """Σ(w0 + w1·x − y)² = n·(w0 + w1·x̄ − ȳ)² + Sxx·(w1 − b)² + rest, times the loss's scale.

    The square is completed in the directions "value at the mean" and "slope", which are uncorrelated:
    three terms that are never negative, so nothing cancels, however far or badly scaled the data.
    b = Sxy / Sxx is the least-squares slope and `rest` the residual sum of squares.
    """

    n: float
    x_mean: float
    y_mean: float
    sxx: float
    slope: float
    rest: float

    def grid(self, w0: FloatArray, w1: FloatArray) -> FloatArray:
        """Loss at every (w0[i], w1[j]), shape (len(w0), len(w1))."""
        root = math.sqrt(self.n)
        with np.errstate(all="ignore"):
            form = np.add.outer(root * w0, root * (self.x_mean * w1 - self.y_mean))
            np.multiply(form, form, out=form)
            form += self.sxx * (w1 - self.slope) ** 2 + self.rest
        return form

    def loss(self, w0: FloatArray, w1: FloatArray) -> FloatArray:
        """Loss at the points (w0[k], w1[k])."""
        with np.errstate(all="ignore"):
            at_mean = w0 + self.x_mean * w1 - self.y_mean
            return np.asarray(self.n * at_mean**2 + self.sxx * (w1 - self.slope) ** 2 + self.rest)


@lru_cache(maxsize=32)
def quadratic_form(problem: Problem) -> Quadratic:
    """Quadratic form of a problem with the identity link; the factors carry the loss's scale."""
    x, y = problem.x, problem.y
    x_mean, y_mean = float(x.mean()), float(y.mean())
    dx, dy = x - x_mean, y - y_mean
    sxx = float(dx @ dx)
    slope = float(dx @ dy) / sxx if sxx > 0.0 else 0.0
    residual = dy - slope * dx
    scale = problem.scale
    return Quadratic(
        n=problem.n * scale,
        x_mean=x_mean,
        y_mean=y_mean,
        sxx=sxx * scale,
        slope=slope,
        rest=float(residual @ residual) * scale,
    )
