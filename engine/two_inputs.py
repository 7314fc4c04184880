"""Logistic regression on two inputs: its loss, in float64 and closed form, and what is seen of it.

Three weights (w0 = b, w1 = W₁, w2 = W₂) make a landscape that nobody can draw. What is drawn is a plane of
it: two of the weights vary, and the third is held. Recorded epochs come from `engine.session`, as always.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.caches import kept_for
from engine.config import DataSpec, RunConfig
from engine.problem import POINTWISE, FloatArray, sigmoid

ArrayLike = npt.ArrayLike

WEIGHTS = ("b", "W₁", "W₂")
"""What the three weights are called."""
PLANES = ((0, 1), (0, 2), (1, 2))
"""The two weights that a plane shows, by their places."""


def held_by(plane: tuple[int, int]) -> int:
    """The place of the weight that `plane` does not show."""
    return 3 - sum(plane)


@dataclass(frozen=True, eq=False)
class TwoInputs:
    """A loss of (w0, w1, w2) on fixed data, through the sigmoid.

    Attributes
    ----------
    x, y
        Inputs (n, 2) and labels (n,), float64.
    loss_name
        As in `engine.problem.POINTWISE`.
    """

    x: FloatArray
    y: FloatArray
    loss_name: str

    @staticmethod
    def of(config: RunConfig) -> TwoInputs:
        """What `config` descends on; the same object for the same data and loss.

        Raises
        ------
        ValueError
            If the data have one input.
        """
        if config.data.inputs != 2:
            raise ValueError(f"the data {config.data.recipe} have {config.data.inputs} input")
        return _drawn(config.data, config.loss)

    def predict(self, w: Sequence[float], x1: ArrayLike, x2: ArrayLike) -> FloatArray:
        """ŷ at inputs that are broadcast against each other, in their common shape."""
        u = w[0] + w[1] * np.asarray(x1, dtype=np.float64) + w[2] * np.asarray(x2, dtype=np.float64)
        return sigmoid(u)

    def accuracy(self, w: Sequence[float]) -> float:
        """Share of the data whose label is that of the side of ŷ = ½ they are on; ŷ = ½ itself is a 1."""
        u = w[0] + w[1] * self.x[:, 0] + w[2] * self.x[:, 1]
        return float(np.mean((u >= 0) == (self.y > 0.5)))

    def loss(self, w0: ArrayLike, w1: ArrayLike, w2: ArrayLike) -> FloatArray:
        """Loss at points that are broadcast against each other, in their common shape.

        Weights too large for float64 give inf or NaN, silently, as `Problem.loss` does.
        """
        (pointwise, mean) = POINTWISE["sigmoid", self.loss_name]
        with np.errstate(all="ignore"):
            found = pointwise.value(self._logits(w0, w1, w2), self.y).sum(axis=-1)
        return np.asarray(found / len(self.y) if mean else found)

    def gradient(self, w: Sequence[float]) -> FloatArray:
        """∂loss/∂w at one point, shape (3,): Σ ℓ′(u)·(1, x₁, x₂), divided by n for a mean."""
        (pointwise, mean) = POINTWISE["sigmoid", self.loss_name]
        slopes = pointwise.slope(self._logits(*w), self.y)  # (n,)
        return self._ones_x.T @ slopes / (len(self.y) if mean else 1)

    def on_plane(
        self, plane: tuple[int, int], held: float, first: ArrayLike, second: ArrayLike
    ) -> FloatArray:
        """Loss where two weights are `first` and `second`, broadcast, and the third one is `held`."""
        w: list[ArrayLike] = [held, held, held]
        w[plane[0]], w[plane[1]] = first, second
        return self.loss(*w)

    @property
    def _ones_x(self) -> FloatArray:
        return np.column_stack([np.ones(len(self.y)), self.x])  # (n, 3)

    def _logits(self, w0: ArrayLike, w1: ArrayLike, w2: ArrayLike) -> FloatArray:
        """u of every datum at every point, with an axis more, the last, for the data."""
        b0, b1, b2 = (np.asarray(w, dtype=np.float64)[..., None] for w in (w0, w1, w2))
        return np.asarray(b0 + b1 * self.x[:, 0] + b2 * self.x[:, 1])


@kept_for(recipes=8, own=1)
def _drawn(data: DataSpec, loss: str) -> TwoInputs:
    from engine.data import draw

    drawn = draw(data)
    return TwoInputs(np.asarray(drawn.x, dtype=np.float64), np.asarray(drawn.y, dtype=np.float64), loss)
