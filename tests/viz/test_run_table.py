"""The table of runs: cheap, steady, and every wish by mouse and by key."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QModelIndex, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.viz.widget_probe import tab_order
from viz.run_row import WISHES
from viz.run_table import RACES, RunRow, RunTable
from viz.theme import DARK, LIGHT


def row(key: int, **changes: object) -> RunRow:
    plain = RunRow(
        key, f"run {key}", DARK.runs[key % 8], "SGD", "0.05", "100", "−0.7500  3.5880", "0.10296",
        "—", "running", visible=True, pinned=False, lead=key == 0,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.fixture
def table(qtbot: QtBot) -> RunTable:
    table = RunTable()
    qtbot.addWidget(table)
    table.set_theme(DARK)
    table.resize(900, 260)
    table.set_rows([row(key) for key in range(4)])
    table.show()
    qtbot.waitExposed(table)
    return table


def test_only_what_changed_is_drawn_again(table: RunTable) -> None:
    seen: list[tuple[int, int, int]] = []

    def note(first: QModelIndex, last: QModelIndex) -> None:
        seen.append((first.row(), first.column(), last.column()))

    table.table.cells.dataChanged.connect(note)
    table.set_rows([row(key) for key in range(4)])
    assert seen == []
    table.set_rows([row(0), row(1, epoch="101", loss="0.10295"), row(2), row(3)])
    assert seen == [(1, 3, 3), (1, 5, 5)]
    seen.clear()
    table.set_rows([row(0), row(1, epoch="101", loss="0.10295"), row(2, visible=False), row(3)])
    assert seen == [(2, 0, 8)]


def test_the_selection_stays_with_its_run_when_rows_come_and_go(table: RunTable) -> None:
    table.select(2)
    table.set_rows([row(7), row(2), row(3)])
    selected = table.table.selected()
    assert selected is not None
    assert selected.key == 2
    table.set_rows([row(3), row(9), row(2), row(7)])
    assert [line.key for line in table.table.cells.lines] == [3, 9, 2, 7]
    selected = table.table.selected()
    assert selected is not None
    assert selected.key == 2
    table.set_rows([])
    assert table.table.selected() is None


def test_setters_emit_nothing(table: RunTable, qtbot: QtBot) -> None:
    with (
        qtbot.assertNotEmitted(table.run_chosen),
        qtbot.assertNotEmitted(table.name_edited),
        qtbot.assertNotEmitted(table.target_edited),
    ):
        table.set_rows([row(5)])
        table.select(5)
        table.set_target(0.1)
        table.set_target(None)
        table.set_warning("careful")


def test_a_name_is_edited_in_place_while_frames_arrive(table: RunTable, qtbot: QtBot) -> None:
    table.select(1)
    table.table.setFocus()
    QTest.keyClick(table.table, Qt.Key.Key_F2)
    editor = table.table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "mine")
    table.set_rows([row(key, epoch="102", name=f"run {key}!") for key in (3, 0, 1, 2)])
    assert editor.text() == "mine"
    with qtbot.waitSignal(table.name_edited) as signal:
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert signal.args == [1, "mine"]
    assert table.table.cells.lines[2].cells[0] == "run 1!"  # the row changes when the run has


def test_keys_wish_for_the_selected_row(table: RunTable, qtbot: QtBot) -> None:
    table.set_rows([row(0), row(1, visible=False, pinned=True)])
    table.select(1)
    for key, signal, wanted in (
        (Qt.Key.Key_H, table.visibility_requested, [1, True]),
        (Qt.Key.Key_P, table.pin_requested, [1, False]),
        (Qt.Key.Key_R, table.rerun_requested, [1]),
        (Qt.Key.Key_Delete, table.remove_requested, [1]),
        (Qt.Key.Key_Return, table.run_chosen, [1]),
    ):
        with qtbot.waitSignal(signal) as seen:
            QTest.keyClick(table.table, key)
        assert seen.args == wanted


def test_a_key_of_the_row_does_not_reach_the_window(table: RunTable, qtbot: QtBot) -> None:
    pressed: list[str] = []
    action = QAction(table)
    action.setShortcut("H")
    action.triggered.connect(lambda: pressed.append("H"))
    table.addAction(action)
    table.activateWindow()
    table.table.setFocus()
    table.select(0)
    with qtbot.waitSignal(table.visibility_requested):
        QTest.keyClick(table.table, Qt.Key.Key_H)
    assert pressed == []


def test_buttons_at_the_end_of_a_row(table: RunTable, qtbot: QtBot) -> None:
    signals = (
        table.visibility_requested, table.pin_requested, table.rerun_requested, table.remove_requested,
    )  # fmt: skip
    for wish, signal in zip(WISHES, signals, strict=True):
        at = table.table.button_box(2, wish).center()
        assert table.table.viewport().rect().contains(at.toPoint())
        with qtbot.waitSignal(signal) as seen, qtbot.assertNotEmitted(table.run_chosen):
            QTest.mouseClick(table.table.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())
        assert seen.args is not None
        assert seen.args[0] == 2
    assert table.table.button_at(QPointF(4, 4)) is None


def test_a_click_on_a_row_chooses_its_run(table: RunTable, qtbot: QtBot) -> None:
    place = table.table.visualRect(table.table.cells.index(3, 1)).center()
    with qtbot.waitSignal(table.run_chosen) as signal:
        QTest.mouseClick(table.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert signal.args == [3]


def test_the_target_can_be_typed_and_taken_away(table: RunTable, qtbot: QtBot) -> None:
    field = table._target
    field.setFocus()
    QTest.keyClicks(field, "0.1")
    with qtbot.waitSignal(table.target_edited) as signal:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert signal.args == [0.1]
    table.set_target(0.1)
    assert field.text() == "0.1"
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    with qtbot.waitSignal(table.target_edited) as signal:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert signal.args == [None]
    table.set_target(None)
    assert field.text() == ""


def test_races_and_fork_are_wished_for(table: RunTable, qtbot: QtBot) -> None:
    buttons = table.races.buttons
    for name in RACES:
        with qtbot.waitSignal(table.race_requested) as signal:
            QTest.mouseClick(buttons[name], Qt.MouseButton.LeftButton)
        assert signal.args == [name]
    with qtbot.waitSignal(table.fork_requested):
        QTest.mouseClick(table._fork, Qt.MouseButton.LeftButton)
    table.set_possible(["clear"], fork=False)
    assert [name for name in buttons if buttons[name].isEnabled()] == ["clear"]
    assert not table._fork.isEnabled()


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_a_run_has_its_colour_and_a_hidden_one_only_its_outline(table: RunTable, theme: object) -> None:
    table.set_theme(theme)  # type: ignore[arg-type]
    style = theme.runs[1]  # type: ignore[attr-defined]  # a square: its middle is all colour
    table.set_rows([row(0, style=style), row(1, style=style, visible=False)])
    picture = table.table.viewport().grab().toImage()
    for line, filled in ((0, True), (1, False)):
        cell = table.table.visualRect(table.table.cells.index(line, 0))
        colour = picture.pixelColor(16, cell.center().y()).name()
        assert (colour == style.colour) is filled


def test_columns_keep_their_width_while_numbers_change(table: RunTable) -> None:
    table.set_rows([row(0, loss="1234.5678")])
    width = table.table.columnWidth(5)
    table.set_rows([row(0, loss="0.1")])
    assert table.table.columnWidth(5) == width


def test_nothing_is_lost_in_a_narrow_drawer_with_large_type(table: RunTable, qtbot: QtBot) -> None:
    table.resize(760, 240)
    table.set_large_type(True)
    QTest.qWait(50)
    rows = table.table
    assert rows.horizontalScrollBar().maximum() == 0
    assert 1.2 <= rows.type_scale <= 1.5
    assert rows.viewport().rect().contains(rows.button_box(0, "remove").toRect())


def test_copied_as_a_table(table: RunTable) -> None:
    table.table.clearSelection()
    table.table.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 5
    assert lines[1].split("\t")[:3] == ["run 0", "SGD", "0.05"]


def test_tab_goes_as_the_eye_does(table: RunTable) -> None:
    wanted: list[QWidget] = [*table.races.buttons.values(), table._fork, table._target, table.table]
    assert tab_order(wanted) == wanted


def race_of_rates() -> list[RunRow]:
    rates = ("0.001", "0.0001", "0.0015", "0.0028", "0.0038", "0.0047", "0.0066", "0.0083")
    return [
        row(key, name=f"learning rate {rate}" if key else "SGD", lr=rate, ended="finished, diverging")
        for key, rate in enumerate(rates)
    ]


def shown_columns(table: RunTable) -> list[int]:
    return [i for i in range(9) if not table.table.isColumnHidden(i)]


def test_a_name_is_whole_where_other_columns_say_the_same(table: RunTable) -> None:
    table.set_rows(race_of_rates())
    rows = table.table
    for width in range(560, 900, 20):
        table.resize(width, 264)
        QTest.qWait(1)
        name = max(rows.delegate.advance(line.cells[0]) for line in rows.cells.lines)
        assert rows.columnWidth(0) >= name + rows.extra_width(0), width
        state = rows.delegate.advance("finished, diverging")
        assert rows.columnWidth(7) >= state + rows.extra_width(7), width
        assert rows.horizontalScrollBar().maximum() == 0
    table.resize(560, 264)
    assert shown_columns(table) == [0, 3, 5, 6, 7, 8]
    assert "learning rate: 0.0015" in rows.left_out(2)
    table.resize(1000, 264)
    assert shown_columns(table) == list(range(9))


def test_a_column_stays_where_only_it_tells_the_runs_apart(table: RunTable) -> None:
    table.set_rows([row(0, name="a run of mine", lr="0.1"), row(1, name="and another of 0.02", lr="0.2")])
    table.resize(500, 264)
    assert table.table.isColumnHidden(1)
    assert not table.table.isColumnHidden(2)


def test_eight_rows_fit_into_the_drawer(table: RunTable) -> None:
    table.setStyleSheet("QPushButton, QLineEdit { min-height: 28px; max-height: 28px; border: 1px solid; }")
    table.set_rows(race_of_rates())
    table.resize(748, 264 - 40)  # the drawer less its row of pages
    QTest.qWait(20)
    assert table.table.verticalScrollBar().maximum() == 0


def test_the_head_is_one_line_at_any_width(table: RunTable, qtbot: QtBot) -> None:
    seen: list[str] = []
    table.race_requested.connect(seen.append)
    for width in (900, 640, 420, 320):
        table.resize(width, 264)
        QTest.qWait(5)
        head = (*table.races.buttons.values(), table.races.folded, table._fork, table._target)
        parts = [part for part in head if part.isVisible()]
        boxes = [part.rect().translated(part.mapTo(table, part.rect().topLeft())) for part in parts]
        assert all(a.right() < b.left() for a, b in pairwise(boxes)), width
        assert boxes[-1].right() < width
        assert all(
            box.width() >= part.sizeHint().width() for part, box in zip(parts[:-1], boxes, strict=False)
        )
    assert table.races.folded.isVisible()
    QTest.mouseClick(table.races.folded, Qt.MouseButton.LeftButton)
    menu = table.races.folded.findChild(QMenu)
    assert menu is not None
    menu.actions()[1].trigger()
    menu.hide()
    assert seen == ["rates"]


def test_the_lead_is_hidden_and_named_but_never_removed(table: RunTable, qtbot: QtBot) -> None:
    rows = table.table
    table.select(0)
    remove = rows.button_box(0, "remove").center().toPoint()
    with qtbot.assertNotEmitted(table.remove_requested):
        QTest.keyClick(rows, Qt.Key.Key_Delete)
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=remove)
    with qtbot.waitSignal(table.visibility_requested) as signal:
        QTest.mouseClick(
            rows.viewport(),
            Qt.MouseButton.LeftButton,
            pos=rows.button_box(0, "visibility").center().toPoint(),
        )
    assert signal.args == [0, False]
    QTest.keyClick(rows, Qt.Key.Key_F2)
    editor = rows.findChild(QLineEdit)
    assert editor is not None
    assert editor.height() <= rows.rowHeight(0)
    editor.selectAll()
    QTest.keyClicks(editor, "mine")
    with qtbot.waitSignal(table.name_edited) as signal:
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert signal.args == [0, "mine"]


def test_a_target_that_is_nobodys_is_grey_and_explained(table: RunTable) -> None:
    table.set_target(None, 112.03)
    assert table._target.text() == ""
    assert table._target.placeholderText() == "112.03"
    assert "99 %" in table._target.toolTip()
    table.set_target(5.0, 112.03)
    assert table._target.text() == "5"
