"""Widgets that paint themselves: theme, size of the type, and words for those who listen."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QFocusEvent, QPainter
from PySide6.QtWidgets import QWidget

from viz.theme import DARK, LARGE, Theme, font
from viz.translated import Translated


def tell(widget: QWidget, text: str) -> None:
    """Describe what a widget shows now to assistive technology; it is read out when it is another text."""
    if text == widget.accessibleDescription():
        return
    widget.setAccessibleDescription(text)
    if text and QAccessible.isActive() and widget.isVisible():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def draw_invitation(painter: QPainter, room: QRect, text: str, theme: Theme, scale: float) -> None:
    """What is said in the middle of a widget that has nothing to show yet."""
    painter.setFont(font(12.5 * scale))
    painter.setPen(QColor(theme.quiet))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(room.adjusted(16, 8, -16, -8), flags, text)


class Painted(Translated):
    """Base of widgets that are painted as a whole.

    Attributes
    ----------
    theme
        Colours; DARK until a theme is set.
    scale
        Sizes of type and marks are multiplied by this.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = DARK
        self.scale = 1.0

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.theme = theme
        self.restyle()

    def set_large_type(self, on: bool) -> None:
        """Type and marks to be read from the last row."""
        self.scale = LARGE if on else 1.0
        self.updateGeometry()
        self.restyle()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface; there may be none."""

    def restyle(self) -> None:
        """Draw everything anew, in the colours and sizes of now."""
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)
