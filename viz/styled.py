"""Properties of widgets that the style sheet asks for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def set_styled(widget: QWidget, name: str, value: bool | str) -> None:
    """Set such a property; the widget is styled anew only if that changes anything.

    One that was never set counts as False.
    """
    if (widget.property(name) or False) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
