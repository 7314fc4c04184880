"""The confusion matrix: what its cells say, how they are reached, and what is seen of them."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from viz.confusion_text import percent
from viz.confusion_view import ConfusionView
from viz.matrix_frame import matrix_frame
from viz.shades import shade
from viz.theme import DARK, LIGHT

COUNTS = np.array([[90, 10, 0], [0, 50, 0], [2, 3, 45]])


@pytest.fixture
def view(qtbot: QtBot) -> ConfusionView:
    view = ConfusionView()
    qtbot.addWidget(view)
    view.set_theme(LIGHT)
    view.resize(760, 260)
    view.set_confusion(COUNTS)
    view.show()
    qtbot.waitExposed(view)
    return view


def middle(view: ConfusionView, row: int, column: int) -> QPoint:
    left, top, wide, high = view.frame().box(row, column)
    return QPoint(round(left + wide / 2), round(top + high / 2))


def test_a_cell_says_true_read_count_and_share(view: ConfusionView) -> None:
    assert (
        view.cell_text(0, 1).replace("\N{NO-BREAK SPACE}", " ") == "true 0 read as 1: 10 (10.00 % of all 0)"
    )
    view.set_confusion(COUNTS, ["a", "b", "c"])
    assert view.cell_text(2, 0).startswith("true c read as a: 2")


def test_the_text_has_sums_and_accuracies(view: ConfusionView) -> None:
    lines = view.text().replace("\N{NO-BREAK SPACE}", " ").split("\n")
    assert lines[1] == "0\t90\t10\t0\t100\t90.00 %"
    assert lines[-1].split("\t")[1:] == ["92", "63", "45", "200", "92.50 %"]
    assert view.summary().replace("\N{NO-BREAK SPACE}", " ") == "185 of 200 read right: 92.50 %"


def test_a_share_of_nothing_is_a_dash() -> None:
    assert percent(0, 0) == "—"


def test_a_click_chooses_a_cell(view: ConfusionView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.cell_chosen) as signal:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(view, 2, 1))
    assert signal.args == [2, 1]
    with qtbot.assertNotEmitted(view.cell_chosen):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(view, 3, 3))


def test_keys_read_out_and_enter_chooses(view: ConfusionView, qtbot: QtBot) -> None:
    view.setFocus()
    with qtbot.assertNotEmitted(view.cell_chosen):
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
            QTest.keyClick(view, key)
    assert view.accessibleDescription() == view.cell_text(0, 2)
    with qtbot.waitSignal(view.cell_chosen) as signal:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert signal.args == [0, 2]


def test_the_pointer_reads_out_cells_and_teaches_about_sums(view: ConfusionView, qtbot: QtBot) -> None:
    assert view.tip_at(QPointF(middle(view, 0, 1))) == view.cell_text(0, 1)
    assert "class" in view.tip_at(QPointF(middle(view, 1, 4)))
    assert view.tip_at(QPointF(700.0, 20.0)) == ""
    QTest.mouseMove(view, middle(view, 0, 1))
    qtbot.waitUntil(lambda: view.sentence() == view.cell_text(0, 1))


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_right_is_blue_and_wrong_is_vermilion(view: ConfusionView, theme: object) -> None:
    view.set_theme(theme)  # type: ignore[arg-type]
    image = view.grab().toImage()
    for (row, column), value in (((1, 1), 1.0), ((0, 1), -(0.1 ** (1 / 3)))):
        left, top, _, _ = view.frame().box(row, column)
        shown = image.pixelColor(round(left) + 2, round(top) + 2)
        assert shown == shade(theme, value)  # type: ignore[arg-type]


def test_setters_emit_nothing_and_choices_go_with_another_matrix(view: ConfusionView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.cell_chosen):
        view.set_chosen((1, 1))
        view.set_confusion(np.eye(10, dtype=np.int64))
    assert view.sentence() == view.summary()
    view.set_confusion(None)
    assert view.text() == ""
    view.grab()


def test_what_is_no_matrix_is_refused(view: ConfusionView) -> None:
    with pytest.raises(ValueError, match=r"\(k, k\)"):
        view.set_confusion(np.zeros((2, 3), dtype=np.int64))
    with pytest.raises(ValueError, match="3 names"):
        view.set_confusion(COUNTS, ["a", "b"])


@pytest.mark.parametrize(("width", "scale"), [(760, 1.0), (360, 1.0), (760, 1.5), (360, 1.5)])
def test_everything_fits_into_the_width(width: int, scale: float) -> None:
    frame = matrix_frame(width, 420, 10, scale)
    left, _, wide, _ = frame.box(0, 11)
    assert left + wide <= width
    for cell in ((0, 0), (9, 9), (4, 7)):
        x, y, w, h = frame.box(*cell)
        assert frame.cell_at(x + w / 2, y + h / 2) == cell


def test_shares_of_a_second_matrix_stand_beside(qtbot):
    view = ConfusionView()
    qtbot.addWidget(view)
    view.set_confusion(np.array([[8, 2], [1, 9]]))
    view.resize(300, 260)
    narrow = view.frame().total
    view.set_beside(np.array([[5, 10], [0, 0]]))
    assert view.frame().total == view.frame().share > 0
    view.grab()
    assert view.tip_at(QPointF(view.frame().box(0, 2)[0] + 2, view.frame().top + 2)) == view._tips["share"]
    with pytest.raises(ValueError, match="expected"):
        view.set_beside(np.zeros((3, 2), np.int64))
    view.set_beside(None)
    assert view.frame().total == narrow
    view.set_beside(np.array([[5, 10], [0, 0]]))
    view.set_confusion(np.eye(3, dtype=np.int64))  # of other classes: the second one's are gone
    assert view._beside is None
