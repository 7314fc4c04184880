"""What a training of the lab leaves behind, as frozen records of plain numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine.lab.config import TrainConfig
from engine.records import End

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """One update.

    Attributes
    ----------
    epoch, batch, batches
        Both from 1; the batch is the `batch`-th of `batches` in its epoch.
    loss
        Mean over the batch, before the update. None on a graphics card, where asking for it would make
        every batch wait: the epoch's record then has it.
    """

    epoch: int
    batch: int
    batches: int
    loss: float | None


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """A part of the images has been classified after an epoch: `done` of `total`, train and test together."""

    epoch: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class LabEpoch:
    """One epoch: all batches once, and then all images classified.

    Attributes
    ----------
    epoch
        From 1: this many times the images have been gone through.
    loss
        Mean of `losses`, as the notes average their cost: of the network while it learnt, in `train()`
        mode, each loss before its update. With one full batch it is the loss before the epoch's update.
    train_accuracy, test_accuracy
        Shares of images that the network classifies rightly *after* the epoch, in `eval()` mode.
    seconds, samples_per_second
        Time spent on the batches alone, and the images trained on in a second of it.
    losses
        Of every batch.
    """

    epoch: int
    loss: float
    train_accuracy: float
    test_accuracy: float
    seconds: float
    samples_per_second: float
    losses: tuple[float, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class LabState:
    """Everything a training needs to go on bit for bit on the same device. Tensors are copies on the CPU.

    Attributes
    ----------
    config, lr, end
        As in `Training`.
    cycle
        The epochs between which the learning rate's schedule runs.
    epoch, batch, losses, seconds
        Epochs recorded; batches trained in the current one, with their losses and the time they took.
    order
        (n,) positions of the images in the current epoch, where it has drawn one.
    checked, right
        Images classified since the last batch, and how many rightly, of train and test.
    weights, kept, optimizer, generators
        State dicts: of the network, of the network at the last record, of the optimizer; and the states
        of the generators by device.
    """

    config: TrainConfig
    lr: float
    end: End | None
    cycle: tuple[int, int]
    epoch: int
    batch: int
    losses: tuple[float, ...]
    seconds: float
    order: Tensor | None
    checked: int
    right: tuple[int, int]
    weights: dict[str, Tensor]
    kept: dict[str, Tensor]
    optimizer: dict[str, Any]
    generators: dict[str, Tensor]
