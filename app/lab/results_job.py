"""How well a network reads the test images, as the page of results shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from app.lab.analyst import Bench
from engine.lab.snapshot import Snapshot

if TYPE_CHECKING:
    from engine.lab.results import Calibration, Comparison, Outcome

Pixels = npt.NDArray[np.uint8]

RANDOM = 60
"""Images that are drawn at random."""
AT_ONCE = 100
"""Images between two looks at what else is wanted."""


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """One network, or two, on the same test images.

    Attributes
    ----------
    snapshots
        The networks.
    outcomes, calibrations
        One each.
    comparison
        Of two networks that tell the same digits apart.
    images
        (n, 28, 28) uint8, the test images of the digits they know; a view that is never written to.
    places
        (n,) their places in the test set.
    """

    snapshots: tuple[Snapshot, ...]
    outcomes: tuple[Outcome, ...]
    calibrations: tuple[Calibration, ...]
    comparison: Comparison | None
    images: Pixels
    places: npt.NDArray[np.int64]

    @property
    def keys(self) -> list[str]:
        """Which networks."""
        return [snapshot.key for snapshot in self.snapshots]

    def beside(self) -> npt.NDArray[np.int64] | None:
        """(k, 2) images of each of the first network's classes that the second reads right, and all of them.

        Nothing is known of a class that the second network lacks: there are 0 of it. None without a second.
        """
        if len(self.outcomes) < 2:
            return None
        first, second = self.outcomes
        rows = np.zeros((len(first.classes), 2), np.int64)
        for place, digit in enumerate(first.classes):
            if digit in second.classes:
                row = second.confusion[second.classes.index(digit)]
                rows[place] = row[second.classes.index(digit)], row.sum()
        return rows

    def listed(self, which: str, cell: tuple[int, int] | None, seed: int) -> npt.NDArray[np.int64]:
        """Positions in `images` of what is looked at.

        Parameters
        ----------
        which
            `misread` by the first network, `random`, `cell`, or of two networks those that only the `first`
            or only the `second` reads right.
        cell
            Digit shown and digit read, for `cell`.
        seed
            Of what is drawn at random.
        """
        from engine.lab.results import random_images

        outcome, pair = self.outcomes[0], self.comparison
        if which == "random":
            return random_images(len(outcome.labels), RANDOM, seed)
        if which == "cell" and cell is not None:
            return outcome.cell(*cell)
        if pair is not None and which in ("first", "second"):
            return pair.first_only if which == "first" else pair.second_only
        return outcome.misclassified()


@dataclass(frozen=True, slots=True)
class ResultsJob:
    """Read the test images with one or two networks; two see the digits that both of them know."""

    snapshots: tuple[Snapshot, ...]
    topic: str = "results"

    def steps(self, bench: Bench) -> Iterator[Results | None]:
        """A pause after every part of the images, then everything."""
        from engine.lab.results import calibration, compare, evaluate_in_parts

        if bench.data is None:
            return
        test = bench.data.test
        shared = set.intersection(*(set(snapshot.classes) for snapshot in self.snapshots))
        places = np.flatnonzero(np.isin(test.labels.numpy(), sorted(shared)))
        digits = test if len(places) == len(test) else test.only(sorted(shared))
        outcomes = []
        for snapshot in self.snapshots:
            network, temperature = bench.network(snapshot), snapshot.temperature
            for part in evaluate_in_parts(network, digits, snapshot.classes, temperature, AT_ONCE):
                if part.outcome is not None:
                    outcomes.append(part.outcome)
                yield None
        pair = compare(*outcomes) if len(outcomes) == 2 else None
        images = digits.images.numpy()
        view = images.view()
        view.setflags(write=False)
        found = tuple(calibration(outcome) for outcome in outcomes)
        yield Results(self.snapshots, tuple(outcomes), found, pair, view, places)
