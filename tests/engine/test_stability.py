"""Limits of the learning rate against real runs, and the sentences that explain a divergence."""

from __future__ import annotations

import json
import string
from pathlib import Path
from typing import Any

import pytest

from engine.diagnoses import DIAGNOSES, Diagnosis
from engine.lessons import load_lesson
from engine.records import EpochRecord, History
from engine.session import Session
from engine.stability import diverging, limit

LINEAR = json.loads(Path(__file__).with_name("ground_truth.json").read_text())["linear"]

GROWTH = {
    "above-limit",
    "above-limit-falling",
    "above-limit-momentum",
    "diverged-above-limit",
    "diverged",
    "growing",
}
"""The codes that this module's sentences have; the others are `engine.why`'s."""

OPTIMIZERS: list[tuple[str, dict[str, float]]] = [
    ("sgd", {}),
    ("sgd", {"weight_decay": 50.0}),
    ("momentum", {}),
    ("momentum", {"momentum": 0.5, "dampening": 0.5, "weight_decay": 20.0}),
    ("nesterov", {}),
    ("nesterov", {"momentum": 0.3, "weight_decay": 5.0}),
]


def run(lesson: str, until: int | None = None, **overrides: Any) -> Diagnosis | None:
    """The diagnosis after `until` epochs, or at the end, of a real run."""
    config = load_lesson(lesson).config(**overrides)
    session, history = Session(config), History()
    for record in session:
        history.append(record)
        if record.epoch == until:
            return diverging(config, history)
    return diverging(config, history, session.end)


def test_the_linear_lessons_limit_is_the_published_one() -> None:
    stability = limit(load_lesson("linear").config())
    assert stability is not None
    assert [stability.lambda_min, stability.lambda_max] == pytest.approx(LINEAR["hessian_eigenvalues"])
    assert stability.largest == pytest.approx(LINEAR["lr_stability_limit"])
    assert stability.best == pytest.approx(0.0046649, rel=1e-4)
    assert stability.formula == "2/λmax"


def test_a_mean_allows_n_times_the_rate_of_a_sum() -> None:
    mean, total = (limit(load_lesson("linear").config(loss=loss)) for loss in ("mse", "sse"))
    assert mean is not None
    assert total is not None
    assert mean.largest == pytest.approx(100 * total.largest)


@pytest.mark.parametrize(("optimizer", "hyper"), OPTIMIZERS)
@pytest.mark.parametrize("loss", ["sse", "mse"])
def test_just_below_the_limit_real_runs_settle_and_just_above_they_grow(
    optimizer: str, hyper: dict[str, float], loss: str
) -> None:
    pairs = tuple(hyper.items())
    stability = limit(load_lesson("linear").config(optimizer=optimizer, hyper=pairs, loss=loss))
    assert stability is not None
    below, above = (
        list(
            Session(
                load_lesson("linear").config(optimizer=optimizer, hyper=pairs, loss=loss, lr=lr, epochs=1500)
            )
        )
        for lr in (0.99 * stability.largest, 1.01 * stability.largest)
    )
    assert below[-1].loss < below[0].loss
    assert below[-1].loss == pytest.approx(below[-2].loss, rel=1e-4)
    assert above[-1].loss > 1e6 * above[0].loss


@pytest.mark.parametrize(("optimizer", "hyper"), OPTIMIZERS)
def test_the_factor_is_what_a_real_run_grows_by(optimizer: str, hyper: dict[str, float]) -> None:
    lesson, pairs = load_lesson("linear"), tuple(hyper.items())
    stability = limit(lesson.config(optimizer=optimizer, hyper=pairs))
    assert stability is not None
    config = lesson.config(optimizer=optimizer, hyper=pairs, lr=1.1 * stability.largest, epochs=150)
    records = list(Session(config))
    above = limit(config)
    assert above is not None
    steps = [records[k].w[1] - records[k - 1].w[1] for k in (-1, -2)]
    assert steps[0] / steps[1] == pytest.approx(above.factor, rel=1e-2)
    assert above.factor < -1


@pytest.mark.parametrize("optimizer", ["adagrad", "rmsprop", "adam", "adamw"])
def test_adaptive_optimizers_have_no_such_limit(optimizer: str) -> None:
    assert limit(load_lesson("linear").config(optimizer=optimizer)) is None


def test_a_sigmoid_has_no_such_limit() -> None:
    assert limit(load_lesson("logistic-mse-good").config()) is None


def test_full_dampening_has_no_such_limit() -> None:
    config = load_lesson("linear").config(optimizer="momentum", hyper=(("dampening", 1.0),))
    assert limit(config) is None


