"""The time machine: every epoch of a run with its optimizer's state, bounded in memory, and forks of it.

Recorded are the gradients, and now and then what the optimizer remembers. From there its state at any epoch
is found by letting the real `torch.optim` make the updates between once more, with the recorded gradients:
no forward or backward pass is needed, and the weights must come out as recorded.

Importing this costs nothing: torch is asked for only when a state is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from engine.config import RunConfig
from engine.optimizers import OPTIMIZERS
from engine.records import End, EpochRecord, FloatArray, History, Moments, SessionState

STRIDE = 16
"""Epochs between two checkpoints, at first: so many updates take less than half a millisecond."""
MOST = 4096
"""Checkpoints kept, of at most seven numbers each. Then every other one goes, and the stride doubles."""


class Checkpoints:
    """What one optimizer remembered every `STRIDE`, or 2, 4, 8 … times as many, epochs.

    Written by one thread, read by any: a writer fills a row and only then raises the count, and thinning out
    puts a new object in the place of the old.

    Parameters
    ----------
    first
        The epoch at which the optimizer took over.
    begin
        What it remembered then.
    """

    def __init__(self, first: int, begin: Moments) -> None:
        self.first = first
        self._begin = begin
        self._marks: _Marks | None = None

    def is_due(self, epoch: int) -> bool:
        """Whether `append` is wanted at `epoch`."""
        stride = STRIDE if self._marks is None else self._marks.stride
        return epoch > self.first and (epoch - self.first) % stride == 0

    def append(self, moments: Moments) -> None:
        """Keep what the optimizer remembers at the next epoch that is due."""
        marks = self._marks
        if marks is None:
            marks = self._marks = _Marks(STRIDE, {name: len(numbers) for name, numbers in moments.items()})
        marks.append(moments)
        if marks.count == MOST:
            self._marks = marks.thinned()

    def before(self, epoch: int) -> tuple[int, Moments]:
        """The last epoch up to `epoch` whose moments are known, and these."""
        marks = self._marks
        k = 0 if marks is None else min((epoch - self.first) // marks.stride, marks.count)
        if marks is None or k == 0:
            return self.first, self._begin
        return self.first + k * marks.stride, marks.moments(k - 1)


class _Marks:
    """Checkpoints at one stride: row k is of the epoch (k + 1) · stride after the first."""

    def __init__(self, stride: int, widths: dict[str, int]) -> None:
        self.stride = stride
        self.count = 0
        self._widths = widths
        self._rows: FloatArray = np.empty((MOST, sum(widths.values())))

    def append(self, moments: Moments) -> None:
        self._rows[self.count] = [number for name in self._widths for number in moments[name]]
        self.count += 1

    def thinned(self) -> _Marks:
        """Every other one, so that the stride is twice as large."""
        new = _Marks(2 * self.stride, self._widths)
        new.count = self.count // 2
        new._rows[: new.count] = self._rows[1 : 2 * new.count : 2]
        return new

    def moments(self, k: int) -> Moments:
        numbers = iter(self._rows[k].tolist())
        return {name: tuple(next(numbers) for _ in range(width)) for name, width in self._widths.items()}


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a timeline, from epoch `checkpoints.first` on, that one optimizer made."""

    config: RunConfig
    checkpoints: Checkpoints


