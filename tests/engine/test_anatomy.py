"""The four steps' numbers and formulas against real sessions, and the code against the run it repeats."""

from __future__ import annotations

import inspect
import io
import json
import math
import re
import subprocess
import sys
from contextlib import redirect_stdout
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import torch

from engine.anatomy import ABOUT, Code, anatomy, code, script
from engine.anatomy.script import DRAWS
from engine.config import OWN, DataSpec, RunConfig
from engine.data import RECIPES, draw
from engine.lessons import lesson_names, load_lesson
from engine.optimizers import OPTIMIZERS
from engine.own_data import OwnData
from engine.problem import POINTWISE, Problem
from engine.records import SessionState
from engine.session import Session

pytestmark = pytest.mark.usefixtures("one_thread")

Hyper = tuple[tuple[str, float], ...]

SETTINGS: dict[str, list[dict[str, float]]] = {
    "sgd": [{}, {"weight_decay": 0.1}],
    "momentum": [{}, {"momentum": 0.0}, {"dampening": 0.3, "weight_decay": 0.1}, {"momentum": 0.5}],
    "nesterov": [{}, {"momentum": 0.5, "weight_decay": 0.1}],
    "adagrad": [{}, {"lr_decay": 0.01}, {"initial_accumulator_value": 0.2, "eps": 0.1, "weight_decay": 0.1}],
    "rmsprop": [
        {},
        {"alpha": 0.5, "eps": 0.1},
        {"momentum": 0.5, "weight_decay": 0.1},
        {"centered": 1.0},
        {"centered": 1.0, "momentum": 0.5},
    ],
    "adam": [{}, {"amsgrad": 1.0}, {"beta1": 0.0, "beta2": 0.5}, {"weight_decay": 0.1, "eps": 0.01}],
    "adamw": [
        {},
        {"amsgrad": 1.0, "weight_decay": 0.5},
        {"weight_decay": 0.0},
        {"beta1": 0.5, "beta2": 0.9, "eps": 0.1},
    ],
}
"""Every option of every optimizer at least once away from its default."""

RATES = {"sgd": 0.003, "momentum": 0.001, "nesterov": 0.001, "adagrad": 0.5}
ALL = [(name, tuple(hyper.items())) for name, settings in SETTINGS.items() for hyper in settings]


def states(config: RunConfig) -> list[SessionState]:
    session = Session(config)
    return [session.state() for _ in session]


def linear(optimizer: str, hyper: Hyper, epochs: int = 50) -> RunConfig:
    return load_lesson("linear").config(
        optimizer=optimizer, hyper=hyper, lr=RATES.get(optimizer, 0.1), epochs=epochs
    )


def test_every_option_is_tried() -> None:
    assert SETTINGS.keys() == OPTIMIZERS.keys()
    for name, row in OPTIMIZERS.items():
        tried = {option for hyper in SETTINGS[name] for option in hyper}
        assert tried == {parameter.name for parameter in row.parameters}


@pytest.mark.parametrize(("optimizer", "hyper"), ALL)
def test_the_arithmetic_alone_gives_the_next_weights(optimizer: str, hyper: Hyper) -> None:
    run = states(linear(optimizer, hyper))
    assert len(run) == 51
    # v − ḡ² of nearly equal gradients cancels: what rounding leaves of it differs.
    rough = 1e-3 if dict(hyper).get("centered") else 2e-6
    for before, after in pairwise(run):
        assert before.record is not None
        assert after.record is not None
        found = anatomy(before)
        step = np.array(after.record.w) - np.array(before.record.w)
        spacing = 2.0**-23 * np.maximum(np.abs(before.record.w), np.abs(after.record.w))
        assert (np.abs(np.array(found.update.w) - after.record.w) <= spacing + rough * np.abs(step)).all()
        assert found.step == tuple(b - a for a, b in zip(found.w, found.update.w, strict=True))


SYMBOLS = {
    "momentum_buffer": "b",
    "sum": "s",
    "square_avg": "v",
    "grad_avg": "ḡ",
    "exp_avg": "m",
    "exp_avg_sq": "v",
    "max_exp_avg_sq": "v_max",
}
"""The lines' symbols of what torch remembers."""


def evaluated(formula: str, values: dict[str, Any]) -> Any:
    """The value of a printed formula, in float64."""
    text = formula.replace("·", "*").replace("−", "-").replace("²", "**2")
    names = sorted(values, key=len, reverse=True)
    place = {name: f"value[{names.index(name)}]" for name in names}
    symbols = "|".join(map(re.escape, names))
    text = re.sub(f"√({symbols})", r"root(\1)", text)
    text = text.replace("β₁ᵗ", "β₁**t").replace("β₂ᵗ", "β₂**t")
    text = re.sub(rf"(?<![\w])({symbols})(?![\w\u0302\u0303\u0304])", lambda found: place[found[1]], text)
    environment = {"value": [values[name] for name in names], "root": np.sqrt, "max": np.maximum}
    return eval(text, {"__builtins__": {}}, environment)


