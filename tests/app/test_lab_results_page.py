"""The page of results while networks learn, and of two of them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from app.appearance import apply_theme
from app.driving import pause, wait_until
from app.lab.controller import LabController
from app.lab.refresher import Refresher
from app.lab.results_job import Results
from tests.app.lab_driving import scroll_of, train
from viz.theme import DARK


def choose(lab: LabController, name: str) -> None:
    lab.training.choose_lesson(name)
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")


def test_results_follow_a_network_that_learns(lab: LabController) -> None:
    choose(lab, "softmax")
    lab.training.widget.form.changed.emit("epochs", 3000)
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")
    lab.open_page("results")
    seen: list[int] = []
    lab.analyst.answered.connect(
        lambda topic, found: seen.append(found.snapshots[0].epoch) if isinstance(found, Results) else None
    )
    lab.play_when_ready()
    wait_until(lambda: len(set(seen) - {0}) >= 3, "three answers", 60)
    assert lab.trainer.standing.stage == "training"
    assert seen == sorted(seen)
    lab.open_page("")
    lab.trainer.stop()


def test_while_the_first_results_are_on_their_way_the_page_says_so(lab: LabController) -> None:
    view = lab.results.widget
    assert "No test yet" in view.confusion.summary()
    lab.open_page("results")
    assert "being read" in view.confusion.summary()
    assert "being read" in view.calibration.sentence()
    wait_until(lambda: view.confusion.k == 10, "the matrix", 60)
    wait_until(lambda: "read right" in view.confusion.summary(), "its sum")
    assert "being read" not in view.calibration.sentence()


@pytest.fixture
def two(lab: LabController) -> Iterator[LabController]:
    """Results of a network of ten digits beside one of two."""
    choose(lab, "softmax")
    train(lab, 2)
    choose(lab, "mnist-01-minibatch")
    train(lab, 1)
    page = lab.results
    lab.open_page("results")
    page.widget.first.setCurrentIndex(page.widget.first.findData("kept-1"))
    page.widget.first.activated.emit(page.widget.first.currentIndex())
    page.widget.second.setCurrentIndex(page.widget.second.findData("training"))
    page.widget.second.activated.emit(page.widget.second.currentIndex())
    wait_until(lambda: page._found is not None and len(page._found.outcomes) == 2, "two", 60)
    return lab


def test_two_networks_stand_beside_each_other_and_change_places(two: LabController) -> None:
    page, found = two.results, two.results._found
    assert found is not None
    beside = found.beside()
    assert beside is not None
    assert beside.shape == (10, 2)
    assert (beside[2:] == 0).all()
    assert (beside[:2, 1] > 0).all()
    assert page.widget.confusion.frame().total > 0
    page.widget.which.chosen.emit("first")
    page.widget.swap.click()
    wait_until(lambda: page._found is not found, "the exchange", 60)
    assert page._found is not None
    assert page._found.keys == ["training", "kept-1"]
    assert page._which == "second"
    assert page.widget.confusion.k == 2
    page.widget.second.setCurrentIndex(0)
    page.widget.second.activated.emit(0)
    wait_until(lambda: page._found is not None and len(page._found.outcomes) == 1, "one", 60)
    assert page._which == "misread"
    assert not page.widget.swap.isEnabled()


@pytest.mark.parametrize("size", [(1366, 716), (1024, 589)])
def test_the_whole_page_is_in_sight(two: LabController, size: tuple[int, int]) -> None:
    apply_theme(two.tab.window(), DARK, large_type=False)
    two.tab.window().resize(*size)
    pause(0.3)
    frame = scroll_of(two.results.widget)
    assert frame.verticalScrollBar().maximum() == frame.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("large", [False, True])
def test_the_titles_of_networks_fit_into_their_boxes(two: LabController, large: bool) -> None:
    two.set_large_type(large)
    apply_theme(two.tab.window(), DARK, large_type=large)
    pause(0.2)
    view = two.results.widget
    for box in (view.first, view.second):
        for title in ("Softmax regression", "0 or 1, in mini-batches", "소프트맥스 회귀"):
            box.setItemText(box.currentIndex(), title)
            assert box.shown() == title


def test_one_question_at_a_time_and_wishes_in_between_come_to_one() -> None:
    asked: list[int] = []
    owner = QObject()

    def ask() -> None:
        refresher.begin()
        asked.append(1)

    refresher = Refresher(ask, owner)
    refresher.wish()
    assert not asked  # nobody looks
    refresher.set_wanted(True)
    assert len(asked) == 1
    refresher.wish()
    refresher.wish()
    assert len(asked) == 1
    refresher.end()
    wait_until(lambda: len(asked) == 2, "the next question")
    refresher.end()
    pause(0.6)
    assert len(asked) == 2
