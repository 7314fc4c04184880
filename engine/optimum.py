"""The minimum of a problem's loss: closed form for linear models, Newton's method for logistic ones.

However many the data, they are walked over some three times: once into bins, which settle all that can be
settled roughly (where to start, whether a step function does better), and for a last step or two of Newton's
method from there, which are exact. While a datum is dragged even these are taken on compressed data.
"""

from __future__ import annotations

import math

import numpy as np

from engine.binned import RESOLVED, SQUARES, Binned, binned
from engine.caches import KeptWith
from engine.changed import Changed, With
from engine.newton import FIRST_DAMPING, End, Sums, newton
from engine.preview.slopes import RADIUS, TOLERANCE
from engine.problem import FloatArray, Problem
from engine.surface.chebyshev import node_count
from engine.surface.compressed import Compressed, compressed_data
from engine.surface.quadratic import quadratic_form

Point = tuple[float, float]
"""(c, b) in a frame, see `engine.newton`."""

FEW = 1 << 12
"""Up to so many data all steps are exact; of more, the first ones are taken on bins."""
DIRECT = 1 << 15
"""Up to so many data a changed problem's last steps are exact; of more, they are taken on compressed data."""
MOST_NODES = 512
"""Nodes of compressed data up to which these are worth preparing."""
CERTAIN = 1e-6
"""Margin, a datum, by which compressed data must decide, to count: their error is below 1e-8."""


def minimum(problem: Problem) -> tuple[float, float, float] | None:
    """(w0, w1, loss) at the minimum of `problem`, or None if there is no single finite one.

    There is none for a linear model when all inputs are equal, and none for a logistic one when a step
    function does as well as any curve: the loss then only approaches its infimum as the weights grow.
    What is returned has been checked: zero gradient, positive definite Hessian, and a loss below every
    step function's. Of a changed problem with more than `DIRECT` data it is the minimum to within some 1e-8,
    the error of compressed data, and checked with a margin for that.
    """
    if problem.link == "identity":
        return _least_squares(problem)
    bins = binned(problem)
    if bins is None:
        return None
    step = _Step(problem, bins)
    if step.is_best:
        return None
    best: End | None = None
    for start, damping in _near(problem, bins):
        found = _arrive(problem, bins, start, damping, step)
        if found is not None and (best is None or found.loss < best.loss):
            best = found
    if best is None:
        return None
    return *bins.frame.weights(best.c, best.b), best.loss * problem.scale


def _least_squares(problem: Problem) -> tuple[float, float, float] | None:
    form = quadratic_form(problem)
    # Inputs that differ by rounding only do not tell a slope.
    if form.sxx <= form.n * (float(np.finfo(np.float64).eps) * problem.reach) ** 2:
        return None
    return form.y_mean - form.slope * form.x_mean, form.slope, form.rest


def _near(problem: Problem, bins: Binned) -> list[tuple[Point, float]]:
    """Points near minima, and how damped to go on from there."""
    if problem.n <= FEW:
        return [(start, FIRST_DAMPING) for start in _starts(problem, bins)]
    if isinstance(problem, Changed):
        # One datum of so many does not move minima far.
        known = _found_on_bins(_whole(problem))
        if known and all(damping == 0.0 for _, damping in known):
            return known
    return _found_on_bins(problem)


def _starts(problem: Problem, bins: Binned) -> list[Point]:
    return [(0.0, 0.0)] if problem.loss_name == "bce" else bins.starts()


@KeptWith
def _found_on_bins(problem: Problem) -> list[tuple[Point, float]]:
    bins = binned(problem)
    if bins is None:
        return []
    rough = bins.add_to(Sums(problem.loss_name, float(bins.sums[SQUARES].sum())))
    ends = [newton(rough, start, steepest=RESOLVED) for start in _starts(problem, bins)]
    least = min((end.loss for end in ends if end.arrived), default=math.inf)
    near: dict[object, tuple[Point, float]] = {}
    for end in ends:
        # Several searches may lead to one point, or, where they lose themselves, to one threshold.
        if end.arrived:
            near[round(end.c, 3), round(end.b, 3)] = (end.c, end.b), 0.0
        elif end.loss < least:
            near[round(end.c / end.b, 2) if end.b else None, end.b > 0.0] = (end.c, end.b), FIRST_DAMPING
    return list(near.values())


def _whole(problem: Problem) -> Problem:
    """The problem that was changed, or changed again."""
    while isinstance(problem, Changed):
        problem = problem.origin
    return problem


