"""A picture of ink of any size, with what was found in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from viz.ink_image import ink_image
from viz.painted import Painted
from viz.shades import positive

_CROSS = 5.0


@dataclass(frozen=True, slots=True)
class Marks:
    """What is drawn over a picture, in its own pixels: a box (left, top, width, height), a cross (x, y)."""

    box: tuple[float, float, float, float] | None = None
    cross: tuple[float, float] | None = None


class InkPicture(Painted):
    """A picture (h, w), as large as fits into a square, pixel by pixel where they are large enough."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._values: npt.NDArray[np.uint8] | None = None
        self._image = QImage()
        self._marks = Marks()
        self._faded = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_picture(
        self, values: npt.NDArray[np.uint8] | None, marks: Marks | None = None, *, faded: bool = False
    ) -> None:
        """Show `values`, (h, w) uint8 with 255 = ink; None for none. Faded: it does not count now.

        Raises
        ------
        ValueError
            If it has other dimensions or another type.
        """
        if values is not None and (values.ndim != 2 or values.dtype != np.uint8):
            raise ValueError(f"expected (h, w) of uint8, got {values.shape} of {values.dtype}")
        self._values = None if values is None else values.copy()
        self._marks, self._faded = marks or Marks(), faded
        self.restyle()

    def restyle(self) -> None:
        self._image = QImage() if self._values is None else ink_image(self._values, self.theme)
        super().restyle()

    def frame(self) -> QRectF:
        """Where the picture is drawn: in whole pixels, if it is not larger than the widget."""
        side = min(self.width(), self.height()) - 2
        if self._values is None:
            return QRectF(1, 1, side, side)
        height, width = self._values.shape
        times = side / max(height, width)
        times = float(int(times)) if times >= 1 else times
        wide, high = times * width, times * height
        return QRectF(round((self.width() - wide) / 2), round((self.height() - high) / 2), wide, high)

    def sizeHint(self) -> QSize:
        side = round(self._side * self.scale) + 2
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        frame = self.frame()
        with QPainter(self) as painter:
            if self._faded:
                painter.setOpacity(0.4)
            painter.fillRect(frame, QColor(self.theme.paper))
            if self._values is not None:
                times = frame.width() / self._values.shape[1]
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, times < 1)
                painter.drawImage(frame, self._image)
                self._paint_marks(painter, frame, times)
            painter.setPen(QPen(QColor(self.theme.line), 1))
            painter.drawRect(frame.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _paint_marks(self, painter: QPainter, frame: QRectF, times: float) -> None:
        painter.setPen(QPen(QColor(positive(self.theme)), 1.5 * self.scale))
        if self._marks.box is not None:
            left, top, wide, high = (part * times for part in self._marks.box)
            painter.drawRect(QRectF(frame.left() + left, frame.top() + top, wide, high))
        if self._marks.cross is not None:
            x, y = frame.left() + self._marks.cross[0] * times, frame.top() + self._marks.cross[1] * times
            arm = _CROSS * self.scale
            painter.drawLine(QPointF(x - arm, y), QPointF(x + arm, y))
            painter.drawLine(QPointF(x, y - arm), QPointF(x, y + arm))
