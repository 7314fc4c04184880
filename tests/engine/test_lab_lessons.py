"""The MNIST lessons' files: the course's setups, and exact words about what is wrong in a broken one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from engine.errors import InputError
from engine.lab.config import TEN
from engine.lab.lessons import (
    LAB_GROUPS,
    is_lab_lesson,
    lab_lessons,
    load_lab_lesson,
    read_lab_lesson,
)
from engine.lesson_file import LANGUAGES
from engine.lessons import lesson_names

NAMES = [
    "mnist-01",
    "mnist-01-dropout",
    "mnist-01-minibatch",
    "mnist-01-logits",
    "mnist-012",
    "mnist-softmax",
]

GOOD = """
group = "mnist"
order = 1
epochs = 10
seed = 1
title = { en = "Title", ko = "제목" }
look = { en = "Look", ko = "볼 것" }
images = { digits = "01", order = "by-class", batch = 16, batches = "shuffled", last = "dropped" }
model = { network = "784-32-ReLU-1", loss = "bce-by-hand", second = "bce-logits" }
optimizer = { name = "adam", lr = 0.001 }
expected = { train = 0.9, from = "recomputed" }
ending = { seed = 3 }
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "mnist-mine.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_all_lessons_of_the_course_are_there_in_its_order() -> None:
    assert [lesson.name for lesson in lab_lessons()] == NAMES
    assert not set(NAMES) & set(lesson_names())


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_is_complete(name: str) -> None:
    lesson = load_lab_lesson(f" {name.upper()} ")
    assert lesson.name == name
    for texts in (lesson.title, lesson.look, LAB_GROUPS[lesson.group]):
        assert set(texts) == set(LANGUAGES)
        assert all(texts.values())
    assert len(lesson.title["en"]) <= 28


@pytest.mark.parametrize(
    ("name", "network", "loss", "optimizer", "lr", "batch", "epochs", "seed"),
    [
        ("mnist-01", "784-32-ReLU-1-Sigmoid", "bce", "sgd", 1e-3, 0, 500, 1),
        ("mnist-01-dropout", "784-32-Dropout(0.9)-ReLU-1-Sigmoid", "bce", "sgd", 1e-3, 0, 500, 1),
        ("mnist-01-minibatch", "784-32-Dropout(0.5)-ReLU-1-Sigmoid", "bce", "sgd", 1e-3, 16, 2, 1),
        ("mnist-01-logits", "784-32-ReLU-1", "bce-by-hand", "adam", 1e-3, 0, 10, 0),
        ("mnist-012", "784-32-ReLU-3", "cross-entropy-one-hot", "adam", 1e-3, 0, 100, 43052),
        ("mnist-softmax", "784-10", "cross-entropy", "sgd", 0.1, 128, 15, 777),
    ],
)
def test_lessons_are_set_up_as_in_the_course(
    name: str, network: str, loss: str, optimizer: str, lr: float, batch: int, epochs: int, seed: int
) -> None:
    lesson = load_lab_lesson(name)
    config = lesson.train
    assert (str(config.network), config.loss, config.optimizer) == (network, loss, optimizer)
    assert (config.lr, config.batch, config.epochs, config.seed) == (lr, batch, epochs, seed)
    softmax = name == "mnist-softmax"
    assert (config.shuffle, config.drop_last, not config.by_class) == (softmax, softmax, softmax)
    assert config.digits == (TEN if softmax else tuple(range(len(name.split("-")[1]))))
    assert (config.schedule, config.fused, config.hyper) == ("constant", False, ())
    assert lesson.pick == (777 if softmax else None)


def test_only_the_logits_are_trained_twice() -> None:
    for lesson in lab_lessons():
        twin = lesson.twin(lesson.train)
        assert (twin is None) == (lesson.name != "mnist-01-logits")
        if twin is not None:
            assert twin.loss == "bce-logits"
            assert lesson.config(loss="bce-logits") == twin


def test_overrides_replace_what_they_name() -> None:
    lesson = load_lab_lesson("mnist-softmax")
    config = lesson.config(optimizer="adam", lr=0.01, epochs=3, seed=1)
    assert (config.optimizer, config.lr, config.epochs, config.seed) == ("adam", 0.01, 3, 1)
    assert config.network == lesson.train.network
    with pytest.raises(InputError, match="lr"):
        lesson.config(lr=float("nan"))


def test_names_are_known_and_close_ones_suggested() -> None:
    assert is_lab_lesson("MNIST-9")
    assert not is_lab_lesson("linear")
    with pytest.raises(InputError, match="Did you mean mnist-softmax"):
        load_lab_lesson("mnist-softmx")
    with pytest.raises(InputError, match="`lessons` lists"):
        load_lab_lesson("../x")


def test_a_good_file_is_read(tmp_path: Path) -> None:
    lesson = read_lab_lesson(write(tmp_path, GOOD))
    assert (lesson.name, lesson.second, lesson.pick) == ("mnist-mine", "bce-logits", 3)
    assert (lesson.train.shuffle, lesson.train.drop_last, lesson.train.by_class) == (True, True, True)
    expected = lesson.expected
    assert (expected.train, expected.test, expected.undivided, expected.recomputed) == (0.9, None, None, True)


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ("epochs = 10", "epochs = 0", "epochs", "from 1 to 10000"),
        ("epochs = 10", "epochs = 10\nepoch = 1", "epoch", "no such field"),
        ('"mnist"', '"linear"', "group", "one of mnist"),
        (', ko = "제목"', "", "title.ko", "a text"),
        ('digits = "01"', 'digits = "0a"', "images.digits", "digits such as"),
        ('digits = "01"', 'digits = "00"', "model", "at least two different digits"),
        ('digits = "01"', 'digits = "012"', "model", "tells two digits apart, not 3"),
        ('"by-class"', '"sorted"', "images.order", "one of file, by-class"),
        ("batch = 16", "batch = -1", "images.batch", "a whole number from 0"),
        ("784-32-ReLU-1", "784-32-Conv(3,3)-1", "model.network", "Layer 2, Conv(3,3)"),
        ("784-32-ReLU-1", "784-32-ReLU-2", "model", "needs 1 outputs for 2 classes, and 784-32-ReLU-2 has 2"),
        ("784-32-ReLU-1", "784-32-ReLU-1-Sigmoid", "model", "must not end in Sigmoid"),
        ('"bce-by-hand"', '"bce"', "model", "has to end in Sigmoid"),
        ('"bce-by-hand"', '"mse"', "model.loss", "one of bce, bce-by-hand"),
        ('second = "bce-logits"', 'second = "bce-by-hand"', "model.second", "one of bce, bce-logits"),
        ('second = "bce-logits"', 'second = "cross-entropy"', "model", "needs 2 outputs"),
        ('name = "adam"', 'name = "lion"', "optimizer.name", "one of sgd"),
        ("train = 0.9", "train = 90", "expected.train", "a number from 0 to 1"),
        ("ending = { seed = 3 }", "ending = { image = 3 }", "ending.image", "no such field"),
    ],
)
def test_a_broken_file_names_itself_the_field_and_what_was_expected(
    tmp_path: Path, old: str, new: str, field: str, said: str
) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(InputError) as caught:
        read_lab_lesson(write(tmp_path, GOOD.replace(old, new)))
    assert caught.value.code == "lesson-file"
    assert (caught.value.values["file"], caught.value.values["field"]) == ("mnist-mine.toml", field)
    assert said in str(caught.value)


def test_listing_lessons_needs_neither_torch_nor_numpy() -> None:
    code = (
        "import sys, engine.lab.lessons as l; l.lab_lessons(); print({'torch', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
