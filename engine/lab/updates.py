"""The optimizers of the lab's networks, and how numbers are brought back from their device."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Iterable, Sequence
from typing import Any

import torch

from engine.lab.config import TrainConfig
from engine.optimizers import OPTIMIZERS


def make_optimizer(config: TrainConfig, parameters: Iterable[torch.nn.Parameter]) -> torch.optim.Optimizer:
    """Return the real `torch.optim` optimizer of `config`, as `torch.optim.X(parameters, lr, …)` makes it.

    Fused, where the config asks for it and the optimizer has such an update on the parameters' device.
    """
    row = OPTIMIZERS[config.optimizer]
    make = getattr(torch.optim, row.torch_class)
    arguments = row.torch_arguments(config.hyper)
    parameters = list(parameters)
    here = all(parameter.device.type in ("cpu", "cuda") for parameter in parameters)
    if config.fused and here and "fused" in inspect.signature(make).parameters:
        arguments["fused"] = True
    optimizer: torch.optim.Optimizer = make(parameters, lr=config.lr, **arguments)
    return optimizer


def as_floats(losses: Sequence[float | torch.Tensor]) -> list[float]:
    """Return losses as numbers, in one transfer for all those that are still on a graphics card."""
    waiting = [loss for loss in losses if isinstance(loss, torch.Tensor)]
    arrived = iter(torch.stack(waiting).tolist() if waiting else ())
    return [next(arrived) if isinstance(loss, torch.Tensor) else loss for loss in losses]


def copied(state: dict[str, Any]) -> dict[str, Any]:
    """Return a state dict with every tensor in it copied to the CPU."""
    found: dict[str, Any] = _copied(state)
    return found


def _copied(value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return value.detach().cpu().clone()
    if isinstance(value, dict):
        return {key: _copied(part) for key, part in value.items()}
    return copy.deepcopy(value)
