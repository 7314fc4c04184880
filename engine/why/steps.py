"""What the last steps did: too long, uphill, or against each other."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from engine.curvature import curvature
from engine.diagnoses import Diagnosis
from engine.numerals import apart, significant
from engine.preview import losses_along
from engine.why.situation import Situation

RISE = 1e-5
"""A rise of the loss smaller than this share of it may be float32's rounding of the sum over the data."""
ALONG = 64
"""Into so many parts a step is cut to find where on it the loss is lowest."""
UPHILL = math.cos(math.radians(92.0))
"""Cosine beyond which a step goes uphill, with two degrees to spare for the rounding of short steps."""
AGAINST = -0.5
"""Two steps point against each other if the cosine of their angle is below this (120°)."""
TURNS = 5
"""So many times in a row the run must have turned back."""
ALONG_STEEP = 0.9
"""Share of a step's length that must lie along the steep axis, so that the axis explains it."""

SAME = 0.1
"""By so much the measured ratio of two steps may differ from 1 − lr · λmax where that explains it."""


def rose(situation: Situation) -> Diagnosis | None:
    """Say that the loss rose in this epoch, and whether the step was too long or went uphill."""
    before, after = situation.losses[-2:].tolist()
    if not after - before > RISE * abs(before):  # a typed surface may lie below 0
        return None
    step, grad = situation.steps[-1], situation.grads[-2]
    lengths = math.hypot(*step) * math.hypot(*grad)
    if lengths == 0.0 or math.hypot(*step) < 64 * situation.spacing:
        return None
    cosine = -float(step @ grad) / lengths
    old, new = apart(before, after)
    values = {"epoch": str(situation.epoch), "before": old, "loss": new}
    if cosine < UPHILL:
        values["angle"] = significant(math.degrees(math.acos(max(-1.0, cosine))), 3)
        by_momentum = situation.has_momentum and not situation.decay
        return Diagnosis("uphill-momentum" if by_momentum else "uphill", values)
    if cosine < -UPHILL:
        return None
    return _overshot(situation, values)


def _overshot(situation: Situation, values: dict[str, str]) -> Diagnosis | None:
    """Say where on the step the loss was lowest, if it was well inside."""
    shares = np.linspace(0.0, 1.0, ALONG + 1)
    on_the_way = losses_along(situation.problem, situation.path[-2] + shares[:, None] * situation.steps[-1])
    lowest = int(np.argmin(on_the_way))
    if not 0 < lowest < ALONG or not on_the_way[lowest] < on_the_way[0] < on_the_way[-1]:
        return None
    share = float(shares[lowest])
    values |= {"share": significant(100 * share, 2), "least": significant(float(on_the_way[lowest]))}
    if not situation.is_plain:
        return Diagnosis("overshoots", values)
    lr = situation.config.lr
    return Diagnosis("overshoots-sgd", values | {"rate": significant(share * lr, 2), "lr": significant(lr)})


def turns_back(situation: Situation) -> Diagnosis | None:
    """Say that the run zig-zags, and by which factor where the curvature gives one."""
    cosines = situation.cosines[-TURNS:]
    lengths = np.hypot(*situation.steps[-TURNS - 1 :].T)
    if len(cosines) < TURNS or not (cosines < AGAINST).all() or lengths.min() < 64 * situation.spacing:
        return None
    # Rounded towards 0, so that "or less" stays true.
    largest = math.ceil(float(cosines.max()) * 1000) / 1000
    values = {"count": str(TURNS), "cosine": significant(largest, 3)}
    if situation.is_plain:
        here = curvature(situation.problem, situation.record.w)
        factor = 1.0 - situation.config.lr * here.eigenvalues[1]
        along = situation.steps[-TURNS - 1 :] @ here.axes[1]
        explained = np.abs(along / lengths).min() > ALONG_STEEP
        if -1.0 < factor < -0.1 and explained and (np.abs(along[1:] / along[:-1] - factor) < SAME).all():
            values["factor"], _ = apart(factor, -1.0, digits=3)
            return Diagnosis("zig-zags" if here.exact else "zig-zags-local", values)
    return Diagnosis("to-and-fro", values)


def last_steps(situation: Situation) -> list[Diagnosis]:
    """What the last step did, and what the last few have in common."""
    looks: tuple[Callable[[Situation], Diagnosis | None], ...] = (rose, turns_back)
    return [found for look in looks if (found := look(situation)) is not None]
