"""Loss surfaces against the notebooks' `list(map(loss, w0hat, w1hat))`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.bench.measure import Benchmark, Line, limit, ratio, side_by_side

if TYPE_CHECKING:
    from engine.problem import FloatArray, Problem

SAMPLE = 300
"""Points of the notebook's grid that are timed where all of them would take too long."""
CHECKED = 512
"""Points along each axis of the finest surface."""


class Setting:
    """A lesson's problem, the notes' grid, and both ways over it."""

    def __init__(self, lesson: str, points: int | None = None) -> None:
        import numpy as np

        from engine.lessons import load_lesson
        from engine.problem import Problem

        loaded = load_lesson(lesson)
        self.loss = loaded.loss
        self.problem: Problem = Problem.of(loaded.config())
        box = loaded.surface
        if points is None:  # the notes' own: steps of 0.1
            self.w0: FloatArray = box.w0[0] + 0.1 * np.arange(130, dtype=np.float64)
            self.w1: FloatArray = box.w1[0] + 0.1 * np.arange(110, dtype=np.float64)
        else:
            self.w0 = np.linspace(*box.w0, points, dtype=np.float64)
            self.w1 = np.linspace(*box.w1, points, dtype=np.float64)

    def ours(self, method: str = "auto") -> Callable[[], FloatArray]:
        """The engine's surface on this grid."""
        from engine.surface import surface

        return partial(surface, self.problem, self.w0, self.w1, method=method)  # type: ignore[arg-type]

    def theirs(self, sample: int | None = None) -> tuple[Callable[[], object], float]:
        """The notebook's surface, over all points or `sample` of them, and what share of them that is."""
        import torch

        from app.bench import notebook

        x, y, w0, w1 = (
            torch.tensor(values, dtype=torch.float32)
            for values in (self.problem.x, self.problem.y, self.w0, self.w1)
        )
        linear = self.problem.link == "identity"
        loss = notebook.linear_loss(x, y) if linear else notebook.logistic_loss(x, y, self.loss)
        w0hat, w1hat = notebook.grid_points(w0, w1)
        every = 1 if sample is None else len(w0hat) // sample
        w0hat, w1hat = w0hat[::every][:sample], w1hat[::every][:sample]
        return partial(notebook.surface, loss, w0hat, w1hat), len(self.w0) * len(self.w1) / len(w0hat)

    def judged(self) -> FloatArray:
        """The loss of every datum in float64, summed, at every point."""
        return self.problem.loss(self.w0[:, None], self.w1[None, :])


def prepared(lesson: str, name: str) -> Line:
    """With the data compressed beforehand."""
    setting = Setting(lesson)
    times = side_by_side(setting.ours(), setting.theirs()[0], repeats=40)
    return ratio(name, 1000, times, floor=0.1e-3)


def all_in(name: str) -> Line:
    """With everything from the data on: nothing is cached."""
    from engine.surface import compressed, interpolation

    setting = Setting("logistic-mse-good")
    surface = setting.ours()

    def ours() -> None:
        compressed.compressed_data.cache_clear()
        interpolation.cached_axis.cache_clear()
        surface()

    return ratio(name, 150, side_by_side(ours, setting.theirs()[0], repeats=20))


def logistic_error(name: str) -> Line:
    """Largest error of the compressed surface, on both losses, on the notes' grid and a finer one."""
    import numpy as np

    worst = 0.0
    for lesson in ("logistic-mse-good", "logistic-bce-good"):
        for points in (None, 150):
            setting = Setting(lesson, points)
            worst = max(worst, float(np.abs(setting.ours("compressed")() - setting.judged()).max()))
    return limit(name, 1e-8, worst, "")


def sse(name: str) -> Line:
    """The quadratic form of the linear lesson."""
    setting = Setting("linear")
    return ratio(name, 2000, side_by_side(setting.ours(), setting.theirs()[0], repeats=100), floor=0.02e-3)


def sse_error(name: str) -> Line:
    """Its largest relative error."""
    import numpy as np

    setting = Setting("linear")
    return limit(name, 1e-12, float(np.abs(setting.ours()() / setting.judged() - 1.0).max()), "relative")


def exact(lesson: str, goal: float, name: str) -> Line:
    """Datum by datum, the checker and fallback."""
    setting = Setting(lesson)
    times = side_by_side(setting.ours("exact"), setting.theirs()[0], repeats=5)
    return ratio(name, goal, times)


def finest(name: str) -> Line:
    """512 × 512 points with the data compressed beforehand; the notebook's time from 300 of them."""
    setting = Setting("logistic-mse-good", CHECKED)
    theirs, factor = setting.theirs(SAMPLE)
    times = side_by_side(setting.ours(), theirs, rounds=15, repeats=10)
    return ratio(name, 10_000, times, floor=0.3e-3, factor=factor)


LINES = (
    Benchmark("surface-logistic-mse-prepared", partial(prepared, "logistic-mse-good")),
    Benchmark("surface-logistic-bce-prepared", partial(prepared, "logistic-bce-good")),
    Benchmark("surface-logistic-all-in", all_in),
    Benchmark("surface-logistic-error", logistic_error),
    Benchmark("surface-sse", sse),
    Benchmark("surface-sse-error", sse_error),
    Benchmark("surface-exact-mse", partial(exact, "logistic-mse-good", 20)),
    Benchmark("surface-exact-bce", partial(exact, "logistic-bce-good", 12)),
    Benchmark("surface-512", finest),
)
