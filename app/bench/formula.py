"""Typed formulas against the notebook's way: the same `list(map(loss, w0hat, w1hat))`, the model in torch."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.bench.measure import Benchmark, Line, limit, ratio, side_by_side

if TYPE_CHECKING:
    import torch

    from engine.problem import FloatArray, Problem

LINEAR_IN_W0 = "w0 * exp(w1 * x)"
ANY = "tanh(w0 + w1 * x)"
POINTS = (130, 110)
SAMPLE = 2860
"""Points of the notebook's grid that are timed: a fifth of them."""


def _setting(text: str) -> tuple[Problem, FloatArray, FloatArray]:
    """A typed model on the course's 2,000 data, and a grid of the notes' size."""
    import numpy as np

    from engine.lessons import load_lesson
    from engine.problem import Problem

    config = load_lesson("logistic-mse-good").config(link="formula", formula=text)
    w0, w1 = (np.linspace(-3.0, 3.0, n) for n in POINTS)
    return Problem.of(config), w0, w1


def _theirs(
    problem: Problem, w0: FloatArray, w1: FloatArray, predict: Callable[..., torch.Tensor]
) -> tuple[Callable[[], object], float]:
    """The notebook's surface over a part of the points, and what share of them that is."""
    import torch

    from app.bench import notebook

    x, y, axis0, axis1 = (
        torch.tensor(values, dtype=torch.float32) for values in (problem.x, problem.y, w0, w1)
    )

    def loss(w0hat: torch.Tensor, w1hat: torch.Tensor) -> torch.Tensor:
        return torch.mean((y - predict(w0hat, w1hat, x)) ** 2)

    w0hat, w1hat = notebook.grid_points(axis0, axis1)
    every = len(w0hat) // SAMPLE
    part0, part1 = w0hat[::every], w1hat[::every]
    return partial(notebook.surface, loss, part0, part1), len(w0hat) / len(part0)


def linear_in_a_weight(name: str) -> Line:
    """A model that is linear in one of its weights, as most with two are."""
    import torch

    return _against(name, LINEAR_IN_W0, lambda w0, w1, x: w0 * torch.exp(w1 * x))


def any_model(name: str) -> Line:
    """A model that is linear in neither weight."""
    import torch

    return _against(name, ANY, lambda w0, w1, x: torch.tanh(w0 + w1 * x))


def _against(name: str, text: str, predict: Callable[..., torch.Tensor]) -> Line:
    from engine.surface import surface

    problem, w0, w1 = _setting(text)
    theirs, factor = _theirs(problem, w0, w1, predict)
    times = side_by_side(partial(surface, problem, w0, w1), theirs, repeats=5)
    return ratio(name, 10, times, factor=factor, note=f"ŷ = {text}, 130 × 110, 2,000 data")


def error(name: str) -> Line:
    """Largest error of both surfaces, relative to the largest loss."""
    import numpy as np

    from engine.surface import surface

    worst = 0.0
    for text in (LINEAR_IN_W0, ANY):
        problem, w0, w1 = _setting(text)
        exact = problem.loss(w0[:, None], w1[None, :])
        worst = max(worst, float(np.abs(surface(problem, w0, w1) - exact).max() / exact.max()))
    return limit(name, 1e-10, worst, "relative")


LINES = (
    Benchmark("formula-surface", linear_in_a_weight),
    Benchmark("formula-surface-any", any_model),
    Benchmark("formula-surface-error", error),
)
