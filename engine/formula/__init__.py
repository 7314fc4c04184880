"""Formulas that a person types: ŷ = f(x; w0, w1), or a loss of w0 and w1 itself.

Parsing needs neither NumPy nor torch; `engine.formula.program` works formulas out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from engine.errors import InputError
from engine.formula.graph import Graph
from engine.formula.nodes import Call, Node, text_of
from engine.formula.parser import MOST_CHARACTERS, MOST_POWER, parse

__all__ = ["MOST_CHARACTERS", "Formula", "model", "surface"]


@dataclass(frozen=True)
class Formula:
    """A checked formula. Two are equal if their texts are.

    Attributes
    ----------
    text
        The one way in which it is written: spaces and brackets are not those that were typed.
    tree
        What it is made of.
    """

    text: str
    tree: Node = field(compare=False, repr=False)

    @cached_property
    def graph(self) -> Graph:
        """The formula and, as they are asked for, its derivatives; `root` is the formula itself."""
        return Graph()

    @cached_property
    def root(self) -> int:
        """The formula's node in `graph`."""
        return self.graph.enter(self.tree)

    @cached_property
    def slopes(self) -> tuple[int, int]:
        """Nodes of ∂/∂w0 and ∂/∂w1."""
        return self.graph.derivative(self.root, "w0"), self.graph.derivative(self.root, "w1")

    @cached_property
    def bends(self) -> tuple[int, int, int]:
        """Nodes of ∂²/∂w0², ∂²/∂w0∂w1 and ∂²/∂w1²."""
        along0, along1 = self.slopes
        derivative = self.graph.derivative
        return derivative(along0, "w0"), derivative(along0, "w1"), derivative(along1, "w1")


def model(text: str) -> Formula:
    """Return the model ŷ = f(x; w0, w1) that `text` writes.

    Raises
    ------
    InputError
        If it cannot be read, is too long, too deep or too large, has a constant that is no finite number,
        or knows neither w0 nor w1. `position` among the values is the character, from 1.
    """
    return _checked(text[: MOST_CHARACTERS + 1], len(text), ("w0", "w1", "x"))


def surface(text: str) -> Formula:
    """Return the surface loss(w0, w1) that `text` writes; errors as for `model`, and for an x."""
    return _checked(text[: MOST_CHARACTERS + 1], len(text), ("w0", "w1"))


def _checked(text: str, length: int, names: tuple[str, ...]) -> Formula:
    if length > MOST_CHARACTERS:
        raise InputError(
            "formula-long", position=MOST_CHARACTERS + 1, length=f"{length:,}", most=MOST_CHARACTERS
        )
    return _parsed(text, names)


@lru_cache(maxsize=256)
def _parsed(text: str, names: tuple[str, ...]) -> Formula:
    tree = parse(text, names)
    graph = Graph()
    if not graph.inputs_of(_enter_checked(tree, graph)) & {"w0", "w1"}:
        raise InputError("formula-no-weights", position=1)
    return Formula(text_of(tree), tree)


def _enter_checked(tree: Node, graph: Graph) -> int:
    """Enter the tree, raising `InputError` for a power that is too large or a constant that is not finite."""
    if not isinstance(tree, Call):
        return graph.enter(tree)
    parts = [_enter_checked(part, graph) for part in tree.parts]
    values = [graph.value(part) for part in parts]
    if tree.name == "^" and values[1] is not None and abs(values[1]) > MOST_POWER:
        place = tree.parts[1].at
        raise InputError("formula-power", position=place, value=f"{values[1]:g}", most=f"{MOST_POWER:g}")
    node = graph.add(tree.name, *parts)
    if graph.value(node) is None and None not in values:
        raise InputError("formula-constant", position=tree.at)
    return node
