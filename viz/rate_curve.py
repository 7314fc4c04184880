"""The learning rate of every update, as a small curve."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from viz import numbers
from viz.painted import Painted, tell
from viz.theme import font

_HEIGHT = 56
_POINTS = 512
"""The curve is drawn through at most so many updates."""


class RateCurve(Painted):
    """Draws rates from 0 upwards over the updates; the largest and the last are written beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rates: list[float] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def set_rates(self, rates: Sequence[float]) -> None:
        """Show the rates of updates 0 to n − 1; none for an empty curve."""
        self._rates = list(rates)
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        """Say what the curve shows."""
        self.setAccessibleName(self.tr("Learning rate of every update"))
        if not self._rates:
            return
        words = self.tr("from {first}, at most {most}, to {last}").format(
            first=numbers.significant(self._rates[0], 3),
            most=numbers.significant(max(self._rates), 3),
            last=numbers.significant(self._rates[-1], 3),
        )
        tell(self, words)
        self.setToolTip(f"{self.accessibleName()}: {words}")

    def sizeHint(self) -> QSize:
        return QSize(160, round(_HEIGHT * self.scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._rates:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(11 * self.scale))
        most = max(self._rates)
        texts = [numbers.significant(value, 3) for value in (most, self._rates[-1])]
        room = max(painter.fontMetrics().horizontalAdvance(text) for text in texts) + 8
        line = painter.fontMetrics().height()
        area = QRectF(1, 0.5 * line, self.width() - room - 2, self.height() - line)
        painter.setPen(QPen(QColor(self.theme.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(QPen(QColor(self.theme.accent), 1.5 * self.scale))
        painter.drawPolyline(QPolygonF(self._points(area, most)))
        painter.setPen(QColor(self.theme.quiet))
        last = area.bottom() - area.height() * self._rates[-1] / most
        tops = [0.0, min(max(last - 0.5 * line, 0.0), self.height() - line)]
        if tops[1] < line:  # it ends where it is highest
            texts, tops = texts[:1], tops[:1]
        for text, top in zip(texts, tops, strict=True):
            box = QRectF(area.right() + 6, top, room, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _points(self, area: QRectF, most: float) -> list[QPointF]:
        count = len(self._rates)
        every = max(1, count // _POINTS)
        shown = sorted({*range(0, count, every), count - 1})
        return [
            QPointF(
                area.left() + area.width() * (k / max(count - 1, 1)),
                area.bottom() - area.height() * self._rates[k] / most,
            )
            for k in shown
        ]
