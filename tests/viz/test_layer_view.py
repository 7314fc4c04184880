"""Activations layer by layer, and a unit's arithmetic."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from viz.layer_blocks import Shape, columns_of, place_blocks
from viz.layer_view import Activations, LayerView
from viz.shades import positive, shade
from viz.theme import LIGHT
from viz.unit_arithmetic import Contribution, UnitArithmetic, UnitSum

SHAPES = [Shape(1, 1, 784), Shape(16, 24, 24), Shape(1, 1, 32), Shape(1, 1, 10, bars=True), Shape(6, 5, 5)]


@pytest.mark.parametrize("width", [344, 744])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_unit_is_found_where_it_stands_and_blocks_do_not_overlap(width: int, scale: float) -> None:
    blocks, height = place_blocks(SHAPES, width, scale)
    for block in blocks:
        assert block.left + block.width <= width or block.left == 0
        assert block.top + block.height <= height + 1e-9
        for unit in (0, 1, block.shape.units // 2, block.shape.units - 1):
            left, top, wide, high = block.unit_box(unit)
            assert block.unit_at(left + wide / 2, top + high / 2) == unit
        assert block.unit_at(block.left - 3, block.down + 2) is None
    for a, b in pairwise(blocks):
        assert b.left >= a.left + a.width or b.top >= a.top + a.height


def test_units_stand_in_full_rows_where_that_can_be() -> None:
    assert [columns_of(n) for n in (784, 256, 32, 10, 1, 31)] == [28, 16, 8, 5, 1, 6]


def test_neighbours_stay_in_their_map() -> None:
    block = place_blocks([Shape(2, 3, 4)], 700, 1.0)[0][0]
    assert block.neighbour(0, 1, 0) == 1
    assert block.neighbour(3, 1, 0) == 3
    assert block.neighbour(12, 0, 1) == 16
    assert block.neighbour(8, 0, 1) == 8


@pytest.fixture
def view(qtbot: QtBot) -> LayerView:
    view = LayerView()
    qtbot.addWidget(view)
    view.set_theme(LIGHT)
    view.resize(760, 400)
    view.set_layers(
        [
            Activations("Linear", "32", np.linspace(-1, 1, 32, dtype=np.float32)),
            Activations("Conv", "2×3×4", np.arange(24.0).reshape(2, 3, 4)),
            Activations("Output", "3 classes", np.array([0.1, 0.7, 0.2]), names=("0", "1", "2")),
        ]
    )
    view.show()
    qtbot.waitExposed(view)
    return view


def place(view: LayerView, layer: int, unit: int) -> QPoint:
    left, top, wide, high = view.blocks()[layer].unit_box(unit)
    return QPoint(int(left + wide / 2) + 8, int(top + high / 2))


def test_tiles_have_their_number_s_colour(view: LayerView) -> None:
    image = view.grab().toImage()
    assert image.pixelColor(place(view, 0, 31)) == QColor(positive(LIGHT))
    assert image.pixelColor(place(view, 0, 0)) == shade(LIGHT, -1.0)
    assert image.pixelColor(place(view, 1, 23)) == QColor(positive(LIGHT))


def test_a_click_chooses_and_the_words_say_it(view: LayerView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.unit_chosen) as signal:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place(view, 1, 17))
    assert signal.args == [1, 17]
    assert view.accessibleDescription() == "Conv, map 1, row 1, column 1: 17.0000"
    assert view.unit_text(2, 1) == "Output, 1: 0.7000"


def test_keys_walk_units_maps_and_layers(view: LayerView) -> None:
    told: list[tuple[int, int]] = []
    view.unit_chosen.connect(lambda layer, unit: told.append((layer, unit)))
    keys = (
        Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End,
        Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_Down, Qt.Key.Key_PageUp,
    )  # fmt: skip
    for key in keys:
        QTest.keyClick(view, key)
    assert told == [(0, 0), (0, 1), (0, 9), (1, 0), (1, 12), (1, 0), (2, 0), (2, 1), (1, 0)]


def test_dropped_units_are_said_and_drawn(view: LayerView) -> None:
    kept = np.array([True, False] * 16)
    view.set_layers([Activations("Dropout", "0.5", np.ones(32), kept=kept)])
    assert "dropped" in view.unit_text(0, 1)
    image = view.grab().toImage()
    left, top, _, _ = view.blocks()[0].unit_box(1)
    assert image.pixelColor(int(left) + 8 + 4, int(top) + 4) == QColor(LIGHT.raised)
    view.set_layers([Activations("Dropout", "0.5", np.ones((2, 4, 4)), kept=np.zeros((2, 4, 4), bool))])
    view.grab()


def test_the_choice_stays_while_the_shapes_do(view: LayerView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.unit_chosen):
        view.set_chosen(0, 5)
        layers = [Activations("Linear", "32", np.zeros(32)), *view._layers[1:]]
        view.set_layers(layers)
        assert "unit 5" in view.accessibleDescription()
        view.set_layers(layers[:1])
    assert "Draw" in view.accessibleDescription()
    view.set_layers([])
    view.set_large_type(True)
    view.grab()


def test_what_does_not_fit_is_refused(view: LayerView) -> None:
    with pytest.raises(IndexError, match="unit 99"):
        view.set_chosen(0, 99)
    for broken in (
        Activations("a", "", np.zeros((2, 2))),
        Activations("a", "", np.zeros(3), names=("0",)),
        Activations("a", "", np.zeros(3), kept=np.zeros(2, bool)),
    ):
        with pytest.raises(ValueError, match="expected"):
            view.set_layers([broken])


def test_the_arithmetic_adds_up_in_words(qtbot: QtBot) -> None:
    table = UnitArithmetic()
    qtbot.addWidget(table)
    table.show()
    assert len(table.text().split("\n")) == 1
    terms = [Contribution("row 1, column 2", 0.5, -2.0, -1.0)]
    table.set_unit(UnitSum(terms, 783, 0.25, 0.5, -0.25, "ReLU", 0.0))
    rows = [line.split("\t") for line in table.text().split("\n")]
    assert [(row[0], row[3]) for row in rows[1:4]] == [  # seen without scrolling
        ("sum", "−0.2500"), ("ReLU", "0.0000"), ("bias", "0.5000"),
    ]  # fmt: skip
    assert rows[4] == ["row 1, column 2", "0.5000", "−2.0000", "−1.0000"]
    assert (rows[5][0], rows[5][3]) == ("783 others", "0.2500")
    table.set_unit(None)
