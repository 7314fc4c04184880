"""The level line of a quadratic form, with its axes: what curvature looks like from above."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from viz.painted import Painted
from viz.theme import font

Array = npt.NDArray[np.float64]
_POINTS = 181
_LONG = 0.8
"""The longer axis takes so much of the half side of the drawing."""


def level_lines(smallest: float, largest: float, steep: tuple[float, float]) -> list[Array]:
    """The lines ½ dᵀHd = ±½·m around a point, m the larger |λ|, in the plane of the weights.

    Along an axis with eigenvalue λ the line crosses at √(m/|λ|): the flatter, the further. The unit is
    such that the flattest crossing lies at 1; where an eigenvalue is 0 there is none, and the steep one
    stands for it.

    Parameters
    ----------
    smallest, largest
        Eigenvalues of the Hessian H, the first not above the second.
    steep
        Eigenvector of `largest`, of any length but 0.

    Returns
    -------
    list of ndarray
        Lines (k, 2), float64: an ellipse where the signs agree, the four branches of two hyperbolas where
        they differ, two parallels where one eigenvalue is 0, none where both are.
    """
    m = max(abs(smallest), abs(largest))
    if m == 0 or not math.isfinite(m):
        return []
    length = math.hypot(*steep)
    along = np.array(steep) / length
    across = np.array([-along[1], along[0]])
    axes = [(largest, along), (smallest, across)]
    crossing = [math.sqrt(m / abs(value)) if value else math.inf for value, _ in axes]
    unit = max(value for value in crossing if math.isfinite(value))
    if math.inf in crossing:
        straight, other = (0, 1) if math.isfinite(crossing[0]) else (1, 0)
        way = np.linspace(-2.0, 2.0, 2)[:, None] * axes[other][1]
        reach = 0.5 * axes[straight][1]
        return [way + reach, way - reach]
    a, b = (value / unit for value in crossing)
    t = np.linspace(0.0, 2 * math.pi, _POINTS)
    if smallest * largest > 0:
        return [a * np.cos(t)[:, None] * along + b * np.sin(t)[:, None] * across]
    t = np.linspace(-3.0, 3.0, _POINTS)
    there, here = np.cosh(t)[:, None], np.sinh(t)[:, None]
    return [
        line
        for sign in (1, -1)
        for line in (
            sign * a * there * along + b * here * across,
            a * here * along + sign * b * there * across,
        )
    ]


class LevelLine(Painted):
    """Draws the level line to scale, ŵ₀ to the right and ŵ₁ upwards, the steep axis strong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Array] = []
        self._values = (0.0, 0.0)
        self._steep = (1.0, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def set_curvature(self, smallest: float, largest: float, steep: tuple[float, float]) -> None:
        """Draw other eigenvalues; `steep` is the eigenvector (w0, w1) of the largest."""
        length = math.hypot(*steep)
        self._values = (smallest, largest)
        self._steep = (steep[0] / length, steep[1] / length) if length else (1.0, 0.0)
        self._lines = level_lines(smallest, largest, self._steep)
        self.update()

    def clear(self) -> None:
        """Draw nothing."""
        self._values, self._lines = (0.0, 0.0), []
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(176, 176)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, s = self.theme, self.scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = 18 * s
        side = min(self.width(), self.height()) - edge
        frame = QRectF(edge, (self.height() - edge - side) / 2, side, side)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(frame.bottomLeft(), frame.bottomRight())
        painter.drawLine(frame.bottomLeft(), frame.topLeft())
        painter.setFont(font(11 * s))
        painter.setPen(QColor(theme.quiet))
        below = QRectF(frame.left(), frame.bottom(), frame.width(), edge)
        beside = QRectF(0, frame.top(), edge, edge)
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "ŵ₀")
        painter.drawText(beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, "ŵ₁")
        if self._lines:
            painter.setClipRect(frame)
            self._draw_form(painter, frame)
        painter.end()

    def _draw_form(self, painter: QPainter, frame: QRectF) -> None:
        theme = self.theme
        half, centre = _LONG * frame.width() / 2, frame.center()

        def place(x: float, y: float) -> QPointF:
            return QPointF(centre.x() + half * x, centre.y() - half * y)

        smallest, largest = self._values
        x, y = self._steep
        # faint: the axis along which the loss bends less
        for bend, (dx, dy) in ((largest, (x, y)), (smallest, (-y, x))):
            steeper = abs(bend) == max(abs(smallest), abs(largest))
            pen = QPen(QColor(theme.text if steeper else theme.faint), 1.5 * self.scale if steeper else 1)
            painter.setPen(pen)
            m = max(abs(smallest), abs(largest))
            flattest = min((abs(value) for value in self._values if value), default=m)
            reach = math.sqrt(flattest / abs(bend)) if bend else 2.0
            painter.drawLine(place(-reach * dx, -reach * dy), place(reach * dx, reach * dy))
        painter.setPen(QPen(QColor(theme.quiet), 1.5 * self.scale))
        for line in self._lines:
            painter.drawPolyline(QPolygonF([place(px, py) for px, py in line.tolist()]))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.text))
        painter.drawEllipse(centre, 2.5 * self.scale, 2.5 * self.scale)
