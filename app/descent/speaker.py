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
        self.has_note = False
        """Whether it says something that was asked for, and is not to be talked over."""

    def say_lesson(self, lesson: Lesson) -> None:
        """What to look for."""
        self._card.say(lesson.look[self.language])

    def say_note(self, text: str) -> None:
        """A sentence that somebody else has made."""
        self.has_note = True
        self._card.say(text)

    def say_run(self, run: Run | None, lesson: Lesson, epoch: int) -> None:
        """Why the run does what it does at `epoch`, if its numbers prove it; else the lesson's line."""
        from engine.diagnoses import DIAGNOSES
        from engine.why import why

        self.has_note = False
        found = []
        if run is not None and epoch >= 1 and run.last >= 1:
            found = why(run.config, run.history, run.end, min(epoch, run.last))
        if not found:
            self.say_lesson(lesson)
            return
        texts = [
            QCoreApplication.translate("diagnosis", DIAGNOSES[one.code]).format(**one.values) for one in found
        ]
        self._card.say(" ".join(texts), "warning" if any(one.is_warning for one in found) else "quiet")

    def say_refused(self, error: InputError) -> None:
        """Why what was typed or chosen cannot be used."""
        self.has_note = True
        self._card.say(sentence(error), "warning")

    def say_unreadable(self, text: str) -> None:
        """That `text` is no number, and what one looks like."""
        template = self.tr(
            "“{text}” is not a number. Type one such as 0.05 or 1e-3; Escape brings the old one back."
        )
        self.has_note = True
        self._card.say(template.format(text=text[:40]), "warning")

    def say_failed(self, traceback: str) -> None:
        """That something could not be computed: its last line here, the whole in the log."""
        log.error("%s", traceback)
        self.has_note = True
        lines = traceback.strip().splitlines()
        template = self.tr(
            "This could not be computed: {reason} Nothing of yours is lost; Reset starts afresh."
        )
        self._card.say(template.format(reason=lines[-1] if lines else ""), "warning")
