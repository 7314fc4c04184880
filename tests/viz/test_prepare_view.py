"""The preparation step by step: boxes, pictures, marks."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from viz.ink_picture import InkPicture, Marks
from viz.prepare_view import PrepareStep, PrepareView
from viz.theme import LIGHT

INK = np.full((28, 28), 255, np.uint8)


@pytest.fixture
def view(qtbot: QtBot) -> PrepareView:
    view = PrepareView()
    qtbot.addWidget(view)
    view.set_theme(LIGHT)
    view.resize(760, 260)
    view.show()
    qtbot.waitExposed(view)
    return view


def steps(on: bool = True) -> list[PrepareStep]:
    return [
        PrepareStep("ink", "ink", INK, "the drawing", switchable=False),
        PrepareStep("box", "fitted box", INK, "20 × 20", "Why it is fitted", on=on),
    ]


def test_a_step_is_switched_by_mouse_and_by_space(view: PrepareView, qtbot: QtBot) -> None:
    view.set_steps(steps())
    box = view._cards[1].box
    with qtbot.waitSignal(view.step_toggled) as signal:
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(6, 8))
    assert signal.args == ["box", False]
    with qtbot.waitSignal(view.step_toggled) as signal:
        QTest.keyClick(box, Qt.Key.Key_Space)
    assert signal.args == ["box", True]


def test_only_what_can_be_left_out_has_a_box(view: PrepareView) -> None:
    view.set_steps(steps())
    assert view._cards[0].box.isHidden()
    assert not view._cards[1].box.isHidden()
    assert view._cards[1].box.toolTip() == "Why it is fitted"
    assert view._cards[1].box.accessibleName() == "fitted box"


def test_setting_emits_nothing_and_fewer_steps_leave_no_card(view: PrepareView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.step_toggled):
        view.set_steps(steps())
        view.set_steps(steps(on=False))
        view.set_steps(steps()[:1])
    assert view._cards[1].whole.isHidden()
    view.set_steps([])
    assert not view._nothing.isHidden()
    view.set_large_type(True)
    view.grab()


def test_a_picture_is_drawn_in_whole_pixels_and_fades(qtbot: QtBot) -> None:
    picture = InkPicture(112)
    qtbot.addWidget(picture)
    picture.set_theme(LIGHT)
    picture.resize(114, 114)
    picture.set_picture(INK)
    assert picture.frame().width() == 112
    assert picture.grab().toImage().pixelColor(57, 57) == QColor(LIGHT.ink)
    picture.set_picture(INK, faded=True)
    assert picture.grab().toImage().pixelColor(57, 57) != QColor(LIGHT.ink)
    picture.set_picture(np.zeros((300, 200), np.uint8), Marks(box=(10, 10, 50, 50), cross=(100, 150)))
    assert picture.frame().height() == pytest.approx(112)
    picture.grab()
    with pytest.raises(ValueError, match="uint8"):
        picture.set_picture(np.zeros((28, 28)))  # type: ignore[arg-type]
