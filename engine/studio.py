"""What a lesson shows beside its own run: other runs, a second surface, a page that explains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.batches import BATCH
from engine.config import LEARNING_RATE, WEIGHT
from engine.lesson_file import Fields
from engine.losses import LOSSES
from engine.optimizers import OPTIMIZERS

PAGES = ("runs", "steps", "curvature", "maps", "data")
MAPS = ("starts", "memory", "rate-w0", "rate-w1")
"""What the page of the maps can show: see `engine.maps.spec`."""
MAP = "map"
"""The second surface is the first one seen from above."""
BATCH_SURFACE = "batch"
"""The second surface is that of the batch that the next update sees."""
MOST_RUNS = 7
"""Beside the lesson's own run."""
NO_SCHEDULE = "none"
"""A further run's schedule, if the lesson's own run has one."""


@dataclass(frozen=True, slots=True)
class Studio:
    """How a lesson's studio is laid out when it opens.

    Attributes
    ----------
    page
        One of `PAGES`, or empty for none.
    second
        What the second surface shows: `MAP`, `BATCH_SURFACE`, the name of a loss, or empty for none.
    map
        One of `MAPS`, or empty for the first.
    runs
        For each further run the fields of `RunConfig` in which it differs from the lesson's own.
    """

    page: str = ""
    second: str = ""
    map: str = ""
    runs: tuple[tuple[tuple[str, Any], ...], ...] = ()


BARE = Studio()
"""The run alone."""


def read_studio(table: Fields, link: str, loss: str, *, in_batches: bool = False) -> Studio:
    """Return the studio of a lesson whose model has `link`, whose own loss is `loss`, perhaps in batches.

    Raises
    ------
    InputError
        Naming the file, the field, what was expected and what was found.
    """
    losses = tuple(name for name in LOSSES if link in LOSSES[name].links)
    page = table.choice("page", PAGES, default="")
    seconds = (MAP, *((BATCH_SURFACE,) if in_batches else ()), *(name for name in losses if name != loss))
    second = table.choice("second", seconds, default="")
    runs = tuple(_run(run, losses) for run in table.tables("run", MOST_RUNS))
    kind = table.choice("map", MAPS, default="")
    table.end()
    return Studio(page, second, kind, runs)


def _run(table: Fields, losses: tuple[str, ...]) -> tuple[tuple[str, Any], ...]:
    fields = {
        "loss": table.choice("loss", losses, default=None),
        "optimizer": table.choice("optimizer", tuple(OPTIMIZERS), default=None),
        "lr": table.number("lr", *LEARNING_RATE, default=None),
        "start": table.pair("start", *WEIGHT, default=None),
        "batch": table.whole("batch", *BATCH, default=None),
    }
    if table.choice("schedule", (NO_SCHEDULE,), default=None) is not None:
        fields |= {"schedule": "", "schedule_hyper": ()}
    table.end()
    given = tuple(sorted((name, value) for name, value in fields.items() if value is not None))
    if not given:
        raise table.contradiction("lr", "a difference from the lesson's own run", "nothing")
    return given
