"""The bridge to Qt for the MNIST lab: trains one network in a thread of its own.

Everything here is moved to a `QThread` and spoken to by queued signals only. Torch is imported inside the
slots. What travels are numbers and copied arrays; the data set alone is handed over as it is, and never
changed by anybody.
"""

from __future__ import annotations

import os
import time
import traceback
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from engine.errors import InputError
from engine.lab.config import TrainConfig
from engine.lab.records import BatchRecord, CheckRecord, LabEpoch
from engine.lab.snapshot import TRAINING, Snapshot, taken
from engine.threads import stand_back

if TYPE_CHECKING:
    from engine.lab.dataset import DataSet
    from engine.lab.training import Record, Training

SLICE = 0.02
"""Seconds of training between two looks at the queue of wishes; one batch at least."""
SNAPSHOT_EVERY = 0.1
"""Seconds between two copies of the weights while it trains."""
EARLY = 4096
"""Up to so many batches weights are copied after each power of two: short trainings have a path as well."""
MOST_THREADS = 4
SHARED_FROM = 8_000_000
"""Products in a batch from which on a second thread of torch pays. Below it only waits for the first one,
and where the machine is busy with something else such waiting makes a batch thirty times as long."""


@dataclass(frozen=True, slots=True)
class LabWish:
    """A training to be opened: its number, what it is made of, with which images, how it is called."""

    run: int
    config: TrainConfig
    data: DataSet
    device: str = "cpu"
    title: str = ""
    lesson: str = ""


@dataclass(frozen=True, slots=True)
class LabOpened:
    """A training is ready to begin: how many images it learns from and is tested with, on which device."""

    run: int
    train: int
    test: int
    batches: int
    device: str


@dataclass(frozen=True, slots=True, eq=False)
class LabSlice:
    """What a slice of training has brought.

    Attributes
    ----------
    run
        Number of the training.
    epoch, batch, batches
        Where it stands: `batch` of `batches` of `epoch` are done; epochs count from 1.
    checked
        Share of all images classified since the epoch's last batch.
    places, losses
        (k,) float64: where in epochs each batch ended, and its loss. On a graphics card batches come with
        the epoch they belong to.
    epochs
        Epochs that ended in this slice.
    """

    run: int
    epoch: int
    batch: int
    batches: int
    checked: float
    places: npt.NDArray[np.float64]
    losses: npt.NDArray[np.float64]
    epochs: tuple[LabEpoch, ...]


