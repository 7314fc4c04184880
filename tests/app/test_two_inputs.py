"""Lessons of two inputs on the command line."""

from __future__ import annotations

import pytest

from app.__main__ import main
from tests.app.cli_driving import Capture, mistake, run_json


def test_json_has_three_weights_and_the_accuracy(capsys: Capture) -> None:
    epochs, end = run_json(capsys, "logistic-2d")
    assert len(epochs) == 1001
    assert epochs[0] == {
        "epoch": 0,
        "w": [0, 0, 0],
        "loss": pytest.approx(0.693147, rel=1e-6),
        "grad": pytest.approx([0, -0.75, -1 / 6], abs=1e-6),
        "accuracy": 0.5,
    }
    assert epochs[1000]["w"] == pytest.approx([-14.4777, 3.2521, 1.5174], rel=1e-4)
    assert epochs[1000]["loss"] == pytest.approx(0.019852, abs=1e-6)
    assert epochs[1000]["accuracy"] == 1
    assert (end["end"], end["run"]["data"], end["run"]["start"]) == ("finished", "six-points", [0, 0, 0])


def test_seeded_it_starts_from_linear_s_own(capsys: Capture) -> None:
    epochs, _ = run_json(capsys, "logistic-2d-seeded", "--epochs", "1")
    assert epochs[0]["w"] == pytest.approx([-0.137081, 0.364346, -0.312102], rel=1e-5)
    assert epochs[0]["loss"] == pytest.approx(0.539713, rel=1e-5)
    other, _ = run_json(capsys, "logistic-2d-seeded", "--epochs", "1", "--seed", "2")
    assert other[0]["w"] != epochs[0]["w"]


def test_its_three_weights_can_be_said_and_held(capsys: Capture) -> None:
    arguments = ("--w0", "-1", "--w2", "0.5", "--freeze", "w2", "--epochs", "5", "--optimizer", "adam")
    epochs, end = run_json(capsys, "logistic-2d", *arguments)
    assert epochs[0]["w"] == [-1, 0, 0.5]
    assert all(epoch["w"][2] == 0.5 for epoch in epochs)
    assert epochs[5]["w"][1] != 0
    assert end["run"]["frozen"] == [False, False, True]


def test_the_table_has_a_column_for_each(capsys: Capture) -> None:
    assert main(["run", "logistic-2d", "--epochs", "3", "--init", "ones"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["epoch", "w0", "w1", "w2", "loss", "grad0", "grad1", "grad2", "accuracy"]
    assert lines[2].split()[:4] == ["0", "1", "1", "1"]
    assert all(len(line.split()) == 9 for line in lines[2:-1])


def test_with_one_input_there_is_no_third_weight(capsys: Capture) -> None:
    assert "two inputs" in mistake(capsys, "run", "linear", "--w2", "1")
    assert "two inputs" in mistake(capsys, "run", "linear", "--freeze", "w2")
    assert "two inputs" in mistake(capsys, "run", "logistic-2d", "--model", "w0 + w1*x")
