"""Maps: many runs at once in closed form, against the notebook's loop of one after the other."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from app.bench.measure import Benchmark, Line, limit, median_seconds, ratio, side_by_side

if TYPE_CHECKING:
    from engine.maps import MapSpec

RUNS = 64
EPOCHS = 1000
TIMED = 100
"""Epochs of the notebook's one run that are timed."""


def many(optimizer: str, name: str) -> Line:
    """64 runs with 64 learning rates, as run-epochs per second."""
    import numpy as np

    from app.bench import notebook
    from engine.lessons import load_lesson
    from engine.maps.rules import RULES
    from engine.maps.slopes import slopes
    from engine.maps.walk import descend
    from engine.optimizers import OPTIMIZERS
    from engine.problem import Problem
    from engine.threads import torch_threads

    config = load_lesson("logistic-bce-sgd-good").config(optimizer=optimizer, epochs=TIMED)
    at = slopes(Problem.of(config))
    starts = np.repeat(np.array(config.start)[:, None], RUNS, axis=1)
    rates = np.geomspace(0.1 * config.lr, 10.0 * config.lr, RUNS)
    hyper = {key: np.full(RUNS, value) for key, value in OPTIMIZERS[optimizer].values(config.hyper).items()}

    def ours() -> None:
        descend(at, RULES[optimizer](rates, hyper), starts, EPOCHS, 0.0)

    with torch_threads(1):  # with more its loop is slower
        times = side_by_side(ours, partial(notebook.train, config, TIMED), repeats=3)
    return ratio(name, 500, times, factor=RUNS * EPOCHS / TIMED, note="64 runs of 1,000 epochs")


def starts(lesson: str, name: str) -> Line:
    """All of the notes' starts, 100 epochs of each, in s."""
    from engine.maps import refined

    spec = _starts(lesson)

    def whole() -> None:
        for _ in refined(spec, doubts=False):
            pass

    return limit(name, 1.0, median_seconds(whole, 3), "s", note=f"{spec.shape[0] * spec.shape[1]:,} starts")


def first_picture(lesson: str, name: str) -> Line:
    """From asking for the map to its coarsest form, in ms."""
    from engine.maps import refined

    spec, times = _starts(lesson), []
    for _ in range(7):
        begun = time.perf_counter()
        next(refined(spec))
        times.append(time.perf_counter() - begun)
    return limit(name, 100.0, 1e3 * sorted(times)[len(times) // 2], "ms")


def _starts(lesson: str) -> MapSpec:
    from engine.lessons import load_lesson
    from engine.maps import make_spec

    loaded = load_lesson(lesson)
    config = loaded.config(epochs=100)
    return make_spec("starts", config, loaded.surface, loaded.step, config.start, config.lr)


LINES = (
    Benchmark("maps-64-runs", partial(many, "sgd")),
    Benchmark("maps-64-runs-adam", partial(many, "adam")),
    Benchmark("maps-starts", partial(starts, "logistic-bce-possible")),
    Benchmark("maps-starts-mse", partial(starts, "logistic-mse-possible")),
    Benchmark("maps-first-picture", partial(first_picture, "logistic-mse-possible")),
)
