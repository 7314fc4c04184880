"""Images of the data, hundreds of them, each with what it is and what it was read as."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from viz.ink_image import ink_image
from viz.tile_grid import TileGrid

Images = npt.NDArray[np.uint8]

_SIDE = 56
"""Logical pixels of an image of 28 × 28: two for each of its own."""
_NONE: Images = np.empty((0, 28, 28), np.uint8)


class ImageGrid(TileGrid):
    """Images (n, 28, 28) with a caption each; only those that are seen become pictures."""

    image_chosen = Signal(int)
    """An image was clicked, or reached with the keys: its place in the array. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images = _NONE
        self._captions: tuple[str, ...] = ()
        self._tips: tuple[str, ...] = ()
        self._wrong: frozenset[int] = frozenset()
        self._widest = ""
        self.tile_chosen.connect(self.image_chosen)
        self.retranslate()

    def set_images(
        self,
        images: Images | None,
        captions: Sequence[str] = (),
        *,
        tips: Sequence[str] = (),
        wrong: Sequence[int] = (),
    ) -> None:
        """Show `images`, (n, 28, 28) uint8 with 255 = ink; None for none.

        Parameters
        ----------
        captions, tips
            One each, or none at all: "4 → 9  0.87" under it, and more words for the pointer.
        wrong
            Places of images whose caption has the colour of what went wrong: for a mixed grid.

        Raises
        ------
        ValueError
            If the shape or the type is another one, or texts are missing.
        """
        shown = _NONE if images is None else images
        if shown.ndim != 3 or shown.dtype != np.uint8:
            raise ValueError(f"expected (n, 28, 28) of uint8, got {shown.shape} of {shown.dtype}")
        for name, texts in (("captions", captions), ("tips", tips)):
            if texts and len(texts) != len(shown):
                raise ValueError(f"expected {len(shown)} {name}, got {len(texts)}")
        self._images = shown.copy()
        self._captions, self._tips = tuple(captions), tuple(tips)
        self._wrong = frozenset(wrong)
        self._widest = max(self._captions, key=len, default="")
        self.set_count(len(shown))

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.setAccessibleName(self.tr("Images"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def picture_size(self) -> tuple[int, int]:
        side = round(_SIDE * self.scale)
        return side, side

    def draw_picture(self, painter: QPainter, box: QRectF, index: int) -> None:
        painter.drawImage(box, ink_image(self._images[index], self.theme))

    def caption(self, index: int) -> str:
        return self._captions[index] if self._captions else ""

    def caption_colour(self, index: int) -> str:
        return self.theme.true if index in self._wrong else super().caption_colour(index)

    def tip(self, index: int) -> str:
        return self._tips[index] if self._tips else self.caption(index)

    def widest_caption(self) -> str:
        return self._widest
