"""SVG icons in the colours of the theme."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


@cache
def icon(name: str, colour: str, disabled: str = "") -> QIcon:
    """The icon `resources/icons/NAME.svg`, its black drawn in `colour` (`disabled` where disabled)."""
    result = QIcon()
    result.addPixmap(_pixmap(name, colour), QIcon.Mode.Normal)
    if disabled:
        result.addPixmap(_pixmap(name, disabled), QIcon.Mode.Disabled)
    return result


SIDE = 96
"""Pixels: enough for the largest button on the densest screen; Qt makes smaller ones of it, smoothly."""


def _pixmap(name: str, colour: str) -> QPixmap:
    source = (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("#000", colour).encode()))
    pixmap = QPixmap(SIDE, SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, SIDE, SIDE))
    painter.end()
    return pixmap
