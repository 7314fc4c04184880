"""Turns mouse and keys over the data plot into wishes: points moved, added, deleted; the curve dragged."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from viz.data_grip import Drag, Grip, beside, dragged, grabbed, grip_at, nudged, snapped
from viz.data_points import Points
from viz.frame import Pair
from viz.plot import Plot

_STEP, _SMALL_STEP = 0.01, 0.001
"""Parts of the view that an arrow key moves what is chosen by, and with Shift."""
_ASIDE = 0.02
"""Parts of the view between the chosen point and a new one."""
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Down: (0, -1),
    Qt.Key.Key_Up: (0, 1),
}


class DataEditor(QObject):
    """What is hovered, chosen and held in a data plot. Its signals are documented there.

    Attributes
    ----------
    handles
        Of the fitted curve, data units; empty for none.
    hovered, chosen
        What the cursor is over, and what the keys act upon.
    drag
        What is held, and where; None for nothing.
    """

    changed = Signal()
    """Something that is drawn has changed. GUI thread."""
    chosen_changed = Signal()
    """Another point or handle, or none, is chosen, or it is elsewhere. GUI thread."""
    point_drag_started = Signal(int)
    point_dragged = Signal(int, float, float)
    point_drag_finished = Signal(int, float, float)
    point_drag_cancelled = Signal()
    point_added = Signal(float, float)
    point_removed = Signal(int)
    curve_drag_started = Signal()
    curve_dragged = Signal(int, float, float)
    curve_drag_finished = Signal(int, float, float)
    curve_drag_cancelled = Signal()

    def __init__(self, plot: Plot, points: Points, parent: QObject) -> None:
        super().__init__(parent)
        self._plot, self._points = plot, points
        self._editable = False
        self._levels: tuple[float, ...] | None = None
        self.handles: tuple[Pair, ...] = ()
        self.hovered: Grip | None = None
        self.chosen: Grip | None = None
        self.drag: Drag | None = None
        plot.viewport().installEventFilter(self)

    @property
    def active(self) -> bool:
        """Whether there is anything to be edited."""
        return self._editable or bool(self.handles)

    @property
    def editable(self) -> bool:
        """Whether points can be moved, added and deleted."""
        return self._editable

    def set_editable(self, on: bool, levels: tuple[float, ...] | None) -> None:
        """Let points be edited, their y on one of `levels` if there are any."""
        self._editable, self._levels = on, levels
        if not on:
            self._let_go("point")

    def set_handles(self, handles: tuple[Pair, ...]) -> None:
        """Where the handles are."""
        if not handles:
            self._let_go("handle")
        self.handles = handles
        self.changed.emit()

    def _let_go(self, kind: str) -> None:
        """Nothing of this kind can be held any more: a drag of it is over, and whoever listens hears so."""
        if self.drag is not None and self.drag.grip.kind == kind:
            self.cancel()
        if self.hovered is not None and self.hovered.kind == kind:
            self._hover(None)
        if self.chosen is not None and self.chosen.kind == kind:
            self.choose(None)

    def choose(self, grip: Grip | None) -> None:
        """Let the keys act upon this."""
        self.chosen = grip
        self.chosen_changed.emit()
        self.changed.emit()

    def fit_to(self, count: int) -> None:
        """Forget what is not among `count` points any more."""
        for name in ("hovered", "chosen"):
            grip = getattr(self, name)
            if grip is not None and grip.kind == "point" and grip.index >= count:
                setattr(self, name, None)
        if self.drag is not None and self.drag.grip.kind == "point" and self.drag.grip.index >= count:
            self.drop()
        self.chosen_changed.emit()

    def at(self, grip: Grip) -> Pair:
        """Where something is, data units."""
        return self.handles[grip.index] if grip.kind == "handle" else self._points.at(grip.index)

    # Mouse

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the mouse's events, as long as there is anything to be edited."""
        kind = event.type()
        if not self.active:
            return False
        if kind == QEvent.Type.Leave and self.drag is None:
            self._hover(None)
        if not isinstance(event, QMouseEvent):
            return False
        cursor = (event.position().x(), event.position().y())
        left = event.button() == Qt.MouseButton.LeftButton
        if kind == QEvent.Type.MouseMove:
            if self.drag is not None:
                self._follow(cursor)
            else:
                self._hover(self._under(cursor))
        elif kind == QEvent.Type.MouseButtonPress and left:
            self._press(cursor, remove=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif kind == QEvent.Type.MouseButtonDblClick and left:
            self._double_click(cursor)
        elif kind == QEvent.Type.MouseButtonRelease and left and self.drag is not None:
            self._release(cursor)
        return True

    def cancel(self) -> bool:
        """Put back what is held; says whether anything was."""
        drag = self.drag
        if drag is None:
            return False
        self.drop()
        self._put_back(drag)
        if drag.moving:
            (self.curve_drag_cancelled if drag.grip.kind == "handle" else self.point_drag_cancelled).emit()
        return True

    def _under(self, cursor: Pair) -> Grip | None:
        frame, points = self._plot.frame, self._points
        handles = tuple(frame.pixel(*handle) for handle in self.handles)
        if not self._editable:
            return grip_at(handles, np.empty(0), np.empty(0), points.indices[:0], cursor)
        return grip_at(handles, *points.pixels(frame), points.indices, cursor)

    def _press(self, cursor: Pair, *, remove: bool) -> None:
        grip = self._under(cursor)
        if remove and grip is not None and grip.kind == "point":
            self._remove(grip.index)
            return
        self.choose(grip)
        if grip is not None:
            self.drag = grabbed(grip, self.at(grip), self._plot.frame, cursor)
            self._plot.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def _double_click(self, cursor: Pair) -> None:
        frame = self._plot.frame
        if self._under(cursor) is not None:
            self._press(cursor, remove=False)
        elif self._editable and frame.holds(*cursor):
            x, y = frame.data(*cursor)
            self.point_added.emit(x, snapped(y, self._levels))

    def _follow(self, cursor: Pair) -> None:
        before = self.drag
        assert before is not None
        drag = dragged(before, self._plot.frame, cursor, self._levels)
        if drag == before:
            return
        self.drag = drag
        point = drag.grip.kind == "point"
        if not before.moving:
            if point:
                self.point_drag_started.emit(drag.grip.index)
            else:
                self.curve_drag_started.emit()
        self._put(drag.grip, drag.at)
        (self.point_dragged if point else self.curve_dragged).emit(drag.grip.index, *drag.at)

    def _release(self, cursor: Pair) -> None:
        self._follow(cursor)
        drag = self.drag
        if drag is None:  # whoever was told has ended it
            return
        self.drop()
        if drag.moving:
            self._finish(drag.grip, drag.at)
        self._hover(self._under(cursor))

    def _finish(self, grip: Grip, at: Pair) -> None:
        self._put(grip, at)
        if grip.kind == "point":
            self._points.settle()
            self._plot.refresh_still()
            self.point_drag_finished.emit(grip.index, *at)
        else:
            self.curve_drag_finished.emit(grip.index, *at)

    def _put(self, grip: Grip, at: Pair) -> None:
        """Show something elsewhere."""
        if grip.kind == "point":
            if self._points.move(grip.index, at):
                self._plot.refresh_still()
        else:
            self.handles = tuple(at if k == grip.index else old for k, old in enumerate(self.handles))
        if grip == self.chosen:
            self.chosen_changed.emit()
        self.changed.emit()

    def _put_back(self, drag: Drag) -> None:
        if drag.moving and (drag.grip.kind == "point" or self.handles):
            self._put(drag.grip, drag.origin)
            if drag.grip.kind == "point":
                self._points.settle()
                self._plot.refresh_still()

    def drop(self) -> None:
        """Let go of what is held, where it is."""
        self.drag = None
        self._plot.viewport().unsetCursor()
        self.changed.emit()

    def _hover(self, grip: Grip | None) -> None:
        if grip != self.hovered:
            self.hovered = grip
            if grip is None:
                self._plot.viewport().unsetCursor()
            else:
                self._plot.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
            self.changed.emit()

    # Keys

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; says whether it asks for anything here."""
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            return self.cancel() or self._unchoose()
        if self.drag is not None:
            return True  # the mouse holds something: keys would pull it away
        if key == Qt.Key.Key_H and self.handles and not control:
            return self.step_handle(forward=not shift) or self._unchoose()
        if key in _ARROWS:
            return self._arrow(*_ARROWS[key], control=control, shift=shift)
        if not self._editable:
            return False
        point = self.chosen.index if self.chosen is not None and self.chosen.kind == "point" else None
        if key == Qt.Key.Key_Insert:
            self._insert(point)
            return True
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and point is not None:
            self._remove(point)
            return True
        return False

    def step_handle(self, *, forward: bool) -> bool:
        """Choose the next handle, or the one before; says whether there is one."""
        chosen = self.chosen.index if self.chosen is not None and self.chosen.kind == "handle" else None
        first, step = (0, 1) if forward else (len(self.handles) - 1, -1)
        place = first if chosen is None else chosen + step
        if not 0 <= place < len(self.handles):
            return False
        self.choose(Grip("handle", place))
        return True

    def _arrow(self, right: int, up: int, *, control: bool, shift: bool) -> bool:
        chosen, frame = self.chosen, self._plot.frame
        part = _SMALL_STEP if shift else _STEP
        if chosen is not None and chosen.kind == "handle" and up:
            self._finish(chosen, nudged(self.at(chosen), 0, up, part, frame, None))
            return True
        if not self._editable:
            return False
        if control:
            if chosen is None or chosen.kind != "point":
                return False
            self._finish(chosen, nudged(self.at(chosen), right, up, part, frame, self._levels))
            return True
        if not right:
            return False
        before = chosen.index if chosen is not None and chosen.kind == "point" else None
        steps = right * (10 if shift else 1)
        index = beside(self._points.drawn_x(), self._points.indices, before, steps)
        if index is not None:
            self.choose(Grip("point", index))
        return index is not None

    def _insert(self, point: int | None) -> None:
        frame = self._plot.frame
        if point is None:
            x, y = sum(frame.x) / 2, sum(frame.y) / 2
        else:
            x, y = self._points.at(point)
            x += _ASIDE * (frame.x[1] - frame.x[0])
        self.point_added.emit(x, snapped(y, self._levels))

    def _remove(self, index: int) -> None:
        """Wish a point away; the one beside it is chosen then, by the index that it will have."""
        points = self._points
        x, indices = points.drawn_x(), points.indices
        neighbour = beside(x, indices, index, 1)
        if neighbour == index:
            neighbour = beside(x, indices, index, -1)
        self.hovered = None
        self.choose(None)
        self.point_removed.emit(index)
        if neighbour is not None and neighbour != index:
            self.choose(Grip("point", neighbour - (neighbour > index)))

    def _unchoose(self) -> bool:
        chosen = self.chosen is not None
        if chosen:
            self.choose(None)
        return chosen
