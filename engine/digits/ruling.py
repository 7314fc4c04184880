"""Lines that were on the paper before the ink: ruled and squared pages, photographed at an angle or not.

A ruling is a thin line from one side of the picture to the other. Each is followed strip by strip, so that
it may be tilted, bent by a lens, or fan out in perspective; then the ink that crosses it is mended from
above and below, as staff lines are removed from music.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Strength = npt.NDArray[np.float32]
Path = npt.NDArray[np.int64]

STRIPS = 64
"""Pieces across the picture in which a line is looked for."""
STEEPEST = 0.2
"""Largest slope of a line: about 11°."""
THICKEST = 0.012
"""Widest line, with the blur at its edges, as a share of the picture's longer side, to either side."""
FAINTEST = 0.03
"""Least contrast of a line, where full ink is 1."""
NOISE = 4.0
"""A line stands out of the page's own noise by this many times its median."""
ENOUGH = 0.7
"""Share of the strips in which a line must be seen: the digit hides it in some."""
PLAIN = 0.3
"""Contrast above which a strip counts no more for a line: the digit's strokes do not pull it aside."""
BENDING = 0.01
"""What a line loses for each pixel that it moves up or down between two strips."""
BELOW = 0.3
"""Share of a line's contrast at which its edge is."""
DARKER = 0.35
"""Where ink lies on a line it is darker than the line by this share of what is left to full ink."""
VARIED = 6.0
"""… and by this many times the line's own variation."""
LONE = 0.75
"""Contrast from which a single line is not taken for a ruling: it may be a stroke."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """The lines of a page.

    Attributes
    ----------
    across
        For each line from left to right, its row in every column, (w,).
    down
        For each line from top to bottom, its column in every row, (h,).
    """

    across: tuple[Path, ...]
    down: tuple[Path, ...]

    def __len__(self) -> int:
        return len(self.across) + len(self.down)

    def taken_from(self, strength: Strength) -> Strength:
        """The same picture (h, w) without the lines."""
        reach = _reach(strength)
        for path in self.across:
            strength = _mended(strength, path, reach)
        turned = np.ascontiguousarray(strength.T)
        for path in self.down:
            turned = _mended(turned, path, reach)
        return np.ascontiguousarray(turned.T)


def find_ruling(strength: Strength) -> Ruling:
    """Find ruled lines.

    Parameters
    ----------
    strength
        (h, w) float32 ≥ 0, about 1 = full ink.

    Returns
    -------
    Ruling
        Empty where nothing but lines is in the picture, or a single strong one: then they are strokes.
    """
    strength = np.minimum(strength, 1)
    across = _paths_of_lines(strength)
    cleaned = Ruling(across, ()).taken_from(strength)
    down = _paths_of_lines(np.ascontiguousarray(cleaned.T))
    ruling = Ruling(across, down)
    return ruling if (ruling.taken_from(strength) > 0.5).any() else Ruling((), ())


def _paths_of_lines(strength: Strength) -> tuple[Path, ...]:
    """Thin lines from left to right, from the clearest to the faintest."""
    h, w = strength.shape
    reach = _reach(strength)
    width = -(-w // STRIPS)
    strips = -(-w // width)
    padded = np.pad(strength, ((0, 0), (0, strips * width - w)), mode="edge")
    means = padded.reshape(h, strips, width).mean(axis=2)  # (h, strips)
    framed = np.pad(means, ((reach, reach), (0, 0)))
    beside = np.maximum(framed[: -2 * reach], framed[2 * reach :])
    contrast = means - beside
    least = max(FAINTEST, NOISE * float(np.median(np.abs(contrast))))
    seen = np.where(contrast >= least, np.minimum(contrast, PLAIN), 0).astype(np.float32)
    if (seen > 0).any(axis=0).mean() < ENOUGH:
        return ()
    found: list[Path] = []
    taken = np.zeros(h, np.bool_)
    paths, scores = _paths(seen, max(1, round(STEEPEST * width)))
    for end in np.argsort(-scores, kind="stable"):
        path = paths[end]
        middle = path[strips // 2]
        hits = (seen[path, np.arange(strips)] > 0).mean()
        if scores[end] < ENOUGH * strips * least:
            break
        if hits < ENOUGH or taken[max(0, middle - reach) : middle + reach + 1].any():
            continue
        taken[middle] = True
        middles = np.arange(strips) * width + (width - 1) / 2
        found.append(np.rint(np.interp(np.arange(w), middles, path)).astype(np.int64))
    if len(found) == 1 and _profile(strength, found[0], reach)[0].max() > LONE:
        return ()
    return tuple(found)


def _paths(seen: Strength, steps: int) -> tuple[Path, Strength]:
    """The best path from left to each row at the right, (h, strips), and its score, (h,)."""
    h, strips = seen.shape
    moves = np.arange(-steps, steps + 1)
    cost = np.float32(BENDING) * np.abs(moves).astype(np.float32)
    came = np.zeros((strips, h), np.int64)
    score = seen[:, 0].copy()
    for strip in range(1, strips):
        framed = np.pad(score, steps, constant_values=-np.inf)
        reached = np.lib.stride_tricks.sliding_window_view(framed, 2 * steps + 1) - cost  # (h, moves)
        best = reached.argmax(axis=1)
        came[strip] = np.arange(h) + moves[best]
        score = reached[np.arange(h), best] + seen[:, strip]
    paths = np.empty((h, strips), np.int64)
    paths[:, -1] = np.arange(h)
    for strip in range(strips - 1, 0, -1):
        paths[:, strip - 1] = came[strip, paths[:, strip]]
    return paths, score


def _reach(strength: Strength) -> int:
    return max(4, round(THICKEST * max(strength.shape)))


def _profile(strength: Strength, path: Path, reach: int) -> tuple[Strength, float]:
    """Median strength of a line at offsets of up to `reach` rows, and the median deviation from its peak."""
    at = np.clip(path + np.arange(-reach, reach + 1)[:, None], 0, strength.shape[0] - 1)
    along = strength[at, np.arange(len(path))]  # (2·reach + 1, w)
    profile = np.median(along, axis=1)
    middle = int(profile.argmax())
    return profile, float(np.median(np.abs(along[middle] - profile[middle])))


def _mended(strength: Strength, path: Path, reach: int) -> Strength:
    """The picture without one line; ink that crosses it is drawn on from its upper to its lower edge."""
    h, w = strength.shape
    profile, spread = _profile(strength, path, reach)
    peak = float(profile.max())
    wide = np.flatnonzero(profile > BELOW * peak) - reach
    if not wide.size:
        return strength
    top, bottom = int(wide.min()) - 2, int(wide.max()) + 2
    columns = np.arange(w)
    upper = strength[np.clip(path + top, 0, h - 1), columns]
    lower = strength[np.clip(path + bottom, 0, h - 1), columns]
    mended = strength.copy()
    ink = peak + max(DARKER * (1 - peak), VARIED * spread)
    for offset in range(top + 1, bottom):
        at = path + offset
        inside = (at >= 0) & (at < h)
        here, column = at[inside], columns[inside]
        part = (offset - top) / (bottom - top)
        between = upper[inside] * (1 - part) + lower[inside] * part
        before = strength[here, column]
        mended[here, column] = np.where(before > ink, before, np.minimum(before, between))
    return mended
