"""One drawing read at each move of the pen, while something trains at full speed in another thread."""

from __future__ import annotations

import statistics
import sys
import threading
import time
from collections.abc import Iterable

from app.bench.measure import Benchmark, Line, limit

MOVES = 1000
PAUSE = 0.003
"""Seconds between two moves of the pen: a little less than a fast mouse leaves."""
SWITCH_INTERVAL = 0.0005
"""Seconds a thread may keep the interpreter when another asks for it: the program's own setting."""


def classify(name: str) -> Line:
    """Beside a run of the Descent tab."""
    return _beside(name, _Run())


def classify_beside_rows(name: str) -> Line:
    """Beside the lab’s training of softmax regression: many short steps, each wants the interpreter."""
    return _beside(name, _LabTraining("softmax"))


def classify_beside_cnn(name: str) -> Line:
    """Beside the lab's training of its convolutional network: few long steps, each of which fills a core."""
    return _beside(name, _LabTraining("cnn"))


def _beside(name: str, training: _Training) -> Line:
    """Preparation and classification of a growing drawing: the time that 99 of 100 moves stay below."""
    import numpy as np

    from engine.digits.classifier import Classifier
    from engine.digits.prepare import prepare_strokes

    classifier = Classifier()
    around = np.linspace(0, 2 * np.pi, MOVES + 1)
    eight = np.column_stack([np.sin(2 * around), -1.6 * np.cos(around)])
    times = []

    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL)
    training.start()
    try:
        training.wait_until_under_way()
        begun = training.steps
        for points in range(2, MOVES + 2):
            start = time.perf_counter()
            probabilities = classifier.classify(prepare_strokes([eight[:points]]))
            times.append(time.perf_counter() - start)
            time.sleep(PAUSE)
        done = training.steps - begun
    finally:
        training.stop()
        sys.setswitchinterval(before)
    if probabilities.argmax() != 8:
        raise ValueError(f"an 8 was read as {probabilities.argmax()}")
    if not done:
        raise ValueError("nothing was trained meanwhile")
    slow = statistics.quantiles(times, n=100)[98]
    note = f"median {statistics.median(times) * 1e3:.2f} ms beside {done} {training.unit} of training"
    return limit(name, 5.0, slow * 1e3, "ms", note=note)


class _Training(threading.Thread):
    """Trains at full speed, over and over, until it is stopped.

    Attributes
    ----------
    steps, unit
        How many are done, and what they are called.
    """

    unit = ""
    enough = 0
    """Steps after which it is under way: the first optimizer imports half of torch, once."""

    def __init__(self) -> None:
        super().__init__(name="training beside the digits")
        self.steps = 0
        self._stopped = threading.Event()

    def run(self) -> None:
        from engine.threads import stand_back

        stand_back()  # as in the window
        while not self._stopped.is_set():
            for _ in self.once():
                self.steps += 1
                if self._stopped.is_set():
                    break

    def once(self) -> Iterable[object]:
        """Return the steps of a new training, each done when it is asked for."""
        raise NotImplementedError

    def wait_until_under_way(self) -> None:
        """Wait for the first `enough` steps."""
        while self.steps < self.enough and self.is_alive():
            time.sleep(0.01)

    def stop(self) -> None:
        self._stopped.set()
        self.join()


class _Run(_Training):
    """A lesson of two weights."""

    unit = "epochs"
    enough = 1000

    def once(self) -> Iterable[object]:
        from engine.lessons import load_lesson
        from engine.session import Session

        return Session(load_lesson("logistic-mse-good").config(epochs=1000))


class _LabTraining(_Training):
    """A network of the lab learns scikit-learn's digits, batch by batch, on as many threads as in the window.

    How long a batch takes does not depend on what the images show.
    """

    unit = "batches"
    enough = 50

    def __init__(self, network: str) -> None:
        super().__init__()
        self._network = network

    def once(self) -> Iterable[object]:
        import torch

        from engine.lab.bundled import load_bundled
        from engine.lab.config import TrainConfig
        from engine.lab.networks import PRESETS
        from engine.lab.training import Training
        from engine.qt_lab import threads

        config = TrainConfig(PRESETS[self._network], "cross-entropy", "adam", 1e-3, epochs=1000)
        torch.set_num_threads(threads(config))  # of this thread alone
        return Training(config, load_bundled())


LINES = (
    Benchmark("digit-classify-p99-while-training", classify),
    Benchmark("digit-classify-p99-while-softmax-trains", classify_beside_rows),
    Benchmark("digit-classify-p99-while-cnn-trains", classify_beside_cnn),
)
