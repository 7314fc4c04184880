"""The numbers of a run as seen from one epoch, each computed when first asked for."""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np

from engine.config import RunConfig
from engine.optimizers import OPTIMIZERS
from engine.problem import FloatArray, Problem
from engine.records import End, EpochRecord, History
from engine.stability import LOOK_BACK

ARRIVED = 0.01
"""A run is at the minimum within this share of its distance at the start …"""
ARRIVED_NEAR = 1e-3
"""… or, if it started closer, within this share of the minimum's own size (at least 1)."""
SPACING = 2.0**-23
"""Distance of neighbouring float32 numbers, relative to their size."""


class Situation:
    """A run up to one epoch, which is at least 1.

    Attributes
    ----------
    config, problem, hyper
        The run, its loss in float64, and all hyper-parameters of its optimizer by name.
    end
        How it ended, if this is its last epoch.
    start, record
        The records of epoch 0 and of the epoch looked at.
    path, losses, grads
        Weights (m, 2), losses (m,) and gradients (m, 2) of the last epochs, this one last; m ≤ LOOK_BACK + 1.
    """

    def __init__(self, config: RunConfig, history: History, end: End | None, epoch: int) -> None:
        self.config = config
        self.problem = Problem.of(config)
        self.hyper = OPTIMIZERS[config.optimizer].values(config.hyper)
        self.end = end
        self.start: EpochRecord = history[0]
        self.record: EpochRecord = history[epoch]
        rows = history.rows(max(0, epoch - LOOK_BACK), epoch + 1)
        self.path, self.losses, self.grads = rows[:, :2], rows[:, 2], rows[:, 3:5]

    @property
    def epoch(self) -> int:
        """The epoch looked at."""
        return self.record.epoch

    @property
    def is_plain(self) -> bool:
        """Whether a step is nothing but −lr · gradient."""
        plain = OPTIMIZERS[self.config.optimizer].torch_class == "SGD" and not self.hyper.get("momentum")
        return plain and not self.decay

    @property
    def is_adaptive(self) -> bool:
        """Whether the optimizer divides by a measure of the gradients' size."""
        return OPTIMIZERS[self.config.optimizer].torch_class != "SGD"

    @property
    def has_momentum(self) -> bool:
        """Whether earlier gradients are in the step."""
        return bool(self.hyper.get("momentum") or self.hyper.get("beta1"))

    @property
    def decay(self) -> float:
        """The weight decay."""
        return self.hyper["weight_decay"]

    @cached_property
    def steps(self) -> FloatArray:
        """Steps between the epochs of `path`, shape (m − 1, 2)."""
        return np.diff(self.path, axis=0)

    @cached_property
    def cosines(self) -> FloatArray:
        """Cosine of the angle between each of the last steps and the one before; NaN if one has no length."""
        steps = self.steps[-32:]
        lengths = np.hypot(steps[:, 0], steps[:, 1])
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray((steps[1:] * steps[:-1]).sum(axis=1) / (lengths[1:] * lengths[:-1]))

    @property
    def grad_norm(self) -> float:
        """Length of the gradient."""
        return math.hypot(*self.record.grad)

    @cached_property
    def optimum(self) -> tuple[float, float, float] | None:
        """(w0, w1, loss) of the minimum, where there is a single finite one."""
        return self.problem.optimum

    @cached_property
    def distances(self) -> FloatArray:
        """Distance of each point of `path` from the minimum, which must be known; shape (m,)."""
        assert self.optimum is not None
        return np.hypot(self.path[:, 0] - self.optimum[0], self.path[:, 1] - self.optimum[1])

    @cached_property
    def first_distance(self) -> float:
        """Distance of the start from the minimum, which must be known."""
        assert self.optimum is not None
        return math.dist(self.start.w, self.optimum[:2])

    @cached_property
    def near(self) -> float:
        """Within this distance of the minimum, which must be known, the run is at it."""
        assert self.optimum is not None
        size = max(1.0, math.hypot(*self.optimum[:2]))
        return max(ARRIVED * self.first_distance, ARRIVED_NEAR * size)

    @property
    def is_away(self) -> bool:
        """Whether there is a minimum and the run is not at it."""
        return self.optimum is not None and float(self.distances[-1]) > self.near

    def moved(self, count: int) -> float:
        """Distance between this epoch's weights and those `count` epochs before."""
        return math.dist(self.path[-1], self.path[-1 - count])

    @property
    def spacing(self) -> float:
        """Distance of neighbouring float32 numbers at the larger weight: steps near it are rounding."""
        return SPACING * max(1.0, float(np.abs(self.path[-1]).max()))
