"""The run before, kept in grey for comparison and named by what differed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.descent.run import Run
from engine.config import RunConfig
from engine.optimizers import OPTIMIZERS
from engine.records import FloatArray
from viz import numbers


@dataclass(frozen=True, slots=True)
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
        mine = (self.config.data, self.config.link, self.config.loss)
        return mine == (config.data, config.link, config.loss)


def difference(ghost: RunConfig, run: RunConfig) -> str:
    """What was different in the run before, in a few words; empty if nothing was."""
    parts = []
    if ghost.optimizer != run.optimizer:
        parts.append(OPTIMIZERS[ghost.optimizer].label)
    if ghost.lr != run.lr:
        parts.append(
            QCoreApplication.translate("ghost", "learning rate {lr}").format(lr=numbers.plain(ghost.lr))
        )
    if ghost.start != run.start:
        start = ", ".join(numbers.significant(value, 3) for value in ghost.start)
        parts.append(QCoreApplication.translate("ghost", "start ({start})").format(start=start))
    if ghost.optimizer == run.optimizer and ghost.hyper != run.hyper:
        mine, other = (OPTIMIZERS[c.optimizer].values(c.hyper) for c in (ghost, run))
        parts += [f"{name} {numbers.plain(value)}" for name, value in mine.items() if value != other[name]]
    if not parts and ghost.epochs != run.epochs:
        parts.append(QCoreApplication.translate("ghost", "{epochs} epochs").format(epochs=ghost.epochs))
    return " · ".join(parts)
