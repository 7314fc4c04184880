"""Networks of the lab that read the drawing too, in the classifier's thread."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from app.digits.records import Image, Seen
from engine.lab.snapshot import Snapshot

if TYPE_CHECKING:
    from torch import nn

DIGITS = 10


class Seers:
    """Networks by their keys, each ready to read one image."""

    def __init__(self) -> None:
        self._networks: dict[str, tuple[Snapshot, nn.Sequential]] = {}

    def take(self, snapshot: Snapshot) -> None:
        """Take a network, or another state of it.

        Raises
        ------
        InputError, RuntimeError
            If it cannot be built; then the state before stays.
        """
        import torch

        had = self._networks.get(snapshot.key)
        if had is not None and had[0].network == snapshot.network:
            weights = {name: torch.tensor(value) for name, value in snapshot.weights.items()}
            had[1].load_state_dict(weights)
            self._networks[snapshot.key] = (snapshot, had[1])
        else:
            self._networks[snapshot.key] = (snapshot, snapshot.build())

    def drop(self, key: str) -> None:
        """Let a network go."""
        self._networks.pop(key, None)

    def read(self, image: Image, keys: Sequence[str]) -> tuple[Seen, ...]:
        """What some of them read in an image; those that are not there are left out."""
        from engine.digits.classifier import alone, sure
        from engine.lab.reading import read

        seen = []
        for key in keys:
            if key in self._networks:
                snapshot, network = self._networks[key]
                began = perf_counter()
                with alone():
                    shares = read(network, image, snapshot.temperature)[0].tolist()
                known = dict(zip(snapshot.classes, shares, strict=True))
                probabilities = tuple(known.get(digit, 0.0) for digit in range(DIGITS))
                spent = 1e3 * (perf_counter() - began)
                is_sure = sure(probabilities)
                seen.append(Seen(key, snapshot.title, probabilities, snapshot.classes, is_sure, spent))
        return tuple(seen)
