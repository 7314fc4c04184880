"""Loss and accuracy while training: what is drawn, how little anew, two equal curves, keys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.viz.widget_probe import close, colour_at
from viz.curve_pane import value_at
from viz.theme import DARK
from viz.training_plot import TrainingCurves, TrainingPlot

STYLES = DARK.runs


def curves(n: int, level: float = 0.5, k: int = 0, name: str = "run") -> TrainingCurves:
    epochs = np.arange(1.0, n + 1)
    return TrainingCurves(name, STYLES[k], epochs, np.full(n, level), np.full(n, 0.9), np.full(n, 0.8))


@pytest.fixture
def plot(qtbot: QtBot) -> TrainingPlot:
    plot = TrainingPlot()
    qtbot.addWidget(plot)
    plot.set_theme(DARK)
    plot.resize(760, 260)
    plot.show()
    qtbot.waitExposed(plot)
    return plot


def test_loss_and_accuracies_are_drawn_in_the_run_s_colour(plot: TrainingPlot) -> None:
    plot.set_runs([curves(10)], epochs=10)
    assert close(colour_at(plot.loss, 5, 0.5), STYLES[0].colour)
    assert close(colour_at(plot.accuracy, 5.5, 80.0), STYLES[0].colour)
    assert close(colour_at(plot.accuracy, 5.5, 90.0), STYLES[0].colour, by=200)
    assert close(colour_at(plot.accuracy, 5.5, 85.0), DARK.panel)


def test_of_two_equal_curves_both_are_seen(plot: TrainingPlot) -> None:
    plot.set_runs([curves(10), curves(10, k=1, name="logits")], epochs=10)
    assert close(colour_at(plot.loss, 5.5, 0.5), STYLES[0].colour)
    beside = colour_at(plot.loss, 5.5, 0.5, below=2.0)
    assert beside.blue() > beside.red()  # the blue run's band, behind the orange line


def test_the_numbers_are_those_of_the_epoch_shown(plot: TrainingPlot) -> None:
    run = curves(3)
    run.losses[:] = [3.0, 2.0, 1.0]
    plot.set_runs([run])
    assert plot.text().split("\n")[1].split("\t")[1:3] == ["3", "1.0000"]
    plot.set_shown(2)
    line = plot.text().replace("\N{NO-BREAK SPACE}", " ").split("\n")[1]
    assert line == "run\t2\t2.0000\t90.00 %\t80.00 %"


def test_what_was_not_measured_is_a_dash(plot: TrainingPlot) -> None:
    plot.set_runs([TrainingCurves("run", STYLES[0], np.array([1.0]), np.array([0.3]))])
    assert plot.text().split("\n")[1] == "run\t1\t0.3000\t—\t—"


def test_growing_draws_only_what_is_new(plot: TrainingPlot) -> None:
    epochs, losses = np.arange(1.0, 101), np.linspace(1.0, 0.9, 100)
    for n in range(40, 60):
        plot.set_runs([TrainingCurves("run", STYLES[0], epochs[:n], losses[:n])], epochs=100)
        plot.loss.plot.grab()
        if n == 42:
            before = plot.loss.drawings
    assert plot.loss.drawings == before
    assert close(colour_at(plot.loss, 55, float(losses[54])), STYLES[0].colour)


def test_one_batch_that_diverged_leaves_the_rest_to_be_seen_on_a_logarithmic_axis(plot: TrainingPlot) -> None:
    epochs, losses = np.arange(1.0, 11), np.array([2.0, 25_000.0, np.nan, *np.linspace(1.0, 0.1, 7)])
    plot.set_runs([TrainingCurves("run", STYLES[0], epochs, losses)])

    def rise() -> float:
        """Pixels between the loss at epoch 4 and that at epoch 10."""
        ends = [plot.loss.plot.frame.pixel(0.0, height(loss))[1] for loss in (0.1, 1.0)]
        return ends[0] - ends[1]

    height = float
    assert rise() < 0.1
    plot.set_log(True)
    height = np.log10
    assert rise() > 25
    assert "log" in plot.loss.plot.getAxis("left").labelText
    assert close(colour_at(plot.loss, 10.0, -1.0), STYLES[0].colour, by=120)
    assert close(colour_at(plot.loss, 3.0, 2.0), DARK.panel, by=30)  # what is not finite is a gap
    low, high = plot.loss.plot.frame.y
    assert -2.0 < low < -1.0 < np.log10(25_000) < high < 5.0
    plot.set_log(False)
    assert plot.loss.plot.frame.y[0] == 0.0
    assert "log" not in plot.loss.plot.getAxis("left").labelText


def test_losses_of_zero_are_gaps_on_a_logarithmic_axis(plot: TrainingPlot) -> None:
    plot.set_log(True)
    plot.set_runs([curves(5, level=0.0)])
    assert not plot.grab().isNull()
    run = curves(5, level=1.0)
    run.losses[2] = 0.0
    plot.set_runs([run])
    assert close(colour_at(plot.loss, 4.5, 0.0), STYLES[0].colour)
    assert close(colour_at(plot.loss, 3.0, 0.0), DARK.panel, by=30)


def test_arrows_and_presses_ask_for_epochs(plot: TrainingPlot, qtbot: QtBot) -> None:
    plot.set_runs([curves(10)], epochs=20)
    told: list[int] = []
    plot.epoch_requested.connect(told.append)
    plot.set_shown(5)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
        QTest.keyClick(plot, key)
    assert told == [4, 6, 1, 10]
    across, down = plot.accuracy.plot.frame.pixel(15, 90)
    QTest.mouseClick(
        plot.accuracy.plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(across), round(down))
    )
    assert told[-1] == 15


def test_setters_emit_nothing_and_narrow_plots_stand_one_below_the_other(
    plot: TrainingPlot, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(plot.epoch_requested):
        plot.set_runs([curves(10)])
        plot.set_shown(3)
        plot.set_runs([])
        plot.set_large_type(True)
    assert plot.loss.x() < plot.accuracy.x()
    plot.resize(360, 480)
    qtbot.waitUntil(lambda: plot.loss.y() < plot.accuracy.y())


def test_where_there_is_little_room_the_curves_have_that_of_the_axis_s_name(plot: TrainingPlot) -> None:
    plot.set_large_type(True)
    plot.set_runs([curves(10)])
    axis = plot.loss.plot.getAxis("bottom")
    plot.resize(760, 420)
    assert axis.labelText == "epoch"
    plot.resize(760, 200)
    assert axis.labelText == ""
    assert plot.loss.plot.frame.height > 0.6 * plot.loss.height()
    plot.resize(760, 420)
    assert axis.labelText == "epoch"


def test_arrays_that_do_not_fit_are_refused(plot: TrainingPlot) -> None:
    with pytest.raises(ValueError, match="one value for each epoch"):
        plot.set_runs([TrainingCurves("run", STYLES[0], np.arange(3.0), np.zeros(2))])


def test_the_value_at_an_epoch_is_the_last_one_that_is_known() -> None:
    epochs = np.array([1.0, 2.0, 4.0])
    assert [value_at(epochs, epoch) for epoch in (0, 1, 3, 9, None)] == [None, 0, 1, 2, 2]


@pytest.mark.parametrize("large", [False, True])
def test_the_name_of_an_upright_axis_is_whole_where_the_plot_is_low(plot: TrainingPlot, large: bool) -> None:
    plot.set_large_type(large)
    plot.set_runs([curves(10)], epochs=10)
    inner = plot.accuracy.plot
    inner.setFixedSize(300, 130 if large else 90)
    inner.grab()
    name = inner.getAxis("left").label
    shown = name.mapRectToScene(name.boundingRect())
    assert shown.height() > inner.getAxis("left").size().height(), "longer than its axis"
    assert shown.top() >= 0.0
    assert shown.bottom() <= inner.height()
