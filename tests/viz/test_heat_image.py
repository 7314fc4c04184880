"""An image under a heat map: colours, reading, and the empty state."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from viz.heat_image import HeatImage, overlaid
from viz.shades import negative, positive
from viz.theme import DARK, LIGHT, Theme


@pytest.fixture
def view(qtbot: QtBot) -> HeatImage:
    view = HeatImage()
    qtbot.addWidget(view)
    view.set_theme(LIGHT)
    view.resize(300, 380)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_full_heat_is_a_full_colour_and_none_leaves_the_grey_ink(theme: Theme) -> None:
    heat = np.array([[1.0, -1.0, 0.0, np.nan]])
    colours = overlaid(np.array([[1.0, 0.0, 0.0, 0.0]]), heat, 1.0, theme)
    assert QColor(*colours[0, 0].tolist()) == QColor(positive(theme))
    assert QColor(*colours[0, 1].tolist()) == QColor(negative(theme))
    assert QColor(*colours[0, 2].tolist()) == QColor(theme.paper) == QColor(*colours[0, 3].tolist())


def test_a_pixel_is_read_out_with_ink_and_heat(view: HeatImage) -> None:
    ink, heat = np.zeros((28, 28)), np.zeros((28, 28))
    ink[14, 13], heat[14, 13] = 0.5, -0.25
    view.set_image(ink, heat, title="What speaks for 7")
    QTest.keyClick(view.pixels, Qt.Key.Key_Left)
    assert view.words() == "row 14, column 13: ink 0.50, −0.250"
    assert view.legend.ends() == ("−0.25", "0.25")


def test_without_heat_it_is_the_image_alone(view: HeatImage) -> None:
    view.set_image(np.ones((28, 28)))
    assert view.legend.isHidden()
    QTest.keyClick(view.pixels, Qt.Key.Key_Left)
    assert view.words() == "row 14, column 13: ink 1.00"
    view.resize(760, 260)
    view.set_large_type(True)
    view.grab()
    view.set_image(None)
    view.grab()


def test_another_shape_is_refused(view: HeatImage) -> None:
    with pytest.raises(ValueError, match=r"\(28, 28\)"):
        view.set_image(np.zeros((28, 28)), np.zeros((14, 14)))
