"""Mini-batches, schedules and frozen weights: against PyTorch written out, and in races and time machine."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from engine import timeline as machine
from engine.batches import batch_at, batches_in_pass
from engine.config import RunConfig
from engine.data import draw
from engine.errors import InputError
from engine.lessons import load_lesson
from engine.losses import LOSSES
from engine.optimizers import OPTIMIZERS
from engine.preview import preview
from engine.preview.batches import batch_problem, batched
from engine.problem import Problem
from engine.records import EpochRecord
from engine.schedules import SCHEDULES, rates, suited
from engine.session import Session
from engine.timeline import Timeline, fork
from tests.engine.test_race import OPTIONS, assert_each_is_as_alone
from tests.engine.test_timeline import goes_on, onward, recorded

pytestmark = pytest.mark.usefixtures("one_thread")

NOISE: dict[str, dict[str, Any]] = {
    "batches": {"batch": 7, "batch_seed": 3},
    "cosine": {"schedule": "cosine", "schedule_hyper": (("T_max", 40.0),)},
    "frozen bias": {"frozen": (True, False)},
    "all": {
        "batch": 32,
        "schedule": "one-cycle",
        "schedule_hyper": (("total_steps", 40.0),),
        "frozen": (False, True),
    },
}


def config(lesson: str = "logistic-toy", **overrides: Any) -> RunConfig:
    noise = {name: overrides.pop(name) for name in list(overrides) if name in NOISE["batches"] | NOISE["all"]}
    return replace(load_lesson(lesson).config(**overrides), **noise)


def written_out(config: RunConfig) -> np.ndarray[Any, Any]:
    """Weights of all epochs as a course would train them: two parameters, torch's own scheduler."""
    data = draw(config.data)
    x, y = torch.tensor(data.x), torch.tensor(data.y)
    bias, weight = (torch.tensor(value, requires_grad=True) for value in config.start)
    for parameter, is_frozen in zip((bias, weight), config.frozen, strict=True):
        parameter.requires_grad_(not is_frozen)
    row = OPTIMIZERS[config.optimizer]
    optimizer = getattr(torch.optim, row.torch_class)(
        [bias, weight], lr=config.lr, **row.torch_arguments(config.hyper)
    )
    scheduler = None
    if config.schedule:
        chosen = SCHEDULES[config.schedule]
        arguments = chosen.torch_arguments(config.schedule_hyper)
        if config.schedule == "one-cycle":
            arguments["max_lr"] = config.lr
        scheduler = getattr(torch.optim.lr_scheduler, chosen.torch_class)(optimizer, **arguments)
    path = []
    for update in range(config.epochs + 1):
        path.append((bias.item(), weight.item()))
        which = torch.arange(len(x))
        if config.batch:
            which = torch.tensor(batch_at(len(x), config.batch, config.batch_seed, update))
        u = bias + weight * x[which]
        loss = LOSSES[config.loss]
        through = config.link == "sigmoid" and loss.takes == "prediction"
        optimizer.zero_grad()
        loss.of(torch.sigmoid(u) if through else u, y[which]).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        if scheduler is not None and update < config.epochs - 1:  # one-cycle refuses one too many
            scheduler.step()
    return np.array(path)


@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("lesson", ["logistic-toy", "linear"])
def test_a_run_is_what_pytorch_written_out_gives(lesson: str, optimizer: str, noise: str) -> None:
    hyper = tuple(OPTIONS.get(optimizer, {}).items())
    chosen = config(lesson, optimizer=optimizer, hyper=hyper, lr=0.004, epochs=40, **NOISE[noise])
    path = np.array([record.w for record in Session(chosen)])
    np.testing.assert_allclose(path, written_out(chosen), rtol=2e-4, atol=2e-5)


