"""The data, with the true curve dashed and the fitted ones solid; both can be taken hold of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from viz.data_grip import Grip
from viz.data_points import Points
from viz.edited_plot import EditedPlot
from viz.frame import Array, Frame, Pair
from viz.layer import Layer, draw_curve
from viz.numbers import significant
from viz.plot_marks import draw_handle, draw_label, draw_point, draw_run_mark
from viz.theme import RunStyle, font

_LEAD, _OTHER, _FADED = 2.5, 1.75, 1.5
"""Widths of the first curve, of the others, and of those that stand back, logical pixels."""
_FADED_ALPHA = 110
"""Opacity, of 255, of curves that stand back."""
_MARK = 9.0
"""Size of a curve's marker, logical pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A fitted curve: y over x, each (n,), x ascending, in the style of its run; perhaps standing back."""

    x: Array
    y: Array
    style: RunStyle
    faded: bool = False


class DataPlot(EditedPlot):
    """y over x: points, the true curve, the fitted curves of the epoch shown, and the ghost's.

    Points can be edited after `set_editable`, the curve after `set_curve_handles`. Moved with the mouse or
    by keys they are shown where they were put, and the view fits itself to the data; whoever listens answers
    with `set_data` (with the data as they were, to refuse).
    """

    point_drag_started = Signal(int)
    """A point is being dragged: its index. GUI thread."""
    point_dragged = Signal(int, float, float)
    """The point that is held was moved: index, x, y in data units; at every mouse move. GUI thread."""
    point_drag_finished = Signal(int, float, float)
    """A point was dropped, or moved by a key (then nothing was started before): index, x, y. GUI thread."""
    point_drag_cancelled = Signal()
    """Escape, or the plot was hidden: the point is back where it was taken. GUI thread."""
    point_added = Signal(float, float)
    """A new point is wished for at x, y. GUI thread."""
    point_removed = Signal(int)
    """A point is not wanted any more: its index. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._points = Points()
        super().__init__(self._points, parent)
        self.plot.set_names("x", "y")
        self._ghost = pg.PlotCurveItem(antialias=True)
        self._true = pg.PlotCurveItem(antialias=True)
        for item in (self._points.item, self._ghost, self._true):
            self.plot.addItem(item)
        self._curves: tuple[Curve, ...] = ()
        self._lines = self.plot.add_layer(Layer(self._draw_curves, kept=True))
        self.plot.add_layer(Layer(self._draw_touched, inside=False))
        self._editor.point_drag_finished.connect(self._fit)  # the view stands still until then
        self._pass_on(
            "point_drag_started", "point_dragged", "point_drag_finished", "point_drag_cancelled",
            "point_added", "point_removed",
        )  # fmt: skip
        self.retranslate()

    # What is shown

    def set_data(self, x: Array, y: Array) -> None:
        """Show the points, each (n,), and fix the view to them.

        While a point is dragged the view stands still, and the data are taken to differ in that point only;
        data of another length end the drag.
        """
        editor = self._editor
        held = editor.drag is not None and editor.drag.grip.kind == "point" and editor.drag.moving
        if held and len(x) == len(self._points):
            self._points.keep_data(x, y)
            return
        if held:
            editor.drop()
        self._points.set_data(x, y)
        editor.fit_to(len(x))
        self.plot.refresh_still()
        self._fit()

    @property
    def sampled(self) -> int | None:
        """How many points are drawn, if those are not all of them."""
        return len(self._points.indices) if self._points.is_sampled else None

    def set_true_curve(self, x: Array, y: Array) -> None:
        """Dashed; empty arrays where the truth is not known."""
        self._true.setData(x, y)
        self.plot.refresh_still()

    def set_curves(self, curves: Sequence[Curve]) -> None:
        """The fitted curves of the epoch shown, the first in front; where there are more, with markers."""
        self._curves = tuple(curves)
        self._lines.touch()
        self.plot.refresh()

    def set_ghost(self, x: Array, y: Array) -> None:
        """The fitted curve of the run before; empty arrays for none."""
        self._ghost.setData(x, y)
        self.plot.refresh_still()

    # What can be taken hold of

    def set_editable(self, on: bool, levels: tuple[float, ...] | None = None) -> None:
        """Let points be dragged, added and deleted, with their y on one of `levels` if there are any."""
        self._editor.set_editable(on, levels)
        self._follow_editor()

    def set_curve_handles(self, handles: tuple[Pair, Pair] | None) -> None:
        """Put the two handles of the fitted curve at these x and y, or take them away."""
        self._editor.set_handles(handles or ())
        self._follow_editor()

    def choose_point(self, index: int | None) -> None:
        """Let the keys act upon this point, or upon none."""
        self._editor.choose(None if index is None else Grip("point", index))

    def chosen_point(self) -> int | None:
        """The index of the point that the keys act upon."""
        chosen = self._editor.chosen
        return chosen.index if chosen is not None and chosen.kind == "point" else None

    # How it is shown

    def restyle(self) -> None:
        """Draw everything anew."""
        theme, wide = self.theme, self.wide
        self._points.set_style(theme.data_points, wide)
        self._true.setPen(pg.mkPen(theme.true, width=1.5 * wide, style=Qt.PenStyle.DashLine))
        self._ghost.setPen(pg.mkPen(theme.ghost, width=1.5 * wide))
        self._lines.touch()
        self.plot.refresh_still()

    def retranslate(self) -> None:
        """Set all texts in the current language."""
        self._follow_editor()

    def _follow_editor(self) -> None:
        """Take the keys, and say what they do, as far as there is anything to do."""
        editor = self._editor
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if editor.active else Qt.FocusPolicy.NoFocus)
        lines = []
        if editor.handles:
            lines.append(
                self.tr(
                    "Drag a handle of the curve up or down; by keys: H chooses a handle, Up and Down move it."
                )
            )
        if editor.editable:
            lines.append(
                self.tr("Drag a point; double-click an empty place to add one, Ctrl and click to delete one.")
            )
            lines.append(
                self.tr(
                    "By keys: Left and Right choose a point, Ctrl and an arrow move it (with Shift a "
                    "little), Insert adds one, Delete deletes it."
                )
            )
        self.setToolTip("\n".join(lines))
        self._describe()

    def _describe(self) -> None:
        """Say in words what is chosen, for those who cannot see it."""
        chosen, count = self._editor.chosen, len(self._points)
        if chosen is None:
            text = self.tr("{count} points").format(count=f"{count:,}")
        else:
            x, y = (significant(value, 5) for value in self._editor.at(chosen))
            if chosen.kind == "point":
                text = self.tr("Point {number} of {count}: x = {x}, y = {y}")
            else:
                text = self.tr("Handle {number} of the curve: x = {x}, y = {y}")
            text = text.format(number=chosen.index + 1, count=f"{count:,}", x=x, y=y)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def _fit(self) -> None:
        extent = self._points.extent()
        if extent is not None:
            (left, right), (low, high) = extent
            side = 0.0 if right > left else 0.5  # all at one x: that x in the middle
            pad = 0.06 * ((high - low) or 1.0)
            self.plot.show_range((left - side, right + side), (low - pad, high + pad))

    # Drawing

    def _draw_curves(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        together = list(enumerate(self._curves))
        for k, curve in sorted(together, key=lambda pair: (not pair[1].faded, -pair[0])):
            colour = QColor(curve.style.colour)
            if curve.faded:
                colour.setAlpha(_FADED_ALPHA)
            width = _FADED if curve.faded else _LEAD if k == 0 else _OTHER
            draw_curve(painter, frame, curve.x, curve.y, pg.mkPen(colour, width=width * self.wide), within)
        if len(self._curves) > 1:
            for k, curve in reversed(together):
                at = mark_place(frame, curve, k, _MARK * self.wide)
                if at is not None:
                    size = _MARK * self.wide * (0.75 if curve.faded else 1.0)
                    draw_run_mark(painter, at, size, curve.style, self.theme.panel)

    def _draw_touched(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        """What is hovered, chosen or held, with its numbers; the handles; the focus."""
        editor, theme = self._editor, self.theme
        rect = QRectF(frame.left, frame.top, frame.width, frame.height)
        held = editor.drag.grip if editor.drag is not None and editor.drag.moving else None
        for k, handle in enumerate(editor.handles):
            at, grip = frame.pixel(*handle), Grip("handle", k)
            if frame.holds(*at, margin=1.0) or grip == held:
                draw_handle(painter, at, theme, self.wide, live=grip in (editor.hovered, editor.chosen, held))
        moved = self._points.moved
        if moved is not None and held != Grip("point", moved[0]):
            draw_point(painter, frame.pixel(*moved[1]), theme, self.wide * 0.7, held=False, chosen=False)
        for touched in dict.fromkeys((editor.hovered, editor.chosen, held)):
            if touched is not None and touched.kind == "point":
                at = frame.pixel(*editor.at(touched))
                is_chosen = touched == editor.chosen
                draw_point(painter, at, theme, self.wide, held=touched == held, chosen=is_chosen)
        told = held or editor.hovered or editor.chosen
        if told is not None and told.kind == "point":
            text = ", ".join(significant(value, 4) for value in editor.at(told))
            painter.setFont(font(11 * self.wide, tabular=True))
            draw_label(painter, f"({text})", frame.pixel(*editor.at(told)), rect, theme, 8.0 * self.wide)
        self._draw_ring(painter)


def mark_place(frame: Frame, curve: Curve, k: int, size: float) -> Pair | None:
    """The pixel of curve k's marker: a vertex near the right end of what is seen of the curve.

    Each next curve's stands a little further left, so that markers of curves that lie on each other are
    all seen. None where no vertex of the curve is inside the frame.
    """
    across, down = frame.pixels(curve.x, curve.y)
    half = size / 2
    with np.errstate(invalid="ignore"):
        seen = np.flatnonzero(
            (np.abs(across - frame.left - frame.width / 2) <= frame.width / 2 - half)
            & (np.abs(down - frame.top - frame.height / 2) <= frame.height / 2 - half)
        )
    if not len(seen):
        return None
    wish = across[seen[-1]] - (0.5 + 1.8 * k) * size
    place = seen[int(np.argmin(np.abs(across[seen] - wish)))]
    return float(across[place]), float(down[place])
