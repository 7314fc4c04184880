"""Between the MNIST tab and the classifier: the newest drawing is read, the others are let go."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from app.digits.reader import EngineReaders, Readers
from app.digits.records import Answer, Failure, Ready, Wish
from app.digits.tab import DigitsTab
from app.digits.worker import ClassifierWorker
from app.i18n import sentence
from app.worker_thread import WorkerThread
from engine.errors import InputError
from engine.lab.snapshot import Snapshot

log = logging.getLogger(__name__)


class Settings(Protocol):
    """What is remembered; `app.settings.Settings` or any `QSettings`."""

    def value(self, name: str, /) -> Any: ...

    def setValue(self, name: str, value: Any, /) -> None: ...


class DigitsController(QObject):
    """Sends drawings to the classifier's thread and its answers to the tab.

    One wish is under way at a time and the newest one waits; those between are never sent. An answer is
    shown unless the card has been cleared or another picture opened since, so that the bars keep moving
    while the pen does. Picture and bars come from one answer and so always belong together.
    """

    _load_wanted = Signal(str)
    _reading_wanted = Signal(object)
    _network_wanted = Signal(object)
    _drop_wanted = Signal(str)
    _asking_wanted = Signal(object)

    ready = Signal(object)
    """The network is loaded, and it is known which devices there are: `Ready`. GUI thread."""

    answered = Signal(object)
    """An answer is shown: `Answer`; None when the card was cleared. GUI thread."""

    def __init__(
        self,
        tab: DigitsTab,
        settings: Settings,
        parent: QObject | None = None,
        *,
        readers: Readers | None = None,
    ) -> None:
        super().__init__(parent)
        self._tab = tab
        self._settings = settings
        self._readers = readers if readers is not None else EngineReaders()
        self._thread: WorkerThread | None = None
        self._worker: ClassifierWorker | None = None
        self._ready = False
        self._fault = self._logged = ""
        self._generation = 0
        self._first_welcome = 0
        self._under_way = False
        self._newest: Wish | None = None
        self._waiting: Wish | None = None
        self._asked: tuple[str, ...] = ()
        self._left_out: tuple[str, ...] = ()
        self._networks: dict[str, Snapshot] = {}
        self._taking = False
        tab.drawing_changed.connect(self._on_tab_drawing_changed)
        tab.picture_requested.connect(self._on_tab_picture_requested)
        tab.picture_pasted.connect(self._on_tab_picture_pasted)
        tab.device_requested.connect(self.set_device)

    def start(self) -> None:
        """Start the thread and load the network in it; does nothing the second time."""
        if self._thread is not None:
            return
        self._worker = ClassifierWorker(self._readers)
        self._thread = WorkerThread("classifier", self._worker, self)
        self._load_wanted.connect(self._worker.load)
        self._reading_wanted.connect(self._worker.classify)
        self._network_wanted.connect(self._worker.take_network)
        self._drop_wanted.connect(self._worker.drop_network)
        self._asking_wanted.connect(self._worker.ask)
        self._worker.reread.connect(self._on_worker_reread)
        self._worker.taken.connect(self._on_worker_taken)
        self._worker.ready.connect(self._on_worker_ready)
        self._worker.answered.connect(self._on_worker_answered)
        self._worker.failed.connect(self._on_worker_failed)
        self._thread.need()
        self._load(str(self._settings.value("device") or "cpu"))

    # Networks of the lab

    def take_network(self, snapshot: Snapshot) -> None:
        """Have a network of the lab ready to read; of states that come quickly only the newest counts."""
        self._networks[snapshot.key] = snapshot
        self._take()

    def drop_network(self, key: str) -> None:
        """Let a network of the lab go."""
        self._networks.pop(key, None)
        self._drop_wanted.emit(key)

    def ask(self, keys: tuple[str, ...]) -> None:
        """Let these networks of the lab read the drawing, too, beside the one that comes with the program."""
        if keys != self._asked:
            self._asked = keys
            self._asking_wanted.emit(keys)

    def is_newest(self, answer: Answer) -> bool:
        """Whether the drawing is still the one that was answered."""
        return answer.generation == self._generation

    def set_left_out(self, steps: tuple[str, ...]) -> None:
        """Prepare drawings without these steps from now on, the one that is there as well."""
        if steps == self._left_out:
            return
        self._left_out = steps
        if self._newest is not None and self._newest.strokes:
            self._generation += 1
            self._wish(replace(self._newest, generation=self._generation, left_out=steps))

    def _take(self) -> None:
        if self._networks and not self._taking and self._thread is not None:
            self._taking = True
            self._network_wanted.emit(self._networks.pop(next(iter(self._networks))))

    @Slot(str)
    def _on_worker_taken(self, _key: str) -> None:
        self._taking = False
        self._take()

    @Slot(object)
    def _on_worker_reread(self, answer: Answer) -> None:
        if self._newest is not None and answer.generation >= self._first_welcome:
            self._show(answer)

    def _show(self, answer: Answer) -> None:
        self._tab.show_answer(answer)
        self.answered.emit(answer)

    def shutdown(self) -> None:
        """End the thread; a classification under way is waited for."""
        self._waiting = None
        if self._thread is not None:
            self._thread.end()
            self._thread = self._worker = None

    @Slot(str)
    def set_device(self, name: str) -> None:
        """Read on another device from now on, and remember it."""
        self._settings.setValue("device", name)
        if self._thread is not None:
            self._load(name)

    def _load(self, device: str) -> None:
        self._ready = False
        if self._newest is not None:
            self._tab.show_loading()
        self._load_wanted.emit(device)

    # Wishes

    @Slot(object)
    def _on_tab_drawing_changed(self, strokes: object) -> None:
        assert isinstance(strokes, list)
        self._generation += 1
        if strokes:
            self._wish(Wish(self._generation, strokes=tuple(strokes), left_out=self._left_out))
        else:
            self._first_welcome = self._generation
            self._newest = self._waiting = None
            self._tab.show_nothing()
            self.answered.emit(None)

    @Slot(str)
    def _on_tab_picture_requested(self, path: str) -> None:
        self._read_picture(path)

    @Slot(QImage)
    def _on_tab_picture_pasted(self, image: QImage) -> None:
        self._read_picture(image)

    def _read_picture(self, picture: str | QImage) -> None:
        self._generation += 1
        self._first_welcome = self._generation
        self._tab.show_reading()
        self._wish(Wish(self._generation, picture=picture))

    def _wish(self, wish: Wish) -> None:
        self._newest = self._waiting = wish
        if self._fault:
            self._tab.show_reading_failed(self._fault)
        elif self._thread is not None and not self._ready:
            self._tab.show_loading()
        self._send()

    def _send(self) -> None:
        if self._ready and not self._under_way and self._waiting is not None:
            wish, self._waiting = self._waiting, None
            self._under_way = True
            self._reading_wanted.emit(wish)

    # Facts

    @Slot(object)
    def _on_worker_ready(self, ready: Ready) -> None:
        self._ready = True
        self._fault = ""
        self._tab.show_network(ready.facts)
        self._tab.show_devices(ready.devices, ready.device)
        self.ready.emit(ready)
        self._waiting = self._newest
        self._send()

    @Slot(object)
    def _on_worker_answered(self, answer: Answer) -> None:
        self._under_way = False
        if answer.generation >= self._first_welcome:
            self._show(answer)
        self._send()

    @Slot(object)
    def _on_worker_failed(self, failure: Failure) -> None:
        if failure.generation is None:
            log.error("the network cannot be loaded\n%s", failure.detail)
            self._ready = bool(failure.device)
            self._fault = "" if self._ready else _words(failure)
            self._tab.show_loading_failed(_words(failure), failure.device)
            self._send()
            return
        self._under_way = False
        if not failure.code and failure.detail != self._logged:
            self._logged = failure.detail  # once, not at every move of the pen
            log.error("a drawing cannot be classified\n%s", failure.detail)
        if failure.generation >= self._first_welcome:
            self._tab.show_reading_failed(_words(failure))
        self._send()


def _words(failure: Failure) -> str:
    """One sentence: the translated one of an `InputError`, else the last line of the traceback."""
    if failure.code:
        return sentence(InputError(failure.code, **failure.values))
    return failure.detail.strip().rpartition("\n")[2]
