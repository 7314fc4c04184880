"""Checks of single numbers, shared by run configurations, hyper-parameters and lesson files."""

from __future__ import annotations

import math

from engine.errors import InputError


def check_number(name: str, value: object, low: float, high: float) -> float:
    """Return `value` as a float in [low, high]; raise `InputError` naming `name` otherwise."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError("not-a-number", field=name, value=value)
    if isinstance(value, float) and not math.isfinite(value):
        raise InputError("not-a-number", field=name, value=value)
    if not low <= value <= high:
        shown = f"{value:g}" if isinstance(value, float) else value
        raise InputError("out-of-range", field=name, value=shown, low=f"{low:g}", high=f"{high:g}")
    return float(value)


def check_whole(name: str, value: object, low: int, high: int) -> int:
    """Return `value` as an int in [low, high]; raise `InputError` naming `name` otherwise."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise InputError("not-whole", field=name, value=value)
    if not low <= value <= high:
        raise InputError("out-of-range", field=name, value=value, low=low, high=high)
    return value


def check_choice(name: str, value: object, choices: tuple[str, ...]) -> str:
    """Return `value` if it is one of `choices`; raise `InputError` naming `name` otherwise."""
    if not isinstance(value, str) or value not in choices:
        raise InputError("unknown-choice", field=name, value=value, choices=", ".join(choices))
    return value
