"""The middle: the surface over the whole pane; on it its title, its views, and a sentence."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.actions import Actions
from viz.card import Card
from viz.surface_view import SurfaceView

_EDGE = 16


class SurfacePane(QWidget):
    """Shows a calm word while the surface is being prepared, then the surface."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Made before the window is seen, as a GL widget that comes later flickers; loaded after it.
        self.view = SurfaceView(self, load_by_itself=False)
        self.card = Card(self)
        self.card.hide()
        self.card.installEventFilter(self)
        self._formula = ""
        self._title, self._subtitle, self._waiting = QLabel(self), QLabel(self), QLabel(self)
        self._title.setProperty("role", "title")
        self._subtitle.setProperty("role", "quiet")
        self._waiting.setProperty("role", "quiet")
        self._titles = QWidget(self)
        self._titles.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        titles = QVBoxLayout(self._titles)
        titles.setContentsMargins(_EDGE, 12, 0, 0)
        titles.setSpacing(2)
        titles.addWidget(self._title)
        titles.addWidget(self._subtitle)
        self._buttons = QWidget(self)
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 8, 8, 0)
        buttons.setSpacing(4)
        for name in ("fit", "top_view", "notes_view", "log_height"):
            button = QToolButton(self._buttons)
            button.setDefaultAction(actions[name])
            button.setProperty("role", "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            buttons.addWidget(button)
        foot = QWidget(self)
        foot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(foot)
        column.setContentsMargins(_EDGE, 0, _EDGE, _EDGE)
        column.addWidget(self.card)
        top, left, right = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addWidget(self.view, 0, 0)
        self._grid.addWidget(self._waiting, 0, 0, Qt.AlignmentFlag.AlignCenter)
        self._grid.addWidget(self._titles, 0, 0, top | left)
        self._grid.addWidget(self._buttons, 0, 0, top | right)
        self._grid.addWidget(foot, 0, 0, Qt.AlignmentFlag.AlignBottom)
        self.setMinimumWidth(320)
        self.retranslate()

    def show_surface(self) -> None:
        """The surface is there: take the calm word away."""
        self._waiting.hide()

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._leave_room()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_room()

    def _leave_room(self) -> None:
        """Let the camera frame the surface between title and sentence; where the views need it, no title."""
        views = self._buttons.sizeHint()
        narrow = self._title.sizeHint().width() + 2 * _EDGE + views.width() > self.width()
        self._title.setVisible(not narrow)
        layout = self._titles.layout()
        assert layout is not None
        layout.setContentsMargins(_EDGE, views.height() if narrow else 12, 0, 0)
        below = self.card.height() + _EDGE if self.card.isVisible() else 0
        self.view.set_inset(top=self._titles.sizeHint().height(), bottom=below)
