"""Logistic regression on two inputs: three weights through the same engine as two."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from engine.config import DataSpec, RunConfig
from engine.data import draw, draw_start
from engine.errors import InputError
from engine.lessons import load_lesson, load_lessons, two_input_lessons
from engine.optimizers import OPTIMIZERS
from engine.problem import Problem
from engine.race import Race
from engine.records import EpochRecord, History
from engine.session import Session
from engine.stability import diverging
from engine.timeline import Timeline, fork
from engine.two_inputs import PLANES, TwoInputs, held_by


def config(**fields: object) -> RunConfig:
    return replace(load_lesson("logistic-2d").config(), **fields)  # type: ignore[arg-type]


def as_the_notes(net: torch.nn.Linear, epochs: int) -> list[tuple[list[float], float]]:
    """(b, W₁, W₂) and cost of every epoch, as plain torch has them."""
    x = torch.tensor([[1.0, 2], [2, 3], [3, 1], [4, 3], [5, 3], [6, 2]])
    y = torch.tensor([[0.0], [0], [0], [1], [1], [1]])
    optimizer = torch.optim.SGD(net.parameters(), lr=1)
    found = []
    for _ in range(epochs + 1):
        cost = torch.nn.functional.binary_cross_entropy(torch.sigmoid(net(x)), y)
        found.append(([net.bias.item(), *net.weight[0].tolist()], cost.item()))
        optimizer.zero_grad()
        cost.backward()
        optimizer.step()
    return found


def test_the_data_are_those_of_the_notes() -> None:
    data = draw(DataSpec("six-points"))
    assert data.x.tolist() == [[1, 2], [2, 3], [3, 1], [4, 3], [5, 3], [6, 2]]
    assert data.y.tolist() == [0, 0, 0, 1, 1, 1]
    assert data.inputs == 2
    assert not data.x.flags.writeable


def test_from_0_it_goes_as_in_plain_torch() -> None:
    lesson = load_lesson("logistic-2d")
    assert (lesson.start, lesson.lr, lesson.epochs, lesson.loss) == ((0, 0, 0), 1, 1000, "bce")
    with torch.random.fork_rng():
        net = torch.nn.Linear(2, 1)
    torch.nn.init.zeros_(net.weight)
    torch.nn.init.zeros_(net.bias)
    for record, (w, cost) in zip(Session(lesson.config()), as_the_notes(net, 1000), strict=True):
        assert record.w == pytest.approx(w, rel=1e-4, abs=1e-5)
        assert record.loss == pytest.approx(cost, rel=1e-4)
    assert record.loss == pytest.approx(0.019852, abs=1e-6)
    assert record.w == pytest.approx((-14.4777, 3.2521, 1.5174), rel=1e-4)


def test_seeded_it_starts_where_linear_starts_itself() -> None:
    with torch.random.fork_rng():
        torch.manual_seed(1)
        net = torch.nn.Linear(2, 1)
    lesson = load_lesson("logistic-2d-seeded")
    start = lesson.config().start
    assert start == (net.bias.item(), *net.weight[0].tolist()) == draw_start(1, inputs=2)
    for record, (w, cost) in zip(Session(lesson.config()), as_the_notes(net, 1000), strict=True):
        assert record.w == pytest.approx(w, rel=1e-4, abs=1e-5)
        assert record.loss == pytest.approx(cost, rel=1e-4)
    other = lesson.reseeded(2).config()
    assert other.start == draw_start(2, inputs=2)
    assert other.data == lesson.data
    with pytest.raises(InputError, match="random"):
        load_lesson("logistic-2d").reseeded(2)


def test_loss_and_slopes_are_those_that_autograd_has() -> None:
    for loss in ("bce", "mse", "sse"):
        problem = TwoInputs.of(config(loss=loss))
        for record in Session(config(loss=loss, start=(0.3, -0.5, 0.2), epochs=5, lr=0.1)):
            assert float(problem.loss(*record.w)) == pytest.approx(record.loss, rel=1e-5)
            assert problem.gradient(record.w) == pytest.approx(record.grad, rel=1e-4, abs=1e-6)


@pytest.mark.parametrize("plane", PLANES)
def test_a_plane_holds_the_third_weight(plane: tuple[int, int]) -> None:
    problem = TwoInputs.of(config())
    third = held_by(plane)
    assert sorted((*plane, third)) == [0, 1, 2]
    w = [-2.0, 1.5, 0.25]
    first = np.array([w[plane[0]], 3.0])
    second = np.array([w[plane[1]], -1.0, 4.0])
    grid = problem.on_plane(plane, w[third], first[:, None], second)
    assert grid.shape == (2, 3)
    assert grid[0, 0] == pytest.approx(float(problem.loss(*w)), rel=1e-14)
    w[plane[0]], w[plane[1]] = 3.0, 4.0
    assert grid[1, 2] == pytest.approx(float(problem.loss(*w)), rel=1e-14)


def test_accuracy_is_the_share_on_the_right_side() -> None:
    problem = TwoInputs.of(config())
    assert problem.accuracy((0, 0, 0)) == 0.5  # ŷ = ½ counts as a 1, as in the notes
    assert problem.accuracy((-3.5, 1, 0)) == 1.0
    assert problem.accuracy((3.5, -1, 0)) == 0.0
    assert float(problem.predict((-3.5, 1, 0), 3.5, 9)) == 0.5


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_run_is_the_same_in_company(optimizer: str) -> None:
    """Bit for bit, whichever runs of three weights it is stacked with."""
    rate = 0.05
    wanted = config(optimizer=optimizer, lr=rate, epochs=30, start=(0.1, -0.2, 0.3))
    others = [replace(wanted, lr=0.02), replace(wanted, start=(1.0, 2.0, 3.0)), config(epochs=20, loss="mse")]
    alone = list(Session(wanted))
    race = Race([others[0], wanted, *others[1:]])
    found = _of_place(race, 1)
    assert found == alone


def _of_place(race: Race, place: int) -> list[EpochRecord]:
    found = []
    while stepped := race.step():
        found += [record for at, record in stepped if at == place]
    return found


def test_a_race_has_equally_many_weights() -> None:
    with pytest.raises(ValueError, match="equally many weights"):
        Race([config(), load_lesson("linear").config()])


@pytest.mark.parametrize(
    "fields",
    [
        {"optimizer": "adam", "lr": 0.1},
        {"optimizer": "momentum", "lr": 0.1, "batch": 4, "batch_seed": 3},
        {"optimizer": "rmsprop", "lr": 0.01, "frozen": (False, True, False)},
        {"schedule": "exponential", "schedule_hyper": (("gamma", 0.9),)},
    ],
)
def test_any_epoch_can_be_gone_back_to(fields: dict[str, object]) -> None:
    wanted = config(epochs=60, start=(0.5, 0.25, -0.25), **fields)
    session, timeline = Session(wanted), Timeline()
    timeline.begin(wanted)
    for record in session:
        timeline.append(record, lambda: session.state().moments)
    assert timeline.history.path().shape == (61, 3)
    again = Session(wanted)
    again.restore(timeline.state_at(37))
    assert list(again) == list(timeline.history)[38:]
    other, branch = fork(timeline, wanted, 37, lr=0.005)
    assert branch.history[37] == timeline.history[37]
    assert other.start == wanted.start


def test_a_batch_s_gradient_is_that_of_its_data() -> None:
    wanted = config(epochs=3, batch=6, lr=0.1)
    for record in Session(wanted):
        assert record.applied == pytest.approx(record.grad, rel=1e-5, abs=1e-7)


def test_a_frozen_weight_stays() -> None:
    for place in range(3):
        frozen = tuple(k == place for k in range(3))
        last = list(Session(config(epochs=10, start=(1.0, 2.0, 3.0), frozen=frozen)))[-1]
        assert [a == b for a, b in zip(last.w, (1, 2, 3), strict=True)] == list(frozen)
    assert config(frozen=(True, True)).frozen == (True, True, False)


def test_a_history_of_three_grows_as_one_of_two() -> None:
    history = History(capacity=1)
    records = [EpochRecord(k, (k, k + 0.1, k + 0.2), 1 / (k + 1), (-k, -k - 0.1, -k - 0.2)) for k in range(5)]
    for record in records:
        history.append(record)
    assert list(history) == records
    assert history.path().tolist() == [list(record.w) for record in records]
    assert history.applied(1, 3).tolist() == [list(record.grad) for record in records[1:3]]
    assert history.losses().tolist() == [record.loss for record in records]
    assert list(history.first(2)) == records[:2]


def test_what_does_not_fit_is_said() -> None:
    with pytest.raises(InputError) as caught:
        config(start=(0.0, 0.0))
    assert caught.value.code == "start-size"
    with pytest.raises(InputError) as caught:
        replace(load_lesson("linear").config(), start=(0.0, 0.0, 0.0))
    assert caught.value.code == "start-size"
    with pytest.raises(InputError) as caught:
        config(link="identity", loss="mse")
    assert caught.value.code == "two-inputs-link"
    with pytest.raises(InputError, match="w2"):
        config(start=(0.0, 0.0, 1e9))
    with pytest.raises(ValueError, match="1 input"):
        TwoInputs.of(load_lesson("linear").config())
    with pytest.raises(ValueError, match="12 inputs, 6 labels"):
        Problem.of(config())


def test_one_that_diverges_says_all_its_weights() -> None:
    wanted = config(lr=1e6, epochs=100, hyper=(("weight_decay", 1.0),), start=(1.0, 2.0, 3.0))
    session, history = Session(wanted), History()
    for record in session:
        history.append(record)
    assert session.end == "diverged"
    said = str(diverging(wanted, history, session.end))
    inside = said.split("w = (")[1].split(")")[0]
    assert len(inside.split(", ")) == 3


def test_they_are_lessons_of_their_own_kind() -> None:
    assert [lesson.name for lesson in two_input_lessons()] == ["logistic-2d", "logistic-2d-seeded"]
    assert all(lesson.third is not None for lesson in two_input_lessons())
    assert all(lesson.third is None for lesson in load_lessons())
