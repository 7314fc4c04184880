"""The lesson of sigmoid curves in the real window: opened, changed by all means, undone, and left again."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.cli.screenshot import SCREENS
from app.descent.explorer import Explorer
from app.descent.explorer_pane import ExplorerPane
from app.driving import pause, wait_until
from app.startup import Loader
from app.window import MainWindow
from engine.curve_lesson import load_curve_lesson

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NAME = "sigmoid-explorer"
FREE = load_curve_lesson(NAME).free
Make = Callable[..., tuple[MainWindow, Loader]]


def explorer_of(window: MainWindow) -> Explorer:
    return window.descent_controller.explorer


def opened(window: MainWindow) -> ExplorerPane:
    window.descent_controller.open_lesson(NAME)
    pause(0.05)
    pane = window.descent.explorer
    assert pane is not None
    assert pane.isVisible()
    return pane


def free(window: MainWindow) -> tuple[float, float]:
    curves = explorer_of(window).chosen
    assert curves is not None
    return curves.w, curves.b


def shown(window: MainWindow) -> str:
    return window.descent.panel.lessons.current()


def choose(window: MainWindow, name: str) -> None:
    """Click a lesson in the list."""
    lessons = window.descent.panel.lessons
    row = next(k for k in range(lessons.count()) if lessons.item(k).data(Qt.ItemDataRole.UserRole) == name)
    lessons.scrollToItem(lessons.item(row))
    place = lessons.visualItemRect(lessons.item(row)).center()
    QTest.mouseClick(lessons.viewport(), LEFT, pos=place)


def undo(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)


def redo(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL | SHIFT)


def type_into(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_click_shows_curves_in_place_of_runs_and_another_brings_them_back(window: MainWindow) -> None:
    controller, descent = window.descent_controller, window.descent
    player = controller.player
    controller.request("rate", lr=0.002)
    player.to_end()
    wait_until(lambda: player.all_over, "the end of the run")
    player.seek(7)
    setup, run = controller.setup, player.run
    choose(window, NAME)
    assert shown(window) == NAME
    assert descent.explorer is not None
    assert descent.explorer.isVisible()
    assert not descent.transport.isVisible()
    assert not descent.columns.isVisible()
    assert window.settings.value("lesson") == NAME
    # The keys of runs do nothing here.
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Period, Qt.Key.Key_End, Qt.Key.Key_R, Qt.Key.Key_B):
        QTest.keyClick(window, key)
    assert not player.playing
    # Back to where one came from: as it was left, to the epoch.
    choose(window, "linear")
    assert shown(window) == "linear"
    assert descent.columns.isVisible()
    assert descent.transport.isVisible()
    assert not descent.explorer.isVisible()
    assert controller.setup is setup
    assert player.run is run
    assert player.shown_recorded == 7
    assert window.settings.value("lesson") == "linear"
    QTest.keyClick(window, Qt.Key.Key_Comma)
    assert player.shown_recorded == 6


def test_another_lesson_opens_as_ever_and_undo_goes_all_the_way_back(window: MainWindow) -> None:
    controller = window.descent_controller
    first = controller.setup
    pane = opened(window)
    type_into(pane.fields["w"], "3")
    choose(window, "logistic-toy")
    assert controller.setup is not None
    assert controller.setup.lesson.name == shown(window) == "logistic-toy"
    assert not pane.isVisible()
    undo(window)
    assert shown(window) == NAME
    assert pane.isVisible()
    assert free(window) == (3.0, FREE[1])
    undo(window)
    assert free(window) == FREE
    undo(window)
    assert shown(window) == "linear"
    assert controller.setup == first
    assert window.descent.columns.isVisible()
    for _ in range(3):
        redo(window)
    assert shown(window) == controller.setup.lesson.name == "logistic-toy"
    wait_until(lambda: controller.player.run is not None and controller.player.run.last >= 0, "epoch 0")


def test_numbers_typed_are_taken_read_out_and_explained(window: MainWindow) -> None:
    pane = opened(window)
    look = pane.card.text()
    assert "−b/W" in look
    assert pane.readout.text().splitlines()[1:] == [
        "at x = 0: σ(b)\t0.1192",
        "is ½ at x = −b/W\t2.000",
        "slope there: W/4\t0.2500",
    ]
    type_into(pane.fields["w"], "-2")
    assert free(window) == (-2.0, FREE[1])
    assert "falls" in pane.card.text()
    assert "−0.5000" in pane.readout.text()
    type_into(pane.fields["w"], "0")
    assert "flat" in pane.card.text()
    assert "nowhere" in pane.readout.text()
    type_into(pane.fields["b"], "0")
    assert "everywhere" in pane.readout.text()
    type_into(pane.fields["w"], "0.1")
    type_into(pane.fields["b"], "4")
    assert "outside the picture, at x = −40." in pane.card.text()
    type_into(pane.fields["w"], "1e9")
    assert "1e+09" in pane.card.text()
    assert free(window) == (0.1, 4.0)
    type_into(pane.fields["w"], "steep")
    assert "steep" in pane.card.text()
    QTest.keyClick(pane.fields["w"], Qt.Key.Key_Escape)
    QTest.keyClick(window, Qt.Key.Key_R, CTRL)
    assert free(window) == FREE
    assert pane.card.text() == look
    undo(window)
    assert free(window) == (0.1, 4.0)


def test_sliders_by_mouse_wheel_and_keys(window: MainWindow) -> None:
    pane = opened(window)
    stack = window.descent_controller.undo_stack
    slider = pane.sliders["w"]
    count = stack.count()
    QTest.mousePress(slider, LEFT, pos=QPoint(slider.width() // 2, 11))
    for across in range(0, 60, 10):
        QTest.mouseMove(slider, QPoint(slider.width() // 2 - across, 11))
    assert stack.count() == count  # nothing is changed until it is let go
    assert float(pane.fields["w"].text().replace("−", "-")) < 0
    QTest.mouseRelease(slider, LEFT, pos=QPoint(slider.width() // 2 - 50, 11))
    assert stack.count() == count + 1
    dragged = free(window)[0]
    assert dragged < 0
    for _ in range(5):
        event = QWheelEvent(
            QPointF(20, 11),
            slider.mapToGlobal(QPointF(20, 11)),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(slider, event)
    assert free(window)[0] == pytest.approx(dragged + 0.5)
    assert stack.count() == count + 2  # turning on is one step to undo
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert free(window)[0] == pytest.approx(dragged + 0.4)
    QTest.keyClick(pane.fields["b"], Qt.Key.Key_Up)
    assert free(window)[1] == pytest.approx(FREE[1] + 0.1)
    undo(window)
    undo(window)
    assert free(window) == (dragged, FREE[1])
    # Escape in the middle of a drag puts it back.
    QTest.mousePress(slider, LEFT, pos=QPoint(slider.width() - 30, 11))
    QTest.keyClick(slider, Qt.Key.Key_Escape)
    assert free(window)[0] == dragged
    assert float(pane.fields["w"].text().replace("−", "-")) == dragged


def test_the_curve_itself_is_dragged_about_its_other_handle(window: MainWindow) -> None:
    pane = opened(window)
    plot = pane.plot
    low, high = plot._editor.handles
    view = plot.plot.viewport()
    at = QPointF(*plot.plot.frame.pixel(*high)).toPoint()
    QTest.mouseMove(view, at)
    QTest.mousePress(view, LEFT, pos=at)
    for down in range(10, 130, 20):
        QTest.mouseMove(view, at + QPoint(0, down))
        pause(0.01)
    assert free(window) == FREE
    held = plot._editor.handles
    assert held[0] == pytest.approx(low, abs=1e-9)  # it stays where it is
    assert held[1][0] == high[0]
    QTest.mouseRelease(view, LEFT, pos=at + QPoint(0, 110))
    w, b = free(window)
    assert w < FREE[0]
    from engine.sigmoid import SigmoidCurve, sampled

    there = SigmoidCurve(w, b).at(sampled((low[0], low[0] + 1), 1))
    assert there[0] == pytest.approx(low[1], abs=1e-6)
    undo(window)
    assert free(window) == FREE
    QTest.keyClick(plot, Qt.Key.Key_Up)  # the handle that was dragged is the one for the keys
    assert free(window) != FREE
    QTest.keyClick(plot, Qt.Key.Key_H)
    QTest.keyClick(plot, Qt.Key.Key_H)
    assert plot._editor.chosen is not None
    assert plot._editor.chosen.index == 0
    # Hidden in the middle of a drag: put back.
    before = free(window)
    at = QPointF(*plot.plot.frame.pixel(*plot._editor.handles[0])).toPoint()
    QTest.mousePress(view, LEFT, pos=at)
    QTest.mouseMove(view, at - QPoint(0, 40))
    window.show_tab("digits")
    window.show_tab("descent")
    assert free(window) == before
    assert plot._editor.drag is None


def test_undo_in_the_middle_of_a_drag_ends_it(window: MainWindow) -> None:
    pane = opened(window)
    type_into(pane.fields["b"], "1")
    plot = pane.plot
    view = plot.plot.viewport()
    at = QPointF(*plot.plot.frame.pixel(*plot._editor.handles[0])).toPoint()
    QTest.mousePress(view, LEFT, pos=at)
    QTest.mouseMove(view, at - QPoint(0, 40))
    undo(window)
    QTest.mouseMove(view, at - QPoint(0, 60))
    QTest.mouseRelease(view, LEFT, pos=at - QPoint(0, 60))
    assert free(window) == FREE
    assert plot._editor.drag is None
    slider = pane.sliders["b"]
    QTest.mousePress(slider, LEFT, pos=QPoint(slider.width() - 30, 11))
    redo(window)
    QTest.mouseRelease(slider, LEFT, pos=QPoint(slider.width() - 30, 11))
    assert free(window) == (FREE[0], 1.0)


def test_tab_goes_from_above_to_below(window: MainWindow) -> None:
    pane = opened(window)
    pane._families._buttons["w"].setFocus()
    found = []
    for _ in range(8):
        found.append(window.focusWidget())
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    fields, sliders = pane.fields, pane.sliders
    # of the families Tab stops at the chosen one; on the plot, at both handles before it goes on
    way = [pane._families._buttons["w"], pane._reset, pane.plot, pane.plot, pane.plot]
    assert found == [*way, fields["w"], sliders["w"], fields["b"]]


def test_the_families_are_chosen_and_remembered(make: Make) -> None:
    window, loader = make(NAME)
    wait_until(lambda: loader.ready, "the window's being ready", 120)
    pane = window.descent.explorer
    assert pane is not None
    assert "W = 0.5, W = 1, W = 2" in pane.plot.accessibleDescription()
    button = pane._families._buttons["b"]
    QTest.mouseClick(button, LEFT)
    assert "b = 0.5, b = 1, b = 1.5" in pane.plot.accessibleDescription()
    assert window.close()
    again, loader = make(None)  # it opens on the lesson and the family that it was closed on
    wait_until(lambda: loader.ready, "the window's being ready", 120)
    pane = again.descent.explorer
    assert pane is not None
    assert pane.isVisible()
    assert shown(again) == NAME
    assert "b = 0.5" in pane.plot.accessibleDescription()
    assert again.settings.value("lesson") == NAME


def test_opened_first_it_stays_and_other_lessons_follow(make: Make) -> None:
    window, loader = make(NAME)
    assert shown(window) == NAME
    assert not window.descent.transport.isVisible()
    wait_until(lambda: window.descent.explorer is not None, "the curves")
    pane = window.descent.explorer
    assert pane is not None
    type_into(pane.fields["w"], "2")
    wait_until(lambda: loader.ready, "the window's being ready", 120)
    assert pane.isVisible()
    assert free(window) == (2.0, FREE[1])
    assert shown(window) == NAME
    choose(window, "linear-lr-0.0015")
    player = window.descent_controller.player
    wait_until(lambda: player.run is not None and player.run.last >= 0, "epoch 0")
    assert window.descent.columns.isVisible()
    wait_until(lambda: window.descent.surface.view.pixel_of(-5.0, 10.0) is not None, "the surface")
    player.to_end()
    wait_until(lambda: player.all_over, "the end of the run")
    undo(window)
    assert shown(window) == NAME


def test_a_lesson_chosen_before_torch_is_there_is_the_one_that_opens(make: Make) -> None:
    window, loader = make(NAME)
    window.descent_controller.open_lesson("logistic-toy")
    wait_until(lambda: loader.ready, "the window's being ready", 120)
    assert window.descent_controller.setup is not None
    assert window.descent_controller.setup.lesson.name == shown(window) == "logistic-toy"
    assert window.descent.columns.isVisible()


def test_curves_need_no_torch() -> None:
    code = "import sys, app.descent.explorer_pane, app.descent.explorer; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_copy_puts_its_numbers_on_the_clipboard(window: MainWindow) -> None:
    opened(window)
    QTest.keyClick(window, Qt.Key.Key_C, CTRL | SHIFT)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[:2] == ["W\t1.0", "b\t-2.0"]
    assert "−b/W\t2.0" in lines


def test_data_that_are_dropped_on_it_are_shown(window: MainWindow) -> None:
    pane = opened(window)
    window.descent_controller.take_data("data", lambda own: own.with_added(1.0, 2.0))
    assert not pane.isVisible()
    assert window.descent.columns.isVisible()
    undo(window)
    assert pane.isVisible()
    assert shown(window) == NAME


def test_language_theme_and_type_follow(window: MainWindow) -> None:
    pane = opened(window)
    window.set_language("ko")
    assert pane._title.text() == load_curve_lesson(NAME).title["ko"]
    assert pane.card.text() == load_curve_lesson(NAME).look["ko"]
    assert shown(window) == NAME
    window.set_language("en")
    window.resize(1024, 640)
    for theme in ("light", "dark"):
        window.set_theme(theme)
        for large in (True, False):
            window.actions_table["large_type"].setChecked(large)
            pause(0.1)
            inside = pane.rect()
            for part in (pane.plot, pane.readout, pane.card, *pane.sliders.values(), *pane.fields.values()):
                assert inside.contains(part.geometry()), part
            assert pane.plot.plot.frame.height > 100
            assert pane.plot.plot.frame.width > 300
            for slider in pane.sliders.values():
                assert slider.width() >= 120


def test_clicks_between_lessons_while_training_break_nothing(window: MainWindow) -> None:
    controller = window.descent_controller
    player = controller.player
    draw = random.Random(5)
    names = [NAME, NAME, "linear", "linear-lr-0.01", "logistic-toy", "compare-rates", "inside-own-data"]
    for _ in range(40):
        deed = draw.choice(("lesson", "lesson", "play", "end", "undo", "redo", "wheel", "tab", "reset"))
        curves = explorer_of(window).chosen is not None
        if deed == "lesson":
            choose(window, draw.choice(names))
        elif deed == "play":
            QTest.keyClick(window, Qt.Key.Key_Space)
        elif deed == "end":
            QTest.keyClick(window, Qt.Key.Key_End)
        elif deed in ("undo", "redo"):
            undo(window) if deed == "undo" else redo(window)
        elif deed == "wheel" and curves:
            assert window.descent.explorer is not None
            QTest.keyClick(window.descent.explorer.sliders["b"], Qt.Key.Key_Right)
        elif deed == "tab":
            window.show_tab(draw.choice(("digits", "descent", "descent")))
        elif deed == "reset":
            QTest.keyClick(window, Qt.Key.Key_R, CTRL)
        pause(draw.choice((0.0, 0.0, 0.02)))
        curves = explorer_of(window).chosen is not None
        assert window.descent.columns.isHidden() == window.descent.transport.isHidden() == curves
        assert controller.setup is not None
        assert shown(window) == (NAME if curves else controller.setup.lesson.name)
        if curves:
            assert not player.playing
    window.show_tab("descent")
    choose(window, "linear-lr-0.0015")
    wait_until(lambda: player.run is not None and player.run.last >= 0, "epoch 0")
    player.to_end()
    wait_until(lambda: player.all_over, "the end of the run", 60)
    assert player.run is not None
    assert player.run.last == 30
    assert window.isEnabled()
    wait_until(window.descent.updatesEnabled, "the panes' being drawn again")


def test_it_is_among_the_screenshots() -> None:
    assert "descent-curves" in {screen.name for screen in SCREENS}
