"""Draws the state of the tab: the one place where records become pictures and text."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject

from app.descent.ghost import Ghost, difference
from app.descent.results import Results
from app.descent.rolling import Rolling
from app.descent.run import Run
from engine.box import Box
from engine.config import RunConfig
from engine.preview import Preview
from engine.problem import Problem
from engine.qt_worker import SurfaceGrid
from engine.records import EpochRecord, FloatArray
from viz import numbers
from viz.readout import Row
from viz.surface_view import Mark, SurfaceView
from viz.theme import DARK, RunStyle, Theme

_CURVE_POINTS = 241
_SYMBOLS = {
    "circle": "o", "square": "s", "triangle": "t1", "diamond": "d",
    "pentagon": "p", "cross": "x", "plus": "+", "star": "star",
}  # fmt: skip
_NONE: FloatArray = np.empty(0)


class Sketcher(QObject):
    """Calls the setters of the surface view and the results; decides nothing."""

    def __init__(self, view: SurfaceView, results: Results, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view, self._results = view, results
        self._theme = DARK
        self._x: FloatArray = _NONE
        self._problem: Problem | None = None
        self._ghost: Ghost | None = None
        self._box: Box | None = None
        self._rolling = Rolling(self._draw_point, self)

    @property
    def style(self) -> RunStyle:
        """Style of the one run."""
        return self._theme.runs[0]

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def draw_problem(self, problem: Problem, loss_label: str) -> None:
        """Data, true curve, axes and marks: what stays while a run goes on."""
        self._problem = problem
        results, view = self._results, self._view
        low, high = float(problem.x.min()), float(problem.x.max())
        pad = 0.02 * (high - low)
        self._x = np.linspace(low - pad, high + pad, _CURVE_POINTS)
        results.data.set_data(problem.x, problem.y)
        true_w = problem.true_w
        results.data.set_true_curve(self._x, problem.predict(true_w, self._x)) if true_w else (
            results.data.set_true_curve(_NONE, _NONE)
        )
        view.set_axes("ŵ₀", "ŵ₁", loss_label)
        self.draw_marks()

    def draw_marks(self) -> None:
        """The true weights and the minimum: two different points, each with its numbers."""
        problem = self._problem
        if problem is None:
            return
        marks = []
        if problem.true_w is not None:
            text = QCoreApplication.translate("surface", "true ({w0}, {w1})")
            w0, w1 = problem.true_w
            marks.append(
                Mark(
                    w0, w1, text.format(w0=numbers.significant(w0, 2), w1=numbers.significant(w1, 2)), "true"
                )
            )
        if problem.optimum is not None:
            text = QCoreApplication.translate("surface", "minimum ({w0}, {w1})")
            w0, w1, _ = problem.optimum
            label = text.format(w0=numbers.fixed(w0, 3), w1=numbers.fixed(w1, 3))
            marks.append(Mark(w0, w1, label, "optimum"))
        self._view.set_marks(marks)

    def draw_surface(self, grid: SurfaceGrid, lesson_box: Box) -> None:
        """The surface, its walls as high as it is; the lesson's box is outlined where there is more."""
        self._box = grid.box
        finite = grid.loss[np.isfinite(grid.loss)]
        self._view.set_surface(
            grid.w0,
            grid.w1,
            grid.loss,
            box=(lesson_box.w0, lesson_box.w1),
            ceiling=float(finite.max()) if len(finite) else None,
        )

    def draw_ghost(self, ghost: Ghost | None, config: RunConfig) -> None:
        """The run before, in grey."""
        self._ghost = ghost
        if ghost is None or self._problem is None:
            self._view.set_ghost(None, "")
            self._results.data.set_ghost(_NONE, _NONE)
            self._results.set_ghost_name("")
            return
        name = difference(ghost.config, config)
        self._view.set_ghost(ghost.path, name)
        last = (float(ghost.path[-1, 0]), float(ghost.path[-1, 1]))
        self._results.data.set_ghost(self._x, self._problem.predict(last, self._x))
        self._results.set_ghost_name(name)

    def draw_start(self, start: tuple[float, float], preview: Preview) -> None:
        """The start and the path that descent would take from it."""
        self._view.set_start(*start)
        certain = len(preview.path) if preview.uncertain_from is None else preview.uncertain_from
        self._view.set_preview(preview.path, certain)

    def draw_epoch(
        self, record: EpochRecord, run: Run | None, preview: Preview, epochs: int, *, roll: float = 0.0
    ) -> None:
        """Everything that belongs to one epoch, on all panes; `run` is None while a start is dragged.

        The point takes `roll` seconds for its way from the epoch before.
        """
        view, results, style = self._view, self._results, self.style
        path = run.drawn_path(record.epoch + 1) if run is not None else _NONE.reshape(0, 2)
        view.set_path(0, path, style)
        self._rolling.show(run.number if run is not None else None, record.epoch, record.w, roll)
        view.set_gradient(record.grad if all(map(math.isfinite, record.grad)) else None)
        problem = self._problem
        assert problem is not None
        results.data.set_curve(self._x, problem.predict(record.w, self._x), style.colour)
        results.loss.set_run_style(style.colour, _SYMBOLS[style.marker])
        results.loss.set_curves(
            curve=run.history.losses(record.epoch + 1) if run is not None else _NONE,
            preview=preview.losses,
            ghost=self._ghost.losses if self._ghost is not None else _NONE,
            epochs=epochs,
        )
        results.loss.set_epoch(record.epoch, record.loss)
        self._write(record, run)

    def _draw_point(self, w: tuple[float, float]) -> None:
        """The current point; beyond the largest surface an arrow at the edge carries its numbers."""
        self._view.set_current(*w, self.style)
        beyond = self._box is not None and not self._box.contains(w)
        text = f"ŵ = ({numbers.significant(w[0], 3)}, {numbers.significant(w[1], 3)})"
        self._view.set_arrow_out(text if beyond else "", w if beyond else None)

    def _write(self, record: EpochRecord, run: Run | None) -> None:
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
