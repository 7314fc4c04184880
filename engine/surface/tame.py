"""Typed models that are smooth enough in x for a few Chebyshev nodes to stand for all of the data.

A model qualifies if x enters it through sums, products and small powers, and through functions without
corners whose argument is straight in x, u = a + b·x with a and b free of x. Such a function has no
singularity nearer to the real axis than iπ/2 in u, and the slopes |b| over the grid say how many nodes it
takes (`engine.surface.chebyshev`). Of anything else, a narrow bump for example, nodes might see nothing: it
does not qualify. What the count promises is looked at besides, at every point of the grid: where the last
Chebyshev coefficients are not small, the data themselves are gone through.
"""

from __future__ import annotations

import math
from collections import Counter

import numpy as np

from engine.caches import KeptWith
from engine.formula.graph import Graph
from engine.formula.program import NUMPY, Program
from engine.problem import FloatArray
from engine.surface.chebyshev import cardinal_functions, node_count, nodes
from engine.typed import Typed

SMOOTH = ("exp", "sin", "cos", "tanh", "sigmoid", "softplus")
"""Functions that are analytic within iπ/2 of the real axis."""
STEEPEST = 2.0
"""tanh u = 2σ(2u) − 1: its singularities are half as far away as those that `node_count` counts with."""
TOLERANCE = 1e-13
HIGHEST_POWER = 8
WORTH = 4
"""Nodes are taken if the data are at least so many times as many."""
TAIL = 4
"""So many of the last coefficients are looked at."""
SMALL = 1e-11
"""They are small below this, relative to the largest value at the nodes."""


class Nodes:
    """Data of a typed problem on m Chebyshev nodes in x.

    Attributes
    ----------
    at
        The nodes, shape (m,).
    """

    def __init__(self, problem: Typed, m: int) -> None:
        low, high = problem.span
        self.at = nodes(low, high, m)
        basis = cardinal_functions(low, high, m, problem.x)  # (n, m)
        self._all, self._labelled = basis.sum(axis=0), problem.y @ basis
        self._squares = float(problem.y @ problem.y)
        angle = (2 * np.arange(m) + 1) * (math.pi / (2 * m))
        # Rows of the discrete cosine transform: the last coefficients of what has these values at the nodes.
        self._tail = (2.0 / m) * np.cos(np.outer(np.arange(m - TAIL, m), angle)).T  # (m, TAIL)

    def sums(self, f: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Σ (y − ŷ)² of models with values f at the nodes, shape (k, m), and whether it can be relied on."""
        squared = f * f
        found = self._squares - 2.0 * (f @ self._labelled) + squared @ self._all
        largest = squared.max(axis=1)
        tail = np.abs(squared @ self._tail).max(axis=1) <= SMALL * largest
        tail &= np.abs(f @ self._tail).max(axis=1) <= SMALL * np.sqrt(largest)
        return np.maximum(found, 0.0), tail | (largest == 0.0)


def nodes_for(problem: Typed, w0: FloatArray, w1: FloatArray) -> Nodes | None:
    """The nodes that stand for the data over this grid; None if the model does not qualify or is no gain."""
    parts = _straight_parts(problem.formula.graph, problem.formula.root)
    low, high = problem.span
    if parts is None or low == high:
        return None
    degree, slopes = parts
    steepest = 0.0
    if slopes:
        inputs = {"w0": w0[:, None], "w1": w1[None, :]}
        found = Program(problem.formula.graph, list(slopes)).run(NUMPY, inputs)
        steepest = sum(
            count * float(np.abs(slope).max()) for slope, count in zip(found, slopes.values(), strict=True)
        )
    if not math.isfinite(steepest):
        return None
    # The square of the model has twice the slopes, and twice the degree.
    m = node_count(STEEPEST * 2.0 * steepest * 0.5 * (high - low), TOLERANCE) + 2 * degree + TAIL
    return _kept(problem, 8 * -(-m // 8)) if WORTH * m <= problem.n else None


@KeptWith
def _kept(problem: Typed, m: int) -> Nodes:
    return Nodes(problem, m)


def _straight_parts(graph: Graph, root: int) -> tuple[int, Counter[int]] | None:
    """The model's degree in x outside of functions, and the slopes in x of their arguments, as nodes.

    Slopes are counted as often as their functions are factors of one another: a product is as steep as all
    its factors together, a sum as its steepest term.
    """
    degrees: dict[int, int] = {}
    steep: dict[int, Counter[int]] = {}
    for node in graph.needed([root]):
        step = graph.steps[node]
        degree, slopes = 0, Counter[int]()
        knows_x = "x" in graph.inputs_of(node)
        if step.name == "x":
            degree = 1
        elif knows_x and step.name in SMOOTH:
            slope = graph.derivative(step.parts[0], "x")
            if "x" in graph.inputs_of(slope):
                return None
            slopes[slope] = 1
        elif knows_x:
            power = graph.value(step.parts[1]) if step.name == "^" else None
            divides = step.name == "/" and "x" not in graph.inputs_of(step.parts[1])
            if power is not None and power == int(power) and 0 < power <= HIGHEST_POWER:
                degree = int(power) * degrees[step.parts[0]]
                slopes = Counter({s: int(power) * k for s, k in steep[step.parts[0]].items()})
            elif step.name == "*":
                degree = sum(degrees[part] for part in step.parts)
                slopes = steep[step.parts[0]] + steep[step.parts[1]]
            elif step.name in ("+", "-", "neg") or divides:
                degree = max(degrees[part] for part in step.parts)
                for part in step.parts:
                    slopes |= steep[part]
            else:
                return None
        degrees[node], steep[node] = degree, slopes
    return degrees[root], steep[root]
