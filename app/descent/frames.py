"""When the next picture is drawn, and when it has gone to the screen."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal

FRAME_MS = 16
_AFTER_PAINTING = Qt.EventPriority.LowEventPriority.value - 1
"""Qt posts its repaints with low priority: what comes lower finds them done."""
_SHOWN = QEvent.Type(QEvent.registerEventType())


class Frames(QObject):
    """Wishes for a picture within a frame's time are one picture; one after a pause is met at once."""

    due = Signal()
    """The picture is to be drawn now."""
    shown = Signal()
    """What `drawn` was last called for has been painted, if it can be seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._began = -FRAME_MS / 1000
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timeout)

    def wish(self, *, at_once: bool = False) -> None:
        """Draw: as soon as a frame's time has gone since the last picture, or `at_once`."""
        if not self._timer.isActive():
            left = FRAME_MS - 1000.0 * (time.perf_counter() - self._began)
            self._timer.start(0 if at_once else max(0, round(left)))

    def drawn(self) -> None:
        """Say `shown` after the repaints that have been asked for so far."""
        QCoreApplication.postEvent(self, QEvent(_SHOWN), _AFTER_PAINTING)

    def stop(self) -> None:
        """Draw no more."""
        self._timer.stop()

    def _on_timeout(self) -> None:
        self._began = time.perf_counter()
        self.due.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == _SHOWN:
            self.shown.emit()
            return True
        return super().event(event)
