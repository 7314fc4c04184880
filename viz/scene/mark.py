"""Labelled points of the weight plane. No NumPy here: an app can make them before the scene is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MarkKind = Literal["true", "optimum"]


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
