"""A pen that is moved by the arrow keys: two held together go diagonally."""

from __future__ import annotations

from PySide6.QtCore import Qt

from viz.strokes import Point

STEP = 1 / 40
FINE_STEP = 1 / 160

_DIRECTIONS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


_COMMANDS: dict[int, str] = {
    Qt.Key.Key_Space: "pen up or down",
    Qt.Key.Key_P: "pen",
    Qt.Key.Key_E: "eraser",
    Qt.Key.Key_O: "open",
    Qt.Key.Key_Delete: "clear",
    Qt.Key.Key_Backspace: "clear",
    Qt.Key.Key_Escape: "cancel",
    **dict.fromkeys(_DIRECTIONS, "move"),
    **dict.fromkeys(range(Qt.Key.Key_0.value, Qt.Key.Key_9.value + 1), "digit"),
}


def command_of(key: int, *, control: bool, shift: bool) -> str:
    """What a key means on the canvas: undo, redo, move, …; the empty string if nothing."""
    if not control:
        return _COMMANDS.get(key, "")
    if key == Qt.Key.Key_Z:
        return "redo" if shift else "undo"
    return "redo" if key == Qt.Key.Key_Y and not shift else ""


class KeyPen:
    """Where the pen of the keyboard is, in units of the canvas, and which arrows are held."""

    def __init__(self) -> None:
        self.point: Point = (0.5, 0.5)
        self._held: set[int] = set()

    def press(self, key: int, fine: bool) -> Point:
        """An arrow key came down, or repeats: move by one step along all arrows held; stays on the canvas."""
        self._held.add(key)
        dx = sum(_DIRECTIONS[held][0] for held in self._held)
        dy = sum(_DIRECTIONS[held][1] for held in self._held)
        step = FINE_STEP if fine else STEP
        x, y = self.point
        self.point = (min(max(x + dx * step, 0.0), 1.0), min(max(y + dy * step, 0.0), 1.0))
        return self.point

    def release(self, key: int) -> None:
        """An arrow key was let go."""
        self._held.discard(key)

    def release_all(self) -> None:
        """The keyboard is elsewhere now: no key can be known to be held."""
        self._held.clear()
