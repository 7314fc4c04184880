"""A thread for one worker: how it begins and ends is the same for all of the window's."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QThread

log = logging.getLogger(__name__)


class WorkerThread(QThread):
    """Runs the slots of one worker, from when it is first needed until the window closes.

    Parameters
    ----------
    name
        What debuggers and the log call it.
    worker
        Moves here, and is deleted here in the end, with its timers.
    patience
        Seconds that `end` waits for what the worker is doing.
    """

    def __init__(self, name: str, worker: QObject, parent: QObject, *, patience: float = 10.0) -> None:
        super().__init__(parent)
        self._patience = patience
        self.setObjectName(name)
        worker.moveToThread(self)
        self.finished.connect(worker.deleteLater)

    def need(self) -> None:
        """Start, if it does not run."""
        if not self.isRunning():
            self.start()

    def end(self) -> None:
        """End after what the worker is doing: wishes that wait are dropped."""
        self.quit()
        self.join()

    def join(self) -> None:
        """Wait for a worker that was told to end its thread itself, after the wishes that wait."""
        if not self.wait(round(1000 * self._patience)):
            log.error("the thread “%s” does not end", self.objectName())
