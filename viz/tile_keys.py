"""Which tile of a grid a key leads to: numbers only, no window needed."""

from __future__ import annotations

from PySide6.QtCore import Qt


def goal_of(key: int, current: int | None, count: int, across: int, page: int) -> int | None:
    """The tile that a key leads to; None for a key that leads nowhere.

    Parameters
    ----------
    key
        One of `Qt.Key`.
    current
        The tile that is chosen now; None for none, then every key leads to the first one.
    count, across, page
        Tiles, tiles in a row, and rows that are seen at once.
    """
    steps: dict[int, int] = {
        Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -across, Qt.Key.Key_Down: across,
        Qt.Key.Key_PageUp: -page * across, Qt.Key.Key_PageDown: page * across,
    }  # fmt: skip
    last = count - 1
    if not count:
        return None
    if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        return 0 if key == Qt.Key.Key_Home else last
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        return current or 0
    if key not in steps:
        return None
    if current is None:
        return 0
    goal = current + steps[key]
    if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
        return min(max(goal, 0), last)
    if goal > last and current // across < last // across:
        return last  # the row below is shorter
    return goal if 0 <= goal <= last else current
