"""The notebooks' way through MNIST: a `DataLoader` with `ToTensor`, `nn.Sequential`, `torch.optim`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, Dataset

from engine.lab.config import TrainConfig
from engine.lab.networks import build
from engine.lab.updates import make_optimizer


class Notebook:
    """A training that goes on batch by batch, as a notebook's cell does.

    Like a notebook it draws weights and orders from torch's default generator, which it seeds: use it within
    `torch.random.fork_rng`.

    Parameters
    ----------
    images
        Of (1, 28, 28) float32 inputs and their labels, as torchvision's `MNIST` with `ToTensor` gives them.
    config
        Network, optimizer, learning rate, batches and seed; always shuffled, the learning rate constant.

    Attributes
    ----------
    batches
        How many there are in an epoch.
    """

    def __init__(self, images: Dataset[Any], config: TrainConfig) -> None:
        torch.manual_seed(config.seed)
        self._network = build(config.network)
        self._optimizer = make_optimizer(config, self._network.parameters())
        self._loss = nn.CrossEntropyLoss()
        self._rows = not config.network.takes_images
        self._loader = DataLoader(images, config.batch, shuffle=True, drop_last=config.drop_last)
        self._coming: Iterator[list[Tensor]] = iter(())
        self.batches = len(self._loader)

    def train(self, batches: int) -> list[float]:
        """Train on the next batches, into the next epoch if need be, and return their losses."""
        losses: list[float] = []
        while len(losses) < batches:
            before = len(losses)
            for inputs, labels in islice(self._coming, batches - before):
                if self._rows:
                    inputs = inputs.view(-1, 784)
                self._optimizer.zero_grad()
                loss = self._loss(self._network(inputs), labels)
                loss.backward()
                self._optimizer.step()
                losses.append(loss.item())
            if len(losses) == before:
                self._coming = iter(self._loader)
        return losses


def mnist(raw: Path) -> Dataset[Any]:
    """The training images in the folder `raw`, each converted when it is taken."""
    from torchvision.datasets import MNIST
    from torchvision.transforms import ToTensor

    images: Dataset[Any] = MNIST(str(raw.parents[1]), train=True, transform=ToTensor())
    return images
