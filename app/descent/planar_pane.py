"""What a lesson of two inputs shows: a plane of its loss, data and decision line, cost and accuracy."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.actions import Actions
from app.descent.transport import Transport
from engine.config import EPOCHS, LEARNING_RATE, RunConfig
from engine.lessons import Lesson
from engine.optimizers import OPTIMIZERS
from viz.card import Card
from viz.elided import ElidedLabel
from viz.flow import Flow
from viz.loss_plot import LossPlot
from viz.number_field import NumberField
from viz.plane_plot import PlanePlot
from viz.readout import Readout
from viz.rule import rule
from viz.segmented import Segmented
from viz.surface_view import SurfaceView
from viz.text_line import TextLine
from viz.theme import DARK, Theme
from viz.translated import Translated

NAMES = ("b", "W₁", "W₂")
PLANES = ((1, 2), (0, 1), (0, 2))
"""The two weights that can be drawn, in the order in which they are offered."""
FORMULA = "ŷ = σ(W₁x₁ + W₂x₂ + b)"
_EDGE, _FIELD, _RIGHT = 16, 68, 344

_LEAST = 150
"""Height of a plot that can still be read, logical pixels."""


class PlanarPane(Translated):
    """Lays out surface, plots, numbers, settings and transport. Knows nothing of runs."""

    plane_chosen = Signal(str)
    """Another two of the weights are to be drawn: their places, as "12". GUI thread."""
    start_requested = Signal(int, float)
    """Another start: the weight's place and its number. GUI thread."""
    rate_requested = Signal(float)
    """Another learning rate. GUI thread."""
    epochs_requested = Signal(object)
    """Another number of epochs: any int. GUI thread."""
    optimizer_requested = Signal(str)
    """Another optimizer: a key of `OPTIMIZERS`. GUI thread."""
    text_refused = Signal(str)
    """Something typed is no number: the text. GUI thread."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = DARK
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._note = ElidedLabel(self)
        self._note.setProperty("role", "quiet")
        self.planes = Segmented(self)
        self.view = SurfaceView(self)
        self.card = Card(self)
        self.data, self.loss, self.readout = PlanePlot(self), LossPlot(self), Readout(self)
        self._titles = {name: QLabel(self) for name in ("data", "loss")}
        for title in self._titles.values():
            title.setProperty("role", "title")
        self._headline = TextLine(
            13, "Cost 0.000123456 · accuracy 83.33%", weight=QFont.Weight.DemiBold, parent=self
        )
        self._copy = self._button(actions, "copy")
        self.optimizer = QComboBox(self)
        for name, optimizer in OPTIMIZERS.items():
            self.optimizer.addItem(optimizer.label, name)
        self.optimizer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.optimizer.setMinimumContentsLength(8)
        self.rate = NumberField(step=0.1, logarithmic=True)
        self.start = tuple(NumberField(step=0.1, digits=3) for _ in NAMES)
        self.epochs = NumberField(step=10, whole=True)
        self._labels = {name: QLabel(self) for name in ("optimizer", "rate", *NAMES, "epochs")}
        self._reset = self._button(actions, "reset")
        self.settings = Flow(self, gap=(16, 6))
        self.transport = Transport(actions, self)
        self._lay_out()
        self._connect()
        self.set_large_type(False)
        self.retranslate()

    # What is shown

    def show_lesson(self, lesson: Lesson, language: str) -> None:
        """What the lesson says."""
        self.card.say(lesson.look[language])

    def show_config(self, config: RunConfig) -> None:
        """What the run is made of."""
        self.optimizer.setCurrentIndex(self.optimizer.findData(config.optimizer))
        self.rate.set_value(config.lr)
        self.epochs.set_value(config.epochs)
        self.show_start(config.start)

    def show_start(self, start: tuple[float, ...]) -> None:
        """The start alone: it follows every move of a drag."""
        for field, value in zip(self.start, start, strict=True):
            field.set_value(value)

    def show_plane(self, plane: tuple[int, int], held: str) -> None:
        """Which weights are drawn, and the number that the third one is held at."""
        self.planes.set_choice(f"{plane[0]}{plane[1]}")
        third = NAMES[3 - sum(plane)]
        text = self.tr("{name} is held at {value}, its value at this epoch; the path is seen as its shadow")
        self._note.say(text.format(name=third, value=held))

    def set_headline(self, text: str) -> None:
        """Cost and accuracy, over the numbers."""
        self._headline.set_text(text)

    def headline(self) -> str:
        """What is said over the numbers."""
        return self._headline.text()

    def say(self, text: str) -> None:
        """A sentence that is not the lesson's: why something could not be used."""
        self.card.say(text, "warning")

    # How it is shown

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        for part in (self.view, self.data, self.loss, self.readout, self._headline, self.transport):
            part.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        for part in (self.view, self.data, self.loss, self.readout, self._headline, self.transport):
            part.set_large_type(on)
        for field in (self.rate, *self.start, self.epochs):
            field.setFixedWidth(round(_FIELD * (1.4 if on else 1)))
        self._beside.setFixedWidth(round(_RIGHT * (1.3 if on else 1)))
        self.data.setMinimumHeight(round(_LEAST * (1.3 if on else 1)))
        self.loss.setMinimumHeight(round(_LEAST * (1.1 if on else 0.8)))

    def retranslate(self) -> None:
        self._title.setText(self.tr("Loss over two of three weights"))
        self._titles["data"].setText(self.tr("Data and decision line"))
        self._titles["loss"].setText(self.tr("Cost"))
        self.data.setAccessibleName(self.tr("Data and decision line"))
        self.data.setToolTip(
            self.tr("{formula}; on the line ŷ is ½. The stronger the colour, the surer the model.").format(
                formula=FORMULA
            )
        )
        self.loss.setAccessibleName(self.tr("Cost by epoch"))
        self.readout.setAccessibleName(self.tr("Numbers of the epoch shown"))
        tip = self.tr("Draw the loss over {first} and {second}; {third} is held")
        choices = []
        for a, b in PLANES:
            text = f"{NAMES[a]}, {NAMES[b]}"
            third = NAMES[3 - a - b]
            choices.append((f"{a}{b}", text, tip.format(first=NAMES[a], second=NAMES[b], third=third)))
        self.planes.set_choices(choices)
        self.planes.setAccessibleName(self.tr("Weights that are drawn"))
        start = self.tr("Start")
        texts = {
            "optimizer": (
                self.optimizer,
                self.tr("Optimizer"),
                self.tr("The rule that turns the gradient into a step"),
            ),
            "rate": (
                self.rate,
                self.tr("Learning rate"),
                self.tr("How long the step is; any number from {low:g} to {high:g}").format(
                    low=LEARNING_RATE[0], high=LEARNING_RATE[1]
                ),
            ),
            "epochs": (
                self.epochs,
                self.tr("Epochs"),
                self.tr("Number of updates, {low:,} to {high:,}").format(low=EPOCHS[0], high=EPOCHS[1]),
            ),
        }
        for field, name in zip(self.start, NAMES, strict=True):
            tip = self.tr("{name} at epoch 0; Up and Down change it by 0.1").format(name=name)
            texts[name] = (field, f"{start} {name}", tip)
        for key, (widget, text, tip) in texts.items():
            self._labels[key].setText(text)
            widget.setAccessibleName(text)
            widget.setToolTip(tip)

    # Layout

    def _button(self, actions: Actions, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(actions[name])
        button.setProperty("role", "quiet")
        return button

    def _lay_out(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self._title)
        titles.addWidget(self._note)
        head = QHBoxLayout()
        head.setContentsMargins(_EDGE, 10, _EDGE, 6)
        head.addLayout(titles, 1)
        head.addWidget(self.planes)
        foot = QVBoxLayout()
        foot.setContentsMargins(_EDGE, 0, _EDGE, _EDGE)
        foot.addWidget(self.card)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(head)
        left.addWidget(self.view, 1)
        left.addLayout(foot)
        self._right = QWidget(self)
        self._beside = QScrollArea(self)  # large type in a low window must cut nothing off
        self._beside.setWidget(self._right)
        self._beside.setWidgetResizable(True)
        self._beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._beside.setFrameShape(QFrame.Shape.NoFrame)
        self._beside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(_EDGE, 12, _EDGE, 12)
        right.setSpacing(4)
        right.addWidget(self._titles["data"])
        right.addWidget(self.data, 5)
        right.addSpacing(8)
        right.addWidget(self._titles["loss"])
        right.addWidget(self.loss, 4)
        right.addSpacing(8)
        line = QHBoxLayout()
        line.addWidget(self._headline, 1)
        line.addWidget(self._copy)
        right.addLayout(line)
        right.addWidget(self.readout)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addLayout(left, 1)
        body.addWidget(rule(self, vertical=True))
        body.addWidget(self._beside)
        fields = (self.optimizer, self.rate, *self.start, self.epochs)
        for label, field in zip(self._labels.values(), fields, strict=True):
            self.settings.add(_labelled(label, field))
        self.settings.add(self._reset)
        held = QHBoxLayout()
        held.setContentsMargins(_EDGE, 8, _EDGE, 8)
        held.addWidget(self.settings)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(rule(self, vertical=False))
        column.addLayout(held)
        column.addWidget(rule(self, vertical=False))
        column.addWidget(self.transport)

    def _connect(self) -> None:
        self.planes.chosen.connect(self.plane_chosen)
        self.rate.value_edited.connect(self.rate_requested)
        self.epochs.value_edited.connect(lambda value: self.epochs_requested.emit(int(value)))
        for place, field in enumerate(self.start):
            field.value_edited.connect(lambda value, place=place: self.start_requested.emit(place, value))
        self.optimizer.activated.connect(
            lambda index: self.optimizer_requested.emit(str(self.optimizer.itemData(index)))
        )
        for field in (self.rate, *self.start, self.epochs):
            field.text_refused.connect(self.text_refused)


def _labelled(label: QLabel, field: QWidget) -> QWidget:
    together = QWidget()
    row = QHBoxLayout(together)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(label)
    row.addWidget(field)
    return together