class Timeline:
    """Records of a run's epochs 0..n with all that is needed to be at any of them again.

    Written by one thread (`begin`, `append`), read by any. A million epochs take 40 MB for the records and
    less than 1 MB for the rest.

    Attributes
    ----------
    history
        The records, to be read only: `append` writes them.
    """

    def __init__(self) -> None:
        self.history = History()
        self._stretches: tuple[Stretch, ...] = ()

    def __len__(self) -> int:
        return len(self.history)

    def begin(self, config: RunConfig) -> None:
        """Say what is run: before the first record. Saying it again changes nothing.

        Raises
        ------
        ValueError
            If it is another run, other than in its number of epochs.
        """
        if not self._stretches:
            self._stretches = (Stretch(config, Checkpoints(0, {})),)
        elif not is_same_run(config, self._stretches[-1].config):
            raise ValueError("the timeline belongs to another run")

    def append(self, record: EpochRecord, moments: Callable[[], Moments]) -> None:
        """Append the record of epoch `len(self)`; `moments` is asked now and then for a checkpoint.

        Raises
        ------
        ValueError
            If the record is not the next one.
        """
        self.history.append(record)
        checkpoints = self._stretches[-1].checkpoints
        if checkpoints.is_due(record.epoch):
            checkpoints.append(moments())

    def state_at(self, epoch: int) -> SessionState:
        """Return the state of the run at a recorded epoch: going on from it gives the recorded epochs again.

        Its `epochs` are the config's, or those recorded if there are more, and its `end` is `finished` if
        `epoch` is the last of them. At the epoch of a fork it is the fork's own, before it the parent's.

        Raises
        ------
        IndexError
            If `epoch` is not recorded.
        RuntimeError
            If the weights do not come out as recorded: torch is not the same as when they were.
        """
        recorded = len(self.history)
        if not 0 <= epoch < recorded:
            raise IndexError(f"epoch {epoch} is not among the {recorded} recorded")
        stretches = self._stretches
        here = stretches[bisect_right(stretches, epoch, key=lambda stretch: stretch.checkpoints.first) - 1]
        known, moments = here.checkpoints.before(epoch)
        if known < epoch:
            from engine.replay import replay

            moments = replay(here.config, self.history, known, epoch, moments)
        epochs = max(here.config.epochs, recorded - 1)
        end: End | None = "finished" if epoch == epochs else None
        return SessionState(here.config, self.history[epoch], epochs, end, moments)

    def forked(self, epoch: int, config: RunConfig, moments: Moments) -> Timeline:
        """Return a timeline of its own that shares epochs 0..`epoch` and goes on with `config`."""
        new = Timeline()
        new.history = self.history.first(epoch + 1)
        shared = tuple(stretch for stretch in self._stretches if stretch.checkpoints.first < epoch)
        new._stretches = (*shared, Stretch(config, Checkpoints(epoch, moments)))
        return new


@dataclass(frozen=True, slots=True)
class Lane:
    """A run in a race of `engine.qt_worker.TrainingWorker`.

    Attributes
    ----------
    key
        By which the worker's signals name it.
    config, epochs
        What is run, and for how many updates in all.
    timeline
        Where its records go; if there are some already, it goes on after the last.
    """

    key: int
    config: RunConfig
    timeline: Timeline
    epochs: int

    def state(self) -> SessionState:
        """Where the run stands: to be given to `Race.restore` of a race with `config`.

        Raises
        ------
        ValueError
            If the timeline is of another run.
        """
        self.timeline.begin(self.config)
        last = len(self.timeline) - 1
        if last < 0:
            return SessionState(self.config, None, self.epochs, None, {})
        state = self.timeline.state_at(last)
        end: End | None = "finished" if last >= self.epochs else None
        return replace(state, config=self.config, epochs=self.epochs, end=end)


def is_same_run(one: RunConfig, other: RunConfig) -> bool:
    """Whether two configs differ in nothing but the number of epochs."""
    return replace(one, epochs=other.epochs) == other


CHANGEABLE = {"optimizer", "lr", "hyper", "epochs", "schedule", "schedule_hyper", "frozen"}
"""What a fork may have otherwise: what the record it begins with does not depend on."""


def fork(timeline: Timeline, config: RunConfig, epoch: int, **changes: Any) -> tuple[RunConfig, Timeline]:
    """Return the config and the timeline of a run that leaves another one at `epoch`.

    The record of `epoch` is shared, those after it are the fork's own, and their numbers go on. A fork with
    the same class of `torch.optim` keeps what the optimizer remembers (the momentum buffer, Adam's m and v
    and their count); what its new hyper-parameters need besides starts from nothing. An optimizer of
    another class starts fresh.

    Parameters
    ----------
    timeline, config
        The run that is left.
    epoch
        A recorded epoch.
    **changes
        Those of `CHANGEABLE`, as in `RunConfig`. With another optimizer the hyper-parameters left out have
        the table's defaults.

    Raises
    ------
    IndexError
        If `epoch` is not recorded.
    InputError
        If a change is not a valid one.
    ValueError
        If something else is to change: the record at `epoch` would not be the new run's.
    """
    if other := changes.keys() - CHANGEABLE:
        raise ValueError(f"a fork cannot change {', '.join(sorted(other))}")
    if changes.get("optimizer", config.optimizer) != config.optimizer:
        changes.setdefault("hyper", ())
    new = replace(config, **changes)
    moments = timeline.state_at(epoch).moments
    if OPTIMIZERS[new.optimizer].torch_class != OPTIMIZERS[config.optimizer].torch_class:
        moments = {}
    elif moments:
        from engine.replay import carried

        moments = carried(moments, new)
    return new, timeline.forked(epoch, new, moments)