class LabWorker(QObject):
    """Advances one training batch by batch, in slices; between them wishes are heard.

    `run` in every signal is the number under which the training was opened; others are stale.
    """

    opened = Signal(object)
    """A training is ready: `LabOpened`."""
    progressed = Signal(object)
    """A slice of training is done: `LabSlice`."""
    network_changed = Signal(object)
    """The weights are others: `Snapshot`, ten times a second at most, as often after the end of an epoch,
    and after each wish. Its lesson is empty once the training is no more what the lesson says."""
    ended = Signal(int, str)
    """The training ended: run, `finished`, `stopped` or `diverged`."""
    moved = Signal(int, str)
    """It goes on on another device: run, the device's name."""
    refused = Signal(int, object)
    """A wish cannot be fulfilled: run, `InputError`. The training stays as it was."""
    failed = Signal(int, str)
    """Something went wrong, and the training is closed: run, traceback text."""

    def __init__(self) -> None:
        super().__init__()
        self._wish: LabWish | None = None
        self._training: Training | None = None
        self._timer: QTimer | None = None
        self._version = 0
        self._copied = self._epoch_copied = 0.0
        self._last: LabEpoch | None = None

    @Slot(object)
    def open(self, wish: LabWish) -> None:
        """Make a network for a training and wait; the training before is forgotten."""
        self.pause()
        self._wish, self._training, self._last = wish, None, None
        try:
            import torch

            from engine.lab.training import Training

            stand_back()
            torch.set_num_threads(threads(wish.config))
            training = Training(wish.config, wish.data, device=wish.device)
            self._training = training
            self.opened.emit(LabOpened(wish.run, *training.images, training.batches, wish.device))
            self._copy()
        except InputError as error:
            self.refused.emit(wish.run, error)
        except Exception:
            self._fail()

    @Slot(int)
    def play(self, run: int) -> None:
        """Train on, flat out."""
        if self._is(run):
            if self._timer is None:  # made here, so that it lives in this thread
                self._timer = QTimer(self)
                self._timer.setInterval(0)
                self._timer.timeout.connect(self._on_timer_timeout)
            self._timer.start()

    @Slot()
    def pause(self) -> None:
        """Wait after the batch being computed."""
        if self._timer is not None and self._timer.isActive():
            self._timer.stop()
            self._copy()

    @Slot(int)
    def step(self, run: int) -> None:
        """One batch."""
        self.pause()
        if self._is(run):
            self._advance(0.0)
            self._copy()

    @Slot(int)
    def stop(self, run: int) -> None:
        """End the training; `reach` may take it up again."""
        if self._is(run):
            assert self._training is not None
            self.pause()
            self._training.stop()
            self._announce_end()

    @Slot(int, int)
    def reach(self, run: int, epochs: int) -> None:
        """Let the training have so many epochs in all, be it at its end or not."""
        if not self._is(run):
            return
        assert self._training is not None
        assert self._wish is not None
        before = self._training.end
        try:
            self._training.reach(epochs)
        except InputError as error:
            self.refused.emit(run, error)
            return
        if epochs != self._wish.config.epochs:
            self._leave_lesson()
        self._wish = replace(self._wish, config=self._training.config)
        if self._training.end not in (None, before):  # the last of them is recorded already
            self._announce_end()

    @Slot(int, float)
    def set_lr(self, run: int, lr: float) -> None:
        """Use another learning rate from the next batch on."""
        if self._is(run):
            assert self._training is not None
            try:
                self._training.set_lr(lr)
                if lr != self._training.config.lr:
                    self._leave_lesson()
            except InputError as error:
                self.refused.emit(run, error)

    @Slot(int, str)
    def move(self, run: int, device: str) -> None:
        """Go on on another device."""
        if self._is(run):
            assert self._training is not None
            try:
                self._training.to(device)
                self.moved.emit(run, device)
            except InputError as error:
                self.refused.emit(run, error)
            except Exception:
                self._fail()

    @Slot()
    def close(self) -> None:
        """Stop, forget the training and quit the thread."""
        if self._timer is not None:
            self._timer.stop()
            self._timer.deleteLater()  # here: a timer must end in the thread it lives in
            self._timer = None
        self._training = self._wish = None
        self.thread().quit()

    def _leave_lesson(self) -> None:
        """What is learnt from now on is not what the lesson would give."""
        if self._wish is not None:
            self._wish = replace(self._wish, lesson="")

    def _is(self, run: int) -> bool:
        return self._training is not None and self._wish is not None and run == self._wish.run

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._advance(SLICE)

    def _advance(self, seconds: float) -> None:
        """Train for a slice, one step at least, and tell what came of it."""
        training, wish = self._training, self._wish
        if training is None or wish is None:
            return
        try:
            until = time.perf_counter() + seconds
            found = _Found(late=training.device != "cpu")
            while found.take(training.step()) and training.end is None and time.perf_counter() < until:
                if found.early(training.batches):
                    break
            if found.epochs:
                self._last = found.epochs[-1]
            self.progressed.emit(found.slice(wish.run))
            if training.end is not None:
                self._announce_end()
            elif found.early(training.batches) or self._is_time(found):
                self._copy()
        except Exception:
            self._fail()

    def _is_time(self, found: _Found) -> bool:
        """Whether the weights are to be told again: now and then, and as an epoch leaves them."""
        now = time.perf_counter()
        if found.epochs and now - self._epoch_copied >= SNAPSHOT_EVERY:
            self._epoch_copied = now
            return True
        return now - self._copied >= SNAPSHOT_EVERY

    def _announce_end(self) -> None:
        assert self._training is not None
        assert self._wish is not None
        if self._timer is not None:
            self._timer.stop()
        self._copy()
        self.ended.emit(self._wish.run, self._training.end or "stopped")

    def _copy(self) -> None:
        """Tell the weights as they are now."""
        training, wish = self._training, self._wish
        if training is None or wish is None:
            return
        self._copied = time.perf_counter()
        self._version += 1
        snapshot = Snapshot(
            TRAINING,
            wish.title,
            self._version,
            str(wish.config.network),
            wish.config.digits,
            taken(training.network),
            lesson=wish.lesson,
            data=wish.data.name,
        )
        if self._last is not None:
            known = self._last
            snapshot = replace(
                snapshot,
                epoch=known.epoch,
                train_accuracy=known.train_accuracy,
                test_accuracy=known.test_accuracy,
            )
        self.network_changed.emit(snapshot)

    def _fail(self) -> None:
        run = self._wish.run if self._wish is not None else 0
        if self._timer is not None:
            self._timer.stop()
        self._training = None
        self.failed.emit(run, traceback.format_exc())


def threads(config: TrainConfig) -> int:
    """How many threads of torch train this; a core is left to the window."""
    work = config.network.parameters * (config.batch or 10_000)
    if not config.network.takes_images and work < SHARED_FROM:
        return 1
    return max(1, min(MOST_THREADS, (os.cpu_count() or 1) - 1))


class _Found:
    """What the steps of one slice have brought; a graphics card tells losses late, with their epoch."""

    def __init__(self, *, late: bool) -> None:
        self._late = late
        self.epochs: list[LabEpoch] = []
        self._at = (0, 0, 1)
        self._checked = 0.0
        self._places: list[float] = []
        self._losses: list[float] = []

    def take(self, record: Record | None) -> bool:
        """Add a record; False if it is none."""
        match record:
            case BatchRecord(epoch, batch, batches, loss):
                self._at, self._checked = (epoch, batch, batches), 0.0
                if loss is not None:
                    self._places.append(epoch - 1 + batch / batches)
                    self._losses.append(loss)
            case CheckRecord(epoch, done, total):
                self._at, self._checked = (epoch, 1, 1), done / total
            case LabEpoch(epoch=epoch, losses=losses):
                self.epochs.append(record)
                self._at, self._checked = (epoch, 1, 1), 1.0
                if self._late:
                    self._places += (epoch - 1 + np.arange(1, len(losses) + 1) / len(losses)).tolist()
                    self._losses += losses
        return record is not None

    def early(self, batches: int) -> bool:
        """Whether it is after batch 1, 2, 4, 8, …: the beginning of the way, where it goes farthest."""
        epoch, batch, several = self._at
        done = (epoch - 1) * batches + batch
        return several == batches and 0 < done <= EARLY and done & (done - 1) == 0

    def slice(self, run: int) -> LabSlice:
        """All of it, in order."""
        points = np.array(self._places, np.float64), np.array(self._losses, np.float64)
        return LabSlice(run, *self._at, self._checked, *points, tuple(self.epochs))
