"""The right column: data and curve, loss curve, numbers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.actions import Actions
from viz.data_plot import DataPlot
from viz.elided import ElidedLabel
from viz.loss_plot import LossPlot
from viz.readout import Readout
from viz.text_line import TextLine
from viz.theme import Theme


class Results(QWidget):
    """What the run gives: its fit, its loss, its numbers."""

    epoch_requested = Signal(int)
    """An epoch of the loss curve was pressed. GUI thread."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data = DataPlot(self)
        self.loss = LossPlot(self)
        self.readout = Readout(self)
        self._no_data = QLabel(self)
        self._no_data.setProperty("role", "quiet")
        self._no_data.setWordWrap(True)
        self._no_data.hide()
        self._headline = TextLine(
            13, "Epoch 1,000,000 · loss 0.123456", weight=QFont.Weight.DemiBold, parent=self
        )
        self._titles = {name: QLabel(self) for name in ("data", "loss")}
        self._notes = {name: ElidedLabel(self) for name in ("data", "loss")}
        for name in self._titles:
            self._titles[name].setProperty("role", "title")
            self._notes[name].setProperty("role", "quiet")
            self._notes[name].setAlignment(Qt.AlignmentFlag.AlignRight)
        self._log = QToolButton(self)
        self._log.setDefaultAction(actions["log_loss"])
        self._copy = QToolButton(self)
        self._copy.setDefaultAction(actions["copy"])
        for button in (self._log, self._copy):
            button.setProperty("role", "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        self._fit = QWidget(self)
        fit = QVBoxLayout(self._fit)
        fit.setContentsMargins(0, 0, 0, 8)
        fit.setSpacing(4)
        fit.addLayout(self._header(self._titles["data"], self._notes["data"]))
        fit.addWidget(self.data, 1)
        column.addWidget(self._fit, 5)
        column.addLayout(self._header(self._titles["loss"], self._notes["loss"], self._log))
        column.addWidget(self._no_data)
        column.addWidget(self.loss, 4)
        column.addSpacing(8)
        column.addLayout(self._header(self._headline, self._copy))
        column.addWidget(self.readout)
        self.loss.epoch_requested.connect(self.epoch_requested)
        self.setMinimumWidth(300)
        self.retranslate()

    def set_has_data(self, on: bool) -> None:
        """Show the data; where there are none, say so in a line and leave their room to the losses."""
        self._fit.setVisible(on)
        self._no_data.setVisible(not on)

    def set_ghost_name(self, name: str) -> None:
        """Say what was different in the run drawn in grey; empty for none."""
        text = self.tr("grey: {difference}").format(difference=name) if name else ""
        self._notes["loss"].say(text)

    def ghost_name(self) -> str:
        """What is said of the run drawn in grey."""
        return self._notes["loss"].text()

    def set_headline(self, text: str) -> None:
        """Epoch and loss, over the numbers."""
        self._headline.set_text(text)

    def prepare(self) -> None:
        """Draw now what of the plots changed with a lesson: the frame that shows it is long enough."""
        for part in (self.data, self.loss):
            part.plot.draw_still()

    def set_theme(self, theme: Theme) -> None:
        for part in (self.data, self.loss, self.readout, self._headline):
            part.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        for part in (self.data, self.loss, self.readout, self._headline):
            part.set_large_type(on)
        self.setMinimumWidth(400 if on else 300)

    def retranslate(self) -> None:
        self._titles["data"].setText(self.tr("Data and curve"))
        self._notes["data"].setText(self.tr("true dashed · fitted solid"))
        self._no_data.setText(
            self.tr(
                "There are no data: this surface is a formula of ŵ₀ and ŵ₁. Its height is the loss itself."
            )
        )
        self._titles["loss"].setText(self.tr("Loss"))
        self.data.setAccessibleName(self.tr("Data and curve"))
        self.loss.setAccessibleName(self.tr("Loss by epoch"))
        self.loss.setToolTip(
            self.tr("Press or drag to show an epoch; the faint line is what is still to come")
        )
        self.readout.setAccessibleName(self.tr("Numbers of the epoch shown"))
        self.readout.setToolTip(
            self.tr("Gradient: ∂loss/∂ŵ at these weights. Step: what the optimizer really added to them.")
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @staticmethod
    def _header(title: QWidget, *others: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(title)
        if not any(isinstance(widget, ElidedLabel) for widget in others):
            row.addStretch(1)
        for widget in others:
            row.addWidget(widget, 1 if isinstance(widget, ElidedLabel) else 0)
        return row
