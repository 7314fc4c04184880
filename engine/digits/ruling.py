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
Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.float64]

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
"""Share of the strips in which a line must be seen, those aside where ink may hide it."""
SHORTEST = 0.35
"""Share of all strips in which it must be seen in any case."""
CLEAR = 0.5
"""Share of all strips in which the clearest line must be seen: shorter ones alone may be strokes."""
COVERED = 0.4
"""Mean strength in a strip from which ink may hide a line near by."""
PLAIN = 0.3
"""Contrast above which a strip counts no more for a line: the digit's strokes do not pull it aside."""
BENDING = 0.01
"""What a line loses for each pixel that it moves up or down between two strips."""
ASIDE = 1.5
"""Pixels from a line's curve at which a strip no longer belongs to it."""
BELOW = 0.3
"""Share of a line's contrast at which its edge is."""
DARKER = 0.35
"""Where ink lies on a line it is darker than the line by this share of what is left to full ink."""
VARIED = 6.0
"""… and by this many times the line's own variation."""
LONE = 0.75
"""Contrast from which a single line is not taken for a ruling: it may be a stroke."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line from side to side.

    Attributes
    ----------
    path
        Its row in every column, (w,); outside the picture where it leaves it.
    bare
        (w,) bool, the columns where no ink lies on it.
    """

    path: Path
    bare: Mask


