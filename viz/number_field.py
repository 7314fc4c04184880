"""A field for one number, typed freely."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from viz import numbers
from viz.styled import set_styled


class NumberField(QLineEdit):
    """Shows a number, takes any number; what cannot be read stays in the field, marked, until mended.

    It shows `digits` significant digits and keeps them all; its tool tip says those it does not show. Up
    and Down change it by `step` (by that part of itself where `logarithmic`); Escape brings the last good
    value back.
    """

    value_edited = Signal(float)
    """A readable number was entered: the number. GUI thread."""
    text_refused = Signal(str)
    """Text that is no number was entered: the text. GUI thread."""

    def __init__(
        self,
        *,
        step: float = 0.1,
        logarithmic: bool = False,
        whole: bool = False,
        digits: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._value = 0.0
        self._step = step
        self._logarithmic = logarithmic
        self._whole = whole
        self._digits = digits
        self.setMinimumWidth(48)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setProperty("role", "number")
        self.editingFinished.connect(self._on_editing_finished)

    def value(self) -> float:
        """The last good number."""
        return self._value

    def set_value(self, value: float) -> None:
        """Show `value`; text being typed is left alone unless it is refused text."""
        self._value = value
        if not (self.hasFocus() and self.isModified()):
            self._show()

    def set_step(self, step: float, *, logarithmic: bool) -> None:
        """What Up and Down do: add `step`, or multiply by `1 + step`."""
        self._step, self._logarithmic = step, logarithmic

    def set_refused(self, refused: bool) -> None:
        """Mark the text as one that cannot be used, or take the mark away."""
        set_styled(self, "refused", refused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._nudge(1 if key == Qt.Key.Key_Up else -1)
        elif key == Qt.Key.Key_Escape:
            self._show()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ignored, so that scrolling the panel never changes a number by accident."""
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.property("refused"):
            self._show()

    def event(self, event: QEvent) -> bool:
        """A number that is not shown to its last digit says them all, before what the field teaches."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent) or not self._is_rounded():
            return super().event(event)
        exact = repr(self._value).replace("-", numbers.MINUS)
        QToolTip.showText(event.globalPos(), "\n".join(filter(None, (exact, self.toolTip()))), self)
        return True

    def _is_rounded(self) -> bool:
        return not self.isModified() and numbers.parse(self.text()) not in (None, self._value)

    def _show(self) -> None:
        self.setText(str(int(self._value)) if self._whole else numbers.plain(self._value, self._digits))
        self.setCursorPosition(0)  # where there is little room, a number's head is seen and not its tail
        self.setModified(False)
        self.set_refused(False)

    def _nudge(self, direction: int) -> None:
        if self._logarithmic:
            value = self._value * (1 + self._step) ** direction
            value = float(f"{value:.4g}")
        else:
            value = round((self._value + direction * self._step) / self._step) * self._step
            value = float(f"{value:.10g}")
        self.setModified(False)
        self.value_edited.emit(round(value) if self._whole else value)

    def _on_editing_finished(self) -> None:
        if not self.isModified():
            return
        self.setModified(False)
        value = numbers.parse(self.text())
        if value is None or (self._whole and value != int(value)):
            self.set_refused(True)
            self.text_refused.emit(self.text())
            return
        self.set_refused(False)
        self.value_edited.emit(value)
