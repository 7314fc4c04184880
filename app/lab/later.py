"""What of a page comes a frame after the rest: no frame has to wait for all of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_MS = 30
"""By then a page that was opened has been drawn, also by a software renderer."""


def after_frame(owner: QObject, call: Callable[[], object]) -> None:
    """Call when the frame that is due has been drawn; never, if `owner` is gone by then."""
    QTimer.singleShot(_MS, owner, call)
