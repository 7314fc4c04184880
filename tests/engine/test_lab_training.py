"""Training in the lab: the notebooks' own loops, number by number, and all that one may do while it runs."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from engine.errors import InputError
from engine.lab.config import TrainConfig, one_cycle
from engine.lab.dataset import DataSet, Digits
from engine.lab.ending import pick, undivided_accuracy
from engine.lab.lessons import load_lab_lesson
from engine.lab.mnist import load
from engine.lab.networks import build, parse
from engine.lab.records import BatchRecord, CheckRecord, LabEpoch
from engine.lab.training import Training
from tests.few_digits import few

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture
def truth() -> dict[str, Any]:
    text = (Path(__file__).parent / "ground_truth.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["mnist"]
    return found


def config(network: str = "784-16-ReLU-10", loss: str = "cross-entropy", **fields: object) -> TrainConfig:
    given = {"optimizer": "sgd", "lr": 0.1, "epochs": 3, "batch": 32, "seed": 7, **fields}
    return TrainConfig(network=parse(network), loss=loss, **given)  # type: ignore[arg-type]


BINARY = {"digits": (0, 1), "by_class": True, "shuffle": False}


def records(training: Training) -> list[LabEpoch]:
    return list(training.epochs())


def same_weights(ours: nn.Module, theirs: nn.Module) -> bool:
    pairs = zip(ours.state_dict().values(), theirs.state_dict().values(), strict=True)
    return all(torch.equal(mine, other) for mine, other in pairs)


# The notebooks' loops, with torch's own modules, loss modules, loaders and global generator.


def by_class(digits: Digits, wanted: tuple[int, ...]) -> tuple[torch.Tensor, torch.Tensor]:
    x = torch.cat([digits.images[digits.labels == digit] for digit in wanted])
    y = torch.cat([digits.labels[digits.labels == digit] for digit in wanted])
    return x.reshape(-1, 784).float() / 255, y


@pytest.mark.parametrize("batch", [0, 16])
def test_sigmoid_bce_and_dropout_are_the_notebooks_bit_for_bit(batch: int, free_draws: None) -> None:
    text = "784-32-Dropout(0.5)-ReLU-1-Sigmoid"
    training = Training(config(text, "bce", batch=batch, seed=1, **BINARY), few())
    ours = records(training)

    x, y = by_class(few().train, (0, 1))
    y = y.reshape(-1, 1).float()
    torch.manual_seed(1)
    net = nn.Sequential(
        nn.Linear(784, 32), nn.Dropout(0.5), nn.ReLU(), nn.Linear(32, 1), nn.Sigmoid()
    )  # fmt: skip
    optimizer, loss_fn = torch.optim.SGD(net.parameters(), lr=0.1), nn.BCELoss()
    for record in ours:
        losses = []
        net.train()
        for xb, yb in zip(x.split(batch or len(x)), y.split(batch or len(x)), strict=True):
            loss = loss_fn(net(xb), yb)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            losses.append(loss.item())
        net.eval()
        assert record.losses == tuple(losses)
        assert record.train_accuracy == ((net(x) > 0.5) == y).double().mean()
    assert same_weights(training.network, net)


def test_shuffled_batches_are_a_data_loaders_bit_for_bit(free_draws: None) -> None:
    """Dropout draws between the loader's draws, so every one of them has to come in its place."""
    training = Training(config("784-16-ReLU-Dropout(0.3)-10", drop_last=True), few())
    ours = records(training)

    x, y = few().train.inputs().reshape(-1, 784), few().train.labels
    torch.manual_seed(7)
    net = nn.Sequential(nn.Linear(784, 16), nn.ReLU(), nn.Dropout(0.3), nn.Linear(16, 10))
    loader = DataLoader(TensorDataset(x, y), batch_size=32, shuffle=True, drop_last=True)
    optimizer, loss_fn = torch.optim.SGD(net.parameters(), lr=0.1), nn.CrossEntropyLoss()
    for record in ours:
        losses = []
        for xb, yb in loader:
            optimizer.zero_grad()
            loss = loss_fn(net(xb), yb)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        assert record.losses == tuple(losses)
        assert record.loss == pytest.approx(sum(losses) / len(loader))
    assert len(ours[0].losses) == 240 // 32
    assert same_weights(training.network, net)


