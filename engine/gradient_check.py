"""The gradient found in several ways: by autograd, by the formula, and by finite differences with a step h.

Finite differences are done in float32 as the course does them. A large h measures a chord instead of the
tangent: the error of (L(w + h) − L(w))/h grows with h, that of (L(w + h) − L(w − h))/2h with h². A small h
divides the rounding of two nearly equal losses by next to nothing: an error that grows as 1/h (Press et al.,
"Numerical Recipes", section 5.7). In between lies a best h, and even there a few digits are lost.

torch is imported only when something is computed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from engine.config import RunConfig
from engine.losses import LOSSES
from engine.problem import POINTWISE, FloatArray, Problem
from engine.typed import Typed

if TYPE_CHECKING:
    from torch import Tensor

Pair = tuple[float, ...]
Method = Literal["forward", "central"]
METHODS: tuple[Method, ...] = ("forward", "central")
"""(L(w + h) − L(w))/h, and (L(w + h) − L(w − h))/2h."""

FORMULAS = {
    ("identity", "sse"): "−2Xᵀy + 2XᵀXw",
    ("identity", "mse"): "(−2Xᵀy + 2XᵀXw)/n",
    ("sigmoid", "sse"): "2Xᵀ((ŷ − y) · ŷ(1 − ŷ))",
    ("sigmoid", "mse"): "2Xᵀ((ŷ − y) · ŷ(1 − ŷ))/n",
    ("sigmoid", "bce"): "Xᵀ(ŷ − y)/n",
}
"""The gradient by link and loss, where X = [1 x] has a row for each datum."""
assert FORMULAS.keys() == POINTWISE.keys()
TYPED_FORMULAS = {
    "sse": "2 Σ (ŷ − y) · (∂ŷ/∂w0, ∂ŷ/∂w1)",
    "mse": "2 Σ (ŷ − y) · (∂ŷ/∂w0, ∂ŷ/∂w1) / n",
    "value": "(∂loss/∂w0, ∂loss/∂w1)",
}
"""Of a typed formula, by loss: its derivatives are worked out by the rules of calculus."""

STEPS: FloatArray = np.geomspace(1e-8, 1.0, 65)
"""Steps h for the curve of errors: eight to each power of ten."""
STEPS.flags.writeable = False

VALUES = 1 << 22
"""Numbers in a table of points and data at once: 16 MiB of float32."""


@dataclass(frozen=True, slots=True)
class GradientCheck:
    """(∂loss/∂w0, ∂loss/∂w1) at `w`, in every way.

    Attributes
    ----------
    exact
        The closed form in float64: what the others are compared with.
    autograd, formula
        In float32 torch: by backward(), and by the matrix form `formula_text`.
    forward, central
        Finite differences with step `h` in float32; NaN where a loss overflows.
    forward64, central64
        The same in float64: nearly all error that is left is the chord's.
    """

    w: Pair
    h: float
    exact: Pair
    autograd: Pair
    formula: Pair
    formula_text: str
    forward: Pair
    central: Pair
    forward64: Pair
    central64: Pair

    def error(self, estimate: Pair) -> float:
        """Distance of `estimate` from `exact`, relative to the latter's length."""
        return float(_errors(np.array([estimate]), self.exact)[0])


def gradient_check(source: RunConfig | Problem, w: Pair, h: float) -> GradientCheck:
    """Return the gradient of a loss at `w`, found in every way.

    Parameters
    ----------
    source
        Whose loss: a run's, or a problem.
    w
        The weights (w0, w1).
    h
        The step of the finite differences, positive. In float32, w + h may be w itself.

    Raises
    ------
    ValueError
        If `h` is not positive.
    """
    problem = source if isinstance(source, Problem) else Problem.of(source)
    hs = np.array([h])
    forward32, central32 = (_differences32(problem, w, hs, method) for method in METHODS)
    exact = problem.gradient(*w)
    forward64, central64 = _differences64(problem, w, h)
    return GradientCheck(
        w=w,
        h=h,
        exact=(float(exact[0]), float(exact[1])),
        autograd=_autograd(problem, w),
        formula=_formula(problem, w),
        formula_text=(
            TYPED_FORMULAS[problem.loss_name]
            if isinstance(problem, Typed)
            else FORMULAS[problem.link, problem.loss_name]
        ),
        forward=_pair(forward32[0]),
        central=_pair(central32[0]),
        forward64=forward64,
        central64=central64,
    )


def error_by_h(
    problem: Problem,
    w: Pair,
    hs: npt.ArrayLike = STEPS,
    method: Method = "forward",
) -> FloatArray:
    """Return the relative error of finite differences in float32 for each step, shape (k,) float64.

    They are the very numbers that `gradient_check` gives for each h. O(n · k): a few milliseconds for the
    course's data, best left to another thread for 100,000 and more.

    Raises
    ------
    ValueError
        If a step is not positive.
    """
    exact = problem.gradient(*w)
    found = _differences32(problem, w, np.asarray(hs, dtype=np.float64), method)
    return _errors(found, (float(exact[0]), float(exact[1])))


