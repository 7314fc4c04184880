"""Prepares and classifies drawings in a thread of its own."""

from __future__ import annotations

import traceback
from time import perf_counter

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageReader

from app.digits.reader import Reader, Readers
from app.digits.records import Answer, Failure, Ready, Wish
from engine.errors import InputError
from viz.strokes import smooth, thin

PICTURE = 1024
"""Longer side of the copy of a picture that is shown, in pixels."""


class ClassifierWorker(QObject):
    """Answers one wish at a time; lives in a `QThread`, where it also loads the network."""

    ready = Signal(object)
    """The network is loaded: `Ready`. Worker thread."""

    answered = Signal(object)
    """A wish has been answered: `Answer`. Worker thread."""

    failed = Signal(object)
    """Loading or a wish failed: `Failure`. Worker thread."""

    def __init__(self, readers: Readers) -> None:
        super().__init__()
        self._readers = readers
        self._reader: Reader | None = None
        self._device = ""
        self._title = ""

    @Slot(str)
    def load(self, device: str) -> None:
        """Load the network on `device`, or on the CPU if that is missing, and warm it up."""
        try:
            devices = self._readers.devices()
            there = {choice.name: choice.title for choice in devices if not choice.reason}
            name = device if device in there else "cpu"
            self._reader = self._readers.open(name)
            self._device, self._title = name, there.get(name, name)
            self.ready.emit(Ready(name, devices, self._reader.facts()))
        except Exception as error:
            self.failed.emit(self._failure(None, error))

    @Slot(object)
    def classify(self, wish: Wish) -> None:
        """Prepare and classify one drawing or picture."""
        if self._reader is None:
            return
        try:
            began = perf_counter()
            if wish.picture:
                image = self._reader.prepare_picture(wish.picture)
            else:
                image = self._reader.prepare(thin([smooth(stroke) for stroke in wish.strokes]))
            prepared = perf_counter()
            probabilities = self._reader.classify(image)
            done = perf_counter()
            self.answered.emit(
                Answer(
                    wish.generation,
                    image.copy(),
                    probabilities,
                    self._reader.sure(probabilities),
                    self._title,
                    1e3 * (prepared - began),
                    1e3 * (done - prepared),
                    _small_copy(wish.picture) if wish.picture else None,
                )
            )
        except Exception as error:
            self.failed.emit(self._failure(wish.generation, error))

    def _failure(self, generation: int | None, error: Exception) -> Failure:
        code, values = (error.code, error.values) if isinstance(error, InputError) else ("", {})
        detail = "".join(traceback.format_exception(error))
        return Failure(generation, self._device, code, values, detail)


def _small_copy(path: str) -> QImage | None:
    """The picture as it is shown; None if Qt cannot read this format, although it has been classified."""
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > PICTURE:
        reader.setScaledSize(size.scaled(QSize(PICTURE, PICTURE), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image
