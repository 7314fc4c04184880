"""What a run is made of. Plain numbers, no torch: the window can show a lesson before torch is there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from engine.batches import BATCH, BATCH_SEED
from engine.checks import check_choice, check_number, check_whole
from engine.data import NO_DATA, RECIPES
from engine.errors import InputError
from engine.formula import model, surface
from engine.losses import LOSSES
from engine.optimizers import OPTIMIZERS
from engine.schedules import check_schedule

if TYPE_CHECKING:
    from engine.own_data import OwnData

Link = Literal["identity", "sigmoid", "formula", "surface"]
LINKS: tuple[Link, ...] = ("identity", "sigmoid", "formula", "surface")
TYPED: tuple[Link, ...] = ("formula", "surface")
"""Those whose model, or whose loss itself, is a formula that a person typed."""

LEARNING_RATE = (1e-12, 1e6)
WEIGHT = (-1e6, 1e6)
EPOCHS = (1, 1_000_000)


OWN = "own"
"""The `recipe` of data that are not drawn but given."""


@dataclass(frozen=True, slots=True)
class DataSpec:
    """Which data: a recipe's name in `engine.data.RECIPES` and the seed of its draws, or a person's own.

    Own data come as `DataSpec(OWN, own=data)`; two such are equal if the numbers are.

    Raises
    ------
    ValueError
        If own data are given with a recipe or a seed, or `OWN` without them: a programming mistake.
    """

    recipe: str
    seed: int | None = None
    own: OwnData | None = None

    def __post_init__(self) -> None:
        if (self.recipe == OWN) != (self.own is not None) or (self.own is not None and self.seed is not None):
            raise ValueError("own data go with the recipe “own” and without a seed, and only there")

    def check(self) -> None:
        """Raise `InputError` if there are no such data."""
        if self.own is None:
            check_choice("data", self.recipe, tuple(RECIPES))

    @property
    def is_random(self) -> bool:
        """Whether a seed would change the data."""
        return self.own is None and RECIPES[self.recipe].seed is not None

    @property
    def inputs(self) -> int:
        """How many numbers a datum's x is: a run has one weight more."""
        return 1 if self.own is not None else RECIPES[self.recipe].inputs

    @property
    def true_w(self) -> tuple[float, float] | None:
        """The weights that the targets were drawn around, where there are any."""
        return RECIPES[self.recipe].true_w if self.own is None else self.own.true_w


@dataclass(frozen=True, slots=True)
class RunConfig:
    """One optimizer descending from one start on one data set.

    Attributes
    ----------
    data, link
        The data, and what stands between `w0 + w1·x` and ŷ: nothing, or the sigmoid. With `formula` the
        model is ŷ = f(x; w0, w1) instead, with `surface` the loss itself is f(w0, w1), without any data.
    loss
        A key of `engine.losses.LOSSES` that fits the link.
    optimizer, hyper
        A key of `engine.optimizers.OPTIMIZERS` and its hyper-parameters as sorted (name, value) pairs;
        those left out have the table's default.
    lr, start, epochs
        Learning rate, initial weights (w0 = bias, w1 = weight) and the number of updates. With data of two
        inputs there are two weights after the bias: u = w0 + w1·x₁ + w2·x₂, always through the sigmoid.
    batch, batch_seed
        How many data an update sees, 0 for all of them, and what they are shuffled under: an epoch stays
        one update, and what is recorded of it stays loss and gradient of all data. See `engine.batches`.
    schedule, schedule_hyper
        A key of `engine.schedules.SCHEDULES`, or empty for a learning rate that stays, and its parameters
        as `hyper`.
    frozen
        Whether w0, and w1, stays where it is; one of them moves. Those left out do move.
    formula
        What was typed, in the one way that `engine.formula` writes it; empty for the two old links.

    Raises
    ------
    InputError
        If a number is not finite or outside `LEARNING_RATE`, `WEIGHT`, `EPOCHS`, a name is in no table,
        the loss does not fit the link, or a hyper-parameter is not the optimizer's or out of its range;
        if the formula cannot be read, or it or the data do not fit the link or the start.
    """

    data: DataSpec
    link: Link
    loss: str
    optimizer: str
    lr: float
    start: tuple[float, ...]
    epochs: int
    hyper: tuple[tuple[str, float], ...] = field(default=())
    batch: int = 0
    batch_seed: int = 0
    schedule: str = ""
    schedule_hyper: tuple[tuple[str, float], ...] = ()
    frozen: tuple[bool, ...] = (False, False)
    formula: str = ""

    def __post_init__(self) -> None:
        self.data.check()
        check_choice("link", self.link, LINKS)
        LOSSES[check_choice("loss", self.loss, tuple(LOSSES))].check_fits(self.link)
        self._check_formula()
        OPTIMIZERS[check_choice("optimizer", self.optimizer, tuple(OPTIMIZERS))].values(self.hyper)
        check_number("lr", self.lr, *LEARNING_RATE)
        self._check_start()
        check_whole("epochs", self.epochs, *EPOCHS)
        object.__setattr__(self, "hyper", tuple(sorted(self.hyper)))
        check_whole("batch", self.batch, *BATCH)
        check_whole("batch seed", self.batch_seed, *BATCH_SEED)
        if all(self.frozen):
            raise InputError("all-frozen")
        object.__setattr__(self, "schedule_hyper", check_schedule(self.schedule, self.schedule_hyper))

    @property
    def is_plain(self) -> bool:
        """Whether every update sees all data, with one learning rate, and moves both weights."""
        return not (self.batch or self.schedule or any(self.frozen))

    def _check_start(self) -> None:
        inputs = self.data.inputs
        if inputs > 1 and self.link != "sigmoid":
            raise InputError("two-inputs-link", data=self.data.recipe, link=self.link)
        if len(self.start) != 1 + inputs:
            raise InputError(
                "start-size", data=self.data.recipe, count=str(1 + inputs), found=str(len(self.start))
            )
        for place, value in enumerate(self.start):
            check_number(f"w{place}", value, *WEIGHT)
        missing = 1 + inputs - len(self.frozen)
        object.__setattr__(self, "frozen", self.frozen + (False,) * missing)

    def _check_formula(self) -> None:
        if (self.link == "surface") != (self.data.recipe == NO_DATA):
            raise InputError("formula-data", data=self.data.recipe, link=self.link)
        if self.batch and self.link == "surface":
            raise InputError("formula-batch")
        if self.link in TYPED:
            read = surface if self.link == "surface" else model
            object.__setattr__(self, "formula", read(self.formula).text)
        elif self.formula:
            raise InputError("formula-unfit", link=self.link)
