"""Weights, filters and feature maps as small pictures: blue adds, vermilion takes away."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from viz.colour_scale import ColourScale
from viz.numbers import significant
from viz.shades import largest, shaded
from viz.theme import Theme
from viz.tile_grid import GAP, TileGrid
from viz.translated import Translated

Pictures = npt.NDArray[np.floating]

_SIDE = 56
"""Logical pixels that the longer side of a picture takes about, at normal type."""
_LARGEST = 168
"""The same where there is room for it."""
_WORTH = 1.15
"""From this growth on pictures need not be of whole pixels."""
_FINER = 4
"""So many times are the numbers of such a picture enlarged before it is brought to its size: their squares
are equal to the eye then, and their edges soft by a fraction of a pixel."""
_NONE: Pictures = np.empty((0, 1, 1))


class FilterTiles(TileGrid):
    """Pictures of numbers of any size, in diverging colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = _NONE
        self._limits: list[float] = []
        self._captions: tuple[str, ...] = ()
        self._drawn: dict[int, QImage] = {}
        self._tip = ""
        self._fitted_to: tuple[object, ...] = ()
        self._size = (1, 1)

    def set_values(self, values: Pictures, limits: list[float], captions: tuple[str, ...]) -> None:
        """Show `values`, (n, h, w), each with the size of its full colour."""
        same = len(values) == len(self._values)
        chosen, place = self.chosen_tile(), self.verticalScrollBar().value()
        self._values, self._limits, self._captions = values, limits, captions
        self._drawn = {}
        self.set_count(len(values))
        if same and chosen is not None:  # the same units while they learn
            self.set_chosen(chosen)
        if same:
            self.verticalScrollBar().setValue(place)

    def set_tip(self, text: str) -> None:
        """The sentence of a picture's tip: `{low}` and `{high}` are its smallest and largest number."""
        self._tip = text

    def set_theme(self, theme: Theme) -> None:
        self._drawn = {}
        super().set_theme(theme)

    def picture_size(self) -> tuple[int, int]:
        """As large as lets all be seen at once, within limits.

        Each number is a square of whole pixels, unless pictures could be larger by a good deal without that.
        """
        view = self.viewport()
        fitted_to = (view.width(), view.height(), self._values.shape, self.scale, self.caption_width)
        if fitted_to != self._fitted_to:  # asked for every tile that is painted
            self._fitted_to, self._size = fitted_to, self._fitting()
        return self._size

    def _fitting(self) -> tuple[int, int]:
        _, height, width = self._values.shape
        least = max(round(_SIDE * self.scale / max(height, width)), 1)
        most = max(round(_LARGEST * self.scale / max(height, width)), least)
        fits = (pixel for pixel in range(most, least, -1) if self._holds(width * pixel, height * pixel))
        whole = next(fits, least)
        longest = whole * max(height, width)
        for side in range(round(_LARGEST * self.scale), round(_WORTH * longest), -1):
            share = side / max(height, width)
            fitted = round(width * share), round(height * share)
            if self._holds(*fitted):
                return fitted
        return width * whole, height * whole

    def _holds(self, width: int, height: int) -> bool:
        """Whether all pictures of this size are seen without scrolling."""
        room = self.viewport().size()
        tile = max(width, self.caption_width) + GAP
        across = int((room.width() - GAP) // tile)
        down = ceil(len(self._values) / max(across, 1))
        return across > 0 and GAP + down * (height + self.caption_height() + GAP) <= room.height()

    def draw_picture(self, painter: QPainter, box: QRectF, index: int) -> None:
        if index not in self._drawn:
            self._drawn[index] = shaded(self._values[index], self._limits[index], self.theme)
        image = self._drawn[index]
        if box.width() % image.width() or box.height() % image.height():
            image = image.scaled(image.size() * _FINER)  # of one colour each, without smoothing
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, image)
        painter.setPen(QPen(QColor(self.theme.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))

    def caption(self, index: int) -> str:
        return self._captions[index] if self._captions else ""

    def tip(self, index: int) -> str:
        known = self._values[index][np.isfinite(self._values[index])]
        low, high = (float(known.min()), float(known.max())) if known.size else (np.nan, np.nan)
        words = self._tip.format(low=significant(low, 3), high=significant(high, 3))
        return f"{self.caption(index)}\n{words}".strip()

    def widest_caption(self) -> str:
        return max(self._captions, key=len, default="")


class FilterGrid(Translated):
    """Pictures (n, h, w) under a title, with the scale of their colours below them.

    All have one scale, so that they can be compared; or each has its own, so that faint ones can be seen.

    Attributes
    ----------
    tiles
        The pictures: `tile_chosen` says which one was chosen.
    legend
        The scale of their colours.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles = FilterTiles(self)
        self.legend = ColourScale(self)
        self._title = QLabel(self)
        self._title.setProperty("role", "section")
        self._title.setContentsMargins(8, 0, 8, 0)
        self._title.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self.tiles, 1)
        below = QVBoxLayout()
        below.setContentsMargins(8, 0, 8, 0)
        below.addWidget(self.legend)
        column.addLayout(below)
        self.retranslate()
        self.set_pictures(None)

    def set_pictures(
        self,
        values: Pictures | None,
        captions: Sequence[str] = (),
        *,
        title: str = "",
        shared: bool = True,
    ) -> None:
        """Show `values`, (n, h, w): weights or activations; None for none. What is not finite is a hole.

        The same number of pictures as before keeps the choice and the scroll bar's place: the net learns.

        Raises
        ------
        ValueError
            If the shape is another one, or captions are missing.
        """
        shown = _NONE if values is None else values.copy()
        if shown.ndim != 3:
            raise ValueError(f"expected (n, h, w), got {shown.shape}")
        if captions and len(captions) != len(shown):
            raise ValueError(f"expected {len(shown)} captions, got {len(captions)}")
        whole = largest(shown)
        limits = [whole if shared else largest(one) for one in shown]
        self.tiles.set_values(shown, limits, tuple(captions))
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.legend.setVisible(bool(len(shown)))
        self.legend.set_limit(whole if shared else None, both=bool((shown < 0).any()))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.tiles.set_theme(theme)
        self.legend.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        """Pictures and type to be seen from the last row."""
        self.tiles.set_large_type(on)
        self.legend.set_large_type(on)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.tiles.setAccessibleName(self.tr("Pictures of weights"))
        self.tiles.set_tip(self.tr("from {low} to {high}"))
        self.tiles.set_empty_text(self.tr("This network has no such layer."))
