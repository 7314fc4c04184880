"""What is known of the network, where it runs, and how long the last answer took."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.digits.records import DeviceChoice, NetworkFacts
from app.i18n import sentence
from engine.errors import InputError
from viz.segmented import Segmented
from viz.theme import UNIT
from viz.translated import Translated
from viz.verdict import NBSP, milliseconds

DASH = "—"


class FactsPanel(Translated):
    """Facts as aligned pairs, and the choice of the device."""

    device_requested = Signal(str)
    """A person chose another device: its name. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: NetworkFacts | None = None
        self._devices: tuple[DeviceChoice, ...] = (DeviceChoice("cpu", "CPU"), DeviceChoice("cuda", "CUDA"))
        self._device = ""
        self._fault = ""
        self._times: tuple[float, float] | None = None
        self._names = [self._label("quiet") for _ in range(5)]
        self._values = [self._label("number") for _ in range(5)]
        self._device_title, self._time_title = self._label("section"), self._label("section")
        self._reason = self._label("quiet")
        self._reason.setWordWrap(True)
        self._segments = Segmented(self)
        self._segments.chosen.connect(self.device_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addLayout(self._pairs(0, 3))
        column.addSpacing(2 * UNIT)
        column.addWidget(self._device_title)
        column.addWidget(self._segments)
        column.addWidget(self._reason)
        column.addSpacing(2 * UNIT)
        column.addWidget(self._time_title)
        column.addLayout(self._pairs(3, 5))
        column.addStretch(1)
        self.retranslate()

    def set_network(self, facts: NetworkFacts) -> None:
        """Show what is known of the network that is loaded."""
        self._facts = facts
        self._show()

    def set_devices(self, devices: tuple[DeviceChoice, ...], device: str) -> None:
        """Offer `devices`; the missing ones stay listed, with the reason."""
        self._devices, self._device, self._fault = devices, device, ""
        self._show()

    def set_fault(self, text: str, device: str) -> None:
        """Say why the network could not be loaded; `device` is the one that is still in use."""
        self._device, self._fault = device, text
        self._show()

    def set_times(self, preparation_ms: float | None, network_ms: float | None = None) -> None:
        """Show how long the last answer took, or that there is none."""
        both = preparation_ms is not None and network_ms is not None
        self._times = (preparation_ms, network_ms) if both else None  # type: ignore[assignment]
        self._show_times()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        names = (
            (self.tr("Network"), self.tr("The network that comes trained with the program")),
            (self.tr("Weights"), self.tr("How many numbers the network has learned")),
            (
                self.tr("Test accuracy"),
                self.tr("How many of MNIST's 10,000 test images it reads right; it never learned from them"),
            ),
            (self.tr("Preparation"), self.tr("From strokes to the 28 × 28 picture, measured")),
            (self.tr("Network"), self.tr("From the picture to ten probabilities, measured")),
        )
        for label, (text, tip) in zip(self._names, names, strict=True):
            label.setText(text)
            label.setToolTip(tip)
        self._device_title.setText(self.tr("Runs on"))
        self._time_title.setText(self.tr("Last answer took"))
        self._segments.setAccessibleName(self.tr("Device that the network runs on"))
        self._show()

    def _show(self) -> None:
        facts = self._facts
        texts = (DASH, DASH, DASH)
        if facts is not None:
            accuracy = DASH if math.isnan(facts.accuracy) else f"{100 * facts.accuracy:.2f}{NBSP}%"
            texts = (facts.name, f"{facts.parameters:,}", accuracy)
        for label, text in zip(self._values, texts, strict=False):
            label.setText(text)
        self._show_name()
        reasons = {d.name: _reason(d.reason) if d.reason else "" for d in self._devices}
        self._segments.set_choices([(d.name, d.title, reasons[d.name]) for d in self._devices])
        self._segments.set_enabled_choices([d.name for d in self._devices if not d.reason])
        self._segments.set_choice(self._device)
        missing = [
            self.tr("{device} is missing: {reason}").format(device=d.title, reason=reasons[d.name])
            for d in self._devices
            if d.reason
        ]
        self._reason.setText(self._fault or "\n".join(missing))
        self._reason.setVisible(bool(self._reason.text()))
        self._show_times()

    def _show_name(self) -> None:
        """The network's name, as much of it as there is room for."""
        name = DASH if self._facts is None else self._facts.name
        widest = max(label.sizeHint().width() for label in self._names[:3])  # they share a column
        room = self.width() - widest - 2 * UNIT
        elided = self._values[0].fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        self._values[0].setText(elided)
        self._values[0].setToolTip(name if elided != name else "")

    def _show_times(self) -> None:
        texts = (DASH, DASH) if self._times is None else tuple(map(milliseconds, self._times))
        for label, text in zip(self._values[3:], texts, strict=True):
            label.setText(text)

    def _pairs(self, first: int, last: int) -> QGridLayout:
        """Names on the left, values flush right."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(UNIT)
        grid.setColumnStretch(0, 1)
        for row in range(first, last):
            grid.addWidget(self._names[row], row, 0)
            grid.addWidget(self._values[row], row, 1, Qt.AlignmentFlag.AlignRight)
        return grid

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_name()


def _reason(code: str) -> str:
    """Why a device is missing, in the language in force."""
    return sentence(InputError(code))
