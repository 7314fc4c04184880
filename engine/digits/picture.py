"""Prepare any picture of a digit as a drawing is prepared: fitted, with MNIST's pen, centred."""

from __future__ import annotations

import math
import os
import warnings
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image as Pictures
from PIL import ImageOps, UnidentifiedImageError

from engine.digits.cut import Cut
from engine.digits.fitting import Preparation, fit, shift_to_middle
from engine.digits.ink import Ink, Strength, find_ink
from engine.digits.pen import BOX, PEN, SIDE, Image, Points, draw_dots
from engine.digits.shapes import Mask, stroke_width, thin
from engine.errors import InputError

Source = str | os.PathLike[str] | Pictures.Image

MOST_PIXELS = 120_000_000
"""Pictures above this are not unpacked: a file of a few bytes can claim any size."""
LARGE = 1000
"""Longer side in pixels to which a picture is reduced before anything else."""
ORIENTATION = 0x0112
"""Exif's tag for how the camera was held."""
TURNS = {3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270}
"""Degrees clockwise that make a picture of such an orientation upright; 2, 4, 5 and 7 are mirrored, too."""
LYING = (5, 6, 7, 8)
"""Orientations whose width and height change places."""
NATURAL = (1.2, 5.0)
"""Widths of strokes, in pixels of the field, between which 99 % of MNIST's lie."""
CORE = 1.2
"""Width, in pixels of the field, that strokes are peeled down to before they are drawn anew: what is
left of `PEN` then still covers a pixel wholly, and a broad stroke keeps something of its form."""
FINE = 100
"""Side in pixels at which ink is peeled: five pixels to one of the box."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The pixels of a picture.

    Attributes
    ----------
    colours
        (h, w, 3) float32 in [0, 1], at most `LARGE` a side.
    alpha
        (h, w) float32 in [0, 1], 1 = opaque; None if the picture has no transparency.
    size
        Width and height of the upright picture before it was made smaller.
    turned
        Degrees clockwise by which it was turned to stand upright.
    """

    colours: Strength
    alpha: Strength | None
    size: tuple[int, int]
    turned: int


def prepare_picture(source: Source) -> Image:
    """Prepare a picture for the network.

    Parameters
    ----------
    source
        A file or an open picture: any format, size and colours, dark ink on a light page or light ink
        on a dark one, also ink on a transparent ground.

    Returns
    -------
    Image
        (28, 28) float32 in [0, 1], white ink on black as in MNIST.

    Raises
    ------
    InputError
        `picture-missing`, `picture-folder`, `picture-unread`, `not-a-picture`, `picture-broken`,
        `picture-too-large` or `no-ink`.
    """
    return prepare_picture_in_steps(source).image


def prepare_picture_in_steps(source: Source) -> Preparation:
    """Like `prepare_picture`, with every step on the way and, as `cut`, what was cut out and how."""
    if isinstance(source, Pictures.Image):
        return _prepared(unpacked(source))
    with opened(source) as picture:
        try:
            found = unpacked(picture)
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            # Pillow's decoders raise any of these where a file is cut short or damaged
            if isinstance(error, InputError):
                raise
            raise InputError("picture-broken", file=os.fspath(source)) from error
    return _prepared(found)


def _prepared(picture: Unpacked) -> Preparation:
    ink = find_ink(picture.colours, picture.alpha)
    return replace(prepare_ink(ink), cut=_cut(ink, picture), ink=ink.strength)


def _cut(ink: Ink, picture: Unpacked) -> Cut:
    """The facts about the ink in the picture's own pixels."""
    width, height = picture.size
    scale = max(width / picture.colours.shape[1], height / picture.colours.shape[0])
    (left, top), (rows, columns) = ink.corner, ink.strength.shape
    ends = (left, top, left + columns, top + rows)
    x, y, right, bottom = (
        min(round(end * scale), most) for end, most in zip(ends, (width, height) * 2, strict=True)
    )
    return Cut(
        picture.size,
        (x, y, right - x, bottom - y),
        ink.page,
        ink.tone,
        ink.contrast,
        ink.threshold,
        picture.turned,
        ink.frame,
        ink.lines,
        ink.beside,
        ink.others,
    )


