"""Polynomial interpolation at Chebyshev nodes: how many, where, and from there to anywhere else.

A function that is analytic around [−1, 1], out to an ellipse with half-axis sum ρ (foci ±1), is
interpolated at m Chebyshev nodes with an error that falls like ρ⁻ᵐ: Trefethen, *Approximation Theory and
Approximation Practice*, theorem 8.2. The loss of a logistic model is such a function of u = w0 + w1·x:
its singularities nearest to the real axis stand at u = ±iπ.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from engine.problem import FloatArray

SPARE = 8
"""Nodes beyond the asymptotic count, to pay for the constant in front of ρ⁻ᵐ."""


def node_count(half_width: float, tolerance: float, spare: int = SPARE) -> int:
    """How many nodes a function of u with singularities at ±iπ needs on an interval of this half-width.

    Parameters
    ----------
    half_width
        Half of the interval's length, measured in u.
    tolerance
        Largest error wanted, for a function of magnitude 1.
    spare
        Nodes beyond the asymptotic count.
    """
    if half_width == 0.0:
        return 1
    # Scaled to [−1, 1] the pole is at iπ / half_width = i sinh(ln ρ), hence ln ρ = asinh(π / half_width).
    return math.ceil(-math.log(tolerance) / math.asinh(math.pi / half_width)) + spare


@lru_cache(maxsize=256)
def _unit_nodes(m: int) -> tuple[FloatArray, FloatArray]:
    """Chebyshev nodes of the first kind on (−1, 1) and their barycentric weights, shapes (m,)."""
    angle = (2 * np.arange(m) + 1) * (math.pi / (2 * m))
    weights = np.sin(angle)
    weights[1::2] *= -1.0
    return np.cos(angle), weights


def nodes(low: float, high: float, m: int) -> FloatArray:
    """m Chebyshev nodes of the first kind in (low, high), descending, shape (m,)."""
    return 0.5 * (low + high) + 0.5 * (high - low) * _unit_nodes(m)[0]


def cardinal_functions(low: float, high: float, m: int, at: FloatArray) -> FloatArray:
    """Lagrange basis ℓ_k(at) of `nodes(low, high, m)`, shape (len(at), m): values there = basis @ values.

    The second barycentric formula: Berrut & Trefethen, "Barycentric Lagrange interpolation", SIAM Review
    46 (2004), equation 4.2.
    """
    basis = np.subtract.outer(at, nodes(low, high, m))
    if not basis.all():
        # On a node the formula reads ∞/∞; a distance too small to matter gives its limit, exactly 1.
        basis[basis == 0.0] = 1e-290
    np.divide(_unit_nodes(m)[1], basis, out=basis)
    basis /= basis.sum(axis=1, keepdims=True)
    return basis


@lru_cache(maxsize=64)
def integration_matrix(m: int) -> FloatArray:
    """Q with (Q @ f)_k = ∫ from 0 to node k of the interpolant of f, on (−1, 1); shape (m, m), exact.

    From values to Chebyshev coefficients by the discrete cosine transform, then
    ∫T_j = T_{j+1} / (2(j+1)) − T_{j−1} / (2(j−1)).
    """
    angle = (2 * np.arange(m) + 1) * (math.pi / (2 * m))
    cosines = np.cos(np.outer(np.arange(m + 2), angle))  # T_j at node k, (m + 2, m)
    coefficients = cosines[:m] * (2.0 / m)
    coefficients[0] *= 0.5
    at_zero = np.cos(np.arange(m + 2) * (math.pi / 2))
    centred = cosines - at_zero[:, None]  # T_j(t_k) − T_j(0)
    integrals = np.empty((m, m))  # row j: ∫₀ᵗ T_j at every node
    integrals[0] = centred[1]
    if m > 1:
        integrals[1] = 0.25 * centred[2]
    for j in range(2, m):
        integrals[j] = 0.5 * (centred[j + 1] / (j + 1) - centred[j - 1] / (j - 1))
    return np.asarray(integrals.T @ coefficients)
