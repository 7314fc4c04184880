"""`run` in mini-batches, by a schedule, with a frozen weight and a start that is drawn."""

from __future__ import annotations

from typing import Any

import pytest

from engine.initial import draw_initial
from tests.app.cli_driving import Capture, mistake, run_json


@pytest.mark.parametrize(
    ("arguments", "check"),
    [
        (
            ["--batch", "10", "--batch-seed", "3"],
            lambda e, run: run["batch"] == 10 and run["batch_seed"] == 3,
        ),
        (["--batch", "10"], lambda e, run: e["batch_grad"] != e["grad"]),
        (["--schedule", "COSINE"], lambda e, run: dict(run["schedule_hyper"]) == {"T_max": 3.0}),
        (
            ["--schedule", "cosine", "--schedule-hyper", "T_max=7"],
            lambda e, run: dict(run["schedule_hyper"]) == {"T_max": 7.0},
        ),
        (["--freeze", "w1"], lambda e, run: e["w"][1] == 10),
        (["--init", "kaiming-normal", "--init-seed", "4"], lambda e, run: run["start"][0] == 0),
        (["--init", "normal"], lambda e, run: tuple(run["start"]) == draw_initial("normal", 0)),
    ],
)
def test_each_option_is_taken(capsys: Capture, arguments: list[str], check: Any) -> None:
    epochs, end = run_json(capsys, "linear", "--epochs", "3", *arguments)
    assert check(epochs[-1], end["run"])


def test_a_plain_run_says_nothing_of_batches(capsys: Capture) -> None:
    epochs, end = run_json(capsys, "linear", "--epochs", "1")
    assert "batch" not in end["run"]
    assert "batch_grad" not in epochs[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["linear", "--batch", "-1"], "batch: -1 is outside"),
        (["linear", "--schedule", "sine"], "schedule: “sine” is not one of step"),
        (["linear", "--schedule-hyper", "gamma=0.5"], "schedule: “” is not one of"),
        (["linear", "--schedule", "step", "--schedule-hyper", "T_max=3"], "“t_max” is not one of"),
        (["linear", "--init", "lucky"], "initialisation: “lucky” is not one of linear"),
    ],
)
def test_mistakes_are_named(capsys: Capture, arguments: list[str], said: str) -> None:
    assert said in mistake(capsys, "run", *arguments)
