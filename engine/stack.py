"""Runs stacked on one another: one forward and one backward pass in float32 torch serve all of them.

A run's numbers do not depend on what it is stacked with, bit for bit, on the processor with one torch thread
(as the program trains). Three rules see to that, and `tests/engine/test_race.py` watches them:

- every product is a batch of one-row products, and every sum runs along a row that is contiguous;
- rows are padded to a multiple of `ROW`, so that no element's place decides whether a vector instruction or
  the loop over the rest computes it, and every row begins where memory is aligned;
- an optimizer is shared by `SHARED` runs at most, by their number of weights: fewer numbers than fill such an
  instruction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

import torch

from engine.batched import Batches
from engine.config import TYPED, RunConfig
from engine.data import draw
from engine.formula.float32 import FormulaGroup
from engine.losses import LOSSES
from engine.optimizers import build
from engine.records import Moments, Weights
from engine.schedules import rates
from engine.update import Hold, Update

ROW = 64
"""Floats: two of the longest vectors that processors have (512 bits), twice."""
SHARED = {2: 3, 3: 2}
"""Runs by their number of weights: six numbers, where the shortest pair of vectors (128 bits) has eight."""


def _squared_error(yhat: torch.Tensor, y: torch.Tensor, counts: torch.Tensor) -> torch.Tensor:
    """(y − ŷ)², term by term; at the padding, where y is the model's own ŷ, exactly 0."""
    # What nn.functional.mse_loss calls; 0: no reduction (torch's own stub takes its name only).
    return torch._C._nn.mse_loss(yhat, y, 0)  # type: ignore[arg-type]


def _cross_entropy(logits: torch.Tensor, y: torch.Tensor, counts: torch.Tensor) -> torch.Tensor:
    """−[y log σ(u) + (1 − y) log(1 − σ(u))] from the logits, times `counts`: 0 at the padding."""
    return torch.binary_cross_entropy_with_logits(logits, y, counts, None, 0)


