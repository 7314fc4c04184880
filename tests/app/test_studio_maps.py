"""The page of the maps in the real window: a pixel becomes a real run, and undo takes it back."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from app.descent.pages.maps_page import MapsPage
from app.driving import pause, wait_until
from app.window import MainWindow
from tests.app.studio_driving import open_lesson

LEFT = Qt.MouseButton.LeftButton


def page_of(window: MainWindow) -> MapsPage:
    studio = window.descent_controller.studio
    assert studio is not None
    return studio.maps


def whole(window: MainWindow) -> MapsPage:
    page = page_of(window)
    wait_until(lambda: page.map is not None and page.map.whole, "the whole map", 60)
    pause(0.1)
    return page


def chosen_and_run(window: MainWindow, page: MapsPage, pixel: tuple[int, int]) -> None:
    plot = page.widget.plot
    QTest.mouseClick(plot, LEFT, pos=plot.place_of(pixel).center().toPoint())
    player = window.descent_controller.player
    wait_until(lambda: player.all_over, "the end of the run", 60)
    pause(0.2)


def test_a_pixel_of_the_starts_becomes_the_start_of_a_real_run(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "map-starts")
    page = whole(window)
    assert controller.studio is not None
    assert controller.studio.page == "maps", "its lesson opens the page"
    before = controller.setup
    plot = page.widget.plot
    at = plot.place_of((40, 60)).center()
    pixel = plot.pixel_at(at)
    assert pixel is not None
    chosen_and_run(window, page, pixel)
    assert controller.setup is not None
    assert page.map is not None
    spec = page.map.spec
    assert controller.setup.config.start == spec.config_at(*pixel).start
    run = controller.player.run
    assert run is not None
    losses = run.history.losses()
    there = np.flatnonzero(losses <= spec.target)
    real = int(there[0]) if len(there) else -1
    assert abs(real - int(page.map.arrived[pixel])) <= 1
    assert "keeps to the map" in page.widget.text()
    controller.player.seek(0)  # where nothing is to be said of the run itself
    card = window.descent.surface.card
    wait_until(lambda: "Trained: loss" in card.text(), "what is so of a run that is trained")
    assert "Play shows" not in card.text()
    assert f"after {run.last} epochs" in card.text()
    controller.undo_stack.undo()
    assert controller.setup == before


def test_the_map_stays_while_one_picks_from_it_and_comes_again_when_something_else_changes(
    window: MainWindow,
) -> None:
    controller = window.descent_controller
    open_lesson(window, "map-momentum")
    page = whole(window)
    first = page.map
    assert first is not None
    assert first.spec.kind == "memory"
    chosen_and_run(window, page, (50, 40))
    assert page.map is first
    assert controller.setup is not None
    assert controller.setup.config.optimizer == "momentum"
    controller.request("epochs", epochs=60)
    wait_until(
        lambda: page.map is not None and page.map.spec.epochs == 60 and page.map.whole, "a new map", 60
    )
    controller.undo_stack.undo()
    wait_until(lambda: page.map is first, "the first map at once")


def test_where_the_real_run_parts_from_the_map_the_page_says_so(window: MainWindow) -> None:
    open_lesson(window, "map-chaos")
    page = whole(window)
    assert page.map is not None
    chosen_and_run(window, page, (112, 20))
    assert "part at epoch" in page.widget.text()


def laid(window: MainWindow) -> tuple[int, ...] | None:
    """Shape of what lies on the surface."""
    stage = window.descent.surface.view._stage
    assert stage is not None
    return None if stage.scene.overlay is None else stage.scene.overlay.colours.shape


def test_the_starts_lie_on_the_surface_while_the_page_is_open(window: MainWindow) -> None:
    controller = window.descent_controller
    open_lesson(window, "map-starts")
    page = whole(window)
    assert laid(window) == (130, 110, 4)
    page.widget.overlay.click()
    assert laid(window) is None
    page.widget.overlay.click()
    assert laid(window) is not None
    controller.open_page("runs")
    assert laid(window) is None
    controller.open_page("maps")
    wait_until(lambda: laid(window) is not None, "the map on the surface")
    page.show_kind("rate-w0")
    wait_until(lambda: laid(window) is None, "no map of rates on the surface")


def test_the_contour_map_that_comes_later_has_the_colours_as_well(window: MainWindow) -> None:
    open_lesson(window, "map-starts")
    whole(window)
    QTest.keyClick(window, Qt.Key.Key_M)
    surfaces = window.descent_controller.surfaces
    assert surfaces is not None
    wait_until(lambda: surfaces.second is not None, "the second surface")
    pause(0.2)
    assert surfaces.second is not None
    stage = surfaces.second.view._stage
    assert stage is not None
    assert stage.scene.overlay is not None


def test_batches_and_schedules_are_mapped_as_they_are_trained(window: MainWindow) -> None:
    open_lesson(window, "noise-batches")
    window.descent_controller.open_page("maps")
    page = whole(window)
    assert page.map is not None
    assert page.map.spec.config.batch > 0
    chosen_and_run(window, page, (20, 30))
    assert "keeps to the map" in page.widget.text()


def test_starts_on_a_surface_with_several_minima_say_which_one_they_reach(window: MainWindow) -> None:
    open_lesson(window, "map-basins")
    page = whole(window)
    assert page.map is not None
    assert "(−2.81, 3.13)" in page.widget.key.accessibleDescription()
    chosen_and_run(window, page, (20, 80))
    run = window.descent_controller.player.run
    assert run is not None
    assert run.history[run.last].w == pytest.approx((-2.805, 3.131), abs=0.01)
    assert "keeps to the map" in page.widget.text()


def test_another_lesson_has_another_map_and_closes_the_page_of_this_one(window: MainWindow) -> None:
    open_lesson(window, "map-starts")
    page = page_of(window)
    open_lesson(window, "linear")
    assert window.descent_controller.studio is not None
    assert window.descent_controller.studio.page == ""
    window.descent_controller.open_page("maps")
    found = whole(window).map
    assert found is not None
    assert found.spec.config.link == "identity"
    assert page.widget.plot.probe is None


@pytest.mark.parametrize("kind", ["starts", "memory", "rate-w0", "rate-w1"])
def test_enter_on_the_map_trains_the_pixel(window: MainWindow, kind: str) -> None:
    controller = window.descent_controller
    open_lesson(window, "linear")
    controller.open_page("maps")
    page = page_of(window)
    page.show_kind(kind)
    whole(window)
    plot = page.widget.plot
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(plot, Qt.Key.Key_Up)
    pixel = plot.probe
    assert pixel is not None
    QTest.keyClick(plot, Qt.Key.Key_Return)
    assert controller.setup is not None
    assert page.map is not None
    assert controller.setup.config == page.map.spec.config_at(*pixel)
    wait_until(lambda: controller.player.all_over, "the end of the run")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_map_and_words_are_whole_in_a_low_window(window: MainWindow, language: str) -> None:
    window.resize(1366, 768)
    open_lesson(window, "map-basins")
    page = whole(window)
    try:
        window.set_language(language)
        chosen_and_run(window, page, (20, 30))
        view = page.widget
        for part in (view, view.key):
            area = part.parent()
            while not isinstance(area, QScrollArea):
                assert area is not None
                area = area.parent()
            assert area.verticalScrollBar().maximum() == 0
        plot = view.plot
        bottom = plot.mapTo(window, QPoint(0, plot.height())).y()
        assert bottom <= window.descent.transport.mapTo(window, QPoint(0, 0)).y()
    finally:
        window.set_language("en")
