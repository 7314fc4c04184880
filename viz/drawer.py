"""A strip of pages under the surface, folded away until it is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viz.glyphs import glyph_icon
from viz.rule import rule
from viz.theme import Theme
from viz.translated import Translated

OPEN_HEIGHT = 240
"""Logical pixels that the open drawer asks for; a splitter may give it others."""

_LEAST_HEIGHT = 136
_NO_LIMIT = (1 << 24) - 1  # QWIDGETSIZE_MAX, which PySide does not export


class Drawer(Translated):
    """A row of buttons, one for each page; under it the open page, or nothing.

    A press on the open page's button, the close button and Escape fold it: only the row stays, as high as
    it needs. In a splitter the caller keeps the open height and sets the sizes after `page_changed`.
    """

    page_changed = Signal(str)
    """The person opened a page or folded the drawer: the page's name, empty if folded. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: str | None = None
        self._buttons: dict[str, QPushButton] = {}
        self._frames: dict[str, QScrollArea] = {}
        self._stack = QStackedWidget(self)
        self._close = QToolButton(self)
        self._close.setProperty("role", "quiet")
        self._close.setIconSize(QSize(16, 16))
        self._close.clicked.connect(self._on_close_clicked)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(8, 4, 8, 4)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        self._row.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule(self, vertical=False))
        column.addLayout(self._row)
        column.addWidget(self._stack, 1)
        self.retranslate()
        self._show()

    @property
    def page(self) -> str | None:
        """Name of the open page, or None."""
        return self._page

    def add_page(self, name: str, widget: QWidget) -> None:
        """Add a page after the others; where the drawer is too small for it, it can be scrolled."""
        button = QPushButton(name, self)
        button.setCheckable(True)
        button.setProperty("role", "segment")
        button.clicked.connect(self._on_page_button_clicked)  # a group would let Tab reach one of them only
        self._row.insertWidget(len(self._buttons), button)
        self._buttons[name] = button
        frame = QScrollArea(self._stack)
        frame.setFrameShape(QFrame.Shape.NoFrame)
        frame.setWidgetResizable(True)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame.setWidget(widget)
        widget.setAutoFillBackground(False)  # QScrollArea turns it on
        self._frames[name] = frame
        self._stack.addWidget(frame)

    def set_titles(self, titles: Mapping[str, str], tips: Mapping[str, str] | None = None) -> None:
        """Texts of the page buttons by the pages' names, and what they teach."""
        for name, title in titles.items():
            self._buttons[name].setText(title)
            self._buttons[name].setAccessibleName(title)
        for name, tip in (tips or {}).items():
            self._buttons[name].setToolTip(tip)

    def show_page(self, name: str | None) -> None:
        """Open a page; None folds the drawer.

        Raises
        ------
        KeyError
            If there is no page of this name.
        """
        if name is not None:
            self._stack.setCurrentWidget(self._frames[name])
        self._page = name
        self._show()
        self._set_tab_order()  # for whoever comes in by Tab from elsewhere

    def folded_height(self) -> int:
        """Logical pixels of the row of buttons alone."""
        return self._row.sizeHint().height() + 1

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme; the pages are the caller's."""
        self._close.setIcon(glyph_icon("close", theme.quiet))

    def set_large_type(self, on: bool) -> None:
        """Follow the size of the type; the pages are the caller's."""
        self._close.setIconSize(QSize(24, 24) if on else QSize(16, 16))
        self._show()

    def retranslate(self) -> None:
        self._close.setToolTip(self.tr("Fold this away (Esc)"))
        self._close.setAccessibleName(self.tr("Fold this away"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._show()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self._page is None:
            self._show()  # the buttons' style sheet is known only now
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._page is not None:
            button = self._buttons[self._page]
            self._wish(None)
            button.setFocus()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """From the buttons into the page, then to what folds it: a page may have got parts since."""
        self._set_tab_order()
        return super().focusNextPrevChild(next)

    def sizeHint(self) -> QSize:
        width = super().sizeHint().width()
        return QSize(width, self.folded_height() if self._page is None else OPEN_HEIGHT)

    def _show(self) -> None:
        """Let buttons, pages and height follow the open page."""
        folded = self._page is None
        for name, button in self._buttons.items():
            button.setChecked(name == self._page)
        self._stack.setVisible(not folded)
        self._close.setVisible(not folded)
        low = self.folded_height() if folded else _LEAST_HEIGHT
        high = self.folded_height() if folded else _NO_LIMIT
        if (self.minimumHeight(), self.maximumHeight()) != (low, high):
            self.setMinimumHeight(low)
            self.setMaximumHeight(high)
            fixed = QSizePolicy.Policy.Fixed if folded else QSizePolicy.Policy.Preferred
            self.setSizePolicy(QSizePolicy.Policy.Expanding, fixed)
            self.updateGeometry()

    def _set_tab_order(self) -> None:
        """Page buttons, the open page in its own order, the close button."""
        inside: list[QWidget] = []
        if self._page is not None:
            page = self._frames[self._page].widget()
            part = page.nextInFocusChain() if page is not None else None
            while page is not None and part is not None and part is not page:
                if page.isAncestorOf(part) and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    inside.append(part)
                part = part.nextInFocusChain()
        for before, after in pairwise((*self._buttons.values(), *inside, self._close)):
            QWidget.setTabOrder(before, after)

    def _wish(self, name: str | None) -> None:
        self.show_page(name)
        self.page_changed.emit(name or "")

    def _on_page_button_clicked(self) -> None:
        name = next(name for name, button in self._buttons.items() if button is self.sender())
        self._wish(None if name == self._page else name)

    def _on_close_clicked(self) -> None:
        self._wish(None)
