"""Networks of the lab: written as `784-32-ReLU-10`, checked layer by layer, built of torch's own modules.

The text begins with what goes in, 784 numbers or a 1×28×28 image; a bare number after that is a fully
connected layer with so many outputs, everything else is a layer of `engine.lab.layers.LAYERS`. Nothing
here imports torch until a network is built.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.errors import InputError
from engine.lab.layers import (
    ACTIVATIONS,
    LAYERS,
    Activation,
    Layer,
    Linear,
    Misfit,
    Shape,
    shape_text,
)

if TYPE_CHECKING:
    import torch
    from torch import nn

ROW: Shape = (784,)
IMAGE: Shape = (1, 28, 28)
INPUTS = (ROW, IMAGE)
"""What a network may take: an image's 784 numbers in a row, or the image."""
MOST_LAYERS = 40
MOST_PARAMETERS = 5_000_000
"""More would take longer to train on a processor than anybody watches."""
MOST_NUMBERS = 200_000
"""Numbers that one layer may give for one image: a batch of 1,000 then takes less than a gigabyte."""


@dataclass(frozen=True, slots=True)
class NetworkSpec:
    """A chain of layers that is known to fit together.

    Attributes
    ----------
    layers
        First to last; at least one of them learns.
    inputs
        `ROW` or `IMAGE`.

    Raises
    ------
    InputError
        Naming the first layer that cannot be built, and why.
    """

    layers: tuple[Layer, ...]
    inputs: Shape = ROW

    def __post_init__(self) -> None:
        if self.inputs not in INPUTS:
            raise InputError("net-inputs", text=shape_text(self.inputs))
        if not self.layers:
            raise InputError("net-empty")
        if len(self.layers) > MOST_LAYERS:
            raise InputError("net-too-deep", count=len(self.layers), most=MOST_LAYERS)
        total = 0
        for place, (layer, before, after) in enumerate(_chain(self.layers, self.inputs), 1):
            total += layer.parameters(before)
            if total > MOST_PARAMETERS:
                most = f"{MOST_PARAMETERS:,}"
                raise InputError(
                    "net-too-large", place=place, layer=layer.text, total=f"{total:,}", most=most
                )
            if math.prod(after) > MOST_NUMBERS:
                values = {"shape": shape_text(after), "most": f"{MOST_NUMBERS:,}"}
                raise InputError("net-too-wide", place=place, layer=layer.text, **values)
        if not total:
            raise InputError("net-nothing-learnt")
        if len(after) != 1:
            raise InputError("net-no-row", shape=shape_text(after))

    def __str__(self) -> str:
        return "-".join([shape_text(self.inputs), *(layer.text for layer in self.layers)])

    @property
    def outputs(self) -> int:
        """How many numbers come out for an image."""
        return describe(self)[-1].shape[0]

    @property
    def parameters(self) -> int:
        """How many numbers are learnt."""
        return sum(facts.parameters for facts in describe(self))

    @property
    def ends_in_sigmoid(self) -> bool:
        """Whether what comes out are probabilities."""
        return self.layers[-1] == Activation("Sigmoid")

    @property
    def takes_images(self) -> bool:
        """Whether it takes (1, 28, 28) and not 784 numbers."""
        return self.inputs == IMAGE


@dataclass(frozen=True, slots=True)
class LayerFacts:
    """One layer of a network: its text, the shape that comes out of it, and how many numbers it learns."""

    name: str
    shape: Shape
    parameters: int


def describe(spec: NetworkSpec) -> list[LayerFacts]:
    """Return the layers' facts, first to last; a place in the list is the place in the built network."""
    return [
        LayerFacts(layer.text, after, layer.parameters(before))
        for layer, before, after in _chain(spec.layers, spec.inputs)
    ]


def parse(text: str) -> NetworkSpec:
    """Read a network's text form, in any case and with any spaces.

    `parse(str(spec)) == spec`.

    Raises
    ------
    InputError
        Naming the place and the word that cannot be read, or the layer that does not fit and why.
    """
    first, *words = (word.strip() for word in re.split(r"[-–−→](?![^(]*\))", text))
    inputs = tuple(int(side) for side in re.split(r"\s*[x×*]\s*", first.lower()) if side.isdecimal())
    if inputs not in INPUTS or shape_text(inputs) != re.sub(r"\s*[x×*]\s*", "×", first.lower()):
        raise InputError("net-inputs", text=first)
    return NetworkSpec(tuple(_layer(place, word) for place, word in enumerate(words, 1)), inputs)


