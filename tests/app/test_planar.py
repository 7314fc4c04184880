"""Lessons of two inputs in the real window: opened, run, changed by all means, undone, and left again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from app.descent.planar import Planar
from app.descent.planar_pane import PlanarPane
from app.driving import pause, wait_until
from app.startup import Loader
from app.window import MainWindow

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
NAME, SEEDED = "logistic-2d", "logistic-2d-seeded"
Make = Callable[..., tuple[MainWindow, Loader]]


def opened(window: MainWindow, name: str = NAME) -> tuple[Planar, PlanarPane]:
    window.descent_controller.open_lesson(name)
    planar = window.descent_controller.planar
    settled(planar)
    assert planar.pane is not None
    assert planar.pane.isVisible()
    return planar, planar.pane


def settled(planar: Planar) -> None:
    wait_until(lambda: planar.player.run is not None and planar.player.run.last >= 0, "epoch 0")
    pause(0.05)


def ended(planar: Planar) -> None:
    wait_until(lambda: planar.player.run is not None and planar.player.all_over, "the end of the run")
    pause(0.05)


def type_into(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def start_of(planar: Planar) -> tuple[float, ...]:
    assert planar.chosen is not None
    return planar.chosen.config().start


def test_it_runs_by_the_keys_of_all_lessons_and_the_line_parts_the_classes(window: MainWindow) -> None:
    under = window.descent_controller.player
    planar, pane = opened(window)
    assert window.descent.panel.lessons.current() == NAME
    assert not window.descent.columns.isVisible()
    assert not window.descent.transport.isVisible()
    assert pane.headline() == "Cost 0.693147 · accuracy 50.00%"
    assert pane.data.line is None
    QTest.keyClick(window, Qt.Key.Key_Period)
    wait_until(lambda: planar.player.shown_recorded == 1, "epoch 1")
    QTest.keyClick(window, Qt.Key.Key_End)
    ended(planar)
    assert planar.player.shown_recorded == 1000
    assert pane.headline() == "Cost 0.0198522 · accuracy 100.0%"
    assert pane.data.line is not None
    assert "−14.478" in pane.readout.text()
    window.actions_table["copy"].trigger()
    copied = dict(line.split("\t", 1) for line in QGuiApplication.clipboard().text().splitlines())
    assert (copied["epoch"], copied["accuracy"]) == ("1000", "1.0")
    assert len(copied["w"].split("\t")) == 3
    QTest.keyClick(window, Qt.Key.Key_Home)
    assert planar.player.shown_recorded == 0
    assert under.shown_recorded == 0
    assert not under.playing


def test_any_two_of_the_three_weights_can_be_drawn(window: MainWindow) -> None:
    planar, pane = opened(window)
    planar.player.to_end()
    ended(planar)
    w = planar.player.run.history[1000].w  # type: ignore[union-attr]
    assert planar._picture is not None
    for text, held, at in (("b, W₁", 2, (0, 1)), ("b, W₂", 1, (0, 2)), ("W₁, W₂", 0, (1, 2))):
        button = next(b for b in pane.planes.findChildren(QPushButton) if b.text() == text)
        QTest.mouseClick(button, LEFT)
        pause(0.05)
        assert planar.plane == at
        assert pane.planes.choice() == f"{at[0]}{at[1]}"
        # On this plane the height at the run's own place is the run's own loss.
        said = planar._picture.told((w[at[0]], w[at[1]]))
        assert said.endswith("0.01985")
        assert f"{w[held]:.4f}".replace("-", "−") in pane._note.text()


def test_the_start_is_typed_and_dragged_on_the_two_that_are_drawn_and_undone(window: MainWindow) -> None:
    planar, pane = opened(window)
    stack = window.descent_controller.undo_stack
    type_into(pane.start[0], "-3")
    settled(planar)
    assert start_of(planar) == (-3, 0, 0)
    pane.view.start_point_dragged.emit(2.0, -1.0)
    pause(0.05)
    assert [field.value() for field in pane.start] == [-3, 2, -1]
    assert start_of(planar) == (-3, 0, 0)  # still in the hand
    assert pane.headline() != "Cost 0.693147 · accuracy 50.00%"
    pane.view.start_drag_finished.emit(2.0, -1.0)
    settled(planar)
    assert start_of(planar) == (-3, 2, -1)
    pane.view.start_point_dragged.emit(5.0, 5.0)
    pane.view.start_drag_cancelled.emit()
    assert [field.value() for field in pane.start] == [-3, 2, -1]
    stack.undo()
    assert start_of(planar) == (-3, 0, 0)
    stack.undo()
    assert start_of(planar) == (0, 0, 0)
    stack.undo()
    assert planar.chosen is None
    assert window.descent.columns.isVisible()
    stack.redo()
    assert planar.chosen is not None
    assert pane.isVisible()


def test_what_cannot_be_used_is_said_and_changes_nothing(window: MainWindow) -> None:
    planar, pane = opened(window)
    before = planar.chosen
    type_into(pane.rate, "-1")
    assert "1e-12" in pane.card.text()
    type_into(pane.epochs, "seven")
    assert "seven" in pane.card.text()
    assert planar.chosen is before
    type_into(pane.rate, "0.1")
    settled(planar)
    assert planar.player.run is not None
    assert planar.player.run.config.lr == 0.1
    assert "½" in pane.card.text()  # the lesson's own words again
    window.actions_table["reset"].trigger()
    settled(planar)
    assert planar.player.run.config.lr == 1


def test_from_lesson_to_lesson_and_back(window: MainWindow) -> None:
    controller = window.descent_controller
    stack = controller.undo_stack
    planar, pane = opened(window)
    controller.open_lesson("sigmoid-explorer")
    assert planar.chosen is None
    assert controller.explorer.chosen is not None
    assert not pane.isVisible()
    planar, pane = opened(window, SEEDED)
    assert controller.explorer.chosen is None
    assert window.descent.explorer is not None
    assert not window.descent.explorer.isVisible()
    assert start_of(planar) == pytest.approx((-0.137081, 0.364346, -0.312102), rel=1e-5)
    controller.open_lesson("linear")
    assert planar.chosen is None
    assert window.descent.columns.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Period)
    wait_until(lambda: controller.player.shown_recorded == 1, "the straight line's epoch 1")
    stack.undo()
    assert planar.chosen is not None
    stack.undo()
    assert controller.explorer.chosen is not None
    stack.undo()
    stack.undo()
    assert planar.chosen is None
    assert controller.explorer.chosen is None


def test_another_lesson_of_one_input_takes_its_place(window: MainWindow) -> None:
    planar, pane = opened(window)
    window.descent_controller.open_lesson("logistic-toy")
    pause(0.1)
    assert planar.chosen is None
    assert not pane.isVisible()
    setup = window.descent_controller.setup
    assert setup is not None
    assert setup.lesson.name == "logistic-toy"
    window.descent_controller.undo_stack.undo()
    assert planar.chosen is not None
    assert setup is not window.descent_controller.setup


def test_the_window_can_open_on_it(make: Make) -> None:
    window, loader = make(NAME)
    wait_until(lambda: loader.ready, "the window")
    planar = window.descent_controller.planar
    settled(planar)
    assert planar.pane is not None
    assert planar.pane.isVisible()
    assert window.settings.value("lesson") == NAME
    assert window.descent.panel.lessons.current() == NAME
    assert not window.descent.columns.isVisible()
    assert window.descent_controller.undo_stack.isClean()


def test_chosen_before_torch_is_there_the_last_lesson_counts(make: Make) -> None:
    window, loader = make(SEEDED)
    controller = window.descent_controller
    controller.open_lesson("sigmoid-explorer")
    assert controller.planar.chosen is None
    controller.open_lesson(NAME)
    assert controller.explorer.chosen is None
    wait_until(lambda: loader.ready, "the window")
    settled(controller.planar)
    assert controller.planar.chosen is not None
    assert controller.planar.chosen.lesson.name == NAME


def test_a_run_that_diverges_says_why(window: MainWindow) -> None:
    planar, pane = opened(window)
    planar.request("rate", lr=1e6, hyper=(("weight_decay", 1.0),), start=(1.0, 2.0, 3.0))
    settled(planar)
    planar.player.to_end()
    ended(planar)
    assert "last with finite numbers" in pane.card.text()


def test_theme_language_and_large_type_follow(window: MainWindow) -> None:
    _, pane = opened(window)
    window.set_theme("light")
    window.set_language("ko")
    assert "직선" in pane.card.text()
    window.actions_table["large_type"].setChecked(True)
    pause(0.1)
    assert pane.isVisible()
    window.set_language("en")
    assert all(label.text() for label in pane._labels.values())


def test_the_run_that_waits_underneath_leaves_the_buttons_alone(window: MainWindow) -> None:
    under, actions = window.descent_controller.player, window.actions_table
    actions["to_end"].trigger()
    wait_until(lambda: under.all_over, "the end of the run")
    wait_until(lambda: not actions["to_end"].isEnabled(), "its being shown")
    opened(window)
    wait_until(actions["to_end"].isEnabled, "the other run's being shown")
    window.set_theme("light")  # draws both anew
    pause(0.2)
    assert actions["step"].isEnabled()
    assert actions["to_end"].isEnabled()
    assert not actions["to_start"].isEnabled()


def test_the_main_button_is_named_by_the_run_in_sight(window: MainWindow) -> None:
    under, play = window.descent_controller.player, window.actions_table["play"]
    opened(window)
    window.descent_controller.open_lesson("linear")
    under.set_rate(1.0)
    play.trigger()
    wait_until(lambda: play.text() == "Pause", "the run's being played")
    window.set_theme("light")
    pause(0.1)
    assert under.playing
    assert play.text() == "Pause"
    window.descent_controller.open_lesson(NAME)  # pauses it
    pause(0.1)
    assert play.text() == "Play"
    play.trigger()
    wait_until(lambda: play.text() == "Pause", "the other run's being played")
    window.set_theme("dark")
    assert play.text() == "Pause"
