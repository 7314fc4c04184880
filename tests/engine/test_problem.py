"""The closed forms of every loss, with torch's autograd in float64 as the oracle."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import InputError
from engine.lessons import load_lesson
from engine.problem import POINTWISE, Problem

WEIGHTS = [(0.0, 0.0), (-5.0, 10.0), (-0.8, -0.3), (3.0, -7.5), (30.0, 4.0)]


def some_data(link: str, n: int = 50) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(7)
    x = rng.normal(size=n)
    y = rng.normal(size=n) if link == "identity" else (rng.random(n) < 0.4).astype(float)
    return x, y


def torch_loss(problem: Problem, w: torch.Tensor) -> torch.Tensor:
    x, y = torch.tensor(problem.x), torch.tensor(problem.y)
    u = w[0] + w[1] * x
    if problem.loss_name == "bce":
        return torch.nn.functional.binary_cross_entropy_with_logits(u, y)
    squares = (y - (u if problem.link == "identity" else torch.sigmoid(u))).square()
    return squares.sum() if problem.loss_name == "sse" else squares.mean()


@pytest.mark.parametrize(("link", "loss"), POINTWISE)
@pytest.mark.parametrize("at", WEIGHTS)
def test_loss_gradient_and_hessian_are_autograds(link: str, loss: str, at: tuple[float, float]) -> None:
    problem = Problem(*some_data(link), link, loss)
    w = torch.tensor(at, dtype=torch.float64, requires_grad=True)
    value = torch_loss(problem, w)
    (gradient,) = torch.autograd.grad(value, w)
    hessian = torch.autograd.functional.hessian(lambda v: torch_loss(problem, v), w.detach())

    assert float(problem.loss(*at)) == pytest.approx(value.item(), rel=1e-12)
    assert [float(g) for g in problem.gradient(*at)] == pytest.approx(gradient.tolist(), rel=1e-11, abs=1e-15)
    np.testing.assert_allclose(problem.hessian(*at), hessian.numpy(), rtol=1e-10, atol=1e-15)


def test_a_grid_in_chunks_is_its_points_one_by_one() -> None:
    problem = Problem(*some_data("sigmoid", n=3000), "sigmoid", "bce")
    w0, w1 = np.linspace(-3, 3, 7), np.linspace(-2, 5, 11)
    grid = problem.loss(w0[:, None], w1[None, :])
    assert grid.shape == (7, 11)
    points = [[float(problem.loss(a, b)) for b in w1] for a in w0]
    np.testing.assert_allclose(grid, points, rtol=1e-14)


def test_cross_entropy_of_a_sure_and_right_prediction_keeps_its_digits() -> None:
    problem = Problem(np.array([0.0]), np.array([1.0]), "sigmoid", "bce")
    assert float(problem.loss(100.0, 0.0)) == pytest.approx(np.exp(-100.0), rel=1e-12)
    assert float(problem.gradient(100.0, 0.0)[0]) == pytest.approx(-np.exp(-100.0), rel=1e-12)
    assert float(problem.loss(-800.0, 0.0)) == 800.0


def test_beyond_float64_there_are_holes_and_no_warnings() -> None:
    problem = Problem(*some_data("identity"), "identity", "sse")
    assert np.isinf(problem.loss(1e200, 0.0))


def test_predictions_pass_through_the_link() -> None:
    x = np.array([-1.0, 0.0, 2.0])
    linear = Problem(x, x, "identity", "sse")
    logistic = Problem(x, np.array([0.0, 0.0, 1.0]), "sigmoid", "mse")
    assert linear.predict((1.0, 2.0), x).tolist() == [-1.0, 1.0, 5.0]
    np.testing.assert_allclose(
        logistic.predict((1.0, 2.0), x), 1 / (1 + np.exp(-(1.0 + 2.0 * x))), rtol=1e-15
    )


def test_a_loss_must_fit_the_link() -> None:
    x, y = some_data("identity")
    with pytest.raises(InputError, match="bce"):
        Problem(x, y, "identity", "bce")


def test_the_data_of_a_problem_cannot_change_under_its_caches() -> None:
    x, y = some_data("identity")
    problem = Problem(x, y, "identity", "sse")
    before = float(problem.loss(1.0, 1.0))
    x[:] = 0.0
    assert float(problem.loss(1.0, 1.0)) == before
    with pytest.raises(ValueError, match="read-only"):
        problem.x[0] = 1.0


def test_problems_of_lessons_on_the_same_data_are_one() -> None:
    good, worst = (load_lesson(f"logistic-mse-{name}").config() for name in ("good", "worst"))
    assert Problem.of(good) is Problem.of(worst)
    assert Problem.of(good) is not Problem.of(load_lesson("logistic-bce-good").config())


@pytest.mark.parametrize(
    ("lesson", "w", "loss"),
    [
        ("linear", (2.445868853850038, 4.004341841996613), 26.359979933099144),
        ("logistic-bce-good", (-1.0116037800963775, 4.841669521134066), 0.32433459293062955),
        ("logistic-mse-good", (-1.0321430996337138, 4.837294070329387), 0.10077936617744676),
        ("logistic-toy", (-0.6545, 1.3084), 0.193134),
    ],
)
def test_the_minima_of_the_course(lesson: str, w: tuple[float, float], loss: float) -> None:
    found = Problem.of(load_lesson(lesson).config()).optimum
    assert found is not None
    assert found[:2] == pytest.approx(w, rel=1e-5 if lesson.startswith("logistic") else 1e-12, abs=5e-5)
    assert found[2] == pytest.approx(loss, rel=1e-6 if lesson == "logistic-toy" else 1e-12)


X = np.arange(-6.0, 7.0)


@pytest.mark.parametrize("loss", ["mse", "bce"])
@pytest.mark.parametrize("y", [X > 0, X < 0, X > 100, X < 100], ids=["rising", "falling", "zeros", "ones"])
def test_data_that_a_step_separates_have_no_finite_minimum(loss: str, y: np.ndarray) -> None:
    assert Problem(X, y.astype(float), "sigmoid", loss).optimum is None


def test_equal_inputs_tell_no_slope() -> None:
    x = np.full(5, 3.0)
    assert Problem(x, np.arange(5.0), "identity", "sse").optimum is None
    assert Problem(x, np.array([0.0, 1.0, 1.0, 0.0, 0.0]), "sigmoid", "bce").optimum is None


@given(st.integers(0, 2**32 - 1), st.sampled_from(["mse", "bce"]))
def test_no_point_nearby_or_far_away_beats_the_minimum(seed: int, loss: str) -> None:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=40) * 10 ** rng.uniform(-2, 2) + rng.normal() * 3
    y = (rng.random(40) < 0.5).astype(float)
    problem = Problem(x, y, "sigmoid", loss)
    found = problem.optimum
    if found is None:
        return
    rivals = np.array(found[:2]) + rng.normal(size=(500, 2)) * 10 ** rng.uniform(-3, 2, size=(500, 1))
    assert found[2] <= problem.loss(rivals[:, 0], rivals[:, 1]).min() + 1e-12
