"""Where the lab's images come from: found, chosen, downloaded, or scikit-learn's; in a thread of its own."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot

from app.worker_thread import WorkerThread
from engine.errors import InputError

if TYPE_CHECKING:
    from engine.lab.dataset import DataSet
    from engine.lab.download import DownloadProgress

SAY_EVERY = 0.1
"""Seconds between two words on a download's progress."""
FALLBACK = ""
"""The folder of scikit-learn's digits: none."""


def download_root() -> Path:
    """Where the program puts what it downloads: the folder torchvision would call root."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)) / (
        "Lossland/data"
    )


@dataclass(frozen=True, slots=True)
class Search:
    """Where to look: a folder somebody chose, none for the usual places, or scikit-learn's digits at once."""

    folder: str = ""
    default: str = ""
    only_bundled: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class DataFound:
    """Images that were read. The data set is for workers' threads; here only its numbers are looked at.

    Attributes
    ----------
    data
        The tensors, never changed.
    name, source
        As the data set calls itself.
    folder
        Where the files are; empty for scikit-learn's.
    train, test
        How many images.
    seconds
        How long reading took.
    """

    data: DataSet
    name: str
    source: Literal["mnist", "own", "scikit-learn"]
    folder: str
    train: int
    test: int
    seconds: float


class DataWorker(QObject):
    """Looks for MNIST, reads it, downloads it. Lives in a `QThread`."""

    found = Signal(object)
    """Images were read: `DataFound`. Worker thread."""
    refused = Signal(object)
    """What was chosen cannot be used, or the download failed: `InputError`. Worker thread."""
    failed = Signal(str)
    """Something else went wrong: traceback text. Worker thread."""
    progressed = Signal(object)
    """A download goes on: `DownloadProgress`. Worker thread, at most ten times a second."""
    stopped = Signal(bool)
    """A download has ended; whether all has arrived. Worker thread."""

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = False

    def cancel(self) -> None:
        """Called by the asking thread: the download under way is to end."""
        self._cancelled = True

    def allow(self) -> None:
        """Called by the asking thread before it wishes a download."""
        self._cancelled = False

    @Slot(object)
    def search(self, wish: Search) -> None:
        """Read MNIST from a folder, or from where it is usually kept, or else scikit-learn's digits."""
        try:
            began = perf_counter()
            from engine.lab.bundled import load_bundled
            from engine.lab.mnist import find, load

            place = None if wish.only_bundled else find(wish.folder or None, wish.default or None)
            data = load_bundled() if place is None else load(place)
            seconds = perf_counter() - began
            folder = FALLBACK if place is None else str(place)
            sizes = len(data.train), len(data.test)
            self.found.emit(DataFound(data, data.name, data.source, folder, *sizes, seconds))
        except InputError as error:
            self.refused.emit(error)
        except Exception:
            self.failed.emit(traceback.format_exc())

    @Slot(str)
    def download(self, root: str) -> None:
        """Download what is missing of MNIST; what has arrived is kept if it is cancelled or fails."""
        try:
            from engine.lab.download import download

            last = 0.0

            def say(now: DownloadProgress) -> None:
                nonlocal last
                if perf_counter() - last >= SAY_EVERY:
                    last = perf_counter()
                    self.progressed.emit(now)

            done = download(root, say, lambda: self._cancelled) is not None
        except InputError as error:
            self.stopped.emit(False)
            self.refused.emit(error)
        except Exception:
            self.stopped.emit(False)
            self.failed.emit(traceback.format_exc())
        else:
            self.stopped.emit(done)


class DataKeeper(QObject):
    """The lab's images, as the window knows them. Nothing is looked for until it is wanted."""

    found = Signal(object)
    """Images were read: `DataFound`. GUI thread."""
    refused = Signal(object)
    """What was chosen cannot be used, or the download failed: `InputError`. GUI thread."""
    failed = Signal(str)
    """Something else went wrong: traceback text. GUI thread."""
    progressed = Signal(object)
    """A download goes on: `DownloadProgress`. GUI thread."""
    stopped = Signal()
    """The download has ended, or was cancelled. GUI thread."""

    _search_wanted = Signal(object)
    _download_wanted = Signal(str)

    def __init__(self, parent: QObject | None = None, *, root: Path | None = None) -> None:
        super().__init__(parent)
        self._root = root
        self.now: DataFound | None = None
        self.downloading = False
        self._worker = DataWorker()
        self._thread = WorkerThread("lab data", self._worker, self, patience=30.0)
        self._worker.found.connect(self._on_worker_found)
        self._worker.refused.connect(self._on_worker_refused)
        self._worker.failed.connect(self.failed)
        self._worker.progressed.connect(self._on_worker_progressed)
        self._worker.stopped.connect(self._on_worker_stopped)
        self._search_wanted.connect(self._worker.search)
        self._download_wanted.connect(self._worker.download)

    @property
    def root(self) -> Path:
        """Where a download goes."""
        if self._root is None:
            self._root = download_root()
        return self._root

    def search(self, folder: str = "") -> None:
        """Look for MNIST in a folder, or where it is usually kept; `found` or `refused` follows."""
        self._wish(Search(folder, str(self.root)))

    def fall_back(self) -> None:
        """Take scikit-learn's digits; `found` or `refused` follows."""
        self._wish(Search(only_bundled=True))

    def _wish(self, search: Search) -> None:
        self._thread.need()
        self._search_wanted.emit(search)

    def download(self) -> None:
        """Download MNIST; `progressed` follows, and `stopped`, and `found` once all has arrived."""
        if self.downloading:
            return
        self._thread.need()
        self.downloading = True
        self._worker.allow()
        self._download_wanted.emit(str(self.root))

    def cancel(self) -> None:
        """End the download; what has arrived is kept."""
        self._worker.cancel()

    def shutdown(self) -> None:
        """End the thread; a silent connection is waited for some seconds."""
        self._worker.cancel()
        self._thread.end()

    @Slot(object)
    def _on_worker_found(self, found: DataFound) -> None:
        self.now = found
        self.found.emit(found)

    @Slot(object)
    def _on_worker_refused(self, error: InputError) -> None:
        self.refused.emit(error)

    @Slot(object)
    def _on_worker_progressed(self, now: DownloadProgress) -> None:
        if self.downloading:
            self.progressed.emit(now)

    @Slot(bool)
    def _on_worker_stopped(self, done: bool) -> None:
        self.downloading = False
        self.stopped.emit()
        if done:
            self.search(str(self.root))
