"""The page of one's own handwriting: kept, looked at, exported, tested, learnt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QStandardPaths, Slot
from PySide6.QtWidgets import QFileDialog

from app.actions import Actions
from app.digits.records import Answer
from app.i18n import sentence
from app.lab.hand_jobs import (
    TUNED,
    HandJob,
    HandRead,
    HandTestJob,
    Kept,
    Tuned,
    TuneJob,
    exporting,
    keeping,
    removing,
)
from app.lab.hand_view import STEPS, HandView
from engine.errors import InputError
from engine.lab.finetune_records import FineTuneRecord
from engine.lab.snapshot import BUNDLED, TRAINING
from viz.verdict import NBSP

if TYPE_CHECKING:
    from app.lab.controller import LabController

PARTS = {"preparing": (0.0, 0.5), "learning": (0.5, 0.9), "judging": (0.9, 1.0)}
"""From where to where each phase of learning takes the progress bar: about the time that it takes."""


def hand_folder() -> Path:
    """Where drawings are kept."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(place) / "Lossland/handwriting"


class HandPage(QObject):
    """Carries wishes to the clerk's thread, and shows what came of them."""

    def __init__(self, lab: LabController, actions: Actions, folder: Path | None = None) -> None:
        super().__init__(lab)
        self._lab, self._actions = lab, actions
        self.folder = folder if folder is not None else hand_folder()
        self._kept: Kept | None = None
        self._chosen: int | None = None
        self._label: int | None = None
        self._learning = False
        self.widget = view = HandView(actions)
        for digit in range(10):
            actions[f"label_{digit}"].triggered.connect(self._on_label_triggered)
        view.images.image_chosen.connect(self._on_image_chosen)
        view.delete.clicked.connect(self._on_delete_clicked)
        view.idx.clicked.connect(self._on_idx_clicked)
        view.png.clicked.connect(self._on_png_clicked)
        view.test.clicked.connect(self._on_test_clicked)
        view.learn.clicked.connect(self._on_learn_clicked)
        view.cancel.clicked.connect(self._on_cancel_clicked)
        view.original.clicked.connect(self._on_original_clicked)
        lab.digits.answered.connect(self._on_digits_answered)
        lab.clerk.answered.connect(self._on_clerk_answered)
        lab.clerk.refused.connect(self._on_clerk_refused)
        lab.clerk.ended.connect(self._on_clerk_ended)
        lab.shelf.changed.connect(self._show)
        self._show()

    @property
    def kept(self) -> tuple[str, ...]:
        """Names of the drawings that are kept, the newest first."""
        return () if self._kept is None else self._kept.names

    def parts(self) -> tuple[HandView]:
        """What follows theme and type."""
        return (self.widget,)

    def set_open(self, on: bool) -> None:
        """Whether the page is seen."""
        if on and self._kept is None:
            self._lab.clerk.ask(HandJob(self.folder))
        if on:
            self._lab.tab.canvas.setFocus()

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self._show()

    # Keeping

    @Slot()
    def _on_label_triggered(self) -> None:
        action = self.sender()
        if action is not None and self._lab.tab.canvas.strokes():
            self._label = int(action.objectName().rpartition("_")[2])
            if self._lab.page != "handwriting":
                self._lab.open_page("handwriting")
            self._keep(self._lab.readings.answer)

    @Slot(object)
    def _on_digits_answered(self, answer: Answer | None) -> None:
        self._keep(answer)

    def _keep(self, answer: Answer | None) -> None:
        """Keep the drawing once it has been prepared just as it is now."""
        if self._label is None or answer is None or not self._lab.digits.is_newest(answer):
            return
        strokes = tuple(self._lab.tab.canvas.strokes())
        label, self._label = self._label, None
        self._lab.clerk.ask(HandJob(self.folder, keeping(answer.image, label, strokes)))
        self._lab.tab.clear()
        self._lab.tab.canvas.setFocus()

    @Slot(int)
    def _on_image_chosen(self, place: int) -> None:
        self._chosen = place
        self._show()

    @Slot()
    def _on_delete_clicked(self) -> None:
        if self._kept is not None and self._chosen is not None and self._chosen < len(self._kept.names):
            self._lab.clerk.ask(HandJob(self.folder, removing(self._kept.names[self._chosen])))
            self._chosen = None

    @Slot()
    def _on_idx_clicked(self) -> None:
        self._export("idx")

    @Slot()
    def _on_png_clicked(self) -> None:
        self._export("png")

    def _export(self, form: str) -> None:
        name = QFileDialog.getExistingDirectory(self.widget, self.tr("Folder to export to"))
        if name:
            self._lab.clerk.ask(HandJob(self.folder, exporting(Path(name), form)))
            self.widget.result.setText(self.tr("Exported to {folder}.").format(folder=name))

    # Networks

    @Slot()
    def _on_test_clicked(self) -> None:
        learnt = [one for one in self._lab.shelf.all() if one.key != TRAINING or one.epoch]
        self._lab.clerk.ask(HandTestJob(self.folder, tuple(learnt)))

    @Slot()
    def _on_learn_clicked(self) -> None:
        self._learning = True
        self.widget.bar.setValue(0)
        self.widget.result.setText("")
        self._lab.clerk.ask(TuneJob(self.folder, self.tr("CNN that knows my hand")))
        self._show()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self._learning = False
        self._lab.clerk.drop("tune")
        self._show()

    @Slot()
    def _on_original_clicked(self) -> None:
        self._lab.shelf.remove(TUNED)
        self._lab.readings.choose(BUNDLED)
        self.widget.result.setText(self.tr("The CNN has the weights again that came with the program."))

    # What came of it

    @Slot(str, object)
    def _on_clerk_answered(self, topic: str, result: object) -> None:
        if isinstance(result, Kept):
            self._kept = result
            self._show()
        elif isinstance(result, FineTuneRecord):
            low, high = PARTS.get(result.phase, (0.0, 1.0))
            share = low + (high - low) * result.done / max(result.total, 1)
            self.widget.bar.setValue(round(STEPS * share))
        elif isinstance(result, Tuned):
            self._lab.shelf.take(result.snapshot)
            self._lab.readings.choose(TUNED)
            self.widget.result.setText(self._said(result))
        elif topic == "hand-test" and isinstance(result, tuple):
            self.widget.result.setText("\n".join(map(self._read, result)))

    def _said(self, tuned: Tuned) -> str:
        result = tuned.result
        own = (
            self.tr("{n} drawings kept back from learning")
            if result.kept_back
            else self.tr("all {n} drawings, too few to keep some back")
        )
        rows = (
            (own.format(n=result.judged), result.before.own, result.after.own),
            (self.tr("test images of other hands"), result.before.others, result.after.others),
        )
        line = self.tr("{what}: {before} before, {after} now")
        return "\n".join(
            line.format(what=what, before=_percent(before), after=_percent(after))
            for what, before, after in rows
        )

    def _read(self, read: HandRead) -> str:
        return self.tr("{title}: {right} of {count}").format(
            title=read.title, right=read.right, count=read.count
        )

    @Slot(str, object)
    def _on_clerk_refused(self, _topic: str, error: InputError) -> None:
        self.widget.result.setText(sentence(error))

    @Slot(str)
    def _on_clerk_ended(self, topic: str) -> None:
        if topic == "tune":
            self._learning = False
            self._show()

    @Slot()
    def _show(self) -> None:
        kept, view = self._kept, self.widget
        count = 0 if kept is None else len(kept.names)
        if kept is not None:
            view.images.set_images(kept.images, [str(label) for label in kept.labels])
            counts = np.bincount(np.array(kept.labels, np.int64), minlength=10)
            text = self.tr("{n} drawings").format(n=count)
            if count:
                text += ": " + "  ".join(f"{digit}{NBSP}×{NBSP}{n}" for digit, n in enumerate(counts) if n)
            view.count.setText(text)
            view.count.setToolTip(str(kept.folder))
        view.images.set_chosen(self._chosen if self._chosen is not None and self._chosen < count else None)
        view.delete.setEnabled(self._chosen is not None and count > 0)
        for button in (view.idx, view.png, view.test):
            button.setEnabled(count > 0)
        view.learn.setVisible(not self._learning)
        view.learn.setEnabled(count > 1)
        view.cancel.setVisible(self._learning)
        view.bar.setVisible(self._learning)
        view.original.setEnabled(TUNED in self._lab.shelf)


def _percent(share: float) -> str:
    return f"{100 * share:.1f}{NBSP}%"
