"""The arithmetic of a single unit: from what it was computed, how much each part gave, and the sum."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast

import numpy as np
import numpy.typing as npt
from torch import Tensor, nn

from engine.lab.inside import KINDS, Inside, LayerView, Values, sequence

Rule = Literal["weighted-sum", "largest", "function", "softmax"]
"""How the terms become the value: Σ value·weight + bias; the largest value; a function of the only value;
exp(value) as a share of all."""
Place = tuple[int, ...]
Floats = npt.NDArray[np.float64]

TOP = 8
"""Terms that are shown if not asked otherwise."""


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a sum: the value at a place of the layer before, its weight, and their product."""

    place: Place
    value: float
    weight: float
    product: float


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """How a unit came by its value.

    Attributes
    ----------
    layer, kind
        The layer's name and kind, as in `LayerView`.
    unit
        (unit,) or (channel, row, column).
    rule
        See `Rule`.
    terms
        The parts with the largest absolute products, those first.
    others, others_sum
        How many more parts there are, and the sum of their products.
    bias
        What is added to the sum; 0 if nothing is.
    value
        What the unit gave, float32 as the network computed it. For `weighted-sum` it is the sum of all
        products plus the bias, up to rounding.
    activation, activated
        Kind of the activation behind the unit and what it made of the value; None without one.
    """

    layer: str
    kind: str
    unit: Place
    rule: Rule
    terms: tuple[Term, ...]
    others: int
    others_sum: float
    bias: float
    value: float
    activation: str | None = None
    activated: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """All parts of a unit: flat places in the layer before, their values and weights."""

    at: npt.NDArray[np.int64]
    values: Floats
    weights: Floats
    bias: float = 0.0
    rule: Rule = "weighted-sum"


def arithmetic(network: nn.Module, inside: Inside, layer: int, unit: Place, top: int = TOP) -> Arithmetic:
    """Take a unit's value apart.

    Parameters
    ----------
    network
        The chain that `inside` was seen in, with the same weights.
    inside
        What `look_inside` gave.
    layer
        Number of the layer.
    unit
        Where in the layer's values: (unit,) or (channel, row, column).
    top
        Most terms to give.

    Raises
    ------
    IndexError
        If there is no such layer or unit.
    """
    chain = sequence(network)
    view, given = inside.layers[layer], inside.before(layer)
    if len(unit) != view.values.ndim or not all(
        0 <= k < size for k, size in zip(unit, view.values.shape, strict=True)
    ):
        raise IndexError(f"layer {view.name} has no unit {unit}: its values are {view.values.shape}")
    module = chain[layer][1]
    parts = PARTS[KINDS[type(module)]](module, view, given, unit)

    products = parts.values * parts.weights
    order = np.argsort(-np.abs(products), kind="stable")
    shown, others = order[:top], order[top:]
    terms = tuple(
        Term(
            tuple(int(k) for k in np.unravel_index(int(parts.at[i]), given.shape)),
            float(parts.values[i]),
            float(parts.weights[i]),
            float(products[i]),
        )
        for i in shown
    )
    after = inside.layers[layer + 1] if layer + 1 < len(inside.layers) else None
    active = after is not None and after.kind in ACTIVATIONS
    return Arithmetic(
        view.name,
        view.kind,
        unit,
        parts.rule,
        terms,
        len(others),
        math.fsum(products[others].tolist()),
        parts.bias,
        float(view.values[unit]),
        after.kind if active and after is not None else None,
        float(after.values[unit]) if active and after is not None else None,
    )


ACTIVATIONS = ("relu", "sigmoid", "tanh")
"""Layers that change each value by itself, shown together with the layer before."""


def _linear(module: nn.Module, _view: LayerView, given: Values, unit: Place) -> _Parts:
    layer = cast(nn.Linear, module)
    weights = layer.weight[unit[0]].detach().cpu().double().numpy()
    bias = 0.0 if layer.bias is None else _number(layer.bias[unit[0]])
    return _Parts(np.arange(given.size), given.reshape(-1).astype(np.float64), weights, bias)


def _convolution(module: nn.Module, _view: LayerView, given: Values, unit: Place) -> _Parts:
    layer = cast(nn.Conv2d, module)
    if layer.groups != 1 or layer.padding_mode != "zeros" or isinstance(layer.padding, str):
        raise TypeError(f"the arithmetic of {layer} is not known here")
    channel = unit[0]
    at = _window(given, unit, layer.kernel_size, layer.stride, layer.padding, layer.dilation)
    weights = layer.weight[channel].detach().cpu().double().numpy().reshape(-1)  # (channels · kh · kw,)
    inside = at >= 0  # beyond the rim there are zeros, which give nothing
    bias = 0.0 if layer.bias is None else _number(layer.bias[channel])
    flat = given.reshape(-1).astype(np.float64)
    return _Parts(at[inside], flat[at[inside]], weights[inside], bias)


