"""Find the ink in a picture: what differs from the page, whatever the colours of both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.digits.company import left_out, side_by_side
from engine.digits.cut import Page, Tone
from engine.digits.page import LEAST, highest_channel, is_even, level, near_drawing
from engine.digits.ruling import find_ruling
from engine.digits.shapes import Mask, components
from engine.errors import InputError

Strength = npt.NDArray[np.float32]

FAINTEST = 0.06
"""Least difference from the page, of 1, that counts as ink: above the noise of a good JPEG."""
FEWEST, FEWEST_SHARE = 4, 1e-4
"""Least number of pixels, and least share of a picture's, that are ink in any drawing."""
NOISE = 8.0
"""Ink stands out of the page's own noise by this many times its median: the difference between
neighbouring pixels, which solid ink does not disturb, nor a page so white that its noise is cut off."""
WEAKEST = 0.25
"""Least strength, of 1, of a faint stretch of a line."""
NEAR = 2
"""Distance in pixels within which the ink is compared with its fullest."""
ALIKE = 0.15
"""Colours closer than this, of 1, are one colour."""
FRAME = 0.08
"""Widest frame at a picture's edge, as a share of its shorter side."""
SPECK = 0.03
"""Parts smaller than this share of the largest part's area, and thin on the whole, are specks."""
GRAIN = 3e-5
"""Parts up to this share of a picture's area, or of one pixel, are noise in any but tiny pictures."""
AS_FULL = 0.6
"""Parts of a digit that one pen drew are mostly above this share of full ink, on a page lit unevenly: what a
shadow's or a desk's edge leaves beside it fades away."""
DUST = 0.01
"""If even the largest part is less than this share of them all, there is no drawing but noise."""
COARSE = 400
"""Side in pixels to which a mask is reduced before its parts are counted."""


@dataclass(frozen=True, slots=True)
class Ink:
    """Ink cut out of a picture.

    Attributes
    ----------
    strength
        (h, w) float32 in [0, 1], 0 = page, 1 = full ink; the ink touches all four sides.
    mask
        (h, w) bool, where it is at least half of the fullest ink near by: the faint stretches of a thin
        line, which anti-aliasing spreads over two pixels, belong to it, the soft rim of a broad one not.
    corner
        (x, y) of the cut's upper left pixel in the picture.
    page, tone, contrast, threshold, frame, lines, beside, others
        As in `engine.digits.cut.Cut`.
    """

    strength: Strength
    mask: Mask
    corner: tuple[int, int]
    page: Page
    tone: Tone
    contrast: float
    threshold: float
    frame: bool
    lines: int
    beside: int
    others: int


@dataclass(frozen=True, slots=True)
class _Found:
    """Differences from the page, and how they were found: what `find_ink` cuts from."""

    strength: Strength
    page: Page
    tone: Tone
    full: float | None = None
    near: Mask | None = None
    depth: int = 0
    lines: int = 0


def find_ink(colours: Strength, alpha: Strength | None = None) -> Ink:
    """Find the ink in a picture.

    Parameters
    ----------
    colours
        (h, w, 3) float32 in [0, 1].
    alpha
        (h, w) float32 in [0, 1], 1 = opaque; None if the picture has no transparency.

    Raises
    ------
    InputError
        `no-ink` if nothing stands out of the page.
    """
    found = _against_page(colours, alpha)
    strength = found.strength
    floor = max(FAINTEST, NOISE * _noise(strength))
    # the n-th strongest pixel, so that a few specks do not set the scale and thin lines still do
    n = max(FEWEST, int(strength.size * FEWEST_SHARE))
    full = found.full
    if full is None:
        full = float(np.partition(strength, -n, axis=None)[-n]) if n < strength.size else 0.0
    if full <= floor:
        raise InputError("no-ink")
    strength, lines, near = np.clip(strength / full, 0, 1), found.lines, found.near
    if found.page == "even" and min(strength.shape) >= LEAST:
        ruling = find_ruling(strength)
        if lines := len(ruling):
            strength = ruling.taken_from(strength)
            near = near_drawing(strength)
    others = 0
    if near is not None:
        others = left_out(strength, near)
        strength = strength * near
    mask = digit_parts((strength >= WEAKEST) & (strength >= highest_near(strength) / 2))
    if found.page == "uneven":
        mask = as_full(strength, mask)
    if not mask.any():
        raise InputError("no-ink")
    # soft edges belong to the ink as far as they touch it, and down to where noise begins
    soft = strength * grown(mask) * (strength > max(0.04, floor / full / 2 if floor > FAINTEST else 0.0))
    rows, columns = np.flatnonzero(soft.any(axis=1)), np.flatnonzero(soft.any(axis=0))
    cut = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return Ink(
        soft[cut].astype(np.float32),
        mask[cut],
        (int(columns[0]) + found.depth, int(rows[0]) + found.depth),
        found.page,
        found.tone,
        full,
        max(WEAKEST * full, floor / 2),
        found.depth > 0,
        lines,
        side_by_side(mask[cut]),
        others,
    )


