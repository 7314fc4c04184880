"""What a training has recorded, in arrays that grow; drawn from by views."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.lab.records import LabEpoch
from engine.qt_lab import LabSlice
from viz.theme import RunStyle
from viz.training_plot import TrainingCurves

Array = npt.NDArray[np.float64]

MOST_BATCHES = 6000
"""Losses of single batches that are kept; beyond, every other one is dropped, and again."""


class Growing:
    """A float64 array that numbers are added to; `array` is a view of what is there."""

    def __init__(self) -> None:
        self._room = np.empty(64)
        self._count = 0

    def add(self, values: npt.ArrayLike) -> None:
        """Put numbers behind the others."""
        new = np.atleast_1d(np.asarray(values, np.float64))
        count = self._count + len(new)
        if count > len(self._room):
            room = np.empty(max(count, 2 * len(self._room)))
            room[: self._count] = self.array
            self._room = room
        self._room[self._count : count] = new
        self._count = count

    def keep(self, chosen: slice) -> None:
        """Keep a part only."""
        self._room = self.array[chosen].copy()
        self._count = len(self._room)

    @property
    def array(self) -> Array:
        return self._room[: self._count]


class History:
    """Epochs and batches of one training."""

    def __init__(self, name: str, style: RunStyle) -> None:
        self.name, self.style = name, style
        self.last: LabEpoch | None = None
        self._parts = [Growing() for _ in range(4)]
        self._places, self._losses = Growing(), Growing()
        self._every, self._skip = 1, 0

    def __len__(self) -> int:
        """Epochs recorded."""
        return len(self._parts[0].array)

    def add(self, found: LabSlice) -> None:
        """Append what a slice of training has brought."""
        for epoch in found.epochs:
            numbers = (epoch.epoch, epoch.loss, epoch.train_accuracy, epoch.test_accuracy)
            for part, number in zip(self._parts, numbers, strict=True):
                part.add(number)
            self.last = epoch
        chosen = slice(self._skip, None, self._every)
        self._skip = (self._skip - len(found.places)) % self._every
        self._places.add(found.places[chosen])
        self._losses.add(found.losses[chosen])
        if len(self._places.array) > MOST_BATCHES:
            self._every *= 2
            for part in (self._places, self._losses):
                part.keep(slice(None, None, 2))

    def curves(self) -> TrainingCurves:
        """What is drawn; the single batches where an epoch has several."""
        epochs, losses, train, test = (part.array for part in self._parts)
        several = len(self._places.array) > len(epochs) + 1
        batches = (self._places.array, self._losses.array) if several else (np.empty(0), np.empty(0))
        return TrainingCurves(self.name, self.style, epochs, losses, train, test, *batches)
