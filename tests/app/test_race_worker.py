"""The worker that runs races: what it records, what it publishes, in which order, and how it goes on."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread, Signal, Slot
from pytestqt.qtbot import QtBot

from engine.config import RunConfig
from engine.lessons import load_lesson
from engine.qt_worker import Lane, TrainingWorker
from engine.records import EpochRecord
from engine.session import Session
from engine.timeline import Timeline, fork


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """`load` leaves torch with one thread: put it back."""
    import torch

    threads = torch.get_num_threads()
    yield
    torch.set_num_threads(threads)


def config(lesson: str = "linear", **overrides: Any) -> RunConfig:
    return load_lesson(lesson).config(**overrides)


def lane(key: int, chosen: RunConfig, timeline: Timeline | None = None, epochs: int | None = None) -> Lane:
    return Lane(key, chosen, Timeline() if timeline is None else timeline, epochs or chosen.epochs)


class Log(QObject):
    """All that a worker says, in order; epochs only by number."""

    def __init__(self, worker: TrainingWorker) -> None:
        super().__init__()
        self.events: list[tuple[Any, ...]] = []
        worker.loaded.connect(self.on_loaded)
        worker.ready.connect(self.on_ready)
        worker.epoch_finished.connect(self.on_epoch_finished)
        worker.progressed.connect(self.on_progressed)
        worker.lane_ended.connect(self.on_lane_ended)
        worker.run_ended.connect(self.on_run_ended)
        worker.failed.connect(self.on_failed)

    @Slot()
    def on_loaded(self) -> None:
        self.events.append(("loaded",))

    @Slot()
    def on_ready(self) -> None:
        self.events.append(("ready",))

    @Slot(int, int, object)
    def on_epoch_finished(self, race: int, key: int, record: EpochRecord) -> None:
        self.events.append(("epoch", race, key, record.epoch))

    @Slot(int)
    def on_progressed(self, race: int) -> None:
        self.events.append(("progressed", race))

    @Slot(int, int, str)
    def on_lane_ended(self, race: int, key: int, end: str) -> None:
        self.events.append(("ended", race, key, end))

    @Slot(int)
    def on_run_ended(self, race: int) -> None:
        self.events.append(("over", race))

    @Slot(int, str)
    def on_failed(self, race: int, text: str) -> None:
        self.events.append(("failed", race, text))

    def taken(self) -> list[tuple[Any, ...]]:
        events, self.events = self.events, []
        return events


def flat_out(worker: TrainingWorker, log: Log, race: int) -> list[tuple[Any, ...]]:
    """Let a race run to its end, asking for each slice as the window does."""
    worker.play(race, math.inf)
    for _ in range(10_000):
        if ("over", race) in log.events:
            break
        worker.go_on(race)
    return log.taken()


def test_opening_records_the_starts_and_steps_follow() -> None:
    worker = TrainingWorker()
    log = Log(worker)
    lanes = (lane(7, config(epochs=2)), lane(3, config(lr=0.002, epochs=3)))
    worker.open(5, lanes)
    assert log.taken() == [("epoch", 5, 7, 0), ("epoch", 5, 3, 0)]
    assert [len(each.timeline) for each in lanes] == [1, 1]
    worker.step(5)
    assert log.taken() == [("epoch", 5, 7, 1), ("epoch", 5, 3, 1)]
    worker.step(5)
    assert log.taken() == [("epoch", 5, 7, 2), ("epoch", 5, 3, 2), ("ended", 5, 7, "finished")]
    worker.step(5)
    assert log.taken() == [("epoch", 5, 3, 3), ("ended", 5, 3, "finished"), ("over", 5)]
    worker.step(5)
    assert log.taken() == []
    for each in lanes:
        assert list(each.timeline.history) == list(Session(each.config))


def test_flat_out_the_timelines_have_every_epoch() -> None:
    worker = TrainingWorker()
    log = Log(worker)
    lanes = (lane(0, config("linear-lr-0.015", epochs=500)), lane(1, config(optimizer="adam", epochs=400)))
    worker.open(1, lanes)
    log.taken()
    events = flat_out(worker, log, 1)
    assert [event for event in events if event[0] != "progressed"] == [
        ("ended", 1, 0, "diverged"),
        ("ended", 1, 1, "finished"),
        ("over", 1),
    ]
    assert events[-1] == ("over", 1)
    assert events[-3][0] == "progressed" or events[-4][0] == "progressed"
    for each in lanes:
        assert list(each.timeline.history) == list(Session(each.config))
    assert lanes[1].timeline.state_at(399).record == lanes[1].timeline.history[399]


def test_a_lane_goes_on_from_its_last_record_and_a_fork_catches_up_first() -> None:
    worker = TrainingWorker()
    log = Log(worker)
    chosen = config("logistic-bce-good", optimizer="adam", epochs=40)
    first = lane(0, chosen, epochs=20)
    worker.open(1, (first,))
    flat_out(worker, log, 1)
    forked, timeline = fork(first.timeline, chosen, 18, lr=0.3)
    lanes = (replace(first, epochs=40), lane(1, forked, timeline, 40))
    worker.open(2, lanes)
    assert log.taken() == []
    for _ in range(3):
        worker.step(2)
    assert log.taken() == [("epoch", 2, 1, 19), ("epoch", 2, 1, 20), ("epoch", 2, 0, 21), ("epoch", 2, 1, 21)]
    flat_out(worker, log, 2)
    assert list(lanes[0].timeline.history) == list(Session(chosen))
    assert [len(each.timeline) for each in lanes] == [41, 41]


def test_lanes_that_are_at_their_ends_are_said_to_be_when_opened() -> None:
    worker = TrainingWorker()
    log = Log(worker)
    lanes = (lane(4, config(epochs=3)), lane(5, config(epochs=6)))
    worker.open(1, lanes)
    flat_out(worker, log, 1)
    worker.open(2, lanes)
    assert log.taken() == [("ended", 2, 4, "finished"), ("ended", 2, 5, "finished"), ("over", 2)]
    worker.open(3, (lanes[0], replace(lanes[1], epochs=7)))
    assert log.taken() == [("ended", 3, 4, "finished")]
    worker.open(4, (replace(lanes[0], epochs=5), replace(lanes[1], epochs=7)))
    assert [event[:3] for event in flat_out(worker, log, 4) if event[0] == "ended"] == [
        ("ended", 4, 4),
        ("ended", 4, 5),
    ]
    assert [len(each.timeline) for each in lanes] == [6, 8]


def test_what_is_stale_or_nobodys_is_ignored() -> None:
    worker = TrainingWorker()
    log = Log(worker)
    worker.step(-1)
    worker.play(-1, 10.0)
    worker.open(1, (lane(0, config()),))
    worker.open(2, ())
    log.taken()
    for race in (1, 2):
        worker.step(race)
        worker.play(race, math.inf)
        worker.go_on(race)
    assert log.taken() == []


def test_what_goes_wrong_is_told_with_its_traceback() -> None:
    worker = TrainingWorker()
    log = Log(worker)
    timeline = Timeline()
    timeline.begin(config(lr=0.5))
    worker.open(9, (lane(0, config(), timeline),))
    ((kind, race, text),) = log.taken()
    assert (kind, race) == ("failed", 9)
    assert "another run" in text
    worker.step(9)
    worker.open(10, (lane(0, config()),))
    assert [event[0] for event in log.taken()] == ["epoch"]


class Asker(QObject):
    """The window's side of the thread."""

    load = Signal()
    open = Signal(int, object)
    play = Signal(int, float)
    close = Signal()


def test_in_a_thread_at_a_limited_rate(qtbot: QtBot) -> None:
    thread, worker, asker = QThread(), TrainingWorker(), Asker()
    log = Log(worker)
    worker.moveToThread(thread)
    for name in ("load", "open", "play", "close"):
        getattr(asker, name).connect(getattr(worker, name))
    thread.start()
    try:
        asker.load.emit()
        lanes = (lane(0, config(epochs=30)), lane(1, config(optimizer="adam", epochs=20)))
        asker.open.emit(1, lanes)
        asker.play.emit(1, 400.0)
        qtbot.waitUntil(lambda: ("over", 1) in log.events, timeout=60_000)
    finally:
        asker.close.emit()
        assert thread.wait(5000)
    assert log.events[:2] == [("loaded",), ("ready",)]
    epochs = [event[2:] for event in log.events if event[0] == "epoch"]
    assert [epoch for key, epoch in epochs if key == 0] == list(range(31))
    assert [epoch for key, epoch in epochs if key == 1] == list(range(21))
    for each in lanes:
        assert list(each.timeline.history) == list(Session(each.config))
