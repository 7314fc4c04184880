"""What can be done, and with which keys: one page, made from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.actions import ACTIONS


class HelpDialog(QDialog):
    """Keys and gestures."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Lossland: what can be done"))
        sections = {
            "run": self.tr("Run"),
            "view": self.tr("View"),
            "studio": self.tr("Compare and explain"),
            "lab": self.tr("MNIST lab"),
            "window": self.tr("Window"),
        }
        gestures = (
            (self.tr("Drag the start"), self.tr("Another start; the path descent would take follows")),
            (self.tr("Drag beside the surface"), self.tr("Turn the camera")),
            (self.tr("Right button, or Shift and drag"), self.tr("Shift the view")),
            (self.tr("Wheel"), self.tr("Closer or farther")),
            (self.tr("Arrow keys on the surface"), self.tr("Move the start; with Shift in small steps")),
            (self.tr("Ctrl and arrow keys"), self.tr("Turn the camera")),
            (self.tr("Escape while dragging"), self.tr("Put the start back")),
        )
        page = QWidget(self)
        grid = QGridLayout(page)
        grid.setContentsMargins(24, 16, 24, 16)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        row = self._section(grid, 0, self.tr("On the surface"))
        for keys, text in gestures:
            row = self._row(grid, row, keys, text)
        for place, title in sections.items():
            row = self._section(grid, row, title)
            for spec in ACTIONS:
                if spec.place == place and spec.listed:
                    ends = (spec.keys[0], spec.last) if spec.last else spec.keys[:1]
                    native = QKeySequence.SequenceFormat.NativeText
                    keys = " … ".join(QKeySequence(end).toString(native) for end in ends)
                    name = QCoreApplication.translate("actions", spec.text)
                    tip = QCoreApplication.translate("actions", spec.tip)
                    row = self._row(grid, row, keys, f"{name}: {tip}")
        scroll = QScrollArea(self)
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        self.resize(640, 640)

    @staticmethod
    def _section(grid: QGridLayout, row: int, title: str) -> int:
        label = QLabel(title)
        label.setProperty("role", "title")
        if row:
            grid.setRowMinimumHeight(row, 12)
            row += 1
        grid.addWidget(label, row, 0, 1, 2)
        return row + 1

    @staticmethod
    def _row(grid: QGridLayout, row: int, keys: str, text: str) -> int:
        name, what = QLabel(keys), QLabel(text)
        name.setProperty("role", "quiet")
        what.setWordWrap(True)
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(what, row, 1, Qt.AlignmentFlag.AlignTop)
        return row + 1
