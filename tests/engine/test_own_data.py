"""A person's own data and the lessons made of them."""

from __future__ import annotations

import gc
import math
import weakref

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.box import Box
from engine.config import OWN, DataSpec, RunConfig
from engine.data import draw
from engine.errors import InputError
from engine.lessons import load_lesson
from engine.own_data import MOST_ROWS, OwnData
from engine.own_lesson import lesson_with, own_box, own_lesson, own_of
from engine.preview import preview
from engine.problem import Problem
from engine.session import Session
from engine.stability import limit
from engine.surface import surface

NUMBERS = st.floats(-1e3, 1e3, width=32)
POINTS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=30)


def some(n: int = 40, seed: int = 0) -> OwnData:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=n)
    return OwnData(x, 1 - 2 * x + rng.normal(size=n), "some")


def labels(n: int = 300) -> OwnData:
    rng = np.random.default_rng(2)
    x = rng.normal(size=n)
    return OwnData(x, rng.random(n) < 1 / (1 + np.exp(-3 * x)), "labels")


def test_data_are_read_only_float32_copies() -> None:
    x = np.array([1.0, 2.0])
    own = OwnData(x, [3, 4.5])
    x[0] = 9.0
    assert own.x.tolist() == [1.0, 2.0]
    assert own.y.dtype == np.float32
    with pytest.raises(ValueError, match="read-only"):
        own.x[0] = 1.0
    assert repr(some()) == "OwnData('some', 40 rows)"


def test_equal_numbers_are_equal_data_whatever_their_name() -> None:
    own = some()
    same = OwnData(own.x, own.y, "other", own.true_w)
    assert own == same
    assert hash(own) == hash(same)
    assert DataSpec(OWN, own=own) == DataSpec(OWN, own=same)
    assert own != OwnData(own.x, own.y, "some", (1.0, 2.0))
    assert own != own.with_point(3, own.x[3], own.y[3] + 1)
    assert own != OwnData(own.y, own.x)
    assert own != "some"


@given(POINTS, NUMBERS, NUMBERS, st.integers(0, 29))
def test_edits_leave_the_data_alone_and_undo_each_other(
    points: list[tuple[float, float]], x: float, y: float, at: int
) -> None:
    own = OwnData(*zip(*points, strict=True))
    i = at % len(own)
    digest = own.digest
    moved, added = own.with_point(i, x, y), own.with_added(x, y, i)
    assert (moved.x[i], moved.y[i], len(moved)) == (x, y, len(own))
    assert moved.with_point(i, own.x[i], own.y[i]) == own
    assert len(added) == len(own) + 1
    assert added.without_point(i) == own
    assert own.with_added(x, y).x[-1] == x
    assert OwnData(own.x, own.y).digest == digest


def test_an_index_must_be_one_of_the_datas() -> None:
    for edit in (lambda: some().with_point(40, 0, 0), lambda: some().without_point(-1)):
        with pytest.raises(IndexError):
            edit()


@pytest.mark.parametrize(
    ("x", "y", "code"),
    [
        ([], [], "own-empty"),
        ([1.0, math.nan], [1.0, 2.0], "own-not-finite"),
        ([1.0, 2.0], [1.0, math.inf], "own-not-finite"),
        ([1e39, 2.0], [1.0, 2.0], "own-not-finite"),
        (np.zeros(MOST_ROWS + 1), np.zeros(MOST_ROWS + 1), "own-too-many"),
    ],
)
def test_what_are_no_data_is_said(x: list[float], y: list[float], code: str) -> None:
    with pytest.raises(InputError) as caught:
        OwnData(x, y)
    assert caught.value.code == code


@pytest.mark.parametrize("value", [math.nan, math.inf, 1e39])
def test_a_point_must_be_finite_in_float32(value: float) -> None:
    for edit in (lambda: some().with_point(1, value, 0.0), lambda: some().with_added(0.0, value)):
        with pytest.raises(InputError, match="finite"):
            edit()
    with pytest.raises(InputError, match="at least one"):
        OwnData([1], [2]).without_point(0)


