"""Curves over epochs that grow at their end, several runs in one plot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from viz.epoch_pane import EpochPane
from viz.frame import Array, Frame, Pair, stepped
from viz.layer import Layer, draw_curve
from viz.log_ticks import log_ticks
from viz.outline import continues
from viz.plot_marks import draw_run_mark
from viz.theme import RunStyle

_SHORT = 170
"""Logical pixels, at normal type, below which a pane is short."""
_NUMBERS, _NAMED = 20, 38
"""Logical pixels of the lower axis without and with its name, at normal type."""
_TICK = 24
"""Logical pixels from one number of a logarithmic axis to the next, at least, at normal type."""


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
        self._epochs, self._log = 1.0, False
        self._names = "", ""
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

    def set_names(self, bottom: str, left: str) -> None:
        """Name the axes; the lower one has no room for its name where the pane is short."""
        self._names = bottom, left
        self._fit_axes()

    def set_log(self, on: bool) -> None:
        """Logarithmic or linear values; on a logarithmic axis those of 0 and below are gaps."""
        if on != self._log:
            self._log = on
            self._show_range()
            self._write_ticks()
            self.restyle()

    def retranslate(self) -> None:
        """The one who owns the plot names its axes."""

    def restyle(self) -> None:
        """Draw everything anew."""
        self._lines.touch()
        self._fit_axes()
        self.plot.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_axes()

    def _heights(self, values: Array) -> Array:
        """Where values, (n,), are drawn; NaN where they have no place."""
        if not self._log:
            return self._factor * values
        with np.errstate(divide="ignore", invalid="ignore"):
            heights = np.log10(self._factor * values)
        return np.where(np.isfinite(heights), heights, np.nan)

    def _show_range(self) -> None:
        always = () if self._log else (self._least, self._most)
        ends = [end for end in always if end is not None]
        for curve in self._curves:
            finite = curve.values[np.isfinite(curve.values)]
            if self._log:
                finite = finite[finite > 0]
            if len(finite):
                ends += self._heights(np.array([finite.min(), finite.max()])).tolist()
        if not ends:
            if not self._log:
                return
            ends = [-1.0, 1.0]  # an empty plot, whose numbers still are those of its axis
        if len(ends) == 1:  # nothing was recorded yet
            ends.append(0.0 if ends[0] else 1.0)
        low, high = min(ends), max(ends)
        pad = 0.06 * (high - low) or 0.5
        # An end that is always shown is an end of what there can be: there is nothing beyond it.
        below = 0.0 if always and low == self._least else pad
        ends_before = self.plot.frame.y
        self.plot.show_range((-0.02 * self._epochs, 1.02 * self._epochs), stepped(low - below, high + pad))
        if self._log and self.plot.frame.y != ends_before:
            self._write_ticks()

    def _fit_axes(self) -> None:
        """Give the curves the room of the lower axis's name where there is little."""
        short = self.height() < _SHORT * self.wide
        bottom, left = self._names
        self.plot.set_names("" if short else bottom, left)
        self.plot.getAxis("bottom").setHeight((_NUMBERS if short else _NAMED) * self.wide)
        self._write_ticks()

    def _write_ticks(self) -> None:
        """Numbers at the axis of values: the plot's own, or on a logarithmic axis those that have room."""
        frame = self.plot.frame
        room = max(int(frame.height / (_TICK * self.wide)), 2)
        self.plot.getAxis("left").setTicks([log_ticks(*frame.y, room)] if self._log else None)
        self.plot.refresh_still()

    def _draw_lines(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        for curve in reversed(self._curves):
            colour = QColor(curve.style.colour)
            colour.setAlpha(curve.opacity)
            pen = QPen(colour, curve.width * self.wide)
            heights = self._heights(curve.values)
            draw_curve(painter, frame, curve.epochs, heights, pen, within)
            if len(heights) == 1 and math.isfinite(heights[0]):
                at = frame.pixel(float(curve.epochs[0]), float(heights[0]))
                painter.setBrush(colour)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.drawEllipse(QPointF(*at), curve.width * self.wide, curve.width * self.wide)
                painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_marks(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        for curve in reversed(self._curves):
            if not curve.marked or not len(curve.values):
                continue
            place = value_at(curve.epochs, self.shown)
            if place is None:
                continue
            height = float(self._heights(curve.values[place : place + 1])[0])
            if not math.isfinite(height):
                continue
            at = frame.pixel(float(curve.epochs[place]), height)
            if frame.holds(*at, margin=1.0):
                draw_run_mark(painter, at, 9.0 * self.wide, curve.style, self.theme.text)


def value_at(epochs: Array, epoch: int | None) -> int | None:
    """Place of the last of `epochs`, (n,) ascending, that is not after `epoch`; of the last for None."""
    if epoch is None:
        return len(epochs) - 1 if len(epochs) else None
    place = int(np.searchsorted(epochs, epoch, side="right")) - 1
    return place if place >= 0 else None
