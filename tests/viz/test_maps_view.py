"""The page of the maps: what its colours say, and what pointer and keys ask for."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from viz.map_colours import ARRIVED, DIVERGED, GROWING, UNDERWAY, run_colours, soon
from viz.map_plot import MapAxis, MapPlot
from viz.maps_view import MapsView
from viz.theme import DARK, LIGHT, Theme

SHIFT = Qt.KeyboardModifier.ShiftModifier


def colours(theme: Theme = DARK) -> np.ndarray:
    arrived = np.array([[0, 3, 100], [-1, -1, -1]])
    state = np.array([[ARRIVED, ARRIVED, ARRIVED], [UNDERWAY, GROWING, DIVERGED]])
    progress = np.full((2, 3), 0.5)
    return run_colours(arrived, state, progress, np.zeros((2, 3), bool), 100, theme)


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_each_way_to_end_has_a_colour_of_its_own(theme: Theme) -> None:
    found = colours(theme)[..., :3].reshape(-1, 3).astype(int)
    for a in range(6):
        for b in range(a):
            assert np.abs(found[a] - found[b]).sum() > 40
    assert found[0].tolist() == soon()[-1].tolist()
    assert found[2].tolist() == soon()[0].tolist()


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_the_nearer_a_run_has_come_the_lighter_it_is_and_stripes_tell_doubt(theme: Theme) -> None:
    shape = (8, 8)
    state = np.full(shape, UNDERWAY)
    progress = np.linspace(0.0, 1.0, 64).reshape(shape)
    none = np.zeros(shape, bool)
    plain = run_colours(np.full(shape, -1), state, progress, none, 10, theme)[..., :3].astype(int)
    assert (np.diff(plain.sum(axis=2).ravel()) >= 0).all()
    striped = run_colours(np.full(shape, -1), state, progress, ~none, 10, theme)[..., :3].astype(int)
    changed = (striped != plain).any(axis=2)
    assert changed.sum() == 32
    assert (striped[changed] >= plain[changed]).all()


def test_arrivals_at_several_minima_have_several_hues_and_the_soonest_is_the_purest() -> None:
    arrived = np.array([[0, 50], [0, 50]])
    state = np.full((2, 2), ARRIVED)
    which = np.array([[0, 0], [1, 1]])
    hues = ("#56b4e9", "#e69f00")
    args = (arrived, state, np.ones((2, 2)), np.zeros((2, 2), bool), 100, DARK)
    found = run_colours(*args, (which, hues))[..., :3].astype(int)
    assert found[0, 0].tolist() == [0x56, 0xB4, 0xE9]
    assert found[1, 0].tolist() == [0xE6, 0x9F, 0x00]
    assert (found[0, 1] < found[0, 0]).all()


@pytest.fixture
def plot(qtbot: Any) -> MapPlot:
    plot = MapPlot()
    qtbot.addWidget(plot)
    plot.resize(420, 260)
    plot.set_axes(MapAxis("ŵ₀", -10.0, 3.0), MapAxis("learning rate", 0.001, 10.0, log=True))
    big = np.zeros((13, 22, 4), dtype=np.uint8)
    big[..., 3] = 255
    big[12, 21] = (255, 0, 0, 255)
    plot.set_colours(big)
    plot.show()
    qtbot.waitExposed(plot)
    return plot


def test_the_last_pixel_is_at_the_upper_right(plot: MapPlot) -> None:
    picture = plot.grab().toImage()
    corner = plot.place_of((12, 21)).center().toPoint()
    assert picture.pixelColor(corner * picture.devicePixelRatio()).red() > 200
    assert plot.pixel_at(plot.place_of((12, 21)).center()) == (12, 21)
    assert plot.pixel_at(plot.place_of((0, 0)).center()) == (0, 0)
    assert plot.frame().right() - corner.x() < 20
    assert corner.y() - plot.frame().top() < 20


def test_a_click_and_enter_ask_for_a_pixel(plot: MapPlot, qtbot: Any) -> None:
    asked: list[tuple[int, int]] = []
    probed: list[object] = []
    plot.pixel_chosen.connect(lambda i, j: asked.append((i, j)))
    plot.pixel_probed.connect(probed.append)
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=plot.place_of((4, 7)).center().toPoint())
    assert asked == [(4, 7)]
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert len(asked) == 1
    plot.set_marker((4, 7))
    plot.leaveEvent(None)  # type: ignore[arg-type]
    QTest.keyClick(plot, Qt.Key.Key_Right)
    QTest.keyClick(plot, Qt.Key.Key_Up, SHIFT)
    assert plot.probe == (5, 17)
    QTest.keyClick(plot, Qt.Key.Key_Up, SHIFT)
    assert plot.probe == (5, 21), "no key leads off the map"
    QTest.keyClick(plot, Qt.Key.Key_Return)
    assert asked[-1] == (5, 21)
    assert probed[-1] == (5, 21)


def test_axes_have_round_numbers_where_they_belong(plot: MapPlot) -> None:
    axis = MapAxis("ŵ₀", -10.0, 3.0)
    assert [text for _, text in axis.ticks(3)] == ["−10", "−5", "0"]
    log = MapAxis("lr", 0.0005, 20.0, log=True)
    assert [text for _, text in log.ticks(9)] == ["0.001", "0.01", "0.1", "1", "10"]
    assert log.ticks(9)[0][0] == pytest.approx(log.share(0.001))
    assert len(log.ticks(3)) <= 3


def test_the_page_says_what_it_is_told_and_asks_for_what_is_pressed(qtbot: Any) -> None:
    view = MapsView()
    qtbot.addWidget(view)
    view.resize(800, 260)
    view.set_kinds([("starts", "Starts", "a"), ("memory", "Rate × momentum", "b")], "starts")
    view.show()
    kinds: list[str] = []
    laid: list[bool] = []
    view.kind_requested.connect(kinds.append)
    view.overlay_requested.connect(laid.append)
    view.set_overlay(True, True)
    assert laid == [], "a setter asks for nothing"
    QTest.mouseClick(view.kinds._buttons["memory"], Qt.MouseButton.LeftButton)
    view.overlay.click()
    assert (kinds, laid) == (["memory"], [False])
    view.set_overlay(True, False)
    assert view.overlay.isHidden()
    view.set_known(0.5)
    assert view.progress.isVisible()
    view.set_known(1.0)
    assert not view.progress.isVisible()
    view.set_title("title")
    view.set_words("words")
    assert view.text() == "title\nwords"


@pytest.mark.parametrize("large", [False, True])
def test_nothing_of_the_key_is_cut_off(qtbot: Any, large: bool) -> None:
    view = MapsView()
    qtbot.addWidget(view)
    view.key.set_epochs(1000)
    view.key.set_minima([("#56b4e9", "minimum (3.00, 2.00)"), ("#e69f00", "minimum (−2.81, 3.13)")])
    view.set_large_type(large)
    view.resize(620, 400)
    view.show()
    qtbot.waitExposed(view)
    assert view.key.height() >= view.key.heightForWidth(view.key.width())
