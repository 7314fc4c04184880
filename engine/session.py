"""Training as the course teaches it: four steps an epoch, in real float32 torch.

A session is an iterator of records. Who holds it decides the pace: pausing is not asking for the next one.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch

from engine.config import EPOCHS, RunConfig, check_whole
from engine.data import draw
from engine.devices import check_device
from engine.losses import LOSSES
from engine.optimizers import build
from engine.records import End, EpochRecord


@dataclass(frozen=True, slots=True)
class SessionState:
    """Everything a session needs to go on bit for bit: shared with nobody, to be kept as long as one likes.

    The weights and their gradient are in the record: Python's floats hold float32 numbers exactly.
    """

    config: RunConfig
    record: EpochRecord | None
    epochs: int
    end: End | None
    optimizer: dict[str, Any]


class Session:
    """One optimizer descending from one start.

    Iterating gives the records of epochs 0..n. Then `end` is `finished`, or `diverged` if the loss or a
    weight stopped being finite: the last record given is the last finite one, and nothing was clamped.

    The model is u = w0 + w1·x as one product of the (n, 2) matrix [1 x] with w, and one leaf tensor instead
    of the two of `nn.Linear(1, 1)`: the same float32 numbers up to the order of summation, and half of
    autograd's bookkeeping. The global torch state is neither read nor changed.

    Parameters
    ----------
    config
        What to run; its `epochs` is n.
    device
        `cpu` or `cuda`.

    Raises
    ------
    InputError
        If there is no such device here.
    """

    def __init__(self, config: RunConfig, device: str = "cpu") -> None:
        self.config = config
        self.epochs = config.epochs
        self.end: End | None = None
        self.record: EpochRecord | None = None

        data = draw(config.data)
        on_device = partial(torch.tensor, dtype=torch.float32, device=check_device(device))
        x: torch.Tensor = on_device(data.x)  # (n,)
        self._y: torch.Tensor = on_device(data.y)  # (n,)
        # Each column contiguous: backward is then two dot products, whose float32 rounding is ten times
        # smaller than that of adding the rows up one after another, and a little faster.
        self._ones_x = torch.stack((torch.ones_like(x), x)).T  # (n, 2)
        self._w: torch.Tensor = on_device(config.start, requires_grad=True)  # (2,)
        self._loss = LOSSES[config.loss]
        self._through_sigmoid = config.link == "sigmoid" and self._loss.takes == "prediction"
        self._optimizer = build(config, [self._w])
        self._update = _update_of(self._optimizer)

    def __iter__(self) -> Iterator[EpochRecord]:
        return iter(self.step, None)

    def step(self) -> EpochRecord | None:
        """Train for one epoch and return its record, the start's own (epoch 0) first.

        One forward and one backward pass serve both the record of epoch k, whose loss and gradient are
        taken *at* its weights, and the update to epoch k + 1. None means that the run is over: see `end`.
        """
        if self.end is not None:
            return None
        with torch.enable_grad():  # grad mode is per thread, and the caller's is not ours to trust
            epoch = 0
            if self.record is not None:
                epoch = self.record.epoch + 1
                self._update()  # step 4, with the gradient of the epoch before

            # step 1: ŷ (for the cross-entropy its logits u, where nothing can overflow)
            u = self._ones_x @ self._w  # (n,)
            yhat = torch.sigmoid(u) if self._through_sigmoid else u  # (n,)

            # step 2: loss
            loss = self._loss.of(yhat, self._y)  # ()

            # step 3: backward
            self._w.grad = None
            loss.backward()  # type: ignore[no-untyped-call]

        return self._record(epoch, loss)

    def _record(self, epoch: int, loss: torch.Tensor) -> EpochRecord | None:
        assert self._w.grad is not None
        w0, w1 = self._w.tolist()
        at_w = loss.item()
        if not (math.isfinite(at_w) and math.isfinite(w0) and math.isfinite(w1)):
            self.end = "diverged"
            return None
        grad0, grad1 = self._w.grad.tolist()
        self.record = EpochRecord(epoch, (w0, w1), at_w, (grad0, grad1))
        if epoch == self.epochs:
            self.end = "finished"
        return self.record

    def stop(self) -> None:
        """End the run here, unless it has ended already."""
        if self.end is None:
            self.end = "stopped"

    def extend(self, epochs: int) -> None:
        """Let the run go on for `epochs` more than it was meant to have; one that diverged stays ended.

        Raises
        ------
        InputError
            If that makes more epochs than a run may have.
        """
        self.epochs = check_whole("epochs", self.epochs + epochs, self.epochs + 1, EPOCHS[1])
        if self.end != "diverged":
            self.end = None

    def state(self) -> SessionState:
        """Return a copy of the session's state at the last record."""
        optimizer = copy.deepcopy(self._optimizer.state_dict())
        return SessionState(self.config, self.record, self.epochs, self.end, optimizer)

    def restore(self, state: SessionState) -> None:
        """Go back, or on, to `state`; the records after it come out bit-identical on the same device.

        Raises
        ------
        ValueError
            If the state is of another run configuration.
        """
        if state.config != self.config:
            raise ValueError("the state belongs to another run")
        self.epochs, self.end, self.record = state.epochs, state.end, state.record
        # A copy again: torch keeps the very tensors it is given, and would update the state's own.
        self._optimizer.load_state_dict(copy.deepcopy(state.optimizer))
        w, grad = (self.config.start, None) if state.record is None else (state.record.w, state.record.grad)
        self._w.data.copy_(torch.tensor(w))
        self._w.grad = None if grad is None else torch.tensor(grad, device=self._w.device)


def _update_of(optimizer: torch.optim.Optimizer) -> Callable[[], object]:
    """Return `optimizer.step` without the profiler's range that torch wraps around it.

    The range (`Optimizer.profile_hook_step`, marked `hooked`) costs four times what updating two numbers
    does, a quarter of an epoch. The update itself is untouched.
    """
    step = type(optimizer).step
    bare = step.__wrapped__ if getattr(step, "hooked", False) else step  # type: ignore[attr-defined]
    return partial(bare, optimizer)