def _arrive(problem: Problem, bins: Binned, start: Point, damping: float, step: _Step) -> End | None:
    """The minimum that Newton's method comes to, if it does and no step function does as well."""
    if isinstance(problem, Changed) and problem.n > DIRECT:
        data = _compressed(problem, start[1] / bins.frame.half)
        if data is not None:
            sums = Sums(problem.loss_name, data.label_squares)
            sums.add(bins.frame.offsets(data.nodes), data.weights, data.label_weights)
            end, margin = newton(sums, start, damping), CERTAIN * problem.n
            if end.arrived and end.curvature > margin and step.is_above(end.loss + margin):
                return end
    end = newton(_all_data(problem, bins), start, damping)
    return end if end.arrived and step.is_above(end.loss) else None


def _all_data(problem: Problem, bins: Binned) -> Sums:
    """The data one by one; those that a datum was added to need not be copied for it."""
    sums = Sums(problem.loss_name, float(bins.sums[SQUARES].sum()))
    if isinstance(problem, With):
        x, y = (np.array([value]) for value in problem.datum)
        sums.add(bins.frame.offsets(x), None, y)
        problem = problem.origin
    return sums.add(bins.frame.offsets(problem.x), None, problem.y)


def _compressed(problem: Changed, w1: float) -> Compressed | None:
    """The same compressed data that previews take, which are there already, if they are not too many."""
    radius = RADIUS
    while radius < abs(w1):
        radius *= 2.0
    low, high = _whole(problem).span
    if node_count(0.5 * (high - low) * radius, TOLERANCE) > MOST_NODES:
        return None
    return compressed_data(problem, radius, TOLERANCE)


class _Step:
    """What step functions can do on the data of a logistic problem; in unscaled sums.

    Exactly it is worked out only where bounds do not tell.
    """

    def __init__(self, problem: Problem, bins: Binned) -> None:
        self._problem = problem
        self._low, self._high = math.inf, math.inf
        if problem.loss_name == "bce":
            apart = bins.is_apart()
            self.is_best = math.isfinite(self._exactly()) if apart is None else apart
        else:
            self._low, self._high = bins.best_step()
            if self._low == 0.0 < self._high:
                self._exactly()
            self.is_best = self._high == 0.0

    def is_above(self, loss: float) -> bool:
        """Whether the best step function's loss is above this one."""
        if self._low <= loss < self._high:
            self._exactly()
        return loss < self._low

    def _exactly(self) -> float:
        self._low = self._high = loss_of_best_step(self._problem) / self._problem.scale
        return self._low


def loss_of_best_step(problem: Problem) -> float:
    """Infimum of a logistic model's loss as its weights grow without bound.

    In the limit σ(w0 + w1·x) is 0 on one side of a threshold and 1 on the other, and anything on it. With
    cross-entropy one datum on the wrong side makes the loss infinite; squared errors count such data.
    """
    best = _entropy_of_step if problem.loss_name == "bce" else _squares_of_step
    return best(problem.x, problem.y) * problem.scale


def _entropy_of_step(x: FloatArray, y: FloatArray) -> float:
    """What is left on the threshold; softplus(u) − y·u stays finite for u → ∞ only if y = 1, for −∞ if 0."""
    best = math.inf
    for left, right in ((0.0, 1.0), (1.0, 0.0)):
        last = float(np.where(y == left, -math.inf, x).max())  # that is not where the step is `left`
        first = float(np.where(y == right, math.inf, x).min())
        if last < first:
            return 0.0
        if last == first:
            share = float(y[x == last].mean())
            if 0.0 < share < 1.0:
                entropy = share * math.log(share) + (1.0 - share) * math.log1p(-share)
                best = min(best, -entropy * np.count_nonzero(x == last))
            else:
                best = 0.0
    return best


def _squares_of_step(x: FloatArray, y: FloatArray) -> float:
    order = np.argsort(x)
    x, y = x[order], y[order]
    first = np.flatnonzero(np.concatenate([[True], x[1:] != x[:-1]]))  # of each level
    count = np.diff(first, append=len(x))
    ones, squares = np.add.reduceat(y, first), np.add.reduceat(y * y, first)
    at_zero, at_one = squares, squares - 2.0 * ones + count  # Σy², Σ(y − 1)²
    on = squares - ones**2 / count  # the best constant is the mean
    rising = _before(at_zero) + on + _after(at_one)
    falling = _before(at_one) + on + _after(at_zero)
    return float(min(rising.min(), falling.min()))


def _before(values: FloatArray) -> FloatArray:
    return np.concatenate([[0.0], np.cumsum(values)[:-1]])


def _after(values: FloatArray) -> FloatArray:
    return _before(values[::-1])[::-1]
