"""What a run is called: in what it differs, in a few words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.config import RunConfig
from engine.losses import LOSSES
from engine.optimizers import OPTIMIZERS
from viz import numbers


def difference(run: RunConfig, other: RunConfig) -> str:
    """In what `run` differs from `other`, in a few words; empty if in nothing."""
    parts = []
    if run.loss != other.loss:
        parts.append(LOSSES[run.loss].label)
    if run.optimizer != other.optimizer:
        parts.append(OPTIMIZERS[run.optimizer].label)
    if run.lr != other.lr:
        parts.append(
            QCoreApplication.translate("ghost", "learning rate {lr}").format(lr=numbers.plain(run.lr))
        )
    if run.start != other.start:
        start = ", ".join(numbers.significant(value, 3) for value in run.start)
        parts.append(QCoreApplication.translate("ghost", "start ({start})").format(start=start))
    if run.optimizer == other.optimizer and run.hyper != other.hyper:
        mine, others = (OPTIMIZERS[c.optimizer].values(c.hyper) for c in (run, other))
        parts += [f"{name} {numbers.plain(value)}" for name, value in mine.items() if value != others[name]]
    if not parts and run.epochs != other.epochs:
        parts.append(QCoreApplication.translate("ghost", "{epochs} epochs").format(epochs=run.epochs))
    return " · ".join(parts)


def run_name(config: RunConfig, lead: RunConfig, *, epoch: int | None = None) -> str:
    """What a run is called beside the lead; a fork also tells its `epoch`."""
    name = difference(config, lead) or OPTIMIZERS[config.optimizer].label
    if epoch is not None:
        name = QCoreApplication.translate("runs", "from epoch {epoch}: {name}").format(
            epoch=f"{epoch:,}", name=name
        )
    return name
