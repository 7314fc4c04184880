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
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled or colour)):
        for size in (16, 24, 32, 48, 64):
            result.addPixmap(_pixmap(name, tint, size), mode)
    return result


def _pixmap(name: str, colour: str, size: int) -> QPixmap:
    source = (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("#000", colour).encode()))
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
