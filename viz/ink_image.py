"""Pictures of ink on paper: MNIST's 0 is paper, its 255 is ink, in the colours of the theme."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QImage

from viz.theme import Theme


@lru_cache(maxsize=4)
def ink_table(theme: Theme) -> tuple[int, ...]:
    """The colour of each of 256 shares of ink, mixed as in `PixelView`, as Qt's packed colours."""
    paper, ink = QColor(theme.paper), QColor(theme.ink)
    ends = ((paper.red(), ink.red()), (paper.green(), ink.green()), (paper.blue(), ink.blue()))
    table = []
    for value in range(256):
        red, green, blue = (round(low + value / 255 * (high - low)) for low, high in ends)
        table.append(QColor(red, green, blue).rgb())
    return tuple(table)


def ink_image(values: npt.NDArray[np.uint8], theme: Theme) -> QImage:
    """A picture of `values`, (h, w) uint8, one pixel each; it keeps no hold of the array.

    Raises
    ------
    ValueError
        If the values have other dimensions or another type.
    """
    if values.ndim != 2 or values.dtype != np.uint8:
        raise ValueError(f"expected (h, w) of uint8, got {values.shape} of {values.dtype}")
    height, width = values.shape
    image = QImage(
        np.ascontiguousarray(values).tobytes(), width, height, width, QImage.Format.Format_Indexed8
    )
    image.setColorTable(list(ink_table(theme)))
    return image.copy()
