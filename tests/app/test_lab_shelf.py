"""Networks of earlier trainings: how many stay, and which; and how those to compare are ticked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.driving import wait_until
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


def test_several_networks_are_ticked_in_a_menu_that_stays_open(lab: LabController) -> None:
    train_again(lab.shelf, 4)
    chooser = lab.readings.chooser
    menu = chooser.menu
    menu.popup(chooser.mapToGlobal(chooser.rect().bottomLeft()))
    wait_until(menu.isVisible, "the menu")
    actions = menu.actions()
    keys = [*chooser._actions]

    def press(place: int) -> None:
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(actions[place]).center())

    for count in range(1, 5):
        press(count)
        assert menu.isVisible()
        assert menu.actions() == actions
        assert lab.readings.compared == tuple(keys[1 : count + 1])
        assert [action.isChecked() for action in actions[:5]] == [False] + [k < count for k in range(4)]
    press(0)  # four are enough: it cannot be ticked, and nothing closes
    assert menu.isVisible()
    assert len(lab.readings.compared) == 4
    press(2)
    assert lab.readings.compared == (keys[1], *keys[3:5])
    assert actions[0].isEnabled()
    menu.setActiveAction(actions[0])
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert lab.readings.compared == (*keys[:2], *keys[3:5])
    lab.shelf.remove(keys[3])  # another list: the ticks stay where they were
    assert [action.isChecked() for action in menu.actions()[:4]] == [True, True, False, True]
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
