"""Small line drawings for buttons that stand in rows: too many, and too small, for files of their own."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

Glyph = Literal["shown", "hidden", "pin", "again", "close", "up", "down"]

_SIDE = 16.0
_SHARPNESS = 4
"""Pixels of an icon's picture for each logical pixel: enough for the densest screens."""


@cache
def glyph_path(name: Glyph) -> QPainterPath:
    """The drawing in a square of 16 by 16, to be stroked."""
    path = QPainterPath()
    if name in ("shown", "hidden"):  # an eye
        path.moveTo(1.5, 8)
        path.quadTo(8, 0.5, 14.5, 8)
        path.quadTo(8, 15.5, 1.5, 8)
        path.addEllipse(QPointF(8, 8), 2.1, 2.1)
    if name == "hidden":
        path.moveTo(2.5, 13.5)
        path.lineTo(13.5, 2.5)
    elif name == "pin":
        path.moveTo(5.5, 2)
        for x, y in ((10.5, 2), (10, 6.5), (12.5, 9.5), (3.5, 9.5), (6, 6.5), (5.5, 2)):
            path.lineTo(x, y)
        path.moveTo(8, 9.5)
        path.lineTo(8, 14.5)
    elif name == "again":
        circle = QRectF(3, 3, 10, 10)
        path.arcMoveTo(circle, 30)
        path.arcTo(circle, 30, 300)
        tip = path.pointAtPercent(0.0)
        path.moveTo(tip.x() + 0.6, tip.y() - 4)
        path.lineTo(tip.x() + 0.2, tip.y())
        path.lineTo(tip.x() - 3.6, tip.y() - 0.6)
    elif name == "close":
        path.moveTo(4, 4)
        path.lineTo(12, 12)
        path.moveTo(12, 4)
        path.lineTo(4, 12)
    elif name in ("up", "down"):
        head, tail = (3.0, 13.0) if name == "up" else (13.0, 3.0)
        wing = head + 0.4 * (tail - head)
        path.moveTo(8, tail)
        path.lineTo(8, head)
        path.moveTo(4, wing)
        path.lineTo(8, head)
        path.lineTo(12, wing)
    return path


def draw_glyph(
    painter: QPainter, name: Glyph, centre: QPointF, size: float, colour: str, *, filled: bool = False
) -> None:
    """Draw a glyph `size` logical pixels wide."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre)
    painter.scale(size / _SIDE, size / _SIDE)
    painter.translate(-_SIDE / 2, -_SIDE / 2)
    pen = QPen(QColor(colour), 1.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    if filled:
        painter.setBrush(QColor(colour))
    painter.drawPath(glyph_path(name))
    painter.restore()


@lru_cache(maxsize=16)
def glyph_icon(name: Glyph, colour: str, faint: str = "") -> QIcon:
    """The glyph as a button's icon; `faint` is its colour where nothing can be done, if that is another."""
    icon = QIcon(_pixmap(name, colour))
    if faint:
        icon.addPixmap(_pixmap(name, faint), QIcon.Mode.Disabled)
    return icon


def _pixmap(name: Glyph, colour: str) -> QPixmap:
    pixmap = QPixmap(round(_SIDE * _SHARPNESS), round(_SIDE * _SHARPNESS))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    middle = _SIDE * _SHARPNESS / 2
    draw_glyph(painter, name, QPointF(middle, middle), _SIDE * _SHARPNESS, colour)
    painter.end()
    return pixmap
