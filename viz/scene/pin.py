"""A pin: how far a loss elsewhere lies above or below the surface at a point of it.

No NumPy here: pins are told before the scene is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pin:
    """A stick that stands on the surface at (w0, w1) and ends at the height of `loss`.

    Attributes
    ----------
    colour
        `#rrggbb` of stick and head.
    label
        Written at its head; empty for none.
    strong
        Whether it is the one that matters; the others step back.
    """

    w0: float
    w1: float
    loss: float
    colour: str
    label: str = ""
    strong: bool = True

    @property
    def w(self) -> tuple[float, float]:
        """Where it stands."""
        return self.w0, self.w1
