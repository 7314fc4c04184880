"""Fields for the numbers of an optimizer or a schedule, made from its row in the table."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from engine.errors import QT_TRANSLATE_NOOP
from engine.optimizers import OPTIMIZERS, HyperParameter
from engine.schedules import SCHEDULES
from viz.number_field import NumberField

TIPS = {
    "momentum": QT_TRANSLATE_NOOP("hyper", "How much of the last step is kept in the next"),
    "dampening": QT_TRANSLATE_NOOP("hyper", "How much of the new gradient is left out of the momentum"),
    "weight_decay": QT_TRANSLATE_NOOP("hyper", "Pulls the weights towards zero"),
    "lr_decay": QT_TRANSLATE_NOOP("hyper", "Makes the learning rate smaller with every epoch"),
    "initial_accumulator_value": QT_TRANSLATE_NOOP("hyper", "What the sum of squared gradients begins with"),
    "alpha": QT_TRANSLATE_NOOP("hyper", "How long squared gradients are remembered"),
    "eps": QT_TRANSLATE_NOOP("hyper", "Keeps the division finite"),
    "beta1": QT_TRANSLATE_NOOP("hyper", "How long gradients are remembered"),
    "beta2": QT_TRANSLATE_NOOP("hyper", "How long squared gradients are remembered"),
    "centered": QT_TRANSLATE_NOOP("hyper", "Divide by the variance of the gradient, not its mean square"),
    "amsgrad": QT_TRANSLATE_NOOP("hyper", "Use the largest mean square so far, not the present one"),
    "step_size": QT_TRANSLATE_NOOP("hyper", "Updates from one cut of the learning rate to the next"),
    "gamma": QT_TRANSLATE_NOOP("hyper", "What the learning rate is multiplied by at each cut"),
    "T_max": QT_TRANSLATE_NOOP("hyper", "Updates until the learning rate is 0; after them it rises again"),
    "total_steps": QT_TRANSLATE_NOOP("hyper", "Updates of the whole cycle; after them the rate stays"),
    "pct_start": QT_TRANSLATE_NOOP("hyper", "The part of the cycle in which the learning rate rises"),
    "div_factor": QT_TRANSLATE_NOOP("hyper", "The cycle begins with the learning rate divided by this"),
    "final_div_factor": QT_TRANSLATE_NOOP("hyper", "It ends with the first rate divided by this"),
    "start_factor": QT_TRANSLATE_NOOP("hyper", "The part of the learning rate that it begins with"),
    "total_iters": QT_TRANSLATE_NOOP("hyper", "Updates until the whole learning rate is reached"),
}

assert all(p.name in TIPS for optimizer in OPTIMIZERS.values() for p in optimizer.parameters)
assert all(p.name in TIPS for schedule in SCHEDULES.values() for p in schedule.parameters)


class HyperFields(QWidget):
    """One row for each hyper-parameter of the optimizer shown, under torch's own names."""

    value_edited = Signal(str, float)
    """Another value: name, value. GUI thread."""
    text_refused = Signal(str)
    """Something typed is no number: the text. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner = ""
        self._fields: dict[str, NumberField | QCheckBox] = {}
        self._labels: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._grid.setColumnStretch(1, 1)

    def show_optimizer(self, optimizer: str, values: Mapping[str, float]) -> None:
        """Show `values`, by name, of the optimizer's hyper-parameters."""
        self.show_parameters(optimizer, OPTIMIZERS[optimizer].parameters, values)

    def show_parameters(
        self, owner: str, parameters: tuple[HyperParameter, ...], values: Mapping[str, float]
    ) -> None:
        """Show `values`, by name, of the `parameters` that `owner` has."""
        if owner != self._owner:
            self._owner = owner
            self._rebuild(parameters)
        for name, value in values.items():
            field = self._fields[name]
            if isinstance(field, QCheckBox):
                blocked = field.blockSignals(True)
                field.setChecked(value != 0)
                field.blockSignals(blocked)
            else:
                field.set_value(value)

    def retranslate(self) -> None:
        for name, field in self._fields.items():
            tip = QCoreApplication.translate("hyper", TIPS[name])
            field.setToolTip(tip)
            field.setAccessibleName(name)
            self._labels[name].setToolTip(tip)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _rebuild(self, parameters: tuple[HyperParameter, ...]) -> None:
        for widget in (*self._fields.values(), *self._labels.values()):
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._fields, self._labels = {}, {}
        for row, parameter in enumerate(parameters):
            name = parameter.name
            self._labels[name] = QLabel(name, self)
            self._grid.addWidget(self._labels[name], row, 0)
            field = self._make_field(parameter)
            self._fields[name] = field
            self._grid.addWidget(field, row, 1)
        self.retranslate()

    def _make_field(self, parameter: HyperParameter) -> NumberField | QCheckBox:
        name = parameter.name
        if parameter.scale == "flag":
            box = QCheckBox(self)
            box.toggled.connect(lambda on: self.value_edited.emit(name, float(on)))
            return box
        field = NumberField(step=parameter.step, parent=self)
        if parameter.scale == "log":
            field.set_step(0.5, logarithmic=True)
        field.value_edited.connect(lambda value: self.value_edited.emit(name, value))
        field.text_refused.connect(self.text_refused)
        return field
