"""Points roll between neighbours and jump everywhere else."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from pytestqt.qtbot import QtBot

from app.descent.rolling import Rolling, Weights

Points = Mapping[int, Weights]


@pytest.fixture
def drawn() -> list[Points]:
    return []


def test_they_roll_to_the_next_epoch_and_arrive_together(qtbot: QtBot, drawn: list[Points]) -> None:
    rolling = Rolling(drawn.append)
    rolling.show("race", 0, {0: (0.0, 0.0), 3: (1.0, 1.0)}, 0.1)
    assert drawn == [{0: (0.0, 0.0), 3: (1.0, 1.0)}]
    rolling.show("race", 1, {0: (2.0, -4.0), 3: (1.0, 3.0)}, 0.1)
    qtbot.waitUntil(lambda: drawn[-1] == {0: (2.0, -4.0), 3: (1.0, 3.0)})
    assert len(drawn) > 2
    for points in drawn:
        w0, w1 = points[0]
        assert w1 == pytest.approx(-2 * w0)
        assert points[3] == pytest.approx((1.0, 1.0 + w0))
    assert [points[0][0] for points in drawn] == sorted(points[0][0] for points in drawn)


def test_they_jump_back_to_other_races_and_without_time(qtbot: QtBot, drawn: list[Points]) -> None:
    rolling = Rolling(drawn.append)
    for race, epoch, points, seconds in (
        (1, 5, {0: (1.0, 1.0)}, 0.1),
        (1, 4, {0: (2.0, 2.0)}, 0.1),
        (2, 5, {0: (3.0, 3.0)}, 0.1),
        (2, 6, {0: (4.0, 4.0)}, 0.0),
        (2, 7, {0: (4.0, 4.0), 1: (0.0, 0.0)}, 0.1),  # another run has come
        (None, 8, {0: (5.0, 5.0)}, 0.1),
    ):
        rolling.show(race, epoch, points, seconds)
        assert drawn[-1] == points
    assert len(drawn) == 6


def test_drawing_the_same_epoch_again_lets_them_roll_on(qtbot: QtBot, drawn: list[Points]) -> None:
    rolling = Rolling(drawn.append)
    rolling.show(1, 0, {0: (0.0, 0.0)}, 0.2)
    rolling.show(1, 1, {0: (1.0, 0.0)}, 0.2)
    rolling.show(1, 1, {0: (1.0, 0.0)}, 0.2)
    assert drawn[-1] != {0: (1.0, 0.0)}
    qtbot.waitUntil(lambda: drawn[-1] == {0: (1.0, 0.0)})
