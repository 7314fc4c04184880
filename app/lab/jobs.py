"""What the lab asks its analyst: each a frozen job that gives its results as they come."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.lab.analyst import Bench
from engine.lab.snapshot import Snapshot

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class PickedImage:
    """A test image, what it shows, and what a network reads in it."""

    index: int
    image: Pixels
    label: int
    read: int
    confidence: float


@dataclass(frozen=True, slots=True)
class PickJob:
    """Pick a test image as the notes do: `random.seed(seed)`, then `random.randint(0, n − 1)`."""

    snapshot: Snapshot
    seed: int
    topic: str = "pick"

    def steps(self, bench: Bench) -> Iterator[PickedImage]:
        """The image, once."""
        from engine.lab.reading import read

        if bench.data is None:
            return
        test = bench.data.test
        index = random.Random(self.seed).randint(0, len(test) - 1)
        image = np.array(test.images[index].numpy())
        shares = read(bench.network(self.snapshot), image)[0]
        best = int(shares.argmax())
        digit = self.snapshot.classes[best]
        yield PickedImage(index, image, int(test.labels[index]), digit, float(shares[best]))
