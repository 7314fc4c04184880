"""What was chosen of a lesson of two inputs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from engine.lessons import Lesson

if TYPE_CHECKING:
    from engine.config import RunConfig


@dataclass(frozen=True, slots=True)
class Plan:
    """A lesson of two inputs, and what of its run was changed: fields of `RunConfig`, sorted."""

    lesson: Lesson
    changes: tuple[tuple[str, Any], ...] = ()

    def config(self) -> RunConfig:
        """What is run; torch is needed where the start is drawn."""
        return self.lesson.config(**dict(self.changes))

    def changed(self, **fields: Any) -> Plan:
        """The plan with other fields as well.

        Raises
        ------
        InputError
            If they cannot be used.
        """
        plan = replace(self, changes=tuple(sorted({**dict(self.changes), **fields}.items())))
        plan.config()
        return plan
