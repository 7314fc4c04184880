"""The one surface, or the two that are compared: problems, cameras and starts locked together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from app.descent.ghost import Ghost
from app.descent.naming import loss_label
from app.descent.next_batch import NextBatch
from app.descent.picture import Picture, Shown
from app.descent.setup import RAW, Setup
from app.descent.surface_pane import SurfacePane
from app.descent.terrain import Terrain, Weights
from engine.losses import LOSSES
from engine.problem import Problem
from engine.studio import BATCH_SURFACE, MAP
from engine.typed import Typed
from viz.surface_view import SurfaceView
from viz.theme import DARK, Theme


class Surfaces(QObject):
    """Tells one or two terrains what to draw, and hands on what is done on them."""

    start_drag_started = Signal()
    """The start was grabbed on one of the surfaces. GUI thread."""
    start_point_dragged = Signal(float, float)
    """It is being dragged: weights w0, w1. GUI thread."""
    start_drag_finished = Signal(float, float)
    """It was dropped, or moved by a key; weights as the runs have them. GUI thread."""
    start_drag_cancelled = Signal()
    """It is back where it was grabbed. GUI thread."""
    grid_finished = Signal()
    """The first surface is drawn. GUI thread."""
    failed = Signal(str)
    """A surface could not be evaluated: traceback text. GUI thread."""

    def __init__(self, pane: SurfacePane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pane = pane
        self._theme: Theme = DARK
        self.first = Terrain(pane.view, self)
        self.second: Terrain | None = None
        self._kind = ""
        self._problem: Problem | None = None
        self._asked: tuple[Picture, Weights] | None = None
        self._batch = NextBatch(self)
        self._batch.changed.connect(self._on_batch_changed)
        self.first.grid_finished.connect(self.grid_finished)
        self._connect(self.first)

    def shutdown(self) -> None:
        """End their threads."""
        for terrain in self.drawn():
            terrain.shutdown()

    def drawn(self) -> Iterator[Terrain]:
        """The terrains that are there, seen or not."""
        yield self.first
        if self.second is not None:
            yield self.second

    def seen(self) -> Iterator[Terrain]:
        """The terrains that are seen."""
        yield self.first
        if self.second is not None and self._kind:
            yield self.second

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for terrain in self.drawn():
            terrain.set_theme(theme)

    # What is shown

    def show(self, setup: Setup, problem: Problem) -> None:
        """The problem of a setup, and the second surface that it asks for."""
        self._problem = problem
        self.first.show_problem(problem, setup.lesson.surface)
        self._show_second(setup, problem)
        self._show_formulas()

    def _show_second(self, setup: Setup, problem: Problem) -> None:
        was, self._kind = self._kind, setup.second
        if not setup.second:
            self._pane.show_second(False)
            return
        if self.second is None:
            self.second = Terrain(self._pane.make_second(), self)
            self.second.set_theme(self._theme)
            self._connect(self.second)
            self.first.view.camera_moved.connect(self._on_first_camera_moved)
            self.second.view.camera_moved.connect(self._on_second_camera_moved)
        second, raw = self.second, setup.raw if setup.second == RAW else None
        flat = setup.second == MAP
        loss = setup.second if setup.second in LOSSES else problem.loss_name
        second.view.set_flat(flat)
        if raw is not None:
            before = Problem.of(replace(setup.config, data=raw.data))
            matrix = np.array([[1.0, -raw.mean / raw.std], [0.0, 1.0 / raw.std]])
            second.show_problem(before, raw.surface, matrix)
        elif flat:
            second.show_problem(problem, setup.lesson.surface)
        elif setup.second == BATCH_SURFACE:
            self._batch.show(setup.config, problem)
            second.show_problem(self._batch.problem(), setup.lesson.surface)
        else:
            second.show_problem(Problem.of(replace(setup.config, loss=loss)), setup.lesson.surface)
        kind = "raw" if raw is not None else setup.second if setup.second not in LOSSES else ""
        self._pane.show_second(True, kind)
        if was != setup.second:
            second.forget()
            if not flat:
                self._follow(self.first.view, second.view)

    def _show_formulas(self) -> None:
        """What is drawn, over each surface."""
        if self._problem is None:
            return
        self._pane.set_formula(0, _formula(self._problem))
        if self._kind:
            loss = self._kind if self._kind in LOSSES else self._problem.loss_name
            self._pane.set_formula(1, _formula(self._problem, loss))

    def retranslate(self) -> None:
        """Names and formulas in the language in force."""
        for terrain in self.seen():
            terrain.retranslate()
        self._show_formulas()

    def ask(self, picture: Picture, start: Weights) -> bool:
        """Ask for what surfaces are wanting; False if nothing is."""
        self._asked = picture, start
        together = self._kind in LOSSES
        asked = [terrain.ask(picture, start, together=together) for terrain in self.seen()]  # every one
        return any(asked)

    def draw_ghost(self, ghost: Ghost | None, name: str) -> None:
        for terrain in self.seen():
            terrain.draw_ghost(ghost, name)

    def draw_previews(self, start: Weights, shown: tuple[Shown, ...]) -> None:
        for terrain in self.seen():
            assert terrain.problem is not None
            ours = [one for one in shown if one.visible and one.config.loss == terrain.problem.loss_name]
            terrain.draw_previews(start, ours)

    def draw_runs(self, picture: Picture, race: object) -> None:
        if self._kind == BATCH_SURFACE:
            self._batch.follow(picture.lead.record.epoch)
        for terrain in self.seen():
            terrain.draw_runs(picture, race)

    @Slot()
    def _on_batch_changed(self) -> None:
        """Another batch is next: its surface, on the same axes."""
        second = self.second
        if self._kind != BATCH_SURFACE or second is None or self._asked is None:
            return
        second.change_problem(self._batch.problem())
        second.ask(*self._asked)

    # What is done on them

    def _connect(self, terrain: Terrain) -> None:
        view = terrain.view
        view.start_drag_started.connect(self.start_drag_started)
        view.start_point_dragged.connect(self._on_view_start_point_dragged)
        view.start_drag_finished.connect(self._on_view_start_drag_finished)
        view.start_drag_cancelled.connect(self.start_drag_cancelled)
        view.start_nudged.connect(self._on_view_start_drag_finished)
        terrain.grid_finished.connect(self._on_terrain_grid_finished)
        terrain.failed.connect(self.failed)

    @Slot(float, float)
    def _on_view_start_point_dragged(self, w0: float, w1: float) -> None:
        touched = self._touched()
        start = touched.from_here((w0, w1))
        for terrain in self.seen():
            if terrain is not touched:
                terrain.view.set_start(*terrain.here(start))
        self.start_point_dragged.emit(*start)

    @Slot(float, float)
    def _on_view_start_drag_finished(self, w0: float, w1: float) -> None:
        self.start_drag_finished.emit(*self._touched().from_here((w0, w1)))

    def _touched(self) -> Terrain:
        """The terrain whose view has just spoken."""
        return next((terrain for terrain in self.seen() if terrain.view is self.sender()), self.first)

    @Slot()
    def _on_first_camera_moved(self) -> None:
        if self.second is not None and self._kind not in ("", MAP):
            self._follow(self.first.view, self.second.view)

    @Slot()
    def _on_second_camera_moved(self) -> None:
        if self.second is not None and self._kind not in ("", MAP):
            self._follow(self.second.view, self.first.view)

    @Slot()
    def _on_terrain_grid_finished(self) -> None:
        """Two losses share one scale of colours for the gradient's size, so that plateaus can be compared."""
        both = None
        if self._kind in LOSSES:
            ranges = [terrain.view.slope_range() for terrain in self.seen()]
            known = [found for found in ranges if found is not None]
            if len(known) == len(ranges):
                both = (min(low for low, _ in known), max(high for _, high in known))
        for terrain in self.drawn():
            terrain.view.set_slope_range(both)

    @staticmethod
    def _follow(leader: SurfaceView, follower: SurfaceView) -> None:
        camera = leader.camera()
        if camera is not None and camera != follower.camera():
            follower.set_camera(camera)


def _formula(problem: Problem, loss: str = "") -> str:
    """What is drawn: a loss as a formula, of a typed model as well, or the formula of a surface."""
    chosen = LOSSES[loss or problem.loss_name]
    label = loss_label(chosen.name)
    if not isinstance(problem, Typed):
        return f"{label} = {chosen.formula}"
    if problem.link == "surface":
        return f"{label} = {problem.formula.text}"
    return f"{label} = {chosen.formula}, ŷ = {problem.formula.text}"
