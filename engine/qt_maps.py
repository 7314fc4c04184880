"""The bridge to Qt for maps: makes them in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.maps.spec import MapSpec
from engine.qt_latest import LatestWins

if TYPE_CHECKING:
    from engine.maps import RunMap


@dataclass(frozen=True, slots=True)
class MapWish:
    """A map to be made."""

    generation: int
    spec: MapSpec


class MapWorker(LatestWins[MapWish]):
    """Makes maps: finds a RunMap that is known better each time, the last one whole."""

    def _answers(self, wish: MapWish, overtaken: Callable[[], bool]) -> Iterator[RunMap]:
        from engine.maps import refined

        return refined(wish.spec, overtaken)
