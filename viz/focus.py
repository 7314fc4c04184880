"""How a widget came to the keyboard: a ring around it is for those who went there by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent


def by_keyboard(event: QFocusEvent) -> bool:
    """Whether the focus came, or went, by Tab or a shortcut and not by a click."""
    return event.reason() in (
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    )
