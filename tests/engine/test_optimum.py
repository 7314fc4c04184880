"""Minima, judged by the exact gradient, Hessian and loss of every datum, and how few walks they take."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engine.optimum
from engine.binned import binned
from engine.changed import With, Without
from engine.lessons import load_lesson
from engine.newton import Frame, Sums, newton
from engine.optimum import loss_of_best_step
from engine.problem import FloatArray, Problem, sigmoid

LOGISTIC = ("mse", "sse", "bce")


def curve(n: int, seed: int = 0, slope: float = 5.0, shape: str = "even", loss: str = "mse") -> Problem:
    rng = np.random.default_rng(seed)
    x: FloatArray
    if shape == "even":
        x = np.linspace(-1, 1, n)
    elif shape == "normal":
        x = rng.normal(size=n)
    elif shape == "levels":
        x = rng.integers(-3, 5, n).astype(np.float64)
    elif shape == "heavy tails":
        x = rng.standard_cauchy(n)
    else:
        x = 2005 + 15 * rng.uniform(-1, 1, n)
    middle = 2005 if shape == "years" else 0.0
    y = rng.random(n) < sigmoid(-1 + slope * (x - middle))
    return Problem(x, y.astype(float), "sigmoid", loss)


def plain(problem: Problem) -> Problem:
    return Problem(problem.x, problem.y, problem.link, problem.loss_name)


def check(problem: Problem, found: tuple[float, float, float], within: float = 1e-11) -> None:
    """Zero gradient, positive definite Hessian, its own loss, and one below every step function's."""
    w, judge = found[:2], plain(problem)
    frame = Frame(0.5 * sum(judge.span), 0.5 * (judge.span[1] - judge.span[0]))
    g0, g1 = (float(g) for g in judge.gradient(*w))
    total = judge.n * judge.scale
    assert abs(g0) <= within * total
    assert abs(g1 - frame.middle * g0) <= within * total * frame.half
    h = judge.hessian(*w)
    turn = np.array([[1.0, 0.0], [-frame.middle / frame.half, 1.0 / frame.half]])
    assert np.linalg.eigvalsh(turn @ h @ turn.T).min() > 0.0
    assert found[2] == pytest.approx(float(judge.loss(*w)), rel=1e-10)
    assert found[2] < loss_of_best_step(judge)


@pytest.mark.parametrize("loss", LOGISTIC)
@pytest.mark.parametrize("shape", ["even", "normal", "levels", "heavy tails", "years"])
@pytest.mark.parametrize("n", [60, 3000, 50_000])
def test_what_is_called_a_minimum_is_one(n: int, shape: str, loss: str) -> None:
    problem = curve(n, shape=shape, slope=0.3 if shape == "years" else 1.5, loss=loss)
    found = problem.optimum
    assert found is not None
    check(problem, found)


@settings(max_examples=60)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from(LOGISTIC),
    st.sampled_from(["even", "normal", "levels", "heavy tails"]),
    st.integers(2, 6000),
    st.floats(0.05, 60),
    st.sampled_from([0.0, 0.01, 0.3]),
)
def test_no_claim_is_wrong(seed: int, loss: str, shape: str, n: int, slope: float, flipped: float) -> None:
    drawn = curve(n, seed, slope, shape)
    rng = np.random.default_rng(seed)
    y = np.where(rng.random(n) < flipped, 1.0 - drawn.y, drawn.y)
    problem = Problem(drawn.x * 10 ** rng.uniform(-2, 2), y, "sigmoid", loss)
    found = problem.optimum
    if found is not None:
        check(problem, found)
    elif loss == "bce":
        # Convex: only a step function, or one input for all data, leaves no minimum.
        assert math.isfinite(loss_of_best_step(problem))


