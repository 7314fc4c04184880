"""The surface of a logistic model from compressed data: independent of n, nearly so of the resolution.

Three savings, each exact up to the tolerance:

- the data are a few dozen weighted nodes (`engine.surface.compressed`);
- the surface is analytic in w0 and in w1, so it is evaluated on Chebyshev nodes and interpolated to the
  grid by two small matrix products, along each axis where that takes fewer nodes than the grid has;
- σ(w0 + w1·t) = e^w0 / (e^w0 + e^(−w1·t)): exponentials of the axes only, one division per value.
  Cross-entropy takes no logarithms either: its derivative in w0 is Σσ − Σy, integrated exactly.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine.problem import FloatArray, Problem
from engine.surface.chebyshev import integration_matrix
from engine.surface.compressed import Compressed
from engine.surface.interpolation import Axis, make_axis
from engine.surface.products import product
from engine.surface.rows import each_block

TOLERANCE = 3e-10
"""What the nodes along an axis are counted for, without spare ones. The constant that this leaves out is
below 10 for boxes of any size, so that both axes and the data together stay within 1e-8 a datum."""
LARGEST_EXPONENT = 300.0
"""|w0| and |w1·t| up to which products of their exponentials stay inside float64."""


def can_factor(problem: Problem, w0: FloatArray, w1: FloatArray) -> bool:
    """Whether e^w0 and e^(w1·x), and what they are multiplied to, stay inside float64."""
    return max(largest(w0), largest(w1) * problem.reach) <= LARGEST_EXPONENT


def largest(values: FloatArray) -> float:
    """Largest absolute value."""
    return max(float(values.max()), -float(values.min()))


def smooth_surface(
    problem: Problem,
    data: Compressed,
    w0: FloatArray,
    w1: FloatArray,
    cancelled: Callable[[], bool] | None = None,
) -> FloatArray:
    """Loss at every (w0[i], w1[j]) from compressed data, shape (len(w0), len(w1)).

    `can_factor` must hold, and `data.radius` reach to the largest |w1|.
    """
    along0 = make_axis(w0, 1.0, TOLERANCE)
    along1 = make_axis(w1, problem.reach, TOLERANCE)
    if problem.loss_name == "bce":
        values = _cross_entropy(data, along0, along1, cancelled)
    else:
        values = _squared(data, along0.at, along1.at, cancelled)
    values *= problem.scale
    # The second product makes the whole grid: the axis with fewer nodes goes last.
    if len(along0.at) < len(along1.at):
        return along0.to_grid(along1.to_grid(values).T).T
    return along1.to_grid(along0.to_grid(values.T).T)


def _squared(
    data: Compressed, w0: FloatArray, w1: FloatArray, cancelled: Callable[[], bool] | None
) -> FloatArray:
    """Σσ² − 2Σyσ + Σy² at every (w0[i], w1[j])."""
    sums = np.empty((len(w0), len(w1)))
    decay = np.exp(np.multiply.outer(-w1, data.nodes))  # (n1, m)
    grow = np.exp(w0)

    def work(rows: slice, columns: slice, buffer: FloatArray) -> None:
        g = grow[rows, None, None]
        s = np.add(g, decay[columns], out=buffer)
        np.divide(g, s, out=s)  # σ
        linear = s @ data.label_weights
        np.multiply(s, s, out=s)
        sums[rows, columns] = s @ data.weights - 2.0 * linear

    each_block(len(w0), len(w1), len(data.nodes), work, cancelled)
    sums += data.label_squares
    return sums


def _cross_entropy(
    data: Compressed, along0: Axis, along1: Axis, cancelled: Callable[[], bool] | None
) -> FloatArray:
    """Σ softplus(u) − Σ y·u at every node of the axes."""
    w0, w1 = along0.at, along1.at
    sums = np.empty((len(w0), len(w1)))
    if along0.matrix is not None:
        decay = np.exp(np.multiply.outer(-w1, data.nodes))
        grow = np.exp(w0)

        def slopes(rows: slice, columns: slice, buffer: FloatArray) -> None:
            g = grow[rows, None, None]
            s = np.add(g, decay[columns], out=buffer)
            np.divide(g, s, out=s)
            sums[rows, columns] = s @ data.weights

        each_block(len(w0), len(w1), len(data.nodes), slopes, cancelled)
        # ∂/∂w0 Σ softplus = Σσ: integrate from the middle of the axis, where softplus itself is taken.
        middle = 0.5 * (w0[0] + w0[-1])
        sums = product(along0.half_width * integration_matrix(len(w0)), sums)
        sums += np.logaddexp(0.0, middle + np.multiply.outer(w1, data.nodes)) @ data.weights
    else:
        grow1 = np.exp(np.multiply.outer(w1, data.nodes))
        grow0 = np.exp(w0)

        def values(rows: slice, columns: slice, buffer: FloatArray) -> None:
            e = np.multiply(grow0[rows, None, None], grow1[columns], out=buffer)
            sums[rows, columns] = np.log1p(e, out=e) @ data.weights

        each_block(len(w0), len(w1), len(data.nodes), values, cancelled)
    sums -= np.add.outer(w0 * data.labels, w1 * data.label_moment)
    return sums
