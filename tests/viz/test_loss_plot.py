"""The loss plot in a window: many runs, long runs, and how little is drawn anew."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.viz.widget_probe import close, colour_at
from viz.loss_plot import LossCurve, LossPlot
from viz.theme import DARK

STYLES = DARK.runs


@pytest.fixture
def plot(qtbot: QtBot) -> LossPlot:
    widget = LossPlot()
    qtbot.addWidget(widget)
    widget.resize(344, 210)
    widget.set_theme(DARK)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def shot(plot: LossPlot) -> QImage:
    return plot.plot.grab().toImage()


def flat(height: float, n: int = 101) -> np.ndarray:
    return np.full(n, height)


def test_solid_until_the_epoch_shown_and_faint_beyond(plot: LossPlot) -> None:
    plot.set_runs([LossCurve(flat(1.0), STYLES[0], at=(50, 1.0))])
    assert close(colour_at(plot, 25, 1.0), STYLES[0].colour)
    beyond = colour_at(plot, 75, 1.0)
    assert not close(beyond, STYLES[0].colour)
    assert not close(beyond, DARK.panel, by=20)
    plot.set_runs([LossCurve(flat(1.0), STYLES[0])])
    assert close(colour_at(plot, 75, 1.0), STYLES[0].colour)


def test_the_first_run_is_in_front_and_a_fork_begins_late(plot: LossPlot) -> None:
    plot.set_runs(
        [
            LossCurve(flat(1.0), STYLES[0]),
            LossCurve(flat(1.0), STYLES[1]),
            LossCurve(flat(0.5, 51), STYLES[2], first_epoch=50),
        ]
    )
    assert close(colour_at(plot, 25, 1.0), STYLES[0].colour)
    assert close(colour_at(plot, 75, 0.5), STYLES[2].colour)
    assert close(colour_at(plot, 25, 0.5), DARK.panel)


def test_runs_at_different_epochs_each_end_at_their_own(plot: LossPlot) -> None:
    plot.set_runs(
        [
            LossCurve(flat(1.0), STYLES[0], at=(80, 1.0)),
            LossCurve(flat(0.5), STYLES[1], at=(20, 0.5)),
            LossCurve(flat(0.25, 31), STYLES[2], at=(30, 0.25)),
        ]
    )
    assert close(colour_at(plot, 10, 0.5), STYLES[1].colour)
    assert not close(colour_at(plot, 50, 0.5), STYLES[1].colour)
    assert close(colour_at(plot, 60, 1.0), STYLES[0].colour)
    assert close(colour_at(plot, 25, 0.25), STYLES[2].colour)


def test_the_ghost_and_the_target_are_seen(plot: LossPlot) -> None:
    plot.set_runs([LossCurve(flat(1.0), STYLES[0])], ghost=flat(0.5), epochs=100)
    assert close(colour_at(plot, 30, 0.5), DARK.ghost, by=120)
    plot.set_runs([LossCurve(flat(1.0), STYLES[0])], epochs=100)
    assert close(colour_at(plot, 30, 0.5), DARK.panel)
    plot.set_target(0.75)
    row = [colour_at(plot, epoch, 0.75).lightness() for epoch in np.linspace(20, 40, 12)]
    assert max(row) > QColor(DARK.panel).lightness() + 40
    plot.set_target(None)
    assert close(colour_at(plot, 30, 0.75), DARK.panel)


def test_a_target_beyond_the_losses_is_in_sight(plot: LossPlot) -> None:
    plot.set_runs([LossCurve(flat(1.0), STYLES[0])])
    plot.set_target(5.0)
    assert plot.plot.frame.y[1] > 5.0
    plot.set_log(True)
    assert plot.plot.frame.y[1] > np.log10(5.0)
    plot.set_target(0.0)  # has no logarithm: not drawn, and no fault
    shot(plot)


def test_scrubbing_draws_no_curve_anew(plot: LossPlot) -> None:
    rng = np.random.default_rng(0)
    rows = rng.random((300_000, 5))
    n = len(rows)
    before = plot._solid.drawings, plot._faint.drawings
    for epoch in range(0, n, n // 20):
        runs = [LossCurve(rows[:, k], STYLES[k], at=(epoch, rows[epoch, k])) for k in range(2)]
        plot.set_runs(runs, epochs=n)
        shot(plot)
    assert plot._solid.drawings - before[0] <= 2
    assert plot._faint.drawings - before[1] <= 3  # the last epoch has nothing to come


def test_a_growing_run_is_drawn_on_from_its_end(plot: LossPlot) -> None:
    rng = np.random.default_rng(0)
    rows = np.abs(rng.standard_normal((3000, 5)))
    rows[0, 2] = 9.0  # so that the range stands still
    before = plot._solid.drawings
    for n in range(10, 3000, 130):
        plot.set_runs([LossCurve(rows[:n, 2], STYLES[0], at=(n - 1, rows[n - 1, 2]))], epochs=3000)
        shot(plot)
    assert plot._solid.drawings - before <= 2
    grown = shot(plot)
    plot.restyle()
    whole = shot(plot)
    assert different(grown, whole) <= 0.001


def test_kept_and_direct_pictures_are_the_same(plot: LossPlot) -> None:
    losses = 1 / np.arange(1.0, 200.0)
    plot.set_runs([LossCurve(losses, STYLES[0], at=(120, losses[120]))], ghost=losses**2)
    direct = shot(plot)
    kept = [shot(plot) for _ in range(3)]
    assert max(different(direct, one) for one in kept) <= 0.001


def different(a: QImage, b: QImage) -> float:
    """Part of the pixels that differ by more than rounding."""
    pixels = []
    for image in (a, b):
        image = image.convertToFormat(QImage.Format.Format_RGB32)
        raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
        pixels.append(raw[:, :, :3].astype(int))
    return float((np.abs(pixels[0] - pixels[1]).max(axis=2) > 6).mean())


def test_what_is_not_finite_is_a_gap(plot: LossPlot) -> None:
    losses = flat(1.0)
    losses[40:60] = np.inf
    losses[80] = np.nan
    plot.set_runs([LossCurve(losses, STYLES[0], at=(45, np.inf))])
    assert plot.plot.frame.y[1] < 2
    plot.set_runs([LossCurve(losses, STYLES[0])])
    assert close(colour_at(plot, 50, 1.0), DARK.panel)
    assert close(colour_at(plot, 70, 1.0), STYLES[0].colour)


def test_no_runs_and_empty_runs_are_drawn(plot: LossPlot) -> None:
    plot.set_runs([])
    shot(plot)
    preview = flat(1.0)
    plot.set_runs([LossCurve(preview[:0], STYLES[0], preview=preview, at=(0, 1.0))], epochs=100)
    assert not close(colour_at(plot, 50, 1.0), DARK.panel, by=20)


@pytest.mark.parametrize("log", [False, True])
def test_a_press_asks_for_the_epoch_under_it(plot: LossPlot, qtbot: QtBot, log: bool) -> None:
    plot.set_log(log)
    plot.set_runs([LossCurve(flat(1.0), STYLES[0])], epochs=100)
    across, _ = plot.plot.frame.pixel(40, 0)
    with qtbot.waitSignal(plot.epoch_requested) as signal:
        QTest.mouseClick(plot.plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(across), 60))
    assert signal.args == [40]
    QTest.mouseMove(plot.plot.viewport(), QPoint(100, 60))


def test_setters_say_nothing(plot: LossPlot, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(plot.epoch_requested):
        plot.set_runs([LossCurve(flat(1.0), STYLES[0], at=(3, 1.0))])
        plot.set_target(0.3)
        plot.set_log(True)
        plot.set_large_type(True)


def test_losses_below_zero_have_no_logarithm_and_leave_round_ticks(plot: LossPlot) -> None:
    plot.set_log(True)
    plot.set_runs([LossCurve(-flat(3.0), STYLES[0])])
    frame = plot.plot.frame
    tenth, ten = (frame.pixel(0.0, exponent)[1] for exponent in (-1.0, 1.0))
    assert frame.top <= ten < tenth <= frame.top + frame.height
    plot.set_log(False)
    assert close(colour_at(plot, 50, -3.0), STYLES[0].colour)
