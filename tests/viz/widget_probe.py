"""What tests ask of widgets: the colours in a plot, and where Tab goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from viz.plot import PlotPane


def colour_at(pane: PlotPane, x: float, y: float, *, right: float = 0.0, below: float = 0.0) -> QColor:
    """The colour drawn at a datum, or so many logical pixels beside it."""
    picture = pane.plot.grab().toImage()
    across, down = pane.plot.frame.pixel(x, y)
    ratio = picture.devicePixelRatio()
    return picture.pixelColor(int((across + right) * ratio), int((down + below) * ratio))


def close(a: QColor, b: str, by: int = 60) -> bool:
    """Whether two colours differ by little."""
    other = QColor(b)
    return abs(a.red() - other.red()) + abs(a.green() - other.green()) + abs(a.blue() - other.blue()) < by


def tab_order(widgets: Sequence[QWidget]) -> list[QWidget]:
    """These widgets in the order in which Tab reaches them from the first one on."""
    found: list[QWidget] = []
    widget = widgets[0]
    while len(found) < len(widgets):
        if widget in widgets:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found
