"""Training: the published numbers, divergence, going back and going on."""

from __future__ import annotations

import json
import math
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.config import RunConfig
from engine.data import draw
from engine.devices import missing
from engine.errors import InputError
from engine.lessons import load_lesson
from engine.optimizers import OPTIMIZERS
from engine.records import EpochRecord, History
from engine.session import Session

pytestmark = pytest.mark.usefixtures("one_thread")

TRUTH = json.loads(Path(__file__).with_name("ground_truth.json").read_text())
LINEAR, LOGISTIC = TRUTH["linear"], TRUTH["logistic"]

OPTIONS: dict[str, dict[str, float]] = {
    "sgd": {"weight_decay": 0.1},
    "momentum": {"dampening": 0.3},
    "nesterov": {"momentum": 0.5},
    "adagrad": {"lr_decay": 0.01, "initial_accumulator_value": 0.2},
    "rmsprop": {"momentum": 0.5, "centered": 1.0},
    "adam": {"amsgrad": 1.0},
    "adamw": {"beta1": 0.5},
}


def config(lesson: str, **overrides: Any) -> RunConfig:
    return load_lesson(lesson).config(**overrides)


def notebook(config: RunConfig) -> list[EpochRecord]:
    """The notes' own way: `Sequential`, a loss module, `torch.optim`, `.tolist()`."""
    data = draw(config.data)
    x = torch.tensor(data.x).reshape(-1, 1)
    y = torch.tensor(data.y).reshape(-1, 1)
    linear = torch.nn.Linear(1, 1)
    linear.bias.data = torch.tensor([config.start[0]])
    linear.weight.data = torch.tensor([[config.start[1]]])
    net = linear if config.link == "identity" else torch.nn.Sequential(linear, torch.nn.Sigmoid())
    losses = {"sse": torch.nn.MSELoss(reduction="sum"), "mse": torch.nn.MSELoss(), "bce": torch.nn.BCELoss()}
    row = OPTIMIZERS[config.optimizer]
    arguments = {"lr": config.lr, **row.torch_arguments(config.hyper)}
    optimizer = getattr(torch.optim, row.torch_class)(linear.parameters(), **arguments)
    records = []
    for epoch in range(config.epochs + 1):
        loss = losses[config.loss](net(x), y)
        loss.backward()
        assert linear.bias.grad is not None
        assert linear.weight.grad is not None
        grad = linear.bias.grad.item(), linear.weight.grad.item()
        records.append(EpochRecord(epoch, (linear.bias.item(), linear.weight.item()), loss.item(), grad))
        optimizer.step()
        optimizer.zero_grad()
    return records


def test_the_linear_lesson_is_the_published_run(free_draws: None) -> None:
    records = list(Session(config("linear")))
    assert [record.epoch for record in records] == list(range(31))
    assert records[0].w == (-5, 10)
    assert records[0].loss == LINEAR["loss_at_start"]
    assert records[0].grad == pytest.approx(LINEAR["grad_at_start_autograd"], rel=1e-6)
    published = LINEAR["w_epochs_1_to_30_lr_0.001"]
    for record, w in zip(records[1:], published, strict=True):
        assert record.w == pytest.approx(w, rel=1e-6)
    assert records[1].w[0] - records[0].w[0] == pytest.approx(1.3423, abs=5e-5)
    assert records[1].w[1] - records[0].w[1] == pytest.approx(-1.1889, abs=5e-5)


@pytest.mark.parametrize(("lr", "tolerance"), [("0.0001", 1e-6), ("0.0085", 1e-2), ("0.01", 1e-2)])
def test_other_learning_rates_end_where_published(lr: str, tolerance: float) -> None:
    session = Session(config(f"linear-lr-{lr}"))
    last = list(session)[-1]
    assert session.end == "finished"
    assert last.w == pytest.approx(LINEAR["w_epoch_30"][lr], rel=tolerance)


def test_0_0083_falls_for_six_epochs_and_then_grows() -> None:
    losses = [record.loss for record in Session(config("linear-lr-0.0083"))]
    assert min(losses) == losses[6] == pytest.approx(LINEAR["loss_lr_0.0083"]["epoch_6_minimum"], rel=1e-4)
    assert losses[30] == pytest.approx(LINEAR["loss_lr_0.0083"]["epoch_30"], rel=1e-4)
    assert losses[30] / losses[29] == pytest.approx(1.030, abs=0.002)


@pytest.mark.parametrize(("lr", "epoch"), [("0.0083", 2793), ("0.0085", 675), ("0.01", 117), ("0.015", 43)])
def test_past_the_limit_a_run_diverges_at_the_published_epoch(lr: str, epoch: int) -> None:
    session = Session(config(f"linear-lr-{lr}", epochs=5000))
    records = list(session)
    assert session.end == "diverged"
    assert records[-1].epoch == epoch - 1
    assert all(math.isfinite(value) for value in (*records[-1].w, records[-1].loss))
    assert session.step() is None


@pytest.mark.parametrize("run", LOGISTIC["runs"], ids=lambda run: f"{run['loss']}-{run['optimizer']}")
def test_logistic_runs_are_the_published_ones(run: dict[str, Any]) -> None:
    chosen = config(
        "logistic-mse-good",
        start=tuple(run["start"]),
        loss=run["loss"],
        optimizer=run["optimizer"].lower(),
        lr=run["lr"],
        epochs=run["epochs"],
    )
    records = list(Session(chosen))
    assert records[-1].w == pytest.approx(run["w"], rel=1e-5)
    assert records[-2].loss == pytest.approx(run["loss_before_last_update"], rel=1e-6)


