"""Typed models and surfaces: real runs, previews, surfaces, checks, and what does not fit."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from engine.anatomy import anatomy, code, script
from engine.classics import CLASSICS
from engine.config import DataSpec, RunConfig
from engine.curvature import curvature
from engine.errors import InputError
from engine.gradient_check import gradient_check
from engine.lessons import load_lesson
from engine.optimizers import OPTIMIZERS
from engine.own_data import OwnData
from engine.preview import preview, trace
from engine.problem import Problem
from engine.race import Race
from engine.records import History
from engine.session import Session
from engine.surface import surface
from engine.surface.living import LivingSurface
from engine.surface.tame import nodes_for
from engine.typed import Typed
from engine.why import why

pytestmark = pytest.mark.usefixtures("one_thread")

MODELS = {
    "w0 * exp(w1 * x)": "decay",
    "w0 * sin(w1 * x)": "wave",
    "tanh(w0 + w1 * x)": "line",
    "max(w0 * x, w1)": "line",
    "log(w0^2 + 1 + w1^2 * x^2)": "decay",
}


def typed(text: str, data: str = "decay", **changes: Any) -> RunConfig:
    config = RunConfig(DataSpec(data), "formula", "mse", "sgd", 0.01, (1.0, 0.5), 100, formula=text)
    return replace(config, **changes)


def classic(name: str, **changes: Any) -> RunConfig:
    lr, formula = (0.001 if name == "rosenbrock" else 0.01), CLASSICS[name].formula
    config = RunConfig(DataSpec("none"), "surface", "value", "sgd", lr, (-1.2, 1.0), 100, formula=formula)
    return replace(config, **changes)


def test_the_line_typed_is_the_line() -> None:
    """ŷ = w0 + w1·x typed gives the linear lesson's own run, but for the order in which torch adds up."""
    lesson = load_lesson("linear").config()
    own = replace(lesson, link="formula", formula="w0 + w1*x")
    for old, new in zip(Session(lesson), Session(own), strict=True):
        assert new.w == pytest.approx(old.w, rel=1e-5)
        assert new.loss == pytest.approx(old.loss, rel=1e-5)
    assert Problem.of(own).true_w == (2.5, 4.0)
    assert Problem.of(replace(own, formula="w0 - w1 * x")).true_w is None


def test_a_run_is_the_courses_loop() -> None:
    """Every record is what a plain loop of torch makes of the same formula, bit for bit."""
    config = classic("rosenbrock", optimizer="adam", lr=0.05, epochs=50)
    w0 = torch.tensor(config.start[0], requires_grad=True)
    w1 = torch.tensor(config.start[1], requires_grad=True)
    optimizer = torch.optim.Adam([w0, w1], lr=0.05)
    for record in Session(config):
        loss = (1 - w0) ** 2 + 100 * (w1 - w0**2) ** 2
        assert (w0.item(), w1.item()) == pytest.approx(record.w, rel=2e-6)
        assert loss.item() == pytest.approx(record.loss, rel=1e-5)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()


def test_a_race_leaves_every_run_as_it_is_alone() -> None:
    configs = [
        classic("beale"),
        typed("w0 * exp(w1 * x)"),
        load_lesson("linear").config(epochs=100),
        typed("w0 * exp(w1 * x)", lr=0.02),
        classic("beale", optimizer="adam", lr=0.1),
        typed("sigmoid(w0) * x + w1", optimizer="momentum"),
    ]
    configs = [replace(config, epochs=40) for config in configs]
    race = Race(configs)
    together: list[list[Any]] = [[] for _ in configs]
    while found := race.step():
        for place, record in found:
            together[place].append(record)
    assert together == [list(Session(config)) for config in configs]


def test_a_run_goes_on_bit_for_bit_where_it_was_left() -> None:
    config = classic("styblinski-tang", optimizer="adamw", lr=0.1, epochs=30)
    whole = list(Session(config))
    first = Session(config)
    for _ in range(11):
        first.step()
    second = Session(config)
    second.restore(first.state())
    assert list(second) == whole[11:]


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("name", ["rosenbrock", "himmelblau", "mccormick"])
def test_a_preview_is_what_play_does_on_a_surface(name: str, optimizer: str) -> None:
    lr = {"sgd": 0.001, "momentum": 0.0001, "nesterov": 0.0001}.get(optimizer, 0.05)
    assert_preview_holds(classic(name, optimizer=optimizer, lr=lr, epochs=200))


