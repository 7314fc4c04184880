"""Where the parts of the MNIST tab stand: in three columns, in a low tab in four, in a sheet that scrolls."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from app.digits.facts_panel import FactsPanel
from app.digits.proportions import LOWEST, MARGIN, Proportions
from app.digits.sees import Sees
from app.digits.tools import Tools
from viz.digit_canvas import DigitCanvas
from viz.theme import UNIT


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands on the page.

    Attributes
    ----------
    draw_title, canvas, tools
        Where a digit is drawn.
    head, answers
        What the network reads: title and bars.
    network_title, facts
        What the network is.
    sees_title, sees
        The very picture that it received.
    samples, explained, explanation
        Drawings to try; how to read it all, and the words of that.
    """

    draw_title: QLabel
    canvas: DigitCanvas
    tools: Tools
    head: QWidget
    answers: QWidget
    network_title: QLabel
    facts: FactsPanel
    sees_title: QLabel
    sees: Sees
    samples: QWidget
    explained: QWidget
    explanation: QLabel


class Places:
    """Lays the parts out on their page, and gives each the size that it has in the room there is."""

    def __init__(self, page: QWidget, parts: Parts) -> None:
        self._parts = parts
        self._grid = QGridLayout(page)
        self._low = False
        self._arrange(low=False)

    def fit(self, p: Proportions, scale: float) -> None:
        """Take these proportions; `scale` is that of the type."""
        parts = self._parts
        if p.low != self._low:
            self._low = p.low
            self._arrange(low=p.low)
        parts.canvas.setFixedSize(p.side, p.side)
        parts.answers.setFixedSize(p.middle, p.side)
        for part in (parts.facts, parts.network_title):
            part.setVisible(p.right > 0)
        parts.facts.setFixedWidth(p.right)
        parts.sees.fit(p.cell, p.sees if p.low else p.side, low=p.low)
        parts.explanation.setFixedWidth(p.right)
        parts.tools.set_width(p.side)
        parts.tools.setFixedWidth(p.side)
        widths = [p.side, p.gap, p.middle, p.gap if p.right else 0, p.right]
        if p.low:
            widths[1:1] = [p.gap, p.sees]
        for column, width in enumerate(widths, 1):
            self._grid.setColumnMinimumWidth(column, width)
        parts.draw_title.setFixedHeight(round(4 * UNIT * scale))

    def _arrange(self, *, low: bool) -> None:
        """Three columns: titles, what is large, tools, what is small. In a low tab four, none small."""
        top, grid, parts = Qt.AlignmentFlag.AlignTop, self._grid, self._parts
        titles = (parts.draw_title, parts.sees_title, parts.head, parts.network_title)
        large = (parts.canvas, parts.tools, parts.answers, parts.facts)
        for part in (*titles, *large, parts.sees, parts.samples, parts.explained):
            grid.removeWidget(part)
        for index in range(9):
            grid.setRowStretch(index, 0)
            grid.setColumnStretch(index, 0)
            grid.setRowMinimumHeight(index, 0)
            grid.setColumnMinimumWidth(index, 0)
        bars, facts = (5, 7) if low else (3, 5)
        for column, title in ((1, parts.draw_title), (bars, parts.head), (facts, parts.network_title)):
            grid.addWidget(title, 1, column)
        parts.sees.arrange(low=low)
        grid.addWidget(parts.canvas, 2, 1, top)
        grid.addWidget(parts.answers, 2, bars, top)
        # In a low tab what is higher than the canvas and its tools makes room below them, not between.
        grid.addWidget(parts.facts, 2, facts, 4 if low else 3, 1, top)
        grid.setRowStretch(5, 1 if low else 0)
        grid.addWidget(parts.tools, 4, 1)
        if low:
            grid.addWidget(parts.sees_title, 1, 3)
            grid.addWidget(parts.sees, 2, 3, 4, 1, top)
        else:
            for column, part in ((1, parts.sees), (3, parts.samples), (5, parts.explained)):
                grid.addWidget(part, 6, column, top)
        for part in (parts.samples, parts.explained):
            part.setVisible(not low)
        edge = UNIT if low else MARGIN
        grid.setContentsMargins(MARGIN, edge, MARGIN, edge)
        grid.setSpacing(0)
        for column in (0, 8 if low else 6):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(0, 2)
        grid.setRowMinimumHeight(3, UNIT)
        grid.setRowMinimumHeight(5, 0 if low else 3 * UNIT)
        grid.setRowStretch(7, 3)


class Sheet(QScrollArea):
    """Scrolls what is too large; tells how much room there is."""

    resized = Signal(QSize)
    """It has another size. GUI thread."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the page fits
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.resized.emit(event.size())
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, LOWEST)
