"""Loss surfaces: the loss over a grid of (w0, w1), by the fastest way that is exact enough."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

import numpy as np

from engine.problem import ArrayLike, FloatArray, Problem
from engine.surface import compressed, smooth
from engine.surface.chebyshev import node_count
from engine.surface.compressed import compressed_data
from engine.surface.exact import exact_surface
from engine.surface.quadratic import quadratic_form
from engine.surface.rows import Cancelled
from engine.surface.smooth import can_factor, largest, smooth_surface

__all__ = ["Cancelled", "Method", "surface"]

Method = Literal["auto", "compressed", "quadratic", "exact"]

LOGARITHM = 12
"""Exact values that cost as much as a logarithm: cross-entropy takes those where w0 is not interpolated."""


def surface(
    problem: Problem,
    w0: ArrayLike,
    w1: ArrayLike,
    *,
    method: Method = "auto",
    device: str = "cpu",
    cancelled: Callable[[], bool] | None = None,
) -> FloatArray:
    """Loss of `problem` at every (w0[i], w1[j]).

    Parameters
    ----------
    w0, w1
        The axes of the grid, 1-d, in any order.
    method
        `quadratic` for linear models (relative error ≤ 1e-12), `compressed` for logistic ones (error ≤ 1e-8
        per datum), `exact` for either; `auto` chooses the fastest of them for this grid.
    device
        Where `exact` evaluates: `cpu`, or a CUDA device of torch. The other ways need none.
    cancelled
        Asked between chunks of the longer evaluations, from the threads that do the work.

    Returns
    -------
    ndarray
        Shape (len(w0), len(w1)), float64. Where the loss is beyond float64 it is inf or NaN.

    Raises
    ------
    Cancelled
        If `cancelled()` was true.
    ValueError
        If the method does not fit the problem's link.
    """
    axis0 = np.ascontiguousarray(w0, dtype=np.float64).reshape(-1)
    axis1 = np.ascontiguousarray(w1, dtype=np.float64).reshape(-1)
    if not axis0.size or not axis1.size:
        return np.empty((axis0.size, axis1.size))
    if cancelled is not None and cancelled():
        raise Cancelled
    way = fastest(problem, axis0, axis1) if method == "auto" else method
    if way == "quadratic":
        if problem.link != "identity":
            raise ValueError("only a linear model has a quadratic surface")
        return quadratic_form(problem).grid(axis0, axis1)
    if way == "compressed":
        if problem.link != "sigmoid":
            raise ValueError("only a logistic model's data can be compressed")
        if can_factor(problem, axis0, axis1):
            data = compressed_data(problem, radius_for(axis1))
            return smooth_surface(problem, data, axis0, axis1, cancelled)
    return exact_surface(problem, axis0, axis1, device, cancelled)


def radius_for(w1: FloatArray) -> float:
    """Radius of the compressed data for weights `w1`: the next of 1, 1.25, 1.5, 2, 2.5, 3, 4 … above them.

    Rounded up, so that a box that grows a little meets data that are compressed already.
    """
    reached = largest(w1)
    if reached == 0.0:
        return 1.0
    octave = 2.0 ** math.floor(math.log2(reached))
    return next(octave * step for step in (1.0, 1.25, 1.5, 2.0) if reached <= octave * step)


def fastest(problem: Problem, w0: FloatArray, w1: FloatArray) -> Method:
    """The way that `auto` takes for this problem and grid."""
    if problem.link == "identity":
        return "quadratic"
    if problem.link != "sigmoid":
        return "exact"
    if not can_factor(problem, w0, w1):
        return "exact"
    low, high = problem.span
    m = min(node_count(0.5 * (high - low) * radius_for(w1), compressed.TOLERANCE), problem.n)
    nodes0 = node_count(0.5 * float(np.ptp(w0)), smooth.TOLERANCE, spare=0)
    nodes1 = node_count(0.5 * float(np.ptp(w1)) * problem.reach, smooth.TOLERANCE, spare=0)
    values = min(nodes0, len(w0)) * min(nodes1, len(w1)) * m
    if problem.loss_name == "bce" and nodes0 >= len(w0):
        values *= LOGARITHM
    return "compressed" if values < len(w0) * len(w1) * problem.n else "exact"
