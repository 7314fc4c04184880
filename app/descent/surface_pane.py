"""The middle: one surface, or two side by side; above them title and views, on them a sentence."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.actions import Actions
from viz.card import Card
from viz.elided import ElidedLabel
from viz.surface_view import SurfaceView
from viz.theme import DARK, Theme

_EDGE = 16
VIEW_ACTIONS = ("fit", "top_view", "notes_view", "log_height", "slope_colours", "two_surfaces", "map")
ICONS = ("slope_colours", "two_surfaces", "map")
"""Those of them that are shown as pictures, so that a title fits beside them."""


class _Frame(QWidget):
    """A surface view; where there are two, with a line above that says what it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Made before the window is seen, as a GL widget that comes later flickers; loaded after it.
        self.view = SurfaceView(self, load_by_itself=False)
        self.caption = _quiet_line(self)
        self.caption.setContentsMargins(_EDGE, 0, _EDGE, 4)
        self.caption.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.caption)
        column.addWidget(self.view, 1)
        self.setMinimumWidth(200)


class SurfacePane(QWidget):
    """Shows a calm word while the surface is being prepared, then the surface, or two side by side."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._large = False
        self._second = ""
        self._formulas = ["", ""]
        self._pair = QSplitter(Qt.Orientation.Horizontal, self)  # first: all else stands over it
        self._pair.setHandleWidth(1)
        self._pair.setChildrenCollapsible(False)
        self._frames = [_Frame(self)]
        self._pair.addWidget(self._frames[0])
        self.view = self._frames[0].view
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._formula = _quiet_line(self)
        self._waiting = QLabel(self)
        self._waiting.setProperty("role", "quiet")
        self.card = Card(self)
        self.card.hide()
        self.card.installEventFilter(self)
        foot = QWidget(self)
        foot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(foot)
        column.setContentsMargins(_EDGE, 0, _EDGE, _EDGE)
        column.addWidget(self.card)
        stage = QGridLayout()
        stage.setContentsMargins(0, 0, 0, 0)
        stage.addWidget(self._pair, 0, 0)
        stage.addWidget(self._waiting, 0, 0, Qt.AlignmentFlag.AlignCenter)
        stage.addWidget(foot, 0, 0, Qt.AlignmentFlag.AlignBottom)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._head(actions))
        whole.addLayout(stage, 1)
        self.setMinimumWidth(320)
        self.retranslate()

    def _head(self, actions: Actions) -> QHBoxLayout:
        """Title and formula on the left, the ways to look at it on the right."""
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self._title)
        titles.addWidget(self._formula)
        head = QHBoxLayout()
        head.setContentsMargins(_EDGE, 10, 8, 6)
        head.setSpacing(4)
        head.addLayout(titles, 1)
        for name in VIEW_ACTIONS:
            button = QToolButton(self)
            button.setDefaultAction(actions[name])
            if name in ICONS:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setProperty("role", "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def views(self) -> list[SurfaceView]:
        """The views that are there."""
        return [frame.view for frame in self._frames]

    def make_second(self) -> SurfaceView:
        """Make the second view, and load it."""
        frame = _Frame(self)
        self._frames.append(frame)
        self._pair.addWidget(frame)
        frame.view.load()
        frame.view.set_theme(self._theme)
        frame.view.set_large_type(self._large)
        self.retranslate()
        return frame.view

    def show_second(self, on: bool, kind: str = "") -> None:
        """Two surfaces, or one; the second may be a `map` of the first, of a `batch`, or of `raw` data."""
        self._second = kind
        if len(self._frames) > 1:
            second = self._frames[1]
            if on and second.isHidden():
                second.show()
                half = max(self._pair.width() // 2, 1)
                self._pair.setSizes([half, half])
            second.setVisible(on)
        for frame in self._frames:
            frame.caption.setVisible(on)
        self._formula.setVisible(not on)
        self.retranslate()
        self._leave_room()

    def show_surface(self) -> None:
        """The surface is there: take the calm word away."""
        self._waiting.hide()

    def set_formula(self, which: int, formula: str) -> None:
        """The loss that is drawn on the first (0) or the second (1) view, as a formula."""
        self._formulas[which] = formula
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for view in self.views():
            view.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        self._large = on
        for view in self.views():
            view.set_large_type(on)

    def retranslate(self) -> None:
        self._waiting.setText(self.tr("Preparing the surface…"))
        self._title.setText(self.tr("Loss surface"))
        kinds = {
            "": "",
            "map": self.tr("Contour map"),
            "raw": self.tr("Before standardising"),
            "batch": self.tr("The next batch alone"),
        }
        over = self.tr("{formula} over (ŵ₀, ŵ₁)")
        texts = [over.format(formula=formula) if formula else "" for formula in self._formulas]
        self._formula.say(texts[0])
        for frame, text in zip(self._frames, texts, strict=False):
            kind = kinds[self._second] if frame is not self._frames[0] else ""
            frame.caption.say(" · ".join(filter(None, (kind, text))))

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
        """Let the cameras frame the surfaces above the sentence."""
        below = self.card.height() + _EDGE if self.card.isVisible() else 0
        for view in self.views():
            view.set_inset(bottom=below)


def _quiet_line(parent: QWidget) -> ElidedLabel:
    """A line of quiet text that gives way to what stands beside it."""
    label = ElidedLabel(parent)
    label.setProperty("role", "quiet")
    return label
