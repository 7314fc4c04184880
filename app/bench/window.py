"""How long the ready window makes a person wait: lag behind a run, stalls, a drag's way to the screen."""

from __future__ import annotations

from functools import cache
from typing import Any

from app.bench.measure import Benchmark, Line, limit

MS = 1000.0


@cache
def used() -> dict[str, Any]:
    """What using the window gave; measured once for all lines."""
    from app.bench.child import measured

    return measured("app.bench.live_window")


@cache
def used_lab() -> dict[str, Any]:
    """What using the MNIST tab gave."""
    from app.bench.child import measured

    return measured("app.bench.live_lab")


def lag(name: str) -> Line:
    """How far the picture is behind a run at "max"."""
    found = used()
    note = f"99th percentile of {found['frames']} frames"
    return limit(name, 50.0, found["lag"] * MS, "ms", note=note)


def stall(name: str) -> Line:
    """The longest time in which the ready window answered nothing."""
    return _longest(name, used()["stalls"])


def lab_stall(name: str) -> Line:
    """The longest time in which the MNIST tab answered nothing: its pages opened, training, drawing."""
    return _longest(name, used_lab()["stalls"])


def _longest(name: str, stalls: dict[str, float]) -> Line:
    worst = max(stalls, key=lambda during: stalls[during])
    return limit(name, 50.0, stalls[worst] * MS, "ms", note=f"longest while {worst}")


def drag(name: str) -> Line:
    """From a mouse move that drags the start to the drawn frame, a preview of 1,000 epochs included."""
    found = used()
    note = f"median; slowest {found['drag_slowest'] * MS:.0f} ms"
    return limit(name, 50.0, found["drag"] * MS, "ms", note=note)


def scrub(name: str) -> Line:
    """From the wish for another epoch of a run of a million to the drawn frame."""
    found = used()
    note = f"median; slowest {found['scrub_slowest'] * MS:.0f} ms"
    return limit(name, 50.0, found["scrub"] * MS, "ms", note=note)


LINES = (
    Benchmark("window-lag-at-max", lag),
    Benchmark("window-stall", stall),
    Benchmark("window-lab-stall", lab_stall),
    Benchmark("window-drag-to-frame", drag),
    Benchmark("window-scrub-million", scrub),
)
