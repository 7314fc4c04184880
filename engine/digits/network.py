"""The small convolutional network that comes trained with the program."""

from __future__ import annotations

from collections import OrderedDict

from torch import nn

WIDTHS = (24, 40, 80)
"""Channels of the three stages, chosen on the validation images together with the epochs."""


def cnn(widths: tuple[int, int, int] = WIDTHS) -> nn.Sequential:
    """Build the network: images (n, 1, 28, 28) in [0, 1] → logits (n, 10).

    Each convolution is followed by a batch norm and a ReLU, each stage ends in a max pool; what is
    left, 3 × 3 places, goes through one linear layer.
    """
    first, second, third = widths
    layers: list[tuple[str, nn.Module]] = [
        *_convolution("stem", 1, first, size=5),  # (n, first, 28, 28)
        ("pool1", nn.MaxPool2d(2)),  # (n, first, 14, 14)
        *_convolution("conv1", first, second),
        *_convolution("conv2", second, second),  # (n, second, 14, 14)
        ("pool2", nn.MaxPool2d(2)),  # (n, second, 7, 7)
        *_convolution("conv3", second, third),
        *_convolution("conv4", third, third),  # (n, third, 7, 7)
        ("pool3", nn.MaxPool2d(2)),  # (n, third, 3, 3)
        ("flatten", nn.Flatten()),
        ("dropout", nn.Dropout(0.2)),
        ("head", nn.Linear(9 * third, 10)),  # (n, 10)
    ]
    return nn.Sequential(OrderedDict(layers))


def _convolution(name: str, inputs: int, outputs: int, size: int = 3) -> list[tuple[str, nn.Module]]:
    return [
        (name, nn.Conv2d(inputs, outputs, size, padding=size // 2, bias=False)),
        (f"{name}_norm", nn.BatchNorm2d(outputs)),
        (f"{name}_relu", nn.ReLU()),
    ]
