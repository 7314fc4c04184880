"""The runs as rows of a table, with what can be done to each at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QAbstractItemModel, QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QMenu,
    QStyle,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from viz.cell_model import Column, Index, Line
from viz.glyphs import Glyph, draw_glyph
from viz.marker import draw_marker
from viz.quiet_table import GAP, CellDelegate, QuietTable
from viz.theme import RunStyle

Wish = Literal["visibility", "pin", "rerun", "remove"]
WISHES: tuple[Wish, ...] = ("visibility", "pin", "rerun", "remove")
_KEYS: dict[int, Wish] = {
    Qt.Key.Key_H: "visibility", Qt.Key.Key_P: "pin", Qt.Key.Key_R: "rerun",
    Qt.Key.Key_Delete: "remove", Qt.Key.Key_Backspace: "remove",
}  # fmt: skip
_BUTTON = 22.0
_MARKER = 22.0
_NAME, _ACTIONS = 0, 8


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run as the table shows it; numbers come as the text to show.

    Parameters
    ----------
    key
        The run, the same whenever it is shown.
    style
        Colour and marker, as in every pane.
    w
        Both weights, in one text.
    to_target
        Epochs that it took to reach the target loss; empty where there is no target.
    ended
        How it ended, or that it runs.
    visible, pinned
        Whether it is drawn, and whether it stays when a new race begins.
    lead
        Whether it is the run whose numbers and curve are shown large.
    note
        More about it, over the row.
    """

    key: int
    name: str
    style: RunStyle
    optimizer: str
    lr: str
    epoch: str
    w: str
    loss: str
    to_target: str
    ended: str
    visible: bool
    pinned: bool
    lead: bool
    note: str = ""


class RunRows(QuietTable):
    """The rows: chosen by mouse or arrow keys, named in place."""

    run_chosen = Signal(int)
    """A row was clicked, or Enter pressed on it: the run's key. GUI thread."""
    name_edited = Signal(int, str)
    """A run was given another name: its key, the name. GUI thread."""
    wished = Signal(int, str)
    """A button or key of a row was pressed: the run's key, one of `WISHES`. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[int, RunRow] = {}
        self.tips: dict[str, str] = {}
        self.hovered: tuple[int, Wish] | None = None
        self.delegate = RunDelegate(self)
        self.setItemDelegate(self.delegate)
        self.cells.editable_column = _NAME
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setMouseTracking(True)

    def set_rows(self, rows: Sequence[RunRow]) -> None:
        """Show the runs from top to bottom; selection and an open editor stay."""
        self.rows = {row.key: row for row in rows}
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
            self.setCurrentIndex(self.cells.index(row, _NAME))

    def edit_name(self) -> None:
        """Open the editor of the selected run's name."""
        if self.selected() is not None:
            index = self.cells.index(self.currentIndex().row(), _NAME)
            self.setCurrentIndex(index)
            self.edit(index)

    def tip(self, row: RunRow, wish: Wish) -> str:
        """What a button of this row would do."""
        if wish == "visibility":
            return self.tips["hide" if row.visible else "show"]
        return self.tips["unpin" if wish == "pin" and row.pinned else wish]

    def extra_width(self, column: int) -> float:
        if column == _ACTIONS:
            return GAP + _BUTTON * len(WISHES)
        return GAP + (_MARKER if column == _NAME else 0)

    def button_box(self, row: int, wish: Wish) -> QRectF:
        """Where a row's button stands in the viewport."""
        cell = QRectF(self.visualRect(self.cells.index(row, _ACTIONS)))
        side = _BUTTON * self.type_scale
        left = cell.right() + 1 - GAP / 2 * self.type_scale - side * (len(WISHES) - WISHES.index(wish))
        return QRectF(left, cell.center().y() - side / 2, side, side)

    def button_at(self, position: QPointF) -> tuple[int, Wish] | None:
        """The row and its button at a place in the viewport."""
        row = self.rowAt(int(position.y()))
        if row < 0:
            return None
        return next(((row, wish) for wish in WISHES if self.button_box(row, wish).contains(position)), None)

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
        menu.addAction(self.tips["choose"]).triggered.connect(lambda: self.run_chosen.emit(row.key))
        menu.addAction(self.tips["rename"]).triggered.connect(self.edit_name)
        menu.addSeparator()
        for wish in WISHES:
            menu.addAction(self.tip(row, wish)).triggered.connect(
                lambda _=False, wish=wish: self.wished.emit(row.key, wish)
            )
        place = self.visualRect(self.cells.index(at, _NAME)).bottomLeft()
        menu.popup(event.globalPos() if event.reason() == event.Reason.Mouse else self._on_screen(place))

    def _on_screen(self, place: QPoint) -> QPoint:
        return self.viewport().mapToGlobal(place)

    def _hover(self, hit: tuple[int, Wish] | None) -> None:
        if hit != self.hovered:
            self.hovered = hit
            shape = Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()