def _errors(estimates: FloatArray, exact: Pair) -> FloatArray:
    """|estimate − exact| / |exact| for estimates (k, 2); inf, or 0, where the gradient itself is 0."""
    distance = np.hypot(estimates[:, 0] - exact[0], estimates[:, 1] - exact[1])
    length = math.hypot(*exact)
    if length == 0.0:
        return np.where(distance == 0.0, 0.0, math.inf)
    return np.asarray(distance / length)


def _pair(values: FloatArray) -> Pair:
    first, second = values.tolist()
    return first, second


@lru_cache(maxsize=8)
def _tensors(problem: Problem) -> tuple[Tensor, Tensor]:
    """[1 x] and y in float32, shapes (2, n) and (n,)."""
    import torch

    x = torch.tensor(problem.x, dtype=torch.float32)
    return torch.stack((torch.ones_like(x), x)), torch.tensor(problem.y, dtype=torch.float32)


def _autograd(problem: Problem, w: Pair) -> Pair:
    """Steps 1 to 3 of an epoch."""
    import torch

    loss = LOSSES[problem.loss_name]
    if isinstance(problem, Typed):
        from engine.formula.float32 import autograd

        return autograd(problem, w)
    ones_x, y = _tensors(problem)
    with torch.enable_grad():
        at = torch.tensor(w, dtype=torch.float32, requires_grad=True)  # (2,)
        u = at @ ones_x  # (n,)
        yhat = torch.sigmoid(u) if problem.link == "sigmoid" and loss.takes == "prediction" else u  # (n,)
        (grad,) = torch.autograd.grad(loss.of(yhat, y), at)  # (2,)
    first, second = grad.tolist()
    return first, second


def _formula(problem: Problem, w: Pair) -> Pair:
    """`FORMULAS` in float32."""
    import torch

    if isinstance(problem, Typed):
        from engine.formula.float32 import gradient_by_formula

        return gradient_by_formula(problem, w)
    ones_x, y = _tensors(problem)
    with torch.no_grad():
        at = torch.tensor(w, dtype=torch.float32)  # (2,)
        if problem.link == "identity":
            grad = -2 * (ones_x @ y) + 2 * (ones_x @ ones_x.T) @ at  # (2,)
        else:
            yhat = torch.sigmoid(at @ ones_x)  # (n,)
            slope = 1.0 if problem.loss_name == "bce" else 2 * yhat * (1 - yhat)
            grad = ones_x @ ((yhat - y) * slope)  # (2,)
        first, second = (grad / problem.n if problem.is_mean else grad).tolist()
    return first, second


def _differences32(problem: Problem, w: Pair, hs: FloatArray, method: Method) -> FloatArray:
    """Finite differences in float32 for steps (k,), shape (k, 2)."""
    import torch

    if not (hs > 0.0).all():
        raise ValueError("a step of finite differences is positive")
    at, h = torch.tensor(w, dtype=torch.float32), torch.tensor(hs, dtype=torch.float32)
    moved = h[:, None, None] * torch.eye(2)  # (k, 2, 2): along w0, along w1
    with torch.no_grad():
        ahead = _losses32(problem, (at + moved).reshape(-1, 2)).reshape(-1, 2)  # (k, 2)
        if method == "forward":
            found = (ahead - _losses32(problem, at[None])) / h[:, None]  # (k, 2)
        else:
            behind = _losses32(problem, (at - moved).reshape(-1, 2)).reshape(-1, 2)  # (k, 2)
            found = (ahead - behind) / (2 * h[:, None])  # (k, 2)
    return np.asarray(found.double().numpy())


def _losses32(problem: Problem, points: Tensor) -> Tensor:
    """Loss at points (m, 2) in float32, shape (m,): each the same number whatever stands beside it."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits

    if isinstance(problem, Typed):
        from engine.formula.float32 import losses_at

        return losses_at(problem, points)
    ones_x, y = _tensors(problem)
    found = []
    rows = max(1, VALUES // problem.n)
    for start in range(0, len(points), rows):
        part = points[start : start + rows]
        u = part[:, :1] + part[:, 1:] * ones_x[1]  # (m, n)
        if problem.loss_name == "bce":
            terms = binary_cross_entropy_with_logits(u, y.expand_as(u), reduction="none")  # (m, n)
        else:
            terms = (y - (torch.sigmoid(u) if problem.link == "sigmoid" else u)).square()  # (m, n)
        found.append(terms.sum(1))
    total = torch.cat(found)  # (m,)
    return total / problem.n if problem.is_mean else total


def _differences64(problem: Problem, w: Pair, h: float) -> tuple[Pair, Pair]:
    """Forward and central differences in float64."""
    w0, w1 = w
    losses = problem.loss([w0, w0 + h, w0, w0 - h, w0], [w1, w1, w1 + h, w1, w1 - h])
    here, ahead0, ahead1, behind0, behind1 = losses.tolist()
    return (
        ((ahead0 - here) / h, (ahead1 - here) / h),
        ((ahead0 - behind0) / (2 * h), (ahead1 - behind1) / (2 * h)),
    )
