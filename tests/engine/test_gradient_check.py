"""The gradient in every way: the published numbers, agreement of the ways, and what h does to them."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from engine.gradient_check import METHODS, STEPS, GradientCheck, error_by_h, gradient_check
from engine.lessons import load_lesson
from engine.problem import POINTWISE, Problem
from engine.session import Session

pytestmark = pytest.mark.usefixtures("one_thread")

LINEAR = json.loads(Path(__file__).with_name("ground_truth.json").read_text())["linear"]


def lesson_problem(name: str) -> Problem:
    return Problem.of(load_lesson(name).config())


def test_the_linear_lessons_numbers_are_the_published_ones() -> None:
    found = gradient_check(load_lesson("linear").config(), (-5.0, 10.0), 0.001)
    assert found.autograd == pytest.approx(LINEAR["grad_at_start_autograd"], rel=1e-6)
    assert found.formula == pytest.approx(LINEAR["grad_at_start_analytic"], rel=1e-6)
    # Multiples of the spacing of float32 numbers at 8587, divided by h: the same on every machine.
    assert found.forward == pytest.approx(LINEAR["grad_at_start_finite_difference_h0.001_float32"], abs=1e-3)
    assert found.formula_text == "−2Xᵀy + 2XᵀXw"
    assert found.error(found.forward) > 100 * found.error(found.autograd)


@pytest.mark.parametrize(("link", "loss"), POINTWISE)
@pytest.mark.parametrize("w", [(-5.0, 10.0), (0.3, -0.4), (-10.0, -1.0)])
def test_all_ways_agree(link: str, loss: str, w: tuple[float, float]) -> None:
    lesson = load_lesson("linear" if link == "identity" else "logistic-mse-good")
    config = lesson.config(loss=loss, start=w)
    found = gradient_check(config, w, 0.01)
    assert found.exact == pytest.approx([float(g) for g in Problem.of(config).gradient(*w)])
    assert found.error(found.autograd) < 2e-6
    assert found.error(found.formula) < 2e-6
    record = Session(config).step()
    assert record is not None
    assert found.error(record.grad) < 2e-6
    # In float64 the error is the chord's: h times half the second derivative, h² times a sixth of the third.
    assert found.error(found.central64) < 1e-4
    assert found.error(found.central64) <= found.error(found.forward64)
    assert found.error(found.forward64) == pytest.approx(_half_of_the_curvature(config, found), rel=0.05)


def _half_of_the_curvature(config: object, found: GradientCheck) -> float:
    hessian = Problem.of(config).hessian(*found.w)  # type: ignore[arg-type]
    return 0.5 * found.h * math.hypot(hessian[0, 0], hessian[1, 1]) / math.hypot(*found.exact)


@pytest.mark.parametrize("name", ["linear", "logistic-mse-good", "logistic-bce-good", "logistic-toy"])
def test_too_large_and_too_small_both_go_wrong(name: str) -> None:
    config = load_lesson(name).config()
    errors = error_by_h(Problem.of(config), config.start, STEPS)
    best = int(np.argmin(errors))
    assert len(STEPS) >= 60
    assert errors.shape == STEPS.shape
    assert 10 < best < len(STEPS) - 5
    assert errors[0] > 30 * errors[best]
    assert errors[-1] > 30 * errors[best]
    assert errors[-1] > errors[-9] > errors[-17]  # above the best h it grows with h
    # Below the spacing of float32 numbers at w nothing moves: the difference is 0, the error 100 %.
    spacing = 2.0**-24 * max(map(abs, config.start)) / 2
    if spacing > STEPS[0] and min(map(abs, config.start)) > 1:
        assert errors[0] == 1.0


def test_the_curve_goes_through_the_check() -> None:
    for name in ("linear", "logistic-bce-good"):
        problem, w = lesson_problem(name), (-0.8, -0.3)
        for method in METHODS:
            errors = error_by_h(problem, w, STEPS, method)
            for k in (0, 17, 40, 64):
                found = gradient_check(problem, w, float(STEPS[k]))
                assert found.error(getattr(found, method)) == errors[k]


def test_central_differences_are_better_where_h_is_large() -> None:
    problem = lesson_problem("logistic-mse-good")
    forward, central = (
        error_by_h(problem, (-0.8, -0.3), [0.1, 0.5], method) for method in ("forward", "central")
    )  # type: ignore[arg-type]
    assert (central < 0.3 * forward).all()


def test_where_the_gradient_is_zero_there_is_no_relative_error() -> None:
    flat = Problem(np.zeros(3), np.zeros(3), "identity", "sse")
    found = gradient_check(flat, (0.0, 1.0), 0.1)
    assert found.exact == (0.0, 0.0)
    assert found.error(found.autograd) == 0.0
    assert found.error(found.forward) == math.inf


def test_losses_that_overflow_give_no_number() -> None:
    far = gradient_check(lesson_problem("linear"), (1e6, -1e6), 0.001)
    assert all(map(math.isfinite, far.autograd))
    huge = Problem(np.array([1e20]), np.zeros(1), "identity", "sse")
    assert math.isnan(gradient_check(huge, (1.0, 1.0), 0.1).forward[0])


@pytest.mark.parametrize("h", [0.0, -0.1, math.nan])
def test_a_step_that_is_none_is_refused(h: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        gradient_check(lesson_problem("linear"), (0.0, 0.0), h)
    with pytest.raises(ValueError, match="positive"):
        error_by_h(lesson_problem("linear"), (0.0, 0.0), [0.1, h])


def test_the_curve_is_there_at_once() -> None:
    problem = lesson_problem("logistic-bce-good")
    error_by_h(problem, (0.0, 0.0))
    times = []
    for _ in range(9):
        begin = time.perf_counter()
        error_by_h(problem, (-0.8, -0.3))
        times.append(time.perf_counter() - begin)
    assert min(times) < 0.02


@pytest.mark.parametrize(
    "module", ["engine.gradient_check", "engine.curvature", "engine.why", "engine.anatomy"]
)
def test_importing_what_explains_does_not_wait_for_torch(module: str) -> None:
    code = f"import sys, {module}; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
