"""Inside a network: activations, dropout masks, weights as pictures, a unit's arithmetic, saliency."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from torch import nn

from engine.digits.network import cnn
from engine.lab.arithmetic import arithmetic
from engine.lab.inside import folded, look_inside, sequence, weights_of
from engine.lab.reading import read
from engine.lab.saliency import occlusion, saliency

pytestmark = pytest.mark.usefixtures("free_draws")


def image(seed: int = 0) -> np.ndarray:
    random = np.random.default_rng(seed)
    return (random.random((28, 28)) * (random.random((28, 28)) < 0.3)).astype(np.float32)


def mlp() -> nn.Sequential:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(784, 32), nn.ReLU(), nn.Dropout(0.5), nn.Linear(32, 10))


def convolutional() -> nn.Sequential:
    torch.manual_seed(1)
    net = nn.Sequential(
        nn.Conv2d(1, 4, 5, padding=2), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(4, 6, 3, stride=2), nn.Sigmoid(), nn.AvgPool2d(2), nn.Flatten(), nn.Dropout(0.3),
        nn.Linear(54, 10), nn.Softmax(1),
    )  # fmt: skip
    for _ in range(3):
        net(torch.rand(16, 1, 28, 28))
    return net.eval()


def test_every_layer_gives_what_torch_gives():
    net = convolutional()
    inside = look_inside(net, image())
    inner = torch.tensor(image())[None, None]
    for module, view in zip(net, inside.layers, strict=True):
        inner = module(inner)
        np.testing.assert_allclose(view.values, inner[0].detach(), atol=1e-6)
    assert [view.kind for view in inside.layers][:4] == ["convolution", "batch-norm", "relu", "max-pool"]
    assert inside.inputs.shape == (1, 28, 28)
    np.testing.assert_allclose(inside.probabilities, inside.layers[-1].values, rtol=1e-6)
    assert all(view.kept is None for view in inside.layers)


@pytest.mark.parametrize("seed", [0, 7])
def test_the_mask_is_the_one_torch_draws(seed):
    net = mlp()
    inside = look_inside(net, image(), mask_seed=seed)
    net.train()
    with torch.random.fork_rng(devices=[]), torch.no_grad():
        torch.manual_seed(seed)
        expected = net(torch.tensor(image()).reshape(1, 784))
    np.testing.assert_allclose(inside.layers[-1].values, expected[0], atol=1e-6)
    dropout = inside.layers[2]
    assert dropout.scale == 2
    assert 0 < dropout.kept.sum() < 32
    np.testing.assert_array_equal(dropout.values, inside.layers[1].values * dropout.kept * 2)


def test_a_look_draws_nothing_and_changes_no_mode():
    net = mlp().train()
    state = torch.get_rng_state()
    look_inside(net, image(), mask_seed=3)
    assert torch.equal(state, torch.get_rng_state())
    assert all(module.training for module in net.modules())


def test_what_is_no_chain_is_refused():
    class Odd(nn.Module):
        def forward(self, x):
            return x

    with pytest.raises(TypeError, match="plain chain"):
        look_inside(Odd(), image())
    with pytest.raises(TypeError, match=r"1\.0: a GELU"):
        sequence(nn.Sequential(nn.Linear(2, 2), nn.Sequential(nn.GELU())))


def test_folding_changes_no_number():
    net = cnn((4, 5, 6))
    for _ in range(3):
        net(torch.rand(16, 1, 28, 28))
    plain = folded(net)
    assert not any(isinstance(module, nn.BatchNorm2d) for module in plain.modules())
    np.testing.assert_allclose(read(plain, image()), read(net, image()), atol=1e-5)
    assert net.training
    names = [name for name, _ in sequence(plain)]
    assert names[:3] == ["stem", "stem_relu", "pool1"]


def test_weights_as_pictures():
    first, second = weights_of(mlp())
    net = mlp()
    np.testing.assert_array_equal(first.pictures.reshape(32, 784), net[0].weight.detach())
    assert first.pictures.shape == (32, 28, 28)
    assert second.pictures.shape == (10, 32)
    assert first.largest == np.abs(first.pictures).max()
    filters = weights_of(convolutional())[1]
    assert filters.kind == "convolution"
    assert filters.pictures.shape == (6, 4, 3, 3)
    (softmax,) = weights_of(nn.Sequential(nn.Flatten(), nn.Linear(784, 10, bias=False)))
    assert softmax.pictures.shape == (10, 28, 28)
    assert not softmax.bias.any()


def test_every_units_arithmetic_comes_out():
    net = convolutional()
    random = np.random.default_rng(0)
    for seed in (None, 5):
        inside = look_inside(net, image(), mask_seed=seed)
        for layer, view in enumerate(inside.layers):
            corners = [tuple(0 for _ in view.values.shape), tuple(size - 1 for size in view.values.shape)]
            inner = [tuple(int(random.integers(size)) for size in view.values.shape) for _ in range(4)]
            for unit in corners + inner:
                found = arithmetic(net, inside, layer, unit, top=5)
                assert found.value == view.values[unit]
                given = inside.before(layer)
                assert all(term.value == given[term.place] for term in found.terms)
                if found.rule == "weighted-sum":
                    total = sum(term.product for term in found.terms) + found.others_sum + found.bias
                    assert total == pytest.approx(found.value, abs=1e-5)
                elif found.rule == "largest":
                    (winner,) = [term for term in found.terms if term.weight]
                    assert winner.value == found.value == max(term.value for term in found.terms)
                elif found.rule == "softmax":
                    assert found.value == pytest.approx(
                        math.exp(given[unit]) / np.exp(given.astype(float)).sum(), rel=1e-5
                    )


def test_the_largest_products_come_first_and_the_activation_follows():
    net = mlp()
    inside = look_inside(net, image())
    found = arithmetic(net, inside, 0, (3,))
    sizes = [abs(term.product) for term in found.terms]
    assert len(found.terms) == 8
    assert found.others == 776
    assert sizes == sorted(sizes, reverse=True)
    assert found.activation == "relu"
    assert found.activated == max(found.value, 0)
    assert arithmetic(net, inside, 3, (0,)).activation is None
    for layer, unit in ((0, (32,)), (0, (0, 0)), (0, (-1,)), (9, (0,))):
        with pytest.raises(IndexError):
            arithmetic(net, inside, layer, unit)


def test_saliency_of_softmax_regression_is_its_weights():
    torch.manual_seed(2)
    net = nn.Sequential(nn.Linear(784, 10))
    found = saliency(net, image(), target=4)
    np.testing.assert_allclose(found.gradient.reshape(-1), net[0].weight[4].detach(), atol=1e-7)
    assert saliency(net, image()).target == read(net, image())[0].argmax()
    assert all(p.grad is None for p in net.parameters())
    with pytest.raises(IndexError):
        saliency(net, image(), target=10)


def test_saliency_agrees_with_differences():
    net = convolutional().double()[:-1]
    single = convolutional()[:-1]
    found = saliency(single, image(), target=2).gradient
    x = torch.tensor(image(), dtype=torch.float64)[None, None]
    for row, column in ((14, 14), (3, 20), (27, 0)):
        moved = x.clone()
        moved[..., row, column] += 1e-5
        slope = (net(moved) - net(x))[0, 2].item() / 1e-5
        assert found[row, column] == pytest.approx(slope, abs=1e-4)


@pytest.mark.parametrize("last", [[], [nn.Sigmoid()]])
def test_saliency_of_one_output_is_that_of_the_log_odds(last):
    torch.manual_seed(3)
    linear = nn.Linear(784, 1)
    with torch.no_grad():
        linear.bias += 60  # a sigmoid is flat there in float32
    found = saliency(nn.Sequential(linear, *last), image(), target=0)
    np.testing.assert_allclose(found.gradient.reshape(-1), -linear.weight[0].detach(), atol=1e-7)


def test_occlusion_is_what_is_read_with_a_square_hidden():
    net = mlp()
    found = occlusion(net, image(), patch=5, stride=2)
    assert found.hidden.shape == (len(found.places),) * 2
    for i, j in ((0, 0), (4, 7), (12, 3)):
        hidden = image()
        top, left = found.places[i], found.places[j]
        hidden[max(top, 0) : top + 5, max(left, 0) : left + 5] = 0
        assert found.hidden[i, j] == pytest.approx(read(net, hidden)[0, found.target], abs=1e-6)
    assert np.isfinite(found.drop).all()
    by_bytes = occlusion(net, np.rint(image() * 255).astype(np.uint8))
    np.testing.assert_allclose(by_bytes.drop, found.drop, atol=0.01)


@pytest.mark.parametrize(("patch", "stride"), [(1, 1), (2, 2), (5, 5), (28, 28), (7, 3)])
def test_every_pixel_is_hidden_at_least_once(patch, stride):
    assert np.isfinite(occlusion(mlp(), image(), patch=patch, stride=stride).drop).all()


@pytest.mark.parametrize(("patch", "stride"), [(3, 4), (0, 0), (29, 1)])
def test_squares_that_leave_gaps_are_refused(patch, stride):
    with pytest.raises(ValueError, match="square"):
        occlusion(mlp(), image(), patch=patch, stride=stride)


def test_hiding_what_decides_costs_most():
    net = nn.Sequential(nn.Linear(784, 2))
    with torch.no_grad():
        net[0].weight.zero_()
        net[0].bias.zero_()
        net[0].weight.view(2, 28, 28)[1, 10:13, 10:13] = 1.0
    drop = occlusion(net, np.ones((28, 28), np.float32), target=1, patch=3, stride=1).drop
    assert np.unravel_index(drop.argmax(), drop.shape) == (11, 11)
    assert drop[20, 20] == pytest.approx(0, abs=1e-7)
