"""Handwriting in the window: kept by one key, relabelled, deleted, taken back, taught to networks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.digits.seers import Seers
from app.driving import pause, wait_until
from app.lab.analyst import Bench
from app.lab.controller import LabController
from app.lab.hand_jobs import HandJob, exporting
from app.lab.pages.hand_learning import can_learn
from app.lab.storage import LoadJob, SaveJob
from engine.digits.classifier import Classifier
from engine.lab import finetune
from engine.lab.drawing_file import decoded
from engine.lab.exchange import IMAGES, LABELS
from engine.lab.idx import write_idx
from engine.lab.results import evaluate
from engine.lab.snapshot import BUNDLED, TRAINING, Snapshot, taken
from engine.lab.unfilled import BUNDLED as ARCHITECTURE
from tests.app.lab_driving import click, keep, train

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def labels(lab: LabController) -> list[int]:
    """Digits on disk, the newest first: what other programs would read."""
    files = sorted(lab.hand.folder.glob("*.png"), reverse=True)
    found = [decoded(file.name, file.read_bytes(), file).label for file in files]
    assert found == [int(file.stem[-1]) for file in files]
    return found


def settle(lab: LabController, *digits: int) -> None:
    """Wait until these are kept, the newest first, on disk as in the window."""
    wait_until(lambda: not lab.hand._under_way, "the clerk's rest", 30)
    assert (lab.hand.labels, labels(lab)) == (digits, list(digits))


@pytest.fixture
def page(lab: LabController) -> LabController:
    """The lab with its page of handwriting open and three drawings kept: 4, 8, 7, the 7 first."""
    lab.open_page("handwriting")
    for sample, digit in ((0, 7), (2, 8), (1, 4)):
        keep(lab, sample, digit)
    settle(lab, 4, 8, 7)
    return lab


def test_one_key_on_the_card_keeps_the_drawing_and_cleans_the_card(lab: LabController) -> None:
    lab.open_page("handwriting")
    for digit in (7, 4, 8):
        lab.tab.canvas.set_strokes(lab.tab.samples[0].sample.strokes)
        QTest.keyClick(lab.tab.canvas, getattr(Qt.Key, f"Key_{digit}"))
        assert not lab.tab.canvas.strokes()  # at once: the next stroke is the next drawing's
    settle_after = (8, 4, 7)
    wait_until(lambda: lab.hand.labels == settle_after, "three drawings", 60)
    settle(lab, *settle_after)
    QTest.keyClick(lab.tab.canvas, Qt.Key.Key_5)
    assert "Draw a digit first" in lab.hand.widget.result.text()
    settle(lab, *settle_after)


def test_a_digits_key_does_nothing_while_the_page_is_closed(lab: LabController) -> None:
    lab.open_page("training")
    lab.tab.canvas.set_strokes(lab.tab.samples[0].sample.strokes)
    QTest.keyClick(lab.tab.canvas, Qt.Key.Key_7)
    assert lab.tab.canvas.strokes()
    assert not lab.hand.folder.exists()


def test_what_is_kept_is_what_the_network_reads(lab: LabController) -> None:
    lab.open_page("handwriting")
    lab.tab.canvas.set_strokes(lab.tab.samples[2].sample.strokes)
    wait_until(lambda: lab.readings.answer is not None, "an answer", 30)
    assert lab.readings.answer is not None
    read = np.rint(255 * lab.readings.answer.image)
    lab.hand.keep(8)
    wait_until(lambda: len(lab.hand.kept) == 1, "the drawing", 60)
    assert lab.hand._kept is not None
    assert np.array_equal(lab.hand._kept.images[0], read)


def test_a_drawing_gets_another_digit_by_key_and_by_list_and_back(page: LabController) -> None:
    view = page.hand.widget
    assert not view.label.isEnabled()
    assert (view.label.currentIndex(), view.label.placeholderText()) == (-1, "–")
    view.images.setFocus()
    QTest.keyClick(view.images, Qt.Key.Key_Home)
    assert view.label.currentIndex() == 4
    QTest.keyClick(view.images, Qt.Key.Key_9)
    QTest.keyClick(view.images, Qt.Key.Key_2)  # before the first is carried out
    settle(page, 2, 8, 7)
    assert view.images.chosen_tile() == 0
    view.label.setCurrentIndex(6)
    view.label.activated.emit(6)
    settle(page, 6, 8, 7)
    for expected in (2, 9, 4):
        QTest.keyClick(view.images, Qt.Key.Key_Z, CONTROL)
        settle(page, expected, 8, 7)
    QTest.keyClick(view.images, Qt.Key.Key_Z, CONTROL | SHIFT)
    settle(page, 9, 8, 7)


def test_deleting_is_taken_back_and_the_next_one_is_chosen(page: LabController) -> None:
    view = page.hand.widget
    view.images.setFocus()
    QTest.keyClick(view.images, Qt.Key.Key_Home)
    QTest.keyClick(view.images, Qt.Key.Key_Right)
    QTest.keyClick(view.images, Qt.Key.Key_Delete)
    QTest.keyClick(view.images, Qt.Key.Key_Delete)  # the one is not gone yet: nothing more happens
    settle(page, 4, 7)
    assert view.images.chosen_tile() == 1
    click(view.delete)
    settle(page, 4)
    for expected in ((4, 7), (4, 8, 7)):
        click(view.undo)
        settle(page, *expected)
    click(view.redo)
    settle(page, 4, 7)


def test_a_step_back_on_the_card_takes_the_keeping_back(page: LabController) -> None:
    QTest.keyClick(page.tab.canvas, Qt.Key.Key_Z, CONTROL)
    settle(page, 8, 7)
    assert page.tab.canvas.strokes()
    page.hand.keep(9)
    settle(page, 9, 8, 7)
    click(page.hand.widget.undo)
    settle(page, 8, 7)
    assert len(page.tab.canvas.strokes()) == len(page.tab.samples[1].sample.strokes)
    click(page.hand.widget.redo)
    settle(page, 9, 8, 7)
    assert not page.tab.canvas.strokes()


def test_a_photograph_is_kept_as_well(lab: LabController, tmp_path: Path) -> None:
    lab.open_page("handwriting")
    field = np.full((120, 100), 255, np.uint8)
    field[20:100, 44:56] = 20
    Image.fromarray(field).save(tmp_path / "one.png")
    lab.tab.canvas.picture_dropped.emit(str(tmp_path / "one.png"))
    wait_until(lambda: lab.tab.canvas.picture() is not None, "the picture", 30)
    QTest.keyClick(lab.tab.canvas, Qt.Key.Key_1)
    wait_until(lambda: lab.hand.labels == (1,), "the picture", 60)
    assert lab.tab.canvas.picture() is None
    settle(lab, 1)


def test_a_full_disk_gives_the_drawing_back(page: LabController, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engine.lab.handwriting.write_safely", full)
    strokes = page.tab.samples[3].sample.strokes
    page.tab.canvas.set_strokes(strokes)
    page.hand.keep(9)
    wait_until(lambda: "No space left" in page.hand.widget.result.text(), "the sentence", 30)
    assert len(page.tab.canvas.strokes()) == len(strokes)
    settle(page, 4, 8, 7)
    last = page.hand._history.last
    assert last is not None
    assert last.label == 4


CNN = "1×28×28-Conv(4,5)-ReLU-MaxPool(2)-Conv(6,3)-BatchNorm-ReLU-MaxPool(2)-Flatten-10"


@pytest.mark.parametrize("form", ["idx", "png"])
def test_what_was_exported_is_brought_in_taken_out_and_brought_in_again(
    page: LabController, tmp_path: Path, form: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    page.clerk.ask(HandJob(page.hand.folder, exporting(out, form)))
    (out / "broken-5.png").write_bytes(b"no picture")
    page.hand.bring_in(out)
    result = page.hand.widget.result.text
    wait_until(lambda: "Brought in: 3 drawings" in result(), "the drawings", 30)
    assert ("without ink: 1" in result()) is (form == "png")
    settle(page, *page.hand.labels[:3], 4, 8, 7)
    assert sorted(page.hand.labels[:3]) == [4, 7, 8]
    kept = page.hand._kept
    assert kept is not None
    np.testing.assert_array_equal(np.sort(kept.images[:3], axis=0), np.sort(kept.images[3:], axis=0))
    page.hand.undo()
    settle(page, 4, 8, 7)
    assert "Taken out" in result()
    page.hand.redo()
    wait_until(lambda: len(page.hand.kept) == 6, "the drawings once more", 30)
    settle(page, *page.hand.labels)


def test_taking_back_an_import_under_way_ends_it(page: LabController, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    write_idx(out / IMAGES, np.full((3000, 28, 28), 9, np.uint8))
    write_idx(out / LABELS, np.zeros(3000, np.uint8))
    page.hand.bring_in(out)
    page.hand.undo()
    settle(page, 4, 8, 7)


def test_a_folder_without_drawings_brings_a_sentence_and_nothing_to_undo(
    page: LabController, tmp_path: Path
) -> None:
    last = page.hand._history.last
    page.drops.data_dropped.emit(str(tmp_path))  # on this page a folder holds drawings
    wait_until(lambda: str(tmp_path) in page.hand.widget.result.text(), "the sentence", 30)
    settle(page, 4, 8, 7)
    assert page.hand._history.last is last
    page.open_page("results")
    page.drops.data_dropped.emit(str(tmp_path))  # elsewhere MNIST, and it is seen that it does not
    wait_until(lambda: str(tmp_path) in page.training.widget.note.text(), "the other sentence", 30)
    assert page.page == "training"


def test_what_can_learn_a_hand() -> None:
    assert can_learn(Snapshot(BUNDLED, "CNN"))
    assert can_learn(Snapshot("one", "mine", network=CNN))
    assert not can_learn(Snapshot("two", "MLP", network="784-32-ReLU-10"))
    assert not can_learn(Snapshot("three", "two digits", network=CNN.replace("-10", "-2"), classes=(0, 1)))


def test_a_network_that_was_trained_learns_a_hand_and_stays_as_it_was(
    page: LabController, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finetune, "STEPS", 10)
    view = page.hand.widget
    page.training.choose_lesson("softmax")
    wait_until(lambda: page.trainer.standing.stage == "ready", "a network")
    page.readings.choose(TRAINING)
    assert not view.learn.isEnabled()
    assert "cannot learn your hand" in view.start.text()
    page.training.widget.network.network_edited.emit(CNN)
    train(page)
    page.readings.choose(TRAINING)
    assert view.learn.isEnabled()
    before = page.shelf[TRAINING]
    click(view.learn)
    wait_until(lambda: page.readings.whose == "tuned", "the learning", 120)
    tuned = page.shelf["tuned"]
    assert tuned.network == before.network
    assert page.data.now is not None
    test = page.data.now.data.test
    outcome = evaluate(tuned.build(), test)
    assert tuned.test_accuracy == outcome.accuracy  # of all of them, not of a sample
    was = evaluate(before.build(), test)
    said = view.result.text()
    assert f"{len(test.labels):,} test images of other hands: {100 * was.accuracy:.2f}" in said
    assert f"{100 * outcome.accuracy:.2f}" in said
    assert f"their mean loss: {was.loss:#.3g} before, {outcome.loss:#.3g} now" in said
    assert page.shelf[TRAINING] is before
    first, last = (next(iter(before.weights)), [*before.weights][-1])
    assert np.array_equal(tuned.weights[first], before.weights[first])
    assert not np.array_equal(tuned.weights[last], before.weights[last])
    assert page.hand.learning.start is before  # not from the taught one: hands would pile up
    click(view.original)
    assert page.readings.whose == TRAINING
    assert "tuned" not in page.shelf


@pytest.mark.parametrize(("network", "epoch"), [("", 0), (ARCHITECTURE, 3)])
def test_what_was_saved_is_as_sure_as_before(tmp_path: Path, network: str, epoch: int) -> None:
    """Layers like the bundled network's may have learnt on from it, or anew: without its temperature."""
    weights = taken(Snapshot(BUNDLED, "CNN").build())
    mine = Snapshot("one", "mine", network=network, weights=weights, epoch=epoch, test_accuracy=0.9965)
    (saved,) = SaveJob(mine, tmp_path, "mine").steps(Bench())
    (loaded,) = LoadJob(saved.path).steps(Bench())
    assert loaded.network == network
    assert loaded.temperature == mine.temperature
    assert (loaded.temperature == 1) is bool(network)
    assert loaded.test_accuracy == 0.9965


