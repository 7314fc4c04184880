"""The lessons' files: complete, right, and exact about what is wrong in a broken one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.classics import CLASSICS
from engine.config import DataSpec
from engine.errors import InputError
from engine.lesson_file import LANGUAGES
from engine.lessons import GROUPS, lesson_names, load_lesson, load_lessons, read_lesson
from engine.studio import BARE

NAMES = [
    "linear",
    *(f"linear-lr-{lr}" for lr in ("0.0001", "0.0015", "0.0038", "0.0083", "0.0085", "0.01", "0.015")),
    *(f"logistic-{loss}-{start}" for loss in ("mse", "bce") for start in ("good", "possible", "worst")),
    *(
        f"logistic-{loss}-{optimizer}-{start}"
        for loss in ("mse", "bce")
        for optimizer in ("sgd", "adam")
        for start in ("good", "bad")
    ),
    "logistic-seeded-mse",
    "logistic-seeded-bce",
    "logistic-seed42",
    "logistic-5000",
    "logistic-toy",
    *(f"compare-{what}" for what in ("rates", "optimizers", "starts", "losses", "fork")),
    *(f"inside-{what}" for what in ("four-steps", "curvature", "contours", "own-data", "standardise")),
    *(f"noise-{what}" for what in ("batches", "schedule", "decay", "frozen")),
    *(f"map-{what}" for what in ("starts", "momentum", "chaos", "basins")),
    *("typed-model", "typed-wave"),
    *(f"surface-{name}" for name in CLASSICS),
]

GOOD = """
group = "linear"
order = 1
epochs = 30
title = { en = "Title", ko = "제목" }
look = { en = "Look", ko = "볼 것" }
data = { recipe = "line", seed = 43052 }
model = { link = "identity", loss = "sse" }
optimizer = { name = "adam", lr = 0.001, hyper = { beta1 = 0.8, amsgrad = 1 } }
start = { w = [-5, 10] }
surface = { w0 = [-6, 11], w1 = [-6, 11], step = 0.5 }
view = { elev = 5, azim = 40 }
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "my-lesson.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_all_lessons_of_the_course_are_there_in_its_order() -> None:
    assert lesson_names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_is_complete(name: str) -> None:
    lesson = load_lesson(name)
    assert lesson.name == name
    assert lesson.group in GROUPS
    for texts in (lesson.title, lesson.look, GROUPS[lesson.group]):
        assert set(texts) == set(LANGUAGES)
        assert all(texts.values())
    assert len(lesson.title["en"]) <= 28
    config = lesson.config()
    assert lesson.surface.contains(config.start)
    if lesson.true_w is not None:
        assert lesson.surface.contains(lesson.true_w)


@pytest.mark.parametrize("name", NAMES[:8])
def test_linear_lessons_differ_only_in_their_learning_rate(name: str) -> None:
    config = load_lesson(name).config()
    assert config.lr == (0.001 if name == "linear" else float(name.rpartition("-")[2]))
    assert (config.loss, config.optimizer, config.start, config.epochs) == ("sse", "sgd", (-5, 10), 30)


@pytest.mark.parametrize(
    ("name", "start", "lr", "epochs", "more"),
    [
        ("logistic-mse-good", (-0.8, -0.3), 0.25, 100, 0),
        ("logistic-bce-possible", (-3, -1), 0.25, 100, 0),
        ("logistic-mse-worst", (-10, -1), 0.25, 100, 0),
        ("logistic-bce-adam-good", (-3, -1), 0.05, 1000, 0),
        ("logistic-mse-sgd-bad", (-10, -1), 0.05, 1000, 0),
        ("logistic-seeded-bce", (-0.8470292091369629, -0.3466869592666626), 0.05, 1000, 5000),
        ("logistic-seed42", (0.8300079107284546, 0.7645385265350342), 0.25, 100, 0),
        ("logistic-5000", (-0.8, -0.3), 0.25, 100, 4900),
        ("logistic-toy", (0, 1), 0.25, 300, 0),
    ],
)
def test_logistic_lessons_are_set_up_as_in_the_course(
    name: str, start: tuple[float, float], lr: float, epochs: int, more: int
) -> None:
    lesson = load_lesson(name)
    config = lesson.config()
    assert config.start == start
    assert (config.lr, config.epochs, lesson.more, config.link) == (lr, epochs, more, "sigmoid")
    words = name.split("-")
    assert config.optimizer == ("adam" if "adam" in words else "sgd")
    assert config.loss == ("bce" if {"bce", "toy"} & set(words) else "mse")


