"""Gradients of one batch after another, for all runs of a map alike, and losses of all data."""

from __future__ import annotations

import numpy as np

from engine.maps.slopes import Slopes, slopes
from engine.preview.batches import batch_problem
from engine.problem import FloatArray, Problem


class Batches:
    """The problems of a run's batches, each made once for all blocks of a map."""

    def __init__(self, problem: Problem, batch: int, seed: int) -> None:
        self.whole, self._batch, self._seed = problem, batch, seed
        self._known: dict[int, Problem] = {}

    def at(self, update: int) -> Problem:
        """The problem that an update, from 0, goes down. Two threads may make the same one."""
        if update not in self._known:
            self._known[update] = batch_problem(self.whole, self._batch, self._seed, update)
        return self._known[update]


class Batched:
    """Slopes whose gradient is batch k's at the k-th call; for one block of runs from their start on."""

    with_loss = False
    convex = False

    def __init__(self, batches: Batches) -> None:
        self._batches, self._whole = batches, slopes(batches.whole)
        self._update = 0
        self.values = self._whole.values

    def gradient(self, w: FloatArray, *, rounding: bool = False) -> FloatArray:
        at = slopes(self._batches.at(self._update))
        self._update += 1
        found = at.gradient(w, rounding=rounding)
        return np.delete(found, 2, axis=0) if at.with_loss else found

    def loss(self, w0: FloatArray, w1: FloatArray) -> FloatArray:
        return self._whole.loss(w0, w1)


def slopes_of(batches: Batches | None, problem: Problem) -> Slopes:
    """What a block of runs feels: of all data, or of one batch after another."""
    return slopes(problem) if batches is None else Batched(batches)
