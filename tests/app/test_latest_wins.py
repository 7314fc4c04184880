"""Work for Qt's threads of which only the newest counts: given up in time, and what goes wrong is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QThread, Signal
from pytestqt.qtbot import QtBot

from app.driving import wait_until
from app.worker_thread import WorkerThread
from engine.qt_latest import LatestWins
from engine.surface import Cancelled


@dataclass(frozen=True)
class Count:
    generation: int
    answers: list[int]
    then: Callable[[], None] = lambda: None


class Counter(LatestWins[Count]):
    """Finds what the wish says, and calls `then` after the first answer."""

    def _answers(self, wish: Count, overtaken: Callable[[], bool]) -> Iterator[tuple[int, QThread]]:
        for place, answer in enumerate(wish.answers):
            if place > 0 and overtaken():
                raise Cancelled
            yield answer, QThread.currentThread()
            if place == 0:
                wish.then()


def heard(worker: Counter) -> tuple[list[tuple[int, int]], list[tuple[int, str]]]:
    """What the worker says from now on: (generation, answer), and (generation, last line of a failure)."""
    found: list[tuple[int, int]] = []
    failed: list[tuple[int, str]] = []
    worker.found.connect(lambda generation, answer: found.append((generation, answer[0])))
    worker.failed.connect(lambda generation, text: failed.append((generation, text.splitlines()[-1])))
    return found, failed


def test_a_wish_that_was_overtaken_while_it_waited_is_not_begun() -> None:
    worker = Counter()
    found, failed = heard(worker)
    worker.overtake(2)
    worker.fulfil(Count(1, [10, 11]))
    worker.fulfil(Count(2, [20, 21]))
    assert found == [(2, 20), (2, 21)]
    assert failed == []


def test_a_wish_that_is_overtaken_meanwhile_is_given_up_in_silence() -> None:
    worker = Counter()
    found, failed = heard(worker)
    worker.overtake(1)
    worker.fulfil(Count(1, [10, 11, 12], then=lambda: worker.overtake(2)))
    assert found == [(1, 10)]
    assert failed == []


def test_what_goes_wrong_is_said_and_the_next_wish_is_fulfilled() -> None:
    worker = Counter()
    found, failed = heard(worker)

    def fail() -> None:
        raise ValueError("no such luck")

    worker.overtake(1)
    worker.fulfil(Count(1, [10, 11], then=fail))
    worker.overtake(2)
    worker.fulfil(Count(2, [20]))
    assert found == [(1, 10), (2, 20)]
    assert failed == [(1, "ValueError: no such luck")]


class Asker(QObject):
    wished = Signal(object)


def test_it_works_in_the_thread_that_it_was_moved_to(qtbot: QtBot) -> None:
    asker, worker = Asker(), Counter()
    thread = WorkerThread("counting", worker, asker)
    found: list[tuple[int, QThread]] = []
    worker.found.connect(lambda _, answer: found.append(answer))
    asker.wished.connect(worker.fulfil)
    worker.overtake(1)
    thread.need()
    try:
        asker.wished.emit(Count(1, [10]))
        wait_until(lambda: bool(found), "an answer")
        assert found == [(10, thread)]
        assert thread is not QThread.currentThread()
    finally:
        thread.end()
