"""Previews: the path that a run will take, known before it runs, at every move of the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np

from engine.checks import check_choice
from engine.config import RunConfig
from engine.optimizers import OPTIMIZERS
from engine.preview.batches import batched
from engine.preview.expansion import RADIUS, TOLERANCE
from engine.preview.path import ALARM, CAUTIOUS, LARGEST, walk
from engine.preview.rules import RULES, Rule, frozen
from engine.preview.slopes import slopes
from engine.problem import FloatArray, Problem
from engine.schedules import rates
from engine.surface.compressed import compressed_data
from engine.surface.quadratic import quadratic_form
from engine.typed import Typed

__all__ = ["Preview", "preview"]


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """The path of a run, epochs 0..k.

    Attributes
    ----------
    path
        Weights (w0, w1), shape (k + 1, 2).
    losses
        Loss at those weights, shape (k + 1,).
    end
        `finished` after all epochs, `cut` at the limit asked for, `diverged` where the next weights or
        loss are not finite in float32.
    uncertain_from
        The first epoch that rounding in float32 makes unpredictable, or None: beyond it the real run will
        take a path of this kind, but not this path.
    """

    path: FloatArray
    losses: FloatArray
    end: Literal["finished", "diverged", "cut"]
    uncertain_from: int | None


def preview(config: RunConfig, limit: int = 1000) -> Preview:
    """Return the path that a run of `config` will take, at most `limit` epochs of it.

    Raises
    ------
    InputError
        If the optimizer, a hyper-parameter or the loss is not one of the tables'.
    """
    return trace(Problem.of(config), config, limit)


def trace(problem: Problem, config: RunConfig, limit: int = 1000) -> Preview:
    """`preview` of `config`'s optimizer on a problem that is at hand, whatever data `config` names."""
    optimizer = OPTIMIZERS[check_choice("optimizer", config.optimizer, tuple(OPTIMIZERS))]
    epochs = min(config.epochs, max(limit, 0))
    hyper = optimizer.values(config.hyper)
    rule = partial(RULES[optimizer.name], config.lr, hyper, rates_of(config, epochs))

    def rules() -> tuple[Rule, Rule]:
        first, second = config.frozen
        return frozen if first else rule(), frozen if second else rule()

    at = batched(problem, config.batch, config.batch_seed) if config.batch else slopes(problem)
    alarm = CAUTIOUS if optimizer.name == "rmsprop" and not config.is_plain else ALARM
    steps, uncertain_from = walk(at, config.start, epochs, rules, alarm)
    path = np.array(steps)
    losses = losses_along(problem, path)
    beyond = np.flatnonzero(~(np.abs(losses) <= LARGEST))
    if len(beyond):
        path, losses = path[: beyond[0]], losses[: beyond[0]]
    if len(path) <= epochs:
        end: Literal["finished", "diverged", "cut"] = "diverged"
    else:
        end = "cut" if epochs < config.epochs else "finished"
    if uncertain_from is not None and uncertain_from >= len(path):
        uncertain_from = None
    return Preview(path, losses, end, uncertain_from)


def rates_of(config: RunConfig, updates: int) -> list[float] | None:
    """The learning rates of the first updates; None where there is no schedule.

    All schedules are in proportion to the learning rate: while that is dragged, one is scaled.
    """
    if not config.schedule:
        return None
    return [config.lr * share for share in rates(1.0, config.schedule, config.schedule_hyper).first(updates)]


def losses_along(problem: Problem, path: FloatArray) -> FloatArray:
    """Loss at each point of a path, shape (k,), for weights of shape (k, 2)."""
    w0, w1 = path[:, 0], path[:, 1]
    if isinstance(problem, Typed):
        return problem.loss(w0, w1)
    if problem.link == "identity":
        return quadratic_form(problem).loss(w0, w1)
    radius = RADIUS
    while radius < np.abs(w1).max():
        radius *= 2.0
    return compressed_data(problem, radius, TOLERANCE).loss(problem, w0, w1)