def test_names_ignore_case() -> None:
    assert load_lesson(" Logistic-TOY ") is not None
    assert load_lesson("LINEAR") == load_lesson("linear")


@pytest.mark.parametrize(("name", "hint"), [("linera", "Did you mean linear?"), ("../x", "`lessons` lists")])
def test_an_unknown_name_is_said_and_close_ones_suggested(name: str, hint: str) -> None:
    with pytest.raises(InputError, match=hint):
        load_lesson(name)


def test_overrides_replace_what_they_name() -> None:
    lesson = load_lesson("logistic-mse-good")
    config = lesson.config(start=(1, 2), lr=0.5, optimizer="adam", hyper=(("eps", 1e-6),), epochs=7)
    assert (config.start, config.lr, config.optimizer, config.epochs) == ((1, 2), 0.5, "adam", 7)
    assert (config.loss, config.data) == ("mse", lesson.data)
    with pytest.raises(InputError):
        load_lesson("linear").config(loss="bce")


def test_another_optimizer_does_not_inherit_hyper_parameters(tmp_path: Path) -> None:
    lesson = read_lesson(write(tmp_path, GOOD))
    assert lesson.config().hyper == (("amsgrad", 1.0), ("beta1", 0.8))
    assert lesson.config(optimizer="adam", lr=0.1).hyper == lesson.config().hyper
    assert lesson.config(optimizer="sgd").hyper == ()


def test_reseeding_draws_data_and_a_drawn_start_anew() -> None:
    lesson = load_lesson("logistic-seeded-mse").reseeded(42)
    assert lesson.data == DataSpec("sigmoid", 42)
    assert lesson.config().start == load_lesson("logistic-seed42").config().start
    assert load_lesson("linear").reseeded(1).config().start == (-5, 10)
    with pytest.raises(InputError, match="toy"):
        load_lesson("logistic-toy").reseeded(1)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    lesson = read_lesson(write(tmp_path, GOOD))
    assert lesson.name == "my-lesson"
    assert lesson.start == (-5, 10)
    assert lesson.camera == (5, 40)
    assert lesson.more == 0


