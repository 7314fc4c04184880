"""What the card under the surface says: the lesson's line, why a run diverges, what could not be used."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from app.i18n import sentence
from engine.errors import InputError
from engine.lessons import Lesson
from viz.card import Card

if TYPE_CHECKING:
    from app.descent.run import Run

log = logging.getLogger(__name__)


class Speaker(QObject):
    """One sentence or two at a time, in the language in force, each with the numbers that prove it."""

    def __init__(self, card: Card, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._card = card
        self.language = "en"

    def say_lesson(self, lesson: Lesson) -> None:
        """What to look for."""
        self._card.say(lesson.look[self.language])

    def say_note(self, text: str) -> None:
        """A sentence that somebody else has made."""
        self._card.say(text)

    def say_run(self, run: Run | None, lesson: Lesson) -> None:
        """Why the run is diverging, if it is; the lesson's line otherwise."""
        from engine.stability import DIAGNOSES, diverging

        found = diverging(run.config, run.history, run.end) if run is not None and run.last >= 1 else None
        if found is None:
            self.say_lesson(lesson)
            return
        template = QCoreApplication.translate("diagnosis", DIAGNOSES[found.code])
        self._card.say(template.format(**found.values), "warning")

    def say_refused(self, error: InputError) -> None:
        """Why what was typed or chosen cannot be used."""
        self._card.say(sentence(error), "warning")

    def say_unreadable(self, text: str) -> None:
        """That `text` is no number, and what one looks like."""
        template = self.tr(
            "“{text}” is not a number. Type one such as 0.05 or 1e-3; Escape brings the old one back."
        )
        self._card.say(template.format(text=text[:40]), "warning")

    def say_failed(self, traceback: str) -> None:
        """That something could not be computed: its last line here, the whole in the log."""
        log.error("%s", traceback)
        lines = traceback.strip().splitlines()
        template = self.tr(
            "This could not be computed: {reason} Nothing of yours is lost; Reset starts afresh."
        )
        self._card.say(template.format(reason=lines[-1] if lines else ""), "warning")
