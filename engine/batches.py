"""Which data each update sees: a shuffle for every pass, cut into batches.

Pass p is shuffled under a seed made of the run's and of p, so that the batch of any update is known without
the ones before it. A last batch that is not full is used as it is.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Indices = npt.NDArray[np.int64]

BATCH = (0, 1_000_000)
"""Data in a batch; 0 means all of them, in one."""
BATCH_SEED = (0, 2**31 - 1)
PASSES = 1_000_003
"""A prime above the number of passes that a run can make: no two pairs of seed and pass share a shuffle."""


def batches_in_pass(n: int, batch: int) -> int:
    """Number of updates that see all of `n` data once."""
    return -(-n // min(batch, n)) if batch else 1


def batch_at(n: int, batch: int, seed: int, update: int) -> Indices:
    """Return which of `n` data update number `update` (from 0) sees, shape (m,), m ≤ `batch`; read-only."""
    size = min(batch, n)
    count = -(-n // size)
    at = update % count * size
    return _shuffled(n, seed, update // count)[at : at + size]


def shuffle_seed(seed: int, number: int) -> int:
    """The seed that torch's generator is given for pass `number`, from 0."""
    return PASSES * seed + number


@lru_cache(maxsize=16)
def _shuffled(n: int, seed: int, number: int) -> Indices:
    import torch

    generator = torch.Generator().manual_seed(shuffle_seed(seed, number))
    order: Indices = torch.randperm(n, generator=generator).numpy()
    order.flags.writeable = False
    return order
