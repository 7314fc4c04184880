"""The gradient in several ways, beside the question how small h should be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from viz import numbers
from viz.cell_model import Column
from viz.error_plot import ErrorPlot
from viz.frame import Array
from viz.log_slider import LogSlider
from viz.number_field import NumberField
from viz.number_table import NumberRow, NumberTable
from viz.rule import rule
from viz.theme import Theme
from viz.translated import Translated

__all__ = ["H_RANGE", "CheckRow", "GradientCheckView"]

H_RANGE = (1e-8, 1.0)
"""Ends of the slider of h."""

_PLOT_SHARE = 0.42
_LEAST_PLOT = {False: 128, True: 160}
"""The plot's part of the width, and the logical pixels below which it is left out, at both sizes of type."""
_FEW = 5
"""Significant digits of a component where there is little room."""
_MARGIN, _GAP = 8, 8


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A way to the gradient: its name, both components, its error against the truth, what it teaches."""

    name: str
    w0: str
    w1: str
    error: str
    tip: str = ""


def fewer_digits(text: str, digits: int = _FEW) -> str:
    """A number that `numbers.significant` wrote, with so many significant digits at most.

    >>> fewer_digits("−194.1093"), fewer_digits("7.201565 × 10⁻⁵"), fewer_digits("—")
    ('−194.11', '7.2016 × 10⁻⁵', '—')
    """
    mantissa, times, power = text.partition(" × ")
    value = numbers.parse(mantissa)
    if value is None or sum(map(str.isdigit, mantissa.lstrip("−0."))) <= digits:
        return text
    return numbers.significant(value, digits) + times + power


class _Ways(NumberTable):
    """Five ways to the gradient, all of them in sight."""

    row_height, least_row = 24, 17
    shows_all = True


class GradientCheckView(Translated):
    """A table of gradients, a slider for h, and the error for every h."""

    h_dragged = Signal(float)
    """The slider of h is moving, or a number was typed: h. GUI thread."""
    text_refused = Signal(str)
    """Something typed as h is no positive number: the text. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = _Ways(self)
        self.plot = ErrorPlot(self)
        self._large = False
        self._rows: tuple[CheckRow, ...] = ()
        self._few = False
        self._wide, self._narrow = 0, 0
        self._h_title = QLabel("h", self)
        self._field = NumberField(step=1.0, logarithmic=True, digits=4, parent=self)
        self._slider = LogSlider(*H_RANGE, self)
        self._h_title.setBuddy(self._field)
        self._lay_out()
        self._slider.value_dragged.connect(self.h_dragged)
        self._field.value_edited.connect(self._on_field_value_edited)
        self._field.text_refused.connect(self.text_refused)
        self.retranslate()

    def set_rows(self, rows: Sequence[CheckRow]) -> None:
        """Show the ways to the gradient; cheap enough for every frame."""
        self._rows = tuple(rows)
        self._share_out()
        self.table.set_rows(self._columns, [NumberRow(self._cells(row, self._few), row.tip) for row in rows])

    def set_h(self, h: float, error: float | None = None) -> None:
        """Show h, and mark it in the plot at this relative error of the forward difference if known."""
        self._slider.set_value(h)
        self._field.set_value(h)
        self.plot.set_h(h, error)

    def set_errors(self, h: Array, error: Array, central: Array | None = None) -> None:
        """Relative errors at each h, all (n,); 0 leaves a gap. See `ErrorPlot.set_errors`."""
        self.plot.set_errors(h, error, central)

    def text(self) -> str:
        """The table as tab-separated text."""
        names = tuple(column.name for column in self._columns)
        return "\n".join(
            "\t".join(cells) for cells in (names, *(self._cells(row, False) for row in self._rows))
        )

    def set_theme(self, theme: Theme) -> None:
        for part in (self.table, self.plot, self._slider):
            part.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        for part in (self.table, self.plot, self._slider):
            part.set_large_type(on)
        self._field.setFixedWidth(112 if on else 80)
        self._large = on
        self._wide = self._narrow = 0
        self.set_rows(self._rows)

    def retranslate(self) -> None:
        self._columns = [
            Column(self.tr("gradient by"), least=56, slack=True),
            Column("∂loss/∂ŵ₀", right=True),
            Column("∂loss/∂ŵ₁", right=True),
            Column(
                self.tr("relative error"),
                self.tr(
                    "Length of the difference to the exact gradient, as a part of that gradient’s length"
                ),
                right=True,
                least=72,
            ),
        ]
        self._wide = self._narrow = 0
        self.table.set_columns(self._columns)
        self.set_rows(self._rows)
        self.table.setAccessibleName(self.tr("Gradient check"))
        self.table.set_empty_text(self.tr("No gradient to check yet."))
        tip = self.tr(
            "How far the finite difference goes: too large and the loss bends away between the two points; "
            "too small and rounding eats the difference"
        )
        for part in (self._h_title, self._field, self._slider):
            part.setToolTip(tip)
        self._field.setAccessibleName("h")
        self._slider.setAccessibleName(self.tr("h, logarithmic slider"))
        self.plot.setAccessibleName(self.tr("Relative error against h"))
        self.plot.setToolTip(
            self.tr(
                "Falls while h shrinks, until rounding takes over and it rises again: the best h is between"
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_rows(self._rows)

    @staticmethod
    def _cells(row: CheckRow, few: bool) -> tuple[str, ...]:
        w0, w1 = (fewer_digits(text) for text in (row.w0, row.w1)) if few else (row.w0, row.w1)
        return row.name, w0, w1, row.error

    def _share_out(self) -> None:
        """The numbers come first: beside the plot with all digits or a few, then without the plot.

        What they need only grows, so that nothing jumps from frame to frame.
        """
        if self._rows:
            wide, narrow = ([self._cells(row, few) for row in self._rows] for few in (False, True))
            self._wide = max(self._wide, self.table.width_for(wide))
            self._narrow = max(self._narrow, self.table.width_for(narrow))
        room = self.width() - 2 * _MARGIN
        beside = room - 2 * _GAP - self._rule.maximumWidth()
        least = _LEAST_PLOT[self._large]
        self.plot.plot.setMinimumWidth(least)
        seen = beside - self._narrow >= least
        self._few = (beside - least if seen else room) < self._wide
        self.plot.setVisible(seen)
        self._rule.setVisible(seen)
        need = self._narrow if self._few else self._wide
        self.plot.setFixedWidth(max(min(round(room * _PLOT_SHARE), beside - need), least))

    def _lay_out(self) -> None:
        h = QHBoxLayout()
        h.setSpacing(8)
        h.addWidget(self._h_title)
        h.addWidget(self._field)
        h.addWidget(self._slider, 1)
        h.setContentsMargins(6, 0, 0, 0)
        self._field.setFixedWidth(80)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.table, 1)
        left.addLayout(h)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 4, _MARGIN, 4)
        row.setSpacing(_GAP)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)  # the plot goes instead
        row.addLayout(left, 1)
        self._rule = rule(self, vertical=True)
        row.addWidget(self._rule)
        row.addWidget(self.plot)

    def _on_field_value_edited(self, value: float) -> None:
        if value > 0:
            self.h_dragged.emit(value)
        else:
            self._field.set_refused(True)
            self.text_refused.emit(self._field.text())
