"""Where a run has come to: the minimum, a point beside it, a plateau, or nowhere at all."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from engine.curvature import curvature
from engine.diagnoses import Diagnosis
from engine.numerals import apart, significant
from engine.optimizers import OPTIMIZERS
from engine.optimum import loss_of_best_step
from engine.problem import Problem, sigmoid
from engine.typed import Typed
from engine.why.situation import Situation
from engine.why.steps import AGAINST

STAYED = 3
"""So many epochs plain SGD must have been at the minimum; below the limit it can only come closer."""
WINDOW = 20
"""So many epochs other optimizers must, which may fly over it, and over so many jumps are measured."""
STILL = 10
"""Epochs without any change after which w is called stuck."""
SETTLED = 1e-3
"""A run has settled if its last `WINDOW` epochs moved it by less than this share of what they explain."""
FLAT = 0.01
"""Mean σ′ below which the sigmoid is saturated; its largest value is 0.25."""
RESTING = 1e-3
"""A run rests in a hollow if the way to its bottom, and that of the last `WINDOW` epochs, are below this."""
CRAWL = 0.01
"""A crawl moves by less than this, absolutely and as a share of the distance to the minimum."""


def at_minimum(situation: Situation) -> list[Diagnosis]:
    """Say that the run has arrived, within the tolerance of `Situation.near`, and how exactly."""
    optimum = situation.optimum
    stay = STAYED if situation.is_plain else WINDOW
    if optimum is None or len(situation.path) < stay or (situation.distances[-stay:] > situation.near).any():
        return []
    if situation.is_plain and not _is_drawn_in(situation, optimum):
        return []
    excess, least = situation.record.loss - optimum[2], optimum[2]
    first = situation.start.loss - least
    if excess > max(1e-3 * first, 1e-3 * least):
        return []  # close, but so steep that the loss is not there yet
    values = {
        "epoch": str(situation.epoch),
        "distance": significant(float(situation.distances[-1]), 3),
        "o0": significant(optimum[0], 5),
        "o1": significant(optimum[1], 5),
        "least": significant(least, 6),
    }
    if abs(excess) < 1e-6 * abs(least):
        return [Diagnosis("converged-fully", values)]
    if excess <= 0.0:
        return []
    return [Diagnosis("converged", values | {"excess": significant(excess, 3)})]


def _is_drawn_in(situation: Situation, optimum: tuple[float, float, float]) -> bool:
    """Whether plain SGD comes closer from near the minimum: the learning rate is below 2/λmax there."""
    largest = curvature(situation.problem, optimum[:2]).largest
    return largest is not None and situation.config.lr < largest


def in_hollow(situation: Situation) -> list[Diagnosis]:
    """Say that the run of a typed formula, which may have several hollows, has come to rest in one."""
    problem, record = situation.problem, situation.record
    if not isinstance(problem, Typed) or situation.decay or len(situation.path) <= WINDOW:
        return []
    here = curvature(problem, record.w)
    if here.kind != "bowl" or here.condition is None or here.condition > 1e8:
        return []
    w = np.array(record.w)
    left = np.abs(here.axes @ np.array(record.grad) / np.array(here.eigenvalues)).max()  # Newton's step
    size = max(1.0, float(np.hypot(*w)))
    if max(left, situation.moved(WINDOW)) > RESTING * size:
        return []
    values = {
        "w0": significant(record.w[0], 4),
        "w1": significant(record.w[1], 4),
        "loss": significant(record.loss, 5),
    }
    optimum = situation.optimum
    if optimum is not None and situation.is_away:
        values |= {"o0": significant(optimum[0], 4), "o1": significant(optimum[1], 4)}
        return [Diagnosis("hollow-above", values | {"least": significant(optimum[2], 5)})]
    low, high = here.eigenvalues
    values |= {"norm": significant(situation.grad_norm, 2)}
    return [Diagnosis("hollow", values | {"low": significant(low, 3), "high": significant(high, 3)})]


def frozen(situation: Situation) -> list[Diagnosis]:
    """Say that w no longer changes at all although the minimum is elsewhere."""
    if not situation.is_away or situation.decay:
        return []
    changed = np.flatnonzero((situation.path != situation.path[-1]).any(axis=1))
    count = len(situation.path) - 1 - (int(changed[-1]) + 1 if len(changed) else 0)
    if count < STILL:
        return []
    values = {"distance": significant(float(situation.distances[-1]), 3), "count": str(count)}
    if situation.grad_norm > 0.0:
        values["grad0"], values["grad1"] = (significant(g, 3) for g in situation.record.grad)
        return [Diagnosis("frozen", values)]
    if _has_slope_as_factor(situation.problem) and (slope := _mean_slope(situation)) < FLAT:
        return [Diagnosis("no-gradient", values | {"slope": significant(slope, 3)})]
    return []


def held_by_decay(situation: Situation) -> list[Diagnosis]:
    """Say that the weight decay, and what balances it, hold the run beside the minimum."""
    if not situation.decay or not situation.is_away or len(situation.path) <= WINDOW:
        return []
    w, grad = np.array(situation.record.w), np.array(situation.record.grad)
    distance = float(situation.distances[-1])
    if situation.moved(WINDOW) > SETTLED * distance:
        return []
    values = {"distance": significant(distance, 3)}
    if situation.config.optimizer == "adamw":
        taken = situation.config.lr * situation.decay * w
        step = situation.steps[-1]
        if np.abs(taken).min() < 100 * situation.spacing or (np.abs(step) > 0.05 * np.abs(taken)).any():
            return []
        values |= {"pull0": significant(taken[0], 2), "pull1": significant(taken[1], 2)}
        return [
            Diagnosis(
                "decay-decoupled",
                values | {"step0": significant(step[0], 2), "step1": significant(step[1], 2)},
            )
        ]
    pull = situation.decay * w
    if math.hypot(*(grad + pull)) > 0.01 * math.hypot(*pull):
        return []
    values |= {"decay": significant(situation.decay), "w0": significant(w[0], 4), "w1": significant(w[1], 4)}
    values["grad0"], values["grad1"] = (significant(g, 3) for g in grad)
    values["pull0"], values["pull1"] = (significant(p, 3) for p in pull)
    return [Diagnosis("decay-balance", values)]


def jumps_about(situation: Situation) -> list[Diagnosis]:
    """Say that the run stays around the minimum because its steps do not shrink there."""
    optimum = situation.optimum
    if optimum is None or len(situation.path) <= 2 * WINDOW:
        return []
    distances = situation.distances[-WINDOW:]
    before = situation.distances[-2 * WINDOW : -WINDOW]
    if not 0.9 < distances.mean() / before.mean() < 1.1 or distances.min() == 0.0:
        return []  # it comes closer, or goes away
    if not (situation.cosines[1 - WINDOW :] < AGAINST).all():
        return []
    values = {"count": str(WINDOW), "near": _rounded_down(float(distances.min()))}
    lr = situation.config.lr
    if situation.is_plain:
        largest = curvature(situation.problem, optimum[:2]).largest
        if largest is None or lr <= 1.001 * largest:
            return []
        values["lr"], values["largest"] = apart(lr, largest, digits=4)
        return [Diagnosis("cannot-settle", values)]
    length = float(np.hypot(*situation.steps[-WINDOW:].T).mean())
    if not situation.is_adaptive or not 0.2 * lr < length < 5.0 * lr or distances.max() > 5.0 * length:
        return []
    label = OPTIMIZERS[situation.config.optimizer].label
    values |= {"optimizer": label, "lr": significant(lr), "length": significant(length, 3)}
    return [Diagnosis("bounces", values)]


def _rounded_down(value: float) -> str:
    """`value` > 0 with three digits, none of them rounded up: "no closer than" stays true."""
    unit = 10.0 ** (math.floor(math.log10(value)) - 2)
    return significant(math.floor(value / unit) * unit, 3)


def on_plateau(situation: Situation) -> list[Diagnosis]:
    """Say that squared errors behind a saturated sigmoid have next to no gradient, and what BCE has."""
    problem, count = situation.problem, len(situation.path) - 1
    if not _has_slope_as_factor(problem) or count < STILL or not situation.is_away:
        return []
    moved = situation.moved(count)
    if moved > CRAWL * min(1.0, float(situation.distances[-1])):
        return []
    slope = _mean_slope(situation)
    if slope > FLAT or situation.grad_norm == 0.0:
        return []
    said = [
        Diagnosis(
            "plateau",
            {
                "norm": significant(situation.grad_norm, 3),
                "slope": significant(slope, 3),
                "moved": significant(moved, 3),
                "count": str(count),
            },
        )
    ]
    cross_entropy = Problem(problem.x, problem.y, "sigmoid", "bce").gradient(*situation.record.w)
    norm = math.hypot(float(cross_entropy[0]), float(cross_entropy[1]))
    if problem.is_mean and norm > 100.0 * situation.grad_norm:
        said.append(Diagnosis("plateau-bce", {"norm": significant(norm, 3)}))
    return said


def _has_slope_as_factor(problem: Problem) -> bool:
    """Whether σ′ is a factor of each datum's gradient; the cross-entropy's 1/σ′ takes it out again."""
    return problem.link == "sigmoid" and problem.loss_name != "bce"


def _mean_slope(situation: Situation) -> float:
    """Mean of σ′ = σ(u)·σ(−u) over the data."""
    u = situation.record.w[0] + situation.record.w[1] * situation.problem.x
    return float((sigmoid(u) * sigmoid(-u)).mean())


def nowhere(situation: Situation) -> list[Diagnosis]:
    """Say that there is no minimum to come to: a threshold tells all labels apart, so steeper is better."""
    problem = situation.problem
    if problem.loss_name != "bce" or situation.optimum is not None or situation.epoch < STILL:
        return []
    infimum = loss_of_best_step(problem)
    before, after = math.hypot(*situation.start.w), math.hypot(*situation.record.w)
    if not infimum < situation.record.loss or not after > 1.01 * before or math.isinf(infimum):
        return []
    loss, limit = apart(situation.record.loss, infimum, digits=4)
    shown_before, shown_after = apart(before, after, digits=3)
    values = {"loss": loss, "infimum": limit, "before": shown_before, "after": shown_after}
    return [Diagnosis("no-minimum", values)]


PLACES: tuple[Callable[[Situation], list[Diagnosis]], ...] = (
    jumps_about,
    at_minimum,
    held_by_decay,
    in_hollow,
    frozen,
    on_plateau,
    nowhere,
)
"""The first that has something to say is heard."""
