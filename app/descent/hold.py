"""Data and curve, held in the plot: what is dragged there moves surface and start."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Slot

from app.descent.composer import previewed
from app.descent.picture import Picture
from app.descent.setup import LEAD
from app.descent.terrain import Terrain, Weights
from engine.config import TYPED, DataSpec, Link
from engine.own_data import OwnData
from engine.preview import trace
from engine.records import FloatArray
from engine.surface.living import LivingSurface
from engine.typed import Typed
from viz.curve_handles import handle_places
from viz.data_plot import DataPlot

if TYPE_CHECKING:
    from app.descent.controller import DescentController

POINTS = (130, 110)
"""The surface is evaluated on so many points while a datum is dragged."""
PREVIEW_EPOCHS = 500
MOST_TYPED = 2_000
"""With more data a typed model's surface takes too long to re-form at every move."""
NEAREST = 1e-4
"""A handle of a sigmoid is pulled at most so close to 0 or 1, where its logit would be infinite."""


class PointHold(QObject):
    """While a point is dragged the surface re-forms and the path ahead follows; dropped, it is new data."""

    def __init__(self, controller: DescentController, plot: DataPlot) -> None:
        super().__init__(controller)
        self._controller, self._plot = controller, plot
        self._living: list[_Held] = []
        plot.point_drag_started.connect(self._on_plot_point_drag_started)
        plot.point_dragged.connect(self._on_plot_point_dragged)
        plot.point_drag_finished.connect(self._on_plot_point_drag_finished)
        plot.point_drag_cancelled.connect(self._on_plot_point_drag_cancelled)
        plot.point_added.connect(self._on_plot_point_added)
        plot.point_removed.connect(self._on_plot_point_removed)

    @Slot(int)
    def _on_plot_point_drag_started(self, index: int) -> None:
        surfaces = self._controller.surfaces
        self._controller.player.pause()
        self._living = []
        for terrain in surfaces.seen() if surfaces is not None else ():
            problem = terrain.problem
            if isinstance(problem, Typed) and problem.n > MOST_TYPED:
                continue  # the surface follows when the datum is let go
            if problem is not None and terrain.box is not None:
                sides = (terrain.box.w0, terrain.box.w1)
                w0, w1 = (np.linspace(*side, n) for side, n in zip(sides, POINTS, strict=True))
                self._living.append(_Held(terrain, LivingSurface(problem, w0, w1), w0, w1))

    @Slot(int, float, float)
    def _on_plot_point_dragged(self, index: int, x: float, y: float) -> None:
        picture = self._controller.picture()
        if picture is None:
            return
        for held in self._living:
            held.lay(held.living.moved(index, x, y))
        self._look_ahead(picture)

    def _look_ahead(self, picture: Picture) -> None:
        """The paths from the start on the surfaces as they are now."""
        setup = self._controller.setup
        if setup is None:
            return
        for held in self._living:
            problem = held.living.problem()
            epochs = previewed(problem, PREVIEW_EPOCHS, drafted=True)
            shown = [
                replace(one, preview=trace(problem, one.config, epochs))
                for one in picture.of_loss(problem.loss_name)
                if one.preview is not None
            ]
            held.terrain.draw_previews(setup.start, shown)

    @Slot(int, float, float)
    def _on_plot_point_drag_finished(self, index: int, x: float, y: float) -> None:
        self._living = []
        self._controller.take_data(self.tr("move a point"), lambda own: own.with_point(index, x, y))

    @Slot()
    def _on_plot_point_drag_cancelled(self) -> None:
        for held in self._living:
            held.lay(held.living.back())
            held.terrain.forget()
        self._living = []
        self._controller.drop_draft()

    @Slot(float, float)
    def _on_plot_point_added(self, x: float, y: float) -> None:
        self._controller.take_data(self.tr("add a point"), lambda own: own.with_added(x, y))
        problem = self._controller.problem
        if problem is not None:
            self._plot.choose_point(problem.n - 1)

    @Slot(int)
    def _on_plot_point_removed(self, index: int) -> None:
        problem = self._controller.problem
        if problem is not None and problem.n > 2:
            self._controller.take_data(self.tr("delete a point"), lambda own: own.without_point(index))
        else:
            self._controller.speaker.say_note(self.tr("Two points are the least that a line needs."))

    def forget(self) -> None:
        """There is another setup: what was held belongs to the one before."""
        self._living = []


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """A terrain that lives while a datum is held, and the axes of its grid."""

    terrain: Terrain
    living: LivingSurface
    w0: FloatArray
    w1: FloatArray

    def lay(self, loss: FloatArray) -> None:
        """Draw the surface as it is now."""
        self.terrain.lay(self.living.problem(), self.w0, self.w1, loss)


