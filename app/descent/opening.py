"""How a lesson opens: its run, and what it compares it with."""

from __future__ import annotations

from dataclasses import replace

from app.descent.races import beside, with_changes
from app.descent.setup import Setup
from engine.lessons import Lesson
from engine.studio import MAP


def opened(lesson: Lesson) -> Setup:
    """The setup that a lesson begins with."""
    setup = Setup(lesson, lesson.config())
    studio = lesson.studio
    if studio.second == MAP:
        setup = replace(setup, second=MAP)
    elif studio.second:
        setup = beside(setup, studio.second)
    return with_changes(setup, [dict(fields) for fields in studio.runs])
