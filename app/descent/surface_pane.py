"""The middle: one surface over the whole pane, or two; on them titles, views, and a sentence."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSplitter, QToolButton, QVBoxLayout, QWidget

from app.actions import Actions
from viz.card import Card
from viz.surface_view import SurfaceView
from viz.theme import DARK, Theme

_EDGE = 16
VIEW_ACTIONS = ("fit", "top_view", "notes_view", "log_height", "slope_colours", "two_surfaces", "map")
ICONS = ("slope_colours", "two_surfaces", "map")
"""Those of them that are shown as pictures, so that a title fits beside them."""


SHORT = 480
"""Logical pixels: in a lower pane the surface may reach up beside its title, to be larger."""


class _Frame(QWidget):
    """A surface view with its title over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Made before the window is seen, as a GL widget that comes later flickers; loaded after it.
        self.view = SurfaceView(self, load_by_itself=False)
        self.title, self.subtitle = QLabel(self), QLabel(self)
        self.title.setProperty("role", "title")
        self.subtitle.setProperty("role", "quiet")
        self.titles = QWidget(self)
        self.titles.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        titles = QVBoxLayout(self.titles)
        titles.setContentsMargins(_EDGE, 12, 0, 0)
        titles.setSpacing(2)
        titles.addWidget(self.title)
        titles.addWidget(self.subtitle)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.view, 0, 0)
        grid.addWidget(self.titles, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setMinimumWidth(200)

    def leave_room(self, *, buttons: int, below: int, narrow: bool) -> None:
        """Let the camera frame the surface between title and sentence; `buttons` is the height of those."""
        self.title.setVisible(not narrow)
        layout = self.titles.layout()
        assert layout is not None
        layout.setContentsMargins(_EDGE, buttons if narrow else 12, 0, 0)
        above = self.titles.sizeHint().height() if self.height() > SHORT else buttons // 2
        self.view.set_inset(top=above, bottom=below)


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
        self._waiting = QLabel(self)
        self._waiting.setProperty("role", "quiet")
        self.card = Card(self)
        self.card.hide()
        self.card.installEventFilter(self)
        self._buttons = QWidget(self)
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 8, 8, 0)
        buttons.setSpacing(4)
        for name in VIEW_ACTIONS:
            button = QToolButton(self._buttons)
            button.setDefaultAction(actions[name])
            if name in ICONS:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setProperty("role", "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            buttons.addWidget(button)
        foot = QWidget(self)
        foot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(foot)
        column.setContentsMargins(_EDGE, 0, _EDGE, _EDGE)
        column.addWidget(self.card)
        top, right = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignRight
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addWidget(self._pair, 0, 0)
        self._grid.addWidget(self._waiting, 0, 0, Qt.AlignmentFlag.AlignCenter)
        self._grid.addWidget(self._buttons, 0, 0, top | right)
        self._grid.addWidget(foot, 0, 0, Qt.AlignmentFlag.AlignBottom)
        self._pair.splitterMoved.connect(self._leave_room)
        self.setMinimumWidth(320)
        self.retranslate()

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
        """Two surfaces, or one; the second may be a `map` of the first, or that of the `raw` data."""
        self._second = kind
        if len(self._frames) > 1:
            second = self._frames[1]
            if on and second.isHidden():
                second.show()
                half = max(self._pair.width() // 2, 1)
                self._pair.setSizes([half, half])
            second.setVisible(on)
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
        titles = {
            "": self.tr("Loss surface"),
            "map": self.tr("Contour map"),
            "raw": self.tr("Before standardising"),
        }
        for frame, formula in zip(self._frames, self._formulas, strict=False):
            kind = self._second if frame is not self._frames[0] else ""
            frame.title.setText(titles[kind])
            text = self.tr("{formula} over (ŵ₀, ŵ₁)").format(formula=formula) if formula else ""
            frame.subtitle.setText(text)

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
        """Where the views' buttons need the room, there is no title beside them but a formula below."""
        buttons = self._buttons.sizeHint()
        below = self.card.height() + _EDGE if self.card.isVisible() else 0
        shown = [frame for frame in self._frames if not frame.isHidden()]
        free = self.width() - buttons.width()
        for frame in shown:
            left = frame.mapTo(self, frame.rect().topLeft()).x() if frame is not shown[0] else 0
            narrow = left + frame.title.sizeHint().width() + 2 * _EDGE > free
            frame.leave_room(buttons=buttons.height(), below=below, narrow=narrow)
