"""The lab under the MNIST tab: its drawer, its networks, its images, and who does what in which thread."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QToolTip

from app.actions import Actions
from app.digits.proportions import LOWEST
from app.digits.records import Ready
from app.icons import icon
from app.lab.analyst import Analyst
from app.lab.data import DataFound, DataKeeper
from app.lab.drops import Drops
from app.lab.later import after_frame
from app.lab.lessons import titles
from app.lab.network_files import NetworkFiles
from app.lab.pages.hand_page import HandPage
from app.lab.pages.inside_page import InsidePage
from app.lab.pages.landscape_page import LandscapePage
from app.lab.pages.results_page import ResultsPage
from app.lab.pages.training_page import TrainingPage
from app.lab.readings import Readings
from app.lab.shelf import Shelf
from app.lab.trainer import Trainer
from app.page import Page
from app.settings import Settings
from engine.errors import InputError
from engine.lab.config import TrainConfig
from engine.lab.snapshot import TRAINING
from viz.drawer import Drawer
from viz.theme import DARK, Theme

if TYPE_CHECKING:
    from app.digits.controller import DigitsController
    from app.digits.tab import DigitsTab

log = logging.getLogger(__name__)

SHARE, LEAST, MOST = 0.46, 320, 420
"""Part of the tab that the drawer takes when it is opened, and its limits in logical pixels."""
RUN, BEFORE = 0, 1
"""Places in the theme's runs of the training under way and of the one before."""


