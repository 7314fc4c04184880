"""The head of the page of training: which lesson, what is done, on which device, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QToolButton, QVBoxLayout, QWidget

from app.actions import Actions
from app.digits.records import DeviceChoice
from app.i18n import sentence
from engine.errors import InputError
from viz.elided import ElidedBox, ElidedLabel
from viz.segmented import Segmented
from viz.translated import Translated

STEPS = 1000
"""Of the progress bar."""
WIDTH = 216
"""Logical pixels of the list of lessons, at normal type."""
ICON_ONLY = Qt.ToolButtonStyle.ToolButtonIconOnly
NAMES = ("train", "train_batch", "train_stop", "train_more")


@dataclass(frozen=True, slots=True)
class LessonOffer:
    """A lesson in the list: its name (never shown), its title, what to look for, and the heading that it
    stands under, in one language."""

    name: str
    title: str
    look: str
    heading: str = ""


class TrainingBar(Translated):
    """Lessons, buttons, devices, and in words and as a line how far the training is."""

    lesson_requested = Signal(str)
    """A lesson was chosen: its name. GUI thread."""
    device_requested = Signal(str)
    """Another device. GUI thread."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._devices: tuple[DeviceChoice, ...] = ()
        self.lesson = ElidedBox(self)
        self.lesson.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.lesson.setMinimumContentsLength(6)
        self.buttons = {name: QToolButton(self) for name in NAMES}
        self.device = Segmented(self)
        self.status = ElidedLabel(self)
        self.status.setProperty("role", "number")
        self.progress = QProgressBar(self)
        self.progress.setRange(0, STEPS)
        self.progress.setTextVisible(False)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.lesson)
        for name, button in self.buttons.items():
            button.setDefaultAction(actions[name])
            button.setProperty("role", "primary" if name == "train" else "quiet")
            style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if name == "train" else ICON_ONLY
            button.setToolButtonStyle(style)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            row.addWidget(button)
        row.addWidget(self.status, 1)
        row.addWidget(self.device)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.progress)
        self.lesson.activated.connect(self._on_lesson_activated)
        self.device.chosen.connect(self.device_requested)
        self.retranslate()

    def set_lessons(self, offers: Sequence[LessonOffer], current: str) -> None:
        """Offer lessons, those that follow each other under one heading where they have the same."""
        rows: list[tuple[str, str | None, str]] = []  # text, name or None for a heading, tip
        for k, offer in enumerate(offers):
            if offer.heading and (k == 0 or offer.heading != offers[k - 1].heading):
                rows.append((offer.heading, None, ""))
            rows.append((offer.title, offer.name, offer.look))
        if [self.lesson.itemData(i) for i in range(self.lesson.count())] != [name for _, name, _ in rows]:
            self.lesson.clear()
            for text, name, _ in rows:
                self.lesson.addItem(text, name)
        for place, (text, name, tip) in enumerate(rows):
            self.lesson.setItemText(place, text)
            self.lesson.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)
            if name is None:
                self._make_heading(place)
        self.lesson.setCurrentIndex(self.lesson.findData(current))

    def _make_heading(self, place: int) -> None:
        """Let a row of the list be read and not chosen; keys and wheel go past it."""
        model = self.lesson.model()
        assert isinstance(model, QStandardItemModel)
        item = model.item(place)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        face = self.lesson.font()
        face.setWeight(QFont.Weight.DemiBold)
        item.setFont(face)

    def show_devices(self, devices: Sequence[DeviceChoice], device: str) -> None:
        """Offer devices; those that are missing say why."""
        self._devices = tuple(devices)
        tips = {
            d.name: sentence(InputError(d.reason))
            if d.reason
            else self.tr("Train on this device; it can be changed while the network trains")
            for d in devices
        }
        self.device.set_choices([(d.name, d.title, tips[d.name]) for d in devices])
        self.device.set_enabled_choices([d.name for d in devices if not d.reason])
        self.device.set_choice(device)

    def set_large_type(self, on: bool) -> None:
        """Type to be read from the last row."""
        self.lesson.setFixedWidth(round(WIDTH * (1.3 if on else 1.0)))
        side = 18 if on else 14
        for button in self.buttons.values():
            button.setIconSize(QSize(side, side))

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.lesson.setAccessibleName(self.tr("Lesson"))
        self.lesson.setToolTip(self.tr("A setup of the course, with its own draws"))
        self.device.setAccessibleName(self.tr("Runs on"))
        self.progress.setAccessibleName(self.tr("Progress of the training"))
        self.show_devices(self._devices, self.device.choice() or "cpu")

    @Slot(int)
    def _on_lesson_activated(self, index: int) -> None:
        self.lesson_requested.emit(self.lesson.itemData(index))