def test_without_momentum_nothing_is_dampened() -> None:
    """torch applies the dampening to the momentum's buffer only."""
    hyper = (("momentum", 0.0), ("dampening", 0.5))
    plain = load_lesson("linear").config()
    assert limit(load_lesson("linear").config(optimizer="momentum", hyper=hyper)) == limit(plain)
    found = run("linear", until=10, optimizer="momentum", hyper=hyper, lr=0.0095)
    assert found is not None
    assert found.code == "above-limit"
    assert found.values["formula"] == "2/λmax"


def test_the_sentence_gives_rate_limit_and_factor() -> None:
    assert str(run("linear-lr-0.0085")) == (
        "The learning rate 0.0085 is above 2/λmax = 0.00823825, so every epoch multiplies the error along "
        "the steep axis by −1.064: the run grows instead of settling."
    )


def test_a_loss_that_still_falls_is_not_said_to_grow() -> None:
    early = run("linear-lr-0.0083", until=6)
    assert early is not None
    assert early.code == "above-limit-falling"
    assert "still falls, to 358.7" in str(early)
    late = run("linear-lr-0.0083", until=7)
    assert late is not None
    assert late.code == "above-limit"


@pytest.mark.parametrize("lesson", ["linear", "linear-lr-0.0038", "logistic-mse-worst", "logistic-bce-good"])
def test_nothing_is_said_where_nothing_is_wrong(lesson: str) -> None:
    assert run(lesson) is None


def test_before_the_first_epoch_the_rate_alone_is_proof() -> None:
    config = load_lesson("linear-lr-0.01").config()
    assert diverging(load_lesson("linear").config(), History()) is None
    found = diverging(config, History())
    assert found is not None
    assert found.code == "above-limit"


def test_a_rate_barely_above_the_limit_is_printed_with_enough_digits() -> None:
    found = diverging(load_lesson("linear").config(lr=0.00823825), History())
    assert "0.00823825 is above 2/λmax = 0.008238249," in str(found)
    assert "−1.0000003" in str(found)


def test_momentum_speaks_of_the_long_run_and_names_its_formula() -> None:
    found = run("linear", optimizer="momentum", lr=0.016)
    assert found is not None
    assert found.code == "above-limit-momentum"
    assert "above (2 + 2 · 0.9)/λmax = 0.0156527" in str(found)


def test_a_diverged_run_is_told_by_its_last_finite_state() -> None:
    found = run("linear-lr-0.01", epochs=200)
    assert found is not None
    assert found.code == "diverged-above-limit"
    assert str(found).startswith(
        "Epoch 116 is the last with finite numbers, loss 2.05394 × 10³⁸ at w = (6.4666"
    )


def test_a_divergence_without_a_known_limit_says_what_was_measured() -> None:
    found = run("logistic-mse-good", hyper=(("weight_decay", 100.0),), lr=1e6)
    assert found is not None
    assert found.code == "diverged"
    assert "Epoch 4 is the last" in str(found)


def history_of(losses: list[float]) -> History:
    history = History()
    for epoch, loss in enumerate(losses):
        history.append(EpochRecord(epoch, (0.0, 0.0), loss, (0.0, 0.0)))
    return history


@pytest.mark.parametrize(
    ("losses", "said"),
    [
        ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], True),
        ([9.0, 2.0, 3.0, 4.0, 5.0, 6.0, 10.0], True),
        ([9.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], False),  # rising, but lower than the start
        ([1.0, 2.0, 3.0, 4.0, 5.0, 5.0], False),  # not rising any more
        ([1.0, 3.0, 2.0, 4.0, 5.0, 6.0], False),  # not for long enough
        ([1.0], False),
        ([], False),
    ],
)
def test_growth_without_a_known_limit_must_be_steady_and_above_the_start(
    losses: list[float], said: bool
) -> None:
    found = diverging(load_lesson("logistic-mse-adam-good").config(), history_of(losses))
    assert (found is not None) == said
    if found is not None:
        assert found.code == "growing"
        assert "each of the last 5 epochs" in str(found)


def test_every_sentence_has_all_its_numbers() -> None:
    """No template asks for a value that the code for it does not give."""
    found = [
        run("linear-lr-0.0085"),
        run("linear-lr-0.0083", until=3),
        run("linear", optimizer="nesterov", lr=0.006),
        run("linear-lr-0.015", epochs=99),
        run("logistic-mse-good", hyper=(("weight_decay", 100.0),), lr=1e6),
        diverging(load_lesson("logistic-toy").config(), history_of([1, 2, 3, 4, 5, 6])),
    ]
    assert {diagnosis.code for diagnosis in found if diagnosis} == GROWTH
    for diagnosis in filter(None, found):
        named = {name for _, name, _, _ in string.Formatter().parse(DIAGNOSES[diagnosis.code]) if name}
        assert named <= set(diagnosis.values)
        assert "nan" not in str(diagnosis).lower()
