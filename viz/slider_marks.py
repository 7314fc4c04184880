"""Named numbers on a slider: what is written of them, and where. Numbers only, no window needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from viz.frame import Pair


@dataclass(frozen=True, slots=True)
class Mark:
    """A number worth knowing on a slider.

    Attributes
    ----------
    value
        The number.
    name
        What it is, as short as possible: a formula.
    tip
        The same in a sentence or two.
    limit
        Whether what is beyond it is too much: drawn in the warning colour from here to the end.
    """

    value: float
    name: str
    tip: str = ""
    limit: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """Where a mark's text stands: from `left`, `width` wide, in row 0, 1, …, logical pixels."""

    left: float
    width: float
    row: int


def labels(places: Sequence[float], widths: Sequence[float], room: Pair, gap: float) -> list[Label]:
    """Texts each as close under its place as the ends allow, in as few rows as keep them apart.

    Parameters
    ----------
    places, widths
        Of the texts, logical pixels, in the order of their importance: the first is in row 0.
    room
        The left and right end; no text is wider than what is between them.
    gap
        Least distance between two texts of a row.
    """
    done: list[Label] = []
    for place, width in zip(places, widths, strict=True):
        left = max(min(place - width / 2, room[1] - width), room[0])
        row = 0
        while any(
            one.row == row and left < one.left + one.width + gap and one.left < left + width + gap
            for one in done
        ):
            row += 1
        done.append(Label(left, width, row))
    return done


def next_mark(marks: Sequence[Mark], value: float, direction: int) -> Mark | None:
    """The closest mark above (`direction` 1) or below (-1) a value; None where there is none."""
    beyond = [mark for mark in marks if (mark.value - value) * direction > 1e-9 * abs(mark.value)]
    return min(beyond, key=lambda mark: abs(mark.value - value), default=None)
