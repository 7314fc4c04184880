"""Torch's own layers, made and used without the default generator of the process.

`nn.Linear`, `nn.Conv2d` and `nn.Dropout` draw from that generator. What trains in one thread would then
change what another thread draws, and the course's numbers would come out right only by luck. Here the same
numbers are drawn, in the same order, from a generator that belongs to one run. The layers themselves are
torch's classes and nothing else, so that whoever looks into a network finds what the notes have built.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import torch
from torch import Tensor, nn


class _UndrawnLinear(nn.Linear):
    def reset_parameters(self) -> None:
        """Draw nothing."""


class _UndrawnConvolution(nn.Conv2d):
    def reset_parameters(self) -> None:
        """Draw nothing."""


def linear(inputs: int, outputs: int) -> nn.Linear:
    """An `nn.Linear` whose weights are yet to be drawn."""
    # Not `skip_init`: its detour over the meta device imports half of torch, for two seconds.
    module: nn.Linear = _UndrawnLinear(inputs, outputs)
    module.__class__ = nn.Linear
    return module


def convolution(
    inputs: int, channels: int, side: int, padding: int, stride: int = 1, *, bias: bool = True
) -> nn.Conv2d:
    """An `nn.Conv2d` whose weights are yet to be drawn."""
    module: nn.Conv2d = _UndrawnConvolution(inputs, channels, side, stride, padding, bias=bias)
    module.__class__ = nn.Conv2d
    return module


@torch.no_grad()
def draw(network: nn.Module, generator: torch.Generator | None = None) -> None:
    """Draw the weights of all linear layers and convolutions of `network`, first to last, as torch does.

    A layer's weights and then its biases are uniform in ±1/√(inputs of a unit): what torch's
    `reset_parameters` comes to. None draws from the default generator.
    """
    for module in network.modules():
        if isinstance(module, nn.Linear | nn.Conv2d):
            nn.init.kaiming_uniform_(module.weight, a=math.sqrt(5), generator=generator)
            if module.bias is not None:
                bound = 1 / math.sqrt(module.weight[0].numel())
                nn.init.uniform_(module.bias, -bound, bound, generator=generator)


def dropouts(network: nn.Module) -> list[nn.Dropout]:
    """The dropout layers of `network` that drop anything."""
    return [module for module in network.modules() if isinstance(module, nn.Dropout) and module.p > 0]


@contextmanager
def drawing_from(layers: Sequence[nn.Dropout], generator: torch.Generator) -> Iterator[None]:
    """Let dropout `layers` draw their masks from `generator`, which lives where their inputs do.

    On the CPU the masks are those that `nn.Dropout` draws itself with a default generator in this state.
    """
    for module in layers:
        module.__dict__["forward"] = partial(_drop, module, generator)
    try:
        yield
    finally:
        for module in layers:
            del module.__dict__["forward"]


def _drop(module: nn.Dropout, generator: torch.Generator, input: Tensor) -> Tensor:
    """`module(input)`, drawn from `generator`: the operations of torch's dropout on the CPU, in its order."""
    if not module.training:
        return input
    mask = torch.empty_like(input).bernoulli_(1.0 - module.p, generator=generator)
    return input * mask.div_(1.0 - module.p)
