"""Networks of earlier trainings: how many stay, and which."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from app.lab import shelf as shelves
from app.lab.controller import LabController
from app.lab.shelf import Shelf
from engine.lab.snapshot import TRAINING, Snapshot


def train_again(shelf: Shelf, times: int, *used: str) -> None:
    """A network learns and makes way for the next one, so many times."""
    for _ in range(times):
        shelf.take(Snapshot(TRAINING, "MLP", network="784-10", epoch=1))
        shelf.keep_training(used)


def kept(shelf: Shelf) -> list[str]:
    """Keys of those of earlier trainings, the oldest first."""
    return [one.key for one in reversed(shelf.all()) if one.key.startswith("kept-")]


def test_the_oldest_make_room_and_it_is_told(qapp: QApplication) -> None:
    shelf, told = Shelf(), list[str]()
    shelf.dropped.connect(told.append)
    train_again(shelf, shelves.KEPT)
    assert len(kept(shelf)) == shelves.KEPT == 8
    assert told == []
    train_again(shelf, 2)
    assert kept(shelf) == [f"kept-{k}" for k in range(3, 11)]
    assert told == ["MLP (1)", "MLP (2)"]


def test_what_somebody_looks_at_stays(qapp: QApplication) -> None:
    shelf = Shelf()
    train_again(shelf, shelves.KEPT)
    train_again(shelf, 2, "kept-1", "kept-3")
    assert kept(shelf) == ["kept-1", "kept-3", *(f"kept-{k}" for k in range(5, 11))]
    used = kept(shelf)
    train_again(shelf, 1, *used)
    assert kept(shelf) == [*used, "kept-11"]  # all are looked at: one more stays, and the newest with them


def test_the_window_keeps_what_is_compared_and_shown_and_tells_of_the_rest(lab: LabController) -> None:
    train_again(lab.shelf, shelves.KEPT)
    lab.readings.compare(("kept-1",))
    view = lab.results.widget
    view.second.activated.emit(view.second.findData("kept-2"))
    lab.shelf.take(Snapshot(TRAINING, "MLP", network="784-10", epoch=1))
    lab.training.choose_lesson("softmax")
    assert kept(lab.shelf) == ["kept-1", "kept-2", *(f"kept-{k}" for k in range(4, 10))]
    assert "“MLP (3)”" in lab.training.widget.note.text()