@pytest.mark.parametrize("loss", LOGISTIC)
@pytest.mark.parametrize("n", [300, 60_000])
def test_separable_data_are_told_without_a_search(n: int, loss: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("searched")

    monkeypatch.setattr(engine.optimum, "newton", never)
    rng = np.random.default_rng(0)
    x = rng.normal(size=n)
    for y in (x > 0.1, x < 0.1, x > 100, x < 100, x > np.sort(x)[n // 2]):
        assert Problem(x, y.astype(float), "sigmoid", loss).optimum is None


@pytest.mark.parametrize("shape", ["even", "normal"])
@pytest.mark.parametrize("loss", LOGISTIC)
def test_many_data_are_walked_over_few_times(loss: str, shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    problem, walks = curve(100_000, shape=shape, loss=loss), []
    at = Sums.at

    def counted(sums: Sums, c: float, b: float) -> object:
        if sum(len(part[0]) for part in sums._parts) == problem.n:
            walks.append((c, b))
        return at(sums, c, b)

    monkeypatch.setattr(Sums, "at", counted)
    assert problem.optimum is not None
    assert len(walks) <= 3


@pytest.mark.parametrize("loss", LOGISTIC)
@pytest.mark.parametrize("n", [13, 500, 5000, 40_000])
def test_the_minimum_follows_a_dragged_datum(n: int, loss: str) -> None:
    first = curve(n, seed=3, loss=loss, slope=2.0, shape="normal")
    others = Without(first, n // 2)
    for x, y in [(0.3, 1.0), (-2.0, 1.0), (30.0, 0.0), (-30.0, 0.0)]:
        changed = With(others, (x, y), n // 2)
        found = changed.optimum
        assert not {"x", "y"} & set(vars(changed))
        judged = plain(changed).optimum
        if judged is None:
            assert found is None
            continue
        assert found is not None
        assert found == pytest.approx(judged, rel=1e-7, abs=1e-9)
        check(changed, found, 1e-11 if n <= engine.optimum.DIRECT else 1e-8)
    assert others.optimum == pytest.approx(plain(others).optimum, rel=1e-7)


def test_the_line_follows_as_well() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=400) + 50.0
    first = Problem(x, 1 + 2 * x + rng.normal(size=400), "identity", "mse")
    changed = With(Without(first, 7), (60.0, -3.0), 7)
    assert changed.optimum == pytest.approx(plain(changed).optimum, rel=1e-11)
    slope, value = np.polyfit(changed.x - 50.0, changed.y, 1)
    assert changed.optimum is not None
    assert changed.optimum[:2] == pytest.approx((value - 50.0 * slope, slope), rel=1e-9)


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1), st.integers(1, 3000), st.sampled_from(["normal", "levels", "heavy tails"]))
def test_bins_bound_the_best_step_and_know_the_order_of_the_classes(seed: int, n: int, shape: str) -> None:
    problem = curve(n, seed, 3.0, shape, "sse")
    bins = binned(problem)
    if bins is None:
        assert problem.span[0] == problem.span[1]
        return
    low, high = bins.best_step()
    exact = loss_of_best_step(problem)
    assert low <= exact * (1 + 1e-12) + 1e-12
    assert exact <= high * (1 + 1e-12) + 1e-12
    entropy = loss_of_best_step(Problem(problem.x, problem.y, "sigmoid", "bce"))
    assert bins.is_apart() in (None, math.isfinite(entropy))
    assert bins.sums[-1].sum() == n
    again = binned(With(problem, (1e4, 1.0), n))
    assert again is not None
    back = again.with_datum(1e4, 1.0, -1.0)
    assert np.array_equal(back.sums, bins.sums)


@pytest.mark.parametrize(
    ("y", "best"),
    [
        ([0, 0, 1, 1], 0.0),
        ([1, 1, 0, 0], 0.0),
        ([0, 1, 0, 1], 1.0),
        ([1, 0, 0, 1], 1.0),
        ([1, 0, 1, 0, 1, 0], 2.0),
    ],
)
def test_the_best_step_by_hand(y: list[int], best: float) -> None:
    x = np.arange(len(y), dtype=float)
    assert loss_of_best_step(Problem(x, np.array(y, float), "sigmoid", "sse")) == best
    entropy = loss_of_best_step(Problem(x, np.array(y, float), "sigmoid", "bce"))
    assert entropy == (0.0 if best == 0.0 else math.inf)


def test_what_is_on_the_threshold_is_left_of_the_cross_entropy() -> None:
    x, y = np.array([1.0, 2, 2, 2, 3]), np.array([0.0, 0, 1, 1, 1])
    problem = Problem(x, y, "sigmoid", "bce")
    share = 2 / 3
    left = -3 * (share * math.log(share) + (1 - share) * math.log(1 - share)) / 5
    assert loss_of_best_step(problem) == pytest.approx(left)
    assert problem.optimum is None
    squares = loss_of_best_step(Problem(x, y, "sigmoid", "sse"))
    assert squares == pytest.approx(2 / 3)


@pytest.mark.parametrize("loss", LOGISTIC)
def test_sums_are_the_problems_own(loss: str) -> None:
    problem = curve(20_000, shape="normal", loss=loss)
    sums = Sums(loss, float(problem.y @ problem.y)).add(problem.x, None, problem.y)
    for w in [(0.3, -1.2), (-4.0, 9.0), (0.0, 400.0)]:
        here = sums.at(*w)
        assert here.loss * problem.scale == pytest.approx(float(problem.loss(*w)), rel=1e-12)
        assert (here.g0, here.g1) == pytest.approx(
            [g / problem.scale for g in problem.gradient(*w)], rel=1e-9
        )
        h = problem.hessian(*w) / problem.scale
        assert (here.h00, here.h01, here.h11) == pytest.approx((h[0, 0], h[0, 1], h[1, 1]), rel=1e-9)


def test_a_search_stops_where_a_curve_has_become_a_step() -> None:
    x = np.array([-1.0, -0.5, 0.5, 1.0])
    end = newton(Sums("sse", 2.0).add(x, None, (x > 0).astype(float)), (0.0, 1.0))
    assert not end.arrived
    assert end.b > 10.0


def test_inputs_that_differ_by_rounding_only() -> None:
    x = 1.0 + np.array([0.0, 1e-16, 3e-16, 1e-15])
    for loss in LOGISTIC:
        assert Problem(x, np.array([0.0, 1, 0, 1]), "sigmoid", loss).optimum is None


def test_the_courses_minima_to_nine_digits() -> None:
    known = {
        "logistic-bce-good": (-1.0116037800963775, 4.841669521134066, 0.32433459293062955),
        "logistic-mse-good": (-1.0321432770675545, 4.837294851853202, 0.1007793661774462),
    }
    for lesson, minimum in known.items():
        assert Problem.of(load_lesson(lesson).config()).optimum == pytest.approx(minimum, rel=1e-9)
