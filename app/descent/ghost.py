"""The run before, kept in grey for comparison."""

from __future__ import annotations

from dataclasses import dataclass

from app.descent.run import Run
from engine.config import RunConfig
from engine.records import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Ghost:
    """Config, path (n, 2) and losses (n,) of a run that is over."""

    config: RunConfig
    path: FloatArray
    losses: FloatArray

    @staticmethod
    def of(run: Run) -> Ghost:
        """What remains of a run."""
        return Ghost(run.config, run.history.path().copy(), run.history.losses().copy())

    def comparable(self, config: RunConfig) -> bool:
        """Whether both descend on one and the same surface."""
        return same_surface(self.config, config)


def same_surface(a: RunConfig, b: RunConfig) -> bool:
    """Whether two runs have the same data, model and loss."""
    return (a.data, a.link, a.loss) == (b.data, b.link, b.loss)