@pytest.mark.parametrize(
    ("old", "new", "field", "expected", "found"),
    [
        ("epochs = 30", 'epochs = "30"', "epochs", "a whole number from 1 to 1000000", "the text “30”"),
        ("epochs = 30", "epochs = 0", "epochs", "a whole number from 1", "the number 0"),
        ("epochs = 30", "epochs = true", "epochs", "a whole number", "true"),
        ("epochs = 30", "", "epochs", "a whole number", "nothing"),
        ("epochs = 30", "epochs = 30\nepoch = 31", "epoch", "no such field", "the number 31"),
        ('"linear"', '"cubic"', "group", "one of linear, sigmoid", "the text “cubic”"),
        (', ko = "제목"', "", "title.ko", "a text", "nothing"),
        ('ko = "제목"', 'ko = " "', "title.ko", "a text", "the text “ ”"),
        ('ko = "제목"', 'ko = "제목", fr = "titre"', "title.fr", "no such field", "the text “titre”"),
        ('{ recipe = "line", seed = 43052 }', '"line"', "data", "a table", "the text “line”"),
        ('"line", seed = 43052', '"moons"', "data.recipe", "one of line", "the text “moons”"),
        ("seed = 43052", "seed = -1", "data.seed", "a whole number from 0", "the number -1"),
        ('recipe = "line"', 'recipe = "toy"', "data.seed", "none", "43052"),
        ('"sse"', '"bce"', "model.loss", "one of sse, mse", "the text “bce”"),
        ("lr = 0.001", "lr = nan", "optimizer.lr", "a number from 1e-12 to 1e+06", "the number nan"),
        ("lr = 0.001", "lr = [1]", "optimizer.lr", "a number", "the list [1]"),
        (
            "beta1 = 0.8",
            "beta1 = 1.5",
            "optimizer.hyper.beta1",
            "a number from 0 to 0.9999",
            "the number 1.5",
        ),
        ("beta1 = 0.8", "momentum = 0.8", "optimizer.hyper.momentum", "no such field", "the number 0.8"),
        ("amsgrad = 1", "amsgrad = 0.5", "optimizer.hyper.amsgrad", "a whole number from 0 to 1", "0.5"),
        ("w = [-5, 10]", "w = [-5]", "start.w", "two numbers from -1e+06 to 1e+06", "the list [-5]"),
        ("w = [-5, 10]", 'w = [-5, "10"]', "start.w", "two numbers", "the list [-5, '10']"),
        ("w = [-5, 10]", "w = [-5, inf]", "start.w", "two numbers", "the list [-5, inf]"),
        ("w = [-5, 10]", "w = [-5, 10], seed = 1", "start.w", "either w or seed", "both"),
        ("w = [-5, 10]", "", "start.w", "either w or seed", "neither"),
        ("w0 = [-6, 11]", "w0 = [11, -6]", "surface.w0", "the lower end before the upper", "[11.0, -6.0]"),
        ("step = 0.5", "step = 0", "surface.step", "a number from 0.017 to 17", "the number 0"),
        ("elev = 5", "elev = 95", "view.elev", "a number from -90 to 90", "the number 95"),
        ("elev = 5", f'elev = "{"x" * 99}"', "view.elev", "a number", "a text of 101 characters"),
    ],
)
def test_a_broken_file_names_itself_the_field_and_what_was_expected(
    tmp_path: Path, old: str, new: str, field: str, expected: str, found: str
) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(InputError) as caught:
        read_lesson(write(tmp_path, GOOD.replace(old, new)))
    values: dict[str, Any] = caught.value.values
    assert caught.value.code == "lesson-file"
    assert (values["file"], values["field"]) == ("my-lesson.toml", field)
    assert expected in values["expected"]
    assert found in values["found"]


def test_a_file_that_is_not_toml_is_said_with_the_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"my-lesson\.toml: cannot be read as TOML: .*line 2"):
        read_lesson(write(tmp_path, "order = 1\ngroup = oops\n"))
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match=r"bytes\.toml"):
        read_lesson(tmp_path / "bytes.toml")
    with pytest.raises(InputError, match=r"gone\.toml"):
        read_lesson(tmp_path / "gone.toml")


def test_callers_cannot_spoil_the_list_of_lessons() -> None:
    load_lessons().clear()
    assert lesson_names() == NAMES


def test_listing_lessons_needs_neither_torch_nor_numpy() -> None:
    code = "import sys, engine.lessons as l; l.load_lessons(); print({'torch', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


STUDIO = (
    GOOD
    + """
[studio]
page = "runs"
second = "mse"
[[studio.run]]
optimizer = "sgd"
lr = 0.5
[[studio.run]]
start = [1, 2]
"""
)


def test_a_studio_says_what_stands_beside_the_run(tmp_path: Path) -> None:
    studio = read_lesson(write(tmp_path, STUDIO)).studio
    assert (studio.page, studio.second) == ("runs", "mse")
    assert [dict(run) for run in studio.runs] == [{"optimizer": "sgd", "lr": 0.5}, {"start": (1.0, 2.0)}]
    assert read_lesson(write(tmp_path, GOOD)).studio == BARE


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('page = "runs"', 'page = "rum"', "studio.page"),
        ('second = "mse"', 'second = "sse"', "studio.second"),  # the lesson's own loss
        ('second = "mse"', 'second = "bce"', "studio.second"),  # does not fit a line
        ("lr = 0.5", "lr = -1", "studio.run.1.lr"),
        ("start = [1, 2]", "", "studio.run.2.lr"),  # differs in nothing
        ("start = [1, 2]", "speed = 1", "studio.run.2.speed"),
    ],
)
def test_a_broken_studio_is_named(tmp_path: Path, old: str, new: str, field: str) -> None:
    with pytest.raises(InputError) as caught:
        read_lesson(write(tmp_path, STUDIO.replace(old, new)))
    assert caught.value.values["field"] == field
