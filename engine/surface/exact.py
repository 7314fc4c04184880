"""The surface datum by datum: the checker of the fast ways, and the way where they do not apply."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from engine.problem import CHUNK, FloatArray, Problem
from engine.surface.rows import Cancelled, Work, each_block
from engine.surface.smooth import LARGEST_EXPONENT, can_factor, largest

SLICE = 4096
"""Data worked on at once."""
CUDA_CHUNK = 1 << 24
"""Values worked on at once on a GPU: 128 MiB of float64."""


def exact_surface(
    problem: Problem,
    w0: FloatArray,
    w1: FloatArray,
    device: str = "cpu",
    cancelled: Callable[[], bool] | None = None,
) -> FloatArray:
    """Loss of every datum, summed, at every (w0[i], w1[j]); shape (len(w0), len(w1)).

    Exponentials are taken of the axes only, `e^(w0 + w1·x) = e^w0 · e^(w1·x)`, as long as they stay inside
    float64; beyond that, and for linear models, `Problem.loss` goes point by point.
    """
    if device != "cpu":
        return _on_device(problem, w0, w1, device, cancelled)
    if problem.link != "sigmoid" or not can_factor(problem, w0, w1):
        return _pointwise(problem, w0, w1, cancelled)
    return _by_slices(problem, w0, w1, cancelled)


def _by_slices(
    problem: Problem, w0: FloatArray, w1: FloatArray, cancelled: Callable[[], bool] | None
) -> FloatArray:
    surface = np.zeros((len(w0), len(w1)))
    for x, y in _slices(problem):
        work = (
            _cross_entropy(w0, w1, x, surface)
            if problem.loss_name == "bce"
            else _squared(w0, w1, x, y, surface)
        )
        each_block(len(w0), len(w1), len(x), work, cancelled)
    if problem.loss_name == "bce":
        surface -= np.add.outer(w0 * float(problem.y.sum()), w1 * float(problem.y @ problem.x))
    surface *= problem.scale
    return surface


def _squared(w0: FloatArray, w1: FloatArray, x: FloatArray, y: FloatArray, surface: FloatArray) -> Work:
    """Add Σσ² − 2Σyσ + Σy² to `surface`."""
    grow = np.exp(w0)
    decay = np.exp(np.multiply.outer(-w1, x))  # (n1, n)
    label_squares = float(y @ y)

    def work(rows: slice, columns: slice, s: FloatArray) -> None:
        g = grow[rows, None, None]
        np.add(g, decay[columns], out=s)
        np.divide(g, s, out=s)  # σ = e^w0 / (e^w0 + e^(−w1·x))
        squares = np.matmul(s[..., None, :], s[..., :, None])[..., 0, 0]
        surface[rows, columns] += squares - 2.0 * (s @ y) + label_squares

    return work


def _cross_entropy(w0: FloatArray, w1: FloatArray, x: FloatArray, surface: FloatArray) -> Work:
    """Add Σ log(1 + e^u) to `surface`, as logarithms of products of as many factors as float64 can hold."""
    grow0 = np.exp(w0)
    grow1 = np.exp(np.multiply.outer(w1, x))  # (n1, n)
    # Each factor is below e^reach; twice LARGEST_EXPONENT is still inside float64.
    reach = largest(w0) + largest(w1) * largest(x) + 1.0
    factors = max(1, min(int(2.0 * LARGEST_EXPONENT / reach), len(x)))
    groups = len(x) // factors
    whole = groups * factors

    def work(rows: slice, columns: slice, e: FloatArray) -> None:
        np.multiply(grow0[rows, None, None], grow1[columns], out=e)
        rest = np.log1p(e[..., whole:]).sum(axis=-1)
        e += 1.0
        grouped = e[..., :whole].reshape(*e.shape[:2], factors, groups)
        product = np.multiply.reduce(grouped, axis=2)
        surface[rows, columns] += np.log(product, out=product).sum(axis=-1) + rest

    return work


def _slices(problem: Problem) -> Iterator[tuple[FloatArray, FloatArray]]:
    """The data in slices short enough for products of vectors to stay in the calling thread."""
    for start in range(0, problem.n, SLICE):
        part = slice(start, start + SLICE)
        yield problem.x[part], problem.y[part]


def _pointwise(
    problem: Problem, w0: FloatArray, w1: FloatArray, cancelled: Callable[[], bool] | None
) -> FloatArray:
    surface = np.empty((len(w0), len(w1)))
    rows = max(1, CHUNK // (problem.n * len(w1)))
    for start in range(0, len(w0), rows):
        if cancelled is not None and cancelled():
            raise Cancelled
        surface[start : start + rows] = problem.loss(w0[start : start + rows, None], w1[None, :])
    return surface


def _on_device(
    problem: Problem, w0: FloatArray, w1: FloatArray, device: str, cancelled: Callable[[], bool] | None
) -> FloatArray:
    """The same sums in float64 by torch on `device`, a chunk of rows at a time."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits

    def tensor(values: FloatArray) -> torch.Tensor:
        return torch.tensor(values, dtype=torch.float64, device=device)

    x, y, t0, t1 = tensor(problem.x), tensor(problem.y), tensor(w0), tensor(w1)
    rows = max(1, CUDA_CHUNK // (problem.n * len(w1)))
    parts = []
    with torch.no_grad():
        slopes = t1[:, None] * x  # (n1, n)
        for start in range(0, len(w0), rows):
            if cancelled is not None and cancelled():
                raise Cancelled
            u = t0[start : start + rows, None, None] + slopes  # (rows, n1, n)
            if problem.loss_name == "bce":
                terms = binary_cross_entropy_with_logits(u, y.expand_as(u), reduction="none")
            else:
                terms = (y - (u if problem.link == "identity" else torch.sigmoid(u))).square()
            parts.append(terms.sum(dim=-1))
        surface = torch.cat(parts) * problem.scale
    return np.asarray(surface.cpu().numpy())
