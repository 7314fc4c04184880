"""Widgets side by side, going on in the next row where a row is full."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Flow(QWidget):
    """Widgets at their own size in as many rows as the width needs.

    Large type and a narrow window must not push anything out of sight, nor make the window wider. A widget,
    not a `QLayout`, whose items would have two owners, Qt and Python.

    Parameters
    ----------
    gap
        Logical pixels between neighbours, and between rows.
    centred
        Whether the widgets of a row stand on its middle line, or all at its top.
    """

    def __init__(
        self, parent: QWidget | None = None, *, gap: tuple[int, int] = (8, 8), centred: bool = True
    ) -> None:
        super().__init__(parent)
        self._gap = gap
        self._centred = centred
        self._parts: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Put a widget after the others."""
        widget.setParent(self)
        self._parts.append(widget)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = self._rows(width)
        heights = [max(size.height() for _, size in row) for row in rows]
        return sum(heights) + self._gap[1] * max(len(rows) - 1, 0)

    def sizeHint(self) -> QSize:
        """All in one row."""
        sizes = [self._size(part) for part in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap[0] * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        """The widest widget alone in its row."""
        sizes = [self._size(part) for part in self._shown()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._arrange()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    @staticmethod
    def _size(part: QWidget) -> QSize:
        size = part.sizeHint().expandedTo(part.minimumSizeHint())
        return size.boundedTo(part.maximumSize()).expandedTo(part.minimumSize())

    def _rows(self, width: int) -> list[list[tuple[QWidget, QSize]]]:
        """The widgets with their sizes, row by row."""
        rows: list[list[tuple[QWidget, QSize]]] = []
        used = 0
        for part in self._shown():
            size = self._size(part)
            if not rows or used + self._gap[0] + size.width() > width:
                rows.append([])
                used = -self._gap[0]
            rows[-1].append((part, size))
            used += self._gap[0] + size.width()
        return rows

    def _arrange(self) -> None:
        y = 0
        for row in self._rows(self.width()):
            height = max(size.height() for _, size in row)
            x = 0
            for part, size in row:
                down = (height - size.height()) // 2 if self._centred else 0
                part.setGeometry(QRect(x, y + down, size.width(), size.height()))
                x += size.width() + self._gap[0]
            y += height + self._gap[1]
