"""Maps in closed form, with previews' rules, float64 sums over all data and real runs as the judges."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.box import Box
from engine.config import DataSpec, RunConfig
from engine.lessons import load_lesson
from engine.maps import KINDS, NEVER, Cancelled, MapSpec, make_spec, refined, trail
from engine.maps.rules import RULES
from engine.maps.slopes import slopes
from engine.optimizers import OPTIMIZERS
from engine.preview import preview
from engine.preview import rules as one_by_one
from engine.problem import Problem
from engine.session import Session

LESSONS = ("linear", "logistic-mse-good", "logistic-bce-possible", "logistic-toy")


def spec_of(kind: str, lesson: str, target: float | None = None, **fields: Any) -> MapSpec:
    known = load_lesson(lesson)
    own = known.config()
    config = replace(own, **fields)
    return make_spec(kind, config, known.surface, known.step, own.start, own.lr, target)  # type: ignore[arg-type]


HYPER: dict[str, list[dict[str, float]]] = {
    "sgd": [{}, {"weight_decay": 0.1}],
    "momentum": [{}, {"momentum": 0.0, "dampening": 0.5}, {"dampening": 0.3, "weight_decay": 0.01}],
    "nesterov": [{}, {"momentum": 0.5, "weight_decay": 0.2}],
    "adagrad": [{}, {"lr_decay": 0.1, "initial_accumulator_value": 0.5}],
    "rmsprop": [{}, {"momentum": 0.9}, {"centered": 1.0, "alpha": 0.9, "weight_decay": 0.1}],
    "adam": [{}, {"amsgrad": 1.0, "beta1": 0.5}, {"weight_decay": 0.1}],
    "adamw": [{}, {"weight_decay": 0.3, "amsgrad": 1.0}],
}


@pytest.mark.parametrize("name", list(OPTIMIZERS))
def test_a_rule_of_many_is_each_ones_own_bit_for_bit(name: str) -> None:
    rng = np.random.default_rng(1)
    row = OPTIMIZERS[name]
    each = [row.values(given.items()) for given in HYPER[name]]
    k = len(each)
    rates = rng.uniform(0.001, 0.3, k)
    together = RULES[name](rates, {key: np.array([one[key] for one in each]) for key in each[0]})
    alone = [[one_by_one.RULES[name](float(rates[run]), each[run]) for run in range(k)] for _ in (0, 1)]
    w = rng.normal(size=(2, k)).astype(np.float32).astype(np.float64)
    judged = w.copy()
    for _ in range(60):
        g = rng.normal(size=(2, k))
        w = together(w, g)
        judged = np.array(
            [[alone[axis][run](judged[axis, run], g[axis, run]) for run in range(k)] for axis in (0, 1)]
        )
        np.testing.assert_array_equal(w, judged)


def test_runs_dropped_on_the_way_leave_the_others_alone() -> None:
    rng = np.random.default_rng(2)
    values = OPTIMIZERS["adam"].values()
    lr = np.array([0.1, 0.2, 0.3])
    some, whole = (
        RULES["adam"](lr, {key: np.full(3, value) for key, value in values.items()}) for _ in range(2)
    )
    w = rng.normal(size=(2, 3))
    g = rng.normal(size=(2, 3))
    a, b = some(w, g), whole(w, g)
    kept = np.array([True, False, True])
    some.keep(kept)
    np.testing.assert_array_equal(some(a[:, kept], g[:, kept]), whole(b, g)[:, kept])


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("spread", [3.0, 40.0])
def test_slopes_are_those_of_all_data(lesson: str, spread: float) -> None:
    problem = Problem.of(load_lesson(lesson).config())
    w = np.random.default_rng(3).normal(scale=spread, size=(2, 200))
    at = slopes(problem)
    found = at.gradient(w, rounding=True)
    g0, g1 = problem.gradient(w[0], w[1])
    loss = problem.loss(w[0], w[1])
    scale = np.abs([g0, g1]).max()
    assert np.abs(found[:2] - [g0, g1]).max() <= 1e-7 * scale
    np.testing.assert_allclose(at.loss(w[0], w[1]), loss, rtol=1e-10, atol=2e-8)
    if at.with_loss:
        np.testing.assert_allclose(found[2], loss, rtol=1e-10, atol=2e-8)
    assert (found[-1] >= -1e-15).all()  # a sum of compressed data: below 0 by rounding, if at all


@settings(max_examples=25, deadline=None)
@given(st.floats(-1e38, 1e38), st.floats(-1e38, 1e38))
def test_far_off_points_do_not_harm_near_ones(w0: float, w1: float) -> None:
    at = slopes(Problem.of(load_lesson("logistic-mse-good").config()))
    near = np.array([[1.0, -2.0], [2.0, 3.0]])
    both = at.gradient(np.column_stack([near, [w0, w1]]))
    np.testing.assert_allclose(both[:, :2], at.gradient(near), rtol=1e-9)


@pytest.mark.parametrize("optimizer", list(OPTIMIZERS))
@pytest.mark.parametrize("lesson", LESSONS)
def test_every_pixels_path_is_the_real_runs(lesson: str, optimizer: str) -> None:
    lr = {"linear": 0.001}.get(lesson, 0.05)
    spec = spec_of("starts", lesson, optimizer=optimizer, hyper=(), lr=lr, epochs=80)
    i, j = 33, 90
    path = trail(spec, i, j)
    real = np.array([record.w for record in Session(spec.config_at(i, j))])
    assert len(path) == len(real) == 81
    assert (np.abs(path - real) <= 5e-6 * np.maximum(1.0, np.abs(real))).all()


NOISY: tuple[dict[str, Any], ...] = (
    {"batch": 16, "batch_seed": 3},
    {"schedule": "cosine", "schedule_hyper": (("T_max", 40.0),)},
    {"frozen": (True, False)},
    {"batch": 32, "schedule": "step", "schedule_hyper": (("step_size", 20.0),), "frozen": (False, True)},
)


@pytest.mark.parametrize("noise", NOISY)
@pytest.mark.parametrize(
    ("lesson", "optimizer"),
    [("linear", "sgd"), ("logistic-mse-good", "nesterov"), ("logistic-bce-good", "adamw")],
)
def test_batches_schedules_and_frozen_weights_are_those_of_the_real_run(
    lesson: str, optimizer: str, noise: dict[str, Any]
) -> None:
    lr = 0.001 if lesson == "linear" else 0.05
    spec = spec_of("starts", lesson, optimizer=optimizer, hyper=(), lr=lr, epochs=70, **noise)
    path = trail(spec, 20, 80)
    real = np.array([record.w for record in Session(spec.config_at(20, 80))])
    assert (np.abs(path - real) <= 5e-6 * np.maximum(1.0, np.abs(real))).all()


def test_a_map_of_runs_in_batches_is_what_each_run_says() -> None:
    spec = spec_of("starts", "logistic-bce-good", batch=64, epochs=60)
    spec = replace(spec, across=replace(spec.across, count=9), up=replace(spec.up, count=7))
    *_, found = refined(spec, threads=2)
    for i, j in ((0, 0), (8, 6), (4, 3), (6, 1)):
        records = list(Session(spec.config_at(i, j)))
        real = next((record.epoch for record in records if record.loss <= spec.target), NEVER)
        assert abs(int(found.arrived[i, j]) - real) <= (0 if real == NEVER else 1)
        assert found.loss[i, j] == pytest.approx(records[-1].loss, rel=2e-5)


@pytest.mark.parametrize("optimizer", ["rmsprop", "adam"])
def test_where_a_preview_is_sure_so_is_the_map(optimizer: str) -> None:
    # ∂loss/∂w0 is nothing but rounding there, and these optimizers divide by its size.
    spec = spec_of("starts", "logistic-toy", optimizer=optimizer, hyper=(), lr=0.05, epochs=80)
    seen = preview(spec.config_at(60, 40))
    assert seen.uncertain_from == 1
    assert seen.path[40] == pytest.approx(trail(spec, 60, 40)[40], abs=2e-3)


@pytest.mark.parametrize("lesson", ["linear", "logistic-bce-good", "logistic-mse-possible"])
def test_a_pixel_says_when_the_real_run_arrives(lesson: str) -> None:
    spec = spec_of("starts", lesson)
    *_, whole = refined(spec, doubts=False)
    assert whole.stride == 1
    assert whole.whole
    rng = np.random.default_rng(4)
    for _ in range(12):
        i, j = (int(rng.integers(n)) for n in spec.shape)
        records = list(Session(spec.config_at(i, j)))
        real = next((record.epoch for record in records if record.loss <= spec.target), NEVER)
        assert abs(int(whole.arrived[i, j]) - real) <= (0 if real == NEVER else 1)
        assert whole.loss[i, j] == pytest.approx(records[-1].loss, rel=2e-5)
        assert whole.first[i, j] == pytest.approx(records[0].loss, rel=2e-5)
        assert whole.w0[i, j] == pytest.approx(records[-1].w[0], abs=2e-5)


@pytest.mark.parametrize(("lr", "epoch"), [(0.0085, 675), (0.01, 117), (0.015, 43)])
def test_beyond_the_limit_a_pixel_says_when_the_real_run_stops_being_finite(lr: float, epoch: int) -> None:
    spec = spec_of("rate-w0", "linear", epochs=1000)
    spec = replace(spec, across=replace(spec.across, low=lr, high=2 * lr), up=replace(spec.up, low=-5.0))
    *_, found = refined(replace(spec, up=replace(spec.up, count=2), across=replace(spec.across, count=2)))
    assert found.diverged[0, 0] == epoch
    assert not found.unsure[0, 0]  # it grows the same way however it is rounded
    assert found.whole


def test_momentum_is_stable_up_to_the_limit_that_theory_gives() -> None:
    from engine.stability import limit

    spec = spec_of("memory", "linear", epochs=1000)
    *_, found = refined(spec, doubts=False)
    for j in (0, 30, 60, 90):
        config = spec.config_at(0, j)
        known = limit(config)
        assert known is not None
        beyond = spec.across.values > 1.02 * known.largest
        within = spec.across.values < 0.98 * known.largest
        assert (found.loss[within, j] <= found.first[within, j]).all()
        assert ((found.diverged[beyond, j] != NEVER) | found.growing[beyond, j]).all()


def test_where_rounding_decides_the_map_says_so_and_elsewhere_it_is_right() -> None:
    spec = spec_of("rate-w1", "logistic-mse-good", epochs=200)
    small = replace(spec, across=replace(spec.across, count=13), up=replace(spec.up, count=11))
    *_, found = refined(small)
    assert 0.01 < found.unsure.mean() < 0.5
    assert not found.unsure[small.across.values < 5.0].any()
    for i, j in np.argwhere(~found.unsure)[::17].tolist():
        records = list(Session(small.config_at(i, j)))
        real = next((record.epoch for record in records if record.loss <= small.target), NEVER)
        assert abs(int(found.arrived[i, j]) - real) <= 1


def test_a_map_comes_coarse_first_and_only_adds() -> None:
    spec = spec_of("starts", "logistic-bce-good", epochs=20)
    maps = list(refined(spec, threads=1))
    assert maps[0].stride == 8
    assert [one.stride for one in maps] == sorted((one.stride for one in maps), reverse=True)
    assert all(a.known <= b.known for a, b in pairwise(maps))
    assert maps[-1].known == 2.0
    np.testing.assert_array_equal(maps[0].loss[::8, ::8], maps[-1].loss[::8, ::8])
    assert np.isfinite(maps[0].loss).all()  # every pixel has a neighbour's value until its own is known


def test_nobody_waits_for_a_map_that_is_not_wanted_any_more() -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 3

    with pytest.raises(Cancelled):
        list(refined(spec_of("starts", "logistic-bce-good"), cancelled, threads=1))
    assert asked <= 6


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("optimizer", list(OPTIMIZERS))
def test_a_picked_pixel_is_a_run_that_can_be_trained_and_leaves_the_map_as_it_is(
    kind: str, optimizer: str
) -> None:
    spec = spec_of(kind, "logistic-bce-good", optimizer=optimizer, hyper=())
    known = load_lesson("logistic-bce-good")
    own = known.config()
    for i, j in ((0, 0), (17, 5), (spec.shape[0] - 1, spec.shape[1] - 1)):
        picked = replace(own, **{"optimizer": optimizer, "hyper": (), **spec.fields(i, j)})
        assert isinstance(picked, RunConfig)
        assert spec.pixel_of(picked) == (i, j)
        again = make_spec(kind, picked, known.surface, known.step, own.start, own.lr)  # type: ignore[arg-type]
        assert again == spec
        changed = replace(spec.config, **spec.fields(i, j))
        assert changed == spec.config_at(i, j)


def test_the_notes_grid_of_the_logistic_lessons_is_taken_as_it_is() -> None:
    spec = spec_of("starts", "logistic-mse-good")
    assert spec.shape == (130, 110)
    assert spec.across.values[:3].tolist() == [-10.0, -9.9, -9.8]
    assert spec.up.values[-1] == 9.9


def test_a_run_off_the_map_lies_in_no_pixel() -> None:
    spec = spec_of("rate-w0", "linear")
    assert spec.pixel_of(replace(spec.config, lr=100.0)) is None
    assert spec.pixel_of(replace(spec.config, start=(500.0, 0.0))) is None


def of_surface(text: str, start: tuple[float, float], lr: float, half: float = 5.0, **fields: Any) -> MapSpec:
    config = RunConfig(DataSpec("none"), "surface", "value", "sgd", lr, start, 100, formula=text, **fields)
    return make_spec("starts", config, Box((-half, half), (-half, half)), 0.1, start, lr)


def test_every_start_on_a_typed_surface_ends_where_its_real_run_does() -> None:
    from engine.classics import CLASSICS

    spec = of_surface(CLASSICS["himmelblau"].formula, (-1.0, -1.0), 0.01)
    *_, found = refined(spec)
    assert spec.target < 2.0
    assert (found.arrived != NEVER).mean() > 0.9
    for i, j in ((5, 5), (90, 12), (70, 88), (14, 80)):
        records = list(Session(spec.config_at(i, j)))
        real = next((record.epoch for record in records if record.loss <= spec.target), NEVER)
        assert abs(int(found.arrived[i, j]) - real) <= 1
        if not found.unsure[i, j]:
            assert (found.w0[i, j], found.w1[i, j]) == pytest.approx(records[-1].w, abs=1e-4)


def test_a_surface_without_a_floor_is_left_when_its_real_run_is_not_finite_any_more() -> None:
    spec = of_surface("w0^2 - w1^2", (1.0, 1.0), 0.5)  # w1 doubles at each epoch
    *_, found = refined(spec, doubts=False)
    for i, j in ((60, 60), (10, 95)):
        session = Session(spec.config_at(i, j))
        records = list(session)
        assert session.end == "diverged"
        assert found.diverged[i, j] == len(records)
        assert found.loss[i, j] == pytest.approx(records[-1].loss)


def test_the_target_of_a_surface_that_nobody_knows_is_near_the_lowest_place_in_the_box() -> None:
    spec = of_surface("(w0 - 1)^2 + w1^2 - 7", (4.0, 4.0), 0.1)
    assert -7.0 < spec.target < -6.5
    *_, found = refined(spec)
    assert (found.arrived != NEVER).all()


def test_runs_that_end_in_another_hollow_below_zero_are_not_in_doubt() -> None:
    from engine.classics import CLASSICS

    spec = of_surface(CLASSICS["styblinski-tang"].formula, (0.0, 0.0), 0.01)
    *_, found = refined(spec)
    assert 0.2 < (found.arrived != NEVER).mean() < 0.35
    assert found.unsure.mean() < 0.05
