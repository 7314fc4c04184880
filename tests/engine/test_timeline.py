"""The time machine: every epoch again, exactly; forks; bounded memory; reading while it is written."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest

from engine import timeline as machine
from engine.config import RunConfig
from engine.errors import InputError
from engine.lessons import load_lesson
from engine.optimizers import OPTIMIZERS
from engine.race import Race
from engine.records import EpochRecord, Moments, SessionState
from engine.session import Session
from engine.timeline import Checkpoints, Lane, Timeline, fork
from tests.engine.test_race import OPTIONS

pytestmark = pytest.mark.usefixtures("one_thread")


def config(lesson: str = "logistic-mse-possible", **overrides: Any) -> RunConfig:
    return load_lesson(lesson).config(**overrides)


def goes_on(timeline: Timeline, lane: Lane) -> Timeline:
    """Run a lane to its end."""
    race = Race([lane.config])
    race.restore(0, lane.state())
    while found := race.step():
        timeline.append(found[0][1], lambda: race.moments(0))
    return timeline


def recorded(chosen: RunConfig) -> Timeline:
    timeline = Timeline()
    return goes_on(timeline, Lane(0, chosen, timeline, chosen.epochs))


def onward(state: SessionState, epochs: int) -> list[EpochRecord]:
    """The next records after a state."""
    session = Session(state.config)
    session.restore(replace(state, epochs=10_000, end=None))
    records = (session.step() for _ in range(epochs))
    return [record for record in records if record is not None]


@pytest.mark.parametrize("options", [{}, OPTIONS], ids=["defaults", "options"])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_going_on_from_any_epoch_gives_the_recorded_ones(
    name: str, options: dict[str, dict[str, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With checkpoints so few that they have been thinned out twice."""
    monkeypatch.setattr(machine, "STRIDE", 2)
    monkeypatch.setattr(machine, "MOST", 8)
    chosen = config(optimizer=name, hyper=tuple(options.get(name, {}).items()), epochs=60)
    timeline = recorded(chosen)
    records = list(timeline.history)
    assert records == list(Session(chosen))
    for epoch in range(61):
        state = timeline.state_at(epoch)
        assert state.record == records[epoch]
        assert (state.config, state.epochs) == (chosen, 60)
        assert state.end == ("finished" if epoch == 60 else None)
        assert onward(state, 4)[: 60 - epoch] == records[epoch + 1 : epoch + 5]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_state_is_the_one_that_was(name: str) -> None:
    chosen = config(optimizer=name, hyper=tuple(OPTIONS[name].items()), epochs=50)
    timeline = recorded(chosen)
    session = Session(chosen)
    for epoch in range(51):
        session.step()
        assert timeline.state_at(epoch) == session.state()


@pytest.mark.parametrize("lr", ["0.0083", "0.015"])
def test_a_run_that_diverges_can_be_replayed_to_its_last_epoch(lr: str) -> None:
    """Its last gradients have overflowed: they are infinite, and recorded so."""
    chosen = config(f"linear-lr-{lr}", epochs=3000, optimizer="nesterov", hyper=(("momentum", 0.1),), lr=0.02)
    timeline = recorded(chosen)
    last = len(timeline) - 1
    assert last < 3000
    assert timeline.state_at(last).record == timeline.history[last]
    assert onward(timeline.state_at(last - 3), 10) == list(timeline.history)[-3:]


def test_what_is_not_recorded_has_no_state() -> None:
    timeline = Timeline()
    with pytest.raises(IndexError, match="among the 0"):
        timeline.state_at(0)
    timeline = recorded(config(epochs=3))
    for epoch in (-1, 4):
        with pytest.raises(IndexError, match=f"epoch {epoch} is not among the 4"):
            timeline.state_at(epoch)
    with pytest.raises(ValueError, match="expected epoch 4"):
        timeline.append(timeline.history[2], dict)


def test_records_that_do_not_fit_are_noticed() -> None:
    timeline = Timeline()
    timeline.begin(config())
    records = list(Session(config(epochs=5)))
    for record in records[:5]:
        timeline.append(record, dict)
    timeline.append(replace(records[5], w=(0.5, 0.5)), dict)
    assert timeline.state_at(4).record == records[4]
    with pytest.raises(RuntimeError, match="replayed"):
        timeline.state_at(5)


