"""Lessons of two inputs in the Descent tab: opened in the others' place, run, changed, undone, left again."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QGuiApplication, QUndoCommand

from app.actions import Actions, Place
from app.descent.frames import Frames
from app.descent.player import Player
from app.descent.tab import DescentTab
from app.i18n import sentence
from app.settings import Settings
from engine.diagnoses import DIAGNOSES
from engine.errors import InputError
from engine.lesson_folder import is_two_inputs
from engine.lessons import Lesson, load_lesson

if TYPE_CHECKING:
    from app.descent.controller import DescentController
    from app.descent.planar_pane import PlanarPane
    from app.descent.planar_picture import PlanarPicture
    from engine.config import RunConfig

PLACES: tuple[Place, ...] = ("view", "studio")
"""Whose actions mean nothing here."""
MEANT = ("copy",)
PLAYED = ("play", "step", "step_back", "to_start", "to_end", "more")
Plane = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """A lesson of two inputs, and what of its run was changed: fields of `RunConfig`, sorted."""

    lesson: Lesson
    changes: tuple[tuple[str, Any], ...] = ()

    def config(self) -> RunConfig:
        """What is run; torch is needed where the start is drawn."""
        return self.lesson.config(**dict(self.changes))

    def changed(self, **fields: Any) -> Plan:
        """The plan with other fields as well.

        Raises
        ------
        InputError
            If they cannot be used.
        """
        plan = replace(self, changes=tuple(sorted({**dict(self.changes), **fields}.items())))
        plan.config()
        return plan


class Turn(QUndoCommand):
    """Shows `new`, or none for None; undone, `old`."""

    def __init__(self, text: str, old: Plan | None, new: Plan | None, owner: Planar) -> None:
        super().__init__(text)
        self._old, self._new, self._owner = old, new, owner

    def redo(self) -> None:
        self._owner.show(self._new)

    def undo(self) -> None:
        self._owner.show(self._old)


class Planar(QObject):
    """What is shown of a lesson of two inputs. Runs that were there before wait under it, as they are."""

    def __init__(
        self, controller: DescentController, tab: DescentTab, actions: Actions, settings: Settings
    ) -> None:
        super().__init__(controller)
        self._controller, self._tab, self._actions, self._settings = controller, tab, actions, settings
        self.player = Player(self)
        self.plan: Plan | None = None
        self.plane: Plane = (1, 2)
        self.pane: PlanarPane | None = None
        self._draft: tuple[float, ...] | None = None
        self._picture: PlanarPicture | None = None
        self._furnished = self._loaded = self._started = False
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
        if is_two_inputs(name):
            lesson = load_lesson(name)
            if self.plan is None or self.plan.lesson.name != lesson.name:
                if self._controller.setup is None:
                    self._controller.explorer.close()
                with self._controller.explorer.left(self.tr("lesson")):
                    self._change(self.tr("lesson"), Plan(lesson))
            return True
        setup = self._controller.setup
        if self.plan is None or setup is None or setup.lesson.name != name.strip().lower():
            return False
        self._change(self.tr("lesson"), None)
        return True

    @contextmanager
    def left(self, text: str) -> Iterator[None]:
        """Around a change of what lies under it: it is to be seen. Both are one step to undo."""
        if self.plan is None or self._controller.setup is None:
            yield
            return
        stack = self._controller.undo_stack
        stack.beginMacro(text)
        try:
            self._change(text, None)
            yield
        finally:
            stack.endMacro()

    def close(self) -> None:
        """Leave before there is anything to go back to: nothing to undo."""
        if self.plan is not None:
            self.show(None)

    def keep(self) -> None:
        """A setup was made under it: the list and the settings still say that this is shown."""
        if self.plan is not None:
            self._tab.panel.lessons.set_current(self.plan.lesson.name)
            self._settings.setValue("lesson", self.plan.lesson.name)

    def furnish(self) -> None:
        """What the pane needs can be imported now."""
        self._furnished = True
        self.refresh()

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

    def retranslate(self) -> None:
        """Titles and sentences in the language in force; the list has been filled anew."""
        self.keep()
        self.refresh()

    # What actions of all lessons do here

    def acts(self, name: str) -> bool:
        """Do what an action says with this lesson's run, if it is shown; says so."""
        if self.plan is None:
            return False
        player = self.player
        if name == "play":
            player.pause() if player.playing else player.play()
        elif name == "reset":
            self._change(self.tr("reset"), Plan(self.plan.lesson))
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
            lines = [
                f"epoch\t{record.epoch}",
                f"loss\t{record.loss!r}",
                f"accuracy\t{self._picture.problem.accuracy(record.w)!r}",
                "\t".join(["w", *map(repr, record.w)]),
                "\t".join(["gradient", *map(repr, record.grad)]),
            ]
            QGuiApplication.clipboard().setText("\n".join(lines))

    # State

    def request(self, text: str, **fields: Any) -> None:
        """Replace fields of the run's config; what cannot be used is said and nothing changes."""
        self._draft = None
        if self.plan is None:
            return
        try:
            new = self.plan.changed(**fields)
        except InputError as error:
            if self.pane is not None:
                self.pane.say(sentence(error))
                self.pane.show_config(self.plan.config())
            return
        self._change(text, new)

    def _change(self, text: str, new: Plan | None) -> None:
        old, self._draft = self.plan, None
        if new == old:
            self.show(new)
        elif self._controller.setup is None and (old is None or new is None):
            self.show(new)  # nothing was shown before that undoing could bring back
        else:
            self._controller.undo_stack.push(Turn(text, old, new, self))

    def show(self, plan: Plan | None) -> None:
        """Make `plan` what is shown and run; for None the lesson under it."""
        was_open = self.plan is not None
        self.plan, self._draft = plan, None
        if (plan is not None) != was_open:
            self._swap(open=plan is not None)
        self.keep()
        self.refresh()

    def _swap(self, *, open: bool) -> None:
        controller = self._controller
        if open:
            controller.player.pause()
            controller.end_draft()
        else:
            self.player.pause()
        self._tab.show_planar(open)
        for place in PLACES:
            self._actions.set_reachable(place, not open, by="planar", but=MEANT)
        if not open and controller.setup is not None:
            lesson = controller.setup.lesson
            self._tab.panel.show_lesson(lesson)
            self._settings.setValue("lesson", lesson.name)
            controller.redraw()

    # Picture

    def refresh(self) -> None:
        """Show the plan on the pane, and run it once torch is there."""
        if self.plan is None or not self._furnished:
            return
        if self.pane is None:
            self.pane = self._make_pane()
        self.pane.show_lesson(self.plan.lesson, self._controller.speaker.language)
        if not self._loaded:
            return
        if not self._started:
            self._started = True
            self.player.start()
        config = self.plan.config()
        self.pane.show_config(config)
        if self.player.run is None or self.player.run.config != config:
            from app.descent.planar_picture import PlanarPicture
            from app.descent.run import Run

            fresh = self._picture is None
            self._picture = PlanarPicture(self.pane, config, self.plan.lesson)
            if fresh:
                self.pane.view.show_view(*self.plan.lesson.camera, animate=False)
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
        picture, run, plan = self._picture, self.player.run, self.plan
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
        if self.plan is not None:
            start = list(self.plan.config().start)
            start[place] = value
            self.request(self.tr("start"), start=tuple(start))

    @Slot(float)
    def _on_transport_rate_requested(self, rate: float) -> None:
        self._settings.setValue("speed", str(rate))
        self.player.set_rate(rate)

    def _moved(self, first: float, second: float) -> tuple[float, ...] | None:
        """The start with the two weights that are drawn replaced."""
        if self.plan is None:
            return None
        start = list(self.plan.config().start)
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
        if self.plan is not None and self.pane is not None:
            self.pane.show_config(self.plan.config())
        self._frames.wish()

    @Slot(object)
    def _on_view_hovered(self, at: tuple[float, float] | None) -> None:
        if self.pane is not None and self._picture is not None:
            text = "" if at is None or not all(map(math.isfinite, at)) else self._picture.told(at)
            self.pane.view.set_hover_text(text)
