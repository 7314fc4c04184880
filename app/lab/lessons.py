"""What can be trained with one click: the course's lessons, and networks for all ten digits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.errors import QT_TRANSLATE_NOOP
from engine.lab.config import TrainConfig
from engine.lab.lessons import Expected, lab_lessons
from engine.lab.networks import PRESETS


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to train.

    Attributes
    ----------
    name
        By which it is chosen.
    heading, title, look
        What it stands under in a list, how it is called, what there is to see, in the language in force.
    configs
        What is trained; of several, that are compared, the first one is shown.
    expected
        The accuracies of a lesson of the course.
    pick
        Seed under which a lesson picks a test image at its end.
    """

    name: str
    heading: str
    title: str
    look: str
    configs: tuple[TrainConfig, ...]
    expected: Expected | None = None
    pick: int | None = None


_C = "lab"
_TITLES = {
    "softmax": QT_TRANSLATE_NOOP("lab", "Softmax regression"),
    "mlp32": QT_TRANSLATE_NOOP("lab", "One hidden layer, 32 units"),
    "mlp32-dropout": QT_TRANSLATE_NOOP("lab", "32 units with dropout"),
    "mlp256": QT_TRANSLATE_NOOP("lab", "One hidden layer, 256 units"),
    "cnn": QT_TRANSLATE_NOOP("lab", "Small CNN"),
}
_LOOK = QT_TRANSLATE_NOOP("lab", "All ten digits. Change anything: layers, optimizer, batch, learning rate.")
_COURSE = QT_TRANSLATE_NOOP("lab", "Lessons of the course")
_FREE = QT_TRANSLATE_NOOP("lab", "Networks to change as you like")
_EPOCHS = {"softmax": 15, "mlp32": 10, "mlp32-dropout": 10, "mlp256": 5, "cnn": 3}
assert set(_TITLES) == set(PRESETS) == set(_EPOCHS)


def offers(language: str) -> list[Offer]:
    """The lessons in the course's order, then the networks."""
    return [*_lessons(language), *_networks()]


def titles(language: str) -> dict[str, str]:
    """What is offered, by name: how it is called in a language, which is the one in force."""
    return {one.name: one.title for one in offers(language)}


def renamed(title: str, names: Mapping[str, str]) -> str:
    """A network's title, numbered perhaps, with what is offered called by `names`: old names to new ones."""
    for old, new in names.items():
        if title == old or title.startswith(f"{old} ("):
            return new + title[len(old) :]
    return title


def offer(name: str, language: str) -> Offer:
    """The offer of a name; the first one if there is none."""
    every = offers(language)
    return next((one for one in every if one.name == name), every[0])


def _lessons(language: str) -> list[Offer]:
    found = []
    heading = QCoreApplication.translate(_C, _COURSE)
    for lesson in lab_lessons():
        twin = lesson.twin(lesson.train)
        configs = (lesson.train,) if twin is None else (lesson.train, twin)
        title, look = lesson.title[language], lesson.look[language]
        found.append(Offer(lesson.name, heading, title, look, configs, lesson.expected, lesson.pick))
    return found


def _networks() -> list[Offer]:
    translate = QCoreApplication.translate
    return [
        Offer(
            name,
            translate(_C, _FREE),
            translate(_C, _TITLES[name]),
            translate(_C, _LOOK),
            (TrainConfig(network, "cross-entropy", "adam", 0.002, _EPOCHS[name], batch=128),),
        )
        for name, network in PRESETS.items()
    ]