def test_a_timeline_is_of_one_run() -> None:
    timeline = recorded(config(epochs=3))
    timeline.begin(config(epochs=9))
    with pytest.raises(ValueError, match="another run"):
        timeline.begin(config(lr=0.123))
    with pytest.raises(ValueError, match="another run"):
        Lane(0, config(lr=0.123), timeline, 9).state()


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_lane_goes_on_where_its_timeline_ends(name: str) -> None:
    chosen = config(optimizer=name, hyper=tuple(OPTIONS[name].items()), epochs=10)
    timeline = recorded(chosen)
    assert Lane(0, chosen, timeline, 10).state().end == "finished"
    goes_on(timeline, Lane(0, chosen, timeline, 37))
    assert list(timeline.history) == list(Session(replace(chosen, epochs=37)))
    assert timeline.state_at(20).epochs == 36 + 1


def test_a_million_epochs_keep_few_checkpoints() -> None:
    checkpoints = Checkpoints(100, {})
    assert checkpoints.before(700) == (100, {})
    due = 0
    for epoch in range(100, 1_000_101):
        if checkpoints.is_due(epoch):
            due += 1
            checkpoints.append({"step": (float(epoch),), "exp_avg": (epoch + 0.5, -epoch)})
        if epoch % 99_999 == 0:
            for asked in range(100, epoch, 9_973):
                known, moments = checkpoints.before(asked)
                assert 0 <= asked - known < 512
                if known > 100:
                    assert moments == {"step": (known,), "exp_avg": (known + 0.5, -known)}
    assert due < 16_000
    assert checkpoints.before(1_000_100)[0] >= 1_000_100 - 512


def test_states_can_be_asked_for_while_the_run_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "STRIDE", 1)
    monkeypatch.setattr(machine, "MOST", 16)
    chosen = config("logistic-toy", optimizer="adam", epochs=3000)
    timeline = Timeline()
    lane = Lane(0, chosen, timeline, 3000)
    worker = threading.Thread(target=goes_on, args=(timeline, lane))
    worker.start()
    asked = 0
    while worker.is_alive() or not asked:
        if len(timeline):
            epoch = (asked * 7919) % len(timeline)
            assert timeline.state_at(epoch).record == timeline.history[epoch]
            asked += 1
    worker.join()
    assert len(timeline) == 3001


def test_a_fork_shares_the_past_and_goes_its_own_way() -> None:
    parent_config = config("linear", epochs=20)
    parent = recorded(parent_config)
    new, timeline = fork(parent, parent_config, 7, lr=0.002)
    assert new == replace(parent_config, lr=0.002)
    assert list(timeline.history) == list(parent.history)[:8]
    goes_on(timeline, Lane(1, new, timeline, 20))
    assert len(parent) == len(timeline) == 21
    w, after = timeline.history[7], timeline.history[8]
    moved = [a - b for a, b in zip(after.w, w.w, strict=True)]
    assert moved == pytest.approx([-0.002 * g for g in w.grad], rel=1e-5)
    # SGD remembers nothing: the fork is the run that starts where it left.
    there = list(Session(replace(new, start=w.w, epochs=13)))
    assert [record.w for record in there] == [record.w for record in timeline.history][7:]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_fork_with_the_same_optimizer_keeps_what_it_remembers(name: str) -> None:
    """With nothing changed, its future is the parent's."""
    chosen = config(optimizer=name, hyper=tuple(OPTIONS[name].items()), epochs=40)
    parent = recorded(chosen)
    for epoch in (0, 1, 23):
        new, timeline = fork(parent, chosen, epoch)
        assert new == chosen
        goes_on(timeline, Lane(1, new, timeline, 40))
        assert list(timeline.history) == list(parent.history)
        # and another learning rate makes another one, from the same memory
        new, timeline = fork(parent, chosen, epoch, lr=chosen.lr / 2)
        assert timeline.state_at(epoch).moments.keys() <= parent.state_at(epoch).moments.keys()
        goes_on(timeline, Lane(2, new, timeline, 40))
        assert timeline.history[epoch] == parent.history[epoch]
        assert timeline.history[epoch + 1] != parent.history[epoch + 1]


def test_a_fork_with_another_optimizer_starts_fresh() -> None:
    chosen = config(optimizer="adam", hyper=(("beta1", 0.5),), epochs=30)
    parent = recorded(chosen)
    new, timeline = fork(parent, chosen, 12, optimizer="rmsprop", lr=0.01)
    assert (new.optimizer, new.hyper, new.lr) == ("rmsprop", (), 0.01)
    assert timeline.state_at(12).moments == {}
    goes_on(timeline, Lane(1, new, timeline, 30))
    there = list(Session(replace(new, start=timeline.history[12].w, epochs=18)))
    assert [record.w for record in there] == [record.w for record in timeline.history][12:]


