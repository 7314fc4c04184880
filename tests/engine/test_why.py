"""What is said about real runs: the right sentence for each case, and never one that is false."""

from __future__ import annotations

import math
import re
import string
import time
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.config import DataSpec, RunConfig
from engine.diagnoses import DIAGNOSES, WARNINGS, Diagnosis
from engine.lessons import lesson_names, load_lesson
from engine.optimizers import OPTIMIZERS
from engine.problem import POINTWISE, Problem
from engine.records import End, EpochRecord, History
from engine.session import Session
from engine.why import why
from engine.why.situation import Situation

pytestmark = pytest.mark.usefixtures("one_thread")

Hyper = tuple[tuple[str, float], ...]


def descend(config: RunConfig) -> tuple[History, End | None]:
    session, history = Session(config), History()
    for record in session:
        history.append(record)
    return history, session.end


def said(lesson: str, epoch: int | None = None, **overrides: Any) -> list[Diagnosis]:
    """What is said at `epoch`, or at the end, of a real run."""
    config = load_lesson(lesson).config(**overrides)
    history, end = descend(config)
    return why(config, history, end, epoch)


def codes(diagnoses: list[Diagnosis]) -> list[str]:
    return [diagnosis.code for diagnosis in diagnoses]


LESSONS: dict[str, list[str]] = {
    "linear": ["converged"],
    "linear-lr-0.0001": ["slow-rate", "steady"],
    "linear-lr-0.0015": ["converged"],
    "linear-lr-0.0038": ["converged-fully"],
    "linear-lr-0.0083": ["above-limit"],
    "linear-lr-0.0085": ["above-limit"],
    "linear-lr-0.01": ["above-limit"],
    "linear-lr-0.015": ["above-limit"],
    "logistic-mse-good": ["ended-away"],
    "logistic-mse-possible": ["ended-away"],
    "logistic-mse-worst": ["plateau", "plateau-bce"],
    "logistic-bce-good": ["ended-away"],
    "logistic-bce-possible": ["ended-away"],
    "logistic-bce-worst": ["ended-away"],
    "logistic-mse-sgd-good": ["ended-away"],
    "logistic-mse-sgd-bad": ["plateau", "plateau-bce"],
    "logistic-mse-adam-good": ["converged-fully"],
    "logistic-mse-adam-bad": ["converged-fully"],
    "logistic-bce-sgd-good": ["ended-away"],
    "logistic-bce-sgd-bad": ["ended-away"],
    "logistic-bce-adam-good": ["converged-fully"],
    "logistic-bce-adam-bad": ["converged"],
    "logistic-seeded-mse": ["ended-away"],
    "logistic-seeded-bce": ["ended-away"],
    "logistic-seed42": ["ended-away"],
    "logistic-5000": ["ended-away"],
    "logistic-toy": ["steady"],
}


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_lesson_of_the_course_ends_as_it_should(lesson: str) -> None:
    assert lesson in lesson_names()
    assert codes(said(lesson)) == LESSONS[lesson]


def test_the_plateau_is_proved_by_the_sigmoids_slope() -> None:
    plateau, bce = said("logistic-mse-sgd-bad")
    problem = Problem.of(load_lesson("logistic-mse-sgd-bad").config())
    yhat = problem.predict((-10.0, -1.0), problem.x)
    assert float(plateau.values["slope"].partition(" ")[0]) == pytest.approx(
        float((yhat * (1 - yhat)).mean()) * 1e5, rel=0.01
    )
    assert plateau.values["count"] == "1000"
    assert str(plateau).endswith("0.00104 is all that w moved in the last 1000 epochs.")
    assert bce.values["norm"] == "0.448"


def test_arrival_is_told_with_its_distance() -> None:
    (found,) = said("linear")
    assert str(found) == (
        "The run has come to the minimum: at epoch 30 it is 0.0197 away from (2.4459, 4.0043), and the loss "
        "is 0.0361 above the smallest possible, 26.36."
    )


