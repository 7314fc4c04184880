"""Ink as pixels: strokes drawn once into a picture, and then only what is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from viz.strokes import Point, Stroke

PEN_WIDTH = 0.055
"""Width of the pen in units of the canvas. What the network gets is drawn anew with MNIST's own width."""

_RUN = 64
"""So many points make one path: the outline of a long wide path that crosses itself is slow to fill."""


def stroke_paths(points: Sequence[Point]) -> list[QPainterPath]:
    """The smooth curve of a stroke: quadratic arcs from midpoint to midpoint, as `viz.strokes.smooth`."""
    dots = [QPointF(x, y) for x, y in points]
    paths = [QPainterPath(dots[0])]
    for k in range(1, len(dots)):
        middle = (dots[k - 1] + dots[k]) / 2
        if k == 1:
            paths[-1].lineTo(middle)
        else:
            paths[-1].quadTo(dots[k - 1], middle)
        if k % _RUN == 0:
            paths.append(QPainterPath(middle))
    _end(paths[-1], dots[-1])
    return paths


def _end(path: QPainterPath, point: QPointF) -> None:
    """Draw a line to `point`, a very short one if the pen is there: a path without length leaves no dot."""
    if path.currentPosition() == point:
        point = point + QPointF(1e-4, 0.0)
    path.lineTo(point)


def _arc(newest: Sequence[Point]) -> QPainterPath:
    """The arc that the newest two or three points of a trail settle: up to the middle of the last segment."""
    dots = [QPointF(x, y) for x, y in newest[-3:]]
    middle = (dots[-2] + dots[-1]) / 2
    if len(dots) == 2:
        path = QPainterPath(dots[0])
        _end(path, middle)
    else:
        path = QPainterPath((dots[0] + dots[1]) / 2)
        path.quadTo(dots[1], middle)
    return path


def _tail(last: Sequence[Point]) -> QPainterPath:
    """From the middle of a trail's last segment to its end; a dot if there is one point only."""
    dots = [QPointF(x, y) for x, y in last]
    path = QPainterPath((dots[0] + dots[-1]) / 2)
    _end(path, dots[-1])
    return path


class Ink:
    """The ink of a square canvas of `side` logical pixels, in device pixels.

    While the pen moves only the newest arc is added; the last half segment, which the next point will
    bend, is not in the picture: `paint` draws it on top.
    """

    def __init__(self) -> None:
        self._side = 1.0
        self._colour = ""
        self._pixmap = QPixmap()

    def fits(self, side: float, ratio: float, colour: str) -> bool:
        """Whether the picture has been drawn for this size, pixel ratio and colour."""
        return (side, ratio, colour) == (self._side, self._pixmap.devicePixelRatio(), self._colour)

    def render(self, strokes: Iterable[Stroke], side: float, ratio: float, colour: str) -> None:
        """Draw everything anew: after a new size, theme, or step back."""
        self._side, self._colour = side, colour
        pixels = max(1, round(side * ratio))
        if self._pixmap.width() != pixels or self._pixmap.devicePixelRatio() != ratio:
            self._pixmap = QPixmap(pixels, pixels)
            self._pixmap.setDevicePixelRatio(ratio)
        self._pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(self._pixmap) as painter:
            self._prepare(painter)
            for stroke in strokes:
                for path in stroke_paths(stroke.tolist()):
                    painter.drawPath(path)

    def add(self, newest: Sequence[Point]) -> QRectF:
        """Add the arc that the newest three points settle; return the region to repaint, logical pixels."""
        if len(newest) > 1:
            with QPainter(self._pixmap) as painter:
                self._prepare(painter)
                painter.drawPath(_arc(newest))
        return self.region(newest)

    def region(self, points: Sequence[Point]) -> QRectF:
        """The rectangle, logical pixels, that ink along a few points may touch."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        margin = PEN_WIDTH / 2
        box.adjust(-margin, -margin, margin, margin)
        whole = QRectF(
            box.x() * self._side, box.y() * self._side, box.width() * self._side, box.height() * self._side
        )
        return whole.adjusted(-2, -2, 2, 2)

    def paint(self, painter: QPainter, tails: Iterable[Sequence[Point]] = ()) -> None:
        """Paint the ink at the origin, and the last half segment of each trail, given as its two points."""
        painter.drawPixmap(0, 0, self._pixmap)
        painter.save()
        self._prepare(painter)
        for tail in tails:
            painter.drawPath(_tail(tail))
        painter.restore()

    def _prepare(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._side, self._side)
        pen = QPen(QColor(self._colour), PEN_WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
