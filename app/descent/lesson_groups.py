"""The lessons of the Descent tab as its list shows them."""

from __future__ import annotations

from engine.curve_lesson import all_lessons
from engine.lessons import GROUPS
from viz.lesson_list import LessonEntry


def grouped_lessons(language: str) -> list[tuple[str, list[LessonEntry]]]:
    """Titles of the groups, and the lessons in each, in display order.

    Raises
    ------
    InputError
        If one of the lessons' files is broken.
    """
    lessons = all_lessons()
    return [
        (
            titles[language],
            [
                LessonEntry(lesson.name, lesson.title[language], lesson.look[language])
                for lesson in lessons
                if lesson.group == group
            ],
        )
        for group, titles in GROUPS.items()
        if any(lesson.group == group for lesson in lessons)
    ]
