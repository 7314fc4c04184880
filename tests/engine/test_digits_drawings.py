"""Digits as people draw them, in forms of this file's own that the network was not trained on.

Boxy 8s, crossed 7s, 1s with a foot, open 4s; drawn by an unsteady hand, then given as strokes or painted
into pictures of many kinds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageDraw

from engine.digits.classifier import Classifier, sure
from engine.digits.prepare import prepare_picture, prepare_strokes

Strokes = list[np.ndarray]
Painter = Callable[[Strokes, np.random.Generator], Image.Image]


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> list[tuple[float, float]]:
    """Points of an ellipse's arc around (x, y); degrees, clockwise from three o'clock."""
    angles = np.radians(np.linspace(start, end, 40))
    return [(x + rx * np.cos(a), y + ry * np.sin(a)) for a in angles]


EIGHT = [(50 + 42 * np.sin(2 * t), 80 - 76 * np.cos(t)) for t in np.linspace(0, 2 * np.pi, 90)]

# Forms in a field 100 wide and 160 high.
FORMS: dict[int, list[list[list[tuple[float, float]]]]] = {
    0: [
        [arc(50, 80, 42, 78, -90, 270)],
        [[(5, 5), (95, 5), (95, 155), (5, 155), (5, 5)]],
        [arc(50, 80, 70, 75, -60, 310)],
        [arc(50, 80, 40, 75, -110, 290)],
    ],
    1: [
        [[(50, 0), (50, 160)]],
        [[(65, 0), (35, 160)]],
        [[(15, 45), (55, 0), (55, 160)]],
        [[(20, 35), (50, 0), (50, 160)], [(15, 160), (85, 160)]],
        [[(25, 30), (50, 2), (50, 158), (20, 158), (80, 158)]],
    ],
    2: [
        [[*arc(48, 42, 44, 42, 200, 380), (75, 95), (2, 158), (98, 158)]],
        [[(5, 2), (95, 2), (95, 80), (5, 80), (5, 158), (95, 158)]],
        [
            [
                *arc(48, 40, 40, 38, 190, 370),
                (70, 90),
                (35, 140),
                *arc(25, 145, 14, 10, -40, -330),
                (60, 150),
                (98, 150),
            ]
        ],
    ],
    3: [
        [[*arc(42, 40, 44, 38, -150, 80), *arc(42, 118, 50, 40, -85, 150)]],
        [[(5, 2), (95, 2), (95, 158), (5, 158)], [(30, 80), (95, 80)]],
        [[(10, 2), (88, 2), (45, 62), *arc(45, 110, 45, 48, -80, 150)]],
        [arc(40, 38, 50, 38, -120, 95), arc(40, 118, 56, 42, -95, 120)],
    ],
    4: [
        [[(20, 0), (8, 85), (92, 85)], [(72, 30), (68, 160)]],
        [[(5, 0), (5, 80), (95, 80)], [(95, 0), (95, 160)]],
        [[(70, 0), (4, 110), (98, 110)], [(70, 0), (70, 160)]],
        [[(95, 105), (5, 105), (65, 2), (65, 158)]],
    ],
    5: [
        [[(90, 3), (25, 3), (18, 68), *arc(42, 108, 48, 46, -100, 150)]],
        [[(25, 5), (20, 65), *arc(42, 108, 46, 48, -110, 140)], [(25, 5), (95, 2)]],
        [[(95, 2), (5, 2), (5, 80), (95, 80), (95, 158), (5, 158)]],
    ],
    6: [
        [[*arc(110, 110, 105, 110, -95, -180), *arc(50, 115, 45, 42, 180, -170)]],
        [[(65, 0), (12, 95), *arc(50, 115, 43, 42, 190, -150)]],
        [[(95, 2), (5, 2), (5, 158), (95, 158), (95, 80), (5, 80)]],
    ],
    7: [
        [[(4, 4), (95, 4), (40, 158)]],
        [[(4, 4), (95, 4), (40, 158)], [(25, 82), (90, 82)]],
        [[(5, 30), (5, 5), (95, 5), (45, 158)], [(30, 75), (92, 70)]],
        [[(8, 28), (8, 3), (92, 3), (35, 157)]],
    ],
    8: [
        [EIGHT],
        [arc(50, 40, 34, 38, 90, 450), arc(50, 119, 44, 40, -90, 270)],
        [[(8, 2), (92, 2), (92, 78), (8, 78), (8, 2)], [(8, 78), (8, 158), (92, 158), (92, 78)]],
        [[(5, 2), (95, 2), (95, 158), (5, 158), (5, 2)], [(5, 80), (95, 80)]],
        [
            [(20, 0), (80, 0), (80, 70), (20, 70), (20, 0)],
            [(10, 70), (90, 70), (90, 160), (10, 160), (10, 70)],
        ],
    ],
    9: [
        [[*arc(48, 45, 42, 43, 0, -360), (90, 45), (82, 158)]],
        [[*arc(48, 42, 42, 41, 10, -350), (92, 80), *arc(45, 105, 47, 52, 0, 130)]],
        [[(95, 80), (5, 80), (5, 2), (95, 2), (95, 158), (5, 158)]],
        [arc(45, 42, 40, 40, 0, 360), [(86, 5), (86, 160)]],
    ],
}


def by_hand(form: list[list[tuple[float, float]]], random: np.random.Generator) -> Strokes:
    """A form turned, slanted and stretched a little, with corners missed and lines bent."""
    turn, slant, wide = (
        np.radians(random.normal(0, 5)),
        random.normal(0, 0.08),
        np.exp(random.normal(0, 0.15)),
    )
    matrix = np.array([[wide, 0], [-slant, 1]]) @ [
        [np.cos(turn), np.sin(turn)],
        [-np.sin(turn), np.cos(turn)],
    ]
    waves, phase, height = random.uniform(0.01, 0.05, 2), random.uniform(0, 6, 2), random.uniform(0, 4, 2)
    strokes = []
    for stroke in form:
        corners = np.array(stroke) + random.normal(0, 2, (1, 2))
        if len(corners) < 12:
            corners += random.normal(0, 2.5, corners.shape)
        steps = [np.linspace(a, b, max(2, int(np.hypot(*(b - a)) / 4))) for a, b in pairwise(corners)]
        line = np.concatenate(steps)
        strokes.append((line + height * np.sin(line[:, ::-1] * waves + phase)) @ matrix)
    return strokes


def painted(
    strokes: Strokes,
    random: np.random.Generator,
    size: int,
    share: float,
    pen: float,
    ink: str = "black",
    page: str = "white",
) -> Image.Image:
    """The strokes at `share` of the height of a square picture, somewhere on it, anti-aliased."""
    every = np.concatenate(strokes)
    low, high = every.min(axis=0), every.max(axis=0)
    scale = size * share / (high - low).max()
    room = size - (high - low) * scale - 2 * pen
    corner = pen + random.uniform(0, 1, 2) * room
    picture = Image.new("RGB", (2 * size, 2 * size), page)
    draw = ImageDraw.Draw(picture)
    for stroke in strokes:
        points = [tuple(point) for point in ((stroke - low) * scale + corner) * 2]
        draw.line(points, fill=ink, width=max(1, round(2 * pen)), joint="curve")
        for x, y in (points[0], points[-1]):
            draw.ellipse((x - pen, y - pen, x + pen, y + pen), fill=ink)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


PAINTERS: dict[str, Painter] = {
    "thin mouse line": lambda strokes, random: painted(strokes, random, 560, 0.6, 1),
    "a tenth of the page": lambda strokes, random: painted(strokes, random, 600, 0.1, 2),
    "marker": lambda strokes, random: painted(strokes, random, 280, 0.6, 20),
    "colour on dark": lambda strokes, random: painted(strokes, random, 280, 0.5, 4, "orange", "midnightblue"),
    "tiny": lambda strokes, random: painted(strokes, random, 36, 0.7, 2),
}


def hands(seed: int, times: int) -> Iterator[tuple[int, Strokes, np.random.Generator]]:
    """Each form `times` times, with its digit and a source of randomness of its own."""
    for digit, forms in FORMS.items():
        for k, form in enumerate(forms):
            for time in range(times):
                random = np.random.default_rng([seed, digit, k, time])
                yield digit, by_hand(form, random), random


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier()


def test_drawings_are_read(classifier):
    digits, images = zip(*((digit, prepare_strokes(s)) for digit, s, _ in hands(1, 12)), strict=True)
    probabilities = classifier.classify(np.stack(images))
    right = probabilities.argmax(axis=1) == digits
    assert right.mean() >= 0.985
    are_sure = np.array([sure(row) for row in probabilities])
    assert are_sure.mean() >= 0.96
    assert (are_sure & ~right).mean() <= 0.008


@pytest.mark.parametrize("painter", PAINTERS)
def test_pictures_are_read(classifier, painter):
    digits, images = [], []
    for digit, strokes, random in hands(2, 2):
        digits.append(digit)
        images.append(prepare_picture(PAINTERS[painter](strokes, random)))
    right = classifier.classify(np.stack(images)).argmax(axis=1) == digits
    assert right.mean() >= 0.97


@pytest.mark.parametrize(("digit", "form"), [(8, 2), (8, 3), (8, 4), (7, 1), (7, 2), (1, 3), (4, 1)])
def test_the_forms_that_trip_networks_trained_on_mnist_alone(classifier, digit, form):
    images = [
        prepare_strokes(by_hand(FORMS[digit][form], np.random.default_rng([3, digit, form, k])))
        for k in range(20)
    ]
    right = classifier.classify(np.stack(images)).argmax(axis=1) == digit
    assert right.mean() >= 0.9
