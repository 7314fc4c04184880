"""What each lesson tells a student to look for is true: its numbers are computed here by real runs."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from engine.config import DataSpec
from engine.curvature import curvature
from engine.lessons import lesson_names, load_lesson
from engine.maps import KINDS, NEVER, RunMap, make_spec, refined
from engine.numerals import significant
from engine.own_lesson import own_of
from engine.preview import preview
from engine.problem import Problem
from engine.records import EpochRecord
from engine.session import Session
from engine.stability import limit

pytestmark = pytest.mark.usefixtures("one_thread")

Run = list[EpochRecord]


@cache
def run_of(name: str, extra: int = 0) -> Run:
    """The lesson's records, and those of `extra` epochs more."""
    config = load_lesson(name).config()
    return list(Session(replace(config, epochs=config.epochs + extra)))


def digits(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace("-", "−")


def size(record: EpochRecord) -> float:
    return math.hypot(*record.grad)


def growth(name: str) -> str:
    """By what the loss grows an epoch in the end, when the lesson is run on until it diverges."""
    run = run_of(name, 4000)
    ratio = run[-1].loss / run[-2].loss
    return digits(ratio, 3 if ratio < 2 else 2)


def first(run: Run, holds: Callable[[EpochRecord], bool]) -> str:
    """The first epoch at which `holds` is true."""
    return str(next(record.epoch for record in run if holds(record)))


def diverged_at(name: str) -> str:
    return str(len(run_of(name, 4000)))


def steep_and_flat(lr: float) -> tuple[str, str]:
    stability = limit(load_lesson("linear").config())
    assert stability is not None
    return digits(1 - lr * stability.lambda_max, 2), digits(1 - lr * stability.lambda_min, 2)


def best_rate() -> str:
    stability = limit(load_lesson("linear").config())
    assert stability is not None
    assert stability.best is not None
    return digits(stability.best, 5)


def run_with(name: str, **changes: Any) -> Run:
    """The records of the lesson's run with some of its fields replaced."""
    return list(Session(load_lesson(name).config(**changes)))


def largest_rate() -> str:
    stability = limit(load_lesson("linear").config())
    assert stability is not None
    return digits(stability.largest, 7)


def curvatures() -> list[str]:
    stability = limit(load_lesson("linear").config())
    assert stability is not None
    assert stability.best is not None
    return [
        digits(stability.lambda_min, 2),
        digits(stability.lambda_max, 2),
        digits(stability.largest, 7),
        digits(stability.best, 7),
    ]


def limit_with(momentum: float) -> str:
    stability = limit(load_lesson("linear").config(optimizer="momentum", hyper=(("momentum", momentum),)))
    assert stability is not None
    return f"{stability.largest:.3g}"


def lesson_map(name: str, **changes: Any) -> RunMap:
    """The map that a lesson opens with, or would with some fields of its run replaced."""
    lesson = load_lesson(name)
    config = lesson.config(**changes)
    kind = next(kind for kind in KINDS if kind == lesson.studio.map)
    spec = make_spec(kind, config, lesson.surface, lesson.step, config.start, config.lr)
    *_, whole = refined(spec)
    return whole


def map_of_starts(name: str) -> list[str]:
    found = lesson_map(name)
    return [
        f"{found.spec.epochs}",
        f"{found.spec.target:g}",
        f"{100 * (found.arrived != NEVER).mean():.0f}",
        f"{found.arrived.size:,}",
    ]


def arrivals(name: str) -> list[str]:
    """How many starts there are, all of which arrive, and how many still do at twice the rate."""
    found = lesson_map(name)
    assert (found.arrived != NEVER).all()
    rate = 2 * found.spec.config.lr
    twice = lesson_map(name, lr=rate)
    return [f"{found.arrived.size:,}", f"{rate:g}", f"{100 * (twice.arrived != NEVER).mean():.0f}"]


def surest_rate(name: str) -> str:
    """The rate up to which rounding decides nothing, in tens; and the lesson's own run is beyond it."""
    found, config = lesson_map(name), load_lesson(name).config()
    first = int(found.unsure.any(axis=1).argmax())
    surest = 10 * int(found.spec.across.values[first] // 10)
    seen = preview(config)
    assert config.lr > surest
    assert seen.uncertain_from is not None
    return str(surest)


def forked() -> list[str]:
    """Where Adam comes to in the epochs that are left after epoch 200."""
    from engine.timeline import Timeline, fork

    lesson = load_lesson("compare-fork")
    session, timeline = Session(lesson.config()), Timeline()
    timeline.begin(session.config)
    for record in session:
        timeline.append(record, lambda: session.state().moments)
    config, rest = fork(timeline, session.config, 200, optimizer="adam")
    adam = Session(config)
    adam.restore(rest.state_at(200))
    end = list(adam)[-1]
    return [digits(end.w[0], 3), digits(end.w[1], 3), digits(end.loss, 4)]


def condition_of(name: str) -> str:
    found = curvature(Problem.of(load_lesson(name).config()), (0.0, 0.0)).condition
    assert found is not None
    return digits(found, 0)


def minimum_of(name: str) -> float:
    optimum = Problem.of(load_lesson(name).config()).optimum
    assert optimum is not None
    return optimum[2]


def standardised_in_one_epoch(name: str) -> list[str]:
    """The condition number after standardising, and the rate with which one epoch then arrives."""
    maps = own_of(load_lesson(name)).standardised()
    data = DataSpec("own", own=maps.data)
    config = load_lesson(name).config(data=data, start=maps.weights((-8.0, 1.4)), lr=0.005, epochs=1)
    shape = curvature(Problem.of(config), (0.0, 0.0))
    assert shape.condition is not None
    end = list(Session(config))[-1]
    assert end.loss == pytest.approx(minimum_of(name), rel=1e-4)
    return [digits(shape.condition, 1), f"{config.lr:g}"]


MSE_MINIMUM, BCE_MINIMUM = 0.10077936617744676, 0.32433459293062955

CLAIMS: dict[str, Callable[[Run], list[str]]] = {
    "linear": lambda run: [digits(run[1].w[0] - run[0].w[0], 4), digits(run[1].w[1] - run[0].w[1], 4)],
    "linear-lr-0.0001": lambda run: [digits(run[-1].loss, 0), digits(run[-1].w[1], 2)],
    "linear-lr-0.0015": lambda run: [*steep_and_flat(0.0015), digits(run[-1].loss, 4)],
    "linear-lr-0.0038": lambda run: [best_rate(), digits(run[3].loss, 1), digits(run[7].loss, 2)],
    "linear-lr-0.0083": lambda run: [
        digits(run[6].loss, 1),
        growth("linear-lr-0.0083"),
        diverged_at("linear-lr-0.0083"),
    ],
    "linear-lr-0.0085": lambda run: [
        digits(run[5].loss, 1),
        growth("linear-lr-0.0085"),
        f"{round(run[-1].loss, -3):,.0f}",
    ],
    "linear-lr-0.01": lambda run: [
        digits(min(record.loss for record in run), 0),
        growth("linear-lr-0.01"),
        significant(run[-1].loss, 2),
        diverged_at("linear-lr-0.01"),
    ],
    "linear-lr-0.015": lambda run: [growth("linear-lr-0.015"), diverged_at("linear-lr-0.015")],
    "logistic-mse-good": lambda run: [digits(run[k].loss, 3) for k in (0, -1)] + [digits(run[-1].w[0], 2)],
    "logistic-mse-possible": lambda run: [
        *(digits(run[k].loss, 3) for k in (0, -1)),
        *(digits(size(run[k]), 3) for k in (0, -1)),
        first(run_of("logistic-mse-possible", 150), lambda record: record.loss < 0.2),
    ],
    "logistic-mse-worst": lambda run: [digits(size(run[0]), 6), digits(run[-1].w[0] - run[0].w[0], 4)],
    "logistic-bce-good": lambda run: [
        digits(run[-1].w[1], 2),
        digits(run_of("logistic-mse-good")[-1].w[1], 2),
    ],
    "logistic-bce-possible": lambda run: [
        digits(size(run[0]), 2),
        digits(size(run_of("logistic-mse-possible")[0]), 3),
        *(digits(run[k].loss, 3) for k in (0, -1)),
    ],
    "logistic-bce-worst": lambda run: [
        digits(size(run[0]), 2),
        f"{round(size(run[0]) / size(run_of('logistic-mse-worst')[0]), -3):,.0f}",
        digits(run[0].loss, 2),
        digits(run[-1].loss, 3),
    ],
    "logistic-mse-sgd-good": lambda run: [
        digits(run[0].loss, 3),
        first(run, lambda record: record.loss < 0.35),
        digits(run[-1].loss, 3),
    ],
    "logistic-mse-sgd-bad": lambda run: [digits(run[-1].w[0], 3), digits(size(run[0]), 6)],
    "logistic-mse-adam-good": lambda run: [
        digits(run[1].w[0] - run[0].w[0], 2),
        first(run, lambda record: record.loss < 1.01 * MSE_MINIMUM),
        digits(run_of("logistic-mse-sgd-good")[-1].loss, 3),
    ],
    "logistic-mse-adam-bad": lambda run: [
        digits(run[50].loss, 3),
        digits(run[100].loss, 3),
        *overshoot(run),
        digits(run[-1].w[1], 2),
    ],
    "logistic-bce-sgd-good": lambda run: [
        digits(run[200].loss, 3),
        digits(run[-1].loss, 3),
        digits(run[-1].w[1], 2),
    ],
    "logistic-bce-sgd-bad": lambda run: [
        digits(size(run[0]), 3),
        digits(size(run[200]), 3),
        digits(run[-1].loss, 3),
    ],
    "logistic-bce-adam-good": lambda run: [
        digits(run[-1].w[0], 4),
        digits(run[-1].w[1], 4),
        first(run, lambda record: record.loss < 1.01 * BCE_MINIMUM),
    ],
    "logistic-bce-adam-bad": lambda run: [
        *overshoot(run),
        digits(run[-1].w[1], 2),
        digits(run[-1].loss, 4),
        digits(run_of("logistic-bce-sgd-bad")[-1].loss, 4),
    ],
    "logistic-seeded-mse": lambda run: [
        digits(run[0].w[0], 4),
        digits(run[0].w[1], 4),
        digits(run[1000].w[1], 2),
        digits(run_of("logistic-seeded-mse", 5000)[-1].w[1], 2),
    ],
    "logistic-seeded-bce": lambda run: [
        digits(run[1000].w[1], 2),
        digits(run_of("logistic-seeded-mse")[1000].w[1], 2),
        digits(run_of("logistic-seeded-bce", 5000)[-1].w[1], 2),
    ],
    "logistic-seed42": lambda run: [
        digits(run[0].w[0], 4),
        digits(run[0].w[1], 4),
        first(run, lambda record: record.w[0] < 0),
        digits(run[-1].loss, 3),
    ],
    "logistic-5000": lambda run: [digits(run[-1].w[1], 2), *turn(run_of("logistic-5000", 4900))],
    "compare-rates": lambda run: [
        digits(float(best_rate()), 4),
        largest_rate(),
        digits(run_of("linear-lr-0.0083")[6].loss, 1),
    ],
    "compare-optimizers": lambda run: [
        digits(run_with("compare-optimizers", optimizer="momentum")[300].loss, 4),
        digits(run_with("compare-optimizers", optimizer="adam")[300].loss, 4),
        digits(run[300].loss, 4),
    ],
    "compare-starts": lambda run: [
        digits(run[-1].loss, 4),
        digits(run_of("logistic-mse-possible")[-1].loss, 4),
        digits(run_of("logistic-mse-worst")[-1].loss, 4),
    ],
    "compare-losses": lambda run: [
        digits(run[0].grad[0], 6),
        digits(run_with("compare-losses", loss="bce")[0].grad[0], 3),
    ],
    "compare-fork": lambda run: [
        digits(math.dist(run[-1].w, run[0].w), 3),
        *forked(),
    ],
    "inside-four-steps": lambda run: [
        f"{dict(load_lesson('inside-four-steps').config().hyper).get('momentum', 0.9):g}"
    ],
    "inside-curvature": lambda run: curvatures(),
    "map-starts": lambda run: map_of_starts("map-starts"),
    "map-momentum": lambda run: [limit_with(0.0), limit_with(0.9)],
    "map-basins": lambda run: arrivals("map-basins"),
    "map-chaos": lambda run: [surest_rate("map-chaos")],
    "inside-standardise": lambda run: [
        condition_of("inside-standardise"),
        digits(run[100].loss, 1),
        digits(minimum_of("inside-standardise"), 2),
        *standardised_in_one_epoch("inside-standardise"),
    ],
    "noise-batches": lambda run: [
        str(sum(after.loss > before.loss for before, after in pairwise(run))),
    ],
    "noise-schedule": lambda run: [
        digits(last_distance(run), 2),
        digits(
            last_distance(list(Session(replace(load_lesson("noise-schedule").config(), **NO_SCHEDULE)))), 2
        ),
    ],
    "noise-decay": lambda run: [
        *(digits(w, 4) for w in run[-1].w),
        digits(run[-1].loss, 4),
        digits(minimum_of("noise-decay"), 4),
    ],
    "noise-frozen": lambda run: [
        digits(run[-1].w[1], 4),
        digits(run[-1].loss, 3),
        digits(minimum_of("noise-frozen"), 4),
    ],
    "logistic-toy": lambda run: ["0.193134", "−0.6545", "1.3084"] if run[-1].loss > 0.193134 else [],
}


NO_SCHEDULE: dict[str, Any] = {"schedule": "", "schedule_hyper": ()}


def last_distance(run: Run) -> float:
    """Mean distance of the last 20 epochs from the minimum of the straight line."""
    optimum = Problem.of(load_lesson("noise-schedule").config()).optimum
    assert optimum is not None
    return sum(math.dist(record.w, optimum[:2]) for record in run[-20:]) / 20


def overshoot(run: Run) -> tuple[str, str]:
    """How far the weight goes before it comes back, and when."""
    farthest = max(run, key=lambda record: record.w[1])
    return digits(farthest.w[1], 2), str(farthest.epoch)


def turn(run: Run) -> tuple[str, str, str]:
    """When the bias turns back, and where the run ends."""
    highest = max(run, key=lambda record: record.w[0])
    return str(highest.epoch), digits(run[-1].w[0], 3), digits(run[-1].w[1], 3)


UNNUMBERED = {"inside-contours", "inside-own-data"}
"""Lessons whose line tells what to do and claims no number."""


ELSEWHERE = ("surface-", "typed-")
"""Beginnings of the names of lessons whose lines are checked in tests of their own."""
NUMBERED = [name for name in lesson_names() if name not in UNNUMBERED and not name.startswith(ELSEWHERE)]


@pytest.mark.parametrize("name", NUMBERED)
def test_what_to_look_for_can_be_seen(name: str) -> None:
    claims = CLAIMS[name](run_of(name))
    assert claims
    for language, look in load_lesson(name).look.items():
        missing = [claim for claim in claims if claim not in look]
        assert not missing, f"{language}: {missing} not in: {look}"


def test_each_constant_factor_is_stated() -> None:
    """Each loss is said to be a sum or a mean in the first lessons that use it."""
    assert "sum of squares" in load_lesson("linear").look["en"]
    assert "MSE is a mean" in load_lesson("logistic-mse-good").look["en"]
    assert "the notes write BCE as a sum" in load_lesson("logistic-bce-good").look["en"].replace("The", "the")
