"""Loss and gradient at many points at once, in float64: what all runs of a map feel in one epoch.

With few runs an epoch costs what its calls of NumPy cost, so there are few: as for a preview's expansions,
powers of tanh(u / 2) at the nodes of the compressed data, and one product with a prepared matrix.
"""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np

from engine.caches import KeptWith
from engine.preview.expansion import HALF_ULP, RADIUS, UNCANCELLED
from engine.problem import FloatArray, Problem
from engine.surface.chebyshev import node_count
from engine.surface.compressed import compressed_data
from engine.surface.products import long_product
from engine.surface.quadratic import quadratic_form

TOLERANCE = 1e-8
"""Error of a loss on compressed data: a map's, as a surface's."""
OCTAVE = math.sqrt(2.0)
"""Points are sorted by |w1|: each group reaches so many times as far as the one before."""
ROUNDINGS = 8.0
"""So many times a typed formula's parts are rounded on the way to its gradient, give or take."""
FEW = 1 << 14
"""Values worked on that cost less than to sort the points would."""


class Slopes(Protocol):
    """Gradient and loss of one problem. One for each thread: it may keep room for what it works on.

    Attributes
    ----------
    values
        Numbers that a point takes while it is worked on.
    with_loss
        Whether the gradient brings the loss along, for nothing.
    convex
        Whether the loss is known to be.
    """

    values: int
    with_loss: bool
    convex: bool

    def gradient(self, w: FloatArray, *, rounding: bool = False) -> FloatArray:
        """Rows ∂/∂w0 and ∂/∂w1, then the loss if `with_loss`, then what rounding to float32 may err by.

        At weights of shape (2, k); shape (2 to 4, k). Where weights are not finite, neither are they.
        """

    def loss(self, w0: FloatArray, w1: FloatArray) -> FloatArray:
        """Loss at points, shape (k,)."""


def slopes(problem: Problem) -> Slopes:
    """The fastest way for a problem; any that has a gradient and a loss will do."""
    if problem.link == "identity":
        return _Linear(problem)
    return _Logistic(problem) if problem.link == "sigmoid" else _Any(problem)


class _Linear:
    """A quadratic form: a few numbers, whatever the data."""

    values = 8
    with_loss = False
    convex = False  # its loss costs less than to tell whether it is needed

    def __init__(self, problem: Problem) -> None:
        self._form = form = quadratic_form(problem)
        n = 2.0 * form.n
        self._factors = np.array(
            [
                [n, n * form.x_mean],
                [n * form.x_mean, n * form.x_mean**2 + 2.0 * form.sxx],
            ]
        )
        # Taken at the least-squares solution, so that nothing cancels however far the data are.
        self._centre = np.array([[form.y_mean - form.slope * form.x_mean], [form.slope]])
        mean_square = form.sxx / form.n + form.x_mean**2
        self._spread = n * math.sqrt(mean_square / problem.n) * HALF_ULP
        self._offset = n / math.sqrt(problem.n) * HALF_ULP

    def gradient(self, w: FloatArray, *, rounding: bool = False) -> FloatArray:
        away = w - self._centre
        g = self._factors[:, :1] * away[0] + self._factors[:, 1:] * away[1]
        if not rounding:
            return np.asarray(g)
        return np.stack([*g, self._spread * np.abs(w[1]) + self._offset * np.abs(w[0])])

    def loss(self, w0: FloatArray, w1: FloatArray) -> FloatArray:
        return self._form.loss(w0, w1)


