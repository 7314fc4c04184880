"""What the lab asks its analyst about a lesson: each a frozen job that gives its results as they come."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.lab.analyst import Bench
from engine.lab.config import TrainConfig
from engine.lab.snapshot import Snapshot

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """What a network is to say of each digit.

    Attributes
    ----------
    images
        (n, 28, 28) uint8, the first training image of each digit; a set may lack one.
    digits
        (n,) the digits.
    rows
        (n, k) uint8, their one-hot targets.
    """

    images: Pixels
    digits: tuple[int, ...]
    rows: Pixels


@dataclass(frozen=True, slots=True)
class TargetsJob:
    """Look up an image of each digit, and its one-hot target."""

    digits: tuple[int, ...]
    topic: str = "targets"

    def steps(self, bench: Bench) -> Iterator[Targets]:
        """All of it, once."""
        if bench.data is None:
            return
        train = bench.data.train
        there = [place for place, digit in enumerate(self.digits) if train.counts[digit]]
        digits = tuple(self.digits[place] for place in there)
        places = [int((train.labels == digit).int().argmax()) for digit in digits]
        images = np.array(train.images[places].numpy())
        yield Targets(images, digits, np.eye(len(self.digits), dtype=np.uint8)[there])


@dataclass(frozen=True, slots=True, eq=False)
class PickedImage:
    """A test image, what it shows, and what a network reads in it."""

    index: int
    image: Pixels
    label: int
    read: int
    confidence: float


@dataclass(frozen=True, slots=True, eq=False)
class Ending:
    """How a lesson ends: the image that was picked, and the accuracy on images that were not divided by 255.

    Each is None where the lesson has no such thing.
    """

    picked: PickedImage | None
    undivided: float | None


@dataclass(frozen=True, slots=True)
class EndingJob:
    """Pick a test image as the notes do, and repeat their slip.

    `random.seed(pick)`, then `random.randint(0, n − 1)`; no image for None.
    """

    snapshot: Snapshot
    config: TrainConfig
    pick: int | None
    undivided: bool
    topic: str = "ending"

    def steps(self, bench: Bench) -> Iterator[Ending]:
        """All of it, once."""
        from engine.lab.ending import undivided_accuracy

        if bench.data is None:
            return
        network, test = bench.network(self.snapshot), bench.data.test
        picked = None if self.pick is None else self._picked(bench, self.pick)
        yield Ending(picked, undivided_accuracy(network, test, self.config) if self.undivided else None)

    def _picked(self, bench: Bench, seed: int) -> PickedImage:
        from engine.lab.reading import read

        assert bench.data is not None
        test = bench.data.test
        index = random.Random(seed).randint(0, len(test) - 1)
        image = np.array(test.images[index].numpy())
        shares = read(bench.network(self.snapshot), image)[0]
        best = int(shares.argmax())
        digit = self.snapshot.classes[best]
        return PickedImage(index, image, int(test.labels[index]), digit, float(shares[best]))
