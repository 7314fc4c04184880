"""A logistic model's gradient, expanded about many points at once, as far as third derivatives of the loss.

Its derivatives are sums over the compressed data of polynomials in h = tanh(u / 2), since σ = (1 + h) / 2 and
dh/du = (1 − h²) / 2: one product of a prepared matrix with the powers of h at all nodes and points gives all.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from engine.caches import KeptWith
from engine.problem import FloatArray, Problem
from engine.surface.compressed import Compressed, compressed_data
from engine.surface.products import SERIAL_MATRIX, long_product

TOLERANCE = 1e-9
"""Error of a loss on compressed data; a gradient's is nothing beside float32's 6e-8 as well."""
RADIUS = 8.0
"""|w1| that the first compressed data are good for. A path that leaves them meets ones for twice as much."""
UNCANCELLED = 0.125
"""Share of the data's rounding errors that is left in their sum, at least; n^(−½) if they are independent."""
HALF_ULP = 2.0**-24
"""Largest relative error of rounding to float32."""
SHARE = 0.5
"""Share of the rounding of a float32 gradient that an expanded one may be off by."""

TANH = ((0.0, 0.5), (0.25, 0.0, -0.25), (0.0, -0.25, 0.0, 0.25), (-0.125, 0.0, 0.5, 0.0, -0.375))
"""h/2 = σ − ½ and its derivatives in u, as polynomials in h, the constant first."""
SQUARE = (
    (0.0, 0.0, 0.25),
    (0.0, 0.25, 0.0, -0.25),
    (0.125, 0.0, -0.5, 0.0, 0.375),
    (0.0, -0.5, 0.0, 1.25, 0.0, -0.75),
)
"""h²/4 and its derivatives. The next one of both is at most σ(1 − σ), which `_Prepared.fourth` is made of."""
FARTHEST = 1.0
"""`near` at most: over such a distance Σσ(1 − σ) may grow by a factor of e."""
TINY = float(np.finfo(np.float64).tiny)
"""Stands for 0 where one divides."""
SLOPES = 10
"""Numbers to a point, besides itself."""


