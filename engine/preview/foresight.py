"""The slopes along a path, taken where the path is about to go.

NumPy takes hardly longer for a dozen points than for one. So the next epochs are foreseen, a block at a
time, by cubics through earlier ones; the gradient is expanded about the foreseen points, and taken at the
actual ones from there. Where a path turns out to be elsewhere, another block is foreseen.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np

from engine.preview.expansion import Expansions
from engine.problem import FloatArray, Problem

Slopes = tuple[float, float, float, float, float, float]
"""∂/∂w0, ∂/∂w1, ∂²/∂w0², ∂²/∂w0∂w1, ∂²/∂w1², and the rounding error of a float32 gradient."""

SIZES = (2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)
"""Epochs foreseen in a block: few sizes, since there are arrays kept for each."""
FIRST_SIZE = 4
"""Size of the first block. The next one's is twice as large, or what fits what was served of this one."""
SURPLUS = 1.25
"""Size of a block, in units of what was served of the last one, if that was not all."""
POINTS = 4
"""Earlier epochs that a cubic goes through."""


def logistic(problem: Problem) -> Callable[[float, float], Slopes]:
    """Function of finite (w0, w1) that returns the `Slopes` of a logistic model.

    It is made for points that follow each other like the epochs of one run, but right for any: the gradient
    is off by less than rounding it to float32 would make it. Not for several threads at once.
    """
    expansions = Expansions(problem)
    stretch = expansions.stretch
    seen0: list[float] = []
    seen1: list[float] = []
    rows: Iterator[tuple[float, ...]] = iter(())
    near = 0.0
    start, size = 0, FIRST_SIZE

    def at(w0: float, w1: float) -> Slopes:
        nonlocal rows, near, start, size
        # Not a loop: it ends with its first row, or was at its end.
        for v0, v1, g0, g1, h00, h01, h11, t0, t1, t2, t3, rounding in rows:
            a, b = w0 - v0, w1 - v1
            if not a * a + stretch * b * b <= near:
                break
            seen0.append(w0)
            seen1.append(w1)
            c = b + b
            return (
                g0 + a * (h00 + a * t0 + c * t1) + b * (h01 + b * t2),
                g1 + a * (h01 + a * t1 + c * t2) + b * (h11 + b * t3),
                h00,
                h01,
                h11,
                rounding,
            )
        if served := len(seen0) - start:
            wanted = 2 * size if served == size else int(SURPLUS * served)
            size = SIZES[max(0, bisect(SIZES, wanted) - 1)]
        start = len(seen0)
        seen0.append(w0)
        seen1.append(w1)
        columns, near = expansions.at(_foreseen(seen0, seen1, size))
        size = len(columns[0])
        rows = zip(*columns, strict=True)
        _, _, g0, g1, h00, h01, h11, _, _, _, _, rounding = next(rows)
        return g0, g1, h00, h01, h11, rounding

    return at


def _foreseen(seen0: list[float], seen1: list[float], count: int) -> FloatArray:
    """The last point seen, and guesses at those after it, shape (2, count).

    Even and odd epochs are foreseen from even and odd ones: around a minimum, RMSprop and learning rates near
    the stability limit go back and forth at each epoch.
    """
    last = len(seen0) - 1
    ago, weights = _cubics(max(1, min(count // 4, last // (2 * POINTS - 2))))
    looks = [last - epochs if epochs < last else 0 for epochs in ago]
    earlier = np.array([[seen0[look] for look in looks], [seen1[look] for look in looks]])
    return np.asarray(earlier @ weights[:, :count])


@lru_cache
def _cubics(lag: int) -> tuple[list[int], FloatArray]:
    """How many epochs ago to look, and what each look counts in the next ones: Lagrange's cubics.

    Eight looks, shape (8, epochs): four at even distances, 2 · `lag` apart, and four at odd ones. The first
    epoch foreseen is the present one, and exact.
    """
    weights = np.zeros((2, POINTS, SIZES[-1]))
    ago = 2.0 * lag * np.arange(POINTS) + np.arange(2)[:, None]  # (2, POINTS)
    for odd in (0, 1):
        ahead = np.arange(odd, SIZES[-1], 2)
        for look in range(POINTS):
            others = np.delete(ago[odd], look)
            factors = (ahead[:, None] + others) / (others - ago[odd, look])
            weights[odd, look, odd::2] = factors.prod(axis=1)
    return ago.astype(int).reshape(-1).tolist(), weights.reshape(2 * POINTS, -1)
