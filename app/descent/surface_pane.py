"""The middle: the surface with its title and views above, and a sentence below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from app.actions import Actions
from viz.card import Card

if TYPE_CHECKING:
    from viz.surface_view import SurfaceView


class SurfacePane(QWidget):
    """Shows a calm word while the surface is being prepared, then the surface."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: SurfaceView | None = None
        self.card = Card(self)
        self.card.hide()
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._subtitle = QLabel(self)
        self._subtitle.setProperty("role", "quiet")
        self._formula = ""
        self._waiting = QLabel(self)
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._waiting.setProperty("role", "quiet")
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self._title)
        titles.addWidget(self._subtitle)
        header = QHBoxLayout()
        header.setContentsMargins(16, 12, 16, 0)
        header.setSpacing(4)
        header.addLayout(titles)
        header.addStretch(1)
        for name in ("fit", "top_view", "notes_view", "log_height"):
            button = QToolButton(self)
            button.setDefaultAction(actions[name])
            button.setProperty("role", "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            header.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._place = QWidget(self)
        self._stack = QStackedLayout(self._place)
        self._stack.addWidget(self._waiting)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 0, 16, 12)
        foot.addWidget(self.card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(header)
        column.addWidget(self._place, 1)
        column.addLayout(foot)
        self.setMinimumWidth(360)
        self.retranslate()

    def place(self, view: SurfaceView) -> None:
        """Put the surface where the calm word was."""
        self.view = view
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)

    def set_formula(self, formula: str) -> None:
        """The loss that is drawn, as a formula."""
        self._formula = formula
        self._subtitle.setText(self.tr("{formula} over (ŵ₀, ŵ₁)").format(formula=formula) if formula else "")

    def retranslate(self) -> None:
        self._title.setText(self.tr("Loss surface"))
        self._waiting.setText(self.tr("Preparing the surface…"))
        self.set_formula(self._formula)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
