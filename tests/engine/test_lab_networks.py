"""Networks as text: read, printed, checked layer by layer, and built as torch builds them."""

from __future__ import annotations

import copy
import subprocess
import sys

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from engine.errors import InputError
from engine.lab.layers import Activation, BatchNorm, Conv, Dropout, Flatten, Layer, Linear, MaxPool
from engine.lab.modules import drawing_from, dropouts
from engine.lab.networks import CNN, IMAGE, MLP32, PRESETS, NetworkSpec, build, describe, parse

LAYERS = st.one_of(
    st.builds(Linear, st.integers(1, 300)),
    st.sampled_from([Activation("ReLU"), Activation("Tanh"), Activation("Sigmoid"), BatchNorm(), Flatten()]),
    st.builds(Dropout, st.sampled_from([0.0, 0.1, 0.5, 0.9])),
    st.builds(Conv, st.integers(1, 8), st.integers(1, 7), st.none() | st.integers(0, 3), st.integers(1, 3)),
    st.builds(MaxPool, st.integers(2, 4)),
)


@pytest.mark.parametrize("spec", PRESETS.values(), ids=PRESETS)
def test_presets_tell_ten_digits_apart(spec: NetworkSpec) -> None:
    assert spec.outputs == 10
    assert parse(str(spec)) == spec


@pytest.mark.parametrize(
    ("text", "printed", "parameters"),
    [
        ("784-10", "784-10", 7850),
        (" 784 - 32 - relu - dropout( 0.50 ) - 10 ", "784-32-ReLU-Dropout(0.5)-10", 25450),
        ("784 → 32 → ReLU → 1 → SIGMOID", "784-32-ReLU-1-Sigmoid", 25153),
        ("1x28x28-conv(16, 5)-maxpool(2)-flatten-10", "1×28×28-Conv(16,5)-MaxPool(2)-Flatten-10", 31786),
        ("1 × 28 × 28-Conv(8,5,0,2)-Flatten-10", "1×28×28-Conv(8,5,0,2)-Flatten-10", 208 + 11530),
        ("1*28*28-Conv(4,3,1,2)-BatchNorm-Flatten-2", "1×28×28-Conv(4,3,1,2)-BatchNorm-Flatten-2", 1618),
    ],
)
def test_text_is_read_in_any_dress_and_printed_in_one(text: str, printed: str, parameters: int) -> None:
    spec = parse(text)
    assert str(spec) == printed
    assert spec.parameters == parameters
    assert parse(printed) == spec


