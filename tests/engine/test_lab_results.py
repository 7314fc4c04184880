"""What a network reads in images: outcome, confusion, calibration, comparison."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from engine.lab.landscape import Some
from engine.lab.networks import build, parse
from engine.lab.reading import as_inputs, outputs_of, read, takes_rows
from engine.lab.results import (
    calibration,
    compare,
    evaluate,
    evaluate_in_parts,
    mcnemar,
    random_images,
)

pytestmark = pytest.mark.usefixtures("free_draws")


def digits(n: int, classes: int = 10, seed: int = 0) -> Some:
    generator = torch.Generator().manual_seed(seed)
    images = torch.randint(0, 256, (n, 28, 28), dtype=torch.uint8, generator=generator)
    return Some(images, torch.randint(0, classes, (n,), generator=generator))


class Fixed(nn.Module):
    """Gives logits that were written down, whatever it is shown."""

    def __init__(self, logits: torch.Tensor) -> None:
        super().__init__()
        self.logits = nn.Parameter(logits)
        self.at = 0

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        self.at += len(inputs)
        return self.logits[self.at - len(inputs) : self.at]


def test_outcome_agrees_with_torch_and_with_counting():
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(784, 16), nn.ReLU(), nn.Dropout(0.5), nn.Linear(16, 10))
    data = digits(2345)
    outcome = evaluate(net, data)
    with torch.no_grad():
        logits = net.eval()(data.images.flatten(1).float() / 255)
    assert outcome.loss == pytest.approx(functional.cross_entropy(logits, data.labels).item(), rel=1e-6)
    np.testing.assert_allclose(outcome.probabilities, logits.softmax(1), atol=1e-6)
    np.testing.assert_array_equal(outcome.predictions, logits.argmax(1))
    assert outcome.accuracy == pytest.approx((logits.argmax(1) == data.labels).float().mean().item())
    for shown in range(10):
        for read_as in range(10):
            cell = outcome.cell(shown, read_as)
            assert len(cell) == outcome.confusion[shown, read_as]
            assert (outcome.labels[cell] == shown).all()
            assert (outcome.predictions[cell] == read_as).all()


def test_the_mode_of_each_layer_is_as_before():
    net = nn.Sequential(nn.Linear(784, 4), nn.Dropout(0.5), nn.Linear(4, 10))
    net.train()
    net[1].eval()
    evaluate(net, digits(5))
    assert (net.training, net[0].training, net[1].training) == (True, True, False)


def test_in_parts_the_outcome_is_the_same_and_the_mode_ones_own_between():
    net = nn.Sequential(nn.Linear(784, 10), nn.Dropout(0.5)).train()
    data = digits(450)
    records = []
    for record in evaluate_in_parts(net, data, size=200):
        assert net[1].training
        records.append(record)
    assert [(record.done, record.total) for record in records] == [(200, 450), (400, 450), (450, 450)]
    assert [record.outcome is None for record in records] == [True, True, False]
    np.testing.assert_array_equal(records[-1].outcome.confusion, evaluate(net, data).confusion)


def test_a_temperature_changes_confidence_and_no_answer():
    torch.manual_seed(8)
    net, data = nn.Sequential(nn.Linear(784, 10)), digits(60)
    cool, plain = evaluate(net, data, temperature=0.5), evaluate(net, data)
    np.testing.assert_array_equal(cool.predictions, plain.predictions)
    assert (cool.confidence > plain.confidence).all()


def test_errors_come_sorted_by_confidence():
    logits = torch.tensor([[5.0, 0], [0, 9.0], [3.0, 0], [0, 4.0]])
    outcome = evaluate(
        Fixed(logits), Some(torch.zeros(4, 28, 28, dtype=torch.uint8), torch.tensor([1, 0, 1, 1]))
    )
    assert outcome.misclassified().tolist() == [1, 0, 2]
    assert outcome.cell(1, 0).tolist() == [0, 2]


@pytest.mark.parametrize("last", [[], [nn.Sigmoid()]])
def test_one_output_speaks_of_the_second_class(last):
    torch.manual_seed(1)
    net = nn.Sequential(nn.Linear(784, 1), *last)
    data = digits(50, classes=2)
    outcome = evaluate(net, data)
    with torch.no_grad():
        logit = net[0](data.images.flatten(1).float() / 255)[:, 0]
    np.testing.assert_allclose(outcome.probabilities[:, 1], logit.sigmoid(), atol=1e-6)
    expected = functional.binary_cross_entropy_with_logits(logit, data.labels.float()).item()
    assert outcome.loss == pytest.approx(expected, rel=1e-5)
    assert outcome.accuracy == ((logit > 0).long() == data.labels).double().mean().item()


@pytest.mark.parametrize("last", [nn.Softmax(1), nn.LogSoftmax(1)])
def test_probabilities_at_the_end_are_taken_as_such(last):
    torch.manual_seed(2)
    linear = nn.Linear(784, 10)
    data = digits(20)
    plain, ended = evaluate(nn.Sequential(linear), data), evaluate(nn.Sequential(linear, last), data)
    np.testing.assert_allclose(plain.probabilities, ended.probabilities, atol=1e-6)
    assert plain.loss == pytest.approx(ended.loss, rel=1e-5)


def test_other_digits_have_their_names():
    data = Some(torch.zeros(4, 28, 28, dtype=torch.uint8), torch.tensor([3, 8, 8, 3]))
    outcome = evaluate(Fixed(torch.tensor([[1.0, 0], [0, 1.0], [1.0, 0], [1.0, 0]])), data, classes=(3, 8))
    assert outcome.predictions.tolist() == [3, 8, 3, 3]
    assert outcome.confusion.tolist() == [[2, 0], [1, 1]]
    with pytest.raises(ValueError, match="none of"):
        evaluate(nn.Sequential(nn.Linear(784, 2)), data)
    with pytest.raises(ValueError, match="come out"):
        evaluate(nn.Sequential(nn.Linear(784, 3)), data, classes=(3, 8))


def test_calibration_by_hand():
    # confidence 0.95 three times, right twice; 0.65 once, right
    p = torch.tensor([[0.95, 0.05], [0.95, 0.05], [0.05, 0.95], [0.35, 0.65]])
    outcome = evaluate(
        Fixed(p.log()), Some(torch.zeros(4, 28, 28, dtype=torch.uint8), torch.tensor([0, 1, 1, 1]))
    )
    found = calibration(outcome)
    assert found.counts.tolist() == [0, 0, 0, 0, 0, 0, 1, 0, 0, 3]
    assert found.accuracy[9] == pytest.approx(2 / 3)
    assert found.confidence[9] == pytest.approx(0.95)
    assert found.expected_error == pytest.approx((0.35 + 3 * (0.95 - 2 / 3)) / 4)
    assert np.isnan(found.accuracy[0])


def test_honest_confidence_has_a_small_error():
    torch.manual_seed(3)
    logits = torch.randn(20_000, 10) * 2
    labels = torch.distributions.Categorical(logits=logits).sample()
    images = torch.zeros(len(labels), 28, 28, dtype=torch.uint8)
    assert calibration(evaluate(Fixed(logits), Some(images, labels))).expected_error < 0.015
    assert calibration(evaluate(Fixed(logits * 3), Some(images, labels))).expected_error > 0.1


def test_random_images_differ_and_repeat():
    chosen = random_images(1000, 25, seed=3)
    assert len(set(chosen.tolist())) == 25
    assert chosen.tolist() == random_images(1000, 25, seed=3).tolist()
    assert sorted(random_images(7, 25, seed=0).tolist()) == list(range(7))


def test_comparison_of_two_networks():
    data = Some(torch.zeros(4, 28, 28, dtype=torch.uint8), torch.tensor([0, 0, 1, 1]))
    first = evaluate(Fixed(torch.tensor([[1.0, 0], [1, 0], [1, 0], [2, 0]])), data)
    second = evaluate(Fixed(torch.tensor([[1.0, 0], [0, 1], [0, 1], [1, 0]])), data)
    compared = compare(first, second)
    assert compared.first_only.tolist() == [1]
    assert compared.second_only.tolist() == [2]
    assert compared.p_value == 1
    other = Some(data.images, torch.tensor([1, 0, 1, 1]))
    with pytest.raises(ValueError, match="different images"):
        compare(first, evaluate(Fixed(torch.zeros(4, 2)), other))


@pytest.mark.parametrize(("a", "b"), [(0, 0), (5, 5), (10, 2), (1, 9), (300, 220), (5000, 4700)])
def test_mcnemar_agrees_with_scipy(a, b):
    from scipy.stats import binomtest

    expected = binomtest(min(a, b), a + b, 0.5).pvalue if a + b else 1.0
    assert mcnemar(a, b) == pytest.approx(expected, rel=1e-9)
    assert math.isfinite(mcnemar(a, b))


def test_inputs_have_the_networks_shape():
    images = digits(3).images
    assert as_inputs(nn.Sequential(nn.Linear(784, 2)), images).shape == (3, 784)
    assert as_inputs(nn.Sequential(nn.Flatten(), nn.Linear(784, 2)), images).shape == (3, 1, 28, 28)
    assert as_inputs(nn.Sequential(nn.Conv2d(1, 2, 3)), images[0]).shape == (1, 1, 28, 28)
    assert outputs_of(nn.Sequential(nn.Linear(784, 2)), images).shape == (3, 2)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("784-10", True),
        ("784-Dropout(0.2)-10", True),
        ("784-ReLU-Dropout(0.2)-32-10", True),
        ("1×28×28-Flatten-10", False),
        ("1×28×28-Dropout(0.2)-MaxPool(2)-Flatten-10", False),
        ("1×28×28-ReLU-Conv(4,5)-Flatten-10", False),
    ],
)
def test_networks_get_the_shape_their_text_says(text, rows):
    spec = parse(text)
    net = build(spec, torch.Generator().manual_seed(0))
    assert takes_rows(net) is rows
    assert spec.takes_images is not rows
    assert read(net, digits(3).images).shape == (3, 10)
