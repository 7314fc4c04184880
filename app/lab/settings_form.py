"""What a training is made of: lesson, loss, optimizer, learning rate, batch, epochs, device."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QWidget

from app.digits.records import DeviceChoice
from app.i18n import sentence
from engine.errors import InputError
from engine.lab.config import BATCH, LAB_EPOCHS, TrainConfig
from engine.lab.losses import LAB_LOSSES
from engine.optimizers import OPTIMIZERS
from viz.number_field import NumberField
from viz.segmented import Segmented
from viz.theme import Theme

WIDTH = 304


@dataclass(frozen=True, slots=True)
class LessonOffer:
    """A lesson in the list: its name (never shown), its title and what to look for, in one language."""

    name: str
    title: str
    look: str


class SettingsForm(QWidget):
    """Shows a config and takes wishes to change it; decides nothing."""

    lesson_requested = Signal(str)
    """A lesson was chosen: its name. GUI thread."""
    changed = Signal(str, object)
    """A setting is to be another one: name in `TrainConfig`, value. GUI thread."""
    lr_requested = Signal(float)
    """Another learning rate, which takes effect at once. GUI thread."""
    device_requested = Signal(str)
    """Another device. GUI thread."""
    text_refused = Signal(str)
    """Something typed is no number: the text. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[LessonOffer, ...] = ()
        self._devices: tuple[DeviceChoice, ...] = ()
        self.lesson, self.loss, self.optimizer = (QComboBox(self) for _ in range(3))
        self.lr = NumberField(step=0.1, logarithmic=True, parent=self)
        self.batch = NumberField(step=16, whole=True, parent=self)
        self.epochs = NumberField(step=1, whole=True, parent=self)
        self.seed = NumberField(step=1, whole=True, parent=self)
        self.shuffle = QCheckBox(self)
        self.device = Segmented(self)
        for box, table in ((self.loss, LAB_LOSSES), (self.optimizer, OPTIMIZERS)):
            for name, row in table.items():
                box.addItem(row.label, name)
        for box in (self.lesson, self.loss, self.optimizer):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
        self._titles = {
            name: QLabel(self)
            for name in ("lesson", "loss", "optimizer", "lr", "batch", "epochs", "seed", "device")
        }
        self._lay_out()
        self._connect()
        self.retranslate()

    # Facts

    def set_lessons(self, offers: Sequence[LessonOffer], current: str) -> None:
        """Offer lessons; one that was changed is nobody's."""
        self._offers = tuple(offers)
        names = [self.lesson.itemData(i) for i in range(self.lesson.count())]
        if names != [offer.name for offer in offers]:
            self.lesson.clear()
            for offer in offers:
                self.lesson.addItem(offer.title, offer.name)
        for place, offer in enumerate(offers):
            self.lesson.setItemText(place, offer.title)
            self.lesson.setItemData(place, offer.look, 3)  # Qt.ItemDataRole.ToolTipRole
        self.lesson.setCurrentIndex(self.lesson.findData(current))

    def show_config(self, config: TrainConfig, lr: float | None = None) -> None:
        """Show what is trained; `lr` if the learning rate has been changed on the way."""
        self.loss.setCurrentIndex(self.loss.findData(config.loss))
        self.optimizer.setCurrentIndex(self.optimizer.findData(config.optimizer))
        self.lr.set_value(config.lr if lr is None else lr)
        self.batch.set_value(config.batch)
        self.epochs.set_value(config.epochs)
        self.seed.set_value(config.seed)
        self.shuffle.setChecked(config.shuffle)
        tip = LAB_LOSSES[config.loss].formula
        self.loss.setToolTip(tip)

    def show_devices(self, devices: Sequence[DeviceChoice], device: str) -> None:
        """Offer devices; those that are missing say why."""
        self._devices = tuple(devices)
        reasons = {d.name: sentence(InputError(d.reason)) if d.reason else "" for d in devices}
        self.device.set_choices([(d.name, d.title, reasons[d.name]) for d in devices])
        self.device.set_enabled_choices([d.name for d in devices if not d.reason])
        self.device.set_choice(device)

    def set_theme(self, theme: Theme) -> None:
        """Nothing here has a colour of its own."""

    def set_large_type(self, on: bool) -> None:
        self.setFixedWidth(round(WIDTH * (1.45 if on else 1.0)))

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        texts = {
            "lesson": (self.tr("Lesson"), self.tr("A setup of the course, with its own draws"), self.lesson),
            "loss": (self.tr("Loss"), self.tr("What training makes small"), self.loss),
            "optimizer": (
                self.tr("Optimizer"),
                self.tr("The rule that turns the gradient into a step"),
                self.optimizer,
            ),
            "lr": (
                self.tr("Learning rate"),
                self.tr("How long a step is; it can be changed while the network trains"),
                self.lr,
            ),
            "batch": (
                self.tr("Batch"),
                self.tr("Images in an update, up to {most:,}; 0 is all of them at once").format(
                    most=BATCH[1]
                ),
                self.batch,
            ),
            "epochs": (
                self.tr("Epochs"),
                self.tr("How often all images are gone through, 1 to {most:,}").format(most=LAB_EPOCHS[1]),
                self.epochs,
            ),
            "seed": (
                self.tr("Seed"),
                self.tr("Weights, orders and dropout masks are drawn from it: the same seed, the same run"),
                self.seed,
            ),
            "device": (
                self.tr("Runs on"),
                self.tr("Where the network trains; it can move on the way"),
                self.device,
            ),
        }
        for name, (text, tip, widget) in texts.items():
            self._titles[name].setText(text)
            self._titles[name].setToolTip(tip)
            widget.setAccessibleName(text)
            if name != "loss":
                widget.setToolTip(tip)
        self.shuffle.setText(self.tr("Shuffle"))
        self.shuffle.setToolTip(self.tr("Each epoch draws its own order of the images"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self.show_devices(self._devices, self.device.choice() or "cpu")
        super().changeEvent(event)

    # Building

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        wide = (("lesson", self.lesson), ("loss", self.loss), ("optimizer", self.optimizer))
        for row, (name, widget) in enumerate(wide):
            grid.addWidget(self._titles[name], row, 0)
            grid.addWidget(widget, row, 1, 1, 3)
        pairs = (("lr", self.lr, "batch", self.batch), ("epochs", self.epochs, "seed", self.seed))
        for row, (one, first, two, second) in enumerate(pairs, 3):
            grid.addWidget(self._titles[one], row, 0)
            grid.addWidget(first, row, 1)
            grid.addWidget(self._titles[two], row, 2)
            grid.addWidget(second, row, 3)
        grid.addWidget(self._titles["device"], 5, 0)
        grid.addWidget(self.device, 5, 1)
        grid.addWidget(self.shuffle, 5, 2, 1, 2)
        grid.setRowStretch(6, 1)
        self.set_large_type(False)

    def _connect(self) -> None:
        self.lesson.activated.connect(self._on_lesson_activated)
        self.loss.activated.connect(self._on_loss_activated)
        self.optimizer.activated.connect(self._on_optimizer_activated)
        self.shuffle.clicked.connect(self._on_shuffle_clicked)
        self.lr.value_edited.connect(self.lr_requested)
        self.batch.value_edited.connect(self._on_batch_edited)
        self.epochs.value_edited.connect(self._on_epochs_edited)
        self.seed.value_edited.connect(self._on_seed_edited)
        self.device.chosen.connect(self.device_requested)
        for field in (self.lr, self.batch, self.epochs, self.seed):
            field.text_refused.connect(self.text_refused)

    @Slot(int)
    def _on_lesson_activated(self, index: int) -> None:
        self.lesson_requested.emit(self.lesson.itemData(index))

    @Slot(int)
    def _on_loss_activated(self, index: int) -> None:
        self.changed.emit("loss", self.loss.itemData(index))

    @Slot(int)
    def _on_optimizer_activated(self, index: int) -> None:
        self.changed.emit("optimizer", self.optimizer.itemData(index))

    @Slot(bool)
    def _on_shuffle_clicked(self, on: bool) -> None:
        self.changed.emit("shuffle", on)

    @Slot(float)
    def _on_batch_edited(self, value: float) -> None:
        self.changed.emit("batch", int(value))

    @Slot(float)
    def _on_epochs_edited(self, value: float) -> None:
        self.changed.emit("epochs", int(value))

    @Slot(float)
    def _on_seed_edited(self, value: float) -> None:
        self.changed.emit("seed", int(value))
