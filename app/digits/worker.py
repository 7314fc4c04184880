"""Prepares and classifies drawings in a thread of its own."""

from __future__ import annotations

import logging
import traceback
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageReader

from app.digits.reader import Reader, Readers
from app.digits.records import Answer, Failure, Ready, Wish
from app.digits.seers import Seers
from engine.errors import InputError
from engine.lab.snapshot import Snapshot
from viz.strokes import smooth, thin

if TYPE_CHECKING:
    from PIL import Image as Pictures

log = logging.getLogger(__name__)

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

    reread = Signal(object)
    """The drawing before was read once more, by other networks: `Answer`. Worker thread."""

    taken = Signal(str)
    """A network of the lab has been taken, or refused: its key. Worker thread."""

    def __init__(self, readers: Readers) -> None:
        super().__init__()
        self._readers = readers
        self._reader: Reader | None = None
        self._device = ""
        self._title = ""
        self._seers = Seers()
        self._asked: tuple[str, ...] = ()
        self._last: Answer | None = None

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
            found = None
            if isinstance(wish.picture, QImage):
                image, found = self._reader.prepare_picture(unwrapped(wish.picture))
            elif wish.picture:
                image, found = self._reader.prepare_picture(wish.picture)
            else:
                lines = thin([smooth(stroke) for stroke in wish.strokes])
                if wish.left_out:
                    image = self._reader.prepare_without(lines, wish.left_out)
                else:
                    image = self._reader.prepare(lines)
            prepared = perf_counter()
            probabilities = self._reader.classify(image)
            done = perf_counter()
            if found is not None:
                found = replace(found, picture=_small_copy(wish.picture), source=wish.picture)
            self._last = Answer(
                wish.generation,
                image.copy(),
                probabilities,
                self._reader.sure(probabilities) and (found is None or found.cut.beside == 1),
                self._title,
                1e3 * (prepared - began),
                1e3 * (done - prepared),
                found,
                self._seers.read(image, self._asked) if self._asked else (),
            )
            self.answered.emit(self._last)
        except Exception as error:
            self.failed.emit(self._failure(wish.generation, error))

    @Slot(object)
    def take_network(self, snapshot: Snapshot) -> None:
        """Have a network of the lab ready; if it is asked for, the drawing is read once more."""
        try:
            self._seers.take(snapshot)
            if snapshot.key in self._asked:
                self._read_again()
        except Exception:
            log.exception("the network %s cannot read drawings", snapshot.key)
        finally:
            self.taken.emit(snapshot.key)

    @Slot(str)
    def drop_network(self, key: str) -> None:
        """Let a network of the lab go."""
        self._seers.drop(key)

    @Slot(object)
    def ask(self, keys: tuple[str, ...]) -> None:
        """Let these networks of the lab read, too, from now on and in the drawing that is there."""
        self._asked = keys
        self._read_again()

    def _read_again(self) -> None:
        if self._last is not None:
            self._last = replace(self._last, seen=self._seers.read(self._last.image, self._asked))
            self.reread.emit(self._last)

    def _failure(self, generation: int | None, error: Exception) -> Failure:
        code, values = (error.code, error.values) if isinstance(error, InputError) else ("", {})
        detail = "".join(traceback.format_exception(error))
        return Failure(generation, self._device, code, values, detail)


def unwrapped(image: QImage) -> Pictures.Image:
    """Qt's picture as Pillow's; a copy."""
    from PIL import Image as Pictures

    form, mode = QImage.Format.Format_RGB888, "RGB"
    if image.hasAlphaChannel():
        form, mode = QImage.Format.Format_RGBA8888, "RGBA"
    plain = image.convertToFormat(form)
    size = plain.width(), plain.height()
    return Pictures.frombytes(mode, size, bytes(plain.constBits()), "raw", mode, plain.bytesPerLine())


def _small_copy(picture: str | QImage) -> QImage | None:
    """The picture as it is shown; None if Qt cannot read this format, although it has been classified."""
    most = QSize(PICTURE, PICTURE)
    if isinstance(picture, QImage):
        large = max(picture.width(), picture.height()) > PICTURE
        how = Qt.TransformationMode.SmoothTransformation
        return picture.scaled(most, Qt.AspectRatioMode.KeepAspectRatio, how) if large else picture
    reader = QImageReader(picture)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > PICTURE:
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image
