"""How soon the window is there, against importing everything first."""

from __future__ import annotations

import statistics
from functools import cache

from app.bench.measure import Benchmark, Line, ratio

ROUNDS = 5


@cache
def medians() -> dict[str, dict[str, float]]:
    """Seconds from the start of the process to each event, by way: medians of processes started in turns."""
    from app.bench.child import measured

    runs: dict[str, list[dict[str, float]]] = {"program": [], "everything": []}
    for way in runs:
        measured("app.bench.first_window", way)  # both once unmeasured: files come from memory from then on
    for _ in range(ROUNDS):
        for way, found in runs.items():
            found.append(measured("app.bench.first_window", way))
    return {
        way: {event: statistics.median(run[event] for run in found) for event in found[0]}
        for way, found in runs.items()
    }


def _event(name: str, event: str, goal: float) -> Line:
    found = medians()
    times = (found["program"][event], found["everything"][event])
    return ratio(name, goal, times, note="against importing everything first")


def first_window(name: str) -> Line:
    """Until the first frame of the window."""
    return _event(name, "painted", 5.0)


def draggable(name: str) -> Line:
    """Until the start can be dragged over the surface: no later than if all had been imported first."""
    return _event(name, "draggable", 1.0)


LINES = (Benchmark("startup-first-window", first_window), Benchmark("startup-draggable", draggable))