CASES: list[tuple[str, dict[str, Any], int | None, str]] = [
    ("linear", {"lr": 0.0081}, None, "zig-zags"),
    ("logistic-bce-good", {"lr": 19.0}, 22, "zig-zags-local"),
    ("linear", {"lr": 0.0081}, 8, "to-and-fro"),
    ("linear", {"optimizer": "momentum"}, 4, "overshoots"),
    ("linear", {"optimizer": "momentum"}, 6, "uphill-momentum"),
    ("logistic-bce-good", {"lr": 20.0}, 2, "overshoots-sgd"),
    ("logistic-bce-good", {"lr": 20.0}, None, "cannot-settle"),
    (
        "linear",
        {"optimizer": "adamw", "hyper": (("weight_decay", 1.0),), "lr": 0.01, "epochs": 300},
        None,
        "uphill",
    ),
    (
        "linear",
        {"optimizer": "rmsprop", "hyper": (("alpha", 0.5),), "lr": 0.3, "epochs": 200},
        None,
        "bounces",
    ),
    ("linear", {"hyper": (("weight_decay", 20.0),), "epochs": 200}, None, "decay-balance"),
    (
        "linear",
        {"optimizer": "adam", "hyper": (("weight_decay", 20.0),), "lr": 0.1, "epochs": 400},
        None,
        "decay-balance",
    ),
    (
        "logistic-bce-good",
        {"optimizer": "adamw", "hyper": (("weight_decay", 1.0),), "lr": 0.01, "epochs": 800},
        None,
        "decay-decoupled",
    ),
    ("logistic-mse-worst", {"start": (-40.0, -1.0)}, None, "frozen"),
    ("logistic-mse-worst", {"start": (-100.0, -1.0)}, None, "no-gradient"),
    ("logistic-mse-worst", {}, 50, "plateau"),
    ("linear", {"lr": 1e-6}, None, "slow-rate"),
    ("linear", {"lr": 0.015, "epochs": 99}, None, "diverged-above-limit"),
]


@pytest.mark.parametrize(("lesson", "overrides", "epoch", "code"), CASES)
def test_each_case_is_recognised(
    lesson: str, overrides: dict[str, Any], epoch: int | None, code: str
) -> None:
    assert code in codes(said(lesson, epoch, **overrides))


