"""The canvas: draw with mouse, finger, stylus or keys; erase, step back, clear."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from viz.cut_picture import CutPicture, dropped_file, paint
from viz.drawing import Drawing
from viz.focus import by_keyboard
from viz.ink import PEN_WIDTH, Ink
from viz.key_pen import KeyPen, command_of
from viz.pen_surface import Hand, PenSurface
from viz.strokes import Point, Stroke
from viz.theme import DARK, LARGE, Theme, font

Tool = Literal["pen", "eraser"]

ERASER_RADIUS = 0.05
"""Radius of the eraser in units of the canvas; ink that shows inside its ring goes."""

RADIUS = 12
"""Corner radius of the card, logical pixels."""

_REACH = ERASER_RADIUS + PEN_WIDTH / 2
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class DigitCanvas(PenSurface):
    """A square card to draw a digit on.

    The drawing is kept as strokes in units of the canvas and so survives any resizing. A move costs one
    small arc and one small repaint, however long the drawing is.
    """

    drawing_changed = Signal(object)
    """The drawing is another one, at every move of pen or eraser and after every step: all strokes, a new
    list of read-only (k, 2) float64 arrays in units of the canvas. GUI thread."""

    stroke_finished = Signal()
    """Pen or eraser was lifted. GUI thread."""

    history_changed = Signal(bool, bool)
    """What can be undone and redone may have changed: (can_undo, can_redo). GUI thread."""

    tool_changed = Signal(str)
    """A person chose a tool at the canvas itself, by key: "pen" or "eraser". GUI thread."""

    picture_dropped = Signal(str)
    """A file was dropped on the canvas: its path. GUI thread."""

    picture_returned = Signal(object)
    """Undo or redo, or Escape, brought a picture back: a `CutPicture`, in place of `drawing_changed`. GUI
    thread."""

    digit_typed = Signal(int)
    """A digit key was pressed: for those who ask which digit the drawing is. GUI thread."""

    picture_wanted = Signal()
    """A person wants to choose a picture, by key. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = Drawing()
        self._ink = Ink()
        self._ink_is_stale = True
        self._theme = DARK
        self._scale = 1.0
        self._tool: Tool = "pen"
        self._erasing = False
        self._ring: Point | None = None
        self._keys = KeyPen()
        self._keys_shown = False
        self._ring_focus = False
        self._told = (False, False)
        self.setAcceptDrops(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumSize(240, 240)
        self.retranslate()

    # What the outside asks and says

    def strokes(self) -> list[Stroke]:
        """The drawing: read-only arrays (k, 2) float64 in units of the canvas."""
        return self._drawing.strokes()

    def set_strokes(self, strokes: Iterable[Stroke]) -> None:
        """Put another drawing in place of this one, as one step that can be undone."""
        self.lift()
        self._after(self._drawing.replace(strokes))

    def set_picture(self, picture: CutPicture) -> None:
        """Show a picture instead of the drawing, as one step that can be undone; ink takes it away."""
        self.lift()
        self._drawing.show(picture)
        self._ink_is_stale = True
        self.update()
        self._tell_history()

    def picture(self) -> CutPicture | None:
        """The picture that is shown; None for a drawing."""
        return self._drawing.picture()

    def tool(self) -> Tool:
        """The tool in hand."""
        return self._tool

    def set_tool(self, tool: Tool) -> None:
        """Take pen or eraser."""
        self.lift()
        self._tool = tool
        self._move_ring(None)

    def can_undo(self) -> bool:
        return self._drawing.can_undo()

    def can_redo(self) -> bool:
        return self._drawing.can_redo()

    def undo(self) -> None:
        """Take back the last stroke, erasing, clearing or picture."""
        self.lift()
        self._after(self._drawing.undo())

    def redo(self) -> None:
        """Do again what was taken back."""
        self.lift()
        self._after(self._drawing.redo())

    def clear(self) -> None:
        """Take a clean card; this can be undone."""
        self.set_strokes(())

    def pen_down(self, x: float, y: float) -> None:
        """Let the program draw, as the replay of a sample does: pen down at a point of the canvas."""
        self._take(Hand.PROGRAM, (x, y))

    def pen_to(self, x: float, y: float) -> None:
        """Draw on to a point; does nothing once a person has taken the pen."""
        if self._hand is Hand.PROGRAM:
            self._move((x, y))

    def pen_up(self) -> None:
        """Lift the program's pen."""
        if self._hand is Hand.PROGRAM:
            self.lift()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_large_type(self, on: bool) -> None:
        self._scale = LARGE if on else 1.0
        self.update()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.setAccessibleName(self.tr("Drawing canvas"))
        self.setAccessibleDescription(
            self.tr(
                "Draw with mouse, finger or stylus. With the keyboard: arrow keys move the pen, with Shift in"
                " small steps; Space lowers and lifts it. P pen, E eraser, O opens a picture, Delete clears,"
                " Escape takes back the stroke being drawn."
            )
        )
        self._invitation = self.tr("Draw a digit, 0 to 9")
        self._captions = self.tr("the picture"), self.tr("its ink")
        self.update()

    # Hands

    def _down(self, point: Point, erasing: bool) -> None:
        self._erasing = erasing or self._tool == "eraser"
        if self._hand is not Hand.KEYS:
            self._show_keys(False)
        if self._erasing:
            self._after(self._drawing.eraser_down(point, _REACH))
            self._move_ring(point)
        else:
            self._drawing.pen_down(point)
            self._inked()
            self.update()  # the invitation goes

    def _move(self, point: Point) -> None:
        if self._erasing:
            self._move_ring(point)
            self._after(self._drawing.eraser_to(point, _REACH))
        elif self._drawing.pen_to(point, least=0.25 / self.card().width()):
            self._inked()

    def _up(self) -> None:
        was_erasing, self._erasing = self._erasing, False
        self._drawing.lift()
        self._ink_is_stale = True  # in one go its edges are cleaner than arc by arc
        self.update()
        if was_erasing and self._tool == "pen":
            self._move_ring(None)
        self._tell_history()
        self.stroke_finished.emit()

    def _cancel(self) -> None:
        self._erasing = False
        self._after(self._drawing.cancel())

    def _hover(self, point: Point | None, erasing: bool) -> None:
        self._move_ring(point if erasing or self._erasing or self._tool == "eraser" else None)

    def _inked(self) -> None:
        """The newest trail has grown: add its newest arc, repaint there, and say so."""
        trails = self._drawing.trails()
        if trails and not self._ink_is_stale:
            region = self._ink.add(trails[-1].last(3))
            self.update(region.translated(self.card().topLeft()).toAlignedRect())
        else:
            self.update()
        self._tell_history()
        self.drawing_changed.emit(self._drawing.strokes())

    def _after(self, changed: bool) -> None:
        """Repaint and say so if the drawing changed other than by one more arc."""
        if changed:
            self._ink_is_stale = True
            self.update()
            self._tell_history()
            picture = self._drawing.picture()
            if picture is not None:
                self.picture_returned.emit(picture)
            else:
                self.drawing_changed.emit(self._drawing.strokes())

    def _tell_history(self) -> None:
        now = (self._drawing.can_undo(), self._drawing.can_redo())
        if now != self._told:
            self._told = now
            self.history_changed.emit(*now)

    # Keyboard

    def event(self, event: QEvent) -> bool:
        # Keys that draw must not be taken by shortcuts of the window while the canvas has the focus.
        if event.type() is QEvent.Type.ShortcutOverride and self._command(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = self._command(event)
        if command == "move":
            point = self._keys.press(event.key(), fine=bool(event.modifiers() & _SHIFT))
            if self._hand is Hand.KEYS:
                self._move(point)
            self._show_keys(True)
        elif command == "pen up or down":
            if self._hand is Hand.KEYS:
                self.lift()
            else:
                self._take(Hand.KEYS, self._keys.point)
            self._show_keys(True)
        elif command in ("pen", "eraser"):
            self.set_tool("pen" if command == "pen" else "eraser")
            self.tool_changed.emit(command)
        elif command == "digit":
            self.digit_typed.emit(event.key() - Qt.Key.Key_0.value)
        elif command == "open":
            self.picture_wanted.emit()
        elif command:
            self.touched.emit()
            {"undo": self.undo, "redo": self.redo, "clear": self.clear, "cancel": self.drop}[command]()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            self._keys.release(event.key())
        super().keyReleaseEvent(event)

    def _command(self, event: QEvent) -> str:
        """What a key event means on the canvas, or the empty string."""
        if not isinstance(event, QKeyEvent):
            return ""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = bool(modifiers & _SHIFT)
        others = modifiers & ~_SHIFT
        if others and others != Qt.KeyboardModifier.ControlModifier:
            return ""
        command = command_of(event.key(), control=bool(others), shift=shift)
        idle = command == "cancel" and self._hand is None
        repeated = command in ("pen up or down", "digit") and event.isAutoRepeat()
        return "" if idle or repeated else command

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring_focus = by_keyboard(event)
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._keys.release_all()
        self._ring_focus = self._keys_shown = False
        self.update()
        super().focusOutEvent(event)

    def _show_keys(self, shown: bool) -> None:
        if shown or self._keys_shown:
            self._keys_shown = shown
            self._ring_focus = shown
            self.update()

    # Pictures dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event)
        if path:
            event.acceptProposedAction()
            self.picture_dropped.emit(path)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        card, theme = self.card(), self._theme
        if self._ink_is_stale or not self._ink.fits(card.width(), self.devicePixelRatioF(), theme.ink):
            self._ink.render(self._drawing.strokes(), card.width(), self.devicePixelRatioF(), theme.ink)
            self._ink_is_stale = False
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            outline = QPainterPath()
            outline.addRoundedRect(card.adjusted(1.0, 1.0, -1.0, -1.0), RADIUS, RADIUS)
            painter.fillPath(outline, QColor(theme.paper))
            painter.save()
            painter.setClipPath(outline)
            painter.translate(card.topLeft())
            picture = self._drawing.picture()
            if picture is not None:
                paint(painter, card.width(), picture, theme, self._scale, self._captions)
            self._ink.paint(painter, [trail.last(2) for trail in self._drawing.trails()])
            self._paint_rings(painter, card.width())
            painter.restore()
            if self._drawing.is_empty() and picture is None:
                painter.setPen(QColor(theme.faint))
                painter.setFont(font(16 * self._scale))
                painter.drawText(card, Qt.AlignmentFlag.AlignCenter, self._invitation)
            focused = self._ring_focus and self.hasFocus()
            painter.setPen(QPen(QColor(theme.quiet if focused else theme.line), 2.0 if focused else 1.0))
            painter.drawPath(outline)

    def _paint_rings(self, painter: QPainter, side: float) -> None:
        """The eraser's reach, and the pen of the keyboard: filled while it is down."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._ring is not None:
            painter.setPen(QPen(QColor(self._theme.quiet), 1.5))
            painter.drawEllipse(QPointF(*self._ring) * side, ERASER_RADIUS * side, ERASER_RADIUS * side)
        if self._keys_shown:
            radius = (ERASER_RADIUS if self._tool == "eraser" else PEN_WIDTH / 2 + 0.008) * side
            painter.setPen(QPen(QColor(self._theme.accent), 2.5 if self._hand is Hand.KEYS else 1.5))
            painter.drawEllipse(QPointF(*self._keys.point) * side, radius, radius)

    def _move_ring(self, point: Point | None) -> None:
        """Show the eraser's ring elsewhere and repaint both places."""
        before, self._ring = self._ring, point
        card = self.card()
        for place in (before, point):
            if place is not None and before != point:
                box = QRectF(0, 0, 2 * ERASER_RADIUS, 2 * ERASER_RADIUS)
                box.moveCenter(QPointF(*place))
                scaled = QRectF(box.topLeft() * card.width(), box.size() * card.width())
                self.update(scaled.translated(card.topLeft()).toAlignedRect().adjusted(-3, -3, 3, 3))

    # Size

    def sizeHint(self) -> QSize:
        return QSize(440, 440)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
