"""Prepare a drawing or a picture of a digit for the network, as MNIST was made."""

from __future__ import annotations

from collections.abc import Iterable

import numpy.typing as npt

from engine.digits.fitting import Preparation, prepare_lines
from engine.digits.pen import Image, finite
from engine.digits.picture import prepare_picture, prepare_picture_in_steps

__all__ = [
    "Preparation",
    "prepare_picture",
    "prepare_picture_in_steps",
    "prepare_strokes",
    "prepare_strokes_in_steps",
]


def prepare_strokes(strokes: Iterable[npt.ArrayLike], *, tap: float = 0.0) -> Image:
    """Prepare a drawing of strokes for the network.

    Parameters
    ----------
    strokes
        Arrays (k, 2) of (x, y), y downwards, in any one unit. Points that are not finite are left out.
    tap
        Extent, in the strokes' unit, up to which the whole drawing is taken for a dot: the tremble of a
        tap is not magnified into a scribble.

    Returns
    -------
    Image
        (28, 28) float32 in [0, 1], white ink on black as in MNIST; zeros where there is no ink.
    """
    return prepare_strokes_in_steps(strokes, tap=tap).image


def prepare_strokes_in_steps(strokes: Iterable[npt.ArrayLike], *, tap: float = 0.0) -> Preparation:
    """Like `prepare_strokes`, with every step on the way."""
    lines = [line for line in map(finite, strokes) if len(line)]
    return prepare_lines(lines, tap=tap) if lines else Preparation.empty()
