"""Lessons on the page of training: what they show, what they end with, and that all of it fits."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app import i18n
from app.appearance import apply_theme
from app.driving import pause, wait_until
from app.lab.controller import LabController
from app.lab.jobs import Ending
from engine.lab.lessons import load_lab_lesson
from engine.lab.snapshot import TRAINING, Snapshot
from tests.app.lab_driving import scroll_of, train
from viz.theme import DARK


def choose(lab: LabController, name: str) -> None:
    lab.training.widget.bar.lesson_requested.emit(name)
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")


def panel_text(lab: LabController) -> Callable[[], str]:
    return lab.training.widget.lesson.facts.text


def test_one_hot_targets_are_shown_with_an_image_of_each_digit(lab: LabController) -> None:
    choose(lab, "mnist-012")
    images = lab.training.widget.lesson.images
    wait_until(images.isVisible, "the targets")
    assert [images.caption(k) for k in range(3)] == ["0: (1, 0, 0)", "1: (0, 1, 0)", "2: (0, 0, 1)"]
    images.image_chosen.emit(1)
    assert lab.page == "inside"
    choose(lab, "softmax")
    assert not lab.training.widget.lesson.images.isVisibleTo(lab.training.widget.lesson)


def test_lessons_and_networks_stand_under_headings_that_cannot_be_chosen(lab: LabController) -> None:
    box = lab.training.widget.bar.lesson
    rows = [(box.itemText(k), box.itemData(k)) for k in range(box.count())]
    headings = [text for text, name in rows if name is None]
    assert headings == ["Lessons of the course", "Networks to change as you like"]
    titles = [text for text, name in rows if name is not None]
    assert len(set(titles)) == len(titles)
    assert rows[0][1] is None
    asked: list[str] = []
    lab.training.widget.bar.lesson_requested.connect(asked.append)
    place = box.findData("softmax")  # the first under the second heading
    box.setCurrentIndex(place)
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert box.currentIndex() == place - 2
    assert asked == [box.itemData(place - 2)]
    QTest.keyClick(box, Qt.Key.Key_Home)
    assert box.currentIndex() == 1


def test_two_equal_curves_are_trained_one_after_the_other_and_measured(lab: LabController) -> None:
    choose(lab, "mnist-01-logits")
    lab.play_when_ready()
    wait_until(lambda: "float32" in panel_text(lab)() or "equal" in panel_text(lab)(), "the end", 60)
    before, now = lab.trainer.before, lab.trainer.history
    assert before is not None
    assert now is not None
    assert (before.name, now.name) == ("BCE by hand", "BCEWithLogitsLoss")
    np.testing.assert_allclose(before.curves().losses, now.curves().losses, atol=1e-6)
    lab.actions["train"].trigger()  # once more: from the first of the two again
    wait_until(lambda: lab.trainer.standing.stage in ("ready", "training", "finished"), "another run")
    assert lab.training.config == load_lab_lesson("mnist-01-logits").train


def test_other_images_get_no_published_accuracies(lab: LabController) -> None:
    choose(lab, "mnist-softmax")
    lab.play_when_ready()
    images = lab.training.widget.lesson.images
    wait_until(lambda: images.isVisibleTo(lab.training.widget.lesson), "the image that is picked", 60)
    assert "label" in images.caption(0)
    assert "read as" in images.caption(0)
    assert "these images are others" in panel_text(lab)()
    assert "0.9227" not in panel_text(lab)()


@pytest.mark.needs_mnist
def test_published_accuracies_stand_beside_those_found(lab: LabController, mnist_root: object) -> None:
    lab.open_folder(str(mnist_root))
    wait_until(lambda: lab.data.now is not None and lab.data.now.source == "mnist", "MNIST", 60)
    choose(lab, "mnist-softmax")
    teller, snapshot = lab.training.teller, lab.trainer.snapshot
    assert snapshot is not None
    lab.trainer.snapshot = Snapshot(
        **{
            **{name: getattr(snapshot, name) for name in Snapshot.__dataclass_fields__},
            "test_accuracy": 0.92274,
        }
    )
    teller.end()
    teller._on_analyst_answered("ending", Ending(None, 0.88951))
    assert panel_text(lab)().splitlines()[:2] == [
        "Test images: recomputed 0.9227, here 0.9227",
        "Undivided: published 0.8895, here 0.8895",
    ]
    assert "biases" in lab.training.widget.lesson.facts.toolTip()


def test_a_learning_rate_changed_on_the_way_leaves_the_lesson(lab: LabController) -> None:
    choose(lab, "mnist-01-minibatch")
    lab.actions["train_batch"].trigger()
    wait_until(lambda: lab.trainer.begun, "a batch")
    assert lab.trainer.snapshot is not None
    assert lab.trainer.snapshot.lesson == "mnist-01-minibatch"
    lab.training.widget.form.lr_requested.emit(0.01)
    lab.trainer.play()
    wait_until(lambda: lab.trainer.standing.stage == "finished", "the end", 60)
    assert lab.trainer.snapshot.lesson == ""
    assert panel_text(lab)() == ""


def test_more_epochs_leave_the_lesson_too(lab: LabController) -> None:
    choose(lab, "softmax")
    train(lab, 1)
    assert lab.trainer.snapshot is not None
    assert lab.trainer.snapshot.lesson == ""


@pytest.mark.parametrize("size", [(1366, 716), (1024, 589), (1920, 1000)])
def test_nothing_of_the_page_is_out_of_sight(lab: LabController, size: tuple[int, int]) -> None:
    apply_theme(lab.tab.window(), DARK, large_type=False)
    lab.tab.window().resize(*size)
    choose(lab, "mnist-softmax")
    train(lab, 1)
    pause(0.3)
    view = lab.training.widget
    assert view.panels.columns() == {1366: 2, 1024: 1, 1920: 3}[size[0]]
    page = scroll_of(view)
    assert page.verticalScrollBar().maximum() == page.horizontalScrollBar().maximum() == 0
    for name in ("settings", "network", "images"):
        view.panels.show_panel(name)
        pause(0.05)
        frame = view.panels._frames[name]
        assert frame.verticalScrollBar().maximum() == 0, name
        assert name in view.panels.front()


def test_progress_reaches_its_end_with_the_last_image_classified(lab: LabController) -> None:
    shares: list[float] = []
    choose(lab, "mnist-01-logits")
    lab.trainer.changed.connect(lambda: shares.append(lab.trainer.standing.done))
    lab.play_when_ready()
    wait_until(lambda: lab.trainer.standing.stage == "finished", "the end", 60)
    upto = shares[: shares.index(1.0)]
    assert upto == sorted(upto)


def test_new_images_in_mid_run_are_told_of(lab: LabController) -> None:
    choose(lab, "mlp256")
    lab.play_when_ready()
    wait_until(lambda: lab.trainer.standing.epoch >= 1, "training")
    lab.data.fall_back()
    wait_until(lambda: "begins anew" in lab.training.widget.note.text(), "the word")
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")
    assert not lab.trainer.begun


def test_a_device_that_is_not_there_does_not_end_the_page(lab: LabController) -> None:
    lab.settings.setValue("lab_device", "nowhere")
    lab.training.renew()
    wait_until(lambda: lab.trainer.standing.stage == "nothing", "the refusal")
    assert lab.training.widget.note.text()
    lab.set_device("cpu")
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")
    assert not lab.training.widget.note.text()


def test_networks_are_called_in_the_language_in_force(lab: LabController) -> None:
    lab.training.choose_lesson("softmax")
    train(lab)
    lab.training.choose_lesson("softmax")
    train(lab)
    kept = "kept-1"
    for language, title in (("ko", "소프트맥스 회귀"), ("en", "Softmax regression")):
        i18n.set_language(language)
        lab.set_language(language)
        assert lab.shelf[TRAINING].title == title
        assert lab.shelf[kept].title == f"{title} (1)"
        assert lab.trainer.history is not None
        assert lab.trainer.history.name == title
