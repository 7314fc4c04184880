"""The data of a logistic model in bins along x: a rough picture that settles rough questions for certain.

Which bin an input is in never falls as the input grows. So counts in bins bound what any step function can
do, say whether the classes lie apart, and show about where minima are, without looking at a datum again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine.caches import KeptWith
from engine.changed import With, Without
from engine.newton import Frame, Sums
from engine.problem import FloatArray, Problem

BINS = 1024
COARSE = 64
"""Bins of the scan for starts."""
SAMPLE = 1024
"""Data, about, that the range of the bins is found out from; of more, every k-th."""
TAIL = 0.02
"""Share of the sample on either side that does not count for the range."""
REACH = 12.0
"""Logits at the middle, and rise over half of the range, to which the scan goes."""
POINTS = 41
"""Points of the scan along each axis."""
STARTS = 4
"""Local minima of the scan, the lowest, that are taken for starts."""

NARROW = 1e-8
"""Width of the inputs in proportion to their distance from zero below which rounded weights tell no curve."""

LABELS, SQUARES, NOT_ZERO, NOT_ONE, COUNT = range(5)


@dataclass(frozen=True, slots=True)
class Binned:
    """Sums over the data in each bin.

    Attributes
    ----------
    low, high
        The range that is divided evenly; what lies beyond is in the first or last bin.
    sums
        Σy, Σy², how many labels are not 0, how many are not 1, and how many there are; shape (5, bins).
    """

    low: float
    high: float
    sums: FloatArray

    @property
    def frame(self) -> Frame:
        """Coordinates in which the range is from −1 to 1."""
        return Frame(0.5 * (self.low + self.high), 0.5 * (self.high - self.low))

    def with_datum(self, x: float, y: float, times: float = 1.0) -> Binned:
        """The same with a datum more; with `times` −1, with one less."""
        sums = self.sums.copy()
        sums[:, _index(self.low, self.high, np.array([x]))[0]] += times * np.array(
            [y, y * y, y != 0.0, y != 1.0, 1.0]
        )
        return replace(self, sums=sums)

    def add_to(self, sums: Sums) -> Sums:
        """Count the bins into `sums`, each at its middle."""
        return sums.add(_centres(self.sums.shape[1]), self.sums[COUNT], self.sums[LABELS])

    def is_apart(self) -> bool | None:
        """Whether a threshold tells the labels that are 0 from those that are 1; None if bins cannot say.

        Labels on the threshold may be any. Then, and only then, cross-entropy has no minimum: each step
        towards the step function makes it smaller.
        """
        (zeros,), (ones,) = np.nonzero(self.sums[NOT_ONE]), np.nonzero(self.sums[NOT_ZERO])
        if not len(zeros) or not len(ones) or zeros[-1] < ones[0] or ones[-1] < zeros[0]:
            return True
        return False if zeros[-1] > ones[0] and ones[-1] > zeros[0] else None

    def best_step(self) -> tuple[float, float]:
        """Bounds for the sum of squared errors of the best step function, from below and from above.

        From above it is the best whose threshold is between bins; from below, a threshold inside a bin
        costs nothing there.
        """
        at_zero = self.sums[SQUARES]
        at_one = self.sums[SQUARES] - 2.0 * self.sums[LABELS] + self.sums[COUNT]
        low, high = np.inf, np.inf
        for left, right in ((at_zero, at_one), (at_one, at_zero)):
            before = np.concatenate([[0.0], np.cumsum(left)])
            after = np.concatenate([np.cumsum(right[::-1])[::-1], [0.0]])
            low = min(low, float((before[:-1] + after[1:]).min()))
            high = min(high, float((before + after).min()))
        return low, high

    def starts(self) -> list[tuple[float, float]]:
        """The lowest local minima (c, b) of the sum of squared errors on a grid, best first."""
        axis = np.linspace(-REACH, REACH, POINTS)
        labels, squares, _, _, count = self.sums.reshape(5, COARSE, -1).sum(axis=2)
        # e^(−u) = e^(−c)·e^(−b·t): exponentials of the axes only.
        s = np.multiply.outer(np.exp(-axis), np.exp(np.multiply.outer(-axis, _centres(COARSE))))
        s += 1.0
        np.divide(1.0, s, out=s)
        flat = s.reshape(-1, COARSE)
        loss = -2.0 * (flat @ labels) + float(squares.sum())
        loss += np.multiply(flat, flat, out=flat) @ count
        grid = np.pad(loss.reshape(POINTS, POINTS), 1, constant_values=np.inf)
        inner = grid[1:-1, 1:-1]
        lowest = np.ones_like(inner, dtype=bool)
        for i in range(3):
            for j in range(3):
                lowest &= inner <= grid[i : i + POINTS, j : j + POINTS]
        found = np.flatnonzero(lowest)
        order = found[np.argsort(loss[found])][:STARTS]
        return [(float(axis[k // POINTS]), float(axis[k % POINTS])) for k in order]


@KeptWith
def binned(problem: Problem) -> Binned | None:
    """Bins of `problem`'s data, None if all inputs are one (see `NARROW`).

    They are kept for as long as the problem is. A changed problem's are the unchanged one's but for one
    datum, in a time that does not depend on the number of data.
    """
    if isinstance(problem, With):
        known = binned(problem.origin)
        return _bin(problem) if known is None else known.with_datum(*problem.datum)
    if isinstance(problem, Without):
        known = binned(problem.origin)
        x, y = float(problem.origin.x[problem.index]), float(problem.origin.y[problem.index])
        return _bin(problem) if known is None else known.with_datum(x, y, -1.0)
    return _bin(problem)


def _bin(problem: Problem) -> Binned | None:
    x, y = problem.x, problem.y
    low, high = _range(problem)
    if high - low <= NARROW * problem.reach:
        return None
    at = _index(low, high, x)
    if ((y == 0.0) | (y == 1.0)).all():
        at += BINS * y.astype(np.int32)
        zeros, ones = np.bincount(at, minlength=2 * BINS).astype(np.float64).reshape(2, BINS)
        return Binned(low, high, np.stack([ones, ones, ones, zeros, zeros + ones]))
    each = (y, y * y, y != 0.0, y != 1.0, np.ones_like(y))
    return Binned(low, high, np.stack([np.bincount(at, weights=row, minlength=BINS) for row in each]))


def _range(problem: Problem) -> tuple[float, float]:
    """Where the bulk of the inputs lies, with half of its width on either side, but not beyond them."""
    some = np.sort(problem.x[:: max(1, problem.n // SAMPLE)])
    tail = int(TAIL * len(some))
    first, last = float(some[tail]), float(some[-1 - tail])
    low, high = problem.span
    if first < last:
        width = last - first
        low, high = max(low, first - 0.5 * width), min(high, last + 0.5 * width)
    return low, high


def _index(low: float, high: float, x: FloatArray) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """The bin of each input; each operation is monotone also as it is rounded."""
    at = x - low
    at *= BINS / (high - low)
    np.clip(at, 0.0, BINS - 1.0, out=at)
    return at.astype(np.int32)


def _centres(bins: int) -> FloatArray:
    """Middles of the bins, in the frame."""
    return (np.arange(bins) + 0.5) * (2.0 / bins) - 1.0
