"""Formulas as a graph in which equal parts are one node, and their derivatives.

A node's arguments come before it, so that every walk is a loop and nothing recurses. Derivatives are
taken node by node (the chain rule, forward); what they have in common with the value and with one another
is the same node, and is later computed once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from engine.formula.nodes import CONSTANTS, Call, Name, Node, Number

INPUTS = ("w0", "w1", "x")


class Step(NamedTuple):
    """One operation: its name in `OPERATIONS`, the nodes it is applied to, and a constant's value."""

    name: str
    parts: tuple[int, ...]
    value: float = 0.0


class Graph:
    """Grows by `add`; a node is its number."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._known: dict[Step, int] = {}
        self._derived: dict[tuple[int, str], int] = {}

    def constant(self, value: float) -> int:
        """The node of a number."""
        return self._node(Step("constant", (), value))

    def input(self, name: str) -> int:
        """The node of w0, w1 or x."""
        return self._node(Step(name, ()))

    def value(self, node: int) -> float | None:
        """The number that a node is, if it is one."""
        step = self.steps[node]
        return step.value if step.name == "constant" else None

    def enter(self, tree: Node) -> int:
        """Add a formula's tree."""
        if isinstance(tree, Number):
            return self.constant(tree.value)
        if isinstance(tree, Name):
            return self.constant(CONSTANTS[tree.name]) if tree.name in CONSTANTS else self.input(tree.name)
        assert isinstance(tree, Call)
        return self.add(tree.name, *(self.enter(part) for part in tree.parts))

    def add(self, name: str, *parts: int) -> int:
        """The node of an operation; constants are worked out, and what adds nothing is left out."""
        values = [self.value(part) for part in parts]
        known = [value for value in values if value is not None]
        if len(known) == len(parts):
            result = OPERATIONS[name](*known)
            if math.isfinite(result):
                return self.constant(result)
        simpler = self._simpler(name, parts, values)
        if simpler is not None:
            return simpler
        if name in ("+", "*", "min", "max"):
            parts = tuple(sorted(parts))
        return self._node(Step(name, parts))

    def _simpler(self, name: str, parts: tuple[int, ...], values: Sequence[float | None]) -> int | None:
        first, second = parts[0], parts[-1]
        a, b = values[0], values[-1]
        if name == "+":
            return second if a == 0.0 else first if b == 0.0 else None
        if name == "-":
            if first == second:
                return self.constant(0.0)
            return first if b == 0.0 else self.add("neg", second) if a == 0.0 else None
        if name == "*":
            if 0.0 in (a, b):
                return self.constant(0.0)
            if -1.0 in (a, b):
                return self.add("neg", second if a == -1.0 else first)
            return second if a == 1.0 else first if b == 1.0 else None
        if name == "/":
            return self.constant(0.0) if a == 0.0 else first if b == 1.0 else None
        if name == "^":
            return self.constant(1.0) if b == 0.0 else first if b == 1.0 else None
        if name == "neg" and self.steps[first].name == "neg":
            return self.steps[first].parts[0]
        return None

    def _node(self, step: Step) -> int:
        found = self._known.get(step)
        if found is None:
            found = self._known[step] = len(self.steps)
            self.steps.append(step)
        return found

    def needed(self, outputs: Sequence[int]) -> list[int]:
        """The nodes that `outputs` are made of, and they themselves, each after its arguments."""
        wanted = set(outputs)
        for node in range(max(wanted), -1, -1):
            if node in wanted:
                wanted.update(self.steps[node].parts)
        return sorted(wanted)

    def inputs_of(self, node: int) -> frozenset[str]:
        """Which of w0, w1 and x a node depends on."""
        return frozenset(self.steps[n].name for n in self.needed([node])) & frozenset(INPUTS)

    def derivative(self, node: int, by: str) -> int:
        """The node of ∂node/∂by."""
        for part in self.needed([node]):
            if (part, by) not in self._derived:
                self._derived[part, by] = self._derive(part, by)
        return self._derived[node, by]

    def _derive(self, node: int, by: str) -> int:
        step = self.steps[node]
        if not step.parts:
            return self.constant(1.0 if step.name == by else 0.0)
        slopes = [self._derived[part, by] for part in step.parts]
        if all(self.value(slope) == 0.0 for slope in slopes):
            return self.constant(0.0)
        add, u = self.add, step.parts[0]
        if len(step.parts) == 1:
            return add("*", _outer(self, step.name, u, node), slopes[0])
        v, (du, dv) = step.parts[1], slopes
        if step.name in ("+", "-"):
            return add(step.name, du, dv)
        if step.name == "*":
            return add("+", add("*", du, v), add("*", u, dv))
        if step.name == "/":
            return add("/", add("-", du, add("*", node, dv)), v)
        if step.name in ("min", "max"):
            apart = add("-", u, v) if step.name == "max" else add("-", v, u)
            first = add("half_step", apart)
            return add("+", add("*", first, du), add("*", add("-", self.constant(1.0), first), dv))
        assert step.name == "^"
        power = self.value(v)
        if power is not None:
            outer = add("*", v, add("^", u, self.constant(power - 1.0)))
            return add("*", outer, du)
        grows = add("*", add("*", node, add("log", u)), dv) if self.value(dv) != 0.0 else dv
        if self.value(du) == 0.0:
            return grows
        outer = add("*", v, add("^", u, add("-", v, self.constant(1.0))))
        return add("+", add("*", outer, du), grows)


