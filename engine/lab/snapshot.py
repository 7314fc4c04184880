"""A network as it is at one moment, made to travel between threads: its text and copies of its weights."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from torch import nn

BUNDLED, TRAINING = "bundled", "training"
"""Keys of the network that comes trained with the program, and of the one in training."""


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """Weights of a network, with what is known of it.

    Attributes
    ----------
    key
        By which it is chosen: `BUNDLED`, `TRAINING`, or one of its own.
    title
        As people read it.
    version
        Grows with every change of the weights under this key.
    network
        Its text, see `engine.lab.networks`; empty for the one that comes with the program, and what was
        learnt on from it.
    classes
        The digits it tells apart, in the order of its outputs.
    weights
        As in its `state_dict()`, copies; empty for the bundled one, which lies on disk.
    epoch
        How far it was trained; 0 if that is not known.
    train_accuracy, test_accuracy
        NaN where none was measured.
    lesson, data
        What it was trained by and with, empty if that is not known.
    """

    key: str
    title: str
    version: int = 0
    network: str = ""
    classes: tuple[int, ...] = tuple(range(10))
    weights: Mapping[str, npt.NDArray[np.generic]] = field(default_factory=dict)
    epoch: int = 0
    train_accuracy: float = math.nan
    test_accuracy: float = math.nan
    lesson: str = ""
    data: str = ""

    @property
    def temperature(self) -> float:
        """What its logits are divided by before they become probabilities.

        The network that comes with the program has one of its own, and so has what learnt on from it: it
        was taught to give the same logits as before. 1 for all others.
        """
        return 1.0 if self.network else _bundled_temperature()

    def build(self) -> nn.Sequential:
        """Make the network anew, on the CPU and in `eval()` mode; torch's default generator stays as it is.

        Raises
        ------
        InputError
            If the text cannot be built.
        RuntimeError
            If the weights do not fit it.
        """
        import torch

        from engine.lab.unfilled import BUNDLED as ARCHITECTURE
        from engine.lab.unfilled import bundled, filled

        if not self.network and not self.weights:
            return bundled()
        weights = {name: torch.tensor(value) for name, value in self.weights.items()}
        return filled(self.network or ARCHITECTURE, weights)


@cache
def _bundled_temperature() -> float:
    from engine.digits.classifier import NETWORKS

    return float(NETWORKS["cnn"].facts()["temperature"])


def taken(network: nn.Module) -> dict[str, npt.NDArray[np.generic]]:
    """Copies of a network's weights, wherever it lives."""
    return {name: np.array(value.detach().cpu().numpy()) for name, value in network.state_dict().items()}
