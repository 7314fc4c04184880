"""What the network sees, with the words beside it or, where the tab is low, under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.digits.cut_words import brief, whole
from engine.digits.cut import Cut
from viz.pixel_view import PixelView
from viz.theme import UNIT
from viz.translated import Translated
from viz.verdict import NBSP


class Sees(Translated):
    """The 28 × 28 image, how it was made, and the value of the pixel under the pointer."""

    def __init__(self, pixels: PixelView, title: QLabel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.pixels = pixels
        self._words, self._probe = QLabel(self), QLabel(self)
        self._pixel: tuple[int, int, float] | None = None
        self._cut: Cut | None = None
        self._left_out: tuple[str, ...] = ()
        for label in (self._words, self._probe):
            label.setProperty("role", "quiet")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(UNIT // 2)
        pixels.pixel_probed.connect(self._on_pixels_pixel_probed)
        self.retranslate()

    def arrange(self, *, low: bool) -> None:
        """Put the words beside the image, under their title; or under it, and leave the title to others."""
        grid, top = self._grid, Qt.AlignmentFlag.AlignTop
        for widget in (self.pixels, self._title, self._words, self._probe):
            grid.removeWidget(widget)
        grid.setHorizontalSpacing(0 if low else 2 * UNIT)
        if low:
            parts: tuple[QWidget, ...] = (self.pixels, self._words, self._probe)
            for row, part in enumerate(parts):
                grid.addWidget(part, row, 0, top)
        else:
            grid.addWidget(self.pixels, 0, 0, 4, 1, top)
            for row, label in enumerate((self._title, self._words, self._probe)):
                grid.addWidget(label, row, 1, top)
        for row in range(4):
            grid.setRowStretch(row, row == 3)

    def fit(self, cell: int, width: int, *, low: bool) -> None:
        """Give a pixel `cell` logical pixels, and the whole `width`."""
        side = 28 * cell + 2
        self.pixels.setFixedSize(side, side)
        for label in (self._title, self._words, self._probe):
            label.setFixedWidth(width if low else width - side - 2 * UNIT)

    def set_cut(self, cut: Cut | None) -> None:
        """Say what was cut out of a picture, and how; None for a drawing."""
        if cut != self._cut:
            self._cut = cut
            self._show_words()

    def set_left_out(self, steps: Sequence[str]) -> None:
        """Say which steps of the preparation are left out: their names as people read them."""
        if tuple(steps) != self._left_out:
            self._left_out = tuple(steps)
            self._show_words()

    def words(self) -> str:
        """What is said of how the image was made."""
        return self._words.text()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._title.setText(self.tr("What the network sees"))
        self._show_words()
        self._show_probe()

    def _show_words(self) -> None:
        text = self.tr("Fitted to 20 × 20, centre of mass in the middle of 28 × 28.")
        said = text.replace(" × ", f"{NBSP}×{NBSP}")  # keep “20 × 20” on one line
        if self._left_out:
            said = self.tr("Prepared without: {steps}.").format(steps=", ".join(self._left_out))
        self._words.setText(said if self._cut is None else brief(self._cut))
        self._words.setToolTip("" if self._cut is None else f"{whole(self._cut)}\n{said}")

    def _on_pixels_pixel_probed(self, pixel: tuple[int, int, float] | None) -> None:
        self._pixel = pixel
        self._show_probe()

    def _show_probe(self) -> None:
        text = self.tr("Point at a pixel to read its value.")
        if self._pixel is not None:
            row, column, value = self._pixel
            text = self.tr("row {row}, column {column}: {value}").format(
                row=row, column=column, value=f"{value:.2f}"
            )
        self._probe.setText(text)
