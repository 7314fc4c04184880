"""What the card under the surface says: the lesson's line, why a run diverges, what could not be used."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from app.descent.naming import difference
from app.descent.setup import LEAD, Setup
from app.i18n import sentence
from engine.diagnoses import DIAGNOSES, Diagnosis
from engine.errors import InputError
from engine.lessons import Lesson, lesson_names, load_lesson
from viz import numbers
from viz.card import Card

if TYPE_CHECKING:
    from app.descent.run import Run
    from engine.config import DataSpec

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

    def say_setup(self, setup: Setup, run: Run | None = None) -> None:
        """What to look for; where the person has changed the lesson's run, what was changed.

        A `run` that has ended says how, instead of an invitation to Play.
        """
        self.has_note = False
        own = setup.lesson.config()
        same_data = setup.lesson.data == load_data(setup.lesson.name, setup.lesson.data)
        if setup.config == own and same_data and setup.raw is None:
            self.say_lesson(setup.lesson)
            return
        parts = [difference(setup.config, own)]
        if setup.raw is not None:
            parts.insert(0, self.tr("standardised data"))
        elif not same_data:
            parts.insert(0, self.tr("other points"))
        what = " · ".join(filter(None, parts))
        if run is not None and run.end is not None and run.last > 0:
            text = self.tr("Changed from the lesson: {what}. Trained: loss {loss} after {epochs} epochs.")
            loss = numbers.significant(run.history[run.last].loss, 4)
            self._card.say(text.format(what=what, loss=loss, epochs=f"{run.last:,}"))
            return
        text = self.tr("Changed from the lesson: {what}. Play shows where it leads now.")
        self._card.say(text.format(what=what))

    def say_note(self, text: str) -> None:
        """A sentence that somebody else has made."""
        self.has_note = True
        self._card.say(text)

    def say_runs(self, setup: Setup, runs: Mapping[int, Run], names: Mapping[int, str], epoch: int) -> None:
        """Why a run does what it does at `epoch`, if its numbers prove it; else what the setup is about.

        The chosen run has the word, but for a lead that fares well while another run does not. In a race
        the run is named.
        """
        self.has_note = False
        order = [setup.chosen, *(key for key in runs if key != setup.chosen)]
        found = {key: _why(runs.get(key), epoch) for key in (order if setup.chosen == LEAD else order[:1])}
        key = next((key for key in found if _is_warning(found[key])), setup.chosen)
        if not found[key]:
            self.say_setup(setup, runs.get(setup.chosen))
            return
        texts = [
            QCoreApplication.translate("diagnosis", DIAGNOSES[one.code]).format(**one.values)
            for one in found[key]
        ]
        if len(runs) > 1:
            texts.insert(0, f"{names[key]}:")
        self._card.say(" ".join(texts), "warning" if _is_warning(found[key]) else "quiet")

    def say_refused(self, error: InputError) -> None:
        """Why what was typed or chosen cannot be used."""
        self.has_note = True
        self._card.say(sentence(error), "warning")

    def say_unreadable(self, text: str) -> None:
        """That `text` is no number, and what one looks like."""
        self.has_note = True
        self._card.say(self.unreadable(text), "warning")

    def unreadable(self, text: str) -> str:
        """That `text` is no number, as a sentence."""
        template = self.tr(
            "“{text}” is not a number. Type one such as 0.05 or 1e-3; Escape brings the old one back."
        )
        return template.format(text=text[:40])

    def say_failed(self, traceback: str) -> None:
        """That something could not be computed: its last line here, the whole in the log."""
        self.has_note = True
        self._card.say(self.failed(traceback), "warning")

    def failed(self, traceback: str) -> str:
        """That something could not be computed, as a sentence; the whole goes to the log."""
        log.error("%s", traceback)
        lines = traceback.strip().splitlines()
        template = self.tr(
            "This could not be computed: {reason} Nothing of yours is lost; Reset starts afresh."
        )
        return template.format(reason=lines[-1] if lines else "")


def load_data(name: str, otherwise: DataSpec) -> DataSpec:
    """The data of the lesson `name` as its file has them; `otherwise` where it has no file."""
    return load_lesson(name).data if name in lesson_names() else otherwise


def _why(run: Run | None, epoch: int) -> list[Diagnosis]:
    from engine.why import why

    if run is None or epoch < 1 or run.last < 1:
        return []
    return why(run.config, run.history, run.end, min(epoch, run.last))


def _is_warning(found: Sequence[Diagnosis]) -> bool:
    return any(one.is_warning for one in found)
