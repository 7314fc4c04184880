"""Weights as pictures, their colours and the scale below them; images under a heat map."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from viz.filter_grid import FilterGrid
from viz.shades import STEPS, diverging, mixed, negative, on_shade, positive, shade, shaded
from viz.theme import DARK, LIGHT, Theme

THEMES = pytest.mark.parametrize("theme", [DARK, LIGHT])


@THEMES
def test_zero_is_the_background_and_the_ends_are_the_theme_s(theme: Theme) -> None:
    assert shade(theme, 0.0) == QColor(theme.panel)
    assert shade(theme, 1.0) == QColor(positive(theme))
    assert shade(theme, -1.0) == QColor(negative(theme))
    assert diverging(theme).shape == (2 * STEPS + 1, 3)


@THEMES
def test_steps_look_equally_large(theme: Theme) -> None:
    """In OKLab, which the mixing is done in: the colours between have no lightness of their own."""
    colours = mixed(theme.panel, positive(theme), np.linspace(0, 1, 5)).astype(float)
    steps = np.linalg.norm(np.diff(colours, axis=0), axis=1)
    assert steps.max() < 3 * steps.min()


@THEMES
def test_text_stands_out_on_every_colour(theme: Theme) -> None:
    for value in np.linspace(-1, 1, 9):
        ground = shade(theme, float(value))
        assert on_shade(theme, ground) in (QColor(theme.text), QColor(theme.panel))
    assert on_shade(theme, QColor(theme.panel)) == QColor(theme.text)


def test_a_picture_of_numbers_has_holes_and_refuses_what_has_no_colour() -> None:
    image = shaded(np.array([[1.0, -1.0], [0.0, np.nan]]), 1.0, LIGHT)
    assert image.pixelColor(0, 0) == QColor(positive(LIGHT))
    assert image.pixelColor(1, 0) == QColor(negative(LIGHT))
    assert image.pixelColor(1, 1).alpha() == 0
    assert shaded(np.zeros((2, 2)), 0.0, LIGHT).pixelColor(1, 1) == QColor(LIGHT.panel)
    with pytest.raises(ValueError, match="limit"):
        shaded(np.array([[2.0]]), 1.0, LIGHT)


@pytest.fixture
def grid(qtbot: QtBot) -> FilterGrid:
    grid = FilterGrid()
    qtbot.addWidget(grid)
    grid.set_theme(LIGHT)
    grid.resize(400, 300)
    values = np.zeros((10, 5, 5))
    values[0], values[1] = 2.0, -1.0
    grid.set_pictures(values, [str(k) for k in range(10)], title="Filters")
    grid.show()
    qtbot.waitExposed(grid)
    return grid


def colour_of(grid: FilterGrid, index: int) -> QColor:
    box = grid.tiles.box(index)
    return grid.tiles.viewport().grab().toImage().pixelColor(int(box.center().x()), int(box.top()) + 8)


def test_all_pictures_have_one_scale(grid: FilterGrid) -> None:
    assert colour_of(grid, 0) == QColor(positive(LIGHT))
    assert colour_of(grid, 1) == shade(LIGHT, -0.5)
    assert colour_of(grid, 2) == QColor(LIGHT.panel)
    assert grid.legend.ends() == ("−2.0", "2.0")


def test_or_each_has_its_own(grid: FilterGrid) -> None:
    values = np.stack([np.full((5, 5), 2.0), np.full((5, 5), 0.1)])
    grid.set_pictures(values, shared=False)
    assert colour_of(grid, 1) == QColor(positive(LIGHT))
    assert grid.legend.ends() == ("0", "+")


def test_pictures_grow_where_there_is_room(grid: FilterGrid) -> None:
    small = grid.tiles.picture_size()
    grid.set_pictures(np.ones((2, 5, 5)))
    assert grid.tiles.picture_size()[0] > small[0]
    assert grid.tiles.picture_size()[0] % 5 == 0


def test_pictures_of_many_pixels_take_the_room_between_two_whole_sizes(grid: FilterGrid) -> None:
    values = np.ones((10, 28, 28))
    values[:, :14] = -1.0  # the upper half
    grid.resize(862, 260)
    grid.set_pictures(values, [str(k) for k in range(10)])
    side = grid.tiles.picture_size()[0]
    assert 2 * 28 * 1.15 < side < 3 * 28
    assert grid.tiles.verticalScrollBar().maximum() == 0
    box = grid.tiles.box(9)
    picture = grid.tiles.viewport().grab().toImage()
    for down, colour in ((side // 2 - 4, negative(LIGHT)), (side // 2 + 4, positive(LIGHT))):
        assert picture.pixelColor(int(box.center().x()), int(box.top()) + down) == QColor(colour)
    grid.resize(1000, 700)
    assert grid.tiles.picture_size()[0] > 2 * 76


def test_choosing_and_learning(grid: FilterGrid, qtbot: QtBot) -> None:
    with qtbot.waitSignal(grid.tiles.tile_chosen) as signal:
        QTest.mouseClick(
            grid.tiles.viewport(), Qt.MouseButton.LeftButton, pos=grid.tiles.box(3).center().toPoint()
        )
    assert signal.args == [3]
    with qtbot.assertNotEmitted(grid.tiles.tile_chosen):
        grid.set_pictures(np.ones((10, 5, 5)), [str(k) for k in range(10)])
    assert grid.tiles.chosen_tile() == 3
    assert "from 1.00 to 1.00" in grid.tiles.tip(3)
    grid.set_pictures(None)
    assert grid.tiles.chosen_tile() is None
    assert grid.tiles.tile_at(QPointF(20.0, 20.0)) is None


def test_what_does_not_fit_is_refused(grid: FilterGrid) -> None:
    with pytest.raises(ValueError, match=r"\(n, h, w\)"):
        grid.set_pictures(np.zeros((5, 5)))
    with pytest.raises(ValueError, match="2 captions"):
        grid.set_pictures(np.zeros((2, 5, 5)), ["one"])
