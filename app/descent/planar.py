"""Lessons of two inputs in the Descent tab: opened in the others' place, run, changed, undone, left again."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QGuiApplication

from app.actions import Actions
from app.descent.aside_lesson import AsideLesson
from app.descent.frames import Frames
from app.descent.plan import Plan
from app.descent.player import Player
from app.descent.tab import DescentTab
from app.i18n import sentence
from app.settings import Settings
from engine.diagnoses import DIAGNOSES
from engine.errors import InputError
from engine.lessons import is_two_inputs, load_lesson

if TYPE_CHECKING:
    from app.descent.controller import DescentController
    from app.descent.planar_pane import PlanarPane
    from app.descent.planar_picture import PlanarPicture

PLAYED = ("play", "step", "step_back", "to_start", "to_end", "more")
Plane = tuple[int, int]


class Planar(AsideLesson[Plan]):
    """What is shown of a lesson of two inputs, and run."""

    NAME = "planar"
    PLACES = ("view", "studio")
    MEANT = ("copy",)

    def __init__(
        self, controller: DescentController, tab: DescentTab, actions: Actions, settings: Settings
    ) -> None:
        super().__init__(controller, tab, actions, settings)
        self.player = Player(self)
        self.plane: Plane = (1, 2)
        self.pane: PlanarPane | None = None
        self._draft: tuple[float, ...] | None = None
        self._picture: PlanarPicture | None = None
        self._loaded = self._started = False
        self._frames = Frames(self)
        self._frames.due.connect(self._draw)
        self._frames.shown.connect(self.player.go_on)
        self.player.changed.connect(self._on_player_changed)
        self.player.ended.connect(self._on_player_ended)
        self.player.failed.connect(self._on_player_failed)

    def shutdown(self) -> None:
        """End the training thread."""
        self._frames.stop()
        self.player.shutdown()

    # Opening and leaving

    def takes(self, name: str) -> bool:
        """Open the lesson `name` if it is one of two inputs, or leave them for the one that waits under them.

        False if it is another one: the controller opens it.
        """
        fresh = Plan(load_lesson(name)) if is_two_inputs(name) else None
        return self._takes(name, fresh, self.tr("lesson"))

    def load(self) -> None:
        """Torch is there."""
        self._loaded = True
        self.refresh()

    def set_animated(self, on: bool) -> None:
        """Let the camera glide, or jump."""
        if self.pane is not None:
            self.pane.view.set_animated(on)

    def redraw(self) -> None:
        """Draw what is shown anew: in another theme, for example."""
        self._frames.wish()

    # What actions of all lessons do here

    def acts(self, name: str) -> bool:
        """Do what an action says with this lesson's run, if it is shown; says so."""
        if self.chosen is None:
            return False
        player = self.player
        if name == "play":
            player.pause() if player.playing else player.play()
        elif name == "reset":
            self._change(self.tr("reset"), Plan(self.chosen.lesson))
            player.seek(0)
        elif name == "copy":
            self._copy()
        elif name != "more":
            {
                "step": player.step,
                "step_back": lambda: player.seek(player.shown_recorded - 1),
                "to_start": lambda: player.seek(0),
                "to_end": player.to_end,
            }[name]()
        return True

    def _copy(self) -> None:
        record = self.player.run.at(self.player.shown_recorded) if self.player.run is not None else None
        if record is not None and self._picture is not None:
            QGuiApplication.clipboard().setText(self._picture.as_text(record))

    # State

    def request(self, text: str, **fields: Any) -> None:
        """Replace fields of the run's config; what cannot be used is said and nothing changes."""
        self._draft = None
        if self.chosen is None:
            return
        try:
            new = self.chosen.changed(**fields)
        except InputError as error:
            if self.pane is not None:
                self.pane.say(sentence(error))
                self.pane.show_config(self.chosen.config())
            return
        self._change(text, new)

    def _cover(self, on: bool) -> None:
        if not on:
            self.player.pause()
        self._tab.show_planar(on)

    # Picture

    def _present(self, chosen: Plan) -> None:
        """Show the plan on the pane, and run it once torch is there."""
        if self.pane is None:
            self.pane = self._make_pane()
        self.pane.show_lesson(chosen.lesson, self._controller.speaker.language)
        if not self._loaded:
            return
        if not self._started:
            self._started = True
            self.player.start()
        config = chosen.config()
        self.pane.show_config(config)
        if self.player.run is None or self.player.run.config != config:
            from app.descent.planar_picture import PlanarPicture
            from app.descent.run import Run

            fresh = self._picture is None
            self._picture = PlanarPicture(self.pane, config, chosen.lesson)
            if fresh:
                self.pane.view.show_view(*chosen.lesson.camera, animate=False)
            self.player.open([Run(0, config, config.epochs)])
        self._frames.wish(at_once=True)

    def _make_pane(self) -> PlanarPane:
        pane = self._tab.make_planar()
        pane.plane_chosen.connect(self._on_pane_plane_chosen)
        pane.start_requested.connect(self._on_pane_start_requested)
        pane.rate_requested.connect(lambda value: self.request(self.tr("learning rate"), lr=value))
        pane.epochs_requested.connect(lambda value: self.request(self.tr("epochs"), epochs=value))
        pane.optimizer_requested.connect(
            lambda name: self.request(self.tr("optimizer"), optimizer=name, hyper=())
        )
        pane.text_refused.connect(lambda text: pane.say(self._controller.speaker.unreadable(text)))
        pane.loss.epoch_requested.connect(self.player.seek)
        pane.transport.epoch_requested.connect(self.player.seek)
        pane.transport.rate_requested.connect(self._on_transport_rate_requested)
        pane.view.start_drag_started.connect(self.player.pause)
        pane.view.start_point_dragged.connect(self._on_view_start_point_dragged)
        pane.view.start_drag_finished.connect(self._on_view_start_drag_finished)
        pane.view.start_nudged.connect(self._on_view_start_drag_finished)
        pane.view.start_drag_cancelled.connect(self._on_view_start_drag_cancelled)
        pane.view.hovered.connect(self._on_view_hovered)
        pane.view.set_animated(bool(self._settings.value("motion")))
        self._on_transport_rate_requested(float(self._settings.value("speed") or 10))
        pane.transport.set_rate(self.player.rate)
        return pane

    @Slot()
    def _on_player_changed(self) -> None:
        self._frames.wish()

    @Slot()
    def _on_player_ended(self) -> None:
        """Say why, if the run has diverged."""
        from engine.stability import diverging

        run = self.player.run
        if run is None or self.pane is None or run.end != "diverged":
            return
        found = diverging(run.config, run.history, run.end)
        if found is not None:
            template = QCoreApplication.translate("diagnosis", DIAGNOSES[found.code])
            self.pane.say(template.format(**found.values))

    @Slot(str)
    def _on_player_failed(self, text: str) -> None:
        if self.pane is not None:
            self.pane.say(self._controller.speaker.failed(text))

    @Slot()
    def _draw(self) -> None:
        picture, run, plan = self._picture, self.player.run, self.chosen
        if picture is None or run is None or plan is None or self.pane is None:
            return
        player = self.player
        shown = player.shown_recorded
        picture.draw(run, shown, self.plane, self._draft)
        self.pane.transport.set_epochs(shown, max(player.last, 0), player.epochs)
        self.pane.transport.set_playing(player.playing)
        going = not player.all_over or shown < player.last
        for name, on in (
            ("step_back", shown > 0),
            ("to_start", shown > 0),
            ("step", going),
            ("to_end", going),
        ):
            self._actions[name].setEnabled(on)
        self._frames.drawn()

    # Wishes

    @Slot(str)
    def _on_pane_plane_chosen(self, name: str) -> None:
        self.plane = int(name[0]), int(name[1])
        self._frames.wish(at_once=True)

    @Slot(int, float)
    def _on_pane_start_requested(self, place: int, value: float) -> None:
        if self.chosen is not None:
            start = list(self.chosen.config().start)
            start[place] = value
            self.request(self.tr("start"), start=tuple(start))

    @Slot(float)
    def _on_transport_rate_requested(self, rate: float) -> None:
        self._settings.setValue("speed", str(rate))
        self.player.set_rate(rate)

    def _moved(self, first: float, second: float) -> tuple[float, ...] | None:
        """The start with the two weights that are drawn replaced."""
        if self.chosen is None:
            return None
        start = list(self.chosen.config().start)
        start[self.plane[0]], start[self.plane[1]] = first, second
        return tuple(start)

    @Slot(float, float)
    def _on_view_start_point_dragged(self, first: float, second: float) -> None:
        self._draft = self._moved(first, second)
        if self._draft is not None and self.pane is not None:
            self.pane.show_start(self._draft)
            self._frames.wish()

    @Slot(float, float)
    def _on_view_start_drag_finished(self, first: float, second: float) -> None:
        start = self._moved(first, second)
        if start is not None:
            self.request(self.tr("start"), start=start)

    @Slot()
    def _on_view_start_drag_cancelled(self) -> None:
        self._draft = None
        if self.chosen is not None and self.pane is not None:
            self.pane.show_config(self.chosen.config())
        self._frames.wish()

    @Slot(object)
    def _on_view_hovered(self, at: tuple[float, float] | None) -> None:
        if self.pane is not None and self._picture is not None:
            text = "" if at is None or not all(map(math.isfinite, at)) else self._picture.told(at)
            self.pane.view.set_hover_text(text)
