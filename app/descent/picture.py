"""What is to be drawn, resolved: every run with its style, its record of the epoch shown, its preview."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.descent.run import Run
from engine.config import RunConfig
from engine.preview import Preview
from engine.records import EpochRecord, FloatArray
from viz.theme import RunStyle


@dataclass(frozen=True, slots=True)
class Shown:
    """One run as it is shown.

    Attributes
    ----------
    key, slot, style, name
        Which run it is, the place of its style, the style, and what it is called.
    config
        What it runs, or would run from where the start is being dragged to.
    record
        The epoch shown, or the last one before it; epoch 0 in float64 while there is no run.
    run
        The run; None while its start or its learning rate is being dragged.
    preview
        The path it will take; None where it cannot be told, or need not be.
    visible, faded
        Whether it is drawn at all, and whether as one of the past.
    """

    key: int
    slot: int
    style: RunStyle
    name: str
    config: RunConfig
    record: EpochRecord
    run: Run | None
    preview: Preview | None = None
    visible: bool = True
    faded: bool = False

    @property
    def path(self) -> FloatArray:
        """Weights of epochs 0 to the one shown, thinned for drawing, shape (k, 2)."""
        return self.run.drawn_path(self.record.epoch + 1) if self.run is not None else np.empty((0, 2))

    @property
    def certain(self) -> int | None:
        """The first epoch of the preview that is uncertain, or how long it is; None without a preview."""
        if self.preview is None:
            return None
        uncertain = self.preview.uncertain_from
        return len(self.preview.path) if uncertain is None else uncertain


@dataclass(frozen=True, slots=True)
class Picture:
    """All runs at one epoch, the lead first.

    Attributes
    ----------
    shown
        The runs; never empty.
    epoch, epochs
        The epoch shown, and how many the longest run is to have.
    roll
        Seconds that the points may take from the epoch before.
    """

    shown: tuple[Shown, ...]
    epoch: int
    epochs: int
    roll: float = 0.0

    @property
    def lead(self) -> Shown:
        """The run that every lesson has."""
        return self.shown[0]

    @property
    def seen(self) -> tuple[Shown, ...]:
        """Those of the runs that are drawn."""
        return tuple(one for one in self.shown if one.visible)

    def of_loss(self, loss: str) -> tuple[Shown, ...]:
        """Those of the runs that descend on a surface of this loss and are drawn."""
        return tuple(one for one in self.shown if one.visible and one.config.loss == loss)

    def one(self, key: int) -> Shown:
        """The run of that key; the lead if there is none."""
        return next((one for one in self.shown if one.key == key), self.lead)
