"""The page of training: what is trained, how it goes, and where the images come from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from app.actions import Actions
from app.i18n import sentence
from app.lab.later import after_frame
from app.lab.layer_kinds import layer_kinds
from app.lab.lesson_teller import LessonTeller
from app.lab.lessons import Offer, offer, offers
from app.lab.network_wish import NetworkWish
from app.lab.training_bar import STEPS, LessonOffer
from app.lab.training_view import TrainingView
from app.lab.training_words import status, where
from engine.errors import InputError
from engine.lab.config import TrainConfig
from viz.card import Kind
from viz.progress import advance

if TYPE_CHECKING:
    from app.lab.controller import LabController

FRAME_MS = 100
"""Between two drawings of the curves: each costs a frame of the whole window, and training needs the
processor, too."""


class TrainingPage(QObject):
    """Turns wishes into configs, and the trainer's facts into words and curves."""

    def __init__(self, lab: LabController, actions: Actions) -> None:
        super().__init__(lab)
        self._lab, self._actions = lab, actions
        self._open = False
        self._offer: Offer | None = None
        self._config: TrainConfig | None = None
        self.widget = TrainingView(actions, lab.tab.window().width())
        self._wish = NetworkWish(self.widget.network)
        self.teller = LessonTeller(lab, self.widget.lesson, self)
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self._draw)
        view = self.widget
        view.bar.lesson_requested.connect(self._on_bar_lesson_requested)
        view.form.changed.connect(self._on_form_changed)
        view.form.lr_requested.connect(self._on_form_lr_requested)
        view.bar.device_requested.connect(lab.set_device)
        view.form.text_refused.connect(self._on_form_text_refused)
        view.network.network_edited.connect(self._on_network_edited)
        view.network.finished.connect(self._on_network_finished)
        view.data.download_requested.connect(self._on_download_requested)
        view.data.cancel_requested.connect(lab.data.cancel)
        view.plot.epoch_requested.connect(view.plot.set_shown)
        lab.trainer.changed.connect(self._on_trainer_changed)
        lab.trainer.ended.connect(self._on_trainer_ended)
        actions["train"].triggered.connect(self._on_train_triggered)
        actions["train_batch"].triggered.connect(self._on_batch_triggered)
        actions["train_stop"].triggered.connect(self._on_stop_triggered)
        actions["train_more"].triggered.connect(self._on_more_triggered)
        actions["train_log"].toggled.connect(self._on_log_toggled)
        actions["train_log"].setChecked(lab.settings.value("lab_loss_scale") == "log")
        self._show_stage()

    def parts(self) -> tuple[TrainingView]:
        """What follows theme and type."""
        return (self.widget,)

    def set_open(self, on: bool) -> None:
        """Whether the page is seen."""
        self._open = on
        if on:
            after_frame(self, self.widget.plot.show)
            self._draw()

    def retranslate(self) -> None:
        """Titles of lessons and kinds of layers, in the language in force."""
        self.widget.network.set_kinds(layer_kinds())
        if self._offer is not None:
            self._offer = offer(self._offer.name, self._lab.language)
            self._show_config()
            self.teller.show_offer(self._offer)
        self._draw()

    # What is trained

    @property
    def config(self) -> TrainConfig | None:
        """What is set, be it trained already or not."""
        return self._config

    @Slot(str)
    def choose_lesson(self, name: str) -> None:
        """Take the settings of a lesson."""
        self._offer = offer(name, self._lab.language)
        self._lab.settings.setValue("lab_lesson", self._offer.name)
        self._config = self._offer.configs[0]
        self.renew()

    @Slot(str)
    def _on_bar_lesson_requested(self, name: str) -> None:
        self.say("")
        self.widget.panels.show_panel("lesson")
        self.choose_lesson(name)

    def renew(self) -> None:
        """A new network by the settings as they are."""
        self._wish.forget()
        self._show_config()
        if self._config is not None and self._offer is not None:
            unchanged = self._config in self._offer.configs
            same = self._config.network == self._offer.configs[0].network
            title = self._offer.title if same else str(self._config.network)
            if len(self._offer.configs) > 1:  # they differ by the loss
                title = self._config.rule.label
            self.teller.begin(self._offer, self._config)
            self._lab.open_training(self._config, title, self._offer.name if unchanged else "")

    def _show_config(self) -> None:
        config, view = self._config, self.widget
        if config is None or self._offer is None:
            return
        every = [LessonOffer(o.name, o.title, o.look, o.heading) for o in offers(self._lab.language)]
        view.bar.set_lessons(every, self._offer.name)
        view.form.show_config(config)
        self._wish.show(config)

    @Slot(str, object)
    def _on_form_changed(self, name: str, value: object) -> None:
        self._change(**{name: value})

    def _change(self, **values: object) -> None:
        if self._config is None:
            return
        epochs = values.get("epochs")
        trained = self._lab.trainer.config
        if isinstance(epochs, int) and trained is not None and self._lab.trainer.begun:
            self._change_epochs(epochs)
            return
        try:
            config = replace(self._wish.wanted or self._config, **values)  # type: ignore[arg-type]
        except InputError as error:
            self.refuse(error)
            self._show_config()
            return
        self.say("")
        if config != self._config:
            self._config = config
            self.renew()

    def _change_epochs(self, epochs: int) -> None:
        """A training under way goes on to another end, no nearer than where it is."""
        trainer = self._lab.trainer
        assert self._config is not None
        try:
            config = replace(self._config, epochs=max(epochs, trainer.standing.epoch))
        except InputError as error:
            self.refuse(error)
        else:
            self.say("")
            self._config = config
            trainer.set_epochs(config.epochs)
        self._show_config()

    @Slot(float)
    def _on_form_lr_requested(self, lr: float) -> None:
        if self._config is None:
            return
        try:
            config = replace(self._config, lr=lr)
        except InputError as error:
            self.refuse(error)
            self.widget.form.show_config(self._config)
            return
        self.say("")
        if self._lab.trainer.begun:  # from the next batch on, and when it is trained again
            self._lab.trainer.set_lr(lr)
            self._config = config
            self._show_config()
        elif config != self._config:
            self._config = config
            self.renew()

    @Slot(str)
    def _on_network_edited(self, text: str) -> None:
        if self._config is None:
            return
        self._wish.read(text, self._config)
        self._show_actions()
        if self._wish.wanted is None:
            return
        if self._lab.trainer.begun:
            self.say(
                self.tr(
                    "This is another network than the one that learns. Return begins anew with it, and so "
                    "does Train."
                )
            )
        else:
            self._take_wanted()

    @Slot()
    def _on_network_finished(self) -> None:
        self.say("")
        self._take_wanted()

    def _take_wanted(self) -> bool:
        """Make the network that is typed the one to be trained; False if it is that already."""
        wanted = self._wish.take()
        if wanted is None or self._offer is None:
            return False
        self._config = wanted
        self.teller.begin(self._offer, wanted)
        self._lab.open_training(wanted, str(wanted.network), "")
        return True

    # What is said

    def say(self, text: str, kind: Kind = "quiet") -> None:
        """Show a sentence above the curves; an empty one takes it away."""
        self.widget.note.say(text, kind)

    def refuse(self, error: InputError) -> None:
        """Say why something cannot be used."""
        self.say(sentence(error), "warning")

    @Slot()
    def _on_download_requested(self) -> None:
        self.say("")
        self._lab.data.download()

    @Slot(str)
    def _on_form_text_refused(self, text: str) -> None:
        self.say(self.tr("“{text}” is not a number.").format(text=text[:40]), "warning")

    @Slot(str)
    def _on_trainer_ended(self, end: str) -> None:
        if end == "finished":
            self._on_finished()
        if end == "diverged":
            self.say(
                self.tr(
                    "The loss stopped being finite: the steps are too long. The network is back where its "
                    "last epoch ended; try a smaller learning rate."
                ),
                "warning",
            )

    def _on_finished(self) -> None:
        """The other loss of a lesson that compares two; or the lesson's end, if nothing was changed."""
        trainer, offer = self._lab.trainer, self._offer
        if offer is None or self._config not in offer.configs or trainer.snapshot is None:
            return
        if trainer.snapshot.lesson != offer.name:  # the learning rate was another one for a while
            return
        if self._config != offer.configs[-1]:  # the same weights once more
            self._config = offer.configs[-1]
            self.renew()
            self._lab.play_when_ready()
            return
        pair = None
        if len(offer.configs) > 1 and trainer.history is not None and trainer.before is not None:
            pair = trainer.before.curves(), trainer.history.curves()
        self.teller.end(pair)
        self.widget.panels.show_panel("lesson")

    # What is done

    @Slot()
    def _on_train_triggered(self) -> None:
        self.say("")
        trainer = self._lab.trainer
        if trainer.standing.stage == "training":
            trainer.pause()
        elif self._take_wanted():
            self._lab.play_when_ready()
        elif trainer.standing.stage in ("finished", "stopped", "diverged"):
            if self._offer is not None and self._config in self._offer.configs:
                self._config = self._offer.configs[0]
            self.renew()
            self._lab.play_when_ready()
        else:
            self._lab.play_when_ready()

    @Slot()
    def _on_batch_triggered(self) -> None:
        if not self._take_wanted():
            self._lab.trainer.step()

    @Slot()
    def _on_stop_triggered(self) -> None:
        self._lab.trainer.stop()

    @Slot()
    def _on_more_triggered(self) -> None:
        if self._offer is not None and self._config is not None:
            trainer = self._lab.trainer
            left = trainer.standing.epochs - trainer.standing.epoch
            more = 0 if trainer.standing.stage == "stopped" and left > 0 else self._offer.configs[0].epochs
            self._change_epochs(trainer.standing.epochs + more)
            trainer.play()

    # What is shown

    @Slot(bool)
    def _on_log_toggled(self, on: bool) -> None:
        self._lab.settings.setValue("lab_loss_scale", "log" if on else "linear")
        self.widget.plot.set_log(on)

    @Slot()
    def _on_trainer_changed(self) -> None:
        if self._open and not self._frame.isActive():
            self._frame.start()
        self._show_actions()

    @Slot()
    def _draw(self) -> None:
        trainer, view = self._lab.trainer, self.widget
        runs = [run.curves() for run in (trainer.history, trainer.before) if run is not None and len(run)]
        if trainer.history is not None and not len(trainer.history) and trainer.begun:
            runs.insert(0, trainer.history.curves())
        view.plot.set_runs(runs, epochs=trainer.standing.epochs)
        advance(view.bar.progress, round(STEPS * trainer.standing.done))
        self._show_stage()

    def _show_stage(self) -> None:
        self._show_actions()
        trainer = self._lab.trainer
        last = trainer.history.last if trainer.history is not None else None
        text = status(trainer.standing, last, trainer.pace)
        if not text and self._lab.data.now is None:
            text = self.tr("Looking for MNIST …")
        self.widget.bar.status.say(text, where(trainer.standing))

    def _show_actions(self) -> None:
        actions, stage = self._actions, self._lab.trainer.standing.stage
        playing = stage == "training"
        over = stage in ("finished", "stopped", "diverged")
        texts = {
            True: self.tr("Pause"),
            False: self.tr("Train again") if over else self.tr("Train"),
        }
        if actions["train"].text() != texts[playing]:
            actions["train"].setText(texts[playing])
            self._lab.show_icon(playing)
        able = not self._wish.faulty  # what is typed is what would be trained
        actions["train"].setEnabled(playing or (able and stage not in ("nothing", "opening")))
        actions["train_batch"].setEnabled(able and stage in ("ready", "paused", "training"))
        actions["train_stop"].setEnabled(stage in ("training", "paused") and self._lab.trainer.begun)
        actions["train_more"].setEnabled(able and stage in ("finished", "stopped"))
