"""Curves between 0 and 1, named at their right ends, and one of them that can be taken hold of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from viz.data_grip import Grip
from viz.data_points import Points
from viz.edited_plot import EditedPlot
from viz.end_labels import spread
from viz.frame import Array, Frame, Pair
from viz.layer import Layer, draw_curve
from viz.numbers import significant
from viz.plot_marks import draw_handle
from viz.theme import font

_OF_FAMILY, _FREE = 1.75, 3.0
"""Widths of the curves, logical pixels."""
_ABOVE = 0.06
"""How far the view goes beyond 0 and 1."""
_LEADER, _SAMPLE, _GAP, _LABEL = 18.0, 26.0, 6.0, 20.0
"""From a curve's end to its label, the piece of line there, the space after it, and a label's height."""
_TANGENT = 88.0
"""Half the length of the tangent that is drawn, pixels."""
_LINES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
"""By which curves of a family differ besides their colours."""
_FIRST_STYLE = 1
"""The family's colours begin here among those of the runs: the first one is too much like the accent."""


@dataclass(frozen=True, slots=True, eq=False)
class NamedCurve:
    """A curve: y over the plot's x, (n,), and its name."""

    y: Array
    name: str


@dataclass(frozen=True, slots=True)
class Landmarks:
    """What is marked on the free curve.

    Attributes
    ----------
    at_zero
        Its value at x = 0.
    crossing
        The x at which it is ½; None if there is none.
    slope
        Its slope there.
    """

    at_zero: float
    crossing: float | None
    slope: float


