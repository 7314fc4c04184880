"""The page of the maps: one map, what it is of, what its colours mean, what its pixels say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viz.flow import Flow
from viz.map_key import MapKey
from viz.map_plot import MapPlot
from viz.painted import tell
from viz.progress import advance
from viz.segmented import Segmented
from viz.theme import Theme
from viz.translated import Translated

_MARGIN = 16
_WAIT = 96
"""Logical pixels of the bar that says how much is known."""


class _Wrapped(QWidget):
    """As high as its words need in its width, not in the narrowest one."""

    def minimumSizeHint(self) -> QSize:
        least, layout = super().minimumSizeHint(), self.layout()
        if layout is None:
            return least
        return QSize(least.width(), layout.totalMinimumHeightForWidth(max(self.width(), least.width())))

    def heightForWidth(self, width: int) -> int:
        """The least height in a width: a scroll area gives no more than it has."""
        layout = self.layout()
        return super().heightForWidth(width) if layout is None else layout.totalMinimumHeightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()


class MapsView(_Wrapped, Translated):
    """A map and the words beside it."""

    kind_requested = Signal(str)
    """Another map is wanted: its name. GUI thread."""
    overlay_requested = Signal(bool)
    """The map is to lie on the surface, or no more. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = MapPlot(self)
        self.key = MapKey(self)
        self.kinds = Segmented(self)
        self.kinds.chosen.connect(self.kind_requested)
        self.overlay = QCheckBox(self)
        self.overlay.toggled.connect(self.overlay_requested)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        self.progress.setFixedWidth(_WAIT)
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self._title, self._words = QLabel(self), QLabel(self)
        self._title.setProperty("role", "quiet")
        for label in (self._title, self._words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._lay_out()
        self.retranslate()

    def set_kinds(self, kinds: Sequence[tuple[str, str, str]], chosen: str) -> None:
        """The maps that there are: name, text, tip; and which one is shown."""
        self.kinds.set_choices(kinds)
        self.kinds.set_choice(chosen)

    def set_title(self, text: str) -> None:
        """What has arrived means, and how many epochs the runs have."""
        self._say(self._title, text)

    def set_words(self, text: str) -> None:
        """What a pixel says, or what the real run says to the map."""
        self._say(self._words, text)
        tell(self.plot, text)

    def set_known(self, part: float) -> None:
        """How much of the map is known; whole, there is nothing to wait for."""
        advance(self.progress, round(1000 * part))
        self.progress.setVisible(part < 1.0)

    def set_overlay(self, on: bool, possible: bool) -> None:
        """Whether the map lies on the surface, and whether it could."""
        blocked = self.overlay.blockSignals(True)
        self.overlay.setChecked(on)
        self.overlay.blockSignals(blocked)
        self.overlay.setHidden(not possible)

    def text(self) -> str:
        """All words of the page, line by line."""
        return "\n".join(label.text() for label in (self._title, self._words))

    def set_theme(self, theme: Theme) -> None:
        self.plot.set_theme(theme)
        self.key.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        self.plot.set_large_type(on)
        self.key.set_large_type(on)

    def retranslate(self) -> None:
        self.overlay.setText(self.tr("On the surface"))
        self.overlay.setToolTip(self.tr("Lay the colours of the starts over the surface"))
        self.progress.setAccessibleName(self.tr("How much of the map is known"))
        self.kinds.setAccessibleName(self.tr("What the map is of"))

    @staticmethod
    def _say(label: QLabel, text: str) -> None:
        if label.text() != text:
            label.setText(text)

    def _lay_out(self) -> None:
        choices = Flow(self, gap=(16, 4))
        for choice in (self.kinds, self.overlay, self.progress):
            choices.add(choice)
        inside = _Wrapped(self)
        words = QVBoxLayout(inside)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        for widget in (self._title, self._words, self.key):  # what a click tells is seen in low windows, too
            words.addWidget(widget)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(_MARGIN)
        row.addWidget(self.plot, 3)
        row.addWidget(self._scrolled(inside), 4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_MARGIN, 4, _MARGIN, 4)
        whole.setSpacing(6)
        whole.addWidget(choices)
        whole.addLayout(row, 1)

    def _scrolled(self, words: QWidget) -> QScrollArea:
        """Where there are more words than room they scroll, and the map beside them stays whole."""
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(words)
        words.setAutoFillBackground(False)  # QScrollArea turns it on
        return area
