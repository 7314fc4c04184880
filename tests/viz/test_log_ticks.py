"""Numbers at a logarithmic axis: round, within it, and no more than have room."""

from __future__ import annotations

import math

import pytest

from viz.log_ticks import log_ticks


@pytest.mark.parametrize(
    ("ends", "most", "expected"),
    [
        ((-1.0, 2.0), 4, ["0.1", "1", "10", "100"]),
        ((-1.0, 2.0), 7, ["0.1", "0.3", "1", "3", "10", "30", "100"]),
        ((0.0, 1.0), 4, ["1", "2", "5", "10"]),
        ((-1.1, 4.6), 3, ["1", "100", "10⁴"]),
        ((0.29, 0.31), 3, ["1.95", "2"]),
        ((-9.0, -6.0), 4, ["10⁻⁹", "10⁻⁸", "10⁻⁷", "10⁻⁶"]),
    ],
)
def test_numbers_are_round(ends: tuple[float, float], most: int, expected: list[str]) -> None:
    assert [text for _, text in log_ticks(*ends, most)] == expected


@pytest.mark.parametrize("most", [2, 3, 5, 9])
@pytest.mark.parametrize("low", [-20.0, -3.3, 0.7])
@pytest.mark.parametrize("span", [0.02, 0.4, 1.0, 3.0, 30.0])
def test_they_stand_within_the_axis_and_have_room(low: float, span: float, most: int) -> None:
    ticks = log_ticks(low, low + span, most)
    assert 1 <= len(ticks) <= most + 1
    assert len({text for _, text in ticks}) == len(ticks)
    for place, _ in ticks:
        assert low - 1e-6 <= place <= low + span + 1e-6
        assert math.isfinite(place)
