"""Gradient and Hessian at one point, as fast as Python gets there: some 3 µs whatever the number of data.

A linear model's are a 2 × 2 matrix away. A logistic model's are sums over the compressed data of
polynomials in h = tanh(u / 2), since σ = (1 + h) / 2 and dh/du = (1 − h²) / 2: with the powers of h at all
nodes in one row, one product with a prepared matrix gives all of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.caches import KeptWith
from engine.problem import FloatArray, Problem
from engine.surface.compressed import Compressed, compressed_data
from engine.surface.products import SERIAL_VECTOR
from engine.surface.quadratic import quadratic_form

Slopes = tuple[float, float, float, float, float, float]
"""∂/∂w0, ∂/∂w1, ∂²/∂w0², ∂²/∂w0∂w1, ∂²/∂w1², and the rounding error of a float32 gradient (see there)."""

TOLERANCE = 1e-9
"""Error of a loss on compressed data; a gradient's is nothing beside float32's 6e-8 as well."""
RADIUS = 8.0
"""|w1| that the first compressed data are good for. A path that leaves them meets ones for twice as much."""
UNCANCELLED = 0.125
"""Share of the data's rounding errors that is left in their sum, at least; n^(−½) if they are independent."""
HALF_ULP = 2.0**-24
"""Largest relative error of rounding to float32."""


def slopes(problem: Problem) -> Callable[[float, float], Slopes]:
    """Function of finite (w0, w1) that returns `Slopes` of `problem`; not for several threads at once."""
    return _linear(problem) if problem.link == "identity" else _Logistic(problem)


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


class _Logistic:
    """`Slopes` of a logistic model; compresses the data anew where |w1| leaves what they are good for."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._use(RADIUS)

    def _use(self, radius: float) -> None:
        prepared = _prepared(self._problem, radius)
        self._radius, self._half_nodes, self._matrix = prepared.radius, prepared.half_nodes, prepared.matrix
        slices, _, length = prepared.matrix.shape
        flat = np.zeros(slices * length)
        flat[-1] = 1.0
        powers = flat[: prepared.degree * len(prepared.half_nodes)].reshape(prepared.degree, -1)
        self._flat, self._columns = flat, flat.reshape(slices, length, 1)
        self._h, self._square = powers[0], powers[1]
        self._low, self._high = powers[:2], powers[2:]
        self._sums = np.empty(6)

    def __call__(self, w0: float, w1: float) -> Slopes:
        while not -self._radius <= w1 <= self._radius:
            self._use(2.0 * self._radius)
        h = self._h
        np.multiply(self._half_nodes, w1, h)
        np.add(h, 0.5 * w0, h)
        np.tanh(h, h)
        np.multiply(h, h, self._square)
        if len(self._high):
            np.multiply(self._low, self._square, self._high)
        if len(self._matrix) == 1:
            np.dot(self._matrix[0], self._flat, self._sums)
        else:
            np.sum(np.matmul(self._matrix, self._columns)[..., 0], axis=0, out=self._sums)
        g0, g1, h00, h01, h11, rounding = self._sums.tolist()
        return g0, g1, h00, h01, h11, rounding


@dataclass(frozen=True, slots=True, eq=False)
class _Prepared:
    """What turns powers of h into slopes.

    The row of all powers, and a 1 at its end, is cut into slices short enough for products that stay in the
    calling thread; `matrix` (slices, 6, length) takes each slice to its share of the six sums.
    """

    radius: float
    degree: int
    half_nodes: FloatArray
    matrix: FloatArray


@KeptWith
def _prepared(problem: Problem, radius: float) -> _Prepared:
    data = compressed_data(problem, radius, TOLERANCE)
    t = data.nodes
    rows = _cross_entropy(data, problem.n) if problem.loss_name == "bce" else _squared(data, problem.n)
    slope, curvature, rounding = (scale * problem.scale for scale in rows)  # each (degree + 1, m)
    full = np.stack([slope, slope * t, curvature, curvature * t, curvature * t * t, rounding])
    of_powers = full[:, 1:].reshape(6, -1)
    slices = -(-(of_powers.shape[1] + 1) // (SERIAL_VECTOR // 6))
    length = -(-(of_powers.shape[1] + 1) // slices)
    matrix = np.zeros((6, slices * length))
    matrix[:, : of_powers.shape[1]] = of_powers
    matrix[:, -1] = full[:, 0].sum(axis=1)
    sliced = np.ascontiguousarray(matrix.reshape(6, slices, length).transpose(1, 0, 2))
    return _Prepared(data.radius, len(full[0]) - 1, 0.5 * t, sliced)


def _squared(data: Compressed, n: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Coefficients of 1, h … h⁴ in Σ ℓ′(u), Σ ℓ″(u) and the rounding error, for ℓ = (σ − y)².

    ℓ′ = (1 + h − 2y)(1 − h²) / 4 and ℓ″ = (1 − 2(1 − 2y)h − 4h² + 2(1 − 2y)h³ + 3h⁴) / 8.
    """
    a = data.weights
    c = a - 2.0 * data.label_weights  # Σ (1 − 2y)
    zero = np.zeros_like(a)
    slope = np.stack([c, a, -c, -a, zero]) / 4.0
    curvature = np.stack([a, -2.0 * c, -4.0 * a, 2.0 * c, 3.0 * a]) / 8.0
    return slope, curvature, _rounding(data, 5, n)


def _cross_entropy(data: Compressed, n: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The same for ℓ = softplus(u) − y·u: ℓ′ = (1 + h) / 2 − y and ℓ″ = (1 − h²) / 4."""
    a, b = data.weights, data.label_weights
    zero = np.zeros_like(a)
    return np.stack([a / 2.0 - b, a / 2.0, zero]), np.stack([a, zero, -a]) / 4.0, _rounding(data, 3, n)


def _rounding(data: Compressed, powers: int, n: int) -> FloatArray:
    """Rounding of σ to float32, which loses the distance to 1 where σ is near it: of Σσ² half units, a part.

    The data's errors are of both signs and cancel, but not where all have the same σ.
    """
    rows = np.zeros((powers, len(data.weights)))
    rows[:3] = np.stack([data.weights, 2.0 * data.weights, data.weights]) / 4.0  # σ² = (1 + 2h + h²) / 4
    return rows * (max(UNCANCELLED, 1.0 / math.sqrt(n)) * HALF_ULP)
