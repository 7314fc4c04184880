"""Races against single runs, and what the time machine costs; recorded as the window records them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.bench.measure import Benchmark, Line, limit, median_seconds, side_by_side
from engine.optimizers import OPTIMIZERS

if TYPE_CHECKING:
    from engine.config import RunConfig
    from engine.timeline import Timeline

EPOCHS = 200
RUNS = 8
LOGISTIC = "logistic-mse-good"
"""2,000 data, a sigmoid: the course's dearest epoch."""
OPTIMIZERS_MIXED = (*OPTIMIZERS, "adam")
"""All there are, and one twice: eight."""


@contextmanager
def _one_thread() -> Iterator[None]:
    """As the program trains: for two weights a second thread only spins."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _train(configs: Sequence[RunConfig]) -> list[Timeline]:
    """Run to the end, every epoch recorded, with checkpoints."""
    from engine.race import Race
    from engine.timeline import Timeline

    race = Race(configs)
    timelines = [Timeline() for _ in configs]
    for timeline, config in zip(timelines, configs, strict=True):
        timeline.begin(config)
    moments = [partial(race.moments, place) for place in range(len(configs))]
    while found := race.step():
        for place, record in found:
            timelines[place].append(record, moments[place])
    return timelines


def eight(lesson: str, kind: str, name: str) -> Line:
    """An epoch of eight runs against an epoch of one: the mean of those eight, each trained alone."""
    from engine.lessons import load_lesson

    one = load_lesson(lesson).config(lr=1e-4, epochs=EPOCHS)
    if kind == "optimizers":
        configs = [replace(one, optimizer=optimizer, hyper=()) for optimizer in OPTIMIZERS_MIXED]
    elif kind == "rates":
        configs = [replace(one, lr=1e-4 * (k + 1)) for k in range(RUNS)]
    else:
        configs = [replace(one, optimizer="adam", start=(0.1 * k, 1.0)) for k in range(RUNS)]

    def alone() -> None:
        for config in configs:
            _train([config])

    with _one_thread():
        together, apart = side_by_side(partial(_train, configs), alone, rounds=7, repeats=2)
    each = apart / RUNS
    note = f"{1e6 * together / EPOCHS:.0f} µs against {1e6 * each / EPOCHS:.0f} µs"
    return limit(name, 3.0, together / each, "×", note=note)


def checkpoints(name: str) -> Line:
    """What is added to an epoch of Adam's, which has most to remember, by the checkpoints of its timeline."""
    from engine.lessons import load_lesson
    from engine.race import Race
    from engine.records import History

    config = load_lesson("linear").config(optimizer="adam", epochs=2 * EPOCHS)

    def records_only() -> None:
        race, history = Race([config]), History()
        while found := race.step():
            history.append(found[0][1])

    with _one_thread():
        whole, bare = side_by_side(partial(_train, [config]), records_only, rounds=15, repeats=1)
    return limit(
        name, 10.0, 100 * (whole / bare - 1), "%", note=f"{1e6 * bare / config.epochs:.0f} µs an epoch"
    )


def state_at(epochs: int, goal: float, name: str) -> Line:
    """Median time to be at any of the epochs of a long run of Adam's, spread over all of it, in ms."""
    from engine.lessons import load_lesson

    config = load_lesson("logistic-toy").config(optimizer="adam", lr=1e-3, epochs=1000)
    with _one_thread():
        timeline = _lengthened(config, epochs)
        asked = iter(range(epochs - 1, 0, -(epochs // 60) - 1))
        milliseconds = 1e3 * median_seconds(lambda: timeline.state_at(next(asked)), 50)
    return limit(name, goal, milliseconds, "ms")


def _lengthened(config: RunConfig, epochs: int) -> Timeline:
    """A timeline as long as a run of `epochs`, without the time that would take: only updates, no passes.

    The gradients are those of a shallow bowl around (0, 0); the weights are what the real optimizer makes.
    """
    import torch

    from engine.optimizers import build
    from engine.records import EpochRecord
    from engine.stack import parted
    from engine.timeline import Timeline
    from engine.update import Update

    w = torch.tensor([config.start], requires_grad=True)  # (1, 2)
    w.grad = torch.empty(1, 2)
    optimizer = build(config, [w])
    update = Update(optimizer)
    timeline = Timeline()
    timeline.begin(config)
    with torch.no_grad():
        for epoch in range(epochs):
            if epoch:
                update()
            ((w0, w1),) = w.tolist()
            torch.mul(w, 1e-3, out=w.grad)
            ((grad0, grad1),) = w.grad.tolist()
            record = EpochRecord(epoch, (w0, w1), 0.0, (grad0, grad1))
            timeline.append(record, lambda: parted(optimizer.state[w], 0))
    return timeline


LINES = (
    Benchmark("race-8-vs-1", partial(eight, LOGISTIC, "optimizers")),
    Benchmark("race-8-vs-1-linear", partial(eight, "linear", "optimizers")),
    Benchmark("race-8-rates", partial(eight, LOGISTIC, "rates")),
    Benchmark("race-8-starts", partial(eight, LOGISTIC, "starts")),
    Benchmark("timeline-share", checkpoints),
    Benchmark("state-at-64k", partial(state_at, 65_536, 3.0)),
    Benchmark("state-at-million", partial(state_at, 1_000_000, 30.0)),
)