@pytest.mark.parametrize(("optimizer", "hyper"), ALL)
def test_every_printed_formula_has_the_printed_value(optimizer: str, hyper: Hyper) -> None:
    """Read as assignments from top to bottom, starting with what torch remembered."""
    run = states(linear(optimizer, hyper, epochs=12))
    for before, after in pairwise(run):
        assert before.record is not None
        found = anatomy(before, after)
        values: dict[str, Any] = {symbol: np.zeros(2) for symbol in SYMBOLS.values()}
        start = {name: np.array(numbers) for name, numbers in before.moments.items()}
        values |= {SYMBOLS[name]: numbers for name, numbers in start.items() if name in SYMBOLS}
        if optimizer == "adagrad" and not before.moments:
            values["s"] = np.full(2, dict(hyper).get("initial_accumulator_value", 0.0))
        values |= {"w": np.array(before.record.w), "t": before.moments.get("step", (0.0,))[0]}
        for term in found.update.terms:
            shown = np.array(term.values)
            if term.name not in ("constant", "gradient"):
                computed = evaluated(term.formula, values)
                rough = 0.05 if dict(hyper).get("centered") else 1e-5
                # A difference of large numbers is as exact as they are.
                scale = np.abs(values["ḡ"]) ** 2 * 1e-5 if term.name == "variance" else 0.0
                assert (np.abs(computed - shown) <= rough * np.abs(shown) + scale + 1e-30).all(), term
            values[term.symbol] = shown if len(shown) == 2 else shown[0]
        assert found.update.terms[-1].symbol == "w"
        assert {term.name for term in found.update.terms} <= set(ABOUT)


@pytest.mark.parametrize(("optimizer", "hyper"), ALL)
def test_with_the_next_state_the_numbers_are_torchs_own(optimizer: str, hyper: Hyper) -> None:
    run = states(linear(optimizer, hyper, epochs=12))
    for before, after in pairwise(run):
        assert before.record is not None
        assert after.record is not None
        found = anatomy(before, after)
        shown = {term.symbol: term.values for term in found.update.terms}
        for name, numbers in after.moments.items():
            if name in SYMBOLS and not (name == "momentum_buffer" and dict(hyper).get("momentum") == 0):
                assert shown.get(SYMBOLS[name], numbers) == numbers
        assert found.step == tuple(b - a for a, b in zip(before.record.w, after.record.w, strict=True))
        assert found.gradient == before.record.grad


def test_the_parts_of_a_step_add_up() -> None:
    """Past gradients, this one and the decay make the whole step, for what can be drawn."""
    for optimizer, hyper in ALL:
        run = states(linear(optimizer, hyper, epochs=5))
        update = anatomy(run[3]).update
        values = dict(hyper)
        has_momentum = OPTIMIZERS[optimizer].values(hyper).get("momentum", 0.0) or (
            optimizer in ("adam", "adamw") and values.get("beta1", 0.9)
        )
        assert (update.momentum is not None) == bool(has_momentum)
        assert (update.scale is not None) == (OPTIMIZERS[optimizer].torch_class != "SGD")
        assert (update.decay is not None) == (optimizer == "adamw" and values.get("weight_decay") != 0.0)
        if update.momentum is None or values.get("weight_decay"):
            continue
        fresh = np.array(update.step) - update.momentum - np.array(update.decay or (0.0, 0.0))
        gradient = np.array(anatomy(run[3]).gradient)
        assert (fresh * gradient < 0).all()  # what is left is downhill along each axis
    assert anatomy(states(linear("momentum", ()))[0]).update.momentum is None


def test_steps_one_to_three_are_the_sessions() -> None:
    for link, loss in POINTWISE:
        name = "linear" if link == "identity" else "logistic-mse-good"
        config = load_lesson(name).config(loss=loss)
        state = states(config)[3]
        assert state.record is not None
        found, data, problem = anatomy(state), draw(config.data), Problem.of(config)
        assert found.n == len(data)
        assert found.loss == state.record.loss
        for i, datum in enumerate(found.data):
            assert (datum.x, datum.y) == (data.x[i], data.y[i])
            yhat = float(problem.predict(state.record.w, float(data.x[i])))
            assert datum.yhat == pytest.approx(yhat, rel=1e-6)
            one = Problem(data.x[i : i + 1], data.y[i : i + 1], problem.link, loss)
            assert datum.term == pytest.approx(float(one.loss(*state.record.w)), rel=1e-5)
        assert found.gradient == pytest.approx(np.array(problem.gradient(*state.record.w)), rel=1e-4)


