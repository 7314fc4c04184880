"""Images that a network learns in no time."""

from __future__ import annotations

from functools import cache

import torch

from engine.lab.dataset import DataSet, Digits


@cache
def few(n: int = 240) -> DataSet:
    """Random images, each with a bright row at the place of its digit: n to learn from, n/2 to test with."""
    own = torch.Generator().manual_seed(1)
    parts = []
    for count in (n, n // 2):
        labels = torch.randint(0, 10, (count,), generator=own)
        images = torch.randint(0, 90, (count, 28, 28), generator=own, dtype=torch.uint8)
        images[torch.arange(count), 5 + 2 * labels] = 255
        parts.append(Digits(images, labels, "own", "few"))
    return DataSet(*parts)
