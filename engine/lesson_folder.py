"""Where lessons lie: `resources/lessons/`, one TOML file each, and how one of them is found by its name."""

from __future__ import annotations

import difflib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from engine.errors import InputError

LAB = "mnist-"
"""How the names of the MNIST lab's lessons begin, and those of no others."""


@cache
def lesson_files(*, lab: bool) -> dict[str, Traversable]:
    """Return the files of the lab's lessons, or of all others, by the lessons' names."""
    folder = files("resources") / "lessons"
    names = {file.name: file for file in folder.iterdir() if file.name.startswith(LAB) == lab}
    return {name.removesuffix(".toml"): file for name, file in names.items() if name.endswith(".toml")}


def find_lesson(name: str, *, lab: bool) -> Traversable:
    """Return the file of the lesson named `name`, in any case; no file is read.

    Raises
    ------
    InputError
        If there is none; close names are suggested.
    """
    lessons = lesson_files(lab=lab)
    wanted = name.strip().lower()
    if wanted in lessons:
        return lessons[wanted]
    near = difflib.get_close_matches(wanted, lessons, n=3)
    if near:
        raise InputError("unknown-lesson-near", name=name, near=", ".join(near))
    raise InputError("unknown-lesson", name=name)
