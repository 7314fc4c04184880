"""Whose answer is shown: one network's, or up to four side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QSize, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from app.lab.ticking import TickMenu
from engine.lab.snapshot import Snapshot
from viz.elided import ElidedBox
from viz.translated import Translated

MOST = 4
"""Networks that are compared at once: more bars could not be told apart."""


LEAST_LETTERS, MOST_LETTERS = 10, 18
"""Broad letters of a title for which there is room at least, and which are asked for at most."""


class _Titles(ElidedBox):
    """A list that asks for the room of the title that is chosen, and makes do with less."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LEAST_LETTERS)
        self.currentTextChanged.connect(self._on_current_text_changed)

    def sizeHint(self) -> QSize:
        size, metrics = super().sizeHint(), self.fontMetrics()
        letter = metrics.horizontalAdvance("X")
        wanted = min(metrics.horizontalAdvance(f"{self.currentText()} "), MOST_LETTERS * letter)
        return size.grownBy(QMargins(0, 0, max(0, wanted - LEAST_LETTERS * letter), 0))

    @Slot(str)
    def _on_current_text_changed(self, _text: str) -> None:
        self.updateGeometry()


class Chooser(Translated):
    """A list of networks, and a menu of those that are to be compared; saving and loading stand below."""

    whose_requested = Signal(str)
    """A person chose a network: its key. GUI thread."""
    compared_requested = Signal(object)
    """A person chose which networks are to be compared: their keys, none or up to four. GUI thread."""

    def __init__(self, files: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = list(files)
        self.whose = _Titles(self)
        self.compare = QToolButton(self)
        self.compare.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.compare.setProperty("role", "quiet")
        self.menu = TickMenu(self.compare)
        self.compare.setMenu(self.menu)
        self._actions: dict[str, QAction] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.whose, 1)
        row.addWidget(self.compare)
        self.whose.activated.connect(self._on_whose_activated)
        self.retranslate()

    def set_networks(self, networks: Sequence[Snapshot], whose: str, compared: Sequence[str]) -> None:
        """Offer networks; `whose` is shown, `compared` are ticked."""
        self.whose.clear()
        for snapshot in networks:
            self.whose.addItem(snapshot.title, snapshot.key)
        if [snapshot.key for snapshot in networks] != [*self._actions]:
            self._fill_menu([snapshot.key for snapshot in networks])
        for snapshot in networks:  # in place: a person may be ticking one after the other
            action = self._actions[snapshot.key]
            action.setText(snapshot.title)
            action.setChecked(snapshot.key in compared)
            action.setEnabled(snapshot.key in compared or len(compared) < MOST)
        self.whose.setCurrentIndex(self.whose.findData(whose))
        self.whose.setEnabled(not compared)

    def _fill_menu(self, keys: Sequence[str]) -> None:
        for gone in self._actions.values():
            self.menu.removeAction(gone)  # not to be deleted at once: its click may be under way
            gone.deleteLater()
        self.menu.clear()
        self._actions = {}
        for key in keys:
            action = QAction(self.menu)
            action.setCheckable(True)
            action.triggered.connect(self._on_action_triggered)
            self.menu.addAction(action)
            self._actions[key] = action
        self.menu.addSeparator()
        self.menu.addActions(self._files)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.whose.setAccessibleName(self.tr("Network whose answer is shown"))
        self.whose.setToolTip(
            self.tr("Which network reads the drawing; one in training reads on as it learns")
        )
        self.compare.setText(self.tr("Compare"))
        self.compare.setToolTip(
            self.tr("The same drawing seen by up to four networks; networks are saved and loaded here, too")
        )

    @Slot(int)
    def _on_whose_activated(self, index: int) -> None:
        self.whose_requested.emit(self.whose.itemData(index))

    @Slot()
    def _on_action_triggered(self) -> None:
        self.compared_requested.emit(
            tuple(key for key, action in self._actions.items() if action.isChecked())
        )
