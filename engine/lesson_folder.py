"""Where lessons lie: `resources/lessons/`, one TOML file each, and how one of them is found by its name."""

from __future__ import annotations

import difflib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from engine.errors import InputError

LAB, CURVES, TWO_INPUTS = "mnist-", "sigmoid-", "logistic-2d"
"""How the names of the MNIST lab's lessons begin, of those that have curves and no run, and of those whose
data have two inputs; no others do."""


@cache
def lesson_files(
    *, lab: bool = False, curves: bool = False, two_inputs: bool = False
) -> dict[str, Traversable]:
    """Return the files of one kind of lessons, or of those that are of none, by the lessons' names."""
    wanted = (lab, curves, two_inputs)
    folder = files("resources") / "lessons"
    names = {
        file.name.removesuffix(".toml"): file for file in folder.iterdir() if file.name.endswith(".toml")
    }
    return {
        name: file
        for name, file in names.items()
        if (name.startswith(LAB), name.startswith(CURVES), name.startswith(TWO_INPUTS)) == wanted
    }


def find_lesson(name: str, *, lab: bool = False, curves: bool = False) -> Traversable:
    """Return the file of the lesson named `name`, in any case; no file is read.

    Asked for neither kind, it is any lesson of weights: with one input or two.

    Raises
    ------
    InputError
        If there is none; close names are suggested. `no-run` if it is one of curves, which were not asked
        for: such a lesson has no run.
    """
    lessons = lesson_files(lab=lab, curves=curves)
    if not lab and not curves:
        lessons = {**lessons, **lesson_files(two_inputs=True)}
    wanted = name.strip().lower()
    if wanted in lessons:
        return lessons[wanted]
    others = {} if lab else lesson_files(curves=True)
    if wanted in others:
        raise InputError("no-run", lesson=wanted)
    near = difflib.get_close_matches(wanted, {**lessons, **others}, n=3)
    if near:
        raise InputError("unknown-lesson-near", name=name, near=", ".join(near))
    raise InputError("unknown-lesson", name=name)


def is_two_inputs(name: str) -> bool:
    """Whether `name`, in any case, is a lesson whose data have two inputs."""
    return name.strip().lower() in lesson_files(two_inputs=True)
