"""What to race against what: several optimizers, learning rates or starts, as rivals of the lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from app.descent.setup import LEAD, Rival, Setup, as_fields
from engine.errors import InputError
from engine.losses import losses_for
from engine.optimizers import OPTIMIZERS
from engine.stability import limit

KINDS = ("optimizers", "rates", "starts")
FACTORS = (0.1, 0.3, 3.0, 10.0)
"""Learning rates beside the lead's, as multiples of it, where no limit is known."""
SHARES = (0.1, 0.5, 0.95, 1.02)
"""Learning rates as shares of the largest stable one, where that is known: the last of them diverges."""
CORNERS = ((0.1, 0.1), (0.1, 0.9), (0.9, 0.1), (0.9, 0.9))
"""Starts, as parts of the lesson's box."""


def race(setup: Setup, kind: str) -> Setup:
    """`setup` with a race of one of `KINDS` instead of its unpinned rivals.

    Pinned runs and forks stay; there are never more than eight runs.
    """
    return with_changes(alone(setup), changes(setup, kind))


def changes(setup: Setup, kind: str) -> list[dict[str, Any]]:
    """In what the runs of a race differ from the lead."""
    config = setup.config
    if kind == "optimizers":
        return [{"optimizer": name} for name in OPTIMIZERS if name != config.optimizer]
    if kind == "rates":
        stability = limit(config)
        if stability is None:
            rates = [rounded(factor * config.lr) for factor in FACTORS]
        else:
            rates = [rounded(share * stability.largest) for share in SHARES]
        return [{"lr": rate} for rate in rates if rate != config.lr]
    box = setup.lesson.surface
    starts = [
        (
            round(box.w0[0] + a * (box.w0[1] - box.w0[0]), 3),
            round(box.w1[0] + b * (box.w1[1] - box.w1[0]), 3),
        )
        for a, b in CORNERS
    ]
    return [{"start": start} for start in starts if start != config.start]


def with_changes(setup: Setup, wanted: Iterable[Mapping[str, Any]]) -> Setup:
    """`setup` with a rival for each of `wanted`, as far as there are styles left for them."""
    free = setup.free_slots()
    keys = max((rival.key for rival in setup.rivals), default=LEAD) + 1
    added = [
        Rival(keys + place, slot, as_fields(dict(change)))
        for place, (slot, change) in enumerate(zip(free, wanted, strict=False))
    ]
    return setup.with_rivals(*added)


def alone(setup: Setup) -> Setup:
    """`setup` without the rivals that follow the lead; another loss beside it stays."""
    rivals = tuple(
        rival
        for rival in setup.rivals
        if rival.kept is not None or rival.parent is not None or setup.is_mate(rival)
    )
    return replace(setup, rivals=rivals, chosen=LEAD)


def other_loss(setup: Setup) -> str:
    """The loss that the lesson's own is compared with: cross-entropy with squares, sums with means.

    A surface that is a formula is its own loss: there is none to compare it with, and this is empty.
    """
    names = [loss.name for loss in losses_for(setup.config.link) if loss.name != setup.config.loss]
    return next((name for name in ("bce", "mse", *names) if name in names), "")


def beside(setup: Setup, loss: str) -> Setup:
    """`setup` with a second surface of another loss, and on it the lead's mate; none for no loss.

    Raises
    ------
    InputError
        `eight-runs` if there is no style left for the mate.
    """
    rest = tuple(rival for rival in setup.rivals if not setup.is_mate(rival))
    setup = replace(setup, rivals=rest, second="", chosen=LEAD)
    if not loss:
        return setup
    if not setup.free_slots():
        raise InputError("eight-runs")
    return replace(with_changes(setup, [{"loss": loss}]), second=loss)


def rounded(rate: float) -> float:
    """A learning rate to two significant digits: one that can be read aloud."""
    return float(f"{rate:.2g}")
