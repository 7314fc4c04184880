"""How the softmax lesson ends: a test image picked at random, and what the notes' slip does to all."""

from __future__ import annotations

import random
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from engine.errors import QT_TRANSLATE_NOOP
from engine.lab.config import TrainConfig
from engine.lab.dataset import Digits

WHY_UNDIVIDED = QT_TRANSLATE_NOOP(
    "lab",
    "The notes divide the training images by 255 and forget to divide the test images. Inputs 255 times as "
    "large make the weighted sums 255 times as large and leave the biases as they are: it is the accuracy of "
    "the network without its biases.",
)
"""Why test images that are not divided by 255 are read worse by softmax regression."""


@dataclass(frozen=True, slots=True)
class Picked:
    """The test image that was picked: its place among the test images, its label, what it is read as."""

    index: int
    label: int
    prediction: int


@torch.no_grad()
def pick(network: nn.Module, digits: Digits, config: TrainConfig, seed: int) -> Picked:
    """Pick a test image as the notes do, `random.seed(seed); random.randint(0, n − 1)`, and read it.

    Python's own generator is left as it is.
    """
    index = random.Random(seed).randint(0, len(digits) - 1)
    decided = _decide(network, digits.inputs(slice(index, index + 1)), config)
    return Picked(index, int(digits.labels[index]), config.digits[int(decided)])


@torch.no_grad()
def undivided_accuracy(network: nn.Module, digits: Digits, config: TrainConfig) -> float:
    """Share of images read rightly when their bytes, 0 to 255, are not divided by 255."""
    decided = _decide(network, digits.images.float(), config)
    digit = torch.tensor(config.digits)[decided.cpu()]
    return (digit == digits.labels).double().mean().item()


def _decide(network: nn.Module, images: Tensor, config: TrainConfig) -> Tensor:
    """Classes (n,) of images (n, 28, 28), in `eval()` mode; the network is put back into its mode."""
    training = network.training
    network.eval()
    device = next(network.parameters()).device
    decided = config.rule.decide(network(images.reshape(-1, *config.network.inputs).to(device)))
    network.train(training)
    return decided
