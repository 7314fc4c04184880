"""What is done with one's own drawings, in a thread of its own: kept, deleted, exported, tested, learnt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.lab.analyst import Bench
from engine.lab.finetune_records import FineTuned, FineTuneRecord
from engine.lab.handwriting import Handwriting
from engine.lab.snapshot import Snapshot

TUNED = "tuned"
"""Key of the network that has learnt one's own hand."""
_numbers = count(1)


def _topic() -> str:
    """One of its own: nothing that is done to the drawings is overtaken by what comes next."""
    return f"hand-{next(_numbers)}"


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """All drawings that are kept, the newest first.

    Attributes
    ----------
    names, labels
        (n,) each.
    images
        (n, 28, 28) uint8.
    broken
        Files that could not be read.
    folder
        Where they lie.
    """

    names: tuple[str, ...]
    labels: tuple[int, ...]
    images: npt.NDArray[np.uint8]
    broken: int
    folder: Path


def opened(bench: Bench, folder: Path) -> Handwriting:
    """The drawings in a folder; read once."""
    held = bench.kept.get("handwriting")
    if not isinstance(held, Handwriting) or held.folder != folder:
        held = bench.kept["handwriting"] = Handwriting(folder)
    return held


def _kept(hand: Handwriting) -> Kept:
    drawings = hand.drawings[::-1]
    images = np.stack([one.image for one in drawings]) if drawings else np.empty((0, 28, 28), np.uint8)
    names, labels = tuple(one.name for one in drawings), tuple(one.label for one in drawings)
    return Kept(names, labels, images, len(hand.broken), hand.folder)


@dataclass(frozen=True, slots=True, eq=False)
class HandJob:
    """Do something to the drawings, and tell which there are afterwards."""

    folder: Path
    do: Callable[[Handwriting], object] = lambda hand: None
    topic: str = field(default_factory=_topic)

    def steps(self, bench: Bench) -> Iterator[Kept | None]:
        """The drawings, once, after the steps of what is done."""
        hand = opened(bench, self.folder)
        work = self.do(hand)
        if isinstance(work, Iterator):
            for _ in work:
                yield None
        yield _kept(hand)


def exporting(folder: Path, form: str) -> Callable[[Handwriting], object]:
    """Write all drawings as MNIST's IDX, or as PNG."""
    from engine.lab.exchange import export_idx, export_pngs

    return lambda hand: export_idx(hand, folder) if form == "idx" else export_pngs(hand, folder)


@dataclass(frozen=True, slots=True)
class HandRead:
    """How many of the drawings a network reads rightly; those of digits it does not know are left out."""

    title: str
    right: int
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class HandTestJob:
    """Read one's own drawings with some networks."""

    folder: Path
    snapshots: tuple[Snapshot, ...]
    topic: str = "hand-test"

    def steps(self, bench: Bench) -> Iterator[tuple[HandRead, ...] | None]:
        """A pause between networks, then all of them."""
        import torch

        from engine.lab.reading import read

        digits = opened(bench, self.folder).digits()
        found = []
        for snapshot in self.snapshots:
            known = torch.isin(digits.labels, torch.tensor(snapshot.classes))
            images, labels = digits.images[known], digits.labels[known].numpy()
            right = 0
            if len(labels):
                shares = read(bench.network(snapshot), images)
                right = int((np.asarray(snapshot.classes)[shares.argmax(axis=1)] == labels).sum())
            found.append(HandRead(snapshot.title, right, len(labels)))
            yield None
        yield tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class Tuned:
    """The network that has learnt one's hand, and what it reads rightly, before and after."""

    snapshot: Snapshot
    result: FineTuned


@dataclass(frozen=True, slots=True, eq=False)
class TuneJob:
    """Teach a network one's own hand; it stays as it is, another one comes of it."""

    folder: Path
    start: Snapshot
    title: str
    topic: str = "tune"

    def steps(self, bench: Bench) -> Iterator[FineTuneRecord | Tuned]:
        """A record for each piece of the work, then the network."""
        from engine.lab.finetune import FineTuning

        if bench.data is None:
            return
        digits = opened(bench, self.folder).digits()
        start, data = self.start, bench.data
        tuning = FineTuning(digits, data.train, data.test, start.build(), temperature=start.temperature)
        yield from tuning
        result = tuning.result
        if result is not None:
            weights = {name: np.array(value.numpy()) for name, value in result.weights.items()}
            accuracy = result.after.others
            snapshot = Snapshot(
                TUNED,
                self.title,
                next(_numbers),
                self.start.network,
                weights=weights,
                test_accuracy=accuracy,
                lesson=self.start.lesson,
                data=bench.data.name,
            )
            yield Tuned(snapshot, result)
