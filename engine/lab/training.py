"""Train a network of the lab: one batch, or one slice of classifying, at a time.

The numbers are those of the notes' own loop: `net.train()`, the batch's outputs, loss, backward, the step
of a real `torch.optim` optimizer, then `net.eval()` and the accuracies; the weights, the orders and the
dropout masks are drawn as `torch.manual_seed(seed)` draws them, in this order. Torch's global generator is
neither read nor changed.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace

import torch
from torch import Tensor, nn

from engine.checks import check_number, check_whole
from engine.config import LEARNING_RATE
from engine.devices import check_device
from engine.errors import InputError
from engine.lab.check import Check, share_right
from engine.lab.config import LAB_EPOCHS, TrainConfig, one_cycle
from engine.lab.dataset import DataSet
from engine.lab.images import Images, loader_order
from engine.lab.modules import drawing_from, dropouts
from engine.lab.networks import build
from engine.lab.records import BatchRecord, CheckRecord, LabEpoch, LabState
from engine.lab.updates import as_floats, copied, make_optimizer
from engine.records import End
from engine.update import bare_step

Record = BatchRecord | CheckRecord | LabEpoch


class Training:
    """One network learning from one set of images.

    Iterating gives a `BatchRecord` for each update, then `CheckRecord`s while all images are classified,
    then the epoch's `LabEpoch`, and so on until `end` is `finished`, `stopped`, or `diverged`: then a loss
    or a weight was no longer finite, and the network is put back to where its last record was given.
    Who holds the training decides the pace; all calls belong to one thread.

    Parameters
    ----------
    config
        What to train.
    data
        The images; the test images are classified and never learnt from.
    network
        A network of the config's architecture to go on with; None draws a new one.
    device
        `cpu`, or a graphics card's name in `engine.devices.DEVICES`.

    Attributes
    ----------
    config, network, device
        As given, but for what `reach` and `to` change; the network is the one being trained, not a copy, and
        in `train()` mode.
    lr
        The learning rate as set; with a schedule, its highest value.
    epoch, batch, batches
        Epochs recorded, batches trained since, and how many there are in one.
    end
        How the training ended; None while it goes on.

    Raises
    ------
    InputError
        If the device is not here, the data lack one of the digits, or are too few for a batch.
    """

    def __init__(
        self, config: TrainConfig, data: DataSet, network: nn.Module | None = None, device: str = "cpu"
    ) -> None:
        self.config = config
        self.device = check_device(device)
        self.lr = config.lr
        self.epoch = self.batch = 0
        self.end: End | None = None
        self._data = data
        self._loss = config.rule.of
        self._cycle = 0, config.epochs
        self._generators = {"cpu": torch.Generator().manual_seed(config.seed)}
        self.network = network or build(config.network, self._generators["cpu"])
        self._place()
        self._renew_optimizer()
        self._kept = copied(self.network.state_dict())
        self._begin_epoch()

    def _place(self) -> None:
        """Bring the images and the network to the device."""
        whole = self.config.batch == 0 and not self.config.shuffle
        self._train = Images(self._data.train, self.config, self.device, whole)
        self._test = Images(self._data.test, self.config, self.device)
        self.batches = self.config.batches(len(self._train))
        self._size = self.config.batch_size(len(self._train))
        self.network.to(self.device).train()
        if self.config.network.takes_images and self.device == "cpu":
            # a pixel's channels side by side: a fifth faster, pooling several times
            self.network.to(memory_format=torch.channels_last)
        self._parameters = list(self.network.parameters())
        self._one = torch.ones((), device=self.device)
        self._dropouts = dropouts(self.network)
        if self._dropouts and self.device not in self._generators:
            generator = torch.Generator(self.device).manual_seed(self.config.seed)
            self._generators[self.device] = generator

    def _renew_optimizer(self) -> None:
        self._optimizer = make_optimizer(self.config, self._parameters)
        self._update = bare_step(self._optimizer)

    def _begin_epoch(self) -> None:
        self.batch = 0
        self._order: Tensor | None = None
        self._losses: list[float | Tensor] = []
        self._check = Check(self._train, self._test, self.config)
        self._seconds = 0.0

    @property
    def images(self) -> tuple[int, int]:
        """How many images are learnt from, and how many test it."""
        return len(self._train), len(self._test)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.step, None)

    def step(self) -> Record | None:
        """Do the next short piece of work and return its record; None if the training is over."""
        if self.end is not None:
            return None
        if self.batch < self.batches:
            return self.train_batch()
        if self._check.done == self._check.total:
            return self._finish_epoch()
        self._check.advance(self.network)
        return CheckRecord(self.epoch + 1, self._check.done, self._check.total)

    def epochs(self) -> Iterator[LabEpoch]:
        """Go on to the end, giving the epochs' records only."""
        return (record for record in self if isinstance(record, LabEpoch))

    def train_batch(self) -> BatchRecord | None:
        """Train one batch, whatever has been classified: calling only this skips all classifying.

        None means that the training is over.
        """
        if self.end is not None:
            return None
        began = time.perf_counter()
        if self.batch == self.batches:
            self.epoch += 1
            self._begin_epoch()
        if self.batch == 0 and self.config.shuffle:
            order = loader_order(len(self._train), self._generators["cpu"])
            self._order = order.to(self.device)
        first = self.batch * self._size
        inputs, targets = self._train.batch(first, min(first + self._size, len(self._train)), self._order)
        for group in self._optimizer.param_groups:
            group["lr"] = self.lr_now

        dropping = drawing_from(self._dropouts, self._generators[self.device]) if self._dropouts else None
        with dropping or nullcontext():
            outputs = self.network(inputs)
        loss = self._loss(outputs, targets)
        for parameter in self._parameters:
            parameter.grad = None
        torch.autograd.backward(loss, self._one)  # as `loss.backward()`, which makes its own 1 each time
        with torch.no_grad():
            self._update()

        self.batch += 1
        value = loss.item() if self.device == "cpu" else None
        self._losses.append(loss.detach() if value is None else value)
        if self.batch == self.batches:
            self._losses = [*as_floats(self._losses)]  # on a graphics card this waits for all batches
        if value is not None and not math.isfinite(value):
            self._diverge()
            return None
        self._seconds += time.perf_counter() - began
        return BatchRecord(self.epoch + 1, self.batch, self.batches, value)

    def test_accuracy(self) -> float:
        """Return the share of the test images that the network classifies rightly as it is now.

        It is found at once, apart from what `step` classifies; nothing else changes.
        """
        return share_right(self.network, self._test, self.config)

    @property
    def lr_now(self) -> float:
        """The learning rate of the next update."""
        if self.config.schedule == "constant":
            return self.lr
        first, last = self._cycle
        done = (self.epoch - first) * self.batches + self.batch
        return one_cycle(self.lr, (done + 1) / ((last - first) * self.batches + 1))

    def _finish_epoch(self) -> LabEpoch | None:
        losses = tuple(as_floats(self._losses))
        weights = self.network.state_dict().values()
        finite = all(weight.isfinite().all() for weight in weights if weight.is_floating_point())
        if not finite or not all(map(math.isfinite, losses)):
            self._diverge()
            return None
        shares, seconds = self._check.shares(), self._seconds
        trained = min(self.batches * self._size, len(self._train))
        self.epoch += 1
        self._kept = copied(self.network.state_dict())
        self._begin_epoch()
        if self.epoch >= self.config.epochs:
            self.end = "finished"
        mean = math.fsum(losses) / len(losses)
        return LabEpoch(self.epoch, mean, *shares, seconds, trained / seconds, losses)

    def _diverge(self) -> None:
        self.end = "diverged"
        self.network.load_state_dict(self._kept)

    def stop(self) -> None:
        """End the training here, unless it has ended already. A signal's handler may call this, too."""
        if self.end is None:
            self.end = "stopped"

    def reach(self, epochs: int) -> None:
        """Have so many epochs in all, and go on to them, after an end as well; what diverged stays ended.

        A schedule that has come to its end begins anew; one under way ends with the last of them.

        Raises
        ------
        InputError
            If that is fewer than are recorded, or more than a training may have.
        """
        check_whole("epochs", epochs, max(self.epoch, LAB_EPOCHS[0]), LAB_EPOCHS[1])
        if self.end != "diverged":
            self._cycle = self.epoch if self.epoch >= self.config.epochs else self._cycle[0], epochs
            self.config = replace(self.config, epochs=epochs)
            self.end = None if self.epoch < epochs else "finished"

    def set_lr(self, lr: float) -> None:
        """Use another learning rate from the next batch on; raise `InputError` if it is out of range."""
        self.lr = check_number("lr", lr, *LEARNING_RATE)

    def to(self, device: str) -> None:
        """Move to another device between two batches; stay where it is if that fails.

        Dropout draws from a generator of the device: on a graphics card the masks are others than on the
        CPU, whose generator waits until the training comes back. Orders are always drawn on the CPU.

        Raises
        ------
        InputError
            With the reason, if the device is missing or fails.
        """
        check_device(device)
        before, state = self.device, self.state()
        try:
            self.device = device
            self._place()
            self.restore(state)
        except RuntimeError as error:
            self.device = before
            self._place()
            self.restore(state)
            raise InputError("device-failed", device=device, reason=str(error).splitlines()[0]) from error

    def state(self) -> LabState:
        """Return a copy of everything that the training is at."""
        return LabState(
            config=self.config,
            lr=self.lr,
            end=self.end,
            epoch=self.epoch,
            batch=self.batch,
            losses=tuple(as_floats(self._losses)),
            seconds=self._seconds,
            order=None if self._order is None else self._order.cpu().clone(),
            cycle=self._cycle,
            checked=self._check.done,
            right=(int(self._check.right[0]), int(self._check.right[1])),
            weights=copied(self.network.state_dict()),
            kept=copied(self._kept),
            optimizer=copied(self._optimizer.state_dict()),
            generators={name: generator.get_state() for name, generator in self._generators.items()},
        )

    def restore(self, state: LabState) -> None:
        """Go back, or on, to `state`; what follows comes out bit-identical on the same device.

        Raises
        ------
        ValueError
            If the state is of another training, other than in its number of epochs.
        """
        if replace(state.config, epochs=self.config.epochs) != self.config:
            raise ValueError("the state belongs to another training")
        self.network.load_state_dict(state.weights)
        self._renew_optimizer()
        self._optimizer.load_state_dict(copied(state.optimizer))
        for name, numbers in state.generators.items():
            if name in self._generators:
                self._generators[name].set_state(numbers)
        self.lr, self.end, self.epoch, self.batch = state.lr, state.end, state.epoch, state.batch
        self.config, self._cycle = state.config, state.cycle
        self._losses, self._seconds = list(state.losses), state.seconds
        self._order = None if state.order is None else state.order.to(self.device)
        self._check = Check(self._train, self._test, self.config)
        self._check.restore(state.checked, state.right)
        self._kept = copied(state.kept)
