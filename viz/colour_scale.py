"""What the colours of a picture of numbers mean."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viz.numbers import significant
from viz.painted import Painted
from viz.shades import STEPS, diverging
from viz.theme import font

_HEIGHT = 20
_BAR = 8
_WIDEST = 240
"""Logical pixels at normal type."""


class ColourScale(Painted):
    """A bar from the smallest to the largest number, with 0 where the background's colour is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limit: float | None = None
        self._both = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def set_limit(self, limit: float | None, *, both: bool = True) -> None:
        """Say which size the full colour stands for; None where each picture has a scale of its own.

        `both`: numbers below zero occur too.
        """
        self._limit, self._both = limit, both
        self.setAccessibleDescription(" ".join(self.ends()))
        self.update()

    def ends(self) -> tuple[str, str]:
        """The numbers at the left and right end."""
        if self._limit is None:
            return ("−", "+") if self._both else ("0", "+")
        low = significant(-self._limit, 2) if self._both else "0"
        return low, significant(self._limit, 2)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Colour scale"))
        self.setToolTip(
            self.tr(
                "Blue is above zero, vermilion below it; what is zero has the colour of the background. "
                "The strongest colour is the largest number in sight."
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(round(_WIDEST * self.scale), round(_HEIGHT * self.scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(120 * self.scale), round(_HEIGHT * self.scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        s = self.scale
        table = diverging(self.theme) if self._both else diverging(self.theme)[STEPS:]
        strip = QImage(table.tobytes(), len(table), 1, 3 * len(table), QImage.Format.Format_RGB888).copy()
        low, high = self.ends()
        with QPainter(self) as painter:
            painter.setFont(font(11 * s, tabular=True))
            painter.setPen(QColor(self.theme.quiet))
            wide = min(self.width(), round(_WIDEST * s))
            metrics = painter.fontMetrics()
            left = metrics.horizontalAdvance(low) + 6 * s
            right = metrics.horizontalAdvance(high) + 6 * s
            middle = Qt.AlignmentFlag.AlignVCenter
            line = QRectF(0, 0, wide, self.height())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | middle, low)
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | middle, high)
            bar = QRectF(left, (self.height() - _BAR * s) / 2, wide - left - right, _BAR * s)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(bar, strip)
            painter.setPen(QColor(self.theme.line))
            painter.drawRect(bar.adjusted(-0.5, -0.5, 0.5, 0.5))
