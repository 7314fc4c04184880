"""Own data: a surface under a dragged point, a fine surface of many points, a long table."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from app.bench.measure import Benchmark, Line, limit, median_seconds, ratio, side_by_side

if TYPE_CHECKING:
    from engine.problem import Problem

MANY = 100_000
"""Data that a surface is drawn of."""
SAMPLE = 300
"""Points of the grid at which the notebook's way is timed."""
FINE = 512
"""Points along each axis of the fine surface."""
ROWS = 1_000_000
"""Rows of the table: as many as are read at all."""


def _problem(loss: str) -> Problem:
    from engine.config import OWN, DataSpec
    from engine.generator import generate
    from engine.lessons import load_lesson
    from engine.problem import Problem

    data = DataSpec(OWN, own=generate("sigmoid", MANY, 0.0, (-1.0, 5.0)))
    return Problem.of(load_lesson(f"logistic-{loss}-good").config(data=data))


def drag(name: str) -> Line:
    """One move of a datum: the notes' 130 × 110 surface and the preview of 100 epochs, the slower loss."""
    import numpy as np

    from engine.lessons import load_lesson
    from engine.preview import trace
    from engine.surface.living import LivingSurface

    box = load_lesson("logistic-mse-good").surface
    w0 = box.w0[0] + 0.1 * np.arange(130, dtype=np.float64)
    w1 = box.w1[0] + 0.1 * np.arange(110, dtype=np.float64)

    def seconds_a_move(loss: str) -> float:
        config = load_lesson(f"logistic-{loss}-good").config()
        living = LivingSurface(_problem(loss), w0, w1)
        places = cycle(np.linspace(-1.5, 1.5, 101).tolist())  # beyond both ends of the data, too

        def move() -> None:
            living.moved(MANY // 3, next(places), 1.0)
            trace(living.problem(), config)

        return median_seconds(move, 100)

    slowest = max(seconds_a_move("mse"), seconds_a_move("bce"))
    return limit(name, 8.0, slowest * 1e3, "ms", note="one datum among 100,000, its preview included")


def finest(name: str) -> Line:
    """512 × 512 points of 100,000 data, compressed beforehand; the notebook's time from 300 of them."""
    import numpy as np
    import torch

    from app.bench import notebook
    from engine.lessons import load_lesson
    from engine.surface import surface

    problem, box = _problem("mse"), load_lesson("logistic-mse-good").surface
    axes = [np.linspace(*ends, FINE, dtype=np.float64) for ends in (box.w0, box.w1)]
    x, y, w0, w1 = (torch.tensor(values, dtype=torch.float32) for values in (problem.x, problem.y, *axes))
    w0hat, w1hat = notebook.grid_points(w0, w1)
    every = len(w0hat) // SAMPLE
    w0hat, w1hat = w0hat[::every][:SAMPLE], w1hat[::every][:SAMPLE]
    loss = notebook.logistic_loss(x, y, "mse")
    times = side_by_side(
        lambda: surface(problem, *axes), lambda: notebook.surface(loss, w0hat, w1hat), rounds=5, repeats=20
    )
    return ratio(name, 10_000, times, floor=0.3e-3, factor=FINE * FINE / len(w0hat))


def million(name: str) -> Line:
    """Reading a million rows of two columns from the bytes of a CSV file."""
    import numpy as np

    from engine.table import read_table

    rows = np.random.default_rng(0).normal(size=(ROWS, 2)).tolist()
    content = ("x,y\n" + "\n".join(f"{x:.6f},{y:.6f}" for x, y in rows)).encode()
    return limit(name, 1.5, median_seconds(lambda: read_table(content), 3), "s", note="a million rows")


LINES = (
    Benchmark("surface-drag-datum", drag),
    Benchmark("surface-512-100k", finest),
    Benchmark("csv-million", million),
)
"""Own data, where there are many."""
