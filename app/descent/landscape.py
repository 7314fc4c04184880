"""Surfaces on demand: asks the surface thread, drops what has been overtaken."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.worker_thread import WorkerThread
from engine.box import Box
from engine.problem import Problem
from engine.qt_surface import SurfaceGrid, SurfaceWish, SurfaceWorker

POINTS = 181
"""The surface is evaluated on so many points along each axis."""


class Landscape(QObject):
    """The surface that was asked for last, as soon as it is there."""

    grid_finished = Signal(object)
    """The surface asked for last has been evaluated: SurfaceGrid. GUI thread."""
    failed = Signal(str)
    """It could not be evaluated: traceback text. GUI thread."""

    _wished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._generation = 0
        self._asked: tuple[Problem, Box] | None = None
        self._worker = SurfaceWorker()
        self._thread = WorkerThread("surface", self._worker, self)
        self._worker.found.connect(self._on_worker_found)
        self._worker.failed.connect(self._on_worker_failed)
        self._wished.connect(self._worker.fulfil)

    def start(self) -> None:
        """Start the thread."""
        self._thread.need()

    def shutdown(self) -> None:
        """Abandon what is being evaluated and end the thread."""
        self._worker.overtake(-1)
        self._thread.end()

    def ask(self, problem: Problem, box: Box) -> bool:
        """Evaluate the surface of `problem` over `box`; False if that was the last thing asked."""
        if self._asked == (problem, box):
            return False
        self._asked = (problem, box)
        self._generation += 1
        self._worker.overtake(self._generation)
        self._wished.emit(SurfaceWish(self._generation, problem, box, POINTS))
        return True

    def forget(self) -> None:
        """Evaluate again what is asked for next, even if it is what was asked for last."""
        self._asked = None

    @Slot(int, object)
    def _on_worker_found(self, generation: int, grid: SurfaceGrid) -> None:
        if generation == self._generation:
            self.grid_finished.emit(grid)

    @Slot(int, str)
    def _on_worker_failed(self, generation: int, text: str) -> None:
        if generation == self._generation:
            self._asked = None
            self.failed.emit(text)
