"""The update rules, held against torch.optim itself on the same gradients, in float32."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.config import DataSpec, RunConfig
from engine.optimizers import OPTIMIZERS, HyperParameter, build
from engine.preview.rules import RULES, SPLIT, float32

AGREEMENT = 5e-6


def paths(
    name: str, lr: float, hyper: dict[str, float], gradients: np.ndarray, start: float
) -> tuple[np.ndarray, np.ndarray]:
    """Weights after each update by torch and by the rule, shapes (len(gradients),)."""
    data = DataSpec("line", 43052)
    config = RunConfig(data, "identity", "sse", name, lr, (start, 0.0), 1, tuple(hyper.items()))
    w = torch.tensor([start], dtype=torch.float32)
    optimizer = build(config, [w])
    rule = RULES[name](lr, OPTIMIZERS[name].values(config.hyper))
    mine = float32(start)
    theirs, ours = [], []
    for gradient in gradients.astype(np.float32):
        w.grad = torch.tensor([gradient])
        optimizer.step()
        mine = rule(mine, float(gradient))
        theirs.append(w.item())
        ours.append(mine)
    return np.array(theirs), np.array(ours)


def assert_same(theirs: np.ndarray, ours: np.ndarray) -> None:
    np.testing.assert_array_less(np.abs(theirs - ours), AGREEMENT * np.maximum(1.0, np.abs(theirs)))


def gradients(count: int, seed: int = 0) -> np.ndarray:
    """Noisy and shrinking, with a change of sign: what a descent feels."""
    rng = np.random.default_rng(seed)
    return (np.exp(-np.arange(count) / 80.0) + 0.05) * (1.0 + rng.normal(size=count))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_defaults_over_1000_updates(name: str) -> None:
    assert_same(*paths(name, 0.01, {}, gradients(1000), -3.0))


CASES = [
    ("sgd", {"weight_decay": 0.1}),
    ("momentum", {"momentum": 0.5, "dampening": 0.3, "weight_decay": 0.01}),
    ("momentum", {"momentum": 0.0}),
    ("nesterov", {"momentum": 0.8, "weight_decay": 0.05}),
    ("adagrad", {"lr_decay": 0.1, "initial_accumulator_value": 0.5, "eps": 1e-3, "weight_decay": 0.01}),
    ("rmsprop", {"alpha": 0.9, "momentum": 0.7, "weight_decay": 0.02, "eps": 1e-6}),
    ("rmsprop", {"alpha": 0.95, "centered": 1.0, "momentum": 0.5}),
    ("adam", {"beta1": 0.5, "beta2": 0.9, "eps": 1e-4, "weight_decay": 0.3}),
    ("adam", {"amsgrad": 1.0, "beta1": 0.0}),
    ("adamw", {"weight_decay": 0.5, "amsgrad": 1.0, "beta1": 0.7, "beta2": 0.95, "eps": 1e-5}),
]


@pytest.mark.parametrize(("name", "hyper"), CASES)
def test_every_option_over_1000_updates(name: str, hyper: dict[str, float]) -> None:
    assert_same(*paths(name, 0.01, hyper, gradients(1000, seed=1), 2.0))


def test_the_cases_name_every_option_of_the_table() -> None:
    for optimizer in OPTIMIZERS.values():
        named = {option for name, hyper in CASES if name == optimizer.name for option in hyper}
        assert named == {parameter.name for parameter in optimizer.parameters}, optimizer.name


def values(parameter: HyperParameter) -> st.SearchStrategy[float]:
    if parameter.scale == "flag":
        return st.sampled_from([0.0, 1.0])
    if parameter.scale == "log":
        return st.floats(-10, -2).map(lambda exponent: 10.0**exponent)
    high = {"weight_decay": 1.0, "initial_accumulator_value": 10.0}.get(parameter.name, parameter.high)
    return st.floats(parameter.low, min(high, 0.99))


@settings(max_examples=60)
@given(
    st.data(), st.sampled_from(list(OPTIMIZERS)), st.floats(-4, -1), st.floats(-20, 20), st.integers(0, 99)
)
def test_any_options(data: st.DataObject, name: str, exponent: float, start: float, seed: int) -> None:
    hyper = {parameter.name: data.draw(values(parameter)) for parameter in OPTIMIZERS[name].parameters}
    if hyper.get("centered"):
        # The variance v − ḡ² is a difference of nearly equal numbers: torch's own float32 sets its digits.
        hyper["eps"], hyper["alpha"] = max(hyper["eps"], 1e-2), max(hyper["alpha"], 0.5)
    assert_same(*paths(name, 10.0**exponent, hyper, gradients(100, seed), start))


def test_steps_below_half_a_unit_do_not_move_the_weight() -> None:
    theirs, ours = paths("sgd", 0.05, {}, np.full(50, 5e-6), -10.0)
    assert set(theirs) == {-10.0}
    assert set(ours) == {-10.0}


@given(st.floats(-1e30, 1e30, allow_subnormal=False))
def test_splitting_rounds_to_float32(value: float) -> None:
    c = SPLIT * value
    rounded = c - (c - value)
    assert rounded == pytest.approx(float32(value), rel=1.2e-7, abs=1e-37)
    if abs(value) > 1e-37:
        assert rounded == float(np.float32(rounded))
    assert float32(value) == float(np.float32(value))


def test_beyond_float32_is_infinite() -> None:
    assert float32(1e39) == np.inf
    assert float32(-1e39) == -np.inf
