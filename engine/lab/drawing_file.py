"""One kept drawing as a file: a PNG anybody can look at, which holds its label and strokes as text.

A single file is written whole or not at all, so a drawing is never without its label. Its name is
`<number>-<token>-<label>.png`: numbers give the order, tokens keep two programs from writing one name.
"""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image as Pictures
from PIL.PngImagePlugin import PngInfo

from engine.digits.pen import SIDE, finite
from engine.errors import InputError

Picture = npt.NDArray[np.uint8]
Strokes = tuple[tuple[tuple[float, float], ...], ...]

KEY = "Lossland drawing"
"""Of the text in the PNG."""
MOST_BYTES = 1_000_000
"""A drawing's file is never longer; the largest ones hold some ten thousand points."""
MOST_POINTS = 20_000
"""Points of all strokes that are kept with a drawing; beyond, only its picture is."""
DECIMALS = 4
"""Of a stroke's points: a canvas is one wide, so a tenth of a pixel on any screen."""

_NAME = re.compile(r"(\d{6,9})-([0-9a-f]{8})-([0-9])\.png")


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """A drawing with the digit that its author says it is.

    Attributes
    ----------
    name
        The file's name.
    label
        0 to 9.
    image
        (28, 28) uint8, 255 = ink, as the network gets it; read-only.
    strokes
        The strokes it was prepared from, in units of the canvas; empty if there were none.
    """

    name: str
    label: int
    image: Picture
    strokes: Strokes = field(default=(), repr=False)


def check_label(label: object) -> int:
    """Return a label that is a digit; raise `InputError` `handwriting-label` otherwise."""
    if isinstance(label, bool) or not isinstance(label, int | np.integer) or not 0 <= label <= 9:
        raise InputError("handwriting-label", label=label)
    return int(label)


def name_of(number: int, token: str, label: int) -> str:
    """The name of a drawing's file."""
    return f"{number:06d}-{token}-{label}.png"


def number_of(name: str) -> int | None:
    """The number in a drawing's name, None if it is no such name."""
    matched = _NAME.fullmatch(name)
    return int(matched[1]) if matched else None


def renamed(name: str, label: int) -> str:
    """The name of the same drawing with another label."""
    matched = _NAME.fullmatch(name)
    if matched is None:
        raise ValueError(f"{name} is no drawing's name")
    return f"{matched[1]}-{matched[2]}-{label}.png"


def encoded(label: int, image: Picture, strokes: Strokes) -> bytes:
    """The file's content."""
    info = PngInfo()
    points = sum(map(len, strokes))
    kept = strokes if points <= MOST_POINTS else ()
    rounded = [[[round(x, DECIMALS), round(y, DECIMALS)] for x, y in stroke] for stroke in kept]
    info.add_itxt(KEY, json.dumps({"label": label, "strokes": rounded}, separators=(",", ":")))
    buffer = io.BytesIO()
    Pictures.fromarray(image).save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


def decoded(name: str, content: bytes, file: Path) -> Drawing:
    """Read a file's content; the label is the one in the name, which a person may have changed.

    Raises
    ------
    InputError
        `handwriting-broken` if it is no drawing that `encoded` wrote.
    """
    matched = _NAME.fullmatch(name)
    try:
        if matched is None:
            raise ValueError(name)
        with Pictures.open(io.BytesIO(content), formats=["PNG"]) as picture:
            if picture.size != (SIDE, SIDE) or picture.mode != "L":
                raise ValueError(f"{picture.size} {picture.mode}")
            image = np.array(picture, np.uint8)
            text = picture.info.get(KEY, "{}")
        strokes = _strokes(json.loads(text).get("strokes", []))
    except (OSError, SyntaxError, ValueError, TypeError, AttributeError, RecursionError, EOFError) as error:
        raise InputError("handwriting-broken", file=file) from error
    image.flags.writeable = False
    return Drawing(name, int(matched[3]), image, strokes)


def as_strokes(strokes: Sequence[npt.ArrayLike]) -> Strokes:
    """Strokes given as arrays (k, 2), as plain numbers; points that are not finite are left out."""
    return tuple(tuple((x, y) for x, y in points.tolist()) for points in map(finite, strokes) if len(points))


def _strokes(values: object) -> Strokes:
    """Strokes from JSON; raises `ValueError` or `TypeError` if they are none."""
    if not isinstance(values, list):
        raise TypeError("strokes")
    strokes = tuple(tuple((float(x), float(y)) for x, y in stroke) for stroke in values)
    if not all(math.isfinite(part) for stroke in strokes for point in stroke for part in point):
        raise ValueError("strokes")
    return strokes
