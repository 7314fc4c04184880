"""The layers a network can be made of, as plain data: shapes, parameters, text. Nothing here imports torch.

A layer knows how its text is written, which shape comes out of which goes in, and which torch module it is.
To add one, add a class and a row in `LAYERS`: reading, printing, counting and building follow from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Protocol

from engine.checks import check_number, check_whole
from engine.errors import InputError

if TYPE_CHECKING:
    from torch import nn

Shape = tuple[int, ...]
"""Of one image on its way: (features,), or (channels, height, width)."""

WIDTH = (1, 4096)
"""Outputs of a fully connected layer."""
CHANNELS = (1, 256)
KERNEL = (1, 28)
"""Side of a convolution's or a pool's window, in pixels."""
PADDING = (0, 14)
DROPOUT = (0.0, 0.99)
"""Share of the numbers that are dropped; with all of them gone nothing would be learnt."""


class Layer(Protocol):
    """One layer, whatever goes into it."""

    @property
    def text(self) -> str:
        """As it is written in a network's text form."""
        ...

    def shape(self, inputs: Shape) -> Shape:
        """Return the shape of what comes out when `inputs` goes in; raise `Misfit` if that cannot be."""
        ...

    def parameters(self, inputs: Shape) -> int:
        """Return how many numbers are learnt."""
        ...

    def module(self, inputs: Shape) -> nn.Module:
        """Return the torch module. Its weights are not drawn yet: see `engine.lab.modules.draw`."""
        ...


class Misfit(Exception):
    """A layer cannot take what arrives: a code of `engine.errors.MESSAGES` and its values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def shape_text(shape: Shape) -> str:
    """Return a shape as people write it: `784`, `1×28×28`."""
    return "×".join(map(str, shape))


def _flat(inputs: Shape) -> int:
    if len(inputs) != 1:
        raise Misfit("net-not-flat", shape=shape_text(inputs))
    return inputs[0]


def _planes(inputs: Shape) -> tuple[int, int, int]:
    if len(inputs) != 3:
        raise Misfit("net-not-planes", shape=shape_text(inputs))
    return inputs[0], inputs[1], inputs[2]


@dataclass(frozen=True, slots=True)
class Linear:
    """Fully connected: outputs = W·inputs + b."""

    outputs: int

    def __post_init__(self) -> None:
        check_whole("Linear", self.outputs, *WIDTH)

    @property
    def text(self) -> str:
        return str(self.outputs)

    def shape(self, inputs: Shape) -> Shape:
        _flat(inputs)
        return (self.outputs,)

    def parameters(self, inputs: Shape) -> int:
        return (inputs[0] + 1) * self.outputs

    def module(self, inputs: Shape) -> nn.Module:
        from engine.lab import modules

        return modules.linear(inputs[0], self.outputs)


@dataclass(frozen=True, slots=True)
class Activation:
    """A function of each number by itself; `name` is torch's class in `torch.nn`."""

    name: str

    @property
    def text(self) -> str:
        return self.name

    def shape(self, inputs: Shape) -> Shape:
        return inputs

    def parameters(self, inputs: Shape) -> int:
        return 0

    def module(self, inputs: Shape) -> nn.Module:
        from torch import nn

        module: nn.Module = getattr(nn, self.name)()
        return module


@dataclass(frozen=True, slots=True)
class Dropout:
    """While training, each number becomes 0 with probability `p`; the others are divided by 1 − p."""

    p: float

    def __post_init__(self) -> None:
        check_number("Dropout", self.p, *DROPOUT)

    @property
    def text(self) -> str:
        return f"Dropout({self.p:g})"

    def shape(self, inputs: Shape) -> Shape:
        return inputs

    def parameters(self, inputs: Shape) -> int:
        return 0

    def module(self, inputs: Shape) -> nn.Module:
        from torch import nn

        return nn.Dropout(self.p)


