"""Draws a sample at the speed of a hand, so that one sees the answer follow the pen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Slot

from viz.digit_canvas import DigitCanvas
from viz.strokes import Stroke, length

FRAME_MS = 16
STEP = 0.035
"""How far the pen goes in a frame, in units of the canvas."""


class Replay(QObject):
    """Moves the canvas's pen along given strokes until it is done or a person takes the pen."""

    def __init__(self, canvas: DigitCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._strokes: list[Stroke] = []
        self._point = 0
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        canvas.touched.connect(self.stop)

    def start(self, strokes: Sequence[Stroke]) -> None:
        """Clear the canvas and draw `strokes` from the first point on."""
        self.stop()
        self._canvas.clear()
        self._strokes, self._point = list(strokes), 0
        self._timer.start()

    @Slot()
    def stop(self) -> None:
        """Leave the drawing as it is."""
        self._timer.stop()
        self._canvas.pen_up()
        self._strokes = []

    def _on_timer_timeout(self) -> None:
        if not self._strokes:
            self.stop()
            return
        stroke = self._strokes[0]
        if self._point == 0:
            self._canvas.pen_down(*stroke[0].tolist())
            self._point = 1
        gone = 0.0
        while self._point < len(stroke) and gone < STEP:
            gone += length(stroke[self._point - 1 : self._point + 1])
            self._canvas.pen_to(*stroke[self._point].tolist())
            self._point += 1
        if self._point >= len(stroke):
            self._canvas.pen_up()
            self._strokes.pop(0)
            self._point = 0
