"""Formulas in real float32 torch: steps 1 to 3 of an epoch, by autograd."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch

from engine.config import RunConfig
from engine.formula import Formula, model, surface
from engine.formula.program import Program, torch_table
from engine.losses import LOSSES

if TYPE_CHECKING:
    from engine.stack import Columns
    from engine.typed import Typed


def formula_of(config: RunConfig) -> Formula:
    """The formula of a typed model or surface."""
    return surface(config.formula) if config.link == "surface" else model(config.formula)


def loss_at(
    formula: Formula, loss: str, w0: torch.Tensor, w1: torch.Tensor, x: torch.Tensor, y: torch.Tensor
) -> torch.Tensor:
    """Loss, shape (), at weights of shape () on data of shape (n,); of a surface x and y are empty."""
    height = value_at(formula, w0, w1, x)
    if loss == "value":
        return height
    found: torch.Tensor = LOSSES[loss].of(height.expand_as(y), y)
    return found


def value_at(formula: Formula, w0: torch.Tensor, w1: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """The formula's value in the shape that its inputs broadcast to; what it does not know is not in it."""
    (found,) = Program(formula.graph, (formula.root,)).run(torch_table(), {"w0": w0, "w1": w1, "x": x})
    result: torch.Tensor = found
    return result


class FormulaGroup:
    """Steps 1 and 2 for one run of a stack; `w` and `grad` are its row there, shape (1, 2).

    A run has its graph for itself: whatever its formula is made of, no number can depend on other runs.
    """

    def __init__(self, config: RunConfig, columns: Columns, w: torch.Tensor, grad: torch.Tensor) -> None:
        formula = formula_of(config)
        self.w = w.detach().requires_grad_()
        self.w.grad = grad
        self.ones = torch.ones(1, 1, device=w.device)
        # Views: a batch is filled anew in place. Their padding is left out, as its ŷ is anything.
        self._x, self._y = columns.ones_x[1, : columns.n], columns.y[: columns.n]  # (n,)
        self._program = Program(formula.graph, (formula.root,))
        self._table = torch_table()
        self._loss = config.loss
        self._of = LOSSES[config.loss].of

    def losses(self) -> torch.Tensor:
        """The run's loss at its weights, shape (1, 1)."""
        w0, w1 = self.w[0].unbind()  # () each
        # step 1: ŷ; of a surface its height
        (yhat,) = self._program.run(self._table, {"w0": w0, "w1": w1, "x": self._x})
        # step 2: loss
        if self._loss != "value":
            yhat = self._of(yhat.expand_as(self._y), self._y)
        total: torch.Tensor = yhat.reshape(1, 1)
        return total


def autograd(problem: Typed, w: tuple[float, ...]) -> tuple[float, float]:
    """Steps 1 to 3 of an epoch at `w`."""
    x, y = (torch.tensor(column, dtype=torch.float32) for column in (problem.x, problem.y))
    with torch.enable_grad():
        at = torch.tensor(w, dtype=torch.float32, requires_grad=True)  # (2,)
        loss = loss_at(problem.formula, problem.loss_name, at[0], at[1], x, y)
        (grad,) = torch.autograd.grad(loss, at)  # (2,)
    g0, g1 = grad.tolist()
    return g0, g1


def gradient_by_formula(problem: Typed, w: tuple[float, ...]) -> tuple[float, float]:
    """The formula's own derivatives, in float32: what autograd's numbers agree with but for rounding."""
    formula = problem.formula
    nodes = (formula.root, *formula.slopes)
    inputs: dict[str, Any] = {"w0": torch.tensor(w[0]), "w1": torch.tensor(w[1])}
    inputs["x"] = torch.tensor(problem.x, dtype=torch.float32)
    y = torch.tensor(problem.y, dtype=torch.float32)
    with torch.no_grad():
        values = Program(formula.graph, nodes).run(torch_table(), inputs)
        f, *slopes = (torch.as_tensor(value, dtype=torch.float32) for value in values)
        if problem.link != "surface":
            f = f.expand_as(y)
            slopes = [2 * ((f - y) * slope).sum() / (problem.n if problem.is_mean else 1) for slope in slopes]
        g0, g1 = (slope.item() for slope in slopes)
    return g0, g1


def losses_at(problem: Typed, points: torch.Tensor) -> torch.Tensor:
    """Loss at points (m, 2) in float32, shape (m,): each the same number whatever stands beside it."""
    x, y = (torch.tensor(column, dtype=torch.float32) for column in (problem.x, problem.y))
    found = [loss_at(problem.formula, problem.loss_name, w[0], w[1], x, y) for w in points.unbind()]
    return torch.stack(found)