def test_learning_can_be_cancelled(page: LabController) -> None:
    view = page.hand.widget
    click(view.learn)
    assert view.cancel.isVisible()
    click(view.cancel)
    pause(0.2)
    assert view.learn.isVisible()
    assert not view.bar.isVisible()
    assert "tuned" not in page.shelf
    settle(page, 4, 8, 7)


def test_what_comes_after_the_end_wakes_no_thread(lab: LabController) -> None:
    lab.shutdown()
    lab.data.search("")
    lab.data.shutdown()  # the images are found, and told when the window's thread listens again
    lab.hand.keep(3)
    lab.clerk.ask(HandJob(lab.hand.folder))
    pause(0.3)
    for one in (lab.analyst, lab.clerk, lab.trainer):
        assert not one._thread.isRunning()


def test_what_learnt_on_from_the_bundled_network_is_as_sure_as_that() -> None:
    weights = taken(Snapshot(BUNDLED, "CNN").build())
    seers = Seers()
    seers.take(Snapshot("tuned", "mine", weights=weights))
    image = np.zeros((28, 28), np.float32)
    image[5:23, 13:16] = 1
    (seen,) = seers.read(image, ["tuned"])
    np.testing.assert_allclose(seen.probabilities, Classifier().classify(image[None])[0], atol=1e-4)
    assert Snapshot("other", "CNN", network=CNN).temperature == 1
