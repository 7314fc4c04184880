"""The runs as rows of a table, with what can be done to each at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from viz.cell_model import Column, Line
from viz.quiet_cells import GAP
from viz.quiet_table import QuietTable
from viz.run_delegate import RunDelegate
from viz.run_row import ACTIONS, EPOCH, MARKER, NAME, OPTIMIZER, RATE, WEIGHTS, WISHES, RunRow, Wish

_KEYS: dict[int, Wish] = {
    Qt.Key.Key_H: "visibility", Qt.Key.Key_P: "pin", Qt.Key.Key_R: "rerun",
    Qt.Key.Key_Delete: "remove", Qt.Key.Key_Backspace: "remove",
}  # fmt: skip
_BUTTON = 22.0


class RunRows(QuietTable):
    """The rows: chosen by mouse or arrow keys, named in place."""

    row_height, least_row = 24, 18  # eight rows fit into the drawer

    run_chosen = Signal(int)
    """A row was clicked, or Enter pressed on it: the run's key. GUI thread."""
    name_edited = Signal(int, str)
    """A run was given another name: its key, the name. GUI thread."""
    wished = Signal(int, str)
    """A button or key of a row was pressed: the run's key, one of `WISHES`. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._said: tuple[int, ...] = ()
        super().__init__(parent)
        self.rows: dict[int, RunRow] = {}
        self.tips: dict[str, str] = {}
        self.hovered: tuple[int, Wish] | None = None
        self.delegate = RunDelegate(self)
        self.setItemDelegate(self.delegate)
        self.cells.editable_column = NAME
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setMouseTracking(True)

    def set_rows(self, rows: Sequence[RunRow]) -> None:
        """Show the runs from top to bottom; selection and an open editor stay."""
        said = tuple(column for column in (OPTIMIZER, RATE) if self._is_said(column, rows))
        said_before, self._said = self._said, said
        new = {row.key: row for row in rows}
        self.rows |= new  # a row that goes may be asked for until it is gone
        self.set_lines(
            [
                Line(
                    row.key,
                    (
                        row.name, row.optimizer, row.lr, row.epoch, row.w,
                        row.loss, row.to_target, row.ended, "",
                    ),
                    row.note,
                    (row.style, row.visible, row.pinned, row.lead),
                )
                for row in rows
            ]
        )  # fmt: skip
        self.rows = new
        if said != said_before:
            self.fit()

    def set_texts(self, columns: Sequence[Column], tips: dict[str, str]) -> None:
        """Name the columns, and what the buttons do (`show`, `hide`, `unpin`, and the wishes' names)."""
        self.tips = tips
        self.set_columns(columns)

    def selected(self) -> RunRow | None:
        """The run of the selected row."""
        index = self.currentIndex()
        if not index.isValid() or not self.selectionModel().isRowSelected(index.row()):
            return None
        return self.rows[int(str(self.cells.lines[index.row()].key))]

    def select(self, key: int) -> None:
        """Select a run's row."""
        row = self.cells.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.cells.index(row, NAME))

    def edit_name(self) -> None:
        """Open the editor of the selected run's name."""
        if self.selected() is None:
            return
        index = self.cells.index(self.currentIndex().row(), NAME)
        self.setCurrentIndex(index)
        editor = cast(
            "QWidget | None", self.indexWidget(index)
        )  # rows that came meanwhile leave it open, unknown to the view
        if editor is not None:
            editor.setFocus()
        elif self.state() != QAbstractItemView.State.EditingState:
            self.edit(index)

    def tip(self, row: RunRow, wish: str) -> str:
        """What a button of this row would do."""
        if wish == "visibility":
            return self.tips["hide" if row.visible else "show"]
        return self.tips["unpin" if wish == "pin" and row.pinned else wish]

    def said_elsewhere(self) -> Sequence[int]:
        return self._said

    def dispensable(self) -> Sequence[int]:
        return WEIGHTS, EPOCH  # the surface and the transport show them too

    def extra_width(self, column: int) -> float:
        if column == ACTIONS:
            return GAP + _BUTTON * len(WISHES)
        return GAP + (MARKER if column == NAME else 0)

    def button_box(self, row: int, wish: Wish) -> QRectF:
        """Where a row's button stands in the viewport."""
        cell = QRectF(self.visualRect(self.cells.index(row, ACTIONS)))
        side = _BUTTON * self.type_scale
        left = cell.right() + 1 - GAP / 2 * self.type_scale - side * (len(WISHES) - WISHES.index(wish))
        return QRectF(left, cell.top(), side, cell.height())

    def button_at(self, position: QPointF) -> tuple[int, Wish] | None:
        """The row and its button at a place in the viewport."""
        row = self.rowAt(int(position.y()))
        if row < 0:
            return None
        wishes = self.run_at(row).wishes()
        return next(((row, wish) for wish in wishes if self.button_box(row, wish).contains(position)), None)

    def run_at(self, row: int) -> RunRow:
        """The run in a row."""
        return self.rows[int(str(self.cells.lines[row].key))]

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and event.key() in _KEYS and self.selected() is not None:
                event.accept()  # here the key is the row's, not the window's
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.selected()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if row is None or not plain:
            super().keyPressEvent(event)
        elif event.key() in _KEYS:
            if _KEYS[event.key()] in row.wishes():
                self.wished.emit(row.key, _KEYS[event.key()])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run_chosen.emit(row.key)
        elif event.key() == Qt.Key.Key_F2:
            self.edit_name()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self.button_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        elif hit is not None:
            self.select(self.run_at(hit[0]).key)
            self.wished.emit(self.run_at(hit[0]).key, hit[1])
        else:
            super().mousePressEvent(event)
            row = self.rowAt(int(event.position().y()))
            if row >= 0:
                self.run_chosen.emit(self.run_at(row).key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.button_at(event.position()) is not None:  # two presses in haste
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.button_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same as buttons and keys, in words."""
        at = (
            self.rowAt(event.pos().y()) if event.reason() == event.Reason.Mouse else self.currentIndex().row()
        )
        if at < 0:
            return
        row = self.run_at(at)
        self.select(row.key)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for wish in ("choose", "rename", *row.wishes()):
            menu.addAction(self.tip(row, wish)).setData(wish)
        menu.triggered.connect(self._on_menu_triggered)
        place = self.visualRect(self.cells.index(at, NAME)).bottomLeft()
        menu.popup(event.globalPos() if event.reason() == event.Reason.Mouse else self._on_screen(place))

    def _on_menu_triggered(self, action: QAction) -> None:
        row, wish = self.selected(), action.data()
        if row is None:
            return
        if wish == "choose":
            self.run_chosen.emit(row.key)
        elif wish == "rename":
            self.edit_name()
        else:
            self.wished.emit(row.key, wish)

    @staticmethod
    def _is_said(column: int, rows: Sequence[RunRow]) -> bool:
        """Whether the names say what this column does, or it says the same of all runs.

        The lead need not say it: the panel shows its settings.
        """
        texts = [(row.optimizer if column == OPTIMIZER else row.lr, row) for row in rows]
        return len({text for text, _ in texts}) <= 1 or all(
            row.lead or re.search(rf"(?<![\w.]){re.escape(text)}(?![\w.])", row.name) for text, row in texts
        )

    def _on_screen(self, place: QPoint) -> QPoint:
        return self.viewport().mapToGlobal(place)

    def _hover(self, hit: tuple[int, Wish] | None) -> None:
        if hit != self.hovered:
            self.hovered = hit
            shape = Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()
