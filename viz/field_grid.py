"""Named number fields in two columns, each with the interval that it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from viz import numbers
from viz.number_field import NumberField


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field: its name, its title, the interval it takes, its first value, and what Up and Down add."""

    name: str
    title: str
    low: float
    high: float
    value: float
    step: float
    whole: bool = False
    tip: str = ""


class FieldGrid(QWidget):
    """Holds numbers until they are asked for. What lies outside its interval stays in its field, marked."""

    value_refused = Signal(str)
    """A number outside its interval was entered: the field's name. GUI thread."""
    value_edited = Signal(str, float)
    """A number inside its interval was entered: the field's name, the number. GUI thread."""
    text_refused = Signal(str)
    """Text that is no number was entered: the text. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._specs: dict[str, FieldSpec] = {}
        self._titles: dict[str, QLabel] = {}
        self._fields: dict[str, NumberField] = {}
        self._large = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)

    def set_fields(self, specs: Sequence[FieldSpec]) -> None:
        """Show these fields; those of a name that was there before keep what is in them."""
        names = [spec.name for spec in specs]
        if names != list(self._fields):
            for widget in (*self._titles.values(), *self._fields.values()):
                self._grid.removeWidget(widget)
                widget.deleteLater()
            self._titles, self._fields = {}, {}
            for i, spec in enumerate(specs):
                self._add(i, spec)
        self._specs = {spec.name: spec for spec in specs}
        for spec in specs:
            self._titles[spec.name].setText(spec.title)
            field = self._fields[spec.name]
            field.setAccessibleName(spec.title)
            field.setToolTip("\n".join(filter(None, (spec.tip, self.interval(spec.name)))))
            self._titles[spec.name].setToolTip(field.toolTip())

    def set_values(self, values: Mapping[str, float]) -> None:
        """Show other numbers."""
        for name, value in values.items():
            self._fields[name].set_value(value)

    def values(self) -> dict[str, float] | None:
        """All numbers by name; None while a field holds what cannot be used, which then has the focus."""
        for field in self._fields.values():
            if field.property("refused"):
                field.setFocus()
                field.selectAll()
                return None
        return {name: field.value() for name, field in self._fields.items()}

    def field(self, name: str) -> NumberField:
        """The field of this name."""
        return self._fields[name]

    def interval(self, name: str) -> str:
        """What a field takes: "Points: 2 to 1,000,000"."""
        spec = self._specs[name]
        low, high = (
            f"{int(end):,}" if spec.whole else numbers.written(f"{end:g}") for end in (spec.low, spec.high)
        )
        return self.tr("{title}: {low} to {high}").format(title=spec.title, low=low, high=high)

    def set_large_type(self, on: bool) -> None:
        self._large = on
        for field in self._fields.values():
            field.setFixedWidth(self._width())

    def _width(self) -> int:
        return 96 if self._large else 64

    def _add(self, i: int, spec: FieldSpec) -> None:
        title = QLabel(self)
        title.setProperty("role", "quiet")
        field = NumberField(step=spec.step, whole=spec.whole, parent=self)
        field.setFixedWidth(self._width())
        field.set_value(spec.value)
        title.setBuddy(field)
        field.value_edited.connect(self._on_field_value_edited)
        field.text_refused.connect(self.text_refused)
        row, pair = divmod(i, 2)
        self._grid.addWidget(title, row, 2 * pair)
        self._grid.addWidget(field, row, 2 * pair + 1)
        self._titles[spec.name], self._fields[spec.name] = title, field

    def _on_field_value_edited(self, value: float) -> None:
        name = next(name for name, field in self._fields.items() if field is self.sender())
        spec, field = self._specs[name], self._fields[name]
        if spec.low <= value <= spec.high:
            field.set_value(value)
            self.value_edited.emit(name, value)
        elif numbers.parse(field.text()) == value:  # typed, not stepped over the end by a key
            field.set_refused(True)
            self.value_refused.emit(name)
