"""What a training of the lab is made of. Plain values, no torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.checks import check_choice, check_number, check_whole
from engine.config import LEARNING_RATE
from engine.data import SEED
from engine.errors import InputError
from engine.lab.losses import LAB_LOSSES, LabLoss
from engine.lab.networks import NetworkSpec
from engine.optimizers import OPTIMIZERS

TEN = tuple(range(10))
LAB_EPOCHS = (1, 10_000)
BATCH = (0, 100_000)
"""Images in a batch; 0 is all of them at once."""

Schedule = Literal["constant", "one-cycle"]
SCHEDULES: tuple[Schedule, ...] = ("constant", "one-cycle")
"""How the learning rate goes: as set; or up to it within the first `WARM_UP` of all batches, then down to 0,
both along straight lines (Smith & Topin, “Super-Convergence”, 2018, with one phase left out)."""
WARM_UP = 0.3


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """A network, and how it learns which digits.

    Attributes
    ----------
    digits
        The digits that are told apart; class 0 is the first of them.
    by_class
        Whether the images stand digit by digit, all of the first one first, or in the order of the files.
    network, loss
        What learns, and a key of `LAB_LOSSES` that fits it.
    optimizer, hyper, lr
        A key of `engine.optimizers.OPTIMIZERS`, its hyper-parameters as sorted (name, value) pairs, and
        the learning rate.
    batch, shuffle, drop_last
        Images in a batch, 0 for all at once; whether each epoch draws its own order; whether a last batch
        that is not full is left out.
    epochs
        How often all images are gone through.
    seed
        Of everything that is drawn: weights first, then orders and dropout masks as they come.
    schedule
        See `SCHEDULES`.
    fused
        Whether torch's fused update is used, where the optimizer has one: faster, and other than the
        notebooks' in the last digits.

    Raises
    ------
    InputError
        If a number is out of its range, a name is in no table, or the parts do not fit each other.
    """

    network: NetworkSpec
    loss: str
    optimizer: str
    lr: float
    epochs: int
    digits: tuple[int, ...] = TEN
    by_class: bool = False
    batch: int = 128
    shuffle: bool = True
    drop_last: bool = False
    seed: int = 43052
    hyper: tuple[tuple[str, float], ...] = ()
    schedule: Schedule = "constant"
    fused: bool = False

    def __post_init__(self) -> None:
        if len(self.digits) < 2 or len(set(self.digits)) < len(self.digits) or not {*self.digits} <= {*TEN}:
            raise InputError("lab-classes", digits=", ".join(map(str, self.digits)) or "none")
        self.rule.check_fits(self.network, len(self.digits))
        OPTIMIZERS[check_choice("optimizer", self.optimizer, tuple(OPTIMIZERS))].values(self.hyper)
        check_number("lr", self.lr, *LEARNING_RATE)
        check_whole("epochs", self.epochs, *LAB_EPOCHS)
        check_whole("batch", self.batch, *BATCH)
        check_whole("seed", self.seed, *SEED)
        check_choice("schedule", self.schedule, SCHEDULES)
        object.__setattr__(self, "hyper", tuple(sorted(self.hyper)))

    @property
    def rule(self) -> LabLoss:
        """The loss's row in the table."""
        return LAB_LOSSES[check_choice("loss", self.loss, tuple(LAB_LOSSES))]

    def batches(self, images: int) -> int:
        """How many batches an epoch has with so many images.

        Raises
        ------
        InputError
            If that is none: there are too few images for a single batch.
        """
        size = self.batch_size(images)
        count = images // size if self.drop_last else -(-images // size)
        if count == 0:
            raise InputError("lab-batch", count=images, batch=size)
        return count

    def batch_size(self, images: int) -> int:
        """How many images a batch has, of so many."""
        return self.batch or max(images, 1)


def one_cycle(lr: float, done: float) -> float:
    """Return the learning rate of the schedule `one-cycle` after a share `done` of all batches."""
    return lr * (done / WARM_UP if done < WARM_UP else (1 - done) / (1 - WARM_UP))
