"""The page of training as it is seen: what is done above, panels on the left, curves on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.actions import Actions
from app.lab.data_bar import DataBar
from app.lab.lesson_panel import LessonPanel
from app.lab.panels import GAP, Panels
from app.lab.settings_form import SettingsForm
from app.lab.training_bar import TrainingBar
from viz.card import Card
from viz.network_form import NetworkForm
from viz.rule import rule
from viz.theme import Theme
from viz.training_plot import TrainingPlot
from viz.translated import Translated

WIDTH, LARGE = 304, 1.42
"""Logical pixels of a column of panels, and by how much it is wider for large type."""
CURVES = 400
"""Logical pixels that the curves have at least before a column is added beside them."""
COLUMNS = (
    (("lesson", "settings", "network", "images"),),
    (("settings", "network", "images"), ("lesson",)),
    (("settings", "images"), ("network",), ("lesson",)),
)


class TrainingView(Translated):
    """Fits any window: where there is little room the panels share one column.

    Parameters
    ----------
    width
        What it is likely to be, logical pixels: columns that fit need not be made anew when it is first seen.
    """

    def __init__(self, actions: Actions, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.resize(width, self.height())
        self.bar = TrainingBar(actions, self)
        self.lesson = LessonPanel(self)
        self.form = SettingsForm(self)
        self.network = NetworkForm(self)
        self.data = DataBar(actions, self)
        self.panels = Panels(COLUMNS, self)
        self.note = Card(self)
        self.plot = TrainingPlot(self)
        self.log = QToolButton(self)
        self.log.setDefaultAction(actions["train_log"])
        self.log.setProperty("role", "quiet")
        self.log.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plot.add_control(self.log)
        self._scale = 1.0
        for name, part in (
            ("lesson", self.lesson),
            ("settings", self.form),
            ("network", self.network),
            ("images", self.data),
        ):
            self.panels.add(name, part)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.note)
        right.addWidget(self.plot, 1)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.panels)
        row.addWidget(rule(self, vertical=True))
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 16, 4)
        column.setSpacing(6)
        column.addWidget(self.bar)
        column.addLayout(row, 1)
        self.note.say("")
        self.plot.setMinimumHeight(80)
        self.plot.hide()  # until the rest has been seen
        self.retranslate()
        self.set_large_type(False)

    def set_theme(self, theme: Theme) -> None:
        for part in (self.lesson, self.network, self.plot):
            part.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        self._scale = LARGE if on else 1.0
        for part in (self.bar, self.lesson, self.network, self.plot):
            part.set_large_type(on)
        self.panels.set_column_width(round(WIDTH * self._scale))
        self._arrange()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.panels.set_titles(
            {
                "lesson": (self.tr("Lesson"), self.tr("What there is to see, and what came out")),
                "settings": (self.tr("Settings"), self.tr("Loss, optimizer, learning rate, batch, epochs")),
                "network": (self.tr("Network"), self.tr("Layers, as text and one by one")),
                "images": (self.tr("Images"), self.tr("Where the digits come from")),
            }
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self.panels.columns() and not self.isVisible():
            return  # unseen it is as wide as nobody has asked for
        room = self.width() - 2 * GAP - CURVES * self._scale
        each = WIDTH * self._scale + 2 * GAP + 1
        self.panels.set_columns(max(1, min(len(COLUMNS), int(room // each))))
