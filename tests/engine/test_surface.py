"""Surfaces by every way, with the loss of every datum in float64 as the judge."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.lessons import load_lesson
from engine.problem import Problem
from engine.surface import Cancelled, fastest, surface

LOGISTIC_BOX = (np.arange(-10, 3, 0.1), np.arange(-1, 10, 0.1))


def course(lesson: str) -> Problem:
    return Problem.of(load_lesson(lesson).config())


def exact(problem: Problem, w0: np.ndarray, w1: np.ndarray) -> np.ndarray:
    return problem.loss(w0[:, None], w1[None, :])


@pytest.mark.parametrize("lesson", ["logistic-mse-good", "logistic-bce-good"])
@pytest.mark.parametrize("method", ["auto", "compressed", "exact"])
def test_the_courses_surfaces(lesson: str, method: str) -> None:
    problem = course(lesson)
    w0, w1 = LOGISTIC_BOX
    drawn = surface(problem, w0, w1, method=method)
    assert drawn.shape == (130, 110)
    assert drawn.dtype == np.float64
    error = np.abs(drawn - exact(problem, w0, w1)).max()
    assert error <= (1e-13 if method == "exact" else 1e-8)


def test_the_linear_surface_is_exact_from_its_minimum_to_its_corners() -> None:
    problem = course("linear")
    w0, w1 = np.linspace(-6, 11, 130), np.linspace(-6, 11, 110)
    best = problem.optimum
    assert best is not None
    w0[50], w1[50] = best[:2]
    drawn = surface(problem, w0, w1)
    np.testing.assert_allclose(drawn, exact(problem, w0, w1), rtol=1e-12)
    assert drawn[50, 50] == pytest.approx(26.359979933099144, rel=1e-12)


@given(st.integers(0, 2**32 - 1), st.floats(-9, 9), st.floats(-6, 6), st.floats(-6, 6))
def test_a_linear_surface_keeps_its_digits_for_badly_scaled_data(
    seed: int, offset: float, spread: float, noise: float
) -> None:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=20) * 10.0**spread + offset
    y = 1.0 + 2.0 * x + rng.normal(size=20) * 10.0**noise
    problem = Problem(x, y, "identity", "mse")
    w0, w1 = rng.normal(size=5) * 10, rng.normal(size=6) * 10
    drawn = surface(problem, w0, w1)
    # What rounding w0 + w1·x alone does to the judge's residuals.
    slack = 8 * np.finfo(float).eps * (np.abs(w0)[:, None] + np.abs(w1) * problem.reach + np.abs(y).max())
    judged = exact(problem, w0, w1)
    assert (np.abs(drawn - judged) <= 1e-12 * judged + 2 * np.sqrt(judged) * slack + slack**2).all()


@pytest.mark.parametrize("loss", ["mse", "bce"])
@pytest.mark.parametrize("method", ["auto", "compressed", "exact"])
@pytest.mark.parametrize("reach", [20, 60, 200])
def test_boxes_up_to_twenty_times_the_lessons(loss: str, method: str, reach: int) -> None:
    problem = course(f"logistic-{loss}-good")
    w0, w1 = np.linspace(-reach, reach, 23), np.linspace(-reach, reach, 29)
    error = np.abs(surface(problem, w0, w1, method=method) - exact(problem, w0, w1)).max()
    assert error <= 1e-8


@pytest.mark.parametrize("loss", ["mse", "bce"])
@pytest.mark.parametrize(("columns", "rows"), [(301, 300), (256, 40), (41, 257)])
def test_interpolated_in_both_directions_or_one(loss: str, columns: int, rows: int) -> None:
    problem = course(f"logistic-{loss}-good")
    w0, w1 = np.linspace(-20, 20, columns), np.linspace(-15, 18, rows)
    error = np.abs(surface(problem, w0, w1, method="compressed") - exact(problem, w0, w1)).max()
    assert error <= 1e-8


@settings(max_examples=60)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from(["mse", "bce"]),
    st.floats(0.5, 40),
    st.integers(1, 60),
    st.integers(1, 60),
    st.sampled_from([1, 2, 13, 200, 3000]),
)
def test_any_data_and_any_box(seed: int, loss: str, reach: float, rows: int, columns: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    x = rng.choice([rng.normal(size=n), rng.choice([-1.0, 1.0, 3.0], size=n), np.full(n, 2.0)])
    y = (rng.random(n) < rng.random()).astype(float)
    problem = Problem(x, y, "sigmoid", loss)
    w0 = rng.uniform(-reach, reach) + np.linspace(-reach, reach, rows) * rng.random()
    w1 = np.sort(rng.uniform(-reach, reach, columns))
    judged = exact(problem, w0, w1)
    for method in ("auto", "compressed", "exact"):
        assert np.abs(surface(problem, w0, w1, method=method) - judged).max() <= 1e-8


@pytest.mark.parametrize("loss", ["mse", "bce"])
def test_labels_between_0_and_1_and_many_data(loss: str) -> None:
    rng = np.random.default_rng(3)
    problem = Problem(rng.normal(size=10_000), rng.random(10_000), "sigmoid", loss)
    w0, w1 = np.linspace(-3, 4, 9), np.linspace(-5, 2, 8)
    for method in ("compressed", "exact"):
        error = np.abs(surface(problem, w0, w1, method=method) - exact(problem, w0, w1)).max()
        assert error <= (1e-8 if method == "compressed" else 1e-12)


def test_a_sum_of_squares_through_a_sigmoid_is_n_times_the_mean() -> None:
    mean = course("logistic-mse-good")
    total = Problem(mean.x, mean.y, "sigmoid", "sse")
    w0, w1 = LOGISTIC_BOX
    np.testing.assert_allclose(surface(total, w0, w1), 2000 * surface(mean, w0, w1), rtol=1e-12)


@pytest.mark.parametrize("loss", ["mse", "bce"])
def test_weights_beyond_the_exponentials_range(loss: str) -> None:
    problem = course(f"logistic-{loss}-good")
    w0, w1 = np.array([-1e6, 0.0, 800.0]), np.array([-1e5, 3.0])
    for method in ("auto", "compressed", "exact"):
        np.testing.assert_allclose(
            surface(problem, w0, w1, method=method), exact(problem, w0, w1), rtol=1e-12
        )


def test_beyond_float64_there_are_holes_and_no_warnings() -> None:
    drawn = surface(course("linear"), np.array([0.0, 1e200]), np.array([0.0, 1.0]))
    assert np.isfinite(drawn[0]).all()
    assert np.isinf(drawn[1]).all()


def test_a_grid_may_be_single_points_or_none() -> None:
    problem = course("logistic-bce-good")
    assert surface(problem, [], [1.0, 2.0]).shape == (0, 2)
    assert surface(problem, [-1.0], [5.0]).item() == pytest.approx(0.32456239699093414, abs=1e-8)


@pytest.mark.parametrize(("lesson", "method"), [("linear", "compressed"), ("logistic-bce-good", "quadratic")])
def test_a_way_must_fit_the_model(lesson: str, method: str) -> None:
    with pytest.raises(ValueError, match="model"):
        surface(course(lesson), [0.0], [0.0], method=method)


@pytest.mark.parametrize("asked", [1, 2, 5])
def test_cancelled_between_chunks(asked: int) -> None:
    calls = itertools.count(1)
    with pytest.raises(Cancelled):
        surface(
            course("logistic-mse-good"), *LOGISTIC_BOX, method="exact", cancelled=lambda: next(calls) >= asked
        )
    assert next(calls) <= asked + 2 * 16  # every thread noticed at its next block


def test_the_exact_way_on_torch_agrees() -> None:
    w0, w1 = np.linspace(-5, 5, 6), np.linspace(-9, 9, 7)
    for lesson in ("linear", "logistic-mse-good", "logistic-bce-good"):
        from engine.surface.exact import _on_device

        problem = course(lesson)
        np.testing.assert_allclose(
            _on_device(problem, w0, w1, "cpu", None), exact(problem, w0, w1), rtol=1e-12, atol=1e-14
        )


def test_auto_compresses_where_that_is_less_work() -> None:
    w0, w1 = LOGISTIC_BOX
    wide0, wide1 = np.linspace(-200, 200, 130), np.linspace(-200, 200, 110)
    assert fastest(course("linear"), w0, w1) == "quadratic"
    assert fastest(course("logistic-bce-good"), w0, w1) == "compressed"
    assert fastest(course("logistic-bce-good"), wide0, wide1) == "exact"
    assert fastest(course("logistic-mse-good"), wide0, wide1) == "compressed"
