"""The loss, epoch by epoch, of all runs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from viz.epoch_pane import EpochPane
from viz.frame import Array, Frame, Pair, stepped
from viz.layer import Layer, draw_curve
from viz.outline import Outline
from viz.plot_marks import draw_run_mark
from viz.theme import RunStyle

_NONE: Array = np.empty(0)
_LEAD, _OTHER, _THIN = 2.5, 2.0, 1.0
"""Widths of the first run, of the others, and of what is still to come, logical pixels."""
_FAINT, _FADED = 130, 90
"""Opacity, of 255, of what is still to come, and of runs that stand back."""


@dataclass(frozen=True, slots=True, eq=False)
class LossCurve:
    """Losses of one run.

    Attributes
    ----------
    losses
        Of all recorded epochs, shape (n,). The array may be a view of memory that grows at its end; it
        must not be written to elsewhere while it is shown.
    style
        Colour and marker of the run, as everywhere.
    first_epoch
        The epoch of `losses[0]` and of `preview[0]`: a fork begins later than its parent.
    preview
        What the run would be, shape (m,), drawn faintly; None where there is nothing to expect.
    faded
        Whether the run stands back behind the others.
    at
        Epoch and loss that are shown. The curve is solid until there and faint beyond; all of it is solid
        for None.
    """

    losses: Array
    style: RunStyle
    first_epoch: int = 0
    preview: Array | None = None
    faded: bool = False
    at: tuple[int, float] | None = None


class _Drawn:
    """The outlines of one run's losses."""

    def __init__(self) -> None:
        self.losses, self.preview = Outline(), Outline()

    def follow(self, run: LossCurve) -> tuple[float, float]:
        """Take in what is new: says from which epoch on there is any in the losses, and in the preview."""
        olds = (
            self.losses.follow(run.losses),
            self.preview.follow(run.preview if run.preview is not None else _NONE),
        )
        solid, faint = (math.inf if old is None else run.first_epoch + old - 1.0 for old in olds)
        return solid, faint

    def to_come(self, run: LossCurve) -> Outline | None:
        """What is drawn faintly: the longer one, which says all that the other does; None for nothing."""
        if len(self.preview) > len(self.losses):
            return self.preview
        shown = math.inf if run.at is None else run.at[0]
        return self.losses if shown < run.first_epoch + len(run.losses) - 1 else None


