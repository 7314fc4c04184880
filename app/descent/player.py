"""The transport: the runs of one race, their recorded epochs, and which of them is shown."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.descent.frames import FRAME_MS
from app.descent.setup import LEAD
from app.worker_thread import WorkerThread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.descent.run import Run
    from engine.qt_worker import TrainingWorker
    from engine.records import EpochRecord

PATIENCE = 60.0
"""Seconds. Ending takes a moment, but for one case: torch that is still being read from a slow disk."""


class Player(QObject):
    """Plays runs as one plays a film that is still being shot.

    All runs are shown at one epoch. Epochs that every run has recorded are replayed; at the newest of
    these the worker takes over and trains on, those that are behind first. Going back loses nothing.
    Recording happens in a thread of its own; this object lives in the GUI thread.
    """

    loaded = Signal()
    """Data can be drawn and surfaces evaluated."""
    ready = Signal()
    """Training starts without delay."""
    changed = Signal()
    """Another epoch is shown, or more are recorded, or playing began or ended. May come often."""
    ended = Signal()
    """The last of the runs came to its end."""
    failed = Signal(str)
    """Training failed: traceback text."""

    _open_wished = Signal(int, object)
    _play_wished = Signal(int, float)
    _go_on_wished = Signal(int)
    _pause_wished = Signal()
    _step_wished = Signal(int)
    _reach_wished = Signal(int, int)
    _load_wished = Signal()
    _close_wished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runs: dict[int, Run] = {}
        self.shown = 0
        self.playing = False
        self._rate = 10.0
        self._flat_out = False
        self._progressed = False
        self._race = 0
        self._position = 0.0
        self._last_tick = 0.0
        self._replay = QTimer(self)
        self._replay.setInterval(FRAME_MS)
        self._replay.timeout.connect(self._on_replay_timeout)
        self._thread: WorkerThread | None = None
        self._worker: TrainingWorker | None = None

    def start(self) -> None:
        """Start the thread and load torch in it. Only now NumPy is imported: the first frame is out."""
        from engine.qt_worker import TrainingWorker

        worker = TrainingWorker()
        self._thread = WorkerThread("training", worker, self, patience=PATIENCE)
        worker.loaded.connect(self.loaded)
        worker.ready.connect(self.ready)
        worker.epoch_finished.connect(self._on_worker_epoch_finished)
        worker.progressed.connect(self._on_worker_progressed)
        worker.lane_ended.connect(self._on_worker_lane_ended)
        worker.run_ended.connect(self._on_worker_run_ended)
        worker.failed.connect(self._on_worker_failed)
        self._open_wished.connect(worker.open)
        self._play_wished.connect(worker.play)
        self._go_on_wished.connect(worker.go_on)
        self._pause_wished.connect(worker.pause)
        self._step_wished.connect(worker.step)
        self._reach_wished.connect(worker.reach)
        self._load_wished.connect(worker.load)
        self._close_wished.connect(worker.close)
        self._worker = worker
        self._thread.need()
        self._load_wished.emit()

    def shutdown(self) -> None:
        """Stop training and end the thread; returns when it has ended."""
        self._replay.stop()
        self.playing = False
        if self._thread is not None and self._thread.isRunning():
            self._close_wished.emit()
            self._thread.join()

    # The runs

    def open(self, runs: Sequence[Run], *, rewind: bool = True) -> None:
        """Run these: new ones from epoch 0, others from where their records end.

        `rewind` shows epoch 0; else the epoch shown stays.
        """
        from engine.qt_worker import Lane

        self._stop_playing()
        self._race += 1
        self.runs = {run.key: run for run in runs}
        if rewind:
            self.shown = 0
        for run in runs:
            if run.end == "finished" and run.last < run.epochs and not run.frozen:
                run.end = None
        lanes = tuple(Lane(run.key, run.config, run.timeline, run.epochs) for run in runs if run.end is None)
        self._open_wished.emit(self._race, lanes)
        if not rewind and self.shown > self.frontier:
            self._reach_wished.emit(self._race, self.shown)  # what is new catches up with what is shown
        self.changed.emit()

    @property
    def run(self) -> Run | None:
        """The lead."""
        return self.runs.get(LEAD)

    @property
    def last(self) -> int:
        """The newest epoch that any run has recorded; −1 before there is one."""
        return max((run.last for run in self.runs.values()), default=-1)

    @property
    def epochs(self) -> int:
        """How many epochs the longest run is to have."""
        return max((run.epochs for run in self.runs.values()), default=1)

    @property
    def frontier(self) -> int:
        """The newest epoch that needs no training: recorded by every run that has not ended."""
        going = [run.last for run in self.runs.values() if run.end is None]
        return min(going) if going else self.last

    @property
    def all_over(self) -> bool:
        """Whether every run has ended."""
        return all(run.end is not None for run in self.runs.values())

    # Speed

    @property
    def rate(self) -> float:
        """Epochs per second; infinity is flat out."""
        return self._rate

    def set_rate(self, rate: float) -> None:
        """Change the speed, also while playing."""
        self._rate = rate
        if self.playing and not self._flat_out and not self._replay.isActive():
            self._ask_worker_to_play(rate)

    @property
    def flat_out(self) -> bool:
        """Whether training goes as fast as it can."""
        return self.playing and not self._replay.isActive() and (self._flat_out or math.isinf(self._rate))

    # Wishes

    def play(self) -> None:
        """Go on from the epoch shown; from the start again if the end is shown."""
        self._play(flat_out=False)

    def to_end(self) -> None:
        """Train flat out to the last epoch, or show it if it is recorded."""
        if self.all_over:
            self.seek(self.last)
        else:
            self._play(flat_out=True)

    def pause(self) -> None:
        """Stop after the epoch being computed."""
        self._stop_playing()
        self.changed.emit()

    def go_on(self) -> None:
        """What was recorded flat out is on the screen: the worker may train for another slice."""
        if self.flat_out and self._progressed:
            self._progressed = False
            self._go_on_wished.emit(self._race)

    def step(self) -> None:
        """Show the next epoch: recorded, or trained now."""
        self._stop_playing()
        if self.shown < self.frontier:
            self.seek(self.shown + 1)
        elif not self.all_over:
            self.shown = self.frontier + 1  # shown as soon as it is recorded
            self._step_wished.emit(self._race)

    def seek(self, epoch: int) -> None:
        """Show a recorded epoch."""
        self._stop_playing()
        self.shown = min(max(epoch, 0), max(self.last, 0))
        self.changed.emit()

    def extend(self, epochs: int) -> None:
        """Let every run have `epochs` more."""
        for run in self.runs.values():
            if run.end == "diverged" or run.frozen:
                continue
            run.epochs += epochs
            run.end = None
        self.open(list(self.runs.values()), rewind=False)

    @property
    def shown_recorded(self) -> int:
        """The epoch to draw: the one shown, or the newest while that is still being computed."""
        return min(self.shown, max(self.last, 0))

    def _play(self, *, flat_out: bool) -> None:
        if not self.runs:
            return
        if self.all_over and self.shown >= self.last:
            self.shown = 0
        self.playing, self._flat_out = True, flat_out
        if self.shown < self.frontier and not flat_out:
            self._position, self._last_tick = float(self.shown), time.perf_counter()
            self._replay.start()
        else:
            self._ask_worker_to_play(math.inf if flat_out else self._rate)
        self.changed.emit()

    def _ask_worker_to_play(self, rate: float) -> None:
        self._play_wished.emit(self._race, rate)

    def _stop_playing(self) -> None:
        if self.playing:
            self._replay.stop()
            self._pause_wished.emit()
        self.playing = False

    # Facts

    @Slot()
    def _on_replay_timeout(self) -> None:
        now = time.perf_counter()
        rate = self._rate if math.isfinite(self._rate) else 2000.0
        self._position += (now - self._last_tick) * rate
        self._last_tick = now
        frontier = self.frontier
        self.shown = min(int(self._position), frontier)
        if self.shown >= frontier:
            self._replay.stop()
            if self.all_over:
                self.playing = False
            else:
                self._ask_worker_to_play(self._rate)
        self.changed.emit()

    @Slot(int, int, object)
    def _on_worker_epoch_finished(self, race: int, key: int, record: EpochRecord) -> None:
        if race == self._race:
            if self.playing and not self._replay.isActive():
                self.shown = record.epoch
            self.changed.emit()

    @Slot(int)
    def _on_worker_progressed(self, race: int) -> None:
        if race == self._race:
            self._progressed = True
            if self.playing and not self._replay.isActive():
                self.shown = max(self.frontier, 0)
            self.changed.emit()

    @Slot(int, int, str)
    def _on_worker_lane_ended(self, race: int, key: int, end: str) -> None:
        run = self.runs.get(key)
        if race == self._race and run is not None:
            run.end = "diverged" if end == "diverged" else "finished"
            self.changed.emit()

    @Slot(int)
    def _on_worker_run_ended(self, race: int) -> None:
        if race == self._race:
            if not self._replay.isActive():
                self.playing = False
            self.shown = min(self.shown, max(self.last, 0))
            self.changed.emit()
            self.ended.emit()

    @Slot(int, str)
    def _on_worker_failed(self, race: int, text: str) -> None:
        self._stop_playing()
        self.changed.emit()
        self.failed.emit(text)
