"""Surfaces that re-form under a dragged datum, with the loss of every datum in float64 as the judge."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.changed import Changed, With, Without
from engine.config import DataSpec, RunConfig
from engine.preview import trace
from engine.problem import POINTWISE, Problem
from engine.surface.living import LivingSurface
from engine.surface.quadratic import quadratic_form

GRID = np.linspace(-6, 6, 23), np.linspace(-5, 8, 19)


def some(link: str, loss: str, n: int, seed: int = 0) -> Problem:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=n)
    y = 1 + 2 * x + rng.normal(size=n) if link == "identity" else rng.random(n) < 1 / (1 + np.exp(-2 * x))
    return Problem(x, y.astype(float), link, loss, (1.0, 2.0))


def plain(problem: Problem) -> Problem:
    return Problem(problem.x, problem.y, problem.link, problem.loss_name)


def check(living: LivingSurface, drawn: np.ndarray) -> None:
    problem = living.problem()
    judged = plain(problem).loss(GRID[0][:, None], GRID[1][None, :])
    if problem.link == "identity":
        np.testing.assert_allclose(drawn, judged, rtol=1e-11)
    else:
        assert np.abs(drawn - judged).max() <= 1e-8 * max(1.0, problem.scale * problem.n)


@pytest.mark.parametrize(("link", "loss"), POINTWISE)
@pytest.mark.parametrize("n", [1, 2, 13, 3000])
def test_moved_and_back(link: str, loss: str, n: int) -> None:
    first = some(link, loss, n)
    living = LivingSurface(first, *GRID)
    check(living, living.grid())
    i = n // 2
    for x, y in [(0.3, 1.0), (-9.0, 0.0), (12.0, 1.0), (first.x[i], first.y[i])]:
        drawn = living.moved(i, x, y)
        assert living.problem().x[i] == x
        assert living.problem().n == n
        check(living, drawn)
    living.back()
    assert living.problem() is first


def test_an_only_datum_is_not_taken_away() -> None:
    with pytest.raises(ValueError, match="only datum"):
        Without(some("identity", "sse", 1), 0)


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1), st.sampled_from(sorted(POINTWISE)), st.integers(2, 2000))
def test_a_long_drag_does_not_gather_rounding(seed: int, kind: tuple[str, str], n: int) -> None:
    rng = np.random.default_rng(seed)
    living = LivingSurface(some(*kind, n, seed), *GRID)
    for i in rng.integers(0, n, 3):
        for scale in (1.0, 1e3, 1e-3):
            drawn = living.moved(int(i), *(rng.normal(size=2) * (scale, 1.0)))
    check(living, drawn)


@pytest.mark.parametrize("kind", [("identity", "sse"), ("sigmoid", "mse"), ("sigmoid", "bce")])
def test_an_outlier_brought_home_leaves_nothing_behind(kind: tuple[str, str]) -> None:
    first = some(*kind, 500)
    far = Problem(np.append(first.x, 1e5), np.append(first.y, 1.0), *kind)
    living = LivingSurface(far, *GRID)
    check(living, living.moved(500, 0.1, 1.0))
    check(living, living.moved(500, 0.2, 0.0))


@pytest.mark.parametrize(
    "kind", [("identity", "sse"), ("identity", "mse"), ("sigmoid", "mse"), ("sigmoid", "bce")]
)
def test_the_preview_follows_without_the_data_being_copied(kind: tuple[str, str]) -> None:
    first = some(*kind, 2500)
    living = LivingSurface(first, *GRID)
    living.moved(7, -4.0, 1.0)
    problem = living.problem()
    assert isinstance(problem, With)
    lr = 1e-4 if kind == ("identity", "sse") else 0.1
    config = RunConfig(DataSpec("line"), *kind, "sgd", lr, (-3.0, -1.0), 200)
    seen = trace(problem, config)
    assert not {"x", "y"} & set(vars(problem))
    judged = trace(plain(problem), config)
    np.testing.assert_allclose(seen.path, judged.path, rtol=1e-7, atol=1e-8)
    np.testing.assert_allclose(seen.losses, judged.losses, rtol=1e-7)
    assert seen.end == judged.end


def test_a_changed_problem_is_a_problem() -> None:
    first = some("sigmoid", "bce", 50)
    others = Without(first, 3)
    changed = With(others, (9.0, 1.0), 3)
    same = plain(changed)
    assert changed.x[3] == 9.0
    assert np.array_equal(np.delete(changed.x, 3), np.delete(first.x, 3))
    assert changed.span == same.span
    assert changed.scale == same.scale
    assert changed.true_w == first.true_w
    assert changed.optimum == pytest.approx(same.optimum)
    assert float(changed.loss(0.3, 0.4)) == float(same.loss(0.3, 0.4))
    assert not changed.x.flags.writeable
    for wrong in (lambda: Without(first, 50), lambda: Without(first, -1)):
        with pytest.raises(IndexError):
            wrong()
    with pytest.raises(ValueError, match="finite"):
        With(first, (np.nan, 0.0), 0)


def test_a_changed_problem_can_live_as_well() -> None:
    living = LivingSurface(some("sigmoid", "mse", 300), *GRID)
    living.moved(3, 5.0, 1.0)
    again = LivingSurface(living.problem(), *GRID)
    check(again, again.moved(4, -5.0, 0.0))
    assert not isinstance(again._whole, Changed)


@pytest.mark.parametrize("x", [[2.0, 2.0], [2.0, 2.0, 2.0, 5.0]])
def test_a_quadratic_form_whose_data_had_one_x(x: list[float]) -> None:
    others = Problem(np.array(x[:-1]), np.arange(len(x) - 1.0), "identity", "mse")
    changed = With(others, (x[-1], 7.0), len(x) - 1)
    form, judged = quadratic_form(changed), quadratic_form(plain(changed))
    for name in ("n", "x_mean", "y_mean", "sxx", "slope", "rest"):
        assert getattr(form, name) == pytest.approx(getattr(judged, name), abs=1e-14)


def test_a_drag_leaves_no_data_behind() -> None:
    living = LivingSurface(some("sigmoid", "bce", 2000), *GRID)
    config = RunConfig(DataSpec("line"), "sigmoid", "bce", "sgd", 0.1, (-3.0, -1.0), 5)
    problems = []
    for k in range(30):
        living.moved(5, 0.1 * k, 1.0)
        trace(living.problem(), config)
        problems.append(weakref.ref(living.problem()))
    gc.collect()
    assert sum(problem() is not None for problem in problems) == 1