class CurveHold(QObject):
    """Two handles on the fitted curve: pulling one turns the curve about the other, and moves the start."""

    def __init__(self, controller: DescentController, plot: DataPlot) -> None:
        super().__init__(controller)
        self._controller, self._plot = controller, plot
        self._shown: tuple[tuple[float, ...], tuple[float, float], Link] | None = None
        plot.curve_drag_started.connect(self._on_plot_curve_drag_started)
        plot.curve_dragged.connect(self._on_plot_curve_dragged)
        plot.curve_drag_finished.connect(self._on_plot_curve_drag_finished)
        plot.curve_drag_cancelled.connect(self._on_plot_curve_drag_cancelled)
        self._held: tuple[float, ...] | None = None
        self._places: tuple[float, float] | None = None

    def draw(self, picture: Picture) -> None:
        """Put the handles on the chosen run's curve; while it plays, or cannot change, there are none."""
        problem = self._controller.problem
        setup = self._controller.setup
        rival = setup.rival(setup.chosen) if setup is not None else None
        fixed = rival is not None and (rival.kept is not None or rival.parent is not None)
        one = picture.one(setup.chosen if setup is not None else LEAD)
        if problem is None or problem.link in TYPED or fixed or self._controller.player.playing:
            wanted = None
        else:
            wanted = (one.record.w, problem.span, problem.link)
        if wanted == self._shown:
            return
        self._shown = wanted
        if wanted is None or problem is None or not all(map(math.isfinite, one.record.w)):
            self._plot.set_curve_handles(None)
            return
        if self._held is None:
            x = np.linspace(*problem.span, 121)
            found = handle_places(x, problem.predict(one.record.w, x), self._plot.view_range())
            self._places = None if found is None else (found[0][0], found[1][0])
        if self._places is None:
            self._plot.set_curve_handles(None)
            return
        low, high = problem.predict(one.record.w, np.array(self._places)).tolist()
        self._plot.set_curve_handles(((self._places[0], low), (self._places[1], high)))

    @Slot()
    def _on_plot_curve_drag_started(self) -> None:
        self._controller.player.pause()
        picture = self._controller.picture()
        setup = self._controller.setup
        chosen = setup.chosen if setup is not None else LEAD
        self._held = picture.one(chosen).record.w if picture is not None else None

    @Slot(int, float, float)
    def _on_plot_curve_dragged(self, which: int, x: float, y: float) -> None:
        start = self._start(which, y)
        if start is not None:
            self._controller.draft_start(start)

    @Slot(int, float, float)
    def _on_plot_curve_drag_finished(self, which: int, x: float, y: float) -> None:
        if self._held is None:
            self._on_plot_curve_drag_started()
        start = self._start(which, y)
        self._held = None
        if start is not None:
            self._controller.request(self.tr("curve"), start=start)

    @Slot()
    def _on_plot_curve_drag_cancelled(self) -> None:
        self._held = None
        self._controller.drop_draft()

    def _start(self, which: int, y: float) -> Weights | None:
        problem = self._controller.problem
        if problem is None or self._held is None or self._places is None:
            return None
        return turned(self._held, self._places, which, y, problem.link)


def turned(w: tuple[float, ...], at: tuple[float, float], which: int, y: float, link: Link) -> Weights:
    """Weights of the curve that goes through height `y` at handle `which` and stays where it is at the other.

    For a sigmoid u = log(y / (1 − y)) does so, with y kept off 0 and 1 by `NEAREST`.
    """
    u = [w[0] + w[1] * x for x in at]
    if link == "sigmoid":
        y = min(max(y, NEAREST), 1.0 - NEAREST)
        y = math.log(y / (1.0 - y))
    u[which] = y
    slope = (u[1] - u[0]) / (at[1] - at[0])
    return u[0] - slope * at[0], slope


def own_spec(own: OwnData) -> DataSpec:
    """What a config says of a person's own data."""
    return DataSpec("own", own=own)
