"""How the surface and the loss curve are looked at: cameras, colours and logarithms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.actions import Actions
from app.descent.tab import DescentTab
from app.settings import Settings
from engine.lessons import Lesson
from viz.surface_view import SurfaceView

if TYPE_CHECKING:
    from engine.problem import Problem

OPENING_ELEVATION = 30.0
"""Degrees: high enough for the surface to be grabbed; the notes' own view is a button."""


class Viewpoint(QObject):
    """Answers the view's buttons and keys. What it changes is remembered, but is no step to undo."""

    def __init__(
        self, tab: DescentTab, actions: Actions, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tab, self._actions, self._settings = tab, actions, settings
        self._lesson: Lesson | None = None
        self._problem: Problem | None = None
        actions["fit"].triggered.connect(self._on_fit_triggered)
        actions["top_view"].triggered.connect(lambda _checked=False: tab.surface.view.top_view())
        actions["notes_view"].triggered.connect(self._on_notes_view_triggered)
        actions["log_height"].setChecked(settings.value("height") == "log")
        actions["log_loss"].setChecked(settings.value("loss_scale") == "log")
        actions["log_height"].toggled.connect(self._on_log_height_toggled)
        actions["log_loss"].toggled.connect(self._on_log_loss_toggled)
        actions["slope_colours"].setChecked(settings.value("colours") == "gradient")
        actions["slope_colours"].toggled.connect(self._on_slope_colours_toggled)

    def furnish(self) -> None:
        """Tell panes that have just been made how things are to be looked at."""
        for view in self._tab.surface.views():
            self.adopt(view)
        if self._tab.results is not None:
            self._tab.results.loss.set_log(self._actions["log_loss"].isChecked())

    def adopt(self, view: SurfaceView) -> None:
        """Tell a view that has just been made how things are to be looked at."""
        view.set_animated(self._settings.value("motion"))
        view.set_height("log" if self._actions["log_height"].isChecked() else "linear")
        view.set_colouring("gradient" if self._actions["slope_colours"].isChecked() else "loss")

    def show(self, lesson: Lesson, problem: Problem) -> None:
        """What is looked at now."""
        self._lesson, self._problem = lesson, problem

    def open(self, start: tuple[float, ...]) -> None:
        """Look at a new surface for the first time, start and minimum both in sight."""
        if self._lesson is None or self._problem is None:
            return
        optimum = self._problem.optimum
        w0, w1 = start
        in_sight = [(w0, w1)] if optimum is None else [(w0, w1), optimum[:2]]
        self._tab.surface.view.open_view(OPENING_ELEVATION, self._lesson.camera[1], in_sight)

    @Slot()
    def _on_notes_view_triggered(self) -> None:
        if self._lesson is not None:
            self._tab.surface.view.show_view(*self._lesson.camera)

    @Slot()
    def _on_fit_triggered(self) -> None:
        for view in self._tab.surface.views():
            view.fit()

    @Slot(bool)
    def _on_log_height_toggled(self, on: bool) -> None:
        self._settings.setValue("height", "log" if on else "linear")
        for view in self._tab.surface.views():
            view.set_height("log" if on else "linear")

    @Slot(bool)
    def _on_slope_colours_toggled(self, on: bool) -> None:
        self._settings.setValue("colours", "gradient" if on else "loss")
        for view in self._tab.surface.views():
            view.set_colouring("gradient" if on else "loss")

    @Slot(bool)
    def _on_log_loss_toggled(self, on: bool) -> None:
        self._settings.setValue("loss_scale", "log" if on else "linear")
        if self._tab.results is not None:
            self._tab.results.loss.set_log(on)
