"""The page under the ink of a photograph: estimated where light falls unevenly, and taken away.

The plan is that of Gatos, Pratikakis and Perantonis, “Adaptive degraded document image binarization”, 2006:
find the ink roughly, estimate the page from what is not ink, and compare each pixel with the page at its
place. Here the rough ink is what a morphological closing fills: strokes are narrower than its window, while
shadows and desks, which are wider, stay page.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.digits.ruling import find_ruling
from engine.digits.shapes import Mask, components

Strength = npt.NDArray[np.float32]

LEAST = 200
"""Shorter side in pixels of the smallest picture that is taken for a photograph."""
UNEVEN = 0.03
"""Differences of 1 between parts of a page that are no longer noise."""
COARSE = 125
"""Longer side, in blocks, at which the page is estimated."""
WINDOW = 0.25
"""Side of the closing's window as a share of the picture's longer side: wider than any stroke."""
LEVELS = (0.8, 0.65, 0.5, 0.4, 0.3, 0.22, 0.16, 0.12, 0.08)
"""Contrasts at which the strongest ink is looked for, one after another."""
SMALLEST = 1 / 14
"""Least extent of a drawing as a share of the picture's longer side: smaller parts do not set the scale."""
ROUGHLY = 0.35
"""Share of the full contrast from which a block is ink: thin strokes fill a block by a third only."""
ALONG = 0.5
"""Share of a side from which what lies along it is no drawing."""
APART = 0.3
"""Largest gap between the parts of a digit as a share of the main part's extent."""
REACH = 3
"""Blocks around rough ink in which fine ink may lie."""
TYPICAL = 85
"""Percentile of the strength inside a drawing that is full ink: the edges are weaker."""
FULLEST = 99.5
"""Percentile of all strengths that stands for full ink before the drawing is known."""
FAINTEST = 0.06
"""Least contrast of any ink."""
BOARD = 0.5
"""A picture of which a quarter is brighter is no board."""
DARKEST = 0.1
"""A page is not taken for darker than this where ink is compared with it."""


@dataclass(frozen=True, slots=True)
class Levelled:
    """A photograph without its page.

    Attributes
    ----------
    strength
        (h, w) float32 ≥ 0, difference of each pixel from the page at its place.
    full
        Strength of full ink.
    near
        (h, w) bool, where the drawing is, generously.
    dark
        Whether the ink is darker than the page.
    lines
        How many ruled lines were taken away.
    """

    strength: Strength
    full: float
    near: Mask
    dark: bool
    lines: int


