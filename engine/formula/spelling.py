"""Formulas as a line of PyTorch, to be read and copied."""

from __future__ import annotations

from engine.formula.graph import Graph
from engine.formula.nodes import FUNCTIONS, Call, Name, Node, Number, number_text, text_of

CALLS = {
    **{name: f"torch.{name}" for name in FUNCTIONS},
    "softplus": "torch.nn.functional.softplus",
    "min": "torch.minimum",
    "max": "torch.maximum",
}
"""What the functions are called in torch."""


def torch_line(tree: Node, x: str = "x") -> str:
    """Return the formula as torch computes it, of data called `x`; constants inside functions are worked out.

    >>> from engine.formula import model
    >>> torch_line(model("w0 * exp(w1 * x)^2 + sin(pi)").tree)
    'w0 * torch.exp(w1 * x)**2 + 1.2246467991473532e-16'
    """
    return text_of(_worked_out(tree, x), CALLS, "**")


def _worked_out(node: Node, x: str) -> Node:
    if isinstance(node, Name):
        return Name({"pi": "torch.pi", "e": "torch.e", "x": x}.get(node.name, node.name))
    if not isinstance(node, Call):
        return node
    if node.name in FUNCTIONS:
        graph = Graph()
        value = graph.value(graph.enter(node))
        if value is not None:
            return Number(value)
        parts = tuple(_worked_out(part, x) for part in node.parts)
        if node.name in ("min", "max"):  # torch wants tensors there
            parts = tuple(_as_tensor(part) for part in parts)
        return Call(node.name, parts)
    return Call(node.name, tuple(_worked_out(part, x) for part in node.parts))


def _as_tensor(node: Node) -> Node:
    graph = Graph()
    known = isinstance(node, Number) or (isinstance(node, Name) and node.name.startswith("torch."))
    if isinstance(node, Call):
        value = graph.value(graph.enter(node)) if "torch." not in text_of(node, CALLS) else None
        return node if value is None else Name(f"torch.tensor({number_text(value)})")
    return Name(f"torch.tensor({text_of(node)})") if known else node
