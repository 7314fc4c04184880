"""Graphs worked out: on NumPy arrays, on Python's floats, or on torch tensors; a table of functions each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.formula.graph import INPUTS, OPERATIONS, Graph
from engine.problem import sigmoid

if TYPE_CHECKING:
    import torch

Table = Mapping[str, Callable[..., Any]]

LONGEST_PRODUCT = 16
"""Whole powers up to this are products: some twenty times as fast as a general power."""


class Program:
    """What is to be done, in order, to have several nodes of a graph.

    Parameters
    ----------
    graph, outputs
        Nodes of the graph; they may be the same.
    """

    def __init__(self, graph: Graph, outputs: Sequence[int]) -> None:
        needed = graph.needed(outputs)
        place = {node: k for k, node in enumerate(needed)}
        self.outputs = tuple(place[node] for node in outputs)
        self._inputs: list[tuple[int, str]] = []
        self._constants: list[tuple[int, float]] = []
        self.steps: list[tuple[int, str, tuple[int, ...]]] = []
        self.depends: list[frozenset[str]] = []
        """Which inputs each place depends on."""
        for k, node in enumerate(needed):
            step = graph.steps[node]
            if step.name == "constant":
                self._constants.append((k, step.value))
                self.depends.append(frozenset())
            elif step.name in INPUTS:
                self._inputs.append((k, step.name))
                self.depends.append(frozenset((step.name,)))
            else:
                parts = tuple(place[part] for part in step.parts)
                self.steps.append((k, step.name, parts))
                self.depends.append(frozenset().union(*(self.depends[part] for part in parts)))

    def begin(self, inputs: Mapping[str, Any]) -> list[Any]:
        """A place for every value, with constants and the given inputs in theirs."""
        values: list[Any] = [None] * len(self.depends)
        for k, value in self._constants:
            values[k] = value
        for k, name in self._inputs:
            values[k] = inputs.get(name)
        return values

    def run(self, table: Table, inputs: Mapping[str, Any]) -> list[Any]:
        """The outputs; each has the shape that its inputs broadcast to, and is a float where it has none."""
        values = self.begin(inputs)
        for k, name, parts in self.steps:
            values[k] = table[name](*[values[part] for part in parts])
        return [values[k] for k in self.outputs]

    def fill(self, table: Table, values: list[Any], within: frozenset[str] | None = None) -> None:
        """Work out what is still missing in `values`, or of that what depends on inputs `within` only."""
        for k, name, parts in self.steps:
            if values[k] is None and (within is None or self.depends[k] <= within):
                values[k] = table[name](*[values[part] for part in parts])


class Scalars:
    """A program on Python's floats, bound for many calls: a tenth of what NumPy takes for single numbers."""

    def __init__(self, program: Program) -> None:
        self._program = program
        table = OPERATIONS
        self._ones = [(k, table[name], parts) for k, name, parts in program.steps]

    def __call__(self, w0: float, w1: float) -> list[float]:
        """The outputs at (w0, w1)."""
        values = self._program.begin({"w0": w0, "w1": w1})
        for k, function, parts in self._ones:
            if len(parts) == 2:
                values[k] = function(values[parts[0]], values[parts[1]])
            else:
                values[k] = function(values[parts[0]])
        return [values[k] for k in self._program.outputs]


def _power(u: Any, v: Any) -> Any:
    if isinstance(v, float) and isinstance(u, np.ndarray) and v == int(v) and 0 < abs(v) <= LONGEST_PRODUCT:
        factors, square, left = [], u, int(abs(v))
        while left:
            if left & 1:
                factors.append(square)
            left >>= 1
            if left:
                square = square * square
        result = factors.pop()
        for factor in factors:
            result = result * factor
        return result if v > 0 else 1.0 / result
    return np.power(u, v)


NUMPY: Table = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "^": _power,
    "neg": np.negative,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "tanh": np.tanh,
    "sigmoid": lambda u: sigmoid(np.asarray(u)),
    "softplus": lambda u: np.maximum(u, 0.0) + np.log1p(np.exp(-np.abs(u))),
    "relu": lambda u: np.maximum(u, 0.0),
    "min": np.minimum,
    "max": np.maximum,
    "sign": np.sign,
    "step": lambda u: np.heaviside(u, 0.0),
    "half_step": lambda u: np.heaviside(u, 0.5),
}
"""Float64 arrays. The caller sees to `np.errstate`."""


@cache
def torch_table() -> Table:
    """Float32 (or any) tensors, each operation one that autograd knows."""
    import torch
    from torch.nn.functional import softplus

    def bounded(name: str) -> Callable[[Any, Any], torch.Tensor]:
        pairwise = getattr(torch, f"{name}imum")

        def bound(a: Any, b: Any) -> torch.Tensor:
            tensor = a if isinstance(a, torch.Tensor) else b
            a, b = (v if isinstance(v, torch.Tensor) else torch.full_like(tensor, v) for v in (a, b))
            result: torch.Tensor = pairwise(a, b)
            return result

        return bound

    return {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "/": lambda a, b: a / b,
        "^": torch.pow,
        "neg": torch.neg,
        "sin": torch.sin,
        "cos": torch.cos,
        "tan": torch.tan,
        "exp": torch.exp,
        "log": torch.log,
        "sqrt": torch.sqrt,
        "abs": torch.abs,
        "tanh": torch.tanh,
        "sigmoid": torch.sigmoid,
        "softplus": softplus,
        "relu": torch.relu,
        "min": bounded("min"),
        "max": bounded("max"),
        "sign": torch.sign,
        "step": lambda u: (u > 0).to(u.dtype),
        "half_step": lambda u: 0.5 + 0.5 * torch.sign(u),
    }
