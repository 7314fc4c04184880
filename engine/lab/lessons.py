"""The MNIST lessons: named, reproducible trainings, one TOML file each, `resources/lessons/mnist-*.toml`.

A lesson is found by its file's name. To add one, add a file; the schema is that of
`engine.catalogue.Heading`, then `_read` below. Nothing here imports torch.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, TypedDict, Unpack

from engine.catalogue import Catalogue, Heading
from engine.config import LEARNING_RATE
from engine.data import SEED
from engine.errors import InputError
from engine.lab.config import BATCH, LAB_EPOCHS, Schedule, TrainConfig
from engine.lab.losses import LAB_LOSSES
from engine.lab.networks import NetworkSpec, parse
from engine.lesson_file import Fields
from engine.lesson_folder import LAB
from engine.lessons import Hyper
from engine.optimizers import OPTIMIZERS

LAB_GROUPS: dict[str, dict[str, str]] = {"mnist": {"en": "MNIST", "ko": "MNIST 손글씨"}}
"""The lab's groups of lessons and their titles by language."""

IN_FILE, BY_CLASS = "file", "by-class"
KEPT, SHUFFLED = "kept", "shuffled"
LAST_KEPT, LAST_DROPPED = "kept", "dropped"


class LabOverrides(TypedDict, total=False):
    """What of a lesson's training may be replaced; fields as in `TrainConfig`."""

    network: NetworkSpec
    loss: str
    optimizer: str
    hyper: Hyper
    lr: float
    epochs: int
    batch: int
    shuffle: bool
    drop_last: bool
    seed: int
    schedule: Schedule


@dataclass(frozen=True, slots=True)
class Expected:
    """Accuracies that the course published, or that were recomputed from its code; None where neither was.

    `undivided` is the accuracy on test images that were not divided by 255, as the notes forgot to.
    """

    train: float | None
    test: float | None
    undivided: float | None
    recomputed: bool


@dataclass(frozen=True, slots=True)
class LabLesson:
    """A named, reproducible training.

    Attributes
    ----------
    name, group, title, look
        As in `engine.lessons.Lesson`; the group is a key of `LAB_GROUPS`.
    train
        What is trained.
    second
        A second loss: the same network is trained with it from the same weights, to compare the two.
    expected
        What should come out.
    pick
        Seed of Python's `random` under which a test image is picked at the end; None if none is.
    """

    name: str
    group: str
    title: dict[str, str]
    look: dict[str, str]
    train: TrainConfig
    second: str | None
    expected: Expected
    pick: int | None

    def config(self, **overrides: Unpack[LabOverrides]) -> TrainConfig:
        """Return the lesson's training, with some of its fields replaced.

        Another optimizer starts from its own defaults: the lesson's hyper-parameters are not carried over.

        Raises
        ------
        InputError
            If a replaced field is out of range, unknown, or does not fit the others.
        """
        if overrides.get("optimizer", self.train.optimizer) != self.train.optimizer:
            overrides.setdefault("hyper", ())
        return replace(self.train, **overrides)

    def twin(self, config: TrainConfig) -> TrainConfig | None:
        """Return `config` with the lesson's second loss, None if it has none: all else is the same."""
        return None if self.second is None else replace(config, loss=self.second)

    def as_json(self) -> dict[str, Any]:
        """Return all that the lesson's file says, in JSON's types."""
        fields = asdict(self)
        fields["train"]["network"] = str(self.train.network)
        return fields


def is_lab_lesson(name: str) -> bool:
    """Whether `name` is a lesson of the lab, or so much like one that it was meant to be."""
    return name.strip().lower().startswith(LAB.rstrip("-"))


def _read(heading: Heading, top: Fields) -> LabLesson:
    """Read what follows the heading of a lesson file. This is the schema."""
    epochs = top.whole("epochs", *LAB_EPOCHS)
    seed = top.whole("seed", *SEED)

    images = top.table("images")
    digits = images.text("digits")
    if not digits.isdecimal() or not digits.isascii():
        raise images.contradiction("digits", "digits such as “01”", f"the text “{digits}”")
    stand = images.choice("order", (IN_FILE, BY_CLASS))
    batch = images.whole("batch", *BATCH)
    shuffled = images.choice("batches", (KEPT, SHUFFLED), default=KEPT)
    last = images.choice("last", (LAST_KEPT, LAST_DROPPED), default=LAST_KEPT)
    images.end()

    model = top.table("model")
    text = model.text("network")
    try:
        network = parse(text)
    except InputError as error:
        raise model.contradiction("network", "a network that can be built", f"“{text}”: {error}") from error
    loss = model.choice("loss", tuple(LAB_LOSSES))
    second = model.choice("second", tuple(name for name in LAB_LOSSES if name != loss), default=None)
    model.end()

    optimizer = top.table("optimizer")
    optimizer_name = optimizer.choice("name", tuple(OPTIMIZERS))
    lr = optimizer.number("lr", *LEARNING_RATE)
    optimizer.end()

    expected = _expected(top.table("expected", default={}))
    ending = top.table("ending", default={})
    pick = ending.whole("seed", *SEED, default=None)
    ending.end()
    try:
        train = TrainConfig(
            network=network,
            loss=loss,
            optimizer=optimizer_name,
            lr=lr,
            epochs=epochs,
            digits=tuple(map(int, digits)),
            by_class=stand == BY_CLASS,
            batch=batch,
            shuffle=shuffled == SHUFFLED,
            drop_last=last == LAST_DROPPED,
            seed=seed,
        )
        lesson = LabLesson(
            name=heading.name,
            group=heading.group,
            title=heading.title,
            look=heading.look,
            train=train,
            second=second,
            expected=expected,
            pick=pick,
        )
        lesson.twin(train)
    except InputError as error:
        raise top.contradiction("model", "parts that fit each other", str(error)) from error
    return lesson


def _expected(table: Fields) -> Expected:
    train, test, undivided = (table.number(name, 0, 1, None) for name in ("train", "test", "undivided"))
    recomputed = table.choice("from", ("notes", "recomputed"), default="notes") == "recomputed"
    table.end()
    return Expected(train, test, undivided, recomputed)


_CATALOGUE = Catalogue(LAB, LAB_GROUPS, _read)
lab_lessons, load_lab_lesson, read_lab_lesson = _CATALOGUE.lessons, _CATALOGUE.load, _CATALOGUE.read
"""What `Catalogue` says, of the lessons of the lab."""
