"""Times of a training are those of the clock on the wall, and what they are is said."""

from __future__ import annotations

import pytest

from app.lab.pace import Pace
from app.lab.trainer import Standing
from app.lab.training_words import status, where
from engine.lab.records import LabEpoch

LAST = LabEpoch(100, 0.5, 0.9, 0.9, 0.025, 2_400_000.0, (0.5,))


class Clock:
    """A clock that is set by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_what_is_not_training_is_counted_as_well_but_pauses_are_not(clock: Clock) -> None:
    pace = Pace(clock)
    pace.follow(0.0, training=True)
    for epoch in range(1, 101):
        clock.now += 0.1
        pace.follow(float(epoch), training=epoch < 100)
    clock.now += 1000.0  # a pause
    pace.follow(100.5, training=False)  # a step in it
    assert pace.seconds == pytest.approx(10.0)
    assert pace.epoch == pytest.approx(0.1)
    assert pace.left(400.0) == pytest.approx(40.0)
    pace.reset()
    assert pace.epoch is None
    assert pace.left(1.0) is None


def test_what_is_left_goes_by_what_was_seen_last(clock: Clock) -> None:
    pace = Pace(clock)
    pace.follow(0.0, training=True)
    for seconds, epochs in ((20.0, 20), (40.0, 200)):  # twenty slow epochs, then fast ones
        done = 0 if epochs == 20 else 20
        for k in range(1, 101):
            clock.now += seconds / 100
            pace.follow(done + k * epochs / 100, training=True)
    assert pace.left(50.0) == pytest.approx(50.0 * 40 / 200, rel=0.05)
    assert pace.epoch == pytest.approx(60 / 220)


def test_nothing_is_said_that_cannot_be_known_yet(clock: Clock) -> None:
    pace = Pace(clock)
    pace.follow(0.0, training=True)
    clock.now += 0.1
    pace.follow(1.0, training=True)
    assert pace.left(5.0) is None
    text = status(Standing("training", epoch=1, batch=1, checked=1.0, epochs=500), LAST, pace)
    assert "left" not in text
    assert "0.025 s an epoch for the updates" in text


def test_the_line_tells_wall_time_from_that_of_the_updates(clock: Clock) -> None:
    pace = Pace(clock)
    pace.follow(0.0, training=True)
    clock.now += 10.0
    pace.follow(100.0, training=True)
    at = Standing("training", epoch=100, batch=1, checked=1.0, epochs=500)
    text = status(at, LAST, pace)
    assert "40 s left" in text
    assert "0.10 s an epoch, 0.025 s of it updates" in text
    assert "images/s" in where(at)
    pace.follow(100.0, training=False)
    at = Standing("stopped", epoch=100, batch=1, checked=1.0, epochs=500)
    text = status(at, LAST, pace)
    assert "took 10 s" in text
    assert "left" not in text


@pytest.mark.parametrize(("epochs", "words"), [(600, "50 s left"), (3000, "4 min 50 s left")])
def test_long_times_have_minutes(clock: Clock, epochs: int, words: str) -> None:
    pace = Pace(clock)
    pace.follow(0.0, training=True)
    clock.now += 10.0
    pace.follow(100.0, training=True)
    assert words in status(Standing("training", epoch=100, batch=1, checked=1.0, epochs=epochs), LAST, pace)