@pytest.mark.parametrize(
    ("name", "before", "after", "kept", "begun"),
    [
        ("adam", {}, {"amsgrad": 1.0}, "exp_avg", "max_exp_avg_sq"),
        ("rmsprop", {}, {"momentum": 0.5, "centered": 1.0}, "square_avg", "momentum_buffer"),
    ],
)
def test_hyper_parameters_that_need_more_memory_begin_with_none(
    name: str, before: dict[str, float], after: dict[str, float], kept: str, begun: str
) -> None:
    chosen = config(optimizer=name, hyper=tuple(before.items()), lr=0.01, epochs=30)
    parent = recorded(chosen)
    new, timeline = fork(parent, chosen, 20, hyper=tuple(after.items()))
    moments = timeline.state_at(20).moments
    assert moments[kept] == parent.state_at(20).moments[kept]
    assert moments[begun] == (0.0, 0.0)
    goes_on(timeline, Lane(1, new, timeline, 30))
    assert timeline.state_at(29) == replace(timeline.state_at(29), config=new)
    # and back again: what is not needed is dropped
    _, again = fork(timeline, new, 25, hyper=())
    assert begun not in again.state_at(25).moments


def test_momentum_goes_on_as_nesterov_and_is_forgotten_by_plain_sgd() -> None:
    chosen = config(optimizer="momentum", epochs=30)
    parent = recorded(chosen)
    buffer: Moments = parent.state_at(20).moments
    _, nesterov = fork(parent, chosen, 20, optimizer="nesterov")
    assert nesterov.state_at(20).moments == buffer
    _, plain = fork(parent, chosen, 20, optimizer="sgd")
    assert plain.state_at(20).moments == {}


def test_before_its_fork_a_timeline_knows_the_parents_optimizer() -> None:
    """A fork of a fork: each stretch is replayed by the optimizer that made it."""
    first = config(optimizer="adam", epochs=120)
    one = recorded(first)
    second, two = fork(one, first, 40, optimizer="momentum", lr=0.01)
    goes_on(two, Lane(1, second, two, 120))
    third, three = fork(two, second, 90, lr=0.02)
    goes_on(three, Lane(2, third, three, 120))
    for epoch in range(120):
        state = three.state_at(epoch)
        assert state.config == (first if epoch < 40 else second if epoch < 90 else third)
        assert onward(state, 1) == [(one if epoch < 40 else two if epoch < 90 else three).history[epoch + 1]]
    # forked twice at the same epoch, the last word counts
    fourth, four = fork(three, third, 90, optimizer="sgd")
    assert four.state_at(90).config == fourth
    assert four.state_at(89).config == second


def test_a_fork_races_its_parent() -> None:
    """Both futures at once: the fork, which is behind, catches up first."""
    chosen = config(optimizer="adam", epochs=60)
    expected = recorded(chosen)
    parent = Timeline()
    goes_on(parent, Lane(0, chosen, parent, 30))
    new, child = fork(parent, chosen, 10, lr=chosen.lr * 2)
    lanes = [Lane(0, chosen, parent, 60), Lane(1, new, child, 60)]
    race = Race([lane.config for lane in lanes])
    for place, lane in enumerate(lanes):
        race.restore(place, lane.state())
    while found := race.step():
        for place, record in found:
            lanes[place].timeline.append(record, lambda place=place: race.moments(place))  # type: ignore[misc]
        assert len(parent) == 31 or len(parent) == len(child)
    assert list(parent.history) == list(expected.history)
    alone = fork(expected, chosen, 10, lr=chosen.lr * 2)[1]
    assert list(goes_on(alone, Lane(1, new, alone, 60)).history) == list(child.history)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"loss": "bce"}, ValueError),
        ({"start": (0.0, 0.0), "lr": 1.0}, ValueError),
        ({"lr": -1.0}, InputError),
        ({"optimizer": "lion"}, InputError),
        ({"hyper": (("alpha", 0.5),)}, InputError),
    ],
)
def test_what_a_fork_cannot_be(changes: dict[str, Any], error: type[Exception]) -> None:
    chosen = config(epochs=5)
    with pytest.raises(error):
        fork(recorded(chosen), chosen, 3, **changes)
