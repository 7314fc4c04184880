"""What networks make of one's own drawings: tested on them, taught them, and back again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.i18n import sentence
from app.lab.hand_jobs import TUNED, HandRead, HandTestJob, Tuned, TuneJob
from app.lab.hand_view import STEPS, HandView
from engine.errors import InputError
from engine.lab.finetune_records import FineTuneRecord
from engine.lab.networks import parse
from engine.lab.snapshot import BUNDLED, TRAINING, Snapshot
from viz.numbers import significant
from viz.progress import advance
from viz.verdict import NBSP

if TYPE_CHECKING:
    from app.lab.controller import LabController

PARTS = {"preparing": (0.0, 0.15), "learning": (0.15, 0.5), "judging": (0.5, 1.0)}
"""From where to where each phase of learning takes the progress bar: about the time that it takes."""


class HandLearning(QObject):
    """Teaches the network that is chosen above; the taught one is another beside it."""

    def __init__(self, lab: LabController, view: HandView, folder: Path) -> None:
        super().__init__(lab)
        self._lab, self._view, self._folder = lab, view, folder
        self._count = 0
        self._learning = False
        self._start: Snapshot | None = None
        view.test.clicked.connect(self._on_test_clicked)
        view.learn.clicked.connect(self._on_learn_clicked)
        view.cancel.clicked.connect(self._on_cancel_clicked)
        view.original.clicked.connect(self._on_original_clicked)
        lab.clerk.answered.connect(self._on_clerk_answered)
        lab.clerk.refused.connect(self._on_clerk_refused)
        lab.clerk.ended.connect(self._on_clerk_ended)
        lab.shelf.changed.connect(self.show)
        lab.readings.whose_changed.connect(self.show)
        self.show()

    @property
    def start(self) -> Snapshot:
        """The network that learning would start from: the one chosen, or what the taught one came from."""
        chosen = self._lab.shelf[self._lab.readings.whose]
        return self._start if chosen.key == TUNED and self._start is not None else chosen

    def set_count(self, count: int) -> None:
        """So many drawings are kept."""
        if count != self._count:
            self._count = count
            self.show()

    @Slot()
    def show(self) -> None:
        """Offer what can be done now."""
        view, start = self._view, self.start
        fits = can_learn(start)
        if fits:
            text = self.tr("Starts from “{title}”, the network chosen above, which stays as it is.")
        else:
            text = self.tr(
                "“{title}” cannot learn your hand: it takes no images, or not all ten digits. Choose a CNN "
                "above."
            )
        view.start.setText(text.format(title=start.title))
        view.learn.setVisible(not self._learning)
        view.learn.setEnabled(self._count > 1 and fits)
        view.cancel.setVisible(self._learning)
        view.bar.setVisible(self._learning)
        view.test.setEnabled(self._count > 0)
        view.original.setEnabled(TUNED in self._lab.shelf)

    # Wishes

    @Slot()
    def _on_test_clicked(self) -> None:
        learnt = [one for one in self._lab.shelf.all() if one.key != TRAINING or one.epoch]
        self._lab.clerk.ask(HandTestJob(self._folder, tuple(learnt)))

    @Slot()
    def _on_learn_clicked(self) -> None:
        self._learning = True
        self._start = start = self.start
        advance(self._view.bar, 0)
        self._view.result.setText("")
        title = self.tr("{title} that knows my hand").format(title=start.title)
        self._lab.clerk.ask(TuneJob(self._folder, start, title))
        self.show()
        self._view.cancel.setFocus()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self._lab.clerk.drop("tune")
        self._end()
        self._view.result.setText(self.tr("Nothing was learnt; every network is as it was."))

    @Slot()
    def _on_original_clicked(self) -> None:
        start = self._start
        key = start.key if start is not None and start.key in self._lab.shelf else BUNDLED
        self._lab.shelf.remove(TUNED)
        self._lab.readings.choose(key)
        title = self._lab.shelf[key].title
        self._view.result.setText(self.tr("“{title}” reads again, with its own weights.").format(title=title))

    # What came of it

    @Slot(str, object)
    def _on_clerk_answered(self, topic: str, result: object) -> None:
        if isinstance(result, FineTuneRecord):
            low, high = PARTS.get(result.phase, (0.0, 1.0))
            share = low + (high - low) * result.done / max(result.total, 1)
            advance(self._view.bar, round(STEPS * share))
        elif isinstance(result, Tuned):
            self._lab.shelf.take(result.snapshot)
            self._lab.readings.choose(TUNED)
            self._view.result.setText(self._said(result))
        elif topic == "hand-test" and isinstance(result, tuple):
            self._view.result.setText("\n".join(map(self._read, result)))

    def _said(self, tuned: Tuned) -> str:
        result = tuned.result
        own = (
            self.tr("{n} drawings kept back from learning")
            if result.kept_back
            else self.tr("all {n} drawings, too few to keep some back")
        )
        others = self.tr("{n:,} test images of other hands")
        before, after = result.before, result.after
        rows = (
            (own.format(n=result.judged), _percent(before.own), _percent(after.own)),
            (others.format(n=result.tested), _percent(before.others, 2), _percent(after.others, 2)),
            (self.tr("their mean loss"), significant(before.loss, 3), significant(after.loss, 3)),
        )
        line = self.tr("{what}: {before} before, {after} now")
        return "\n".join(line.format(what=what, before=was, after=now) for what, was, now in rows)

    def _read(self, read: HandRead) -> str:
        return self.tr("{title}: {right} of {count}").format(
            title=read.title, right=read.right, count=read.count
        )

    @Slot(str, object)
    def _on_clerk_refused(self, topic: str, error: InputError) -> None:
        if topic in ("tune", "hand-test"):
            self._view.result.setText(sentence(error))

    @Slot(str)
    def _on_clerk_ended(self, topic: str) -> None:
        if topic == "tune":
            self._end()

    def _end(self) -> None:
        had_focus = self._view.cancel.hasFocus()
        self._learning = False
        self.show()
        if had_focus:
            self._view.learn.setFocus()


def can_learn(snapshot: Snapshot) -> bool:
    """Whether a network can be taught: it takes images and tells ten digits apart."""
    if len(snapshot.classes) != 10:
        return False
    return not snapshot.network or parse(snapshot.network).takes_images


def _percent(share: float, places: int = 1) -> str:
    return f"{100 * share:.{places}f}{NBSP}%"
