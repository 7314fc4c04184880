"""Where the images come from, in a sentence, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.actions import Actions
from app.lab.data import DataFound
from viz.progress import advance
from viz.translated import Translated
from viz.verdict import NBSP

if TYPE_CHECKING:
    from engine.lab.download import DownloadProgress

MB = 1e6
STEPS = 1000
"""Of the progress bar."""


class DataBar(Translated):
    """Says which images there are; offers to download MNIST, or to choose a folder, while it is not there."""

    download_requested = Signal()
    """A person wants MNIST to be downloaded. GUI thread."""
    cancel_requested = Signal()
    """A person wants the download to end. GUI thread."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: DataFound | None = None
        self._progress: DownloadProgress | None = None
        self._downloading = False
        self._words = QLabel(self)
        self._words.setProperty("role", "quiet")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.download, self.cancel, self.folder = (QPushButton(self) for _ in range(3))
        self._actions = actions
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.download, self.cancel, self.folder):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(4)
        for part in (self._words, self.bar):
            column.addWidget(part)
        column.addSpacing(4)
        column.addLayout(row)
        column.addStretch(1)
        self.download.clicked.connect(self.download_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        self.folder.clicked.connect(actions["mnist_folder"].trigger)
        self.retranslate()

    def show_found(self, found: DataFound) -> None:
        """These are the images."""
        self._found = found
        self._show()

    def show_download(self, now: DownloadProgress | None, *, on: bool) -> None:
        """A download goes on, or does no more."""
        self._downloading, self._progress = on, now if on else None
        self._show()

    def text(self) -> str:
        """What it says now."""
        return self._words.text()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.download.setText(self.tr("Download MNIST"))
        self.download.setToolTip(self.tr("About 12 MB, into the program’s own folder; it can be cancelled"))
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("What has arrived is kept: the next download goes on from there"))
        self.folder.setText(self.tr("Choose folder…"))
        self.folder.setToolTip(self._actions["mnist_folder"].toolTip())
        self.bar.setAccessibleName(self.tr("Progress of the download"))
        self._show()

    def _show(self) -> None:
        real = self._found is not None and self._found.source != "scikit-learn"
        self.download.setVisible(not self._downloading and self._found is not None and not real)
        self.cancel.setVisible(self._downloading)
        self.bar.setVisible(self._downloading)
        self.folder.setVisible(not self._downloading)
        self._words.setText(self._progress_text() if self._downloading else self._found_text())

    def _found_text(self) -> str:
        found = self._found
        if found is None:
            return self.tr("Looking for MNIST …")
        if found.source == "scikit-learn":
            text = self.tr(
                "MNIST was not found. Until it is here the lab uses the {train:,} + {test:,} real digits of "
                "scikit-learn, 8 × 8 enlarged to 28 × 28: they are not MNIST, its accuracies do not apply."
            )
            self._words.setToolTip("")
            return text.format(train=found.train, test=found.test).replace(" × ", f"{NBSP}×{NBSP}")
        self._words.setToolTip(found.folder)
        text = self.tr("{name}: {train:,} to learn from, {test:,} to test with; read in {ms} ms.").format(
            name=found.name, train=found.train, test=found.test, ms=f"{1e3 * found.seconds:.0f}"
        )
        if found.source == "own":
            text += " " + self.tr("These images are not MNIST’s: its accuracies do not apply.")
        return text

    def _progress_text(self) -> str:
        now = self._progress
        if now is None:
            advance(self.bar, 0)
            return self.tr("Connecting …")
        advance(self.bar, round(STEPS * now.received / max(now.total, 1)))
        text = self.tr("{received} of {total} MB from {host}").format(
            received=f"{now.received / MB:.1f}", total=f"{now.total / MB:.1f}", host=now.host
        )
        if now.speed > 0:
            text += self.tr(", {speed} MB/s").format(speed=f"{now.speed / MB:.1f}")
        left = now.seconds_left
        if left is not None:
            text += self.tr(", {seconds} s left").format(seconds=f"{left:.0f}")
        return text
