"""The page of results: what a network takes for what, where it errs, whether it is honest; or two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QComboBox

from app.lab.later import after_frame
from app.lab.refresher import Refresher
from app.lab.results_job import Results, ResultsJob
from app.lab.results_view import ResultsView
from engine.lab.snapshot import BUNDLED, TRAINING, Snapshot
from viz.calibration_plot import CalibrationCurve
from viz.numbers import written
from viz.theme import DARK, Theme
from viz.verdict import NBSP

if TYPE_CHECKING:
    from app.lab.controller import LabController

SHOWN = 400
"""Images of a list that are shown; more would not be looked at."""


class ResultsPage(QObject):
    """Asks the analyst and shows what it found."""

    image_chosen = Signal(object, str)
    """A person clicked an image: (28, 28) uint8, and what it is. GUI thread."""

    def __init__(self, lab: LabController) -> None:
        super().__init__(lab)
        self._lab = lab
        self._open = False
        self._theme: Theme = DARK
        self._keys = ["", ""]
        self._epochs: dict[str, int] = {}
        self._refresher = Refresher(self.ask, self)
        self._found: Results | None = None
        self._which = "misread"
        self._cell: tuple[int, int] | None = None
        self._seed = 0
        self._listed: npt.NDArray[np.int64] = np.empty(0, np.int64)
        self.widget = view = ResultsView()
        view.first.activated.connect(self._on_first_activated)
        view.second.activated.connect(self._on_second_activated)
        view.swap.clicked.connect(self._on_swap_clicked)
        view.confusion.cell_chosen.connect(self._on_cell_chosen)
        view.which.chosen.connect(self._on_which_chosen)
        view.again.clicked.connect(self._on_again_clicked)
        view.images.image_chosen.connect(self._on_image_chosen)
        lab.shelf.changed.connect(self._on_shelf_changed)
        lab.shelf.network_changed.connect(self._on_shelf_network_changed)
        lab.trainer.ended.connect(self._on_trainer_ended)
        lab.analyst.answered.connect(self._on_analyst_answered)
        lab.analyst.ended.connect(self._on_analyst_ended)
        lab.data.found.connect(self._on_data_found)
        self._show_networks()

    def parts(self) -> tuple[ResultsPage]:
        """What follows theme and type."""
        return (self,)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.widget.set_theme(theme)
        self._show()

    def set_large_type(self, on: bool) -> None:
        self.widget.set_large_type(on)

    def set_open(self, on: bool) -> None:
        """Whether the page is seen: it is looked at while it is."""
        self._open = on
        self._refresher.set_wanted(on)
        if on and self._found is None:
            after_frame(self, self._renew)

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self._show_networks()
        self._show()

    # What is asked

    @property
    def keys(self) -> list[str]:
        """Of the networks that are chosen; an empty one where none is."""
        return [self._first(), self._keys[1]]

    def ask(self) -> None:
        """Have the networks that are chosen read the test images."""
        shelf = self._lab.shelf
        keys = [key for key in self.keys if key in shelf]
        if self._lab.data.now is None or not keys:
            return
        snapshots = tuple(shelf[key] for key in dict.fromkeys(keys))
        self._epochs = {snapshot.key: snapshot.epoch for snapshot in snapshots}
        if self._found is None or self._found.keys != [*self._epochs]:
            self.widget.caption.say(self.tr("Reading the test images …"))
            self.widget.set_reading(True)
        self._refresher.begin()
        self._lab.analyst.ask(ResultsJob(snapshots))

    def _first(self) -> str:
        """The network chosen; if none was, the one in training as soon as it has learnt."""
        if self._keys[0] in self._lab.shelf:
            return self._keys[0]
        training = self._lab.shelf.get(TRAINING)
        return TRAINING if training is not None and training.epoch else BUNDLED

    def _renew(self) -> None:
        """At once, if the page is seen: a person chose something, or a training has ended."""
        if self._open:
            self.ask()
        else:
            self._refresher.wish()

    @Slot(object)
    def _on_data_found(self, _found: object) -> None:
        self._found = None
        self._renew()

    @Slot(object)
    def _on_shelf_network_changed(self, snapshot: Snapshot) -> None:
        """A network that is shown has learnt for another epoch."""
        if snapshot.key not in self.keys:
            return
        if snapshot.key not in self._epochs:  # it takes the place of the one that is being asked
            self._renew()
        elif self._epochs[snapshot.key] != snapshot.epoch:
            self._refresher.wish()

    @Slot(str)
    def _on_trainer_ended(self, _end: str) -> None:
        self._renew()

    @Slot()
    def _on_shelf_changed(self) -> None:
        self._show_networks()
        self._refresher.wish()

    @Slot(str)
    def _on_analyst_ended(self, topic: str) -> None:
        if topic == "results":
            self.widget.set_reading(False)
            self._refresher.end()

    @Slot(int)
    def _on_first_activated(self, index: int) -> None:
        self._keys[0] = self.widget.first.itemData(index)
        self._renew()

    @Slot(int)
    def _on_second_activated(self, index: int) -> None:
        self._keys[1] = self.widget.second.itemData(index)
        self._renew()

    @Slot()
    def _on_swap_clicked(self) -> None:
        first, second = self._first(), self._keys[1]
        if second in self._lab.shelf:
            self._keys = [second, first]
            self._which = {"first": "second", "second": "first"}.get(self._which, self._which)
            self._show_networks()
            self._renew()

    # What is shown

    def _show_networks(self) -> None:
        view = self.widget
        first, second = view.first, view.second
        _fill(first, [(one.title, one.key) for one in self._lab.shelf.all()], self._first())
        rest = [(one.title, one.key) for one in self._lab.shelf.all() if one.key != self._first()]
        _fill(second, [(self.tr("none"), ""), *rest], self._keys[1])
        view.swap.setEnabled(bool(second.currentData()))

    @Slot(str, object)
    def _on_analyst_answered(self, topic: str, result: object) -> None:
        if topic == "results" and isinstance(result, Results):
            same = self._found is not None and self._found.keys == result.keys
            place = self.widget.images.verticalScrollBar().value()
            self._found = result
            if result.comparison is None and self._which in ("first", "second"):
                self._which = "misread"
            self._show_networks()
            self._show()
            if same:  # a person looks at the list while the network learns on
                self.widget.images.verticalScrollBar().setValue(place)

    def _show(self) -> None:
        found, view = self._found, self.widget
        if found is None:
            view.confusion.set_confusion(None)
            view.images.set_images(None)
            view.images.set_empty_text(self.tr("The test images appear here."))
            view.calibration.set_calibration(())
            return
        outcome = found.outcomes[0]
        view.confusion.set_confusion(outcome.confusion, [str(digit) for digit in outcome.classes])
        view.confusion.set_beside(found.beside())
        curves = [
            CalibrationCurve(
                snapshot.title, self._theme.runs[place], c.edges, c.counts, c.confidence, c.accuracy
            )
            for place, (snapshot, c) in enumerate(zip(found.snapshots, found.calibrations, strict=True))
        ]
        view.calibration.set_calibration(curves)
        view.summary.setText(self._summary(found))
        choices = [
            ("misread", self.tr("Misread"), self.tr("All images that are misread, the surest errors first")),
            ("random", self.tr("Random"), self.tr("Random test images with label and answer")),
            ("cell", self.tr("Cell"), self.tr("The images of the cell that is chosen in the matrix")),
        ]
        if found.comparison is not None:
            choices += [
                ("first", self.tr("Only 1st"), self.tr("Images that only the first network reads right")),
                ("second", self.tr("Only 2nd"), self.tr("Images that only the second network reads right")),
            ]
        view.which.set_choices(choices)
        enabled = [name for name, _, _ in choices if name != "cell" or self._cell is not None]
        view.which.set_enabled_choices(enabled)
        view.which.set_choice(self._which)
        self._show_images()

    def _summary(self, found: Results) -> str:
        words = []
        for snapshot, outcome, honest in zip(
            found.snapshots, found.outcomes, found.calibrations, strict=True
        ):
            words.append(
                self.tr(
                    "{title}\n{accuracy} of {n:,} read right\nloss {loss}, calibration error {error}"
                ).format(
                    title=snapshot.title,
                    accuracy=_percent(outcome.accuracy),
                    n=len(outcome.labels),
                    loss=f"{outcome.loss:.4f}",
                    error=_percent(honest.expected_error),
                )
            )
        pair = found.comparison
        if pair is not None:
            text = self.tr(
                "Only the first is right: {a:,}; only the second: {b:,}. By chance alone: p = {p}."
            )
            words.append(
                text.format(a=len(pair.first_only), b=len(pair.second_only), p=written(f"{pair.p_value:.2g}"))
            )
        return "\n\n".join(words)

    def _show_images(self) -> None:
        found, view = self._found, self.widget
        if found is None:
            return
        outcome = found.outcomes[0]
        listed = found.listed(self._which, self._cell, self._seed)
        view.again.setVisible(self._which == "random")
        some = self._listed = listed[:SHOWN]
        captions, tips, wrong = [], [], []
        shown = found.outcomes[-1 if self._which == "first" else 0].predictions  # by the one that errs
        for place, index in enumerate(some.tolist()):
            label, read = int(outcome.labels[index]), int(outcome.predictions[index])
            captions.append(f"{label}" if label == shown[index] else f"{label} → {shown[index]}")
            tips.append(
                self.tr("Test image {place:,}: a {label}, read as {read} with {share}").format(
                    place=int(found.places[index]),
                    label=label,
                    read=read,
                    share=_percent(float(outcome.confidence[index])),
                )
            )
            if label != read:
                wrong.append(place)
        mixed = wrong if self._which == "random" else ()
        view.images.set_images(found.images[some], captions, tips=tips, wrong=mixed)
        view.images.set_empty_text(self.tr("There is no such image."))
        text = self.tr("{n:,} images") if len(listed) <= SHOWN else self.tr("{n:,} images, {shown} shown")
        view.caption.say(text.format(n=len(listed), shown=SHOWN))

    @Slot(int, int)
    def _on_cell_chosen(self, true: int, read: int) -> None:
        if self._found is None:
            return
        classes = self._found.outcomes[0].classes
        self._cell = (classes[true], classes[read])
        self._which = "cell"
        self.widget.confusion.set_chosen((true, read))
        self._show()

    @Slot(str)
    def _on_which_chosen(self, which: str) -> None:
        self._which = which
        self.widget.confusion.set_chosen(None)
        self._show_images()

    @Slot()
    def _on_again_clicked(self) -> None:
        self._seed += 1
        self._show_images()

    @Slot(int)
    def _on_image_chosen(self, place: int) -> None:
        if self._found is not None and place < len(self._listed):
            index = int(self._listed[place])
            label = int(self._found.outcomes[0].labels[index])
            name = self.tr("test image {place:,}, a {label}").format(
                place=int(self._found.places[index]), label=label
            )
            self.image_chosen.emit(np.array(self._found.images[index]), name)


def _fill(box: QComboBox, items: list[tuple[str, str]], current: str) -> None:
    box.clear()
    for title, key in items:
        box.addItem(title, key)
    box.setCurrentIndex(max(box.findData(current), 0))


def _percent(share: float) -> str:
    return f"{100 * share:.2f}{NBSP}%"
