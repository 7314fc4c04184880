"""Slopes foreseen along a path, held against the slopes of every datum in float64."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.lessons import load_lesson
from engine.optimizers import OPTIMIZERS
from engine.preview import foresight, preview
from engine.preview.expansion import HALF_ULP, SHARE, SLOPES, SQUARE, TANH, Expansions
from engine.preview.foresight import SIZES, _cubics, _foreseen, logistic
from engine.problem import Problem

LESSONS = ["logistic-mse-good", "logistic-mse-sgd-bad", "logistic-bce-worst", "logistic-toy"]


def errors(problem: Problem, path: np.ndarray) -> np.ndarray:
    """Errors of the foreseen gradient in units of what rounding to float32 does to it, shape (k, 2)."""
    at = logistic(problem)
    seen = np.array([at(*w) for w in path.tolist()])
    right = np.stack(problem.gradient(path[:, 0], path[:, 1]), axis=1)
    # What compressing the data leaves of the gradient is not this module's.
    slack = 1e-10 * problem.scale * problem.n * np.array([1.0, problem.reach])
    allowed = HALF_ULP * np.abs(right) + np.maximum(seen[:, 5:], 0.0)
    return np.asarray((np.abs(seen[:, :2] - right) - slack) / allowed)


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_path_feels_the_gradient_that_is_there(lesson: str, optimizer: str) -> None:
    config = load_lesson(lesson).config(optimizer=optimizer, epochs=600)
    assert errors(Problem.of(config), preview(config).path).max() <= 2 * SHARE


@settings(max_examples=30)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from(["mse", "bce", "sse"]),
    st.floats(-4, 1),
    st.floats(0, 30),
    st.sampled_from(["noise", "walk", "spiral", "jumps"]),
)
def test_any_sequence_of_points(seed: int, loss: str, exponent: float, far: float, kind: str) -> None:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=60) * rng.choice([0.3, 1.0, 4.0])
    problem = Problem(x, (rng.random(60) < 0.5).astype(float), "sigmoid", loss)
    steps = np.arange(80)
    moved = {
        "noise": rng.normal(size=(80, 2)),
        "walk": rng.normal(size=(80, 2)).cumsum(axis=0),
        "spiral": np.stack([np.cos(steps / 3), np.sin(steps / 3)], axis=1) * np.exp(-steps / 20)[:, None],
        "jumps": np.where(steps % 17 == 0, 10.0, 0.0)[:, None] * rng.normal(size=2),
    }[kind]
    path = rng.uniform(-far, far, size=2) + 10.0**exponent * moved
    assert errors(problem, path).max() <= 2 * SHARE


def test_a_smooth_path_takes_few_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks: list[int] = []
    taken = Expansions.at

    def counted(self: Expansions, w: np.ndarray) -> tuple[list[list[float]], float]:
        blocks.append(w.shape[1])
        return taken(self, w)

    monkeypatch.setattr(Expansions, "at", counted)
    for optimizer in OPTIMIZERS:
        blocks.clear()
        preview(load_lesson("logistic-mse-sgd-good").config(optimizer=optimizer, epochs=1000))
        assert len(blocks) <= (200 if optimizer == "rmsprop" else 80), optimizer
        assert set(blocks) <= set(SIZES)


def test_labels_need_not_be_0_or_1() -> None:
    rng = np.random.default_rng(8)
    for y in (rng.random(200), rng.normal(size=200) * 20.0):
        problem = Problem(rng.normal(size=200), y, "sigmoid", "mse")
        path = np.linspace([-3.0, 0.0], [2.0, 4.0], 200)
        assert errors(problem, path).max() <= 2 * SHARE


def test_all_inputs_may_be_0_and_all_predictions_saturated() -> None:
    flat = Problem(np.zeros(3), np.array([0.0, 1.0, 1.0]), "sigmoid", "mse")
    assert logistic(flat)(0.5, 7.0)[:2] == pytest.approx([float(g) for g in flat.gradient(0.5, 7.0)])
    steep = Problem(np.array([1.0, 2.0]), np.array([0.0, 1.0]), "sigmoid", "bce")
    at = logistic(steep)
    for w0 in (900.0, 899.0, 40.0, 3.0, -2.0, -800.0):
        assert at(w0, 0.5)[:2] == pytest.approx([float(g) for g in steep.gradient(w0, 0.5)], abs=1e-12)


def test_a_guess_beyond_the_compressed_data_is_left_out() -> None:
    problem = Problem.of(load_lesson("logistic-bce-good").config())
    expansions = Expansions(problem)
    columns, _ = expansions.at(np.array([[0.0, 0.0, 0.0], [7.0, 1e6, 7.5]]))
    assert len(columns) == 2 + SLOPES
    assert columns[1] == [7.0]
    columns, _ = expansions.at(np.array([[0.0, 0.0], [9.0, 15.0]]))
    assert columns[1] == [9.0, 15.0]


@pytest.mark.parametrize("lag", [1, 3, 16])
def test_cubics_foresee_cubics_and_what_goes_back_and_forth(lag: int) -> None:
    epochs = np.arange(200)
    curve = 1e-5 * (epochs - 90.0) ** 3 + epochs
    other = np.where(epochs % 2 == 0, 0.01 * epochs**2, 5.0 - epochs)
    ago, weights = _cubics(lag)
    guesses = np.stack([curve, other])[:, 120 - np.array(ago)] @ weights
    ahead = slice(120, 120 + SIZES[-1])
    np.testing.assert_allclose(guesses, [curve[ahead], other[ahead]], rtol=1e-7, atol=1e-6)
    assert guesses[:, 0].tolist() == [curve[120], other[120]]


def test_the_present_point_is_not_a_guess() -> None:
    for count in SIZES:
        for length in (1, 2, 5, 40):
            seen = np.random.default_rng(length).normal(size=(2, length)).tolist()
            assert _foreseen(*seen, count)[:, 0].tolist() == [seen[0][-1], seen[1][-1]]


def test_polynomials_are_each_others_derivatives() -> None:
    h = np.polynomial.Polynomial([0.0, 1.0])
    for table in (TANH, SQUARE):
        polynomials = [np.polynomial.Polynomial(row) for row in table]
        for before, after in pairwise(polynomials):
            np.testing.assert_allclose((before.deriv() * (1 - h * h) / 2 - after).coef, 0.0, atol=1e-15)
        following = (polynomials[-1].deriv() * (1 - h * h) / 2)(np.linspace(-1, 1, 1001))
        assert (np.abs(following) <= (1 - np.linspace(-1, 1, 1001) ** 2) / 4 * (1 + 1e-12) + 1e-15).all()


def test_a_preview_is_the_same_however_far_it_foresees(monkeypatch: pytest.MonkeyPatch) -> None:
    config = load_lesson("logistic-mse-good").config(optimizer="adam", epochs=300)
    far = preview(config)
    monkeypatch.setattr(foresight, "SIZES", (2,))
    near = preview(replace(config))
    apart = np.abs(far.path - near.path) / np.maximum(1.0, np.abs(far.path))
    assert apart.max() <= 5e-7
    assert far.uncertain_from == near.uncertain_from
