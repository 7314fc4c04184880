"""What a run minimises: the loss of one bias and one weight on given data, in float64 and closed form.

Recorded epochs come from `engine.session` (float32, autograd). This module serves everything that is
drawn around them: surfaces, previews, hover read-outs. It needs NumPy only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from engine.caches import kept_for
from engine.config import DataSpec, Link, RunConfig
from engine.errors import InputError

FloatArray = npt.NDArray[np.float64]
ArrayLike = npt.ArrayLike

CHUNK = 1 << 16
"""Values worked on at once: 512 KiB of float64, so that the intermediate arrays stay in the L2 cache."""


def sigmoid(u: FloatArray) -> FloatArray:
    """σ(u) = 1 / (1 + e^(−u)), without overflow and with full relative precision for u → −∞."""
    small = np.exp(-np.abs(u))
    return np.asarray(np.where(u >= 0, 1.0, small) / (1.0 + small))


@dataclass(frozen=True, slots=True)
class Pointwise:
    """The loss of one datum as a function of u = w0 + w1·x and its label y, with two derivatives in u."""

    value: Callable[[FloatArray, FloatArray], FloatArray]
    slope: Callable[[FloatArray, FloatArray], FloatArray]
    curvature: Callable[[FloatArray, FloatArray], FloatArray]


def _squared_sigmoid_slope(u: FloatArray, y: FloatArray) -> FloatArray:
    return 2.0 * (sigmoid(u) - y) * sigmoid(u) * sigmoid(-u)


def _squared_sigmoid_curvature(u: FloatArray, y: FloatArray) -> FloatArray:
    s, flipped = sigmoid(u), sigmoid(-u)
    first = s * flipped  # σ′
    return 2.0 * first * (first + (s - y) * (flipped - s))  # σ″ = σ′ (1 − 2σ)


_SQUARED_IDENTITY = Pointwise(
    value=lambda u, y: (u - y) ** 2,
    slope=lambda u, y: 2.0 * (u - y),
    curvature=lambda u, y: np.full(np.broadcast(u, y).shape, 2.0),
)
_SQUARED_SIGMOID = Pointwise(
    value=lambda u, y: (sigmoid(u) - y) ** 2,
    slope=_squared_sigmoid_slope,
    curvature=_squared_sigmoid_curvature,
)
_CROSS_ENTROPY = Pointwise(
    # softplus(u) − y·u, arranged as torch's BCEWithLogitsLoss does: no overflow, no cancellation.
    value=lambda u, y: np.maximum(u, 0.0) - y * u + np.log1p(np.exp(-np.abs(u))),
    slope=lambda u, y: np.where(y == 1.0, -sigmoid(-u), sigmoid(u) - y),
    curvature=lambda u, y: sigmoid(u) * sigmoid(-u),
)

POINTWISE: dict[tuple[str, str], tuple[Pointwise, bool]] = {
    ("identity", "sse"): (_SQUARED_IDENTITY, False),
    ("identity", "mse"): (_SQUARED_IDENTITY, True),
    ("sigmoid", "sse"): (_SQUARED_SIGMOID, False),
    ("sigmoid", "mse"): (_SQUARED_SIGMOID, True),
    ("sigmoid", "bce"): (_CROSS_ENTROPY, True),
}
"""(link, loss) → the loss of a datum, and whether the loss is the mean over the data (else the sum)."""


@dataclass(frozen=True, eq=False)
class Problem:
    """A loss of (w0, w1) on fixed data. Compared by identity, so that it can be the key of caches.

    Attributes
    ----------
    x, y
        Inputs and labels, shape (n,) float64.
    link, loss_name
        What stands between `u = w0 + w1·x` and ŷ, and the loss on it; a key of `POINTWISE`.
    true_w
        The weights that the data were drawn with, if known.

    Raises
    ------
    InputError
        `unknown-choice` if the loss does not fit the link.
    """

    x: FloatArray
    y: FloatArray
    link: Link
    loss_name: str
    true_w: tuple[float, float] | None = None
    scale: float = field(init=False)
    """Factor of the sum over the data: 1 for a sum, 1/n for a mean."""

    def __post_init__(self) -> None:
        if (self.link, self.loss_name) not in POINTWISE:
            choices = ", ".join(loss for link, loss in POINTWISE if link == self.link)
            raise InputError("unknown-choice", field="loss", value=self.loss_name, choices=choices)
        x, y = _column(self.x), _column(self.y)
        if not len(x) or len(x) != len(y):
            raise ValueError(f"{len(x)} inputs, {len(y)} labels")
        object.__setattr__(self, "x", x)
        object.__setattr__(self, "y", y)
        object.__setattr__(self, "scale", 1.0 / len(x) if self.is_mean else 1.0)

    @staticmethod
    def of(config: RunConfig) -> Problem:
        """Return the problem that `config` descends on; the same object for the same data, link and loss."""
        return _drawn(config.data, config.link, config.loss, config.formula)

    @property
    def n(self) -> int:
        """Number of data."""
        return len(self.x)

    @cached_property
    def span(self) -> tuple[float, float]:
        """Smallest and largest input."""
        return float(self.x.min()), float(self.x.max())

    @property
    def reach(self) -> float:
        """Largest |x|."""
        return max(-self.span[0], self.span[1])

    @property
    def is_mean(self) -> bool:
        """Whether the loss is divided by the number of data."""
        return POINTWISE[self.link, self.loss_name][1]

    @property
    def _pointwise(self) -> Pointwise:
        return POINTWISE[self.link, self.loss_name][0]

    def predict(self, w: tuple[float, ...], x: ArrayLike) -> FloatArray:
        """ŷ at `x`, in the shape of `x`."""
        u = w[0] + w[1] * np.asarray(x, dtype=np.float64)
        return u if self.link == "identity" else sigmoid(u)

    def loss(self, w0: ArrayLike, w1: ArrayLike) -> FloatArray:
        """Loss at points (w0, w1), which are broadcast against each other.

        Returns float64 in their common shape (0-d for two numbers). Weights too large for float64 give
        inf or NaN, silently: they are holes of the surface, not failures.
        """
        return self._sums(w0, w1, self._pointwise.value, powers=1)[0]

    def gradient(self, w0: ArrayLike, w1: ArrayLike) -> tuple[FloatArray, FloatArray]:
        """(∂loss/∂w0, ∂loss/∂w1) at broadcast points: Σ ℓ′(u) and Σ ℓ′(u)·x, times `scale`."""
        g0, g1 = self._sums(w0, w1, self._pointwise.slope, powers=2)
        return g0, g1

    def hessian(self, w0: float, w1: float) -> FloatArray:
        """Second derivatives at one point, shape (2, 2): Σ ℓ″(u)·(1, x)ᵀ(1, x), times `scale`."""
        h00, h01, h11 = self._sums(w0, w1, self._pointwise.curvature, powers=3)
        return np.array([[h00, h01], [h01, h11]], dtype=np.float64)

    @cached_property
    def optimum(self) -> tuple[float, float, float] | None:
        """(w0, w1, loss) of the minimum, or None if the data have no single finite one."""
        from engine.optimum import minimum

        return minimum(self)

    @property
    def minima(self) -> tuple[tuple[float, float], ...]:
        """Where the lowest loss is known to be: at one point, at several, or nowhere that is known."""
        return () if self.optimum is None else (self.optimum[:2],)

    def _sums(
        self,
        w0: ArrayLike,
        w1: ArrayLike,
        function: Callable[[FloatArray, FloatArray], FloatArray],
        powers: int,
    ) -> list[FloatArray]:
        """`scale` · Σᵢ function(uᵢ, yᵢ)·xᵢᵖ for p = 0..powers−1 at each point, chunked over the points."""
        b0, b1 = np.broadcast_arrays(np.asarray(w0, dtype=np.float64), np.asarray(w1, dtype=np.float64))
        flat0, flat1 = b0.reshape(-1, 1), b1.reshape(-1, 1)
        sums = np.empty((powers, len(flat0)))
        rows = max(1, CHUNK // self.n)
        factors = np.stack([self.x**p for p in range(powers)])  # (powers, n)
        with np.errstate(all="ignore"):
            for start in range(0, len(flat0), rows):
                part = slice(start, start + rows)
                values = function(flat0[part] + flat1[part] * self.x, self.y)  # (rows, n)
                for p in range(powers):
                    term = values if p == 0 else values * factors[p]
                    # NumPy's pairwise sum, not a dot product: its error does not grow with n.
                    sums[p, part] = term.sum(axis=1)
            sums *= self.scale
        return [row.reshape(b0.shape) for row in sums]


def _column(values: ArrayLike) -> FloatArray:
    """`values` as a read-only float64 column; a copy, unless they are one already."""
    given = np.asarray(values)
    column = np.ascontiguousarray(given, dtype=np.float64).reshape(-1)
    if column.flags.writeable and np.may_share_memory(column, given):
        column = column.copy()
    column.flags.writeable = False
    return column


@kept_for(recipes=64, own=4)
def _drawn(data: DataSpec, link: Link, loss: str, formula: str) -> Problem:
    from engine.data import draw

    drawn = draw(data)
    if formula:
        from engine.typed import typed

        return typed(drawn, data, link, loss, formula)
    return Problem(_column(drawn.x), _column(drawn.y), link, loss, drawn.true_w)
