"""Train a lesson, with any of its settings replaced, and print its epochs as a table or as JSON."""

from __future__ import annotations

import argparse
import json
import math
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from app.cli.parser import lower, number, whole
from engine.checks import check_choice
from engine.config import RunConfig
from engine.devices import DEVICES
from engine.errors import InputError
from engine.initial import SCHEMES, draw_initial
from engine.lab.lessons import is_lab_lesson
from engine.lessons import Lesson, Overrides, load_lesson
from engine.losses import LOSSES
from engine.noise import WEIGHTS, noise_of
from engine.optimizers import OPTIMIZERS
from engine.schedules import SCHEDULES, suited
from engine.threads import torch_threads

if TYPE_CHECKING:
    from engine.diagnoses import Diagnosis
    from engine.records import End, EpochRecord

LINES = 40
"""At most so many epochs are printed in a table; JSON has them all."""

INTERRUPTED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to `parser`."""
    parser.add_argument("lesson", metavar="LESSON", help="a name listed by `lossland lessons`")
    parser.add_argument("--w0", type=number, help="start: the bias")
    parser.add_argument("--w1", type=number, help="start: the weight")
    parser.add_argument("--w2", type=number, help="start: the second weight, where data have two inputs")
    parser.add_argument("--lr", type=number, help="learning rate")
    parser.add_argument("--epochs", type=whole, help="number of updates")
    parser.add_argument("--optimizer", type=lower, help=", ".join(OPTIMIZERS))
    parser.add_argument("--loss", type=lower, help=", ".join(LOSSES))
    parser.add_argument(
        "--model",
        metavar="FORMULA",
        help="a model of w0, w1 and x instead of the lesson’s, or of w0 and w1 where it is a surface",
    )
    parser.add_argument(
        "--hyper",
        type=_pair,
        action="append",
        metavar="NAME=VALUE",
        help="a hyper-parameter of the optimizer, by torch’s name (betas are beta1 and beta2); repeatable",
    )
    parser.add_argument("--batch", type=whole, help="data that an update sees; 0 for all of them")
    parser.add_argument("--batch-seed", type=whole, help="seed that they are shuffled under")
    parser.add_argument("--schedule", type=lower, help=f"of the learning rate: {', '.join(SCHEDULES)}")
    parser.add_argument(
        "--schedule-hyper",
        type=_pair,
        action="append",
        metavar="NAME=VALUE",
        help="a parameter of the schedule, by torch’s name; left out, it spans the run; repeatable",
    )
    parser.add_argument(
        "--freeze", type=lower, choices=(*WEIGHTS, "w2"), help="a weight that stays where it is"
    )
    parser.add_argument("--init", type=lower, help=f"draw the start: {', '.join(SCHEMES)}")
    parser.add_argument("--init-seed", type=whole, help="seed that the start is drawn under; 0 if left out")
    parser.add_argument("--seed", type=whole, help="seed of the data, and of the start where that is drawn")
    parser.add_argument("--device", type=lower, default="cpu", help=", ".join(DEVICES))
    parser.add_argument("--data", metavar="DIR", help="folder that holds MNIST/raw, for the MNIST lessons")
    parser.add_argument("--json", action="store_true", help="one JSON object an epoch, and one for the end")


def main(args: argparse.Namespace) -> int:
    """Train, printing as it goes; Ctrl-C ends the run, which is then marked as stopped."""
    if is_lab_lesson(args.lesson):
        from app.cli import run_lab

        return run_lab.main(args)
    lesson = load_lesson(args.lesson)
    if args.data is not None:
        raise InputError("lab-not-taken", option="--data", lesson=lesson.name)
    config = configure(lesson, args)

    # NumPy and torch: only once the input is known to be good.
    from engine.records import History
    from engine.session import Session
    from engine.stability import diverging

    session = Session(config, args.device)
    history = History()
    printer = (_Json if args.json else _Table)(lesson, config)
    with torch_threads(1), on_ctrl_c(session.stop):  # for two weights a second thread only spins
        for record in session:
            history.append(record)
            printer.show(record)
    assert session.end is not None
    printer.close(session.end, diverging(config, history, session.end))
    return INTERRUPTED if session.end == "stopped" else 0


def configure(lesson: Lesson, args: argparse.Namespace) -> RunConfig:
    """Return the lesson's run with what the command line replaces.

    Raises
    ------
    InputError
        If a value is out of range or does not fit the others.
    """
    if args.seed is not None:
        lesson = lesson.reseeded(args.seed)
    given = {name: getattr(args, name) for name in ("lr", "epochs", "optimizer", "loss")}
    given["hyper"] = tuple(args.hyper) if args.hyper else None
    typed = (args.w0, args.w1, args.w2)
    if any(w is not None for w in typed):
        start = list(lesson.config().start)
        if args.w2 is not None and len(start) < len(typed):
            raise InputError("one-input", option="--w2", lesson=lesson.name)
        given["start"] = tuple(w if new is None else new for w, new in zip(start, typed, strict=False))
    given |= _noise(lesson, args)
    replaced = {name: value for name, value in given.items() if value is not None}
    if args.model is not None:
        replaced |= typed_over(lesson, args.model, replaced.get("loss", lesson.loss))
    return lesson.config(**cast(Overrides, replaced))


def _noise(lesson: Lesson, args: argparse.Namespace) -> dict[str, Any]:
    """Batches, schedule, frozen weight and a start that is drawn, as far as they are given."""
    given: dict[str, Any] = {"batch": args.batch, "batch_seed": args.batch_seed}
    known = dict(lesson.noise)
    schedule = known.get("schedule", "") if args.schedule is None else args.schedule
    if args.schedule is not None or args.schedule_hyper:
        row = SCHEDULES[check_choice("schedule", schedule, tuple(SCHEDULES))]
        epochs = lesson.epochs if args.epochs is None else args.epochs
        base = known["schedule_hyper"] if args.schedule is None else suited(schedule, epochs)
        names = {parameter.name.lower(): parameter.name for parameter in row.parameters}
        typed = {names.get(name, name): value for name, value in args.schedule_hyper or ()}
        given |= {"schedule": schedule, "schedule_hyper": tuple((dict(base) | typed).items())}
    if args.freeze is not None:
        if args.freeze == "w2" and lesson.data.inputs == 1:
            raise InputError("one-input", option="--freeze w2", lesson=lesson.name)
        given["frozen"] = tuple(args.freeze == name for name in (*WEIGHTS, "w2")[: 1 + lesson.data.inputs])
    if args.init is not None and args.w0 is None and args.w1 is None and args.w2 is None:
        given["start"] = draw_initial(args.init, args.init_seed or 0, lesson.data.inputs)
    return given


def typed_over(lesson: Lesson, text: str, loss: str) -> dict[str, Any]:
    """What a formula changes of a lesson: the model, or the surface itself; squares if its loss was not."""
    if lesson.link == "surface":
        return {"formula": text}
    return {"link": "formula", "formula": text, "loss": loss if "formula" in LOSSES[loss].links else "mse"}


class _Json:
    """One object an epoch, then one for how the run ended; what is not finite is null."""

    def __init__(self, lesson: Lesson, config: RunConfig) -> None:
        self._lesson, self._config = lesson, config
        self._last = -1
        self._accuracy = _accuracy_of(config)

    def show(self, record: EpochRecord) -> None:
        self._last = record.epoch
        w, loss, grad = map(_finite, record.w), record.loss, map(_finite, record.grad)
        row = {"epoch": record.epoch, "w": [*w], "loss": _finite(loss), "grad": [*grad]}
        if record.applied is not None:
            row["batch_grad"] = [*map(_finite, record.applied)]
        if self._accuracy is not None:
            row["accuracy"] = self._accuracy(record.w)
        print_json(row)

    def close(self, end: End, diagnosis: Diagnosis | None) -> None:
        config = self._config
        print_json(
            {
                "end": end,
                "epochs": self._last,
                "lesson": self._lesson.name,
                "diagnosis": None if diagnosis is None else str(diagnosis),
                "run": {
                    "data": config.data.recipe,
                    "seed": config.data.seed,
                    "link": config.link,
                    **({"formula": config.formula} if config.formula else {}),
                    "loss": config.loss,
                    "optimizer": config.optimizer,
                    "hyper": OPTIMIZERS[config.optimizer].values(config.hyper),
                    "lr": config.lr,
                    "start": config.start,
                    **({} if config.is_plain else dict(noise_of(config))),
                },
            }
        )


class _Table:
    """A heading, aligned columns thinned to at most `LINES` rows, and how the run ended."""

    def __init__(self, lesson: Lesson, config: RunConfig) -> None:
        self._every = stride(config.epochs)
        self._unprinted: EpochRecord | None = None
        self._last = -1
        loss, optimizer = LOSSES[config.loss], OPTIMIZERS[config.optimizer]
        what = f"{loss.label} = {loss.formula}"
        if config.formula:
            what = f"loss = {config.formula}" if config.link == "surface" else f"ŷ = {config.formula}, {what}"
        print(f"{lesson.name}: {what}, {optimizer.label}, learning rate {config.lr:g}")
        self._accuracy = _accuracy_of(config)
        places = range(len(config.start))
        names = [*(f"w{k}" for k in places), "loss", *(f"grad{k}" for k in places)]
        if self._accuracy is not None:
            names.append("accuracy")
        print(" ".join(["  epoch", *(f"{name:>13}" for name in names)]))

    def show(self, record: EpochRecord) -> None:
        self._last = record.epoch
        self._unprinted = record
        if record.epoch % self._every == 0:
            self._print_row(record)

    def close(self, end: End, diagnosis: Diagnosis | None) -> None:
        if self._unprinted is not None:
            self._print_row(self._unprinted)
        print(f"{end} after epoch {self._last}")
        if diagnosis is not None:
            print(diagnosis)

    def _print_row(self, record: EpochRecord) -> None:
        self._unprinted = None
        values = [*record.w, record.loss, *record.grad]
        if self._accuracy is not None:
            values.append(self._accuracy(record.w))
        columns = " ".join(f"{value:13.7g}" for value in values)
        print(f"{record.epoch:7d} {columns}")


def _accuracy_of(config: RunConfig) -> Callable[[tuple[float, ...]], float] | None:
    """The share of the data that weights put on the right side; None where that is not shown."""
    if config.data.inputs == 1:
        return None
    from engine.two_inputs import TwoInputs

    return TwoInputs.of(config).accuracy


def stride(epochs: int) -> int:
    """Return the smallest of 1, 2, 5, 10, 20, … that leaves at most `LINES` rows, first and last included."""
    power = 1
    while True:
        for digit in (1, 2, 5):
            if epochs // (digit * power) + 2 <= LINES:
                return digit * power
        power *= 10


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def print_json(values: dict[str, Any]) -> None:
    """Print one object on a line of its own."""
    print(json.dumps(values, allow_nan=False))


def _pair(text: str) -> tuple[str, float]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"“{text}” is not NAME=VALUE")
    return lower(name), number(value)


@contextmanager
def on_ctrl_c(stop: Callable[[], None]) -> Iterator[None]:
    """Let Ctrl-C call `stop`: the epoch being computed is still recorded and printed."""
    before = signal.signal(signal.SIGINT, lambda *_: stop())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
