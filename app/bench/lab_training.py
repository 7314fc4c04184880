"""Training on MNIST against the notebooks' way: an epoch of softmax regression, and the way to an accuracy.

What is ours, network and all, was chosen by its accuracy on the last 10,000 training images after it had
learnt from the other 50,000, with the same three seeds. Here it learns from all 60,000 and is then held
against the test images, once; a recipe that misses its accuracy with one of the seeds fails its line. The
notebook may look at the test images after each epoch, at no cost, and stops as soon as it is there; it looks
with our loop, which gives the notebook's numbers, and its time is that of a part of its batches times all it
needs; where it was stopped on the way, the ratio is a lower bound. Everything is timed on one thread, which
is what the window trains with where there are two cores: with more, the ratio would say what else the machine
is doing.
"""

from __future__ import annotations

import statistics
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import torch

from app.bench.lab_data import raw_folder
from app.bench.lab_notebook import Notebook, mnist
from app.bench.measure import Benchmark, Line, ratio, seconds
from engine.lab.config import TrainConfig
from engine.lab.dataset import DataSet
from engine.lab.lessons import load_lab_lesson
from engine.lab.mnist import load
from engine.lab.networks import MLP32, MLP256, parse
from engine.lab.training import Training
from engine.threads import torch_threads

SEEDS = (1, 2, 3)
PART = 60
"""The notebook's batches that are timed in each round; as many rounds as seeds."""
MOST_EPOCHS = 20
"""After so many, a notebook's training is stopped, if it is not there before."""
MOST_CNN_EPOCHS = 6
"""The same for its CNN, an epoch of which takes half a minute."""
TOLERANCE = 1e-5
"""Largest relative difference of the average cost of an epoch, in float32."""
COURSE_CNN = "1×28×28-Conv(32,3)-ReLU-MaxPool(2)-Conv(64,3)-ReLU-MaxPool(2)-Flatten-10"
"""The small CNN of the lecture from which the softmax lesson comes (“Deep Learning Zero to All”, lab 10)."""
FAST_CNN = (
    "1×28×28-Conv(16,5,0,3)-BatchNorm-ReLU-Conv(32,3,0)-BatchNorm-ReLU-Conv(32,3,0)-BatchNorm-ReLU-Flatten-10"
)
"""Windows that stand three pixels apart do without pooling and leave the other layers little to do."""


class Recipe(NamedTuple):
    """How an accuracy is reached: by us, in so many epochs, and by the notebook, in so many at most."""

    accuracy: float
    ours: TrainConfig
    theirs: TrainConfig


def softmax_epoch(name: str) -> Line:
    """An epoch of the softmax lesson, 468 batches of 128: the same costs, or there is no result."""
    config = load_lab_lesson("mnist-softmax").train
    training = _training(config)

    def epoch() -> list[float]:
        records = [training.train_batch() for _ in range(training.batches)]
        return [record.loss for record in records if record and record.loss is not None]

    with torch_threads(1), torch.random.fork_rng(devices=[]):
        notebook = _notebook(config)
        costs: list[tuple[float, float]] = []

        def both() -> tuple[float, float]:
            found: list[list[float]] = []
            theirs = seconds(lambda: found.append(notebook.train(notebook.batches)))
            ours = seconds(lambda: found.append(epoch()))
            costs.append((statistics.fmean(found[1]), statistics.fmean(found[0])))
            return ours, theirs

        times = _medians([both() for _ in SEEDS])
    apart = max(abs(ours / theirs - 1) for ours, theirs in costs)
    if not apart <= TOLERANCE:
        raise ValueError(f"the costs differ by {apart:.1e}")
    return ratio(
        name, 10, times, floor=45e-3, note=f"average costs of {len(costs)} epochs equal to {apart:.0e}"
    )


def to_95(name: str) -> Line:
    """784-32-10 to 95 % of the test images."""
    theirs = TrainConfig(MLP32, "cross-entropy", "sgd", 0.1, MOST_EPOCHS, seed=1)
    ours = replace(theirs, optimizer="nesterov", lr=0.2, epochs=1, batch=64, schedule="one-cycle", fused=True)
    return _race(name, 35, Recipe(0.95, ours, theirs))