def test_one_hot_targets_and_adam_are_the_notebooks_bit_for_bit(free_draws: None) -> None:
    fields = {"digits": (0, 1, 2), "by_class": True, "shuffle": False, "batch": 0}
    training = Training(
        config("784-8-ReLU-3", "cross-entropy-one-hot", optimizer="adam", lr=0.01, **fields), few()
    )
    ours = records(training)
    x, y = by_class(few().train, (0, 1, 2))
    torch.manual_seed(7)
    net = nn.Sequential(nn.Linear(784, 8), nn.ReLU(), nn.Linear(8, 3))
    optimizer, loss_fn = torch.optim.Adam(net.parameters(), lr=0.01), nn.CrossEntropyLoss()
    for record in ours:
        loss = loss_fn(net(x), nn.functional.one_hot(y).float())
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        assert record.loss == loss.item()
    assert same_weights(training.network, net)


def test_the_two_ways_to_write_a_logits_loss_give_one_curve() -> None:
    one = config("784-16-ReLU-1", "bce-by-hand", batch=0, **BINARY)
    curves = [records(Training(each, few())) for each in (one, replace(one, loss="bce-logits"))]
    for by_hand, by_torch in zip(*curves, strict=True):
        assert by_hand.loss == pytest.approx(by_torch.loss, rel=1e-5)
        assert by_hand.test_accuracy == by_torch.test_accuracy


# What a training is to the one who holds it.


def test_records_come_in_order_and_the_global_generator_is_left_alone() -> None:
    before = torch.get_rng_state()
    training = Training(config("784-16-ReLU-Dropout(0.2)-10", epochs=2, batch=100), few())
    found = list(training)
    assert torch.equal(torch.get_rng_state(), before)
    kinds = [type(record) for record in found]
    assert kinds == ([BatchRecord] * 3 + [CheckRecord] * 2 + [LabEpoch]) * 2
    assert [(r.epoch, r.batch, r.batches) for r in found[:3]] == [(1, 1, 3), (1, 2, 3), (1, 3, 3)]
    assert [(r.done, r.total) for r in found[3:5]] == [(240, 360), (360, 360)]
    assert found[5].losses == tuple(r.loss for r in found[:3])
    assert found[5].samples_per_second == pytest.approx(240 / found[5].seconds)
    assert (training.end, training.epoch, training.step()) == ("finished", 2, None)
    assert training.network.training


def test_what_is_easy_is_learnt_and_classified_by_images_and_rows_alike() -> None:
    for text in ("784-10", "1×28×28-Conv(4,5,0,2)-BatchNorm-ReLU-Flatten-10"):
        last = records(Training(config(text, optimizer="adam", lr=0.01, epochs=6), few()))[-1]
        assert last.test_accuracy > 0.9


@pytest.mark.parametrize("text", ["784-10", "1×28×28-Conv(4,5,0,2)-BatchNorm-ReLU-Flatten-10"])
def test_the_test_images_can_be_judged_at_any_time(text: str) -> None:
    """Between two batches: what follows comes out as if nobody had looked."""
    one = config(text, optimizer="adam", lr=0.01)
    training, other = Training(one, few()), Training(one, few())
    for _ in range(3):
        training.train_batch()
    assert 0 <= training.test_accuracy() <= 1
    assert training.network.training
    ended = records(training)
    assert [record.losses for record in ended] == [record.losses for record in other.epochs()]
    assert training.test_accuracy() == ended[-1].test_accuracy


def test_classes_are_digits_in_the_order_asked_for() -> None:
    training = Training(config("784-2", digits=(7, 3), epochs=8), few())
    last = records(training)[-1]
    assert last.test_accuracy > 0.9
    seven = few().test.only((7,)).inputs().reshape(-1, 784)
    assert (training.network(seven).argmax(dim=1) == 0).double().mean() > 0.8


@pytest.mark.parametrize("at", [0, 3, 9, 20])
@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_a_state_is_gone_on_from_bit_for_bit(at: int, optimizer: str) -> None:
    """Within an epoch, while classifying, between epochs: orders, masks and moments are all in it."""
    one = config("784-16-ReLU-Dropout(0.3)-10", optimizer=optimizer, lr=0.01, schedule="one-cycle")
    training, other = Training(one, few()), Training(one, few())
    for _ in range(at):
        training.step()
    state = training.state()
    rest = [(type(record), getattr(record, "losses", getattr(record, "loss", 0))) for record in training]
    for _ in range(5):
        other.step()
    for _ in range(2):  # a state can be used more than once
        other.restore(state)
        again = [(type(record), getattr(record, "losses", getattr(record, "loss", 0))) for record in other]
        assert again == rest
    assert same_weights(training.network, other.network)
    with pytest.raises(ValueError, match="another training"):
        Training(replace(one, seed=8), few()).restore(state)


