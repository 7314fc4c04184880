"""Losses of classification, as a table. Importing it costs nothing: torch is asked for when one is evaluated.

All are means over the images of a batch. Which one fits is decided by what the network gives: one number
for two classes, probability or logit, or one logit a class.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from engine.errors import InputError

if TYPE_CHECKING:
    from torch import Tensor

    from engine.lab.networks import NetworkSpec

Targets = Literal["binary", "one-hot", "index"]
"""How the class is told: 0 or 1 as (n, 1) float32; (n, k) float32 with a single 1; a number, (n,) int64."""


@dataclass(frozen=True, slots=True)
class LabLoss:
    """How far a network's outputs are from the labels, as one number.

    Attributes
    ----------
    name, label, formula
        The key in `LAB_LOSSES`, the name shown, and the formula with its constant factor; p is a
        probability, u a logit, n the number of images.
    takes
        What the network has to give: `probability`, which means that it ends in a sigmoid, or `logits`.
    targets
        See `Targets`; `binary` needs a single output and two classes.
    of
        `of(outputs, targets) -> loss`: (n, k) and the targets to a scalar tensor.
    """

    name: str
    label: str
    formula: str
    takes: Literal["probability", "logits"]
    targets: Targets
    of: Callable[[Tensor, Tensor], Tensor]

    @property
    def threshold(self) -> float:
        """Above which a single output means the second class."""
        return 0.5 if self.takes == "probability" else 0.0

    def outputs(self, classes: int) -> int:
        """How many outputs the network needs for so many classes."""
        return 1 if self.targets == "binary" else classes

    def check_fits(self, network: NetworkSpec, classes: int) -> None:
        """Raise `InputError` if the network's outputs are not what the loss takes for so many classes."""
        if self.targets == "binary" and classes != 2:
            raise InputError("lab-two-classes", loss=self.label, classes=classes)
        needed = self.outputs(classes)
        if network.outputs != needed:
            values = {"needed": needed, "found": network.outputs, "classes": classes}
            raise InputError("lab-outputs", loss=self.label, network=network, **values)
        if network.ends_in_sigmoid != (self.takes == "probability"):
            code = "lab-no-sigmoid" if network.ends_in_sigmoid else "lab-needs-sigmoid"
            raise InputError(code, loss=self.label, network=network)

    def encode(self, classes: Tensor, count: int) -> Tensor:
        """Return the targets that tell `classes`, (n,) int64 below `count`."""
        from torch.nn import functional

        if self.targets == "binary":
            return classes.unsqueeze(1).float()  # (n, 1)
        return functional.one_hot(classes, count).float() if self.targets == "one-hot" else classes

    def decide(self, outputs: Tensor) -> Tensor:
        """Return the class that each row of `outputs` (n, k) says: (n,) int64."""
        if self.targets == "binary":
            return (outputs.squeeze(1) > self.threshold).long()
        return outputs.argmax(dim=1)


def binary_of_probabilities(p: Tensor, y: Tensor) -> Tensor:
    """Return what `nn.BCELoss` computes: each logarithm is cut off at −100.

    torch refuses a p that is no number, and on CUDA that ends the process's use of the card; here the
    loss is then no number either.
    """
    from torch.nn.functional import binary_cross_entropy

    inside = (p >= 0) & (p <= 1)
    loss = binary_cross_entropy(p.where(inside, 0.5), y)
    return loss.where(inside.all(), float("nan"))


def binary_by_hand(u: Tensor, y: Tensor) -> Tensor:
    """Return the mean of the binary cross-entropy of a sigmoid written out, as the notes do.

    p = exp(u) / (1 + exp(u)), then −mean(y·log p + (1 − y)·log(1 − p)). In float32 it is inf or no number
    from a logit of 16.7 on, even where the prediction is right: that is what the lesson is about.
    """
    p = u.exp() / (1 + u.exp())
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


def binary_of_logits(u: Tensor, y: Tensor) -> Tensor:
    """Return what `nn.BCEWithLogitsLoss` computes: mean(max(u, 0) − u·y + log(1 + exp(−|u|)))."""
    from torch.nn.functional import binary_cross_entropy_with_logits

    return binary_cross_entropy_with_logits(u, y)


def cross_entropy(u: Tensor, y: Tensor) -> Tensor:
    """Return what `nn.CrossEntropyLoss` computes: −mean(Σₖ yₖ·log softmax(u)ₖ), y as numbers or one-hot."""
    from torch.nn import functional

    return functional.cross_entropy(u, y)


_BINARY = "−(1/n) Σ [y log p + (1 − y) log(1 − p)]"
_CATEGORICAL = "−(1/n) Σ log softmax(u)[y]"

LAB_LOSSES: dict[str, LabLoss] = {
    loss.name: loss
    for loss in (
        LabLoss("bce", "BCELoss", _BINARY, "probability", "binary", binary_of_probabilities),
        LabLoss("bce-by-hand", "BCE by hand", f"{_BINARY}, p = σ(u)", "logits", "binary", binary_by_hand),
        LabLoss(
            "bce-logits",
            "BCEWithLogitsLoss",
            "(1/n) Σ [max(u, 0) − u·y + log(1 + exp(−|u|))]",
            "logits",
            "binary",
            binary_of_logits,
        ),
        LabLoss("cross-entropy", "CrossEntropyLoss", _CATEGORICAL, "logits", "index", cross_entropy),
        LabLoss(
            "cross-entropy-one-hot",
            "CrossEntropyLoss, one-hot",
            "−(1/n) Σ Σₖ yₖ log softmax(u)ₖ",
            "logits",
            "one-hot",
            cross_entropy,
        ),
    )
}
"""All losses by name, in the order in which they are offered."""
