"""The gradient check: rows, h by slider and by typing, the error's curve."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from viz.error_plot import decades
from viz.gradient_check_view import CheckRow, GradientCheckView, fewer_digits
from viz.theme import DARK

H = np.logspace(-8, 0, 33)


@pytest.fixture
def view(qtbot: QtBot) -> GradientCheckView:
    view = GradientCheckView()
    qtbot.addWidget(view)
    view.set_theme(DARK)
    view.resize(760, 240)
    view.set_h(1e-3)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_rows_are_shown_with_their_errors(view: GradientCheckView) -> None:
    view.set_rows([CheckRow("autograd", "−1342.2523", "1188.9307", "2.1 × 10⁻⁸", "exact")])
    assert view.text().split("\n")[1] == "autograd\t−1342.2523\t1188.9307\t2.1 × 10⁻⁸"
    tip = view.table.cells.data(view.table.cells.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert tip == "exact"


def test_h_is_dragged_and_typed(view: GradientCheckView, qtbot: QtBot) -> None:
    middle = QPoint(view._slider.width() // 2, 11)
    with qtbot.waitSignal(view.h_dragged) as signal:
        QTest.mouseClick(view._slider, Qt.MouseButton.LeftButton, pos=middle)
    assert signal.args[0] == pytest.approx(1e-4, rel=0.2)
    view._field.setFocus()
    view._field.selectAll()
    QTest.keyClicks(view._field, "1e-5")
    with qtbot.waitSignal(view.h_dragged) as signal:
        QTest.keyClick(view._field, Qt.Key.Key_Return)
    assert signal.args == [1e-5]
    view._field.selectAll()
    QTest.keyClicks(view._field, "-1")
    with qtbot.assertNotEmitted(view.h_dragged), qtbot.waitSignal(view.text_refused):
        QTest.keyClick(view._field, Qt.Key.Key_Return)
    assert view._field.property("refused") is True


def test_setting_h_emits_nothing(view: GradientCheckView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.h_dragged):
        view.set_h(1e-6, 1e-4)
        view.set_errors(H, H)


def test_the_h_of_now_is_marked_where_its_error_lies(view: GradientCheckView) -> None:
    view.set_errors(H, 0.1 * H + 1e-9 / H)
    view.set_h(1e-2, 1e-3)
    QTest.qWait(50)
    picture = view.plot.plot.viewport().grab().toImage()
    across, down = view.plot.plot.frame.pixel(-2.0, -3.0)
    assert picture.pixelColor(round(across), round(down)).name() == DARK.text


def test_an_error_of_zero_is_a_gap_and_none_a_plain_picture(view: GradientCheckView) -> None:
    error = H.copy()
    error[3] = 0.0
    view.set_errors(H, error, np.zeros_like(H))
    view.set_errors(H, np.zeros_like(H))
    view.set_errors(np.empty(0), np.empty(0))
    view.grab()


def test_shapes_and_signs_are_checked(view: GradientCheckView) -> None:
    with pytest.raises(ValueError, match="one error"):
        view.set_errors(H, H[1:])
    with pytest.raises(ValueError, match="positive"):
        view.set_errors(H - 1, H)


@pytest.mark.parametrize(
    ("low", "high", "most", "wanted"),
    [
        (-8.0, 0.0, 5, [-8, -6, -4, -2, 0]),
        (-8.0, 0.0, 3, [-6, -3, 0]),
        (-2.5, -0.5, 4, [-2, -1]),
        (0.2, 0.8, 4, []),
    ],
)
def test_decades(low: float, high: float, most: int, wanted: list[int]) -> None:
    assert decades(low, high, most) == wanted


def five_rows() -> list[CheckRow]:
    names = ("autograd", "formula", "forward", "central", "float64")
    return [CheckRow(name, "−194.1093", "72.01565", "9.6 × 10⁻⁸") for name in names]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("width", [470, 560, 760])
def test_five_rows_with_their_errors_are_in_sight(view: GradientCheckView, width: int, large: bool) -> None:
    view.set_rows(five_rows())
    view.set_large_type(large)
    view.resize(width, 190)
    QTest.qWait(20)
    assert view.table.horizontalScrollBar().maximum() == 0
    assert view.table.verticalScrollBar().maximum() == 0
    if not large:
        assert view.plot.isVisible()


def test_fewer_digits_where_there_is_little_room(view: GradientCheckView) -> None:
    view.set_rows(five_rows())
    assert view.table.cells.lines[0].cells[1] == "−194.1093"
    view.resize(400, 190)
    QTest.qWait(20)
    view.resize(300, 190)
    QTest.qWait(20)
    assert view.table.cells.lines[0].cells[1] == "−194.11"
    assert view.text().split("\n")[1] == "autograd\t−194.1093\t72.01565\t9.6 × 10⁻⁸"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("−194.1093", "−194.11"),
        ("0.001234567", "0.0012346"),
        ("7.201565 × 10⁻⁵", "7.2016 × 10⁻⁵"),
        ("72.016", "72.016"),
        ("0", "0"),
        ("—", "—"),
        ("−∞", "−∞"),
    ],
)
def test_fewer_digits(text: str, wanted: str) -> None:
    assert fewer_digits(text) == wanted
