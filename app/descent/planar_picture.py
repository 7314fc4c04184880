"""Draws the run of a lesson of two inputs: calls the pane's setters, decides nothing."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.descent.naming import loss_label
from app.descent.planar_pane import NAMES, PlanarPane
from app.descent.run import Run
from engine.config import RunConfig
from engine.lessons import Lesson
from engine.records import EpochRecord, FloatArray, History
from engine.two_inputs import TwoInputs, held_by
from viz import numbers
from viz.loss_plot import LossCurve
from viz.readout import Row

POINTS = 101
"""Of the surface along each axis: it is evaluated anew for every epoch, as the third weight moves."""
MOST_DRAWN = 2000
"""Vertices of a path, about."""
FARTHEST = 4.0
"""A path is followed out of the lesson's box by at most so many times its side."""


class PlanarPicture:
    """What is seen of one run.

    Parameters
    ----------
    pane
        Where it is drawn.
    config
        What is run.
    lesson
        For the part of each weight's axis that is drawn at least.
    """

    def __init__(self, pane: PlanarPane, config: RunConfig, lesson: Lesson) -> None:
        assert lesson.third is not None
        self._pane, self._config = pane, config
        self.problem = TwoInputs.of(config)
        self._spans = (lesson.surface.w0, lesson.surface.w1, lesson.third)
        self._surface: tuple[object, ...] | None = None
        self._sides: list[tuple[float, float]] = []
        self._held = (0.0, (1, 2))
        self._measured = 0
        self._extent: FloatArray = np.array([config.start, config.start])  # (low, high) × weights
        pane.data.set_data(self.problem.x, self.problem.y)

    def draw(self, run: Run, epoch: int, plane: tuple[int, int], draft: tuple[float, ...] | None) -> None:
        """Everything of one epoch; of a start that is being dragged, what it would begin with."""
        pane = self._pane
        record = run.at(epoch) if draft is None else self._at(draft)
        if record is None:
            return
        style = pane.theme.runs[0]
        start = self._config.start if draft is None else draft
        history = run.history
        a, b = plane
        held = record.w[held_by(plane)]
        self._measure(history)
        self._draw_surface(plane, held, start)
        every = 1 + record.epoch // MOST_DRAWN
        path = np.vstack([history.path(record.epoch, every=every), record.w]) if draft is None else None
        pane.view.set_path(0, None if path is None else path[:, plane], style)
        pane.view.set_start(start[a], start[b])
        pane.view.set_current(record.w[a], record.w[b], style, 0)
        pane.view.set_arrow_out(*self._out(record.w[a], record.w[b]))
        pane.view.set_gradient((record.grad[a], record.grad[b]))
        pane.show_plane(plane, numbers.fixed(held, 4))
        x1, x2 = pane.data.grid()
        pane.data.set_model(record.w, self.problem.predict(record.w, x1[:, None], x2))
        losses = run.history.losses() if draft is None else np.empty(0)
        pane.loss.set_runs([LossCurve(losses, style, at=(record.epoch, record.loss))], epochs=run.epochs)
        self._write(run, record)

    def told(self, at: tuple[float, float]) -> str:
        """What is said of a point under the cursor."""
        held, (a, b) = self._held
        loss = float(self.problem.on_plane((a, b), held, *at))
        word = QCoreApplication.translate("surface", "loss")
        place = f"{NAMES[a]} {numbers.fixed(at[0], 2)}  {NAMES[b]} {numbers.fixed(at[1], 2)}"
        return f"{place}  {word} {numbers.significant(loss, 4)}"

    def as_text(self, record: EpochRecord) -> str:
        """Epoch, loss, accuracy, weights and gradient, as tab-separated text."""
        lines = [
            f"epoch\t{record.epoch}",
            f"loss\t{record.loss!r}",
            f"accuracy\t{self.problem.accuracy(record.w)!r}",
            "\t".join(["w", *map(repr, record.w)]),
            "\t".join(["gradient", *map(repr, record.grad)]),
        ]
        return "\n".join(lines)

    def _out(self, first: float, second: float) -> tuple[str, tuple[float, float] | None]:
        """The numbers of a point beyond the surface, to be shown at its edge, and the point."""
        assert self._surface is not None
        (low0, high0), (low1, high1) = self._sides
        if low0 <= first <= high0 and low1 <= second <= high1:
            return "", None
        return f"({numbers.significant(first, 3)}, {numbers.significant(second, 3)})", (first, second)

    def _at(self, w: tuple[float, ...]) -> EpochRecord:
        g0, g1, g2 = self.problem.gradient(w).tolist()
        return EpochRecord(0, w, float(self.problem.loss(*w)), (g0, g1, g2))

    def _measure(self, history: History) -> None:
        """Where the run has gone so far; only what is new is looked at."""
        fresh = history.path(start=self._measured)
        self._measured += len(fresh)
        self._extent = np.vstack([self._extent, fresh])
        for place, (low, high) in enumerate(self._spans):  # what is far out is not followed
            far = FARTHEST * (high - low)
            np.clip(self._extent[:, place], low - far, high + far, out=self._extent[:, place])
        self._extent = np.stack([self._extent.min(axis=0), self._extent.max(axis=0)])

    def _draw_surface(self, plane: tuple[int, int], held: float, start: tuple[float, ...]) -> None:
        sides = self._sides = [self._side(place, start[place]) for place in plane]
        wanted = (plane, held, *sides)
        if wanted == self._surface:
            return
        names = [NAMES[place] for place in plane]
        if self._surface is None or self._surface[0] != plane:
            self._pane.view.set_axes(names[0], names[1], loss_label(self._config.loss))
        self._surface, self._held = wanted, (held, plane)
        first, second = (np.linspace(*side, POINTS) for side in sides)
        loss = self.problem.on_plane(plane, held, first[:, None], second)
        finite = loss[np.isfinite(loss)]
        self._pane.view.set_surface(first, second, loss, ceiling=float(finite.max()) if len(finite) else None)

    def _side(self, place: int, start: float) -> tuple[float, float]:
        """Where a weight's axis goes: the lesson's part of it, grown in steps to where the run has gone."""
        low, high = self._spans[place]
        size = high - low
        least, most = min(self._extent[0, place], start), max(self._extent[1, place], start)
        low -= np.ceil(max(low - least, 0.0) / size * 4) * size / 4
        high += np.ceil(max(most - high, 0.0) / size * 4) * size / 4
        return float(low), float(high)

    def _write(self, run: Run, record: EpochRecord) -> None:
        text = QCoreApplication.translate("readout", "Cost {loss} · accuracy {accuracy}%")
        self._pane.set_headline(
            text.format(
                loss=numbers.significant(record.loss, 6),
                accuracy=numbers.significant(100 * self.problem.accuracy(record.w), 4),
            )
        )
        weights = QCoreApplication.translate("readout", "weights")
        gradient = QCoreApplication.translate("readout", "gradient")
        rows = [
            Row(weights, tuple(numbers.significant(value, 5) for value in record.w)),
            Row(gradient, tuple(numbers.significant(value, 4) for value in record.grad)),
        ]
        self._pane.readout.set_rows(("", *NAMES), rows)
