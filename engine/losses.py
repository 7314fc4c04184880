"""The losses, as a table. Importing it costs nothing: torch is asked for only when one is evaluated.

A sum and a mean of the same squares have the same minimum but gradients that differ by the factor n, and
so do the learning rates that suit them. Each loss therefore says which of the two it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from engine.errors import InputError

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True, slots=True)
class Loss:
    """How far ŷ is from y, as one number.

    Attributes
    ----------
    name, label, formula
        The key in `LOSSES`, the name shown, and the formula with its constant factor.
    reduction
        Whether the n terms are summed or averaged.
    links
        The links of `engine.config.LINKS` that it fits.
    takes
        What `of` wants as its first argument: the prediction ŷ, or the logits u.
    of
        `of(prediction_or_logits, y) -> loss`: tensors of one shape to a scalar tensor.
    """

    name: str
    label: str
    formula: str
    reduction: Literal["sum", "mean"]
    links: tuple[str, ...]
    takes: Literal["prediction", "logits"]
    of: Callable[[Tensor, Tensor], Tensor]

    def check_fits(self, link: str) -> None:
        """Raise `InputError` if the loss is not meant for ŷ that comes through `link`."""
        if link not in self.links:
            raise InputError("unfit-loss", loss=self.label, link=link)


def squared_error_sum(yhat: Tensor, y: Tensor) -> Tensor:
    """Return Σ (y − ŷ)², as the linear notes write it."""
    return (y - yhat).square().sum()


def squared_error_mean(yhat: Tensor, y: Tensor) -> Tensor:
    """Return (1/n) Σ (y − ŷ)², what `nn.MSELoss` computes."""
    from torch.nn.functional import mse_loss

    return mse_loss(yhat, y)


def cross_entropy_mean(logits: Tensor, y: Tensor) -> Tensor:
    """Return −(1/n) Σ [y log σ(u) + (1 − y) log(1 − σ(u))] from the logits u.

    It is the notes' `nn.BCELoss` of σ(u), computed as mean(max(u, 0) − u·y + log(1 + exp(−|u|))), which
    stays finite and keeps its gradient where σ(u) itself has rounded to 0 or 1.
    """
    from torch.nn.functional import binary_cross_entropy_with_logits

    return binary_cross_entropy_with_logits(logits, y)


def value_itself(value: Tensor, y: Tensor) -> Tensor:
    """Return the height of a typed surface, which is the loss already; `y` is empty."""
    return value.sum()


LOSSES: dict[str, Loss] = {
    "sse": Loss(
        name="sse",
        label="SSE",
        formula="Σ (y − ŷ)²",
        reduction="sum",
        links=("identity", "sigmoid", "formula"),
        takes="prediction",
        of=squared_error_sum,
    ),
    "mse": Loss(
        name="mse",
        label="MSE",
        formula="(1/n) Σ (y − ŷ)²",
        reduction="mean",
        links=("identity", "sigmoid", "formula"),
        takes="prediction",
        of=squared_error_mean,
    ),
    "bce": Loss(
        name="bce",
        label="BCE",
        formula="−(1/n) Σ [y log ŷ + (1 − y) log(1 − ŷ)]",
        reduction="mean",
        links=("sigmoid",),
        takes="logits",
        of=cross_entropy_mean,
    ),
    "value": Loss(
        name="value",
        label="loss",
        formula="f(w0, w1)",
        reduction="sum",
        links=("surface",),
        takes="prediction",
        of=value_itself,
    ),
}
"""All losses by name, in the order in which they are offered."""


def losses_for(link: str) -> list[Loss]:
    """Return the losses that fit `link`."""
    return [loss for loss in LOSSES.values() if link in loss.links]
