"""Puts a theme on the whole program."""

from __future__ import annotations

from importlib.resources import as_file, files

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.style import style_sheet
from viz.theme import Theme, font, palette


def system_theme() -> str:
    """`light` if the desktop asks for it, `dark` otherwise: the surface stands out best on it."""
    light = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light
    return "light" if light else "dark"


def apply_theme(window: QWidget, theme: Theme, *, large_type: bool) -> None:
    """Set Fusion, palette and font for the program, and the style sheet for a window and all it opens.

    A sheet for the whole application would be put on every widget anew at each of these steps: a second
    instead of a tenth.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if app.style().name() != "fusion":
        app.setStyle("fusion")
    app.setPalette(palette(theme))
    app.setFont(font(12.5 * (1.5 if large_type else 1.0)))
    with as_file(files("resources") / "icons" / f"arrow-{theme.name}.svg") as arrow:
        window.setStyleSheet(style_sheet(theme, large_type=large_type, arrow=arrow.as_posix()))
