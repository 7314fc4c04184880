"""What is dropped on the MNIST tab: images of digits to learn from, a saved network, or a picture to read."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit, QWidget

Drop = Literal["data", "network", "picture"]

NETWORKS = (".safetensors", ".json")
PICTURES = (
    ".png",
    ".jpg",
    ".jpeg",
    ".bmp",
    ".gif",
    ".webp",
    ".tif",
    ".tiff",
    ".ppm",
    ".pgm",
    ".svg",
    ".heic",
)


def kind_of(path: Path) -> Drop:
    """What a dropped file or folder is, by its name: a folder or an IDX file holds data.

    A file of an unknown kind counts as data: it is then said which files were expected.
    """
    if path.is_dir():
        return "data"
    suffix = path.suffix.lower()
    if suffix in NETWORKS:
        return "network"
    return "picture" if suffix in PICTURES else "data"


def is_idx(path: Path) -> bool:
    """Whether a file is called as MNIST's are: `train-images-idx3-ubyte`, compressed or not."""
    name = path.name.lower()
    return "idx" in name or name.removesuffix(".gz").endswith("ubyte")


class Drops(QObject):
    """Catches drops on a tab, wherever they fall. On the canvas a file is a picture unless it is called
    as one of MNIST's or as a network; a folder is never a picture."""

    data_dropped = Signal(str)
    """A folder, or a file in it: the path. GUI thread."""
    network_dropped = Signal(str)
    """A saved network: the path of its weights or its description. GUI thread."""
    picture_dropped = Signal(str)
    """A picture, beside the canvas: its path. GUI thread."""

    def __init__(self, tab: QWidget, canvas: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        tab.setAcceptDrops(True)
        for widget in (tab, canvas):
            widget.installEventFilter(self)
        for field in tab.findChildren(QLineEdit):  # which would take a path for text
            field.setAcceptDrops(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dropped; leave to the canvas what is its own."""
        kind = event.type()
        if kind not in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            return False
        assert isinstance(event, QDropEvent)
        path = _dropped(event)
        if path is None or (watched is self._canvas and _is_canvas_own(path)):
            return False
        event.acceptProposedAction()
        if kind == QEvent.Type.Drop:
            signals = {
                "data": self.data_dropped,
                "network": self.network_dropped,
                "picture": self.picture_dropped,
            }
            signals[kind_of(path)].emit(str(path))
        return True


def _is_canvas_own(path: Path) -> bool:
    what = kind_of(path)
    return what == "picture" or (what == "data" and not path.is_dir() and not is_idx(path))


def _dropped(event: QDropEvent) -> Path | None:
    """The first local file or folder of what is dragged."""
    return next((Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()), None)
