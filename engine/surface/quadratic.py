"""The loss of a linear model: an exact quadratic form in (w0, w1)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from engine.caches import KeptWith
from engine.changed import With
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

    def with_datum(self, x: float, y: float, scale: float, new_scale: float) -> Quadratic:
        """The form with one datum more, in a few operations; the loss's scale changes as given.

        The recursion of least squares (Björck, *Numerical Methods for Least Squares Problems*, section 3.2)
        in centred sums. Every term that is added is positive: no digits are lost, however many follow.
        """
        n, sxx = self.n / scale, self.sxx / scale
        share = n / (n + 1.0)
        dx, dy = x - self.x_mean, y - self.y_mean
        off = dy - self.slope * dx  # how far the datum is from the line through the others
        new_sxx = sxx + share * dx * dx
        kept = sxx / new_sxx if new_sxx > 0.0 else 1.0
        return Quadratic(
            n=(n + 1.0) * new_scale,
            x_mean=self.x_mean + dx / (n + 1.0),
            y_mean=self.y_mean + dy / (n + 1.0),
            sxx=new_sxx * new_scale,
            slope=self.slope + (share * dx * off / new_sxx if new_sxx > 0.0 else 0.0),
            rest=(self.rest / scale + share * off * off * kept) * new_scale,
        )


@KeptWith
def quadratic_form(problem: Problem) -> Quadratic:
    """Quadratic form of a problem with the identity link; the factors carry the loss's scale."""
    if isinstance(problem, With):
        others = problem.origin
        return quadratic_form(others).with_datum(*problem.datum, others.scale, problem.scale)
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
