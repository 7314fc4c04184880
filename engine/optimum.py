"""The minimum of a problem's loss: closed form for linear models, Newton's method for logistic ones."""

from __future__ import annotations

import math

import numpy as np

from engine.problem import FloatArray, Problem
from engine.surface import surface

NEWTON_STEPS = 200
GRADIENT = 1e-10
"""Gradient norm, a datum, below which Newton's method has arrived."""
SCAN = 41
"""Points along each axis of the scan that finds starts for a loss with several minima."""


def minimum(problem: Problem) -> tuple[float, float, float] | None:
    """(w0, w1, loss) at the minimum of `problem`, or None if there is no single finite one.

    There is none for a linear model when all inputs are equal, and none for a logistic one when a step
    function does as well as any curve: the loss then only approaches its infimum as the weights grow.
    What is returned has been checked: zero gradient, positive definite Hessian, and a loss below every
    step function's.
    """
    if problem.link == "identity":
        return _least_squares(problem)
    below = loss_of_best_step(problem)
    best: tuple[float, float, float] | None = None
    for start in _starts(problem):
        found = _newton(problem, start)
        if found is not None and found[2] < below and (best is None or found[2] < best[2]):
            best = found
    return best


def _least_squares(problem: Problem) -> tuple[float, float, float] | None:
    x, y = problem.x, problem.y
    dx = x - x.mean()
    sxx = float(dx @ dx)
    # Inputs that differ by rounding only do not tell a slope.
    if sxx <= problem.n * (np.finfo(np.float64).eps * problem.reach) ** 2:
        return None
    w1 = float(dx @ (y - y.mean())) / sxx
    w0 = float(y.mean()) - w1 * float(x.mean())
    return w0, w1, float(problem.loss(w0, w1))


def loss_of_best_step(problem: Problem) -> float:
    """Infimum of a logistic model's loss as its weights grow without bound.

    In the limit σ(w0 + w1·x) is 0 on one side of a threshold and 1 on the other, and anything on it. With
    cross-entropy one datum on the wrong side makes the loss infinite; squared errors count such data.
    """
    levels, at = np.unique(problem.x, return_inverse=True)
    y = problem.y
    count = np.bincount(at, minlength=len(levels)).astype(np.float64)
    ones = np.bincount(at, weights=y, minlength=len(levels))
    squares = np.bincount(at, weights=y * y, minlength=len(levels))
    if problem.loss_name == "bce":
        # softplus(u) − y·u stays finite for u → ∞ only if y = 1, and for u → −∞ only if y = 0.
        at_one = np.where(np.bincount(at, weights=y != 1.0, minlength=len(levels)) > 0, np.inf, 0.0)
        at_zero = np.where(np.bincount(at, weights=y != 0.0, minlength=len(levels)) > 0, np.inf, 0.0)
        share = ones / count
        with np.errstate(divide="ignore", invalid="ignore"):
            entropy = -(share * np.log(share) + (1.0 - share) * np.log1p(-share))
        on = count * np.where((share > 0.0) & (share < 1.0), entropy, 0.0)
    else:
        at_one = squares - 2.0 * ones + count  # Σ(y − 1)²
        at_zero = squares
        on = squares - ones**2 / count  # the best constant is the mean
    rising = _before(at_zero) + on + _after(at_one)
    falling = _before(at_one) + on + _after(at_zero)
    return float(min(rising.min(), falling.min())) * problem.scale


def _before(values: FloatArray) -> FloatArray:
    return np.concatenate([[0.0], np.cumsum(values)[:-1]])


def _after(values: FloatArray) -> FloatArray:
    return _before(values[::-1])[::-1]


def _starts(problem: Problem) -> list[tuple[float, float]]:
    """Where Newton's method starts: anywhere for a convex loss, else the best of a scan besides."""
    low, high = problem.span
    middle, half = 0.5 * (low + high), max(0.5 * (high - low), 1e-12)
    if problem.loss_name == "bce":
        return [(0.0, 0.0)]
    # Scanned as the value at the middle and the rise over half of the range, both in logits.
    scaled = Problem((problem.x - middle) / half, problem.y, problem.link, problem.loss_name)
    axis = np.linspace(-12.0, 12.0, SCAN)
    best = np.argsort(surface(scaled, axis, axis), axis=None)[:3]
    return [(axis[k // SCAN] - axis[k % SCAN] * middle / half, axis[k % SCAN] / half) for k in best]


def _newton(problem: Problem, start: tuple[float, float]) -> tuple[float, float, float] | None:
    """Newton's method, damped by Marquardt's λ·diag(H) until the loss falls; None if it does not arrive."""
    w = np.array(start)
    loss = float(problem.loss(*w))
    damping = 1e-3
    tolerance = GRADIENT * problem.n * problem.scale * max(1.0, problem.reach)
    for _ in range(NEWTON_STEPS):
        gradient = np.array(problem.gradient(*w))
        hessian = problem.hessian(*w)
        if np.abs(gradient).max() <= tolerance and _is_positive_definite(hessian):
            step = np.linalg.solve(hessian, gradient)
            if np.abs(step).max() <= 1e-6 * max(1.0, float(np.abs(w).max())):
                w = w - step  # quadratic convergence: the last step leaves rounding only
                return float(w[0]), float(w[1]), float(problem.loss(*w))
        scale = np.abs(np.diag(hessian)) + 1e-300
        for _ in range(60):
            damped = hessian + damping * np.diag(scale)
            if _is_positive_definite(damped):
                trial = w - np.linalg.solve(damped, gradient)
                trial_loss = float(problem.loss(*trial))
                if trial_loss <= loss:
                    w, loss, damping = trial, trial_loss, damping * 0.1
                    break
            damping *= 10.0
        else:
            return None
        if not math.isfinite(loss):
            return None
    return None


def _is_positive_definite(matrix: FloatArray) -> bool:
    trace = matrix[0, 0] + matrix[1, 1]
    determinant = matrix[0, 0] * matrix[1, 1] - matrix[0, 1] * matrix[1, 0]
    return bool(trace > 0.0 and determinant > 1e-14 * trace * trace)
