"""Who reads the drawing: the network chosen, or several that are compared."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from app.digits.records import Answer, NetworkFacts, Ready, Seen
from app.lab.chooser import Chooser
from app.lab.shelf import Shelf
from engine.lab.networks import parse
from engine.lab.snapshot import BUNDLED, TRAINING, Snapshot
from viz.compare_bars import CompareBars, NetAnswer
from viz.theme import DARK, Theme

if TYPE_CHECKING:
    from app.digits.controller import DigitsController
    from app.digits.tab import DigitsTab


class Readings(QObject):
    """Keeps the choice, asks the classifier for it, and shows several answers side by side."""

    whose_changed = Signal()
    """Another network's answer is shown. GUI thread."""

    def __init__(
        self,
        tab: DigitsTab,
        digits: DigitsController,
        shelf: Shelf,
        files: Sequence[QAction],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tab, self._digits, self._shelf = tab, digits, shelf
        self._theme: Theme = DARK
        self.whose = BUNDLED
        self.compared: tuple[str, ...] = ()
        self.answer: Answer | None = None
        self._bundled: NetworkFacts | None = None
        self._training = False
        self.chooser = Chooser(files, tab.head)
        layout = tab.head.layout()
        assert layout is not None
        layout.addWidget(self.chooser)
        self.bars = CompareBars(tab.answers)
        tab.answers.addWidget(self.bars)
        self.chooser.whose_requested.connect(self.choose)
        self.chooser.compared_requested.connect(self.compare)
        shelf.changed.connect(self._on_shelf_changed)
        shelf.network_changed.connect(self._on_shelf_network_changed)
        shelf.removed.connect(self._on_shelf_removed)
        digits.answered.connect(self._on_digits_answered)
        digits.ready.connect(self._on_digits_ready)
        self._on_shelf_changed()

    @Slot(str)
    def choose(self, key: str) -> None:
        """Show what this network reads."""
        if key in self._shelf:
            self.whose = key
            self._tab.set_whose("" if key == BUNDLED else key)
            self._show_facts()
            self._ask()
            self.whose_changed.emit()

    @Slot(object)
    def _on_digits_ready(self, ready: Ready) -> None:
        self._bundled = ready.facts
        self._show_facts()

    def _show_facts(self) -> None:
        """What is known of the network whose answer is shown."""
        snapshot = self._shelf.get(self.whose)
        facts = self._bundled
        if snapshot is not None and snapshot.network:
            parameters = parse(snapshot.network).parameters
            facts = NetworkFacts(snapshot.title, parameters, snapshot.test_accuracy)
        elif snapshot is not None and facts is not None and snapshot.weights:  # it has learnt on
            facts = replace(facts, name=snapshot.title, accuracy=snapshot.test_accuracy)
        if facts is not None:
            self._tab.show_network(facts)

    @Slot(object)
    def compare(self, keys: tuple[str, ...]) -> None:
        """Show what these networks read, side by side; none for the one that is chosen."""
        self.compared = keys
        self._tab.answers.setCurrentWidget(self.bars if keys else self._tab.bars)
        self._ask()

    def set_training(self, on: bool) -> None:
        """Whether the network in training still learns: it is called so as long as it does."""
        if on != self._training:
            self._training = on
            self._show()

    def _ask(self) -> None:
        wanted = (self.whose, *self.compared)
        keys = tuple(dict.fromkeys(key for key in wanted if key != BUNDLED))
        self._digits.ask(keys)
        self._on_shelf_changed()
        self._show()

    @Slot()
    def _on_shelf_changed(self) -> None:
        self.chooser.set_networks(self._shelf.all(), self.whose, self.compared)

    @Slot(object)
    def _on_shelf_network_changed(self, snapshot: Snapshot) -> None:
        if snapshot.key != BUNDLED:
            self._digits.take_network(snapshot)
        if snapshot.key == self.whose:
            self._show_facts()

    @Slot(str)
    def _on_shelf_removed(self, key: str) -> None:
        self._digits.drop_network(key)
        self.compared = tuple(one for one in self.compared if one != key)
        if self.whose == key:
            self.choose(BUNDLED)

    @Slot(object)
    def _on_digits_answered(self, answer: Answer | None) -> None:
        self.answer = answer
        self._show()

    def _show(self) -> None:
        if not self.compared:
            return
        seen = {} if self.answer is None else {one.key: one for one in self.answer.seen}
        answers = []
        for place, key in enumerate(self.compared):
            snapshot = self._shelf.get(key)
            if snapshot is not None:
                shares = None if self.answer is None else _shares(self.answer, seen.get(key), key)
                learns = key == TRAINING and self._training
                title = self.tr("in training: {title}") if learns else "{title}"
                name = title.format(title=snapshot.title)
                note = snapshot.network or "CNN"
                answers.append(NetAnswer(name, self._theme.runs[place], shares, note))
        self.bars.set_answers(answers)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.bars.set_theme(theme)
        self._show()

    def set_large_type(self, on: bool) -> None:
        self.bars.set_large_type(on)


def _shares(answer: Answer, seen: Seen | None, key: str) -> tuple[float, ...] | None:
    """Probabilities of the ten digits; NaN for those that a network does not know, None without an answer."""
    if key == BUNDLED:
        return answer.probabilities
    if seen is None:
        return None
    return tuple(p if k in seen.classes else math.nan for k, p in enumerate(seen.probabilities))
