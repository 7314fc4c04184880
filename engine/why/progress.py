"""How fast a run comes closer to the minimum, and how far there is to go."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from engine.curvature import curvature
from engine.diagnoses import Diagnosis
from engine.numerals import significant
from engine.why.situation import ARRIVED, Situation

EARLY = 3
"""Epochs after which the pace of a run may be judged."""
SMALL = 0.1
"""A learning rate is called small if an epoch takes less than this share off the steepest error."""
FAR = 0.1
"""Share of the first distance beyond which a run is far from the minimum."""
MEASURED = 100
"""Epochs over which a pace is measured, fewer at the beginning, but at least `LEAST`."""
LEAST = 20
SAME = 0.1
"""By this share a measured pace may differ from the expected one."""


def small_rate(situation: Situation) -> Diagnosis | None:
    """Say what an epoch takes off the errors of a quadratic loss at a small learning rate."""
    if not situation.is_plain or not situation.is_away or situation.epoch < EARLY:
        return None
    if situation.distances[-1] < FAR * situation.first_distance:
        return None
    shape = curvature(situation.problem, situation.record.w)
    if not shape.exact or shape.best is None:
        return None
    lr, (low, high) = situation.config.lr, shape.eigenvalues
    if lr * high >= SMALL:
        return None
    values = {
        "lr": significant(lr),
        "slow": significant(100 * lr * low, 2),
        "fast": significant(100 * lr * high, 2),
        "best": significant(shape.best, 3),
        "rest": significant(100 * (high - low) / (high + low), 2),
    }
    return Diagnosis("slow-rate", values)


def steady(situation: Situation) -> Diagnosis | None:
    """Say how many more epochs it takes, if the distance shrinks as it will for the rest of the way.

    Near the minimum plain SGD takes lr · λmin off it in the long run. Only where that is what was measured,
    in both halves of the last epochs, is there a pace to count on: further out it still changes.
    """
    optimum = situation.optimum
    if optimum is None or not situation.is_plain or not situation.is_away or len(situation.path) <= LEAST:
        return None
    half = min(len(situation.path) - 1, MEASURED) // 2
    distances = situation.distances[-2 * half - 1 :]
    share = situation.config.lr * curvature(situation.problem, optimum[:2]).eigenvalues[0]
    if not 0.0 < share < 1.0 or not (np.diff(distances) < 0.0).all():
        return None
    paces = np.log(distances[[0, half]] / distances[[half, -1]]) / half  # of the first and the second half
    expected = -math.log1p(-share)
    if (np.abs(paces - expected) > SAME * expected).any():
        return None
    left = ARRIVED * situation.first_distance
    if share * left < 16 * situation.spacing:
        return None  # float32 will stop it before it is there
    more = math.log(float(distances[-1]) / left) / expected
    if not 1.0 <= more < 1e7:
        return None
    values = {
        "count": str(2 * half),
        "share": significant(100 * share, 2),
        "distance": significant(float(distances[-1]), 3),
        "more": str(int(float(f"{more:.1e}"))),
        "first": significant(situation.first_distance, 3),
    }
    return Diagnosis("steady", values)


def unfinished(situation: Situation) -> Diagnosis | None:
    """Say how far from the minimum a run was when it ended."""
    if situation.end not in ("finished", "stopped") or situation.optimum is None or not situation.is_away:
        return None
    excess = situation.record.loss - situation.optimum[2]
    if excess < 1e-5 * abs(situation.optimum[2]):
        return None
    values = {
        "distance": significant(float(situation.distances[-1]), 3),
        "first": significant(situation.first_distance, 3),
        "norm": significant(situation.grad_norm, 3),
        "excess": significant(excess, 3),
    }
    return Diagnosis("ended-away", values)


def progress(situation: Situation) -> list[Diagnosis]:
    """The pace, where it is known, else how far a run had come when it ended."""
    looks: tuple[Callable[[Situation], Diagnosis | None], ...] = (small_rate, steady)
    paces = [found for look in looks if (found := look(situation)) is not None]
    rest = None if paces else unfinished(situation)
    return paces if rest is None else [rest]
