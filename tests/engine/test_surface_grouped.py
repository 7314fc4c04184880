"""Data in groups over one denominator, with the loss of every datum in float64 as the judge."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.problem import Problem
from engine.surface import Cancelled, grouped
from engine.surface.exact import exact_surface
from engine.surface.grouped import MOST_FACTORS, SLICE, group_size, grouped_surface


def logistic(n: int, loss: str, seed: int = 0, labels: str = "bits") -> Problem:
    rng = np.random.default_rng(seed)
    y = {
        "bits": (rng.random(n) < 0.4).astype(float),
        "shares": rng.random(n),
        "any": rng.normal(size=n) * 30.0 - 5.0,
    }[labels]
    return Problem(rng.uniform(-1, 1, n), y, "sigmoid", loss)


def judged(problem: Problem, w0: np.ndarray, w1: np.ndarray) -> np.ndarray:
    return problem.loss(w0[:, None], w1[None, :])


@pytest.mark.parametrize("loss", ["mse", "sse", "bce"])
@pytest.mark.parametrize("labels", ["bits", "shares", "any"])
@pytest.mark.parametrize("n", [1, 2, 11, 12, 13, 167, 2000, SLICE + 1, 3 * SLICE])
def test_any_number_of_data_with_any_labels(loss: str, labels: str, n: int) -> None:
    problem = logistic(n, loss, n, labels)
    w0, w1 = np.linspace(-10, 3, 80), np.linspace(-1, 10, 7)
    largest = (n if loss == "sse" else 1) * (1 + np.abs(problem.y).max()) ** 2 * 20
    assert np.abs(grouped_surface(problem, w0, w1) - judged(problem, w0, w1)).max() <= 1e-14 * largest


@settings(max_examples=40)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from(["mse", "bce"]),
    st.floats(0.0, 1.0),
    st.floats(0.0, 1.0),
    st.integers(1, 90),
    st.integers(1, 40),
)
def test_as_far_as_exponentials_reach(
    seed: int, loss: str, share0: float, share1: float, rows: int, n: int
) -> None:
    problem = logistic(n, loss, seed)
    reach0, reach1 = 300.0 * share0, 300.0 * share1 / problem.reach
    w0, w1 = np.linspace(-reach0, reach0, rows), np.linspace(-reach1, reach1, 9)
    drawn, right = grouped_surface(problem, w0, w1), judged(problem, w0, w1)
    np.testing.assert_allclose(drawn, right, rtol=1e-12, atol=1e-13)


def test_all_data_far_on_one_side() -> None:
    """Predictions that are 0 or 1 to the last place, where a group's coefficients span 10²⁶⁰."""
    problem = Problem(np.linspace(0.9, 1.0, 50), np.repeat([0.0, 1.0], 25), "sigmoid", "mse")
    w0, w1 = np.array([-40.0, 0.0, 40.0]), np.array([-300.0, -10.0, 10.0, 300.0])
    w0 = np.concatenate([w0, np.linspace(-299, 299, 100)])
    np.testing.assert_allclose(grouped_surface(problem, w0, w1), judged(problem, w0, w1), atol=1e-14)


def test_the_minimum_of_separable_data_keeps_its_absolute_error() -> None:
    problem = Problem(np.repeat([-1.0, 1.0], 30), np.repeat([0.0, 1.0], 30), "sigmoid", "mse")
    w0, w1 = np.linspace(-1, 1, 80), np.linspace(5, 30, 6)
    assert np.abs(grouped_surface(problem, w0, w1) - judged(problem, w0, w1)).max() <= 1e-14


def test_groups_are_as_large_as_pays_and_as_float64_holds() -> None:
    problem = logistic(500, "mse")
    many, near = np.linspace(-5, 5, 130), np.linspace(-5, 5, 110)
    assert group_size(problem, many, near) == MOST_FACTORS
    assert group_size(problem, many[:8], near) == 4
    assert group_size(problem, many[:1], near) == 1
    assert group_size(logistic(5, "mse"), many, near) == 5
    for reach in (20.0, 60.0, 150.0, 300.0):
        size = group_size(problem, many, near / 5 * reach)
        assert 1 <= size <= MOST_FACTORS
        assert size == 1 or size * (5 + reach * problem.reach + math.log(2)) <= 600.0


@pytest.mark.parametrize("rows", [1, 3, 700])
def test_few_and_many_rows(rows: int) -> None:
    for loss in ("mse", "bce"):
        problem = logistic(700, loss)
        w0, w1 = np.linspace(-4, 4, rows), np.linspace(-6, 6, 33)
        np.testing.assert_allclose(
            grouped_surface(problem, w0, w1), judged(problem, w0, w1), rtol=1e-12, atol=1e-14
        )


def test_one_core_draws_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = logistic(2000, "mse")
    w0, w1 = np.linspace(-4, 4, 130), np.linspace(-6, 6, 110)
    shared = exact_surface(problem, w0, w1)
    monkeypatch.setattr("engine.surface.rows.cores", lambda: 1)
    monkeypatch.setattr(grouped, "cores", lambda: 1)
    np.testing.assert_allclose(exact_surface(problem, w0, w1), shared, rtol=0, atol=1e-15)


def test_the_surface_is_laid_out_by_rows() -> None:
    drawn = grouped_surface(logistic(30, "bce"), np.linspace(-1, 1, 5), np.linspace(-1, 1, 4))
    assert drawn.shape == (5, 4)
    assert drawn.dtype == np.float64
    assert drawn.flags.c_contiguous
    assert drawn.flags.owndata


@pytest.mark.parametrize("loss", ["mse", "bce"])
def test_cancelled_between_products(loss: str) -> None:
    calls = itertools.count(1)
    with pytest.raises(Cancelled):
        grouped_surface(
            logistic(2000, loss),
            np.linspace(-4, 4, 130),
            np.linspace(-6, 6, 110),
            lambda: next(calls) >= 3,
        )
    assert next(calls) <= 8
