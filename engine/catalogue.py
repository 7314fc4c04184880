"""Catalogues: the lessons of one kind, read from their files, in display order.

What every lesson's file says, its heading, is read here; all else by the kind's own schema. Nothing here
imports NumPy or torch, so that the window can list lessons before they are loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import Generic, TypeVar

from engine.lesson_file import Fields, read_fields
from engine.lesson_folder import find_lesson, lesson_files

L = TypeVar("L")


@dataclass(frozen=True, slots=True)
class Heading:
    """What the file of every lesson says, of whatever kind it is.

    Attributes
    ----------
    name
        That of the file.
    order
        Its place in its group; lessons at the same place stand by their names.
    group
        One of the catalogue's groups.
    title, look
        By language its title and one line saying what to look for.
    """

    name: str
    order: int
    group: str
    title: dict[str, str]
    look: dict[str, str]


class Catalogue(Generic[L]):
    """The lessons of one kind.

    Parameters
    ----------
    kind
        One of those of `engine.lesson_folder`: which files they are in.
    groups
        The kind's groups of lessons, in display order.
    schema
        Takes all that follows the heading from a file's fields, and makes the lesson.
    """

    def __init__(self, kind: str, groups: Iterable[str], schema: Callable[[Heading, Fields], L]) -> None:
        self._kind, self._groups, self._schema = kind, tuple(groups), schema

    def names(self) -> list[str]:
        """Return the names of all lessons, in display order."""
        return [heading.name for heading, _ in self._entries]

    def lessons(self) -> list[L]:
        """Return all lessons in display order: by group, and in it as their files say.

        Raises
        ------
        InputError
            If one of the files is broken.
        """
        return [lesson for _, lesson in self._entries]

    @cached_property
    def _entries(self) -> list[tuple[Heading, L]]:
        entries = [self._read(file) for file in lesson_files(self._kind).values()]
        entries.sort(key=lambda e: (self._groups.index(e[0].group), e[0].order, e[0].name))
        return entries

    def has(self, name: str) -> bool:
        """Whether `name`, in any case, is one of these lessons. No file is read."""
        return name.strip().lower() in lesson_files(self._kind)

    def load(self, name: str) -> L:
        """Return the lesson named `name`, in any case. Only its own file is read.

        Raises
        ------
        InputError
            If there is none (close names are suggested), it is of another kind, or its file is broken.
        """
        return self.read(find_lesson(name, self._kind))

    def read(self, file: Traversable) -> L:
        """Return the lesson in a TOML file, named as the file is.

        Raises
        ------
        InputError
            Naming the file, the field, what was expected and what was found.
        """
        return self._read(file)[1]

    def _read(self, file: Traversable) -> tuple[Heading, L]:
        top = read_fields(file)
        heading = Heading(
            name=file.name.removesuffix(".toml"),
            order=top.whole("order", 1, 999),
            group=top.choice("group", self._groups),
            title=top.by_language("title"),
            look=top.by_language("look"),
        )
        lesson = self._schema(heading, top)
        top.end()
        return heading, lesson
