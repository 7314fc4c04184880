"""The 28 × 28 picture that the network receives, pixel by pixel."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from viz.painted import Painted
from viz.shades import rgb
from viz.theme import font

SIZE = 28
GRID_FROM = 7.0
"""Pixels at least this large, in logical pixels, are drawn with a grid between them."""

_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class PixelView(Painted):
    """Shows an array (28, 28) of ink from 0 to 1, nothing smoothed, nothing scaled.

    MNIST's 1 is ink and its 0 is paper: it is shown in the ink and paper of the theme, so that it looks
    like the drawing beside it. In the light theme a 1 is therefore dark.
    """

    pixel_probed = Signal(object)
    """The pointer or the arrow keys are on a pixel: (row, column, value), or None. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: npt.NDArray[np.float32] | None = None
        self._image = QImage()
        self._probe: tuple[int, int] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumSize(SIZE * 2, SIZE * 2)
        self.retranslate()

    def set_image(self, values: npt.NDArray[np.float32] | None) -> None:
        """Show `values`, (28, 28) in [0, 1] with 1 = ink, or the empty state.

        Raises
        ------
        ValueError
            If the shape is another one.
        """
        if values is not None and values.shape != (SIZE, SIZE):
            raise ValueError(f"expected shape (28, 28), got {values.shape}")
        self._values = None if values is None else np.array(values, dtype=np.float32)
        self._colour_image()
        self.update()

    def restyle(self) -> None:
        """Draw everything anew, the picture included."""
        self._colour_image()
        super().restyle()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.setAccessibleName(self.tr("What the network sees"))
        self.setAccessibleDescription(
            self.tr("The 28 × 28 picture that the network receives. Arrow keys read out single pixels.")
        )
        self.setToolTip(self.tr("Point at a pixel to read its value: 0 is paper, 1 is ink."))
        self._nothing = self.tr("nothing yet")
        self.update()

    def cell(self) -> float:
        """Side of one pixel in logical pixels: a whole number of pixels of the screen."""
        ratio = self.devicePixelRatioF()
        return max(1, int(min(self.width(), self.height()) * ratio) // SIZE) / ratio

    def pixel_at(self, position: QPointF) -> tuple[int, int] | None:
        """(row, column) of the pixel under a position in the widget, None beside the picture."""
        corner, cell = self._frame().topLeft(), self.cell()
        column, row = (position.x() - corner.x()) // cell, (position.y() - corner.y()) // cell
        return (int(row), int(column)) if 0 <= row < SIZE and 0 <= column < SIZE else None

    def _frame(self) -> QRectF:
        side, ratio = self.cell() * SIZE, self.devicePixelRatioF()
        x, y = int((self.width() - side) / 2 * ratio) / ratio, int((self.height() - side) / 2 * ratio) / ratio
        return QRectF(x, y, side, side)

    def _colour_image(self) -> None:
        if self._values is None:
            self._image = QImage()
            return
        pixels = np.full((SIZE, SIZE, 4), 255, dtype=np.uint8)
        pixels[..., :3] = self._colours(self._values)
        self._image = QImage(pixels.tobytes(), SIZE, SIZE, 4 * SIZE, QImage.Format.Format_RGBA8888).copy()

    def _colours(self, values: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
        """Paper and ink mixed, value by value: red, green, blue of `values`, (28, 28), as (28, 28, 3)."""
        paper, ink = rgb(self.theme.paper), rgb(self.theme.ink)
        return np.rint(paper + np.clip(values, 0.0, 1.0)[..., None] * (ink - paper)).astype(np.uint8)

    # Reading single pixels

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._read(self.pixel_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._read(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(event.key())
        if step is None:
            super().keyPressEvent(event)
            return
        row, column = self._probe or (SIZE // 2, SIZE // 2)
        self._read((min(max(row + step[0], 0), SIZE - 1), min(max(column + step[1], 0), SIZE - 1)))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._read(None)
        super().focusOutEvent(event)

    def _read(self, pixel: tuple[int, int] | None) -> None:
        if self._values is None:
            pixel = None
        if pixel != self._probe:
            self._probe = pixel
            self.update()
            value = None if pixel is None or self._values is None else float(self._values[pixel])
            self.pixel_probed.emit(None if pixel is None else (*pixel, value))

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        frame, cell, theme = self._frame(), self.cell(), self.theme
        with QPainter(self) as painter:
            painter.fillRect(frame, QColor(theme.paper))
            if self._image.isNull():
                painter.setPen(QColor(theme.faint))
                painter.setFont(font(12 * self.scale))
                painter.drawText(
                    frame, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._nothing
                )
            else:
                painter.drawImage(frame, self._image)
                if cell >= GRID_FROM:
                    self._paint_grid(painter, frame, cell)
            focused = self.hasFocus()
            pen = QPen(QColor(theme.quiet if focused else theme.line), 2.0 if focused else 1.0)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(frame.adjusted(-0.5, -0.5, 0.5, 0.5).intersected(self.rect().toRectF()))
            if self._probe is not None:
                row, column = self._probe
                painter.setPen(QPen(QColor(theme.runs[1].colour), 2.0))
                painter.drawRect(QRectF(frame.x() + column * cell, frame.y() + row * cell, cell, cell))

    def _paint_grid(self, painter: QPainter, frame: QRectF, cell: float) -> None:
        colour = QColor(self.theme.line)
        colour.setAlphaF(0.6)
        painter.setPen(QPen(colour, 1.0 / self.devicePixelRatioF()))
        for k in range(1, SIZE):
            x, y = frame.x() + k * cell, frame.y() + k * cell
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))

    def sizeHint(self) -> QSize:
        return QSize(SIZE * 4 + 2, SIZE * 4 + 2)