class RunDelegate(CellDelegate):
    """Draws a run's marker before its name, and its buttons at the end; edits the name."""

    table: RunRows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = index.row(), index.column()
        line, run = self.table.cells.lines[row], self.table.run_at(row)
        box = option.rect
        painter.save()
        self.draw_ground(painter, box, bool(option.state & QStyle.StateFlag.State_Selected))
        if column == _NAME:
            self._draw_name(painter, box, line, run)
        elif column == _ACTIONS:
            self._draw_buttons(painter, row, run)
        else:
            self.draw_text(painter, box, line, column, self._colour(run, column))
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        hit = self.table.button_at(QPointF(event.pos()))
        if hit is None:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self.table.tip(self.table.run_at(hit[0]), hit[1]), self.table)
        return True

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFont(self.type)
        editor.setMaxLength(40)
        editor.setAccessibleName(self.table.tips["rename"])
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if not editor.isModified():  # a frame that arrives meanwhile leaves what is being typed alone
            editor.setText(self.table.run_at(index.row()).name)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        left = round(_MARKER * self.scale)
        editor.setGeometry(option.rect.adjusted(left, 0, 0, 0))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Say what was typed; the row changes when the run has."""
        assert isinstance(editor, QLineEdit)
        run = self.table.run_at(index.row())
        name = editor.text().strip()
        if name and name != run.name:
            self.table.name_edited.emit(run.key, name)

    def _colour(self, run: RunRow, column: int) -> str:
        theme = self.table.theme
        if not run.visible:
            return theme.faint
        return theme.text if self.table.cells.columns[column].right or run.lead else theme.quiet

    def _draw_name(self, painter: QPainter, box: QRect, line: Line, run: RunRow) -> None:
        s, theme = self.scale, self.table.theme
        if run.lead:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.text))
            painter.drawRoundedRect(QRectF(box.left(), box.top() + 5 * s, 3, box.height() - 10 * s), 1.5, 1.5)
        middle = QPointF(box.left() + 16 * s, QRectF(box).center().y())
        draw_marker(painter, middle, 11 * s, run.style, hollow=not run.visible)
        colour = theme.text if run.visible else theme.faint
        self.draw_text(painter, box, line, _NAME, colour, indent=(_MARKER - 2) * s)

    def _draw_buttons(self, painter: QPainter, row: int, run: RunRow) -> None:
        theme = self.table.theme
        glyphs: dict[Wish, Glyph] = {
            "visibility": "shown" if run.visible else "hidden",
            "pin": "pin", "rerun": "again", "remove": "close",
        }  # fmt: skip
        for wish in WISHES:
            hovered = self.table.hovered == (row, wish)
            on = (wish == "pin" and run.pinned) or (wish == "visibility" and not run.visible)
            colour = theme.text if hovered or on else theme.quiet
            centre = self.table.button_box(row, wish).center()
            draw_glyph(
                painter, glyphs[wish], centre, 15 * self.scale, colour, filled=wish == "pin" and run.pinned
            )
