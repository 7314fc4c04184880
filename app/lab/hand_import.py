"""Drawings brought in from a folder, as they were exported or as somebody collected them; undoable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.lab.hand_edits import Kind, removed
from engine.errors import InputError
from engine.lab.handwriting import Handwriting

if TYPE_CHECKING:
    from engine.lab.exchange import Imported


class Importing:
    """Add what a folder holds: the pair of IDX files that an export writes, or pictures with their digits.

    Carried out drawing by drawing, so that others may be kept meanwhile, and the program closed.

    Attributes
    ----------
    count
        Drawings that were added.
    refused
        Files that could not be read, or hold no ink.
    fault
        What ended it before all was read; None if nothing did.
    """

    kind: Kind = "import"
    label = -1

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: list[str] = []
        self._wanted = True
        self.refused = 0
        self.fault: InputError | None = None

    @property
    def count(self) -> int:
        return len(self._names)

    def do(self, hand: Handwriting) -> Iterator[None]:
        """Add one drawing a step; the folder is read again where it is done again.

        Raises
        ------
        InputError
            Those of `engine.lab.exchange`, as long as nothing was added.
        """
        self._wanted, self._names, self.refused, self.fault = True, [], 0, None
        running = self._running(hand)
        while self._wanted:
            before = len(hand)
            try:
                now = next(running, None)
            except InputError as error:
                if not self._names:
                    raise
                self.fault = error
                return
            if now is None:
                return
            self.refused = len(now.refused)
            if len(hand) > before:
                self._names.append(hand.drawings[-1].name)
            yield None

    def undo(self, hand: Handwriting) -> Iterator[None]:
        """Delete what was added, but for what was deleted since; ends an import that is under way."""
        self._wanted = False
        while self._names:
            removed(hand, self._names.pop())
            yield None

    def _running(self, hand: Handwriting) -> Iterator[Imported]:
        from engine.lab.exchange import IMAGES, LABELS, import_idx, import_pictures

        images, labels = self._folder / IMAGES, self._folder / LABELS
        if images.is_file() and labels.is_file():
            return import_idx(hand, images, labels)
        return import_pictures(hand, self._folder)
