"""The surface at a point: eigenvalues and axes of the Hessian, and the learning rates that they allow.

On a quadratic bowl plain SGD settles exactly for learning rates below 2/λmax, and 2/(λmin + λmax) shrinks
the worst of the two axes fastest (Boyd & Vandenberghe, "Convex Optimization", 2004, section 9.3). A linear
model with a squared loss is such a bowl everywhere; elsewhere both rates hold near the point only.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.preview.slopes import slopes
from engine.problem import FloatArray, Problem
from engine.surface.quadratic import quadratic_form

Kind = Literal["bowl", "saddle", "dome", "flat"]

DIRECT = 1 << 15
"""Up to so many data the Hessian is summed over the data themselves, within a millisecond or so."""
COMPRESSIBLE = 64.0
"""Largest |w1| for which compressed data are worth preparing; beyond it they are nearly as many again."""
ROUNDING = 16.0 * float(np.finfo(np.float64).eps)
"""A determinant smaller than this share of the two products it is the difference of is rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class Curvature:
    """What the Hessian at a point says.

    Attributes
    ----------
    eigenvalues
        λmin and λmax, in this order (by value, not by size).
    axes
        Unit vectors in the (w0, w1) plane, shape (2, 2) float64; row i belongs to `eigenvalues[i]`.
    kind
        `bowl`, `saddle` or `dome` where both eigenvalues differ from zero by more than rounding; `flat`
        where at least one does not: there is a direction without curvature.
    condition
        λmax/λmin in a bowl, inf where the smaller one is zero, None where an eigenvalue is negative or
        both are zero.
    largest, best
        2/λmax and 2/(λmin + λmax) in a bowl, else None.
    exact
        True where the Hessian is the same at every point, so that the rates hold for the whole run.
    """

    eigenvalues: tuple[float, float]
    axes: FloatArray
    kind: Kind
    condition: float | None
    largest: float | None
    best: float | None
    exact: bool


def curvature(problem: Problem, w: tuple[float, ...], near: Curvature | None = None) -> Curvature:
    """Return the curvature of `problem`'s loss at finite weights `w`.

    An eigenvector has no sign of its own. Here its larger component is positive, which flips only where
    the axis passes a diagonal; with `near`, the curvature at a point close by, it keeps that one's sign.
    """
    h00, h01, h11, determinant = _hessian(problem, w)
    # The eigenvalue that is larger in size has no cancellation; the other follows from the determinant.
    middle, spread = 0.5 * (h00 + h11), math.hypot(0.5 * (h00 - h11), h01)
    far = middle + math.copysign(spread, middle)
    other = determinant / far if far != 0.0 else 0.0
    low, high = min(far, other), max(far, other)

    # Direction of the larger eigenvalue; atan2(0, 0) = 0 gives some axis where every direction is one.
    angle = 0.5 * math.atan2(2.0 * h01, h00 - h11)
    steep = (math.cos(angle), math.sin(angle))
    axes = np.array([(-steep[1], steep[0]), steep])
    if near is None:
        towards = axes[np.arange(2), np.abs(axes).argmax(axis=1)]
    else:
        towards = (axes * near.axes).sum(axis=1)
    axes[towards < 0.0] *= -1.0
    axes.flags.writeable = False

    kind = _kind(low, high)
    return Curvature(
        (low, high),
        axes,
        kind,
        condition=high / low if kind == "bowl" else math.inf if low == 0.0 < high else None,
        largest=2.0 / high if kind == "bowl" else None,
        best=2.0 / (low + high) if kind == "bowl" else None,
        exact=problem.link == "identity",
    )


def _kind(low: float, high: float) -> Kind:
    if low == 0.0 or high == 0.0:
        return "flat"
    if low > 0.0:
        return "bowl"
    return "dome" if high < 0.0 else "saddle"


def _hessian(problem: Problem, w: tuple[float, ...]) -> tuple[float, float, float, float]:
    """∂²/∂w0², ∂²/∂w0∂w1, ∂²/∂w1² and the determinant, which is 0 where only rounding is left of it."""
    if problem.link == "identity":
        # n·Sxx, without the cancellation that n·Σx² − (Σx)² suffers when x̄ is far from 0.
        form = quadratic_form(problem)
        n, mean, sxx = 2.0 * form.n, form.x_mean, 2.0 * form.sxx
        if sxx <= n * (float(np.finfo(np.float64).eps) * problem.reach) ** 2:
            sxx = 0.0  # all inputs are one but for rounding
        return n, n * mean, n * mean * mean + sxx, n * sxx
    if problem.n <= DIRECT or abs(w[1]) > COMPRESSIBLE:
        (h00, h01), (_, h11) = problem.hessian(*w).tolist()
    else:
        _, _, h00, h01, h11, _ = slopes(problem)(*w)
    straight, crossed = h00 * h11, h01 * h01
    determinant = straight - crossed
    if abs(determinant) <= ROUNDING * (abs(straight) + crossed):
        determinant = 0.0
    return h00, h01, h11, determinant