def test_standardised_data_and_the_weights_that_go_with_them() -> None:
    rng = np.random.default_rng(5)
    own = OwnData(rng.normal(size=500) * 7 + 30, rng.normal(size=500), "far", (2.0, 0.5))
    standard = own.standardised()
    data, mean, std = standard
    assert abs(float(data.x.astype(float).mean())) < 1e-6
    assert float(data.x.astype(float).std()) == pytest.approx(1.0, abs=1e-6)
    assert np.array_equal(data.y, own.y)
    w = (1.5, -0.25)
    there = standard.weights(w)
    assert there == pytest.approx((1.5 + mean * -0.25, std * -0.25))
    assert data.true_w == pytest.approx(standard.weights((2.0, 0.5)))
    raw, shifted = Problem(own.x, own.y, "identity", "mse"), Problem(data.x, data.y, "identity", "mse")
    assert float(shifted.loss(*there)) == pytest.approx(float(raw.loss(*w)), rel=1e-6)
    with pytest.raises(InputError, match="Every x is 3"):
        OwnData([3, 3], [1, 2]).standardised()


def test_a_spec_is_of_own_data_or_of_a_recipe() -> None:
    for wrong in (
        lambda: DataSpec(OWN),
        lambda: DataSpec("line", own=some()),
        lambda: DataSpec(OWN, 3, some()),
    ):
        with pytest.raises(ValueError, match="own data"):
            wrong()
    assert not DataSpec(OWN, own=some()).is_random


@pytest.mark.parametrize("own", [some(), labels()])
def test_everything_works_on_own_data(own: OwnData) -> None:
    lesson = own_lesson(own)
    config = lesson.config()
    assert Problem.of(config) is Problem.of(lesson.config())
    assert draw(config.data).x is own.x
    records = list(Session(config))
    seen = preview(config)
    assert seen.end == "finished"
    np.testing.assert_allclose([record.w for record in records], seen.path, rtol=1e-4, atol=1e-5)
    assert np.isfinite(surface(Problem.of(config), [0.0, 1.0], [0.0, 1.0])).all()
    assert lesson.true_w is None
    with pytest.raises(InputError, match="nothing in the data"):
        lesson.reseeded(1)


def test_caches_let_large_data_go() -> None:
    gone = []
    for k in range(12):
        own = some(1000, seed=k)
        config = own_lesson(own).config()
        preview(config)
        gone.append(weakref.ref(Problem.of(config)))
        del own, config
    gc.collect()
    assert sum(reference() is not None for reference in gone) <= 4


CASES = {
    "line": some(),
    "labels": labels(),
    "years": OwnData(np.linspace(1990, 2020, 31), np.linspace(3, 9, 31) ** 2),
    "one x": OwnData([3, 3, 3], [1, 2, 3]),
    "one y": OwnData([1, 2, 3], [5, 5, 5]),
    "a point": OwnData([0], [0.5]),
    "origin": OwnData([0], [0]),
    "separable": OwnData([1, 2, 3, 4], [0, 0, 1, 1]),
    "separable far away": OwnData([1001, 1002, 1003, 1004], [1, 1, 0, 0]),
    "one class": OwnData([1, 2, 3, 4], [1, 1, 1, 1]),
    "unrelated labels": OwnData(np.linspace(1990, 2020, 50), np.arange(50) % 2),
    "many": OwnData(np.linspace(-1, 1, 50_001), np.linspace(0, 4, 50_001)),
}


@pytest.mark.parametrize("own", CASES.values(), ids=CASES.keys())
def test_a_lesson_looks_at_the_minimum_and_starts_away_from_it(own: OwnData) -> None:
    lesson = own_lesson(own)
    config = lesson.config()
    problem = Problem.of(config)
    assert lesson.start is not None
    assert lesson.surface.contains(lesson.start)
    if problem.optimum is not None:
        assert lesson.surface.contains(problem.optimum[:2])
        assert float(problem.loss(*lesson.start)) > 1.2 * problem.optimum[2]
        d0, d1 = (
            abs(a - b) / size
            for a, b, size in zip(lesson.start, problem.optimum, lesson.surface.size, strict=False)
        )
        assert max(d0, d1) > 0.1
    first, *_, last = Session(config)
    assert last.epoch == lesson.epochs
    assert last.loss < first.loss
    stability = limit(config)
    assert stability is None or config.lr < stability.largest
    assert f"{config.lr:.0e}"[0] in "125"
    assert set(lesson.title) == set(lesson.look) == {"en", "ko"}


