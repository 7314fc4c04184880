"""Colours for numbers: even steps to the eye, from the background to a colour of the theme.

Colours are mixed in OKLab (Ottosson 2020, "A perceptual color space for image processing"), in which equal
distances look about equally large. Zero has the colour of the background: where nothing is, nothing is drawn.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QImage

from viz.theme import Theme

Colours = npt.NDArray[np.uint8]
"""Red, green, blue, shape (..., 3)."""

STEPS = 255
"""Steps from zero to either end."""

_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def mixed(start: str, end: str, shares: npt.ArrayLike) -> Colours:
    """Colours at `shares`, (n,) in [0, 1], of the way between two `#rrggbb`; shape (n, 3)."""
    share = np.asarray(shares, dtype=np.float64)[:, None]
    lab = (1.0 - share) * _oklab(start) + share * _oklab(end)  # (n, 3)
    linear = (lab @ np.linalg.inv(_TO_LAB).T) ** 3 @ np.linalg.inv(_TO_LMS).T
    # Between two colours that a screen can show there may be some that it cannot, by a hair.
    linear = linear.clip(0.0, 1.0)
    shown = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.rint(255.0 * shown).astype(np.uint8)


def positive(theme: Theme) -> str:
    """The colour of what is large, right or adds: the blue of the runs."""
    return theme.runs[1].colour


def negative(theme: Theme) -> str:
    """The colour of what is below zero, wrong or takes away: the vermilion of the runs."""
    return theme.runs[6].colour


@lru_cache(maxsize=4)
def diverging(theme: Theme) -> Colours:
    """Colours from −1 over 0, the background, to 1; shape (2 · STEPS + 1, 3)."""
    shares = np.linspace(0.0, 1.0, STEPS + 1)
    below = mixed(theme.panel, negative(theme), shares)
    above = mixed(theme.panel, positive(theme), shares)
    table: Colours = np.concatenate((below[:0:-1], above))
    table.flags.writeable = False
    return table


def shade(theme: Theme, value: float) -> QColor:
    """The diverging colour of one number in [−1, 1]."""
    red, green, blue = diverging(theme)[STEPS + round(STEPS * value)].tolist()
    return QColor(red, green, blue)


def on_shade(theme: Theme, ground: QColor) -> QColor:
    """The colour of text on `ground`: the theme's text or its background, whichever stands out more."""
    light = luminance(ground)
    choices = [QColor(theme.text), QColor(theme.panel)]

    def contrast(colour: QColor) -> float:
        low, high = sorted((luminance(colour), light))
        return (high + 0.05) / (low + 0.05)

    return max(choices, key=contrast)


def rgb(colour: str) -> npt.NDArray[np.float64]:
    """Red, green, blue of `#rrggbb` from 0 to 255, (3,)."""
    parts = QColor(colour)
    return np.array([parts.red(), parts.green(), parts.blue()], dtype=np.float64)


def luminance(colour: QColor) -> float:
    """Relative luminance in [0, 1] (WCAG 2.2)."""
    linear = _linear(np.array([colour.redF(), colour.greenF(), colour.blueF()]))
    return float(linear @ np.array([0.2126, 0.7152, 0.0722]))


def largest(values: npt.NDArray[np.floating]) -> float:
    """Largest size of any finite number in `values`; 0 where there is none."""
    sizes = np.abs(values[np.isfinite(values)])
    return float(sizes.max()) if sizes.size else 0.0


def shaded(values: npt.NDArray[np.floating], limit: float, theme: Theme) -> QImage:
    """`values`, (h, w), as a picture of h × w pixels in diverging colours; not a number is transparent.

    Parameters
    ----------
    limit
        The size of a number that has the full colour; 0 only where all are 0.

    Raises
    ------
    ValueError
        If a number is larger than `limit`: it would have no colour.
    """
    # The values may be float32 and the limit their maximum as a float64, hence the hair.
    if largest(values) > limit * (1 + 1e-6):
        raise ValueError(f"a number of size {largest(values):g} is beyond the limit of {limit:g}")
    known = np.isfinite(values)
    parts = np.where(known, values, 0.0) / (limit or 1.0)
    places = np.rint(parts * STEPS).astype(np.int64) + STEPS
    pixels = np.empty((*values.shape, 4), dtype=np.uint8)
    pixels[..., :3] = diverging(theme)[places]
    pixels[..., 3] = np.where(known, 255, 0)
    height, width = values.shape
    return QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()


def _linear(shown: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Light of sRGB values in [0, 1] (IEC 61966-2-1)."""
    linear: npt.NDArray[np.float64] = np.where(
        shown <= 0.04045, shown / 12.92, ((shown + 0.055) / 1.055) ** 2.4
    )
    return linear


def _oklab(colour: str) -> npt.NDArray[np.float64]:
    """Lightness, green to red, blue to yellow of `#rrggbb`, (3,)."""
    parts = QColor(colour)
    linear = _linear(np.array([parts.redF(), parts.greenF(), parts.blueF()]))
    lab: npt.NDArray[np.float64] = _TO_LAB @ np.cbrt(_TO_LMS @ linear)
    return lab
