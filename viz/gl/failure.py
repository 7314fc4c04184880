"""Whether OpenGL can be used here, and what stands in the 3D view's place if not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QOffscreenSurface, QOpenGLContext
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from viz.theme import DARK, Theme, font


def gl_problem() -> str:
    """Why OpenGL cannot be used on this display; empty if it can."""
    shared = QOpenGLContext.globalShareContext()
    if shared is not None and shared.isValid():
        return ""
    context = QOpenGLContext()
    if not context.create():
        return "no OpenGL context can be created"
    surface = QOffscreenSurface()
    surface.setFormat(context.format())
    surface.create()
    usable = context.makeCurrent(surface)
    context.doneCurrent()
    surface.destroy()
    return "" if usable else "the OpenGL context cannot be used"


class FailurePane(QWidget):
    """What stands in the view's place when nothing can be drawn."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._large = False
        self._reason = ""
        self._title, self._text = QLabel(self), QLabel(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(48, 48, 48, 48)
        layout.setSpacing(8)
        layout.addStretch(1)
        for label in (self._title, self._text):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(label)
        layout.addStretch(1)

    def set_reason(self, reason: str) -> None:
        """Say why, in the driver's or Python's words."""
        self._reason = reason
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.retranslate()

    def set_large_type(self, on: bool) -> None:
        """Type to be read from the last row."""
        self._large = on
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the current language."""
        k = 1.5 if self._large else 1.0
        self._title.setText(self.tr("The 3D view needs OpenGL, and there is none here."))
        self._text.setText(
            self.tr(
                "Everything else works: training, data and curve, the loss curve and the digits. ({reason})"
            ).format(reason=self._reason)
        )
        self._title.setFont(font(16 * k))
        self._text.setFont(font(13 * k))
        self._title.setStyleSheet(f"color: {self._theme.text};")
        self._text.setStyleSheet(f"color: {self._theme.quiet};")
