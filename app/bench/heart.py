"""A window that is used as a person would, on no settings of anybody, and how long it lets him wait."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.driving import wait_until

if TYPE_CHECKING:
    from app.window import MainWindow

BEAT_MS = 5
SIZE = (1366, 768)
"""The smallest screen that is meant; without a graphics card the time of a frame goes by the pixel."""


class Heart:
    """Beats in the GUI thread; what it misses, the person waits."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.gaps: dict[str, float] = {}
        self.during = "idle"
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def _beat(self) -> None:
        now = time.perf_counter()
        gap = now - self._last - BEAT_MS / 1000
        self.gaps[self.during] = max(self.gaps.get(self.during, 0.0), gap)
        self._last = now

    def stop(self) -> None:
        self._timer.stop()


@contextmanager
def ready_window() -> Iterator[MainWindow]:
    """The window once everything is loaded; closed in the end. Once in a process."""
    from PySide6.QtCore import QSettings

    from app.settings import Settings
    from app.startup import make_application, make_window

    app = make_application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat))
        settings.setValue("motion", False)
        window, loader = make_window(settings, lesson="linear")
        window.resize(*SIZE)
        window.show()
        wait_until(lambda: loader.ready, "the window’s being ready", 120)
        yield window
        window.close()
        window.deleteLater()
    del app
