"""Learning-rate schedules of `torch.optim.lr_scheduler`, as a table, and the rates that they give.

The rates are those of the real scheduler, run over an optimizer that has nothing to do. They are made once
and kept, so that the rate of any update is known without going through those before it again. Importing
the table costs nothing: torch is asked for only when a rate is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Any

from engine.checks import check_choice
from engine.errors import InputError
from engine.optimizers import HyperParameter

Pairs = tuple[tuple[str, float], ...]

MOST_UPDATES = 1_000_000


@dataclass(frozen=True, slots=True)
class Schedule:
    """A row of the table: `torch.optim.lr_scheduler.<torch_class>(optimizer, **fixed, **parameters)`.

    Attributes
    ----------
    name, label, torch_class
        The key in `SCHEDULES`, the name shown, and torch's.
    parameters, whole
        Its numbers, by torch's names, and those among them that are counts of updates.
    fixed
        Arguments that are always the same.
    last
        The parameter that says after how many updates it ends and the rate stays; empty if it does not end.
    """

    name: str
    label: str
    torch_class: str
    parameters: tuple[HyperParameter, ...]
    whole: tuple[str, ...] = ()
    fixed: dict[str, Any] = field(default_factory=dict)
    last: str = ""

    def values(self, given: Iterable[tuple[str, float]] = ()) -> dict[str, float]:
        """Return every parameter's value by name: `given` where it is, else the default.

        Raises
        ------
        InputError
            If a name is not one of this schedule's, a value is out of its range, or a count is not whole.
        """
        by_name = {parameter.name: parameter for parameter in self.parameters}
        values = {name: parameter.default for name, parameter in by_name.items()}
        for name, value in given:
            check_choice(f"{self.label} parameter", name, tuple(by_name))
            values[name] = by_name[name].check(value)
            if name in self.whole and not values[name].is_integer():
                raise InputError("not-whole", field=name, value=f"{value:g}")
        # One update or less of rising is no phase: torch would divide by its length, 0.
        if "pct_start" in values and values["pct_start"] * values["total_steps"] <= 1.0:
            least = min(1.0, 2.0 / values["total_steps"])
            shown = f"{values['pct_start']:g}"
            raise InputError("out-of-range", field="pct_start", value=shown, low=f"{least:g}", high="1")
        return values

    def torch_arguments(self, given: Iterable[tuple[str, float]] = ()) -> dict[str, Any]:
        """Return what torch's class is called with besides the optimizer and one-cycle's `max_lr`."""
        values: dict[str, Any] = self.values(given)
        for name in self.whole:
            values[name] = int(values[name])
        return {**self.fixed, **values}


def _updates(name: str, default: float) -> HyperParameter:
    return HyperParameter(name, 1, MOST_UPDATES, default, 1)


SCHEDULES: dict[str, Schedule] = {
    schedule.name: schedule
    for schedule in (
        Schedule(
            "step",
            "Step",
            "StepLR",
            (_updates("step_size", 30), HyperParameter("gamma", 1e-6, 1.0, 0.1, 0.05)),
            ("step_size",),
        ),
        Schedule(
            "exponential", "Exponential", "ExponentialLR", (HyperParameter("gamma", 1e-6, 1.0, 0.97, 0.01),)
        ),
        Schedule("cosine", "Cosine", "CosineAnnealingLR", (_updates("T_max", 100),), ("T_max",)),
        Schedule(
            "one-cycle",
            "One cycle",
            "OneCycleLR",
            (
                HyperParameter("total_steps", 4, MOST_UPDATES, 100, 1),
                HyperParameter("pct_start", 0.0, 1.0, 0.3, 0.05),
                HyperParameter("div_factor", 1.0, 1e6, 25.0, 1.0),
                HyperParameter("final_div_factor", 1.0, 1e9, 1e4, 1e3),
            ),
            ("total_steps",),
            {"cycle_momentum": False},
            "total_steps",
        ),
        Schedule(
            "warm-up",
            "Warm-up",
            "LinearLR",
            (HyperParameter("start_factor", 1e-6, 1.0, 0.1, 0.05), _updates("total_iters", 20)),
            ("total_iters",),
            {"end_factor": 1.0},
        ),
    )
}
"""All schedules by name, in the order in which they are offered. All rates are in proportion to `lr`."""

LEFT_OUT = {
    "last_epoch": "for going on from a saved scheduler; any update's rate is known here",
    "verbose": "printing",
    "eta_min": "an absolute rate: with it a schedule would not scale with the learning rate",
    "epochs": "total_steps says it",
    "steps_per_epoch": "the same",
    "anneal_strategy": "a straight line instead of a cosine, hardly to be told apart",
    "cycle_momentum": "a second schedule, of the momentum",
    "base_momentum": "the same",
    "max_momentum": "the same",
    "three_phase": "the first phase twice",
    "max_lr": "the run's learning rate",
    "end_factor": "a warm-up ends at the run's learning rate",
}
"""Arguments of torch's schedulers that are deliberately not offered, each with the reason."""


def check_schedule(name: str, given: Pairs) -> Pairs:
    """Return `given` sorted if `name` is a schedule with such parameters, or both are empty.

    Raises
    ------
    InputError
        Otherwise.
    """
    if name or given:
        SCHEDULES[check_choice("schedule", name, tuple(SCHEDULES))].values(given)
    return tuple(sorted(given))


def suited(name: str, epochs: int) -> Pairs:
    """Parameters with which a schedule spans a run of `epochs` updates; none for no schedule."""
    by_schedule: dict[str, Pairs] = {
        "step": (("gamma", 0.1), ("step_size", float(max(1, epochs // 3)))),
        "exponential": (("gamma", max(0.5, round(0.01 ** (1 / max(epochs, 1)), 4))),),
        "cosine": (("T_max", float(epochs)),),
        "one-cycle": (("total_steps", float(max(4, epochs))),),
        "warm-up": (("total_iters", float(max(1, epochs // 5))),),
    }
    return by_schedule.get(name, ())


class Rates:
    """The learning rate of every update of a run: `rates[k]` is that from epoch k to k + 1.

    Any thread may ask. After the end of a schedule that ends, the rate stays what it was last.
    """

    def __init__(self, lr: float, schedule: str, given: Pairs) -> None:
        self._known: list[float] = []
        self._lock = Lock()
        row = SCHEDULES[schedule]
        self._end = int(row.values(given)[row.last]) if row.last else None
        self._coming = _scheduled(row, lr, given)

    def __getitem__(self, update: int) -> float:
        k = update if self._end is None else min(update, self._end - 1)
        if k >= len(self._known):
            with self._lock:
                while len(self._known) <= k:
                    self._known.append(next(self._coming))
        return self._known[k]

    def first(self, count: int) -> list[float]:
        """The rates of the first `count` updates."""
        return [self[k] for k in range(count)]


def _scheduled(row: Schedule, lr: float, given: Pairs) -> Iterator[float]:
    import torch

    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=lr)
    arguments = row.torch_arguments(given)
    if row.torch_class == "OneCycleLR":
        arguments["max_lr"] = lr
    scheduler = getattr(torch.optim.lr_scheduler, row.torch_class)(optimizer, **arguments)
    while True:
        yield float(optimizer.param_groups[0]["lr"])
        optimizer.step()  # without a gradient it does nothing; torch wants it before the scheduler's
        scheduler.step()


@lru_cache(maxsize=16)
def rates(lr: float, schedule: str, given: Pairs) -> Rates:
    """Return the rates of a schedule that is given `lr`; the same object for the same arguments."""
    return Rates(lr, schedule, given)
