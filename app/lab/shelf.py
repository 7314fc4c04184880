"""The networks of the lab: the one that comes trained, the one in training, those before it, saved ones."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import count

from PySide6.QtCore import QObject, Signal

from app.lab.lessons import renamed
from engine.lab.snapshot import BUNDLED, TRAINING, Snapshot

KEPT = 8
"""Networks of earlier trainings that stay, beside those that somebody looks at."""


class Shelf(QObject):
    """Networks by their keys, in the order in which they are offered."""

    changed = Signal()
    """There are others, or they are called otherwise. GUI thread."""
    network_changed = Signal(object)
    """One of them has other weights: `Snapshot`. GUI thread."""
    removed = Signal(str)
    """One of them is no more: its key. GUI thread."""
    dropped = Signal(str)
    """One of earlier trainings had to make room: its title. GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._networks: dict[str, Snapshot] = {BUNDLED: Snapshot(BUNDLED, "CNN")}
        self._number = 0

    def __contains__(self, key: str) -> bool:
        return key in self._networks

    def __getitem__(self, key: str) -> Snapshot:
        return self._networks[key]

    def get(self, key: str) -> Snapshot | None:
        """A network, None if there is none of this key."""
        return self._networks.get(key)

    def all(self) -> list[Snapshot]:
        """Every network: the bundled one, the one in training, then the newest first."""
        first = [key for key in (BUNDLED, TRAINING) if key in self._networks]
        others = [key for key in reversed(self._networks) if key not in first]
        return [self._networks[key] for key in (*first, *others)]

    def take(self, snapshot: Snapshot) -> None:
        """Put a network here, or another state of one."""
        before = self._networks.get(snapshot.key)
        self._networks[snapshot.key] = snapshot
        if before is None or before.title != snapshot.title:
            self.changed.emit()
        self.network_changed.emit(snapshot)

    def unlike(self, title: str) -> str:
        """A title that no network has: this one, or with the first number that makes it another."""
        taken = {snapshot.title for snapshot in self._networks.values()}
        numbered = (f"{title} ({number})" for number in count(2))
        return title if title not in taken else next(one for one in numbered if one not in taken)

    def keep_training(self, used: Collection[str] = ()) -> None:
        """Keep the network that was in training under a key of its own, for another is to come.

        Of more than `KEPT` the oldest are let go, and that is told; those `used`, by their keys, stay.
        """
        snapshot = self._networks.get(TRAINING)
        if snapshot is None or not snapshot.epoch:
            return
        self._number += 1
        title = self.unlike(f"{snapshot.title} ({self._number})")
        self.take(replace(snapshot, key=f"kept-{self._number}", title=title))
        kept = [key for key in self._networks if key.startswith("kept-")]
        for key in [key for key in kept[:-1] if key not in used][: max(0, len(kept) - KEPT)]:
            title = self._networks[key].title
            self.remove(key)
            self.dropped.emit(title)

    def retitle(self, names: Mapping[str, str]) -> None:
        """Call networks as what is offered is called in another language: old names to new ones."""
        for snapshot in self.all():
            title = renamed(snapshot.title, names)
            if title != snapshot.title:
                self.take(replace(snapshot, title=title))

    def remove(self, key: str) -> None:
        """Let a network go."""
        if self._networks.pop(key, None) is not None:
            self.removed.emit(key)
            self.changed.emit()
