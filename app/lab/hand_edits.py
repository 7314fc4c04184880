"""What a person does to the drawings that are kept, so that it can be taken back: keep, relabel, delete …

An edit is made in the window's thread and carried out in the clerk's, one after the other; what it remembers
of the drawings is only touched there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from app.digits.reader import EngineReader
from engine.lab.drawing_file import Drawing, renamed
from engine.lab.handwriting import Handwriting
from viz.strokes import Stroke, smooth, thin

Kind = Literal["keep", "relabel", "delete", "import"]
MOST = 200
"""Edits that can be taken back."""


class Edit(Protocol):
    """One change of the drawings. Both calls are made in the clerk's thread."""

    @property
    def kind(self) -> Kind:
        """What was done."""

    @property
    def label(self) -> int:
        """The digit that a drawing has, or had, by it; -1 where there are many."""

    def do(self, hand: Handwriting) -> Iterator[None] | None:
        """Do it, or do it again; what takes long is done in steps."""

    def undo(self, hand: Handwriting) -> Iterator[None] | None:
        """Take it back; what takes long is done in steps."""


class Keeping:
    """Keep a drawing, prepared for the network; or a picture that has been prepared already."""

    kind: Kind = "keep"

    def __init__(
        self, label: int, strokes: Sequence[Stroke] = (), image: npt.NDArray[np.float32] | None = None
    ) -> None:
        self.label, self.strokes = label, tuple(strokes)
        self._image = image
        self._drawing: Drawing | None = None

    def do(self, hand: Handwriting) -> None:
        if self._drawing is None:
            self._drawing = hand.add(self._prepared(), self.label, self.strokes)
        else:
            hand.put_back(self._drawing)

    def undo(self, hand: Handwriting) -> None:
        if self._drawing is not None:
            self._drawing = hand.remove(_now(hand, self._drawing.name))

    def _prepared(self) -> npt.NDArray[np.float32]:
        from engine.digits.prepare import prepare_strokes

        if self._image is not None:
            return self._image
        lines = thin([smooth(stroke) for stroke in self.strokes])
        return prepare_strokes(lines, tap=EngineReader.TAP)


class Relabelling:
    """Give a drawing another digit."""

    kind: Kind = "relabel"

    def __init__(self, name: str, label: int) -> None:
        self.label = label
        self._name = name
        self._before: int | None = None

    def do(self, hand: Handwriting) -> None:
        name = _now(hand, self._name)
        self._before = next(one.label for one in hand.drawings if one.name == name)
        hand.relabel(name, self.label)

    def undo(self, hand: Handwriting) -> None:
        if self._before is not None:
            hand.relabel(_now(hand, self._name), self._before)


class Deleting:
    """Delete a drawing."""

    kind: Kind = "delete"

    def __init__(self, name: str, label: int) -> None:
        self.label = label
        self._name = name
        self._drawing: Drawing | None = None

    def do(self, hand: Handwriting) -> None:
        self._drawing = hand.remove(_now(hand, self._name))

    def undo(self, hand: Handwriting) -> None:
        if self._drawing is not None:
            hand.put_back(self._drawing)


def removed(hand: Handwriting, name: str) -> None:
    """Delete a drawing that was called so, whatever its digit is now, if it is still there."""
    try:
        hand.remove(_now(hand, name))
    except KeyError:
        return


def _now(hand: Handwriting, name: str) -> str:
    """What a drawing is called now: its name changes with its digit.

    Raises
    ------
    KeyError
        If there is no such drawing.
    """
    for label in range(10):
        other = renamed(name, label)
        if any(one.name == other for one in hand.drawings):
            return other
    raise KeyError(name)


class History:
    """What was done, and what of it was taken back. Window's thread."""

    def __init__(self) -> None:
        self._done: list[Edit] = []
        self._undone: list[Edit] = []

    @property
    def last(self) -> Edit | None:
        """The edit that `undo` would take back."""
        return self._done[-1] if self._done else None

    @property
    def next(self) -> Edit | None:
        """The edit that `redo` would do again."""
        return self._undone[-1] if self._undone else None

    def add(self, edit: Edit) -> None:
        """Note a new edit; what was taken back before is forgotten."""
        self._done = [*self._done, edit][-MOST:]
        self._undone.clear()

    def undo(self) -> Edit | None:
        """The edit to be taken back now, None if there is none."""
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def redo(self) -> Edit | None:
        """The edit to be done again now, None if there is none."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]

    def forget(self, edit: Edit) -> None:
        """An edit could not be carried out."""
        for edits in (self._done, self._undone):
            if edit in edits:
                edits.remove(edit)
