"""Vary training images as hands vary: turned, shifted, slanted, bent, with thicker and thinner pens."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional
from torchvision.transforms import v2

GROUP = 16
"""Images that share one draw of a transform's parameters. torchvision draws once a call; small groups
keep a batch varied at a sixteenth of the cost of single images."""


class PenWidth(nn.Module):
    """Thicken or thin the lines of a batch (n, 1, 28, 28) by up to a pixel on either side, image by image.

    Dilation by 3 × 3 thickens, erosion by 2 × 2 thins (3 × 3 would break MNIST's thinnest lines); each
    image is mixed with its changed self by a random weight.
    """

    def forward(self, images: Tensor) -> Tensor:
        thick = functional.max_pool2d(images, 3, stride=1, padding=1)
        thin = -functional.max_pool2d(-functional.pad(images, (1, 0, 1, 0)), 2, stride=1)
        share = torch.rand(len(images), 1, 1, 1, device=images.device)
        kind = torch.rand(len(images), 1, 1, 1, device=images.device)
        thicker = images + 0.7 * share * (thick - images)
        thinner = images + 0.8 * share * (thin - images)
        return torch.where(kind < 0.25, thicker, torch.where(kind > 0.8, thinner, images))


def augmentation(strength: float = 1.0) -> nn.Module:
    """The transforms for one group of images in [0, 1], float32, (n, 1, 28, 28).

    `strength` in (0, 1] scales how far and how often images are changed.
    """
    smooth = v2.InterpolationMode.BILINEAR
    affine = v2.RandomAffine(
        degrees=12 * strength,
        translate=(0.07 * strength, 0.07 * strength),
        scale=(1 - 0.12 * strength, 1 + 0.1 * strength),
        shear=tuple(angle * strength for angle in (-12, 12, -5, 5)),
        interpolation=smooth,
    )
    return nn.Sequential(
        v2.RandomApply([v2.ElasticTransform(40.0, sigma=4.0, interpolation=smooth)], p=0.5 * strength),
        v2.RandomPerspective(0.2, p=0.25 * strength, interpolation=smooth),
        v2.RandomApply([affine], p=0.9),
    )


def augment(images: Tensor, transform: nn.Module, pen: nn.Module) -> Tensor:
    """Vary a batch (n, 1, 28, 28), float32 in [0, 1]; each `GROUP` of it by another draw."""
    return torch.cat([transform(group) for group in pen(images).split(GROUP)])
