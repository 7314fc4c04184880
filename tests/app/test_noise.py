"""Batches, schedules, frozen weights and drawn starts in the real window, by keys and fields, undoable."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.descent.noise_fields import NoiseFields
from app.descent.setup import Setup
from app.driving import pause, wait_until
from app.window import MainWindow
from engine.config import RunConfig
from engine.initial import draw_initial
from engine.preview import preview
from engine.studio import BATCH_SURFACE
from tests.app.studio_driving import ALT, CTRL, LEFT, open_lesson, to_end
from viz.number_field import NumberField


def fields(window: MainWindow) -> NoiseFields:
    return window.descent.panel.noise


def setup(window: MainWindow) -> Setup:
    found = window.descent_controller.setup
    assert found is not None
    return found


def lead(window: MainWindow) -> RunConfig:
    return setup(window).config


def undo(window: MainWindow) -> None:
    window.descent_controller.undo_stack.undo()
    pause(0.1)


def enter(field: NumberField, text: str) -> None:
    """Type into a field as a person does."""
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    pause(0.1)


def number_field(window: MainWindow, name: str) -> NumberField:
    return next(field for field in fields(window).findChildren(NumberField) if field.accessibleName() == name)


def test_what_a_lesson_unfolds_is_folded_with_the_next_and_what_a_person_unfolds_stays(
    window: MainWindow,
) -> None:
    for name, unfolded in (("noise-batches", True), ("noise-schedule", True), ("linear", False)):
        open_lesson(window, name)
        assert fields(window).isVisible() == unfolded
    QTest.mouseClick(window.descent.panel._unfold_noise, Qt.MouseButton.LeftButton)
    for name in ("linear-lr-0.01", "noise-batches", "linear"):
        open_lesson(window, name)
        assert fields(window).isVisible()


def test_a_batch_is_typed_runs_as_previewed_and_is_undone(window: MainWindow) -> None:
    open_lesson(window, "linear")
    assert not fields(window).isVisible()
    unfold = window.descent.panel._unfold_noise
    unfold.setFocus()
    QTest.keyClick(unfold, Qt.Key.Key_Space)
    assert fields(window).isVisible()
    enter(number_field(window, "Batch"), "10")
    assert lead(window).batch == 10
    ahead = preview(lead(window)).path
    to_end(window)
    run = window.descent_controller.player.run
    assert run is not None
    assert np.abs(run.history.path() - ahead).max() <= 5e-6 * np.abs(ahead).max()
    assert run.history[3].applied != run.history[3].grad
    undo(window)
    assert lead(window).is_plain
    enter(number_field(window, "Batch"), "-3")
    assert lead(window).batch == 0
    assert window.descent.surface.card.text()


def test_a_schedule_spans_the_run_and_its_numbers_can_be_changed(window: MainWindow) -> None:
    open_lesson(window, "noise-frozen")
    controller = window.descent_controller
    box = fields(window)._schedule
    box.setFocus()
    for _ in range(3):
        QTest.keyClick(box, Qt.Key.Key_Down)
    wait_until(lambda: lead(window).schedule == "cosine", "the cosine")
    assert dict(lead(window).schedule_hyper) == {"T_max": 100.0}
    enter(number_field(window, "T_max"), "50")
    assert dict(lead(window).schedule_hyper) == {"T_max": 50.0}
    assert "0.1" in fields(window)._curve.accessibleDescription()
    enter(number_field(window, "T_max"), "0")
    assert dict(lead(window).schedule_hyper) == {"T_max": 50.0}
    count = controller.undo_stack.index()
    for _ in range(2):
        undo(window)
    assert controller.undo_stack.index() == count - 2


def test_weights_are_frozen_one_at_a_time(window: MainWindow) -> None:
    open_lesson(window, "linear")
    window.descent.panel._unfold_noise.setChecked(True)
    first, second = fields(window)._frozen
    QTest.mouseClick(first, LEFT, pos=first.rect().center())
    QTest.keyClick(first, Qt.Key.Key_Space)
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert lead(window).frozen[0] == first.isChecked()
    controller = window.descent_controller
    controller.request("frozen", frozen=(True, False))
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert lead(window).frozen == (True, False)
    assert (first.isChecked(), second.isChecked()) == (True, False)
    to_end(window)
    run = controller.player.run
    assert run is not None
    assert set(run.history.path()[:, 0].tolist()) == {-5.0}


def test_a_start_is_drawn_under_its_seed_and_undone(window: MainWindow) -> None:
    open_lesson(window, "linear")
    window.descent.panel._unfold_noise.setChecked(True)
    box = fields(window)._scheme
    box.setCurrentIndex(box.findData("kaiming-normal"))
    enter(number_field(window, "Seed of the start"), "7")
    fields(window)._draw.setFocus()
    QTest.keyClick(fields(window)._draw, Qt.Key.Key_Space)
    assert lead(window).start == draw_initial("kaiming-normal", 7)
    undo(window)
    assert lead(window).start == (-5.0, 10.0)


def test_the_surface_of_the_batch_follows_the_epoch(window: MainWindow) -> None:
    open_lesson(window, "noise-batches")
    controller = window.descent_controller
    surfaces = controller.surfaces
    assert surfaces is not None
    assert surfaces.second is not None
    assert setup(window).second == BATCH_SURFACE
    to_end(window)
    seen = set()
    for epoch in (3, 8, 9):
        controller.player.seek(epoch)
        wait_until(lambda epoch=epoch: surfaces._batch._epoch == epoch, "the epoch’s batch")
        problem = surfaces.second.problem
        assert problem is not None
        assert problem.n == 10
        record = controller.player.runs[0].history[epoch]
        assert record.applied == pytest.approx(
            [float(g) for g in problem.gradient(*record.w)], rel=1e-4, abs=1e-5
        )
        seen.add(float(problem.optimum[0]) if problem.optimum else 0.0)
    assert len(seen) == 3
    QTest.keyClick(window, Qt.Key.Key_B, CTRL | ALT)
    assert setup(window).second == ""
    undo(window)
    assert setup(window).second == BATCH_SURFACE
    controller.request("batch", batch=0)
    assert setup(window).second == ""
    assert not window.actions_table["batch_surface"].isEnabled()


def test_the_lesson_beside_it_sees_all_data(window: MainWindow) -> None:
    open_lesson(window, "noise-schedule")
    to_end(window)
    runs = window.descent_controller.player.runs
    assert [run.config.schedule for run in runs.values()] == ["cosine", ""]
    assert all(run.config.batch == 5 for run in runs.values())
    picture = window.descent_controller.picture()
    assert picture is not None
    assert picture.shown[1].name == "constant learning rate"


def test_the_four_steps_are_those_of_the_batch(window: MainWindow) -> None:
    open_lesson(window, "noise-batches")
    to_end(window)
    controller = window.descent_controller
    controller.open_page("steps")
    controller.player.seek(4)
    assert controller.studio is not None
    controller.studio.steps.light(2)
    pause(0.3)
    assert "n = 10" in controller.studio.steps.steps.text()
