"""One drawing read at each move of the pen, while a run trains at full speed in another thread."""

from __future__ import annotations

import statistics
import sys
import threading
import time

from app.bench.measure import Benchmark, Line, limit

MOVES = 1000
PAUSE = 0.003
"""Seconds between two moves of the pen: a little less than a fast mouse leaves."""
SWITCH_INTERVAL = 0.0005
"""Seconds a thread may keep the interpreter when another asks for it: the program's own setting."""


def classify(name: str) -> Line:
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
    training = _Training()
    training.start()
    try:
        training.wait_until_under_way()
        for points in range(2, MOVES + 2):
            start = time.perf_counter()
            probabilities = classifier.classify(prepare_strokes([eight[:points]]))
            times.append(time.perf_counter() - start)
            time.sleep(PAUSE)
    finally:
        training.stop()
        sys.setswitchinterval(before)
    if probabilities.argmax() != 8:
        raise ValueError(f"an 8 was read as {probabilities.argmax()}")
    slow = statistics.quantiles(times, n=100)[98]
    note = f"median {statistics.median(times) * 1e3:.2f} ms beside {training.epochs} epochs of training"
    return limit(name, 5.0, slow * 1e3, "ms", note=note)


class _Training(threading.Thread):
    """Runs a lesson at full speed, over and over, until it is stopped."""

    def __init__(self) -> None:
        super().__init__(name="training beside the digits")
        self.epochs = 0
        self._stopped = threading.Event()

    def run(self) -> None:
        from engine.lessons import load_lesson
        from engine.session import Session

        config = load_lesson("logistic-mse-good").config(epochs=1000)
        while not self._stopped.is_set():
            for _ in Session(config):
                self.epochs += 1
                if self._stopped.is_set():
                    break

    def wait_until_under_way(self) -> None:
        """Wait for the first thousand epochs: the first optimizer imports half of torch, once."""
        while self.epochs < 1000 and self.is_alive():
            time.sleep(0.01)

    def stop(self) -> None:
        self._stopped.set()
        self.join()


LINES = (Benchmark("digit-classify-p99-while-training", classify),)
