"""Lessons without a run: families of curves σ(Wx + b) to be compared, `resources/lessons/sigmoid-*.toml`.

A lesson is found by its file's name. To add one, add a file; the schema is that of
`engine.catalogue.Heading`, then `_read` below. Nothing here imports NumPy or torch, so that the window
can list these lessons before they are loaded.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, cast

from engine.catalogue import Catalogue, Heading
from engine.config import WEIGHT
from engine.lesson_file import Fields
from engine.lesson_folder import CURVES
from engine.lessons import GROUPS, Lesson, load_lessons, two_input_lessons

Parameter = Literal["w", "b"]

COUNT = (2, 4)
"""How many curves a family may have: fewer compare nothing, and more cannot be told apart by their lines."""
FAMILIES = 2
"""At most so many families can be chosen between: one in which W varies, and one in which b does."""
SPAN = (-1000.0, 1000.0)
POINTS = (10, 10_000)
"""Of a curve, at least and at most: so `step` is bounded by the span of x."""


@dataclass(frozen=True, slots=True)
class Family:
    """Curves that differ in one parameter.

    Attributes
    ----------
    varies
        Which one: `w` or `b`.
    values
        Its values, one a curve, in the order in which they are drawn.
    fixed
        The value of the other one, in all of them.
    """

    varies: Parameter
    values: tuple[float, ...]
    fixed: float

    def curves(self) -> list[tuple[float, float]]:
        """Return (W, b) of every curve."""
        if self.varies == "w":
            return [(value, self.fixed) for value in self.values]
        return [(self.fixed, value) for value in self.values]


@dataclass(frozen=True, slots=True)
class CurveLesson:
    """Families of curves and a free one.

    Attributes
    ----------
    name, group, title, look
        As in `engine.lessons.Lesson`.
    span, step
        x goes from the lower end of `span` on in these steps, the upper end left out.
    families
        The curves to be compared.
    free
        W and b of the curve that can be changed, as it is at first.
    reach
        What the sliders of W and b reach from and to.
    """

    name: str
    group: str
    title: dict[str, str]
    look: dict[str, str]
    span: tuple[float, float]
    step: float
    families: tuple[Family, ...]
    free: tuple[float, float]
    reach: tuple[float, float]

    def as_json(self) -> dict[str, Any]:
        """Return all that the lesson's file says, in JSON's types."""
        return asdict(self)


def _read(heading: Heading, top: Fields) -> CurveLesson:
    """Read what follows the heading of a lesson file. This is the schema."""
    x = top.table("x")
    span = x.interval("span", *SPAN)
    length = span[1] - span[0]
    step = x.number("step", length / POINTS[1], length / POINTS[0])
    x.end()

    families = tuple(_family(table) for table in top.tables("families", FAMILIES))
    if len({family.varies for family in families}) < max(len(families), 1):
        found = ", ".join(family.varies for family in families) or "nothing"
        raise top.contradiction("families", "one for w, one for b, or both", found)

    free = top.table("free")
    w, b = free.number("w", *WEIGHT), free.number("b", *WEIGHT)
    reach = free.interval("reach", *WEIGHT)
    if not all(reach[0] <= value <= reach[1] for value in (w, b)):
        raise free.contradiction("reach", "an interval that holds w and b", f"w = {w:g}, b = {b:g}")
    free.end()
    return CurveLesson(
        name=heading.name,
        group=heading.group,
        title=heading.title,
        look=heading.look,
        span=span,
        step=step,
        families=families,
        free=(w, b),
        reach=reach,
    )


def _family(table: Fields) -> Family:
    varies = cast(Parameter, table.choice("varies", ("w", "b")))
    values = table.numbers("values", *WEIGHT, count=COUNT)
    if len(set(values)) < len(values):
        raise table.contradiction("values", "different numbers", ", ".join(f"{value:g}" for value in values))
    fixed = table.number("fixed", *WEIGHT)
    table.end()
    return Family(varies, values, fixed)


_CATALOGUE = Catalogue(CURVES, GROUPS, _read)
curve_lessons, is_curve_lesson = _CATALOGUE.lessons, _CATALOGUE.has
load_curve_lesson, read_curve_lesson = _CATALOGUE.load, _CATALOGUE.read
"""What `Catalogue` says, of the lessons of curves."""


def all_lessons() -> list[Lesson | CurveLesson]:
    """Return the lessons of the Descent tab, with two or three weights or curves, in display order: by group.

    Raises
    ------
    InputError
        If one of the files is broken.
    """
    lessons: list[Lesson | CurveLesson] = [*load_lessons(), *two_input_lessons(), *curve_lessons()]
    return [lesson for group in GROUPS for lesson in lessons if lesson.group == group]
