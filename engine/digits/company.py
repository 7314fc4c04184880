"""What keeps a digit company on its page: other ink of its size, which one network can only read as one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.digits.shapes import Mask, components

TALL = 0.7
"""Parts of at least this share of the tallest one's height stand beside it as digits do; the bar of a 5 or
the open half of a 4 does not."""
SIZES = (0.4, 2.5)
"""Extents, as multiples of the digit's, between which other ink may be a digit."""
STRONG = 0.5
"""Least strength, of 1, of other ink: shadows and what shows through the paper are weaker."""
COARSE = 200
"""Side in pixels to which masks are reduced before their parts are told apart."""

Box = tuple[int, int, int, int]
"""Top, bottom, left and right, all inclusive."""


def side_by_side(mask: Mask) -> int:
    """How many parts of the ink (h, w) are about as tall as the tallest and share no column, or no row.

    Returns
    -------
    int
        1 for a digit, also one of several strokes; 2 or more where several digits stand in a row or column.
    """
    parts = _boxes(_reduced(mask))
    tallest = max((bottom - top + 1 for top, bottom, _, _ in parts), default=0)
    tall = [box for box in parts if box[1] - box[0] + 1 >= TALL * tallest]
    across = _apart(sorted((left, right) for _, _, left, right in tall))
    down = _apart(sorted((top, bottom) for top, bottom, _, _ in tall))
    return max(1, across, down)


def left_out(strength: npt.NDArray[np.float32], near: Mask) -> int:
    """How many parts of the ink are not near the digit, but of its size.

    Parameters
    ----------
    strength
        (h, w) in [0, 1], all ink of the picture. What touches the picture's edge is no digit.
    near
        (h, w) bool, where the digit is, generously.
    """
    digit = _extent(_box(_reduced((strength >= STRONG) & near)))
    low, high = (share * digit for share in SIZES)
    ink = _reduced((strength >= STRONG) & ~near)
    height, width = ink.shape
    return sum(
        low <= _extent((top, bottom, left, right)) <= high
        for top, bottom, left, right in _boxes(ink)
        if top > 0 and left > 0 and bottom < height - 1 and right < width - 1
    )


def _reduced(mask: Mask) -> Mask:
    """Any ink in square blocks."""
    size = -(-max(mask.shape) // COARSE)
    h, w = (-(-side // size) for side in mask.shape)
    padded = np.zeros((h * size, w * size), np.bool_)
    padded[: mask.shape[0], : mask.shape[1]] = mask
    return np.asarray(padded.reshape(h, size, w, size).any(axis=(1, 3)), np.bool_)


def _boxes(mask: Mask) -> list[Box]:
    labels, count = components(mask)
    return [_box(labels == part) for part in range(1, count + 1)]


def _box(mask: Mask) -> Box:
    """Around a mask; empty, from 0 to -1, if the mask is."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not rows.size:
        return 0, -1, 0, -1
    return int(rows[0]), int(rows[-1]), int(columns[0]), int(columns[-1])


def _extent(box: Box) -> int:
    top, bottom, left, right = box
    return max(bottom - top, right - left) + 1


def _apart(spans: list[tuple[int, int]]) -> int:
    """How many groups the spans, sorted by where they begin, fall into if those that overlap are joined."""
    groups, end = 0, -1
    for first, last in spans:
        groups += first > end
        end = max(end, last)
    return groups