def test_what_is_recorded_is_of_all_data_and_applied_is_of_the_batch() -> None:
    chosen = config("linear", epochs=9, lr=0.001, batch=30)
    problem = Problem.of(chosen)
    for record in Session(chosen):
        assert record.loss == pytest.approx(float(problem.loss(*record.w)), rel=1e-5)
        assert record.grad == pytest.approx([float(g) for g in problem.gradient(*record.w)], rel=1e-4)
        seen = batch_problem(problem, 30, 0, record.epoch)
        assert seen.n == (10 if record.epoch % 4 == 3 else 30)
        assert record.applied == pytest.approx([float(g) for g in seen.gradient(*record.w)], rel=1e-4)
    assert all(record.applied is None for record in Session(config("linear", epochs=2)))


@pytest.mark.parametrize(("n", "batch"), [(13, 5), (100, 32), (100, 100), (13, 64), (10, 1)])
def test_a_pass_sees_every_datum_once_and_is_shuffled_anew(n: int, batch: int) -> None:
    count = batches_in_pass(n, batch)
    passes = [np.concatenate([batch_at(n, batch, 5, p * count + k) for k in range(count)]) for p in range(3)]
    for order in passes:
        assert sorted(order) == list(range(n))
    assert not np.array_equal(passes[0], passes[1])
    assert not np.array_equal(batch_at(n, n, 5, 0), batch_at(n, n, 6, 0))


@pytest.mark.parametrize("name", SCHEDULES)
def test_rates_are_torchs_in_any_order_and_scale_with_the_learning_rate(name: str) -> None:
    given = suited(name, 50)
    parameter = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([parameter], lr=0.3)
    arguments = SCHEDULES[name].torch_arguments(given) | ({"max_lr": 0.3} if name == "one-cycle" else {})
    scheduler = getattr(torch.optim.lr_scheduler, SCHEDULES[name].torch_class)(optimizer, **arguments)
    wanted = []
    for _ in range(50):
        wanted.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if len(wanted) < 50:
            scheduler.step()
    found = rates(0.3, name, given)
    assert found[40] == wanted[40]
    assert found.first(50) == wanted
    assert rates(1.0, name, given).first(50) == pytest.approx([rate / 0.3 for rate in wanted])
    if name == "one-cycle":
        assert found[1000] == wanted[-1]


@pytest.mark.parametrize("lesson", ["logistic-toy", "linear", "logistic-mse-good"])
def test_noisy_runs_race_as_if_alone(lesson: str) -> None:
    noisy = [config(lesson, optimizer="adam", lr=0.01, epochs=30, **noise) for noise in NOISE.values()]
    plain = config(lesson, optimizer="adam", lr=0.01, epochs=30)
    assert_each_is_as_alone(
        [plain, *noisy, replace(noisy[0], batch_seed=4), replace(noisy[0], lr=0.02), plain]
    )


@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_time_machine_knows_every_epoch(name: str, noise: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "STRIDE", 4)
    hyper = tuple(OPTIONS.get(name, {}).items())
    timeline = recorded(config(optimizer=name, hyper=hyper, lr=0.05, epochs=40, **NOISE[noise]))
    for epoch in range(0, 38, 3):
        following = onward(timeline.state_at(epoch), 2)
        assert following == [timeline.history[epoch + 1], timeline.history[epoch + 2]]


def test_a_fork_goes_on_in_the_same_batches_and_may_thaw_or_change_its_schedule() -> None:
    base = config("linear", epochs=20, lr=0.01, loss="mse", **NOISE["all"])
    timeline = recorded(base)
    same, forked = fork(timeline, base, 8)
    new = goes_on(forked, machine.Lane(1, same, forked, 20))
    assert list(new.history) == list(timeline.history)
    thawed, forked = fork(timeline, base, 8, frozen=(False, False), schedule="", schedule_hyper=())
    goes_on(forked, machine.Lane(2, thawed, forked, 20))
    assert forked.history[8] == timeline.history[8]
    assert forked.history[12].w[1] != base.start[1] == timeline.history[12].w[1]
    with pytest.raises(ValueError, match="batch"):
        fork(timeline, base, 8, batch=0)


