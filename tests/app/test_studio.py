"""The studio in the real window: races, forks, pins, two surfaces, four steps, own data, all undoable."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.descent.setup import LEAD
from app.driving import pause, wait_until
from app.window import MainWindow
from tests.app.studio_driving import ALT, CTRL, LEFT, open_lesson, to_end


def test_a_race_of_optimizers_runs_together_and_every_run_is_its_own(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "logistic-bce-good")
    QTest.keyClick(window, Qt.Key.Key_O, CTRL | ALT)
    assert controller.setup is not None
    assert len(controller.setup.rivals) == 6
    to_end(window)
    runs = controller.player.runs
    assert [run.last for run in runs.values()] == [100] * 7
    ends = {run.config.optimizer: run.history[100].w for run in runs.values()}
    assert len(set(ends.values())) == 7
    assert controller.studio is not None
    assert controller.studio.page == "runs"
    assert controller.studio.runs.widget.text().count("0.25") >= 7
    controller.undo_stack.undo()
    assert controller.setup.rivals == ()


def test_the_lead_of_a_race_has_the_numbers_it_has_alone(window: MainWindow) -> None:
    from engine.lessons import load_lesson
    from engine.session import Session

    open_lesson(window, "compare-starts")
    to_end(window)
    alone = list(Session(load_lesson("compare-starts").config()))
    run = window.descent_controller.player.run
    assert run is not None
    assert np.allclose(run.history.path(), [record.w for record in alone], rtol=1e-5, atol=0.0)


def test_dragging_the_start_moves_all_runs_of_a_race(window: MainWindow) -> None:
    controller = window.descent_controller
    controller.open_page("runs")
    QTest.keyClick(window, Qt.Key.Key_L, CTRL | ALT)
    controller.request("start", start=(1.0, 2.0))
    wait_until(lambda: all(run.last >= 0 for run in controller.player.runs.values()), "epoch 0 of all")
    assert {run.history[0].w for run in controller.player.runs.values()} == {(1.0, 2.0)}
    assert len(controller.player.runs) >= 4


def test_a_fork_shares_the_past_and_has_a_future_of_its_own(window: MainWindow) -> None:
    controller = window.descent_controller
    player = controller.player
    open_lesson(window, "compare-fork")
    to_end(window)
    player.seek(200)
    QTest.keyClick(window, Qt.Key.Key_Y)
    assert controller.setup is not None
    (fork,) = controller.setup.rivals
    assert controller.setup.chosen == fork.key
    controller.request("optimizer", optimizer="adam", hyper=())
    assert controller.setup.config.optimizer == "sgd"
    to_end(window)
    mine, parent = player.runs[fork.key], player.runs[LEAD]
    assert parent.last == mine.last == 1000
    assert np.array_equal(mine.history.path(201), parent.history.path(201))
    assert mine.history[201].w != parent.history[201].w
    assert mine.history[1000].w == pytest.approx((-1.033, 4.841), abs=0.01)
    assert mine.history[1000].loss == pytest.approx(0.1008, abs=0.001)
    assert parent.history[1000].w == pytest.approx((-9.999, -1.0), abs=0.002)


def test_a_pinned_run_stays_while_the_lead_changes(window: MainWindow) -> None:
    controller = window.descent_controller
    to_end(window)
    run = controller.player.run
    assert run is not None
    path = run.history.path().copy()
    QTest.keyClick(window, Qt.Key.Key_P)
    controller.request("learning rate", lr=0.004)
    to_end(window)
    assert controller.setup is not None
    (pinned,) = controller.setup.rivals
    kept = controller.player.runs[pinned.key]
    assert np.array_equal(kept.history.path(), path)
    assert kept.config.lr == 0.001
    assert controller.player.run is not None
    assert controller.player.run.config.lr == 0.004


def test_two_losses_share_start_camera_and_epoch(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "logistic-mse-worst")
    QTest.keyClick(window, Qt.Key.Key_B)
    assert controller.setup is not None
    assert controller.setup.second == "bce"
    surfaces = controller.surfaces
    assert surfaces is not None
    assert surfaces.second is not None
    first, second = surfaces.first.view, surfaces.second.view
    wait_until(lambda: second.pixel_of(-10.0, -1.0) is not None, "the second surface")
    to_end(window)
    mate = controller.player.runs[controller.setup.rivals[0].key]
    assert mate.config.loss == "bce"
    assert mate.history[100].w == pytest.approx((-1.6244, 3.3083), abs=1e-3)
    pause(0.1)
    assert first._stage is not None
    assert second._stage is not None
    assert first._stage.scene.slope_range == second._stage.scene.slope_range is not None
    first.show_view(40.0, 10.0, animate=False)
    first.camera_moved.emit()
    assert second.camera() == first.camera()
    QTest.keyClick(window, Qt.Key.Key_B)
    assert controller.setup.second == ""
    assert not second.isVisible()


def test_the_map_is_seen_from_above_and_its_start_can_be_dragged(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "inside-contours")
    surfaces = controller.surfaces
    assert surfaces is not None
    assert surfaces.second is not None
    view = surfaces.second.view
    wait_until(lambda: view.pixel_of(-3.0, -1.0) is not None, "the map")
    pause(0.4)
    at = view.pixel_of(-3.0, -1.0)
    assert at is not None
    canvas = view.focusProxy()
    assert canvas is not None
    start = QPoint(round(at[0]), round(at[1]))
    QTest.mousePress(canvas, LEFT, pos=start)
    for k in range(1, 8):
        QTest.mouseMove(canvas, start + QPoint(6 * k, -4 * k))
        pause(0.03)
    QTest.mouseRelease(canvas, LEFT, pos=start + QPoint(42, -28))
    pause(0.1)
    assert controller.setup is not None
    w0, w1 = controller.setup.config.start
    assert w0 > -3.0
    assert w1 > -1.0


def test_the_four_steps_go_from_line_to_line_and_on_to_the_next_epoch(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "inside-four-steps")
    studio = controller.studio
    assert studio is not None
    assert studio.page == "steps"
    steps = studio.steps.steps
    for title in ("Step 1", "Step 2", "Step 3", "Step 4"):
        pause(0.1)
        assert title in steps.text()
        assert "epoch 0" in steps.text()
        assert studio.steps.check.isVisible() == (title == "Step 3")
        QTest.keyClick(window, Qt.Key.Key_Period, CTRL)
    wait_until(lambda: controller.player.shown_recorded == 1, "the next epoch")
    wait_until(lambda: "epoch 1" in steps.text(), "its steps")
    QTest.keyClick(window, Qt.Key.Key_Comma, CTRL)
    pause(0.2)
    assert controller.player.shown_recorded == 0
    assert "Step 4" in steps.text()
    assert "1.342" in steps.text()  # the step that the notes print: (+1.3423, −1.1889)


def test_the_gradient_is_checked_in_three_ways(window: MainWindow) -> None:
    controller = window.descent_controller
    controller.open_page("steps")
    assert controller.studio is not None
    controller.studio.steps.light(3)
    pause(0.3)
    text = controller.studio.steps.check.text()
    assert "−1342.2" in text
    assert "−1341.8" in text or "−1341.7" in text  # forward differences with h = 0.001, in float32


def test_the_best_learning_rate_is_a_click_away(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "inside-curvature")
    assert controller.studio is not None
    text = controller.studio.curvature.widget.text()
    assert "242.77" in text
    assert "185.96" in text
    controller.studio.curvature.widget.rate_requested.emit(0.0046648970)
    assert controller.setup is not None
    assert controller.setup.config.lr == 0.0046648970


def test_a_fork_keeps_its_past_whatever_is_asked_of_it(window: MainWindow) -> None:
    controller = window.descent_controller
    to_end(window)
    controller.player.seek(10)
    QTest.keyClick(window, Qt.Key.Key_Y)
    before = controller.setup
    for fields in ({"start": (1.0, 1.0)}, {"loss": "mse"}):
        controller.request("refused", **fields)
        assert controller.setup == before
        assert "fork" in window.descent.surface.card.text()
        wait_until(window.descent.updatesEnabled, "the tab's being drawn again", 2.0)
    controller.request("learning rate", lr=0.002)
    assert controller.setup is not None
    key = controller.setup.chosen
    to_end(window)
    path = controller.player.runs[key].history.path().copy()
    assert controller.studio is not None
    controller.studio.runs.pin(key, True)
    controller.choose(LEAD)
    controller.request("learning rate", lr=0.003)
    controller.studio.runs.pin(key, False)
    assert controller.setup.config_of(key).lr == 0.002
    to_end(window)
    assert np.array_equal(controller.player.runs[key].history.path(), path)


def test_more_epochs_spare_what_is_pinned(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "logistic-5000")
    to_end(window)
    QTest.keyClick(window, Qt.Key.Key_P)
    window.actions_table["more"].trigger()
    wait_until(lambda: controller.player.all_over and controller.player.last == 5000, "5000 epochs", 240)
    assert sorted(run.last for run in controller.player.runs.values()) == [100, 5000]
    controller.request("epochs", epochs=999_999)
    window.actions_table["more"].trigger()
    assert "1000000" in window.descent.surface.card.text().replace(",", "")


def test_an_absurd_number_of_epochs_is_refused_in_words(window: MainWindow) -> None:
    window.descent.panel.epochs_requested.emit(99_999_999_999_999_999_999)
    assert "epochs" in window.descent.surface.card.text()
    assert window.descent_controller.setup is not None
    assert window.descent_controller.setup.config.epochs == 30


def test_another_loss_catches_up_with_the_epoch_shown(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "logistic-mse-good")
    to_end(window)
    QTest.keyClick(window, Qt.Key.Key_B)
    wait_until(lambda: controller.player.frontier == 100, "the mate's catching up")
    assert controller.player.shown == 100
    assert {run.last for run in controller.player.runs.values()} == {100}
    open_lesson(window, "logistic-mse-worst")  # from lesson to lesson two losses stay side by side
    assert controller.setup is not None
    assert controller.setup.second == "bce"


def test_a_folded_drawer_gives_its_height_to_the_surface(window: MainWindow) -> None:
    pause(0.1)
    before = window.descent.middle.sizes()
    QTest.keyClick(window, Qt.Key.Key_R)
    pause(0.1)
    assert window.descent.middle.sizes()[1] > 180
    QTest.keyClick(window, Qt.Key.Key_R)
    pause(0.1)
    assert window.descent.middle.sizes() == before


def test_what_a_lesson_says_is_not_said_of_another_start(window: MainWindow) -> None:
    controller = window.descent_controller
    card = window.descent.surface.card
    assert "+1.3423" in card.text()
    controller.request("start", start=(0.0, 0.0))
    pause(0.3)
    assert "+1.3423" not in card.text()
    assert "start (0, 0)" in card.text().replace(".000", "")


def test_a_diverging_run_says_so_when_it_has_finished(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "compare-rates")
    to_end(window)
    assert controller.studio is not None
    rows = controller.studio.runs.widget.text().splitlines()
    assert sum("diverging" in row for row in rows) == 2
    assert "0.0083" in window.descent.surface.card.text() or "0.0085" in window.descent.surface.card.text()


def test_closing_in_the_middle_of_a_race(window: MainWindow) -> None:
    open_lesson(window, "compare-optimizers")
    player = window.descent_controller.player
    player.set_rate(50.0)
    player.play()
    wait_until(lambda: player.last >= 5, "a few epochs")
    window.close()
    assert not player._thread.isRunning()


def test_a_run_is_copied_as_a_script_that_repeats_it(
    window: MainWindow, capsys: pytest.CaptureFixture[str]
) -> None:
    controller = window.descent_controller
    open_lesson(window, "linear-lr-0.0015")
    to_end(window)
    QTest.keyClick(window, Qt.Key.Key_C, CTRL | ALT)
    names: dict[str, Any] = {}
    with torch.random.fork_rng(devices=[]):
        exec(QGuiApplication.clipboard().text(), names)  # a script of our own making
    run = controller.player.run
    assert run is not None
    assert names["history"][30][1:3] == pytest.approx(run.history[30].w, rel=1e-6)
    assert "epoch      30" in capsys.readouterr().out


@pytest.mark.parametrize("page", ["runs", "steps", "curvature", "maps", "data"])
def test_every_page_opens_by_its_key_and_closes_again(window: MainWindow, page: str) -> None:
    keys = {"runs": "R", "steps": "S", "curvature": "C", "maps": "A", "data": "D"}
    key = Qt.Key[f"Key_{keys[page]}"]
    studio = window.descent_controller.studio
    assert studio is not None
    QTest.keyClick(window, key)
    assert studio.page == page
    assert window.settings.value("page") == page
    QTest.keyClick(window, key)
    assert studio.page == ""


def test_a_click_on_a_page_opens_it_with_room(window: MainWindow) -> None:
    drawer = window.descent.drawer
    assert drawer is not None
    folded = window.descent.middle.sizes()
    QTest.mouseClick(drawer._buttons["curvature"], LEFT)
    pause(0.2)
    studio = window.descent_controller.studio
    assert studio is not None
    assert studio.page == "curvature"
    assert window.descent.middle.sizes()[1] > 180
    assert studio.curvature.widget.text().count("242.77") == 1
    QTest.mouseClick(drawer._buttons["curvature"], LEFT)
    pause(0.2)
    assert window.descent.middle.sizes() == folded
