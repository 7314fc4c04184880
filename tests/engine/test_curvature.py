"""Curvature against autograd's Hessian, the published numbers, and real runs at the rates it allows."""

from __future__ import annotations

import json
import math
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from engine.curvature import DIRECT, curvature
from engine.lessons import load_lesson
from engine.problem import POINTWISE, FloatArray, Problem
from engine.session import Session

LINEAR = json.loads(Path(__file__).with_name("ground_truth.json").read_text())["linear"]


def lesson_problem(name: str) -> Problem:
    return Problem.of(load_lesson(name).config())


def autograd_hessian(problem: Problem, w: tuple[float, float]) -> FloatArray:
    """Second derivatives by `torch.autograd.functional.hessian`, in float64."""
    x, y = torch.tensor(problem.x), torch.tensor(problem.y)

    def loss(at: torch.Tensor) -> torch.Tensor:
        u = at[0] + at[1] * x  # (n,)
        if problem.loss_name == "bce":
            return torch.nn.functional.binary_cross_entropy_with_logits(u, y)
        squares = ((torch.sigmoid(u) if problem.link == "sigmoid" else u) - y).square()
        return squares.mean() if problem.is_mean else squares.sum()

    with torch.enable_grad():
        found: torch.Tensor = torch.autograd.functional.hessian(loss, torch.tensor(w, dtype=torch.float64))
    return found.numpy()


@pytest.mark.parametrize(("link", "loss"), POINTWISE)
@given(w=st.tuples(st.floats(-8, 8), st.floats(-8, 8)), seed=st.integers(0, 50))
def test_eigenvalues_and_axes_are_those_of_autograds_hessian(
    link: str, loss: str, w: tuple[float, float], seed: int
) -> None:
    draws = np.random.default_rng(seed)
    x = draws.normal(0.5, 1.5, 40)
    y = (draws.random(40) < 0.5).astype(np.float64)
    problem = Problem(x, y, link, loss)  # type: ignore[arg-type]
    hessian = autograd_hessian(problem, w)
    found = curvature(problem, w)
    scale = max(np.abs(hessian).max(), 1e-300)
    assert found.eigenvalues == pytest.approx(np.linalg.eigvalsh(hessian), abs=1e-12 * scale)
    assert found.axes @ found.axes.T == pytest.approx(np.eye(2), abs=1e-14)
    stretched = hessian @ found.axes.T  # column i is λi · axis i
    assert stretched == pytest.approx(found.axes.T * found.eigenvalues, abs=1e-11 * scale)


def test_the_linear_lessons_numbers_are_the_published_ones() -> None:
    found = curvature(lesson_problem("linear"), (-5.0, 10.0))
    assert found.eigenvalues == pytest.approx(LINEAR["hessian_eigenvalues"])
    assert found.eigenvalues == pytest.approx((185.9603, 242.7700), abs=5e-5)
    assert found.largest == pytest.approx(LINEAR["lr_stability_limit"])
    assert found.best == pytest.approx(0.0046649, abs=5e-8)
    assert found.condition == pytest.approx(1.30549, rel=1e-5)
    assert (found.kind, found.exact) == ("bowl", True)


def test_a_linear_models_curvature_is_the_same_everywhere() -> None:
    problem = lesson_problem("linear")
    assert {curvature(problem, w).eigenvalues for w in ((0.0, 0.0), (1e6, -1e6), (2.4, 4.0))} == {
        curvature(problem, (-5.0, 10.0)).eigenvalues
    }


def test_the_cross_entropys_limit_at_its_minimum_is_19_07() -> None:
    problem = lesson_problem("logistic-bce-good")
    assert problem.optimum is not None
    found = curvature(problem, problem.optimum[:2])
    assert found.largest == pytest.approx(19.07, abs=0.005)
    assert not found.exact


