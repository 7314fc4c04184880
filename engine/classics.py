"""The classic test surfaces of optimization: formula, where to look, and the minima that are known.

Formulas and minima as in Jamil & Yang, "A literature survey of benchmark functions for global optimisation
problems" (2013), with (x, y) as (w0, w1); bowl, ravine and saddle are plain quadratics.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from engine.box import Box
from engine.formula import surface

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Classic:
    """A surface that others have published.

    Attributes
    ----------
    formula
        The loss of w0 and w1.
    box
        Where it is usually looked at.
    minima, least
        All points of lowest loss inside the box, and that loss; none for a saddle, which has no lowest.
    """

    formula: str
    box: Box
    minima: tuple[Point, ...]
    least: float = 0.0


def _square(reach: float) -> Box:
    return Box((-reach, reach), (-reach, reach))


CLASSICS: dict[str, Classic] = {
    "bowl": Classic("w0^2 + w1^2", _square(5), ((0.0, 0.0),)),
    "ravine": Classic("0.05 * w0^2 + 2 * w1^2", Box((-10, 10), (-3, 3)), ((0.0, 0.0),)),
    "saddle": Classic("w0^2 - w1^2", _square(2), ()),
    "rosenbrock": Classic("(1 - w0)^2 + 100 * (w1 - w0^2)^2", Box((-2, 2), (-1, 3)), ((1.0, 1.0),)),
    "beale": Classic(
        "(1.5 - w0 + w0 * w1)^2 + (2.25 - w0 + w0 * w1^2)^2 + (2.625 - w0 + w0 * w1^3)^2",
        _square(4.5),
        ((3.0, 0.5),),
    ),
    "himmelblau": Classic(
        "(w0^2 + w1 - 11)^2 + (w0 + w1^2 - 7)^2",
        _square(5),
        (
            (3.0, 2.0),
            (-2.805118086952745, 3.131312518250573),
            (-3.779310253377747, -3.283185991286170),
            (3.584428340330492, -1.848126526964404),
        ),
    ),
    "rastrigin": Classic(
        "20 + w0^2 - 10 * cos(2 * pi * w0) + w1^2 - 10 * cos(2 * pi * w1)", _square(5.12), ((0.0, 0.0),)
    ),
    "styblinski-tang": Classic(
        "(w0^4 - 16 * w0^2 + 5 * w0 + w1^4 - 16 * w1^2 + 5 * w1) / 2",
        _square(5),
        ((-2.903534027771177, -2.903534027771177),),
        -78.33233140754282,
    ),
    "booth": Classic("(w0 + 2 * w1 - 7)^2 + (2 * w0 + w1 - 5)^2", _square(10), ((1.0, 3.0),)),
    "mccormick": Classic(
        "sin(w0 + w1) + (w0 - w1)^2 - 1.5 * w0 + 2.5 * w1 + 1",
        Box((-1.5, 4), (-3, 4)),
        ((-0.5471975511965976, -1.5471975511965976),),
        -1.9132229549810362,
    ),
    "easom": Classic(
        "-cos(w0) * cos(w1) * exp(-(w0 - pi)^2 - (w1 - pi)^2)",
        Box((0, 6), (0, 6)),
        ((3.141592653589793, 3.141592653589793),),
        -1.0,
    ),
}
"""The surfaces by name; a lesson `surface-NAME` opens each."""


def minima_of(text: str) -> tuple[Point, ...]:
    """The lowest points of the classic surface with this formula, as `Formula.text` writes it."""
    return _by_text().get(text, ())


@cache
def _by_text() -> dict[str, tuple[Point, ...]]:
    return {surface(classic.formula).text: classic.minima for classic in CLASSICS.values()}
