"""Drives the real window without a person: for pictures, the demonstration and tests."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

POLL_MS = 10


class DrivingError(RuntimeError):
    """What was waited for did not happen in time; the message says what."""


def wait_until(condition: Callable[[], bool], what: str, seconds: float = 30.0) -> None:
    """Let the program run until `condition()` holds.

    Raises
    ------
    DrivingError
        If it does not hold within `seconds`; `what` names it.
    """
    if condition():
        return
    loop = QEventLoop()
    poll, limit = QTimer(), QTimer()

    def look() -> None:
        if condition():
            loop.quit()

    poll.timeout.connect(look)
    limit.timeout.connect(lambda: loop.exit(1))
    limit.setSingleShot(True)
    poll.start(POLL_MS)
    limit.start(round(seconds * 1000))
    timed_out = loop.exec()
    poll.stop()
    limit.stop()
    if timed_out:
        raise DrivingError(f"{what} did not happen within {seconds:g} seconds")


def pause(seconds: float) -> None:
    """Let the program run for a while: animations, delayed layouts."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
