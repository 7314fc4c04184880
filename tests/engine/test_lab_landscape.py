"""The landscape of a network: planes, slices coarse to fine, the path's shadow and the truth beside it."""

from __future__ import annotations

import copy

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from engine.errors import InputError
from engine.lab.landscape import Some, axes, pins, some
from engine.lab.planes import (
    Plane,
    plane_of_path,
    plane_through,
    random_plane,
    split,
    weights_vector,
)
from engine.lab.slices import SliceLoss, strides

pytestmark = pytest.mark.usefixtures("free_draws")


def digits(n: int, classes: int = 10) -> Some:
    generator = torch.Generator().manual_seed(0)
    images = torch.randint(0, 256, (n, 28, 28), dtype=torch.uint8, generator=generator)
    return Some(images, torch.randint(0, classes, (n,), generator=generator))


def mlp(seed: int = 0, hidden: int = 8) -> nn.Sequential:
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(784, hidden), nn.ReLU(), nn.Dropout(0.5), nn.Linear(hidden, 10))


NETWORKS = {
    "softmax": lambda: nn.Sequential(nn.Linear(784, 10)),
    "mlp": mlp,
    "deep": lambda: nn.Sequential(
        nn.Flatten(), nn.Linear(784, 9, bias=False), nn.Sigmoid(), nn.Linear(9, 7), nn.Tanh(),
        nn.Linear(7, 10, bias=False),
    ),
    "logit": lambda: nn.Sequential(nn.Linear(784, 5), nn.ReLU(), nn.Linear(5, 1)),
    "sigmoid": lambda: nn.Sequential(nn.Linear(784, 5), nn.ReLU(), nn.Linear(5, 1), nn.Sigmoid()),
    "log-softmax": lambda: nn.Sequential(nn.Linear(784, 10), nn.LogSoftmax(1)),
    "probabilities": lambda: nn.Sequential(nn.Linear(784, 5), nn.ReLU(), nn.Linear(5, 10), nn.Softmax(1)),
    "cnn": lambda: nn.Sequential(
        nn.Conv2d(1, 3, 5, padding=2, bias=False), nn.BatchNorm2d(3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(3, 4, 3), nn.ReLU(), nn.AvgPool2d(2), nn.Flatten(), nn.Dropout(0.2), nn.Linear(144, 10),
    ),
}  # fmt: skip


def loss_by_hand(net: nn.Module, weights: torch.Tensor, data: Some) -> float:
    """The notebook's way: set the parameters, run the network, take the loss."""
    net = copy.deepcopy(net).eval()
    torch.nn.utils.vector_to_parameters(weights, net.parameters())
    first = next(m for m in net.modules() if isinstance(m, nn.Linear | nn.Conv2d))
    x = data.images.float() / 255
    x = x.flatten(1) if isinstance(first, nn.Linear) else x[:, None]
    with torch.no_grad():
        outputs = net(x)
    if isinstance(net[-1], nn.Sigmoid):
        return functional.binary_cross_entropy(outputs[:, 0], data.labels.float()).item()
    if outputs.shape[1] == 1:
        return functional.binary_cross_entropy_with_logits(outputs[:, 0], data.labels.float()).item()
    if isinstance(net[-1], nn.LogSoftmax):
        return functional.nll_loss(outputs, data.labels).item()
    if isinstance(net[-1], nn.Softmax):
        return functional.nll_loss(outputs.log(), data.labels).item()
    return functional.cross_entropy(outputs, data.labels).item()


@pytest.mark.parametrize("name", [name for name in NETWORKS if name != "log-softmax"])
def test_the_slice_is_the_loss_of_the_network_with_those_weights(name):
    torch.manual_seed(3)
    net = NETWORKS[name]()
    data = digits(90 if name == "cnn" else 1203, 2 if name in ("logit", "sigmoid") else 10)
    plane = random_plane(net, seed=1)
    a = np.array([0.0, 0.3, -1.0, 1.0, 0.5])
    b = np.array([0.0, -0.7, 1.0, 1.0, 0.0])
    found = SliceLoss(net, plane, data).at(a, b)
    expected = [loss_by_hand(net, plane.at(*point), data) for point in zip(a, b, strict=True)]
    np.testing.assert_allclose(found, expected, rtol=1e-5)


def test_what_has_no_first_layer_to_share_is_refused():
    net = nn.Sequential(nn.ReLU(), nn.Linear(784, 10))
    with pytest.raises(TypeError):
        SliceLoss(net, random_plane(net, 0), digits(3))
    with pytest.raises(TypeError):
        SliceLoss(NETWORKS["log-softmax"](), random_plane(NETWORKS["log-softmax"](), 0), digits(3))


def test_far_away_losses_stay_finite_and_exact():
    net = mlp()
    plane, data = random_plane(net, 2), digits(40)
    found = SliceLoss(net, plane, data).at([400.0], [-300.0])
    expected = loss_by_hand(net, plane.at(400.0, -300.0), data)
    assert np.isfinite(found).all()
    assert found[0] > 1000
    np.testing.assert_allclose(found[0], expected, rtol=1e-4)


def test_the_network_trains_on_untouched():
    net = mlp().train()
    before, state = weights_vector(net), torch.get_rng_state()
    threads = torch.get_num_threads()
    list(SliceLoss(net, random_plane(net, 0), digits(20)).refining(np.arange(3.0), np.arange(3.0)))
    assert torch.equal(before, weights_vector(net))
    assert torch.equal(state, torch.get_rng_state())
    assert all(module.training for module in net.modules())
    assert torch.get_num_threads() == threads


@pytest.mark.parametrize(
    ("points", "expected"),
    [(51, [10, 2, 1]), (2, [1]), (11, [2, 1]), (65, [8, 4, 2, 1]), (54, [1]), (26, [5, 1]), (1, [1])],
)
def test_levels_nest_and_have_the_same_ends(points, expected):
    assert strides(points) == expected
    assert all((points - 1) % stride == 0 for stride in expected)


def test_a_slice_refines_and_can_be_left():
    net, data = mlp(), digits(700)
    evaluator = SliceLoss(net, random_plane(net, 0), data)
    a, b = np.linspace(-1, 1, 21), np.linspace(-0.5, 2, 13)
    records = list(evaluator.refining(a, b))
    slices = [record.slice for record in records if record.slice is not None]
    assert [one.level for one in slices] == list(range(1, slices[0].levels + 1))
    last = slices[-1]
    np.testing.assert_array_equal(last.a, a)
    np.testing.assert_array_equal(last.b, b)
    assert last.loss.shape == (21, 13)
    for one in slices:
        assert (one.a[0], one.a[-1], one.b[0], one.b[-1]) == (a[0], a[-1], b[0], b[-1])
        rows, columns = np.searchsorted(a, one.a), np.searchsorted(b, one.b)
        np.testing.assert_array_equal(one.loss, last.loss[np.ix_(rows, columns)])
    np.testing.assert_allclose(last.loss[5, 7], evaluator.at(a[5], b[7])[0], rtol=1e-6)
    done = [record.done for record in records]
    assert done == sorted(done)
    assert done[-1] == records[0].total == 21 * 13 * 2
    assert [record.done for record in records if record.slice is None][-1] < done[-1]
    half_way = evaluator.refining(a, b)
    next(half_way)
    half_way.close()


def test_random_directions_are_as_long_as_the_filters():
    net = NETWORKS["cnn"]()
    plane = random_plane(net, seed=5)
    for direction in (plane.u, plane.v):
        for name, part in split(net, direction).items():
            own = dict(net.named_parameters())[name]
            if own.ndim < 2:
                assert not part.any()
            else:
                torch.testing.assert_close(part.flatten(1).norm(dim=1), own.detach().flatten(1).norm(dim=1))
    assert torch.equal(plane.u, random_plane(net, seed=5).u)
    assert not torch.equal(plane.u, random_plane(net, seed=6).u)
    assert abs(functional.cosine_similarity(plane.u, plane.v, dim=0)) < 0.2


def test_the_plane_of_a_path_that_lies_in_a_plane_is_that_plane():
    generator = torch.Generator().manual_seed(0)
    basis = torch.linalg.qr(torch.randn(500, 2, generator=generator)).Q.T
    flat = torch.tensor([[-5.0, 1.0], [-3.0, 2.0], [-1.0, 1.0], [0.0, 0.0]])
    path = torch.randn(500, generator=generator) + flat @ basis
    plane = plane_of_path(path)
    points, distances = plane.project(path)
    np.testing.assert_allclose(distances, 0, atol=1e-4)
    np.testing.assert_allclose(np.linalg.norm(points, axis=1), flat.norm(dim=1), atol=1e-4)
    np.testing.assert_allclose(points[-1], 0, atol=1e-6)
    assert points[0, 0] < 0
    assert points[:, 1].sum() > 0
    assert sum(plane.explained) == pytest.approx(1)
    gram = torch.stack([plane.u, plane.v]) @ torch.stack([plane.u, plane.v]).T
    torch.testing.assert_close(gram, torch.eye(2), atol=1e-5, rtol=0)


def test_principal_directions_are_numpys():
    path = torch.randn(9, 300, generator=torch.Generator().manual_seed(1)).cumsum(0)
    plane = plane_of_path(path)
    _, values, vectors = np.linalg.svd((path[:-1] - path[-1]).double().numpy(), full_matrices=False)
    assert abs(plane.u.double().numpy() @ vectors[0]) == pytest.approx(1, abs=1e-6)
    assert abs(plane.v.double().numpy() @ vectors[1]) == pytest.approx(1, abs=1e-6)
    assert plane.explained[0] == pytest.approx(values[0] ** 2 / (values**2).sum())


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_straight_path_has_no_plane(count):
    path = torch.linspace(0, 1, count)[:, None] * torch.randn(50, generator=torch.Generator().manual_seed(0))
    with pytest.raises(InputError) as caught:
        plane_of_path(path)
    assert caught.value.code == "plane-line"


def test_a_plane_through_three_networks_holds_them():
    nets = [mlp(seed) for seed in range(3)]
    plane = plane_through(nets)
    for net, anchor in zip(nets, plane.anchors, strict=True):
        points, distances = plane.project(weights_vector(net))
        np.testing.assert_allclose(points[0], anchor, atol=1e-4)
        assert distances[0] < 1e-4
    evaluator = SliceLoss(nets[0], plane, digits(30))
    for net, anchor in zip(nets, plane.anchors, strict=True):
        expected = loss_by_hand(net, weights_vector(net), digits(30))
        assert evaluator.at(*anchor)[0] == pytest.approx(expected, rel=1e-4)


def test_networks_without_a_plane_are_told():
    first, second = mlp(0), mlp(1)
    with pytest.raises(InputError) as caught:
        plane_through([first, second, mlp(2, hidden=9)])
    assert caught.value.code == "plane-unlike"
    for three in ([first, first, second], [first, second, second], [first, second, first]):
        with pytest.raises(InputError) as caught:
            plane_through(three)
        assert caught.value.code == "plane-line"


def test_pins_show_the_distance_between_slice_and_truth():
    net = mlp()
    data = digits(60)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.5)
    passed = [weights_vector(net)]
    for _ in range(6):
        loss = functional.cross_entropy(net(data.images.flatten(1) / 255), data.labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        passed.append(weights_vector(net))
    path = torch.stack(passed)
    plane = plane_of_path(path)
    found = list(pins(net, plane, path, data))
    assert len(found) == 7
    points, distances = plane.project(path)
    for pin, weights, point, distance in zip(found, path, points, distances, strict=True):
        assert (pin.a, pin.b, pin.distance) == pytest.approx((*point, distance), abs=1e-6)
        assert pin.true_loss == pytest.approx(loss_by_hand(net, weights, data), rel=1e-5)
        assert pin.slice_loss == pytest.approx(loss_by_hand(net, plane.at(*point), data), rel=1e-5)
    assert found[-1].distance == pytest.approx(0, abs=1e-6)
    assert found[-1].slice_loss == pytest.approx(found[-1].true_loss, rel=1e-6)
    assert max(pin.distance for pin in found) > 1e-3
    a, b = axes(plane, points, 21)
    assert a[0] < points[:, 0].min() <= points[:, 0].max() < a[-1]
    assert b[0] < points[:, 1].min() <= points[:, 1].max() < b[-1]
    assert len(a) == len(b) == 21


def test_a_random_plane_reaches_as_far_as_the_filters_are_long():
    a, b = axes(random_plane(mlp(), 0), points=11)
    assert (a[0], a[-1], b[0], b[-1]) == (-1, 1, -1, 1)


def test_a_random_part_of_the_images():
    data = digits(50)
    part = some(data, 20, seed=4)
    assert len(part.images) == len(part.labels) == 20
    assert torch.equal(part.images, some(data, 20, seed=4).images)
    assert not torch.equal(part.images, some(data, 20, seed=5).images)
    assert torch.equal(some(data, 99).labels, data.labels)


def test_a_point_of_a_plane():
    plane = Plane("random", torch.zeros(2), torch.tensor([2.0, 0]), torch.tensor([1.0, 1]), np.zeros((1, 2)))
    np.testing.assert_allclose(plane.coordinates(plane.at(3.0, -2.0)), [[3.0, -2.0]])
    with pytest.raises(ValueError, match="do not fit"):
        split(mlp(), torch.zeros(3))
