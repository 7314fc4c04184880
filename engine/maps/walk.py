"""Many runs at once, in float64 and closed form: how each of them ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.maps.rules import Rule, rounded
from engine.maps.slopes import Slopes
from engine.preview.expansion import HALF_ULP
from engine.preview.path import LARGEST, SIGNS
from engine.problem import FloatArray
from engine.surface.rows import Cancelled

NEVER = -1
"""Stands for an epoch that does not come."""
STRETCH = 32
"""Epochs between two looks at what has become of the runs."""
SLACK = 1e-9
"""Part of the loss that a bound of it may be off by, for rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """How k runs end.

    Attributes
    ----------
    arrived
        The first epoch whose loss is at most the target, or `NEVER`; shape (k,) int32.
    diverged
        The first epoch whose weights or loss are not finite in float32, or `NEVER`; shape (k,) int32.
    w, loss
        Weights and loss at the last finite epoch, shapes (2, k) and (k,).
    first
        Loss at the start, shape (k,).
    """

    arrived: np.ndarray
    diverged: np.ndarray
    w: FloatArray
    loss: FloatArray
    first: FloatArray


def descend(
    at: Slopes,
    rule: Rule,
    start: FloatArray,
    epochs: int,
    target: float,
    *,
    shadow: bool = False,
    cancelled: Callable[[], bool] | None = None,
    path: list[FloatArray] | None = None,
) -> Outcome:
    """Let runs descend from `start`, shape (2, k), for `epochs` updates.

    Parameters
    ----------
    shadow
        Start half a unit in float32's last place away, and err in every gradient by what rounding to
        float32 may err by: where the outcome is another one, rounding decides it.
    cancelled
        Asked every `STRETCH` epochs.
    path
        Takes the weights of the epochs, (n, 2, k) for n of them at a time, finite or not; runs that are
        not finite any more are left out afterwards.

    Raises
    ------
    Cancelled
        As soon as `cancelled()` is true.
    """
    w = rounded(start)
    if shadow:
        w = w + w * HALF_ULP
    k = w.shape[1]
    with np.errstate(all="ignore"):
        losses = at.loss(w[0], w[1])
        result = Outcome(
            arrived=np.where(losses <= target, 0, NEVER).astype(np.int32),
            diverged=np.full(k, NEVER, dtype=np.int32),
            w=w.copy(),
            loss=losses.copy(),
            first=losses.copy(),
        )
        runs = np.arange(k)
        bad = ~(np.abs(losses) <= LARGEST)
        if bad.any():
            result.diverged[bad] = 0
            runs, w = runs[~bad], w[:, ~bad]
            rule.keep(~bad)
        done = 0
        if path is not None:
            path.append(w[None])
        while done < epochs and len(runs):
            if cancelled is not None and cancelled():
                raise Cancelled
            length = min(STRETCH, epochs - done)
            ways, slopes = _stretch(at, rule, w, length, done, shadow=shadow)
            if path is not None:
                path.append(ways[1:])
            runs, w = _look(at, rule, result, runs, ways, slopes, done, target)
            done += length
    return result


def _stretch(
    at: Slopes, rule: Rule, w: FloatArray, length: int, done: int, *, shadow: bool
) -> tuple[FloatArray, FloatArray]:
    """Some epochs on, looking at nothing.

    Returns weights of shape (length + 1, 2, k), and the gradient's rows at all but the last of them.
    """
    rows = 2 + at.with_loss + shadow
    ways, slopes = np.empty((length + 1, *w.shape)), np.empty((length, rows, w.shape[1]))
    ways[0] = w
    for step in range(length):
        found = at.gradient(w, rounding=shadow)
        slopes[step] = found
        g = found[:2]
        if shadow:
            g = g + SIGNS[(done + step + 1) % len(SIGNS)] * (HALF_ULP * np.abs(g) + found[-1])
        w = rule(w, g)
        ways[step + 1] = w
    return ways, slopes


def _look(
    at: Slopes,
    rule: Rule,
    result: Outcome,
    runs: np.ndarray,
    ways: FloatArray,
    slopes: FloatArray,
    done: int,
    target: float,
) -> tuple[np.ndarray, FloatArray]:
    """Write down what has become of `runs` in a stretch; those that go on, and where from."""
    after = ways[1:]
    length, _, k = after.shape
    needed = np.ones((length, k), dtype=bool)
    losses = np.full((length, k), np.inf)
    if at.with_loss:
        needed[:-1] = False
        losses[:-1] = slopes[1:, 2]
    elif at.convex:
        # A convex loss is above its tangents: where those stay above the target, so does it.
        least = np.cumsum(np.einsum("erk,erk->ek", slopes[:, :2], np.diff(ways, axis=0)), axis=0)
        before = result.loss[runs]
        needed = ~(before + least - SLACK * np.abs(before) > target) & (result.arrived[runs] == NEVER)
        needed[-1] = True
    losses[needed] = at.loss(after[:, 0][needed], after[:, 1][needed])

    far = ~(np.abs(after).max(axis=1) <= LARGEST)  # not a number is far as well
    bad = far | ~((np.abs(losses) <= LARGEST) | ((losses == np.inf) & ~needed & (not at.with_loss)))
    lost = bad.any(axis=0)
    if lost.any():
        first = np.where(lost, bad.argmax(axis=0), length)
        losses[np.arange(length)[:, None] >= first] = np.inf
        result.diverged[runs[lost]] = done + 1 + first[lost]
        _keep_last(at, result, runs, ways, first, lost)
    new = (result.arrived[runs] == NEVER) & (losses <= target).any(axis=0)
    result.arrived[runs[new]] = done + 1 + (losses <= target).argmax(axis=0)[new]
    on = ~lost
    result.w[:, runs[on]], result.loss[runs[on]] = after[-1][:, on], losses[-1][on]
    if lost.any():
        rule.keep(on)
    return runs[on], after[-1][:, on]


def _keep_last(
    at: Slopes, result: Outcome, runs: np.ndarray, ways: FloatArray, first: np.ndarray, lost: np.ndarray
) -> None:
    """The last finite weights of runs that are lost in a stretch, and the loss there."""
    which = np.flatnonzero(lost)
    last = ways[first[which], :, which]  # the stretch's weights begin an epoch earlier
    result.w[:, runs[which]] = last.T
    result.loss[runs[which]] = at.loss(last[:, 0], last[:, 1])
