"""Measure the speed against the notebooks' way, side by side in one run, medians.

Ratios are how many times faster than the notebook, limits what a value may be at most. The exit status is
0 if all goals are met, 1 if not.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from importlib import import_module

from app.bench.measure import Benchmark, Line
from app.cli.parser import UsageError

PARTS = (
    "surface",
    "formula",
    "data",
    "preview",
    "session",
    "race",
    "maps",
    "scene",
    "window",
    "startup",
    "digits",
    "lab_data",
    "lab_training",
    "lab_landscape",
)
"""The modules of this package that measure something: each has `LINES`."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options to `parser`."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="only lines whose names begin so")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def main(args: argparse.Namespace) -> int:
    """Measure the lines asked for, print each as soon as it is there, and return 0 if all goals are met."""
    selected = select(benchmarks(), args.names)
    width = max(len(benchmark.name) for benchmark in selected)
    all_ok = True
    for benchmark in selected:
        line = benchmark.run()
        all_ok &= line.ok
        print(
            json.dumps(line.as_json(), ensure_ascii=False) if args.json else as_text(line, width), flush=True
        )
    return 0 if all_ok else 1


def benchmarks() -> list[Benchmark]:
    """All lines of all parts."""
    return [line for part in PARTS for line in import_module(f"app.bench.{part}").LINES]


def select(lines: Sequence[Benchmark], names: Sequence[str]) -> list[Benchmark]:
    """Lines whose names begin with one of `names`; all if there are none.

    Raises
    ------
    UsageError
        If one of `names` is the beginning of no line's name.
    """
    for name in names:
        if not any(line.name.startswith(name) for line in lines):
            known = ", ".join(line.name for line in lines)
            raise UsageError(f"there is no line named “{name}” in the bench: {known}")
    return [line for line in lines if not names or line.name.startswith(tuple(names))]


def as_text(line: Line, width: int) -> str:
    """The line as a row of the table: verdict, name, value, goal, both times, note."""
    sign = "≥" if line.kind == "ratio" else "≤"
    cells = [
        "✓" if line.ok else "✗",
        f"{line.name:{width}}",
        f"{number(line.value):>8} {line.unit:9}",
        f"{sign} {number(line.goal):<7}",
    ]
    if line.ours is not None and line.theirs is not None:
        about = "≈" if line.extrapolated else " "
        cells.append(f"{duration(line.ours):>8} against {about}{duration(line.theirs):>8}")
    remarks = []
    if line.floor is not None:
        remarks.append(f"floor {duration(line.floor)}")
    if line.extrapolated:
        remarks.append("the notebook’s time is extrapolated")
    if line.note:
        remarks.append(line.note)
    cells.append("; ".join(remarks))
    return "  ".join(cells).rstrip()


def number(value: float) -> str:
    """Three significant digits, with separators for thousands."""
    if value != value:
        return "—"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def duration(seconds: float) -> str:
    """Three significant digits in s, ms or µs."""
    for scale, unit in ((1.0, "s"), (1e-3, "ms")):
        if seconds >= scale:
            return f"{seconds / scale:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"
