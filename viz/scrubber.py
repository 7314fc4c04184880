"""The line of epochs: what is recorded, and which epoch is shown."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from viz.theme import DARK, Theme

_RADIUS = 8.0


class Scrubber(QWidget):
    """Goes to any recorded epoch; epochs still to come are the quiet part of the line."""

    epoch_requested = Signal(int)
    """The person wants to see this recorded epoch. GUI thread, at every move."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = 0
        self._recorded = 0
        self._epochs = 1
        self._theme = DARK
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_epochs(self, shown: int, recorded: int, epochs: int) -> None:
        """Epoch shown, last epoch recorded, and epochs the run is to have."""
        if (shown, recorded, epochs) != (self._shown, self._recorded, self._epochs):
            self._shown, self._recorded, self._epochs = shown, recorded, max(epochs, recorded, 1)
            self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 32)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, y = self._theme, self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, until in (
            (theme.line, self._epochs),
            (theme.faint, self._recorded),
            (theme.accent, self._shown),
        ):
            painter.setPen(QPen(QColor(colour), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(self._x(0), y), QPointF(self._x(until), y))
        at = QPointF(self._x(self._shown), y)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.text), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, _RADIUS + 3, _RADIUS + 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.text))
        painter.drawEllipse(at, _RADIUS, _RADIUS)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._request_at(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._request_at(event.position().x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = max(self._epochs // 10, 1)
        steps = {
            Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1,
            Qt.Key.Key_PageUp: page, Qt.Key.Key_PageDown: -page,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if steps is None:
            super().keyPressEvent(event)
            return
        self._request(self._shown + steps)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _x(self, epoch: int) -> float:
        inset = _RADIUS + 3
        return inset + epoch / self._epochs * (self.width() - 2 * inset)

    def _request_at(self, x: float) -> None:
        inset = _RADIUS + 3
        self._request(round((x - inset) / max(self.width() - 2 * inset, 1) * self._epochs))

    def _request(self, epoch: int) -> None:
        self.epoch_requested.emit(min(max(epoch, 0), self._recorded))
