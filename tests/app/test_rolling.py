"""The point rolls between neighbours and jumps everywhere else."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.descent.rolling import Rolling, Weights


@pytest.fixture
def drawn() -> list[Weights]:
    return []


def test_it_rolls_to_the_next_epoch_and_arrives(qtbot: QtBot, drawn: list[Weights]) -> None:
    rolling = Rolling(drawn.append)
    rolling.show(1, 0, (0.0, 0.0), 0.1)
    assert drawn == [(0.0, 0.0)]
    rolling.show(1, 1, (2.0, -4.0), 0.1)
    qtbot.waitUntil(lambda: drawn[-1] == (2.0, -4.0))
    assert len(drawn) > 2
    for w0, w1 in drawn:
        assert w1 == pytest.approx(-2 * w0)
    assert [w0 for w0, _ in drawn] == sorted(w0 for w0, _ in drawn)


def test_it_jumps_back_to_other_runs_and_without_time(qtbot: QtBot, drawn: list[Weights]) -> None:
    rolling = Rolling(drawn.append)
    for run, epoch, w, seconds in (
        (1, 5, (1.0, 1.0), 0.1),
        (1, 4, (2.0, 2.0), 0.1),
        (2, 5, (3.0, 3.0), 0.1),
        (2, 6, (4.0, 4.0), 0.0),
        (None, 7, (5.0, 5.0), 0.1),
    ):
        rolling.show(run, epoch, w, seconds)
        assert drawn[-1] == w
    assert len(drawn) == 5


def test_drawing_the_same_epoch_again_lets_it_roll_on(qtbot: QtBot, drawn: list[Weights]) -> None:
    rolling = Rolling(drawn.append)
    rolling.show(1, 0, (0.0, 0.0), 0.2)
    rolling.show(1, 1, (1.0, 0.0), 0.2)
    rolling.show(1, 1, (1.0, 0.0), 0.2)
    assert drawn[-1] != (1.0, 0.0)
    qtbot.waitUntil(lambda: drawn[-1] == (1.0, 0.0))
