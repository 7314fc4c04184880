"""Networks on disk: saved where a person says, loaded from there."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import numpy as np

from app.lab.analyst import Bench
from engine.lab.snapshot import Snapshot

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Saved:
    """A network lies on disk: the file of its weights."""

    path: Path


@dataclass(frozen=True, slots=True, eq=False)
class SaveJob:
    """Save a network as safetensors, with what is known of it as JSON beside."""

    snapshot: Snapshot
    folder: Path
    name: str
    topic: str = "save"

    def steps(self, bench: Bench) -> Iterator[Saved]:
        """The file, once."""
        from engine.lab.store import NetworkFacts, save_network
        from engine.lab.unfilled import BUNDLED

        snapshot = self.snapshot
        shares = {"train": snapshot.train_accuracy, "test": snapshot.test_accuracy}
        facts = NetworkFacts(
            snapshot.network or BUNDLED,
            snapshot.title,
            snapshot.classes,
            snapshot.lesson,
            snapshot.data,
            snapshot.epoch,
            {name: share for name, share in shares.items() if math.isfinite(share)},
        )
        yield Saved(save_network(self.folder, self.name, snapshot.build(), facts))


@dataclass(frozen=True, slots=True)
class LoadJob:
    """Load a network from its weights' or its description's file."""

    path: Path
    topic: str = "load"

    def steps(self, bench: Bench) -> Iterator[Snapshot]:
        """The network, once."""
        from engine.lab.store import load_network
        from engine.lab.unfilled import BUNDLED

        stored = load_network(self.path)
        facts = stored.facts
        weights = {name: np.array(value.numpy()) for name, value in stored.weights.items()}
        learnt_on = facts.architecture == BUNDLED and not facts.epochs  # else it learnt anew
        yield Snapshot(
            f"saved-{next(_numbers)}",
            facts.title,
            1,
            "" if learnt_on else facts.architecture,
            facts.classes,
            weights,
            facts.epochs,
            facts.accuracies.get("train", math.nan),
            facts.accuracies.get("test", math.nan),
            facts.lesson,
            facts.data,
        )
