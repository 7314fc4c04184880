"""Draws the right column: data and curves, loss curves, numbers."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject

from app.descent.ghost import Ghost
from app.descent.picture import Picture, Shown
from app.descent.results import Results
from engine.problem import Problem
from engine.records import FloatArray
from viz import numbers
from viz.data_plot import Curve
from viz.loss_plot import LossCurve
from viz.readout import Row
from viz.theme import DARK, Theme

_CURVE_POINTS = 241
_NONE: FloatArray = np.empty(0)


class Sketcher(QObject):
    """Calls the setters of the results; decides nothing."""

    def __init__(self, results: Results, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._results = results
        self._theme = DARK
        self._x: FloatArray = _NONE
        self._problem: Problem | None = None
        self._data: Hashable = None
        self._ghost: Ghost | None = None

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def draw_problem(self, problem: Problem, data: Hashable) -> None:
        """Data and true curve: what stays while a run goes on. `data` tells one data set from another."""
        self._problem = problem
        if data == self._data:
            return
        self._data = data
        self._results.set_has_data(problem.n > 0)
        low, high = problem.span
        pad = 0.02 * (high - low)
        self._x = np.linspace(low - pad, high + pad, _CURVE_POINTS)
        plot = self._results.data
        plot.set_data(problem.x, problem.y)
        true_w = problem.true_w
        plot.set_true_curve(self._x, problem.predict(true_w, self._x)) if true_w else (
            plot.set_true_curve(_NONE, _NONE)
        )

    def draw_ghost(self, ghost: Ghost | None, name: str) -> None:
        """The run before, in grey."""
        self._ghost = ghost
        self._results.set_ghost_name(name)
        if ghost is None or self._problem is None or not self._problem.n:
            self._results.data.set_ghost(_NONE, _NONE)
            return
        last = (float(ghost.path[-1, 0]), float(ghost.path[-1, 1]))
        self._results.data.set_ghost(self._x, self._problem.predict(last, self._x))

    def draw(self, picture: Picture, chosen: Shown) -> None:
        """Everything that belongs to one epoch; the numbers are those of the run `chosen`."""
        problem, results = self._problem, self._results
        assert problem is not None
        shown = [one for one in picture.shown if one.visible]
        curves = [
            Curve(self._x, problem.predict(one.record.w, self._x), one.style, faded=one.faded)
            for one in (shown if problem.n else ())
        ]
        results.data.set_curves(curves)
        results.loss.set_runs(
            [
                LossCurve(
                    losses=one.run.history.losses() if one.run is not None else _NONE,
                    style=one.style,
                    preview=one.preview.losses if one.preview is not None else None,
                    faded=one.faded,
                    at=(one.record.epoch, one.record.loss),
                )
                for one in shown
            ],
            ghost=self._ghost.losses if self._ghost is not None else _NONE,
            epochs=picture.epochs,
        )
        self._write(chosen)

    def _write(self, one: Shown) -> None:
        record, run = one.record, one.run
        headline = QCoreApplication.translate("readout", "Epoch {epoch} · loss {loss}")
        self._results.set_headline(
            headline.format(epoch=f"{record.epoch:,}", loss=numbers.significant(record.loss, 6))
        )
        rows = [
            Row(
                QCoreApplication.translate("readout", "weights"),
                tuple(numbers.fixed(value) for value in record.w),
            ),
            Row(
                QCoreApplication.translate("readout", "gradient"),
                tuple(numbers.significant(value, 4) for value in record.grad),
            ),
        ]
        first = record.epoch if run is not None and record.epoch < run.last else record.epoch - 1
        if run is None or first < 0:
            rows.append(Row(QCoreApplication.translate("readout", "step"), ("—", "—")))
        else:
            before, after = run.history[first].w, run.history[first + 1].w
            step = tuple(numbers.significant(b - a, 4) for a, b in zip(before, after, strict=True))
            rows.append(
                Row(
                    QCoreApplication.translate("readout", "step {a} → {b}").format(a=first, b=first + 1), step
                )
            )
        self._results.readout.set_rows(("", "ŵ₀", "ŵ₁"), rows)
