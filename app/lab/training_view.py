"""The page of training as it is seen: settings, the network, and how it learns."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.actions import Actions
from app.lab.data_bar import DataBar
from app.lab.settings_form import SettingsForm
from viz.card import Card
from viz.network_form import NetworkForm
from viz.rule import rule
from viz.theme import Theme
from viz.training_plot import TrainingPlot

STEPS = 1000
"""Of the progress bar."""
NETWORK_WIDTH = 320
ICON_ONLY = Qt.ToolButtonStyle.ToolButtonIconOnly


class TrainingView(QWidget):
    """Three columns; a folder can be dropped anywhere."""

    folder_dropped = Signal(str)
    """A folder, or a file in it, was dropped: the path. GUI thread."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.form = SettingsForm(self)
        self.data = DataBar(actions, self)
        self.network = NetworkForm(self)
        self.plot = TrainingPlot(self)
        self.card = Card(self)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, STEPS)
        self.progress.setTextVisible(False)
        self.status = QLabel(self)
        self.status.setProperty("role", "number")
        self.status.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        names = ("train", "train_batch", "train_stop", "train_more")
        self.buttons = {name: QToolButton(self) for name in names}
        transport = QHBoxLayout()
        transport.setSpacing(8)
        for name, button in self.buttons.items():
            button.setDefaultAction(actions[name])
            button.setProperty("role", "primary" if name == "train" else "quiet")
            style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if name == "train" else ICON_ONLY
            button.setToolButtonStyle(style)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            transport.addWidget(button)
        transport.addWidget(self.status, 1)
        left = self._column = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self.form)
        left.addWidget(self.data)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(transport)
        right.addWidget(self.progress)
        right.addWidget(self.plot, 1)
        middle = QVBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.network, 1)
        middle.addWidget(self.card)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        row.addLayout(left)
        row.addWidget(rule(self, vertical=True))
        row.addLayout(middle)
        row.addWidget(rule(self, vertical=True))
        row.addLayout(right, 1)
        self.card.say("")
        self.plot.setMinimumHeight(144)
        self.network.setMinimumHeight(128)
        self.set_large_type(False)

    def show_data_first(self, on: bool) -> None:
        """Let the images stand above the settings: there is something to be done about them."""
        place = 0 if on else 1
        if self._column.indexOf(self.data) != place:
            self._column.removeWidget(self.data)
            self._column.insertWidget(place, self.data)

    def set_theme(self, theme: Theme) -> None:
        for part in (self.form, self.network, self.plot):
            part.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        for part in (self.form, self.network, self.plot):
            part.set_large_type(on)
        self.data.setFixedWidth(self.form.width())
        for column in (self.network, self.card):
            column.setFixedWidth(round(NETWORK_WIDTH * (1.3 if on else 1.0)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        places = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if places:
            event.acceptProposedAction()
            self.folder_dropped.emit(places[0])