def is_even(colours: Strength) -> bool:
    """Whether a page (h, w, 3) has one colour all over, so that the ink can be told by colour alone.

    Medians over half-size windows and over pieces of the rim are compared: ink fills half of neither.
    """
    if min(colours.shape[:2]) < LEAST:
        return True
    coarse = blocks(colours, -(-max(colours.shape[:2]) // 64))
    h, w = coarse.shape[:2]
    medians = [
        np.median(coarse[top : top + h // 2, left : left + w // 2], axis=(0, 1))
        for top in np.linspace(0, h - h // 2, 5).astype(int)
        for left in np.linspace(0, w - w // 2, 5).astype(int)
    ]
    rim = max(2, h // 8)
    for band in (
        coarse[:rim],
        coarse[-rim:],
        coarse[:, :rim].swapaxes(0, 1),
        coarse[:, -rim:].swapaxes(0, 1),
    ):
        medians += [np.median(piece, axis=(0, 1)) for piece in np.array_split(band, 4, axis=1)]
    return bool(np.ptp(medians, axis=0).max() <= UNEVEN)


def level(colours: Strength) -> Levelled | None:
    """Take the page away from a photograph (h, w, 3); None if nothing stands out of it."""
    size = -(-max(colours.shape[:2]) // COARSE)
    coarse = blocks(colours, size)
    window = max(3, round(WINDOW * max(coarse.shape[:2])) // 2 * 2 + 1)
    above, below = closed(coarse, window), -closed(-coarse, window)  # the page without dark, or light, ink
    dark = _is_dark(coarse, above, below)
    rough = _against(enlarged(above if dark else below, size, colours.shape[:2]), colours, dark)
    ruling = find_ruling(rough / max(float(np.percentile(rough[::3, ::3], FULLEST)), FAINTEST))
    drawing = _drawing(blocks(ruling.taken_from(rough), size))
    if drawing is None:
        return None
    page = enlarged(_filled(coarse, ~spread(drawing, 1)), size, colours.shape[:2])
    strength = ruling.taken_from(_against(page, colours, dark))
    core, near = (_at_pixels(mask, size, strength.shape) for mask in (drawing, spread(drawing, REACH)))
    full = float(np.percentile(strength[core], TYPICAL))
    return Levelled(strength, full, near, dark, len(ruling)) if full > 0 else None


def near_drawing(strength: Strength) -> Mask:
    """Where the drawing is, generously, in (h, w) strengths: the strongest ink and what lies near it."""
    size = -(-max(strength.shape) // COARSE)
    drawing = _drawing(blocks(strength, size))
    if drawing is None:
        return np.ones(strength.shape, np.bool_)
    return _at_pixels(spread(drawing, REACH), size, strength.shape)


def _against(page: Strength, colours: Strength, dark: bool) -> Strength:
    """How much ink covers each pixel: dark ink as a share of the page's light, light ink as it is."""
    if dark:
        lit: Strength = np.maximum(page, np.float32(DARKEST))
        strength = highest_channel((page - colours) / lit)
    else:
        strength = highest_channel(colours - page)
    return np.maximum(strength, 0).astype(np.float32)


def _is_dark(coarse: Strength, above: Strength, below: Strength) -> bool:
    """Whether the ink is dark. Holes of digits look like ink of the other kind, but lie inside the ink.

    On a bright page it always is: light ink is for boards.
    """
    dark, light = (above - coarse).max(axis=2), (coarse - below).max(axis=2)
    if np.percentile(coarse.mean(axis=2), 75) > BOARD:
        return True
    contrast = max(float(np.percentile(dark, FULLEST)), float(np.percentile(light, FULLEST))) / 2
    return _box(dark > contrast) >= _box(light > contrast)


def highest_channel(values: Strength) -> Strength:
    """The highest of three channels (h, w, 3) at each place: ten times as fast as NumPy's own `max`."""
    highest: Strength = np.maximum(np.maximum(values[..., 0], values[..., 1]), values[..., 2])
    return highest


def blocks(values: Strength, size: int) -> Strength:
    """Means over square blocks of (h, w, …), the last ones of a row or column filled up with their edge."""
    h, w = values.shape[:2]
    rest = [(0, -h % size), (0, -w % size)] + [(0, 0)] * (values.ndim - 2)
    padded = np.pad(values, rest, mode="edge")
    shape = (padded.shape[0] // size, size, padded.shape[1] // size, size, *values.shape[2:])
    means: Strength = padded.reshape(shape).mean(axis=(1, 3), dtype=np.float32)
    return means


def enlarged(coarse: Strength, size: int, shape: tuple[int, int]) -> Strength:
    """Values of blocks back at every pixel, linear between the blocks' middles."""
    for axis in (0, 1):
        at = np.clip((np.arange(shape[axis]) + 0.5) / size - 0.5, 0, coarse.shape[axis] - 1)
        low = np.minimum(at.astype(int), max(coarse.shape[axis] - 2, 0))
        high = np.minimum(low + 1, coarse.shape[axis] - 1)
        part = (at - low).astype(np.float32).reshape([-1 if k == axis else 1 for k in range(coarse.ndim)])
        coarse = coarse.take(low, axis) * (1 - part) + coarse.take(high, axis) * part
    return coarse


def _at_pixels(mask: Mask, size: int, shape: tuple[int, ...]) -> Mask:
    """A mask of blocks at every pixel."""
    return mask.repeat(size, 0).repeat(size, 1)[: shape[0], : shape[1]]


def spread(mask: Mask, reach: int) -> Mask:
    """The mask and everything within `reach` along both axes."""
    framed = np.pad(mask, reach)
    h, w = mask.shape
    rows = np.any([framed[shift : shift + h] for shift in range(2 * reach + 1)], axis=0)
    wide: Mask = np.any([rows[:, shift : shift + w] for shift in range(2 * reach + 1)], axis=0)
    return wide


def _drawing(rough: Strength) -> Mask | None:
    """Blocks of the strongest ink that is large enough and, if there is such, not around the page."""
    smallest = max(3, round(SMALLEST * max(rough.shape)))
    for surroundings in (False, True):
        for contrast in LEVELS:
            labels, count = components(rough > contrast)
            found = _parts(labels, count, surroundings)
            if not any(_extent(labels == part) >= smallest for part in found):
                continue
            full = float(np.percentile(rough[np.isin(labels, found)], TYPICAL))
            labels, count = components(rough > ROUGHLY * full)
            kept = _parts(labels, count, surroundings) or list(range(1, count + 1))
            return _together(rough, labels, kept)
    return None


def _together(rough: Strength, labels: npt.NDArray[np.int64], parts: list[int]) -> Mask:
    """The part with most ink and those near it for its size: a digit hangs together."""
    ink = [float(rough[labels == part].sum()) for part in parts]
    main = labels == parts[int(np.argmax(ink))]
    rows, columns = np.flatnonzero(main.any(axis=1)), np.flatnonzero(main.any(axis=0))
    gap = round(APART * _extent(main))
    around = np.s_[
        max(0, rows[0] - gap) : rows[-1] + gap + 1, max(0, columns[0] - gap) : columns[-1] + gap + 1
    ]
    drawing: Mask = np.isin(labels, np.intersect1d(parts, labels[around]))
    return drawing


def _parts(labels: npt.NDArray[np.int64], count: int, surroundings: bool) -> list[int]:
    """Numbers of the parts that may be the drawing.

    Surroundings, such as a desk, a shadow's corner or a line, touch two of the picture's sides or lie
    along most of one; a digit near the edge does not. They count only if they are asked for.
    """
    sides = (labels[0], labels[-1], labels[:, 0], labels[:, -1])
    on_side = np.array([np.bincount(side, minlength=count + 1) for side in sides])  # (4, count + 1)
    lengths = np.array([len(side) for side in sides])
    around = ((on_side > 0).sum(axis=0) > 1) | (on_side > ALONG * lengths[:, None]).any(axis=0)
    return [part for part in range(1, count + 1) if surroundings or not around[part]]


def _extent(mask: Mask) -> int:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return int(max(np.ptp(rows), np.ptp(columns))) + 1


def _box(mask: Mask) -> int:
    """Area of the rectangle around a mask; 0 if it is empty."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return int((np.ptp(rows) + 1) * (np.ptp(columns) + 1)) if rows.size else 0


def closed(values: Strength, window: int) -> Strength:
    """Morphological closing of (h, w, c): everything low that a square window does not fit into is filled.

    The edge goes on outside, once for both steps: light that falls off towards it is left as it is.
    """
    padded = np.pad(values, [(window, window)] * 2 + [(0, 0)], mode="edge")
    for axis in (0, 1):
        padded = np.lib.stride_tricks.sliding_window_view(padded, window, axis=axis).max(axis=-1)
    for axis in (0, 1):
        padded = np.lib.stride_tricks.sliding_window_view(padded, window, axis=axis).min(axis=-1)
    rest = window - 2 * (window // 2)
    h, w = values.shape[:2]
    filled: Strength = padded[rest : rest + h, rest : rest + w]
    return filled


def _filled(values: Strength, known: Mask) -> Strength:
    """Values (h, w, c) with the unknown ones drawn in smoothly from around, coarse to fine.

    Each level of a pyramid has the means of what is known; gaps take the value of the level above
    (“push-pull” of Gortler et al., “The Lumigraph”, 1996).
    """
    if known.all() or min(known.shape) < 2:
        mean = values[known].mean(axis=0) if known.any() else values.mean(axis=(0, 1))
        return np.where(known[..., None], values, mean).astype(np.float32)
    weight = blocks(known.astype(np.float32), 2)
    means = blocks(values * known[..., None], 2) / np.maximum(weight, 1e-6)[..., None]
    coarser = _filled(means.astype(np.float32), weight > 0)
    return np.where(known[..., None], values, enlarged(coarser, 2, known.shape)).astype(np.float32)
