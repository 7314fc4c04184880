"""Points roll from one record to the next, so that the eye sees a step and not a jump."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

Weights = tuple[float, float]


class Rolling(QObject):
    """Draws the points of runs at an epoch's weights: at once, or on their way from the epoch before.

    Parameters
    ----------
    draw
        Draws points, by key, at given weights.
    """

    def __init__(self, draw: Callable[[Mapping[int, Weights]], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draw = draw
        self._race: object = None
        self._epoch = 0
        self._starts: dict[int, Weights] = {}
        self._ends: dict[int, Weights] = {}
        self._way = QVariantAnimation(self)
        self._way.setStartValue(0.0)
        self._way.setEndValue(1.0)
        self._way.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._way.valueChanged.connect(self._on_way_value_changed)

    def show(self, race: object, epoch: int, points: Mapping[int, Weights], seconds: float) -> None:
        """Show an epoch of a race: rolling for `seconds` if it follows the one shown, else at once.

        `race` tells one set of runs from another; None stands for none.
        """
        same = race is not None and race == self._race and points.keys() == self._ends.keys()
        if same and epoch == self._epoch and self._is_rolling():
            return
        follows = same and epoch == self._epoch + 1
        before = self._ends
        self._race, self._epoch, self._ends = race, epoch, dict(points)
        self._way.stop()
        if follows and seconds > 0:
            self._starts = before
            self._way.setDuration(round(1000 * seconds))
            self._way.start()
        else:
            self._draw(self._ends)

    def _is_rolling(self) -> bool:
        return self._way.state() == QVariantAnimation.State.Running

    def _on_way_value_changed(self, part: float) -> None:
        between: dict[int, Weights] = {}
        for key, (b0, b1) in self._ends.items():
            a0, a1 = self._starts[key]
            between[key] = (a0 + part * (b0 - a0), a1 + part * (b1 - a1))
        self._draw(between)
