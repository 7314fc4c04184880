"""Classify the images of a training, a part at a time, and count what is right."""

from __future__ import annotations

import torch
from torch import nn

from engine.lab.config import TrainConfig
from engine.lab.images import Images

AT_ONCE = {False: 4000, True: 500}
"""Images classified in one go, by whether the network takes images: some 20 ms on one core."""


class Check:
    """One pass over the images that are learnt from, and then over those that test.

    Attributes
    ----------
    done, total
        Images classified, and how many there are.
    right
        (2,) int64 on the images' device: how many rightly, of train and test.
    """

    def __init__(self, train: Images, test: Images, config: TrainConfig) -> None:
        self._both = train, test
        self._config = config
        self.total = len(train) + len(test)
        self.done = 0
        self.right = torch.zeros(2, dtype=torch.int64, device=train.classes.device)

    def advance(self, network: nn.Module) -> None:
        """Classify the next part, in `eval()` mode; the network is in `train()` mode afterwards."""
        train, _ = self._both
        which, first = (0, self.done) if self.done < len(train) else (1, self.done - len(train))
        images = self._both[which]
        last = min(first + AT_ONCE[self._config.network.takes_images], len(images))
        network.eval()
        self.right[which] += count_right(network, images, self._config, first, last)
        network.train()
        self.done += last - first

    def restore(self, done: int, right: tuple[int, int]) -> None:
        """Go back, or on, to where `done` images were classified, `right` of train and test rightly."""
        self.done = done
        self.right = torch.tensor(right, device=self.right.device)

    def shares(self) -> tuple[float, float]:
        """Share of images that are classified rightly, of train and test."""
        train, test = self.right.tolist()
        return train / len(self._both[0]), test / len(self._both[1])


def share_right(network: nn.Module, images: Images, config: TrainConfig) -> float:
    """Return the share of images that the network classifies rightly in `eval()` mode; its mode is kept."""
    training = network.training
    network.eval()
    size = AT_ONCE[config.network.takes_images]
    right = torch.zeros((), dtype=torch.int64, device=images.classes.device)
    for first in range(0, len(images), size):
        right += count_right(network, images, config, first, min(first + size, len(images)))
    network.train(training)
    return int(right) / len(images)


@torch.no_grad()
def count_right(
    network: nn.Module, images: Images, config: TrainConfig, first: int, last: int
) -> torch.Tensor:
    """Return how many of the images from `first` up to `last` the network classifies rightly, as it is."""
    decided = config.rule.decide(network(images.part(first, last)))
    return (decided == images.classes[first:last]).sum()
