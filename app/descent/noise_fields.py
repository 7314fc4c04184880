"""The folded part of the panel: batches, schedule, frozen weights, and starts that are drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLabel, QToolButton, QWidget

from app.actions import Actions
from app.descent.hyper import HyperFields
from engine.batches import batches_in_pass
from engine.config import RunConfig
from engine.initial import SCHEMES
from engine.schedules import SCHEDULES
from viz.number_field import NumberField
from viz.rate_curve import RateCurve
from viz.theme import Theme
from viz.translated import Translated

FROZEN = ("ŵ₀", "ŵ₁")


class NoiseFields(Translated):
    """Shows what makes a run noisy or holds it, and takes wishes to change it."""

    batch_requested = Signal(object)
    """Another number of data an update: any int. GUI thread."""
    batch_seed_requested = Signal(object)
    """Another seed to shuffle them under: any int. GUI thread."""
    schedule_requested = Signal(str)
    """Another schedule: a key of `SCHEDULES`, or empty for none. GUI thread."""
    schedule_hyper_requested = Signal(str, float)
    """Another parameter of the schedule: name, value. GUI thread."""
    frozen_requested = Signal(int, bool)
    """Freeze w0 or w1 (0 or 1), or let it go. GUI thread."""
    start_drawn = Signal(str, object)
    """Draw a start: a key of `SCHEMES`, a seed. GUI thread."""
    text_refused = Signal(str)
    """Something typed is no number: the text. GUI thread."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._config: RunConfig | None = None
        self._n = 0
        self._titles = {name: QLabel(self) for name in ("batch", "seed", "schedule", "frozen", "draw", "as")}
        self._batch = NumberField(step=1, whole=True)
        self._seed = NumberField(step=1, whole=True)
        self._passes = QLabel(self)
        self._passes.setProperty("role", "quiet")
        self._passes.setWordWrap(True)
        self._surface = QToolButton(self)
        self._surface.setDefaultAction(actions["batch_surface"])
        self._surface.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._surface.setProperty("role", "quiet")
        self._schedule = QComboBox(self)
        self._schedule.addItem("", "")
        for name, schedule in SCHEDULES.items():
            self._schedule.addItem(schedule.label, name)
        self._hyper = HyperFields(self)
        self._curve = RateCurve(self)
        self._frozen = tuple(QCheckBox(weight, self) for weight in FROZEN)
        self._scheme = QComboBox(self)
        for name, scheme in SCHEMES.items():
            self._scheme.addItem(scheme.label, name)
        for box in (self._schedule, self._scheme):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        self._draw_seed = NumberField(step=1, whole=True)
        self._draw_seed.set_value(0)
        self._draw = QToolButton(self)
        self._draw.setProperty("role", "quiet")
        self._draw.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_config(self, config: RunConfig) -> None:
        """Show what is chosen."""
        self._config = config
        self._batch.set_value(config.batch)
        self._seed.set_value(config.batch_seed)
        self._schedule.setCurrentIndex(self._schedule.findData(config.schedule))
        if config.schedule:
            row = SCHEDULES[config.schedule]
            self._hyper.show_parameters(row.name, row.parameters, row.values(config.schedule_hyper))
        self._hyper.setVisible(bool(config.schedule))
        for box, is_frozen in zip(self._frozen, config.frozen, strict=True):
            box.setChecked(is_frozen)
        for widget in (self._seed, self._titles["seed"], self._surface):
            widget.setVisible(bool(config.batch))
        self._curve.setVisible(bool(config.schedule))
        self._show_passes()

    def show_numbers(self, n: int, rates: Sequence[float]) -> None:
        """Show what follows: of how many data a batch is taken, and the learning rates of a schedule."""
        self._n = n
        self._curve.set_rates(rates)
        self._show_passes()

    def set_theme(self, theme: Theme) -> None:
        self._curve.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        self._curve.set_large_type(on)

    def retranslate(self) -> None:
        whole = self.tr(
            "Data that an update sees; 0 for all of them. Loss and gradient shown stay those of all data"
        )
        seed = self.tr("Each pass is shuffled anew, under a seed made of this one and the pass")
        schedule = self.tr("How torch.optim.lr_scheduler changes the learning rate from update to update")
        frozen = self.tr("A frozen weight stays where it starts: no step, no weight decay")
        drawn = self.tr("Start where torch would: one of torch.nn.init’s ways, under a seed")
        texts = {
            "batch": (self.tr("Batch"), whole, self._batch),
            "seed": (self.tr("Seed"), seed, self._seed),
            "schedule": (self.tr("Schedule"), schedule, self._schedule),
            "frozen": (self.tr("Frozen"), frozen, None),
            "draw": (self.tr("Draw start"), drawn, self._scheme),
            "as": (self.tr("Seed"), self.tr("The seed that the start is drawn under"), self._draw_seed),
        }
        for name, (text, tip, widget) in texts.items():
            self._titles[name].setText(text)
            self._titles[name].setToolTip(tip)
            if widget is not None:
                widget.setToolTip(tip)
                widget.setAccessibleName(text)
        for box, weight in zip(self._frozen, FROZEN, strict=True):
            box.setToolTip(frozen)
            box.setAccessibleName(self.tr("{weight} frozen").format(weight=weight))
        self._seed.setAccessibleName(self.tr("Seed of the batches"))
        self._draw_seed.setAccessibleName(self.tr("Seed of the start"))
        self._schedule.setItemText(0, self.tr("none"))
        self._draw.setText(self.tr("Draw"))
        self._draw.setToolTip(drawn)
        self._show_passes()

    def _show_passes(self) -> None:
        config = self._config
        self._passes.setVisible(config is not None and bool(config.batch) and self._n > 0)
        if config is None or not config.batch or not self._n:
            return
        count = batches_in_pass(self._n, config.batch)
        if count == 1:
            self._passes.setText(
                self.tr("An epoch is one update, with all {n} data.").format(n=f"{self._n:,}")
            )
        else:
            text = self.tr("An epoch is one update; {count} of them are one pass over all {n} data.")
            self._passes.setText(text.format(count=f"{count:,}", n=f"{self._n:,}"))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.setColumnStretch(1, 1)
        batch = _row(self._batch, self._titles["seed"], self._seed)
        grid.addWidget(self._titles["batch"], 0, 0)
        grid.addLayout(batch, 0, 1)
        grid.addWidget(self._passes, 1, 0, 1, 2)
        grid.addWidget(self._surface, 2, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self._titles["schedule"], 3, 0)
        grid.addWidget(self._schedule, 3, 1)
        grid.addWidget(self._hyper, 4, 0, 1, 2)
        grid.addWidget(self._curve, 5, 0, 1, 2)
        frozen = _row(*self._frozen)
        frozen.addStretch(1)
        grid.addWidget(self._titles["frozen"], 6, 0)
        grid.addLayout(frozen, 6, 1)
        grid.addWidget(self._titles["draw"], 7, 0)
        grid.addWidget(self._scheme, 7, 1)
        grid.addWidget(self._titles["as"], 8, 0)
        grid.addLayout(_row(self._draw_seed, self._draw), 8, 1)

    def _connect(self) -> None:
        self._batch.value_edited.connect(lambda value: self.batch_requested.emit(int(value)))
        self._seed.value_edited.connect(lambda value: self.batch_seed_requested.emit(int(value)))
        self._schedule.activated.connect(
            lambda index: self.schedule_requested.emit(str(self._schedule.itemData(index)))
        )
        self._hyper.value_edited.connect(self.schedule_hyper_requested)
        for axis, box in enumerate(self._frozen):
            box.clicked.connect(lambda on, axis=axis: self.frozen_requested.emit(axis, on))
        self._draw.clicked.connect(self._on_draw_clicked)
        for field in (self._batch, self._seed, self._draw_seed):
            field.text_refused.connect(self.text_refused)
        self._hyper.text_refused.connect(self.text_refused)
        self._draw_seed.value_edited.connect(self._draw_seed.set_value)

    def _on_draw_clicked(self) -> None:
        self.start_drawn.emit(str(self._scheme.currentData()), int(self._draw_seed.value()))


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, NumberField) else 0)
    return row