@pytest.mark.parametrize("optimizer", ["sgd", "nesterov", "adam"])
@pytest.mark.parametrize("text", MODELS)
def test_a_preview_is_what_play_does_with_a_model(text: str, optimizer: str) -> None:
    assert_preview_holds(typed(text, MODELS[text], optimizer=optimizer, epochs=200))


NOISY: dict[str, dict[str, Any]] = {
    "batches": {"batch": 16, "batch_seed": 3},
    "frozen": {"frozen": (False, True)},
    "schedule": {"schedule": "exponential", "schedule_hyper": (("gamma", 0.99),)},
}


@pytest.mark.parametrize("noise", NOISY)
def test_batches_schedules_and_frozen_weights_are_those_of_any_model(noise: str) -> None:
    config = typed("w0 * exp(w1 * x)", **NOISY[noise], epochs=60)
    assert_preview_holds(config)
    race = Race([config, typed("w0 + w1 * x^2", epochs=60)])
    first = [record for _ in range(61) for place, record in race.step() if place == 0]
    assert first == list(Session(config))
    assert ("w1" in {"frozen": "w1"}.get(noise, "")) == (first[-1].w[1] == first[0].w[1])


def test_a_surface_has_no_batches() -> None:
    with pytest.raises(InputError, match="no batches"):
        classic("bowl", batch=4)
    assert_preview_holds(classic("booth", frozen=(True, False), schedule="cosine"))


def assert_preview_holds(config: RunConfig) -> None:
    seen, path = preview(config), np.array([record.w for record in Session(config)])
    certain = len(path) if seen.uncertain_from is None else seen.uncertain_from
    assert len(seen.path) == len(path)
    assert certain > 5
    apart = np.abs(seen.path - path) / np.maximum(1.0, np.abs(path))
    assert apart[:certain].max() < 5e-6


@pytest.mark.parametrize("text", MODELS)
@pytest.mark.parametrize("loss", ["sse", "mse"])
def test_a_surface_is_the_loss_of_every_datum(text: str, loss: str) -> None:
    problem = Problem.of(typed(text, MODELS[text], loss=loss))
    w0, w1 = np.linspace(-2.0, 3.0, 23), np.linspace(-1.5, 2.5, 19)
    found, exact = surface(problem, w0, w1), problem.loss(w0[:, None], w1[None, :])
    assert found.shape == (23, 19)
    assert np.abs(found - exact).max() <= 1e-9 * max(1.0, float(np.abs(exact).max()))


@pytest.mark.parametrize(
    ("text", "few"),
    [
        ("tanh(w0 + w1 * x)", True),
        ("sigmoid(w0 + w1 * x) + x^2 * exp(w0 * x) / 9", True),
        ("sin(w0 + w1 * x)^2 * cos(w1 * x) * cos(w1 * x)", True),
        ("w0^2 * x + w1^2", True),
        ("relu(w0 + sin(w1 * x))", False),
        ("exp(-1e5 * (x - w0)^2) + w1^2", False),
        ("tanh(300 * (w0 + w1 * x))", False),
        ("w0^2 / (w1^2 + x^2)", False),
        ("abs(w0 * x - w1)^1.5", False),
    ],
)
def test_few_nodes_stand_for_the_data_of_smooth_models_only(text: str, few: bool) -> None:
    problem = Problem.of(typed(text, "sigmoid"))
    assert isinstance(problem, Typed)
    w0, w1 = np.linspace(-2.0, 2.5, 31), np.linspace(-3.0, 3.0, 29)
    assert (nodes_for(problem, w0, w1) is not None) == few
    exact = problem.loss(w0[:, None], w1[None, :])
    assert np.abs(surface(problem, w0, w1) - exact).max() <= 1e-10 * exact.max()


