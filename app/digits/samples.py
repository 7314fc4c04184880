"""Drawings that come with the program, and their small pictures on buttons."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from viz.ink import PEN_WIDTH, stroke_paths
from viz.strokes import Stroke, as_stroke
from viz.theme import DARK, UNIT, Theme

NAMES = ("seven", "four", "eight", "between-four-and-nine")
"""Files under `resources/samples`, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A drawing in units of the canvas; `digit` is None where people would not agree on one."""

    digit: int | None
    strokes: tuple[Stroke, ...]


def load_sample(name: str) -> Sample:
    """Read `resources/samples/NAME.json`."""
    text = (files("resources") / "samples" / f"{name}.json").read_text(encoding="utf-8")
    values = json.loads(text)
    return Sample(values["digit"], tuple(as_stroke(points) for points in values["strokes"]))


class SampleButton(QAbstractButton):
    """A small card with a drawing on it."""

    def __init__(self, sample: Sample, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sample = sample
        self._theme = DARK
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(7 * UNIT, 7 * UNIT)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            lit = self.underMouse() or self.hasFocus()
            painter.setBrush(QColor(theme.hover if self.isDown() else theme.paper))
            painter.setPen(QPen(QColor(theme.quiet if lit else theme.line), 1.0))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
            painter.scale(self.width(), self.height())
            pen = QPen(QColor(theme.ink), PEN_WIDTH)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for stroke in self.sample.strokes:
                for path in stroke_paths(stroke.tolist()):
                    painter.drawPath(path)
