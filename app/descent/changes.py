"""What can be undone: one step from a lesson and its config to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QUndoCommand

from engine.config import RunConfig
from engine.lessons import Lesson


@dataclass(frozen=True, slots=True)
class Setup:
    """All that the person has chosen: the lesson, and the config made of it."""

    lesson: Lesson
    config: RunConfig


class Change(QUndoCommand):
    """Applies `new`; undone, `old`."""

    def __init__(self, text: str, old: Setup, new: Setup, apply: Callable[[Setup], None]) -> None:
        super().__init__(text)
        self._old, self._new, self._apply = old, new, apply

    def redo(self) -> None:
        self._apply(self._new)

    def undo(self) -> None:
        self._apply(self._old)
