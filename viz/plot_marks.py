"""What stands out in the 2D plots: run markers, handles, points that are touched, and their numbers."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRadialGradient

from viz.frame import Pair
from viz.marker import marker_path
from viz.theme import RunStyle, Theme

_QUIET = 4.0
_RADIUS = 6.5
"""Of a handle, logical pixels."""
_GLOW = 2.4
"""Radius of a handle's glow, as a part of its own."""


def draw_run_mark(painter: QPainter, at: Pair, size: float, style: RunStyle, outline: str) -> None:
    """A run's marker, `size` logical pixels wide, with a thin outline that parts it from its curve."""
    painter.save()
    painter.translate(*at)
    painter.scale(size, size)
    painter.setPen(QPen(QColor(outline), 1 / size))
    painter.setBrush(QColor(style.colour))
    painter.drawPath(marker_path(style.marker))
    painter.restore()


def draw_handle(painter: QPainter, at: Pair, theme: Theme, scale: float, *, live: bool) -> None:
    """A quiet ring in the accent's colour; while `live` a disc with a ring and a glow, as the start's."""
    centre = QPointF(*at)
    if not live:
        painter.setBrush(QColor(theme.panel))
        painter.setPen(QPen(QColor(theme.accent), 2.0 * scale))
        painter.drawEllipse(centre, _QUIET * scale, _QUIET * scale)
        return
    radius = _RADIUS * scale
    glow = QRadialGradient(centre, _GLOW * radius)
    colour = QColor(theme.accent)
    colour.setAlphaF(0.62)
    glow.setColorAt(0.0, colour)
    colour.setAlphaF(0.0)
    glow.setColorAt(1.0, colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(glow)
    painter.drawEllipse(centre, _GLOW * radius, _GLOW * radius)
    painter.setBrush(QColor(theme.accent))
    painter.setPen(QPen(QColor("#ffffff"), 2.0))
    painter.drawEllipse(centre, radius, radius)


def draw_label(painter: QPainter, text: str, at: Pair, bounds: QRectF, theme: Theme, gap: float) -> None:
    """Numbers beside a point, on the side where there is room within `bounds`."""
    metrics = painter.fontMetrics()
    width, height = metrics.horizontalAdvance(text) + 8.0, metrics.height() + 2.0
    left = at[0] + gap if at[0] + gap + width <= bounds.right() else at[0] - gap - width
    top = at[1] - gap - height if at[1] - gap - height >= bounds.top() else at[1] + gap
    left = min(max(left, bounds.left()), bounds.right() - width)
    top = min(max(top, bounds.top()), bounds.bottom() - height)
    box = QRectF(left, top, width, height)
    paper = QColor(theme.raised)
    paper.setAlpha(230)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(paper)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(theme.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def draw_point(painter: QPainter, at: Pair, theme: Theme, scale: float, *, held: bool, chosen: bool) -> None:
    """A point of the data under the cursor; in the accent's colour while held, ringed while chosen."""
    centre = QPointF(*at)
    if chosen:
        painter.setPen(QPen(QColor(theme.text), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, 7.5 * scale, 7.5 * scale)
    painter.setPen(QPen(QColor(theme.panel), 1.0))
    painter.setBrush(QColor(theme.accent if held else theme.text))
    painter.drawEllipse(centre, 4.5 * scale, 4.5 * scale)
