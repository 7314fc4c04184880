"""Panels in as many columns as there is room for; those that share a column are chosen by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from viz.rule import rule
from viz.segmented import Segmented

GAP = 16
"""Logical pixels on both sides of the line between two columns."""


class Panels(QWidget):
    """Named panels of one width. Each scrolls by itself if it must; a column of one has no head.

    Parameters
    ----------
    groups
        For each number of columns which panels stand in which of them, the first ones in front.
    """

    def __init__(self, groups: Sequence[Sequence[Sequence[str]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups = {len(columns): columns for columns in groups}
        self._frames: dict[str, QScrollArea] = {}
        self._titles: dict[str, tuple[str, str]] = {}
        self._columns: list[_Column] = []
        self._width = 0
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def add(self, name: str, widget: QWidget) -> None:
        """Take a panel; it is seen once `set_columns` was called."""
        frame = QScrollArea(self)
        frame.setFrameShape(QFrame.Shape.NoFrame)
        frame.setWidgetResizable(True)
        frame.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame.setWidget(widget)
        widget.setAutoFillBackground(False)  # QScrollArea turns it on
        self._frames[name] = frame

    def set_titles(self, titles: Mapping[str, tuple[str, str]]) -> None:
        """Names and tooltips of the panels as people read them."""
        self._titles = dict(titles)
        for name, (text, _) in titles.items():
            self._frames[name].setAccessibleName(text)
        for column in self._columns:
            column.set_titles(self._titles)

    def set_column_width(self, width: int) -> None:
        """Logical pixels of each column."""
        self._width = width
        self._fit()

    def columns(self) -> int:
        """How many columns there are."""
        return len(self._columns)

    def set_columns(self, count: int) -> None:
        """Stand in so many columns; what was in front stays there where that can be."""
        if count == len(self._columns):
            return
        front = [column.front() for column in self._columns]
        for frame in self._frames.values():
            frame.setParent(self)
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._columns = []
        for place, names in enumerate(self._groups[count]):
            if place:
                self._row.addSpacing(GAP)
                self._row.addWidget(rule(self, vertical=True))
                self._row.addSpacing(GAP)
            column = _Column({name: self._frames[name] for name in names}, self)
            column.set_titles(self._titles)
            self._row.addWidget(column)
            self._columns.append(column)
        for name in front:
            self.show_panel(name)
        self._fit()

    def show_panel(self, name: str) -> None:
        """Bring a panel to the front of its column."""
        for column in self._columns:
            column.show_panel(name)

    def front(self) -> list[str]:
        """The panels that are seen."""
        return [column.front() for column in self._columns]

    def _fit(self) -> None:
        for column in self._columns:
            column.setFixedWidth(self._width)


class _Column(QWidget):
    """Some panels, of which one is seen, and above them their names."""

    def __init__(self, frames: Mapping[str, QScrollArea], parent: QWidget) -> None:
        super().__init__(parent)
        self._names = tuple(frames)
        self._stack = QStackedWidget(self)
        self._head: Segmented | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        if len(frames) > 1:
            self._head = Segmented(self)
            self._head.chosen.connect(self.show_panel)
            column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        for frame in frames.values():
            self._stack.addWidget(frame)
        self.show_panel(self._names[0])

    def front(self) -> str:
        return self._names[self._stack.currentIndex()]

    def show_panel(self, name: str) -> None:
        if name in self._names:
            self._stack.setCurrentIndex(self._names.index(name))
            if self._head is not None:
                self._head.set_choice(name)

    def set_titles(self, titles: Mapping[str, tuple[str, str]]) -> None:
        if self._head is not None and titles:
            self._head.set_choices([(name, *titles[name]) for name in self._names])
            self._head.set_choice(self.front())
