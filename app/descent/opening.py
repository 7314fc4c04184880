"""How a lesson opens: its run, and what it compares it with."""

from __future__ import annotations

from dataclasses import replace

from app.descent.races import beside, other_loss, with_changes
from app.descent.setup import Setup
from engine.lessons import Lesson, lesson_names, load_lesson
from engine.losses import LOSSES
from engine.studio import BARE, BATCH_SURFACE, MAP


def opened_after(lesson: Lesson, before: Setup | None) -> Setup:
    """The same after another lesson: two losses, or a map, stay side by side from lesson to lesson."""
    setup = opened(lesson)
    if before is None or lesson.studio != BARE or before.config.link != lesson.link:
        return setup
    if before.second == MAP:
        return replace(setup, second=MAP)
    return beside(setup, other_loss(setup)) if before.second in LOSSES else setup


def reopened(setup: Setup) -> Setup:
    """The setup that the lesson began with: with its own data, too, whatever became of them."""
    lesson = setup.lesson
    if lesson.name in lesson_names():
        return opened(load_lesson(lesson.name))
    if setup.raw is not None:
        lesson = replace(lesson, data=setup.raw.data, surface=setup.raw.surface)
    return opened(lesson)


def opened(lesson: Lesson) -> Setup:
    """The setup that a lesson begins with."""
    setup = Setup(lesson, lesson.config())
    studio = lesson.studio
    if studio.second in (MAP, BATCH_SURFACE):
        setup = replace(setup, second=studio.second)
    elif studio.second:
        setup = beside(setup, studio.second)
    return with_changes(setup, [dict(fields) for fields in studio.runs])
