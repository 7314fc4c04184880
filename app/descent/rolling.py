"""The point rolls from one record to the next, so that the eye sees a step and not a jump."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

Weights = tuple[float, float]


class Rolling(QObject):
    """Draws a point at an epoch's weights: at once, or on its way from the epoch before.

    Parameters
    ----------
    draw
        Draws the point at given weights.
    """

    def __init__(self, draw: Callable[[Weights], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draw = draw
        self._run: int | None = None
        self._epoch = 0
        self._start: Weights = (0.0, 0.0)
        self._end: Weights = (0.0, 0.0)
        self._way = QVariantAnimation(self)
        self._way.setStartValue(0.0)
        self._way.setEndValue(1.0)
        self._way.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._way.valueChanged.connect(self._on_way_value_changed)

    def show(self, run: int | None, epoch: int, w: Weights, seconds: float) -> None:
        """Show an epoch of a run: rolling for `seconds` if it follows the one shown, else at once."""
        if run is not None and (run, epoch) == (self._run, self._epoch) and self._is_rolling():
            return
        follows = run is not None and run == self._run and epoch == self._epoch + 1
        before = self._end
        self._run, self._epoch, self._end = run, epoch, w
        self._way.stop()
        if follows and seconds > 0:
            self._start = before
            self._way.setDuration(round(1000 * seconds))
            self._way.start()
        else:
            self._draw(w)

    def _is_rolling(self) -> bool:
        return self._way.state() == QVariantAnimation.State.Running

    def _on_way_value_changed(self, part: float) -> None:
        (a0, a1), (b0, b1) = self._start, self._end
        self._draw((a0 + part * (b0 - a0), a1 + part * (b1 - a1)))
