"""Progress bars that wait for the next frame."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar


def advance(bar: QProgressBar, value: int) -> None:
    """Set a bar's value, to be seen with the next frame.

    By itself a visible bar repaints at once, and where OpenGL is on the screen the whole window with it.
    """
    if value != bar.value():
        bar.setUpdatesEnabled(False)
        bar.setValue(value)
        bar.setUpdatesEnabled(True)
