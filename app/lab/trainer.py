"""The network in training, as the window knows it: what it is, where it stands, what it has recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QObject, Signal, Slot

from app.lab.data import DataFound
from app.lab.history import History
from app.lab.lessons import renamed
from app.lab.pace import Pace
from app.worker_thread import WorkerThread
from engine.errors import InputError
from engine.lab.config import TrainConfig
from engine.lab.records import LabEpoch
from engine.lab.snapshot import Snapshot
from engine.qt_lab import LabOpened, LabSlice, LabWish, LabWorker
from viz.theme import RunStyle

Stage = Literal["nothing", "opening", "ready", "training", "paused", "finished", "stopped", "diverged"]
OVER: tuple[Stage, ...] = ("finished", "stopped", "diverged")
CHECK = 0.25
"""Share of an epoch's work that goes into classifying all images after its last batch: a forward pass costs
about a third of an update, and there are test images besides."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a training stands.

    Attributes
    ----------
    stage
        What it does.
    epoch, batch, batches
        `batch` of `batches` of `epoch` are done.
    checked
        Share of the images classified since.
    epochs
        How many it is to have.
    train, test
        Images to learn from, and to test with.
    device
        Where it runs.
    """

    stage: Stage = "nothing"
    epoch: int = 0
    batch: int = 0
    batches: int = 1
    checked: float = 0.0
    epochs: int = 1
    train: int = 0
    test: int = 0
    device: str = "cpu"

    @property
    def done(self) -> float:
        """Share of the whole, from 0 to 1."""
        if self.stage == "finished":
            return 1.0
        return min(self.epochs_done / max(self.epochs, 1), 1.0)

    @property
    def epochs_done(self) -> float:
        """Epochs that lie behind, the one under way in part."""
        trained = (1 - CHECK) * self.batch / self.batches
        return max(self.epoch - 1, 0) + trained + CHECK * self.checked


class Trainer(QObject):
    """Opens trainings in a thread of its own and keeps what they record; the one before stays beside."""

    changed = Signal()
    """It stands elsewhere, or has recorded something. GUI thread; several times a frame perhaps."""
    network_changed = Signal(object)
    """The weights are others: `Snapshot`. GUI thread, ten times a second at most."""
    epoch_finished = Signal(object)
    """An epoch was recorded: `LabEpoch`. GUI thread."""
    ended = Signal(str)
    """The training ended: `finished`, `stopped` or `diverged`. GUI thread."""
    refused = Signal(object)
    """A wish cannot be fulfilled: `InputError`. GUI thread."""
    failed = Signal(str)
    """Something went wrong: traceback text. GUI thread."""

    _open_wanted = Signal(object)
    _play_wanted = Signal(int)
    _pause_wanted = Signal()
    _step_wanted = Signal(int)
    _stop_wanted = Signal(int)
    _reach_wanted = Signal(int, int)
    _lr_wanted = Signal(int, float)
    _move_wanted = Signal(int, str)
    _close_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = 0
        self.standing = Standing()
        self.pace = Pace()
        self.config: TrainConfig | None = None
        self.history: History | None = None
        self.before: History | None = None
        self.snapshot: Snapshot | None = None
        self._worker = worker = LabWorker()
        self._thread = WorkerThread("lab training", worker, self)
        for wanted, slot in (
            (self._open_wanted, worker.open),
            (self._play_wanted, worker.play),
            (self._pause_wanted, worker.pause),
            (self._step_wanted, worker.step),
            (self._stop_wanted, worker.stop),
            (self._reach_wanted, worker.reach),
            (self._lr_wanted, worker.set_lr),
            (self._move_wanted, worker.move),
            (self._close_wanted, worker.close),
        ):
            wanted.connect(slot)
        worker.opened.connect(self._on_worker_opened)
        worker.progressed.connect(self._on_worker_progressed)
        worker.network_changed.connect(self._on_worker_network_changed)
        worker.ended.connect(self._on_worker_ended)
        worker.moved.connect(self._on_worker_moved)
        worker.refused.connect(self._on_worker_refused)
        worker.failed.connect(self._on_worker_failed)

    @property
    def begun(self) -> bool:
        """Whether anything was learnt."""
        return self.standing.epoch > 0

    def open(
        self, config: TrainConfig, data: DataFound, style: RunStyle, *, title: str, lesson: str, device: str
    ) -> None:
        """Make a new network; what the one before has recorded stays beside, if it was trained at all."""
        self._thread.need()
        if self.config is not None and self.config.digits != config.digits:
            self.before = None  # another task: its curves say nothing beside the new ones
        elif self.begun and self.history is not None:
            self.before = self.history
        self._run += 1
        self.pace.reset()
        self.config, self.history, self.snapshot = config, History(title, style), None
        self.standing = Standing("opening", epochs=config.epochs, device=device)
        self._open_wanted.emit(LabWish(self._run, config, data.data, device, title, lesson))
        self.changed.emit()

    def retitle(self, names: Mapping[str, str]) -> None:
        """Call what is trained as it is called in another language: old names to new ones."""
        for run in (self.history, self.before):
            if run is not None:
                run.name = renamed(run.name, names)

    def play(self) -> None:
        """Train on."""
        if self.standing.stage in ("ready", "paused"):
            self._to("training")
            self._play_wanted.emit(self._run)

    def pause(self) -> None:
        """Wait after the batch under way."""
        if self.standing.stage == "training":
            self._to("paused")
            self._pause_wanted.emit()

    def step(self) -> None:
        """One batch."""
        if self.standing.stage in ("ready", "paused", "training"):
            self._to("paused")
            self._step_wanted.emit(self._run)

    def stop(self) -> None:
        """End it here."""
        if self.standing.stage in ("training", "paused"):
            self._stop_wanted.emit(self._run)

    def set_epochs(self, epochs: int) -> None:
        """So many epochs in all; after an end it waits to go on, unless there are no more to come."""
        if self.config is None or self.standing.stage in ("nothing", "opening", "diverged"):
            return
        if self.standing.stage == "finished" and epochs == self.config.epochs:
            return
        self.config = replace(self.config, epochs=epochs)
        self._reach_wanted.emit(self._run, epochs)
        stage: Stage = "paused" if self.standing.stage in OVER else self.standing.stage
        self.standing = replace(self.standing, epochs=epochs, stage=stage)
        self.changed.emit()

    def set_lr(self, lr: float) -> None:
        """Another learning rate from the next batch on."""
        self._lr_wanted.emit(self._run, lr)

    def move(self, device: str) -> None:
        """Go on on another device."""
        self._move_wanted.emit(self._run, device)

    def shutdown(self) -> None:
        """End the thread, after the batch under way."""
        self._run += 1
        if self._thread.isRunning():
            self._close_wanted.emit()
            self._thread.join()

    def _to(self, stage: Stage) -> None:
        self.standing = replace(self.standing, stage=stage)
        self.pace.follow(self.standing.epochs_done, training=stage == "training")
        self.changed.emit()

    @Slot(object)
    def _on_worker_opened(self, opened: LabOpened) -> None:
        if opened.run == self._run:
            self.standing = replace(
                self.standing,
                stage="ready",
                device=opened.device,
                train=opened.train,
                test=opened.test,
                batches=opened.batches,
            )
            self.changed.emit()

    @Slot(object)
    def _on_worker_progressed(self, found: LabSlice) -> None:
        if found.run != self._run or self.history is None:
            return
        self.history.add(found)
        if found.epoch:
            self.standing = replace(
                self.standing,
                epoch=found.epoch,
                batch=found.batch,
                batches=found.batches,
                checked=found.checked,
            )
            self.pace.follow(self.standing.epochs_done, training=self.standing.stage == "training")
        for epoch in found.epochs:
            self._tell(epoch)
        self.changed.emit()

    def _tell(self, epoch: LabEpoch) -> None:
        self.epoch_finished.emit(epoch)

    @Slot(object)
    def _on_worker_network_changed(self, snapshot: Snapshot) -> None:
        if self.standing.stage != "nothing" and self.history is not None:
            self.snapshot = replace(snapshot, title=self.history.name)  # the language may be another by now
            self.network_changed.emit(self.snapshot)

    @Slot(int, str)
    def _on_worker_ended(self, run: int, end: Stage) -> None:
        if run == self._run:
            self._to(end)
            self.ended.emit(end)

    @Slot(int, str)
    def _on_worker_moved(self, run: int, device: str) -> None:
        if run == self._run:
            self.standing = replace(self.standing, device=device)
            self.changed.emit()

    @Slot(int, object)
    def _on_worker_refused(self, run: int, error: InputError) -> None:
        if run == self._run:
            if self.standing.stage == "opening":
                self._to("nothing")
            self.changed.emit()
            self.refused.emit(error)

    @Slot(int, str)
    def _on_worker_failed(self, run: int, text: str) -> None:
        if run == self._run:
            self._to("nothing")
            self.failed.emit(text)
