"""A field for one number that may also be left empty."""

from __future__ import annotations

from PySide6.QtCore import Signal

from viz.number_field import NumberField


class OptionalNumberField(NumberField):
    """A `NumberField` in which no text means no number."""

    value_cleared = Signal()
    """The field was emptied. GUI thread."""

    _empty = True

    def set_optional(self, value: float | None) -> None:
        """Show `value`, or an empty field; text being typed is left alone."""
        self._empty = value is None
        self.set_value(self.value() if value is None else value)

    def _show(self) -> None:
        super()._show()
        if self._empty:
            self.clear()
            self.setModified(False)

    def _nudge(self, direction: int) -> None:
        if not self._empty:
            super()._nudge(direction)

    def _on_editing_finished(self) -> None:
        if self.isModified() and not self.text().strip():
            self.setModified(False)
            self.set_refused(False)
            self.value_cleared.emit()
        else:
            super()._on_editing_finished()
