"""What a training is made of: loss, optimizer, learning rate, batch, epochs, seed."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from engine.lab.config import BATCH, LAB_EPOCHS, TrainConfig
from engine.lab.losses import LAB_LOSSES
from engine.optimizers import OPTIMIZERS
from viz.elided import ElidedBox
from viz.number_field import NumberField
from viz.translated import Translated


class SettingsForm(Translated):
    """Shows a config and takes wishes to change it; decides nothing."""

    changed = Signal(str, object)
    """A setting is to be another one: name in `TrainConfig`, value. GUI thread."""
    lr_requested = Signal(float)
    """Another learning rate, which takes effect at once. GUI thread."""
    text_refused = Signal(str)
    """Something typed is no number: the text. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.loss, self.optimizer = ElidedBox(self), ElidedBox(self)
        self.lr = NumberField(step=0.1, logarithmic=True, parent=self)
        self.batch = NumberField(step=16, whole=True, parent=self)
        self.epochs = NumberField(step=1, whole=True, parent=self)
        self.seed = NumberField(step=1, whole=True, parent=self)
        self.shuffle, self.drop_last = QCheckBox(self), QCheckBox(self)
        for box, table in ((self.loss, LAB_LOSSES), (self.optimizer, OPTIMIZERS)):
            for name, row in table.items():
                box.addItem(row.label, name)
        for box in (self.loss, self.optimizer):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
        self._titles = {name: QLabel(self) for name in ("loss", "optimizer", "lr", "batch", "epochs", "seed")}
        self._lay_out()
        self._connect()
        self.retranslate()

    # Facts

    def show_config(self, config: TrainConfig) -> None:
        """Show what is trained."""
        self.loss.setCurrentIndex(self.loss.findData(config.loss))
        self.optimizer.setCurrentIndex(self.optimizer.findData(config.optimizer))
        self.lr.set_value(config.lr)
        self.batch.set_value(config.batch)
        self.epochs.set_value(config.epochs)
        self.seed.set_value(config.seed)
        self.shuffle.setChecked(config.shuffle)
        self.drop_last.setChecked(config.drop_last)
        self.drop_last.setEnabled(config.batch > 0)  # all at once there is no last batch
        tip = LAB_LOSSES[config.loss].formula
        self.loss.setToolTip(tip)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        texts = {
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
        }
        for name, (text, tip, widget) in texts.items():
            self._titles[name].setText(text)
            self._titles[name].setToolTip(tip)
            widget.setAccessibleName(text)
            if name != "loss":
                widget.setToolTip(tip)
        self.shuffle.setText(self.tr("Shuffle"))
        self.shuffle.setToolTip(self.tr("Each epoch draws its own order of the images"))
        self.drop_last.setText(self.tr("Full batches"))
        self.drop_last.setToolTip(
            self.tr(
                "drop_last: the images that are left over when the others fill their batches are left out of "
                "the epoch; otherwise they make a last batch, a smaller one"
            )
        )

    # Building

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        grid.addWidget(self._titles["loss"], 0, 0)
        grid.addWidget(self.loss, 0, 1, 1, 3)
        grid.addWidget(self._titles["optimizer"], 1, 0)
        grid.addWidget(self.optimizer, 1, 1)
        ticks = QVBoxLayout()  # one above the other: a row more would not fit above the fold of a low window
        ticks.setSpacing(2)
        ticks.addWidget(self.shuffle)
        ticks.addWidget(self.drop_last)
        grid.addLayout(ticks, 1, 2, 1, 2)
        pairs = (("lr", self.lr, "batch", self.batch), ("epochs", self.epochs, "seed", self.seed))
        for row, (one, first, two, second) in enumerate(pairs, 2):
            grid.addWidget(self._titles[one], row, 0)
            grid.addWidget(first, row, 1)
            grid.addWidget(self._titles[two], row, 2)
            grid.addWidget(second, row, 3)
        grid.setRowStretch(4, 1)

    def _connect(self) -> None:
        self.loss.activated.connect(self._on_loss_activated)
        self.optimizer.activated.connect(self._on_optimizer_activated)
        self.shuffle.clicked.connect(self._on_shuffle_clicked)
        self.drop_last.clicked.connect(self._on_drop_last_clicked)
        self.lr.value_edited.connect(self.lr_requested)
        self.batch.value_edited.connect(self._on_batch_edited)
        self.epochs.value_edited.connect(self._on_epochs_edited)
        self.seed.value_edited.connect(self._on_seed_edited)
        for field in (self.lr, self.batch, self.epochs, self.seed):
            field.text_refused.connect(self.text_refused)

    @Slot(int)
    def _on_loss_activated(self, index: int) -> None:
        self.changed.emit("loss", self.loss.itemData(index))

    @Slot(int)
    def _on_optimizer_activated(self, index: int) -> None:
        self.changed.emit("optimizer", self.optimizer.itemData(index))

    @Slot(bool)
    def _on_shuffle_clicked(self, on: bool) -> None:
        self.changed.emit("shuffle", on)

    @Slot(bool)
    def _on_drop_last_clicked(self, on: bool) -> None:
        self.changed.emit("drop_last", on)

    @Slot(float)
    def _on_batch_edited(self, value: float) -> None:
        self.changed.emit("batch", int(value))

    @Slot(float)
    def _on_epochs_edited(self, value: float) -> None:
        self.changed.emit("epochs", int(value))

    @Slot(float)
    def _on_seed_edited(self, value: float) -> None:
        self.changed.emit("seed", int(value))
