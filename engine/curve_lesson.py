"""Lessons without a run: families of curves σ(Wx + b) to be compared, `resources/lessons/sigmoid-*.toml`.

A lesson is found by its file's name. To add one, add a file; the schema is `_read` below. Nothing here
imports NumPy or torch, so that the window can list these lessons before they are loaded.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any, Literal, cast

from engine.config import WEIGHT
from engine.lesson_file import Fields, read_fields
from engine.lesson_folder import find_lesson, lesson_files
from engine.lessons import GROUPS, Lesson, load_lessons, two_input_lessons

Parameter = Literal["w", "b"]

CURVES = (2, 4)
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


def curve_lessons() -> list[CurveLesson]:
    """Return all lessons of curves in display order.

    Raises
    ------
    InputError
        If one of the files is broken.
    """
    return list(_load_all())


@cache
def _load_all() -> tuple[CurveLesson, ...]:
    groups = list(GROUPS)
    placed = [_read(file) for file in lesson_files(curves=True).values()]
    placed.sort(key=lambda entry: (groups.index(entry[1].group), entry[0], entry[1].name))
    return tuple(lesson for _, lesson in placed)


def all_lessons() -> list[Lesson | CurveLesson]:
    """Return the lessons of the Descent tab, with two or three weights or curves, in display order: by group.

    Raises
    ------
    InputError
        If one of the files is broken.
    """
    lessons: list[Lesson | CurveLesson] = [*load_lessons(), *two_input_lessons(), *_load_all()]
    return [lesson for group in GROUPS for lesson in lessons if lesson.group == group]


def is_curve_lesson(name: str) -> bool:
    """Whether `name`, in any case, is a lesson of curves."""
    return name.strip().lower() in lesson_files(curves=True)


def load_curve_lesson(name: str) -> CurveLesson:
    """Return the lesson of curves named `name`, in any case.

    Raises
    ------
    InputError
        If there is none (close names are suggested), or its file is broken.
    """
    return read_curve_lesson(find_lesson(name, curves=True))


def read_curve_lesson(file: Traversable) -> CurveLesson:
    """Return the lesson in a TOML file, named as the file is.

    Raises
    ------
    InputError
        Naming the file, the field, what was expected and what was found.
    """
    return _read(file)[1]


def _read(file: Traversable) -> tuple[int, CurveLesson]:
    """Read one lesson file: its place in its group, and the lesson. This is the schema."""
    top = read_fields(file)
    order = top.whole("order", 1, 999)
    group = top.choice("group", tuple(GROUPS))
    title = top.by_language("title")
    look = top.by_language("look")

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
    top.end()
    return order, CurveLesson(
        name=file.name.removesuffix(".toml"),
        group=group,
        title=title,
        look=look,
        span=span,
        step=step,
        families=families,
        free=(w, b),
        reach=reach,
    )


def _family(table: Fields) -> Family:
    varies = cast(Parameter, table.choice("varies", ("w", "b")))
    values = table.numbers("values", *WEIGHT, count=CURVES)
    if len(set(values)) < len(values):
        raise table.contradiction("values", "different numbers", ", ".join(f"{value:g}" for value in values))
    fixed = table.number("fixed", *WEIGHT)
    table.end()
    return Family(varies, values, fixed)
