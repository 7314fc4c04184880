"""A line of one pixel between two panes."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget


def rule(parent: QWidget, *, vertical: bool) -> QFrame:
    """A line in the theme's line colour (the style sheet's `rule`)."""
    line = QFrame(parent)
    line.setProperty("role", "rule")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line