def test_data_that_a_threshold_tells_apart_have_no_minimum(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem(np.array([-1.0, 0.5, 2.0]), np.array([0.0, 1.0, 1.0]), "sigmoid", "bce")
    monkeypatch.setattr(Problem, "of", staticmethod(lambda config: problem))
    history = History()
    for epoch in range(30):
        w = (0.1 * epoch, 0.2 * epoch + 1)
        grad = tuple(float(g) for g in problem.gradient(*w))
        history.append(EpochRecord(epoch, w, float(problem.loss(*w)), (grad[0], grad[1])))
    found = why(load_lesson("logistic-toy").config(), history)
    assert codes(found) == ["no-minimum"]
    assert found[0].values["infimum"] == "0"


def test_what_comes_later_is_not_looked_at() -> None:
    config = load_lesson("linear").config(optimizer="momentum")
    whole, end = descend(config)
    part = History()
    for epoch, record in enumerate(whole):
        part.append(record)
        if 0 < epoch < config.epochs:
            assert why(config, whole, end, epoch) == why(config, part)
    with pytest.raises(IndexError):
        why(config, whole, end, 31)


def test_before_the_first_epoch_nothing_but_the_rate_is_said() -> None:
    assert why(load_lesson("linear").config(), History()) == []
    assert said("linear", 0) == []
    assert codes(said("linear-lr-0.01", 0)) == ["above-limit"]


def test_steady_runs_arrive_when_they_were_said_to() -> None:
    for lesson, epochs in (("linear-lr-0.0001", 30), ("logistic-toy", 200)):
        config = load_lesson(lesson).config(epochs=epochs)
        found = said(lesson, epochs=epochs)[-1]
        assert found.code == "steady"
        optimum = Problem.of(config).optimum
        assert optimum is not None
        last = list(Session(load_lesson(lesson).config(epochs=epochs + int(found.values["more"]))))[-1]
        left = math.dist(last.w, optimum[:2]) / math.dist(config.start, optimum[:2])
        assert 0.007 < left < 0.014


def test_it_is_cheap_however_long_the_run() -> None:
    config = load_lesson("logistic-mse-sgd-bad").config()
    history, end = descend(config)
    long = History(1 << 20)
    for epoch in range(300_000):
        record = history[epoch % 1001]
        long.append(EpochRecord(epoch, record.w, record.loss, record.grad))
    for records in (history, long):
        why(config, records, end)
        times = []
        for _ in range(20):
            begin = time.perf_counter()
            why(config, records, end)
            times.append(time.perf_counter() - begin)
        assert min(times) < 2e-3


@st.composite
def configs(draw: st.DrawFn) -> RunConfig:
    link, loss = draw(st.sampled_from(sorted(POINTWISE)))
    optimizer = draw(st.sampled_from(sorted(OPTIMIZERS)))
    hyper: Hyper = ()
    if draw(st.booleans()):
        hyper = (("weight_decay", draw(st.sampled_from([0.01, 1.0, 30.0]))),)
    return RunConfig(
        data=DataSpec(draw(st.sampled_from(["line", "toy"] if link == "identity" else ["sigmoid", "toy"]))),
        link=link,
        loss=loss,
        optimizer=optimizer,
        lr=10.0 ** draw(st.floats(-6, 3)),
        start=(draw(st.floats(-12, 12)), draw(st.floats(-12, 12))),
        epochs=draw(st.integers(1, 120)),
        hyper=hyper,
    )


@settings(max_examples=80)
@given(config=configs(), share=st.floats(0, 1))
def test_nothing_false_is_said_about_any_run(config: RunConfig, share: float) -> None:
    history, end = descend(config)
    if not len(history):
        return
    for epoch in {len(history) - 1, round(share * (len(history) - 1))}:
        found = why(config, history, end, epoch)
        assert len(found) <= 2
        assert len({diagnosis.code for diagnosis in found}) == len(found)
        for diagnosis in found:
            text = str(diagnosis)
            assert re.search(r"\d", text)
            assert not re.search(r"nan|∞", text, re.IGNORECASE)
            check(diagnosis, Situation(config, history, end if epoch == len(history) - 1 else None, epoch))


def check(diagnosis: Diagnosis, run: Situation) -> None:
    """Hold a sentence against the records by other means than those that found it."""
    code, optimum = diagnosis.code, truth(run.problem)
    if code.startswith("converged"):
        assert optimum is not None
        close = max(0.01 * math.dist(run.start.w, optimum[:2]), 1e-3 * max(1.0, math.hypot(*optimum[:2])))
        assert math.dist(run.record.w, optimum[:2]) <= close * (1 + 1e-6)
        assert run.record.loss <= optimum[2] + 1.01e-3 * max(run.start.loss - optimum[2], optimum[2])
    elif code.startswith(("overshoots", "uphill")):
        assert run.losses[-1] > run.losses[-2]
        # In float64 at the recorded weights, too.
        old, new = run.problem.loss(run.path[-2:, 0], run.path[-2:, 1])
        assert new > old
        assert (float(run.steps[-1] @ run.grads[-2]) > 0) == code.startswith("uphill")
    elif code in ("zig-zags", "zig-zags-local", "to-and-fro", "cannot-settle"):
        for one, other in zip(run.steps[-6:-1], run.steps[-5:], strict=True):
            assert float(one @ other) < 0
    elif code in ("plateau", "frozen", "no-gradient", "ended-away", "bounces", "slow-rate", "steady"):
        assert optimum is not None
        assert math.dist(run.record.w, optimum[:2]) > 0
        if code in ("frozen", "no-gradient"):
            assert (run.path[-11:] == run.path[-1]).all()
        if code in ("slow-rate", "steady"):
            assert math.dist(run.path[-1], optimum[:2]) < math.dist(run.path[-2], optimum[:2])
    elif code == "decay-balance":
        w, grad = np.array(run.record.w), np.array(run.record.grad)
        assert np.hypot(*(grad + run.decay * w)) < 0.02 * np.hypot(*grad)
    elif code == "growing":
        assert (np.diff(run.losses[-6:]) > 0).all()


@cache
def truth(problem: Problem) -> tuple[float, float, float] | None:
    """The minimum, by SciPy."""
    from scipy.optimize import minimize

    if problem.optimum is None:
        return None
    found = minimize(
        lambda w: float(problem.loss(w[0], w[1])), problem.optimum[:2], method="Nelder-Mead", tol=1e-9
    )
    assert found.fun >= problem.optimum[2] - 1e-9
    return problem.optimum


BATCHES = {"batch-rose", "batch-fell"}
"""Held against runs in `test_noise_shown`."""


def test_every_code_is_used_and_every_warning_is_a_code() -> None:
    covered = {code for *_, code in CASES} | {code for found in LESSONS.values() for code in found}
    elsewhere = {"no-minimum", "above-limit-falling", "above-limit-momentum", "diverged", "growing", *BATCHES}
    elsewhere |= {"hollow", "hollow-above"}  # of typed formulas: tests/engine/test_typed.py
    assert covered | elsewhere == set(DIAGNOSES)
    assert set(DIAGNOSES) >= WARNINGS
    assert said("linear")[0].is_warning is False
    assert said("linear-lr-0.01")[0].is_warning is True


@pytest.mark.parametrize(("lesson", "overrides", "epoch", "code"), CASES)
def test_every_sentence_has_all_its_numbers(
    lesson: str, overrides: dict[str, Any], epoch: int | None, code: str
) -> None:
    for diagnosis in said(lesson, epoch, **overrides):
        named = {name for _, name, _, _ in string.Formatter().parse(DIAGNOSES[diagnosis.code]) if name}
        assert named <= set(diagnosis.values)
