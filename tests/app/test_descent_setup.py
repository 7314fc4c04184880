"""What the person has chosen, as plain values: runs beside the lead, races, two losses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.descent.opening import opened
from app.descent.races import KINDS, alone, beside, other_loss, race, with_changes
from app.descent.setup import LEAD, MOST, Rival, Setup, difference
from engine.errors import InputError
from engine.lessons import load_lesson, load_lessons


def setup_of(name: str = "linear") -> Setup:
    lesson = load_lesson(name)
    return Setup(lesson, lesson.config())


def test_every_lesson_opens_with_runs_that_can_be_run() -> None:
    for lesson in load_lessons():
        setup = opened(lesson)
        configs = dict(setup.configs())
        assert configs[LEAD] == lesson.config()
        assert len(configs) <= MOST
        assert len({setup.slot(key) for key in configs}) == len(configs)


def test_the_race_of_learning_rates_shows_both_sides_of_the_limit() -> None:
    rates = [config.lr for _, config in opened(load_lesson("compare-rates")).configs()]
    assert rates == [0.001, 0.0001, 0.0015, 0.0028, 0.0038, 0.0047, 0.0083, 0.0085]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["linear", "logistic-bce-good"])
def test_a_race_differs_in_what_it_is_about_and_in_nothing_else(name: str, kind: str) -> None:
    setup = race(setup_of(name), kind)
    field = {"optimizers": "optimizer", "rates": "lr", "starts": "start"}[kind]
    for key, config in setup.configs():
        if key != LEAD:
            assert [changed for changed, _ in difference(config, setup.config)] == [field]
    assert len(setup.rivals) >= 4


def test_a_race_of_rates_knows_the_limit() -> None:
    rates = sorted(config.lr for _, config in race(setup_of("linear"), "rates").configs())
    assert rates[-2] < 0.0082382 < rates[-1]


def test_a_second_race_takes_the_place_of_the_first_and_spares_what_is_pinned() -> None:
    setup = race(setup_of(), "optimizers")
    first = setup.rivals[0]
    fork = Rival(99, setup.free_slots()[0], parent=object(), epoch=3)  # type: ignore[arg-type]
    again = race(setup.with_rivals(fork), "starts")
    assert fork in again.rivals
    assert first not in again.rivals


def test_there_are_never_more_than_eight_runs() -> None:
    setup = with_changes(setup_of(), [{"lr": 0.001 * k} for k in range(2, 30)])
    assert len(list(setup.configs())) == MOST
    assert setup.free_slots() == []
    assert with_changes(setup, [{"lr": 0.5}]) == setup


def test_what_runs_have_in_common_is_changed_for_all_of_them() -> None:
    setup = race(setup_of(), "optimizers")
    moved = setup.edited(start=(1.0, 2.0))
    assert {config.start for _, config in moved.configs()} == {(1.0, 2.0)}
    adam = next(r for r in setup.rivals if dict(r.change)["optimizer"] == "adam")
    chosen = replace(setup, chosen=adam.key)
    faster = chosen.edited(lr=0.5)
    assert faster.config_of(adam.key).lr == 0.5
    assert faster.config.lr == setup.config.lr
    also_moved = chosen.edited(start=(1.0, 2.0))
    assert {config.start for _, config in also_moved.configs()} == {(1.0, 2.0)}


def test_another_optimizer_begins_with_its_own_defaults() -> None:
    lead = setup_of().edited(optimizer="momentum", hyper=(("momentum", 0.5),))
    setup = with_changes(lead, [{"optimizer": "adam"}])
    assert setup.config_of(setup.rivals[0].key).hyper == ()


def test_a_pinned_run_does_not_change() -> None:
    from app.descent.run import Run

    setup = setup_of()
    kept = Rival(1, 1, kept=Run(1, setup.config, 30))
    setup = replace(setup.with_rivals(kept), chosen=1)
    with pytest.raises(InputError) as caught:
        setup.edited(lr=0.5)
    assert caught.value.code == "pinned"
    assert dict(setup.configs()).keys() == {LEAD}


def test_two_losses_follow_one_start_and_change_places() -> None:
    setup = beside(setup_of("logistic-mse-worst"), other_loss(setup_of("logistic-mse-worst")))
    assert setup.second == "bce"
    (mate,) = setup.rivals
    assert setup.config_of(mate.key).loss == "bce"
    assert setup.edited(start=(0.0, 1.0)).config_of(mate.key).start == (0.0, 1.0)
    exchanged = setup.edited(loss="bce")
    assert (exchanged.config.loss, exchanged.second) == ("bce", "mse")
    assert exchanged.config_of(mate.key).loss == "mse"
    assert beside(setup, "") == setup_of("logistic-mse-worst")
    assert alone(race(setup, "rates")).rivals == setup.rivals


def test_a_line_is_compared_with_the_mean_of_squares() -> None:
    assert other_loss(setup_of("linear")) == "mse"
    assert other_loss(setup_of("logistic-bce-good")) == "mse"
    assert other_loss(setup_of("logistic-mse-good")) == "bce"


def test_a_fork_keeps_to_its_parent_and_not_to_the_panel() -> None:
    from app.descent.run import Run

    setup = setup_of()
    fork = Rival(1, 1, (("optimizer", "adam"),), parent=Run(0, setup.config, 30), epoch=7)
    setup = setup.with_rivals(fork)
    moved = setup.edited(start=(0.0, 0.0))
    assert moved.config_of(1).start == (-5.0, 10.0)
    assert moved.config_of(1).optimizer == "adam"
