"""The bridge to Qt for training: runs races in a thread of its own.

Everything here is moved to a `QThread` and spoken to by queued signals only. Torch is imported inside
the slots, so that it is loaded, and its grad mode set, in the thread that uses it.
"""

from __future__ import annotations

import math
import time
import traceback
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from engine.records import EpochRecord, Moments
from engine.threads import stand_back
from engine.timeline import Lane as Lane

if TYPE_CHECKING:
    from engine.race import Race

SLICE = 0.006
"""Seconds of training between two looks at the queue of wishes, or at "max" between two frames."""
_TICK_MS = 8


class TrainingWorker(QObject):
    """Advances the runs of one race: epoch by epoch, at a rate, or flat out; those behind catch up first.

    At a limited rate every epoch is published with its record. Flat out, records only go into the
    timelines that came with the lanes, and that there are more is published once a slice; the next slice
    waits for `go_on`. So training and drawing take turns: side by side they would fight for Python's lock,
    which both give away hundreds of times in each frame, and get a tenth as far.
    `race` in every signal is the number under which the race was opened; older ones are stale.
    """

    loaded = Signal()
    """Torch is there: data can be drawn and surfaces evaluated."""
    ready = Signal()
    """The optimizers are there as well: training starts without delay."""
    epoch_finished = Signal(int, int, object)
    """An epoch was recorded at limited speed: race, the lane's key, EpochRecord."""
    progressed = Signal(int)
    """Epochs were recorded at full speed: race. The timelines have them."""
    lane_ended = Signal(int, int, str)
    """A run came to its end: race, the lane's key, `finished` or `diverged`."""
    run_ended = Signal(int)
    """All runs of the race have come to their ends, each of them published before: race."""
    failed = Signal(int, str)
    """Something went wrong, and the race is closed: race, traceback text."""

    def __init__(self) -> None:
        super().__init__()
        self._number = -1
        self._race: Race | None = None
        self._lanes: tuple[Lane, ...] = ()
        self._moments: list[Callable[[], Moments]] = []
        self._ended: set[int] = set()  # places in the race whose ends are published
        self._rate = 0.0
        self._flat_out = False
        self._goal: int | None = None
        self._timer: QTimer | None = None
        self._next_due = 0.0

    @Slot()
    def load(self) -> None:
        """Import what surfaces need, then what training needs: the first optimizer costs a second."""
        try:
            import torch

            import engine.preview
            import engine.problem
            import engine.race
            import engine.replay
            import engine.surface  # noqa: F401

            torch.set_num_threads(1)  # toy nets: a second thread only spins
            stand_back()
            self.loaded.emit()
            torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
        except Exception:
            self.failed.emit(self._number, traceback.format_exc())
        else:
            self.ready.emit()

    @Slot(int, object)
    def open(self, race: int, lanes: tuple[Lane, ...]) -> None:
        """Begin a race and wait. Lanes that have no records yet get that of epoch 0; others stay as they are.

        A lane that is at its end already is published as ended. No lanes at all close the race before.
        """
        self.pause()
        self._number, self._lanes, self._race, self._ended = race, lanes, None, set()
        if not lanes:
            return
        try:
            from engine.race import Race

            opened = Race([lane.config for lane in lanes])
            for place, lane in enumerate(lanes):
                opened.restore(place, lane.state())
            self._race = opened
            self._moments = [partial(opened.moments, place) for place in range(len(lanes))]
            if any(racer.record is None for racer in opened.racers):
                self._advance()  # those at epoch −1 are the ones furthest behind
            else:
                self._announce_ends()
        except Exception:
            self._fail()

    @Slot(int, float)
    def play(self, race: int, rate: float) -> None:
        """Go on at `rate` epochs a second; infinity is flat out."""
        self.pause()
        if race != self._number or self._race is None:
            return
        if math.isinf(rate):
            self._flat_out = True
            self.go_on(race)
            return
        if self._timer is None:  # made here, so that it lives in this thread
            self._timer = QTimer(self)
            self._timer.timeout.connect(self._on_timer_timeout)
        self._rate = rate
        self._next_due = time.perf_counter()
        self._timer.start(_TICK_MS)

    @Slot(int)
    def go_on(self, race: int) -> None:
        """Train for one more slice, if the race is still to go flat out."""
        if race == self._number and self._flat_out:
            try:
                self._advance_slice()
            except Exception:
                self._fail()

    @Slot()
    def pause(self) -> None:
        """Stop after the epoch being computed."""
        self._flat_out = False
        self._goal = None
        if self._timer is not None:
            self._timer.stop()

    @Slot(int)
    def step(self, race: int) -> None:
        """One epoch of those that are furthest behind."""
        self.pause()
        if race == self._number:
            try:
                self._advance()
            except Exception:
                self._fail()

    @Slot(int, int)
    def reach(self, race: int, epoch: int) -> None:
        """Train flat out, without being asked again, until no run is behind `epoch`."""
        self.pause()
        if race == self._number and self._race is not None:
            self._goal = epoch
            self._approach()

    def _approach(self) -> None:
        goal = self._goal
        if goal is None or self._race is None:
            return
        try:
            until = time.perf_counter() + SLICE
            while self._is_behind(goal) and time.perf_counter() < until and self._record():
                pass
            self.progressed.emit(self._number)
            if self._announce_ends() and self._is_behind(goal):
                QTimer.singleShot(0, self._approach)
            else:
                self._goal = None
        except Exception:
            self._fail()

    def _is_behind(self, epoch: int) -> bool:
        assert self._race is not None
        return any(racer.end is None and racer.next_epoch <= epoch for racer in self._race.racers)

    @Slot()
    def close(self) -> None:
        """Stop, forget the race and quit the thread.

        The thread is not asked to quit from outside: it would do so at once, and wishes would be left.
        """
        if self._timer is not None:
            self._timer.stop()
            self._timer.deleteLater()  # here: a timer must end in the thread it lives in
            self._timer = None
        self._race = None
        self._lanes = ()
        self._moments = []
        self._number = -1
        self.thread().quit()

    def _on_timer_timeout(self) -> None:
        try:
            self._advance_due()
        except Exception:
            self._fail()

    def _advance_due(self) -> None:
        now = time.perf_counter()
        give_back = now + SLICE / 2
        while self._next_due <= now and self._advance():
            self._next_due += 1 / self._rate
            if time.perf_counter() > give_back:  # slower than asked for: owe nothing
                self._next_due = max(self._next_due, now)
                return

    def _advance_slice(self) -> None:
        if self._race is None:
            return
        until = time.perf_counter() + SLICE
        while time.perf_counter() < until and self._record():
            pass
        self.progressed.emit(self._number)
        self._announce_ends()

    def _advance(self) -> bool:
        """Record one epoch of those behind and publish it; False at the end of the race."""
        if self._race is None:
            return False
        for place, record in self._record():
            self.epoch_finished.emit(self._number, self._lanes[place].key, record)
        return self._announce_ends()

    def _record(self) -> list[tuple[int, EpochRecord]]:
        """Train those behind for an epoch and append what comes out to their timelines."""
        assert self._race is not None
        found = self._race.step()
        for place, record in found:
            self._lanes[place].timeline.append(record, self._moments[place])
        return found

    def _announce_ends(self) -> bool:
        """Publish the ends that are new, and that of the race after the last; False if it is over."""
        assert self._race is not None
        before = len(self._ended)
        for place, racer in enumerate(self._race.racers):
            if racer.end is not None and place not in self._ended:
                self._ended.add(place)
                self.lane_ended.emit(self._number, self._lanes[place].key, racer.end)
        over = len(self._ended) == len(self._lanes)
        if over:
            self.pause()
            if before < len(self._ended):
                self.run_ended.emit(self._number)
        return not over

    def _fail(self) -> None:
        self.pause()
        self._race = None
        self.failed.emit(self._number, traceback.format_exc())