class Expansions:
    """Expansions of a logistic model's gradient about many points at once.

    It compresses the data anew where |w1| leaves what they are good for. Not for several threads at once.

    Attributes
    ----------
    stretch
        What a squared distance in w1 counts beside one in w0.
    """

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._use(RADIUS)
        self.stretch = self._made.width**2

    def _use(self, radius: float) -> None:
        self._made = _prepared(self._problem, radius)
        self._most = max(1, SERIAL_MATRIX // self._made.matrix.size)
        self._scratch: dict[int, _Scratch] = {}

    def at(self, w: FloatArray) -> tuple[list[list[float]], float]:
        """Expand about the points `w`, shape (2, k), or about the first of them, one at least.

        Returns
        -------
        columns
            Twelve lists of a number for each point: w0 and w1; ∂/∂w0, ∂/∂w1; ∂²/∂w0², ∂²/∂w0∂w1, ∂²/∂w1²;
            ½∂³/∂w0³, ½∂³/∂w0²∂w1, ½∂³/∂w0∂w1², ½∂³/∂w1³; and the rounding error of a float32 gradient.
        near
            How far from its point an expansion may be used, as d0² + stretch · d1²: there it is off by less
            than `SHARE` of that rounding error. It is told for the first point and holds for those around.
        """
        while not -self._made.radius <= w[1, 0] <= self._made.radius:
            self._use(2.0 * self._made.radius)
        made = self._made
        if w.shape[1] > self._most:
            w = w[:, : self._most]
        w0, w1 = w.tolist()
        if not -made.radius <= min(w1) <= max(w1) <= made.radius:
            inside = next(k for k, value in enumerate(w1) if not -made.radius <= value <= made.radius)
            w0, w1, w = w0[:inside], w1[:inside], w[:, :inside]
        columns = long_product(made.matrix, self._features(w)).tolist()
        g0, g1, rounding, spread = columns[0], columns[1], columns[SLOPES - 1], columns.pop()
        near = self._near(g0[0], g1[0], rounding[0], spread[0])
        if len(w0) > 1:
            near = min(near, self._near(g0[-1], g1[-1], rounding[-1], spread[-1]))
        return [w0, w1, *columns], near

    def _near(self, g0: float, g1: float, rounding: float, spread: float) -> float:
        """`near` about a point with this gradient, its rounding error, and Σσ(1 − σ).

        By Hölder's inequality, what is left out of ∂/∂w0 is below (|d0| + width·|d1|)³ · fourth · spread / 6,
        and of ∂/∂w1 `width` times as much. The square of that sum is at most twice d0² + stretch · d1².
        """
        if spread <= TINY:
            return FARTHEST
        made = self._made
        rounding = max(rounding, 0.0)  # of compressed data it may be below 0 by their tolerance
        allowed = SHARE * min(HALF_ULP * abs(g0) + rounding, (HALF_ULP * abs(g1) + rounding) / made.width)
        return min(FARTHEST, 0.5 * math.cbrt(6.0 * allowed / (made.fourth * spread)) ** 2)

    def _features(self, w: FloatArray) -> FloatArray:
        """Powers of h at every node, the lowest first, and 1 at the end: (degree · m + 1, k)."""
        k = w.shape[1]
        scratch = self._scratch.get(k)
        if scratch is None:
            scratch = self._scratch[k] = _Scratch(self._made, k)
        np.matmul(self._made.halves, w, out=scratch.h)  # u / 2
        np.tanh(scratch.h, out=scratch.h)
        for known, times, new in scratch.products:
            np.multiply(known, times, out=new)
        return scratch.features


class _Scratch:
    """Room for the powers of h at k points: `new` powers are `known` ones times the highest of these."""

    def __init__(self, made: _Prepared, k: int) -> None:
        m, degree = len(made.halves), made.degree
        self.features = np.ones((degree * m + 1, k))
        powers = self.features[:-1].reshape(degree, m, k)
        self.h = powers[0]
        self.products = []
        known = 1
        while known < degree:
            new = min(known, degree - known)
            self.products.append((powers[:new], powers[known - 1], powers[known : known + new]))
            known += new


@dataclass(frozen=True, slots=True, eq=False)
class _Prepared:
    """What turns weights into slopes: `matrix` @ (powers of tanh(`halves` @ w), and 1).

    Attributes
    ----------
    radius
        Largest |w1| that this holds for.
    halves
        ½ and half of each node, shape (m, 2).
    degree, matrix
        Number of powers, and what each power at each node counts in the ten slopes and in Σσ(1 − σ):
        shape (11, degree · m + 1).
    width
        Root mean fourth power of the inputs.
    fourth
        What the fourth derivative of a datum's loss is at most on the average, in units of σ(1 − σ).
    """

    radius: float
    halves: FloatArray
    degree: int
    matrix: FloatArray
    width: float
    fourth: float


@KeptWith
def _prepared(problem: Problem, radius: float) -> _Prepared:
    data = compressed_data(problem, radius, TOLERANCE)
    t, n = data.nodes, problem.n
    derivatives, fourth = (_cross_entropy if problem.loss_name == "bce" else _squared)(data, n)
    degree = max(len(rows) for rows in derivatives) - 1
    full = np.zeros((SLOPES + 1, degree + 1, len(t)))
    moments = t ** np.arange(4)[:, None]
    row = 0
    for order, rows in enumerate(derivatives, start=1):
        of_order = full[row : row + order + 1, : len(rows)]
        np.multiply(rows, moments[: order + 1, None], out=of_order)
        row += order + 1
    full[5:9] *= 0.5
    # Rounding σ to float32 loses the distance to 1 where σ is near it: of Σσ² half units, a part. The data's
    # errors are of both signs and cancel, but not where all have the same σ. σ² = (1 + 2h + h²) / 4.
    share = max(UNCANCELLED, 1.0 / math.sqrt(n)) * HALF_ULP
    full[9, :3] = np.multiply.outer((0.25 * share, 0.5 * share, 0.25 * share), data.weights)
    full[10, :3] = np.multiply.outer(TANH[1], data.weights)
    full *= problem.scale
    constants = full[:, 0].sum(axis=1, keepdims=True)
    matrix = np.concatenate([full[:, 1:].reshape(SLOPES + 1, -1), constants], axis=1)
    halves = 0.5 * np.stack([np.ones_like(t), t], axis=1)
    width = max(float(data.weights @ t**4) / n, TINY) ** 0.25
    return _Prepared(data.radius, halves, degree, matrix, width, fourth)


def _squared(data: Compressed, n: int) -> tuple[list[FloatArray], float]:
    """Coefficients of 1, h, h² … at each node in Σ ℓ′, Σ ℓ″ and Σ ℓ‴, for ℓ = (σ − y)², and `fourth`.

    With σ − y = (h + 1 − 2y) / 2 it is ℓ = h²/4 + (1 − 2y)·h/2 + a constant.
    """
    balance = data.weights - 2.0 * data.label_weights  # Σ (1 − 2y)
    derivatives = []
    for square, tanh in zip(SQUARE[1:], TANH[1:], strict=True):
        rows = np.multiply.outer(square, data.weights)
        rows[: len(tanh)] += np.multiply.outer(tanh, balance)
        derivatives.append(rows)
    mean_square = 1.0 + 4.0 * (data.label_squares - data.labels) / n  # of 1 − 2y
    return derivatives, 1.0 + math.sqrt(max(0.0, mean_square))


def _cross_entropy(data: Compressed, n: int) -> tuple[list[FloatArray], float]:
    """The same for ℓ = softplus(u) − y·u, where ℓ′ = σ − y = h/2 + (1 − 2y)/2."""
    derivatives = [np.multiply.outer(tanh, data.weights) for tanh in TANH[:3]]
    derivatives[0][0] += 0.5 * data.weights - data.label_weights
    return derivatives, 1.0
