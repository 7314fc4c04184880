"""Many small pictures in rows, of which only those that are seen are painted."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from viz.painted import draw_invitation, tell
from viz.theme import DARK, LARGE, Theme, font
from viz.tile_keys import goal_of

GAP = 8
"""Logical pixels between tiles."""
_CAPTION = 18
"""Height of a caption at normal type."""


class TileGrid(QAbstractScrollArea):
    """Base of grids of pictures with a caption each: layout, scrolling, pointer and keys.

    A subclass says how many tiles there are (`set_count`), how large their pictures are (`picture_size`),
    draws one (`draw_picture`), and names it (`caption`, `tip`).

    Arrows, Home, End, Page Up and Page Down choose as a click does.
    """

    tile_chosen = Signal(int)
    """A tile was clicked, or reached with the keys: its place. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = DARK
        self.scale = 1.0
        self.painted = 0
        """How many tiles the last paint drew: for tests."""
        self._count = 0
        self._current: int | None = None
        self._hover: int | None = None
        self._empty_text = ""
        self.caption_width = 0.0  # of the widest one
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumSize(96, 64)

    # What a subclass says

    def picture_size(self) -> tuple[int, int]:
        """Width and height of a tile's picture, logical pixels."""
        raise NotImplementedError

    def draw_picture(self, painter: QPainter, box: QRectF, index: int) -> None:
        """Draw the picture of a tile."""
        raise NotImplementedError

    def caption(self, index: int) -> str:
        """The text under a tile."""
        raise NotImplementedError

    def tip(self, index: int) -> str:
        """What is said of a tile under the pointer, and to those who listen."""
        return self.caption(index)

    def caption_colour(self, index: int) -> str:
        """Colour of the text under a tile."""
        return self.theme.text if index == self._current else self.theme.quiet

    def widest_caption(self) -> str:
        """The longest of the captions; empty where there are none."""
        return ""

    # Facts

    def set_count(self, count: int) -> None:
        """Show so many tiles from now on, other ones than before: nothing is chosen, the first is on top."""
        self._count = count
        self._current = self._hover = None
        self.verticalScrollBar().setValue(0)
        self._measure()

    def set_chosen(self, index: int | None) -> None:
        """Outline a tile and bring it into sight; None for none.

        Raises
        ------
        IndexError
            If there is no such tile.
        """
        if index is not None and not 0 <= index < self._count:
            raise IndexError(f"there are {self._count} pictures, no number {index}")
        self._current = index
        if index is not None and self.isVisible():  # before, the size is not known
            self._bring_into_sight(index)
        self._tell()

    def set_empty_text(self, text: str) -> None:
        """What is said where there is nothing to show."""
        self._empty_text = text
        self.viewport().update()

    def chosen_tile(self) -> int | None:
        """The tile that is outlined."""
        return self._current

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.theme = theme
        self.viewport().update()

    def set_large_type(self, on: bool) -> None:
        """Pictures and captions to be seen from the last row."""
        self.scale = LARGE if on else 1.0
        self._measure()

    # Places

    def tile_size(self) -> tuple[float, float]:
        """Width and height of a tile, caption included."""
        wide, high = self.picture_size()
        return max(wide, self.caption_width), high + self.caption_height()

    def caption_height(self) -> float:
        """Height of the line under a picture; 0 where there are no captions."""
        return _CAPTION * self.scale if self.caption_width else 0.0

    def columns(self) -> int:
        """Tiles in a row: as many as the width holds, one at least."""
        room = self.viewport().width() - GAP
        return max(int(room // (self.tile_size()[0] + GAP)), 1)

    def box(self, index: int) -> QRectF:
        """Where a tile stands in the viewport, above or below it included."""
        row, column = divmod(index, self.columns())
        wide, high = self.tile_size()
        top = GAP + row * (high + GAP) - self.verticalScrollBar().value()
        return QRectF(GAP + column * (wide + GAP), top, wide, high)

    def tile_at(self, place: QPointF) -> int | None:
        """The tile at a place in the viewport, a caption included; None between tiles."""
        wide, high = self.tile_size()
        across, down = place.x() - GAP, place.y() - GAP + self.verticalScrollBar().value()
        column, row = int(across // (wide + GAP)), int(down // (high + GAP))
        if across % (wide + GAP) >= wide or down % (high + GAP) >= high:
            return None
        index = row * self.columns() + column
        inside = 0 <= column < self.columns() and row >= 0 and index < self._count
        return index if inside else None

    def seen(self) -> range:
        """The tiles of which at least a part is seen."""
        step = self.tile_size()[1] + GAP
        top = self.verticalScrollBar().value()
        first = max(int((top - GAP) // step), 0) * self.columns()
        last = max(ceil((top + self.viewport().height() - GAP) / step), 0) * self.columns()
        return range(min(first, self._count), min(last, self._count))

    # Mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self.tile_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.tile_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and index is not None:
            self._choose(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the press was

    def keyPressEvent(self, event: QKeyEvent) -> None:
        goal = self._goal(event.key())
        if goal is None:
            super().keyPressEvent(event)
        else:
            self._choose(goal)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.tile_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if index is None else self.tip(index), self)
            return True
        if event.type() == QEvent.Type.Leave:
            self._point(None)
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reach()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._current is not None:
            self._bring_into_sight(self._current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.viewport().update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.viewport().update()
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        seen, theme = self.seen(), self.theme
        self.painted = len(seen)
        with QPainter(self.viewport()) as painter:
            if not self._count:
                draw_invitation(painter, self.viewport().rect(), self._empty_text, theme, self.scale)
                return
            painter.setFont(font(11 * self.scale, tabular=True))
            wide, high = self.picture_size()
            for index in seen:
                box = self.box(index)
                picture = QRectF(round(box.center().x() - wide / 2), round(box.top()), wide, high)
                self.draw_picture(painter, picture, index)
                marked = index == self._current
                if marked or index == self._hover:
                    bold = 2.0 if marked else 1.0
                    strong = theme.text if marked and self.hasFocus() else theme.quiet
                    edge = QPen(QColor(strong), bold)
                    edge.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
                    painter.setPen(edge)
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRect(picture.adjusted(-1.5, -1.5, 1.5, 1.5))
                painter.setPen(QColor(self.caption_colour(index)))
                line = QRectF(box.left(), picture.bottom(), box.width(), _CAPTION * self.scale)
                painter.drawText(line, Qt.AlignmentFlag.AlignCenter, self.caption(index))

    # Inner workings

    def _goal(self, key: int) -> int | None:
        page = max(int(self.viewport().height() // (self.tile_size()[1] + GAP)), 1)
        return goal_of(key, self._current, self._count, self.columns(), page)

    def _choose(self, index: int) -> None:
        self.set_chosen(index)
        self.tile_chosen.emit(index)

    def _point(self, index: int | None) -> None:
        if index != self._hover:
            self._hover = index
            shape = Qt.CursorShape.ArrowCursor if index is None else Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def _tell(self) -> None:
        tell(self, "" if self._current is None else self.tip(self._current))
        self.viewport().update()

    def _measure(self) -> None:
        """Take the widest caption's width, and reach the last row by scrolling."""
        metrics = QFontMetricsF(font(11 * self.scale, tabular=True))
        self.caption_width = metrics.horizontalAdvance(self.widest_caption())
        self._reach()
        self._tell()

    def _reach(self) -> None:
        rows = ceil(self._count / self.columns())
        high = self.tile_size()[1] + GAP
        whole = GAP + rows * high
        bar = self.verticalScrollBar()
        bar.setRange(0, max(ceil(whole - self.viewport().height()), 0))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(round(high))
        self.viewport().update()

    def _bring_into_sight(self, index: int) -> None:
        box, bar = self.box(index), self.verticalScrollBar()
        if box.top() < GAP:
            bar.setValue(bar.value() + round(box.top()) - GAP)
        elif box.bottom() > self.viewport().height() - GAP:
            bar.setValue(bar.value() + round(box.bottom() - self.viewport().height()) + GAP)
