"""The table of optimizers against torch's signatures and defaults."""

from __future__ import annotations

import inspect
import math
from typing import Any

import pytest
import torch

from engine.config import DataSpec, RunConfig
from engine.errors import InputError
from engine.optimizers import LEFT_OUT, OPTIMIZERS, Optimizer, build

ROWS = pytest.mark.parametrize("name", OPTIMIZERS)

SET_BY_THE_ROW = {
    "sgd": {"momentum", "dampening", "nesterov"},
    "momentum": {"nesterov"},
    "nesterov": {"dampening"},  # torch allows none with it
}
"""What distinguishes the three rows that share `torch.optim.SGD`."""


def offered(row: Optimizer) -> set[str]:
    """The names of torch's arguments that the row's hyper-parameters fill."""
    return {"betas" if p.name in ("beta1", "beta2") else p.name for p in row.parameters}


def config(optimizer: str, **hyper: float) -> RunConfig:
    return RunConfig(
        DataSpec("line"), "identity", "sse", optimizer, 0.001, (0.0, 0.0), 1, tuple(hyper.items())
    )


@ROWS
def test_no_argument_of_torch_is_forgotten(name: str) -> None:
    row = OPTIMIZERS[name]
    signature = set(inspect.signature(getattr(torch.optim, row.torch_class)).parameters)
    known = offered(row) | set(row.fixed) | SET_BY_THE_ROW.get(name, set()) | set(LEFT_OUT)
    assert signature - known == {"params", "lr"}
    assert offered(row) | set(row.fixed) <= signature


@ROWS
def test_defaults_are_torchs(name: str) -> None:
    row = OPTIMIZERS[name]
    signature = inspect.signature(getattr(torch.optim, row.torch_class)).parameters
    for argument, value in row.torch_arguments().items():
        if argument == "momentum" and name in ("momentum", "nesterov"):
            assert value == 0.9  # torch's 0 would make them plain SGD
        elif argument not in row.fixed:
            assert value == signature[argument].default, argument


@ROWS
def test_ranges_hold_their_defaults_and_torch_takes_their_ends(name: str) -> None:
    for parameter in OPTIMIZERS[name].parameters:
        assert parameter.low <= parameter.default <= parameter.high
        assert 0 < parameter.step <= parameter.high - parameter.low
        assert parameter.low > 0 or parameter.scale != "log"
        for value in (parameter.low, parameter.high):
            weight = torch.zeros(2, requires_grad=True)
            optimizer = build(config(name, **{parameter.name: value}), [weight])
            weight.grad = torch.tensor([1.0, -2.0])
            optimizer.step()
            assert weight.isfinite().all(), (parameter.name, value)


@ROWS
def test_hyper_parameters_reach_torch(name: str) -> None:
    row = OPTIMIZERS[name]
    changed = {
        p.name: 1 - p.default if p.scale == "flag" else (p.default + p.low + 0.01) / 2 for p in row.parameters
    }
    group: dict[str, Any] = build(config(name, **changed), [torch.zeros(2)]).param_groups[0]
    for parameter, value in changed.items():
        if parameter in ("beta1", "beta2"):
            assert group["betas"][parameter == "beta2"] == value
        else:
            assert group[parameter] == value
    assert group["lr"] == 0.001
    assert group.get("nesterov", False) == (name == "nesterov")


@pytest.mark.parametrize(
    ("name", "hyper", "code"),
    [
        ("sgd", {"momentum": 0.9}, "unknown-choice"),
        ("adam", {"beta1": 1.0}, "out-of-range"),
        ("adam", {"amsgrad": 0.5}, "unknown-choice"),
        ("rmsprop", {"eps": 0.0}, "out-of-range"),
        ("momentum", {"momentum": math.nan}, "not-a-number"),
        ("lion", {}, "unknown-choice"),
    ],
)
def test_what_torch_would_not_understand_is_refused(name: str, hyper: dict[str, float], code: str) -> None:
    with pytest.raises(InputError) as caught:
        config(name, **hyper)
    assert caught.value.code == code
