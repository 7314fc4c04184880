"""Updates made once more: the real `torch.optim` on recorded gradients, without the passes that gave them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import torch

from engine.config import RunConfig
from engine.optimizers import build
from engine.records import History, Moments
from engine.schedules import rates
from engine.stack import joined, parted
from engine.update import Hold, Update, bare_step

CPU = torch.device("cpu")


def replay(config: RunConfig, history: History, first: int, last: int, moments: Moments) -> Moments:
    """Return what the optimizer remembers at epoch `last`, if it remembers `moments` at epoch `first`.

    Parameters
    ----------
    config
        The run, for its optimizer.
    history
        Its records: float64 that hold float32 numbers exactly.
    moments
        Of epoch `first`.

    Raises
    ------
    RuntimeError
        If the weights do not come out as those of epoch `last`.
    """
    path = history.path(last + 1)
    # Writable copies: a view of the history must not become a tensor that could write to it.
    w = torch.from_numpy(path[first : first + 1].astype("float32")).requires_grad_()  # (1, d)
    grads = torch.from_numpy(history.applied(first, last).astype("float32")).unsqueeze(1)  # (k, 1, d)
    optimizer = build(config, [w])
    if moments:
        optimizer.state[w] = joined([moments], CPU)
    w.grad = torch.empty_like(w)
    at_hand = w.grad
    make = _maker(config, optimizer, w, at_hand)
    with torch.no_grad():
        for number, grad in enumerate(grads.unbind(), first):
            at_hand.copy_(grad)
            make(number)
    if w.tolist() != path[-1:].tolist():
        raise RuntimeError(f"replayed, the weights are {w.tolist()}, not {path[-1:].tolist()}")
    return parted(optimizer.state[w], 0)


def _maker(
    config: RunConfig, optimizer: torch.optim.Optimizer, w: torch.Tensor, grad: torch.Tensor
) -> Callable[[int], None]:
    """What makes an update by its number, counted from 0."""
    known = rates(config.lr, config.schedule, config.schedule_hyper) if config.schedule else None
    update = Update(optimizer, known)
    if not any(config.frozen):
        return update.scheduled if known is not None else lambda number: update()
    hold = Hold(torch.tensor([config.frozen]), w, grad)

    def held(number: int) -> None:
        hold.during(partial(update.scheduled, number) if known is not None else update)

    return held


def carried(moments: Moments, config: RunConfig) -> Moments:
    """Return `moments` as an optimizer of `config` can go on with them.

    They come from the same class of `torch.optim` with other hyper-parameters: what these do not need is
    left out, and what they need besides (`amsgrad`'s maximum, RMSprop's momentum) is as torch begins it.
    """
    w = torch.zeros(1, len(config.start), requires_grad=True)
    w.grad = torch.zeros_like(w)
    optimizer = build(config, [w])
    with torch.no_grad():
        bare_step(optimizer)()  # from nothing, by a gradient of nothing
    return {name: moments.get(name, nothing) for name, nothing in parted(optimizer.state[w], 0).items()}
