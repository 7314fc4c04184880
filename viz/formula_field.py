"""A field for a formula, typed freely."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontDatabase, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from viz.styled import set_styled


class FormulaField(QLineEdit):
    """Shows a formula, takes any text; what was refused stays, marked, with the cursor where it is wrong.

    Enter, or going elsewhere, asks for what was typed; Escape brings the formula in force back. Whether a
    text is a formula is decided elsewhere: `refuse` says that it is none.
    """

    formula_edited = Signal(str)
    """Another text was entered: the text. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formula = ""
        self._tip = ""
        self.setMinimumWidth(48)
        self.setProperty("role", "formula")
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setStyleHint(QFont.StyleHint.Monospace)
        self.setFont(font)
        self.editingFinished.connect(self._on_editing_finished)

    def formula(self) -> str:
        """The formula in force."""
        return self._formula

    def set_formula(self, text: str) -> None:
        """Show the formula in force; text that is being typed, or was refused, is left alone."""
        same, self._formula = text == self._formula, text
        self._show_tip()
        if not (same and (self.is_refused() or (self.hasFocus() and self.isModified()))):
            self._show()

    def set_tip(self, text: str) -> None:
        """What the field teaches; its tool tip begins with the whole formula."""
        self._tip = text
        self._show_tip()

    def is_refused(self) -> bool:
        """Whether the text in the field could not be used."""
        return bool(self.property("refused"))

    def refuse(self, position: int) -> None:
        """Mark the text as one that cannot be used, the cursor at its character `position`, from 1."""
        set_styled(self, "refused", True)
        at = max(0, min(position - 1, len(self.text())))
        if at < len(self.text()):
            self.setSelection(at, 1)
        else:
            self.setCursorPosition(at)

    def restore(self) -> None:
        """Show the formula in force again, whatever was typed."""
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self.isModified() or self.is_refused()):
            self._show()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.is_refused():
            self._show()

    def _show(self) -> None:
        self.setText(self._formula)
        self.setCursorPosition(0)  # where there is little room, a formula's head is seen and not its tail
        self.setModified(False)
        set_styled(self, "refused", False)

    def _show_tip(self) -> None:
        parts = (html.escape(text) for text in (self._formula, self._tip) if text)
        self.setToolTip("<p>" + "</p><p>".join(parts) + "</p>")

    def _on_editing_finished(self) -> None:
        if not self.isModified():
            return
        self.setModified(False)
        set_styled(self, "refused", False)
        if self.text() == self._formula:
            self._show()
        else:
            self.formula_edited.emit(self.text())
