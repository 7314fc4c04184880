"""Look inside a network while it reads an image: what each layer gives, which units dropout silences."""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from engine.lab.reading import as_inputs, evaluating, log_probabilities, output_kind

Values = npt.NDArray[np.float32]
Picture = npt.NDArray[np.uint8 | np.float32]

KINDS: dict[type[nn.Module], str] = {
    nn.Linear: "linear",
    nn.Conv2d: "convolution",
    nn.BatchNorm2d: "batch-norm",
    nn.ReLU: "relu",
    nn.Sigmoid: "sigmoid",
    nn.Tanh: "tanh",
    nn.Softmax: "softmax",
    nn.MaxPool2d: "max-pool",
    nn.AvgPool2d: "average-pool",
    nn.Dropout: "dropout",
    nn.Flatten: "flatten",
}
"""The layers that can be looked into, by torch's classes."""


@dataclass(frozen=True, slots=True, eq=False)
class LayerView:
    """What one layer gave for the image.

    Attributes
    ----------
    name
        The layer's name in the network, as torch counts or names it.
    kind
        A value of `KINDS`.
    values
        (units,) or (channels, h, w) float32.
    kept
        Of a dropout that was on: same shape as `values`, which units it let pass. Else None.
    scale
        What a dropout that was on multiplied those by, 1/(1 − p); 1 for every other layer.
    """

    name: str
    kind: str
    values: Values
    kept: npt.NDArray[np.bool_] | None = None
    scale: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Inside:
    """One image's way through a network.

    Attributes
    ----------
    inputs
        (784,) or (1, 28, 28) float32, what the first layer got.
    layers
        One view a layer, in order.
    probabilities
        (k,) float32 of the classes.
    """

    inputs: Values
    layers: tuple[LayerView, ...]
    probabilities: Values

    def before(self, layer: int) -> Values:
        """What layer number `layer` got."""
        return self.layers[layer - 1].values if layer else self.inputs


def sequence(network: nn.Module) -> list[tuple[str, nn.Module]]:
    """The layers of a plain chain with their full names.

    Raises
    ------
    TypeError
        If the network is not an `nn.Sequential` (nested ones may be), or has a layer not in `KINDS`.
    """
    return list(_chain(network, ""))


def _chain(module: nn.Module, name: str) -> Iterator[tuple[str, nn.Module]]:
    if isinstance(module, nn.Sequential):
        for key, child in module.named_children():
            yield from _chain(child, f"{name}.{key}" if name else key)
    elif type(module) in KINDS:
        yield name, module
    else:
        raise TypeError(f"{name or 'the network'}: a {type(module).__name__} is no layer of a plain chain")


def folded(network: nn.Module) -> nn.Sequential:
    """A copy of the network with each batch norm folded into the convolution before it.

    The copy gives the same numbers in `eval()` mode with fewer layers: what is left of a batch norm that
    no longer learns is a factor and a bias. Names are kept, those of the batch norms vanish.
    """
    layers: OrderedDict[str, nn.Module] = OrderedDict()
    last = ""
    for name, module in sequence(network):
        before = layers.get(last)
        if isinstance(module, nn.BatchNorm2d) and isinstance(before, nn.Conv2d):
            with evaluating(module):
                fused = fuse_conv_bn_eval(copy.deepcopy(before).eval(), module)
            layers[last] = fused
        else:
            last = name.replace(".", "-")
            layers[last] = copy.deepcopy(module)
    return nn.Sequential(layers).eval()


@torch.no_grad()
def look_inside(network: nn.Module, image: Picture, mask_seed: int | None = None) -> Inside:
    """Follow one image through all layers.

    Parameters
    ----------
    network
        A plain chain, see `sequence`.
    image
        (28, 28): uint8, or floating point in [0, 1].
    mask_seed
        None for `eval()` mode, in which dropout lets everything pass. With a seed dropout is on, as in
        a pass of training, and its masks are the ones torch draws under `manual_seed(mask_seed)`; all
        other layers, batch norms among them, stay as in `eval()`.

    Raises
    ------
    TypeError
        See `sequence`.
    """
    chain = sequence(network)
    inner = as_inputs(network, image)
    first = _single(inner)
    views = []
    generator = torch.Generator().manual_seed(mask_seed) if mask_seed is not None else None
    with evaluating(network):
        for name, module in chain:
            kind = KINDS[type(module)]
            if isinstance(module, nn.Dropout) and generator is not None:
                # torch's own operations on the CPU, in their order: the same numbers are drawn
                kept = torch.empty(inner.shape).bernoulli_(1 - module.p, generator=generator)
                scale = 1 / (1 - module.p) if module.p < 1 else 0.0
                inner = inner * (kept * scale).to(inner.device)
                views.append(LayerView(name, kind, _single(inner), _single(kept) > 0, scale))
            else:
                inner = module(inner)
                views.append(LayerView(name, kind, _single(inner)))
    logs = log_probabilities(inner, output_kind(network, inner.shape[1]))
    return Inside(first, tuple(views), _single(logs.exp()))


def _single(batch: Tensor) -> Values:
    """The only member of a batch, as a copy on the CPU."""
    return np.array(batch[0].detach().cpu().numpy(), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """A layer's weights as pictures.

    Attributes
    ----------
    name, kind
        As in `LayerView`: `linear` or `convolution`.
    pictures
        (units, 28, 28) for a linear layer that sees the image itself, (filters, channels, h, w) for a
        convolution, (units, inputs) for any other linear layer; float32.
    bias
        (units,) float32; zeros if the layer has none.
    largest
        Largest absolute weight: pictures are shown from −largest to largest, so that zero is neutral.
    """

    name: str
    kind: str
    pictures: Values
    bias: Values
    largest: float


def weights_of(network: nn.Module) -> tuple[Weights, ...]:
    """The weights of every linear layer and convolution, in order; copies.

    Softmax regression has one such layer: its ten pictures are what it holds against an image.
    """
    found = []
    for place, (name, module) in enumerate(sequence(network)):
        if isinstance(module, nn.Linear | nn.Conv2d):
            weight = np.array(module.weight.detach().cpu().numpy(), np.float32)
            if isinstance(module, nn.Linear) and weight.shape[1] == 784 and _sees_image(network, place):
                weight = weight.reshape(-1, 28, 28)
            bias = module.bias
            zeros = np.zeros(len(weight), np.float32)
            held = zeros if bias is None else np.array(bias.detach().cpu().numpy(), np.float32)
            largest = float(np.abs(weight).max()) if weight.size else 0.0
            found.append(Weights(name, KINDS[type(module)], weight, held, largest))
    return tuple(found)


def _sees_image(network: nn.Module, place: int) -> bool:
    """Whether only layers that leave the image as it is stand before the one at `place`."""
    return all(isinstance(module, nn.Flatten | nn.Dropout) for _, module in sequence(network)[:place])
