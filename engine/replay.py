"""Updates made once more: the real `torch.optim` on recorded gradients, without the passes that gave them."""

from __future__ import annotations

import torch

from engine.config import RunConfig
from engine.optimizers import build
from engine.records import FloatArray, Moments
from engine.stack import joined, parted
from engine.update import Update, bare_step

CPU = torch.device("cpu")


def replay(config: RunConfig, rows: FloatArray, moments: Moments) -> Moments:
    """Return what the optimizer remembers at the last of `rows`, if it remembers `moments` at the first.

    Parameters
    ----------
    config
        The run, for its optimizer.
    rows
        Records as in `History.rows`, shape (k + 1, 5): float64 that hold float32 numbers exactly.
    moments
        Of the first row.

    Raises
    ------
    RuntimeError
        If the weights do not come out as those of the last row.
    """
    # Writable copies: a view of the history must not become a tensor that could write to it.
    w = torch.from_numpy(rows[:1, :2].astype("float32")).requires_grad_()  # (1, 2)
    grads = torch.from_numpy(rows[:-1, 3:].astype("float32")).unsqueeze(1)  # (k, 1, 2)
    optimizer = build(config, [w])
    if moments:
        optimizer.state[w] = joined([moments], CPU)
    w.grad = torch.empty(1, 2)
    at_hand, update = w.grad, Update(optimizer)
    with torch.no_grad():
        for grad in grads.unbind():
            at_hand.copy_(grad)
            update()
    if w.tolist() != rows[-1:, :2].tolist():
        raise RuntimeError(f"replayed, the weights are {w.tolist()}, not {rows[-1:, :2].tolist()}")
    return parted(optimizer.state[w], 0)


def carried(moments: Moments, config: RunConfig) -> Moments:
    """Return `moments` as an optimizer of `config` can go on with them.

    They come from the same class of `torch.optim` with other hyper-parameters: what these do not need is
    left out, and what they need besides (`amsgrad`'s maximum, RMSprop's momentum) is as torch begins it.
    """
    w = torch.zeros(1, 2, requires_grad=True)
    w.grad = torch.zeros(1, 2)
    optimizer = build(config, [w])
    with torch.no_grad():
        bare_step(optimizer)()  # from nothing, by a gradient of nothing
    return {name: moments.get(name, nothing) for name, nothing in parted(optimizer.state[w], 0).items()}
