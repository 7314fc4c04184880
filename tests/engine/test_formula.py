"""Formulas: what can be written, what is refused and where, derivatives, three ways to work them out."""

from __future__ import annotations

import random
import sys

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import InputError
from engine.formula import MOST_CHARACTERS, Formula, model, surface
from engine.formula.program import NUMPY, Program, Scalars, torch_table
from engine.formula.spelling import torch_line

FORMULAS = (
    "w0 * exp(w1 * x)",
    "(1 - w0)^2 + 100 * (w1 - w0^2)**2",
    "sin(w0) * cos(w1) - tan(w0 / 4)",
    "log(w0^2 + 1) / sqrt(2 + w1^2)",
    "tanh(w0 + w1 * x) + sigmoid(-w0) - softplus(w1 * x)",
    "relu(w0 + x) * abs(w1) + min(w0, w1 * x) - max(w0 * x, 0.3)",
    "(w0^2 + 1)^(w1 / 3) + 2^w0 + w1^-3 + w0^0.5",
    "-w0^2 - -w1 + pi * e - +x",
    "w0",
)


def value(formula: Formula, w0: float, w1: float, x: float = 0.7) -> float:
    program = Program(formula.graph, (formula.root,))
    with np.errstate(all="ignore"):
        return float(program.run(NUMPY, {"w0": np.float64(w0), "w1": np.float64(w1), "x": np.float64(x)})[0])


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("w0*exp( w1*x )", "w0 * exp(w1 * x)"),
        ("((w0))+(w1)", "w0 + w1"),
        ("w0-(w1-x)", "w0 - (w1 - x)"),
        ("w0-w1-x", "w0 - w1 - x"),
        ("w0/(w1*x)", "w0 / (w1 * x)"),
        ("-w0**2", "-w0^2"),
        ("(-w0)^2", "(-w0)^2"),
        ("w0^w1^x", "w0^w1^x"),
        ("(w0^w1)^x", "(w0^w1)^x"),
        ("w0 − 2·w1 × π", "w0 - 2 * w1 * pi"),
        ("σ(w0)", "sigmoid(w0)"),
        ("1e-3*w0+.5*w1", "0.001 * w0 + 0.5 * w1"),
    ],
)
def test_there_is_one_way_to_write_it(typed: str, written: str) -> None:
    assert model(typed).text == written
    assert model(written).text == written
    assert model(typed) == model(written)


def test_powers_bind_from_the_right_and_before_signs() -> None:
    assert value(model("-w0^2"), 3.0, 0.0) == -9.0
    assert value(model("2^w0^2 + 0 * w1"), 3.0, 0.0) == 512.0
    assert value(model("w0 / 2 * 3"), 4.0, 0.0) == 6.0
    assert value(model("w0^-2"), 2.0, 0.0) == 0.25


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("", "formula-empty", 1),
        ("   ", "formula-empty", 1),
        ("w0.__class__", "formula-character", 3),
        ("w0.real", "formula-character", 3),
        ("__import__('os').system('ls')", "formula-character", 12),
        ("open(w0)", "formula-unknown", 1),
        ("w0 + eval(w1)", "formula-unknown", 6),
        ("w0 + y", "formula-unknown", 6),
        ("lambda: w0", "formula-character", 7),
        ("w0[0]", "formula-character", 3),
        ("w0; w1", "formula-character", 3),
        ("w0 = 3", "formula-character", 4),
        ("w0 w1", "formula-operator", 4),
        ("2 (w0)", "formula-operator", 3),
        ("w0(3)", "formula-operator", 3),
        ("sin w0", "formula-brackets", 1),
        ("w0 + sin", "formula-brackets", 6),
        ("sin()", "formula-missing", 5),
        ("w0 +", "formula-missing", 5),
        ("w0 * / w1", "formula-missing", 6),
        ("sin(w0, w1)", "formula-values", 1),
        ("w0 + min(w1)", "formula-values", 6),
        ("w0, w1", "formula-comma", 3),
        ("(w0, w1)", "formula-comma", 4),
        ("(w0 + (w1)", "formula-unclosed", 1),
        ("w0)", "formula-unopened", 3),
        ("9^9^9^9^9 * w0", "formula-power", 8),
        ("w0^1000", "formula-power", 4),
        ("w0^(10*7)", "formula-power", 7),
        ("1e999 * w0", "formula-constant", 1),
        ("w0 + 1/0", "formula-constant", 7),
        ("w0 + log(-1)", "formula-constant", 6),
        ("3 * x", "formula-no-weights", 1),
        ("(" * 200 + "w0" + ")" * 200 + "+", "formula-long", MOST_CHARACTERS + 1),
        ("(" * 150 + "w0" + ")" * 150, "formula-deep", 33),
        ("-" * 300 + "w0", "formula-deep", 33),
        ("w0^" * 100 + "2", "formula-deep", 99),
        ("exp(" * 60 + "w0" + ")" * 60, "formula-deep", 132),
        ("+".join(["w0"] * 130), "formula-parts", 300),
        ("x" * 1_000_000, "formula-long", MOST_CHARACTERS + 1),
        ("(" * 1_000_000, "formula-long", MOST_CHARACTERS + 1),
        ("w0 + \x00", "formula-character", 6),
        ("w0 + 가", "formula-character", 6),
        ("w0\u2028+\ud800", "formula-character", 5),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(text: str, code: str, position: int) -> None:
    with pytest.raises(InputError) as caught:
        model(text)
    assert (caught.value.code, caught.value.values["position"]) == (code, position)
    assert len(str(caught.value)) < 300


