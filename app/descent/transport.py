"""The bar at the bottom: to start, back, play, step, to end; the line of epochs; the speed."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from app.actions import Actions
from app.icons import icon
from viz.scrubber import Scrubber
from viz.text_line import TextLine
from viz.theme import DARK, Theme, font

SPEEDS = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 250.0, 500.0, 1000.0, math.inf)
"""Epochs per second on the speed slider."""


class Transport(QWidget):
    """Shows where the run stands and takes wishes about it."""

    epoch_requested = Signal(int)
    """A recorded epoch is to be shown. GUI thread."""
    rate_requested = Signal(float)
    """Another speed: epochs per second, or infinity. GUI thread."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._theme = DARK
        self._playing = False
        self._in_charge = True
        self._shown, self._epochs = 0, 1
        self._buttons: list[QToolButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(8)
        for name in ("to_start", "step_back", "play", "step", "to_end"):
            button = QToolButton(self)
            button.setDefaultAction(actions[name])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setProperty("role", "primary" if name == "play" else "")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setAutoRepeat(name in ("step", "step_back"))
            row.addWidget(button)
            self._buttons.append(button)
        self._epoch = TextLine(13, "epoch 100,000 / 100,000", parent=self)
        self._scrubber = Scrubber(self)
        self._scrubber.epoch_requested.connect(self.epoch_requested)
        self._speed_text = QLabel(self)
        self._speed_text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._speed = QSlider(Qt.Orientation.Horizontal, self)
        self._speed.setRange(0, len(SPEEDS) - 1)
        self._speed.setPageStep(1)
        self._speed.setFixedWidth(112)
        self._speed.valueChanged.connect(self._on_speed_value_changed)
        row.addSpacing(8)
        row.addWidget(self._epoch)
        row.addWidget(self._scrubber, 1)
        row.addSpacing(8)
        row.addWidget(self._speed_text)
        row.addWidget(self._speed)
        self.set_large_type(False)
        self.retranslate()

    def set_rate(self, rate: float) -> None:
        """Show the speed; one that is not on the slider is shown as the next slower."""
        blocked = self._speed.blockSignals(True)
        self._speed.setValue(max((i for i, speed in enumerate(SPEEDS) if speed <= rate), default=0))
        self._speed.blockSignals(blocked)
        self._show_speed()

    def set_epochs(self, shown: int, recorded: int, epochs: int) -> None:
        """Epoch shown, last one recorded, and epochs the run is to have."""
        self._shown, self._epochs = shown, epochs
        self._scrubber.set_epochs(shown, recorded, epochs)
        self._show_epoch()

    def set_playing(self, playing: bool) -> None:
        """Let the main button be Pause or Play."""
        if playing != self._playing:
            self._playing = playing
            self._show_playing()

    def set_in_charge(self, on: bool) -> None:
        """Whether the button's action is this bar's to name: of two bars, it is that of the run in sight."""
        self._in_charge = on
        self._show_playing()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._scrubber.set_theme(theme)
        self._epoch.set_theme(theme)
        self._show_playing()

    def set_large_type(self, on: bool) -> None:
        scale = 1.5 if on else 1.0
        for button in self._buttons:
            play = button.property("role") == "primary"
            button.setIconSize(QSize(*([round((22 if play else 20) * scale)] * 2)))
            button.setFixedWidth(round((56 if play else 40) * scale))
        self._epoch.set_large_type(on)
        self._speed_text.setFont(font(13 * scale, tabular=True))
        self._speed_text.setMinimumWidth(round(96 * scale))

    def retranslate(self) -> None:
        self._scrubber.setAccessibleName(self.tr("Epoch shown"))
        self._scrubber.setToolTip(self.tr("Drag to any recorded epoch; Left and Right go by one"))
        self._speed.setAccessibleName(self.tr("Speed"))
        self._speed.setToolTip(self.tr("Epochs per second; all the way right is as fast as torch can"))
        self._show_speed()
        self._show_epoch()
        self._show_playing()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show_epoch(self) -> None:
        text = self.tr("epoch {shown} / {epochs}")
        self._epoch.set_text(text.format(shown=f"{self._shown:,}", epochs=f"{self._epochs:,}"))

    def _show_speed(self) -> None:
        rate = SPEEDS[self._speed.value()]
        text = (
            self.tr("max speed") if math.isinf(rate) else self.tr("{rate} epochs/s").format(rate=f"{rate:g}")
        )
        self._speed_text.setText(text)

    def _show_playing(self) -> None:
        if not self._in_charge:
            return
        action, theme = self._actions["play"], self._theme
        action.setIcon(icon("pause" if self._playing else "play", theme.on_accent, theme.faint))
        action.setText(self.tr("Pause") if self._playing else self.tr("Play"))

    def _on_speed_value_changed(self, index: int) -> None:
        self._show_speed()
        self.rate_requested.emit(SPEEDS[index])
