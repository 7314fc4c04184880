"""The four steps of one epoch with all their numbers, and the same as code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.anatomy.code import Code as Code
from engine.anatomy.code import code as code
from engine.anatomy.script import script as script
from engine.anatomy.update import ABOUT as ABOUT
from engine.anatomy.update import Pair, Update, update_of
from engine.anatomy.update import Term as Term
from engine.batches import batch_at
from engine.config import TYPED, RunConfig
from engine.data import Data, draw
from engine.losses import LOSSES
from engine.records import SessionState

if TYPE_CHECKING:
    from torch import Tensor

SHOWN = 5
"""So many data are shown."""

PREDICTIONS = {"identity": "ŷ = u = w0 + w1 · x", "sigmoid": "ŷ = σ(u), u = w0 + w1 · x"}
"""Step 1 by link."""

TERMS = {"sse": "(y − ŷ)²", "mse": "(y − ŷ)²", "bce": "−[y log ŷ + (1 − y) log(1 − ŷ)]"}
"""What a datum adds to the loss: `engine.losses` says whether it is summed or averaged."""
assert TERMS.keys() == LOSSES.keys() - {"value"}


@dataclass(frozen=True, slots=True)
class Datum:
    """A datum on its way through steps 1 and 2: u = w0 + w1·x, ŷ, and what it adds to the loss's sum.

    Of a typed model u is ŷ itself.
    """

    x: float
    y: float
    u: float
    yhat: float
    term: float


@dataclass(frozen=True, slots=True)
class Anatomy:
    """One epoch taken apart: from the weights `w` of epoch `epoch` to those of the next.

    Attributes
    ----------
    n, data
        Number of data that the update sees, all or those of a batch, and the first few of them.
    prediction
        Step 1 in symbols.
    term_formula, loss_formula, loss
        Step 2: what a datum adds, the whole, and its value: of a batch's data, where there are batches.
    gradient
        Step 3.
    update
        Step 4; its `terms` are the lines, its `momentum`, `decay` and `scale` can be drawn.
    step
        What was really added to the weights: the difference of two float32 numbers.
    """

    epoch: int
    w: Pair
    n: int
    data: tuple[Datum, ...]
    prediction: str
    term_formula: str
    loss_formula: str
    loss: float
    gradient: Pair
    update: Update
    step: Pair


def anatomy(before: SessionState, after: SessionState | None = None) -> Anatomy:
    """Return the four steps from `before` on.

    Parameters
    ----------
    before
        A session's state at an epoch: its record and what the optimizer remembers.
    after
        Its state one epoch later, where that is known: its numbers are then shown as they are. Otherwise
        they follow by the same arithmetic, which may differ from torch's in float32's last place.

    Raises
    ------
    ValueError
        If `before` has no record yet, or `after` is not the next epoch of the same run.
    """
    config, record = before.config, before.record
    if record is None:
        raise ValueError("the session has not evaluated its start yet")
    now = None if after is None else after.record
    if after is not None and (now is None or now.epoch != record.epoch + 1 or after.config != config):
        raise ValueError("the states are not of successive epochs of one run")
    moments = None if after is None else after.moments
    (w0, w1), (g0, g1) = record.w, record.applied or record.grad
    at, gradient = (w0, w1), (g0, g1)
    update = update_of(config, at, gradient, before.moments, moments, record.epoch)
    seen = seen_by(config, record.epoch)
    w = update.w if now is None else now.w
    return Anatomy(
        epoch=record.epoch,
        w=at,
        n=len(seen),
        data=_first_data(config, seen, at),
        prediction=_prediction(config),
        term_formula=TERMS.get(config.loss, ""),
        loss_formula=config.formula if config.link == "surface" else LOSSES[config.loss].formula,
        loss=_loss(config, seen, at) if config.batch else record.loss,
        gradient=gradient,
        update=update,
        step=(w[0] - w0, w[1] - w1),
    )


def seen_by(config: RunConfig, update: int) -> Data:
    """The data that update number `update`, from 0, sees: its batch, or all of them."""
    data = draw(config.data)
    if not config.batch:
        return data
    which = batch_at(len(data), config.batch, config.batch_seed, update)
    return Data(data.x[which], data.y[which], data.true_w)


def _loss(config: RunConfig, data: Data, w: Pair) -> float:
    """The loss of a batch in float32 torch, as its update sees it."""
    import torch

    loss = LOSSES[config.loss]
    with torch.no_grad():
        x = torch.tensor(data.x)  # (n,)
        u = w[0] + w[1] * x if config.link not in TYPED else _linear_part(config, w, x)  # (n,)
        yhat = torch.sigmoid(u) if config.link == "sigmoid" and loss.takes == "prediction" else u  # (n,)
        return loss.of(yhat, torch.tensor(data.y)).item()


def _prediction(config: RunConfig) -> str:
    if config.link == "surface":
        return f"loss = {config.formula}"
    return f"ŷ = {config.formula}" if config.link == "formula" else PREDICTIONS[config.link]


def _linear_part(config: RunConfig, w: Pair, x: Tensor) -> Tensor:
    """u = w0 + w1·x, or what a formula makes of them, shape (n,) as `x`."""
    import torch

    if config.link not in TYPED:
        return torch.tensor(w) @ torch.stack((torch.ones_like(x), x))
    from engine.formula.float32 import formula_of, value_at

    w0, w1 = torch.tensor(w).unbind()
    return value_at(formula_of(config), w0, w1, x).expand_as(x)


def _first_data(config: RunConfig, data: Data, w: Pair) -> tuple[Datum, ...]:
    """The first data through steps 1 and 2, in float32 torch as a session computes them."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits

    with torch.no_grad():
        x, y = torch.tensor(data.x[:SHOWN]), torch.tensor(data.y[:SHOWN])  # (m,)
        u = _linear_part(config, w, x)  # (m,)
        yhat = torch.sigmoid(u) if config.link == "sigmoid" else u  # (m,)
        if config.loss == "bce":
            terms = binary_cross_entropy_with_logits(u, y, reduction="none")  # (m,)
        else:
            terms = (y - yhat).square()  # (m,)
    columns = (column.tolist() for column in (x, y, u, yhat, terms))
    return tuple(Datum(*row) for row in zip(*columns, strict=True))
