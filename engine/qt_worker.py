"""The bridge to Qt: runs a session, and evaluates surfaces, in threads of their own.

Everything here is moved to a `QThread` and spoken to by queued signals only. Torch is imported inside
the slots, so that it is loaded, and its grad mode set, in the thread that uses it.
"""

from __future__ import annotations

import math
import time
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from engine.box import Box
from engine.config import RunConfig
from engine.records import EpochRecord, FloatArray, History

if TYPE_CHECKING:
    from engine.problem import Problem
    from engine.session import Session

SLICE = 0.01
"""Seconds of training between two looks at the queue of wishes."""
_TICK_MS = 8


class TrainingWorker(QObject):
    """Advances one session: epoch by epoch, at a rate, or flat out.

    At a limited rate every epoch is published with its record. Flat out, records only go into the
    history that came with the run, and the newest epoch's number is published once a slice; the next slice
    waits for `go_on`. So training and drawing take turns: side by side they would fight for Python's lock,
    which both give away hundreds of times in each frame, and get a tenth as far.
    `run` in every signal is the number under which the session was opened; older ones are stale.
    """

    loaded = Signal()
    """Torch is there: data can be drawn and surfaces evaluated."""
    ready = Signal()
    """The optimizers are there as well: training starts without delay."""
    epoch_finished = Signal(int, object)
    """An epoch was recorded at limited speed: run, EpochRecord."""
    progressed = Signal(int, int)
    """Epochs were recorded at full speed: run, number of the newest."""
    run_ended = Signal(int, str)
    """The run came to its end: run, `finished` or `diverged`."""
    failed = Signal(int, str)
    """Something went wrong: run, traceback text."""

    def __init__(self) -> None:
        super().__init__()
        self._run = -1
        self._session: Session | None = None
        self._history = History()
        self._rate = 0.0
        self._flat_out = False
        self._timer: QTimer | None = None
        self._next_due = 0.0

    @Slot()
    def load(self) -> None:
        """Import what surfaces need, then what training needs: the first optimizer costs a second."""
        try:
            import torch

            import engine.preview
            import engine.problem
            import engine.session
            import engine.surface  # noqa: F401

            torch.set_num_threads(1)  # toy nets: a second thread only spins
            self.loaded.emit()
            torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
        except Exception:
            self.failed.emit(self._run, traceback.format_exc())
        else:
            self.ready.emit()

    @Slot(int, object, object)
    def open(self, run: int, config: RunConfig, history: History) -> None:
        """Begin a run: record epoch 0 into `history` and wait."""
        self.pause()
        self._run, self._history, self._session = run, history, None
        try:
            from engine.session import Session

            self._session = Session(config)
            self._advance()
        except Exception:
            self._fail()

    @Slot(int, float)
    def play(self, run: int, rate: float) -> None:
        """Go on at `rate` epochs a second; infinity is flat out."""
        self.pause()
        if run != self._run or self._session is None:
            return
        if math.isinf(rate):
            self._flat_out = True
            self.go_on(run)
            return
        if self._timer is None:  # made here, so that it lives in this thread
            self._timer = QTimer(self)
            self._timer.timeout.connect(self._on_timer_timeout)
        self._rate = rate
        self._next_due = time.perf_counter()
        self._timer.start(_TICK_MS)

    @Slot(int)
    def go_on(self, run: int) -> None:
        """Train for one more slice, if the run is still to go flat out."""
        if run == self._run and self._flat_out:
            try:
                self._advance_slice()
            except Exception:
                self._fail()

    @Slot()
    def pause(self) -> None:
        """Stop after the epoch being computed."""
        self._flat_out = False
        if self._timer is not None:
            self._timer.stop()

    @Slot(int)
    def step(self, run: int) -> None:
        """One epoch."""
        self.pause()
        if run == self._run and self._session is not None:
            try:
                self._advance()
            except Exception:
                self._fail()

    @Slot(int, int)
    def extend(self, run: int, epochs: int) -> None:
        """Let the run have `epochs` more than it was to have."""
        if run == self._run and self._session is not None:
            self._session.extend(epochs)

    @Slot()
    def close(self) -> None:
        """Stop, forget the session and quit the thread.

        The thread is not asked to quit from outside: it would do so at once, and wishes would be left.
        """
        if self._timer is not None:
            self._timer.stop()
            self._timer.deleteLater()  # here: a timer must end in the thread it lives in
            self._timer = None
        self._session = None
        self._run = -1
        self.thread().quit()

    def _on_timer_timeout(self) -> None:
        try:
            self._advance_due()
        except Exception:
            self._fail()

    def _advance_due(self) -> None:
        now = time.perf_counter()
        give_back = now + SLICE / 2
        while self._next_due <= now and self._session is not None and self._advance():
            self._next_due += 1 / self._rate
            if time.perf_counter() > give_back:  # slower than asked for: owe nothing
                self._next_due = max(self._next_due, now)
                return

    def _advance_slice(self) -> None:
        session, history = self._session, self._history
        if session is None:
            return
        until = time.perf_counter() + SLICE
        record: EpochRecord | None = None
        while time.perf_counter() < until:
            record = session.step()
            if record is None:
                break
            history.append(record)
        if len(history):
            self.progressed.emit(self._run, len(history) - 1)
        self._announce_end(record)

    def _advance(self) -> bool:
        """Record one epoch and publish it; False at the end of the run."""
        assert self._session is not None
        record = self._session.step()
        if record is not None:
            self._history.append(record)
            self.epoch_finished.emit(self._run, record)
        return self._announce_end(record)

    def _announce_end(self, record: EpochRecord | None) -> bool:
        assert self._session is not None
        if self._session.end is not None:
            self.pause()
            self.run_ended.emit(self._run, self._session.end)
            return False
        return record is not None

    def _fail(self) -> None:
        self.pause()
        self._session = None
        self.failed.emit(self._run, traceback.format_exc())


@dataclass(frozen=True, slots=True)
class SurfaceWish:
    """A surface to be evaluated: what, where, and how finely."""

    generation: int
    problem: Problem
    box: Box
    points: int


@dataclass(frozen=True, slots=True)
class SurfaceGrid:
    """Loss over a grid: `loss[i, j]` at `(w0[i], w1[j])`, float64."""

    box: Box
    w0: FloatArray
    w1: FloatArray
    loss: FloatArray


class SurfaceWorker(QObject):
    """Evaluates surfaces; only the newest wish counts."""

    surface_finished = Signal(int, object)
    """A surface was evaluated: generation, SurfaceGrid."""
    failed = Signal(int, str)
    """Something went wrong: generation, traceback text."""

    def __init__(self) -> None:
        super().__init__()
        self._newest = 0

    def overtake(self, generation: int) -> None:
        """Called by the asking thread: wishes older than `generation` need not be finished."""
        self._newest = generation

    @Slot(object)
    def evaluate(self, wish: SurfaceWish) -> None:
        """Evaluate a surface, unless it has been overtaken meanwhile."""
        try:
            import numpy as np

            from engine.surface import Cancelled, surface

            def overtaken() -> bool:
                return wish.generation != self._newest

            if overtaken():
                return
            w0 = np.linspace(*wish.box.w0, wish.points)
            w1 = np.linspace(*wish.box.w1, wish.points)
            try:
                loss = surface(wish.problem, w0, w1, cancelled=overtaken)
            except Cancelled:
                return
        except Exception:
            self.failed.emit(wish.generation, traceback.format_exc())
        else:
            self.surface_finished.emit(wish.generation, SurfaceGrid(wish.box, w0, w1, loss))
