"""List the lessons, by group."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import Any

from engine.curve_lesson import CurveLesson, all_lessons
from engine.lab.lessons import LAB_GROUPS, lab_lessons
from engine.lessons import GROUPS, Lesson


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options to `parser`."""
    parser.add_argument("--json", action="store_true", help="everything about them, as one JSON array")


def main(args: argparse.Namespace) -> int:
    """Print all lessons' names and titles, or with `--json` all that their files say."""
    lessons, lab = all_lessons(), lab_lessons()
    if args.json:
        fields = [*map(_as_json, lessons), *(lesson.as_json() for lesson in lab)]
        print("[" + ",\n ".join(map(json.dumps, fields)) + "]")
        return 0
    named = [(lesson.group, lesson.name, lesson.title["en"]) for lesson in lessons]
    named += [(lesson.group, lesson.name, lesson.title["en"]) for lesson in lab]
    width = max(len(name) for _, name, _ in named)
    for group, heading in {**GROUPS, **LAB_GROUPS}.items():
        print(heading["en"])
        for its_group, name, title in named:
            if its_group == group:
                print(f"  {name:{width}}  {title}")
    return 0


def _as_json(lesson: Lesson | CurveLesson) -> dict[str, Any]:
    return lesson.as_json() if isinstance(lesson, CurveLesson) else asdict(lesson)
