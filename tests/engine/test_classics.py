"""The classic surfaces: their minima are minima, their lessons what their lines say."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from engine.classics import CLASSICS, minima_of
from engine.lessons import load_lesson, load_lessons
from engine.problem import Problem
from engine.records import EpochRecord
from engine.session import Session

pytestmark = pytest.mark.usefixtures("one_thread")


def problem_of(name: str) -> Problem:
    return Problem.of(load_lesson(f"surface-{name}").config())


@pytest.mark.parametrize("name", CLASSICS)
def test_its_minima_are_its_lowest_points(name: str) -> None:
    classic, problem = CLASSICS[name], problem_of(name)
    for w in classic.minima:
        assert float(problem.loss(*w)) == pytest.approx(classic.least, abs=1e-12)
        assert np.abs(problem.gradient(*w)).max() < 1e-12
        assert np.linalg.eigvalsh(problem.hessian(*w)).min() > 0.0
    w0, w1 = (np.linspace(*side, 501) for side in (classic.box.w0, classic.box.w1))
    grid = problem.loss(w0[:, None], w1[None, :])
    if classic.minima:
        assert grid.min() >= classic.least - 1e-12
        # And there is no other place as low: every cell close to it lies beside one of them.
        low = np.argwhere(grid < classic.least + 0.02 * (grid.mean() - classic.least) ** 0.5 * 0.01)
        for i, j in low:
            assert min(math.dist((w0[i], w1[j]), w) for w in classic.minima) < 0.5


def test_a_saddle_has_no_lowest_point() -> None:
    problem = problem_of("saddle")
    assert problem.minima == ()
    assert problem.optimum is None
    low, high = np.linalg.eigvalsh(problem.hessian(0.0, 0.0))
    assert low < 0.0 < high


def test_of_several_minima_none_is_called_the_minimum() -> None:
    problem = problem_of("himmelblau")
    assert len(problem.minima) == 4
    assert problem.optimum is None
    assert problem_of("booth").optimum == (1.0, 3.0, 0.0)


def test_minima_belong_to_a_formula_and_to_no_other() -> None:
    assert minima_of("w0^2 + w1^2") == ((0.0, 0.0),)
    assert minima_of("w0^2 + 2 * w1^2") == ()


@pytest.mark.parametrize("name", CLASSICS)
def test_each_has_a_lesson_over_its_box(name: str) -> None:
    lesson = load_lesson(f"surface-{name}")
    assert lesson.surface == CLASSICS[name].box
    assert lesson.surface.contains(lesson.config().start)
    assert (lesson.link, lesson.data.recipe, lesson.group) == ("surface", "none", "surfaces")
    assert [each.name for each in load_lessons() if each.group == "surfaces"] == [
        f"surface-{each}" for each in CLASSICS
    ]


def run(name: str, **changes: Any) -> list[EpochRecord]:
    return list(Session(load_lesson(name).config(**changes)))


def shown(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace("-", "−")


def pair(record: EpochRecord, decimals: int) -> str:
    return f"({shown(record.w[0], decimals)}, {shown(record.w[1], decimals)})"


def claims_of(name: str) -> list[str]:
    """What the line of a lesson says, worked out by real runs."""
    records = run(name)
    last = records[-1]
    if name == "surface-bowl":
        (once,) = run(name, lr=0.5, epochs=1)[1:]
        grown = run(name, lr=1.01)
        assert once.w == (0.0, 0.0)
        assert grown[-1].loss > grown[0].loss
        return ["0.5", "(0, 0)"]
    if name == "surface-ravine":
        low, high = np.linalg.eigvalsh(problem_of("ravine").hessian(0.0, 0.0))
        return [f"{high:g}", f"{low:.1f}", shown(last.w[0], 3)]
    if name == "surface-saddle":
        assert math.hypot(*records[34].w) < 0.05 < math.hypot(*records[33].w)
        return ["34", "0.05", shown(last.loss, 1)]
    if name == "surface-rosenbrock":
        return ["(1, 1)", shown(records[0].loss, 1), shown(records[1].loss, 2), pair(last, 3)]
    if name == "surface-beale":
        return ["(3, 0.5)", pair(last, 3)]
    if name == "surface-himmelblau":
        return ["4", pair(last, 0)]
    if name == "surface-rastrigin":
        assert math.hypot(*last.grad) < 1e-3
        return [pair(last, 3), shown(last.loss, 3), "(0, 0)"]
    if name == "surface-styblinski-tang":
        return ["(−2.904, −2.904)", shown(CLASSICS["styblinski-tang"].least, 3), shown(last.loss, 3)]
    if name == "surface-booth":
        low, high = np.linalg.eigvalsh(problem_of("booth").hessian(0.0, 0.0))
        assert run(name, lr=0.112)[-1].loss > records[0].loss
        return ["(1, 3)", f"{low:g}", f"{high:g}", f"2/{high:g} = {2 / high:.3f}"]
    if name == "surface-mccormick":
        least = CLASSICS["mccormick"].least
        return [pair(last, 3), shown(last.loss, 3), "(−0.547, −1.547)", shown(least, 3)]
    if name == "surface-easom":
        assert last.loss == pytest.approx(-1.0)
        stuck = run(name, start=(0.5, 0.5))[-1]
        return ["(0.5, 0.5)", shown(math.dist(stuck.w, (0.5, 0.5)), 4)]
    if name == "typed-model":
        return ["(3, −0.8)", pair(last, 3)]
    assert name == "typed-wave"
    return [pair(last, 3), pair(run(name, start=(0.5, 1.7))[-1], 3)]


@pytest.mark.parametrize("name", [*(f"surface-{name}" for name in CLASSICS), "typed-model", "typed-wave"])
def test_what_to_look_for_can_be_seen(name: str) -> None:
    claims = claims_of(name)
    for language, look in load_lesson(name).look.items():
        missing = [claim for claim in claims if claim not in look]
        assert not missing, f"{language}: {missing} not in: {look}"
