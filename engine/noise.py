"""What of a lesson's run makes it noisy, or holds it: batches, a schedule, a frozen weight."""

from __future__ import annotations

from typing import Any

from engine.batches import BATCH, BATCH_SEED
from engine.config import RunConfig
from engine.lesson_file import Fields
from engine.schedules import SCHEDULES, suited

NAMES = ("batch", "batch_seed", "schedule", "schedule_hyper", "frozen")
"""The fields of `RunConfig` that are about it."""
WEIGHTS = ("w0", "w1")

Noise = tuple[tuple[str, Any], ...]


def noise_of(config: RunConfig) -> Noise:
    """The fields of `NAMES` and their values."""
    return tuple((name, getattr(config, name)) for name in NAMES)


def read_noise(table: Fields, epochs: int) -> Noise:
    """Return the noise of a lesson of so many epochs, its fields sorted; a schedule spans them by default.

    Raises
    ------
    InputError
        Naming the file, the field, what was expected and what was found.
    """
    found: dict[str, Any] = {
        "batch": table.whole("batch", 1, BATCH[1], default=None),
        "batch_seed": table.whole("seed", *BATCH_SEED, default=None),
        "schedule": table.choice("schedule", tuple(SCHEDULES), default=None),
    }
    hyper = table.table("hyper", default={})
    if found["schedule"] is not None:
        given = dict(suited(found["schedule"], epochs))
        for parameter in SCHEDULES[found["schedule"]].parameters:
            value = hyper.number(parameter.name, parameter.low, parameter.high, default=None)
            if value is not None:
                given[parameter.name] = value
        found["schedule_hyper"] = tuple(sorted(given.items()))
    hyper.end()
    frozen = table.choice("frozen", WEIGHTS, default=None)
    if frozen is not None:
        found["frozen"] = (frozen == "w0", frozen == "w1")
    table.end()
    return tuple(sorted((name, value) for name, value in found.items() if value is not None))
