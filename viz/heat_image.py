"""An image with what matters in it: saliency or occlusion laid over the ink."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from viz.colour_scale import ColourScale
from viz.numbers import significant
from viz.pixel_view import SIZE, PixelView
from viz.shades import STEPS, diverging, largest, rgb
from viz.theme import LARGE, Theme
from viz.translated import Translated

Picture = npt.NDArray[np.floating]

_NO_LIMIT = (1 << 24) - 1  # QWIDGETSIZE_MAX, which PySide does not export
_WORDS = 176
"""Logical pixels that words beside the picture need, at normal type."""
_FAINTEST = 0.35
"""Share of the ink's contrast that is left under the colours."""


def overlaid(ink: Picture, heat: Picture, limit: float, theme: Theme) -> npt.NDArray[np.uint8]:
    """Colours of an image under a heat map, (h, w, 3).

    The ink keeps a part of its contrast as grey; over it lies the map's colour, as opaque as the number is
    large: |heat| / limit.

    Parameters
    ----------
    ink
        (h, w) in [0, 1].
    heat
        (h, w), none larger than `limit` in size; what is not finite is left uncovered.
    """
    paper, ink_colour = (rgb(colour) for colour in (theme.paper, theme.ink))
    ground = paper + _FAINTEST * ink[..., None] * (ink_colour - paper)
    parts = np.where(np.isfinite(heat), heat, 0.0) / (limit or 1.0)
    full = diverging(theme)[np.where(parts < 0, 0, 2 * STEPS)]
    opacity = np.abs(parts)[..., None]
    colours: npt.NDArray[np.uint8] = np.rint((1 - opacity) * ground + opacity * full).astype(np.uint8)
    return colours


class HeatPixels(PixelView):
    """The image itself: pixels can be read out as in every picture of an input.

    Attributes
    ----------
    heat, limit
        Numbers laid over the image, (28, 28), and the size of those in full colour; None for the ink alone.
        They are drawn from the next image on.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heat: Picture | None = None
        self.limit = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """It takes what room the words leave."""
        return self.minimumSize()

    def _colours(self, values: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
        if self.heat is None:
            return super()._colours(values)
        return overlaid(values, self.heat, self.limit, self.theme)


class HeatImage(Translated):
    """An image under a heat map, the scale of its colours, and what the pixel under the pointer says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pixels = HeatPixels(self)
        self.legend = ColourScale(self)
        self._title, self._words = QLabel(self), QLabel(self)
        self._title.setProperty("role", "section")
        self._words.setProperty("role", "quiet")
        for label in (self._title, self._words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._scale = 1.0
        words = QVBoxLayout()
        words.setSpacing(4)
        for widget in (self._title, self.legend, self._words):
            words.addWidget(widget)
        words.addStretch(1)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._parts.setContentsMargins(8, 8, 8, 8)
        self._parts.setSpacing(8)
        self._parts.addWidget(self.pixels, 1)
        self._parts.addLayout(words)
        self._place: tuple[int, int, float] | None = None
        self.pixels.pixel_probed.connect(self._on_pixels_pixel_probed)
        self._title.hide()
        self.retranslate()
        self.set_image(None)

    def set_image(self, ink: Picture | None, heat: Picture | None = None, *, title: str = "") -> None:
        """Show an image, (28, 28) in [0, 1] with 1 = ink, and numbers over it, (28, 28); None for none.

        Raises
        ------
        ValueError
            If a shape is another one.
        """
        if heat is not None and heat.shape != (SIZE, SIZE):
            raise ValueError(f"expected shape ({SIZE}, {SIZE}), got {heat.shape}")
        own = None if heat is None else heat.astype(np.float64)  # a copy
        limit = 0.0 if own is None else largest(own)
        self.pixels.heat, self.pixels.limit = own, limit
        self.pixels.set_image(None if ink is None else ink.astype(np.float32))
        self.legend.setVisible(own is not None)
        self.legend.set_limit(limit, both=own is not None and bool((own < 0).any()))
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._say()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.pixels.set_theme(theme)
        self.legend.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        """Type to be read from the last row."""
        self.pixels.set_large_type(on)
        self.legend.set_large_type(on)
        self._scale = LARGE if on else 1.0
        self._arrange()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.pixels.setToolTip(
            self.tr(
                "Blue pixels speak for the answer, vermilion ones against it: the stronger the colour, the "
                "more. The image stays visible in grey below."
            )
        )
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        """Words under the picture, or beside it where it is low and they have room there."""
        beside = self.width() >= max(1.5 * self.height(), self.height() + _WORDS * self._scale)
        self._parts.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )
        self.pixels.setMaximumWidth(self.height() - 16 if beside else _NO_LIMIT)
        self._parts.setStretch(1, 1 if beside else 0)
        self._parts.setStretch(0, 0 if beside else 1)
        if beside:
            self.pixels.setMinimumWidth(max(self.height() - 16, 2 * SIZE))
        else:
            self.pixels.setMinimumWidth(2 * SIZE)

    def words(self) -> str:
        """What is said of the pixel under the pointer, or how to read one."""
        if self._place is None:
            return self.tr("Point at a pixel to read its value.")
        row, column, ink = self._place
        heat = self.pixels.heat
        if heat is None:
            return self.tr("row {row}, column {column}: ink {ink}").format(
                row=row, column=column, ink=f"{ink:.2f}"
            )
        return self.tr("row {row}, column {column}: ink {ink}, {heat}").format(
            row=row, column=column, ink=f"{ink:.2f}", heat=significant(float(heat[row, column]), 3)
        )

    def _say(self) -> None:
        self._words.setText(self.words())

    def _on_pixels_pixel_probed(self, pixel: tuple[int, int, float] | None) -> None:
        self._place = pixel
        self._say()
