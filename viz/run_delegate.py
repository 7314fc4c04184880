"""How a row of the table of runs is drawn, and how its name is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from viz.cell_model import Index, Line
from viz.glyphs import Glyph, draw_glyph
from viz.marker import draw_marker
from viz.quiet_cells import CellDelegate
from viz.run_row import ACTIONS, MARKER, NAME, RunRow, Wish

if TYPE_CHECKING:
    from viz.run_rows import RunRows


class RunDelegate(CellDelegate):
    """Draws a run's marker before its name, and its buttons at the end; edits the name."""

    table: RunRows

    def draw_cell(self, painter: QPainter, box: QRect, row: int, column: int) -> None:
        line, run = self.table.cells.lines[row], self.table.run_at(row)
        if column == NAME:
            self._draw_name(painter, box, line, run)
        elif column == ACTIONS:
            self._draw_buttons(painter, row, run)
        else:
            self.draw_text(painter, box, line, column, self._colour(run, column))

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
        editor.setStyleSheet(  # as low as its row, which is lower than a field
            f"min-height: 0; max-height: 1000px; padding: 0 4px; font-size: {self.type.pixelSize()}px;"
        )
        editor.setMaxLength(40)
        editor.setAccessibleName(self.table.tips["rename"])
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if not editor.isModified():  # a frame that arrives meanwhile leaves what is being typed alone
            editor.setText(self.table.run_at(index.row()).name)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        left = round(MARKER * self.scale)
        editor.setGeometry(option.rect.adjusted(left, 0, 0, 0))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Say what was typed; the row changes when the run has."""
        assert isinstance(editor, QLineEdit)
        run = self.table.run_at(index.row())
        name = editor.text().strip()
        if name and name != run.name:
            self.table.name_edited.emit(run.key, name)

    def cut(self, column: int) -> Qt.TextElideMode:
        """Names that begin alike end differently."""
        return Qt.TextElideMode.ElideMiddle if column == NAME else super().cut(column)

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
            painter.drawRoundedRect(QRectF(box.left(), box.top() + 3 * s, 3, box.height() - 6 * s), 1.5, 1.5)
        middle = QPointF(box.left() + 16 * s, QRectF(box).center().y())
        draw_marker(painter, middle, 11 * s, run.style, hollow=not run.visible)
        colour = theme.text if run.visible else theme.faint
        self.draw_text(painter, box, line, NAME, colour, indent=(MARKER - 2) * s)

    def _draw_buttons(self, painter: QPainter, row: int, run: RunRow) -> None:
        theme = self.table.theme
        glyphs: dict[Wish, Glyph] = {
            "visibility": "shown" if run.visible else "hidden",
            "pin": "pin", "rerun": "again", "remove": "close",
        }  # fmt: skip
        for wish in run.wishes():
            hovered = self.table.hovered == (row, wish)
            on = (wish == "pin" and run.pinned) or (wish == "visibility" and not run.visible)
            colour = theme.text if hovered or on else theme.quiet
            centre = self.table.button_box(row, wish).center()
            draw_glyph(
                painter, glyphs[wish], centre, 15 * self.scale, colour, filled=wish == "pin" and run.pinned
            )