class SigmoidPlot(EditedPlot):
    """A family of curves to be compared, and a free curve in the accent's colour with two handles.

    A handle goes up and down; whoever listens answers with `set_free`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Points(), parent)
        self._x: Array = np.array([0.0, 1.0])
        self._family: tuple[NamedCurve, ...] = ()
        self._free = NamedCurve(np.full(2, 0.5), "")
        self._landmarks = Landmarks(0.5, None, 0.0)
        self._room = 0.0
        self._guides = self.plot.add_layer(Layer(self._draw_guides, kept=True))
        self._lines = self.plot.add_layer(Layer(self._draw_family, kept=True))
        self.plot.add_layer(Layer(self._draw_free))
        self.plot.add_layer(Layer(self._draw_labels, inside=False))
        self.plot.add_layer(Layer(self._draw_handles, inside=False))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plot.set_names("x", "σ(Wx + b)")
        self.retranslate()

    # What is shown

    def set_family(self, x: Array, span: Pair, curves: Sequence[NamedCurve]) -> None:
        """The curves to be compared, over `x`, (n,) ascending; the view shows `span`. At most four."""
        self._x, self._family = x, tuple(curves)
        self.plot.show_range(span, (-_ABOVE, 1.0 + _ABOVE))
        self._lines.touch()
        self._make_room()
        self._describe()

    def set_free(self, curve: NamedCurve, landmarks: Landmarks) -> None:
        """The free curve, over the same x, and what is marked on it."""
        renamed = curve.name != self._free.name
        self._free, self._landmarks = curve, landmarks
        if renamed:
            self._make_room()
            self._describe()
        self.plot.refresh()

    def set_curve_handles(self, handles: tuple[Pair, Pair] | None) -> None:
        """Put the two handles of the free curve at these x and y, or take them away."""
        self._editor.set_handles(handles or ())
        self._describe()

    # How it is shown

    def restyle(self) -> None:
        """Draw everything anew."""
        self._guides.touch()
        self._lines.touch()
        self._make_room()
        self.plot.refresh_still()

    def retranslate(self) -> None:
        """Set all texts in the current language."""
        self.setAccessibleName(self.tr("Curves of σ(Wx + b)"))
        self.setToolTip(
            self.tr(
                "Drag a handle of the curve up or down; by keys: H chooses a handle, Up and Down move it."
            )
        )
        self._describe()

    def _describe(self) -> None:
        """Say in words what is chosen, for those who cannot see it."""
        chosen = self._editor.chosen
        if chosen is None or chosen.index >= len(self._editor.handles):
            text = ", ".join(curve.name for curve in (*self._family, self._free) if curve.name)
        else:
            x, y = (significant(value, 4) for value in self._editor.at(chosen))
            text = self.tr("Handle {number} of the curve: x = {x}, y = {y}")
            text = text.format(number=chosen.index + 1, x=x, y=y)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def _make_room(self) -> None:
        """Keep the room to the right of the curves that their names take."""
        metrics = QFontMetricsF(font(12 * self.wide, tabular=True))
        names = [curve.name for curve in (*self._family, self._free)]
        widest = max(metrics.horizontalAdvance(name) for name in names)
        room = (_LEADER + _SAMPLE + 2 * _GAP) * self.wide + widest + _GAP
        if room != self._room:
            self._room = room
            self.plot.getPlotItem().layout.setContentsMargins(0, 8, room, 0)
            self.plot.refresh_still()
        self.plot.refresh()

    # Drawing

    def _pen(self, k: int) -> QPen:
        pen = QPen(QColor(self._colour(k)), _OF_FAMILY * self.wide, _LINES[k % len(_LINES)])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def _colour(self, k: int) -> str:
        return self.theme.runs[_FIRST_STYLE + k].colour

    def _draw_guides(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        """Lines at 0, ½ and 1, and at x = 0."""
        left, right = frame.left, frame.left + frame.width
        for y in (0.0, 0.5, 1.0):
            style = Qt.PenStyle.DashLine if y == 0.5 else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(self.theme.faint if y == 0.5 else self.theme.line), 1, style))
            down = frame.pixel(0.0, y)[1]
            painter.drawLine(QPointF(left, down), QPointF(right, down))
        painter.setPen(QPen(QColor(self.theme.line), 1))
        across = frame.pixel(0.0, 0.0)[0]
        painter.drawLine(QPointF(across, frame.top), QPointF(across, frame.top + frame.height))

    def _draw_family(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        for k, curve in enumerate(self._family):
            draw_curve(painter, frame, self._x, curve.y, self._pen(k), within)

    def _draw_free(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        accent, marks = QColor(self.theme.accent), self._landmarks
        draw_curve(painter, frame, self._x, self._free.y, QPen(accent, _FREE * self.wide), within)
        painter.setPen(QPen(QColor(self.theme.text), 1.0 * self.wide))
        crossing = marks.crossing
        if crossing is not None and frame.x[0] <= crossing <= frame.x[1]:
            at = frame.pixel(crossing, 0.5)
            tangent = _direction(marks.slope, frame)
            reach = _TANGENT * self.wide
            ahead, behind = (
                (at[0] + s * reach * tangent[0], at[1] + s * reach * tangent[1]) for s in (1, -1)
            )
            painter.drawLine(QPointF(*behind), QPointF(*ahead))
            self._draw_dot(painter, at)
        if frame.x[0] <= 0.0 <= frame.x[1]:
            self._draw_dot(painter, frame.pixel(0.0, marks.at_zero))

    def _draw_dot(self, painter: QPainter, at: Pair) -> None:
        painter.setBrush(QColor(self.theme.panel))
        painter.setPen(QPen(QColor(self.theme.text), 1.5 * self.wide))
        painter.drawEllipse(QPointF(*at), 3.5 * self.wide, 3.5 * self.wide)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_labels(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        """Each curve's name beside its right end, with a piece of its line: a thin one leads from the end."""
        named = [(curve, QColor(self._colour(k)), self._pen(k)) for k, curve in enumerate(self._family)]
        accent = QColor(self.theme.accent)
        named.append((self._free, accent, QPen(accent, _FREE * self.wide)))
        ends = [frame.pixel(0.0, float(curve.y[-1]))[1] for curve, _, _ in named]
        height = _LABEL * self.wide
        middles = spread(ends, height, frame.top, frame.top + frame.height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(12 * self.wide, tabular=True))
        right = frame.left + frame.width
        for (curve, colour, pen), end, middle in zip(named, ends, middles, strict=True):
            start = right + _LEADER * self.wide
            thin = QColor(colour)
            thin.setAlpha(130)
            painter.setPen(QPen(thin, 1.0))
            painter.drawLine(QPointF(right + 2, end), QPointF(start - 2, middle))
            painter.setPen(pen)
            stop = start + _SAMPLE * self.wide
            painter.drawLine(QPointF(start, middle), QPointF(stop, middle))
            painter.setPen(QColor(self.theme.text))
            room = QRectF(stop + _GAP, middle - height / 2, self._room, height)
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, curve.name)

    def _draw_handles(self, painter: QPainter, frame: Frame, within: Pair) -> None:
        editor = self._editor
        held = editor.drag.grip if editor.drag is not None and editor.drag.moving else None
        for k, handle in enumerate(editor.handles):
            grip = Grip("handle", k)
            live = grip in (editor.hovered, editor.chosen, held)
            draw_handle(painter, frame.pixel(*handle), self.theme, self.wide, live=live)
        self._draw_ring(painter)


def _direction(slope: float, frame: Frame) -> Pair:
    """The unit vector, in pixels, along which a line of this slope goes."""
    across = frame.width / (frame.x[1] - frame.x[0])
    down = -slope * frame.height / (frame.y[1] - frame.y[0])
    length = math.hypot(across, down)
    return across / length, down / length