@dataclass(frozen=True, slots=True)
class Ruling:
    """The lines of a page: from left to right, and, with rows and columns exchanged, from top to bottom."""

    across: tuple[Line, ...]
    down: tuple[Line, ...]

    def __len__(self) -> int:
        return len(self.across) + len(self.down)

    def taken_from(self, strength: Strength) -> Strength:
        """The same picture (h, w) without the lines."""
        for line in self.across:
            strength = _mended(strength, line)
        turned = np.ascontiguousarray(strength.T)
        for line in self.down:
            turned = _mended(turned, line)
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
        Empty where nothing but lines is in the picture: then they are strokes.
    """
    strength = np.minimum(strength, 1)
    across = _lines(strength)
    cleaned = Ruling(across, ()).taken_from(strength)
    ruling = Ruling(across, _lines(np.ascontiguousarray(cleaned.T)))
    return ruling if (ruling.taken_from(strength) > 0.5).any() else Ruling((), ())


def _lines(strength: Strength) -> tuple[Line, ...]:
    """Thin lines from left to right, from the clearest to the faintest; a single strong one is a stroke."""
    h, w = strength.shape
    reach = _reach(strength)
    width = -(-w // STRIPS)
    strips = -(-w // width)
    padded = np.pad(strength, ((0, 0), (0, strips * width - w)), mode="edge")
    means = padded.reshape(h, strips, width).mean(axis=2)  # (h, strips)
    framed = np.pad(means, ((reach, reach), (0, 0)))
    contrast = means - np.maximum(framed[: -2 * reach], framed[2 * reach :])
    least = max(FAINTEST, NOISE * float(np.median(np.abs(contrast))))
    outside = round(STEEPEST * w / 2)
    beyond = ((outside, outside), (0, 0))  # a tilted line may leave the picture at the top or the bottom
    seen = np.pad(np.where(contrast >= least, np.minimum(contrast, PLAIN), 0).astype(np.float32), beyond)
    if (seen > 0).any(axis=0).mean() < SHORTEST:
        return ()
    covered = np.lib.stride_tricks.sliding_window_view(framed, 2 * reach + 1, axis=0).max(axis=-1) > COVERED
    unknown = np.pad(covered, beyond, constant_values=True) & (seen == 0)

    level = np.zeros(strips, np.int64)
    paths, hits = _tell_apart(*_paths(seen, level, max(1, round(STEEPEST * width))), seen, unknown, reach)
    if len(paths):  # once more, all as steep as most: a stroke leads none from its line to the next
        slope = float(np.median(paths[:, -1] - paths[:, 0])) / (strips - 1)
        steps = np.diff(np.rint(slope * np.arange(strips)).astype(np.int64), prepend=0)
        paths, hits = _tell_apart(*_paths(seen, steps, 1), seen, unknown, reach)
    if not (hits.mean(axis=1) >= CLEAR).any():
        return ()
    middles = np.arange(strips) * width + (width - 1) / 2
    found = [
        Line(_smooth(middles[hit], path[hit] - outside, w), hit.repeat(width)[:w])
        for path, hit in zip(paths, hits, strict=True)
    ]
    if len(found) == 1 and _profile(strength, found[0])[0].max() > LONE:
        return ()
    return tuple(found)


def _tell_apart(
    paths: Path, scores: Strength, seen: Strength, unknown: Mask, reach: int
) -> tuple[Path, Mask]:
    """Those paths, (lines, strips), that are lines, one for each; and where each is seen."""
    strips = paths.shape[1]
    strip = np.arange(strips)
    hits, hidden = seen[paths, strip] > 0, unknown[paths, strip]  # (rows, strips)
    shown = hits.sum(axis=1)
    is_line = (shown >= SHORTEST * strips) & (shown >= ENOUGH * (strips - hidden.sum(axis=1)))
    chosen: list[int] = []
    taken = np.zeros((len(paths), 3), np.bool_)
    for end in np.flatnonzero(is_line)[np.argsort(-scores[is_line], kind="stable")]:
        places = paths[end, [strips // 6, strips // 2, -1 - strips // 6]]
        if not any(taken[max(0, row - reach) : row + reach + 1, k].any() for k, row in enumerate(places)):
            taken[places, range(3)] = True
            chosen.append(int(end))
    return paths[chosen], hits[chosen]


def _paths(seen: Strength, steps: Path, freedom: int) -> tuple[Path, Strength]:
    """The best path from left to each row at the right, (h, strips), and its score, (h,).

    From each strip to the next it moves by the strip's one of `steps` rows, give or take `freedom`.
    """
    h, strips = seen.shape
    moves = np.arange(-freedom, freedom + 1)
    cost = np.float32(BENDING) * np.abs(moves).astype(np.float32)
    came = np.zeros((strips, h), np.int64)
    score = seen[:, 0].copy()
    reach = freedom + int(np.abs(steps).max())
    for strip in range(1, strips):
        framed = np.pad(score, reach, constant_values=-np.inf)
        first = reach - steps[strip] - freedom
        windows = np.lib.stride_tricks.sliding_window_view(framed[first:], len(moves))
        reached = windows[:h] - cost  # (h, moves)
        best = reached.argmax(axis=1)
        came[strip] = np.clip(np.arange(h) - steps[strip] + moves[best], 0, h - 1)
        score = reached[np.arange(h), best] + seen[:, strip]
    paths = np.empty((h, strips), np.int64)
    paths[:, -1] = np.arange(h)
    for strip in range(strips - 1, 0, -1):
        paths[:, strip - 1] = came[strip, paths[:, strip]]
    return paths, score


def _smooth(columns: Positions, rows: Path, width: int) -> Path:
    """The parabola through the strips where a line is seen, those left out that a stroke pulled aside."""
    for _ in range(2):
        off = np.abs(np.polynomial.Polynomial.fit(columns, rows, 2)(columns) - rows)
        near = off <= max(ASIDE, 2 * float(np.median(off)))
        columns, rows = columns[near], rows[near]
    fitted = np.polynomial.Polynomial.fit(columns, rows, 2)
    path: Path = np.rint(fitted(np.arange(width))).astype(np.int64)
    return path


def _reach(strength: Strength) -> int:
    longer: int = max(strength.shape)
    return max(4, round(THICKEST * longer))


def _profile(strength: Strength, line: Line) -> tuple[Strength, float]:
    """Median strength of a line at each offset of up to the reach, and the median deviation at its peak."""
    reach = _reach(strength)
    inside = line.bare & (line.path >= 0) & (line.path < len(strength))
    at = np.clip(line.path[inside] + np.arange(-reach, reach + 1)[:, None], 0, len(strength) - 1)
    along = strength[at, np.flatnonzero(inside)]  # (2·reach + 1, columns)
    if not along.size:
        return np.zeros(2 * reach + 1, np.float32), 0.0
    profile = np.median(along, axis=1)
    middle = int(profile.argmax())
    return profile, float(np.median(np.abs(along[middle] - profile[middle])))


def _mended(strength: Strength, line: Line) -> Strength:
    """The picture without one line; ink that crosses it is drawn on from its upper to its lower edge."""
    h, w = strength.shape
    reach = _reach(strength)
    profile, spread = _profile(strength, line)
    peak = float(profile.max())
    wide = np.flatnonzero(profile > BELOW * peak) - reach
    if not wide.size:  # nothing is left of it
        return strength
    top, bottom = int(wide.min()) - 2, int(wide.max()) + 2
    columns = np.arange(w)
    upper = strength[np.clip(line.path + top, 0, h - 1), columns]
    lower = strength[np.clip(line.path + bottom, 0, h - 1), columns]
    mended = strength.copy()
    ink = peak + max(DARKER * (1 - peak), VARIED * spread)
    for offset in range(top + 1, bottom):
        at = line.path + offset
        inside = (at >= 0) & (at < h)
        here, column = at[inside], columns[inside]
        part = (offset - top) / (bottom - top)
        between = upper[inside] * (1 - part) + lower[inside] * part
        before = strength[here, column]
        mended[here, column] = np.where(before > ink, before, np.minimum(before, between))
    return mended
