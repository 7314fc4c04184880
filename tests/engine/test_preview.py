"""Previews against the real runs: float32 torch, `torch.optim`, autograd."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.config import RunConfig
from engine.errors import InputError
from engine.lessons import load_lesson
from engine.optimizers import OPTIMIZERS
from engine.preview import Preview, preview, trace
from engine.preview.slopes import slopes
from engine.problem import Problem
from engine.session import Session

AGREEMENT = 5e-6
STABLE = [
    "linear",
    "linear-lr-0.0038",
    "logistic-mse-possible",
    "logistic-mse-sgd-bad",
    "logistic-bce-worst",
    "logistic-toy",
]


def real_path(config: RunConfig) -> tuple[np.ndarray, str | None]:
    session = Session(config)
    path = np.array([record.w for record in session])
    return path, session.end


def error(seen: Preview, path: np.ndarray) -> np.ndarray:
    """Largest difference of each epoch in units of what is promised, shape (epochs,)."""
    count = min(len(seen.path), len(path))
    apart = np.abs(seen.path[:count] - path[:count]) / np.maximum(1.0, np.abs(path[:count]))
    return apart.max(axis=1) / AGREEMENT


@pytest.mark.parametrize("lesson", STABLE)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_stable_lesson_goes_where_its_preview_went(lesson: str, optimizer: str) -> None:
    config = load_lesson(lesson).config(optimizer=optimizer, epochs=1000)
    seen = preview(config)
    path, end = real_path(config)
    assert (seen.end, len(seen.path)) == (end, len(path)) == ("finished", 1001)
    certain = error(seen, path)[: seen.uncertain_from]
    assert certain.max() <= 1.0
    if optimizer != "rmsprop":
        # RMSprop turns around a minimum for ever, at a distance of some learning rates; the others settle.
        assert seen.uncertain_from is None


@pytest.mark.parametrize("lesson", ["linear", "logistic-mse-good", "logistic-bce-good", "logistic-toy"])
def test_losses_are_those_of_the_path(lesson: str) -> None:
    config = load_lesson(lesson).config(epochs=50)
    seen = preview(config)
    problem = Problem.of(config)
    np.testing.assert_allclose(seen.losses, problem.loss(seen.path[:, 0], seen.path[:, 1]), rtol=1e-8)
    assert seen.path.dtype == seen.losses.dtype == np.float64
    assert seen.path.shape == (51, 2)


@pytest.mark.parametrize(("rate", "epoch"), [("0.0085", 675), ("0.01", 117), ("0.015", 43)])
def test_diverging_lessons_end_where_their_run_ends(rate: str, epoch: int) -> None:
    config = load_lesson(f"linear-lr-{rate}").config(epochs=1000)
    seen = preview(config)
    path, end = real_path(config)
    assert (seen.end, end) == ("diverged", "diverged")
    assert len(seen.path) == len(seen.losses) == len(path) == epoch
    assert np.isfinite(seen.losses).all()
    assert seen.uncertain_from is not None


def test_the_slowest_divergence() -> None:
    seen = preview(load_lesson("linear-lr-0.0083").config(epochs=5000), limit=5000)
    assert (seen.end, len(seen.path)) == ("diverged", 2793)


@pytest.mark.parametrize(
    ("lesson", "optimizer", "lr"),
    [
        ("linear", "sgd", 0.0083),
        ("linear", "nesterov", 0.0083),
        ("logistic-mse-good", "rmsprop", 0.25),
        ("logistic-bce-sgd-good", "rmsprop", 0.05),
        ("logistic-bce-possible", "sgd", 25.0),
        ("logistic-bce-possible", "momentum", 19.0),
    ],
)
def test_what_rounding_decides_is_called_uncertain_in_time(lesson: str, optimizer: str, lr: float) -> None:
    config = load_lesson(lesson).config(optimizer=optimizer, lr=lr, epochs=1000)
    seen = preview(config)
    path, _ = real_path(config)
    assert seen.uncertain_from is not None
    assert error(seen, path)[: seen.uncertain_from].max() <= 1.0


def test_saturated_predictions_leave_adam_without_a_direction() -> None:
    config = load_lesson("logistic-mse-good").config(optimizer="adam", start=(20.0, -1.0))
    assert preview(config).uncertain_from == 1


@settings(max_examples=25)
@given(
    st.sampled_from(["linear", "logistic-mse-good", "logistic-bce-good", "logistic-toy"]),
    st.sampled_from(list(OPTIMIZERS)),
    st.tuples(st.floats(-10, 10), st.floats(-10, 10)),
    st.floats(-4, -2.5),
)
def test_any_start_and_small_rate(
    lesson: str, optimizer: str, start: tuple[float, float], exponent: float
) -> None:
    config = load_lesson(lesson).config(optimizer=optimizer, start=start, lr=10.0**exponent, epochs=150)
    seen = preview(config)
    path, end = real_path(config)
    assert (seen.end, len(seen.path)) == (end, len(path))
    assert error(seen, path)[: seen.uncertain_from].max() <= 1.0


def test_the_limit_cuts() -> None:
    config = load_lesson("linear").config(epochs=30)
    seen = preview(config, limit=10)
    assert (seen.end, len(seen.path)) == ("cut", 11)
    assert preview(config, limit=30).end == "finished"
    assert preview(config, limit=0).path.tolist() == [[-5.0, 10.0]]
    np.testing.assert_array_equal(seen.path, preview(config).path[:11])


def test_a_path_may_leave_what_the_data_were_compressed_for() -> None:
    """Steps of 100 carry w1 from 1 to beyond 1,000, where the nodes are the data themselves."""
    problem = Problem.of(load_lesson("logistic-bce-good").config())
    at = slopes(problem)
    for w in [(0.3, 1.0), (-2.0, 30.0), (5.0, -100.0), (300.0, -1500.0), (1e30, 1e38)]:
        g0, g1, h00, h01, h11, _ = at(*w)
        assert [g0, g1] == pytest.approx([float(g) for g in problem.gradient(*w)], rel=1e-8, abs=1e-10)
        assert [[h00, h01], [h01, h11]] == pytest.approx(problem.hessian(*w), abs=1e-8)


@pytest.mark.parametrize("loss", ["mse", "sse"])
@pytest.mark.parametrize("link", ["identity", "sigmoid"])
def test_slopes_are_the_problems(loss: str, link: str) -> None:
    rng = np.random.default_rng(5)
    problem = Problem(rng.normal(size=300), rng.random(300), link, loss)
    at = slopes(problem)
    for w in rng.normal(size=(20, 2)) * 6:
        g0, g1, h00, h01, h11, _ = at(*w.tolist())
        scale = 300 if loss == "sse" else 1
        assert [g0, g1] == pytest.approx([float(g) for g in problem.gradient(*w)], abs=1e-9 * scale)
        np.testing.assert_allclose([[h00, h01], [h01, h11]], problem.hessian(*w), atol=1e-8 * scale)


def test_many_data_with_steep_weights_take_products_in_slices() -> None:
    rng = np.random.default_rng(6)
    problem = Problem(rng.normal(size=2500), (rng.random(2500) < 0.5).astype(float), "sigmoid", "mse")
    g0, g1, *_ = slopes(problem)(100.0, 1e4)
    assert [g0, g1] == pytest.approx([float(g) for g in problem.gradient(100.0, 1e4)], abs=1e-12)


def test_starts_are_rounded_as_the_run_rounds_them() -> None:
    config = load_lesson("linear").config(start=(0.1, 0.7))
    assert preview(config).path[0].tolist() == [float(np.float32(0.1)), float(np.float32(0.7))]


def test_a_problem_at_hand_needs_no_recipe() -> None:
    config = load_lesson("logistic-bce-good").config()
    problem = Problem(np.array([-1.0, 0.0, 2.0]), np.array([1.0, 0.0, 1.0]), "sigmoid", "bce")
    seen = trace(problem, config)
    assert seen.losses[0] == pytest.approx(float(problem.loss(*config.start)), rel=1e-6)
    assert seen.losses[-1] < seen.losses[0]


def test_unknown_options_are_named() -> None:
    config = load_lesson("linear").config()
    with pytest.raises(InputError, match="beta1"):
        preview(replace(config, hyper=(("beta1", 0.5),)))
