"""Train a lesson of the MNIST lab and print its epochs, as a table with a progress bar or as JSON."""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, cast

from app.cli.progress import ProgressLine
from app.cli.run import INTERRUPTED, on_ctrl_c, print_json, stride
from engine.errors import InputError
from engine.lab.config import TrainConfig
from engine.lab.lessons import LabLesson, LabOverrides, load_lab_lesson
from engine.optimizers import OPTIMIZERS
from engine.threads import torch_threads

if TYPE_CHECKING:
    from engine.lab.dataset import DataSet
    from engine.lab.ending import Picked
    from engine.lab.records import LabEpoch
    from engine.lab.training import Record, Training

THREADS = 2
"""A batch of MNIST is worth two cores; more of them mostly wait for each other."""
NOT_TAKEN = (
    "w0",
    "w1",
    "loss",
    "batch",
    "batch_seed",
    "schedule",
    "schedule_hyper",
    "freeze",
    "init",
    "init_seed",
    "model",
)
"""Options of `run` that the lab's lessons do not have."""
UPDATE_WORK = 3
"""An image's forward pass, and then backward and update, against the forward pass of classifying one."""


def main(args: argparse.Namespace) -> int:
    """Train, printing as it goes; Ctrl-C ends the training, which is then marked as stopped."""
    lesson = load_lab_lesson(args.lesson)
    config = configure(lesson, args)

    # NumPy and torch: only once the input is known to be good.
    from engine.devices import check_device
    from engine.lab.training import Training

    check_device(args.device)
    data = find_data(lesson, args.data)
    twin = lesson.twin(config)
    trainings = [Training(each, data, device=args.device) for each in (config, twin) if each is not None]

    def stop() -> None:
        for training in trainings:
            training.stop()

    line = ProgressLine(sys.stderr)
    printer = (_Json if args.json else _Table)(lesson, trainings, data)
    last: list[LabEpoch] = []
    with torch_threads(THREADS), on_ctrl_c(stop):
        for found in _rounds(trainings, line):
            line.clear()
            printer.show(found)
            last = found
    line.clear()
    end = _end(trainings)
    printer.close(end, last, _ending(lesson, trainings[0], data) if end == "finished" else {})
    return INTERRUPTED if end == "stopped" else 0


def configure(lesson: LabLesson, args: argparse.Namespace) -> TrainConfig:
    """Return the lesson's training with what the command line replaces.

    Raises
    ------
    InputError
        If a value is out of range or does not fit the others, or the lab has no such setting.
    """
    for name in NOT_TAKEN:
        if getattr(args, name) is not None:
            raise InputError("lab-not-taken", option=f"--{name.replace('_', '-')}", lesson=lesson.name)
    given = {name: getattr(args, name) for name in ("lr", "epochs", "optimizer", "seed")}
    given["hyper"] = tuple(args.hyper) if args.hyper else None
    return lesson.config(**cast(LabOverrides, {name: v for name, v in given.items() if v is not None}))


def find_data(lesson: LabLesson, folder: str | None) -> DataSet:
    """Return MNIST from `folder`, or from where it usually is.

    Raises
    ------
    InputError
        `mnist-nowhere` if it is not found, or what is wrong with its files.
    """
    from app.lab.data import download_root
    from engine.lab.mnist import find, load

    found = find(folder, download_root())
    if found is None:
        raise InputError("mnist-nowhere", lesson=lesson.name)
    return load(found)


def _rounds(trainings: list[Training], line: ProgressLine) -> Iterator[list[LabEpoch]]:
    """Train all of them epoch by epoch, side by side, and give the records of each epoch."""
    from engine.lab.records import LabEpoch

    while True:
        found = []
        for place, training in enumerate(trainings):
            for record in training:
                if isinstance(record, LabEpoch):
                    found.append(record)
                    break
                line.show(*_progress(trainings, place, record))
        if len(found) < len(trainings):
            return
        yield found


def _progress(trainings: list[Training], place: int, record: Record) -> tuple[float, str]:
    """How much of all work is done, and where that is."""
    from engine.lab.records import BatchRecord

    training = trainings[place]
    train, test = training.images
    whole = UPDATE_WORK * train + train + test
    if isinstance(record, BatchRecord):
        done, where = UPDATE_WORK * train * record.batch / record.batches, f"batch {record.batch}"
    else:
        done, where = UPDATE_WORK * train + getattr(record, "done", 0), "classifying"
    epochs = (record.epoch - 1) * len(trainings) + place + done / whole
    share = epochs / (training.config.epochs * len(trainings))
    return share, f"epoch {record.epoch} of {training.config.epochs}, {where}"


def _end(trainings: list[Training]) -> str:
    """How the trainings ended: as the first one that did not finish."""
    return next((str(one.end) for one in trainings if one.end != "finished"), "finished")


def _ending(lesson: LabLesson, training: Training, data: DataSet) -> dict[str, Any]:
    """What the lesson shows after its last epoch: a test image picked at random, and what a slip costs."""
    from engine.lab.ending import pick, undivided_accuracy

    if lesson.pick is None:
        return {}
    picked = pick(training.network, data.test, training.config, lesson.pick)
    undivided = undivided_accuracy(training.network, data.test, training.config)
    return {"picked": picked, "test_accuracy_undivided": undivided}


