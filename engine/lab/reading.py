"""What a network says of images: its inputs, its outputs, and the probabilities they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.digits.pen import SIDE

OutputKind = Literal["logits", "log-probabilities", "probabilities", "logit", "probability"]
"""What a network's last layer gives: one number a class, or a single one for the second of two classes."""

CHUNK = 1000
"""Images that go through a network at once: few enough that its activations stay in the caches."""


class Labelled(Protocol):
    """Images with their labels, wherever they come from."""

    @property
    def images(self) -> Tensor:
        """(n, 28, 28) uint8, white ink on black."""

    @property
    def labels(self) -> Tensor:
        """(n,) int64, the digits themselves."""


def leaves(network: nn.Module) -> Iterator[tuple[str, nn.Module]]:
    """The layers of a network in order, those of nested ones in their place, each with its full name."""
    for name, module in network.named_modules():
        if name and next(module.children(), None) is None:
            yield name, module


@contextmanager
def evaluating(network: nn.Module) -> Iterator[nn.Module]:
    """Put the network into `eval()` and afterwards each of its modules back into the mode it was in."""
    modes = [(module, module.training) for module in network.modules()]
    network.eval()
    try:
        yield network
    finally:
        for module, mode in modes:
            module.training = mode


def device_of(network: nn.Module) -> torch.device:
    """Where the network lives; the CPU if it has nothing to learn."""
    for tensor in (*network.parameters(), *network.buffers()):
        return tensor.device
    return torch.device("cpu")


def takes_rows(network: nn.Module) -> bool:
    """Whether the network takes an image as a row of 784 numbers, rather than as (1, 28, 28).

    The first layer that minds the shape says so; activations and dropout take either.
    """
    for _, module in leaves(network):
        if isinstance(module, nn.Linear):
            return True
        if isinstance(module, nn.Conv2d | nn.MaxPool2d | nn.BatchNorm2d | nn.Flatten):
            return False
    return False


def as_inputs(network: nn.Module, images: Tensor | npt.NDArray[np.uint8 | np.float32]) -> Tensor:
    """Images as the network takes them.

    Parameters
    ----------
    network
        It takes (n, 784) or (n, 1, 28, 28), see `takes_rows`.
    images
        (n, 28, 28) or (28, 28): uint8, which is divided by 255, or floating point in [0, 1], which is not.

    Returns
    -------
    Tensor
        float32 in [0, 1], on the network's device.
    """
    tensor = torch.as_tensor(images)
    inputs = tensor.to(device_of(network), torch.float32)
    if tensor.dtype == torch.uint8:
        inputs = inputs / 255
    inputs = inputs.reshape(-1, 1, SIDE, SIDE)
    return inputs.flatten(1) if takes_rows(network) else inputs


def output_kind(network: nn.Module, outputs: int) -> OutputKind:
    """What the numbers that the network gives for an image mean, from its last layer and their count."""
    last: nn.Module | None = None
    for _, module in leaves(network):
        last = module
    if outputs == 1:
        return "probability" if isinstance(last, nn.Sigmoid) else "logit"
    if isinstance(last, nn.LogSoftmax):
        return "log-probabilities"
    return "probabilities" if isinstance(last, nn.Softmax) else "logits"


def outputs_of(network: nn.Module, images: Tensor | npt.NDArray[np.uint8 | np.float32]) -> Tensor:
    """What the network gives for images, in `eval()` mode: (n, outputs) float32 on the CPU."""
    return torch.cat(list(outputs_in_parts(network, images)))


def outputs_in_parts(
    network: nn.Module, images: Tensor | npt.NDArray[np.uint8 | np.float32], size: int = CHUNK
) -> Iterator[Tensor]:
    """Like `outputs_of`, `size` images for each `next()`; between them the network is in its own mode."""
    for part in torch.split(torch.as_tensor(images).reshape(-1, SIDE, SIDE), size):
        with evaluating(network), torch.no_grad():
            outputs = network(as_inputs(network, part)).detach().cpu().float()
        yield outputs


def log_probabilities(outputs: Tensor, kind: OutputKind) -> Tensor:
    """Logarithms of the classes' probabilities, (n, k) with k ≥ 2, from a network's outputs.

    A single output speaks of the second class; the first has the rest. −inf stands for a probability
    that is zero in float32.
    """
    match kind:
        case "logits":
            return functional.log_softmax(outputs, dim=1)
        case "log-probabilities":
            return outputs
        case "probabilities":
            return outputs.log()
        case "logit":
            return torch.cat([functional.logsigmoid(-outputs), functional.logsigmoid(outputs)], dim=1)
        case "probability":
            return torch.cat([torch.log1p(-outputs), outputs.log()], dim=1)


def tempered(outputs: Tensor, kind: OutputKind, temperature: float) -> Tensor:
    """Like `log_probabilities`, logits divided by a temperature before; other outputs as they are."""
    return log_probabilities(outputs / temperature if kind in ("logits", "logit") else outputs, kind)


def read(
    network: nn.Module, images: Tensor | npt.NDArray[np.uint8 | np.float32], temperature: float = 1.0
) -> npt.NDArray[np.float32]:
    """Probabilities (n, k) of the classes for images (n, 28, 28) or (28, 28), uint8 or in [0, 1].

    Logits are divided by `temperature` before; other outputs are taken as they are.
    """
    outputs = outputs_of(network, images)
    logs = tempered(outputs, output_kind(network, outputs.shape[1]), temperature)
    return np.asarray(logs.exp().numpy())


def class_indices(labels: Tensor, classes: Sequence[int]) -> Tensor:
    """The place of each label among the classes, (n,) int64.

    Raises
    ------
    ValueError
        If a label is none of the classes.
    """
    table = torch.full((max(10, *(c + 1 for c in classes)),), -1, dtype=torch.int64)
    table[list(classes)] = torch.arange(len(classes))
    indices = table[labels.cpu()]
    if bool((indices < 0).any()):
        raise ValueError(f"labels {sorted(set(labels.tolist()) - set(classes))} are none of {classes}")
    return indices
