"""Problems whose model, or whose loss itself, is a formula that a person typed; float64, by NumPy.

What `engine.problem` has in closed form for the two old links comes here from the formula's own derivatives.
Recorded epochs are torch's, as always: see `engine.formula.float32`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.formula import Formula, model, surface
from engine.formula.program import NUMPY, Program, Scalars
from engine.problem import CHUNK, ArrayLike, FloatArray, Problem, _column

if TYPE_CHECKING:
    from engine.config import DataSpec, Link
    from engine.data import Data

Sums = tuple[float, ...]


class Typed(Problem):
    """A loss of (w0, w1) that comes from a formula.

    Attributes
    ----------
    formula
        The model ŷ = f(x; w0, w1), or for the link `surface` the loss f(w0, w1); x and y are empty then.
    """

    formula: Formula

    def __init__(
        self,
        x: ArrayLike,
        y: ArrayLike,
        link: Link,
        loss_name: str,
        formula: Formula,
        true_w: tuple[float, float] | None = None,
    ) -> None:
        values = {"link": link, "loss_name": loss_name, "formula": formula, "true_w": true_w}
        values |= {"x": _column(x), "y": _column(y)}
        for name, value in values.items():
            object.__setattr__(self, name, value)
        if len(self.x) != len(self.y) or (link != "surface") != bool(len(self.x)):
            raise ValueError(f"{len(self.x)} inputs, {len(self.y)} labels for the link {link}")
        object.__setattr__(self, "scale", 1.0 / len(self.x) if self.is_mean else 1.0)

    def with_data(self, x: ArrayLike, y: ArrayLike) -> Typed:
        """The same formula and loss on other data."""
        other = Typed(x, y, self.link, self.loss_name, self.formula, self.true_w)
        object.__setattr__(other, "_programs", self._programs)  # worked out once for all of them
        return other

    @cached_property
    def span(self) -> tuple[float, float]:
        """Smallest and largest input; (−1, 1) where there are none."""
        return (float(self.x.min()), float(self.x.max())) if self.n else (-1.0, 1.0)

    @property
    def is_mean(self) -> bool:
        """Whether the loss is divided by the number of data."""
        return self.loss_name == "mse"

    def predict(self, w: tuple[float, ...], x: ArrayLike) -> FloatArray:
        """ŷ at `x`, in the shape of `x`; of a surface the loss, which knows no x."""
        at = np.asarray(x, dtype=np.float64)
        with np.errstate(all="ignore"):
            (found,) = self._program(0).run(NUMPY, {"w0": np.float64(w[0]), "w1": np.float64(w[1]), "x": at})
        return np.array(np.broadcast_to(found, at.shape), dtype=np.float64)

    def loss(self, w0: ArrayLike, w1: ArrayLike) -> FloatArray:
        """Loss at points (w0, w1), which are broadcast against each other; as `Problem.loss`."""
        return self._at_points(w0, w1, 0)[0]

    def gradient(self, w0: ArrayLike, w1: ArrayLike) -> tuple[FloatArray, FloatArray]:
        """(∂loss/∂w0, ∂loss/∂w1) at broadcast points."""
        g0, g1 = self._at_points(w0, w1, 1)
        return g0, g1

    def hessian(self, w0: float, w1: float) -> FloatArray:
        """Second derivatives at one point, shape (2, 2)."""
        h00, h01, h11 = (float(h) for h in self._at_points(w0, w1, 2))
        return np.array([[h00, h01], [h01, h11]])

    @cached_property
    def optimum(self) -> tuple[float, float, float] | None:
        """(w0, w1, loss) of the minimum, where it is known and the only one; None otherwise.

        It is known for the classic surfaces. Of any other formula nobody can say that a minimum that was
        found is the lowest, so none is claimed.
        """
        return (*self.minima[0], float(self.loss(*self.minima[0]))) if len(self.minima) == 1 else None

    @property
    def minima(self) -> tuple[tuple[float, float], ...]:
        """The lowest points of a classic surface; nothing for other formulas."""
        from engine.classics import minima_of

        return minima_of(self.formula.text) if self.link == "surface" else ()

    def _program(self, order: int) -> Program:
        """The formula (0), with its first derivatives (1), with its second ones as well (2)."""
        programs = self._programs
        if order not in programs:
            nodes = (self.formula.root, *self.formula.slopes, *self.formula.bends)
            programs[order] = Program(self.formula.graph, nodes[: (1, 3, 6)[order]])
        return programs[order]

    @cached_property
    def _programs(self) -> dict[int, Program]:
        return {}

    def _at_points(self, w0: ArrayLike, w1: ArrayLike, order: int) -> list[FloatArray]:
        """The loss's derivatives of this order at each point, in the points' common shape."""
        b0, b1 = np.broadcast_arrays(np.asarray(w0, dtype=np.float64), np.asarray(w1, dtype=np.float64))
        flat0, flat1 = b0.reshape(-1, 1), b1.reshape(-1, 1)
        found = np.empty((order + 1, len(flat0)))
        rows = max(1, CHUNK // max(self.n, 1))
        with np.errstate(all="ignore"):
            for start in range(0, len(flat0), rows):
                part = slice(start, start + rows)
                found[:, part] = self._derived(flat0[part], flat1[part], order)
        return [row.reshape(b0.shape) for row in found]

    def _derived(self, w0: FloatArray, w1: FloatArray, order: int) -> list[FloatArray]:
        """`_at_points` for columns of shape (rows, 1): arrays of shape (rows,)."""
        values = self._program(order).run(NUMPY, {"w0": w0, "w1": w1, "x": self.x})
        if self.link == "surface":
            wanted = values[(0, 1, 3)[order] :]
            return [np.broadcast_to(value, w0.shape)[:, 0] for value in wanted]
        shape = (len(w0), self.n)
        f = values[0]
        away = f - self.y  # (rows, n)

        def total(terms: Any) -> FloatArray:
            return np.asarray(np.broadcast_to(terms, shape).sum(axis=1) * self.scale)

        if order == 0:
            return [total(away * away)]
        _, f0, f1, *bends = values
        if order == 1:
            return [2.0 * total(away * slope) for slope in (f0, f1)]
        crossed = (f0 * f0, f0 * f1, f1 * f1)
        return [2.0 * total(c + away * bend) for c, bend in zip(crossed, bends, strict=True)]

    def scalars(self) -> Scalars:
        """A surface's value, gradient and Hessian at one point, in plain Python."""
        return Scalars(self._program(2))

    def columns(self) -> Callable[[float, float], list[FloatArray]]:
        """A function of (w0, w1): f, its two slopes and three bends at every datum, shape (n,) each."""
        program, n, x = self._program(2), self.n, self.x

        def at(w0: float, w1: float) -> list[FloatArray]:
            values = program.run(NUMPY, {"w0": np.float64(w0), "w1": np.float64(w1), "x": x})
            return [v if np.shape(v) == (n,) else np.full(n, v) for v in values]

        return at


def typed(drawn: Data, spec: DataSpec, link: Link, loss: str, text: str) -> Typed:
    """The problem of a formula on these data; their true weights only if it is the model that they have."""
    from engine.data import RECIPES

    formula = surface(text) if link == "surface" else model(text)
    recipe = RECIPES.get(spec.recipe)
    true_w = drawn.true_w if recipe is not None and recipe.truth == formula.text else None
    return Typed(drawn.x, drawn.y, link, loss, formula, true_w)
