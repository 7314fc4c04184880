"""Curves over epochs that grow at their end, several runs in one plot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from viz.epoch_pane import EpochPane
from viz.frame import Array, Frame, Pair, stepped
from viz.layer import Layer, draw_curve
from viz.outline import continues
from viz.plot_marks import draw_run_mark
from viz.theme import RunStyle


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A line of one run.

    Attributes
    ----------
    epochs, values
        Both (n,), epochs ascending; a value that is not finite makes a gap. The arrays may be views of
        memory that grows at its end; it must not be written to elsewhere while it is shown.
    style
        Colour and marker of the run, as everywhere.
    width
        Logical pixels.
    opacity
        Of 255.
    marked
        Whether the run's marker stands on it at the epoch shown.
    """

    epochs: Array
    values: Array
    style: RunStyle
    width: float
    opacity: int = 255
    marked: bool = False

    def look(self) -> tuple[object, ...]:
        """What a change of makes all of the curve new."""
        return self.style, self.width, self.opacity


class CurvePane(EpochPane):
    """A plot of `Curve`s, the first in front. Only what has grown is drawn anew.

    Parameters
    ----------
    factor
        What values are multiplied by when drawn: 100 for shares in percent.
    least, most
        An end of the range that is always shown, in drawn units: 0 of a loss, 100 of a percentage.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        factor: float = 1.0,
        least: float | None = None,
        most: float | None = None,
    ) -> None:
        super().__init__(parent)
        self._factor, self._least, self._most = factor, least, most
        self._curves: tuple[Curve, ...] = ()
        self._epochs = 1.0
        self._lines = self.plot.add_layer(Layer(self._draw_lines, kept=True))
        self.plot.add_layer(Layer(self._draw_marks, inside=False))
        self.retranslate()

    @property
    def drawings(self) -> int:
        """How often all curves were drawn: for tests."""
        return self._lines.drawings

    def set_curves(self, curves: Sequence[Curve], epochs: float) -> None:
        """Show these curves over epochs from 0 to `epochs`, in units of epochs."""
        before, self._curves = self._curves, tuple(curves)
        known = len(before) == len(curves) and all(
            new.look() == old.look()
            and (continues(new.values, old.values) or len(new.values) == len(old.values) == 0)
            for new, old in zip(self._curves, before, strict=True)
        )
        if not known:
            self._lines.touch()
        else:
            for new, old in zip(self._curves, before, strict=True):
                if len(new.values) > len(old.values):
                    self._lines.grow(float(old.epochs[-1]))
        self._epochs = max(epochs, 1.0)
        self._show_range()
        self.plot.refresh()

    def set_shown(self, epoch: int | None) -> None:
        """Mark an epoch; None for none."""
        self.shown = epoch
        self.plot.refresh()

    def retranslate(self) -> None:
        """The one who owns the plot names its axes."""

    def restyle(self) -> None:
        """Draw everything anew."""
        self._lines.touch()
        self.plot.refresh()

    def _show_range(self) -> None:
        ends = [end for end in (self._least, self._most) if end is not None]
        for curve in self._curves:
            finite = curve.values[np.isfinite(curve.values)]
            if len(finite):
                ends += [float(finite.min()) * self._factor, float(finite.max()) * self._factor]
        if not ends:
            return
        if len(ends) == 1:  # nothing was recorded yet
            ends.append(0.0 if ends[0] else 1.0)
        low, high = min(ends), max(ends)
        pad = 0.06 * (high - low) or 0.5
        # An end that is always shown is an end of what there can be: there is nothing beyond it.
        below = 0.0 if low == self._least else pad
        self.plot.show_range((-0.02 * self._epochs, 1.02 * self._epochs), stepped(low - below, high + pad))

    def _draw_lines(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        for curve in reversed(self._curves):
            colour = QColor(curve.style.colour)
            colour.setAlpha(curve.opacity)
            pen = QPen(colour, curve.width * self.wide)
            draw_curve(painter, frame, curve.epochs, self._factor * curve.values, pen, within)
            if len(curve.values) == 1 and math.isfinite(curve.values[0]):
                at = frame.pixel(float(curve.epochs[0]), self._factor * float(curve.values[0]))
                painter.setBrush(colour)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.drawEllipse(QPointF(*at), curve.width * self.wide, curve.width * self.wide)
                painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_marks(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        for curve in reversed(self._curves):
            if not curve.marked or not len(curve.values):
                continue
            place = value_at(curve.epochs, self.shown)
            if place is None or not math.isfinite(curve.values[place]):
                continue
            at = frame.pixel(float(curve.epochs[place]), self._factor * float(curve.values[place]))
            if frame.holds(*at, margin=1.0):
                draw_run_mark(painter, at, 9.0 * self.wide, curve.style, self.theme.text)


def value_at(epochs: Array, epoch: int | None) -> int | None:
    """Place of the last of `epochs`, (n,) ascending, that is not after `epoch`; of the last for None."""
    if epoch is None:
        return len(epochs) - 1 if len(epochs) else None
    place = int(np.searchsorted(epochs, epoch, side="right")) - 1
    return place if place >= 0 else None
