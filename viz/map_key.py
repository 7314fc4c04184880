"""What the colours of a map of runs mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viz.map_colours import (
    DIVERGED,
    GROWING,
    STEPS,
    STRIPES,
    STRONG,
    UNDERWAY,
    share,
    soon,
    soon_to,
    state_colour,
    underway,
)
from viz.painted import Painted
from viz.theme import font

_BAR = 8.0
_WIDEST = 260.0
_SWATCH = 11.0
_GAP = 6.0
_ROW = 16.0
MINIMUM = 100
"""State of the swatch of the first of several minima; those of the others follow."""


class MapKey(Painted):
    """A bar of epochs, and a swatch for each way not to arrive."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = 0
        self._texts: list[tuple[int, str]] = []
        self._minima: list[tuple[str, str]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.retranslate()

    def set_epochs(self, most: int) -> None:
        """Epochs of every run of the map."""
        self._most = most
        self._tell()
        self.update()

    def set_minima(self, minima: Sequence[tuple[str, str]]) -> None:
        """Several minima: colour and name of each; none where there is one only."""
        if list(minima) != self._minima:
            self._minima = list(minima)
            self._tell()
            self.updateGeometry()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()  # other rows, another height

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("What the colours mean"))
        self._title = self.tr("arrives after so many epochs")
        self._texts = [
            (UNDERWAY, self.tr("still on its way: the lighter, the nearer")),
            (GROWING, self.tr("higher than it began")),
            (DIVERGED, self.tr("no longer finite")),
            (-1, self.tr("rounding decides")),
        ]
        self._tell()
        self.updateGeometry()
        self.update()

    def _tell(self) -> None:
        words = [f"{self._title}: 0 – {self._most}", *(text for _, text in (*self._minima, *self._texts))]
        self.setAccessibleDescription("; ".join(words))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        s, rows = self.scale, self._rows(width)
        return round((_ROW * (2 + len(rows)) + _BAR + 4) * s)

    def sizeHint(self) -> QSize:
        width = round(_WIDEST * self.scale)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = round(150 * self.scale)
        return QSize(width, self.heightForWidth(max(self.width(), width)))

    def _rows(self, width: int) -> list[list[tuple[int, str, float]]]:
        """The swatches with their widths, row by row."""
        s, metrics = self.scale, QFontMetricsF(font(11 * self.scale))
        rows: list[list[tuple[int, str, float]]] = [[]]
        used = 0.0
        for state, text in (*((MINIMUM + k, name) for k, (_, name) in enumerate(self._minima)), *self._texts):
            wide = (_SWATCH + _GAP + 12) * s + metrics.horizontalAdvance(text)
            if rows[-1] and used + wide > width:
                rows.append([])
                used = 0.0
            rows[-1].append((state, text, wide))
            used += wide
        return rows

    def paintEvent(self, _event: QPaintEvent) -> None:
        s, theme = self.scale, self.theme
        table = (soon_to(self._minima[0][0], theme) if self._minima else soon())[::-1]
        strip = QImage(table.tobytes(), STEPS, 1, 3 * STEPS, QImage.Format.Format_RGB888).copy()
        with QPainter(self) as painter:
            painter.setFont(font(11 * s, tabular=True))
            painter.setPen(QColor(theme.quiet))
            metrics = QFontMetricsF(painter.font())
            line = _ROW * s
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(
                QRectF(0, 0, self.width(), line), Qt.AlignmentFlag.AlignLeft | middle, self._title
            )
            bar = QRectF(0, line, min(self.width(), _WIDEST * s), _BAR * s)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(bar, strip)
            end = -100.0
            marks = [0, *(m for m in (1, 3, 10, 30, 100, 300) if m < 0.7 * self._most), self._most]
            last = bar.right() - metrics.horizontalAdvance(f"{self._most:,}")
            for mark in marks:
                text = f"{mark:,}"
                wide = metrics.horizontalAdvance(text)
                x = bar.left() + float(share(mark, self._most)) * bar.width() - wide / 2
                x = min(max(x, bar.left()), bar.right() - wide)
                if x < end or (mark != self._most and x + wide + _GAP * s > last):
                    continue
                painter.drawText(QRectF(x, bar.bottom(), wide + 1, line), middle, text)
                end = x + wide + _GAP * s
            y = bar.bottom() + line + 2 * s
            for row in self._rows(self.width()):
                x = 0.0
                for state, text, wide in row:
                    self._paint_swatch(
                        painter, QRectF(x, y + (line - _SWATCH * s) / 2, _SWATCH * s, _SWATCH * s), state
                    )
                    painter.setPen(QColor(theme.quiet))
                    words = QRectF(x + (_SWATCH + _GAP) * s, y, wide, line)
                    painter.drawText(words, Qt.AlignmentFlag.AlignLeft | middle, text)
                    x += wide
                y += line

    def _paint_swatch(self, painter: QPainter, at: QRectF, state: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if state >= MINIMUM:
            painter.fillRect(at, QColor(self._minima[state - MINIMUM][0]))
            return
        if state == UNDERWAY:
            greys = underway(self.theme)
            strip = QImage(greys.tobytes(), STEPS, 1, 3 * STEPS, QImage.Format.Format_RGB888).copy()
            painter.drawImage(at, strip)
            return
        if state >= 0:
            painter.setBrush(QColor(*state_colour(state, self.theme).tolist()))
            painter.drawRect(at)
            return
        red, green, blue = soon()[STEPS // 2].tolist()
        painter.fillRect(at, QColor(red, green, blue))
        stripe = QColor(STRIPES)
        stripe.setAlphaF(STRONG)
        painter.save()
        painter.setClipRect(at)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setStyle(Qt.PenStyle.SolidLine)
        pen.setColor(stripe)
        pen.setWidthF(2.0 * self.scale)
        painter.setPen(pen)
        step = 5.0 * self.scale
        x = at.left() - at.height()
        while x < at.right():
            painter.drawLine(round(x), round(at.bottom()), round(x + at.height()), round(at.top()))
            x += step
        painter.restore()
