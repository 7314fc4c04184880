"""Windows to be tested: real ones, each with settings of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from app import i18n
from app.driving import pause, wait_until
from app.settings import Settings
from app.startup import Loader, make_window
from app.window import MainWindow

Make = Callable[..., tuple[MainWindow, Loader]]


@pytest.fixture
def make(qapp: QApplication, tmp_path: Path) -> Iterator[Make]:
    """Makes windows with settings of their own; closes and deletes them afterwards."""
    interval = sys.getswitchinterval()
    look = qapp.palette(), qapp.styleSheet(), qapp.font()
    made: list[MainWindow] = []

    def make_one(lesson: str | None = None, **values: object) -> tuple[MainWindow, Loader]:
        settings = Settings(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
        for name, value in {"motion": False, "theme": "dark", "language": "en", **values}.items():
            settings.setValue(name, value)
        window, loader = make_window(settings, lesson=lesson)
        made.append(window)
        window.resize(1366, 768)
        window.show()
        return window, loader

    yield make_one
    for window in made:
        window.close()
        window.deleteLater()
    pause(0.05)
    i18n.set_language("en")
    qapp.setPalette(look[0])
    qapp.setStyleSheet(look[1])
    qapp.setFont(look[2])
    sys.setswitchinterval(interval)


@pytest.fixture
def window(make: Make) -> MainWindow:
    """A window that is ready, on the first lesson."""
    window, loader = make("linear")
    wait_until(lambda: loader.ready, "the window's being ready", 120)
    wait_until(lambda: window.descent.surface.view.pixel_of(-5.0, 10.0) is not None, "the surface")
    window.activateWindow()  # no window manager does it here, and keys go to the active window
    wait_until(window.isActiveWindow, "the window's being active")
    return window
