"""A line of text that may change with every frame."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viz.theme import DARK, LARGE, Theme, font


class TextLine(QWidget):
    """Text whose place does not depend on its length.

    A `QLabel` asks for a new layout with every text, and the window is composed a second time for it.

    Parameters
    ----------
    pixels, weight
        Size in logical pixels, and weight, of the type.
    widest
        A text as long as they come: room is kept for it.
    """

    def __init__(
        self,
        pixels: float,
        widest: str,
        *,
        weight: QFont.Weight = QFont.Weight.Normal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pixels, self._weight, self._widest = pixels, weight, widest
        self._text = ""
        self._theme = DARK
        self._font = font(pixels, weight=weight, tabular=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What is shown."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show `text`; what does not fit is cut with an ellipsis."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_large_type(self, on: bool) -> None:
        self._font = font(self._pixels * (LARGE if on else 1.0), weight=self._weight, tabular=True)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font)
        return QSize(metrics.horizontalAdvance(self._widest), metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(64, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.text))
        shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
