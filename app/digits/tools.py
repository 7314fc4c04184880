"""The row of tools under the canvas: pen, eraser, undo, redo, picture, clear."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from app.icons import icon
from viz.theme import UNIT, Theme
from viz.translated import Translated

COMPACT_BELOW = 400
"""Rows narrower than this, in logical pixels at normal type, show icons without words."""


class Tools(Translated):
    """Tells which tool is chosen and which step is wanted."""

    tool_requested = Signal(str)
    """A person wants "pen" or "eraser". GUI thread."""

    undo_requested = Signal()
    """A person wants the last step back. GUI thread."""

    redo_requested = Signal()
    """A person wants to do again what was taken back. GUI thread."""

    picture_requested = Signal()
    """A person wants to open a picture. GUI thread."""

    clear_requested = Signal()
    """A person wants a clean card. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = 1.0
        self.pen, self.eraser, self.undo, self.redo = (QToolButton(self) for _ in range(4))
        self.picture, self.clear = (QToolButton(self) for _ in range(2))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT // 2)
        self._group = QButtonGroup(self)
        for button in (self.pen, self.eraser):
            button.setCheckable(True)
            self._group.addButton(button)
        self.pen.setChecked(True)
        for button in self._buttons():
            button.setProperty("role", "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            row.addWidget(button)
        row.insertStretch(2, 1)
        row.insertStretch(5, 1)
        self.pen.clicked.connect(self._on_pen_clicked)
        self.eraser.clicked.connect(self._on_eraser_clicked)
        self.undo.clicked.connect(self.undo_requested)
        self.redo.clicked.connect(self.redo_requested)
        self.picture.clicked.connect(self.picture_requested)
        self.clear.clicked.connect(self.clear_requested)
        self.set_steps(False, False)
        self.set_width(COMPACT_BELOW)
        self.retranslate()

    def _buttons(self) -> tuple[QToolButton, ...]:
        return self.pen, self.eraser, self.undo, self.redo, self.picture, self.clear

    def set_tool(self, tool: str) -> None:
        """Show which tool is in hand."""
        (self.eraser if tool == "eraser" else self.pen).setChecked(True)

    def set_steps(self, can_undo: bool, can_redo: bool) -> None:
        """Enable the steps that there are."""
        self.undo.setEnabled(can_undo)
        self.redo.setEnabled(can_redo)

    def set_inked(self, inked: bool) -> None:
        """Enable clearing where there is something to clear."""
        self.clear.setEnabled(inked)

    def set_width(self, width: int) -> None:
        """Show words beside the icons if the row is wide enough; undo and redo are known by their arrows."""
        wide = width >= COMPACT_BELOW * self._scale
        words = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if wide else Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in (self.pen, self.eraser, self.picture, self.clear):
            button.setToolButtonStyle(words)

    def set_theme(self, theme: Theme) -> None:
        names = ("pen", "eraser", "undo", "redo", "picture", "clear")
        for button, name in zip(self._buttons(), names, strict=True):
            button.setIcon(icon(name, theme.text, theme.faint))

    def set_large_type(self, on: bool) -> None:
        self._scale = 1.5 if on else 1.0
        side = round(18 * self._scale)
        for button in self._buttons():
            button.setIconSize(QSize(side, side))

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        for button, text, tip in (
            (self.pen, self.tr("Pen"), self.tr("Draw with the pen (P)")),
            (self.eraser, self.tr("Eraser"), self.tr("Erase parts of strokes (E)")),
            (self.undo, self.tr("Undo"), self.tr("Take back the last stroke (Ctrl+Z)")),
            (self.redo, self.tr("Redo"), self.tr("Do again what was taken back (Ctrl+Shift+Z)")),
            (
                self.picture,
                self.tr("Picture"),
                self.tr(
                    "Open a photograph or a scan of a digit (O); it can be dropped on the card, or pasted "
                    "(Ctrl+V), as well"
                ),
            ),
            (self.clear, self.tr("Clear"), self.tr("Take a clean card (Delete)")),
        ):
            button.setText(text)
            button.setAccessibleName(text)
            button.setToolTip(tip)

    def _on_pen_clicked(self) -> None:
        self.tool_requested.emit("pen")

    def _on_eraser_clicked(self) -> None:
        self.tool_requested.emit("eraser")
