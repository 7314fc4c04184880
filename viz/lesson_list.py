"""The list of lessons, in groups, each with a line saying what to look for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from viz.theme import DARK, LARGE, Theme, font

_NAME = int(Qt.ItemDataRole.UserRole)
_LOOK = _NAME + 1
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LessonEntry:
    """One row: the lesson's name (never shown), its title, and what to look for."""

    name: str
    title: str
    look: str


class LessonList(QListWidget):
    """Chooses a lesson by mouse or arrow keys."""

    lesson_chosen = Signal(str)
    """The person chose a lesson: its name. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = _LessonDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setProperty("role", "lessons")
        self.currentItemChanged.connect(self._on_current_item_changed)

    def set_lessons(self, groups: Sequence[tuple[str, Sequence[LessonEntry]]]) -> None:
        """Show `(group title, lessons)`; the chosen lesson stays chosen if it is still there."""
        current = self.current()
        blocked = self.blockSignals(True)
        self.clear()
        for title, entries in groups:
            header = QListWidgetItem(title, self)
            header.setFlags(Qt.ItemFlag.NoItemFlags)
            for entry in entries:
                item = QListWidgetItem(entry.title, self)
                item.setData(_NAME, entry.name)
                item.setData(_LOOK, entry.look)
                item.setToolTip(entry.look)
                item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, entry.look)
        self.blockSignals(blocked)
        self.set_current(current)

    def current(self) -> str:
        """Name of the chosen lesson, or the empty string."""
        item = self.currentItem()
        return str(item.data(_NAME)) if item is not None else ""

    def set_current(self, name: str) -> None:
        """Show the lesson `name` as chosen."""
        blocked = self.blockSignals(True)
        for row in range(self.count()):
            if self.item(row).data(_NAME) == name:
                self.setCurrentRow(row)
                self.scrollToItem(self.item(row if row > 1 else 0))  # with the first group's title
        self.blockSignals(blocked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chosen lesson stays in sight when the settings below need more room."""
        super().resizeEvent(event)
        if self.currentItem() is not None:
            self.scrollToItem(self.currentItem())

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.viewport().update()

    def set_large_type(self, on: bool) -> None:
        self._delegate.scale = LARGE if on else 1.0
        self.scheduleDelayedItemsLayout()

    def _on_current_item_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_NAME):
            self.lesson_chosen.emit(str(item.data(_NAME)))


class _LessonDelegate(QStyledItemDelegate):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = DARK
        self.scale = 1.0

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        if not index.data(_NAME):
            return QSize(0, round((28 if index.row() == 0 else 40) * self.scale))
        return QSize(0, round(46 * self.scale))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, s = self.theme, self.scale
        box = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        title = str(index.data(Qt.ItemDataRole.DisplayRole))
        if not index.data(_NAME):
            painter.setFont(font(11 * s, weight=font(1).Weight.DemiBold))
            painter.setPen(QColor(theme.faint))
            text = box.adjusted(16, 0, -8, -8 * s)
            painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, title)
            painter.restore()
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.raised if chosen else theme.hover))
            card = box.adjusted(8, 1, -8, -1)
            painter.drawRoundedRect(card, 6, 6)
            if chosen:
                painter.setBrush(QColor(theme.accent))
                painter.drawRoundedRect(QRectF(card.left(), card.top() + 8, 3, card.height() - 16), 1.5, 1.5)
        text = box.adjusted(20, 5 * s, -16, -5 * s)
        painter.setFont(font(13 * s, weight=font(1).Weight.Medium if chosen else font(1).Weight.Normal))
        painter.setPen(QColor(theme.text))
        metrics = QFontMetricsF(painter.font())
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(text, top, metrics.elidedText(title, Qt.TextElideMode.ElideRight, text.width()))
        painter.setFont(font(11 * s))
        painter.setPen(QColor(theme.quiet if chosen else theme.faint))
        metrics = QFontMetricsF(painter.font())
        look = metrics.elidedText(str(index.data(_LOOK)), Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, look)
        painter.restore()