def to_97(name: str) -> Line:
    """784-256-10 to 97 % of the test images."""
    theirs = TrainConfig(MLP256, "cross-entropy", "adam", 0.001, MOST_EPOCHS, seed=1)
    ours = replace(theirs, optimizer="nesterov", lr=0.2, epochs=2, schedule="one-cycle", fused=True)
    return _race(name, 8, Recipe(0.97, ours, theirs), floor=0.5)


def to_99(name: str) -> Line:
    """A small CNN to 99 % of the test images."""
    theirs = TrainConfig(parse(COURSE_CNN), "cross-entropy", "adam", 0.001, MOST_CNN_EPOCHS, seed=1)
    ours = replace(
        theirs,
        network=parse(FAST_CNN),
        optimizer="nesterov",
        hyper=(("weight_decay", 1e-3),),
        lr=0.2,
        epochs=3,
        schedule="one-cycle",
        fused=True,
    )
    note = f"ours is {FAST_CNN}, the notebook’s {COURSE_CNN}"
    return _race(name, 20, Recipe(0.99, ours, theirs), floor=1.0, note=note)


def _race(name: str, goal: float, recipe: Recipe, floor: float | None = None, note: str = "") -> Line:
    """Time ours with every seed, and parts of the notebook's, in turns; hold both to the accuracy."""
    reached: list[float] = []

    def train(seed: int) -> Training:
        training = _training(replace(recipe.ours, seed=seed))
        for _ in range(training.batches * recipe.ours.epochs):
            training.train_batch()
        return training

    with torch_threads(1), torch.random.fork_rng(devices=[]):
        _training(recipe.ours).train_batch()  # what torch does once only: imports, a choice of kernels
        notebook = _notebook(recipe.theirs)

        def both(seed: int) -> tuple[float, float]:
            theirs = seconds(lambda: notebook.train(PART))
            ended: list[Training] = []
            ours = seconds(lambda: ended.append(train(seed)))
            reached.append(ended[0].test_accuracy())
            return ours, theirs

        times = _medians([both(seed) for seed in SEEDS])
    shown = ", ".join(f"{share:.2%}" for share in reached)
    if not min(reached) >= recipe.accuracy:
        raise ValueError(f"{recipe.accuracy:.0%} of the test images missed: {shown}")
    with torch_threads(1):
        epochs, there = epochs_to(recipe.accuracy, _training(recipe.theirs))
    said = f"test {shown} with three seeds, the notebook {there:.2%} after {epochs} epochs"
    if there < recipe.accuracy:
        said += ", where it was stopped: the ratio is a lower bound"
    factor = epochs * notebook.batches / PART
    return ratio(name, goal, times, floor=floor, factor=factor, note="; ".join(filter(None, (said, note))))


def epochs_to(accuracy: float, training: Training) -> tuple[int, float]:
    """Return after how many epochs that share of the test images is classified rightly, and which share is.

    The training's last epoch is the last, whatever it has reached.
    """
    reached = 0.0
    for epoch in range(1, training.config.epochs + 1):
        for _ in range(training.batches):
            training.train_batch()
        reached = training.test_accuracy()
        if reached >= accuracy:
            return epoch, reached
    return training.config.epochs, reached


def _medians(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    ours, theirs = zip(*pairs, strict=True)
    return statistics.median(ours), statistics.median(theirs)


def _notebook(config: TrainConfig) -> Notebook:
    """The notebook's training, warmed up: its first batches import and allocate."""
    Notebook(mnist(raw_folder()), config).train(3)
    return Notebook(mnist(raw_folder()), config)


def _training(config: TrainConfig) -> Training:
    return Training(config, _data())


@cache
def _data() -> DataSet:
    return load(raw_folder())


LINES = (
    Benchmark("lab-training-softmax-epoch", softmax_epoch),
    Benchmark("lab-training-mlp32-95", to_95),
    Benchmark("lab-training-mlp256-97", to_97),
    Benchmark("lab-training-cnn-99", to_99),
)
"""Training on MNIST."""
