"""The data of a logistic model in bins along x: a rough picture that settles rough questions for certain.

Which bin an input is in never falls as the input grows. So counts in bins bound what any step function can
do, say whether the classes lie apart, and show about where minima are, without looking at a datum again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from engine.caches import KeptWith
from engine.changed import With, Without
from engine.newton import Frame, Sums
from engine.problem import FloatArray, Problem

INNER = 1024
"""Bins of equal width over the range in which nearly all data lie."""
TAIL_BINS = 64
"""Bins on either side for what lies beyond; they widen in proportion to the distance."""
WIDENING = 1.25
"""How much further out the next edge of a tail is: 64 reach to a million times the inner range."""
WITHIN = 1.0 - 1e-12
"""Keeps the ends of the inner range, as they are rounded, in inner bins."""
RESOLVED = INNER / 4.0
"""Rise over half of the inner range up to which bins show a curve: half a logit a bin."""
COARSE = 64
"""Bins that the inner ones are joined to for the scan for starts."""
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
    """Sums over the data in each bin, in the order of x: a tail, the inner bins, another tail.

    Attributes
    ----------
    frame
        Coordinates in which the inner bins are from −1 to 1.
    sums
        Σy, Σy², how many labels are not 0, how many are not 1, and how many there are; shape (5, bins).
    """

    frame: Frame
    sums: FloatArray

    def with_datum(self, x: float, y: float, times: float = 1.0) -> Binned:
        """The same with a datum more; with `times` −1, with one less."""
        sums = self.sums.copy()
        at = _index(self.frame, np.array([x]))[0]
        sums[:, at] += times * np.array([y, y * y, y != 0.0, y != 1.0, 1.0])
        return replace(self, sums=sums)

    def add_to(self, sums: Sums) -> Sums:
        """Count the bins into `sums`, each at its middle."""
        full = self.sums[COUNT] > 0.0
        return sums.add(_centres(INNER)[full], self.sums[COUNT, full], self.sums[LABELS, full])

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
        inner = self.sums[:, TAIL_BINS:-TAIL_BINS].reshape(5, COARSE, -1).sum(axis=2)
        joined = np.hstack([self.sums[:, :TAIL_BINS], inner, self.sums[:, -TAIL_BINS:]])
        full = joined[COUNT] > 0.0
        t, (labels, squares, _, _, count) = _centres(COARSE)[full], joined[:, full]
        axis = np.linspace(-REACH, REACH, POINTS)
        # Curves as flat as data far out want them besides.
        slopes = np.union1d(axis, axis / max(1.0, np.abs(t).max()))
        # e^(−u) = e^(−c)·e^(−b·t): exponentials of the axes only.
        with np.errstate(over="ignore"):
            s = np.multiply.outer(np.exp(-axis), np.exp(np.multiply.outer(-slopes, t)))
        s += 1.0
        np.divide(1.0, s, out=s)
        loss = -2.0 * (s @ labels) + float(squares.sum())
        loss += np.multiply(s, s, out=s) @ count
        around = np.pad(loss, 1, constant_values=np.inf)
        shifted = (around[i : i + loss.shape[0], j : j + loss.shape[1]] for i in range(3) for j in range(3))
        lowest = np.logical_and.reduce([loss <= other for other in shifted])
        found = np.argwhere(lowest)
        order = np.argsort(loss[lowest])[:STARTS]
        return [(float(axis[i]), float(slopes[j])) for i, j in found[order]]


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
    frame = Frame(0.5 * (low + high), 0.5 * (high - low))
    at, bins = _index(frame, x), INNER + 2 * TAIL_BINS
    if ((y == 0.0) | (y == 1.0)).all():
        at += bins * y.astype(np.int32)
        zeros, ones = np.bincount(at, minlength=2 * bins).astype(np.float64).reshape(2, bins)
        return Binned(frame, np.stack([ones, ones, ones, zeros, zeros + ones]))
    each = (y, y * y, y != 0.0, y != 1.0, np.ones_like(y))
    return Binned(frame, np.stack([np.bincount(at, weights=row, minlength=bins) for row in each]))


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


def _index(frame: Frame, x: FloatArray) -> npt.NDArray[np.int32]:
    """The bin of each input. Every operation is monotone also as it is rounded."""
    first, last = TAIL_BINS, TAIL_BINS + INNER - 1
    place = frame.offsets(x)
    place *= 0.5 * INNER * WITHIN
    place += 0.5 * INNER + first
    np.clip(place, first - 1.0, last + 1.0, out=place)
    at = place.astype(np.int32)
    for beyond, sign in ((at < first, -1.0), (at > last, 1.0)):
        if beyond.any():
            far = np.searchsorted(_tail_edges(), sign * frame.offsets(x[beyond]), side="right")
            at[beyond] = first - 1 - far if sign < 0.0 else last + 1 + far
    return at


def _tail_edges() -> FloatArray:
    """Edges between a tail's bins, in the frame, outwards."""
    return WIDENING ** np.arange(1.0, TAIL_BINS)


def _centres(inner: int) -> FloatArray:
    """Middles of all bins, in the frame, if there are so many inner ones."""
    edges = WIDENING ** np.arange(TAIL_BINS + 1.0)
    tail = 0.5 * (edges[1:] + edges[:-1])
    return np.concatenate([-tail[::-1], (np.arange(inner) + 0.5) * (2.0 / inner) - 1.0, tail])