def test_where_nodes_are_too_few_the_data_are_gone_through() -> None:
    problem = Problem.of(typed("sin(w0 + w1 * x)", "sigmoid"))
    assert isinstance(problem, Typed)
    narrow = nodes_for(problem, np.zeros(1), np.array([0.0, 3.0]))
    assert narrow is not None
    calm, wild = np.sin(3.0 * narrow.at)[None], np.sin(400.0 * narrow.at)[None]
    assert narrow.sums(calm)[1].tolist() == [True]
    assert narrow.sums(wild)[1].tolist() == [False]
    assert float(narrow.sums(calm)[0][0]) / problem.n == pytest.approx(
        float(problem.loss(0.0, 3.0)), rel=1e-12
    )


def test_a_surface_has_holes_where_the_formula_has_no_value() -> None:
    problem = Problem.of(typed("w0 * exp(800 * w1 * x)"))
    found = surface(problem, np.array([0.0, 1.0]), np.array([-1.0, 5.0]))
    assert np.isfinite(found[:, 0]).all()
    assert not np.isfinite(found[:, 1]).any()
    cut = surface(Problem.of(classic("bowl", formula="log(w0) + w1^2")), np.array([-1.0, 1.0]), np.zeros(1))
    assert np.isnan(cut[0, 0])
    assert cut[1, 0] == 0.0


def test_where_there_is_no_value_the_run_ends() -> None:
    config = classic("bowl", formula="sqrt(w0) + w1^2", start=(0.3, 1.0), lr=0.2, epochs=50)
    session = Session(config)
    records = list(session)
    assert session.end == "diverged"
    assert all(math.isfinite(record.loss) for record in records)
    assert len(preview(config).path) == len(records)


@pytest.mark.parametrize(
    "config", [typed("w0 * exp(w1 * x)"), typed("w0 * sin(w1 * x)", "wave", loss="sse"), classic("beale")]
)
def test_the_gradient_is_found_in_every_way(config: RunConfig) -> None:
    check = gradient_check(config, config.start, 1e-3)
    for way, error in (("autograd", 1e-5), ("formula", 1e-5), ("forward64", 2e-2), ("central64", 1e-4)):
        assert check.error(getattr(check, way)) < error, way
    assert check.error(check.central) < 2e-2


@pytest.mark.parametrize("config", [typed("w0 * exp(w1 * x)"), classic("himmelblau", start=(1.0, 1.0))])
def test_the_four_steps_are_shown(config: RunConfig) -> None:
    session = Session(config)
    session.step()
    before = session.state()
    session.step()
    taken = anatomy(before, session.state())
    assert before.record is not None
    assert session.record is not None
    assert taken.gradient == before.record.grad
    assert taken.step == tuple(a - b for a, b in zip(session.record.w, before.record.w, strict=True))
    assert config.formula in taken.prediction
    assert len(taken.data) == (0 if config.link == "surface" else 5)
    if taken.data:
        x, w = taken.data[1].x, config.start
        assert taken.data[1].yhat == pytest.approx(w[0] * math.exp(w[1] * x), rel=1e-6)


@pytest.mark.parametrize(
    "config",
    [
        typed("w0 * exp(w1 * x) + min(w0, 3)", epochs=20),
        typed("w0 * sin(w1 * x)", "wave", epochs=20, optimizer="adam"),
        classic("mccormick", epochs=20),
        typed("w0 * exp(w1 * x)", epochs=20, batch=16),
        typed("w0 * exp(w1 * x)", epochs=20, frozen=(True, False), schedule="cosine"),
    ],
)
def test_the_script_makes_the_same_run(config: RunConfig) -> None:
    names: dict[str, Any] = {}
    with torch.random.fork_rng(devices=[]):
        exec(script(config), names)
    last = list(Session(config))[-1]
    assert names["history"][-1][1:3] == pytest.approx(last.w, rel=1e-5)
    assert names["history"][-1][3] == pytest.approx(last.loss, rel=1e-5)


