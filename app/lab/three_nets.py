"""Which three networks the plane of the landscape goes through: a list for each."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from engine.lab.snapshot import Snapshot
from viz.elided import ElidedBox
from viz.translated import Translated

PLACES = 3
LETTERS = 18
"""Of a title, beside a mark on the surface."""


class ThreeNets(Translated):
    """Three lists of networks with the same layers. What was chosen stays chosen while it is there."""

    changed = Signal()
    """A person chose another network. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = [""] * PLACES
        self._shown = [""] * PLACES
        self.boxes = [ElidedBox(self) for _ in range(PLACES)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for box in self.boxes:
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            column.addWidget(box)
            box.activated.connect(self._on_box_activated)
        self.retranslate()

    @property
    def keys(self) -> list[str]:
        """What a person chose, an empty one where nothing was."""
        return list(self._wanted)

    def among(self, alike: Sequence[Snapshot]) -> list[Snapshot]:
        """The three of these that the plane goes through; fewer if there are fewer."""
        return picked(alike, self._wanted)

    def show_networks(self, alike: Sequence[Snapshot]) -> None:
        """Offer these, if they are enough."""
        three = self.among(alike)
        self._shown = [one.key for one in three]
        self.setVisible(len(three) == PLACES)
        wanted = [(one.title, one.key) for one in alike]
        for box, chosen in zip(self.boxes, three, strict=False):
            if [(box.itemText(k), box.itemData(k)) for k in range(box.count())] != wanted:
                box.clear()  # only then: a list that is open would close
                for title, key in wanted:
                    box.addItem(title, key)
            box.setCurrentIndex(box.findData(chosen.key))

    @Slot(int)
    def _on_box_activated(self, _index: int) -> None:
        place = self.boxes.index(self.sender())  # type: ignore[arg-type]
        shown = list(self._shown)
        new = self.boxes[place].currentData()
        if new == shown[place]:
            return
        if new in shown:  # two lists change places: a plane needs three different ones
            shown[shown.index(new)] = shown[place]
        shown[place] = new
        self._wanted = shown
        self.changed.emit()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        for place, box in enumerate(self.boxes, 1):
            box.setAccessibleName(self.tr("Network {place} of the plane").format(place=place))
            box.setToolTip(self.tr("The plane goes through this network; only those with the same layers"))


def picked(alike: Sequence[Snapshot], wanted: Sequence[str]) -> list[Snapshot]:
    """Three networks: those wanted, by their keys, where they are there, else the first others.

    A network with the weights of another that is picked already, as a saved copy has them, comes last:
    through both there is no plane.
    """
    by_key = {one.key: one for one in alike}
    found: list[Snapshot | None] = [by_key.get(key) for key in wanted]
    for place, one in enumerate(found):
        if one is None:
            taken = [other for other in found if other is not None]
            rest = [other for other in alike if other not in taken]
            fresh = [other for other in rest if not any(_same(other, had) for had in taken)]
            found[place] = next(iter(fresh or rest), None)
    return [one for one in found if one is not None]


def _same(one: Snapshot, other: Snapshot) -> bool:
    return one.weights.keys() == other.weights.keys() and all(
        np.array_equal(value, other.weights[name]) for name, value in one.weights.items()
    )


def brief(title: str) -> str:
    """A title in few letters, with the number behind it that tells it from others."""
    if len(title) <= LETTERS:
        return title
    number = re.search(r" \(\d+\)$", title)
    end = number.group() if number else ""
    return f"{title[: LETTERS - 1 - len(end)].rstrip()}…{end}"
