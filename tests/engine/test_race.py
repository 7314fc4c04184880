"""Races: every run as if it were alone, bit for bit, whatever runs beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.config import RunConfig
from engine.data import draw
from engine.errors import InputError
from engine.lessons import load_lesson
from engine.losses import LOSSES
from engine.optimizers import OPTIMIZERS
from engine.race import MOST, Race
from engine.records import EpochRecord
from engine.session import Session
from engine.stack import Stack

pytestmark = pytest.mark.usefixtures("one_thread")

OPTIONS: dict[str, dict[str, float]] = {
    "sgd": {"weight_decay": 0.1},
    "momentum": {"dampening": 0.3, "weight_decay": 0.01},
    "nesterov": {"momentum": 0.5, "weight_decay": 0.01},
    "adagrad": {"lr_decay": 0.01, "initial_accumulator_value": 0.2, "weight_decay": 0.01},
    "rmsprop": {"momentum": 0.5, "centered": 1.0, "weight_decay": 0.01},
    "adam": {"amsgrad": 1.0, "weight_decay": 0.01},
    "adamw": {"beta1": 0.5},
}
SIZES = {"logistic-toy": 13, "linear": 100, "logistic-mse-good": 2000}
"""A lesson for each size of the course's data."""


def config(lesson: str, **overrides: Any) -> RunConfig:
    return load_lesson(lesson).config(**overrides)


def raced(configs: Sequence[RunConfig]) -> tuple[Race, list[list[EpochRecord]]]:
    """Every run's records."""
    race = Race(configs)
    records: list[list[EpochRecord]] = [[] for _ in configs]
    while found := race.step():
        for place, record in found:
            records[place].append(record)
    return race, records


def assert_each_is_as_alone(configs: Sequence[RunConfig]) -> None:
    race, records = raced(configs)
    for racer, found in zip(race.racers, records, strict=True):
        session = Session(racer.config)
        assert found == list(session)
        assert racer.end == session.end is not None


@pytest.mark.parametrize("lesson", SIZES)
@pytest.mark.parametrize("others", range(MOST))
def test_a_run_does_not_depend_on_how_many_run_along(lesson: str, others: int) -> None:
    first = config(lesson, optimizer="adam", lr=0.05, epochs=25)
    starts = [(0.37 * k, 1.0 - 0.51 * k) for k in range(others)]
    _, records = raced([first, *(replace(first, start=start) for start in starts)])
    assert records[0] == list(Session(first))


@pytest.mark.parametrize("lesson", SIZES)
@pytest.mark.parametrize("options", [{}, OPTIONS], ids=["defaults", "options"])
def test_all_optimizers_race_from_one_start(lesson: str, options: dict[str, dict[str, float]]) -> None:
    assert_each_is_as_alone(
        [
            config(lesson, optimizer=name, hyper=tuple(options.get(name, {}).items()), epochs=60)
            for name in OPTIMIZERS
        ]
    )


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("lesson", SIZES)
def test_eight_starts_share_an_optimizer(lesson: str, name: str) -> None:
    hyper = tuple(OPTIONS[name].items())
    assert_each_is_as_alone(
        [
            config(lesson, optimizer=name, hyper=hyper, lr=0.001, start=(k - 3.3, 0.7 * k), epochs=40)
            for k in range(MOST)
        ]
    )


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_eight_learning_rates(name: str) -> None:
    assert_each_is_as_alone(
        [config("logistic-bce-good", optimizer=name, lr=0.01 * 2**k, epochs=40) for k in range(MOST)]
    )


def test_two_losses_race_side_by_side() -> None:
    """The course's eight lessons, MSE and BCE with the same optimizers and starts, as one race."""
    lessons = [
        f"logistic-{a}-{b}-{c}" for a in ("mse", "bce") for b in ("sgd", "adam") for c in ("good", "bad")
    ]
    assert_each_is_as_alone([config(lesson, epochs=50) for lesson in lessons])


def test_different_data_links_and_lengths_race_side_by_side() -> None:
    assert_each_is_as_alone(
        [
            config("linear", epochs=10),
            config("logistic-toy", epochs=33),
            config("logistic-mse-good", epochs=20),
            config("logistic-toy", loss="sse", lr=0.01, epochs=33),
            config("linear", loss="mse", lr=0.1, epochs=21),
        ]
    )


@pytest.mark.parametrize("partner", ["0.0083", "0.001"])
def test_those_that_diverge_drop_out_and_harm_nobody(partner: str) -> None:
    rates = ("0.015", "0.0001", "0.01", partner)
    configs = [config(f"linear-lr-{lr}" if lr != "0.001" else "linear", epochs=150) for lr in rates]
    assert_each_is_as_alone(configs)
    race, records = raced(configs)
    assert [racer.end for racer in race.racers] == ["diverged", "finished", "diverged", "finished"]
    assert [found[-1].epoch for found in records] == [42, 150, 116, 150]