class LabController(QObject):
    """Opens and closes the drawer, and carries facts and wishes between pages, threads and the tab."""

    def __init__(
        self,
        tab: DigitsTab,
        digits: DigitsController,
        actions: Actions,
        settings: Settings,
        *,
        language: str = "en",
        root: Path | None = None,
        hand_folder: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.tab, self.digits, self.actions, self.settings = tab, digits, actions, settings
        self.language = language
        self._theme: Theme = DARK
        self._play = self._looked = self._fell_back = False
        self._pending: tuple[TrainConfig, str, str] | None = None
        self._titles: dict[str, str] = {}  # of what is offered, as the networks that are there were called
        self._opened, self._height = "", 0
        self.data = DataKeeper(self, root=root)
        self.trainer, self.shelf = Trainer(self), Shelf(self)
        self.analyst, self.clerk = Analyst("lab analyst", self), Analyst("lab handwriting", self)
        self.readings = Readings(
            tab, digits, self.shelf, [actions["save_network"], actions["load_network"]], self
        )
        self.drawer = Drawer(tab)
        tab.add_drawer(self.drawer)
        self.training = TrainingPage(self, actions)
        self.results = ResultsPage(self)
        self.inside = InsidePage(self)
        self.hand = HandPage(self, actions, hand_folder)
        self.landscape = LandscapePage(self)
        self._pages: dict[str, Page] = {
            "training": self.training,
            "results": self.results,
            "inside": self.inside,
            "handwriting": self.hand,
            "landscape": self.landscape,
        }
        for name, page in self._pages.items():
            self.drawer.add_page(name, page.widget)
            actions[f"{name}_page"].triggered.connect(
                lambda checked=False, name=name: self.open_page(name if checked else "")
            )
        self.drawer.page_changed.connect(self.open_page)
        actions["paste_picture"].triggered.connect(tab.paste_picture)
        actions["mnist_folder"].triggered.connect(self.choose_folder)
        self.files = NetworkFiles(self, actions)
        self.drops = Drops(tab, tab.canvas, self)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.data.found.connect(self._on_data_found)
        self.data.refused.connect(self._on_data_refused)
        self.data.failed.connect(self._on_failed)
        self.data.progressed.connect(self._on_data_progressed)
        self.data.stopped.connect(self._on_data_stopped)
        self.trainer.changed.connect(self._on_trainer_changed)
        self.trainer.network_changed.connect(self.shelf.take)
        self.shelf.dropped.connect(self._on_shelf_dropped)
        self.trainer.refused.connect(self.training.refuse)
        self.trainer.failed.connect(self._on_failed)
        for analyst in (self.analyst, self.clerk):
            analyst.failed.connect(self._on_failed)
        self.digits.ready.connect(self._on_digits_ready)
        self.drops.data_dropped.connect(self._on_data_dropped)
        self.drops.network_dropped.connect(self.files.load)
        self.drops.picture_dropped.connect(self._on_picture_dropped)
        self.training.teller.image_chosen.connect(self.results.image_chosen)

    # The drawer

    @property
    def page(self) -> str:
        """The page that is open; empty for none."""
        return self.drawer.page or ""

    def begin(self) -> None:
        """Open the page that was open when the program was closed."""
        name = self.settings.value("lab_page")
        self.open_page(name if name in self._pages else "")

    @Slot(str)
    def open_page(self, name: str) -> None:
        """Open a page; an empty name folds the drawer."""
        was, self._opened = self._opened, name
        if was and not name:
            self._height = self.tab.middle.sizes()[1]
        self.drawer.show_page(name or None)
        for each in self._pages:
            self.actions[f"{each}_page"].setChecked(each == name)
        self.settings.setValue("lab_page", name)
        if name and not self._looked:
            self._looked = True
            self.data.search(self.settings.value("mnist"))
        self.tab.set_under_drawer(bool(name))
        if name and not was:
            self._give_height()
        for each in dict.fromkeys((was, name)):  # what closes comes first
            if each:
                self._pages[each].set_open(each == name)

    def _give_height(self) -> None:
        # Before the tab is first seen it has no height: it will have nearly the window's.
        whole = sum(self.tab.middle.sizes()) if self.tab.isVisible() else self.tab.window().height()
        usual = min(max(round(SHARE * whole), LEAST), MOST)
        height = min(self._height or usual, whole - LOWEST)
        self.tab.middle.setSizes([whole - height, height])

    # Images

    @Slot()
    def choose_folder(self) -> None:
        """Ask for the folder that holds MNIST."""
        name = QFileDialog.getExistingDirectory(self.tab, self.tr("Folder that holds MNIST’s files"))
        if name:
            self.open_folder(name)

    @Slot(str)
    def open_folder(self, name: str) -> None:
        """Read MNIST from a folder, or from the folder of a file in it; the page of training tells of it."""
        path = Path(name)
        folder = str(path if path.is_dir() else path.parent)
        self.settings.setValue("mnist", folder)
        self._looked = True
        if self.page != "training":
            self.open_page("training")
        self.data.search(folder)

    @Slot(str)
    def _on_data_dropped(self, name: str) -> None:
        """A folder that falls on the page of handwriting holds drawings, anywhere else MNIST."""
        if self.page == "handwriting" and Path(name).is_dir():
            self.hand.bring_in(Path(name))
        else:
            self.open_folder(name)

    @Slot(str)
    def _on_picture_dropped(self, name: str) -> None:
        self.tab.clear()
        self.tab.picture_requested.emit(name)

    @Slot(object)
    def _on_data_found(self, found: DataFound) -> None:
        self.training.say("")  # what was refused before is no longer of interest
        self.training.widget.data.show_found(found)
        panels = self.training.widget.panels
        if found.source == "scikit-learn":  # there is something to be done about it
            panels.show_panel("images")
        elif "images" in panels.front():
            panels.show_panel("settings")
            panels.show_panel("lesson")
        self.analyst.set_data(found.data)
        self.clerk.set_data(found.data)
        if self._pending is not None:
            config, title, lesson = self._pending
            self.open_training(config, title, lesson)
        elif self.training.config is None:
            after_frame(self, self._choose_first_lesson)
        else:
            if self.trainer.standing.stage in ("training", "paused"):
                self.training.say(self.tr("These are other images: the network begins anew."))
            self.training.renew()

    def _choose_first_lesson(self) -> None:
        if self.training.config is None:  # nobody was quicker
            self.training.choose_lesson(self.settings.value("lab_lesson"))

    @Slot(object)
    def _on_data_refused(self, error: InputError) -> None:
        self.training.refuse(error)
        if self.data.now is None and not self._fell_back:
            self._fell_back = True
            self.settings.setValue("mnist", "")
            self.data.fall_back()

    @Slot(object)
    def _on_data_progressed(self, now: object) -> None:
        self.training.widget.data.show_download(now, on=True)  # type: ignore[arg-type]

    @Slot()
    def _on_data_stopped(self) -> None:
        self.training.widget.data.show_download(None, on=False)

    # Training

    def open_training(self, config: TrainConfig, title: str, lesson: str) -> None:
        """Make a new network; it waits for the images if they are not there yet."""
        if self.data.now is None:
            self._pending = (config, title, lesson)
            return
        self._pending = None
        self._titles = titles(self.language)
        readings, pages = self.readings, (*self.results.keys, *self.landscape.widget.nets.keys)
        self.shelf.keep_training((readings.whose, *readings.compared, *pages))
        device = self.settings.value("lab_device")
        style = self._theme.runs[RUN]
        self.trainer.open(config, self.data.now, style, title=title, lesson=lesson, device=device)
        if self.trainer.before is not None:
            self.trainer.before.style = self._theme.runs[BEFORE]

    def play_when_ready(self) -> None:
        """Train, now or as soon as the network is made; the drawing is read by it from now on."""
        self._play = True
        self.readings.choose(TRAINING)
        self._on_trainer_changed()

    @Slot()
    def _on_trainer_changed(self) -> None:
        self.readings.set_training(self.trainer.standing.stage in ("training", "paused"))
        if self._play and self.trainer.standing.stage in ("ready", "paused"):
            self._play = False
            self.trainer.play()

    @Slot(str)
    def set_device(self, name: str) -> None:
        """Train on another device, from the next batch on."""
        self.settings.setValue("lab_device", name)
        if self.trainer.standing.stage == "nothing":  # it could not begin, on the other one perhaps
            self.training.say("")
            self.training.renew()
        else:
            self.trainer.move(name)

    @Slot(object)
    def _on_digits_ready(self, ready: Ready) -> None:
        there = [choice.name for choice in ready.devices if not choice.reason]
        device = self.settings.value("lab_device")
        if device not in there:
            device = "cpu"
            self.set_device(device)
        self.training.widget.bar.show_devices(ready.devices, device)

    # What is said

    @Slot(str)
    def _on_shelf_dropped(self, title: str) -> None:
        told = self.tr("“{title}”, the oldest network kept, made room. Save networks that you want to keep.")
        self.tell(told.format(title=title))

    def tell(self, text: str) -> None:
        """Say what went well: on the page of training, or under the choice of networks if another is open."""
        if self.page == "training":
            self.training.say(text)
        else:
            chooser = self.readings.chooser
            QToolTip.showText(chooser.mapToGlobal(chooser.rect().bottomLeft()), text, chooser)

    # The whole

    def show_icon(self, playing: bool) -> None:
        """The icon of the main button: Pause or Train."""
        theme = self._theme
        name = "pause" if playing else "play"
        self.actions["train"].setIcon(icon(name, theme.on_accent, theme.faint))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for whole in (self.drawer, self.readings):
            whole.set_theme(theme)
        for page in self._pages.values():
            for part in page.parts():
                part.set_theme(theme)
        for history, place in ((self.trainer.history, RUN), (self.trainer.before, BEFORE)):
            if history is not None:
                history.style = theme.runs[place]
        self.show_icon(self.trainer.standing.stage == "training")

    def set_large_type(self, on: bool) -> None:
        for whole in (self.drawer, self.readings):
            whole.set_large_type(on)
        for page in self._pages.values():
            for part in page.parts():
                part.set_large_type(on)

    def set_language(self, language: str) -> None:
        """Titles and lessons in another language, also of the networks that are there."""
        self.language = language
        if self._titles:
            before, self._titles = self._titles, titles(language)
            names = {before[name]: self._titles[name] for name in before}
            self.trainer.retitle(names)
            self.shelf.retitle(names)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language in force."""
        actions = {name: self.actions[f"{name}_page"] for name in self._pages}
        self.drawer.set_titles(
            {name: action.text() for name, action in actions.items()},
            {name: action.toolTip() for name, action in actions.items()},
        )
        for page in self._pages.values():
            page.retranslate()

    @Slot(str)
    def _on_failed(self, text: str) -> None:
        log.error("%s", text)
        last = text.strip().rpartition("\n")[2]
        self.training.say(self.tr("Something went wrong: {reason}").format(reason=last), "warning")

    def shutdown(self) -> None:
        """End all threads: first those that can be told to hurry."""
        self.data.cancel()
        self.data.blockSignals(True)  # images that are found now would wake threads that have ended
        self.trainer.shutdown()
        self.analyst.shutdown()
        self.clerk.shutdown()
        self.data.shutdown()
