"""The data of a logistic model, replaced by a few weighted nodes that give the same loss.

The data enter the loss only through sums Σᵢ f(w0 + w1·xᵢ) and Σᵢ yᵢ·f(w0 + w1·xᵢ) with smooth f.
Interpolating f in x at m Chebyshev nodes t_k turns them into Σ_k ω_k·f(w0 + w1·t_k) with
ω_k = Σᵢ ℓ_k(xᵢ), or Σᵢ yᵢ·ℓ_k(xᵢ), where ℓ_k is the Lagrange basis: weights that do not depend on w.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.caches import KeptWith
from engine.changed import With, Without
from engine.problem import CHUNK, FloatArray, Problem
from engine.surface.chebyshev import cardinal_functions, node_count, nodes
from engine.surface.products import long_product, product
from engine.surface.rows import share

TOLERANCE = 1e-8
"""Largest error of the loss, a datum: what the number of nodes is chosen for."""
SLICE = 1 << 16
"""Values of a basis worked on at once: 512 KiB of float64, so that it stays in the L2 cache."""


@dataclass(frozen=True, slots=True)
class Basis:
    """Nodes for inputs x in an interval, and how much each node speaks for each datum.

    Attributes
    ----------
    low, high, count
        The interval and the number of its Chebyshev nodes t_k.
    radius
        Largest |w1| that the nodes are enough for.
    """

    low: float
    high: float
    count: int
    radius: float

    @property
    def nodes(self) -> FloatArray:
        """t_k, shape (m,)."""
        return nodes(self.low, self.high, self.count)

    def rows(self, x: FloatArray) -> FloatArray:
        """ℓ_k(xᵢ), shape (n, m); row i is all that datum i contributes."""
        return cardinal_functions(self.low, self.high, self.count, x)

    def weights(self, x: FloatArray, per_datum: FloatArray) -> FloatArray:
        """Σᵢ per_datumᵢ · ℓ_k(xᵢ), shape (r, m), for r rows of one number per datum, shape (r, n)."""
        length = max(1, SLICE // self.count)
        slices = [slice(start, start + length) for start in range(0, len(x), length)]
        parts: list[FloatArray] = []

        def add(mine: Sequence[slice]) -> None:
            sums = np.zeros((len(per_datum), self.count))
            for part in mine:
                sums += long_product(per_datum[:, part], self.rows(x[part]))
            parts.append(sums)

        share(slices, add, len(x) * self.count)
        return np.asarray(sum(parts))


@dataclass(frozen=True, slots=True)
class Compressed:
    """Sums over the data as sums over nodes: `Σᵢ f(uᵢ) ≈ weights @ f(u_k)`, and the same with labels.

    Attributes
    ----------
    nodes, weights, label_weights
        t_k, Σᵢ ℓ_k(xᵢ) and Σᵢ yᵢ·ℓ_k(xᵢ), shapes (m,).
    basis
        What the weights belong to; None where the nodes are the data themselves.
    labels, label_moment, label_squares
        Σy, Σxy, Σy².
    """

    nodes: FloatArray
    weights: FloatArray
    label_weights: FloatArray
    basis: Basis | None
    labels: float
    label_moment: float
    label_squares: float

    @property
    def radius(self) -> float:
        """Largest |w1| that this holds for: any, where the nodes are the data themselves."""
        return math.inf if self.basis is None else self.basis.radius

    def with_datum(self, x: float, y: float) -> Compressed:
        """The same with one datum more, as a node of its own."""
        return replace(
            self,
            nodes=np.append(self.nodes, x),
            weights=np.append(self.weights, 1.0),
            label_weights=np.append(self.label_weights, y),
            labels=self.labels + y,
            label_moment=self.label_moment + x * y,
            label_squares=self.label_squares + y * y,
        )

    def loss(self, problem: Problem, w0: FloatArray, w1: FloatArray) -> FloatArray:
        """Loss of `problem` at the points (w0[k], w1[k]), shape (k,): O(m) for each, in slices of points."""
        loss = np.empty(len(w0))
        rows = max(1, CHUNK // len(self.nodes))
        with np.errstate(all="ignore"):
            for start in range(0, len(w0), rows):
                part = slice(start, start + rows)
                loss[part] = self._sum(problem, w0[part], w1[part])
        loss *= problem.scale
        return loss

    def _sum(self, problem: Problem, w0: FloatArray, w1: FloatArray) -> FloatArray:
        v = np.multiply.outer(w1, 0.5 * self.nodes)  # (k, m)
        v += 0.5 * w0[:, None]  # u / 2
        h = np.tanh(v)
        if problem.loss_name == "bce":
            # softplus(u) = max(u, 0) + log(1 + e^(−|u|)), and (1 + |tanh(u / 2)|) / 2 = 1 / (1 + e^(−|u|)).
            np.abs(h, out=h)
            h += 1.0
            h *= 0.5
            np.log(h, out=h)
            np.maximum(v, 0.0, out=v)
            v *= 2.0
            v -= h
            return np.asarray(_rows_times(v, self.weights) - w0 * self.labels - w1 * self.label_moment)
        # σ − y = (h + 1 − 2y) / 2
        linear = _rows_times(h, self.weights - 2.0 * self.label_weights)
        np.multiply(h, h, out=h)
        constant = problem.n - 4.0 * self.labels + 4.0 * self.label_squares
        return np.asarray(0.25 * (_rows_times(h, self.weights) + 2.0 * linear + constant))


def _rows_times(values: FloatArray, weights: FloatArray) -> FloatArray:
    return np.asarray(product(values, weights[:, None])[:, 0])


def make_basis(x: FloatArray, radius: float, tolerance: float = TOLERANCE) -> Basis | None:
    """Basis for inputs `x`, shape (n,), good for |w1| ≤ radius; None if the data are no more than it."""
    low, high = float(x.min()), float(x.max())
    count = node_count(0.5 * (high - low) * radius, tolerance)
    return None if count >= len(x) else Basis(low, high, count, radius)


def compress(basis: Basis | None, x: FloatArray, y: FloatArray) -> Compressed:
    """Compress data with inputs `x` and labels `y`, shapes (n,), on a basis made for `x`: O(n·m).

    Without a basis the data are their own nodes.
    """
    ones = np.ones_like(y)
    weights, label_weights = (ones, y) if basis is None else basis.weights(x, np.stack([ones, y]))
    return Compressed(
        nodes=x if basis is None else basis.nodes,
        weights=weights,
        label_weights=label_weights,
        basis=basis,
        labels=float(y.sum()),
        label_moment=float(y @ x),
        label_squares=float(y @ y),
    )


@KeptWith
def compressed_data(problem: Problem, radius: float, tolerance: float = TOLERANCE) -> Compressed:
    """Compressed data of `problem` for |w1| ≤ radius, kept for as long as the problem is.

    Of a changed problem they are the unchanged one's but for one datum, in O(m): a datum that left is
    subtracted, a new one is a node of its own, wherever it lies.
    """
    if isinstance(problem, With):
        return compressed_data(problem.origin, radius, tolerance).with_datum(*problem.datum)
    if isinstance(problem, Without):
        return _without(problem, compressed_data(problem.origin, radius, tolerance))
    return compress(make_basis(problem.x, radius, tolerance), problem.x, problem.y)


def _without(problem: Without, data: Compressed) -> Compressed:
    x, y = float(problem.origin.x[problem.index]), float(problem.origin.y[problem.index])
    if data.basis is None:
        return compress(None, problem.x, problem.y)
    row = data.basis.rows(np.array([x]))[0]
    # The labels' sums are taken anew: after subtracting a datum far off little would be right of them.
    return replace(
        data,
        weights=data.weights - row,
        label_weights=data.label_weights - y * row,
        labels=float(problem.y.sum()),
        label_moment=float(problem.y @ problem.x),
        label_squares=float(problem.y @ problem.y),
    )
