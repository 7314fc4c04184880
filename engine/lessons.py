"""Lessons: named, reproducible setups, one TOML file each under `resources/lessons/`.

A lesson is found by its file's name. To add one, add a file; the schema is that of
`engine.catalogue.Heading`, then `_read` below. Nothing here imports torch, so that the window can list
and show lessons before torch is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypedDict, Unpack, cast

from engine.box import Box
from engine.catalogue import Catalogue, Heading
from engine.checks import check_whole
from engine.config import EPOCHS, LEARNING_RATE, LINKS, TYPED, WEIGHT, DataSpec, Link, RunConfig
from engine.data import RECIPES, SEED, draw_start
from engine.errors import InputError
from engine.lesson_file import Fields
from engine.lesson_folder import ONE_INPUT, TWO_INPUTS
from engine.losses import LOSSES
from engine.noise import read_noise
from engine.optimizers import OPTIMIZERS
from engine.studio import BARE, Studio, read_studio

GROUPS: dict[str, dict[str, str]] = {
    "linear": {"en": "Linear regression", "ko": "선형 회귀"},
    "sigmoid": {"en": "Sigmoid", "ko": "시그모이드"},
    "logistic-starts": {"en": "Logistic: three starts", "ko": "로지스틱 회귀: 세 시작점"},
    "logistic-optimizers": {"en": "Logistic: SGD and Adam", "ko": "로지스틱 회귀: SGD와 Adam"},
    "logistic-more": {"en": "Logistic: more", "ko": "로지스틱 회귀: 그 밖의 예제"},
    "two-inputs": {"en": "Two inputs", "ko": "입력이 두 개일 때"},
    "compare": {"en": "Compare", "ko": "비교하기"},
    "look-inside": {"en": "Look inside", "ko": "들여다보기"},
    "noise": {"en": "Batches and schedules", "ko": "미니배치와 스케줄"},
    "maps": {"en": "Maps", "ko": "결과 지도"},
    "typed": {"en": "Your own formula", "ko": "직접 쓰는 수식"},
    "surfaces": {"en": "Classic surfaces", "ko": "고전적인 곡면"},
}
"""The lessons' groups and their titles by language, in display order."""

Hyper = tuple[tuple[str, float], ...]


class Overrides(TypedDict, total=False):
    """What of a lesson's run may be replaced; fields as in `RunConfig`."""

    data: DataSpec
    loss: str
    optimizer: str
    lr: float
    start: tuple[float, ...]
    epochs: int
    hyper: Hyper
    batch: int
    batch_seed: int
    schedule: str
    schedule_hyper: Hyper
    frozen: tuple[bool, ...]
    link: Link
    formula: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """A named, reproducible setup.

    Attributes
    ----------
    name, group, title, look
        Its name, its key in `GROUPS`, and by language its title and one line saying what to look for.
    data, link, loss, optimizer, lr, hyper, epochs, formula
        As in `RunConfig`.
    start, start_seed
        The initial weights (w0, w1), three of them with two inputs, or else the seed under which
        `nn.Linear(1, 1)`, or `nn.Linear(2, 1)`, draws its own.
    more
        How many epochs "one more click" adds after the run; 0 if there is none.
    surface, step
        The part of the (w0, w1) plane that is drawn, and the grid step of the notes.
    third
        What is drawn of w2, where there are two inputs.
    camera
        The notes' view: elevation and azimuth in degrees.
    studio
        What is shown beside the run.
    noise
        Batches, schedule and frozen weights: fields of `RunConfig` and their values.
    """

    name: str
    group: str
    title: dict[str, str]
    look: dict[str, str]
    data: DataSpec
    link: Link
    loss: str
    optimizer: str
    lr: float
    hyper: Hyper
    start: tuple[float, ...] | None
    start_seed: int | None
    epochs: int
    more: int
    surface: Box
    step: float
    camera: tuple[float, float]
    studio: Studio = BARE
    noise: tuple[tuple[str, Any], ...] = ()
    formula: str = ""
    third: tuple[float, float] | None = None

    @property
    def true_w(self) -> tuple[float, float] | None:
        """The weights the data were drawn around, where there are any: the notes' red star."""
        return self.data.true_w

    def reseeded(self, seed: int) -> Lesson:
        """Return the lesson with everything that it draws, data and perhaps start, drawn under `seed`.

        Raises
        ------
        InputError
            If the seed is out of range, or nothing in the lesson is drawn.
        """
        check_whole("seed", seed, *SEED)
        if not self.data.is_random and (self.start_seed is None or self.data.inputs == 1):
            raise InputError("nothing-random", data=self.data.recipe)
        start_seed = None if self.start_seed is None else seed
        data = DataSpec(self.data.recipe, seed) if self.data.is_random else self.data
        return replace(self, data=data, start_seed=start_seed)

    def config(self, **overrides: Unpack[Overrides]) -> RunConfig:
        """Return the lesson's run, with some of its fields replaced.

        Another optimizer starts from its own defaults: the lesson's hyper-parameters are not carried over.
        torch is imported only if the start has to be drawn.

        Raises
        ------
        InputError
            If a replaced field is out of range, unknown, or does not fit the others.
        """
        same_optimizer = overrides.get("optimizer", self.optimizer) == self.optimizer
        fields: Overrides = {
            "data": self.data,
            "loss": self.loss,
            "optimizer": self.optimizer,
            "lr": self.lr,
            "epochs": self.epochs,
            "hyper": self.hyper if same_optimizer else (),
            "link": self.link,
            "formula": self.formula,
            **cast(Overrides, dict(self.noise)),
            **overrides,
        }
        if fields.get("schedule") != dict(self.noise).get("schedule"):
            fields["schedule_hyper"] = overrides.get("schedule_hyper", ())
        if "start" not in fields:
            fields["start"] = self.start or draw_start(cast(int, self.start_seed), self.data.inputs)
        return RunConfig(**fields)


