"""Newton's method on a logistic model's loss, as few and as cheap steps as it takes.

The loss, its gradient and its Hessian are sums over the data, or over weighted nodes that stand for them
(bins, or the nodes of `engine.surface.compressed`): `Sums` takes either. All of it is done in a `Frame`'s
coordinates, the logit at the middle of the inputs and the rise of the logit over half of their range: both
are logits, and nearly uncorrelated, however far from zero or badly scaled the inputs are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from engine.problem import FloatArray

STEPS = 200
"""Newton steps after which a search is given up."""
ARRIVED = 1e-6
"""Largest last step, in the logit of any datum: what gradient it leaves says `newton`."""
DEFINITE = 1e-14
"""Determinant of a Hessian in proportion to its squared trace, above which it is positive definite."""
LOST = 1e-14
"""Relative difference of losses that is rounding."""
FLAT = 1e-12
"""A gradient that is rounding, in proportion to the loss."""
LARGE = 1e-2
"""A step that is no small one, in logits: within a smaller one of a minimum the next is far smaller."""
FADED = 1e-8
"""Trace of the Hessian below which no datum is on the rise of the curve: it has become a step function."""
FIRST_DAMPING = 1e-3
SHRINKINGS = 60
"""Steps tried from a point, each shorter than the one before, until the loss falls."""
NOISE = 1e-10
"""Relative difference of losses, far above their rounding, below which gradients tell which is better."""
CHUNK = 1 << 13
"""Values worked on at once: 64 KiB each, a handful of which the cache holds; products of vectors of this
length stay in the calling thread (see `engine.surface.products`)."""
LARGEST_EXPONENT = 700.0
"""Logits up to which an exponential is inside float64."""


class Frame(NamedTuple):
    """Coordinates (c, b) of weights: u = w0 + w1·x = c + b·(x − middle)/half."""

    middle: float
    half: float

    def offsets(self, x: FloatArray) -> FloatArray:
        """(x − middle)/half."""
        d = x - self.middle
        d /= self.half
        return d

    def weights(self, c: float, b: float) -> tuple[float, float]:
        """(w0, w1) of (c, b)."""
        w1 = b / self.half
        return c - w1 * self.middle, w1


class Local(NamedTuple):
    """Loss, gradient and Hessian at a point, as sums over the data."""

    loss: float
    g0: float
    g1: float
    h00: float
    h01: float
    h11: float


class End(NamedTuple):
    """Where a search came to an end: at a minimum if it has `arrived`, else in vain.

    `loss` is the sum of the data's losses there. `curvature` is, at a minimum, det(H)/trace(H), which is from
    λmin/2 to λmin.
    """

    c: float
    b: float
    loss: float
    arrived: bool = False
    curvature: float = 0.0


class Sums:
    """Loss, gradient and Hessian of a logistic model over data or nodes that were put into a frame.

    Parameters
    ----------
    loss_name
        `bce`, or `mse` or `sse`, which differ in a scale that is left to the caller.
    label_squares
        Σy².
    """

    def __init__(self, loss_name: str, label_squares: float) -> None:
        self._is_entropy = loss_name == "bce"
        self._label_squares = label_squares
        self._parts: list[tuple[FloatArray, FloatArray | float, FloatArray]] = []
        self._reach = 1.0

    @property
    def reach(self) -> float:
        """Largest |offset|, 1 at least."""
        return self._reach

    def add(self, d: FloatArray, weights: FloatArray | None, label_weights: FloatArray) -> Sums:
        """Count data in: offsets, how many each is for (1 if None) and sums of their labels; shapes (n,)."""
        for start in range(0, len(d), CHUNK):
            part = slice(start, start + CHUNK)
            self._parts.append((d[part], 1.0 if weights is None else weights[part], label_weights[part]))
        self._reach = max(self._reach, float(d.max()), -float(d.min()))
        return self

    def at(self, c: float, b: float) -> Local:
        """Everything at one point, in one walk over the data."""
        huge = not abs(c) + abs(b) * self._reach <= LARGEST_EXPONENT
        with np.errstate(all="ignore"):
            return Local(*map(sum, zip(*self._walk(c, b, huge=huge), strict=True)))

    def _walk(self, c: float, b: float, *, huge: bool) -> Iterable[tuple[float, ...]]:
        if not self._is_entropy:
            yield self._label_squares, 0.0, 0.0, 0.0, 0.0, 0.0
        for d, a, y in self._parts:
            minus_u = d * -b
            minus_u -= c
            e = np.exp(minus_u)
            if self._is_entropy:
                value = _softplus(minus_u) if huge else np.log1p(e)
                slope, curvature = _cross_entropy(e, a, y)
                value *= a
                minus_u *= a - y  # softplus(−u) + (1 − y)·u
                value -= minus_u
            else:
                value, slope, curvature = _squared(e, a, y)
            bent = curvature * d
            yield (
                float(value.sum()),
                float(slope.sum()),
                float(slope @ d),
                float(curvature.sum()),
                float(bent.sum()),
                float(bent @ d),
            )


def _softplus(u: FloatArray) -> FloatArray:
    """log(1 + e^u), also where e^u is beyond float64; half as fast as the logarithm itself."""
    small = np.abs(u)
    np.negative(small, out=small)
    value = np.log1p(np.exp(small, out=small), out=small)
    value += np.maximum(u, 0.0)
    return value


def _cross_entropy(e: FloatArray, a: FloatArray | float, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    """ℓ′ = σ − y and ℓ″ = σ(1 − σ), from e^(−u), which is overwritten."""
    e += 1.0
    s = np.divide(1.0, e, out=e)
    slope = s * a
    curvature = 1.0 - s
    curvature *= slope
    slope -= y
    return slope, curvature


def _squared(
    e: FloatArray, a: FloatArray | float, y: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """ℓ − y² = σ(σ − 2y), ℓ′ = 2σ′(σ − y) and ℓ″ = 2σ′(σ(2 − 3σ) − y(1 − 2σ)), from e^(−u), overwritten."""
    e += 1.0
    s = np.divide(1.0, e, out=e)
    slope = s * a
    slope -= y
    value = slope - y
    value *= s
    twice = 1.0 - s
    twice *= s
    twice *= 2.0  # 2σ′
    slope *= twice
    curvature = s * -3.0
    curvature += 2.0
    curvature *= s
    curvature *= a
    s *= 2.0
    s -= 1.0
    s *= y
    curvature += s
    curvature *= twice
    return value, slope, curvature


def newton(
    sums: Sums, start: tuple[float, float], damping: float = FIRST_DAMPING, steepest: float = math.inf
) -> End:
    """Follow Newton's method from `start` to a minimum, both as (c, b), as long as |b| ≤ `steepest`.

    Damped by Marquardt's λ·diag(H) until the loss falls; with damping 0 the first step tried is whole.
    It has arrived where the Hessian is positive definite and the step changes no datum's logit by more than
    `ARRIVED`. That step is taken as well. |ℓ‴| is below ¼ for labels from 0 to 1, so that the gradient left
    after it is at most ⅛·`ARRIVED`² a datum, times `sums.reach` for b (Taylor's remainder).
    """
    c, b = start
    here = sums.at(c, b)
    for _ in range(STEPS):
        step = _step(here, 0.0)
        if step is not None and abs(step[0]) + abs(step[1]) * sums.reach <= ARRIVED:
            loss = here.loss - 0.5 * (step[0] * here.g0 + step[1] * here.g1)
            return End(c - step[0], b - step[1], loss, arrived=True, curvature=_least_curvature(here))
        if _is_lost(here, step):
            break
        for _ in range(SHRINKINGS):
            step = _step(here, damping)
            if step is not None:
                there = sums.at(c - step[0], b - step[1])
                if _falls(here, there):
                    break
            damping = max(damping * 10.0, FIRST_DAMPING)
        else:
            break
        if abs(b - step[1]) > steepest:
            break
        c, b, here, damping = c - step[0], b - step[1], there, damping * 0.1
    return End(c, b, here.loss)


def _is_lost(here: Local, step: tuple[float, float] | None) -> bool:
    """Whether there is no floor ahead: a step that is no small one would change the loss by rounding only."""
    if not here.h00 + here.h11 > FADED:
        return True
    if step is None:
        return abs(here.g0) + abs(here.g1) <= FLAT * here.loss
    gain = 0.5 * (step[0] * here.g0 + step[1] * here.g1)
    return gain <= LOST * here.loss and abs(step[0]) + abs(step[1]) > LARGE


def _falls(here: Local, there: Local) -> bool:
    """Whether the loss falls, or where it hardly changes, the gradient does, to half at least."""
    if there.loss <= here.loss:
        return True
    if not there.loss <= here.loss * (1.0 + NOISE):
        return False
    return abs(there.g0) + abs(there.g1) <= 0.5 * (abs(here.g0) + abs(here.g1))


def _step(at: Local, damping: float) -> tuple[float, float] | None:
    """(H + λ·diag|H|)⁻¹·g, or None if that matrix is not positive definite."""
    h00, h11 = at.h00 + damping * abs(at.h00), at.h11 + damping * abs(at.h11)
    trace = h00 + h11
    if not trace > 0.0:
        return None
    h00, h01, h11 = h00 / trace, at.h01 / trace, h11 / trace
    determinant = h00 * h11 - h01 * h01
    if determinant <= DEFINITE:
        return None
    scale = determinant * trace
    return (h11 * at.g0 - h01 * at.g1) / scale, (h00 * at.g1 - h01 * at.g0) / scale


def _least_curvature(at: Local) -> float:
    return (at.h00 * at.h11 - at.h01 * at.h01) / (at.h00 + at.h11)
