"""What a run is called: in what it differs, in a few words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.descent.modelling import formula_text
from engine.config import RunConfig
from engine.losses import LOSSES
from engine.optimizers import OPTIMIZERS
from engine.schedules import SCHEDULES
from viz import numbers


def loss_label(name: str) -> str:
    """What the loss `name` is called where it is drawn; that of a typed surface in the language in force.

    Raises
    ------
    KeyError
        If there is no such loss.
    """
    return QCoreApplication.translate("surface", "loss") if name == "value" else LOSSES[name].label


def difference(run: RunConfig, other: RunConfig) -> str:
    """In what `run` differs from `other`, in a few words; empty if in nothing."""
    parts = []
    if (run.link, run.formula) != (other.link, other.formula):
        parts.append(formula_text(run))
    if run.loss != other.loss:
        parts.append(loss_label(run.loss))
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
    parts += noise(run, other)
    if not parts and run.epochs != other.epochs:
        parts.append(QCoreApplication.translate("ghost", "{epochs} epochs").format(epochs=run.epochs))
    return " · ".join(parts)


def noise(run: RunConfig, other: RunConfig) -> list[str]:
    """In what batches, schedule and frozen weights differ."""
    parts = []
    if run.batch != other.batch:
        batches = QCoreApplication.translate("ghost", "batches of {batch}").format(batch=f"{run.batch:,}")
        parts.append(batches if run.batch else QCoreApplication.translate("ghost", "all data"))
    if run.batch_seed != other.batch_seed:
        text = QCoreApplication.translate("ghost", "seed {seed} of the batches")
        parts.append(text.format(seed=run.batch_seed))
    if run.schedule != other.schedule:
        constant = QCoreApplication.translate("ghost", "constant learning rate")
        parts.append(SCHEDULES[run.schedule].label if run.schedule else constant)
    elif run.schedule and run.schedule_hyper != other.schedule_hyper:
        mine, others = (SCHEDULES[c.schedule].values(c.schedule_hyper) for c in (run, other))
        parts += [f"{name} {numbers.plain(value)}" for name, value in mine.items() if value != others[name]]
    if run.frozen != other.frozen:
        held = [weight for weight, on in zip(("ŵ₀", "ŵ₁"), run.frozen, strict=True) if on]
        frozen = QCoreApplication.translate("ghost", "{weight} frozen").format(weight=", ".join(held))
        parts.append(frozen if held else QCoreApplication.translate("ghost", "no weight frozen"))
    return parts


def run_name(config: RunConfig, lead: RunConfig, *, epoch: int | None = None) -> str:
    """What a run is called beside the lead; a fork also tells its `epoch`."""
    name = difference(config, lead) or OPTIMIZERS[config.optimizer].label
    if epoch is not None:
        name = QCoreApplication.translate("runs", "from epoch {epoch}: {name}").format(
            epoch=f"{epoch:,}", name=name
        )
    return name
