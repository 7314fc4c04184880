"""The page of one's own handwriting: kept, relabelled, deleted, exported; and what networks make of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QStandardPaths, Slot
from PySide6.QtWidgets import QFileDialog

from app.actions import Actions
from app.i18n import sentence
from app.lab.hand_edits import Deleting, Edit, History, Keeping, Relabelling
from app.lab.hand_import import Importing
from app.lab.hand_jobs import HandJob, Kept, exporting
from app.lab.hand_view import HandView
from app.lab.pages.hand_learning import HandLearning
from engine.errors import InputError
from viz.strokes import Stroke
from viz.verdict import NBSP

if TYPE_CHECKING:
    from app.lab.controller import LabController


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
        self._open = False
        self._kept: Kept | None = None
        self._chosen: int | None = None
        self._history = History()
        self._edits: dict[str, Edit] = {}
        self._under_way: set[str] = set()
        self.widget = view = HandView(actions)
        self.learning = HandLearning(lab, view, self.folder)
        for digit in range(10):
            actions[f"label_{digit}"].triggered.connect(self._on_label_triggered)
        view.images.image_chosen.connect(self._on_image_chosen)
        view.images.label_requested.connect(self.relabel)
        view.images.delete_requested.connect(self.delete)
        view.images.undo_requested.connect(self.undo)
        view.images.redo_requested.connect(self.redo)
        view.label.activated.connect(self.relabel)
        view.delete.clicked.connect(self.delete)
        view.undo.clicked.connect(self.undo)
        view.redo.clicked.connect(self.redo)
        view.bring.clicked.connect(self._on_bring_clicked)
        view.idx.triggered.connect(self._on_idx_triggered)
        view.png.triggered.connect(self._on_png_triggered)
        lab.tab.canvas.digit_typed.connect(self._on_canvas_digit_typed)
        lab.tab.drawing_changed.connect(self._on_tab_drawing_changed)
        lab.clerk.answered.connect(self._on_clerk_answered)
        lab.clerk.refused.connect(self._on_clerk_refused)
        lab.clerk.ended.connect(self._on_clerk_ended)
        self._show()

    @property
    def kept(self) -> tuple[str, ...]:
        """Names of the drawings that are kept, the newest first."""
        return () if self._kept is None else self._kept.names

    @property
    def labels(self) -> tuple[int, ...]:
        """Their digits."""
        return () if self._kept is None else self._kept.labels

    def parts(self) -> tuple[HandView]:
        """What follows theme and type."""
        return (self.widget,)

    def set_open(self, on: bool) -> None:
        """Whether the page is seen."""
        self._open = on
        if on and self._kept is None:
            self._ask(HandJob(self.folder), None)
        if on:
            self._lab.tab.canvas.setFocus()

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self._show()
        self.learning.show()

    # Edits

    def keep(self, label: int) -> None:
        """Keep what is on the card, drawing or picture, as a digit; the card is clean for the next."""
        canvas, answer = self._lab.tab.canvas, self._lab.readings.answer
        strokes = canvas.strokes()
        if strokes:
            edit = Keeping(label, strokes)
        elif canvas.picture() is not None and answer is not None and self._lab.digits.is_newest(answer):
            edit = Keeping(label, image=answer.image)
        else:
            self._say(self.tr("Draw a digit first, then say which one it was."))
            return
        self._lab.tab.clear()
        canvas.setFocus()
        self._chosen = None
        self._do(edit)

    @Slot(int)
    def relabel(self, label: int) -> None:
        """Give the drawing that is chosen another digit."""
        if self._chosen is not None and self._chosen < len(self.kept) and self.labels[self._chosen] != label:
            self._do(Relabelling(self.kept[self._chosen], label))

    @Slot()
    def delete(self) -> None:
        """Delete the drawing that is chosen."""
        if self._chosen is not None and self._chosen < len(self.kept) and not self._under_way:
            self._do(Deleting(self.kept[self._chosen], self.labels[self._chosen]))

    @Slot()
    def undo(self) -> None:
        """Take back the last edit; a drawing that was kept stands on the card again, if that is clean."""
        edit = self._history.undo()
        if edit is None:
            return
        if isinstance(edit, Keeping):
            self._put_on_card(edit)
        self._take_back(edit)

    def _put_on_card(self, edit: Keeping) -> None:
        canvas = self._lab.tab.canvas
        if edit.strokes and not canvas.strokes() and canvas.picture() is None:
            canvas.set_strokes(edit.strokes)

    def _take_back(self, edit: Edit) -> None:
        self._ask(HandJob(self.folder, edit.undo), edit)
        texts = {
            "keep": self.tr("Not kept after all: a {digit}."),
            "relabel": self.tr("No longer a {digit}."),
            "delete": self.tr("There again: a {digit}."),
            "import": self.tr("Taken out again: what was brought in."),
        }
        self._say(texts[edit.kind].format(digit=edit.label))

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back; a folder is read again once its drawings are all out."""
        if isinstance(self._history.next, Importing) and self._under_way:
            return
        edit = self._history.redo()
        if edit is None:
            return
        if isinstance(edit, Keeping) and _same(edit, self._lab.tab.canvas.strokes()):
            self._lab.tab.clear()
        self._carry_out(edit)

    def _do(self, edit: Edit) -> None:
        self._history.add(edit)
        self._carry_out(edit)

    def _carry_out(self, edit: Edit) -> None:
        self._ask(HandJob(self.folder, edit.do), edit)
        texts = {
            "keep": self.tr("Kept as a {digit}."),
            "relabel": self.tr("It is a {digit} now."),
            "delete": self.tr("Deleted: a {digit}. Undo brings it back."),
            "import": self.tr("The drawings are being read …"),
        }
        self._say(texts[edit.kind].format(digit=edit.label))

    def _ask(self, job: HandJob, edit: Edit | None) -> None:
        self._under_way.add(job.topic)
        if edit is not None:
            self._edits[job.topic] = edit
        self._lab.clerk.ask(job)
        self._show_edits()

    def _say(self, text: str) -> None:
        self.widget.result.setText(text)

    @Slot()
    def _on_label_triggered(self) -> None:
        action = self.sender()
        if action is not None:
            if self._lab.page != "handwriting":
                self._lab.open_page("handwriting")
            self.keep(int(action.objectName().rpartition("_")[2]))

    @Slot(int)
    def _on_canvas_digit_typed(self, digit: int) -> None:
        if self._open:
            self.keep(digit)

    @Slot(object)
    def _on_tab_drawing_changed(self, strokes: object) -> None:
        """A step back on the card that brings back what was kept last takes the keeping back as well."""
        last = self._history.last
        assert isinstance(strokes, list)
        if isinstance(last, Keeping) and self._lab.tab.canvas.can_redo() and _same(last, strokes):
            self._history.undo()
            self._take_back(last)

    @Slot(int)
    def _on_image_chosen(self, place: int) -> None:
        self._chosen = place
        self._show_edits()

    @Slot()
    def _on_bring_clicked(self) -> None:
        name = QFileDialog.getExistingDirectory(self.widget, self.tr("Folder to import from"))
        if name:
            self.bring_in(Path(name))

    def bring_in(self, folder: Path) -> None:
        """Add the drawings that a folder holds."""
        self._do(Importing(folder))

    def _brought(self, edit: Importing) -> str:
        """How much of a folder could be brought in."""
        text = self.tr("Brought in: {n} drawings. Undo takes them out again.").format(n=edit.count)
        if edit.refused:
            text += "\n" + self.tr("Not readable, or without ink: {n}").format(n=edit.refused)
        return text if edit.fault is None else f"{text}\n{sentence(edit.fault)}"

    @Slot()
    def _on_idx_triggered(self) -> None:
        self._export("idx")

    @Slot()
    def _on_png_triggered(self) -> None:
        self._export("png")

    def _export(self, form: str) -> None:
        name = QFileDialog.getExistingDirectory(self.widget, self.tr("Folder to export to"))
        if name:
            self._ask(HandJob(self.folder, exporting(Path(name), form)), None)
            self._say(self.tr("Exported to {folder}.").format(folder=name))

    # What came of it

    @Slot(str, object)
    def _on_clerk_answered(self, topic: str, result: object) -> None:
        if isinstance(result, Kept):
            edit, undone = self._edits.pop(topic, None), self._history.next
            if isinstance(edit, Importing) and edit is not undone:
                self._say(self._brought(edit))
            self._chosen = self._again(result.names)
            self._kept = result
            self._show()

    def _again(self, names: tuple[str, ...]) -> int | None:
        """Where the drawing that is chosen stands among other names; the next one if it was deleted."""
        if self._chosen is None or not names:
            return None
        same = _number(self.kept[self._chosen]) if self._chosen < len(self.kept) else ""
        found = (place for place, name in enumerate(names) if _number(name) == same)
        return next(found, min(self._chosen, len(names) - 1))

    @Slot(str, object)
    def _on_clerk_refused(self, topic: str, error: InputError) -> None:
        if not topic.startswith("hand-") or topic == "hand-test":
            return
        edit = self._edits.pop(topic, None)
        if edit is not None:
            self._history.forget(edit)
        if isinstance(edit, Keeping):
            self._put_on_card(edit)  # it is nowhere else
        self._say(sentence(error))
        self._show_edits()

    @Slot(str)
    def _on_clerk_ended(self, topic: str) -> None:
        if topic in self._under_way:
            self._under_way.remove(topic)
            self._show_edits()

    @Slot()
    def _show(self) -> None:
        kept, view = self._kept, self.widget
        if kept is not None:
            view.images.set_images(kept.images, [str(label) for label in kept.labels])
            counts = np.bincount(np.array(kept.labels, np.int64), minlength=10)
            text = self.tr("{n} drawings").format(n=len(kept.names))
            if kept.names:
                text += ": " + "  ".join(f"{digit}{NBSP}×{NBSP}{n}" for digit, n in enumerate(counts) if n)
            view.count.setText(text)
            view.count.setToolTip(str(kept.folder))
        self.learning.set_count(len(self.kept))
        self._show_edits()

    def _show_edits(self) -> None:
        """What can be done with the drawing that is chosen, and taken back."""
        view, count = self.widget, len(self.kept)
        chosen = self._chosen if self._chosen is not None and self._chosen < count else None
        view.images.set_chosen(chosen)
        for part in (view.label, view.delete):
            part.setEnabled(chosen is not None)
        view.label.setCurrentIndex(-1 if chosen is None else self.labels[chosen])
        view.export.setEnabled(count > 0)
        view.undo.setEnabled(self._history.last is not None)
        view.redo.setEnabled(self._history.next is not None)


def _same(edit: Keeping, strokes: list[Stroke]) -> bool:
    """Whether it was just this drawing that was kept."""
    return (
        bool(strokes)
        and len(strokes) == len(edit.strokes)
        and all(map(np.array_equal, strokes, edit.strokes))
    )


def _number(name: str) -> str:
    """What of a drawing's name does not change with its digit."""
    return name.rpartition("-")[0]
