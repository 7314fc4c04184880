"""The left column: lessons, and under them what the run is made of."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.actions import Actions
from app.descent.hyper import HyperFields
from app.descent.modelling import formula_text
from app.descent.noise_fields import NoiseFields
from engine.config import EPOCHS, LEARNING_RATE, RunConfig
from engine.formula.nodes import FUNCTIONS
from engine.lessons import Lesson
from engine.losses import losses_for
from engine.optimizers import OPTIMIZERS
from viz import numbers
from viz.formula_field import FormulaField
from viz.lesson_list import LessonEntry, LessonList
from viz.log_slider import LogSlider, Mark
from viz.number_field import NumberField
from viz.rule import rule
from viz.segmented import Segmented
from viz.theme import RunStyle, Theme

WIDTH = 272
LEAST_HEIGHT = 104
"""Of the list of lessons, however many settings are shown: two of them are in sight."""


class Panel(QWidget):
    """Shows a lesson's config and takes wishes to change it. Knows nothing of runs."""

    lesson_chosen = Signal(str)
    """A lesson was chosen: its name."""
    formula_requested = Signal(str)
    """Another model or surface was typed: the text as it is."""
    loss_requested = Signal(str)
    """Another loss: a key of `LOSSES`."""
    optimizer_requested = Signal(str)
    """Another optimizer: a key of `OPTIMIZERS`."""
    hyper_requested = Signal(str, float)
    """Another hyper-parameter: name, value."""
    rate_dragged = Signal(float)
    """The learning rate's slider is moving: the value, at every move."""
    rate_requested = Signal(float)
    """Another learning rate, for good."""
    start_requested = Signal(int, float)
    """Another start: 0 or 1 for w0 or w1, value."""
    epochs_requested = Signal(object)
    """Another number of epochs: any int, be it larger than a signal's own."""
    text_refused = Signal(str)
    """Something typed is no number: the text."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._config: RunConfig | None = None
        self._dragged_rate = 0.0
        self.lessons = LessonList(self)
        self.lessons.setMinimumHeight(LEAST_HEIGHT)
        self._titles = {
            name: QLabel(self) for name in ("model", "loss", "optimizer", "lr", "w0", "w1", "epochs")
        }
        self._whose = QLabel(self)
        self._whose.setTextFormat(Qt.TextFormat.PlainText)
        self._whose.hide()
        self._formula = FormulaField(self)
        self._loss = Segmented(self)
        self._optimizer = QComboBox(self)
        for name, optimizer in OPTIMIZERS.items():
            self._optimizer.addItem(optimizer.label, name)
        self._optimizer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._optimizer.setMinimumContentsLength(8)
        self._unfold = QToolButton(self)
        self._unfold.setCheckable(True)
        self._unfold.setProperty("role", "quiet")
        self._hyper = HyperFields(self)
        self._hyper.hide()
        self._lesson = ""
        self._unfolded_for_lesson = False
        self._unfold_noise = QToolButton(self)
        self._unfold_noise.setCheckable(True)
        self._unfold_noise.setProperty("role", "quiet")
        self.noise = NoiseFields(actions, self)
        self.noise.hide()
        self._rate = NumberField(step=0.1, logarithmic=True)
        self._slider = LogSlider(1e-5, 10.0)
        self._start = (NumberField(step=0.1, digits=4), NumberField(step=0.1, digits=4))
        self._epochs = NumberField(step=10, whole=True)
        self._more = QToolButton(self)
        self._more.setDefaultAction(actions["more"])
        self._more.setProperty("role", "quiet")
        self._reset = QToolButton(self)
        self._reset.setDefaultAction(actions["reset"])
        self._reset.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._reset.setProperty("role", "quiet")
        self._lay_out()
        self._connect()
        self.retranslate()

    def set_lessons(self, groups: Sequence[tuple[str, Sequence[LessonEntry]]], current: str) -> None:
        """Fill the list of lessons and mark the current one."""
        self.lessons.set_lessons(groups)
        self.lessons.set_current(current)

    def show_lesson(self, lesson: Lesson) -> None:
        """Adapt what can be chosen to the lesson."""
        if self._formula.is_refused():
            self._formula.restore()
        self.lessons.set_current(lesson.name)
        if lesson.name != self._lesson:
            self._lesson = lesson.name
            if self._unfolded_for_lesson:
                self._unfold_noise.setChecked(False)
                self._unfolded_for_lesson = False
                self._config = None  # the next one unfolds them again if it needs them
        self._actions["more"].setEnabled(lesson.more > 0)
        self._more.setVisible(lesson.more > 0)
        self._more.setText(f"+ {lesson.more:,}")
        low = min(1e-5, lesson.lr / 10)
        self._slider.set_range(low, 100.0 if lesson.link == "sigmoid" else 1.0)

    def show_settings(self, on: bool) -> None:
        """Show what the run is made of, or the lessons alone: not all of them have a run."""
        self._line.setVisible(on)
        self._scroll.setVisible(on)

    def show_config(self, config: RunConfig) -> None:
        """Show what the run is made of."""
        if not config.is_plain and (self._config is None or self._config.is_plain):
            self._unfolded_for_lesson = not self._unfold_noise.isChecked() or self._unfolded_for_lesson
            self._unfold_noise.setChecked(True)
        self._config = config
        self.noise.show_config(config)
        self._formula.set_formula(formula_text(config))
        self._titles["model"].setText(self._model_title())
        for widget in (self._titles["loss"], self._loss):  # a surface is its own loss
            widget.setVisible(config.link != "surface")
        self._loss.set_choices([(loss.name, loss.label, loss.formula) for loss in losses_for(config.link)])
        self._loss.set_choice(config.loss)
        self._optimizer.setCurrentIndex(self._optimizer.findData(config.optimizer))
        self._hyper.show_optimizer(config.optimizer, OPTIMIZERS[config.optimizer].values(config.hyper))
        self._rate.set_value(config.lr)
        self._slider.set_value(config.lr)
        self.show_start(config.start)
        self._epochs.set_value(config.epochs)

    def refuse_formula(self, position: int) -> None:
        """Mark the formula that was typed as one that cannot be read, from its character `position` on."""
        self._formula.refuse(position)

    def show_start(self, start: tuple[float, ...]) -> None:
        """Show the start alone: it follows every move of a drag."""
        for field, value in zip(self._start, start, strict=True):
            field.set_value(value)

    def show_run(self, name: str, style: RunStyle) -> None:
        """Say whose settings these are, in its colour; no name for the lead's."""
        text = self.tr("Settings of: {name}").format(name=name)
        room = WIDTH - 40
        self._whose.setText(self._whose.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))
        self._whose.setToolTip(html.escape(text))
        self._whose.setStyleSheet(f"color: {style.colour}")
        self._whose.setVisible(bool(name))

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Mark learning rates worth knowing on the slider."""
        self._slider.set_marks(marks)

    def set_theme(self, theme: Theme) -> None:
        self.lessons.set_theme(theme)
        self._slider.set_theme(theme)
        self.noise.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        self.lessons.set_large_type(on)
        self._slider.set_large_type(on)
        self.noise.set_large_type(on)
        self.setFixedWidth(round(WIDTH * (1.3 if on else 1.0)))

    def retranslate(self) -> None:
        texts = {
            "loss": (self.tr("Loss"), self.tr("What descent makes small")),
            "optimizer": (self.tr("Optimizer"), self.tr("The rule that turns the gradient into a step")),
            "lr": (
                self.tr("Learning rate"),
                self.tr("How long the step is; any number from {low:g} to {high:g}").format(
                    low=LEARNING_RATE[0], high=LEARNING_RATE[1]
                ),
            ),
            "w0": (self.tr("Start") + " ŵ₀", self.tr("The bias at epoch 0; Up and Down change it by 0.1")),
            "w1": (self.tr("Start") + " ŵ₁", self.tr("The weight at epoch 0; Up and Down change it by 0.1")),
            "epochs": (
                self.tr("Epochs"),
                self.tr("Number of updates, {low:,} to {high:,}").format(low=EPOCHS[0], high=EPOCHS[1]),
            ),
        }
        widgets = {
            "loss": self._loss,
            "optimizer": self._optimizer,
            "lr": self._rate,
            "w0": self._start[0],
            "w1": self._start[1],
            "epochs": self._epochs,
        }
        for name, (text, tip) in texts.items():
            self._titles[name].setText("ŵ₁" if name == "w1" else text)
            self._titles[name].setToolTip(tip)
            widgets[name].setToolTip(tip)
            widgets[name].setAccessibleName(text)
        self._titles["model"].setText(self._model_title())
        self._formula.setAccessibleName(self.tr("Model, as a formula"))
        self._formula.set_tip(
            self.tr(
                "Type another one and press Enter; Escape brings this one back. It is made of w0, w1 and, "
                "where there are data, x; of numbers, pi and e, + - * / ^ and brackets, and {functions}."
            ).format(functions=", ".join(FUNCTIONS))
        )
        self._titles["model"].setToolTip(self._formula.toolTip())
        self.lessons.setAccessibleName(self.tr("Lessons"))
        self._slider.setAccessibleName(self.tr("Learning rate, logarithmic slider"))
        self._slider.setToolTip(texts["lr"][1])
        self._show_unfold()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        form = QGridLayout()
        form.setContentsMargins(16, 12, 16, 12)
        form.setHorizontalSpacing(8)
        form.setVerticalSpacing(8)
        form.setColumnStretch(1, 1)
        form.addWidget(self._titles["model"], 0, 0)
        form.addWidget(self._formula, 0, 1, 1, 2)
        form.addWidget(self._titles["loss"], 1, 0)
        form.addWidget(self._loss, 1, 1, 1, 2)
        form.addWidget(self._titles["optimizer"], 2, 0)
        form.addWidget(self._optimizer, 2, 1, 1, 2)
        form.addWidget(self._unfold, 3, 1, 1, 2, Qt.AlignmentFlag.AlignLeft)
        form.addWidget(self._hyper, 4, 0, 1, 3)
        form.addWidget(self._titles["lr"], 5, 0)
        form.addWidget(self._rate, 5, 1, 1, 2)
        form.addWidget(self._slider, 6, 0, 1, 3)
        start = QHBoxLayout()
        start.setSpacing(8)
        start.addWidget(self._start[0], 1)
        start.addWidget(self._titles["w1"])
        start.addWidget(self._start[1], 1)
        form.addWidget(self._titles["w0"], 7, 0)
        form.addLayout(start, 7, 1, 1, 2)
        epochs = QHBoxLayout()
        epochs.setSpacing(8)
        epochs.addWidget(self._epochs, 1)
        epochs.addWidget(self._more)
        form.addWidget(self._titles["epochs"], 8, 0)
        form.addLayout(epochs, 8, 1, 1, 2)
        form.addWidget(self._unfold_noise, 9, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
        form.addWidget(self.noise, 10, 0, 1, 3)
        form.addWidget(self._reset, 11, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
        controls = QWidget(self)
        settings = QVBoxLayout(controls)
        settings.setContentsMargins(0, 0, 0, 0)
        settings.setSpacing(0)
        self._whose.setContentsMargins(16, 12, 16, 0)
        settings.addWidget(self._whose)
        settings.addLayout(form)
        self._scroll = _FittingScrollArea(self)
        self._scroll.setWidget(controls)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.lessons, 1)
        self._line = rule(self, vertical=False)
        column.addWidget(self._line)
        column.addWidget(self._scroll)
        self.setFixedWidth(WIDTH)

    def _connect(self) -> None:
        self.lessons.lesson_chosen.connect(self.lesson_chosen)
        self._formula.formula_edited.connect(self.formula_requested)
        self._loss.chosen.connect(self.loss_requested)
        self._optimizer.activated.connect(self._on_optimizer_activated)
        self._unfold.toggled.connect(self._on_unfold_toggled)
        self._unfold_noise.toggled.connect(self._on_unfold_noise_toggled)
        self._unfold_noise.clicked.connect(self._on_unfold_noise_clicked)
        self._hyper.value_edited.connect(self.hyper_requested)
        self._rate.value_edited.connect(self.rate_requested)
        self._slider.value_dragged.connect(self._on_slider_value_dragged)
        self._slider.mark_chosen.connect(self.rate_requested)
        self._slider.drag_finished.connect(self._on_slider_drag_finished)
        self._start[0].value_edited.connect(self._on_start0_value_edited)
        self._start[1].value_edited.connect(self._on_start1_value_edited)
        self._epochs.value_edited.connect(self._on_epochs_value_edited)
        for field in (self._rate, *self._start, self._epochs):
            field.text_refused.connect(self.text_refused)
        self._hyper.text_refused.connect(self.text_refused)
        self.noise.text_refused.connect(self.text_refused)

    def _model_title(self) -> str:
        is_surface = self._config is not None and self._config.link == "surface"
        return self.tr("Surface") if is_surface else self.tr("Model ŷ")

    def _show_unfold(self) -> None:
        mark = "▾" if self._unfold.isChecked() else "▸"
        self._unfold.setText(f"{mark} " + self.tr("hyper-parameters"))
        self._unfold.setToolTip(self.tr("Momentum, decay and the like, with torch’s own names"))
        mark = "▾" if self._unfold_noise.isChecked() else "▸"
        self._unfold_noise.setText(f"{mark} " + self.tr("more settings"))
        self._unfold_noise.setToolTip(
            self.tr("Batches, a schedule of the learning rate, frozen weights, a start that is drawn")
        )

    def _on_optimizer_activated(self, index: int) -> None:
        self.optimizer_requested.emit(str(self._optimizer.itemData(index)))

    def _on_unfold_toggled(self, on: bool) -> None:
        self._hyper.setVisible(on)
        self._show_unfold()

    def _on_unfold_noise_toggled(self, on: bool) -> None:
        self.noise.setVisible(on)
        self._show_unfold()

    def _on_unfold_noise_clicked(self) -> None:
        self._unfolded_for_lesson = False  # from now on it is as the person wants it

    def _on_slider_value_dragged(self, value: float) -> None:
        self._dragged_rate = value
        self._slider.set_value(value)
        self._rate.setText(numbers.plain(value))
        self.rate_dragged.emit(value)

    def _on_slider_drag_finished(self) -> None:
        self.rate_requested.emit(self._dragged_rate)

    def _on_start0_value_edited(self, value: float) -> None:
        self.start_requested.emit(0, value)

    def _on_start1_value_edited(self, value: float) -> None:
        self.start_requested.emit(1, value)

    def _on_epochs_value_edited(self, value: float) -> None:
        self.epochs_requested.emit(int(value))


class _FittingScrollArea(QScrollArea):
    """As high as what it holds, where there is room."""

    def sizeHint(self) -> QSize:
        held = self.widget()
        return held.sizeHint() if held is not None else super().sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)
