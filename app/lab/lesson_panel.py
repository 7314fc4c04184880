"""What there is to see in a lesson, what came out of it, and images that belong to it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from viz.image_grid import ImageGrid
from viz.theme import Theme

HEIGHT = 84
"""Logical pixels of a row of images with their captions, at normal type."""


class LessonPanel(QWidget):
    """A few sentences; above them, where there are any, images and what came out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts, self.look = QLabel(self), QLabel(self)
        for label in (self.facts, self.look):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts.setProperty("role", "number")
        self.images = ImageGrid(self)
        self.images.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(6)
        for part in (self.facts, self.images, self.look):
            column.addWidget(part)
        column.addStretch(1)
        self.set_facts("")
        self.set_images(None)

    def set_look(self, text: str) -> None:
        """What there is to see; empty for nothing."""
        self.look.setText(text)
        self.look.setVisible(bool(text))

    def set_facts(self, text: str, tip: str = "") -> None:
        """What came out; empty for nothing yet."""
        self.facts.setText(text)
        self.facts.setToolTip(tip)
        self.facts.setVisible(bool(text))

    def set_images(
        self,
        images: npt.NDArray[np.uint8] | None,
        captions: Sequence[str] = (),
        tips: Sequence[str] = (),
    ) -> None:
        """Show images, (n, 28, 28) uint8, with a caption each; None for none."""
        self.images.set_images(images, captions, tips=tips)
        self.images.setVisible(images is not None)

    def set_theme(self, theme: Theme) -> None:
        self.images.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        self.images.set_large_type(on)
        self.images.setFixedHeight(round(HEIGHT * (1.5 if on else 1.0)))
