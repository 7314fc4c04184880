"""One image's way through a network, as the page of what is inside shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from app.lab.analyst import Bench
from engine.lab.snapshot import Snapshot
from viz.strokes import Stroke

if TYPE_CHECKING:
    from torch import nn

    from engine.digits.steps import Step
    from engine.lab.arithmetic import Arithmetic
    from engine.lab.inside import Inside, Weights

Picture = npt.NDArray[np.uint8] | npt.NDArray[np.float32]
Heat = Literal["saliency", "occlusion"]


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """What was seen: the layers, and one heat map, of the digit `digit`."""

    inside: Inside
    weights: tuple[Weights, ...]
    heat: npt.NDArray[np.float32]
    digit: int


@dataclass(frozen=True, slots=True, eq=False)
class LookJob:
    """Follow an image through a network; with a mask's seed, as in a pass of training."""

    snapshot: Snapshot
    image: Picture
    heat: Heat
    mask_seed: int | None
    topic: str = "inside"

    def steps(self, bench: Bench) -> Iterator[Looked]:
        """Everything at once: it takes milliseconds."""
        from engine.lab.inside import look_inside, weights_of
        from engine.lab.saliency import occlusion, saliency

        network = folded_of(bench, self.snapshot)
        inside = look_inside(network, self.image, self.mask_seed)
        if self.heat == "saliency":
            shown = saliency(network, self.image)
            heat, target = shown.gradient, shown.target
        else:
            hidden = occlusion(network, self.image)
            heat, target = hidden.drop, hidden.target
        yield Looked(inside, weights_of(network), heat, self.snapshot.classes[target])


@dataclass(frozen=True, slots=True, eq=False)
class UnitJob:
    """Take a unit's number apart: `unit` counts the layer's numbers, channel after channel."""

    snapshot: Snapshot
    image: Picture
    mask_seed: int | None
    layer: int
    unit: int
    topic: str = "unit"

    def steps(self, bench: Bench) -> Iterator[Arithmetic]:
        """The arithmetic, once."""
        from engine.lab.arithmetic import arithmetic
        from engine.lab.inside import look_inside

        network = folded_of(bench, self.snapshot)
        inside = look_inside(network, self.image, self.mask_seed)
        shape = inside.layers[self.layer].values.shape
        place = tuple(int(k) for k in np.unravel_index(self.unit, shape))
        yield arithmetic(network, inside, self.layer, place)


@dataclass(frozen=True, slots=True, eq=False)
class PrepareJob:
    """Prepare a drawing step by step, some steps left out."""

    strokes: tuple[Stroke, ...]
    left_out: Sequence[str]
    pen: float
    tap: float
    topic: str = "prepare"

    def steps(self, bench: Bench) -> Iterator[tuple[Step, ...]]:
        """All steps, once."""
        from engine.digits.steps import Switches, prepare_in_switched_steps
        from viz.strokes import smooth, thin

        lines = thin([smooth(stroke) for stroke in self.strokes])
        switches = Switches(**dict.fromkeys(self.left_out, False))
        yield prepare_in_switched_steps(lines, switches, pen=self.pen, tap=self.tap)


def folded_of(bench: Bench, snapshot: Snapshot) -> nn.Sequential:
    """The network, its batch norms folded into the convolutions before them."""
    from torch import nn

    from engine.lab.inside import folded

    network = bench.network(snapshot)
    has_norms = any(isinstance(module, nn.BatchNorm2d) for module in network.modules())
    return folded(network) if has_norms else network
