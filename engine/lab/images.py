"""The images of a training on its device: one tensor of bytes, from which batches are taken."""

from __future__ import annotations

import torch
from torch import Tensor

from engine.errors import InputError
from engine.lab.config import TEN, TrainConfig
from engine.lab.dataset import CLASSES, Digits


class Images:
    """The images of some digits, ready for a network.

    Bytes are divided by 255 batch by batch: they take a quarter of the memory, and taking them out is as
    fast as taking out what was divided before. Only a full batch, which would be divided anew each epoch,
    is kept as numbers.

    Parameters
    ----------
    digits
        From where.
    config
        Which digits, in which order, for which network and loss.
    device
        Where they live.
    whole
        Whether the images are always taken all at once.

    Raises
    ------
    InputError
        If there is no image of one of the digits.
    """

    def __init__(self, digits: Digits, config: TrainConfig, device: str, whole: bool = False) -> None:
        for digit in config.digits:
            if digits.counts[digit] == 0:
                raise InputError("lab-digit-missing", source=digits.name, digit=digit)
        if config.by_class:
            digits = digits.classes(config.digits)
        elif config.digits != TEN:
            digits = digits.only(config.digits)
        places = torch.zeros(CLASSES, dtype=torch.int64)
        places[list(config.digits)] = torch.arange(len(config.digits))
        self._shape = config.network.inputs
        self._bytes = digits.images.reshape(-1, *self._shape).to(device)
        self.classes = places[digits.labels].to(device)  # (n,)
        self.targets = config.rule.encode(self.classes, len(config.digits))
        self._all = _divided(self._bytes) if whole else None

    def __len__(self) -> int:
        return len(self.classes)

    def part(self, first: int, last: int) -> Tensor:
        """Inputs (b, *shape) float32 in [0, 1] of the images from `first` up to `last`."""
        here = slice(first, last)
        return _divided(self._bytes[here]) if self._all is None else self._all[here]

    def batch(self, first: int, last: int, order: Tensor | None) -> tuple[Tensor, Tensor]:
        """Inputs and targets of the images at the places from `first` up to `last` of `order`."""
        if order is None:
            return self.part(first, last), self.targets[first:last]
        index = order[first:last]
        return _divided(self._bytes.index_select(0, index)), self.targets.index_select(0, index)


def _divided(images: Tensor) -> Tensor:
    return images.to(torch.float32).div_(255)  # as torchvision's ToTensor does, bit for bit


def loader_order(n: int, generator: torch.Generator) -> Tensor:
    """Draw the order (n,) in which a shuffling `DataLoader` goes through n samples in one epoch.

    A loader's iterator first draws the seed of its workers, needed or not; its `RandomSampler` then draws
    the seed of a generator of its own, and from that one the permutation. Only the two seeds move
    `generator` on.
    """
    torch.empty((), dtype=torch.int64).random_(generator=generator)
    seed = int(torch.empty((), dtype=torch.int64).random_(generator=generator).item())
    return torch.randperm(n, generator=torch.Generator().manual_seed(seed))
