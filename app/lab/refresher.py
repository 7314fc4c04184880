"""Asks again when what is shown has changed, but lets most of the processor to those who change it."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Slot

LEAST = 0.25
"""Seconds between an answer and the next question."""
REST = 3.0
"""So many times as long as an answer took it is rested: the network being looked at is also in training."""


class Refresher(QObject):
    """One question at a time, while anybody wants to know; wishes in between come to one.

    Parameters
    ----------
    ask
        Asks; `begin` and `end` say when a question is put, by whomever, and when it is answered.
    """

    def __init__(self, ask: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._ask = ask
        self._wanted = self._stale = self._busy = False
        self._began = 0.0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._on_rest_timeout)

    def set_wanted(self, on: bool) -> None:
        """Whether anybody looks; a wish from before is then fulfilled."""
        self._wanted = on
        self._try()

    def wish(self) -> None:
        """What was answered is true no more."""
        self._stale = True
        self._try()

    def begin(self) -> None:
        """A question is put, with all that is known now."""
        self._stale, self._busy = False, True
        self._began = perf_counter()

    def end(self) -> None:
        """The newest question was answered, or cannot be."""
        if self._busy:
            self._busy = False
            rest = max(LEAST, REST * (perf_counter() - self._began))
            self._rest.start(round(1000 * rest))

    @Slot()
    def _on_rest_timeout(self) -> None:
        self._try()

    def _try(self) -> None:
        if self._wanted and self._stale and not self._busy and not self._rest.isActive():
            self._ask()
