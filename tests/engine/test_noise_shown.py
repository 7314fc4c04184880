"""Mini-batches, schedules and frozen weights as they are explained: four steps, code, sentences, starts."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
import torch

from engine.anatomy import anatomy, code, script
from engine.config import RunConfig
from engine.errors import InputError
from engine.initial import SCHEMES, draw_initial
from engine.lessons import load_lesson, load_lessons
from engine.optimizers import OPTIMIZERS
from engine.preview.batches import batch_problem
from engine.problem import Problem
from engine.records import History
from engine.schedules import SCHEDULES, rates, suited
from engine.session import Session
from engine.stability import limit
from engine.why import why
from tests.engine.test_anatomy import same, states
from tests.engine.test_noise import NOISE, config
from tests.engine.test_race import OPTIONS

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_four_steps_are_those_of_the_batch_rate_and_weights_in_use(optimizer: str, noise: str) -> None:
    hyper = tuple(OPTIONS.get(optimizer, {}).items())
    chosen = config(
        "linear", loss="mse", optimizer=optimizer, hyper=hyper, lr=0.02, epochs=12, **NOISE[noise]
    )
    run = states(chosen)
    for before, after in pairwise(run):
        assert after.record is not None
        taken, computed = anatomy(before, after), anatomy(before)
        seen = batch_problem(Problem.of(chosen), chosen.batch, chosen.batch_seed, taken.epoch)
        assert taken.n == seen.n
        assert taken.loss == pytest.approx(float(seen.loss(*taken.w)), rel=1e-5)
        assert taken.gradient == pytest.approx(
            [float(g) for g in seen.gradient(*taken.w)], rel=1e-3, abs=1e-4
        )
        assert [datum.x for datum in taken.data] == pytest.approx(seen.x[:5].tolist())
        assert taken.update.w == pytest.approx(after.record.w, rel=1e-6, abs=1e-6)
        assert computed.update.w == pytest.approx(after.record.w, rel=1e-5, abs=1e-5)
        rate = next(term for term in taken.update.terms if term.symbol == "lr")
        if chosen.schedule:
            known = rates(chosen.lr, chosen.schedule, chosen.schedule_hyper)[taken.epoch]
            assert (rate.name, rate.values) == ("scheduled", (pytest.approx(known, rel=1e-6),))
        else:
            assert rate.name == "constant"
        for axis in (0, 1):
            if chosen.frozen[axis]:
                assert taken.update.step[axis] == 0.0 == taken.step[axis]
                assert taken.update.w[axis] == chosen.start[axis]


SCRIPTS: list[tuple[str, dict[str, Any]]] = [
    *(("linear", {"loss": "mse", "lr": 0.05, "epochs": 30, **noise}) for noise in NOISE.values()),
    *(
        ("logistic-toy", {"loss": loss, "lr": 0.1, "epochs": 30, "batch": 5})
        for loss in ("sse", "mse", "bce")
    ),
    *(
        (
            "linear",
            {"loss": "mse", "lr": 0.05, "epochs": 40, "schedule": name, "schedule_hyper": suited(name, 20)},
        )
        for name in SCHEDULES
    ),
]


@pytest.mark.parametrize(("lesson", "overrides"), SCRIPTS)
def test_the_script_repeats_the_run(lesson: str, overrides: dict[str, Any]) -> None:
    chosen = config(lesson, **overrides)
    names: dict[str, Any] = {}
    with torch.random.fork_rng(devices=[]), redirect_stdout(io.StringIO()):
        exec(compile(script(chosen), lesson, "exec"), names)
    same(chosen, names["history"])


def test_the_code_says_what_is_done() -> None:
    lines = code(config("linear", **NOISE["all"]))
    assert "net.weight.requires_grad_(False)" in lines.setup
    assert any("OneCycleLR(optimizr, max_lr=0.001, cycle_momentum=False" in line for line in lines.setup)
    assert lines.steps[0] == ("i = batch(epoch)", "yhat = net(x[i])")
    assert lines.steps[1] == ("loss = torch.sum((y[i]-yhat)**2)",)
    assert lines.steps[3][-1] == "schedulr.step()"


def recorded(chosen: RunConfig) -> History:
    history = History()
    for record in Session(chosen):
        history.append(record)
    return history


def test_a_batch_that_points_elsewhere_is_said_with_its_angle() -> None:
    chosen = config("linear", loss="mse", lr=0.3, epochs=60, batch=2)
    history = recorded(chosen)
    said = [why(chosen, history, None, epoch)[0] for epoch in range(1, 60)]
    assert {one.code for one in said} == {"batch-rose", "batch-fell"}
    for epoch, one in enumerate(said, 1):
        rose = history[epoch].loss > history[epoch - 1].loss
        assert (one.code == "batch-rose") == rose
        assert "2 of 100 data" in str(one)
        assert not one.is_warning
    assert why(replace(chosen, batch=100), recorded(replace(chosen, batch=100)), None, 5) == []


def test_no_limit_is_claimed_where_the_full_losss_curvature_does_not_give_one() -> None:
    assert limit(config("linear")) is not None
    for noise in NOISE.values():
        assert limit(config("linear", **noise)) is None


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_scheme_draws_what_its_code_draws_and_leaves_the_generator_alone(scheme: str) -> None:
    before = torch.random.get_rng_state()
    drawn = draw_initial(scheme, 7)
    assert torch.equal(torch.random.get_rng_state(), before)
    with torch.random.fork_rng(devices=[]):
        if scheme == "linear":
            torch.manual_seed(7)
        net = torch.nn.Linear(1, 1)
        if scheme != "linear":
            torch.manual_seed(7)
        for line in SCHEMES[scheme].code:
            exec(line, {"torch": torch, "net": net})
    assert drawn == (net.bias.item(), net.weight.item())
    assert draw_initial(scheme, 7) == drawn
    assert (draw_initial(scheme, 8) == drawn) == (scheme in ("zeros", "ones"))
    with pytest.raises(InputError):
        draw_initial(scheme, -1)


def test_the_layers_own_scheme_is_the_one_that_lessons_draw() -> None:
    seeded = load_lesson("logistic-seeded-mse")
    assert seeded.start_seed is not None
    assert draw_initial("linear", seeded.start_seed) == seeded.config().start


def test_the_lessons_of_the_group_run_as_they_say() -> None:
    lessons = [lesson for lesson in load_lessons() if lesson.group == "noise"]
    assert lessons
    for lesson in lessons:
        assert not lesson.config().is_plain or dict(lesson.hyper).get("weight_decay")
        assert Session(lesson.config(epochs=3)).step() is not None


def test_both_weights_cannot_be_frozen() -> None:
    with pytest.raises(InputError, match="leave one"):
        config(frozen=(True, True))