def _outer(graph: Graph, name: str, u: int, f: int) -> int:
    """The derivative of a function at u, where its value is the node f."""
    add, one = graph.add, graph.constant(1.0)
    if name == "neg":
        return graph.constant(-1.0)
    if name == "sin":
        return add("cos", u)
    if name == "cos":
        return add("neg", add("sin", u))
    if name == "tan":
        return add("+", one, add("*", f, f))
    if name == "exp":
        return f
    if name == "log":
        return add("/", one, u)
    if name == "sqrt":
        return add("/", graph.constant(0.5), f)
    if name == "abs":
        return add("sign", u)
    if name == "tanh":
        return add("-", one, add("*", f, f))
    if name == "sigmoid":
        return add("*", f, add("sigmoid", add("neg", u)))
    if name == "softplus":
        return add("sigmoid", u)
    if name == "relu":
        return add("step", u)
    assert name in ("sign", "step", "half_step")
    return graph.constant(0.0)


def _guarded(function: Callable[..., float]) -> Callable[..., float]:
    """`function` of Python floats as IEEE arithmetic has it: inf beyond the range, NaN outside the domain."""

    def guarded(*values: float) -> float:
        try:
            result: object = function(*values)
        except OverflowError:
            return math.inf
        except (ValueError, ZeroDivisionError):
            return math.nan
        return result if isinstance(result, float) else math.nan  # a complex power is none

    return guarded


def _divided(a: float, b: float) -> float:
    if b == 0.0:
        return math.nan if a == 0.0 or a != a else math.copysign(math.inf, a) * math.copysign(1.0, b)
    return a / b


def _sigmoid(u: float) -> float:
    if u >= 0.0:
        return 1.0 / (1.0 + math.exp(-u))
    small = math.exp(u)
    return small / (1.0 + small)


def _logarithm(u: float) -> float:
    return -math.inf if u == 0.0 else math.log(u)


def _power(u: float, v: float) -> float:
    if u == 0.0 and v < 0.0:
        return math.inf
    result: float = u**v
    return result


OPERATIONS: dict[str, Callable[..., float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": _divided,
    "^": _guarded(_power),
    "neg": lambda a: -a,
    "sin": _guarded(math.sin),
    "cos": _guarded(math.cos),
    "tan": _guarded(math.tan),
    "exp": _guarded(math.exp),
    "log": _guarded(_logarithm),
    "sqrt": _guarded(math.sqrt),
    "abs": abs,
    "tanh": math.tanh,
    "sigmoid": _sigmoid,
    "softplus": lambda u: max(u, 0.0) + math.log1p(math.exp(-abs(u))),
    "relu": lambda u: u if u > 0.0 or u != u else 0.0,
    "min": lambda a, b: math.nan if a != a or b != b else min(a, b),
    "max": lambda a, b: math.nan if a != a or b != b else max(a, b),
    "sign": lambda u: math.nan if u != u else float((u > 0.0) - (u < 0.0)),
    "step": lambda u: math.nan if u != u else float(u > 0.0),
    "half_step": lambda u: math.nan if u != u else 0.5 + 0.5 * ((u > 0.0) - (u < 0.0)),
}
"""All operations on Python's floats. The last three are derivatives of `abs`, `relu`, `min` and `max`, with
torch's own values where the function has a corner."""