class _Logistic:
    """Sums over compressed data; points are sorted by how many nodes their weight needs."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self.with_loss = problem.loss_name != "bce"
        self.convex = problem.loss_name == "bce"
        self._rows: dict[tuple[float, bool, int], tuple[_Prepared, FloatArray]] = {}
        self._counts: dict[int, int] = {}
        low, high = problem.span
        self._last = 0
        while node_count(0.5 * (high - low) * self._radius(self._last), TOLERANCE) < problem.n:
            self._last += 1  # from here on the data are their own nodes
        self.values = len(_prepared(problem, RADIUS, False).halves)

    def _one_radius(self, w1: FloatArray) -> float | None:
        """The radius that holds for all points, where to sort them would cost more than it saves."""
        size = float(np.abs(w1).max(initial=0.0))
        if size <= RADIUS:
            return RADIUS
        if not math.isfinite(size):
            return None
        group = min(math.ceil(math.log2(size / RADIUS) / math.log2(OCTAVE) - 1e-9), self._last)
        if group not in self._counts:
            low, high = self._problem.span
            nodes = node_count(0.5 * (high - low) * self._radius(group), TOLERANCE)
            self._counts[group] = min(nodes, self._problem.n)
        return self._radius(group) if len(w1) * self._counts[group] <= FEW else None

    @staticmethod
    def _radius(group: int) -> float:
        return float(RADIUS * OCTAVE**group)

    def _groups(self, w1: FloatArray) -> FloatArray:
        """Which group each point belongs to; one that is nowhere, to the first."""
        size = np.nan_to_num(np.abs(w1), nan=0.0, posinf=0.0)
        groups = np.ceil(np.log2(np.maximum(size, RADIUS) / RADIUS) / math.log2(OCTAVE) - 1e-9)
        return np.asarray(np.minimum(groups, self._last))

    def gradient(self, w: FloatArray, *, rounding: bool = False) -> FloatArray:
        radius = self._one_radius(w[1])
        if radius is not None:
            return self._within(radius, w, rounding)
        groups = self._groups(w[1])
        found = np.empty((2 + self.with_loss + rounding, w.shape[1]))
        for group in np.unique(groups).tolist():
            some = groups == group
            found[:, some] = self._within(self._radius(group), w[:, some], rounding)
        return found

    def loss(self, w0: FloatArray, w1: FloatArray) -> FloatArray:
        radius = self._one_radius(w1)
        if radius is not None:
            return compressed_data(self._problem, radius, TOLERANCE).loss(self._problem, w0, w1)
        groups, found = self._groups(w1), np.empty(len(w1))
        for group in np.unique(groups).tolist():
            some = groups == group
            data = compressed_data(self._problem, self._radius(group), TOLERANCE)
            found[some] = data.loss(self._problem, w0[some], w1[some])
        return found

    def _within(self, radius: float, w: FloatArray, rounding: bool) -> FloatArray:
        """At points with |w1| ≤ radius."""
        key = (radius, rounding, w.shape[1])
        known = self._rows.get(key)
        if known is None:
            made = _prepared(self._problem, radius, rounding)
            known = made, np.ones((made.degree * len(made.halves) + 1, w.shape[1]))
            self._rows = {old: rows for old, rows in self._rows.items() if old[:2] != key[:2]}
            self._rows[key] = known
        made, rows = known
        m = len(made.halves)
        h = rows[:m]
        np.matmul(made.halves, w, out=h)  # u / 2
        np.tanh(h, out=h)
        if made.degree > 1:
            np.multiply(h, h, out=rows[m : 2 * m])
        if made.degree > 2:
            np.multiply(rows[m : 2 * m], h, out=rows[2 * m : 3 * m])
        return long_product(made.matrix, rows)


class _Prepared:
    """`matrix` @ (powers of tanh(`halves` @ w), and 1) are the rows of a gradient.

    Attributes
    ----------
    halves
        ½ and half of each node, shape (m, 2).
    degree, matrix
        Number of powers, and what each power at each node counts in each row, shape (rows, degree · m + 1).
    """

    def __init__(self, problem: Problem, radius: float, rounding: bool) -> None:
        data = compressed_data(problem, radius, TOLERANCE)
        t, every, ones = data.nodes, data.weights, data.label_weights
        moments = np.stack([np.ones_like(t), t])
        rows: list[list[FloatArray]] = []
        constants: list[float] = []
        zero = np.zeros_like(t)
        if problem.loss_name == "bce":
            # ℓ′ = σ − y = h/2 + ½ − y
            self.degree = 2 if rounding else 1
            for moment in moments:
                rows.append([0.5 * moment * every, zero])
                constants.append(float(moment @ (0.5 * every - ones)))
        else:
            # ℓ = (h + 1 − 2y)² / 4 and ℓ′ = (h + 1 − 2y)(1 − h²) / 4
            self.degree = 3
            balance = every - 2.0 * ones
            for moment in moments:
                own, tilt = 0.25 * moment * every, 0.25 * moment * balance
                rows.append([own, -tilt, -own])
                constants.append(float(tilt.sum()))
            rows.append([0.5 * balance, 0.25 * every, zero])
            constants.append(0.25 * (problem.n - 4.0 * data.labels + 4.0 * data.label_squares))
        if rounding:
            # Of Σσ² half units, a part, as in `engine.preview.expansion`: σ² = (1 + 2h + h²) / 4
            share = max(UNCANCELLED, 1.0 / math.sqrt(problem.n)) * HALF_ULP
            rows.append([0.5 * share * every, 0.25 * share * every, zero])
            constants.append(0.25 * share * float(every.sum()))
        matrix = [np.concatenate(row[: self.degree]) for row in rows]
        self.matrix = problem.scale * np.column_stack([np.stack(matrix), np.array(constants)])
        self.halves = np.ascontiguousarray(0.5 * moments.T)


@KeptWith
def _prepared(problem: Problem, radius: float, rounding: bool) -> _Prepared:
    return _Prepared(problem, radius, rounding)


class _Any:
    """Whatever the problem says of itself."""

    with_loss = False
    convex = False

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self.values = max(problem.n, 8)

    def gradient(self, w: FloatArray, *, rounding: bool = False) -> FloatArray:
        g0, g1 = self._problem.gradient(w[0], w[1])
        if not rounding:
            return np.stack([g0, g1])
        return np.stack([g0, g1, ROUNDINGS * HALF_ULP * (np.abs(g0) + np.abs(g1))])

    def loss(self, w0: FloatArray, w1: FloatArray) -> FloatArray:
        return self._problem.loss(w0, w1)