def test_a_history_keeps_what_was_applied_as_it_grows() -> None:
    timeline = Timeline()
    chosen = config("linear", epochs=5)
    timeline.begin(chosen)
    records = [EpochRecord(k, (k, 1.0), 2.0, (3.0, 4.0), (float(-k), 0.5)) for k in range(3000)]
    for record in records:
        timeline.history.append(record)
    assert list(timeline.history) == records
    assert timeline.history.first(1500)[1400] == records[1400]
    assert timeline.history.applied(7, 9).tolist() == [[-7.0, 0.5], [-8.0, 0.5]]


@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("lesson", ["linear", "logistic-toy", "logistic-mse-possible", "logistic-bce-worst"])
def test_a_preview_goes_where_its_run_goes(lesson: str, optimizer: str, noise: str) -> None:
    chosen = config(lesson, optimizer=optimizer, epochs=200, **NOISE[noise])
    if lesson == "linear":
        chosen = replace(chosen, lr=0.002)
    seen = preview(chosen)
    path = np.array([record.w for record in Session(chosen)])
    certain = seen.uncertain_from if seen.uncertain_from is not None else len(path)
    if optimizer != "rmsprop":
        assert certain == len(path) == len(seen.path)
    apart = np.abs(seen.path[:certain] - path[:certain]) / np.maximum(1.0, np.abs(path[:certain]))
    assert apart.max() <= 5e-6


@pytest.mark.parametrize("lesson", ["linear", "logistic-toy", "logistic-bce-good"])
@pytest.mark.parametrize("loss", ["sse", "mse"])
def test_slopes_of_batches_are_those_of_their_problems(lesson: str, loss: str) -> None:
    problem = Problem.of(config(lesson, loss=loss))
    at = batched(problem, 6, 2)
    for update in range(40):
        w = (0.3 * update - 5.0, 2.0 - 0.1 * update)
        g0, g1, h00, h01, h11, rounding = at(*w)
        part = batch_problem(problem, 6, 2, update)
        np.testing.assert_allclose((g0, g1), [float(g) for g in part.gradient(*w)], rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose([[h00, h01], [h01, h11]], part.hessian(*w), rtol=1e-9, atol=1e-9)
        assert 0.0 < rounding < 1e-4 * max(1.0, abs(h00) + abs(h11)) * 20


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_frozen_weight_does_not_move_even_by_decay(name: str) -> None:
    chosen = config(optimizer=name, hyper=(("weight_decay", 0.5),), epochs=10, lr=0.1, frozen=(False, True))
    records = list(Session(chosen))
    assert {record.w[1] for record in records} == {chosen.start[1]}
    assert len({record.w[0] for record in records}) == 11
    assert records[3].grad[1] != 0.0  # the surface still slopes that way


@pytest.mark.parametrize(
    "fields",
    [
        {"batch": -1},
        {"batch": 2.5},
        {"batch_seed": -1},
        {"schedule": "cosines"},
        {"schedule_hyper": (("T_max", 3.0),)},
        {"schedule": "cosine", "schedule_hyper": (("gamma", 0.5),)},
        {"schedule": "cosine", "schedule_hyper": (("T_max", 2.5),)},
        {"schedule": "step", "schedule_hyper": (("gamma", float("nan")),)},
        {"schedule": "one-cycle", "schedule_hyper": (("pct_start", 0.0),)},
        {"schedule": "one-cycle", "schedule_hyper": (("pct_start", 0.01),)},
    ],
)
def test_what_cannot_be_used_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        config(**fields)


@pytest.mark.parametrize("name", SCHEDULES)
@pytest.mark.parametrize("epochs", [1, 2, 3, 10, 1_000_000])
def test_suited_parameters_can_be_used(name: str, epochs: int) -> None:
    assert rates(0.1, name, suited(name, epochs)).first(12)