def _batch_norm(module: nn.Module, _view: LayerView, given: Values, unit: Place) -> _Parts:
    layer = cast(nn.BatchNorm2d, module)
    mean, variance = layer.running_mean, layer.running_var
    if mean is None or variance is None:
        raise TypeError("a batch norm without running statistics has no fixed arithmetic")
    c = unit[0]
    weight = (_number(layer.weight[c]) if layer.affine else 1.0) / math.sqrt(_number(variance[c]) + layer.eps)
    bias = (_number(layer.bias[c]) if layer.affine else 0.0) - _number(mean[c]) * weight
    parts = _alone(given, unit, weight)
    return _Parts(parts.at, parts.values, parts.weights, bias)


def _max_pool(module: nn.Module, _view: LayerView, given: Values, unit: Place) -> _Parts:
    layer = cast(nn.MaxPool2d, module)
    at = _pool_window(layer, given, unit)
    values = given.reshape(-1)[at].astype(np.float64)
    return _Parts(at, values, (np.arange(len(at)) == values.argmax()).astype(np.float64), rule="largest")


def _average_pool(module: nn.Module, _view: LayerView, given: Values, unit: Place) -> _Parts:
    at = _pool_window(cast(nn.AvgPool2d, module), given, unit)
    return _Parts(at, given.reshape(-1)[at].astype(np.float64), np.full(len(at), 1 / len(at)))


def _dropout(_module: nn.Module, view: LayerView, given: Values, unit: Place) -> _Parts:
    kept = view.kept is None or bool(view.kept[unit])
    return _alone(given, unit, view.scale if kept else 0.0)


def _flatten(_module: nn.Module, _view: LayerView, given: Values, unit: Place) -> _Parts:
    at = np.array([unit[0]])
    return _Parts(at, given.reshape(-1)[at].astype(np.float64), np.ones(1))


def _function(_module: nn.Module, _view: LayerView, given: Values, unit: Place) -> _Parts:
    parts = _alone(given, unit, 1.0)
    return _Parts(parts.at, parts.values, parts.weights, rule="function")


def _softmax(_module: nn.Module, _view: LayerView, given: Values, _unit: Place) -> _Parts:
    return _Parts(np.arange(given.size), given.astype(np.float64), np.ones(given.size), rule="softmax")


PARTS: dict[str, Callable[[nn.Module, LayerView, Values, Place], _Parts]] = {
    "linear": _linear,
    "convolution": _convolution,
    "batch-norm": _batch_norm,
    "relu": _function,
    "sigmoid": _function,
    "tanh": _function,
    "softmax": _softmax,
    "max-pool": _max_pool,
    "average-pool": _average_pool,
    "dropout": _dropout,
    "flatten": _flatten,
}
"""How each kind of layer takes a unit apart."""
assert set(PARTS) == set(KINDS.values())


def _alone(given: Values, unit: Place, weight: float) -> _Parts:
    """The value at the same place of the layer before."""
    at = np.array([np.ravel_multi_index(unit, given.shape)])
    return _Parts(at, given.reshape(-1)[at].astype(np.float64), np.array([weight]))


def _pool_window(layer: nn.MaxPool2d | nn.AvgPool2d, given: Values, unit: Place) -> npt.NDArray[np.int64]:
    if _pair(layer.padding) != (0, 0) or layer.ceil_mode:
        raise TypeError(f"the arithmetic of {layer} is not known here")
    only = given[unit[0] : unit[0] + 1]
    dilation = _pair(layer.dilation) if isinstance(layer, nn.MaxPool2d) else (1, 1)
    at = _window(only, unit, _pair(layer.kernel_size), _pair(layer.stride), (0, 0), dilation)
    return at + unit[0] * only.size


def _window(
    given: Values,
    unit: Place,
    kernel: tuple[int, ...],
    stride: tuple[int, ...],
    padding: tuple[int, ...],
    dilation: tuple[int, ...],
) -> npt.NDArray[np.int64]:
    """Flat places of a unit's window in `given` (channels, h, w), channel by channel; −1 beyond the rim."""
    channels, h, w = given.shape
    rows = unit[1] * stride[0] - padding[0] + np.arange(kernel[0]) * dilation[0]
    columns = unit[2] * stride[1] - padding[1] + np.arange(kernel[1]) * dilation[1]
    at = np.arange(channels)[:, None, None] * h * w + rows[:, None] * w + columns  # (channels, kh, kw)
    beyond = ((rows < 0) | (rows >= h))[:, None] | ((columns < 0) | (columns >= w))
    return np.where(beyond, -1, at).reshape(-1)


def _number(tensor: Tensor) -> float:
    """A tensor's only number."""
    return float(tensor.detach())


def _pair(size: object) -> tuple[int, int]:
    """torch's sizes are one number for both axes, or two."""
    return cast(tuple[int, int], size) if isinstance(size, tuple) else (cast(int, size), cast(int, size))
