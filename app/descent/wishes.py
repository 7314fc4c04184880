"""What the person does on panel, transport, surface and plots, turned into changes of the setup."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from app.actions import Actions
from app.descent.modelling import with_formula
from app.descent.noise_wishes import NoiseWishes
from app.descent.planar import PLAYED
from app.descent.setup import Setup
from app.descent.tab import DescentTab
from app.settings import Settings
from engine.checks import check_whole
from engine.config import EPOCHS
from engine.errors import InputError

if TYPE_CHECKING:
    from app.descent.controller import DescentController
    from app.descent.results import Results
    from app.descent.surfaces import Surfaces


class Wishes(QObject):
    """Listens to the widgets of the Descent tab that every lesson uses."""

    def __init__(
        self, controller: DescentController, tab: DescentTab, actions: Actions, settings: Settings
    ) -> None:
        super().__init__(controller)
        self._controller, self._tab, self._settings = controller, tab, settings
        self._connect_panel()
        player, transport = controller.player, tab.transport
        transport.epoch_requested.connect(player.seek)
        transport.rate_requested.connect(self._on_transport_rate_requested)
        rate = float(settings.value("speed") or 10)
        player.set_rate(rate)
        transport.set_rate(rate)
        for name, call in (
            ("play", self._toggle_play),
            ("step", self._step),
            ("step_back", lambda: player.seek(player.shown_recorded - 1)),
            ("to_start", lambda: player.seek(0)),
            ("to_end", self._to_end),
            ("reset", controller.reset),
            ("more", self._run_on),
            ("copy", self.copy_numbers),
        ):
            actions[name].triggered.connect(
                lambda _checked=False, name=name, call=call: self._act(name, call)
            )

    def _act(self, name: str, call: Callable[[], object]) -> None:
        """What an action says, with the run that is seen."""
        if name not in PLAYED or not self._controller.planar.acts(name):
            call()

    def furnish(self, surfaces: Surfaces, results: Results) -> None:
        """Listen to the panes that have just been made as well."""
        surfaces.start_drag_started.connect(self._on_surfaces_start_drag_started)
        surfaces.start_point_dragged.connect(self._on_surfaces_start_point_dragged)
        surfaces.start_drag_finished.connect(self._on_surfaces_start_drag_finished)
        surfaces.start_drag_cancelled.connect(self._controller.drop_draft)
        results.epoch_requested.connect(self._controller.player.seek)

    def copy_numbers(self) -> None:
        """Put epoch, weights, loss, gradient and step on the clipboard, as tab-separated text."""
        if self._controller.explorer.copies() or self._controller.planar.acts("copy"):
            return
        player, setup = self._controller.player, self._controller.setup
        run = player.runs.get(setup.chosen, player.run) if setup is not None else None
        record = run.at(player.shown_recorded) if run is not None else None
        if run is None or record is None:
            return
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

    def _connect_panel(self) -> None:
        panel, request = self._tab.panel, self._controller.request
        panel.lesson_chosen.connect(self._on_panel_lesson_chosen)
        panel.formula_requested.connect(self._on_panel_formula_requested)
        panel.loss_requested.connect(lambda name: request(self.tr("loss"), loss=name))
        panel.optimizer_requested.connect(
            lambda name: request(self.tr("optimizer"), optimizer=name, hyper=())
        )
        panel.hyper_requested.connect(self._on_panel_hyper_requested)
        panel.rate_dragged.connect(self._on_panel_rate_dragged)
        panel.rate_requested.connect(lambda value: request(self.tr("learning rate"), lr=value))
        panel.start_requested.connect(self._on_panel_start_requested)
        panel.epochs_requested.connect(lambda epochs: request(self.tr("epochs"), epochs=epochs))
        panel.text_refused.connect(self._controller.speaker.say_unreadable)
        self._noise = NoiseWishes(self._controller, panel.noise)

    def _toggle_play(self) -> None:
        player = self._controller.player
        if player.playing:
            player.pause()
        else:
            self._controller.end_draft()
            player.play()

    def _run_on(self) -> None:
        setup, player = self._controller.setup, self._controller.player
        if setup is None or not setup.lesson.more:
            return
        try:
            check_whole("epochs", player.epochs + setup.lesson.more, *EPOCHS)
        except InputError as error:
            self._controller.refuse(error)
            return
        self._controller.end_draft()
        player.extend(setup.lesson.more)
        player.to_end()

    def _step(self) -> None:
        self._controller.end_draft()
        self._controller.player.step()

    def _to_end(self) -> None:
        self._controller.end_draft()
        self._controller.player.to_end()

    def _on_panel_lesson_chosen(self, name: str) -> None:
        self._controller.open_lesson(name)

    def _on_panel_formula_requested(self, text: str) -> None:
        setup = self._controller.setup
        if setup is None:
            return
        try:
            new = with_formula(setup, text)
        except InputError as error:
            position = error.values.get("position")
            self._tab.panel.refuse_formula(position if isinstance(position, int) else 1)
            self._controller.refuse(error)
            return
        if new == setup:
            self._tab.panel.show_config(setup.config_of(setup.chosen))
            return
        self._controller.change(self.tr("model"), new)
        lost = len(setup.rivals) - len(new.rivals)
        if lost:
            text = self.tr("Taken away, as they belong to another model: {count}. Undo brings them back.")
            self._controller.speaker.say_note(text.format(count=lost))

    def _on_panel_hyper_requested(self, name: str, value: float) -> None:
        setup = self._controller.setup
        if setup is not None:
            hyper = {**dict(setup.config_of(setup.chosen).hyper), name: value}
            self._controller.request(name, hyper=tuple(hyper.items()))

    def _on_panel_rate_dragged(self, value: float) -> None:
        draft = self._drafted(lr=value)
        if draft is not None:
            self._controller.show_draft(draft)

    def _on_panel_start_requested(self, axis: int, value: float) -> None:
        setup = self._controller.setup
        if setup is not None:
            start = list(setup.config_of(setup.chosen).start)
            start[axis] = value
            self._controller.request(self.tr("start"), start=(start[0], start[1]))

    def _on_transport_rate_requested(self, rate: float) -> None:
        self._settings.setValue("speed", str(rate))
        self._controller.player.set_rate(rate)

    @Slot()
    def _on_surfaces_start_drag_started(self) -> None:
        self._controller.player.pause()

    @Slot(float, float)
    def _on_surfaces_start_point_dragged(self, w0: float, w1: float) -> None:
        self.draft_start((w0, w1))

    @Slot(float, float)
    def _on_surfaces_start_drag_finished(self, w0: float, w1: float) -> None:
        self._controller.request(self.tr("start"), start=(w0, w1))

    def draft_start(self, start: tuple[float, float]) -> None:
        """Show what would be with another start."""
        draft = self._drafted(start=start)
        if draft is not None:
            self._tab.panel.show_start(start)
            self._controller.show_draft(draft)

    def _drafted(self, **fields: object) -> Setup | None:
        """The setup as it would become; None where it cannot: that is said when it is asked for."""
        setup = self._controller.setup
        if setup is None:
            return None
        try:
            draft = setup.edited(**fields)
            list(draft.configs())
        except InputError:
            return None
        return draft
