"""Gradient and Hessian of one batch after another, as a run in mini-batches meets them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import count

import numpy as np

from engine.batches import batch_at, batches_in_pass
from engine.preview.expansion import HALF_ULP
from engine.preview.foresight import Slopes
from engine.preview.typed_slopes import typed_slopes
from engine.problem import FloatArray, Problem
from engine.typed import Typed


def batched(problem: Problem, batch: int, seed: int) -> Callable[[float, float], Slopes]:
    """Function of finite (w0, w1): `Slopes` of batch k of `problem` at its k-th call, from 0."""
    if isinstance(problem, Typed):
        return _typed(problem, batch, seed)
    if problem.link == "identity":
        return _linear(problem, batch, seed)
    return _logistic(problem, batch, seed)


def _typed(problem: Typed, batch: int, seed: int) -> Callable[[float, float], Slopes]:
    parts = _parts(problem, batch, seed)

    def at(w0: float, w1: float) -> Slopes:
        return typed_slopes(problem.with_data(*next(parts)))(w0, w1)

    return at


def _linear(problem: Problem, batch: int, seed: int) -> Callable[[float, float], Slopes]:
    """Of squares, 2 Σ (w0 + w1·x − y)·(1, x): a batch is five sums, and those of a pass are made at once."""
    sums = _sums(problem, batch, seed)

    def at(w0: float, w1: float) -> Slopes:
        n, x, xx, y, xy, spread, offset = next(sums)
        return (
            n * w0 + x * w1 - y,
            x * w0 + xx * w1 - xy,
            n,
            x,
            xx,
            spread * abs(w1) + offset * abs(w0),
        )

    return at


def _sums(problem: Problem, batch: int, seed: int) -> Iterator[tuple[float, ...]]:
    """2·(n, Σx, Σx², Σy, Σxy) of each batch times the loss's scale; how rounding grows with w1, w0."""
    x, y = problem.x, problem.y
    columns = np.stack([np.ones_like(x), x, x * x, y, x * y])  # (5, n)
    size = min(batch, problem.n)
    edges = np.arange(0, problem.n, size)
    sizes = np.diff(np.append(edges, problem.n)).astype(np.float64)
    for number in count():
        first = number * len(edges)
        order = np.concatenate(
            [batch_at(problem.n, size, seed, first + place) for place in range(len(edges))]
        )
        found = 2.0 * np.add.reduceat(columns[:, order], edges, axis=1)  # (5, batches)
        if problem.is_mean:
            found /= sizes
        # As in `engine.preview.slopes`: residuals carry the rounding of w1·x, which adds up at random.
        offset = found[0] / np.sqrt(sizes) * HALF_ULP
        spread = found[0] * np.sqrt(found[2] / found[0] / sizes) * HALF_ULP
        yield from zip(*np.vstack([found, spread, offset]).tolist(), strict=True)


def _logistic(problem: Problem, batch: int, seed: int) -> Callable[[float, float], Slopes]:
    """Σ ℓ′(u)·(1, x) and Σ ℓ″(u)·(1, x, x²) as in `engine.problem`, with a single exponential a datum."""
    is_mean, is_squared = problem.is_mean, problem.loss_name != "bce"
    parts = _powers(problem, batch, seed)

    def at(w0: float, w1: float) -> Slopes:
        powers, y, reach = next(parts)  # (m, 3), (m,), (m,)
        wx = w1 * powers[:, 1]
        u = w0 + wx
        small = np.exp(-np.abs(u))
        larger = 1.0 / (1.0 + small)
        smaller = small * larger
        positive = u >= 0.0
        s, flipped = np.where(positive, larger, smaller), np.where(positive, smaller, larger)
        bend = larger * smaller  # σ′
        slope = np.where(y == 1.0, -flipped, s - y)  # where y = 1 without the cancellation of 1 − σ
        if is_squared:
            bend, slope = 2.0 * bend * (bend + slope * (flipped - s)), 2.0 * slope * bend
        # Each u is off by the rounding of its two parts, each slope by that and by its own.
        error = (np.abs(bend) * (np.abs(wx) + abs(w0)) + np.abs(slope)) * reach
        scale = 1.0 / len(y) if is_mean else 1.0
        g0, g1, _ = (scale * (slope @ powers)).tolist()
        h00, h01, h11 = (scale * (bend @ powers)).tolist()
        return g0, g1, h00, h01, h11, scale * HALF_ULP * math.sqrt(float(error @ error))

    return at


def _powers(problem: Problem, batch: int, seed: int) -> Iterator[tuple[FloatArray, FloatArray, FloatArray]]:
    """(1, x, x²), y and max(|x|, 1) of the data of each batch."""
    x = problem.x
    powers = np.stack([np.ones_like(x), x, x * x], axis=1)  # (n, 3)
    reach = np.maximum(np.abs(x), 1.0)
    for number in count():
        which = batch_at(problem.n, batch, seed, number)
        yield powers[which], problem.y[which], reach[which]


def _parts(problem: Problem, batch: int, seed: int) -> Iterator[tuple[FloatArray, FloatArray]]:
    """x and y of each batch."""
    for number in count():
        which = batch_at(problem.n, batch, seed, number)
        yield problem.x[which], problem.y[which]


def batch_problem(problem: Problem, batch: int, seed: int, update: int) -> Problem:
    """The loss of the batch that update number `update`, from 0, sees; `problem` itself without batches."""
    if not batch or batches_in_pass(problem.n, batch) == 1:
        return problem
    which = batch_at(problem.n, batch, seed, update)
    if isinstance(problem, Typed):
        return problem.with_data(problem.x[which], problem.y[which])
    return Problem(problem.x[which], problem.y[which], problem.link, problem.loss_name)
