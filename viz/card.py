"""A quiet card with a sentence or two."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from viz.styled import set_styled

Kind = Literal["quiet", "warning"]


class Card(QFrame):
    """Says what to look for, or what has happened; a warning has a coloured edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setProperty("kind", "quiet")
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.addWidget(self._text)

    def text(self) -> str:
        """What the card says now."""
        return self._text.text()

    def say(self, text: str, kind: Kind = "quiet") -> None:
        """Show `text`; an empty text hides the card."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        set_styled(self, "kind", kind)
