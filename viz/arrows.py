"""Small arrows, up and down, and a cross, for buttons at the end of a row."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

Arrow = Literal["up", "down", "remove"]

_LINES: dict[Arrow, tuple[tuple[tuple[float, float], ...], ...]] = {
    "up": (((8, 13), (8, 3)), ((4, 7), (8, 3), (12, 7))),
    "down": (((8, 3), (8, 13)), ((4, 9), (8, 13), (12, 9))),
    "remove": (((4, 4), (12, 12)), ((12, 4), (4, 12))),
}
"""In a square of 16 by 16."""
_SHARPNESS = 4


@lru_cache(maxsize=16)
def arrow_icon(name: Arrow, colour: str, faint: str) -> QIcon:
    """The drawing as a button's icon; `faint` is its colour where nothing can be done."""
    icon = QIcon()
    for mode, shade in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, faint)):
        picture = QPixmap(16 * _SHARPNESS, 16 * _SHARPNESS)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(_SHARPNESS, _SHARPNESS)
        pen = QPen(QColor(shade), 1.4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for line in _LINES[name]:
            painter.drawPolyline([QPointF(*point) for point in line])
        painter.end()
        icon.addPixmap(picture, mode)
    return icon