def test_a_surface_knows_no_x() -> None:
    with pytest.raises(InputError, match="no data and so no x") as caught:
        surface("w0 + x")
    assert caught.value.values["position"] == 6
    assert surface("w0 + w1").text == "w0 + w1"


def test_hostile_text_executes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """No text reaches the interpreter, whatever it is."""
    asked = []
    monkeypatch.setattr(sys, "addaudithook", None, raising=False)
    for name in ("eval", "exec", "compile", "__import__"):
        monkeypatch.setattr(f"builtins.{name}", lambda *a, name=name, **k: asked.append(name))
    refused = []
    for text in ("__import__('os')", "().__class__.__bases__", "exec('1')", "w0 if w1 else x", "{w0}"):
        try:
            model(text)
        except InputError as error:
            refused.append(error.code)
    monkeypatch.undo()
    assert asked == []
    assert len(refused) == 5


@given(st.text(alphabet="w01x+-*/^(), .sincoexpe2_[]'\n", max_size=60))
def test_any_text_is_a_formula_or_an_error_with_a_place(text: str) -> None:
    try:
        found = model(text)
    except InputError as error:
        place = error.values["position"]
    else:
        place = 1
        assert model(found.text).text == found.text
    assert isinstance(place, int)
    assert 1 <= place <= len(text) + 1


@pytest.mark.parametrize("text", FORMULAS)
def test_derivatives_are_autograds(text: str) -> None:
    formula = model(text)
    program = Program(formula.graph, (formula.root, *formula.slopes, *formula.bends))
    draw = random.Random(0)
    for _ in range(8):
        w = [draw.uniform(0.2, 2.0), draw.uniform(0.2, 2.0)]
        x = draw.uniform(-2.0, 2.0)
        at = [torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in (*w, x)]
        inputs = dict(zip(("w0", "w1", "x"), at, strict=True))
        (f,) = Program(formula.graph, (formula.root,)).run(torch_table(), inputs)
        first = torch.autograd.grad(f, at[:2], create_graph=True, allow_unused=True)
        nothing = torch.zeros((), dtype=torch.float64, requires_grad=True)
        slopes = [nothing if g is None else g for g in first]
        bends = []
        for k, by in ((0, 0), (0, 1), (1, 1)):
            if slopes[k].requires_grad and slopes[k] is not nothing:
                (bend,) = torch.autograd.grad(slopes[k], at[by], retain_graph=True, allow_unused=True)
                bends.append(0.0 if bend is None else float(bend))
            else:
                bends.append(0.0)
        wanted = [f.item(), *(slope.item() for slope in slopes), *bends]
        arrays = {name: np.float64(value.item()) for name, value in inputs.items()}
        found = [float(v) for v in program.run(NUMPY, arrays)]
        assert found == pytest.approx(wanted, rel=1e-11, abs=1e-11)


@pytest.mark.parametrize("text", [text for text in FORMULAS if "x" not in text.replace("exp", "")])
def test_plain_python_gives_the_same_numbers(text: str) -> None:
    formula = surface(text)
    program = Program(formula.graph, (formula.root, *formula.slopes, *formula.bends))
    scalars = Scalars(program)
    for w in ((0.5, 1.5), (2.0, 0.25)):
        found = scalars(*w)
        arrays = program.run(NUMPY, {"w0": np.float64(w[0]), "w1": np.float64(w[1])})
        assert found == pytest.approx([float(v) for v in arrays], rel=1e-12)


@pytest.mark.parametrize(
    ("text", "w"),
    [
        ("exp(w0)", (1000.0, 0.0)),
        ("log(w0)", (-1.0, 0.0)),
        ("log(w0)", (0.0, 0.0)),
        ("w1 / w0", (0.0, 1.0)),
        ("w0^0.5", (-1.0, 0.0)),
        ("w0^-2", (0.0, 0.0)),
        ("w0^w1", (1e200, 5.0)),
        ("sqrt(w0)", (-2.0, 0.0)),
        ("sigmoid(w0)", (-1e5, 0.0)),
        ("softplus(w0)", (1e5, 0.0)),
    ],
)
def test_beyond_the_numbers_python_says_what_numpy_says(text: str, w: tuple[float, float]) -> None:
    formula = surface(text)
    (found,) = Scalars(Program(formula.graph, (formula.root,)))(*w)
    assert np.array(found) == pytest.approx(value(formula, *w), nan_ok=True)


def test_equal_parts_are_worked_out_once() -> None:
    formula = model("exp(w0 * x) + exp(w0 * x)^2 + w1")
    program = Program(formula.graph, (formula.root, *formula.slopes))
    assert [name for _, name, _ in program.steps].count("exp") == 1


@pytest.mark.parametrize("text", FORMULAS)
def test_its_line_of_pytorch_gives_its_value(text: str) -> None:
    formula = model(text)
    line = torch_line(formula.tree)
    names = {"torch": torch, "w0": torch.tensor(0.5), "w1": torch.tensor(1.5), "x": torch.tensor(0.7)}
    found = eval(line, {"__builtins__": {}}, names)  # the program's own line, for a fixed formula
    assert float(found) == pytest.approx(value(formula, 0.5, 1.5), rel=1e-5)
