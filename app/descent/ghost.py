"""The run before, kept in grey for comparison."""

from __future__ import annotations

from dataclasses import dataclass

from app.descent.run import Run
from engine.config import RunConfig
from engine.records import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Ghost:
    """A run that is over: config, losses (n,), its path thinned for drawing, (k, 2), and all that it spans.

    `extent` are its smallest and largest weights, shape (2, 2).
    """

    config: RunConfig
    path: FloatArray
    losses: FloatArray
    extent: FloatArray

    @staticmethod
    def of(run: Run) -> Ghost:
        """What remains of a run."""
        path = run.drawn_path(run.last + 1).copy()
        return Ghost(run.config, path, run.history.losses().copy(), run.extent())


def same_surface(a: RunConfig, b: RunConfig) -> bool:
    """Whether two runs have the same data, model and loss."""
    return (a.data, a.link, a.loss, a.formula) == (b.data, b.link, b.loss, b.formula)
