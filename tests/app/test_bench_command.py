"""The bench: what it prints and returns. Nothing here depends on how long anything takes."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
import torch

from app.__main__ import main
from app.bench import command, notebook
from app.bench.measure import Benchmark, Line, limit, ratio, side_by_side
from engine.lessons import load_lesson
from engine.problem import Problem
from engine.session import Session


def fixed(*lines: Line) -> list[Benchmark]:
    return [Benchmark(line.name, lambda name, line=line: line) for line in lines]


FAST = ratio("fast", 10, (0.001, 0.02))
SLOW = ratio("slow", 10, (0.01, 0.02), factor=3.0)
NEAR = limit("near", 1e-8, 2e-9, "relative")


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "benchmarks", lambda: fixed(FAST, SLOW, NEAR))


@pytest.mark.usefixtures("lines")
def test_json_has_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--json"]) == 1
    fast, slow, near = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert fast == {
        "name": "fast", "kind": "ratio", "value": pytest.approx(20), "goal": 10, "ok": True, "unit": "×",
        "ours_s": 0.001, "notebook_s": 0.02,
    }  # fmt: skip
    assert (slow["ok"], slow["extrapolated"], slow["notebook_s"]) == (False, True, pytest.approx(0.06))
    assert near == {
        "name": "near", "kind": "limit", "value": 2e-9, "goal": 1e-8, "ok": True, "unit": "relative"
    }  # fmt: skip


@pytest.mark.usefixtures("lines")
def test_names_select_by_how_they_begin(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "fa", "near"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in shown] == [["✓", "fast"], ["✓", "near"]]
    assert "20 ×" in shown[0]
    assert "1 ms against" in shown[0]


@pytest.mark.usefixtures("lines")
def test_an_unknown_name_is_one_line_and_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "slow", "speed"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "“speed”" in shown.err
    assert len(shown.err.splitlines()) == 1


@pytest.mark.usefixtures("lines")
def test_extrapolated_times_are_marked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "slow"]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith("✗")
    assert "≈" in shown
    assert "extrapolated" in shown


def test_a_line_that_fails_says_so_and_is_not_ok() -> None:
    def broken(name: str) -> Line:
        raise OSError("no display")

    line = Benchmark("broken", broken).run()
    assert not line.ok
    assert line.as_json()["value"] is None
    assert "no display" in command.as_text(line, 6)
    json.dumps(line.as_json(), allow_nan=False)


@pytest.mark.parametrize(("value", "ok"), [(1.0, True), (0.5, True), (1.5, False), (math.nan, False)])
def test_limits_hold_up_to_the_goal(value: float, ok: bool) -> None:
    assert limit("x", 1.0, value, "").ok is ok


def test_both_ways_take_turns() -> None:
    calls: list[str] = []
    side_by_side(lambda: calls.append("ours"), lambda: calls.append("theirs"), rounds=2, repeats=2)
    assert calls == ["ours", "theirs", "ours", "ours", "theirs", "ours", "ours"]


def test_every_part_has_lines_of_its_own() -> None:
    names = [benchmark.name for benchmark in command.benchmarks()]
    assert len(names) == len(set(names))
    assert {"surface-512", "preview-adamw", "preview-error", "session-epoch"} <= set(names)


@pytest.mark.parametrize("lesson", ["logistic-mse-good", "logistic-bce-good", "linear"])
def test_the_notebooks_surface_is_ours(lesson: str) -> None:
    config = load_lesson(lesson).config()
    problem = Problem.of(config)
    x, y = torch.tensor(problem.x, dtype=torch.float32), torch.tensor(problem.y, dtype=torch.float32)
    w0hat, w1hat = notebook.grid_points(torch.arange(-3.0, 3.0), torch.arange(-1.0, 4.0))
    loss = notebook.linear_loss(x, y) if lesson == "linear" else notebook.logistic_loss(x, y, config.loss)
    theirs = torch.stack(notebook.surface(loss, w0hat, w1hat)).double().numpy()
    np.testing.assert_allclose(theirs, problem.loss(w0hat.numpy(), w1hat.numpy()), rtol=1e-5)


@pytest.mark.parametrize("lesson", ["linear", "logistic-bce-adam-good", "logistic-mse-good"])
def test_the_notebooks_run_is_ours(lesson: str) -> None:
    config = load_lesson(lesson).config(epochs=20)
    with torch.random.fork_rng(devices=[]):  # the layer draws a start, as the notes' does, before it is set
        weights, losses = notebook.train(config, 20)
    records = list(Session(config))
    np.testing.assert_allclose(weights, [record.w for record in records[1:]], rtol=1e-4)
    np.testing.assert_allclose(losses, [record.loss for record in records[:-1]], rtol=1e-4)
