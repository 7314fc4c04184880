"""The small convolutional network that comes trained with the program: to train, and folded to be used."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTHS = (24, 40, 80)
"""Channels of the three stages: as many as classify one image in a millisecond on one core."""

STAGES = (("stem",), ("conv1", "conv2"), ("conv3", "conv4"))
"""Convolutions of each stage, which ends in a max pool."""
EPSILON = 1e-5
"""What a batch norm adds to the variance."""
SIZES = {"stem": 5}
"""Side of a convolution's kernel, where it is not 3."""


def cnn(widths: tuple[int, int, int] = WIDTHS) -> nn.Sequential:
    """Build the network: images (n, 1, 28, 28) in [0, 1] → logits (n, 10).

    Each convolution is followed by a batch norm and a ReLU, each stage ends in a max pool; what is
    left, 3 × 3 places, goes through one linear layer.
    """
    layers: OrderedDict[str, nn.Module] = OrderedDict()
    inputs = 1
    for stage, (names, width) in enumerate(zip(STAGES, widths, strict=True), start=1):
        for name in names:
            size = SIZES.get(name, 3)
            layers[name] = nn.Conv2d(inputs, width, size, padding=size // 2, bias=False)
            layers[f"{name}_norm"] = nn.BatchNorm2d(width, eps=EPSILON)
            layers[f"{name}_relu"] = nn.ReLU()
            inputs = width
        layers[f"pool{stage}"] = nn.MaxPool2d(2)  # (n, width, 14, 14), then 7 × 7, then 3 × 3
    layers["flatten"] = nn.Flatten()
    layers["dropout"] = nn.Dropout(0.2)
    layers["head"] = nn.Linear(9 * inputs, 10)  # (n, 10)
    return nn.Sequential(layers)


class FoldedCnn(nn.Module):
    """The trained network with each batch norm folded into the convolution before it.

    Made of the trained weights alone: no layer is drawn at random first, which would move torch's
    generator under the lessons.

    Parameters
    ----------
    weights
        `cnn(...).state_dict()`.

    Raises
    ------
    KeyError, RuntimeError
        If weights are missing or do not fit together.
    """

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        for name in (name for names in STAGES for name in names):
            norm = {key: weights[f"{name}_norm.{key}"] for key in ("weight", "bias", "running_mean")}
            deviation = torch.sqrt(weights[f"{name}_norm.running_var"] + EPSILON)
            scale = norm["weight"] / deviation
            self.register_buffer(f"{name}_weight", weights[f"{name}.weight"] * scale[:, None, None, None])
            self.register_buffer(f"{name}_bias", norm["bias"] - norm["running_mean"] * scale)
        self.register_buffer("head_weight", weights["head.weight"])
        self.register_buffer("head_bias", weights["head.bias"])

    def forward(self, images: Tensor) -> Tensor:
        """Logits (n, 10) of images (n, 1, 28, 28)."""
        inner = images
        for names in STAGES:
            for name in names:
                weight = self.get_buffer(f"{name}_weight")
                padding = weight.shape[-1] // 2
                inner = functional.conv2d(inner, weight, self.get_buffer(f"{name}_bias"), padding=padding)
                inner = functional.relu(inner, inplace=True)
            inner = functional.max_pool2d(inner, 2)
        return functional.linear(
            inner.flatten(1), self.get_buffer("head_weight"), self.get_buffer("head_bias")
        )
