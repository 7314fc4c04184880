"""Own data in the real window: points and curve are dragged, tables read, standardising is shown."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest

from app.driving import pause, wait_until
from app.window import MainWindow
from tests.app.studio_driving import CTRL, LEFT, open_lesson, plot_pixel, pull, to_end


def test_dragging_a_point_moves_the_surface_and_dropping_it_is_new_data(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "inside-own-data")
    problem, results = controller.problem, window.descent.results
    assert problem is not None
    assert results is not None
    assert controller.surfaces is not None
    before = controller.surfaces.first.problem
    last = int(np.argmax(problem.x))
    at = plot_pixel(window, float(problem.x[last]), float(problem.y[last]))
    pull(window, at, [QPoint(0, 8 * k) for k in range(1, 9)], release=False)
    living = controller.surfaces.first.problem
    assert living is not before
    assert living is not None
    assert living.optimum != problem.optimum
    QTest.mouseRelease(results.data.plot.viewport(), LEFT, pos=at + QPoint(0, 64))
    pause(0.3)
    assert controller.setup is not None
    own = controller.setup.config.data.own
    assert own is not None
    assert own.y[last] < problem.y[last] - 1.0
    assert np.array_equal(np.delete(own.y, last), np.delete(problem.y.astype(np.float32), last))
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    pause(0.2)
    assert controller.setup.config.data.own is None


def test_dragging_the_curve_moves_the_start(window: MainWindow) -> None:
    controller = window.descent_controller
    results = window.descent.results
    assert results is not None
    pause(0.3)
    handles = results.data._editor.handles
    assert len(handles) == 2
    at = plot_pixel(window, *handles[1])
    pull(window, at, [QPoint(0, 4 * k) for k in range(1, 6)])
    assert controller.setup is not None
    w0, w1 = controller.setup.config.start
    assert (w0, w1) != (-5.0, 10.0)
    (x0, y0), (x1, y1) = handles
    assert w0 + w1 * x0 == pytest.approx(y0, abs=1e-6)  # the other handle stays where it was
    assert w0 + w1 * x1 < y1
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert controller.setup.config.start == (-5.0, 10.0)


def test_a_csv_file_is_dropped_and_trained_on(window: MainWindow, tmp_path: Path) -> None:
    controller = window.descent_controller
    results = window.descent.results
    assert results is not None
    file = tmp_path / "heights.csv"
    file.write_text("﻿age;height\n1,0;2,1\n2,0;3,9\n3,5;7,2\n4,0;8,1\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    window.descent.dropEvent(drop)  # Qt hands it on only in the course of a real drag
    assert drop.isAccepted()
    wait_until(
        lambda: controller.setup is not None and controller.setup.lesson.title["en"] == "heights.csv",
        "the file",
    )
    assert controller.problem is not None
    assert controller.problem.x.tolist() == [1.0, 2.0, 3.5, 4.0]
    to_end(window)
    run = controller.player.run
    assert run is not None
    assert run.history[run.last].loss < run.history[0].loss
    assert controller.problem.true_w is None
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert controller.setup is not None
    assert controller.setup.lesson.name == "linear"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("x,y\n1,2\n3,4\n5,6\n7,oops\n", "oops"), ("", ""), ("only words", ""), ("1,2\n1,3\n1,4\n", "")],
)
def test_a_table_that_cannot_be_used_is_said_and_changes_nothing(
    window: MainWindow, text: str, wrong: str
) -> None:
    controller = window.descent_controller
    before = controller.setup
    card, speaker = window.descent.surface.card, controller.speaker
    QGuiApplication.clipboard().setText(text)
    controller.open_page("data")
    QTest.keyClick(window, Qt.Key.Key_V, CTRL | Qt.KeyboardModifier.ShiftModifier)
    wait_until(lambda: speaker.has_note, "a sentence")
    assert wrong in card.text()
    if before != controller.setup:  # all x equal are data with no single minimum: shown as they are
        assert text.startswith("1,2\n1,3")


def test_standardising_is_shown_beside_the_surface_it_came_from(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "inside-own-data")
    assert controller.studio is not None
    controller.studio.data.widget.standardise_requested.emit(True)
    pause(0.4)
    setup, surfaces = controller.setup, controller.surfaces
    assert setup is not None
    assert setup.second == "raw"
    assert surfaces is not None
    assert surfaces.second is not None
    own = setup.config.data.own
    assert own is not None
    assert float(own.x.mean()) == pytest.approx(0.0, abs=1e-6)
    assert float(own.x.std()) == pytest.approx(1.0, abs=1e-6)
    assert surfaces.second.here(setup.config.start) == pytest.approx((-5.0, 10.0), abs=1e-5)
    controller.studio.data.widget.standardise_requested.emit(False)
    assert controller.setup is not None
    assert controller.setup.config.data.own is None
    assert controller.setup.config.start == pytest.approx((-5.0, 10.0), abs=1e-9)
    assert controller.setup.second == ""


def test_playing_lets_go_of_the_curve(window: MainWindow) -> None:
    controller = window.descent_controller
    results = window.descent.results
    assert results is not None
    pause(0.3)
    at = plot_pixel(window, *results.data._editor.handles[1])
    pull(window, at, [QPoint(0, 4 * k) for k in range(1, 5)], release=False)
    QTest.keyClick(window, Qt.Key.Key_Space)
    QTest.mouseRelease(results.data.plot.viewport(), LEFT, pos=at + QPoint(0, 16))
    wait_until(lambda: controller.player.last >= 2, "a few epochs")
    picture = controller.picture()
    assert picture is not None
    assert picture.lead.run is controller.player.run
    assert controller.setup is not None
    assert controller.setup.config.start == (-5.0, 10.0)


def test_closing_the_page_lets_go_of_the_point(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "inside-own-data")
    problem, results, surfaces = controller.problem, window.descent.results, controller.surfaces
    assert problem is not None
    assert results is not None
    assert surfaces is not None
    at = plot_pixel(window, float(problem.x[50]), float(problem.y[50]))
    pull(window, at, [QPoint(0, 20 * k) for k in range(1, 5)], release=False)
    QTest.keyClick(window, Qt.Key.Key_R)
    QTest.mouseRelease(results.data.plot.viewport(), LEFT, pos=at + QPoint(0, 80))
    pause(0.3)
    assert controller.setup is not None
    assert controller.setup.config.data.own is None
    assert surfaces.first.problem is not None
    assert surfaces.first.problem.optimum == pytest.approx(problem.optimum)


def test_reset_brings_back_the_lessons_own_data(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "inside-own-data")
    assert controller.studio is not None
    controller.studio.data.widget.standardise_requested.emit(True)
    controller.studio.data.widget.standardise_requested.emit(True)  # a second time changes nothing
    controller.reset()
    setup = controller.setup
    assert setup is not None
    assert (setup.raw, setup.second, setup.config.data.own) == (None, "", None)
    assert setup.config.start == (-5.0, 10.0)


def test_a_table_that_cannot_be_used_has_a_way_out(window: MainWindow) -> None:
    controller = window.descent_controller
    assert controller.studio is not None
    page, form = controller.studio.data, controller.studio.data.widget
    QGuiApplication.clipboard().setText("x,y\n1,2\n3,4\n5,6\n7,oops\n9,\n")
    page.paste()
    wait_until(lambda: controller.speaker.has_note, "a sentence")
    form.skip_faulty_requested.emit()
    wait_until(lambda: controller.problem is not None and controller.problem.n == 3, "the other rows")
    assert controller.problem is not None
    assert controller.problem.y.tolist() == [2.0, 4.0, 6.0]

    QGuiApplication.clipboard().setText("x,y\n20000000,1\n20001000,3\n20002000,4\n")
    before = controller.setup
    page.paste()
    wait_until(lambda: "standardise" in window.descent.surface.card.text().lower(), "a sentence")
    assert controller.setup == before
    form.open_standardised_requested.emit()
    assert controller.setup != before
    assert controller.problem is not None
    assert controller.problem.x.mean() == pytest.approx(0.0, abs=1e-6)
    assert controller.problem.x.std() == pytest.approx(1.0, abs=1e-6)