class LossPlot(EpochPane):
    """Loss over epochs: solid until the epoch shown, faint what is to come, the run before in grey."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[LossCurve, ...] = ()
        self._drawn: list[_Drawn] = []
        self._ghost = Outline()
        self._faint_key: tuple[Outline | None, ...] = ()
        self._ends: tuple[int | None, ...] = ()
        self._epochs, self._log = 1, False
        self._target: float | None = None
        self._faint = self.plot.add_layer(Layer(self._draw_faint, kept=True))
        self._solid = self.plot.add_layer(Layer(self._draw_solid, kept=True))
        self.plot.add_layer(Layer(self._draw_marks, inside=False))
        self.retranslate()

    def set_runs(self, runs: Sequence[LossCurve], *, ghost: Array = _NONE, epochs: int | None = None) -> None:
        """Show these runs, the first in front; the run before, shape (n,), in grey.

        The epochs' axis goes to `epochs`, or to the last epoch of all runs for None. A call that changes
        nothing but the epochs shown draws no curve anew.
        """
        before = self._runs
        self._runs = tuple(runs)
        self.shown = runs[0].at[0] if runs and runs[0].at is not None else None
        while len(self._drawn) < len(self._runs):
            self._drawn.append(_Drawn())
        del self._drawn[len(self._runs) :]
        changes = [drawn.follow(run) for drawn, run in zip(self._drawn, self._runs, strict=True)]
        since = min((solid for solid, _ in changes), default=math.inf)
        faint = tuple(drawn.to_come(run) for drawn, run in zip(self._drawn, self._runs, strict=True))
        looks = [_look(run) for run in self._runs] != [_look(run) for run in before]
        if looks or since < 0:
            self._solid.touch()
        self._solid.grow(since)
        grey = self._ghost.follow(ghost) is not None
        if looks or grey or faint != self._faint_key:
            self._faint.touch()
        self._faint_key = faint
        self._faint.grow(
            min(
                (
                    change[part is drawn.preview]
                    for change, part, drawn in zip(changes, faint, self._drawn, strict=True)
                    if part is not None
                ),
                default=math.inf,
            )
        )
        self._clip()
        self._epochs = max(epochs if epochs is not None else max(map(_last_epoch, self._runs), default=1), 1)
        self._show_range()
        self.plot.refresh()

    def set_target(self, loss: float | None) -> None:
        """Mark a loss to be reached by a dashed line; None takes it away."""
        if loss != self._target:
            self._target = loss
            self._faint.touch()
            self._show_range()
            self.plot.refresh()

    def set_log(self, on: bool) -> None:
        """Logarithmic or linear loss axis."""
        if on != self._log:
            self._log = on
            self.plot.getAxis("left").setLogMode(on)
            self.plot.refresh_still()
            self._show_range()
            self.restyle()

    def retranslate(self) -> None:
        """Set all texts in the current language."""
        self.plot.set_names(self.tr("epoch"), self.tr("loss"))

    def restyle(self) -> None:
        """Draw everything anew."""
        self._faint.touch()
        self._solid.touch()
        self.plot.refresh()

    def _heights(self, losses: Array) -> Array:
        if not self._log:
            return losses
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(losses > 0, np.log10(losses), np.nan)

    def _clip(self) -> None:
        """End the solid curves at the epoch shown: by cutting them off, if one cut does for all of them.

        A run that is shown at an earlier epoch than another one, though it has gone on, is cut by itself.
        """
        until = max((run.at[0] for run in self._runs if run.at is not None), default=None)
        ends = tuple(
            run.at[0]
            if run.at is not None and until is not None and run.at[0] < min(until, _recorded_to(run))
            else None
            for run in self._runs
        )
        if any(run.at is None for run in self._runs):
            ends = tuple(run.at[0] if run.at is not None else None for run in self._runs)
            until = None
        if ends != self._ends:
            self._ends = ends
            self._solid.touch()
        self._solid.until = None if until is None else float(until)

    def _show_range(self) -> None:
        outlines = [self._ghost, *(part for one in self._drawn for part in (one.losses, one.preview))]
        pieces = [self._heights(outline.vertices()[1]) for outline in outlines]
        if self._target is not None:
            pieces.append(self._heights(np.array([self._target])))
        heights = np.concatenate(pieces)
        heights = heights[np.isfinite(heights)]
        if not len(heights):
            if not self._log:
                return
            heights = np.array([-1.0, 1.0])  # losses of 0 and below have no logarithm: an empty plot
        low, high = float(heights.min()), float(heights.max())
        if not self._log:
            low = min(low, 0.0)
        pad = 0.06 * (high - low) or 0.5
        self.plot.show_range(
            (-0.02 * self._epochs, 1.02 * self._epochs),
            stepped(low - (pad if self._log or low < 0.0 else 0.0), high + pad),
        )

    def _draw_faint(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        """What is still to come, the run before, and the target."""
        epochs, losses = self._ghost.vertices()
        pen = pg.mkPen(self.theme.ghost, width=1.5 * self.wide)
        draw_curve(painter, frame, epochs, self._heights(losses), pen, within)
        for run, drawn in reversed(list(zip(self._runs, self._drawn, strict=True))):
            colour = QColor(run.style.colour)
            colour.setAlpha(_FADED if run.faded else _FAINT)
            pen = pg.mkPen(colour, width=_THIN * self.wide)  # dashes would cost more than all else here
            outline = drawn.to_come(run)
            if outline is not None:
                epochs, losses = outline.vertices()
                draw_curve(painter, frame, epochs + run.first_epoch, self._heights(losses), pen, within)
        if self._target is not None:
            height = self._heights(np.array([self._target]))
            if np.isfinite(height[0]):
                down = frame.pixel(0.0, float(height[0]))[1]
                painter.setPen(QPen(QColor(self.theme.quiet), self.wide, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(frame.left, down), QPointF(frame.left + frame.width, down))

    def _draw_solid(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        """What is recorded; the first run last, so that it is on top."""
        together = list(zip(self._runs, self._drawn, strict=True))
        for k in sorted(range(len(together)), key=lambda k: (not together[k][0].faded, -k)):
            run, drawn = together[k]
            epochs, losses = drawn.losses.vertices()
            end = self._ends[k]
            if end is not None:
                inside = int(np.searchsorted(epochs, end - run.first_epoch, side="right"))
                epochs, losses = epochs[:inside], losses[:inside]
            colour = QColor(run.style.colour)
            if run.faded:
                colour.setAlpha(_FAINT)
            width = (_LEAD if k == 0 else _OTHER) if not run.faded else 1.5
            pen = pg.mkPen(colour, width=width * self.wide)
            draw_curve(painter, frame, epochs + run.first_epoch, self._heights(losses), pen, within)

    def _draw_marks(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        """Each run's marker at the epoch shown."""
        for run in reversed(self._runs):
            if run.at is None:
                continue
            epoch, loss = run.at
            height = float(self._heights(np.array([loss]))[0])
            at = frame.pixel(epoch, height)
            if not math.isfinite(height) or not frame.holds(*at, margin=1.0):
                continue
            size = (6.0 if run.faded else 9.0) * self.wide
            draw_run_mark(painter, at, size, run.style, self.theme.text)


def _look(run: LossCurve) -> tuple[object, ...]:
    return run.style, run.faded, run.first_epoch


def _recorded_to(run: LossCurve) -> int:
    return run.first_epoch + len(run.losses) - 1


def _last_epoch(run: LossCurve) -> int:
    return run.first_epoch + max(len(run.losses), len(run.preview) if run.preview is not None else 0) - 1
