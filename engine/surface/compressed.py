"""The data of a logistic model, replaced by a few weighted nodes that give the same loss.

The data enter the loss only through sums Σᵢ f(w0 + w1·xᵢ) and Σᵢ yᵢ·f(w0 + w1·xᵢ) with smooth f.
Interpolating f in x at m Chebyshev nodes t_k turns them into Σ_k ω_k·f(w0 + w1·t_k) with
ω_k = Σᵢ ℓ_k(xᵢ), or Σᵢ yᵢ·ℓ_k(xᵢ), where ℓ_k is the Lagrange basis: weights that do not depend on w.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.problem import CHUNK, FloatArray, Problem
from engine.surface.chebyshev import cardinal_functions, node_count, nodes
from engine.surface.products import long_product, product

TOLERANCE = 1e-8
"""Largest error of the loss, a datum: what the number of nodes is chosen for."""
LARGEST_BASIS = 1 << 25
"""Values in a basis (256 MiB of float64) beyond which the data are used as they are."""


@dataclass(frozen=True, slots=True)
class Basis:
    """Nodes for the inputs x, and how much each node speaks for each datum.

    Attributes
    ----------
    nodes
        t_k, shape (m,).
    values
        ℓ_k(xᵢ), shape (n, m); row i is all that datum i contributes. None where the nodes are the data.
    radius
        Largest |w1| that the nodes are enough for; inf where the nodes are the data.
    """

    nodes: FloatArray
    values: FloatArray | None
    radius: float

    def weights(self, per_datum: FloatArray) -> FloatArray:
        """Σᵢ per_datumᵢ · ℓ_k(xᵢ), shape (r, m), for r rows of one number per datum, shape (r, n)."""
        return per_datum if self.values is None else long_product(per_datum, self.values)


@dataclass(frozen=True, slots=True)
class Compressed:
    """Sums over the data as sums over nodes: `Σᵢ f(uᵢ) ≈ weights @ f(u_k)`, and the same with labels.

    Attributes
    ----------
    nodes, weights, label_weights
        t_k, Σᵢ ℓ_k(xᵢ) and Σᵢ yᵢ·ℓ_k(xᵢ), shapes (m,).
    radius
        Largest |w1| that this holds for (inf where the nodes are the data themselves).
    labels, label_moment, label_squares
        Σy, Σxy, Σy².
    """

    nodes: FloatArray
    weights: FloatArray
    label_weights: FloatArray
    radius: float
    labels: float
    label_moment: float
    label_squares: float

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
        u = w0[:, None] + w1[:, None] * self.nodes  # (k, m)
        small = np.exp(-np.abs(u))
        if problem.loss_name == "bce":
            softplus = np.maximum(u, 0.0) + np.log(1.0 + small)
            return np.asarray(_rows_times(softplus, self.weights) - w0 * self.labels - w1 * self.label_moment)
        s = np.where(u >= 0.0, 1.0, small) / (1.0 + small)
        squares, mixed = _rows_times(s * s, self.weights), _rows_times(s, self.label_weights)
        return np.asarray(squares - 2.0 * mixed + self.label_squares)


def _rows_times(values: FloatArray, weights: FloatArray) -> FloatArray:
    return np.asarray(product(values, weights[:, None])[:, 0])


def make_basis(x: FloatArray, radius: float, tolerance: float = TOLERANCE) -> Basis:
    """Basis for inputs `x`, shape (n,), good for every |w1| ≤ radius; the data themselves if no larger."""
    low, high = float(x.min()), float(x.max())
    m = node_count(0.5 * (high - low) * radius, tolerance)
    if m >= len(x) or m * len(x) > LARGEST_BASIS:
        return Basis(x, None, float("inf"))
    return Basis(nodes(low, high, m), cardinal_functions(low, high, m, x), radius)


def compress(basis: Basis, x: FloatArray, y: FloatArray) -> Compressed:
    """Compress data with inputs `x` and labels `y`, shapes (n,), on a basis made for `x`: O(n·m)."""
    weights, label_weights = basis.weights(np.stack([np.ones_like(y), y]))
    return Compressed(
        nodes=basis.nodes,
        weights=weights,
        label_weights=label_weights,
        radius=basis.radius,
        labels=float(y.sum()),
        label_moment=float(y @ x),
        label_squares=float(y @ y),
    )


@lru_cache(maxsize=256)
def compressed_data(problem: Problem, radius: float, tolerance: float = TOLERANCE) -> Compressed:
    """Compressed data of `problem` for |w1| ≤ radius, from a cache."""
    return compress(make_basis(problem.x, radius, tolerance), problem.x, problem.y)
