"""One run as the window knows it."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.config import RunConfig
from engine.records import End, History


@dataclass(slots=True)
class Run:
    """A config, the records made of it so far, and how it ended."""

    number: int
    config: RunConfig
    epochs: int
    history: History = field(default_factory=History)
    end: End | None = None

    @property
    def last(self) -> int:
        """Number of the newest recorded epoch; −1 before epoch 0 is recorded."""
        return len(self.history) - 1
