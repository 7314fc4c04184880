"""A surface that lives: it re-forms while one datum is moved, whatever their number."""

from __future__ import annotations

import numpy as np

from engine.changed import Changed, With, Without
from engine.problem import ArrayLike, FloatArray, Problem
from engine.surface import surface
from engine.typed import Typed


class LivingSurface:
    """The loss of a problem over a fixed grid while a person has hold of one of its data.

    What the other data add up to is worked out once, when a datum is first moved. Every move then starts
    from there, so that rounding does not add up over a drag, and costs the same for a hundred data as for
    a million. `problem()` is the problem at that moment: `surface`, `engine.preview.trace` and hover
    read-outs take it as any other, and its sums cost nothing either. For one thread at a time.

    Parameters
    ----------
    problem
        What the surface is of before the first move.
    w0_axis, w1_axis
        The axes of the grid, 1-d.
    """

    def __init__(self, problem: Problem, w0_axis: ArrayLike, w1_axis: ArrayLike) -> None:
        if isinstance(problem, Changed):  # one change upon another would never end
            problem = Problem(problem.x, problem.y, problem.link, problem.loss_name, problem.true_w)
        self._whole = problem
        self._now = problem
        self._others: Without | None = None
        self.set_axes(w0_axis, w1_axis)

    def set_axes(self, w0_axis: ArrayLike, w1_axis: ArrayLike) -> None:
        """Take another grid from now on, for example one that has grown with a path."""
        self._w0 = np.ascontiguousarray(w0_axis, dtype=np.float64).reshape(-1)
        self._w1 = np.ascontiguousarray(w1_axis, dtype=np.float64).reshape(-1)

    def problem(self) -> Problem:
        """The problem as it is now: another object after every change, the same until then."""
        return self._now

    def grid(self) -> FloatArray:
        """Loss of the problem as it is now, shape (len(w0_axis), len(w1_axis)), as precise as `surface`."""
        return surface(self._now, self._w0, self._w1)

    def moved(self, i: int, x: float, y: float) -> FloatArray:
        """Put datum `i` of the first problem at (x, y), all others where they were; return the loss grid."""
        whole = self._whole
        if whole.n == 1:
            self._now = self._fresh(np.array([x]), np.array([y]))
        elif isinstance(whole, Typed):  # of which no sums are known that could be changed
            xs, ys = whole.x.copy(), whole.y.copy()
            xs[i], ys[i] = x, y
            self._now = whole.with_data(xs, ys)
        else:
            self._now = With(self._without(i), (x, y), i)
        return self.grid()

    def back(self) -> FloatArray:
        """Have the first problem again, as when a drag is given up; return its loss grid."""
        self._now = self._whole
        return self.grid()

    def _without(self, i: int) -> Without:
        if self._others is None or self._others.index != i:
            self._others = Without(self._whole, i)
        return self._others

    def _fresh(self, x: FloatArray, y: FloatArray) -> Problem:
        whole = self._whole
        if isinstance(whole, Typed):
            return whole.with_data(x, y)
        return Problem(x, y, whole.link, whole.loss_name, whole.true_w)
