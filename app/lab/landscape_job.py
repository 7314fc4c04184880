"""The loss on a plane through the weights of a network, as the page of the landscape shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from app.lab.analyst import Bench
from engine.lab.snapshot import Snapshot

if TYPE_CHECKING:
    from torch import Tensor, nn

    from engine.lab.landscape import Pin
    from engine.lab.levels import SliceProgress
    from engine.lab.planes import Plane

PlaneChoice = Literal["path", "random", "three"]
Floats = npt.NDArray[np.float64]
PINS = 9
"""Places of the path at which the true loss is compared with the plane's."""
SEED = 0
"""Of the choice of images: the same ones for every slice, so that slices can be compared."""


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A plane was laid.

    Attributes
    ----------
    choice
        Which.
    path
        (m, 2) places of the path on the plane.
    anchors
        (k, 2) places of the networks it was laid through.
    explained
        Of the path's plane: the shares of its way that lie along the two directions.
    keys
        Of the networks it was laid through, where it is laid through three.
    images
        Of how many images the loss is the mean.
    """

    choice: PlaneChoice
    path: Floats
    anchors: Floats
    explained: tuple[float, float] | None
    keys: tuple[str, ...]
    images: int


@dataclass(frozen=True, slots=True)
class Pinned:
    """Places of the path with their true losses and the plane's; the newest is the last."""

    pins: tuple[Pin, ...]

    def widest(self) -> Pin:
        """Where the plane's loss and the true one are farthest apart."""
        return max(self.pins, key=lambda pin: abs(pin.true_loss - pin.slice_loss))


@dataclass(frozen=True, slots=True)
class SliceJob:
    """Lay a plane, compare the true loss with the plane's, and compute the loss on it, coarse to fine.

    `path` are states of one network in the order in which it passed them; `others` are those that a plane
    through three networks is laid through.
    """

    path: tuple[Snapshot, ...]
    choice: PlaneChoice
    seed: int = 0
    others: tuple[Snapshot, ...] = ()
    topic: str = "slice"

    def steps(self, bench: Bench) -> Iterator[Laid | Pinned | SliceProgress | None]:
        """The plane, the pins, then the slice in pieces."""
        from engine.lab.landscape import axes, pins, some
        from engine.lab.slices import SliceLoss, images_for

        if bench.data is None:
            return
        newest = self.path[-1]
        network = newest.build()
        path = _vectors(network, self.path)
        plane = self._plane(network, path)
        yield None
        train, classes = bench.data.train, newest.classes
        known = train if len(classes) == 10 else train.only(classes)
        digits = some(known, images_for(network), SEED)
        along = plane.coordinates(path)
        keys = tuple(one.key for one in self.others) if self.choice == "three" else ()
        yield Laid(self.choice, along, plane.anchors, plane.explained, keys, len(digits.labels))
        places = np.unique(np.linspace(0, len(path) - 1, PINS).round().astype(int))
        pinned = []
        for pin in pins(network, plane, path[places], digits, classes):
            pinned.append(pin)
            yield None  # with convolutions each takes a moment, in which others may ask
        yield Pinned(tuple(pinned))
        a, b = axes(plane, along)
        yield from SliceLoss(network, plane, digits, classes).refining(a, b)

    def _plane(self, network: nn.Sequential, path: Tensor) -> Plane:
        from engine.errors import InputError
        from engine.lab.planes import plane_of_path, plane_through, random_plane

        if self.choice == "path":
            return plane_of_path(path)
        if self.choice == "random":
            return random_plane(network, self.seed)
        if len(self.others) < 3:
            raise InputError("plane-unlike")
        one, two, three = (snapshot.build() for snapshot in self.others[:3])
        return plane_through([one, two, three])


def _vectors(network: nn.Sequential, path: tuple[Snapshot, ...]) -> Tensor:
    """The parameters of each state one behind the other, (m, p) float32."""
    import torch

    names = [name for name, _ in network.named_parameters()]
    return torch.stack(
        [torch.cat([torch.tensor(one.weights[name]).reshape(-1) for name in names]).float() for one in path]
    )