def _read(heading: Heading, top: Fields) -> Lesson:
    """Read what follows the heading of a lesson file. This is the schema."""
    epochs = top.whole("epochs", *EPOCHS)
    more = top.whole("more", 0, EPOCHS[1], default=0)

    data = top.table("data")
    recipe = data.choice("recipe", tuple(RECIPES))
    seed = data.whole("seed", *SEED, default=None)
    if seed is not None and RECIPES[recipe].seed is None:
        raise data.contradiction("seed", f"none: the data “{recipe}” are not random", str(seed))
    data.end()

    model = top.table("model")
    link = cast(Link, model.choice("link", LINKS))
    loss = model.choice("loss", tuple(name for name in LOSSES if link in LOSSES[name].links))
    formula = model.text("formula") if link in TYPED else ""
    model.end()

    optimizer = top.table("optimizer")
    optimizer_name = optimizer.choice("name", tuple(OPTIMIZERS))
    lr = optimizer.number("lr", *LEARNING_RATE)
    hyper = _hyper(optimizer.table("hyper", default={}), optimizer_name)
    optimizer.end()

    start = top.table("start")
    inputs = RECIPES[recipe].inputs
    w = start.pair("w", *WEIGHT, default=None) if inputs == 1 else _three(start)
    start_seed = start.whole("seed", *SEED, default=None)
    if (w is None) == (start_seed is None):
        raise start.contradiction("w", "either w or seed", "neither" if w is None else "both")
    start.end()

    surface = top.table("surface")
    box = Box(surface.interval("w0", *WEIGHT), surface.interval("w1", *WEIGHT))
    third = surface.interval("w2", *WEIGHT) if inputs > 1 else None
    step = surface.number("step", min(box.size) / 1000, min(box.size))
    surface.end()

    view = top.table("view")
    camera = view.number("elev", -90, 90), view.number("azim", -360, 360)
    view.end()

    noise = read_noise(top.table("noise", default={}), epochs)
    studio = read_studio(top.table("studio", default={}), link, loss, in_batches="batch" in dict(noise))
    return Lesson(
        name=heading.name,
        group=heading.group,
        title=heading.title,
        look=heading.look,
        data=DataSpec(recipe, seed),
        link=link,
        loss=loss,
        optimizer=optimizer_name,
        lr=lr,
        hyper=hyper,
        start=w,
        start_seed=start_seed,
        epochs=epochs,
        more=more,
        surface=box,
        step=step,
        camera=camera,
        studio=studio,
        noise=noise,
        formula=formula,
        third=third,
    )


def _three(start: Fields) -> tuple[float, ...] | None:
    return start.numbers("w", *WEIGHT, count=(3, 3)) if "w" in start.names() else None


def _hyper(table: Fields, optimizer: str) -> Hyper:
    given = set(table.names())
    pairs = []
    for parameter in OPTIMIZERS[optimizer].parameters:
        if parameter.name not in given:
            continue
        if parameter.scale == "flag":
            value = float(table.whole(parameter.name, 0, 1))
        else:
            value = table.number(parameter.name, parameter.low, parameter.high)
        pairs.append((parameter.name, value))
    table.end()
    return tuple(pairs)


_ONE_INPUT, _TWO_INPUTS = (Catalogue(kind, GROUPS, _read) for kind in (ONE_INPUT, TWO_INPUTS))
lesson_names, load_lessons, read_lesson = _ONE_INPUT.names, _ONE_INPUT.lessons, _ONE_INPUT.read
load_lesson = _ONE_INPUT.load
"""What `Catalogue` says, of the lessons of two weights; `load_lesson` finds those of two inputs as well."""
two_input_lessons, is_two_inputs = _TWO_INPUTS.lessons, _TWO_INPUTS.has
"""The same of lessons whose data have two inputs, hence three weights."""