def _against_page(colours: Strength, alpha: Strength | None) -> _Found:
    """How each pixel differs from the page: by its opacity, from one colour, or from the page near by."""
    if alpha is not None and drawn_on_nothing(colours, alpha):
        return _Found(alpha, "none", "dark")
    if alpha is not None:
        opaque = colours[alpha > 0.5]
        page = np.median(opaque, axis=0) if len(opaque) else np.ones(3, np.float32)
        colours = colours * alpha[..., None] + page.astype(np.float32) * (1 - alpha[..., None])
    colours, depth = without_flush_frame(colours)
    if not is_even(colours):
        levelled = level(colours)
        if levelled is None:
            raise InputError("no-ink")
        tone: Tone = "dark" if levelled.dark else "light"
        return _Found(levelled.strength, "uneven", tone, levelled.full, levelled.near, depth, levelled.lines)
    difference = colours - page_colour(colours)
    strength = highest_channel(np.abs(difference))
    is_dark = difference[strength >= strength.max() / 2].mean() <= 0
    return _Found(strength, "even", "dark" if is_dark else "light", depth=depth)


def _noise(strength: Strength) -> float:
    """Median difference of neighbouring pixels; none in pictures too small to have a page."""
    if strength.size < 1024:
        return 0.0
    return float(np.median(np.abs(np.diff(strength, axis=1))))


def drawn_on_nothing(colours: Strength, alpha: Strength) -> bool:
    """Whether what is opaque is the ink itself, rather than a page with ink on it.

    Ink has one brightness, or leaves most of the rectangle around it free; a page does neither.
    """
    opaque = alpha > alpha.max() / 2  # ink may be translucent all over
    if not opaque.any() or opaque.mean() > 0.98:
        return False
    grey = colours[opaque].mean(axis=1)
    low, high = np.percentile(grey, [3, 97])
    rows, columns = np.flatnonzero(opaque.any(axis=1)), np.flatnonzero(opaque.any(axis=0))
    around = (rows[-1] - rows[0] + 1) * (columns[-1] - columns[0] + 1)
    return bool(high - low < 0.2 or opaque.sum() / around < 0.7)


def page_colour(colours: Strength) -> Strength:
    """The page's colour (3,): the rim's, if most of the rim has one colour, else the picture's median."""
    rim = np.concatenate([colours[0], colours[-1], colours[1:-1, 0], colours[1:-1, -1]])
    colour = np.median(rim, axis=0)
    if (np.abs(rim - colour).max(axis=1) < ALIKE).mean() < 0.55:
        colour = np.median(colours.reshape(-1, 3), axis=0)
    return np.asarray(colour, dtype=np.float32)


def without_flush_frame(colours: Strength) -> tuple[Strength, int]:
    """Cut off a frame that lies along the picture's very edge; returns how many pixels deep, too.

    A frame is an even rim with an even ring of another colour soon inside it, whose colour is rare
    farther in: a page with a square 0 on it has such a rim and ring too, but more page inside.
    """
    h, w = colours.shape[:2]
    rim = page_colour(colours)
    like_rim = highest_channel(np.abs(colours - rim)) < ALIKE
    widest = int(FRAME * min(h, w))
    if widest < 1 or _ring(like_rim, 0).mean() < 0.97:
        return colours, 0
    for depth in range(1, widest + 1):
        if _ring(like_rim, depth).mean() < 0.1:
            inside = like_rim[depth:-depth, depth:-depth]
            return (colours[depth:-depth, depth:-depth], depth) if inside.mean() < 0.35 else (colours, 0)
    return colours, 0


