"""A map of runs: each pixel is one, and can be asked for."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from viz.map_colours import Colours
from viz.painted import Painted, draw_invitation
from viz.scene.ticks import decade, multiples, nice_step, numbers
from viz.theme import font

Pixel = tuple[int, int]
Shares = npt.NDArray[np.float64]

_APART = 56.0
"""Logical pixels between two numbers of the axis across, and half as many of the one up."""
_FAR = 10
"""Pixels that an arrow key goes with Shift."""
_ARROWS: dict[int, Pixel] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


@dataclass(frozen=True, slots=True)
class MapAxis:
    """A side of a map: its name, the outer edges of its first and last pixel, whether it is logarithmic."""

    name: str
    low: float
    high: float
    log: bool = False

    def share(self, value: float) -> float:
        """Where a value stands, from 0 at the low edge to 1 at the high one."""
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def ticks(self, at_most: int) -> list[tuple[float, str]]:
        """Round numbers and where they stand."""
        if self.log:
            first, last = math.ceil(math.log10(self.low)), math.floor(math.log10(self.high))
            every = max(1, math.ceil((last - first + 1) / max(at_most, 1)))
            return [(self.share(10.0**k), _power(k)) for k in range(first, last + 1, every)]
        step = nice_step(self.high - self.low, at_most)
        values = multiples(self.low, self.high, step)
        return [(self.share(value), text) for value, text in zip(values, numbers(values, step), strict=True)]


def _power(k: int) -> str:
    return f"{10.0**k:.{max(0, -k)}f}" if -3 <= k <= 3 else decade(k)


class MapPlot(Painted):
    """Draws a map; the pointer or the arrow keys read a pixel, a click or Enter asks for its run."""

    pixel_chosen = Signal(int, int)
    """The run of a pixel is wanted: across, up. GUI thread."""
    pixel_probed = Signal(object)
    """The pointer or the keys are on a pixel: (across, up), or None. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._shape: Pixel = (0, 0)
        self._axes: tuple[MapAxis, MapAxis] | None = None
        self._marker: Pixel | None = None
        self._probe: Pixel | None = None
        self._line: Shares | None = None
        self._invitation = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    # What is shown

    def set_axes(self, across: MapAxis, up: MapAxis) -> None:
        """Name both sides."""
        self._axes = (across, up)
        self.update()

    def set_colours(self, colours: Colours | None) -> None:
        """Show a map, (n0, n1, 4): the first axis across, the second one up; None for none yet."""
        if colours is None:
            self._image, self._shape = QImage(), (0, 0)
            self._read(None)
        else:
            n0, n1 = colours.shape[:2]
            rows = np.ascontiguousarray(colours.swapaxes(0, 1)[::-1])
            self._image = QImage(rows.tobytes(), n0, n1, 4 * n0, QImage.Format.Format_RGBA8888).copy()
            self._shape = (n0, n1)
        self.update()

    def set_marker(self, pixel: Pixel | None) -> None:
        """Mark the pixel of the run that is shown; None where it is not on the map."""
        if pixel != self._marker:
            self._marker = pixel
            self.update()

    def set_line(self, shares: Shares | None) -> None:
        """Draw a line over the map: shares across and up, (k, 2), from edge to edge; None for none."""
        self._line = shares
        self.update()

    def set_invitation(self, text: str) -> None:
        """What stands there while there is no map."""
        self._invitation = text
        self.update()

    @property
    def probe(self) -> Pixel | None:
        """The pixel that is read."""
        return self._probe

    def frame(self) -> QRectF:
        """Where the map itself is drawn."""
        s = self.scale
        left, below = 58 * s, 22 * s
        return QRectF(
            left, 6 * s, max(self.width() - left - 12 * s, 1), max(self.height() - below - 6 * s, 1)
        )

    def pixel_at(self, position: QPointF) -> Pixel | None:
        """The pixel under a position in the widget; None beside the map."""
        frame, (n0, n1) = self.frame(), self._shape
        if not n0 or not frame.contains(position):
            return None
        i = int((position.x() - frame.left()) / frame.width() * n0)
        j = int((frame.bottom() - position.y()) / frame.height() * n1)
        return min(i, n0 - 1), min(j, n1 - 1)

    def place_of(self, pixel: Pixel) -> QRectF:
        """Where a pixel is drawn."""
        frame, (n0, n1) = self.frame(), self._shape
        wide, high = frame.width() / n0, frame.height() / n1
        return QRectF(frame.left() + pixel[0] * wide, frame.bottom() - (pixel[1] + 1) * high, wide, high)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Map of runs"))
        self.setToolTip(
            self.tr(
                "Each pixel is a run. Click it, or go there with the arrow keys (with Shift ten pixels) and "
                "press Enter, to train that run for real."
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(round(360 * self.scale), round(210 * self.scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(200 * self.scale), round(100 * self.scale))

    # What is done

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._read(self.pixel_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        pixel = self.pixel_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and pixel is not None:
            self.pixel_chosen.emit(*pixel)

    def leaveEvent(self, event: QEvent) -> None:
        self._read(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(event.key())
        n0, n1 = self._shape
        if n0 and step is not None:
            far = _FAR if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            i, j = self._probe or self._marker or (n0 // 2, n1 // 2)
            self._read((min(max(i + far * step[0], 0), n0 - 1), min(max(j + far * step[1], 0), n1 - 1)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._probe is not None:
            self.pixel_chosen.emit(*self._probe)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._read(None)
        super().focusOutEvent(event)

    def _read(self, pixel: Pixel | None) -> None:
        if pixel != self._probe:
            self._probe = pixel
            self.update()
            self.pixel_probed.emit(pixel)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        frame, theme = self.frame(), self.theme
        with QPainter(self) as painter:
            painter.fillRect(frame, QColor(theme.raised))
            if self._image.isNull():
                draw_invitation(painter, frame.toRect(), self._invitation, theme, self.scale)
            else:
                painter.drawImage(frame, self._image)
            if self._axes is not None:
                self._paint_axes(painter, frame, *self._axes)
            focused = self.hasFocus()
            pen = QPen(QColor(theme.quiet if focused else theme.line), 2.0 if focused else 1.0)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(frame.adjusted(-0.5, -0.5, 0.5, 0.5))
            if not self._image.isNull():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setClipRect(frame)
                self._paint_line(painter, frame)
                self._paint_marks(painter)

    def _paint_axes(self, painter: QPainter, frame: QRectF, across: MapAxis, up: MapAxis) -> None:
        s, theme = self.scale, self.theme
        painter.setFont(font(11 * s, tabular=True))
        painter.setPen(QColor(theme.quiet))
        metrics = QFontMetricsF(painter.font())
        high = metrics.height()
        name_font = font(11.5 * s)
        # The name stands at the end of the row of numbers, instead of the last of them.
        last = frame.right() - QFontMetricsF(name_font).horizontalAdvance(across.name) - 10 * s
        end = frame.left() - 100.0
        for share, text in across.ticks(max(2, int(frame.width() / (_APART * s)))):
            wide = metrics.horizontalAdvance(text)
            x = max(frame.left() + share * frame.width() - wide / 2, frame.left())
            if end <= x <= last - wide:
                painter.drawText(QPointF(x, frame.bottom() + high), text)
                end = x + wide + 6 * s
        for share, text in up.ticks(max(2, int(frame.height() / (0.6 * _APART * s)))):
            y = frame.bottom() - share * frame.height()
            row = QRectF(
                0, min(max(y - high / 2, frame.top()), frame.bottom() - high), frame.left() - 6 * s, high
            )
            painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setFont(name_font)
        painter.setPen(QColor(theme.text))
        wide = QFontMetricsF(name_font).horizontalAdvance(across.name)
        painter.drawText(QPointF(frame.right() - wide, frame.bottom() + high), across.name)
        wide = QFontMetricsF(painter.font()).horizontalAdvance(up.name)
        if wide < 0.4 * frame.left():  # a short name stands upright
            at = QRectF(0, frame.top(), frame.left(), high)
            painter.drawText(at, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, up.name)
            return
        painter.save()
        painter.translate(0, frame.bottom())
        painter.rotate(-90)
        beside = QRectF(0, 0, frame.height(), high + 2 * s)
        painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, up.name)
        painter.restore()

    def _paint_line(self, painter: QPainter, frame: QRectF) -> None:
        if self._line is None or len(self._line) < 2:
            return
        points = [
            QPointF(frame.left() + x * frame.width(), frame.bottom() - y * frame.height())
            for x, y in self._line.tolist()
        ]
        for colour, width in ((self.theme.paper, 3.5), (self.theme.text, 1.5)):
            painter.setPen(QPen(QColor(colour), width * self.scale))
            painter.drawPolyline(QPolygonF(points))

    def _paint_marks(self, painter: QPainter) -> None:
        s, theme = self.scale, self.theme
        if self._marker is not None:
            at = self.place_of(self._marker).center()
            painter.setBrush(QColor(theme.accent))
            painter.setPen(QPen(QColor(theme.paper), 2.0 * s))
            painter.drawEllipse(at, 6 * s, 6 * s)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._probe is not None:
            at = self.place_of(self._probe).center()
            for colour, width in (("#000000", 3.5), ("#ffffff", 1.5)):
                painter.setPen(QPen(QColor(colour), width * s))
                for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                    near, far = 4 * s, 10 * s
                    painter.drawLine(
                        QPointF(at.x() + near * dx, at.y() + near * dy),
                        QPointF(at.x() + far * dx, at.y() + far * dy),
                    )
