"""Previews of 1,000 epochs: how long they take, and how well the real run keeps to them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.bench.measure import Benchmark, Line, limit, median_seconds, ratio, side_by_side
from engine.optimizers import OPTIMIZERS

if TYPE_CHECKING:
    from engine.config import RunConfig

EPOCHS = 1000
AGREEMENT = 5e-6
STABLE = (
    "linear",
    "linear-lr-0.0038",
    "logistic-mse-good",
    "logistic-mse-sgd-bad",
    "logistic-bce-worst",
    "logistic-bce-adam-good",
    "logistic-toy",
)


def _config(lesson: str, optimizer: str) -> RunConfig:
    from engine.lessons import load_lesson

    return load_lesson(lesson).config(optimizer=optimizer, epochs=EPOCHS)


def duration(optimizer: str, name: str) -> Line:
    """Median on the lesson that takes longest: 2,000 data, squared errors through a sigmoid."""
    from engine.preview import preview

    config = _config("logistic-mse-sgd-good", optimizer)
    milliseconds = 1e3 * median_seconds(partial(preview, config), 15)
    return limit(name, 12.0, milliseconds, "ms")


def against_notebook(name: str) -> Line:
    """Against the notebook's loop, which has to run to know where it goes."""
    from app.bench import notebook
    from engine.preview import preview

    config = _config("logistic-bce-adam-good", "adam")
    times = side_by_side(partial(preview, config), partial(notebook.train, config, EPOCHS), repeats=5)
    return ratio(name, 25, times, floor=1e-3, note="1,000 epochs of Adam")


def error(name: str) -> Line:
    """Largest distance to the real run, in units of 5e-6 · max(1, |w|), over lessons × optimizers.

    Epochs that the preview itself calls uncertain are left out, and counted.
    """
    import numpy as np

    from engine.preview import preview
    from engine.session import Session

    worst, uncertain = 0.0, 0
    for lesson in STABLE:
        for optimizer in OPTIMIZERS:
            config = _config(lesson, optimizer)
            seen = preview(config)
            path = np.array([record.w for record in Session(config)])
            apart = np.abs(seen.path - path) / (AGREEMENT * np.maximum(1.0, np.abs(path)))
            worst = max(worst, float(apart[: seen.uncertain_from].max()))
            uncertain += 0 if seen.uncertain_from is None else len(path) - seen.uncertain_from
    share = uncertain / (len(STABLE) * len(OPTIMIZERS) * (EPOCHS + 1))
    return limit(name, 1.0, worst, "× 5e-6", note=f"{share:.0%} of the epochs called uncertain and left out")


LINES = (
    *(Benchmark(f"preview-{optimizer}", partial(duration, optimizer)) for optimizer in OPTIMIZERS),
    Benchmark("preview-ratio", against_notebook),
    Benchmark("preview-error", error),
)
