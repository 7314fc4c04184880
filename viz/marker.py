"""The runs' marker shapes for tables and lists: the very paths that the 2D plots draw."""

from __future__ import annotations

from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from viz.theme import Marker, RunStyle

SYMBOLS: dict[Marker, str] = {
    "circle": "o", "square": "s", "triangle": "t1", "diamond": "d",
    "pentagon": "p", "cross": "x", "plus": "+", "star": "star",
}  # fmt: skip
"""pyqtgraph's names of the shapes."""


def marker_path(marker: Marker) -> QPainterPath:
    """The shape around the origin, about 1 wide and 1 high."""
    path = Symbols[SYMBOLS[marker]]
    assert isinstance(path, QPainterPath)
    return path


def draw_marker(
    painter: QPainter, centre: QPointF, size: float, style: RunStyle, *, hollow: bool = False
) -> None:
    """Draw a run's marker, `size` logical pixels wide; hollow stands for a run that is hidden."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre)
    painter.scale(size, size)
    colour = QColor(style.colour)
    painter.setPen(QPen(colour, 1.2 / size))
    if not hollow:
        painter.setBrush(colour)
    painter.drawPath(marker_path(style.marker))
    painter.restore()
