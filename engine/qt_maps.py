"""The bridge to Qt for maps: makes them in a thread of its own.

Everything here is moved to a `QThread` and spoken to by queued signals only.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from engine.maps.spec import MapSpec


@dataclass(frozen=True, slots=True)
class MapWish:
    """A map to be made."""

    generation: int
    spec: MapSpec


class MapWorker(QObject):
    """Makes maps; only the newest wish counts."""

    refined = Signal(int, object)
    """A map is known better, or is whole: generation, RunMap."""
    failed = Signal(int, str)
    """Something went wrong: generation, traceback text."""

    def __init__(self) -> None:
        super().__init__()
        self._newest = 0

    def overtake(self, generation: int) -> None:
        """Called by the asking thread: wishes older than `generation` need not be finished."""
        self._newest = generation

    @Slot(object)
    def make(self, wish: MapWish) -> None:
        """Make a map, unless it has been overtaken meanwhile."""
        try:
            from engine.maps import Cancelled, refined

            def overtaken() -> bool:
                return wish.generation != self._newest

            if overtaken():
                return
            try:
                for found in refined(wish.spec, overtaken):
                    self.refined.emit(wish.generation, found)
            except Cancelled:
                return
        except Exception:
            self.failed.emit(wish.generation, traceback.format_exc())
