"""Plots over epochs: a press asks for the epoch under the cursor, a line stands at the one shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from viz.frame import Frame, Pair
from viz.layer import Layer
from viz.plot import PlotPane


class EpochPane(PlotPane):
    """A plot over epochs.

    Attributes
    ----------
    shown
        The epoch where the line stands, behind all layers of who inherits; None for nowhere.
    """

    epoch_requested = Signal(int)
    """The person pressed or dragged in the plot: the epoch under the cursor, perhaps beyond the curves' ends.
    GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: int | None = None
        self.plot.add_layer(Layer(self._draw_cursor))
        self.plot.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for the epoch under the cursor while the left button is held."""
        pressed = event.type() == QEvent.Type.MouseButtonPress
        if isinstance(event, QMouseEvent) and (pressed or event.type() == QEvent.Type.MouseMove):
            if event.buttons() & Qt.MouseButton.LeftButton:
                at = event.position()
                self.epoch_requested.emit(round(self.plot.frame.data(at.x(), at.y())[0]))
            return True
        return super().eventFilter(watched, event)

    def _draw_cursor(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        if self.shown is not None:
            across = frame.pixel(self.shown, 0.0)[0]
            painter.setPen(QPen(QColor(self.theme.faint), 1))
            painter.drawLine(QPointF(across, frame.top), QPointF(across, frame.top + frame.height))
