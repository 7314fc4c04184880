"""What of the data plot is under the cursor, and the life of a drag. Frozen states, pure steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from viz.frame import Array, Frame, Pair

Indices = npt.NDArray[np.int64]

POINT_REACH = 10.0
"""Pixels from the cursor to a point that it takes."""
HANDLE_REACH = 14.0
"""Pixels from the cursor to a handle that it takes; handles win over points."""
SLACK = 3.0
"""Pixels that the cursor may move before a click becomes a drag."""


@dataclass(frozen=True, slots=True)
class Grip:
    """Something that can be grabbed: the `index`-th handle, or the point `index` of the data."""

    kind: Literal["handle", "point"]
    index: int


@dataclass(frozen=True, slots=True)
class Drag:
    """A handle or a point that is held.

    Attributes
    ----------
    grip
        What is held.
    origin
        Where it was, data units: where Escape puts it back.
    pressed
        The cursor when it was grabbed, pixels.
    offset
        The cursor minus the thing's centre when it was grabbed, pixels: kept, so that nothing jumps.
    at
        Where it is, data units.
    moving
        Whether the cursor has left the place where it was pressed: until then it may be a click.
    """

    grip: Grip
    origin: Pair
    pressed: Pair
    offset: Pair
    at: Pair
    moving: bool = False


def nearest(across: Array, down: Array, cursor: Pair, reach: float) -> int | None:
    """Which of the pixels, each (n,), is closest to the cursor and at most `reach` away; None for none."""
    if len(across) == 0:
        return None
    distance = (across - cursor[0]) ** 2 + (down - cursor[1]) ** 2
    k = int(np.argmin(distance))
    return k if distance[k] <= reach**2 else None


def grip_at(
    handles: tuple[Pair, ...], across: Array, down: Array, indices: Indices, cursor: Pair
) -> Grip | None:
    """What a press at `cursor` takes.

    Parameters
    ----------
    handles
        Their pixels.
    across, down, indices
        Pixels of the points drawn, each (m,), and their indices among the data.
    """
    if handles:
        pixels = np.array(handles)
        k = nearest(pixels[:, 0], pixels[:, 1], cursor, HANDLE_REACH)
        if k is not None:
            return Grip("handle", k)
    k = nearest(across, down, cursor, POINT_REACH)
    return None if k is None else Grip("point", int(indices[k]))


def grabbed(grip: Grip, at: Pair, frame: Frame, cursor: Pair) -> Drag:
    """Take hold of what is at `at`, data units."""
    pixel = frame.pixel(*at)
    return Drag(grip, at, cursor, (cursor[0] - pixel[0], cursor[1] - pixel[1]), at)


def dragged(drag: Drag, frame: Frame, cursor: Pair, levels: tuple[float, ...] | None) -> Drag:
    """Follow the cursor, also beyond the frame: a point both ways, a handle up and down only."""
    if not drag.moving and np.hypot(cursor[0] - drag.pressed[0], cursor[1] - drag.pressed[1]) < SLACK:
        return drag
    x, y = frame.data(cursor[0] - drag.offset[0], cursor[1] - drag.offset[1])
    at = (drag.origin[0], y) if drag.grip.kind == "handle" else (x, snapped(y, levels))
    return replace(drag, at=at, moving=True)


def snapped(y: float, levels: tuple[float, ...] | None) -> float:
    """The level closest to `y`; `y` itself where there are no levels."""
    return min(levels, key=lambda level: abs(level - y)) if levels else y


def nudged(
    at: Pair, right: int, up: int, part: float, frame: Frame, levels: tuple[float, ...] | None
) -> Pair:
    """A point moved by steps of `part` of the view; from level to level where there are levels."""
    x = at[0] + right * part * (frame.x[1] - frame.x[0])
    if not levels:
        return x, at[1] + up * part * (frame.y[1] - frame.y[0])
    beyond = [level for level in levels if (level - at[1]) * up > 0]
    return x, min(beyond, key=lambda level: abs(level - at[1])) if beyond else at[1]


def beside(x: Array, indices: Indices, selected: int | None, steps: int) -> int | None:
    """The index of the point `steps` further in the order of x; the first or last one from none.

    Parameters
    ----------
    x, indices
        Of the points drawn, each (m,).
    """
    if len(x) == 0:
        return None
    order = np.lexsort((indices, x))
    places = np.flatnonzero(indices[order] == selected) if selected is not None else np.empty(0, int)
    if len(places) == 0:
        return int(indices[order[0 if steps > 0 else -1]])
    place = min(max(int(places[0]) + steps, 0), len(order) - 1)
    return int(indices[order[place]])
