"""From the command line to a window that is ready: what is loaded when.

The first frame needs Qt alone. Once it has been seen, torch loads in the training thread while NumPy,
pyqtgraph and OpenGL load here; the surface can be dragged as soon as both are there.
"""

from __future__ import annotations

import gc
import logging
import sys

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from app.settings import Settings
from app.window import MainWindow
from engine.curve_lesson import all_lessons

SWITCH_INTERVAL = 0.0005
"""Seconds a thread keeps the interpreter: short, so that training never makes the pointer wait."""


def make_application(arguments: list[str]) -> QApplication:
    """The one `QApplication`, with contexts shared so that GL views may come and go."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication(arguments)
    app.setApplicationName("Lossland")
    app.setOrganizationName("Lossland")
    app.setDesktopFileName("lossland")
    return app


class Loader(QObject):
    """Brings the window to life in the order in which a person needs it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.ready = False
        window.first_painted.connect(self._on_window_first_painted, Qt.ConnectionType.QueuedConnection)
        window.descent_controller.player.ready.connect(self._on_player_ready)

    @Slot()
    def _on_window_first_painted(self) -> None:
        if not self._window.isVisible():  # closed as soon as it was seen
            return
        self._window.activateWindow()  # no window manager, no keys: there nobody else does it
        self._window.descent_controller.start()
        self._window.descent_controller.furnish()
        if self._window.settings.value("tab") == "digits":
            self._window.show_tab("digits")

    @Slot()
    def _on_player_ready(self) -> None:
        QTimer.singleShot(0, self._finish)

    @Slot()
    def _finish(self) -> None:
        if not self._window.isVisible():
            return
        self._window.furnish_digits()
        # What has been loaded stays. Looking through it for garbage again and again would hold the pointer
        # up for a tenth of a second each time: torch alone is hundreds of thousands of objects.
        gc.collect()
        gc.freeze()
        self.ready = True


def make_window(settings: Settings | None = None, *, lesson: str | None = None) -> tuple[MainWindow, Loader]:
    """The window and its loader; showing the window sets everything else going."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    window = MainWindow(settings or Settings())
    if lesson is not None:
        window.descent_controller.open_lesson(lesson)
    elif any(window.settings.value("lesson") == one.name for one in all_lessons()):  # versions may differ
        window.descent_controller.open_lesson(window.settings.value("lesson"))
    return window, Loader(window)


def open_window(lesson: str | None = None, language: str | None = None, theme: str | None = None) -> int:
    """Open the window and stay until it is closed; the exit status.

    Raises
    ------
    InputError
        If there is no lesson of that name.
    """
    from app.display import ensure_display

    logging.basicConfig(level=logging.WARNING)
    if ensure_display() is not None:
        from app.demo import demonstrate

        return demonstrate(lesson, language, theme)
    app = make_application(sys.argv[:1])
    settings = Settings()
    if language:
        settings.setValue("language", language)
    if theme:
        settings.setValue("theme", theme)
    window, _loader = make_window(settings, lesson=lesson)
    window.show()
    return app.exec()
