"""Small variations of a drawing, drawn from a generator of their own: turned, slanted, resized, moved."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

TURN = math.radians(9)
SLANT = 0.15
SIZE = 0.1
SHIFT = 0.08
"""Largest angle, shear, change of size, and shift as a share of half the field: a pixel."""


def varied(images: Tensor, generator: torch.Generator) -> Tensor:
    """Vary each image by its own draw.

    Parameters
    ----------
    images
        (n, 1, 28, 28) float32 in [0, 1] on the CPU.

    Returns
    -------
    Tensor
        Same shape, in [0, 1].
    """
    n = len(images)
    turn, slant, wide, high, right, down = (2 * torch.rand(6, n, generator=generator) - 1).unbind()
    cos, sin = torch.cos(turn * TURN), torch.sin(turn * TURN)
    wide, high = 1 + wide * SIZE, 1 + high * SIZE
    rows = [
        torch.stack([cos * wide, -sin + slant * SLANT, right * SHIFT], dim=1),
        torch.stack([sin, cos * high, down * SHIFT], dim=1),
    ]
    grid = functional.affine_grid(torch.stack(rows, dim=1), list(images.shape), align_corners=False)
    return functional.grid_sample(images, grid, align_corners=False)
