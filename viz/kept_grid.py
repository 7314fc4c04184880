"""Images that were kept, each with its digit: relabelled and deleted by keys, too."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from viz.image_grid import ImageGrid

_NONE = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class KeptGrid(ImageGrid):
    """An `ImageGrid` whose images belong to the person: keys change them while it has the focus."""

    label_requested = Signal(int)
    """A digit was typed for the image that is chosen. GUI thread."""
    delete_requested = Signal()
    """Delete or Backspace was pressed. GUI thread."""
    undo_requested = Signal()
    """Ctrl+Z was pressed. GUI thread."""
    redo_requested = Signal()
    """Ctrl+Shift+Z or Ctrl+Y was pressed. GUI thread."""

    def event(self, event: QEvent) -> bool:
        # The window's own shortcuts must not take these keys while the images have the focus.
        if event.type() is QEvent.Type.ShortcutOverride and self._command(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match self._command(event):
            case "digit":
                self.label_requested.emit(event.key() - Qt.Key.Key_0.value)
            case "delete":
                self.delete_requested.emit()
            case "undo":
                self.undo_requested.emit()
            case "redo":
                self.redo_requested.emit()
            case _:
                super().keyPressEvent(event)

    def _command(self, event: QEvent) -> str:
        """What a key event means here, or the empty string."""
        if not isinstance(event, QKeyEvent):
            return ""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == _NONE:
            if Qt.Key.Key_0.value <= key <= Qt.Key.Key_9.value:
                return "digit"
            return "delete" if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) else ""
        if modifiers == _CONTROL and key == Qt.Key.Key_Z:
            return "undo"
        again = (_CONTROL | _SHIFT, Qt.Key.Key_Z), (_CONTROL, Qt.Key.Key_Y)
        return "redo" if (modifiers, key) in again else ""