TERMS: dict[str, Callable[[torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]] = {
    "sse": _squared_error,
    "mse": _squared_error,
    "bce": _cross_entropy,
}
"""`TERMS[loss](prediction or logits, y, counts)`: the terms of `LOSSES[loss]`, not yet added up."""
assert TERMS.keys() == LOSSES.keys() - {"value"}  # which is typed: `engine.formula.float32`


@dataclass(frozen=True, slots=True)
class Member:
    """A run as it enters a stack: `grad` and `moments` are those *at* `w`, to be used by the next update.

    In mini-batches `grad` is the gradient of the batch that this update sees.
    """

    config: RunConfig
    w: Weights
    grad: Weights | None
    moments: Moments


@dataclass(frozen=True, eq=False, slots=True)
class Columns:
    """A data set on a device, ready for the product u = w·[1 x].

    With two inputs it is [1 x₁ x₂]. The padding has zeros for it, hence u = 0 exactly whatever the weights,
    and y = ŷ(0): it adds nothing to a loss and nothing to a gradient.
    """

    n: int
    ones_x: torch.Tensor  # (d, N): d weights, the first of them the bias
    y: torch.Tensor  # (N,)
    counts: torch.Tensor  # (N,): 1 for the data, 0 for the padding

    @classmethod
    def of(cls, config: RunConfig, device: str) -> Columns:
        """Draw the data of `config` and pad them to a whole number of `ROW`s."""
        data = draw(config.data)
        n = len(data)
        padded = -(-n // ROW) * ROW
        ones_x = torch.zeros(1 + data.inputs, padded)
        ones_x[0, :n] = 1.0
        ones_x[1:, :n] = torch.tensor(data.x).view(n, data.inputs).T
        y = torch.full((padded,), 0.5 if config.link == "sigmoid" else 0.0)
        y[:n] = torch.tensor(data.y)
        return cls(n, ones_x.to(device), y.to(device), ones_x[0].to(device))


Library = dict[tuple[object, ...], Columns]
"""Data sets that have been put on the device, by data and link."""


class _Group:
    """The k runs of a stack that have data, link and loss in common: steps 1 and 2 for all of them."""

    def __init__(self, config: RunConfig, columns: Columns, w: torch.Tensor, grad: torch.Tensor) -> None:
        (k, d), padded = w.shape, len(columns.y)
        loss = LOSSES[config.loss]
        self.w = w.detach().view(k, 1, d).requires_grad_()
        self.w.grad = grad.view(k, 1, d)
        # As many views as there are runs, of the same numbers in memory.
        self._ones_x = columns.ones_x.expand(k, d, padded)
        self._y = columns.y.expand(k, 1, padded)
        self._counts = columns.counts.expand(k, 1, padded)
        self._terms = TERMS[config.loss]
        self._through_sigmoid = config.link == "sigmoid" and loss.takes == "prediction"
        self._divisor = columns.n if loss.reduction == "mean" else None
        self.ones = torch.ones(k, 1, device=w.device)

    def losses(self) -> torch.Tensor:
        """Each run's loss at its weights, shape (k, 1)."""
        # step 1: ŷ (for the cross-entropy its logits u, where nothing can overflow)
        u = torch.bmm(self.w, self._ones_x)  # (k, 1, N)
        yhat = torch.sigmoid(u) if self._through_sigmoid else u  # (k, 1, N)
        # step 2: loss
        total = self._terms(yhat, self._y, self._counts).sum(-1)  # (k, 1)
        return total if self._divisor is None else total / self._divisor


class _Team:
    """One `torch.optim` optimizer over the rows `[first, first + k)` of runs that configure it alike."""

    def __init__(self, first: int, members: Sequence[Member], w: torch.Tensor, grad: torch.Tensor) -> None:
        self.first = first
        stop = first + len(members)
        self._w = w[first:stop].detach().requires_grad_()
        self._w.grad = grad[first:stop]
        config = members[0].config
        self._optimizer = build(config, [self._w])
        if members[0].moments:
            self._optimizer.state[self._w] = joined([member.moments for member in members], w.device)
        self.is_scheduled = bool(config.schedule)
        known = rates(config.lr, config.schedule, config.schedule_hyper) if self.is_scheduled else None
        self.update = Update(self._optimizer, known)

    def moments(self, row: int) -> Moments:
        """What the optimizer remembers of the run in `row` of the stack."""
        return parted(self._optimizer.state[self._w], row - self.first)


class Stack:
    """Up to eight runs at one epoch: `update` and `evaluate` make the next one for all of them.

    Losses, data and optimizers may all differ: there is one graph, and one call of backward walks it.

    Parameters
    ----------
    members
        The runs. Those that are to share an optimizer or a graph's nodes are brought together inside;
        `order[r]` says which member stands in row r of what `evaluate` returns.
    library
        Data sets that are on the device already; those missing are added.
    device
        `cpu` or `cuda`.
    """

    def __init__(self, members: Sequence[Member], library: Library, device: str) -> None:
        group_of = _numbered([_group_key(member) for member in members])
        team_of = _numbered([_team_key(member) for member in members])
        self.order = sorted(range(len(members)), key=lambda i: (group_of[i], team_of[i], i))
        standing = [members[i] for i in self.order]
        d = len(members[0].w)
        self._w = torch.tensor([member.w for member in standing], device=device)  # (R, d)
        self._grad = torch.tensor([member.grad or (0.0,) * d for member in standing], device=device)  # (R, d)

        self._groups: list[_Group | FormulaGroup] = []
        self._batches: list[tuple[slice, Batches[_Group | FormulaGroup]]] = []
        self._teams: list[_Team] = []
        self._team_of_row: list[_Team] = []
        row = 0
        for _, found in groupby(standing, key=_group_key):
            group = list(found)
            config = group[0].config
            key = (config.data, config.link)
            columns = library.get(key) or library.setdefault(key, Columns.of(config, device))
            rows = slice(row, row + len(group))
            kind: type[_Group | FormulaGroup] = FormulaGroup if config.link in TYPED else _Group
            make = partial(kind, config, w=self._w[rows], grad=self._grad[rows])
            self._groups.append(make(columns))
            if config.batch:
                self._batches.append((rows, Batches(config, columns, ROW, make)))
            for _, alike in groupby(group, key=_team_key):
                team = list(alike)
                for at in range(0, len(team), SHARED[d]):
                    shared = team[at : at + SHARED[d]]
                    self._teams.append(_Team(row, shared, self._w, self._grad))
                    self._team_of_row += [self._teams[-1]] * len(shared)
                    row += len(shared)
        self._updates = [team.update for team in self._teams if not team.is_scheduled]
        self._scheduled = [team.update.scheduled for team in self._teams if team.is_scheduled]
        self._ones = tuple(group.ones for group in self._groups)
        self._unbatched: tuple[Weights | None, ...] = (None,) * len(standing)
        self._hold: Hold | None = None
        if any(any(member.config.frozen) for member in standing):
            frozen = torch.tensor([member.config.frozen for member in standing], device=device)  # (R, d)
            self._hold = Hold(frozen, self._w, self._grad)

    def update(self, number: int) -> None:
        """Step 4: every optimizer moves its runs' weights by the gradient at hand; `number` counts from 0."""
        with torch.no_grad():
            if self._hold is None:
                self._update(number)
            else:
                self._hold.during(partial(self._update, number))

    def _update(self, number: int) -> None:
        for update in self._updates:
            update()
        for scheduled in self._scheduled:
            scheduled(number)

    def evaluate(self) -> tuple[list[list[float]], list[float], list[list[float]]]:
        """Steps 1 to 3: each row's weights (R, d), loss (R,) and gradient (R, d) there, as Python numbers.

        Loss and gradient are those of all data; runs in mini-batches need `evaluate_batches` besides.
        """
        with torch.enable_grad():  # grad mode is per thread, and the caller's is not ours to trust
            losses = tuple([group.losses() for group in self._groups])  # (k, 1) each
            # step 3: backward, once for all; each loss is a root of its own, with derivative 1 by itself
            self._grad.zero_()
            _backward(losses, self._ones)
        at_w = [loss for group in losses for (loss,) in group.tolist()]
        return self._w.tolist(), at_w, self._grad.tolist()

    def evaluate_batches(self, number: int) -> Sequence[Weights | None]:
        """Put the gradient of the batch that update `number` sees at hand; return it for each row.

        None stands for a run that sees all data in every update.
        """
        if not self._batches:
            return self._unbatched
        with torch.enable_grad():
            groups = [batches.at(number) for _, batches in self._batches]
            losses = tuple([group.losses() for group in groups])  # (k, 1) each
            for rows, _ in self._batches:
                self._grad[rows].zero_()
            _backward(losses, tuple([group.ones for group in groups]))
        applied = list(self._unbatched)
        for rows, _ in self._batches:
            applied[rows] = map(tuple, self._grad[rows].tolist())
        return applied

    def moments(self, row: int) -> Moments:
        """What the optimizer of the run in `row` remembers, as plain numbers."""
        return self._team_of_row[row].moments(row)


def _group_key(member: Member) -> tuple[object, ...]:
    """Runs with the same key share a graph; one with a formula has its own."""
    config = member.config
    if config.link in TYPED:
        return (id(member),)
    return (config.data, config.link, config.loss, config.batch, config.batch_seed)


def _team_key(member: Member) -> tuple[object, ...]:
    """Runs with the same key can share an optimizer: even the number of its updates is the same."""
    config, moments = member.config, member.moments
    return (
        _group_key(member),
        config.optimizer,
        config.hyper,
        config.lr,
        config.schedule,
        config.schedule_hyper,
        tuple(moments),
        moments.get("step"),
    )


def _numbered(keys: Sequence[object]) -> list[int]:
    """The keys as numbers, in the order in which each first appears."""
    number = {key: i for i, key in enumerate(dict.fromkeys(keys))}
    return [number[key] for key in keys]


def joined(moments: Sequence[Moments], device: torch.device) -> dict[str, torch.Tensor]:
    """The optimizer state, as torch keeps it for a parameter of shape (k, d), of k runs' moments.

    A single number is a count (`step`): it is common to all and, as in torch, stays on the processor.
    """
    state = {}
    for name, first in moments[0].items():
        if len(first) == 1:
            state[name] = torch.tensor(first[0])  # ()
        else:
            state[name] = torch.tensor([each[name] for each in moments], device=device)  # (k, d)
    return state


def parted(state: Mapping[str, Any], row: int) -> Moments:
    """The moments of one run out of the state that `joined` makes; what torch leaves None is left out.

    Adagrad has its sums before its first update: as long as there was none, there are no moments.
    """
    moments: Moments = {}
    for name, value in state.items():
        if isinstance(value, torch.Tensor):
            moments[name] = tuple(value[row].tolist()) if value.dim() else (value.item(),)
    return {} if moments.get("step") == (0.0,) else moments


def _backward(roots: tuple[torch.Tensor, ...], derivatives: tuple[torch.Tensor, ...]) -> None:
    """`torch.autograd.backward` without its checks of the arguments, a quarter of an epoch."""
    torch.autograd.Variable._execution_engine.run_backward(
        roots, derivatives, False, False, (), allow_unreachable=True, accumulate_grad=True
    )
