"""Networks to be filled with stored weights: built without drawing any, for torch's generator is others'."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping

import torch
from torch import Tensor, nn

from engine.digits.network import EPSILON, SIZES, STAGES, WIDTHS
from engine.errors import InputError
from engine.lab.layers import CHANNELS
from engine.lab.modules import convolution, linear

Widths = tuple[int, int, int]

_CNN = re.compile(r"bundled-cnn\((\d{1,4}),(\d{1,4}),(\d{1,4})\)")


def cnn_text(widths: Widths = WIDTHS) -> str:
    """The text form of `engine.digits.network.cnn(widths)`, which networks' usual form cannot express."""
    return f"bundled-cnn({','.join(map(str, widths))})"


BUNDLED = cnn_text()
"""The network that comes trained with the program."""


def unfilled(architecture: str) -> nn.Sequential:
    """Build a network from its text, in `eval()` mode, with weights of no meaning.

    Parameters
    ----------
    architecture
        What `cnn_text` gives, or the text form of `engine.lab.networks`.

    Raises
    ------
    InputError
        If it cannot be built; the sentence says why.
    """
    matched = _CNN.fullmatch(architecture)
    if matched is not None:
        first, second, third = (int(width) for width in matched.groups())
        for width in (first, second, third):
            if not CHANNELS[0] <= width <= CHANNELS[1]:
                raise InputError(
                    "out-of-range", field=architecture, value=width, low=CHANNELS[0], high=CHANNELS[1]
                )
        return _cnn((first, second, third)).eval()
    from engine.lab.networks import build, parse

    return build(parse(architecture), torch.Generator()).eval()


def filled(architecture: str, weights: Mapping[str, Tensor]) -> nn.Sequential:
    """Build a network and fill it with copies of weights.

    Raises
    ------
    InputError
        If it cannot be built.
    RuntimeError
        If the weights do not fit it.
    """
    network = unfilled(architecture)
    network.load_state_dict(dict(weights))
    return network


def _cnn(widths: Widths) -> nn.Sequential:
    """`engine.digits.network.cnn(widths)`, layer by layer, with nothing drawn."""
    layers: OrderedDict[str, nn.Module] = OrderedDict()
    inputs = 1
    for stage, (names, width) in enumerate(zip(STAGES, widths, strict=True), start=1):
        for name in names:
            size = SIZES.get(name, 3)
            layers[name] = convolution(inputs, width, size, size // 2, bias=False)
            layers[f"{name}_norm"] = nn.BatchNorm2d(width, eps=EPSILON)
            layers[f"{name}_relu"] = nn.ReLU()
            inputs = width
        layers[f"pool{stage}"] = nn.MaxPool2d(2)
    layers["flatten"] = nn.Flatten()
    layers["dropout"] = nn.Dropout(0.2)
    layers["head"] = linear(9 * inputs, 10)
    return nn.Sequential(layers)


def bundled() -> nn.Sequential:
    """The network that comes trained with the program, layer by layer, in `eval()` mode.

    Raises
    ------
    InputError
        `weights-missing` or `weights-broken`.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    from engine.digits.classifier import NETWORKS

    network = NETWORKS["cnn"]
    try:
        return filled(BUNDLED, load_file(network.weights))
    except FileNotFoundError as error:
        raise InputError("weights-missing", network=network.name, file=network.weights) from error
    except (SafetensorError, RuntimeError) as error:
        reason = str(error).splitlines()[0]
        raise InputError("weights-broken", network=network.name, reason=reason) from error
