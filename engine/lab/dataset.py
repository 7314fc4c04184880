"""Handwritten digits in memory: all images as one uint8 tensor, classes as slices of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from engine.digits.pen import SIDE

Source = Literal["mnist", "own", "scikit-learn"]
Index = Tensor | slice | int

CLASSES = 10


@dataclass(frozen=True)
class Digits:
    """Images of digits with their labels.

    Attributes
    ----------
    images
        (n, 28, 28) uint8 on the CPU, 255 = ink.
    labels
        (n,) int64, 0 to 9.
    source
        `mnist`, `own` (another set in MNIST's format) or `scikit-learn`.
    name
        What to call them in a sentence.

    Raises
    ------
    ValueError
        If shapes, types or labels are others. Files are judged before, with a sentence each, by
        `engine.lab.mnist`.
    """

    images: Tensor
    labels: Tensor
    source: Source
    name: str

    def __post_init__(self) -> None:
        n = len(self.labels)
        if self.images.dtype != torch.uint8 or self.images.shape != (n, SIDE, SIDE):
            raise ValueError(f"images are {self.images.dtype} {tuple(self.images.shape)}, labels {n}")
        if self.labels.dtype != torch.int64 or self.labels.dim() != 1:
            raise ValueError(f"labels are {self.labels.dtype} {tuple(self.labels.shape)}")
        labels = self.labels.numpy()
        if n and not 0 <= labels.min() <= labels.max() < CLASSES:
            raise ValueError("a label is no digit")

    def __len__(self) -> int:
        return len(self.labels)

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """How many images each of the ten digits has."""
        return tuple(np.bincount(self.labels.numpy(), minlength=CLASSES).tolist())

    @cached_property
    def _array(self) -> npt.NDArray[np.uint8]:
        """`images` as NumPy sees them: the same memory."""
        return self.images.numpy()

    @cached_property
    def order(self) -> Tensor:
        """Positions (n,) int64 of all zeros, then all ones, …, each digit's in the order of the files."""
        small = self.labels.numpy().astype(np.uint8)  # which NumPy sorts by counting
        return torch.from_numpy(np.argsort(small, kind="stable"))

    def classes(self, wanted: Sequence[int]) -> Digits:
        """The images of some digits, those of the first digit first, as the lessons of two classes want.

        Raises
        ------
        ValueError
            If one of them is not 0 to 9.
        """
        if any(not 0 <= digit < CLASSES for digit in wanted):
            raise ValueError(f"{tuple(wanted)} are not all digits")
        ends = (0, *accumulate(self.counts))
        parts = [self.order[ends[digit] : ends[digit + 1]] for digit in wanted]
        return self.take(torch.cat(parts) if parts else slice(0, 0))

    def only(self, wanted: Sequence[int]) -> Digits:
        """The images of some digits in the order of the files."""
        is_wanted = np.isin(np.arange(CLASSES), tuple(wanted))
        return self.take(torch.from_numpy(np.flatnonzero(is_wanted[self.labels.numpy()])))

    def take(self, index: Tensor | slice) -> Digits:
        """The images at some positions; a slice copies nothing."""
        rows = _index(index)
        return self._with(torch.from_numpy(self._array[rows]), torch.from_numpy(self.labels.numpy()[rows]))

    def inputs(self, index: Index = slice(None), dtype: torch.dtype = torch.float32) -> Tensor:
        """Images as networks take them: (…, 28, 28) in [0, 1], 1 = ink.

        Bit-equal to torchvision's `ToTensor`, which converts first and then divides by 255. In float32
        NumPy does both, from the same memory: it picks images three times as fast as torch, takes large
        pages for the result, and needs no second thread, which costs more than it helps beside a busy
        interface.
        """
        images = self._array[_index(index)]
        if dtype == torch.float32:
            return torch.from_numpy(np.divide(images, np.float32(255), dtype=np.float32))
        return torch.from_numpy(images).to(dtype).div_(255)

    def batches(
        self, size: int, order: Tensor | None = None, *, drop_last: bool = False
    ) -> Iterator[tuple[Tensor, Tensor]]:
        """Inputs (b, 28, 28) float32 and labels (b,) int64 of one batch after another.

        Parameters
        ----------
        size
            Images in a batch.
        order
            Positions (n,) int64 in the order wanted; None for the images' own, which copies fewer bytes.
        drop_last
            Whether a last batch that is not full is left out.
        """
        n = len(self) if order is None else len(order)
        for first in range(0, n - size + 1 if drop_last else n, size):
            here = slice(first, first + size)
            index: Index = here if order is None else order[here]
            yield self.inputs(index), torch.from_numpy(self.labels.numpy()[_index(index)])

    def _with(self, images: Tensor, labels: Tensor) -> Digits:
        return Digits(images, labels, self.source, self.name)


def _index(index: Index) -> npt.NDArray[np.int64] | slice | int:
    return index.numpy() if isinstance(index, Tensor) else index


@dataclass(frozen=True, slots=True)
class DataSet:
    """Images to train on and images to test with, of one source."""

    train: Digits
    test: Digits

    @property
    def source(self) -> Source:
        return self.train.source

    @property
    def name(self) -> str:
        return self.train.name
