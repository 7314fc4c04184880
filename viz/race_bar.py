"""What may race: a button for each, or one menu where there is little room."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QWidget,
)

from viz.translated import Translated

RACES = ("optimizers", "rates", "starts", "clear")


class RaceBar(Translated):
    """Buttons on one line; `set_folded` puts them into a menu."""

    race_requested = Signal(str)
    """A race is wished for, or its end: one of `RACES`. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(self)
        self._title.setProperty("role", "quiet")
        self._title.setContentsMargins(8, 0, 4, 0)
        self.buttons = {name: QPushButton(self) for name in RACES}
        self.folded = QPushButton(self)
        self._menu = QMenu(self.folded)
        self._actions = {name: QAction(self._menu) for name in RACES}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._title)
        for name, button in self.buttons.items():
            button.setProperty("role", "quiet")
            self._group.addButton(button)
            row.addWidget(button)
            self._menu.addAction(self._actions[name])
        row.addWidget(self.folded)
        self.folded.setProperty("role", "quiet")
        self._menu.setToolTipsVisible(True)
        self._menu.triggered.connect(self._on_menu_triggered)
        self.folded.clicked.connect(self._on_folded_clicked)
        self._group.buttonClicked.connect(self._on_group_button_clicked)
        self.set_folded(False)
        self.retranslate()

    def set_possible(self, races: Collection[str]) -> None:
        """Which of `RACES` can be wished for now."""
        for name in RACES:
            self.buttons[name].setEnabled(name in races)
            self._actions[name].setEnabled(name in races)
        self.folded.setEnabled(bool(races))

    def set_folded(self, on: bool) -> None:
        """Whether the buttons are a menu."""
        if self.folded.isHidden() == on:
            for part in (self._title, *self.buttons.values()):
                part.setHidden(on)
            self.folded.setHidden(not on)

    def whole_width(self) -> int:
        """Logical pixels that all buttons need."""
        return sum(part.sizeHint().width() for part in (self._title, *self.buttons.values()))

    def retranslate(self) -> None:
        texts = {
            "optimizers": (
                self.tr("optimizers"),
                self.tr("Several optimizers from this start, at the same learning rate"),
            ),
            "rates": (
                self.tr("learning rates"),
                self.tr("This optimizer from this start, at several learning rates"),
            ),
            "starts": (
                self.tr("starts"),
                self.tr("This optimizer from several starts: which of them reach the minimum?"),
            ),
            "clear": (self.tr("clear"), self.tr("Remove every run that is not pinned")),
        }
        title = self.tr("Race")
        self._title.setText(title)
        self.folded.setText(f"{title} ▾")
        self.folded.setAccessibleName(title)
        self.folded.setToolTip(self.tr("Let several runs race, or take them away"))
        for name, (text, tip) in texts.items():
            self.buttons[name].setText(text)
            self.buttons[name].setToolTip(tip)
            self.buttons[name].setAccessibleName(self.tr("Race: {what}").format(what=text))
            self._actions[name].setText(text)
            self._actions[name].setToolTip(tip)

    def _on_folded_clicked(self) -> None:
        self._menu.popup(self.folded.mapToGlobal(self.folded.rect().bottomLeft()))

    def _on_menu_triggered(self, action: QAction) -> None:
        self.race_requested.emit(next(name for name in RACES if self._actions[name] is action))

    def _on_group_button_clicked(self, clicked: QAbstractButton) -> None:
        self.race_requested.emit(next(name for name in RACES if self.buttons[name] is clicked))
