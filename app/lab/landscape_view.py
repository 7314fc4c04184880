"""The page of the landscape as it is seen: which plane, what is known of it, the surface."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QProgressBar, QPushButton, QWidget

from app.lab.columns import GAP, column, row, set_widths, words, yields
from app.lab.later import after_frame
from app.lab.three_nets import ThreeNets
from viz.flow import Flow
from viz.segmented import Segmented
from viz.surface_view import SurfaceView
from viz.theme import DARK, Theme
from viz.translated import Translated

LEFT = 304
SHARE = 0.38
"""Of the page's width that the words take at most."""
STEPS = 1000


class LandscapeView(Translated):
    """Words on the left, the surface on the right. The surface is made when it is first wanted."""

    plane_requested = Signal(str)
    """A person chose another plane: `path`, `random` or `three`. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._large = False
        self.surface: SurfaceView | None = None
        self.planes = Segmented(self)
        self.nets = ThreeNets(self)
        self.another, self.cancel = QPushButton(self), QPushButton(self)
        self.log = QCheckBox(self)
        self.follow = QCheckBox(self)
        self.follow.setChecked(True)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.words, self.losses = words(self), words(self, "number")
        for label in (self.words, self.losses):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._left, left = column(self)
        checks = Flow(self, gap=(2 * GAP, GAP))
        for check in (self.log, self.follow):
            checks.add(check)
        for part in (self.planes, self.nets, checks):
            left.addWidget(part)
        left.addLayout(row(self.another, self.cancel, None))
        for below in (self.bar, self.losses, self.words):
            left.addWidget(below)
        left.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 0, 0)
        self._row.setSpacing(16)
        self._row.addWidget(self._left)
        self._row.addStretch(1)
        self.planes.chosen.connect(self.plane_requested)
        self.log.toggled.connect(self._on_log_toggled)
        self.setMinimumHeight(200)
        self.set_large_type(False)
        self.retranslate()

    def furnish(self) -> SurfaceView:
        """Make the surface, once: GL takes its time, and not everybody looks.

        Its first frame is empty, and its scene comes after that: no frame has to wait for both.
        """
        if self.surface is None:
            self.surface = SurfaceView(self, load_by_itself=False)
            self.surface.set_theme(self._theme)
            self.surface.set_large_type(self._large)
            yields(self.surface)
            policy = self.surface.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # the words stay where they are
            self.surface.setSizePolicy(policy)
            self._row.takeAt(self._row.count() - 1)
            self._row.addWidget(self.surface, 1)
            after_frame(self.surface, self.surface.load)
            self.surface.set_axes("a", "b", self.tr("loss"))
            self._on_log_toggled(self.log.isChecked())
        return self.surface

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self.surface is not None:
            self.surface.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        self._large = on
        self._fit()
        if self.surface is not None:
            self.surface.set_large_type(on)

    def _fit(self) -> None:
        set_widths(((self._left, LEFT),), large=self._large, most=round(SHARE * self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.planes.set_choices(
            [
                ("path", self.tr("Its path"), self.tr("The plane in which training went farthest (PCA)")),
                ("random", self.tr("Random"), self.tr("Two random directions, as long as each filter is")),
                ("three", self.tr("Three nets"), self.tr("Through three networks with the same layers")),
            ]
        )
        self.planes.setAccessibleName(self.tr("Plane through the weights"))
        self.another.setText(self.tr("Other directions"))
        self.another.setToolTip(self.tr("Draw two other random directions"))
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Leave the slice as far as it is"))
        self.log.setText(self.tr("Log height"))
        self.log.setToolTip(self.tr("Height as the logarithm of the loss: flat valleys show their slope"))
        self.follow.setText(self.tr("Follow the training"))
        self.follow.setToolTip(self.tr("Compute the slice again while the network trains"))
        self.bar.setAccessibleName(self.tr("Progress of the slice"))
        if self.surface is not None:
            self.surface.set_axes("a", "b", self.tr("loss"))

    def _on_log_toggled(self, on: bool) -> None:
        if self.surface is not None:
            self.surface.set_height("log" if on else "linear")
