"""What a formula is made of: a tree of frozen nodes, and its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Number:
    """A number; `at` is the place of its first character in the text, from 1."""

    value: float
    at: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """One of `w0`, `w1`, `x`, or a constant: `pi`, `e`."""

    name: str
    at: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """An operator (`+ - * / ^`, `neg`) or a function of `FUNCTIONS`, and what it is applied to."""

    name: str
    parts: tuple[Node, ...]
    at: int = field(default=1, compare=False)


Node = Number | Name | Call

CONSTANTS = {"pi": 3.141592653589793, "e": 2.718281828459045}
FUNCTIONS = {
    "sin": 1,
    "cos": 1,
    "tan": 1,
    "exp": 1,
    "log": 1,
    "sqrt": 1,
    "abs": 1,
    "tanh": 1,
    "sigmoid": 1,
    "softplus": 1,
    "relu": 1,
    "min": 2,
    "max": 2,
}
"""Functions and how many values each takes; `log` is the natural logarithm."""
OPERATORS = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3, "^": 4}
"""Operators and how tightly they bind."""
ATOM = 5
NO_NAMES: Mapping[str, str] = MappingProxyType({})


def text_of(node: Node, calls: Mapping[str, str] = NO_NAMES, power: str = "^") -> str:
    """Return the node's text with as few brackets as it can be read with, one way for one tree.

    `calls` and `power` spell functions and powers otherwise, for another language.

    >>> text_of(Call("*", (Number(2.0), Call("+", (Name("w0"), Name("w1"))))))
    '2 * (w0 + w1)'
    """
    if isinstance(node, Number):
        return number_text(node.value)
    if isinstance(node, Name):
        return node.name
    if node.name in FUNCTIONS:
        inside = ", ".join(text_of(part, calls, power) for part in node.parts)
        return f"{calls.get(node.name, node.name)}({inside})"

    def bracketed(part: Node, least: int) -> str:
        text = text_of(part, calls, power)
        strength = OPERATORS.get(part.name, ATOM) if isinstance(part, Call) else ATOM
        return text if strength >= least else f"({text})"

    strength = OPERATORS[node.name]
    if node.name == "neg":
        return "-" + bracketed(node.parts[0], strength)
    left, right = node.parts
    if node.name == "^":
        return bracketed(left, strength + 1) + power + bracketed(right, strength)
    # Left to right: a − (b − c) needs its brackets, and a + (b + c) keeps them.
    return f"{bracketed(left, strength)} {node.name} {bracketed(right, strength + 1)}"


def number_text(value: float) -> str:
    """The shortest text that reads as this number.

    >>> number_text(2.0), number_text(0.1), number_text(1e-20)
    ('2', '0.1', '1e-20')
    """
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
