"""One surface and all that lies on it. There are two where losses, or views, are compared."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.descent.ghost import Ghost
from app.descent.growth import drawn_box
from app.descent.landscape import Landscape
from app.descent.naming import loss_label
from app.descent.picture import Picture, Shown
from app.descent.rolling import Rolling
from app.descent.setup import LEAD, MOST
from engine.box import Box
from engine.problem import Problem
from engine.qt_surface import SurfaceGrid
from engine.records import FloatArray
from viz import numbers
from viz.surface_view import Mark, SurfaceView
from viz.theme import DARK, RunStyle, Theme

Weights = tuple[float, float]


class Terrain(QObject):
    """Draws a problem's surface on a view, and the runs that descend on it. Decides nothing.

    The runs' weights may be other coordinates than the surface's, where the data were standardised: then
    `matrix` turns the one into the other.

    Parameters
    ----------
    view
        Where it is drawn.
    """

    grid_finished = Signal()
    """The surface asked for last is drawn. GUI thread."""
    failed = Signal(str)
    """It could not be evaluated: traceback text. GUI thread."""

    def __init__(self, view: SurfaceView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.problem: Problem | None = None
        self.box: Box | None = None
        self._lesson_box: Box | None = None
        self._matrix: FloatArray | None = None
        self._theme: Theme = DARK
        self._ghost: Ghost | None = None
        self._styles: dict[int, tuple[int, RunStyle]] = {}
        self._rolling = Rolling(self._draw_points, self)
        view.hovered.connect(self._on_view_hovered)
        self._landscape = Landscape(self)
        self._landscape.grid_finished.connect(self._on_landscape_grid_finished)
        self._landscape.failed.connect(self.failed)
        self._landscape.start()

    def shutdown(self) -> None:
        """End its thread."""
        self._landscape.shutdown()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    @property
    def is_of_runs(self) -> bool:
        """Whether its weights are those of the runs."""
        return self._matrix is None

    # The surface

    def show_problem(self, problem: Problem, lesson_box: Box, matrix: FloatArray | None = None) -> None:
        """Axes and marks of a problem; its surface comes when it is asked for.

        `matrix`, shape (2, 2), turns a run's weights into this surface's; None where they are the same.
        """
        self.problem, self._lesson_box, self._matrix = problem, lesson_box, matrix
        self.retranslate()

    def retranslate(self) -> None:
        """Names of axes and marks in the language in force."""
        if self.problem is not None:
            self.view.set_axes("ŵ₀", "ŵ₁", loss_label(self.problem.loss_name))
        self.draw_marks()

    def change_problem(self, problem: Problem) -> None:
        """Another problem with the same loss and axes, as its next batch is."""
        self.problem = problem
        self.draw_marks()

    def ask(self, picture: Picture, start: Weights, *, together: bool = False) -> bool:
        """Ask for the surface, grown to where the runs have gone; False if it is there.

        `together` counts all runs, those on another surface as well: both then show the same weights.
        """
        if self.problem is None or self._lesson_box is None:
            return False
        points: list[FloatArray] = [self._here(np.array([start]))]
        points += [
            self._here(corners(one.run.extent()))
            for one in (picture.seen if together else picture.of_loss(self.problem.loss_name))
            if one.run is not None and one.run.last >= 0
        ]
        if self._ghost is not None:
            points.append(self._here(corners(self._ghost.extent)))
        return self._landscape.ask(self.problem, drawn_box(self._lesson_box, np.concatenate(points)))

    def lay(self, problem: Problem, w0: FloatArray, w1: FloatArray, loss: FloatArray) -> None:
        """A surface that was evaluated elsewhere, while a datum is dragged."""
        self.problem = problem
        self.draw_marks()
        self._draw(Box((float(w0[0]), float(w0[-1])), (float(w1[0]), float(w1[-1]))), w0, w1, loss)

    def forget(self) -> None:
        """Evaluate the surface again when it is next asked for, even if nothing has changed."""
        self._landscape.forget()

    def _draw(self, box: Box, w0: FloatArray, w1: FloatArray, loss: FloatArray) -> None:
        """Walls as high as they are; the lesson's box is outlined where there is more."""
        assert self._lesson_box is not None
        self.box = box
        finite = loss[np.isfinite(loss)]
        self.view.set_surface(
            w0,
            w1,
            loss,
            box=(self._lesson_box.w0, self._lesson_box.w1),
            ceiling=float(finite.max()) if len(finite) else None,
        )

    @Slot(object)
    def _on_landscape_grid_finished(self, grid: SurfaceGrid) -> None:
        self._draw(grid.box, grid.w0, grid.w1, grid.loss)
        self.grid_finished.emit()

    @Slot(object)
    def _on_view_hovered(self, at: Weights | None) -> None:
        if self.problem is None or at is None:
            self.view.set_hover_text("")
            return
        loss = float(self.problem.loss(*at))
        shown = numbers.significant(loss, 4) if math.isfinite(loss) else "∞"
        place = f"ŵ₀ {numbers.fixed(at[0], 2)}  ŵ₁ {numbers.fixed(at[1], 2)}"
        word = QCoreApplication.translate("surface", "loss")
        self.view.set_hover_text(f"{place}  {word} {shown}")

    # What lies on it

    def draw_marks(self) -> None:
        """The true weights and the minimum: two different points, each with its numbers."""
        problem = self.problem
        if problem is None:
            return
        marks = []
        if problem.true_w is not None:
            text = QCoreApplication.translate("surface", "true ({w0}, {w1})")
            w0, w1 = problem.true_w
            label = text.format(w0=numbers.significant(w0, 2), w1=numbers.significant(w1, 2))
            marks.append(Mark(w0, w1, label, "true"))
        for w0, w1 in problem.minima:
            text = QCoreApplication.translate("surface", "minimum ({w0}, {w1})")
            label = text.format(w0=numbers.fixed(w0, 3), w1=numbers.fixed(w1, 3))
            marks.append(Mark(w0, w1, label, "optimum"))
        self.view.set_marks(marks)

    def draw_ghost(self, ghost: Ghost | None, name: str) -> None:
        """The run before, in grey; of another surface it is none of ours."""
        ours = ghost is not None and self.problem is not None and ghost.config.loss == self.problem.loss_name
        self._ghost = ghost if ours else None
        self.view.set_ghost(self._here(self._ghost.path) if self._ghost is not None else None, name)

    def draw_previews(self, start: Weights, shown: Sequence[Shown]) -> None:
        """The start, and the paths that descent would take."""
        self.view.set_start(*self.here(start))
        drawn = set()
        for one in shown:
            if one.preview is not None:
                style = None if one.key == LEAD and len(shown) == 1 else one.style
                self.view.set_preview(self._here(one.preview.path), one.certain, style, one.slot)
                drawn.add(one.slot)
        for slot in set(range(MOST)) - drawn:
            self.view.set_preview(None, slot=slot)

    def draw_runs(self, picture: Picture, race: object) -> None:
        """Paths, points and the gradient of the epoch shown."""
        assert self.problem is not None
        shown = picture.of_loss(self.problem.loss_name)
        for one in shown:
            self.view.set_path(one.slot, self._here(one.path), one.style, faded=one.faded)
        for slot in set(self._slots()) - {one.slot for one in shown}:
            self.view.set_path(slot, None, self._theme.runs[slot])
            self.view.set_current(None, None, slot=slot)
        self._styles = {one.key: (one.slot, one.style) for one in shown}
        points = {one.key: self.here(one.record.w) for one in shown}
        self._rolling.show(race, picture.epoch, points, picture.roll)
        first = shown[0] if shown else None
        self.view.set_gradient(self._gradient_here(first.record.grad) if first is not None else None)

    def here(self, w: tuple[float, ...]) -> Weights:
        """A run's weights in the coordinates of this surface."""
        if self._matrix is None:
            return w[0], w[1]
        a, b = (self._matrix @ w).tolist()
        return a, b

    def from_here(self, w: Weights) -> Weights:
        """Weights of this surface in the runs' coordinates."""
        if self._matrix is None:
            return w
        a, b = np.linalg.solve(self._matrix, w).tolist()
        return a, b

    def _here(self, path: FloatArray) -> FloatArray:
        return path if self._matrix is None else path @ self._matrix.T

    def _gradient_here(self, gradient: tuple[float, ...]) -> Weights | None:
        """∂loss/∂w in these coordinates: with w = M·w′ the chain rule gives ∂/∂w′ = Mᵀ·∂/∂w."""
        if not all(map(math.isfinite, gradient)):
            return None
        if self._matrix is None:
            return gradient[0], gradient[1]
        a, b = np.linalg.solve(self._matrix.T, gradient).tolist()
        return a, b

    def _slots(self) -> list[int]:
        return [slot for slot, _ in self._styles.values()]

    def _draw_points(self, points: Mapping[int, Weights]) -> None:
        """Where the runs are; beyond the largest surface an arrow at its edge carries the first's numbers."""
        for key, w in points.items():
            if key in self._styles:
                slot, style = self._styles[key]
                self.view.set_current(*w, style, slot)
        out = next((w for w in points.values() if self.box is not None and not self.box.contains(w)), None)
        text = (
            "" if out is None else f"ŵ = ({numbers.significant(out[0], 3)}, {numbers.significant(out[1], 3)})"
        )
        self.view.set_arrow_out(text, out)


def corners(extent: FloatArray) -> FloatArray:
    """The four corners, shape (4, 2), of smallest and largest weights, shape (2, 2)."""
    (a0, a1), (b0, b1) = extent
    return np.array([[a0, a1], [a0, b1], [b0, a1], [b0, b1]])
