"""How the bench measures, and what it says: medians, ours and the notebooks' way side by side in one run.

Both are timed in turns, so that whatever else the machine does meets both alike.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["ratio", "limit"]


@dataclass(frozen=True, slots=True)
class Line:
    """One result.

    Attributes
    ----------
    name, kind
        A `ratio` (notebook's time / ours) is to reach its goal, a `limit` to stay within it.
    value, goal, unit
        What was measured, in `unit` (`×` for ratios), and what it is held against.
    ours, theirs
        Seconds, for ratios.
    floor
        Seconds that `ours` could not be below: an estimate, where there is one.
    extrapolated
        Whether `theirs` was computed from a part of the work.
    note
        What to know when reading it.
    """

    name: str
    kind: Kind
    value: float
    goal: float
    unit: str
    ours: float | None = None
    theirs: float | None = None
    floor: float | None = None
    extrapolated: bool = False
    note: str = ""

    @property
    def ok(self) -> bool:
        """Whether the goal is met; never for a value that is not a number."""
        return self.value >= self.goal if self.kind == "ratio" else self.value <= self.goal

    def as_json(self) -> dict[str, Any]:
        """The line as JSON's types, without what does not apply."""
        fields: dict[str, Any] = {
            "name": self.name,
            "kind": self.kind,
            "value": self.value if self.value == self.value else None,
            "goal": self.goal,
            "ok": self.ok,
            "unit": self.unit,
            "ours_s": self.ours,
            "notebook_s": self.theirs,
            "floor_s": self.floor,
            "extrapolated": self.extrapolated or None,
            "note": self.note or None,
        }
        always = ("name", "kind", "value", "goal", "ok")
        return {key: value for key, value in fields.items() if value is not None or key in always}


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A line that can be measured. `measure` imports what it needs, so that listing names costs nothing."""

    name: str
    measure: Callable[[str], Line]

    def run(self) -> Line:
        """Measure the line; an error becomes a line that is not ok and says why."""
        try:
            return self.measure(self.name)
        except Exception as error:  # one broken line must not hide the others
            return Line(self.name, "limit", float("nan"), 0.0, "", note=f"{type(error).__name__}: {error}")


def seconds(function: Callable[[], object]) -> float:
    """Time of one call."""
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def median_seconds(function: Callable[[], object], repeats: int) -> float:
    """Median time of a call, after one that warms up."""
    function()
    return statistics.median(seconds(function) for _ in range(repeats))


def side_by_side(
    ours: Callable[[], object], theirs: Callable[[], object], *, rounds: int = 5, repeats: int = 10
) -> tuple[float, float]:
    """Median times of both, taken in turns: in each round `theirs` once, then `ours` `repeats` times."""
    ours()
    our_times: list[float] = []
    their_times: list[float] = []
    for _ in range(rounds):
        their_times.append(seconds(theirs))
        our_times += [seconds(ours) for _ in range(repeats)]
    return statistics.median(our_times), statistics.median(their_times)


def ratio(
    name: str,
    goal: float,
    times: tuple[float, float],
    *,
    floor: float | None = None,
    factor: float = 1.0,
    note: str = "",
) -> Line:
    """Line of a ratio, from `side_by_side`'s times.

    `factor` is by how much the notebook's whole work exceeds the part that was timed; other than 1, the
    line is marked as extrapolated.
    """
    ours, theirs = times[0], times[1] * factor
    return Line(name, "ratio", theirs / ours, goal, "×", ours, theirs, floor, factor != 1.0, note)


def limit(name: str, goal: float, value: float, unit: str, *, note: str = "") -> Line:
    """Line of a value that is to stay at or below its goal."""
    return Line(name, "limit", value, goal, unit, note=note)
