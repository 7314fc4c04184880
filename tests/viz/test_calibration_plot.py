"""The reliability diagram: errors, bins, reading."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from viz.calibration_plot import CalibrationCurve, CalibrationPlot
from viz.theme import DARK


def curve(name: str = "CNN") -> CalibrationCurve:
    return CalibrationCurve(
        name,
        DARK.runs[0],
        np.array([0.0, 0.5, 0.9, 1.0]),
        np.array([0, 100, 300]),
        np.array([np.nan, 0.7, 0.98]),
        np.array([np.nan, 0.5, 0.96]),
    )


@pytest.fixture
def plot(qtbot: QtBot) -> CalibrationPlot:
    plot = CalibrationPlot()
    qtbot.addWidget(plot)
    plot.set_theme(DARK)
    plot.resize(400, 300)
    plot.set_calibration([curve()])
    plot.show()
    qtbot.waitExposed(plot)
    return plot


def said(plot: CalibrationPlot) -> str:
    return plot.sentence().replace("\N{NO-BREAK SPACE}", " ")


def test_the_error_is_the_mean_gap_weighted_by_images() -> None:
    assert curve().error() == pytest.approx((100 * 0.2 + 300 * 0.02) / 400)
    nothing = CalibrationCurve("x", DARK.runs[0], np.array([0.0, 1.0]), np.array([0]), *2 * [np.array([0.5])])
    assert np.isnan(nothing.error())


def test_it_says_how_far_off_it_is_and_what_is_in_a_bin(plot: CalibrationPlot) -> None:
    assert said(plot) == "CNN: off by 6.50 % on average"
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert said(plot) == "90–100 % sure: 96.0 % of 300 right"
    QTest.keyClick(plot, Qt.Key.Key_Left)
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert said(plot) == "0–50 % sure: no images"
    assert plot.accessibleDescription() == plot.sentence()


def test_two_runs_are_both_named(plot: CalibrationPlot) -> None:
    plot.set_calibration([curve(), curve("softmax")])
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert [line.partition(":")[0] for line in said(plot).split("\n")] == ["CNN", "softmax"]


def test_bins_are_found_by_their_edges(plot: CalibrationPlot) -> None:
    assert [plot.bin_at(x) for x in (-0.1, 0.0, 0.5, 0.95, 1.0, 1.1)] == [None, 0, 1, 2, 2, None]


def test_nothing_says_so_and_large_type_is_drawn(plot: CalibrationPlot) -> None:
    plot.set_large_type(True)
    plot.grab()
    plot.set_calibration([])
    assert "No test" in said(plot)
    QTest.keyClick(plot, Qt.Key.Key_Right)
    plot.grab()


def test_lengths_that_do_not_fit_are_refused(plot: CalibrationPlot) -> None:
    broken = CalibrationCurve("x", DARK.runs[0], np.zeros(3), np.zeros(3, int), np.zeros(3), np.zeros(3))
    with pytest.raises(ValueError, match="one more"):
        plot.set_calibration([broken])
