"""A layout that goes on in the next row where a row is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Widgets side by side at their own size, in as many rows as the width needs.

    Large type and a narrow window must not push anything out of sight, nor make the window wider.

    Parameters
    ----------
    gap
        Logical pixels between neighbours; between rows as well.
    centred
        Whether the widgets of a row stand on its middle line, or all at its top.
    """

    def __init__(
        self, parent: QWidget | None = None, *, gap: tuple[int, int] = (8, 8), centred: bool = True
    ) -> None:
        super().__init__()
        self._gap = gap
        self._centred = centred
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        if parent is not None:
            parent.setLayout(self)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # None ends Qt's loops
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), apply=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, apply=True)

    def sizeHint(self) -> QSize:
        """All in one row."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap[0] * max(len(shown) - 1, 0)
        return self._with_margins(QSize(width, max((size.height() for size in shown), default=0)))

    def minimumSize(self) -> QSize:
        """The widest widget alone in its row."""
        size = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return self._with_margins(size)

    def _with_margins(self, size: QSize) -> QSize:
        edges = self.contentsMargins()
        return size + QSize(edges.left() + edges.right(), edges.top() + edges.bottom())

    def _arrange(self, rect: QRect, *, apply: bool) -> int:
        """Place the items (if `apply`) and give the height that they take, logical pixels."""
        inside = rect.marginsRemoved(self.contentsMargins())
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(inside.width(), item.minimumSize().width())))
            if not rows or used + self._gap[0] + size.width() > inside.width():
                rows.append([])
                used = -self._gap[0]
            rows[-1].append((item, size))
            used += self._gap[0] + size.width()
        y = inside.top()
        for row in rows:
            height = max(size.height() for _, size in row)
            x = inside.left()
            for item, size in row:
                if apply:
                    down = (height - size.height()) // 2 if self._centred else 0
                    item.setGeometry(QRect(QPoint(x, y + down), size))
                x += size.width() + self._gap[0]
            y += height + self._gap[1]
        if rows:
            y -= self._gap[1]
        return y - inside.top() + rect.height() - inside.height() if rows else 0