class _Json:
    """One object an epoch, then one for how the training ended."""

    def __init__(self, lesson: LabLesson, trainings: list[Training], data: DataSet) -> None:
        self._lesson, self._trainings, self._data = lesson, trainings, data

    def show(self, records: list[LabEpoch]) -> None:
        shown = _numbers(records[0])
        for second in records[1:]:
            shown["second"] = {"loss_name": self._lesson.second, **_numbers(second)}
        print_json(shown)

    def close(self, end: str, last: list[LabEpoch], ending: dict[str, Any]) -> None:
        training, lesson = self._trainings[0], self._lesson
        config = training.config
        shown = {name: asdict(v) if name == "picked" else v for name, v in ending.items()}
        print_json(
            {
                "end": end,
                "epochs": training.epoch,
                "lesson": lesson.name,
                "train_accuracy": last[0].train_accuracy if last else None,
                "test_accuracy": last[0].test_accuracy if last else None,
                "expected": asdict(lesson.expected),
                **shown,
                "run": {
                    "data": self._data.name,
                    "digits": config.digits,
                    "images": training.images,
                    "network": str(config.network),
                    "parameters": config.network.parameters,
                    "loss": config.loss,
                    "second_loss": lesson.second,
                    "optimizer": config.optimizer,
                    "hyper": OPTIMIZERS[config.optimizer].values(config.hyper),
                    "lr": config.lr,
                    "batch": config.batch,
                    "shuffle": config.shuffle,
                    "drop_last": config.drop_last,
                    "seed": config.seed,
                    "device": training.device,
                },
            }
        )


class _Table:
    """A heading, aligned columns thinned to a few rows, and how the training ended."""

    def __init__(self, lesson: LabLesson, trainings: list[Training], data: DataSet) -> None:
        self._lesson, self._trainings, self._data = lesson, trainings, data
        config = trainings[0].config
        self._every = stride(config.epochs)
        self._unprinted: list[LabEpoch] = []
        self._apart = 0.0  # the two losses of a lesson that compares them
        train, test = trainings[0].images
        losses = " and ".join(training.config.rule.label for training in trainings)
        batch = f"batches of {config.batch}" if config.batch else "one full batch"
        optimizer = OPTIMIZERS[config.optimizer].label
        print(f"{lesson.name}: {config.network}, {config.network.parameters:,} parameters")
        print(f"{losses}, {optimizer}, learning rate {config.lr:g}, {batch}, {trainings[0].device}")
        print(f"{data.name}: {train:,} images to learn from, {test:,} to test with")
        columns = ["loss", *(["second loss"] if lesson.second else []), "train", "test", "seconds"]
        print(f"{'epoch':>7} " + " ".join(f"{column:>12}" for column in columns))

    def show(self, records: list[LabEpoch]) -> None:
        self._unprinted = records
        self._apart = max(self._apart, abs(records[0].loss - records[-1].loss))
        if records[0].epoch % self._every == 0 or records[0].epoch == 1:
            self._print_row()

    def _print_row(self) -> None:
        records, self._unprinted = self._unprinted, []
        first = records[0]
        losses = " ".join(f"{record.loss:12.6f}" for record in records)
        seconds = math.fsum(record.seconds for record in records)
        accuracies = f"{first.train_accuracy:12.4f} {first.test_accuracy:12.4f}"
        print(f"{first.epoch:7d} {losses} {accuracies} {seconds:12.3f}", flush=True)

    def close(self, end: str, last: list[LabEpoch], ending: dict[str, Any]) -> None:
        if self._unprinted:
            self._print_row()
        print(f"{end} after epoch {self._trainings[0].epoch}")
        expected = self._lesson.expected
        comparable = self._trainings[0].config == self._lesson.train and self._data.source == "mnist"
        if self._lesson.second and last:
            print(f"The two losses differ by {self._apart:.1g} at most")
        if end == "finished" and comparable and (expected.train or expected.test):
            known = ((expected.train, "train"), (expected.test, "test"))
            numbers = ", ".join(f"{name} {value:.4f}" for value, name in known if value is not None)
            print(f"{'Recomputed from the notes' if expected.recomputed else 'The notes'}: {numbers}")
        if ending:
            self._print_ending(ending["picked"], ending["test_accuracy_undivided"])

    @staticmethod
    def _print_ending(picked: Picked, undivided: float) -> None:
        from engine.lab.ending import WHY_UNDIVIDED

        print(f"Test image {picked.index}, picked at random: its label is {picked.label}, ", end="")
        print(f"it is read as {picked.prediction}")
        print(f"On test images not divided by 255: {undivided:.4f}. {WHY_UNDIVIDED}")


def _numbers(record: LabEpoch) -> dict[str, Any]:
    return {
        "epoch": record.epoch,
        "loss": record.loss,
        "train_accuracy": record.train_accuracy,
        "test_accuracy": record.test_accuracy,
    }
