"""Maps on demand: asks their thread, drops what has been overtaken, keeps those that were made last."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.worker_thread import WorkerThread
from engine.maps import MapSpec, RunMap
from engine.qt_maps import MapWish, MapWorker

KEPT = 8
"""Whole maps that are kept: who goes back and forth waits once. A map takes half a megabyte."""


class Atlas(QObject):
    """The map that was asked for last, coarse at first."""

    refined = Signal(object)
    """The map asked for last is known better, or is whole: RunMap. GUI thread."""
    failed = Signal(str)
    """It could not be made: traceback text. GUI thread."""

    _wished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._generation = 0
        self._asked: MapSpec | None = None
        self._whole: dict[MapSpec, RunMap] = {}
        self._worker = MapWorker()
        self._thread = WorkerThread("maps", self._worker, self)
        self._worker.found.connect(self._on_worker_found)
        self._worker.failed.connect(self._on_worker_failed)
        self._wished.connect(self._worker.fulfil)

    def ask(self, spec: MapSpec) -> bool:
        """Make the map of `spec`; False if that was the last thing asked."""
        if self._asked == spec:
            return False
        self._generation += 1
        self._worker.overtake(self._generation)
        self._asked = spec
        known = self._whole.get(spec)
        if known is not None:
            self.refined.emit(known)
        else:
            self._thread.need()
            self._wished.emit(MapWish(self._generation, spec))
        return True

    def abandon(self) -> None:
        """Nobody looks at the map any more: what is being made need not be finished."""
        self._generation += 1
        self._worker.overtake(self._generation)
        self._asked = None

    def shutdown(self) -> None:
        """Abandon what is being made and end the thread."""
        self._worker.overtake(-1)
        self._thread.end()

    @Slot(int, object)
    def _on_worker_found(self, generation: int, found: RunMap) -> None:
        if found.whole:
            self._whole.pop(found.spec, None)
            self._whole[found.spec] = found
            while len(self._whole) > KEPT:
                del self._whole[next(iter(self._whole))]
        if generation == self._generation:
            self.refined.emit(found)

    @Slot(int, str)
    def _on_worker_failed(self, generation: int, text: str) -> None:
        if generation == self._generation:
            self._asked = None
            self.failed.emit(text)
