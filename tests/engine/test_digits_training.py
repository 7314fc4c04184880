"""The recipe that trained the network: drawings from templates, augmentation, training, calibration."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.digits import train
from engine.digits.augment import PenWidth, augment, augmentation
from engine.digits.pen import SIDE
from engine.digits.synthetic import NO_DIGIT, drawings
from engine.digits.templates import DIGITS, LIT, OTHERS, SEGMENTS


@pytest.fixture
def generator():
    """Leave torch's own generator as it was."""
    state = torch.get_rng_state()
    yield
    torch.set_rng_state(state)


def some(count: int, seed: int) -> train.Examples:
    images, labels = drawings(count, np.random.default_rng(seed), others=0.2)
    return train.Examples(torch.from_numpy(images), torch.tensor(labels))


def test_drawings_are_digits_and_others_in_the_share_asked_for():
    images, labels = drawings(300, np.random.default_rng(0), others=0.3)
    assert images.shape == (300, SIDE, SIDE)
    assert images.dtype == np.uint8
    assert (images[np.array(labels) != NO_DIGIT].max(axis=(1, 2)) > 200).all()
    assert set(labels) == {NO_DIGIT, *range(10)}
    assert np.mean(np.array(labels) == NO_DIGIT) == pytest.approx(0.3, abs=0.1)


def test_one_seed_gives_the_same_drawings():
    first, second = (drawings(20, np.random.default_rng(5)) for _ in range(2))
    np.testing.assert_array_equal(first[0], second[0])
    assert first[1] == second[1]


def test_every_template_can_be_read():
    strokes = [stroke for forms in DIGITS.values() for form in forms for stroke in form]
    strokes += [stroke for form in OTHERS for stroke in form] + list(SEGMENTS)
    for stroke in strokes:
        assert stroke[0] in "~/"
        for pair in stroke[1:].replace("|", " ").split():
            x, y = (float(number) for number in pair.split(","))
            assert -1 <= x <= 11
            assert -1 <= y <= 15
    assert set(DIGITS) == set(range(10))
    assert len(LIT) == 10


def test_pen_width_thickens_and_thins(generator):
    torch.manual_seed(0)
    line = torch.zeros(200, 1, 28, 28)
    line[:, :, 10:13, 4:24] = 1
    ink = PenWidth()(line).sum(dim=(1, 2, 3))
    before = line[0].sum()
    assert (ink > before + 1).any()
    assert (ink < before - 1).any()
    assert (ink == before).float().mean() > 0.3


def test_augmented_images_stay_images(generator):
    torch.manual_seed(0)
    images = some(40, 1).inputs()
    varied = augment(images, augmentation(), PenWidth())
    assert varied.shape == images.shape
    assert varied.dtype == torch.float32
    assert varied.min() >= 0
    assert varied.max() <= 1 + 1e-6
    assert not torch.equal(varied, images)


def test_targets_are_probabilities_and_even_for_what_is_no_digit():
    examples = train.Examples(torch.zeros(3, 28, 28, dtype=torch.uint8), torch.tensor([4, NO_DIGIT, 0]))
    targets = examples.targets()
    torch.testing.assert_close(targets.sum(dim=1), torch.ones(3))
    torch.testing.assert_close(targets[1], torch.full((10,), 0.1))
    assert targets[0].argmax() == 4


def test_one_seed_gives_the_same_network(generator, monkeypatch, capsys):
    monkeypatch.setattr(train, "cnn", lambda: train_small())
    learn, validation = some(96, 2), some(32, 3)
    first, second = (train.train(learn, validation, 1, "cpu", seed=9) for _ in range(2))
    for a, b in zip(first.state_dict().values(), second.state_dict().values(), strict=True):
        torch.testing.assert_close(a, b, rtol=0, atol=0)
    assert capsys.readouterr().out.count("epoch  1  loss") == 2


def train_small() -> torch.nn.Module:
    from engine.digits.network import cnn

    return cnn((4, 4, 4))


def test_temperature_undoes_overconfidence(generator):
    torch.manual_seed(1)
    logits = torch.randn(4000, 10, dtype=torch.float64) * 2
    labels = torch.distributions.Categorical(logits=logits).sample()
    assert train.temperature(logits, labels) == pytest.approx(1, abs=0.06)
    assert train.temperature(1.6 * logits, labels) == pytest.approx(1.6, abs=0.1)