def test_the_toy_approaches_its_minimum() -> None:
    last = list(Session(config("logistic-toy", epochs=1000)))[-1]
    assert last.w == pytest.approx(TRUTH["logistic_toy"]["minimum"], abs=1e-4)
    assert last.loss == pytest.approx(TRUTH["logistic_toy"]["loss"], abs=1e-6)


@pytest.mark.parametrize(
    ("lesson", "overrides"),
    [
        ("linear", {"epochs": 1000}),
        ("linear", {"optimizer": "momentum", "epochs": 1000}),
        ("linear", {"loss": "mse", "optimizer": "adam", "lr": 0.05, "epochs": 1000}),
        ("logistic-mse-sgd-good", {}),
        ("logistic-mse-adam-bad", {}),
        ("logistic-bce-sgd-bad", {}),
        ("logistic-bce-adam-good", {}),
        # RMSprop divides what is left of the gradient by its own size: near the minimum that is rounding.
        ("logistic-bce-sgd-good", {"optimizer": "rmsprop", "epochs": 200}),
    ],
)
def test_a_session_is_the_notebook_to_rounding(
    lesson: str, overrides: dict[str, Any], free_draws: None
) -> None:
    """One leaf of two numbers against `nn.Linear`, BCE from logits against BCE from probabilities."""
    chosen = config(lesson, **overrides)
    expected = notebook(chosen)
    rounding = 1e-5 * max(1.0, *map(abs, expected[0].grad))
    for ours, theirs in zip(Session(chosen), expected, strict=True):
        assert ours.w == pytest.approx(theirs.w, rel=1e-5, abs=1e-5)
        assert ours.loss == pytest.approx(theirs.loss, rel=1e-5)
        assert ours.grad == pytest.approx(theirs.grad, rel=1e-4, abs=rounding)


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("at", [0, 1, 17])
def test_going_on_after_a_restore_is_bit_identical(name: str, at: int) -> None:
    hyper = tuple(OPTIONS[name].items())
    chosen = config("logistic-mse-possible", optimizer=name, hyper=hyper, epochs=40)
    session = Session(chosen)
    for _ in range(at):
        session.step()
    state = session.state()
    onward = list(session)
    assert onward[0].epoch == at
    for _ in range(2):  # a state can be used more than once
        session.restore(state)
        assert list(session) == onward
    other = Session(chosen)
    other.restore(state)
    assert list(other) == onward
    assert other.end == "finished"


def test_a_state_of_another_run_is_refused() -> None:
    state = Session(config("linear")).state()
    with pytest.raises(ValueError, match="another run"):
        Session(config("linear", lr=0.002)).restore(state)


def test_restoring_the_end_of_a_run_restores_that_it_has_ended() -> None:
    session = Session(config("linear-lr-0.015", epochs=100))
    start = session.state()
    records = list(session)
    diverged = session.state()
    session.restore(start)
    assert session.end is None
    session.restore(diverged)
    assert (session.end, session.record, session.step()) == ("diverged", records[-1], None)


def test_a_stopped_run_is_not_stepped_and_an_ended_one_not_stopped() -> None:
    session = Session(config("linear"))
    session.step()
    session.stop()
    assert (session.end, session.step()) == ("stopped", None)
    session = Session(config("linear"))
    assert len(list(session)) == 31
    session.stop()
    assert session.end == "finished"


def test_cross_entropy_stays_finite_where_the_probability_is_rounded_to_0_or_1() -> None:
    """At w = (0, 1000) the notes' own sigmoid is NaN, and their BCE infinite."""
    first = Session(config("logistic-bce-good", start=(0.0, 1e3))).step()
    assert first is not None
    assert math.isfinite(first.loss)
    assert first.grad[1] > 0


@settings(max_examples=50)
@given(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), st.sampled_from(["mse", "bce", "sse"]))
def test_logistic_losses_are_finite_from_every_start(start: tuple[float, float], loss: str) -> None:
    first = Session(config("logistic-mse-good", start=start, loss=loss)).step()
    assert first is not None
    assert first.w == pytest.approx(start, rel=1e-6, abs=1e-30)
    assert all(map(math.isfinite, (first.loss, *first.grad)))


def test_torchs_global_state_is_left_alone_and_not_trusted() -> None:
    """Nothing is drawn, and a caller without grad mode, or another thread, makes no difference."""
    expected = list(Session(config("linear")))
    with torch.no_grad():
        assert list(Session(config("linear"))) == expected
        assert not torch.is_grad_enabled()
    found: list[EpochRecord] = []
    thread = threading.Thread(target=lambda: found.extend(Session(config("linear"))))
    thread.start()
    thread.join()
    assert found == expected


def test_records_fill_a_history() -> None:
    history = History(capacity=4)
    records = []
    for record in Session(config("linear")):
        history.append(record)
        records.append(record)
    assert list(history) == records
    assert history.path().shape == (31, 2)
    assert history.losses(10).tolist() == [record.loss for record in records[:10]]
    with pytest.raises(ValueError, match="expected epoch 31"):
        history.append(replace(records[-1], epoch=33))


def test_a_missing_device_is_said_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="tpu"):
        Session(config("linear"), "tpu")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.version, "cuda", None)
    with pytest.raises(InputError, match="comes without CUDA"):
        Session(config("linear"), "cuda")
    monkeypatch.setattr(torch.version, "cuda", "13.0")
    with pytest.raises(InputError, match="no usable CUDA card"):
        Session(config("linear"), "cuda")


def test_cuda_trains_like_the_processor_where_there_is_one() -> None:
    if missing("cuda") is not None:
        with pytest.raises(InputError):
            Session(config("linear"), "cuda")
        return
    for ours, theirs in zip(Session(config("linear"), "cuda"), Session(config("linear")), strict=True):
        assert ours.w == pytest.approx(theirs.w, rel=1e-5)
