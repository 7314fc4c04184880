"""The transport: one run, its recorded epochs, and which of them is shown."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

if TYPE_CHECKING:
    from app.descent.run import Run
    from engine.config import RunConfig
    from engine.qt_worker import TrainingWorker
    from engine.records import EpochRecord

FRAME_MS = 16
SHUTDOWN_MS = 60_000
"""Ending takes a moment, but for one case: torch that is still being read from a slow disk."""


class Player(QObject):
    """Plays a run as one plays a film that is still being shot.

    Epochs that are recorded are replayed; at the newest one the worker takes over and trains on. Going
    back loses nothing. Recording happens in a thread of its own; this object lives in the GUI thread.
    """

    loaded = Signal()
    """Data can be drawn and surfaces evaluated."""
    ready = Signal()
    """Training starts without delay."""
    changed = Signal()
    """Another epoch is shown, or more are recorded, or playing began or ended. May come often."""
    ended = Signal(str)
    """The run came to its end: `finished` or `diverged`."""
    failed = Signal(str)
    """Training failed: traceback text."""

    _open_wished = Signal(int, object, object)
    _play_wished = Signal(int, float)
    _go_on_wished = Signal(int)
    _pause_wished = Signal()
    _step_wished = Signal(int)
    _extend_wished = Signal(int, int)
    _load_wished = Signal()
    _close_wished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.run: Run | None = None
        self.shown = 0
        self.playing = False
        self._rate = 10.0
        self._flat_out = False
        self._progressed = False
        self._numbers = 0
        self._position = 0.0
        self._last_tick = 0.0
        self._replay = QTimer(self)
        self._replay.setInterval(FRAME_MS)
        self._replay.timeout.connect(self._on_replay_timeout)
        self._thread = QThread(self)
        self._thread.setObjectName("training")
        self._worker: TrainingWorker | None = None

    def start(self) -> None:
        """Start the thread and load torch in it. Only now NumPy is imported: the first frame is out."""
        from engine.qt_worker import TrainingWorker

        worker = TrainingWorker()
        worker.moveToThread(self._thread)
        worker.loaded.connect(self.loaded)
        worker.ready.connect(self.ready)
        worker.epoch_finished.connect(self._on_worker_epoch_finished)
        worker.progressed.connect(self._on_worker_progressed)
        worker.run_ended.connect(self._on_worker_run_ended)
        worker.failed.connect(self._on_worker_failed)
        self._open_wished.connect(worker.open)
        self._play_wished.connect(worker.play)
        self._go_on_wished.connect(worker.go_on)
        self._pause_wished.connect(worker.pause)
        self._step_wished.connect(worker.step)
        self._extend_wished.connect(worker.extend)
        self._load_wished.connect(worker.load)
        self._close_wished.connect(worker.close)
        self._worker = worker
        self._thread.start()
        self._load_wished.emit()

    def shutdown(self) -> None:
        """Stop training and end the thread; returns when it has ended."""
        self._replay.stop()
        self.playing = False
        if self._thread.isRunning():
            self._close_wished.emit()
            self._thread.wait(SHUTDOWN_MS)

    def open(self, config: RunConfig) -> Run:
        """Begin a new run of `config` at epoch 0."""
        from app.descent.run import Run

        self._numbers += 1
        self._stop_playing()
        self.run = Run(self._numbers, config, config.epochs)
        self.shown = 0
        self._open_wished.emit(self.run.number, config, self.run.history)
        self.changed.emit()
        return self.run

    @property
    def rate(self) -> float:
        """Epochs per second; infinity is flat out."""
        return self._rate

    def set_rate(self, rate: float) -> None:
        """Change the speed, also while playing."""
        self._rate = rate
        if self.playing and not self._flat_out and not self._replay.isActive():
            self._ask_worker_to_play(rate)

    def play(self) -> None:
        """Go on from the epoch shown; from the start again if the end is shown."""
        self._play(flat_out=False)

    def to_end(self) -> None:
        """Train flat out to the last epoch, or show it if it is recorded."""
        run = self.run
        if run is not None and run.end is not None:
            self.seek(run.last)
        else:
            self._play(flat_out=True)

    def pause(self) -> None:
        """Stop after the epoch being computed."""
        self._stop_playing()
        self.changed.emit()

    @property
    def flat_out(self) -> bool:
        """Whether training goes as fast as it can."""
        return self.playing and not self._replay.isActive() and (self._flat_out or math.isinf(self._rate))

    def drawn(self) -> None:
        """What was recorded has been drawn: the worker may go on, after the frame has gone to the screen."""
        if self.flat_out and self._progressed:
            self._progressed = False
            QTimer.singleShot(0, self._go_on)

    def _go_on(self) -> None:
        if self.run is not None:
            self._go_on_wished.emit(self.run.number)

    def step(self) -> None:
        """Show the next epoch: recorded, or trained now."""
        self._stop_playing()
        run = self.run
        if run is None:
            return
        if self.shown < run.last:
            self.seek(self.shown + 1)
        elif run.end is None:
            self.shown = run.last + 1  # shown as soon as it is recorded
            self._step_wished.emit(run.number)

    def seek(self, epoch: int) -> None:
        """Show a recorded epoch."""
        self._stop_playing()
        if self.run is not None:
            self.shown = min(max(epoch, 0), max(self.run.last, 0))
            self.changed.emit()

    def extend(self, epochs: int) -> None:
        """Let the run have `epochs` more, and play them."""
        run = self.run
        if run is None:
            return
        run.epochs += epochs
        if run.end == "finished":
            run.end = None
        self._extend_wished.emit(run.number, epochs)
        self.changed.emit()

    @property
    def shown_recorded(self) -> int:
        """The epoch to draw: the one shown, or the newest while that is still being computed."""
        return min(self.shown, max(self.run.last, 0)) if self.run is not None else 0

    def _play(self, *, flat_out: bool) -> None:
        run = self.run
        if run is None:
            return
        if run.end is not None and self.shown >= run.last:
            self.shown = 0
        self.playing, self._flat_out = True, flat_out
        if self.shown < run.last and not flat_out:
            self._position, self._last_tick = float(self.shown), time.perf_counter()
            self._replay.start()
        else:
            self._ask_worker_to_play(math.inf if flat_out else self._rate)
        self.changed.emit()

    def _ask_worker_to_play(self, rate: float) -> None:
        if self.run is not None:
            self._play_wished.emit(self.run.number, rate)

    def _stop_playing(self) -> None:
        if self.playing:
            self._replay.stop()
            self._pause_wished.emit()
        self.playing = False

    @Slot()
    def _on_replay_timeout(self) -> None:
        run = self.run
        if run is None:
            return
        now = time.perf_counter()
        rate = self._rate if math.isfinite(self._rate) else 2000.0
        self._position += (now - self._last_tick) * rate
        self._last_tick = now
        self.shown = min(int(self._position), run.last)
        if self.shown >= run.last:
            self._replay.stop()
            if run.end is None:
                self._ask_worker_to_play(self._rate)
            else:
                self.playing = False
        self.changed.emit()

    @Slot(int, object)
    def _on_worker_epoch_finished(self, number: int, record: EpochRecord) -> None:
        if self.run is not None and number == self.run.number:
            if self.playing and not self._replay.isActive():
                self.shown = record.epoch
            self.changed.emit()

    @Slot(int, int)
    def _on_worker_progressed(self, number: int, epoch: int) -> None:
        if self.run is not None and number == self.run.number:
            self._progressed = True
            if self.playing and not self._replay.isActive():
                self.shown = epoch
            self.changed.emit()

    @Slot(int, str)
    def _on_worker_run_ended(self, number: int, end: str) -> None:
        run = self.run
        if run is not None and number == run.number:
            run.end = "diverged" if end == "diverged" else "finished"
            if not self._replay.isActive():
                self.playing = False
            self.shown = min(self.shown, run.last)
            self.changed.emit()
            self.ended.emit(end)

    @Slot(int, str)
    def _on_worker_failed(self, number: int, text: str) -> None:
        self._stop_playing()
        self.changed.emit()
        self.failed.emit(text)
