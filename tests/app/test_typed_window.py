"""Typed models and surfaces in the real window: by keys, undoable, with errors at their place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.descent.composer import previewed
from app.driving import pause, wait_until
from app.window import MainWindow
from engine.problem import Problem
from tests.app.studio_driving import open_lesson, plot_pixel, pull, to_end


def enter(window: MainWindow, text: str) -> None:
    field = window.descent.panel._formula
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    pause(0.2)


def shown(window: MainWindow) -> str:
    return window.descent.panel._formula.text()


def test_a_model_typed_is_trained_and_undone(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "typed-model")
    assert shown(window) == "w0 * exp(w1 * x)"
    enter(window, "w0+w1*x^2")
    assert controller.setup is not None
    assert controller.setup.config.formula == shown(window) == "w0 + w1 * x^2"
    wait_until(lambda: controller.player.run is not None and controller.player.run.last >= 0, "epoch 0")
    assert controller.problem is not None
    assert controller.problem.true_w is None
    controller.undo_stack.undo()
    assert shown(window) == "w0 * exp(w1 * x)"
    to_end(window)
    run = controller.player.run
    assert run is not None
    assert run.history[300].w == pytest.approx((2.2774, -0.6015), abs=1e-3)


def test_a_fault_is_said_and_marked_and_nothing_changes(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "linear")
    setup, field = controller.setup, window.descent.panel._formula
    for text, fault in (("w0 + y", "y"), ("w0.real", "."), ("__import__('os')", "'"), ("w0^999", "9")):
        enter(window, text)
        assert controller.setup is setup
        assert field.is_refused()
        assert (field.text(), field.selectedText()) == (text, fault)
        assert "Character" in window.descent.surface.card.text()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (shown(window), field.is_refused()) == ("w0 + w1 * x", False)
    open_lesson(window, "typed-model")
    assert shown(window) == "w0 * exp(w1 * x)"


def test_the_lessons_own_model_typed_is_the_lesson_again(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "logistic-bce-good")
    assert controller.setup is not None
    assert controller.setup.config.loss == "bce"
    enter(window, "w0 + w1 * x")
    assert (controller.setup.config.link, controller.setup.config.loss) == ("formula", "mse")
    enter(window, "sigmoid( w0+w1*x )")
    assert (controller.setup.config.link, controller.setup.config.formula) == ("sigmoid", "")


def test_what_belongs_to_another_model_goes_and_comes_back(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "compare-losses")
    before = controller.setup
    assert before is not None
    assert before.second
    enter(window, "w0 * x + w1")
    after = controller.setup
    assert after is not None
    list(after.configs())
    assert after.config.link == "formula"
    controller.undo_stack.undo()
    assert controller.setup == before


def test_a_surface_has_no_data_and_no_second_loss(window: MainWindow) -> None:
    controller, tab = window.descent_controller, window.descent
    open_lesson(window, "surface-himmelblau")
    results = tab.results
    assert results is not None
    assert controller.surfaces is not None
    assert controller.surfaces.first.problem is not None
    assert len(controller.surfaces.first.problem.minima) == 4
    assert not results.data.isVisible()
    assert results._no_data.isVisible()
    pause(0.1)
    assert results.loss.height() > 0.5 * results.height()
    assert not window.actions_table["two_surfaces"].isEnabled()
    for page in ("data", "steps", "curvature", "runs", "maps"):
        controller.open_page(page)
        pause(0.1)
    to_end(window)
    for step in (1, 2, 3, 4):
        assert controller.studio is not None
        controller.open_page("steps")
        controller.studio.steps.light(step)
        pause(0.05)
    enter(window, "w0^2 + 3*w1^2")
    assert controller.setup is not None
    assert controller.setup.config.formula == "w0^2 + 3 * w1^2"
    enter(window, "w0 + x")
    assert "no data and so no x" in tab.surface.card.text()
    open_lesson(window, "linear")
    pause(0.1)
    assert results.data.isVisible()
    assert not results._no_data.isVisible()
    assert results.data.height() > results.loss.height() > 0
    assert window.actions_table["two_surfaces"].isEnabled()


def test_the_height_of_a_surface_is_named_in_the_language_in_force(window: MainWindow) -> None:
    open_lesson(window, "surface-booth")
    pane = window.descent.surface
    window.actions_table["map"].trigger()
    pause(0.3)

    def names() -> set[str]:
        return {view._stage.scene.names[2] for view in pane.views() if view._stage is not None}

    try:
        window.set_language("ko")
        pause(0.1)
        assert names() == {"손실"}
        assert len([frame for frame in pane._frames if "손실 =" in frame.caption.text()]) == 2
    finally:
        window.set_language("en")
    pause(0.1)
    assert names() == {"loss"}


def test_a_start_is_dragged_on_a_typed_surface(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "surface-booth")
    controller.draft_start((4.0, -2.0))
    picture = controller.picture()
    assert picture is not None
    ahead = picture.lead.preview
    assert ahead is not None
    assert tuple(ahead.path[0]) == (4.0, -2.0)
    controller.request("start", start=(4.0, -2.0))
    to_end(window)
    run = controller.player.run
    assert run is not None
    assert run.history.path()[:50] == pytest.approx(ahead.path[:50], abs=1e-4)


def test_a_typed_surface_is_raced(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "surface-ravine")
    window.actions_table["race_optimizers"].trigger()
    to_end(window)
    assert len(controller.player.runs) == 7
    enter(window, "w0^2 + w1^2")
    to_end(window)
    assert controller.setup is not None
    assert len(controller.setup.rivals) == 6


def test_a_typed_model_is_previewed_as_far_as_its_data_leave_time_for() -> None:
    from engine.lessons import load_lesson

    few = Problem.of(load_lesson("typed-model").config())
    many = Problem.of(load_lesson("logistic-mse-good").config(link="formula", formula="w0 * x + w1"))
    surface = Problem.of(load_lesson("surface-bowl").config())
    old = Problem.of(load_lesson("logistic-mse-good").config())
    assert [previewed(problem, 1000, drafted=True) for problem in (few, many, surface, old)] == [
        1000, 200, 1000, 1000
    ]  # fmt: skip
    assert previewed(many, 1000, drafted=False) == 1000


def test_a_datum_of_a_typed_model_is_dragged(window: MainWindow) -> None:
    controller, results = window.descent_controller, window.descent.results
    open_lesson(window, "typed-model")
    controller.open_page("data")
    pause(0.2)
    assert results is not None
    assert controller.problem is not None
    assert controller.surfaces is not None
    x, y = float(controller.problem.x[20]), float(controller.problem.y[20])
    before = controller.surfaces.first.problem
    pull(window, plot_pixel(window, x, y), [QPoint(0, -20), QPoint(0, -40)], release=False)
    assert controller.surfaces.first.problem is not before  # the surface lives while the datum is held
    QTest.mouseRelease(results.data.plot.viewport(), Qt.MouseButton.LeftButton)
    pause(0.2)
    setup = controller.setup
    assert setup is not None
    assert setup.config.data.own is not None
    assert setup.config.formula == "w0 * exp(w1 * x)"
    controller.undo_stack.undo()
    assert controller.setup is not None
    assert controller.setup.config.data.own is None