@settings(max_examples=25)
@given(st.data())
def test_any_race_is_its_runs(data: st.DataObject) -> None:
    """Any mixture of lessons, optimizers, rates, starts and lengths, some of which diverge."""
    one = st.builds(
        lambda lesson, name, options, lr, start, epochs: config(
            lesson,
            optimizer=name,
            hyper=tuple(OPTIONS[name].items()) if options else (),
            lr=lr,
            start=start,
            epochs=epochs,
        ),
        st.sampled_from(["linear", "logistic-toy", "logistic-mse-good", "logistic-bce-good"]),
        st.sampled_from(list(OPTIMIZERS)),
        st.booleans(),
        st.sampled_from([0.001, 0.05, 3.0]),
        st.tuples(st.floats(-10, 10), st.floats(-10, 10)),
        st.sampled_from([5, 30]),
    )
    assert_each_is_as_alone(data.draw(st.lists(one, min_size=2, max_size=MOST)))


def test_records_come_in_the_order_of_the_race() -> None:
    race = Race(
        [config("logistic-bce-good"), config("linear"), config("logistic-mse-good"), config("linear")]
    )
    for epoch in range(5):
        assert [(place, record.epoch) for place, record in race.step()] == [(k, epoch) for k in range(4)]


def test_those_behind_catch_up_first() -> None:
    alone = config("logistic-toy", epochs=12)
    ahead = Session(alone)
    expected = list(ahead)
    ahead = Session(alone)
    for _ in range(6):
        ahead.step()
    race = Race([alone, replace(alone, start=(1.0, 1.0))])
    race.restore(0, ahead.state())
    steps = [race.step() for _ in range(13)]
    assert [[place for place, _ in found] for found in steps] == [[1]] * 6 + [[0, 1]] * 7
    assert [record for found in steps for place, record in found if place == 0] == expected[6:]
    assert race.step() == []


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_run_moves_between_races(name: str) -> None:
    """Alone, then with others of its kind, then with yet others: the same records."""
    one = config("logistic-mse-possible", optimizer=name, hyper=tuple(OPTIONS[name].items()), epochs=30)
    found: list[EpochRecord] = []
    state = Session(one).state()
    for others in (0, 1, 4):
        race = Race([*(replace(one, start=(k + 0.5, 1.0)) for k in range(others)), one])
        race.restore(others, state)
        while race.racers[others].next_epoch < 10 * (1 + (others > 0) + (others > 1)):
            found += [record for place, record in race.step() if place == others]
        state = race.state(others)
    assert found == list(Session(one))[:30]


def test_a_stopped_run_leaves_and_the_others_go_on() -> None:
    configs = [config("linear", epochs=8), config("linear", lr=0.002, epochs=8)]
    race = Race(configs)
    race.step()
    race.stop(0)
    rest = [item for _ in range(20) for item in race.step()]
    assert [record for place, record in rest if place == 1] == list(Session(configs[1]))[1:]
    assert {place for place, _ in rest} == {1}
    assert [racer.end for racer in race.racers] == ["stopped", "finished"]


def test_stopping_in_the_middle_of_an_epoch_lets_it_be_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Ctrl-C does: its handler may be called anywhere."""
    race = Race([config("linear"), config("linear", lr=0.002)])
    race.step()
    evaluate = Stack.evaluate

    def interrupted(stack: Stack) -> Any:
        race.stop(1)
        return evaluate(stack)

    monkeypatch.setattr(Stack, "evaluate", interrupted)
    assert [place for place, _ in race.step()] == [0, 1]
    assert [place for place, _ in race.step()] == [0]
    assert [racer.end for racer in race.racers] == [None, "stopped"]


def test_a_race_has_one_to_eight_runs() -> None:
    for number in (0, MOST + 1):
        with pytest.raises(ValueError, match=f"1 to {MOST} runs"):
            Race([config("linear")] * number)
    with pytest.raises(ValueError, match="another run"):
        Race([config("linear")]).restore(0, Session(config("logistic-toy")).state())
    with pytest.raises(InputError, match="tpu"):
        Race([config("linear")], "tpu")


def test_gradients_are_as_exact_as_float32_allows() -> None:
    """The stacked product against float64, at weights all over the surface."""
    for lesson, tolerance in (("linear", 2e-6), ("logistic-mse-good", 2e-6), ("logistic-bce-good", 2e-6)):
        chosen = config(lesson, start=(-2.7, 3.1))
        data = draw(chosen.data)
        x = torch.tensor(data.x, dtype=torch.float64)
        y = torch.tensor(data.y, dtype=torch.float64)
        w = torch.tensor(torch.tensor(chosen.start).tolist(), dtype=torch.float64, requires_grad=True)
        u = w[0] + w[1] * x
        loss = LOSSES[chosen.loss]
        through = chosen.link == "sigmoid" and loss.takes == "prediction"
        loss.of(torch.sigmoid(u) if through else u, y).backward()  # type: ignore[no-untyped-call]
        first = Session(chosen).step()
        assert first is not None
        assert w.grad is not None
        assert first.grad == pytest.approx(w.grad.tolist(), rel=tolerance)
