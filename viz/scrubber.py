"""The line of epochs: what is recorded, and which epoch is shown."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from viz.track import Track


class Scrubber(Track):
    """Goes to any recorded epoch; epochs still to come are the quiet part of the line."""

    epoch_requested = Signal(int)
    """The person wants to see this recorded epoch. GUI thread, at every move."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(8.0, parent)
        self._shown = 0
        self._recorded = 0
        self._epochs = 1

    def set_epochs(self, shown: int, recorded: int, epochs: int) -> None:
        """Epoch shown, last epoch recorded, and epochs the run is to have."""
        if (shown, recorded, epochs) != (self._shown, self._recorded, self._epochs):
            self._shown, self._recorded, self._epochs = shown, recorded, max(epochs, recorded, 1)
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
            self._draw_line(painter, colour, 0.0, until / self._epochs, y)
        self._draw_handle(painter, self._shown / self._epochs, y)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._request(round(self._part(event.position().x()) * self._epochs))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._request(round(self._part(event.position().x()) * self._epochs))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = self._steps(event, page=max(self._epochs // 10, 1))
        if steps:
            self._request(self._shown + steps)
        else:
            super().keyPressEvent(event)

    def _request(self, epoch: int) -> None:
        self.epoch_requested.emit(min(max(epoch, 0), self._recorded))
