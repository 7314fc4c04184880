"""The curve σ(Wx + b) and the three numbers that tell it: its value at 0, where it crosses ½, how steeply."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.problem import FloatArray, sigmoid


@dataclass(frozen=True, slots=True)
class SigmoidCurve:
    """σ(Wx + b) with σ(u) = 1 / (1 + e^(−u)), in float64.

    Attributes
    ----------
    w, b
        The weight W and the bias b.
    """

    w: float
    b: float

    def at(self, x: FloatArray) -> FloatArray:
        """Return the curve at `x`, shape (n,), as shape (n,)."""
        return sigmoid(self.w * x + self.b)

    @property
    def at_zero(self) -> float:
        """σ(b): what the bias alone says."""
        return float(sigmoid(np.array(self.b)))

    @property
    def crossing(self) -> float | None:
        """x = −b/W, where the curve is ½; None for W = 0: it is ½ nowhere then, or, with b = 0, everywhere.

        Beyond float64's range it is infinite.
        """
        if self.w == 0:
            return None
        with np.errstate(over="ignore"):
            return float(-np.float64(self.b) / self.w) + 0.0  # −0 is 0

    @property
    def slope(self) -> float:
        """W/4, the slope where the curve is ½: σ′ = σ (1 − σ) is largest there, with ¼."""
        return self.w / 4.0


def sampled(span: tuple[float, float], step: float) -> FloatArray:
    """Return x from the lower end of `span` on in steps of `step`, without the upper end, as `arange`."""
    count = int(np.ceil((span[1] - span[0]) / step - 1e-9))  # a rounding error is no further point
    return np.asarray(span[0] + step * np.arange(count), np.float64)
