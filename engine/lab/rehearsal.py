"""Who learns, who chooses and who judges among one's own drawings."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

FOLD = 5
"""One drawing in five judges; of many, another one in five chooses when to stop."""
ENOUGH, MANY = 10, 50
"""Drawings from which on some are kept back to judge, and from which on others to choose: fewer than ten of
those would stop learning by chance."""


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """Indices of one's own drawings.

    Attributes
    ----------
    learning, choosing, judging
        (n,) int64 each: what is learnt from, what chooses when to stop, what judges the result.
    kept_back
        Whether those that judge are neither learnt from nor choose. With fewer drawings than `ENOUGH`
        each part is all of them; with fewer than `MANY` those that are learnt from choose, too.
    """

    learning: Tensor
    choosing: Tensor
    judging: Tensor
    kept_back: bool


def split_own(labels: Tensor, seed: int) -> Split:
    """Split drawings so that each part has each digit in about the same share; one seed, one split."""
    n = len(labels)
    if n < ENOUGH:
        every = torch.arange(n)
        return Split(every, every, every, kept_back=False)
    mixed = torch.randperm(n, generator=torch.Generator().manual_seed(seed))
    ordered = mixed[torch.argsort(labels[mixed], stable=True)]  # digit by digit, mixed within
    role = torch.arange(n) % FOLD
    judging = ordered[role == 0]
    if n < MANY:
        return Split(ordered[role > 0], ordered[role > 0], judging, kept_back=True)
    return Split(ordered[role > 1], ordered[role == 1], judging, kept_back=True)