@dataclass(frozen=True, slots=True)
class Conv:
    """Convolution with windows of `side` × `side`, a bias for each channel, and zeros around the image.

    `padding` None keeps the image's size, for which the side has to be odd; windows stand `stride` apart.
    """

    channels: int
    side: int
    padding: int | None = None
    stride: int = 1

    def __post_init__(self) -> None:
        check_whole("Conv", self.channels, *CHANNELS)
        check_whole("Conv", self.side, *KERNEL)
        if self.padding is not None:
            check_whole("Conv", self.padding, *PADDING)
        check_whole("Conv", self.stride, *KERNEL)

    @property
    def text(self) -> str:
        numbers = [self.channels, self.side]
        if self.padding is not None or self.stride > 1:
            numbers.append(self.border)
        if self.stride > 1:
            numbers.append(self.stride)
        return f"Conv({','.join(map(str, numbers))})"

    @property
    def border(self) -> int:
        """Zeros added on each side of the image."""
        return self.side // 2 if self.padding is None else self.padding

    def shape(self, inputs: Shape) -> Shape:
        _, height, width = _planes(inputs)
        if self.padding is None and self.side % 2 == 0:
            raise Misfit("net-even-kernel", side=self.side)
        spare = 2 * self.border - self.side  # how far the first window can move, less the image's own size
        if min(height, width) + spare < 0:
            raise Misfit("net-too-small", side=self.side, shape=shape_text(inputs))
        steps = ((size + spare) // self.stride + 1 for size in (height, width))
        return (self.channels, *steps)

    def parameters(self, inputs: Shape) -> int:
        return (inputs[0] * self.side**2 + 1) * self.channels

    def module(self, inputs: Shape) -> nn.Module:
        from engine.lab import modules

        return modules.convolution(inputs[0], self.channels, self.side, self.border, self.stride)


@dataclass(frozen=True, slots=True)
class MaxPool:
    """The largest number of each `side` × `side` window; the windows do not overlap."""

    side: int

    def __post_init__(self) -> None:
        check_whole("MaxPool", self.side, 2, KERNEL[1])

    @property
    def text(self) -> str:
        return f"MaxPool({self.side})"

    def shape(self, inputs: Shape) -> Shape:
        channels, height, width = _planes(inputs)
        if min(height, width) < self.side:
            raise Misfit("net-too-small", side=self.side, shape=shape_text(inputs))
        return (channels, height // self.side, width // self.side)

    def parameters(self, inputs: Shape) -> int:
        return 0

    def module(self, inputs: Shape) -> nn.Module:
        from torch import nn

        return nn.MaxPool2d(self.side)


@dataclass(frozen=True, slots=True)
class BatchNorm:
    """Each channel brought to mean 0 and variance 1 over batch and image, then scaled and shifted.

    While it trains, these are the batch's own mean and variance; afterwards, running averages of them.
    """

    @property
    def text(self) -> str:
        return "BatchNorm"

    def shape(self, inputs: Shape) -> Shape:
        if _planes(inputs)[1:] == (1, 1):  # a batch of one image would have no variance
            raise Misfit("net-single-pixel", shape=shape_text(inputs))
        return inputs

    def parameters(self, inputs: Shape) -> int:
        return 2 * inputs[0]

    def module(self, inputs: Shape) -> nn.Module:
        from torch import nn

        return nn.BatchNorm2d(inputs[0])


@dataclass(frozen=True, slots=True)
class Flatten:
    """An image's numbers in one row, channel after channel, line after line."""

    @property
    def text(self) -> str:
        return "Flatten"

    def shape(self, inputs: Shape) -> Shape:
        return (prod(inputs),)

    def parameters(self, inputs: Shape) -> int:
        return 0

    def module(self, inputs: Shape) -> nn.Module:
        from torch import nn

        return nn.Flatten()


ACTIVATIONS = ("ReLU", "Tanh", "Sigmoid")
"""Activations offered, by the names of their classes in `torch.nn`."""

Numbers = Sequence[float]


@dataclass(frozen=True, slots=True)
class Kind:
    """How a layer is written: its name, how many numbers its brackets may hold, how it is made of them."""

    name: str
    example: str
    counts: tuple[int, ...]
    make: Callable[[Numbers], Layer]


def _conv(numbers: Numbers) -> Layer:
    return Conv(*(_whole("Conv", number) for number in numbers))


def _whole(name: str, number: float) -> int:
    if number != int(number):
        raise InputError("not-whole", field=name, value=f"{number:g}")
    return int(number)


LAYERS: dict[str, Kind] = {
    kind.name.lower(): kind
    for kind in (
        *(Kind(name, name, (0,), lambda _, name=name: Activation(name)) for name in ACTIVATIONS),  # type: ignore[misc]
        Kind("Dropout", "Dropout(0.5)", (1,), lambda numbers: Dropout(numbers[0])),
        Kind("Conv", "Conv(16,5)", (2, 3, 4), _conv),
        Kind("MaxPool", "MaxPool(2)", (1,), lambda numbers: MaxPool(_whole("MaxPool", numbers[0]))),
        Kind("BatchNorm", "BatchNorm", (0,), lambda _: BatchNorm()),
        Kind("Flatten", "Flatten", (0,), lambda _: Flatten()),
    )
}
"""Layers by their names in small letters, in the order in which they are offered; a number is `Linear`."""
