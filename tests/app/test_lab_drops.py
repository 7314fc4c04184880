"""What is dropped on the MNIST tab, wherever it falls."""

import gzip
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.driving import wait_until
from app.lab.controller import LabController
from app.lab.drops import is_idx, kind_of
from app.lab.storage import SaveJob
from engine.lab.idx import write_idx
from tests.app.lab_driving import train


def drop(widget: QWidget, path: Path) -> None:
    """Drag a file onto a widget and let it go there, if it is taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    args = Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), *args)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), *args))


def _says(lab: LabController, name: str) -> bool:
    return Path(name).stem + "." in lab.training.widget.note.text()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small set in MNIST's format, compressed in part."""
    folder, rng = tmp_path / "mine", np.random.default_rng(0)
    folder.mkdir()
    for part, count in (("train", 40), ("t10k", 20)):
        write_idx(folder / f"{part}-images-idx3-ubyte", rng.integers(0, 256, (count, 28, 28), np.uint8))
        labels = folder / f"{part}-labels-idx1-ubyte"
        write_idx(labels, (np.arange(count) % 10).astype(np.uint8))
    labels.with_name(labels.name + ".gz").write_bytes(gzip.compress(labels.read_bytes()))
    labels.unlink()
    return folder


@pytest.mark.parametrize("target", ["tab", "canvas"])
@pytest.mark.parametrize("name", ["", "train-images-idx3-ubyte", "t10k-labels-idx1-ubyte.gz"])
def test_a_folder_or_one_of_its_files_brings_its_images(
    lab: LabController, folder: Path, target: str, name: str
) -> None:
    lab.open_page("")
    drop(lab.tab if target == "tab" else lab.tab.canvas, folder / name)
    wait_until(lambda: lab.data.now is not None and lab.data.now.train == 40, "the images")
    assert lab.page == "training"
    assert lab.data.now is not None
    assert lab.data.now.source == "own"
    assert lab.training.widget.data.text().endswith("not MNIST’s: its accuracies do not apply.")


def test_a_picture_is_read_wherever_it_falls(lab: LabController, tmp_path: Path) -> None:
    picture = tmp_path / "seven.png"
    asked: list[str] = []
    lab.tab.picture_requested.connect(asked.append)
    for widget in (lab.tab, lab.tab.canvas):
        drop(widget, picture)
    assert asked == [str(picture), str(picture)]


def test_a_network_dropped_is_loaded_and_garbage_is_not(lab: LabController, tmp_path: Path) -> None:
    lab.training.choose_lesson("softmax")
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")
    train(lab)
    assert lab.trainer.snapshot is not None
    lab.clerk.ask(SaveJob(lab.trainer.snapshot, tmp_path, "mine"))
    wait_until(lambda: "mine" in lab.training.widget.note.text(), "the word that it is saved")
    drop(lab.tab.canvas, tmp_path / "mine.json")
    wait_until(lambda: lab.readings.whose.startswith("saved"), "the network")
    for name, content in (("a.safetensors", b"\xff" * 99), ("b.json", b"[" * 50_000), ("c.safetensors", b"")):
        (tmp_path / name).write_bytes(content)
        drop(lab.tab, tmp_path / name)
        wait_until(partial(_says, lab, name), f"a sentence about {name}")


def test_no_field_takes_a_path_for_text(lab: LabController) -> None:
    assert not any(field.acceptDrops() for field in lab.tab.findChildren(QLineEdit))


def test_kinds_by_name(tmp_path: Path) -> None:
    assert kind_of(tmp_path) == "data"
    assert kind_of(Path("a.SAFETENSORS")) == "network"
    assert kind_of(Path("photo.JPG")) == "picture"
    assert kind_of(Path("notes.txt")) == "data"
    assert is_idx(Path("t10k-labels.idx1-ubyte.gz"))
    assert not is_idx(Path("notes.txt"))
