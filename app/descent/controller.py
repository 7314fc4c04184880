"""Connects the Descent tab: wishes of the widgets in, facts of the engine out to the panes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QUndoStack

from app.actions import Actions
from app.descent.aside import Aside
from app.descent.commentary import Commentary
from app.descent.frames import Frames
from app.descent.lesson_groups import grouped_lessons
from app.descent.player import Player
from app.descent.setup import LEAD, Change, Setup
from app.descent.speaker import Speaker
from app.descent.tab import DescentTab
from app.descent.viewpoint import Viewpoint
from app.descent.wishes import Wishes
from app.settings import Settings
from engine.errors import InputError
from engine.lessons import load_lesson
from viz.theme import DARK, Theme

if TYPE_CHECKING:
    from app.descent.composer import Composer
    from app.descent.ghost import Ghost
    from app.descent.picture import Picture
    from app.descent.sketcher import Sketcher
    from app.descent.studio import Studio
    from app.descent.surfaces import Surfaces
    from engine.own_data import OwnData
    from engine.problem import Problem

ALONE = ("compare", "look-inside", "noise", "own")
"""Lessons of these groups begin without the run before: they bring what they compare with."""
LONGEST_WAIT_MS = 250
"""What has changed is shown after this time even if its surface is still being evaluated."""
DRAWN_RATES = 10_000
"""A schedule is drawn over at most so many updates."""
ROLLING_RATE = 20.0
"""Epochs per second up to which a point rolls instead of jumping."""


class DescentController(QObject):
    """The setup and what can be undone; what is shown of the runs.

    Until torch is loaded only the panel works; `_on_player_loaded` brings the rest to life. While a start
    or a learning rate is dragged, `_draft` holds the setup as it would become.
    """

    furnished = Signal()
    """The surface is there and its start can be dragged. GUI thread."""

    def __init__(
        self, tab: DescentTab, actions: Actions, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tab, self._actions, self._settings = tab, actions, settings
        self.speaker = Speaker(tab.surface.card, self)
        self._viewpoint = Viewpoint(tab, actions, settings, self)
        self.undo_stack = QUndoStack(self)
        self.player = Player(self)
        self.setup: Setup | None = None
        self.problem: Problem | None = None
        self.surfaces: Surfaces | None = None
        self.studio: Studio | None = None
        self._draft: Setup | None = None
        self._ghost: Ghost | None = None
        self._sketcher: Sketcher | None = None
        self._composer: Composer | None = None
        self._wanted = load_lesson("linear")
        self._loaded = False
        self._opening = False
        self._theme: Theme = DARK
        self._frames = Frames(self)
        self._settling = self._timer(0, self._settle)
        self._showing = self._timer(0, self._show)
        self._commentary = Commentary(self.speaker, self._say, self)
        self._aside = Aside(self, tab, actions, settings)
        self.explorer, self.planar = self._aside.explorer, self._aside.planar
        self._wishes = Wishes(self, tab, actions, settings)
        self._frames.due.connect(self._draw)
        self._frames.shown.connect(self.player.go_on)
        self.player.loaded.connect(self._on_player_loaded)
        self.player.changed.connect(self.redraw)
        self.player.ended.connect(self._on_player_ended)
        self.player.failed.connect(self.speaker.say_failed)

    def _timer(self, milliseconds: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer

    # Life

    def start(self) -> None:
        """Begin to load torch in the training thread."""
        self.player.start()

    def furnish(self) -> None:
        """Make the panes that draw data; with torch loaded, show the lesson."""
        from app.descent.composer import Composer
        from app.descent.sketcher import Sketcher
        from app.descent.studio import Studio
        from app.descent.surfaces import Surfaces

        self._tab.surface.view.load()
        self._tab.furnish()
        results = self._tab.results
        assert results is not None
        self._composer = Composer()
        self._sketcher = Sketcher(results, self)
        self.surfaces = Surfaces(self._tab.surface, self)
        self.surfaces.grid_finished.connect(self._on_surfaces_grid_finished)
        self.surfaces.failed.connect(self.speaker.say_failed)
        self.studio = Studio(self, self._tab, self._actions, self._settings)
        self.set_theme(self._theme)
        self._viewpoint.furnish()
        self._wishes.furnish(self.surfaces, results)
        self._aside.furnish()
        if self._loaded:
            self.open_lesson(self._wanted.name)

    def shutdown(self) -> None:
        """End all threads; nothing is drawn any more."""
        for timer in (self._frames, self._settling, self._showing):
            timer.stop()
        self._commentary.stop()
        for part in (self.player, self.planar, self.surfaces, self.studio):
            if part is not None:
                part.shutdown()

    # What the person chooses

    def open_lesson(self, name: str) -> None:
        """Show a lesson with its own settings.

        Raises
        ------
        InputError
            If there is no such lesson.
        """
        if self._aside.takes(name):
            return
        lesson = load_lesson(name)
        self._wanted = lesson
        self._tab.panel.show_lesson(lesson)
        if not self._loaded or self._sketcher is None:
            self._aside.close()
            if lesson.start is not None:
                self._tab.panel.show_config(lesson.config())
            self.speaker.say_lesson(lesson)
            return
        from app.descent.opening import opened_after

        self.change(self.tr("lesson"), opened_after(lesson, self.setup))

    def reset(self) -> None:
        """Back to the lesson's own start and settings."""
        if not self._aside.resets() and self.setup is not None:
            from app.descent.opening import reopened

            self.change(self.tr("reset"), reopened(self.setup))

    def request(self, text: str, **fields: Any) -> None:
        """Replace fields of the chosen run's config; what cannot be used is said and nothing changes."""
        if self.setup is None:
            return
        self._draft = None
        try:
            new = self.setup.edited(**fields)
            list(new.configs())
        except InputError as error:
            self.refuse(error)
            return
        self.change(text, new)

    def refuse(self, error: InputError) -> None:
        """Say why something cannot be used; the panel shows again what is in force."""
        self.speaker.say_refused(error)
        self.drop_draft()

    def change(self, text: str, new: Setup) -> None:
        """Make `new` the setup, as one step to undo."""
        old = self.setup
        with self._aside.left(text):
            if old is None or old == new:
                self._apply(new, afresh=True)  # a reset without a change still goes back to epoch 0
            else:
                self.undo_stack.push(Change(text, old, new, self._apply))

    def choose(self, key: int) -> None:
        """Let the panel and the numbers be those of another run; nothing that could be undone."""
        if self.setup is not None:
            self.setup = replace(self.setup, chosen=key)
            self._show_panel(self.setup)
            self.drop_draft()  # the start that can be dragged is another one
            self._say()
            self.redraw()

    def run_again(self, key: int) -> None:
        """Forget the records of a run and train it from its beginning; of the lead: all of them."""
        from app.descent.runs import runs_of

        if self.setup is None:
            return
        known = {} if key == LEAD else {k: run for k, run in self.player.runs.items() if k != key}
        self.player.open(runs_of(self.setup, known))

    def draft_start(self, start: tuple[float, float]) -> None:
        """Show what would be with another start."""
        self._wishes.draft_start(start)

    def take_data(self, text: str, edit: Callable[[OwnData], OwnData]) -> None:
        """Edit the data, the lesson's own or a person's; lesson, start and rate stay."""
        from app.descent.other_data import with_data
        from engine.own_lesson import own_of

        setup = self.setup
        if setup is None:
            return
        try:
            new = with_data(setup, edit(own_of(setup.lesson)))
        except InputError as error:
            self.refuse(error)
        else:
            self.change(text, new)
            self.tell_lost(setup, new)

    def tell_lost(self, old: Setup, new: Setup) -> None:
        """Say that pinned runs and forks are gone, if they are: they ran on other data."""
        lost = sum(rival.kept is not None or rival.parent is not None for rival in old.rivals)
        left = sum(rival.kept is not None or rival.parent is not None for rival in new.rivals)
        if lost > left:
            self.speaker.say_note(
                self.tr("Taken away, as they ran on other data: {count}. Undo brings them back.").format(
                    count=lost - left
                )
            )

    def mark_target(self, loss: float | None) -> None:
        """Mark a loss to be reached in the loss plot; None takes it away."""
        if self._tab.results is not None:
            self._tab.results.loss.set_target(loss)

    def open_page(self, name: str) -> None:
        """Open a page of the drawer."""
        if self.studio is not None:
            self.studio.open_page(name)

    def set_language(self, language: str) -> None:
        """Titles and sentences in `language`."""
        self.speaker.language = language
        self._tab.panel.set_lessons(grouped_lessons(language), self._wanted.name)
        self._aside.retranslate()
        if self.setup is None:
            self.speaker.say_lesson(self._wanted)
        if self.surfaces is not None and self.setup is not None:
            self.surfaces.retranslate()
            self._show_panel(self.setup)
            if self.studio is not None:
                self.studio.retranslate()
            self._draw_ghost(self.setup)
            self._say()
            self.redraw()

    def set_theme(self, theme: Theme) -> None:
        """Runs take the theme's colours."""
        self._theme = theme
        if self._composer is not None and self.surfaces is not None and self._sketcher is not None:
            self._composer.theme = theme
            self._sketcher.set_theme(theme)
            self.surfaces.set_theme(theme)
            self.planar.redraw()
            if self.studio is not None:
                self.studio.set_theme(theme)
            self.redraw()

    def set_large_type(self, on: bool) -> None:
        """Type of the drawer's pages."""
        if self.studio is not None:
            self.studio.set_large_type(on)

    def set_animated(self, on: bool) -> None:
        """Let the camera glide, or jump."""
        for view in self._tab.surface.views():
            view.set_animated(on)
        self.planar.set_animated(on)

    # From wish to state

    def _apply(self, setup: Setup, *, afresh: bool = False) -> None:
        """Make `setup` the state: new runs where something changed, a new surface where needed."""
        from app.descent.ghost import Ghost, same_surface
        from app.descent.runs import runs_of
        from engine.problem import Problem

        assert self._sketcher is not None
        assert self.surfaces is not None
        assert self.studio is not None
        for view in self._tab.surface.views():
            view.let_go()  # one that is hidden meanwhile would drop its start in the midst of all this
        # What may fail comes first: then all is still as it was.
        old, config = self.setup, setup.config
        new_lesson = old is None or old.lesson.name != setup.lesson.name
        before = self.player.run
        runs = runs_of(setup, {} if afresh or new_lesson else self.player.runs)
        problem = Problem.of(config)
        self._tab.setUpdatesEnabled(False)
        self.setup, self._draft = setup, None
        if before is not None and before is not runs[0] and before.last >= 1:
            self._ghost = Ghost.of(before)
        foreign = new_lesson and setup.lesson.group in ALONE
        if self._ghost is not None and (foreign or not same_surface(self._ghost.config, config)):
            self._ghost = None
        if new_lesson:
            self._wanted = setup.lesson
            self._settings.setValue("lesson", setup.lesson.name)
        self._tab.panel.show_lesson(setup.lesson)
        self._show_panel(setup)
        self._opening = self._opening or new_lesson  # on the same surface the camera stays where it is
        if problem is not self.problem:
            self.problem = problem
            self._sketcher.draw_problem(problem, (config.data, config.link, config.formula))
        self.surfaces.show(setup, problem)
        self._viewpoint.show(setup.lesson, problem)
        if [id(run) for run in runs] != [id(run) for run in self.player.runs.values()]:
            self.player.open(runs, rewind=before is not runs[0])
        self.studio.show(setup)
        if new_lesson:
            self.studio.open_for_lesson(setup.lesson.studio.page, setup.lesson.studio.map)
        self._aside.keep()
        self.speaker.say_setup(setup)
        self._actions["reset"].setEnabled(True)
        self._settling.start()

    def _show_panel(self, setup: Setup) -> None:
        """The settings of the chosen run."""
        from app.descent.marks import marks
        from engine.preview import rates_of
        from engine.problem import Problem

        assert self._composer is not None
        chosen = setup.config_of(setup.chosen)
        name = "" if setup.chosen == LEAD else self._composer.name(setup, setup.chosen)
        self._tab.panel.show_config(chosen)
        self._tab.panel.show_run(name, self._theme.runs[setup.slot(setup.chosen)])
        self._tab.panel.show_marks(marks(chosen))
        known = rates_of(chosen, min(chosen.epochs, DRAWN_RATES))
        self._tab.panel.noise.show_numbers(Problem.of(chosen).n, known or ())

    @Slot()
    def _settle(self) -> None:
        """The second half of a change, in a turn of the event loop of its own; a third one shows it all.

        In one go a new lesson would keep the pointer waiting for as long as all three together take. What
        is shown waits for a new surface, so that no path is ever seen on the old one.
        """
        setup, surfaces = self.setup, self.surfaces
        if setup is None or surfaces is None:
            return
        picture = self._compose(setup, drafted=False)
        surfaces.draw_previews(setup.start, picture.shown)
        self._draw_ghost(setup)
        waits = surfaces.ask(picture, setup.start)
        self._draw()
        self._showing.start(LONGEST_WAIT_MS if waits else 0)

    @Slot()
    def _show(self) -> None:
        if self._tab.results is not None:
            self._tab.results.prepare()
        QTimer.singleShot(0, self._tab, lambda: self._tab.setUpdatesEnabled(True))

    def show_draft(self, draft: Setup) -> None:
        """Show what would be, without a run of it."""
        if self.surfaces is None:
            return
        if self.player.playing:
            self.player.pause()
        self._draft = draft
        picture = self._compose(draft, drafted=True)
        self.surfaces.draw_previews(draft.start, picture.shown)
        self._draw_picture(picture)  # now: the frame that shows the moved point is to show its curve as well

    def end_draft(self) -> None:
        """What is being dragged is let go before a run is shown again."""
        if self._tab.results is not None:
            self._tab.results.data.let_go()
        if self._draft is not None:
            self.drop_draft()

    def drop_draft(self) -> None:
        """Show again what is."""
        self._draft = None
        if self.setup is not None and self.surfaces is not None:
            self._tab.panel.show_config(self.setup.config_of(self.setup.chosen))
            picture = self._compose(self.setup, drafted=False)
            self.surfaces.draw_previews(self.setup.start, picture.shown)
            self.redraw()

    # From state to picture

    def redraw(self) -> None:
        """Draw at the next frame; many wishes within a frame are one drawing."""
        self._frames.wish(at_once=self.player.flat_out)

    def picture(self) -> Picture | None:
        """What is shown, as of now; None as long as there is nothing."""
        setup = self._draft or self.setup
        if setup is None or self._composer is None or self.problem is None:
            return None
        return self._compose(setup, drafted=self._draft is not None)

    def _compose(self, setup: Setup, *, drafted: bool) -> Picture:
        assert self._composer is not None
        return self._composer.compose(setup, self.player, drafted=drafted, roll=self._roll_seconds())

    def _draw_ghost(self, setup: Setup) -> None:
        from app.descent.naming import difference

        assert self.surfaces is not None
        assert self._sketcher is not None
        name = difference(self._ghost.config, setup.config) if self._ghost is not None else ""
        self.surfaces.draw_ghost(self._ghost, name)
        self._sketcher.draw_ghost(self._ghost, name)

    @Slot()
    def _draw(self) -> None:
        picture = self.picture()
        if picture is not None and not self._settling.isActive():
            self._draw_picture(picture)

    def _draw_picture(self, picture: Picture) -> None:
        setup, surfaces, sketcher = self.setup, self.surfaces, self._sketcher
        if setup is None or surfaces is None or sketcher is None or self.studio is None:
            return
        player = self.player
        shown = player.shown_recorded
        surfaces.draw_runs(picture, None if self._draft is not None else tuple(map(id, player.runs.values())))
        sketcher.draw(picture, picture.one(setup.chosen))
        if self._draft is None and player.last >= 0:
            surfaces.ask(picture, setup.start)
        self.studio.draw(picture)
        self._tab.transport.set_epochs(shown, max(player.last, 0), player.epochs)
        self._tab.transport.set_playing(player.playing)
        if self.planar.chosen is None:  # else they act on the run that is shown over this one
            going = not player.all_over or shown < player.last
            back = shown > 0
            sense = {"step_back": back, "to_start": back, "step": going, "to_end": going}
            for name, enabled in sense.items():
                self._actions[name].setEnabled(enabled)
        if not player.playing and self._draft is None:
            self._commentary.consider(setup, player)
        self._frames.drawn()

    def _roll_seconds(self) -> float:
        """How long a point may take from one epoch to the next; no time at speeds that blur anyway."""
        if not self._settings.value("motion") or self.player.rate > ROLLING_RATE:
            return 0.0
        return min(0.7 / self.player.rate, 0.3)

    def _say(self) -> None:
        """Why runs do what they do, or what the lesson is about."""
        if self.setup is not None:
            self._commentary.say(self.setup, self.player)

    # Facts

    @Slot()
    def _on_player_loaded(self) -> None:
        self._loaded = True
        self.planar.load()
        if self._sketcher is not None:
            self.open_lesson(self._wanted.name)

    @Slot()
    def _on_player_ended(self) -> None:
        self.speaker.has_note = False
        self._say()

    @Slot()
    def _on_surfaces_grid_finished(self) -> None:
        setup = self.setup
        if setup is None:
            return
        if self._opening:
            self._opening = False
            self._viewpoint.open(setup.config.start)
        self._tab.surface.show_surface()
        self._showing.start(0)
        self.redraw()
        self.furnished.emit()