def digit_parts(mask: Mask) -> Mask:
    """The mask without a frame around the rest and without specks."""
    factor = -(-max(mask.shape) // COARSE)
    h, w = (-(-side // factor) * factor for side in mask.shape)
    padded = np.zeros((h, w), np.bool_)
    padded[: mask.shape[0], : mask.shape[1]] = mask
    weight = padded.reshape(h // factor, factor, w // factor, factor).sum(axis=(1, 3))
    labels, count = components(weight > 0)
    areas = np.bincount(labels.ravel(), weights=weight.ravel(), minlength=count + 1)[1:].astype(np.int64)
    keep = _without_frame(labels, areas)
    if areas.size:
        largest = float(areas[keep].max())
        if largest < DUST * areas.sum():
            return np.zeros_like(mask)
        if mask.size > 64 * 64:
            keep &= areas > max(1, GRAIN * mask.size)
        small = areas < SPECK * largest
        if areas[small].sum() < 0.15 * areas.sum():  # else the drawing itself is made of dots
            keep &= ~small
    kept = np.concatenate([[False], keep])[labels]
    whole: Mask = mask & kept.repeat(factor, 0).repeat(factor, 1)[: mask.shape[0], : mask.shape[1]]
    return whole


def as_full(strength: Strength, mask: Mask) -> Mask:
    """The parts of the mask that are mostly nearly as full as full ink; all, if none is."""
    labels, count = components(mask)
    areas = np.bincount(labels[mask], minlength=count + 1)
    full = np.bincount(labels[mask & (strength >= AS_FULL)], minlength=count + 1)
    keep = full >= areas / 2
    keep[0] = False
    kept: Mask = keep[labels]
    return kept if keep.any() else mask


def _without_frame(labels: npt.NDArray[np.int64], areas: npt.NDArray[np.int64]) -> Mask:
    """Which parts are no frame: a frame spans the picture, lies along its sides and holds other ink."""
    keep = np.ones(len(areas), np.bool_)
    h, w = labels.shape
    sizes = np.bincount(labels.ravel(), minlength=len(areas) + 1)[1:]
    for k in np.flatnonzero(sizes > h + w):
        rows, columns = np.nonzero(labels == k + 1)
        top, bottom, left, right = rows.min(), rows.max(), columns.min(), columns.max()
        if bottom - top < 0.85 * h or right - left < 0.85 * w:
            continue
        near = max(2, int(0.05 * min(h, w)))
        along = (
            (rows - top < near) | (bottom - rows < near) | (columns - left < near) | (right - columns < near)
        )
        inside = labels[top + near : bottom - near + 1, left + near : right - near + 1]
        others = np.argwhere((inside > 0) & (inside != k + 1))
        if along.mean() > 0.95 and len(others) and np.ptp(others, axis=0).max() > 0.1 * min(h, w):
            keep[k] = False
    return keep if keep.any() else ~keep


def grown(mask: Mask) -> Mask:
    """The mask and all pixels that touch it."""
    framed = np.pad(mask, 1)
    wide = framed[1:-1] | framed[:-2] | framed[2:]
    return wide[:, 1:-1] | wide[:, :-2] | wide[:, 2:]


def highest_near(strength: Strength) -> Strength:
    """The highest value within `NEAR` pixels along both axes, at each place."""
    h, w = strength.shape
    framed = np.pad(strength, NEAR)
    reach = range(2 * NEAR + 1)
    rows = np.max([framed[shift : shift + h] for shift in reach], axis=0)
    highest: Strength = np.max([rows[:, shift : shift + w] for shift in reach], axis=0)
    return highest


def _ring(mask: Mask, depth: int) -> Mask:
    """The pixels at `depth` from the edge, in one row."""
    inner = mask[depth : mask.shape[0] - depth, depth : mask.shape[1] - depth]
    return np.concatenate([inner[0], inner[-1], inner[1:-1, 0], inner[1:-1, -1]])
