"""Connects the Descent tab: wishes of the widgets in, facts of the engine out to the panes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QUndoStack

from app.actions import Actions
from app.descent.changes import Change, Setup
from app.descent.player import FRAME_MS, Player
from app.descent.speaker import Speaker
from app.descent.tab import DescentTab
from app.descent.viewpoint import Viewpoint
from app.settings import Settings
from engine.config import RunConfig
from engine.errors import InputError
from engine.lessons import GROUPS, load_lesson, load_lessons
from engine.losses import LOSSES
from viz.lesson_list import LessonEntry
from viz.theme import Theme

if TYPE_CHECKING:
    from app.descent.ghost import Ghost
    from app.descent.landscape import Landscape
    from app.descent.sketcher import Sketcher
    from engine.preview import Preview
    from engine.problem import Problem
    from engine.qt_worker import SurfaceGrid
    from engine.records import EpochRecord

PREVIEW_EPOCHS = 1000
LONGEST_WAIT_MS = 250
"""What has changed is shown after this time even if its surface is still being evaluated."""
ROLLING_RATE = 20.0
"""Epochs per second up to which the point rolls instead of jumping."""


class DescentController(QObject):
    """The lesson, its config and what can be undone; what is shown of the run.

    Until torch is loaded only the panel works; `_on_player_loaded` brings the rest to life. While a start
    or a learning rate is dragged, `_draft` holds the config as it would become.
    """

    furnished = Signal()
    """The surface is there and its start can be dragged. GUI thread."""

    def __init__(
        self, tab: DescentTab, actions: Actions, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tab, self._actions, self._settings = tab, actions, settings
        self._speaker = Speaker(tab.surface.card, self)
        self._viewpoint = Viewpoint(tab, actions, settings, self)
        self.undo_stack = QUndoStack(self)
        self.player = Player(self)
        self.setup: Setup | None = None
        self._draft: RunConfig | None = None
        self._preview: Preview | None = None
        self._problem: Problem | None = None
        self._ghost: Ghost | None = None
        self._sketcher: Sketcher | None = None
        self._landscape: Landscape | None = None
        self._wanted = load_lesson("linear")
        self._loaded = False
        self._opening = False
        self._theme: Theme | None = None
        self._frame = self._timer(FRAME_MS, self._draw)
        self._settling = self._timer(0, self._settle)
        self._showing = self._timer(0, self._show)
        self._connect_panel()
        self._connect_transport()
        self._connect_actions()

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
        from app.descent.landscape import Landscape
        from app.descent.sketcher import Sketcher

        self._tab.surface.view.load()
        self._tab.furnish()
        view, results = self._tab.surface.view, self._tab.results
        assert results is not None
        self._sketcher = Sketcher(view, results, self)
        if self._theme is not None:
            self._sketcher.set_theme(self._theme)
        self._landscape = Landscape(self)
        self._landscape.grid_finished.connect(self._on_landscape_grid_finished)
        self._landscape.failed.connect(self._speaker.say_failed)
        self._landscape.start()
        view.start_drag_started.connect(self._on_view_start_drag_started)
        view.start_point_dragged.connect(self._on_view_start_point_dragged)
        view.start_drag_finished.connect(self._on_view_start_drag_finished)
        view.start_drag_cancelled.connect(self._on_view_start_drag_cancelled)
        view.start_nudged.connect(self._on_view_start_drag_finished)
        self._viewpoint.furnish()
        results.epoch_requested.connect(self.player.seek)
        if self._loaded:
            self.open_lesson(self._wanted.name)

    def shutdown(self) -> None:
        """End both threads; nothing is drawn any more."""
        for timer in (self._frame, self._settling, self._showing):
            timer.stop()
        self.player.shutdown()
        if self._landscape is not None:
            self._landscape.shutdown()

    # What the person chooses

    def open_lesson(self, name: str) -> None:
        """Show a lesson with its own settings.

        Raises
        ------
        InputError
            If there is no such lesson.
        """
        lesson = load_lesson(name)
        self._wanted = lesson
        self._tab.panel.show_lesson(lesson)
        if not self._loaded or self._sketcher is None:
            if lesson.start is not None:
                self._tab.panel.show_config(lesson.config())
            self._speaker.say_lesson(lesson)
            return
        self._change(self.tr("lesson"), Setup(lesson, lesson.config()))

    def reset(self) -> None:
        """Back to the lesson's own start and settings."""
        if self.setup is not None:
            lesson = self.setup.lesson
            self._change(self.tr("reset"), Setup(lesson, lesson.config()))

    def request(self, text: str, **fields: object) -> None:
        """Replace fields of the config; a value that cannot be used is said and nothing changes."""
        if self.setup is None:
            return
        self._draft = None
        try:
            config = replace(self.setup.config, **fields)  # type: ignore[arg-type]
        except InputError as error:
            self._speaker.say_refused(error)
            self._tab.panel.show_config(self.setup.config)
            return
        self._change(text, Setup(self.setup.lesson, config))

    def set_language(self, language: str) -> None:
        """Titles and sentences in `language`."""
        self._speaker.language = language
        groups = [
            (
                titles[language],
                [
                    LessonEntry(lesson.name, lesson.title[language], lesson.look[language])
                    for lesson in load_lessons()
                    if lesson.group == group
                ],
            )
            for group, titles in GROUPS.items()
        ]
        self._tab.panel.set_lessons(groups, self._wanted.name)
        self._speaker.say_lesson(self._wanted)
        if self._sketcher is not None and self.setup is not None:
            self._sketcher.draw_marks()
            self._sketcher.draw_ghost(self._ghost, self.setup.config)
            self._speaker.say_run(self.player.run, self.setup.lesson)
            self._redraw()

    def set_theme(self, theme: Theme) -> None:
        """Runs take the theme's colours."""
        self._theme = theme
        if self._sketcher is not None:
            self._sketcher.set_theme(theme)
            self._redraw()

    def set_animated(self, on: bool) -> None:
        """Let the camera glide, or jump."""
        self._tab.surface.view.set_animated(on)

    # From wish to state

    def _change(self, text: str, new: Setup) -> None:
        old = self.setup
        if old == new:
            self._apply(new)  # a reset without a change still goes back to epoch 0
        elif old is None:
            self._apply(new)
        else:
            self.undo_stack.push(Change(text, old, new, self._apply))

    def _apply(self, setup: Setup) -> None:
        """Make `setup` the state: new run, new preview, new surface where needed."""
        from app.descent.ghost import Ghost
        from engine.problem import Problem
        from engine.stability import limit

        assert self._sketcher is not None
        self._tab.setUpdatesEnabled(False)
        old, self.setup, self._draft = self.setup, setup, None
        config = setup.config
        run = self.player.run
        if run is not None and run.last >= 1:
            self._ghost = Ghost.of(run)
        if self._ghost is not None and not self._ghost.comparable(config):
            self._ghost = None
        new_lesson = old is None or old.lesson != setup.lesson
        if new_lesson:
            self._wanted = setup.lesson
            self._settings.setValue("lesson", setup.lesson.name)
            self._tab.panel.show_lesson(setup.lesson)
        self._tab.panel.show_config(config)
        stability = limit(config)
        self._tab.panel.show_limit(stability.largest if stability is not None else None)
        problem = Problem.of(config)
        if problem is not self._problem:
            self._opening = self._opening or new_lesson  # on the same surface the camera stays where it is
            self._problem = problem
            loss = LOSSES[config.loss]
            self._tab.surface.set_formula(f"{loss.label} = {loss.formula}")
            self._sketcher.draw_problem(problem, loss.label)
        self._viewpoint.show(setup.lesson, problem)
        self.player.open(config)
        self._speaker.say_lesson(setup.lesson)
        self._actions["reset"].setEnabled(True)
        self._settling.start()

    @Slot()
    def _settle(self) -> None:
        """The second half of a change, in a turn of the event loop of its own; a third one shows it all.

        In one go a new lesson would keep the pointer waiting for as long as all three together take. What
        is shown waits for a new surface, so that no path is ever seen on the old one.
        """
        setup = self.setup
        if setup is None or self._sketcher is None:
            return
        self._make_preview(setup.config)
        self._sketcher.draw_ghost(self._ghost, setup.config)
        waits = self._ask_surface()
        self._draw()
        self._showing.start(LONGEST_WAIT_MS if waits else 0)

    @Slot()
    def _show(self) -> None:
        self._tab.setUpdatesEnabled(True)

    def _make_preview(self, config: RunConfig) -> None:
        from engine.preview import preview

        assert self._sketcher is not None
        self._preview = preview(config, PREVIEW_EPOCHS)
        self._sketcher.draw_start(config.start, self._preview)

    def _show_draft(self, config: RunConfig) -> None:
        """Show what would be, without a run of it."""
        if self._sketcher is None:
            return
        if self.player.playing:
            self.player.pause()
        self._draft = config
        self._make_preview(config)
        self._draw()  # now: the frame that shows the moved point is to show its curve as well

    def _ask_surface(self) -> bool:
        """Ask for the surface of what is drawn, grown to where the path has gone; False if it is there."""
        import numpy as np

        from app.descent.growth import drawn_box

        setup, run = self.setup, self.player.run
        if setup is None or self._landscape is None or self._problem is None:
            return False
        points = [np.array([setup.config.start])]
        if run is not None and run.last >= 0:
            points.append(run.extent())
        if self._ghost is not None:
            points.append(self._ghost.path)
        return self._landscape.ask(self._problem, drawn_box(setup.lesson.surface, np.concatenate(points)))

    # From state to picture

    def _redraw(self) -> None:
        """Draw at the next frame; many wishes within a frame are one drawing."""
        if not self._frame.isActive():
            self._frame.start(0 if self.player.flat_out else FRAME_MS)

    @Slot()
    def _draw(self) -> None:
        setup, run, sketcher, preview = self.setup, self.player.run, self._sketcher, self._preview
        if self._settling.isActive() or setup is None or run is None or sketcher is None or preview is None:
            return
        shown = self.player.shown_recorded
        if self._draft is not None:
            sketcher.draw_epoch(self._at_start(self._draft), None, preview, self._draft.epochs)
        elif run.last >= 0:
            sketcher.draw_epoch(run.history[shown], run, preview, run.epochs, roll=self._roll_seconds())
            self._ask_surface()
        else:
            sketcher.draw_epoch(self._at_start(setup.config), None, preview, run.epochs)
        self._tab.transport.set_epochs(shown, max(run.last, 0), run.epochs)
        self._tab.transport.set_playing(self.player.playing)
        self._actions["step_back"].setEnabled(shown > 0)
        self._actions["to_start"].setEnabled(shown > 0)
        self._actions["step"].setEnabled(run.end is None or shown < run.last)
        self._actions["to_end"].setEnabled(run.end is None or shown < run.last)
        self.player.drawn()

    def _roll_seconds(self) -> float:
        """How long the point may take from one epoch to the next; no time at speeds that blur anyway."""
        if not self._settings.value("motion") or self.player.rate > ROLLING_RATE:
            return 0.0
        return min(0.7 / self.player.rate, 0.3)

    def _at_start(self, config: RunConfig) -> EpochRecord:
        """Epoch 0 of a run that does not exist yet, in float64."""
        from engine.records import EpochRecord

        assert self._problem is not None
        w0, w1 = config.start
        g0, g1 = self._problem.gradient(w0, w1)
        return EpochRecord(0, config.start, float(self._problem.loss(w0, w1)), (float(g0), float(g1)))

    # Wishes

    def _connect_panel(self) -> None:
        panel = self._tab.panel
        panel.lesson_chosen.connect(self._on_panel_lesson_chosen)
        panel.loss_requested.connect(lambda name: self.request(self.tr("loss"), loss=name))
        panel.optimizer_requested.connect(
            lambda name: self.request(self.tr("optimizer"), optimizer=name, hyper=())
        )
        panel.hyper_requested.connect(self._on_panel_hyper_requested)
        panel.rate_dragged.connect(self._on_panel_rate_dragged)
        panel.rate_requested.connect(lambda value: self.request(self.tr("learning rate"), lr=value))
        panel.start_requested.connect(self._on_panel_start_requested)
        panel.epochs_requested.connect(self._on_panel_epochs_requested)
        panel.text_refused.connect(self._speaker.say_unreadable)

    def _connect_transport(self) -> None:
        transport = self._tab.transport
        transport.epoch_requested.connect(self.player.seek)
        transport.rate_requested.connect(self._on_transport_rate_requested)
        rate = float(self._settings.value("speed") or 10)
        self.player.set_rate(rate)
        transport.set_rate(rate)
        self.player.loaded.connect(self._on_player_loaded)
        self.player.changed.connect(self._redraw)
        self.player.ended.connect(self._on_player_ended)
        self.player.failed.connect(self._speaker.say_failed)

    def _connect_actions(self) -> None:
        actions, player = self._actions, self.player
        for name, call in (
            ("play", self._toggle_play),
            ("step", player.step),
            ("step_back", lambda: player.seek(player.shown_recorded - 1)),
            ("to_start", lambda: player.seek(0)),
            ("to_end", player.to_end),
            ("reset", self.reset),
            ("more", self._run_on),
            ("copy", self.copy_numbers),
        ):
            actions[name].triggered.connect(lambda _checked=False, call=call: call())

    def copy_numbers(self) -> None:
        """Put epoch, weights, loss, gradient and step on the clipboard, as tab-separated text."""
        run, results = self.player.run, self._tab.results
        if run is None or results is None:
            return
        record = run.history[self.player.shown_recorded]
        lines = [
            f"epoch\t{record.epoch}",
            f"loss\t{record.loss!r}",
            f"w\t{record.w[0]!r}\t{record.w[1]!r}",
            f"gradient\t{record.grad[0]!r}\t{record.grad[1]!r}",
        ]
        if record.epoch < run.last:
            after = run.history[record.epoch + 1].w
            lines.append(f"step\t{after[0] - record.w[0]!r}\t{after[1] - record.w[1]!r}")
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _toggle_play(self) -> None:
        if self.player.playing:
            self.player.pause()
        else:
            self.player.play()

    def _run_on(self) -> None:
        if self.setup is not None and self.setup.lesson.more:
            self.player.extend(self.setup.lesson.more)
            self.player.to_end()

    def _on_panel_lesson_chosen(self, name: str) -> None:
        self.open_lesson(name)

    def _on_panel_hyper_requested(self, name: str, value: float) -> None:
        if self.setup is not None:
            hyper = {**dict(self.setup.config.hyper), name: value}
            self.request(name, hyper=tuple(hyper.items()))

    def _on_panel_rate_dragged(self, value: float) -> None:
        if self.setup is not None:
            self._show_draft(replace(self.setup.config, lr=value))

    def _on_panel_start_requested(self, axis: int, value: float) -> None:
        if self.setup is not None:
            start = list(self.setup.config.start)
            start[axis] = value
            self.request(self.tr("start"), start=(start[0], start[1]))

    def _on_panel_epochs_requested(self, epochs: int) -> None:
        self.request(self.tr("epochs"), epochs=epochs)

    def _on_transport_rate_requested(self, rate: float) -> None:
        self._settings.setValue("speed", str(rate))
        self.player.set_rate(rate)

    # Facts

    @Slot()
    def _on_player_loaded(self) -> None:
        self._loaded = True
        if self._sketcher is not None:
            self.open_lesson(self._wanted.name)

    @Slot(str)
    def _on_player_ended(self, end: str) -> None:
        if self.setup is not None:
            self._speaker.say_run(self.player.run, self.setup.lesson)

    @Slot(object)
    def _on_landscape_grid_finished(self, grid: SurfaceGrid) -> None:
        setup = self.setup
        if setup is None or self._sketcher is None:
            return
        self._sketcher.draw_surface(grid, setup.lesson.surface)
        if self._opening:
            self._opening = False
            self._viewpoint.open(setup.config.start)
        self._tab.surface.show_surface()
        self._showing.start(0)
        self._redraw()
        self.furnished.emit()

    @Slot()
    def _on_view_start_drag_started(self) -> None:
        self.player.pause()

    @Slot(float, float)
    def _on_view_start_point_dragged(self, w0: float, w1: float) -> None:
        if self.setup is not None:
            self._tab.panel.show_start((w0, w1))
            self._show_draft(replace(self.setup.config, start=(w0, w1)))

    @Slot(float, float)
    def _on_view_start_drag_finished(self, w0: float, w1: float) -> None:
        self.request(self.tr("start"), start=(w0, w1))

    @Slot()
    def _on_view_start_drag_cancelled(self) -> None:
        if self.setup is not None:
            self._draft = None
            self._tab.panel.show_start(self.setup.config.start)
            self._make_preview(self.setup.config)
            self._redraw()
