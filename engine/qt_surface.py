"""The bridge to Qt for surfaces: evaluates them in a thread of its own.

Everything here is moved to a `QThread` and spoken to by queued signals only.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from engine.box import Box
from engine.records import FloatArray

if TYPE_CHECKING:
    from engine.problem import Problem


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