def test_states_that_do_not_follow_are_refused() -> None:
    run = states(load_lesson("linear").config())
    with pytest.raises(ValueError, match="successive"):
        anatomy(run[0], run[2])
    with pytest.raises(ValueError, match="start"):
        anatomy(Session(load_lesson("linear").config()).state())


def test_a_diverging_run_is_taken_apart_in_silence() -> None:
    run = states(load_lesson("linear").config(lr=0.5, epochs=40))
    assert all(math.isfinite(anatomy(state).loss) for state in run)


def test_the_code_is_the_courses() -> None:
    assert code(load_lesson("linear").config()) == Code(
        setup=(
            "net = torch.nn.Linear(1, 1)",
            "net.bias.data = torch.tensor([-5.0])",
            "net.weight.data = torch.tensor([[10.0]])",
            "optimizr = torch.optim.SGD(net.parameters(), lr=0.001)",
        ),
        steps=(
            ("yhat = net(x)",),
            ("loss = torch.sum((y-yhat)**2)",),
            ("loss.backward()",),
            ("optimizr.step()", "optimizr.zero_grad()"),
        ),
    )
    bce = code(load_lesson("logistic-bce-good").config())
    assert "net = torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.Sigmoid())" in bce.setup
    assert bce.steps[1] == ("loss = lossfn(yhat, y)",)


@pytest.mark.parametrize(("optimizer", "hyper"), ALL)
def test_the_optimizers_call_makes_the_very_optimizer(optimizer: str, hyper: Hyper) -> None:
    config = linear(optimizer, hyper)
    row = OPTIMIZERS[optimizer]
    with torch.random.fork_rng(devices=[]):
        net = torch.nn.Linear(1, 1)
    call = code(config).setup[-1].removeprefix("optimizr = ")
    made = eval(call, {"torch": torch, "net": net})
    assert type(made) is getattr(torch.optim, row.torch_class)
    for name, value in {**row.torch_arguments(config.hyper), "lr": config.lr}.items():
        assert made.defaults[name] == value, name
    # Nothing is written that torch has by itself.
    defaults = inspect.signature(type(made)).parameters
    for name in re.findall(r"(\w+)=", call):
        assert name == "lr" or defaults[name].default != made.defaults[name]


SCRIPTS: list[tuple[str, dict[str, Any]]] = [
    *((name, {}) for name in ("linear", "linear-lr-0.0038", "logistic-bce-adam-bad", "logistic-mse-good")),
    ("logistic-bce-worst", {"start": (-100.0, 3.0), "epochs": 20}),
    ("logistic-toy", {"optimizer": "nesterov", "hyper": (("weight_decay", 0.1),)}),
    ("logistic-seed42", {"loss": "sse", "lr": 1e-4}),
    ("linear", {"loss": "mse", "lr": 0.1, "data": DataSpec("line", 7)}),
    (
        "linear",
        {"data": DataSpec(OWN, own=OwnData([0.1, -2.5, 3.0, 1e-7], [1.0, 2.0, 0.3, 1e8])), "lr": 0.01},
    ),
]


def same(config: RunConfig, history: list[list[float]]) -> None:
    """Hold a script's history against the recorded run's."""
    records = list(Session(config))
    assert [round(row[0]) for row in history] == [record.epoch for record in records]
    for (_, w0, w1, loss), record in zip(history, records, strict=True):
        assert (w0, w1, loss) == pytest.approx((*record.w, record.loss), rel=1e-4, abs=1e-5)


@pytest.mark.parametrize(("lesson", "overrides"), SCRIPTS)
def test_the_script_repeats_the_run(lesson: str, overrides: dict[str, Any]) -> None:
    config = load_lesson(lesson).config(**overrides)
    names: dict[str, Any] = {}
    said = io.StringIO()
    with torch.random.fork_rng(devices=[]), redirect_stdout(said):
        exec(compile(script(config), lesson, "exec"), names)
    same(config, names["history"])
    assert "epoch       0" in said.getvalue()


@pytest.mark.parametrize("lesson", ["linear", "logistic-bce-good"])
def test_the_script_runs_by_itself(lesson: str) -> None:
    config = load_lesson(lesson).config()
    source = script(config) + "\nimport json\nprint(json.dumps(history))\n"
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    same(config, json.loads(done.stdout.splitlines()[-1]))


def test_the_scripts_draw_the_very_data() -> None:
    for name, lines in DRAWS.items():
        names: dict[str, Any] = {"torch": torch}
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(RECIPES[name].seed or 0)
            exec("\n".join(lines), names)
        data = draw(DataSpec(name))
        for axis, column in (("x", data.x), ("y", data.y)):
            assert names[axis].shape == (len(data), 1)
            assert (names[axis].numpy()[:, 0] == column).all()


def test_every_lesson_has_a_script_that_compiles() -> None:
    for name in lesson_names():
        compile(script(load_lesson(name).config()), name, "exec")
