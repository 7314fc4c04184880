"""Columns of a page of the lab: their margins, and widths that grow with the type."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

GAP = 8
"""Between the parts of a column."""
WIDER = 1.4
"""By how much columns of words are wider at large type."""


def column(parent: QWidget) -> tuple[QWidget, QVBoxLayout]:
    """A column without edges, to be filled from above."""
    widget = QWidget(parent)
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GAP)
    return widget, layout


def row(*parts: QWidget | None) -> QHBoxLayout:
    """Parts side by side; None is the room between those on the left and those on the right."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GAP)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        else:
            layout.addWidget(part)
    return layout


def yields(widget: QWidget) -> None:
    """Let a part be as low as its least height: it takes what room the words leave."""
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)


def words(parent: QWidget, role: str = "quiet") -> QLabel:
    """A label for sentences of plain text, which may take several lines."""
    label = QLabel(parent)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def set_widths(columns: Sequence[tuple[QWidget, int]], *, large: bool, most: int) -> None:
    """Give columns of words their widths.

    Parameters
    ----------
    columns
        Each with its width in logical pixels at normal type.
    most
        All of them together take no more, logical pixels: in a narrow window words wrap earlier.
    """
    wide = WIDER if large else 1.0
    whole = wide * sum(width for _, width in columns)
    wide *= min(1.0, most / whole)
    for widget, width in columns:
        widget.setFixedWidth(round(width * wide))
