"""A problem with one datum more or fewer, made without copying the others.

While a point is dragged there is another data set at every move. What is known about the data that stay
(their sums, their compressed form) holds for all of these; only the one datum differs. So the changed
problem refers to the unchanged one, and makes its arrays only if somebody asks for them.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from engine.problem import FloatArray, Problem


class Changed(Problem):
    """A problem whose data are those of `origin` but for one; everything else is the same.

    Its arrays are made at the first use. Its methods are exact; the sums behind surfaces and previews are
    taken from `origin`'s in a time that does not depend on the number of data (see
    `engine.surface.compressed` and `engine.surface.quadratic`).
    """

    origin: Problem

    def __init__(self, origin: Problem) -> None:
        _set(self, "origin", origin)
        _set(self, "link", origin.link)
        _set(self, "loss_name", origin.loss_name)
        _set(self, "true_w", origin.true_w)
        _set(self, "scale", 1.0 / self.n if self.is_mean else 1.0)


class Without(Changed):
    """The data without datum `index`; there must be others."""

    index: int

    def __init__(self, origin: Problem, index: int) -> None:
        if not 0 <= index < origin.n:
            raise IndexError(f"there is no datum {index} among {origin.n}")
        if origin.n == 1:
            raise ValueError("without its only datum a problem has none")
        _set(self, "index", index)
        super().__init__(origin)

    @property
    def n(self) -> int:
        """Number of data."""
        return self.origin.n - 1

    @cached_property
    def x(self) -> FloatArray:
        """Inputs, shape (n,)."""
        return _frozen(np.delete(self.origin.x, self.index))

    @cached_property
    def y(self) -> FloatArray:
        """Labels, shape (n,)."""
        return _frozen(np.delete(self.origin.y, self.index))


class With(Changed):
    """The data with (x, y) inserted before datum `index`: at its old place, if it was taken from there."""

    datum: tuple[float, float]
    index: int

    def __init__(self, origin: Problem, datum: tuple[float, float], index: int) -> None:
        if not np.isfinite(datum).all():
            raise ValueError(f"a datum must be finite: {datum}")
        _set(self, "datum", (float(datum[0]), float(datum[1])))
        _set(self, "index", index)
        super().__init__(origin)

    @property
    def n(self) -> int:
        """Number of data."""
        return self.origin.n + 1

    @cached_property
    def x(self) -> FloatArray:
        """Inputs, shape (n,)."""
        return _frozen(np.insert(self.origin.x, self.index, self.datum[0]))

    @cached_property
    def y(self) -> FloatArray:
        """Labels, shape (n,)."""
        return _frozen(np.insert(self.origin.y, self.index, self.datum[1]))

    @cached_property
    def span(self) -> tuple[float, float]:
        """Smallest and largest input."""
        low, high = self.origin.span
        return min(low, self.datum[0]), max(high, self.datum[0])


def _set(problem: Changed, name: str, value: object) -> None:
    object.__setattr__(problem, name, value)


def _frozen(column: FloatArray) -> FloatArray:
    column.flags.writeable = False
    return column
