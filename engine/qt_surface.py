"""The bridge to Qt for surfaces: evaluates them in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.box import Box
from engine.qt_latest import LatestWins
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


class SurfaceWorker(LatestWins[SurfaceWish]):
    """Evaluates surfaces: finds a SurfaceGrid."""

    def _answers(self, wish: SurfaceWish, overtaken: Callable[[], bool]) -> Iterator[SurfaceGrid]:
        import numpy as np

        from engine.surface import surface

        w0 = np.linspace(*wish.box.w0, wish.points)
        w1 = np.linspace(*wish.box.w1, wish.points)
        yield SurfaceGrid(wish.box, w0, w1, surface(wish.problem, w0, w1, cancelled=overtaken))
