"""The optimizers of `torch.optim` that Lossland offers, with all their hyper-parameters, as a table.

To add one, add a row: the window's fields, the command line and the checks all follow from it.
Importing the table costs nothing: torch is asked for only by `build`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from engine.checks import check_choice, check_number
from engine.errors import InputError

if TYPE_CHECKING:
    import torch

    from engine.config import RunConfig


@dataclass(frozen=True, slots=True)
class HyperParameter:
    """One adjustable number: torch's name for it, its range, torch's default, a sensible step.

    `scale` says how a slider should run: evenly, by powers of ten, or as a switch (0 or 1).
    Adam's `betas` are two numbers here, `beta1` and `beta2`.
    """

    name: str
    low: float
    high: float
    default: float
    step: float
    scale: Literal["linear", "log", "flag"] = "linear"

    def check(self, value: object) -> float:
        """Return `value` as a float in range (a switch: 0 or 1); raise `InputError` otherwise."""
        number = check_number(self.name, value, self.low, self.high)
        if self.scale == "flag" and number not in (0.0, 1.0):
            raise InputError("unknown-choice", field=self.name, value=value, choices="0, 1")
        return number


@dataclass(frozen=True, slots=True)
class Optimizer:
    """A row of the table: `torch.optim.<torch_class>(params, lr, **fixed, **hyper-parameters)`."""

    name: str
    label: str
    torch_class: str
    parameters: tuple[HyperParameter, ...]
    fixed: dict[str, Any] = field(default_factory=dict)

    def values(self, hyper: Iterable[tuple[str, float]] = ()) -> dict[str, float]:
        """Return every hyper-parameter's value by name: `hyper`'s where given, else the default.

        Raises
        ------
        InputError
            If a name is not one of this optimizer's, or a value is out of its range.
        """
        by_name = {parameter.name: parameter for parameter in self.parameters}
        values = {name: parameter.default for name, parameter in by_name.items()}
        for name, value in hyper:
            check_choice(f"{self.label} hyper-parameter", name, tuple(by_name))
            values[name] = by_name[name].check(value)
        return values

    def torch_arguments(self, hyper: Iterable[tuple[str, float]] = ()) -> dict[str, Any]:
        """Return what `torch.optim.<torch_class>` is called with besides the parameters and `lr`."""
        values: dict[str, Any] = self.values(hyper)
        for parameter in self.parameters:
            if parameter.scale == "flag":
                values[parameter.name] = bool(values[parameter.name])
        if "beta1" in values:
            values["betas"] = (values.pop("beta1"), values.pop("beta2"))
        return {**self.fixed, **values}


_MOMENTUM = HyperParameter("momentum", 0.0, 1.0, 0.9, 0.01)
_DAMPENING = HyperParameter("dampening", 0.0, 1.0, 0.0, 0.01)
_WEIGHT_DECAY = HyperParameter("weight_decay", 0.0, 100.0, 0.0, 0.001)
_EPS = HyperParameter("eps", 1e-16, 1.0, 1e-8, 1e-9, "log")
_BETA1 = HyperParameter("beta1", 0.0, 0.9999, 0.9, 0.01)
_BETA2 = HyperParameter("beta2", 0.0, 0.999999, 0.999, 0.001)
_AMSGRAD = HyperParameter("amsgrad", 0.0, 1.0, 0.0, 1.0, "flag")

OPTIMIZERS: dict[str, Optimizer] = {
    optimizer.name: optimizer
    for optimizer in (
        Optimizer("sgd", "SGD", "SGD", (_WEIGHT_DECAY,)),
        Optimizer("momentum", "SGD with momentum", "SGD", (_MOMENTUM, _DAMPENING, _WEIGHT_DECAY)),
        Optimizer(
            "nesterov",
            "Nesterov",
            "SGD",
            # torch refuses Nesterov's rule without momentum, or with dampening.
            (HyperParameter("momentum", 0.01, 1.0, 0.9, 0.01), _WEIGHT_DECAY),
            {"nesterov": True},
        ),
        Optimizer(
            "adagrad",
            "Adagrad",
            "Adagrad",
            (
                HyperParameter("lr_decay", 0.0, 10.0, 0.0, 0.001),
                _WEIGHT_DECAY,
                HyperParameter("initial_accumulator_value", 0.0, 1e6, 0.0, 0.1),
                HyperParameter("eps", 1e-16, 1.0, 1e-10, 1e-11, "log"),
            ),
        ),
        Optimizer(
            "rmsprop",
            "RMSprop",
            "RMSprop",
            (
                HyperParameter("alpha", 0.0, 0.999999, 0.99, 0.01),
                _EPS,
                _WEIGHT_DECAY,
                HyperParameter("momentum", 0.0, 1.0, 0.0, 0.01),
                HyperParameter("centered", 0.0, 1.0, 0.0, 1.0, "flag"),
            ),
        ),
        Optimizer("adam", "Adam", "Adam", (_BETA1, _BETA2, _EPS, _WEIGHT_DECAY, _AMSGRAD)),
        Optimizer(
            "adamw",
            "AdamW",
            "AdamW",
            (_BETA1, _BETA2, _EPS, HyperParameter("weight_decay", 0.0, 100.0, 0.01, 0.001), _AMSGRAD),
        ),
    )
}
"""All optimizers by name, in the order in which they are offered."""

LEFT_OUT = {
    "foreach": "how the work is batched over many tensors; there are two numbers",
    "fused": "the same",
    "capturable": "for CUDA graphs",
    "differentiable": "for differentiating through the update",
    "maximize": "the course descends",
    "decoupled_weight_decay": "turns Adam into AdamW, which has its own row",
}
"""Arguments of torch's optimizers that are deliberately not offered, each with the reason."""


def build(config: RunConfig, params: Iterable[torch.Tensor]) -> torch.optim.Optimizer:
    """Return the real `torch.optim` optimizer of `config` over `params`."""
    import torch

    row = OPTIMIZERS[check_choice("optimizer", config.optimizer, tuple(OPTIMIZERS))]
    make = getattr(torch.optim, row.torch_class)
    # foreach=False: the plain loop over tensors, on CUDA as well; with two numbers it is the fastest.
    optimizer: torch.optim.Optimizer = make(
        params, lr=config.lr, foreach=False, **row.torch_arguments(config.hyper)
    )
    return optimizer
