"""A row of buttons of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget


class Segmented(QWidget):
    """Chooses one of a few named things; all of them are seen at once."""

    chosen = Signal(str)
    """The person chose another segment: its name. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "segmented")
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._on_group_clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def set_choices(self, choices: Sequence[tuple[str, str, str]]) -> None:
        """Offer `(name, text, tooltip)`; the choice is kept if it is still there."""
        current = self.choice()
        names = [name for name, _, _ in choices]
        if names != list(self._buttons):
            for button in self._buttons.values():
                self._group.removeButton(button)
                self._row.removeWidget(button)
                button.deleteLater()
            self._buttons = {}
            for name in names:
                button = QPushButton(self)
                button.setCheckable(True)
                button.setProperty("role", "segment")
                button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                self._group.addButton(button)
                self._row.addWidget(button)
                self._buttons[name] = button
        for name, text, tip in choices:
            self._buttons[name].setText(text)
            self._buttons[name].setToolTip(tip)
            self._buttons[name].setAccessibleName(text)
        if current in self._buttons:
            self.set_choice(current)

    def choice(self) -> str:
        """Name of the chosen segment, or the empty string."""
        return next((name for name, button in self._buttons.items() if button.isChecked()), "")

    def set_choice(self, name: str) -> None:
        """Show `name` as chosen."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def set_enabled_choices(self, names: Sequence[str]) -> None:
        """Only `names` can be chosen now."""
        for name, button in self._buttons.items():
            button.setEnabled(name in names)

    def _on_group_clicked(self, clicked: QAbstractButton) -> None:
        self.chosen.emit(next(name for name, button in self._buttons.items() if button is clicked))
