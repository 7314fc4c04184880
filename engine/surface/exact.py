"""The surface datum by datum: the checker of the fast ways, and the way where they do not apply."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine.problem import CHUNK, FloatArray, Problem
from engine.surface.grouped import grouped_surface
from engine.surface.rows import Cancelled
from engine.surface.smooth import can_factor
from engine.surface.typed import typed_surface
from engine.typed import Typed

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
    float64: see `engine.surface.grouped`. Beyond that, and for linear models, `Problem.loss` goes point by
    point.
    """
    if isinstance(problem, Typed):
        return typed_surface(problem, w0, w1, cancelled)
    if device != "cpu":
        return _on_device(problem, w0, w1, device, cancelled)
    if problem.link != "sigmoid" or not can_factor(problem, w0, w1):
        return _pointwise(problem, w0, w1, cancelled)
    return grouped_surface(problem, w0, w1, cancelled)


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
