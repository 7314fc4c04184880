"""One drawing, several networks: words, bars, and little room."""

from __future__ import annotations

import math

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from viz.compare_bars import CompareBars, NetAnswer
from viz.theme import DARK


def sure(digit: int, p: float) -> tuple[float, ...]:
    return tuple(p if k == digit else (1 - p) / 9 for k in range(10))


ANSWERS = [
    NetAnswer("softmax", DARK.runs[0], sure(7, 0.81), "92.27 % of the test images"),
    NetAnswer("CNN", DARK.runs[1], sure(2, 1.0)),
]


@pytest.fixture
def bars(qtbot: QtBot) -> CompareBars:
    bars = CompareBars()
    qtbot.addWidget(bars)
    bars.set_theme(DARK)
    bars.resize(500, 300)
    bars.set_answers(ANSWERS)
    bars.show()
    qtbot.waitExposed(bars)
    return bars


def test_each_network_s_answer_is_said(bars: CompareBars) -> None:
    said = bars.accessibleDescription().replace("\N{NO-BREAK SPACE}", " ").split("\n")
    assert said == ["softmax: 7, 81.0 %", "CNN: 2, >99.9 %"]


def test_bars_have_their_run_s_colour_in_the_row_of_their_digit(bars: CompareBars) -> None:
    image = bars.grab().toImage()
    left, _ = bars._columns()
    high = (300 - 52 - 8) / 10
    for k, digit in ((0, 7), (1, 2)):
        x = left + k * (bars._columns()[1] + 16) + 20
        assert image.pixelColor(round(x), round(52 + (digit + 0.5) * high)) == QColor(DARK.runs[k].colour)


def test_columns_are_found(bars: CompareBars) -> None:
    left, width = bars._columns()
    assert [bars.column_at(x) for x in (0.0, left + 1, left + width + 20, 5000.0)] == [None, 0, 1, None]


def test_classes_a_network_does_not_know_are_no_answer(bars: CompareBars) -> None:
    answer = NetAnswer("0 or 1", DARK.runs[0], (0.2, 0.8, math.nan))
    bars.set_answers([answer], labels=("0", "1", "2"))
    assert answer.best() == 1
    bars.grab()
    bars.set_answers([NetAnswer("new", DARK.runs[0], None)])
    assert bars.accessibleDescription() == "new: no answer"
    bars.grab()
    bars.set_answers([])
    bars.grab()


@pytest.mark.parametrize("large", [False, True])
def test_four_fit_into_a_narrow_column(bars: CompareBars, large: bool) -> None:
    bars.set_large_type(large)
    bars.set_answers(ANSWERS * 2)
    bars.resize(360, 420)
    assert bars.minimumSizeHint().width() <= 360
    bars.grab()


def test_one_probability_for_each_label(bars: CompareBars) -> None:
    with pytest.raises(ValueError, match="expected 10"):
        bars.set_answers([NetAnswer("x", DARK.runs[0], (0.5, 0.5))])


def test_in_a_low_view_the_list_is_set_closer(qtbot):
    bars = CompareBars()
    qtbot.addWidget(bars)
    answers = [NetAnswer(str(k), DARK.runs[k], (0.1,) * 10) for k in range(4)]
    bars.set_answers(answers)
    heights = {}
    for height in (480, 200):
        bars.resize(300, height)
        bars.grab()
        heights[height] = bars._header()
    assert heights[200] < heights[480]
