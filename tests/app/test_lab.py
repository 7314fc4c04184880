"""The lab under the MNIST tab: real threads, real training, scikit-learn's digits."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app import i18n
from app.driving import pause, wait_until
from app.lab.controller import LabController
from app.lab.landscape_job import Laid, SliceJob
from app.lab.storage import SaveJob
from engine.lab.download import DownloadProgress
from engine.lab.snapshot import BUNDLED, TRAINING
from tests.app.lab_driving import click


def train(lab: LabController, epochs: int = 1) -> None:
    lab.training.widget.form.changed.emit("epochs", epochs)
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")
    click(lab.training.widget.bar.buttons["train"])
    wait_until(lambda: lab.trainer.standing.stage == "finished", "the end", 60)


def test_without_mnist_the_lab_works_on_what_it_calls_by_its_name(lab: LabController) -> None:
    data = lab.training.widget.data
    assert "scikit-learn" in data.text()
    assert "not MNIST" in data.text()
    assert data.download.isVisible()
    assert lab.data.now is not None
    assert (lab.data.now.train, lab.data.now.test) == (1437, 360)


def test_a_training_is_drawn_said_and_read_with(lab: LabController) -> None:
    lab.training.choose_lesson("softmax")
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")
    train(lab, 3)
    assert lab.trainer.history is not None
    assert lab.trainer.history.curves().epochs.tolist() == [1, 2, 3]
    assert lab.trainer.snapshot is not None
    assert lab.trainer.snapshot.epoch == 3
    pause(0.1)
    assert "epoch 3 of 3" in lab.training.widget.bar.status.text()
    assert lab.training.widget.bar.progress.value() == lab.training.widget.bar.progress.maximum()


def test_what_is_finished_goes_on_to_a_later_end(lab: LabController) -> None:
    lab.training.choose_lesson("softmax")
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")
    train(lab, 1)
    assert lab.trainer.snapshot is not None
    lab.training.widget.form.changed.emit("epochs", 4)
    assert lab.trainer.standing.stage == "paused"
    click(lab.training.widget.bar.buttons["train"])
    wait_until(lambda: lab.trainer.standing.stage == "finished", "the end", 60)
    assert lab.trainer.history is not None
    assert lab.trainer.history.curves().epochs.tolist() == [1, 2, 3, 4]
    assert lab.trainer.snapshot.epoch == 4
    lab.training.widget.form.changed.emit("epochs", 2)  # no nearer than where it is
    assert (lab.trainer.standing.stage, lab.trainer.standing.epochs) == ("finished", 4)
    click(lab.training.widget.bar.buttons["train_more"])
    wait_until(lambda: lab.trainer.standing.stage == "finished", "the end", 60)
    assert lab.trainer.standing.epoch == lab.trainer.standing.epochs > 4


def test_a_network_of_two_digits_says_so_and_the_time_is_its_own(lab: LabController) -> None:
    lab.training.choose_lesson("mnist-01")
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")
    lab.tab.canvas.set_strokes(lab.tab.samples[0].sample.strokes)
    train(lab)
    wait_until(lambda: "0, 1" in lab.tab._explain.text(), "the word on what it knows")
    answer = lab.readings.answer
    assert answer is not None
    spent = lab.tab.bars.measured().rpartition("· ")[2]
    assert lab.tab.facts._values[4].text() == spent
    lab.readings.choose(BUNDLED)
    wait_until(lambda: "ten" in lab.tab._explain.text(), "the word on all ten")
    assert lab.tab.facts._values[4].text() == lab.tab.bars.measured().rpartition("· ")[2]


def test_a_picture_is_pasted_from_the_clipboard_and_read_and_nothing_else_is(
    lab: LabController, tmp_path: Path
) -> None:
    clipboard = QGuiApplication.clipboard()
    bars, canvas = lab.tab.bars, lab.tab.canvas
    canvas.set_strokes(lab.tab.samples[0].sample.strokes)
    wait_until(lambda: bars.answer() == "7", "the drawing's answer", 60)
    clipboard.setText("no picture")
    lab.actions["paste_picture"].trigger()
    assert canvas.strokes()
    assert bars.answer() == "7"
    canvas.set_strokes(lab.tab.samples[1].sample.strokes)
    wait_until(lambda: bars.answer() == "4", "the answer 4")
    copied = canvas.grab().toImage()
    for image in (copied, copied.convertToFormat(QImage.Format.Format_ARGB32)):
        canvas.clear()
        clipboard.setImage(image)
        lab.actions["paste_picture"].trigger()
        wait_until(lambda: bars.answer() == "4", "the answer to the picture")
        assert canvas.picture() is not None
        assert not canvas.strokes()
    file = tmp_path / "seven.png"
    canvas.set_strokes(lab.tab.samples[0].sample.strokes)
    canvas.grab().save(str(file))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    clipboard.setMimeData(data)
    canvas.clear()
    lab.actions["paste_picture"].trigger()
    wait_until(lambda: bars.answer() == "7", "the answer to the file")
    assert canvas.picture() is not None
    clipboard.clear()


def test_pause_step_and_stop(lab: LabController) -> None:
    lab.training.choose_lesson("mlp256")
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")
    click(lab.training.widget.bar.buttons["train_batch"])
    wait_until(lambda: lab.trainer.standing.batch == 1, "one batch")
    assert lab.trainer.standing.stage == "paused"
    click(lab.training.widget.bar.buttons["train_batch"])
    wait_until(lambda: lab.trainer.standing.batch == 2, "another batch")
    click(lab.training.widget.bar.buttons["train_stop"])
    wait_until(lambda: lab.trainer.standing.stage == "stopped", "the stop")
    click(lab.training.widget.bar.buttons["train_more"])
    wait_until(lambda: lab.trainer.standing.stage == "finished", "the end", 60)
    assert lab.trainer.standing.epoch == 5


def test_a_network_that_cannot_be_built_says_which_layer(lab: LabController) -> None:
    before = lab.training.config
    lab.training.widget.network.network_edited.emit("784-32-Foo-10")
    assert "Foo" in lab.training.widget.network._fault.text()
    assert lab.training.config == before
    lab.training.widget.network.network_edited.emit("784-16-Tanh-10")
    assert lab.training.config is not None
    assert str(lab.training.config.network) == "784-16-Tanh-10"


def test_what_cannot_be_built_cannot_be_trained(lab: LabController) -> None:
    form, train_action = lab.training.widget.network, lab.actions["train"]
    lab.training.choose_lesson("softmax")
    wait_until(train_action.isEnabled, "a network")
    form.network_edited.emit("784-Conv(8,40)-Flatten-10")
    assert not train_action.isEnabled()
    assert not lab.actions["train_batch"].isEnabled()
    form.network_edited.emit("784-12-10")
    wait_until(train_action.isEnabled, "the network")
    lab.training.choose_lesson("softmax")
    form.network_edited.emit("784-")
    lab.training.choose_lesson("softmax")
    assert form.text() == "784-10"
    wait_until(train_action.isEnabled, "the lesson’s network")


def test_typing_another_network_leaves_the_one_that_learns_alone(lab: LabController) -> None:
    form, trainer = lab.training.widget.network, lab.trainer
    lab.training.choose_lesson("softmax")
    train(lab, 1)
    history = trainer.history
    for text in ("784-1", "784-12", "784-12-10"):
        form.line.setText(text)
        form.network_edited.emit(text)
    assert trainer.history is history
    assert "another network" in lab.training.widget.note.text()
    i18n.set_language("ko")
    lab.set_language("ko")
    assert form.text() == "784-12-10", "what is typed stays"
    i18n.set_language("en")
    lab.set_language("en")
    form.finished.emit()
    assert trainer.history is not history
    assert str(lab.training.config.network) == "784-12-10"  # type: ignore[union-attr]


def test_train_takes_the_network_that_is_typed(lab: LabController) -> None:
    trainer = lab.trainer
    lab.training.choose_lesson("softmax")
    train(lab, 1)
    lab.training.widget.network.network_edited.emit("784-12-10")
    assert trainer.config is not None
    assert str(trainer.config.network) == "784-10"
    lab.actions["train"].trigger()
    assert str(trainer.config.network) == "784-12-10"
    assert trainer.standing.stage != "finished"
    wait_until(lambda: trainer.begun and trainer.standing.stage == "finished", "the end", 60)


def test_a_learning_rate_changed_in_mid_run_stays(lab: LabController) -> None:
    form = lab.training.widget.form
    lab.training.choose_lesson("softmax")
    train(lab, 1)
    form.lr_requested.emit(0.03)
    form.changed.emit("epochs", 2)
    assert form.lr.value() == pytest.approx(0.03)
    lab.set_language("ko")
    lab.set_language("en")
    assert form.lr.value() == pytest.approx(0.03)
    lab.training.renew()  # what Train again does
    assert lab.trainer.config is not None
    assert lab.trainer.config.lr == pytest.approx(0.03)


def test_what_is_left_over_by_the_batches_is_used_or_left_out_as_the_settings_say(lab: LabController) -> None:
    form = lab.training.widget.form
    lab.training.choose_lesson("mnist-softmax")
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")
    assert form.drop_last.isChecked()
    assert lab.trainer.standing.batches == 1437 // 128
    form.drop_last.click()
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")
    assert lab.trainer.standing.batches == 1437 // 128 + 1
    assert not form.drop_last.isChecked()
    form.changed.emit("batch", 0)
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")
    assert not form.drop_last.isEnabled()


def test_the_loss_axis_is_logarithmic_by_a_key_and_stays_so(lab: LabController) -> None:
    view, action = lab.training.widget, lab.actions["train_log"]
    assert view.log.defaultAction() is action
    assert view.log.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert action.isEnabled()
    action.trigger()
    assert "log" in view.plot.loss.plot.getAxis("left").labelText
    assert lab.settings.value("lab_loss_scale") == "log"
    view.retranslate()
    assert "log" in view.plot.loss.plot.getAxis("left").labelText
    action.trigger()
    assert "log" not in view.plot.loss.plot.getAxis("left").labelText
    assert lab.settings.value("lab_loss_scale") == "linear"


def test_a_folder_without_mnist_is_refused_with_a_sentence(lab: LabController, tmp_path: Path) -> None:
    lab.drops.data_dropped.emit(str(tmp_path))
    wait_until(lambda: str(tmp_path) in lab.training.widget.note.text(), "the sentence")
    assert lab.data.now is not None


def test_closing_while_it_trains_ends_all_threads(lab: LabController) -> None:
    lab.training.choose_lesson("mlp256")
    lab.play_when_ready()
    wait_until(lambda: lab.trainer.standing.epoch >= 1, "training")
    lab.shutdown()
    assert not lab.trainer._thread.isRunning()
    assert not lab.data._thread.isRunning()


def test_a_drawing_is_kept_with_its_digit_and_the_card_is_clean(lab: LabController) -> None:
    lab.open_page("handwriting")
    for count, digit in ((1, 7), (2, 4)):
        lab.tab.canvas.set_strokes(lab.tab.samples[count - 1].sample.strokes)
        lab.actions[f"label_{digit}"].trigger()
        wait_until(lambda count=count: len(lab.hand.kept) == count, "the drawing", 60)
        assert not lab.tab.canvas.strokes()
    assert len(list(lab.hand.folder.iterdir())) == 2
    lab.hand.widget.images.image_chosen.emit(0)
    click(lab.hand.widget.delete)
    wait_until(lambda: len(lab.hand.kept) == 1, "the deletion")
    assert len(list(lab.hand.folder.iterdir())) == 1


def test_results_and_inside_show_the_network_that_was_trained(lab: LabController) -> None:
    lab.training.choose_lesson("softmax")
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")
    train(lab, 2)
    lab.open_page("results")
    wait_until(lambda: lab.results.widget.confusion.k == 10, "the matrix", 60)
    lab.results.widget.confusion.cell_chosen.emit(1, 1)
    lab.results.widget.images.image_chosen.emit(0)
    assert lab.page == "inside"
    wait_until(lambda: lab.inside.widget.layers.blocks() != [], "the layers", 60)
    lab.inside.widget.layers.unit_chosen.emit(0, 1)
    wait_until(lambda: lab.inside.widget.unit.text() != "", "the arithmetic", 60)


def test_a_network_is_saved_and_comes_back_and_a_wrong_file_does_not(
    lab: LabController, tmp_path: Path
) -> None:
    lab.training.choose_lesson("softmax")
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")
    train(lab)
    assert lab.trainer.snapshot is not None
    lab.clerk.ask(SaveJob(lab.trainer.snapshot, tmp_path / "nets", "mine"))
    wait_until(lambda: "mine" in lab.training.widget.note.text(), "the word that it is saved")
    for number in (1, 2):
        lab.files.load(str(tmp_path / "nets" / "mine.safetensors"))
        wait_until(lambda: sum("saved" in one.key for one in lab.shelf.all()) == number, "the network")  # noqa: B023
        loaded = lab.shelf[lab.readings.whose]
        for name, weights in lab.trainer.snapshot.weights.items():
            assert (loaded.weights[name] == weights).all()
        assert lab.training.widget.note.text() == f"“{loaded.title}” is loaded, and reads the drawing."
    titles = [one.title for one in lab.shelf.all()]
    assert len(set(titles)) == len(titles)
    wrong = tmp_path / "wrong.safetensors"
    wrong.write_bytes(b"not a network")
    lab.files.load(str(wrong))
    wait_until(lambda: "wrong" in lab.training.widget.note.text(), "the sentence")


def test_the_name_that_is_proposed_can_be_saved_under(
    lab: LabController, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab.training.choose_lesson("mnist-012")
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")
    train(lab)
    lab.readings.choose(TRAINING)
    assert "," in lab.shelf[TRAINING].title
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda _parent, _title, start, _kinds: (str(tmp_path / start), "")
    )
    lab.open_page("results")
    lab.actions["save_network"].trigger()
    wait_until(lambda: len(list(tmp_path.glob("0 1 or 2.*"))) == 2, "the network's files", 30)
    assert lab.page == "results"

    # Typed without its ending, it is not overwritten unasked.
    asked: list[str] = []
    no = QMessageBox.StandardButton.No
    monkeypatch.setattr(QMessageBox, "question", lambda *words: (asked.append(words[-1]), no)[1])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "0 1 or 2"), ""))
    saved = (tmp_path / "0 1 or 2.safetensors").stat().st_mtime_ns
    lab.actions["save_network"].trigger()
    assert "0 1 or 2.safetensors" in asked[0]
    lab.open_page("training")
    lab.clerk.ask(SaveJob(lab.shelf[TRAINING], tmp_path, "another"))
    wait_until(lambda: "another" in lab.training.widget.note.text(), "another one's being saved", 30)
    assert (tmp_path / "0 1 or 2.safetensors").stat().st_mtime_ns == saved


def test_a_landscape_is_laid_through_the_path(lab: LabController) -> None:
    lab.training.choose_lesson("mlp32")
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")
    for count in range(1, 6):
        click(lab.training.widget.bar.buttons["train_batch"])
        wait_until(lambda count=count: lab.trainer.standing.batch == count, "a batch")
    page = lab.landscape
    path = tuple(page._path)
    assert len(path) >= 3
    found: list[object] = []
    lab.analyst.answered.connect(lambda topic, result: found.append(result))
    lab.analyst.ask(SliceJob(path, "path"))
    wait_until(lambda: any(getattr(one, "slice", None) is not None for one in found), "a slice", 60)
    laid = next(one for one in found if isinstance(one, Laid))
    assert laid.path.shape == (len(path), 2)
    lab.analyst.drop("slice")


def test_a_download_shows_how_far_it_is_and_closing_ends_it(
    lab: LabController, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = DownloadProgress("train-images", 1, 4, 3_000_000, 12_000_000, 1_500_000.0, "example.org")

    def slow(root, progress, cancelled):
        while not cancelled():
            progress(now)
            time.sleep(0.01)

    monkeypatch.setattr("engine.lab.download.download", slow)
    data = lab.training.widget.data
    click(data.download)
    wait_until(lambda: "example.org" in data.text(), "progress")
    assert "3.0 of 12.0 MB" in data.text()
    assert data.bar.value() == data.bar.maximum() // 4
    click(data.cancel)
    wait_until(lambda: data.download.isVisible(), "the cancellation")
    click(data.download)
    wait_until(lambda: "example.org" in data.text(), "progress again")
    began = time.perf_counter()
    lab.shutdown()
    assert time.perf_counter() - began < 5
