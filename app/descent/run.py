"""One run as the window knows it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from engine.config import RunConfig
from engine.records import End, EpochRecord, FloatArray, History
from engine.timeline import Timeline

DRAWN_EPOCHS = 4096
"""A path is drawn with at most about so many vertices: more would lie within a pixel of each other."""


@dataclass(slots=True, eq=False)
class Run:
    """A config, the timeline made of it so far, and how it ended. Compared by identity.

    Attributes
    ----------
    key
        Which of the runs on the screen it is; 0 is the one that the panel was made for.
    config, epochs
        What is run, and for how many updates: the config's number, or more after "more epochs".
    timeline
        Its records and the optimizer's states.
    forked_at
        The epoch up to which its records are another run's, or None.
    end
        How it ended; None while it goes on.
    frozen
        Whether it is a pinned copy: never trained again.
    """

    key: int
    config: RunConfig
    epochs: int
    timeline: Timeline = field(default_factory=Timeline)
    forked_at: int | None = None
    end: End | None = None
    frozen: bool = False
    _measured: int = 0
    _extent: FloatArray | None = None

    @property
    def history(self) -> History:
        """The records made so far."""
        return self.timeline.history

    @property
    def last(self) -> int:
        """Number of the newest recorded epoch; −1 before epoch 0 is recorded."""
        return len(self.history) - 1

    def at(self, epoch: int) -> EpochRecord | None:
        """The record of `epoch`, or the last one of a run that did not get so far; None without records."""
        return self.history[min(epoch, self.last)] if self.last >= 0 else None

    def extent(self) -> FloatArray:
        """Smallest and largest weights so far, shape (2, 2): (low, high) × (w0, w1); NaN without records.

        Only what is new is looked at, so that a long run costs no more than a short one.
        """
        fresh = self.history.rows(self._measured)[:, :2]
        if len(fresh):
            self._measured += len(fresh)
            known = fresh if self._extent is None else np.concatenate([self._extent, fresh])
            self._extent = np.stack([known.min(axis=0), known.max(axis=0)])
        return self._extent if self._extent is not None else np.full((2, 2), np.nan)

    def drawn_path(self, stop: int) -> FloatArray:
        """Weights of epochs 0..stop−1 for drawing, shape (k, 2), k at most about `DRAWN_EPOCHS`.

        The newest are all there; of the older ones every 2nd, 4th, 8th … so that vertices stay put while
        a run goes on.
        """
        path = self.history.path(stop)
        half = DRAWN_EPOCHS // 2
        if len(path) <= DRAWN_EPOCHS:
            return path
        older = len(path) - half
        stride = 1 << (older // half).bit_length()
        return np.concatenate([path[:older:stride], path[older:]])
