"""What a run is made of. Plain numbers, no torch: the window can show a lesson before torch is there."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

from engine.errors import InputError

Link = Literal["identity", "sigmoid"]

LEARNING_RATE = (1e-12, 1e6)
WEIGHT = (-1e6, 1e6)
EPOCHS = (1, 1_000_000)


@dataclass(frozen=True, slots=True)
class DataSpec:
    """Which data are drawn: a recipe's name in `engine.data.RECIPES` and the seed of its draws."""

    recipe: str
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class RunConfig:
    """One optimizer descending from one start on one data set.

    Attributes
    ----------
    data, link
        The data, and what stands between `w0 + w1·x` and ŷ: nothing, or the sigmoid.
    loss
        `sse`, `mse` or `bce`.
    optimizer, hyper
        A key of `engine.optimizers.OPTIMIZERS` and its hyper-parameters as sorted (name, value) pairs;
        those left out have the table's default.
    lr, start, epochs
        Learning rate, initial weights (w0 = bias, w1 = weight) and the number of updates.

    Raises
    ------
    InputError
        If a number is not finite or outside `LEARNING_RATE`, `WEIGHT`, `EPOCHS`.
    """

    data: DataSpec
    link: Link
    loss: str
    optimizer: str
    lr: float
    start: tuple[float, float]
    epochs: int
    hyper: tuple[tuple[str, float], ...] = field(default=())

    def __post_init__(self) -> None:
        check_number("lr", self.lr, *LEARNING_RATE)
        check_number("w0", self.start[0], *WEIGHT)
        check_number("w1", self.start[1], *WEIGHT)
        check_whole("epochs", self.epochs, *EPOCHS)
        object.__setattr__(self, "hyper", tuple(sorted(self.hyper)))


def check_number(name: str, value: object, low: float, high: float) -> float:
    """Return `value` as a float in [low, high]; raise `InputError` naming `name` otherwise."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InputError("not-a-number", field=name, value=value)
    if not low <= value <= high:
        raise InputError("out-of-range", field=name, value=f"{value:g}", low=f"{low:g}", high=f"{high:g}")
    return float(value)


def check_whole(name: str, value: object, low: int, high: int) -> int:
    """Return `value` as an int in [low, high]; raise `InputError` naming `name` otherwise."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise InputError("not-whole", field=name, value=value)
    if not low <= value <= high:
        raise InputError("out-of-range", field=name, value=value, low=low, high=high)
    return value
