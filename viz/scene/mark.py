"""Labelled points and arrows of the weight plane.

No NumPy here: an app can make them before the scene is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MarkKind = Literal["true", "optimum"]
ArrowKind = Literal["gradient", "step", "momentum", "scale"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled point of the weight plane: the `true` weights or the `optimum` of the loss."""

    w0: float
    w1: float
    label: str
    kind: MarkKind

    @property
    def w(self) -> tuple[float, float]:
        """The weights."""
        return self.w0, self.w1


@dataclass(frozen=True, slots=True)
class Arrow:
    """A displacement of the weights, drawn true to scale on the surface.

    Attributes
    ----------
    at
        Weights from which it leads away.
    by
        Displacement in weight units. For `scale` the half lengths of two bars through `at`, along w0 and
        along w1: how far an optimizer's own scale of each axis reaches.
    kind
        `step`: what the optimizer really adds to the weights; `momentum`: the part of it that comes from
        earlier gradients; `gradient`: the direction of −gradient, as long as the caller wants it.
    label
        Written at its tip.
    """

    at: tuple[float, float]
    by: tuple[float, float]
    kind: ArrowKind
    label: str = ""
