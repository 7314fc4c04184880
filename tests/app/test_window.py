"""The real window: launched, dragged, played, scrubbed, drawn on, spoken to in two languages, and closed."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app import i18n
from app.driving import pause, wait_until
from app.settings import Settings
from app.startup import Loader
from app.window import MainWindow

LEFT = Qt.MouseButton.LeftButton
Make = Callable[..., tuple[MainWindow, Loader]]


def canvas_of(window: MainWindow) -> QWidget:
    view = window.descent.surface.view
    proxy = view.focusProxy()
    assert proxy is not None
    return proxy


def start_pixel(window: MainWindow) -> QPoint:
    """Where the start is seen, once it stays there: layouts settle late on a busy machine."""
    setup = window.descent_controller.setup
    assert setup is not None
    seen: list[object] = [None]

    def stays() -> bool:
        pause(0.1)
        seen.append(window.descent.surface.view.pixel_of(*setup.config.start))
        return seen[-1] is not None and seen[-1] == seen[-2]

    wait_until(stays, "the start's staying where it is")
    x, y = seen[-1]  # type: ignore[misc]
    return QPoint(round(x), round(y))


def drag(window: MainWindow, way: list[QPoint], *, release: bool = True) -> None:
    canvas = canvas_of(window)
    start = start_pixel(window)
    QTest.mousePress(canvas, LEFT, pos=start)
    for step in way:
        QTest.mouseMove(canvas, start + step)
        pause(0.03)
    if release:
        QTest.mouseRelease(canvas, LEFT, pos=start + way[-1])
        pause(0.05)


def test_launch_drag_play_draw_and_quit(window: MainWindow, qtbot: QtBot) -> None:
    controller = window.descent_controller
    player = controller.player
    assert controller.setup is not None
    assert controller.setup.config.start == (-5.0, 10.0)

    # Drag the start: the numbers follow every move, dropping sets it, and it can be undone.
    previews: list[int] = []
    window.descent.surface.view.start_point_dragged.connect(lambda w0, w1: previews.append(1))
    drag(window, [QPoint(-10 * k, 3 * k) for k in range(1, 9)])
    assert len(previews) >= 8
    dropped = controller.setup.config.start
    assert dropped != (-5.0, 10.0)
    assert controller.undo_stack.count() == 1
    moved = window.descent.surface.view.pixel_of(*dropped)
    assert moved is not None

    # Play: epochs are recorded from there, each with real numbers.
    player.set_rate(120.0)
    QTest.keyClick(window, Qt.Key.Key_Space)
    wait_until(lambda: player.run is not None and player.run.end == "finished", "the end of the run")
    run = player.run
    assert run is not None
    assert run.history[0].w == pytest.approx(dropped, rel=1e-6)
    assert run.last == 30
    assert run.history[30].loss < run.history[0].loss
    assert run.history[30].w == pytest.approx((2.446, 4.004), abs=0.05)

    # Scrub back by keys; nothing is lost.
    QTest.keyClick(window, Qt.Key.Key_Home)
    assert player.shown == 0
    pause(0.05)
    QTest.keyClick(window, Qt.Key.Key_Period)
    assert player.shown == 1
    pause(0.05)
    results = window.descent.results
    assert results is not None
    assert "0 → 1" in results.readout.text() or "1 → 2" in results.readout.text()

    # Undo: the lesson's own start again, the old run stays as a ghost.
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert controller.setup.config.start == (-5.0, 10.0)

    # Draw a seven.
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    digits = window.digits
    assert digits is not None
    sample = json.loads((files("resources") / "samples" / "seven.json").read_text(encoding="utf-8"))
    pen = digits.canvas
    side = min(pen.width(), pen.height())
    left, top = (pen.width() - side) // 2, (pen.height() - side) // 2
    for stroke in sample["strokes"]:
        points = [QPoint(left + round(x * side), top + round(y * side)) for x, y in stroke]
        QTest.mousePress(pen, LEFT, pos=points[0])
        for point in points[1:]:
            QTest.mouseMove(pen, point)
        QTest.mouseRelease(pen, LEFT, pos=points[-1])
    wait_until(lambda: digits.bars.answer() == "7", "the answer 7")

    assert window.close()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("tab", ["descent", "digits"])
def test_the_page_that_was_open_comes_back_with_room_for_it(make: Make, tab: str) -> None:
    window, loader = make("linear", lab_page="training", tab=tab)
    wait_until(lambda: loader.ready, "the window's being ready", 120)
    window.show_tab("digits")
    assert window.lab is not None
    assert window.digits is not None
    assert window.lab.page == "training"
    wait_until(window.lab.training.widget.isVisible, "the page")
    page, drawer = window.digits.middle.sizes()
    assert drawer >= 320
    assert page >= 320


def test_keys_of_the_tab_that_is_not_seen_do_nothing(window: MainWindow) -> None:
    actions, player = window.actions_table, window.descent_controller.player
    window.show_tab("digits")
    window.setFocus()
    for key in (Qt.Key.Key_R, Qt.Key.Key_B, Qt.Key.Key_H, Qt.Key.Key_Space):
        QTest.keyClick(window, key)
    assert not any(actions[name].isChecked() for name in ("runs_page", "two_surfaces", "log_height"))
    assert not player.playing
    window.show_tab("descent")
    QTest.keyClick(window, Qt.Key.Key_H)
    assert actions["log_height"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert window.lab is not None
    assert not window.lab.page


def test_closing_in_the_middle_of_a_run(window: MainWindow) -> None:
    controller = window.descent_controller
    controller.request("epochs", epochs=1_000_000)
    controller.player.to_end()
    run = controller.player.run
    assert run is not None
    wait_until(lambda: run.last > 200, "two hundred epochs")
    assert window.close()
    recorded = run.last
    pause(0.1)
    assert run.last == recorded


def test_closing_in_the_middle_of_a_drag(window: MainWindow) -> None:
    drag(window, [QPoint(-10, 5), QPoint(-20, 10)], release=False)
    assert window.close()


def test_closing_while_torch_is_still_loading(make: Make) -> None:
    window, _ = make("linear")
    pause(0.02)
    assert window.close()


def test_escape_puts_the_start_back(window: MainWindow) -> None:
    setup = window.descent_controller.setup
    drag(window, [QPoint(-30, 10), QPoint(-60, 20)], release=False)
    QTest.keyClick(canvas_of(window), Qt.Key.Key_Escape)
    pause(0.05)
    assert window.descent_controller.setup == setup
    assert window.descent_controller.undo_stack.count() == 0
    QTest.mouseRelease(canvas_of(window), LEFT, pos=start_pixel(window))


def test_a_diverging_run_says_why_with_its_numbers(window: MainWindow) -> None:
    controller = window.descent_controller
    controller.open_lesson("linear-lr-0.0085")
    controller.player.to_end()
    wait_until(lambda: controller.player.run.end is not None, "the end")  # type: ignore[union-attr]
    text = window.descent.surface.card.text()
    assert "0.0085" in text
    assert "0.00823825" in text
    assert "−1.064" in text


def test_the_surface_follows_a_path_that_leaves_the_box(window: MainWindow) -> None:
    controller = window.descent_controller
    controller.open_lesson("linear-lr-0.0085")
    controller.player.to_end()
    wait_until(lambda: controller.player.run.end is not None, "the end")  # type: ignore[union-attr]
    last = controller.player.run.history[30].w  # type: ignore[union-attr]
    assert last[1] > 11.85
    wait_until(lambda: window.descent.surface.view.pixel_of(*last) is not None, "the grown surface")


def test_the_previous_run_stays_as_a_ghost_named_by_what_differed(window: MainWindow) -> None:
    controller = window.descent_controller
    for lesson in ("linear-lr-0.0015", "linear-lr-0.0038"):
        controller.open_lesson(lesson)
        controller.player.to_end()
        wait_until(lambda: controller.player.run.end is not None, "the end")  # type: ignore[union-attr]
    results = window.descent.results
    assert results is not None
    assert "0.0015" in results.ghost_name()


def test_wrong_numbers_are_said_and_nothing_is_lost(window: MainWindow) -> None:
    controller = window.descent_controller
    before = controller.setup
    for field, text in (
        ("Learning rate", "abc"),
        ("Learning rate", "-1"),
        ("Epochs", "0"),
        ("Epochs", "1e9"),
    ):
        edit = next(e for e in window.descent.panel.findChildren(QLineEdit) if e.accessibleName() == field)
        edit.setFocus()
        edit.selectAll()
        QTest.keyClicks(edit, text)
        QTest.keyClick(edit, Qt.Key.Key_Return)
        assert controller.setup == before
        assert window.descent.surface.card.property("kind") == "warning"
        QTest.keyClick(edit, Qt.Key.Key_Escape)


def test_records_are_complete_at_full_speed(window: MainWindow) -> None:
    controller = window.descent_controller
    controller.open_lesson("logistic-bce-sgd-good")
    controller.player.to_end()
    wait_until(lambda: controller.player.run.end is not None, "the end", 60)  # type: ignore[union-attr]
    run = controller.player.run
    assert run is not None
    assert run.last == 1000
    assert np.isfinite(run.history.rows()).all()


def test_one_more_click_goes_on(window: MainWindow) -> None:
    controller = window.descent_controller
    controller.open_lesson("logistic-5000")
    controller.player.to_end()
    wait_until(lambda: controller.player.run.end is not None, "100 epochs")  # type: ignore[union-attr]
    window.actions_table["more"].trigger()
    wait_until(lambda: controller.player.run.last == 5000, "5000 epochs", 240)  # type: ignore[union-attr]


def test_language_theme_and_large_type_change_at_once(window: MainWindow) -> None:
    title = window.descent.surface.card.text()
    QTest.keyClick(window, Qt.Key.Key_F7)
    assert window.language == "ko"
    assert window.descent.surface.card.text() != title
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert window.theme.name == "light"
    pause(0.1)
    picture = window.grab().toImage()
    assert picture.pixelColor(4, 4).lightness() > 200
    results = window.descent.results
    assert results is not None
    corner = results.data.mapTo(window, QPoint(results.data.width() - 3, 3))
    assert picture.pixelColor(corner).lightness() > 200
    QTest.keyClick(window, Qt.Key.Key_F9)
    pause(0.1)
    assert window.actions_table["large_type"].isChecked()


def test_without_hangul_english_stays_with_a_hint(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(i18n, "has_hangul", lambda: False)
    window.set_language("ko")
    assert window.language == "en"
    assert "Korean" in window.descent.surface.card.text()


def test_what_is_chosen_is_remembered(make: Make, tmp_path: Path) -> None:
    window, loader = make("logistic-toy")
    wait_until(lambda: loader.ready, "being ready", 120)
    window.actions_table["log_loss"].setChecked(True)
    window.set_theme("light")
    window.close()
    again = Settings(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    assert again.value("lesson") == "logistic-toy"
    assert again.value("loss_scale") == "log"
    assert again.value("theme") == "light"
    assert not again.value("geometry").isEmpty()


def test_every_control_has_a_name(window: MainWindow) -> None:
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert [(type(widget).__name__, widget.objectName()) for widget in nameless] == []


def test_what_an_action_is_called_by_its_page_outlives_a_change_of_language(window: MainWindow) -> None:
    window.set_language("ko")
    window.actions_table["train"].setText("다시 학습")  # as the page of training does after a run
    pause(0.1)  # the event that tells widgets of the language comes later
    assert window.actions_table["train"].text() == "다시 학습"
