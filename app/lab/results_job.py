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


@dataclass(frozen=True, slots=True)
class ResultsJob:
    """Read the test images with one or two networks; two see the digits that both of them know."""

    snapshots: tuple[Snapshot, ...]
    topic: str = "results"

    def steps(self, bench: Bench) -> Iterator[Results | None]:
        """A pause between the networks, then everything."""
        from engine.lab.results import calibration, compare, evaluate

        if bench.data is None:
            return
        test = bench.data.test
        shared = set.intersection(*(set(snapshot.classes) for snapshot in self.snapshots))
        places = np.flatnonzero(np.isin(test.labels.numpy(), sorted(shared)))
        digits = test if len(places) == len(test) else test.only(sorted(shared))
        outcomes = []
        for snapshot in self.snapshots:
            outcomes.append(evaluate(bench.network(snapshot), digits, snapshot.classes))
            yield None
        pair = compare(*outcomes) if len(outcomes) == 2 else None
        images = digits.images.numpy()
        view = images.view()
        view.setflags(write=False)
        found = tuple(calibration(outcome) for outcome in outcomes)
        yield Results(self.snapshots, tuple(outcomes), found, pair, view, places)
