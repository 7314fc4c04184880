"""What a map is of: two things that differ from pixel to pixel, and the run that they are put into."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from engine.box import Box, Interval
from engine.caches import KeptWith
from engine.config import LEARNING_RATE, TYPED, RunConfig
from engine.optimizers import OPTIMIZERS
from engine.problem import FloatArray, Problem
from engine.studio import MAPS

Kind = Literal["starts", "memory", "rate-w0", "rate-w1"]
KINDS: tuple[Kind, ...] = ("starts", "memory", "rate-w0", "rate-w1")
"""Every start; learning rate × what the optimizer remembers; learning rate × one weight of the start."""
assert KINDS == MAPS

MEMORY: dict[str, tuple[str, str]] = {
    "sgd": ("momentum", "momentum"),
    "momentum": ("momentum", "momentum"),
    "nesterov": ("nesterov", "momentum"),
    "adagrad": ("adagrad", "lr_decay"),
    "rmsprop": ("rmsprop", "momentum"),
    "adam": ("adam", "beta1"),
    "adamw": ("adamw", "beta1"),
}
"""For each optimizer the one that a map of its memory is made with, and which hyper-parameter that is.

Plain SGD is momentum 0, so it shares a map with momentum."""
assert MEMORY.keys() == OPTIMIZERS.keys()

LONGEST = 1000
"""Epochs of a run on a map, at most."""
PIXELS = (100, 160)
"""Pixels of a side that shows starts: the notes' grid where it has so many, else steps that divide it."""
RATES = 121
"""Pixels of a side that shows learning rates, and of weights beside it."""
MEMORIES = 100
"""Pixels of a side that shows what is remembered: hundredths."""
BELOW, ABOVE = 300.0, 5.0
"""Learning rates are shown from the stability limit, or a like of it, divided by this to it times that."""
FAR = 0.25
"""An adaptive optimizer's step is about its learning rate: a quarter of the box is one too large."""
NEAR = 0.01
"""A run has arrived at the minimum and this part of the way up to the lesson's own start."""
SAMPLES = 41
"""Places a side at which a loss is looked at whose minimum nobody knows."""
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of a map: `count` values from `low` to `high`, evenly or by equal factors.

    `name` is `w0`, `w1`, `lr` or a hyper-parameter's.
    """

    name: str
    low: float
    high: float
    count: int
    log: bool = False

    @property
    def values(self) -> FloatArray:
        """Value at each pixel, shape (count,), with a few digits only, so that a person can read them."""
        if self.log:
            even = np.geomspace(self.low, self.high, self.count)
        else:
            even = np.linspace(self.low, self.high, self.count)
        digits = DIGITS if self.log else DIGITS + 2
        return np.array([float(f"{value:.{digits}g}") for value in even.tolist()])

    @property
    def ends(self) -> Interval:
        """The outer edges of the first and the last pixel."""
        half = 0.5 / max(self.count - 1, 1)
        return self.at(-half), self.at(1.0 + half)

    def at(self, share: float) -> float:
        """The value at a share of the way from the first pixel's to the last one's."""
        if self.log:
            return float(self.low * (self.high / self.low) ** share)
        return self.low + share * (self.high - self.low)

    def share(self, value: float) -> float:
        """The inverse of `at`; NaN where a logarithm has none."""
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low) if value > 0 else math.nan
        return (value - self.low) / (self.high - self.low)

    def nearest(self, value: float) -> int | None:
        """The pixel that a value lies in; None beyond the sides."""
        place = self.share(value) * (self.count - 1)
        if not -0.5 <= place <= self.count - 0.5:
            return None
        return min(max(round(place), 0), self.count - 1)


@dataclass(frozen=True, slots=True)
class MapSpec:
    """A map: for each (across, up) a run.

    Attributes
    ----------
    kind
        One of `KINDS`.
    config
        What all runs have in common; what the axes say is at a fixed value in it, so that two specs are
        equal if their maps are.
    across, up
        The axes.
    target
        The loss at which a run has arrived.
    """

    kind: Kind
    config: RunConfig
    across: Axis
    up: Axis
    target: float

    @property
    def epochs(self) -> int:
        """Epochs of every run."""
        return min(self.config.epochs, LONGEST)

    @property
    def shape(self) -> tuple[int, int]:
        """Pixels across and up."""
        return self.across.count, self.up.count

    def fields(self, i: int, j: int) -> dict[str, Any]:
        """What of a `RunConfig` pixel (i, j) says: the fields to be replaced."""
        a, b = float(self.across.values[i]), float(self.up.values[j])
        if self.kind == "starts":
            return {"start": (a, b)}
        if self.kind == "memory":
            hyper = {**dict(self.config.hyper), self.up.name: b}
            return {"lr": a, "optimizer": self.config.optimizer, "hyper": tuple(hyper.items())}
        w0, w1 = self.config.start
        return {"lr": a, "start": (b, w1) if self.kind == "rate-w0" else (w0, b)}

    def config_at(self, i: int, j: int) -> RunConfig:
        """The run of pixel (i, j)."""
        return replace(self.config, **self.fields(i, j))

    def pixel_of(self, config: RunConfig) -> tuple[int, int] | None:
        """The pixel that a run lies in; None where it is not on the map."""
        places = tuple(axis.nearest(_value(config, axis.name)) for axis in (self.across, self.up))
        return None if None in places else (places[0], places[1])  # type: ignore[return-value]


def _value(config: RunConfig, name: str) -> float:
    """What a config says of an axis."""
    if name == "lr":
        return config.lr
    if name in ("w0", "w1"):
        return config.start[int(name == "w1")]
    return OPTIMIZERS[config.optimizer].values(config.hyper).get(name, 0.0)


def make_spec(
    kind: Kind,
    config: RunConfig,
    box: Box,
    step: float,
    lesson_start: tuple[float, ...],
    lesson_lr: float,
    target: float | None = None,
) -> MapSpec:
    """Return the map of a kind around a run.

    Parameters
    ----------
    box, step
        The lesson's part of the (w0, w1) plane, and its grid's step.
    lesson_start, lesson_lr
        The lesson's own: what the map must not depend on is taken from there, so that it stays while
        one picks from it.
    target
        The loss at which a run has arrived; None for one near the minimum.
    """
    problem = Problem.of(config)
    if target is None:
        target = near_minimum(problem, lesson_start, box)
    if kind == "starts":
        fixed = replace(config, start=lesson_start)
        return MapSpec(kind, fixed, _starts("w0", box.w0, step), _starts("w1", box.w1, step), target)
    if kind == "memory":
        optimizer, name = MEMORY[config.optimizer]
        row = next(one for one in OPTIMIZERS[optimizer].parameters if one.name == name)
        hyper = {key: value for key, value in config.hyper if key != name}
        fixed = replace(config, optimizer=optimizer, lr=lesson_lr, hyper=tuple(hyper.items()))
        high = 0.99 if row.high <= 1.0 else 1.0
        low = max(row.low, 0.0)
        count = MEMORIES if low == 0.0 else MEMORIES - 1
        return MapSpec(kind, fixed, _rates(problem, fixed, box), Axis(name, low, high, count), target)
    w0, w1 = config.start
    start = (lesson_start[0], w1) if kind == "rate-w0" else (w0, lesson_start[1])
    fixed = replace(config, lr=lesson_lr, start=start)
    name, side = ("w0", box.w0) if kind == "rate-w0" else ("w1", box.w1)
    return MapSpec(kind, fixed, _rates(problem, fixed, box), _starts(name, side, step), target)


def near_minimum(problem: Problem, start: tuple[float, ...], box: Box) -> float:
    """The loss at which a run has arrived, if the person has not said another one."""
    at_start = float(problem.loss(*start))
    lowest = 0.0
    minima = minima_of(problem)
    if minima:
        lowest = float(problem.loss(*minima[0]))
    elif problem.link in TYPED:  # nobody knows how low it gets
        lowest = min(_lowest_seen(problem, box), at_start)
    return float(f"{lowest + NEAR * max(at_start - lowest, 0.0):.4g}")


@KeptWith
def _lowest_seen(problem: Problem, box: Box) -> float:
    """The lowest loss on a grid over the box."""
    w0, w1 = (np.linspace(*side, SAMPLES) for side in (box.w0, box.w1))
    seen = problem.loss(w0[:, None], w1[None, :])
    return float(np.min(seen, where=np.isfinite(seen), initial=np.inf))


def minima_of(problem: Problem) -> tuple[tuple[float, float], ...]:
    """The lowest points of a problem, as far as they are known."""
    several: tuple[tuple[float, float], ...] = getattr(problem, "minima", ())
    if several:
        return several
    return (problem.optimum[:2],) if problem.optimum is not None else ()


def _starts(name: str, side: Interval, step: float) -> Axis:
    """The notes' grid over a side, without its upper end; a coarse one divided, a fine one thinned."""
    low, high = side
    count = max(1, round((high - low) / step))
    if count < PIXELS[0]:
        count *= math.ceil(PIXELS[0] / count)
    if count > PIXELS[1]:
        count = PIXELS[0]
    return Axis(name, low, high - (high - low) / count, count)


def _rates(problem: Problem, config: RunConfig, box: Box) -> Axis:
    """Learning rates around the largest stable one, or around steps as large as the box."""
    middle = FAR * max(box.size)
    if OPTIMIZERS[config.optimizer].torch_class == "SGD":
        where = (*minima_of(problem), config.start)[0]
        steepest = float(np.abs(np.linalg.eigvalsh(problem.hessian(*where))).max())
        middle = 2.0 / steepest if steepest > 0.0 and math.isfinite(steepest) else config.lr
    low = min(middle / BELOW, config.lr / 2.0)
    high = max(middle * ABOVE, config.lr * 2.0)
    low, high = (float(f"{end:.2g}") for end in (low, high))
    return Axis("lr", max(low, LEARNING_RATE[0]), min(high, LEARNING_RATE[1]), RATES, log=True)