def opened(path: str | os.PathLike[str]) -> Pictures.Image:
    """Open a picture file without unpacking it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pictures.DecompressionBombWarning)  # `unpacked` judges the size
            return Pictures.open(path)
    except FileNotFoundError as error:
        raise InputError("picture-missing", file=os.fspath(path)) from error
    except IsADirectoryError as error:
        raise InputError("picture-folder", file=os.fspath(path)) from error
    except UnidentifiedImageError as error:
        raise InputError("not-a-picture", file=os.fspath(path)) from error
    except Pictures.DecompressionBombError as error:
        raise InputError("picture-too-large", most=MOST_PIXELS // 1_000_000) from error
    except OSError as error:
        if error.strerror is None:  # a decoder's complaint, not the system's
            raise InputError("picture-broken", file=os.fspath(path)) from error
        raise InputError("picture-unread", file=os.fspath(path), reason=error.strerror) from error


def unpacked(picture: Pictures.Image) -> Unpacked:
    """A picture's pixels, upright, at most `LARGE` a side."""
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise InputError("picture-too-large", most=MOST_PIXELS // 1_000_000)
    orientation = picture.getexif().get(ORIENTATION, 1)
    size = (height, width) if orientation in LYING else (width, height)
    turned = TURNS.get(orientation, 0)
    picture.draft("RGB", (LARGE, LARGE))  # a JPEG can be unpacked at a smaller size right away
    picture = ImageOps.exif_transpose(picture)
    alpha = None
    if picture.mode.startswith(("I", "F")):
        grey = _reduced(_stretched(picture))
        colours = np.repeat(np.asarray(grey, np.float32)[..., None], 3, axis=2)
    elif picture.mode in ("LA", "PA", "La", "RGBa", "RGBA") or "transparency" in picture.info:
        pixels = _pixels(picture.convert("RGBA"))
        colours, alpha = pixels[..., :3], pixels[..., 3]
    else:
        colours = _pixels(picture.convert("RGB"))
    return Unpacked(colours, alpha, size, turned)


def prepare_ink(ink: Ink) -> Preparation:
    """Fit ink into the box, draw it with MNIST's pen, and centre it.

    Ink that has MNIST's size and pen already is taken over as it is: MNIST's own images stay the same.
    So is smaller ink, enlarged: there the greys say more about the strokes than any outline (of
    scikit-learn's 8 × 8 digits 97 % are read so, 94 % if drawn anew). Any other is reduced to the core
    of its strokes and drawn anew along it, thin lines and thick ones alike.
    """
    longest = max(ink.strength.shape)
    width = stroke_width(ink.mask) * BOX / longest
    if longest <= BOX and NATURAL[0] <= width <= NATURAL[1]:
        return _kept(ink.strength if longest == BOX else _resized(ink.strength, BOX / longest))
    if width <= CORE and longest >= FINE:
        return _redrawn(ink.mask, width)
    fine = _resized(ink.strength, FINE / longest) >= 0.5
    pixel = BOX / FINE
    width = stroke_width(fine) * pixel
    core = thin(fine, math.ceil((width - CORE) / 2 / pixel)) if width > CORE else fine
    return _redrawn(core, stroke_width(core) * pixel)


def _redrawn(mask: Mask, width: float) -> Preparation:
    """Draw dots over the ink, whose strokes are `width` wide after fitting, so that they become `PEN`."""
    rows, columns = np.nonzero(mask)
    points: Points = np.column_stack([columns, rows]).astype(np.float64) + 0.5
    pen = PEN - min(width, CORE)
    (dots,) = fit([points], pen=pen)
    boxed = draw_dots(dots, pen)
    shift = shift_to_middle(boxed)
    return Preparation((dots,), boxed, shift, draw_dots(dots + shift, pen))


def _kept(strength: Strength) -> Preparation:
    """Take ink that fits the box over as it is, moved by whole pixels as MNIST's makers did.

    Their rounding, too: in every image of MNIST the centre of mass lies in the square pixel right below
    the middle, so that an image of theirs stays where it is.
    """
    h, w = strength.shape
    top, left = (SIDE - h) // 2, (SIDE - w) // 2
    boxed = np.zeros((SIDE, SIDE), np.float32)
    boxed[top : top + h, left : left + w] = strength
    x, y = (math.ceil(part) for part in shift_to_middle(boxed))
    return Preparation((), boxed, (float(x), float(y)), np.roll(boxed, (y, x), axis=(0, 1)))


def _resized(strength: Strength, scale: float) -> Strength:
    """Scale an array, averaging where it shrinks."""
    h, w = strength.shape
    size = max(1, round(w * scale)), max(1, round(h * scale))
    how = Pictures.Resampling.BOX if scale < 1 else Pictures.Resampling.BICUBIC
    scaled = np.asarray(Pictures.fromarray(strength.astype(np.float32)).resize(size, how), np.float32)
    clipped: Strength = np.clip(scaled, 0, 1)
    return clipped


def _pixels(picture: Pictures.Image) -> Strength:
    """A picture of 8-bit channels, at most `LARGE` a side, as (h, w, channels) in [0, 1]."""
    return np.asarray(_reduced(picture), np.float32) / np.float32(255)


def _reduced(picture: Pictures.Image) -> Pictures.Image:
    factor = -(-max(picture.size) // LARGE)
    return picture.reduce(factor) if factor > 1 else picture


def _stretched(picture: Pictures.Image) -> Pictures.Image:
    """A picture of 16-bit, 32-bit or floating-point greys, with darkest and lightest at 0 and 1."""
    values = np.nan_to_num(np.asarray(picture).astype(np.float32))
    low, high = float(values.min()), float(values.max())
    return Pictures.fromarray((values - low) / ((high - low) or 1.0))
