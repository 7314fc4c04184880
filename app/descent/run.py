"""One run as the window knows it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from engine.config import RunConfig
from engine.records import End, FloatArray, History

DRAWN_EPOCHS = 4096
"""A path is drawn with at most about so many vertices: more would lie within a pixel of each other."""


@dataclass(slots=True)
class Run:
    """A config, the records made of it so far, and how it ended."""

    number: int
    config: RunConfig
    epochs: int
    history: History = field(default_factory=History)
    end: End | None = None
    _measured: int = 0
    _extent: FloatArray | None = None

    @property
    def last(self) -> int:
        """Number of the newest recorded epoch; −1 before epoch 0 is recorded."""
        return len(self.history) - 1

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
