"""Where lessons lie: `resources/lessons/`, one TOML file each, and how one of them is found by its name."""

from __future__ import annotations

import difflib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from engine.errors import InputError

ONE_INPUT, TWO_INPUTS, CURVES, LAB = "", "logistic-2d", "sigmoid-", "mnist-"
"""The kinds of lessons, by how their names begin, and no others' do: those whose data have two inputs, those
that have curves and no run, and those of the MNIST lab. All the rest are lessons of two weights."""


@cache
def lesson_files(kind: str) -> dict[str, Traversable]:
    """Return the files of one kind of lessons by the lessons' names."""
    folder = files("resources") / "lessons"
    names = {
        file.name.removesuffix(".toml"): file for file in folder.iterdir() if file.name.endswith(".toml")
    }
    others = tuple({TWO_INPUTS, CURVES, LAB} - {kind})
    return {
        name: file for name, file in names.items() if name.startswith(kind) and not name.startswith(others)
    }


def find_lesson(name: str, kind: str) -> Traversable:
    """Return the file of the lesson named `name`, in any case; no file is read.

    Asked for `ONE_INPUT`, it is any lesson of weights: with one input or two.

    Raises
    ------
    InputError
        If there is none; close names are suggested. `no-run` if it is one of curves, which were not asked
        for: such a lesson has no run.
    """
    lessons = lesson_files(kind)
    if kind == ONE_INPUT:
        lessons = {**lessons, **lesson_files(TWO_INPUTS)}
    wanted = name.strip().lower()
    if wanted in lessons:
        return lessons[wanted]
    others = {} if kind == LAB else lesson_files(CURVES)
    if wanted in others:
        raise InputError("no-run", lesson=wanted)
    near = difflib.get_close_matches(wanted, {**lessons, **others}, n=3)
    if near:
        raise InputError("unknown-lesson-near", name=name, near=", ".join(near))
    raise InputError("unknown-lesson", name=name)
