"""Texts that end in … where there is no room for them; the pointer then has the whole."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

_END = Qt.TextElideMode.ElideRight
_EDGE = 4
"""Logical pixels between a box's text and the room that it has."""


class ElidedLabel(QLabel):
    """A line that takes what room there is. `say` sets its text; `text()` may be a shortened one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = self._tip = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str, tip: str = "") -> None:
        """Show `text` as far as it fits; under the pointer stands the whole, and `tip`."""
        self._whole, self._tip = text, tip
        self.setAccessibleName(text)
        self._fit()

    def whole(self) -> str:
        """The text, whether it fits or not."""
        return self._whole

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, _END, self.width())
        if shown != self.text():
            self.setText(shown)
        cut = self._whole if shown != self._whole else ""
        self.setToolTip("\n".join(filter(None, (cut, self._tip))))


class ElidedBox(QComboBox):
    """A box that shortens what is chosen, rather than cutting a letter in two."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        whole, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(whole, option, part, self).width() - _EDGE
        option.currentText = self.fontMetrics().elidedText(option.currentText, _END, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(whole, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
