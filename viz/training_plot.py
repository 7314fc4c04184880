"""Loss and accuracy while a network trains, and of the run beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from viz.curve_key import CurveKey, KeyRow
from viz.curve_pane import Curve, CurvePane, value_at
from viz.frame import Array
from viz.numbers import fixed
from viz.painted import tell
from viz.theme import RunStyle, Theme
from viz.translated import Translated
from viz.verdict import NBSP

__all__ = ["TrainingCurves", "TrainingPlot"]

_LEAD, _THIN, _BATCH = 2.5, 1.2, 1.0
"""Widths of loss and test accuracy, of training accuracy, and of the losses of single batches."""
_BAND = 3.5
"""By so much wider is each run behind the one in front of it: of two equal curves both are seen."""
_BEHIND, _FAINT = 130, 90
"""Opacity, of 255, of runs behind, and of single batches."""
_BESIDE = 1.5
"""From this ratio of width to height on the plots stand side by side."""


def _none() -> Array:
    return np.empty(0)


@dataclass(frozen=True, slots=True, eq=False)
class TrainingCurves:
    """What one run has recorded.

    Attributes
    ----------
    name, style
        As everywhere.
    epochs
        Numbers of the epochs recorded, (n,) ascending.
    losses
        Mean loss of each, (n,).
    train, test
        Shares read right, (n,), in [0, 1]; NaN where none was measured.
    batch_epochs, batch_losses
        Losses of single batches, each (m,), thinned or not, and where in epochs they stand: batch 1 of 4 of
        the first epoch at 0.25.

    All arrays may be views of memory that grows at its end: what is there already is not looked at again.
    """

    name: str
    style: RunStyle
    epochs: Array
    losses: Array
    train: Array = field(default_factory=_none)
    test: Array = field(default_factory=_none)
    batch_epochs: Array = field(default_factory=_none)
    batch_losses: Array = field(default_factory=_none)


class TrainingPlot(Translated):
    """Two plots, loss and accuracy, and above them the numbers of the epoch shown.

    Left and Right go to the epoch before and after, Home and End to the first and the last one.
    """

    epoch_requested = Signal(int)
    """The person pressed or dragged in a plot, or pressed an arrow key: the epoch, one that was recorded or
    is to come. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = CurveKey(self)
        self.loss = CurvePane(self, least=0.0)
        self.accuracy = CurvePane(self, factor=100.0, most=100.0)
        self._runs: tuple[TrainingCurves, ...] = ()
        self._epochs, self._log = 1, False
        self._shown: int | None = None
        self._plots = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._plots.setSpacing(8)
        for plot in (self.loss, self.accuracy):
            self._plots.addWidget(plot, 1)
            plot.epoch_requested.connect(self._on_plot_epoch_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(4)
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self.key, 1)
        column.addLayout(self._head)
        column.addLayout(self._plots, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()

    def set_runs(self, runs: Sequence[TrainingCurves], *, epochs: int | None = None) -> None:
        """Show these runs, the first in front; cheap enough for every frame.

        The axis of epochs goes to `epochs`, or to the last one recorded for None.

        Raises
        ------
        ValueError
            If a run's arrays differ in length.
        """
        for run in runs:
            lengths = {len(part) for part in (run.losses, run.train, run.test) if len(part)}
            if lengths - {len(run.epochs)} or len(run.batch_epochs) != len(run.batch_losses):
                raise ValueError(f"run {run.name!r}: one value for each epoch is needed")
        self._runs = tuple(runs)
        last = max((run.epochs[-1] for run in runs if len(run.epochs)), default=1.0)
        self._epochs = int(max(epochs or 0, last, 1))
        self._show_curves()
        self._show_numbers()

    def set_shown(self, epoch: int | None) -> None:
        """Mark an epoch and say its numbers; None for the last one."""
        if epoch != self._shown:
            self._shown = epoch
            self.loss.set_shown(epoch)
            self.accuracy.set_shown(epoch)
            self._show_numbers()

    def set_log(self, on: bool) -> None:
        """Logarithmic or linear losses: a single loss that is thousands flattens all others on a line."""
        if on != self._log:
            self._log = on
            self.loss.set_log(on)
            self._name_axes()

    def add_control(self, control: QWidget) -> None:
        """Put a control of the plots above them, beside the numbers."""
        self._head.addWidget(control, 0, Qt.AlignmentFlag.AlignTop)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for part in (self.key, self.loss, self.accuracy):
            part.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        """Type and lines to be read from the last row."""
        for part in (self.key, self.loss, self.accuracy):
            part.set_large_type(on)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.setAccessibleName(self.tr("Loss and accuracy over epochs"))
        self._name_axes()
        self.loss.setToolTip(
            self.tr(
                "Mean loss of each epoch; the thin line is the loss of single batches. "
                "Click for an epoch’s numbers."
            )
        )
        self.accuracy.setToolTip(
            self.tr(
                "Share of images read right: bold on test images, which the network never learns from, "
                "thin on training images. Where the two part, it learns by heart."
            )
        )
        self.key.set_columns(
            (
                (self.tr("epoch"), 0.0),
                (self.tr("loss"), _LEAD),
                (self.tr("train"), _THIN),
                (self.tr("test"), _LEAD),
            )
        )
        self.key.set_empty_text(self.tr("Press Train: loss and accuracy are drawn while the network learns."))
        self._show_numbers()

    def text(self) -> str:
        """The numbers of the epoch shown as tab-separated text."""
        return self.key.text()

    # Keys, mouse, size

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = max((int(run.epochs[-1]) for run in self._runs if len(run.epochs)), default=None)
        if last is None:
            super().keyPressEvent(event)
            return
        first = min(int(run.epochs[0]) for run in self._runs if len(run.epochs))
        now = last if self._shown is None else self._shown
        goals = {
            Qt.Key.Key_Left: max(now - 1, first), Qt.Key.Key_Right: min(now + 1, last),
            Qt.Key.Key_Home: first, Qt.Key.Key_End: last,
        }  # fmt: skip
        goal = goals.get(Qt.Key(event.key()))
        if goal is None:
            super().keyPressEvent(event)
        else:
            self.epoch_requested.emit(goal)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.key.set_focused(True)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.key.set_focused(False)
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        beside = self.width() >= _BESIDE * self.height()
        self._plots.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )
        super().resizeEvent(event)

    def _on_plot_epoch_requested(self, epoch: int) -> None:
        self.setFocus()
        self.epoch_requested.emit(min(max(epoch, 0), self._epochs))

    def _name_axes(self) -> None:
        loss = self.tr("loss, log scale") if self._log else self.tr("loss")
        self.loss.set_names(self.tr("epoch"), loss)
        self.accuracy.set_names(self.tr("epoch"), self.tr("accuracy, %"))

    def _show_curves(self) -> None:
        losses: list[Curve] = []
        shares: list[Curve] = []
        for k, run in enumerate(self._runs):
            wide, opacity = k * _BAND, 255 if k == 0 else _BEHIND
            losses.append(Curve(run.epochs, run.losses, run.style, _LEAD + wide, opacity, marked=True))
            if len(run.batch_losses):
                losses.append(Curve(run.batch_epochs, run.batch_losses, run.style, _BATCH, _FAINT))
            if len(run.test):
                shares.append(Curve(run.epochs, run.test, run.style, _LEAD + wide, opacity, marked=True))
            if len(run.train):
                shares.append(Curve(run.epochs, run.train, run.style, _THIN + wide, opacity))
        self.loss.set_curves(losses, self._epochs)
        self.accuracy.set_curves(shares, self._epochs)

    def _show_numbers(self) -> None:
        rows = []
        for run in self._runs:
            place = value_at(run.epochs, self._shown)
            numbers: tuple[str, ...] = ("—",) * 4
            if place is not None:
                shares = (_share(part, place) for part in (run.train, run.test))
                numbers = (f"{int(run.epochs[place]):,}", fixed(float(run.losses[place])), *shares)
            rows.append(KeyRow(run.style, run.name, numbers))
        self.key.set_rows(rows)
        tell(self, self.key.text() if rows else "")


def _share(shares: Array, place: int) -> str:
    """An accuracy with the digits that the lessons publish: "99.36 %"."""
    if not len(shares) or not math.isfinite(shares[place]):
        return "—"
    return f"{100 * shares[place]:.2f}{NBSP}%"
