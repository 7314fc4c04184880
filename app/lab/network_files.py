"""Networks on disk: the dialogs that name a file, and what is said when it was written or read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.actions import Actions
from app.lab.storage import LoadJob, Saved, SaveJob
from engine.errors import InputError
from engine.lab.names import name_for
from engine.lab.snapshot import Snapshot

if TYPE_CHECKING:
    from app.lab.controller import LabController


class NetworkFiles(QObject):
    """Saves the network that reads the drawing, and puts those that are loaded on the shelf."""

    def __init__(self, lab: LabController, actions: Actions) -> None:
        super().__init__(lab)
        self._lab = lab
        actions["save_network"].triggered.connect(self._on_save_triggered)
        actions["load_network"].triggered.connect(self._on_load_triggered)
        lab.clerk.answered.connect(self._on_clerk_answered)
        lab.clerk.refused.connect(self._on_clerk_refused)

    @Slot(str)
    def load(self, name: str) -> None:
        """Put a saved network on the shelf and let it read the drawing."""
        self._lab.clerk.ask(LoadJob(Path(name)))

    @Slot()
    def _on_save_triggered(self) -> None:
        snapshot = self._lab.shelf[self._lab.readings.whose]
        start = f"{name_for(snapshot.title)}.safetensors"
        kinds = self.tr("Networks (*.safetensors)")
        name, _ = QFileDialog.getSaveFileName(self._lab.tab, self.tr("Save the network"), start, kinds)
        if name:
            path = Path(name)
            bare = path.name.removesuffix(".safetensors")
            if bare == path.name and not self._may_replace(path.with_name(f"{bare}.safetensors")):
                return
            self._lab.clerk.ask(SaveJob(snapshot, path.parent, bare))

    def _may_replace(self, path: Path) -> bool:
        """Whether a network may be saved here; the file dialog asks by itself where the ending was typed."""
        if not path.exists():
            return True
        text = self.tr("{file} is there already. Replace it?").format(file=path.name)
        answer = QMessageBox.question(self._lab.tab, self.tr("Save the network"), text)
        return answer == QMessageBox.StandardButton.Yes

    @Slot()
    def _on_load_triggered(self) -> None:
        kinds = self.tr("Networks (*.safetensors *.json)")
        name, _ = QFileDialog.getOpenFileName(self._lab.tab, self.tr("Load a network"), "", kinds)
        if name:
            self.load(name)

    @Slot(str, object)
    def _on_clerk_answered(self, topic: str, result: object) -> None:
        lab = self._lab
        if isinstance(result, Saved):
            lab.tell(self.tr("Saved as {file}.").format(file=result.path))
        elif topic == "load" and isinstance(result, Snapshot):
            title = lab.shelf.unlike(result.title)
            lab.shelf.take(replace(result, title=title))
            lab.readings.choose(result.key)
            lab.tell(self.tr("“{title}” is loaded, and reads the drawing.").format(title=title))

    @Slot(str, object)
    def _on_clerk_refused(self, topic: str, error: InputError) -> None:
        if topic in ("save", "load"):
            self._lab.training.refuse(error)
            self._lab.open_page("training")