def test_the_link_follows_from_the_labels_or_is_asked_for() -> None:
    assert own_lesson(labels()).link == "sigmoid"
    assert own_lesson(labels(), "identity").link == "identity"
    assert own_lesson(some()).link == "identity"
    with pytest.raises(InputError) as caught:
        own_lesson(OwnData([1, 2, 3], [0, 0.5, 1]), "sigmoid")
    assert caught.value.values == {"row": 2, "value": "0.5"}


@pytest.mark.parametrize(
    ("own", "code"),
    [
        (OwnData([20, 50, 90], [3e8, 5e8, 9e8]), "own-too-far"),
        (OwnData([2e-8, 5e-8], [1, 0.5]), "own-too-far"),
        (OwnData([2e10, 5e10, 9e10], [0.2, 0.4, 0.9]), "own-too-steep"),
        (OwnData([1e30, 2e30], [1e30, 0]), "own-too-far"),
        (OwnData([1, 2, 3], [1e5, 1e5 + 0.0078, 1e5]), "own-too-small"),
    ],
)
def test_data_beyond_the_range_of_weights_are_said_to_be(own: OwnData, code: str) -> None:
    with pytest.raises(InputError) as caught:
        own_lesson(own)
    assert caught.value.code == code


@given(POINTS, st.floats(-30, 30), st.floats(-30, 30))
def test_any_data_give_a_lesson_or_a_sentence(
    points: list[tuple[float, float]], up: float, right: float
) -> None:
    x, y = np.array(points).T
    own = OwnData((x * 10.0**right).clip(-3e38, 3e38), (y * 10.0**up).clip(-3e38, 3e38))
    try:
        lesson = own_lesson(own)
    except InputError as error:
        assert error.code.startswith("own-")  # noqa: PT017
    else:
        assert lesson.config().start == lesson.start
        assert lesson.surface.contains(lesson.start or (math.nan, math.nan))


def test_a_base_lesson_lends_its_optimizer() -> None:
    base = load_lesson("logistic-mse-adam-good")
    lesson = own_lesson(labels(), base=base)
    assert (lesson.optimizer, lesson.lr, lesson.loss, lesson.epochs) == ("adam", 0.05, "mse", 1000)
    assert own_lesson(some(), base=base).loss == "sse"


def test_edited_data_keep_the_lesson() -> None:
    lesson = load_lesson("linear")
    own = own_of(lesson)
    assert np.array_equal(own.x, draw(lesson.data).x)
    edited = lesson_with(lesson, own.with_point(0, 9.0, 9.0))
    assert (edited.name, edited.start, edited.surface, edited.lr) == (
        lesson.name,
        lesson.start,
        lesson.surface,
        lesson.lr,
    )
    assert edited.true_w == (2.5, 4.0)
    assert own_of(edited) is edited.data.own
    with pytest.raises(InputError, match="0 or 1"):
        lesson_with(load_lesson("logistic-toy"), own)


def test_a_surface_range_of_ones_own() -> None:
    lesson = lesson_with(load_lesson("linear"), box=Box((0, 2), (-1, 1)))
    assert (lesson.surface, lesson.config().data) == (Box((0.0, 2.0), (-1.0, 1.0)), DataSpec("line", 43052))
    for w0, code in (
        ((2, 1), "range-order"),
        ((1, 1), "range-order"),
        ((1, math.nan), "not-a-number"),
        ((-1e7, 0), "out-of-range"),
        ((5.0, 5.000001), "range-narrow"),
    ):
        with pytest.raises(InputError) as caught:
            own_box(w0, (0, 1))
        assert caught.value.code == code


def test_a_cautious_rate_with_momentum() -> None:
    base = load_lesson("linear")
    lesson = own_lesson(CASES["years"], base=base)
    config: RunConfig = own_lesson(CASES["years"], base=lesson).config(optimizer="nesterov")
    stability = limit(config)
    assert stability is not None
    assert config.lr < stability.largest