def test_the_learning_rate_can_be_changed_between_two_batches() -> None:
    training = Training(config(), few())
    training.train_batch()
    before = [parameter.clone() for parameter in training.network.parameters()]
    training.set_lr(1e-12)
    training.train_batch()
    for old, new in zip(before, training.network.parameters(), strict=True):
        assert torch.allclose(old, new, atol=1e-9)
    with pytest.raises(InputError, match="lr: -1 is outside"):
        training.set_lr(-1)


def test_stop_and_go_on() -> None:
    training = Training(config(), few())
    training.step()
    training.stop()
    assert (training.step(), training.end) == (None, "stopped")
    training.reach(3)
    assert training.end is None
    assert len(records(training)) == 3
    training.reach(5)
    assert (training.end, training.config.epochs) == (None, 5)
    assert [record.epoch for record in records(training)] == [4, 5]
    for epochs in (4, 1_000_000):
        with pytest.raises(InputError, match="epochs"):
            training.reach(epochs)
    assert (training.end, training.config.epochs) == ("finished", 5)


def test_a_nearer_end_is_an_end_and_an_earlier_state_has_its_own() -> None:
    training = Training(config(epochs=5), few())
    while training.epoch < 2:
        training.step()
    state = training.state()
    training.reach(2)
    assert (training.end, training.step()) == ("finished", None)
    training.reach(3)
    longer = records(training)
    training.restore(state)
    assert (training.end, training.config.epochs) == (None, 5)
    assert [record.losses for record in records(training)[:1]] == [record.losses for record in longer]


def test_one_cycle_rises_falls_and_begins_anew_when_extended() -> None:
    assert [one_cycle(2.0, done) for done in (0.0, 0.15, 0.3, 0.65, 1.0)] == pytest.approx([0, 1, 2, 1, 0])
    training = Training(config(schedule="one-cycle", epochs=1, batch=24, drop_last=True), few())
    rates = []
    for _ in range(2):
        while training.end is None:
            if training.batch < training.batches:
                rates.append(training.lr_now)
            training.step()
        training.reach(training.epoch + 1)
    assert 0 < rates[0] < rates[2] > rates[9] > 0
    assert max(rates) <= 0.1
    assert rates[10:] == pytest.approx(rates[:10])


@pytest.mark.parametrize("loss", ["bce", "bce-logits", "bce-by-hand"])
def test_divergence_is_shown_and_leaves_the_last_finite_network(loss: str) -> None:
    """lr · weight_decay = 1e4 makes every weight 1e4 times as large, epoch by epoch, until float32 ends."""
    text = "784-16-ReLU-1-Sigmoid" if loss == "bce" else "784-16-ReLU-1"
    fields = {"lr": 1e-3, "epochs": 20, "batch": 0, "hyper": (("weight_decay", 100.0),), **BINARY}
    training = Training(config(text, loss, **fields), few())
    first = next(training.epochs())
    weights = training.state().weights
    training.set_lr(1e2)
    later = records(training)
    assert training.end == "diverged"
    assert training.epoch == (later or [first])[-1].epoch
    assert all(math.isfinite(record.loss) for record in later)
    assert all(value.isfinite().all() for value in training.network.state_dict().values())
    if not later:
        assert all(torch.equal(weights[name], v) for name, v in training.network.state_dict().items())
    training.reach(30)
    assert training.step() is None


def test_a_network_can_be_given_to_go_on_with() -> None:
    one = config("784-10")
    network = build(one.network, torch.Generator().manual_seed(3))
    training = Training(one, few(), network)
    assert training.network is network
    first = network[0].weight.clone()
    training.step()
    assert not torch.equal(network[0].weight, first)


def test_images_are_never_kept_twice_nor_changed() -> None:
    data = few()
    before = data.train.images.clone()
    Training(config("784-10", batch=0, shuffle=False), data).step()
    assert torch.equal(data.train.images, before)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"digits": (3,)}, "at least two different digits"),
        ({"digits": (3, 3)}, "at least two different digits"),
        ({"digits": (3, 11)}, "at least two different digits"),
        ({"digits": (0, 1)}, "needs 2 outputs for 2 classes, and 784-16-ReLU-10 has 10"),
        ({"loss": "bce"}, "tells two digits apart, not 10"),
        ({"loss": "hinge"}, "“hinge” is not one of bce"),
        ({"optimizer": "lion"}, "“lion” is not one of sgd"),
        ({"hyper": (("momentum", 0.9),)}, "“momentum” is not one of weight_decay"),
        ({"lr": math.inf}, "lr"),
        ({"epochs": 0}, "epochs: 0 is outside"),
        ({"batch": -1}, "batch: -1 is outside"),
        ({"seed": -1}, "seed: -1 is outside"),
        ({"schedule": "cosine"}, "“cosine” is not one of constant"),
    ],
)
def test_a_setup_that_cannot_be_is_refused_with_a_sentence(fields: dict[str, object], said: str) -> None:
    with pytest.raises(InputError) as caught:
        config(**fields)  # type: ignore[arg-type]
    assert said in str(caught.value)


