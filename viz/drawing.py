"""What is on the canvas: strokes or a picture, the stroke being drawn, and the steps. No window needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from viz.cut_picture import CutPicture
from viz.strokes import Point, Stroke, as_stroke, clip_segment, erase, inside

STEPS_KEPT = 200
"""So many steps can be undone."""


class Trail:
    """The points of a stroke while it grows; a copy of a few thousand of them costs a microsecond."""

    def __init__(self, point: Point) -> None:
        self._points: Stroke = np.empty((256, 2))
        self._points[0] = point
        self._count = 1

    def __len__(self) -> int:
        return self._count

    def append(self, point: Point) -> None:
        if self._count == len(self._points):
            grown = np.empty((2 * self._count, 2))
            grown[: self._count] = self._points
            self._points = grown
        self._points[self._count] = point
        self._count += 1

    def last(self, n: int) -> list[Point]:
        """The newest `n` points or fewer, oldest first."""
        rows = self._points[max(0, self._count - n) : self._count].tolist()
        return [(x, y) for x, y in rows]

    def stroke(self) -> Stroke:
        """A read-only copy, (k, 2)."""
        return as_stroke(self._points[: self._count])


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """What is on the card: strokes, or a picture in their place."""

    strokes: tuple[Stroke, ...] = ()
    picture: CutPicture | None = None


class Drawing:
    """What is on the card, the pen's present trails, and the history.

    All strokes are read-only arrays and states are made of them, so a step back costs nothing and what
    is handed out never changes. The first ink takes a picture away.

    A pen that leaves the canvas lifts at the edge and touches down again where it comes back: one stroke
    of the hand can therefore leave several trails, which are one step to undo.
    """

    def __init__(self) -> None:
        self._now = State()
        self._trails: list[Trail] = []
        self._pen: Point | None = None
        self._eraser: Point | None = None
        self._before_erasing = State()
        self._past: list[State] = []
        self._future: list[State] = []

    # What is there

    def strokes(self) -> list[Stroke]:
        """All strokes, the one being drawn included: read-only arrays (k, 2)."""
        return [*self._now.strokes, *(trail.stroke() for trail in self._trails)]

    def finished(self) -> tuple[Stroke, ...]:
        """The strokes from which pen and hand have been lifted."""
        return self._now.strokes

    def picture(self) -> CutPicture | None:
        """The picture that is shown; None for a drawing."""
        return None if self._trails else self._now.picture

    def trails(self) -> list[Trail]:
        """The trails of the pen that is down, the newest last."""
        return self._trails

    def is_empty(self) -> bool:
        """Whether there is no ink at all."""
        return not self._now.strokes and not self._trails

    def is_busy(self) -> bool:
        """Whether pen or eraser is down."""
        return self._pen is not None or self._eraser is not None

    def can_undo(self) -> bool:
        return bool(self._past) or self.is_busy()

    def can_redo(self) -> bool:
        return bool(self._future) and not self.is_busy()

    # The pen

    def pen_down(self, point: Point) -> None:
        """Begin a stroke; outside the canvas it leaves ink only once it comes in."""
        self.lift()
        self._pen = point
        if inside(*point):
            self._trails.append(Trail(point))

    def pen_to(self, point: Point, least: float = 0.0) -> bool:
        """Draw a straight line to `point`; True if ink was added.

        Parameters
        ----------
        least
            Shorter moves wait for the next one: a mouse at 1000 Hz must not fill the memory.
        """
        before = self._pen
        if before is None or abs(point[0] - before[0]) + abs(point[1] - before[1]) <= least:
            return False
        self._pen = point
        part = clip_segment(before, point)
        if part is None:
            return False
        start, end = part
        if not self._trails or self._trails[-1].last(1) != [start]:
            self._trails.append(Trail(start))
        if end != start:
            self._trails[-1].append(end)
        return True

    # The eraser

    def eraser_down(self, point: Point, radius: float) -> bool:
        """Begin to erase; True if ink went."""
        self.lift()
        self._before_erasing = self._now
        self._eraser = point
        return self._erase(point, point, radius)

    def eraser_to(self, point: Point, radius: float) -> bool:
        """Erase along a straight line to `point`; True if ink went."""
        if self._eraser is None:
            return False
        before, self._eraser = self._eraser, point
        return self._erase(before, point, radius)

    # Steps

    def lift(self) -> bool:
        """Lift pen or eraser: what it did becomes one step to undo. True if it did anything."""
        before = after = self._now
        if self._eraser is not None:
            before = self._before_erasing
        elif self._trails:
            after = State((*before.strokes, *(trail.stroke() for trail in self._trails)))
        self._pen = self._eraser = None
        self._trails = []
        return self._step(before, after)

    def cancel(self) -> bool:
        """Take back what pen or eraser has done since it came down; True if it had done anything."""
        before = self._before_erasing if self._eraser is not None else self._now
        changed = bool(self._trails) or _differ(before, self._now)
        self._pen = self._eraser = None
        self._trails = []
        self._now = before
        return changed

    def replace(self, strokes: Iterable[Stroke]) -> bool:
        """Put other strokes in place of these, as one step; True if that changed anything."""
        self.lift()
        return self._step(self._now, State(tuple(as_stroke(stroke) for stroke in strokes)))

    def show(self, picture: CutPicture) -> None:
        """Put a picture in place of the strokes.

        It is one step with the clearing of the card that made room for it, and none if it is the picture
        that is there, read once more.
        """
        self.lift()
        there = self._now.picture
        if there is not None and picture.source is not None and there.source == picture.source:
            self._now = State(picture=picture)
        elif there is None and not self._now.strokes and self._past:
            self._now = State(picture=picture)
            self._future.clear()
        else:
            self._step(self._now, State(picture=picture))

    def undo(self) -> bool:
        """One step back; True if there was one. A stroke being drawn is ended first."""
        self.lift()
        if not self._past:
            return False
        self._future.append(self._now)
        self._now = self._past.pop()
        return True

    def redo(self) -> bool:
        """One step forward again; True if there was one."""
        if not self.can_redo():
            return False
        self._past.append(self._now)
        self._now = self._future.pop()
        return True

    def _erase(self, a: Point, b: Point, radius: float) -> bool:
        before = self._now
        self._now = State(tuple(erase(before.strokes, a, b, radius)), before.picture)
        return _differ(before, self._now)

    def _step(self, before: State, after: State) -> bool:
        self._now = after
        if not _differ(before, after):
            return False
        self._past = [*self._past[-(STEPS_KEPT - 1) :], before]
        self._future.clear()
        return True


def _differ(a: State, b: State) -> bool:
    """Whether two states hold different things; untouched strokes are the same objects."""
    return (
        a.picture is not b.picture
        or len(a.strokes) != len(b.strokes)
        or any(x is not y for x, y in zip(a.strokes, b.strokes, strict=True))
    )