def build(spec: NetworkSpec, generator: torch.Generator | None = None) -> nn.Sequential:
    """Build the network with weights drawn as torch draws them, layer by layer.

    The global torch state is neither read nor changed, unless `generator` is None: then the weights are
    drawn from the default generator, as `nn.Sequential(nn.Linear(…), …)` does.

    Returns
    -------
    nn.Sequential
        Of torch's own layers, on the CPU, in train() mode: (n, *spec.inputs) float32 → (n, spec.outputs).
    """
    from torch import nn

    from engine.lab.modules import draw

    network = nn.Sequential(*(layer.module(before) for layer, before, _ in _chain(spec.layers, spec.inputs)))
    draw(network, generator)
    return network


def _chain(layers: tuple[Layer, ...], inputs: Shape) -> Iterator[tuple[Layer, Shape, Shape]]:
    """Each layer with the shapes before and after it."""
    before = inputs
    for place, layer in enumerate(layers, 1):
        try:
            after = layer.shape(before)
        except Misfit as misfit:
            raise InputError(misfit.code, place=place, layer=layer.text, **misfit.values) from None
        yield layer, before, after
        before = after


_WORD = re.compile(r"([a-z]+)\s*(?:\(([^()]*)\))?", re.IGNORECASE)


def _layer(place: int, word: str) -> Layer:
    """The layer that one word of the text form says."""
    if re.fullmatch(r"[0-9]{1,9}", word):
        return _made(place, word, lambda: Linear(int(word)))
    matched = _WORD.fullmatch(word)
    kind = LAYERS.get(matched[1].lower()) if matched else None
    if matched is None or kind is None:
        raise _unknown(place, word, matched[1] if matched else "")
    given = [part.strip() for part in matched[2].split(",")] if (matched[2] or "").strip() else []
    try:
        numbers = [float(part) for part in given]
    except ValueError:
        numbers = []
    if len(numbers) != len(given) or len(numbers) not in kind.counts or not all(map(math.isfinite, numbers)):
        raise InputError("net-brackets", place=place, word=word, example=kind.example)
    return _made(place, word, lambda: kind.make(numbers))


def _made(place: int, word: str, make: Callable[[], Layer]) -> Layer:
    """The layer that `make` gives; a number out of range is said together with the layer."""
    try:
        return make()
    except InputError as error:
        if error.code == "out-of-range":
            values = {name: error.values[name] for name in ("value", "low", "high")}
            raise InputError("net-range", place=place, word=word, **values) from None
        raise InputError("net-whole", place=place, word=word) from None


def _unknown(place: int, word: str, name: str) -> InputError:
    near = difflib.get_close_matches(name.lower(), LAYERS, n=1)
    examples = [kind.example for key, kind in LAYERS.items() if not near or key == near[0]]
    code = "net-unknown-near" if near else "net-unknown"
    return InputError(code, place=place, word=word, near=", ".join(examples))


SOFTMAX = parse("784-10")
MLP32 = parse("784-32-ReLU-10")
MLP32_DROPOUT = parse("784-32-ReLU-Dropout(0.5)-10")
MLP256 = parse("784-256-ReLU-10")
CNN = parse("1×28×28-Conv(16,5)-ReLU-MaxPool(2)-Conv(32,3)-BatchNorm-ReLU-MaxPool(2)-Flatten-10")

PRESETS: dict[str, NetworkSpec] = {
    "softmax": SOFTMAX,
    "mlp32": MLP32,
    "mlp32-dropout": MLP32_DROPOUT,
    "mlp256": MLP256,
    "cnn": CNN,
}
"""Networks for all ten digits, by name, in the order in which they are offered."""

__all__ = [
    "ACTIVATIONS",
    "CNN",
    "IMAGE",
    "LAYERS",
    "MLP32",
    "MLP32_DROPOUT",
    "MLP256",
    "PRESETS",
    "ROW",
    "SOFTMAX",
    "LayerFacts",
    "NetworkSpec",
    "Shape",
    "build",
    "describe",
    "parse",
    "shape_text",
]
