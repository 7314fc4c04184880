"""MNIST into tensors and into batches, against the notebooks' `ToTensor` and `DataLoader`.

Both begin with the same files read; torchvision keeps them as one tensor, too. Where MNIST is not on this
machine, the lines say so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch

from app.bench.measure import Benchmark, Line, median_seconds, ratio, side_by_side
from engine.lab.dataset import Digits
from engine.lab.mnist import find, load

BATCH = 128
"""Images in a batch: as many as the softmax lesson takes."""
Tensor = torch.Tensor


def loading(name: str) -> Line:
    """All images of 0 and 1 as floats in [0, 1], zeros first: bit-equal, or there is no result."""
    from torchvision.datasets import MNIST

    raw = raw_folder()
    digits = load(raw).train

    def ours() -> Tensor:
        return replace(digits).classes((0, 1)).inputs()  # a fresh copy: nothing sorted beforehand

    theirs = stacked(MNIST(str(raw.parents[1]), train=True), (0, 1))
    two = ours()
    if not torch.equal(two, theirs()[:, 0]):
        raise ValueError("the two ways give different images")
    times = _on_one_thread(lambda: side_by_side(ours, theirs, rounds=3))
    with_files = median_seconds(lambda: load(raw).train.classes((0, 1)).inputs(), 5)
    note = f"{with_files * 1e3:.0f} ms, {times[1] / with_files:.0f} times faster, if the files are read, too"
    floor = median_seconds(lambda: np.ones(two.shape, np.float32), 5)  # fresh memory, written once
    return ratio(name, 100.0, times, floor=floor, note=note)


def feeding(name: str) -> Line:
    """All 60,000 images in shuffled batches as floats in [0, 1], against a `DataLoader` with `ToTensor`."""
    raw = raw_folder()
    digits = load(raw).train
    times = _on_one_thread(lambda: side_by_side(lambda: feed(digits), loader(raw), rounds=3, repeats=5))
    return ratio(name, 40.0, times, note=f"batches of {BATCH}, shuffled")


def feed(digits: Digits) -> None:
    """Take every batch of one epoch."""
    for _ in digits.batches(BATCH, torch.randperm(len(digits))):
        pass


def loader(raw: Path) -> Callable[[], None]:
    """The notebooks' epoch without the training."""
    from torchvision.datasets import MNIST
    from torchvision.transforms import ToTensor

    dataset = MNIST(str(raw.parents[1]), train=True, transform=ToTensor())

    def run() -> None:
        for _ in torch.utils.data.DataLoader(dataset, batch_size=BATCH, shuffle=True):
            pass

    return run


def stacked(dataset: Any, classes: tuple[int, ...]) -> Callable[[], Tensor]:
    """The notebooks' tensor of some classes: one list of converted images after another."""
    from torchvision.transforms import ToTensor

    convert = ToTensor()

    def run() -> Tensor:
        images = [convert(image) for wanted in classes for image, label in dataset if label == wanted]
        return torch.stack(images)

    return run


def _on_one_thread(measure: Callable[[], tuple[float, float]]) -> tuple[float, float]:
    """Neither way has work to share; a second thread would only spin."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        return measure()
    finally:
        torch.set_num_threads(threads)


@cache
def raw_folder() -> Path:
    """Return the folder of MNIST's files.

    Raises
    ------
    FileNotFoundError
        If MNIST is nowhere on this machine.
    """
    found = find()
    if found is None:
        raise FileNotFoundError("MNIST is not here; LOSSLAND_MNIST can name the folder above MNIST/raw")
    return found


LINES = (
    Benchmark("mnist-load-0-1", loading),
    Benchmark("mnist-feed", feeding),
)