def test_the_code_names_tensors_and_not_a_net() -> None:
    lines = code(typed("w0 * exp(w1 * x)^2"))
    assert lines.steps[0] == ("yhat = w0 * torch.exp(w1 * x)**2",)
    assert lines.setup[-1] == "optimizr = torch.optim.SGD([w0, w1], lr=0.01)"
    assert code(classic("bowl")).steps[:2] == (("height = w0**2 + w1**2",), ("loss = height",))


def test_curvature_is_the_formulas() -> None:
    found = curvature(Problem.of(classic("booth")), (0.0, 0.0))
    assert found.eigenvalues == pytest.approx((2.0, 18.0))
    assert found.kind == "bowl"
    assert curvature(Problem.of(classic("saddle")), (0.0, 0.0)).kind == "saddle"


@pytest.mark.parametrize("name", CLASSICS)
def test_what_is_said_of_a_run_has_numbers(name: str) -> None:
    config = classic(name)
    history = History()
    session = Session(config)
    for record in session:
        history.append(record)
    for epoch in (1, 2, 5, 20, len(history) - 1):
        for said in why(config, history, session.end, epoch):
            assert "nan" not in str(said)
            assert said.code not in ("plateau", "no-gradient", "no-minimum")


@pytest.mark.parametrize(
    ("config", "code"),
    [
        (load_lesson("surface-rastrigin").config(), "hollow-above"),
        (load_lesson("surface-mccormick").config(), "hollow-above"),
        (load_lesson("surface-himmelblau").config(), "hollow"),
        (load_lesson("typed-wave").config(), "hollow"),
        (load_lesson("surface-booth").config(epochs=300), "converged"),
        (load_lesson("surface-saddle").config(), None),
        (load_lesson("typed-model").config(), None),
    ],
)
def test_a_run_that_rests_in_a_hollow_is_told(config: RunConfig, code: str | None) -> None:
    history = History()
    session = Session(config)
    for record in session:
        history.append(record)
    found = [said.code for said in why(config, history, session.end)]
    assert (code in found) if code else not {"hollow", "hollow-above", "converged"} & set(found)


def test_a_datum_can_be_held() -> None:
    problem = Problem.of(typed("w0 * exp(w1 * x)"))
    w0, w1 = np.linspace(0.0, 3.0, 7), np.linspace(-1.0, 1.0, 5)
    living = LivingSurface(problem, w0, w1)
    moved = living.moved(3, 1.0, 7.0)
    x, y = problem.x.copy(), problem.y.copy()
    x[3], y[3] = 1.0, 7.0
    assert isinstance(problem, Typed)
    assert moved == pytest.approx(surface(problem.with_data(x, y), w0, w1), rel=1e-12)
    assert living.back() == pytest.approx(surface(problem, w0, w1))
    assert len(trace(living.problem(), typed("w0 * exp(w1 * x)"), 10).path) == 11


def test_own_data_can_have_a_model() -> None:
    own = OwnData(np.array([0.0, 1.0, 2.0]), np.array([1.0, 2.0, 5.0]), "mine", (1.0, 1.0))
    config = replace(typed("w0 + w1 * x^2"), data=DataSpec("own", own=own), lr=0.05, epochs=400)
    assert list(Session(config))[-1].w == pytest.approx((1.0, 1.0), abs=1e-2)
    assert Problem.of(config).true_w is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"loss": "bce"}, "unfit-loss"),
        ({"loss": "value"}, "unfit-loss"),
        ({"link": "surface", "loss": "value"}, "formula-data"),
        ({"link": "identity"}, "formula-unfit"),
        ({"formula": ""}, "formula-empty"),
        ({"formula": "w0 +"}, "formula-missing"),
        ({"data": DataSpec("none")}, "formula-data"),
    ],
)
def test_what_does_not_fit_is_refused(changes: dict[str, Any], code: str) -> None:
    config = typed("w0 * exp(w1 * x)")
    with pytest.raises(InputError) as caught:
        replace(config, **changes)
    assert caught.value.code == code


def test_a_formula_is_kept_in_one_way() -> None:
    assert typed("w0*exp( w1*x )") == typed("w0 * exp(w1 * x)")
    assert typed("w0*exp( w1*x )").formula == "w0 * exp(w1 * x)"
