"""A plot with things in it that mouse and keys take hold of: the handles of a curve, and perhaps points."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHideEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from viz.data_editor import DataEditor
from viz.data_points import Points
from viz.focus import by_keyboard
from viz.frame import Pair
from viz.plot import PlotPane


class EditedPlot(PlotPane):
    """Base of the plots whose curve has handles: it gives them the keys, and a ring to the focus."""

    curve_drag_started = Signal()
    """A handle of the curve is being dragged. GUI thread."""
    curve_dragged = Signal(int, float, float)
    """The handle that is held was moved: 0 or 1, its x, which stays, and its new y. GUI thread."""
    curve_drag_finished = Signal(int, float, float)
    """A handle was dropped, or moved by a key (then nothing was started before): 0 or 1, x, y. GUI thread."""
    curve_drag_cancelled = Signal()
    """Escape, or the plot was hidden: the handle is back where it was taken. GUI thread."""

    def __init__(self, points: Points, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ring = False
        self._editor = DataEditor(self.plot, points, self)
        self._editor.changed.connect(self.plot.refresh)
        self._editor.chosen_changed.connect(self._describe)
        self._pass_on("curve_drag_started", "curve_dragged", "curve_drag_finished", "curve_drag_cancelled")

    def let_go(self) -> None:
        """Put back what is held, as Escape does."""
        self._editor.cancel()

    def view_range(self) -> tuple[Pair, Pair]:
        """Data at the left and right, and at the bottom and top edge of the view."""
        frame = self.plot.frame
        return frame.x, frame.y

    def _pass_on(self, *names: str) -> None:
        """Give these signals of the editor on as the plot's own."""
        for name in names:
            getattr(self._editor, name).connect(getattr(self, name))

    def _describe(self) -> None:
        """Say in words what is chosen, for those who cannot see it."""
        raise NotImplementedError

    def _draw_ring(self, painter: QPainter) -> None:
        """Around the plot, if the keyboard has come to it."""
        if self._ring:
            painter.setPen(QPen(QColor(self.theme.accent), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.plot.viewport().rect()).adjusted(1, 1, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, move, add and delete by keys, as far as there is anything to edit."""
        if not self._editor.key(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from handle to handle before it leaves."""
        return self._editor.step_handle(forward=forward) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when the plot is reached by the keyboard."""
        self._ring = by_keyboard(event)
        self.plot.refresh()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away; Tab comes back to the plot first, and then to its handles."""
        self._ring = False
        chosen = self._editor.chosen
        if by_keyboard(event) and chosen is not None and chosen.kind == "handle":
            self._editor.choose(None)
        self.plot.refresh()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is held that cannot be seen."""
        self._editor.cancel()
        super().hideEvent(event)