def test_data_that_do_not_fit_are_refused_with_a_sentence() -> None:
    with pytest.raises(InputError, match="there are 240 images"):
        Training(config(batch=1000, drop_last=True), few())
    no_nines = DataSet(few().train.only(range(9)), few().test)
    with pytest.raises(InputError, match="few holds no 9"):
        Training(config(), no_nines)
    with pytest.raises(InputError, match="device"):
        Training(config(), few(), device="tpu")


def test_moving_to_the_device_where_it_is_changes_nothing() -> None:
    training, other = Training(config(optimizer="adam"), few()), Training(config(optimizer="adam"), few())
    for one in (training, other):
        for _ in range(4):
            one.step()
    training.to("cpu")
    assert [r.losses for r in training.epochs()] == [r.losses for r in other.epochs()]


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_a_training_moves_between_devices_while_it_runs() -> None:
    one = config("784-16-ReLU-Dropout(0.2)-10", optimizer="adam", lr=0.01)
    training = Training(one, few())
    for _ in range(3):
        training.step()
    training.to("cuda")
    record = training.step()
    assert isinstance(record, BatchRecord)
    assert record.loss is None
    assert next(training.network.parameters()).device.type == "cuda"
    state = training.state()
    epoch = next(training.epochs())
    assert len(epoch.losses) == training.batches
    training.restore(state)
    assert next(training.epochs()).losses == pytest.approx(epoch.losses, rel=1e-4)
    training.to("cpu")
    assert records(training)[-1].test_accuracy > 0.5


# The course's numbers, on MNIST itself.


def mnist_training(lesson: str, root: Path, **overrides: object) -> Training:
    return Training(load_lab_lesson(lesson).config(**overrides), mnist(root))  # type: ignore[arg-type]


@cache
def mnist(root: Path) -> DataSet:
    return load(root)


def test_the_logits_lesson_gives_the_published_accuracies(mnist_root: Path, truth: dict[str, Any]) -> None:
    published = truth["mnist-01-logits"]["train_accuracy_epochs_1_to_10"]
    lesson = load_lab_lesson("mnist-01-logits")
    twin = lesson.twin(lesson.train)
    assert twin is not None
    curves = [records(Training(each, mnist(mnist_root))) for each in (lesson.train, twin)]
    for curve in curves:
        assert [record.train_accuracy for record in curve] == pytest.approx(published, abs=0.002)
    assert max(abs(a.loss - b.loss) for a, b in zip(*curves, strict=True)) < 1e-6


def test_the_minibatch_lesson_gives_the_recomputed_accuracies(
    mnist_root: Path, truth: dict[str, Any]
) -> None:
    training = mnist_training("mnist-01-minibatch", mnist_root)
    last = records(training)[-1]
    assert training.images == (12_665, 2_115)
    assert (last.train_accuracy, last.test_accuracy) == pytest.approx(
        (truth["mnist-01-minibatch"]["train"], truth["mnist-01-minibatch"]["test"]), abs=0.002
    )
    # the ones begin at batch 371: nobody has told the network of them before
    assert last.losses[371] > 2 * last.losses[365]


def test_the_softmax_lesson_starts_with_the_recomputed_costs(mnist_root: Path, truth: dict[str, Any]) -> None:
    costs = truth["mnist-softmax"]["average_cost_epochs_1_to_3"]
    training = mnist_training("mnist-softmax", mnist_root, epochs=2)
    assert [record.loss for record in training.epochs()] == pytest.approx(costs[:2], abs=2e-5)


def test_the_softmax_lesson_picks_the_notes_test_image(mnist_root: Path, truth: dict[str, Any]) -> None:
    known = truth["mnist-softmax"]
    training = mnist_training("mnist-softmax", mnist_root, epochs=1)
    picked = pick(training.network, mnist(mnist_root).test, training.config, 777)
    assert (picked.index, picked.label) == (known["random_test_index"], known["its_label"])


def test_undivided_images_are_read_as_if_there_were_no_biases() -> None:
    training = Training(config("784-10", epochs=5), few())
    records(training)
    network, test = training.network, few().test
    undivided = undivided_accuracy(network, test, training.config)
    network[0].bias.data.zero_()
    without = network(test.inputs().reshape(-1, 784)).argmax(dim=1)
    assert undivided == pytest.approx((without == test.labels).double().mean().item(), abs=0.02)
