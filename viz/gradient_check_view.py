"""The gradient in several ways, beside the question how small h should be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from viz.cell_model import Column
from viz.error_plot import ErrorPlot
from viz.frame import Array
from viz.log_slider import LogSlider
from viz.number_field import NumberField
from viz.number_table import NumberRow, NumberTable
from viz.rule import rule
from viz.theme import Theme

__all__ = ["H_RANGE", "CheckRow", "GradientCheckView"]

H_RANGE = (1e-8, 1.0)
"""Ends of the slider of h."""

_PLOT_SHARE = {False: 0.42, True: 0.36}
"""Of the width, at normal and at large type: the numbers come first."""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A way to the gradient: its name, both components, its error against the truth, what it teaches."""

    name: str
    w0: str
    w1: str
    error: str
    tip: str = ""


class GradientCheckView(QWidget):
    """A table of gradients, a slider for h, and the error for every h."""

    h_dragged = Signal(float)
    """The slider of h is moving, or a number was typed: h. GUI thread."""
    text_refused = Signal(str)
    """Something typed as h is no positive number: the text. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = NumberTable(self)
        self.plot = ErrorPlot(self)
        self._large = False
        self._rows: tuple[CheckRow, ...] = ()
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
        self.table.set_rows(
            self._columns, [NumberRow((row.name, row.w0, row.w1, row.error), row.tip) for row in rows]
        )

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
        return self.table.text()

    def set_theme(self, theme: Theme) -> None:
        for part in (self.table, self.plot, self._slider):
            part.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        for part in (self.table, self.plot, self._slider):
            part.set_large_type(on)
        self._field.setFixedWidth(112 if on else 80)
        self._large = on
        self._share_out()

    def retranslate(self) -> None:
        self._columns = [
            Column(self.tr("gradient by"), least=80, slack=True),
            Column("∂loss/∂ŵ₀", right=True),
            Column("∂loss/∂ŵ₁", right=True),
            Column(
                self.tr("relative error"),
                self.tr(
                    "Length of the difference to the exact gradient, as a part of that gradient’s length"
                ),
                right=True,
            ),
        ]
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

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        width = round(self.width() * _PLOT_SHARE[self._large])
        self.plot.setFixedWidth(max(width, self.plot.plot.minimumWidth()))

    def _lay_out(self) -> None:
        h = QHBoxLayout()
        h.setSpacing(8)
        h.addWidget(self._h_title)
        h.addWidget(self._field)
        h.addWidget(self._slider, 1)
        h.setContentsMargins(6, 0, 0, 0)
        self._field.setFixedWidth(80)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.table, 1)
        left.addLayout(h)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(8)
        row.addLayout(left, 1)
        row.addWidget(rule(self, vertical=True))
        row.addWidget(self.plot)

    def _on_field_value_edited(self, value: float) -> None:
        if value > 0:
            self.h_dragged.emit(value)
        else:
            self._field.set_refused(True)
            self.text_refused.emit(self._field.text())