@given(st.lists(LAYERS, max_size=6), st.booleans())
def test_whatever_can_be_built_is_what_was_described(layers: list[Layer], images: bool) -> None:
    """Shapes, parameter counts and the text form against torch itself; else a sentence says why not."""
    try:
        spec = NetworkSpec(tuple(layers), IMAGE if images else (784,))
    except InputError:
        return
    assert parse(str(spec)) == spec
    network = build(spec, torch.Generator().manual_seed(0)).eval()
    inner = torch.zeros(2, *spec.inputs)
    for module, facts in zip(network, describe(spec), strict=True):
        inner = module(inner)
        assert tuple(inner.shape[1:]) == facts.shape
        assert sum(p.numel() for p in module.parameters()) == facts.parameters
    assert inner.shape == (2, spec.outputs)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "begins with what goes into it"),
        ("800-10", "“800” is neither"),
        ("10", "“10” is neither"),
        ("784", "has no layers"),
        ("784-ReLU", "No layer of the network learns"),
        ("784-rellu-10", "Layer 1, “rellu”: there is no such layer. Did you mean ReLU?"),
        ("784-32-?-10", "Layer 2, “?”: there is no such layer. Write a number of outputs, or one of ReLU"),
        ("784--10", "Layer 1, “”"),
        ("784-Dropout-10", "Layer 1, “Dropout”: this layer is written as Dropout(0.5)"),
        ("784-Dropout(half)-10", "written as Dropout(0.5)"),
        ("784-Dropout(nan)-10", "written as Dropout(0.5)"),
        ("784-Dropout(1)-10", "Layer 1, “Dropout(1)”: 1 is outside the range from 0 to 0.99"),
        ("784-99999", "Layer 1, “99999”: 99999 is outside the range from 1 to 4096"),
        ("784-0", "Layer 1, “0”: 0 is outside"),
        ("784-4096-4096", "Layer 2, 4096: the network has 19,996,672 parameters by now"),
        ("784-Conv(8,3)-10", "Layer 1, Conv(8,3): this layer takes an image, and 784 numbers in a row"),
        ("784-32-MaxPool(2)-10", "Layer 2, MaxPool(2): this layer takes an image, and 32 numbers"),
        ("1x28x28-10", "Layer 1, 10: a fully connected layer takes numbers in a row, and 1×28×28 arrives"),
        ("1x28x28-Conv(8,4)-Flatten-10", "a window of 4 × 4 has no middle"),
        ("1x28x28-Conv(2.5,3)-Flatten-10", "“Conv(2.5,3)”: only whole numbers fit here"),
        ("1x28x28-MaxPool(9)-MaxPool(4)-Flatten-10", "Layer 2, MaxPool(4): 1×3×3 arrives"),
        ("1x28x28-MaxPool(9)-Conv(8,5,0)-Flatten-10", "Layer 2, Conv(8,5,0): 1×3×3 arrives"),
        ("1x28x28-MaxPool(28)-BatchNorm-Flatten-10", "Layer 2, BatchNorm: 1×1×1 arrives, a single pixel"),
        ("1x28x28-Conv(256,3)-Conv(256,3)-Flatten-10", "Layer 1, Conv(256,3): it gives 256×28×28 numbers"),
        ("1x28x28-Conv(8,3)", "ends in an image of 8×28×28"),
        ("784" + "-ReLU" * 41, "The network has 41 layers; at most 40"),
    ],
)
def test_a_network_that_cannot_be_built_says_which_layer_and_why(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text)
    assert said in str(caught.value)


def test_weights_are_drawn_as_torch_draws_them(free_draws: None) -> None:
    """One generator in the same state: the same weights, in the same order, and the same state after."""
    own = torch.Generator().manual_seed(43052)
    before = torch.get_rng_state()
    mlp, cnn = build(MLP32, own), build(CNN, own)
    assert torch.equal(torch.get_rng_state(), before)

    torch.manual_seed(43052)
    torch_mlp = nn.Sequential(nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, 10))
    torch_cnn = nn.Sequential(
        nn.Conv2d(1, 16, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(1568, 10),
    )  # fmt: skip
    for ours, theirs in ((mlp, torch_mlp), (cnn, torch_cnn)):
        assert [type(module) for module in ours] == [type(module) for module in theirs]
        assert ours.state_dict().keys() == theirs.state_dict().keys()
        for name, values in theirs.state_dict().items():
            assert torch.equal(ours.state_dict()[name], values)
    assert torch.equal(own.get_state(), torch.get_rng_state())

    torch.manual_seed(1)
    default = build(MLP32)
    assert torch.equal(default[0].weight, build(MLP32, torch.Generator().manual_seed(1))[0].weight)


@pytest.mark.parametrize("p", [0.1, 0.5, 0.9])
def test_dropout_draws_the_masks_of_torch(p: float, free_draws: None) -> None:
    network = nn.Sequential(nn.Dropout(p))
    x = torch.randn(7, 33, generator=torch.Generator().manual_seed(1))
    own = torch.Generator().manual_seed(5)
    with drawing_from(dropouts(network), own):
        ours = [network(x) for _ in range(3)]
        network.eval()
        assert network(x) is x
    network.train()
    torch.manual_seed(5)
    assert all(torch.equal(network(x), mask) for mask in ours)
    assert "forward" not in vars(network[0])
    copy.deepcopy(network)


def test_reading_a_network_does_not_need_torch() -> None:
    code = "import sys, engine.lab.networks as n; n.describe(n.CNN); print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
