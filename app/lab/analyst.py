"""Looks at networks in a thread of its own: results, what is inside, landscapes. The newest wish counts.

A job is a generator that gives its results as they come, coarse to fine; several take turns, so that a
landscape under way does not keep a click on a unit waiting.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.worker_thread import WorkerThread
from engine.errors import InputError
from engine.lab.snapshot import Snapshot
from engine.threads import stand_back

if TYPE_CHECKING:
    from torch import nn

    from engine.lab.dataset import DataSet

log = logging.getLogger(__name__)

SLICE = 0.015
"""Seconds of work between two looks at what else is wanted."""
KEPT = 8
"""Networks that stay built."""


class Bench:
    """What a job may use: the data, networks made of snapshots, and in `kept` what jobs leave to each other.

    Lives in the analyst's thread.
    """

    def __init__(self) -> None:
        self.data: DataSet | None = None
        self.kept: dict[str, object] = {}
        self._built: dict[str, tuple[int, nn.Sequential]] = {}

    def network(self, snapshot: Snapshot) -> nn.Sequential:
        """The network of a snapshot, in `eval()` mode; not to be changed."""
        had = self._built.pop(snapshot.key, None)
        if had is None or had[0] != snapshot.version:
            had = (snapshot.version, snapshot.build())
        self._built[snapshot.key] = had
        while len(self._built) > KEPT:
            self._built.pop(next(iter(self._built)))
        return had[1]


class Job(Protocol):
    """Something to be looked at: frozen, and no live tensors in it."""

    @property
    def topic(self) -> str:
        """Of the jobs of one topic only the newest counts."""

    def steps(self, bench: Bench) -> Iterator[object]:
        """Results as they come; None for a step without one. A step is short where that can be."""


class AnalystWorker(QObject):
    """Advances jobs in turns. Lives in a `QThread`."""

    answered = Signal(str, int, object)
    """A result: topic, generation, result. Worker thread."""
    ended = Signal(str, int)
    """A job has given all its results, or failed: topic, generation. Worker thread."""
    refused = Signal(str, int, object)
    """A job cannot be done with what a person chose: topic, generation, `InputError`. Worker thread."""
    failed = Signal(str)
    """Something else went wrong: traceback text. Worker thread."""

    def __init__(self) -> None:
        super().__init__()
        self._bench = Bench()
        self._jobs: dict[str, tuple[int, Iterator[object]]] = {}
        self._timer: QTimer | None = None

    @Slot()
    def begin(self) -> None:
        """Be ready: called once, in the worker's thread."""
        stand_back()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timer_timeout)

    @Slot(object)
    def take_data(self, data: DataSet) -> None:
        """Use other images from now on."""
        self._bench.data = data

    @Slot(int, object)
    def take(self, generation: int, job: Job) -> None:
        """Begin a job, in place of the one of its topic that may be under way."""
        if self._timer is not None:
            self._jobs[job.topic] = (generation, job.steps(self._bench))
            self._timer.start()

    @Slot(str)
    def drop(self, topic: str) -> None:
        """Let the job of a topic go."""
        self._jobs.pop(topic, None)

    @Slot()
    def _on_timer_timeout(self) -> None:
        for topic in list(self._jobs):
            generation, steps = self._jobs[topic]
            until = perf_counter() + SLICE
            try:
                while perf_counter() < until:
                    result = next(steps)
                    if result is not None:
                        self.answered.emit(topic, generation, result)
            except StopIteration:
                self._done(topic, generation)
            except InputError as error:
                self._done(topic, generation)
                self.refused.emit(topic, generation, error)
            except Exception:
                self._done(topic, generation)
                self.failed.emit(traceback.format_exc())
        if not self._jobs and self._timer is not None:
            self._timer.stop()

    def _done(self, topic: str, generation: int) -> None:
        self._jobs.pop(topic, None)
        self.ended.emit(topic, generation)


class Analyst(QObject):
    """Where the pages ask. Its thread starts with the first question."""

    answered = Signal(str, object)
    """A result of the newest job of a topic: topic, result. GUI thread."""
    ended = Signal(str)
    """The newest job of a topic has ended: topic. GUI thread."""
    refused = Signal(str, object)
    """The newest job of a topic cannot be done: topic, `InputError`. GUI thread."""
    failed = Signal(str)
    """Something went wrong: traceback text. GUI thread."""

    _wanted = Signal(int, object)
    _drop_wanted = Signal(str)
    _data_wanted = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest: dict[str, int] = {}
        self._closed = False
        self._worker = worker = AnalystWorker()
        self._thread = WorkerThread(name, worker, self)
        self._thread.started.connect(worker.begin)
        worker.answered.connect(self._on_worker_answered)
        worker.ended.connect(self._on_worker_ended)
        worker.refused.connect(self._on_worker_refused)
        worker.failed.connect(self.failed)
        self._wanted.connect(worker.take)
        self._drop_wanted.connect(worker.drop)
        self._data_wanted.connect(worker.take_data)

    def set_data(self, data: DataSet) -> None:
        """Use other images from now on."""
        self._start()
        self._data_wanted.emit(data)

    def ask(self, job: Job) -> None:
        """Have something looked at; what was asked before about the same topic is let go."""
        self._start()
        generation = self._newest.get(job.topic, 0) + 1
        self._newest[job.topic] = generation
        self._wanted.emit(generation, job)

    def drop(self, topic: str) -> None:
        """Nobody wants to know any more."""
        self._newest[topic] = self._newest.get(topic, 0) + 1
        self._drop_wanted.emit(topic)

    def shutdown(self) -> None:
        """End the thread, after the step under way; whoever asks later is not heard."""
        self._closed = True
        self._thread.end()

    def _start(self) -> None:
        if not self._closed:
            self._thread.need()

    @Slot(str, int, object)
    def _on_worker_answered(self, topic: str, generation: int, result: object) -> None:
        if generation == self._newest.get(topic):
            self.answered.emit(topic, result)

    @Slot(str, int)
    def _on_worker_ended(self, topic: str, generation: int) -> None:
        if generation == self._newest.get(topic):
            self.ended.emit(topic)

    @Slot(str, int, object)
    def _on_worker_refused(self, topic: str, generation: int, error: object) -> None:
        if generation == self._newest.get(topic):
            self.refused.emit(topic, error)
