"""What a run may be made of."""

from __future__ import annotations

import math
from typing import Any

import pytest

from engine.config import DataSpec, RunConfig
from engine.errors import InputError

GOOD: dict[str, Any] = {
    "data": DataSpec("line"),
    "link": "identity",
    "loss": "sse",
    "optimizer": "sgd",
    "lr": 0.001,
    "start": (-5.0, 10.0),
    "epochs": 30,
}


@pytest.mark.parametrize(
    ("field", "value", "named", "code"),
    [
        ("data", DataSpec("moons"), "data", "unknown-choice"),
        ("link", "tanh", "link", "unknown-choice"),
        ("loss", "hinge", "loss", "unknown-choice"),
        ("loss", "bce", None, "unfit-loss"),
        ("optimizer", "lion", "optimizer", "unknown-choice"),
        ("lr", math.nan, "lr", "not-a-number"),
        ("lr", "0.1", "lr", "not-a-number"),
        ("lr", True, "lr", "not-a-number"),
        ("lr", 0.0, "lr", "out-of-range"),
        ("lr", 1e9, "lr", "out-of-range"),
        ("lr", 10**400, "lr", "out-of-range"),
        ("start", (math.inf, 0.0), "w0", "not-a-number"),
        ("start", (0.0, -1e9), "w1", "out-of-range"),
        ("epochs", 0, "epochs", "out-of-range"),
        ("epochs", 10**9, "epochs", "out-of-range"),
        ("epochs", 30.0, "epochs", "not-whole"),
        ("epochs", True, "epochs", "not-whole"),
    ],
)
def test_a_bad_field_is_named(field: str, value: object, named: str | None, code: str) -> None:
    with pytest.raises(InputError) as caught:
        RunConfig(**{**GOOD, field: value})
    assert caught.value.code == code
    assert named is None or caught.value.values["field"] == named
    assert str(caught.value).endswith(".")


def test_hyper_parameters_are_kept_sorted_so_that_equal_runs_are_equal() -> None:
    one = RunConfig(**{**GOOD, "optimizer": "adam"}, hyper=(("eps", 1e-6), ("beta1", 0.5)))
    other = RunConfig(**{**GOOD, "optimizer": "adam"}, hyper=(("beta1", 0.5), ("eps", 1e-6)))
    assert one == other
    assert hash(one) == hash(other)
