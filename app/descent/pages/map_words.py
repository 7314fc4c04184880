"""What is said of a map: its axes, a pixel, and what the real run says to it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.descent.picture import Shown
from engine.maps import NEVER, MapSpec, RunMap
from engine.preview.path import AGREEMENT
from viz import numbers

TOLERANCE = 2.0 * AGREEMENT
"""A run and its closed form that are farther apart than this · max(1, |w|) have parted."""


def axis_name(name: str) -> str:
    """An axis of a map, in the language in force; hyper-parameters keep torch's names."""
    if name == "lr":
        return QCoreApplication.translate("maps", "learning rate")
    return {"w0": "ŵ₀", "w1": "ŵ₁"}.get(name, name)


def outcome_words(spec: MapSpec, arrived: int, diverged: int, loss: float, first: float) -> str:
    """How a run ends, in a few words."""
    if diverged != NEVER:
        text = QCoreApplication.translate("maps", "not finite from epoch {epoch} on")
        return text.format(epoch=f"{diverged:,}")
    if arrived != NEVER:
        text = QCoreApplication.translate("maps", "arrives after {epochs} epochs")
        return text.format(epochs=f"{arrived:,}")
    shown = numbers.significant(loss, 4)
    if loss > first:
        text = QCoreApplication.translate("maps", "higher than it began: loss {loss} after {epochs} epochs")
    else:
        text = QCoreApplication.translate("maps", "still on its way: loss {loss} after {epochs} epochs")
    return text.format(loss=shown, epochs=f"{spec.epochs:,}")


def pixel_words(found: RunMap, i: int, j: int) -> str:
    """Where a pixel is, and how its run ends."""
    spec = found.spec
    place = ", ".join(
        f"{axis_name(axis.name)} {numbers.plain(float(axis.values[k]), 4)}"
        for axis, k in ((spec.across, i), (spec.up, j))
    )
    said = f"{place}: {_outcome(found, i, j)}"
    if found.unsure[i, j]:
        said += " · " + QCoreApplication.translate("maps", "rounding decides here")
    return said


def _outcome(found: RunMap, i: int, j: int) -> str:
    return outcome_words(
        found.spec,
        int(found.arrived[i, j]),
        int(found.diverged[i, j]),
        float(found.loss[i, j]),
        float(found.first[i, j]),
    )


def verdict(found: RunMap | None, pixel: tuple[int, int], one: Shown) -> str:
    """What the real run of a pixel says to what the map said; empty while there is nothing to compare."""
    run = one.run
    if found is None or found.stride > 1 or run is None or run.last < 0:
        return ""
    spec = found.spec
    last = min(run.last, spec.epochs)
    if last < spec.epochs and run.end is None:
        return QCoreApplication.translate("maps", "The real run is at epoch {epoch} of {epochs}.").format(
            epoch=f"{run.last:,}", epochs=f"{spec.epochs:,}"
        )
    losses = run.history.losses()[: last + 1]
    there = np.flatnonzero(losses <= spec.target)
    real = outcome_words(
        spec,
        int(there[0]) if len(there) else NEVER,
        run.last + 1 if run.end == "diverged" and run.last < spec.epochs else NEVER,
        float(losses[-1]),
        float(losses[0]),
    )
    mapped = _outcome(found, *pixel)
    if one.preview is None or (one.preview.end == "cut" and len(one.preview.path) <= last):
        # With many data there is no preview to compare with, or a short one.
        text = QCoreApplication.translate("maps", "Trained for real: {real}. On the map: {mapped}.")
        return text.format(real=real, mapped=mapped)
    parting = parted(one, last)
    if parting is None:
        text = QCoreApplication.translate(
            "maps", "Trained for real, this run keeps to the map epoch by epoch: {real}."
        )
        return text.format(real=real)
    text = QCoreApplication.translate(
        "maps",
        "Trained for real: {real}. On the map: {mapped}. The two part at epoch {epoch}: from there on every "
        "rounding error grows, and only the kind of run can be told.",
    )
    return text.format(real=real, mapped=mapped, epoch=f"{parting:,}")


def parted(one: Shown, last: int) -> int | None:
    """The first epoch up to `last` at which a run and its closed form are apart; None if there is none."""
    if one.run is None or one.preview is None:
        return None
    path = one.run.history.path()[: last + 1]
    known = min(len(path), len(one.preview.path))
    real, closed = path[:known], one.preview.path[:known]
    apart = (np.abs(real - closed) > TOLERANCE * np.maximum(1.0, np.abs(real))).any(axis=1)
    if apart.any():
        return int(apart.argmax())
    return known if known < len(path) else None
