"""List the lessons, by group."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from engine.lab.lessons import LAB_GROUPS, lab_lessons
from engine.lessons import GROUPS, load_lessons


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options to `parser`."""
    parser.add_argument("--json", action="store_true", help="everything about them, as one JSON array")


def main(args: argparse.Namespace) -> int:
    """Print all lessons' names and titles, or with `--json` all that their files say."""
    lessons, lab = load_lessons(), lab_lessons()
    if args.json:
        fields = [*map(asdict, lessons), *(lesson.as_json() for lesson in lab)]
        print("[" + ",\n ".join(map(json.dumps, fields)) + "]")
        return 0
    width = max(len(lesson.name) for lesson in (*lessons, *lab))
    for group, title in {**GROUPS, **LAB_GROUPS}.items():
        print(title["en"])
        for lesson in (*lessons, *lab):
            if lesson.group == group:
                print(f"  {lesson.name:{width}}  {lesson.title['en']}")
    return 0
