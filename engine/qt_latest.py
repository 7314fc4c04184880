"""Latest wins: the bridge to Qt for work that is given up as soon as something newer is wished for.

Everything here is moved to a `QThread` and spoken to by queued signals only.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal, Slot


class Wish(Protocol):
    """Work that is wished for; the asking thread counts its wishes."""

    @property
    def generation(self) -> int: ...


W = TypeVar("W", bound=Wish)


class LatestWins(QObject, Generic[W]):
    """Fulfils wishes; only the newest counts."""

    found = Signal(int, object)
    """What was wished for, or a first, coarser answer: generation, and what `_answers` yields."""
    failed = Signal(int, str)
    """Something went wrong: generation, traceback text."""

    def __init__(self) -> None:
        super().__init__()
        self._newest = 0

    def overtake(self, generation: int) -> None:
        """Called by the asking thread: wishes older than `generation` need not be finished."""
        self._newest = generation

    @Slot(object)
    def fulfil(self, wish: W) -> None:
        """Fulfil a wish, unless it has been overtaken meanwhile."""

        def overtaken() -> bool:
            return wish.generation != self._newest

        if overtaken():
            return
        try:
            from engine.surface.rows import Cancelled

            try:
                for answer in self._answers(wish, overtaken):
                    self.found.emit(wish.generation, answer)
            except Cancelled:
                return
        except Exception:
            self.failed.emit(wish.generation, traceback.format_exc())

    def _answers(self, wish: W, overtaken: Callable[[], bool]) -> Iterator[object]:
        """Yield answers, each better than the one before; torch and NumPy are imported in here.

        Raises
        ------
        Cancelled
            Once `overtaken()` is true.
        """
        raise NotImplementedError
