"""Drawings made from templates, each a little different, as if by many hands with a mouse."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from engine.digits.fitting import fit, shift_to_middle
from engine.digits.pen import PEN, SIDE, Image, Points, draw
from engine.digits.templates import DIGITS, LIT, OTHERS, SEGMENTS, Form

NO_DIGIT = -1
"""Label of a drawing that is no digit."""
SEGMENT_SHARE = 0.08
DENSITY = 12
"""Points a smooth curve gets between two of its template's points."""

Random = np.random.Generator


def drawings(count: int, random: Random, others: float = 0.2) -> tuple[npt.NDArray[np.uint8], list[int]]:
    """Draw `count` random pictures, a share `others` of them no digits.

    Returns
    -------
    images
        (count, 28, 28) uint8, prepared as a user's drawing is, but with pens of many widths.
    labels
        The digits, and `NO_DIGIT` for what is none.
    """
    images = np.empty((count, SIDE, SIDE), np.uint8)
    labels = []
    for k in range(count):
        if random.random() < others:
            lines, label = no_digit(random), NO_DIGIT
        else:
            label = int(random.integers(10))
            lines = digit(label, random)
        images[k] = np.rint(_picture(lines, random) * 255)
        labels.append(label)
    return images, labels


def digit(label: int, random: Random) -> list[Points]:
    """Strokes of one digit in a random form and hand."""
    if random.random() < SEGMENT_SHARE:
        form: Form = tuple(SEGMENTS[bar] for bar in LIT[label])
        return by_hand(form, random, gap=random.uniform(-0.05, 0.2))
    forms = DIGITS[label]
    return by_hand(forms[random.integers(len(forms))], random)


def no_digit(random: Random) -> list[Points]:
    """Strokes of a letter, a sign, a scribble, a dot, nothing, or two digits side by side."""
    kind = random.random()
    if kind < 0.5:
        return by_hand(OTHERS[random.integers(len(OTHERS))], random)
    if kind < 0.8:
        return [scribble(random) for _ in range(random.integers(1, 3))]
    if kind < 0.85:
        return [np.zeros((1, 2))]
    if kind < 0.87:
        return []
    first, second = (digit(int(label), random) for label in random.integers(10, size=2))
    right = max(line[:, 0].max() for line in first)
    left = min(line[:, 0].min() for line in second)
    beside = np.array([right - left + random.uniform(2, 6), 0.0])
    return first + [line + beside for line in second]


def scribble(random: Random) -> Points:
    """A walk without aim, of 6 to 30 turns, round or sharp, on the spot or along a line."""
    turns = random.uniform(0, 10, (random.integers(6, 31), 2))
    turns += np.linspace(0, random.uniform(0, 20), len(turns))[:, None] * (1, 0)
    return smooth(turns) if random.random() < 0.6 else turns


def by_hand(form: Form, random: Random, gap: float = 0.0) -> list[Points]:
    """Strokes of a form with corners displaced, lines bent and the whole stretched, sheared and turned.

    Parameters
    ----------
    gap
        Share of each stroke left out at either end; a negative one draws beyond it.
    """
    jitter = random.uniform(0.1, 0.5)
    lines = []
    for stroke in form:
        corners = [
            _numbers(part) + random.normal(0, jitter, (1, 2)) * 0.7
            for part in stroke[1:].replace("|", ";").split(";")
        ]
        if stroke[0] == "~":
            corners = [part + random.normal(0, jitter, part.shape) for part in corners]
            joined = [corners[0]]
            for part in corners[1:]:  # each part begins where the last one ended
                joined.append(np.concatenate([joined[-1][-1:], part]))
            line = np.concatenate([smooth(part) for part in joined if len(part) > 1])
        else:
            line = corners[0] + random.normal(0, jitter, corners[0].shape)
            if gap:
                inward = (line[-1] - line[0]) * gap
                line = np.stack([line[0] + inward, line[-1] - inward])
            if random.random() < 0.3:
                line = _rounded(line)
        lines.append(_dense(line))
    bend, turn = _bend(random), _turn(random)
    tremble = random.choice([0, 0, 0.05, 0.12])
    return [bend(line) @ turn + random.normal(0, tremble, line.shape) for line in lines]


def smooth(points: Points) -> Points:
    """A Catmull–Rom curve through points, (k, 2) → (DENSITY·(k − 1) + 1, 2); closed ones stay closed."""
    closed = len(points) > 3 and np.allclose(points[0], points[-1], atol=1.0)
    before = points[-2] if closed else 2 * points[0] - points[1]
    after = points[1] if closed else 2 * points[-1] - points[-2]
    p = np.concatenate([before[None], points, after[None]])
    t = np.linspace(0, 1, DENSITY, endpoint=False)[None, :, None]
    a, b, c, d = (p[i : len(p) - 3 + i, None] for i in range(4))
    curve = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    return np.concatenate([curve.reshape(-1, 2), points[-1:]])


def _picture(lines: list[Points], random: Random) -> Image:
    if not lines:
        return np.zeros((SIDE, SIDE), np.float32)
    pen = float(np.clip(random.normal(PEN, 0.35), 1.7, 4.0))
    fitted = fit(lines)
    shift = shift_to_middle(draw(fitted, pen))
    return draw([line + shift for line in fitted], pen)


def _numbers(text: str) -> Points:
    return np.array([[float(number) for number in pair.split(",")] for pair in text.split()])


def _rounded(line: Points) -> Points:
    """Cut each corner of a polyline as a hurried hand does."""
    if len(line) < 3:
        return line
    inner = np.stack([0.85 * line[1:-1] + 0.15 * line[:-2], 0.85 * line[1:-1] + 0.15 * line[2:]], axis=1)
    return np.concatenate([line[:1], inner.reshape(-1, 2), line[-1:]])


def _dense(line: Points) -> Points:
    """The same polyline with points at most about a third of a unit apart, so that it can be bent."""
    pieces = [
        np.linspace(a, b, max(1, int(np.hypot(*(b - a)) * 3)), endpoint=False) for a, b in pairwise(line)
    ]
    return np.concatenate([*pieces, line[-1:]])


class _bend:
    """Displace points by slow waves over the field, so that straight lines bow and circles dent."""

    def __init__(self, random: Random) -> None:
        self.rate = random.uniform(0.2, 0.7, (2, 2))
        self.phase = random.uniform(0, 2 * np.pi, 2)
        self.height = random.uniform(0, 0.7, 2)

    def __call__(self, line: Points) -> Points:
        moved: Points = line + self.height * np.sin(line @ self.rate + self.phase)
        return moved


def _turn(random: Random) -> Points:
    """A random turn, slant and stretch as a matrix for row vectors."""
    angle, slant = np.radians(random.normal(0, 6)), random.normal(0.05, 0.15)
    wide = np.exp(random.normal(-0.1, 0.25))
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    whole: Points = np.array([[wide, 0], [0, 1]]) @ np.array([[1, 0], [-slant, 1]]) @ turn
    return whole
