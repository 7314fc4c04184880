"""When something is said of the runs: once what is shown rests, and never over an answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.descent.player import Player
from app.descent.setup import Setup
from app.descent.speaker import Speaker

REST_MS = 150
"""An epoch must have been shown for so long before something is said of it."""


class Commentary(QObject):
    """Lets the speaker say why the runs do what they do, at the right time.

    Parameters
    ----------
    say
        Called when it is time; asks for `Commentary.say`.
    """

    def __init__(self, speaker: Speaker, say: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speaker = speaker
        self._seen: tuple[int, int, str | None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(say)

    def stop(self) -> None:
        """Say nothing any more."""
        self._timer.stop()

    def consider(self, setup: Setup, player: Player) -> None:
        """Something is shown, and nothing plays. What was said in answer stays as long as the epoch does."""
        run = player.runs.get(setup.chosen, player.run)
        now = (id(run), player.shown_recorded, run.end if run is not None else None)
        if now != self._seen:
            same_epoch = self._seen is not None and self._seen[1] == now[1]
            self._speaker.has_note = self._speaker.has_note and same_epoch
            self._timer.start()
        self._seen = now

    def say(self, setup: Setup, player: Player) -> None:
        """Say it now, unless an answer stands that was asked for."""
        from app.descent.composer import Composer

        if not self._speaker.has_note:
            names = {key: Composer.name(setup, key) for key in player.runs}
            self._speaker.say_runs(setup, player.runs, names, player.shown_recorded)
