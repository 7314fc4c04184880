"""Grids of images and of weights: what is painted, how tiles are reached, what colours mean."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from viz.image_grid import ImageGrid
from viz.ink_image import ink_image
from viz.theme import DARK, LIGHT


def images(n: int) -> np.ndarray:
    return np.arange(n, dtype=np.uint8)[:, None, None] * np.ones((1, 28, 28), np.uint8)


@pytest.fixture
def make(qtbot: QtBot) -> Callable[[int], ImageGrid]:
    def build(n: int) -> ImageGrid:
        grid = ImageGrid()
        qtbot.addWidget(grid)
        grid.set_theme(LIGHT)
        grid.resize(360, 300)
        grid.set_images(images(n), [f"{k % 10} → 9  0.87" for k in range(n)])
        grid.show()
        qtbot.waitExposed(grid)
        return grid

    return build


def test_only_what_is_seen_is_painted(make: Callable[[int], ImageGrid]) -> None:
    grid = make(250)
    grid.grab()
    assert 0 < grid.painted < 40
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    grid.grab()
    assert 0 < grid.painted < 40
    assert grid.seen()[-1] == 249


def test_an_image_has_the_theme_s_ink_and_is_a_copy(make: Callable[[int], ImageGrid]) -> None:
    grid = make(3)
    data = np.zeros((1, 28, 28), np.uint8)
    data[0, :, 14:] = 255
    grid.set_images(data)
    data[:] = 0
    shown = grid.viewport().grab().toImage()
    box = grid.box(0)
    assert shown.pixelColor(round(box.left()) + 5, 30) == QColor(LIGHT.paper)
    assert shown.pixelColor(round(box.right()) - 5, 30) == QColor(LIGHT.ink)


def test_a_click_and_the_keys_choose(make: Callable[[int], ImageGrid], qtbot: QtBot) -> None:
    grid = make(250)
    with qtbot.waitSignal(grid.image_chosen) as signal:
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.box(1).center().toPoint())
    assert signal.args == [1]
    told: list[int] = []
    grid.image_chosen.connect(told.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(grid, key)
    assert told == [2, 2 + grid.columns(), 2, 249, 0]
    QTest.keyClick(grid, Qt.Key.Key_PageDown)
    assert told[-1] in grid.seen()
    assert grid.accessibleDescription() == grid.tip(told[-1])


def test_the_last_row_is_reached_even_where_it_is_short(make: Callable[[int], ImageGrid]) -> None:
    grid = make(6)
    across = grid.columns()
    assert across < 6
    grid.set_chosen(across - 1)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.chosen_tile() == 5


def test_places_and_boxes_agree(make: Callable[[int], ImageGrid]) -> None:
    grid = make(250)
    for index in (0, 3, 17):
        assert grid.tile_at(grid.box(index).center()) == index
    assert grid.tile_at(QPointF(2.0, 2.0)) is None


def test_setters_emit_nothing_and_bring_into_sight(make: Callable[[int], ImageGrid], qtbot: QtBot) -> None:
    grid = make(250)
    with qtbot.assertNotEmitted(grid.image_chosen):
        grid.set_chosen(200)
    assert 200 in grid.seen()
    grid.set_large_type(True)
    grid.set_theme(DARK)
    grid.grab()
    with pytest.raises(IndexError):
        grid.set_chosen(250)


def test_an_empty_grid_says_so(make: Callable[[int], ImageGrid]) -> None:
    grid = make(3)
    grid.set_empty_text("Nothing was misread.")
    grid.set_images(None)
    assert grid.chosen_tile() is None
    QTest.keyClick(grid, Qt.Key.Key_Right)
    grid.grab()


def test_what_does_not_fit_is_refused(make: Callable[[int], ImageGrid]) -> None:
    grid = make(3)
    with pytest.raises(ValueError, match="uint8"):
        grid.set_images(images(3).astype(np.float32))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="3 captions"):
        grid.set_images(images(3), ["one"])
    with pytest.raises(ValueError, match="uint8"):
        ink_image(np.zeros(4, np.uint8), LIGHT)
