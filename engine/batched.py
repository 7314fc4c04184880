"""The batch that an update sees, taken out of data that are on a device, with room that is made once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, TypeVar

import torch

from engine.batches import batch_at
from engine.config import RunConfig

if TYPE_CHECKING:
    from engine.stack import Columns

Group = TypeVar("Group")


class Batches(Generic[Group]):
    """The batches of runs that see the same ones.

    A last batch that is not full has columns of its own length: a mean divides by what is really in it.

    Parameters
    ----------
    config
        One of the runs.
    whole
        All data.
    row
        Columns are padded to a whole number of these.
    make
        Makes what evaluates the runs on columns that are filled anew for every update.
    """

    def __init__(self, config: RunConfig, whole: Columns, row: int, make: Callable[[Columns], Group]) -> None:
        self._batch, self._seed = config.batch, config.batch_seed
        self._whole, self._row, self._make = whole, row, make
        self._nothing = 0.5 if config.link == "sigmoid" else 0.0  # the label at the padding: ŷ where u = 0
        self._by_size: dict[int, tuple[Columns, Group]] = {}

    def at(self, update: int) -> Group:
        """What evaluates the batch of update number `update`, from 0."""
        whole = self._whole
        which = torch.tensor(batch_at(whole.n, self._batch, self._seed, update), device=whole.y.device)
        size = len(which)
        if size not in self._by_size:
            columns = self._room(size)
            self._by_size[size] = columns, self._make(columns)
        columns, group = self._by_size[size]
        for row in range(1, len(whole.ones_x)):
            torch.index_select(whole.ones_x[row], 0, which, out=columns.ones_x[row, :size])
        torch.index_select(whole.y, 0, which, out=columns.y[:size])
        return group

    def _room(self, size: int) -> Columns:
        padded = -(-size // self._row) * self._row
        ones_x = self._whole.ones_x.new_zeros(len(self._whole.ones_x), padded)
        ones_x[0, :size] = 1.0
        y = self._whole.y.new_full((padded,), self._nothing)
        return replace(self._whole, n=size, ones_x=ones_x, y=y, counts=ones_x[0].clone())
