"""A logistic model's loss, datum by datum, with a dozen data over one denominator.

With g = e^(−w0) and aᵢ = e^(−w1·xᵢ), σ(uᵢ) = 1 / (1 + aᵢ·g). A group of k data has the denominator

    D(g) = Π (1 + aᵢ·g) = Σ eⱼ·g^j,

whose coefficients, the elementary symmetric polynomials of the aᵢ, are positive, so that nothing cancels.
The terms eⱼ·g^j / D(g) are the probabilities that j of k independent coins show tails, if coin i shows
heads with probability σᵢ. The number of heads S = k − j has the mean Σσᵢ and the variance Σσᵢ(1 − σᵢ)
(Poisson's binomial distribution: Wang 1993, Statistica Sinica 3, 295–312), so that for any c

    Σσᵢ² = E[S] − Var[S] = E[S − (S − c)²] + E[S − c]².

The sum with labels is Σ yᵢ·σᵢ = P(g) / D(g), where P grows along with D. All these are polynomials in g whose
coefficients depend on w1 alone: for every w0 at once they are a matrix product. What is left for each point
of the grid is one division a group, or with cross-entropy, where D(e^w0) = Π (1 + e^uᵢ), one logarithm.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np

from engine.problem import FloatArray, Problem
from engine.surface.products import SERIAL_MATRIX
from engine.surface.rows import BLOCK, Cancelled, cores, share
from engine.surface.smooth import LARGEST_EXPONENT, largest

MOST_FACTORS = 12
"""Data in a group at most: with more, their polynomials take as long as the divisions that they save."""
SLICE = 4096
"""Data worked on at once."""
PREPARED = 1 << 16
"""Coefficients of one kind made at once: 512 KiB of float64, since there are three kinds."""

Group = tuple[FloatArray, FloatArray, FloatArray]
"""Inputs, labels and 1 for each datum, shapes (k, groups); 0 in all three where there is no datum."""


def grouped_surface(
    problem: Problem, w0: FloatArray, w1: FloatArray, cancelled: Callable[[], bool] | None = None
) -> FloatArray:
    """Loss of a logistic `problem` at every (w0[i], w1[j]), shape (len(w0), len(w1)).

    `engine.surface.smooth.can_factor` must hold. The error is a few units in the last place of a datum's
    largest possible loss, times the data in a group, before the sum over the data; labels are any numbers.

    Raises
    ------
    Cancelled
        As soon as `cancelled()`, asked before each product, is true.
    """
    entropy = problem.loss_name == "bce"
    size = group_size(problem, w0, w1)
    sums = np.zeros((len(w1), len(w0)))
    g: FloatArray = np.exp(w0 if entropy else -w0)
    powers: FloatArray = g[:, None] ** np.arange(size + 1.0)  # (n0, k + 1)

    def walk(group: Group, strips: Sequence[slice]) -> None:
        x, y, keep = group
        with np.errstate(all="ignore"):
            for strip in strips:
                if entropy:
                    made = _products(_exponentials(x, keep, w1[strip]))
                    _add_logarithms(powers, made, sums[strip], cancelled)
                else:
                    made = _moments(_exponentials(x, keep, -w1[strip]), y, keep.sum(axis=0))
                    _add_squares(powers, made, sums[strip], cancelled)

    for group in _groups(problem, size):
        values = group[0].size
        strips = _strips(len(w1), values + values // size)
        share(strips, partial(walk, group), len(w0) * len(w1) * values)
    surface = np.ascontiguousarray(sums.T)
    if entropy:
        surface -= np.add.outer(w0 * float(problem.y.sum()), w1 * float(problem.y @ problem.x))
    else:
        surface += float(problem.y @ problem.y)
    surface *= problem.scale
    return surface


def group_size(problem: Problem, w0: FloatArray, w1: FloatArray) -> int:
    """Data in a group, 1 at least: as many as pay off, and whose product stays inside float64.

    A datum takes part in some 3k operations for a column and 6/k for a point, which add up to least at
    k = √(2·rows).
    """
    # Each factor is below e^reach; twice LARGEST_EXPONENT is still inside float64.
    reach = largest(w0) + largest(w1) * problem.reach + 1.0
    held = int(2.0 * LARGEST_EXPONENT / reach)
    return max(1, min(held, MOST_FACTORS, math.isqrt(2 * len(w0)), problem.n))


def _groups(problem: Problem, size: int) -> Iterator[Group]:
    """The data in groups of `size`, a slice at a time."""
    per_slice = max(1, SLICE // size) * size
    for start in range(0, problem.n, per_slice):
        x, y = problem.x[start : start + per_slice], problem.y[start : start + per_slice]
        rows = np.pad(np.stack([x, y, np.ones_like(x)]), ((0, 0), (0, -len(x) % size)))
        x, y, keep = rows.reshape(3, size, -1)
        yield x, y, keep


def _strips(columns: int, values: int) -> list[slice]:
    """Columns in strips of equal width, `values` coefficients to a column, as many strips for each core."""
    rounds = math.ceil(columns * values / (cores() * PREPARED))
    width = math.ceil(columns / (cores() * rounds))
    return [slice(start, min(start + width, columns)) for start in range(0, columns, width)]


def _exponentials(x: FloatArray, keep: FloatArray, w1: FloatArray) -> FloatArray:
    """e^(w1·x), and 0 where there is no datum, shape (size, columns, groups)."""
    a = np.multiply(w1[:, None], x[:, None, :])
    np.exp(a, out=a)
    if not keep.all():
        a *= keep[:, None, :]
    return a


def _products(a: FloatArray) -> FloatArray:
    """Coefficients of D = Π (1 + aᵢ·g), shape (1, size + 1, columns, groups)."""
    made = np.zeros((1, len(a) + 1, *a.shape[1:]))
    d, term = made[0], np.empty_like(a)
    d[0] = 1.0
    for known, factor in enumerate(a, start=1):
        d[1 : known + 1] += np.multiply(factor, d[:known], out=term[:known])
    return made


def _moments(a: FloatArray, y: FloatArray, counts: FloatArray) -> FloatArray:
    """Coefficients of D, of D·E[S − c] and of D·E[S − (S − c)²] − 2P, shape (3, size + 1, columns, groups).

    c is half of a group: it halves the numbers that are subtracted from each other.
    """
    size = len(a)
    made = np.zeros((3, size + 1, *a.shape[1:]))
    d, first, second = made
    labelled, term = second, np.empty_like(d)  # P first
    d[0] = 1.0
    for known, (factor, label) in enumerate(zip(a, y, strict=True), start=1):
        # P/D + y/(1 + a·g) = (P·(1 + a·g) + y·D) / (D·(1 + a·g))
        labelled[1:known] += np.multiply(factor, labelled[: known - 1], out=term[: known - 1])
        labelled[:known] += np.multiply(label, d[:known], out=term[:known])
        d[1 : known + 1] += np.multiply(factor, d[:known], out=term[:known])
    heads = counts - np.arange(size + 1.0)[:, None, None]  # S = k − j, shape (size + 1, 1, groups)
    centred = heads - 0.5 * size
    np.multiply(d, centred, out=first)
    second *= -2.0
    second += np.multiply(d, heads - centred**2, out=term)
    return made


def _add_squares(
    powers: FloatArray, made: FloatArray, sums: FloatArray, cancelled: Callable[[], bool] | None
) -> None:
    for rows, columns, values in _at_points(powers, made, cancelled):
        inverse, moments = values[0], values[1:]
        np.divide(1.0, inverse, out=inverse)
        moments *= inverse
        moments[0] *= moments[0]
        sums[columns, rows] += moments.sum(axis=-1).sum(axis=0)


def _add_logarithms(
    powers: FloatArray, made: FloatArray, sums: FloatArray, cancelled: Callable[[], bool] | None
) -> None:
    for rows, columns, values in _at_points(powers, made, cancelled):
        sums[columns, rows] += np.log(values[0], out=values[0]).sum(axis=-1)


def _at_points(
    powers: FloatArray, made: FloatArray, cancelled: Callable[[], bool] | None
) -> Iterator[tuple[slice, slice, FloatArray]]:
    """Polynomials with coefficients `made`, for blocks of rows × columns: (kinds, columns, rows, groups).

    A block fits the cache, and one column of it is a product that OpenBLAS does in the calling thread.
    """
    kinds, terms, columns, groups = made.shape
    rows = len(powers)
    most = max(1, min(SERIAL_MATRIX // (terms * groups), BLOCK // (kinds * groups)))
    tall = math.ceil(rows / math.ceil(rows / most))
    wide = max(1, min(columns, BLOCK // (kinds * tall * groups)))
    scratch = np.empty(kinds * wide * tall * groups)
    by_column = made.transpose(0, 2, 1, 3)  # (kinds, columns, terms, groups)
    for top in range(0, rows, tall):
        below = slice(top, min(top + tall, rows))
        for left in range(0, columns, wide):
            if cancelled is not None and cancelled():
                raise Cancelled
            across = slice(left, min(left + wide, columns))
            shape = (kinds, across.stop - left, below.stop - top, groups)
            values = scratch[: math.prod(shape)].reshape(shape)
            np.matmul(powers[below], by_column[:, across], out=values)
            yield below, across, values