@pytest.mark.parametrize(("share", "settles"), [(0.98, True), (1.05, False)])
def test_real_runs_settle_below_the_local_limit_and_not_above(share: float, settles: bool) -> None:
    lesson = load_lesson("logistic-bce-good")
    optimum = Problem.of(lesson.config()).optimum
    assert optimum is not None
    largest = curvature(Problem.of(lesson.config()), optimum[:2]).largest
    assert largest is not None
    start = (optimum[0] + 0.05, optimum[1] + 0.05)
    last = list(Session(lesson.config(lr=share * largest, start=start, epochs=400)))[-1]
    assert (math.dist(last.w, optimum[:2]) < 1e-3) == settles


@pytest.mark.parametrize(
    ("w", "kind"),
    [((-1.03, 4.84), "bowl"), ((-3.0, -1.0), "saddle"), ((-10.0, -1.0), "dome"), ((-800.0, 0.0), "flat")],
)
def test_the_squared_error_of_a_sigmoid_has_every_shape(w: tuple[float, float], kind: str) -> None:
    found = curvature(lesson_problem("logistic-mse-good"), w)
    assert found.kind == kind
    if kind == "bowl":
        assert found.condition == pytest.approx(found.eigenvalues[1] / found.eigenvalues[0])
    else:
        assert (found.largest, found.best, found.condition) == (None, None, None)


def test_equal_inputs_make_a_trough() -> None:
    found = curvature(Problem(np.full(5, 0.1), np.arange(5.0), "identity", "mse"), (0.0, 0.0))
    assert (found.kind, found.condition, found.largest) == ("flat", math.inf, None)
    assert found.eigenvalues == pytest.approx((0.0, 2.02))
    along = found.axes[0] / found.axes[0, 1]
    assert along == pytest.approx((-0.1, 1.0))  # ŷ = w0 + 0.1·w1 does not change along it


def test_inputs_far_from_zero_keep_their_small_eigenvalue() -> None:
    """Years as inputs: n·Σx² − (Σx)² would leave nothing of it."""
    found = curvature(Problem(np.arange(2000.0, 2021.0), np.arange(21.0), "identity", "mse"), (0.0, 0.0))
    determinant = 4 * np.var(np.arange(21.0))
    assert found.eigenvalues[0] == pytest.approx(determinant / found.eigenvalues[1], rel=1e-12)
    assert found.kind == "bowl"


def test_axes_keep_their_signs_along_a_path() -> None:
    """With `near` neither axis jumps, also where the larger component changes."""
    problem = lesson_problem("logistic-toy")
    angles = np.linspace(0.0, 2 * math.pi, 400)
    previous = curvature(problem, (2.0, 1.0))
    jumps = []
    for angle in angles:
        found = curvature(problem, (2 * math.cos(angle), 1 + math.sin(angle)), near=previous)
        jumps.append(np.abs(found.axes - previous.axes).max())
        previous = found
    assert max(jumps) < 0.2
    alone = curvature(problem, (0.3, 1.2))
    assert (alone.axes[np.arange(2), np.abs(alone.axes).argmax(axis=1)] > 0).all()


def test_many_data_are_compressed_without_harm() -> None:
    draws = np.random.default_rng(1)
    x = draws.normal(size=DIRECT + 1)
    y = (draws.random(DIRECT + 1) < 0.5).astype(np.float64)
    for loss in ("mse", "bce"):
        problem = Problem(x, y, "sigmoid", loss)
        for w in ((0.5, 0.6), (-9.0, -1.0), (0.0, 7.5)):
            expected = np.linalg.eigvalsh(problem.hessian(*w))
            assert curvature(problem, w).eigenvalues == pytest.approx(expected, rel=1e-6)


def test_it_is_fast_enough_for_every_move_of_the_mouse() -> None:
    problem = lesson_problem("logistic-mse-good")
    curvature(problem, (0.0, 0.0))
    times = []
    for k in range(50):
        begin = time.perf_counter()
        curvature(problem, (0.01 * k, 1.0))
        times.append(time.perf_counter() - begin)
    assert min(times) < 1e-3
