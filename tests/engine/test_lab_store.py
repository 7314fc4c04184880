"""Saved networks: what goes in comes out, and what is wrong, foreign, cut short or malicious is refused."""

from __future__ import annotations

import json
import os
import pickle
import struct

import numpy as np
import pytest
import torch
from safetensors.torch import save
from torch import nn

from engine.digits.classifier import NETWORKS
from engine.digits.network import cnn
from engine.errors import InputError
from engine.lab import store as module
from engine.lab.files import write_safely
from engine.lab.names import check_name, name_for
from engine.lab.reading import read
from engine.lab.store import NetworkFacts, load_network, save_network
from engine.lab.unfilled import BUNDLED, bundled, cnn_text, filled, unfilled

pytestmark = pytest.mark.usefixtures("free_draws")

FACTS = NetworkFacts(
    "784-8-ReLU-Dropout(0.5)-10",
    "32 Einheiten, 덧붙여 드롭아웃",
    lesson="mnist-softmax",
    data="MNIST",
    epochs=3,
    accuracies={"train": 0.97, "test": 0.96},
)


def mlp() -> nn.Sequential:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(784, 8), nn.ReLU(), nn.Dropout(0.5), nn.Linear(8, 10))


@pytest.fixture
def saved(tmp_path):
    return save_network(tmp_path / "nets", "mine", mlp(), FACTS)


def refused(path, code: str) -> InputError:
    with pytest.raises(InputError) as caught:
        load_network(path)
    assert caught.value.code == code
    assert "\n" not in str(caught.value)
    return caught.value


def test_what_goes_in_comes_out(saved):
    net = mlp().eval()
    for path in (saved, saved.with_suffix(".json")):
        stored = load_network(path)
        assert stored.facts == FACTS
        built = stored.build()
        assert not built.training
        for name, value in net.state_dict().items():
            assert torch.equal(built.state_dict()[name], value)
    image = np.random.default_rng(0).random((28, 28)).astype(np.float32)
    np.testing.assert_array_equal(read(built, image), read(net, image))
    assert sorted(os.listdir(saved.parent)) == ["mine.json", "mine.safetensors"]


def test_saving_again_replaces_and_loading_draws_nothing(saved):
    torch.manual_seed(5)
    net = nn.Sequential(nn.Linear(784, 10))
    save_network(saved.parent, "mine", net.state_dict(), NetworkFacts("784-10", "softmax"))
    state = torch.get_rng_state()
    stored = load_network(saved)
    assert torch.equal(stored.build()[0].weight, net[0].weight)
    assert torch.equal(state, torch.get_rng_state())


def test_the_bundled_network_can_be_taken_apart_and_saved(tmp_path):
    net = bundled()
    assert str(net) == str(cnn())
    assert str(unfilled(cnn_text((3, 4, 5)))) == str(cnn((3, 4, 5)))
    path = save_network(tmp_path, "cnn", net, NetworkFacts(BUNDLED, "CNN", temperature=0.64))
    again = load_network(path)
    assert again.facts.temperature == 0.64
    image = np.random.default_rng(0).random((28, 28)).astype(np.float32)
    np.testing.assert_array_equal(read(again.build(), image), read(net, image))
    with pytest.raises(InputError, match="outside the range"):
        unfilled("bundled-cnn(9999,1,1)")
    with pytest.raises(RuntimeError):
        filled("784-10", net.state_dict())


@pytest.mark.parametrize(
    "title",
    ["0, 1 or 2", "Softmax regression (1)", "784-32-ReLU-Dropout(0.5)-10", "../up", "nul", "", "-", "?" * 99,
     "손글씨: 첫째", "a" * 63 + " .b"],
)  # fmt: skip
def test_a_title_gives_a_name_that_can_be_saved_under(title):
    assert check_name(name_for(title)) == name_for(title)


@pytest.mark.parametrize("name", ["a", "my net 2", "784-32 v1.0", "숫자", "x" * 64])
def test_good_names(name):
    assert check_name(name) == name


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../up", "a/b", "a\\b", "/etc/passwd", " a", "a ", "a.", ".hidden", "nul", "COM1.x",
     "a\0", "a\n", "x" * 65, "a:b", "-a"],
)  # fmt: skip
def test_names_that_lead_elsewhere(tmp_path, name):
    with pytest.raises(InputError) as caught:
        save_network(tmp_path, name, mlp(), FACTS)
    assert caught.value.code == "store-name"
    assert list(tmp_path.iterdir()) == []


def test_missing_files(saved, tmp_path):
    refused(tmp_path / "no.safetensors", "store-missing")
    saved.with_suffix(".json").unlink()
    assert "mine.json" in str(refused(saved, "store-missing"))
    refused(saved.with_suffix(".pt"), "store-foreign")
    (tmp_path / "folder.safetensors").mkdir()
    refused(tmp_path / "folder.safetensors", "store-unread")


class Bomb:
    def __reduce__(self):
        return (os.system, ("touch exploded",))


def header(values: object, body: bytes = b"") -> bytes:
    text = json.dumps(values).encode()
    return struct.pack("<Q", len(text)) + text + body


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 7,
        pickle.dumps(Bomb()),
        b"PK\x03\x04 a zip file, as torch.save writes it",
        struct.pack("<Q", 2**63) + b"{}",
        struct.pack("<Q", 1000) + b"{}",
        header([]),
        header({"0.weight": 5}),
        header({"0.weight": {"dtype": "F32", "shape": [8, 784], "data_offsets": [0, 25088]}}),
        header({"0.weight": {"dtype": "F32", "shape": [2**40, 2**40], "data_offsets": [0, 4]}}, b"1234"),
        header({"0.weight": {"dtype": "F99", "shape": [1], "data_offsets": [0, 4]}}, b"1234"),
        header({"0.weight": {"dtype": "F32", "shape": [-1], "data_offsets": [0, 4]}}, b"1234"),
        b"\xff\xff\xff\xff\xff\xff\xff\xff" * 4,
    ],
)
def test_foreign_weights(saved, content, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    saved.write_bytes(content)
    refused(saved, "store-foreign")
    assert not (tmp_path / "exploded").exists()


@pytest.mark.parametrize("part", [0.1, 0.5, 0.999])
def test_weights_cut_short(saved, part):
    content = saved.read_bytes()
    saved.write_bytes(content[: int(len(content) * part)])
    refused(saved, "store-foreign")


def test_other_weights_of_the_same_shape_are_not_the_described_ones(saved):
    torch.manual_seed(9)
    other = nn.Sequential(nn.Linear(784, 8), nn.ReLU(), nn.Dropout(0.5), nn.Linear(8, 10))
    saved.write_bytes(save(other.state_dict()))
    refused(saved, "store-apart")


def describe(saved, content: bytes, **changes: object) -> None:
    """Write weights and a description that names them, with some values changed."""
    saved.write_bytes(content)
    values = json.loads(saved.with_suffix(".json").read_text())
    values |= {"weights_sha256": module.digest(content)} | changes
    saved.with_suffix(".json").write_text(json.dumps(values))


def test_weights_that_do_not_fit(saved):
    state = mlp().state_dict()
    for changed in (
        state | {"extra": torch.zeros(1)},
        {name: value for name, value in state.items() if name != "3.bias"},
        state | {"3.bias": torch.zeros(11)},
        state | {"3.bias": torch.zeros(10, dtype=torch.float64)},
    ):
        describe(saved, save(changed))
        assert "784-8-ReLU-Dropout(0.5)-10" in str(refused(saved, "store-unfit"))


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -float("inf")])
def test_weights_that_are_not_finite(saved, bad):
    state = mlp().state_dict()
    state["0.bias"][3] = bad
    describe(saved, save(state))
    assert "0.bias" in str(refused(saved, "store-not-finite"))
    with pytest.raises(InputError) as caught:
        save_network(saved.parent, "other", state, FACTS)
    assert caught.value.code == "store-not-finite"
    assert not list(saved.parent.glob("other*"))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"format": "something else"}, "store-facts"),
        ({"version": 2}, "store-newer"),
        ({"architecture": 5}, "store-facts"),
        ({"architecture": ""}, "store-facts"),
        ({"architecture": "784-9-ReLU-10"}, "store-unfit"),
        ({"architecture": "__import__('os')"}, "net-inputs"),
        ({"architecture": "784-4096-4096-10"}, "net-too-large"),
        ({"title": "a" * 501}, "store-facts"),
        ({"title": "two\nlines"}, "store-facts"),
        ({"title": None}, "store-facts"),
        ({"classes": [0, 0]}, "store-facts"),
        ({"classes": [0, 10]}, "store-facts"),
        ({"classes": "01"}, "store-facts"),
        ({"epochs": -1}, "store-facts"),
        ({"epochs": True}, "store-facts"),
        ({"accuracies": {"test": 1.5}}, "store-facts"),
        ({"accuracies": {"test": "good"}}, "store-facts"),
        ({"accuracies": {str(k): 0.5 for k in range(21)}}, "store-facts"),
        ({"temperature": 0}, "store-facts"),
        ({"weights_sha256": 1}, "store-facts"),
        ({"weights_sha256": "0"}, "store-apart"),
    ],
)
def test_wrong_descriptions(saved, changes, code):
    describe(saved, saved.read_bytes(), **changes)
    refused(saved, code)


@pytest.mark.parametrize(
    "text",
    ["", "{", "\udcff", "[" * 50_000, '{"format": NaN}', "null",
     '{"format": "lossland-network", "epochs": 1e999}'],
)  # fmt: skip
def test_descriptions_that_are_no_json(saved, text):
    saved.with_suffix(".json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError) as caught:
        load_network(saved)
    assert caught.value.code in ("store-not-json", "store-facts")


def test_files_that_are_too_large(saved, monkeypatch):
    saved.with_suffix(".json").write_bytes(b" " * (module.MOST_DESCRIPTION + 1))
    refused(saved, "store-too-large")
    monkeypatch.setattr(module, "MOST_WEIGHTS", 1000)
    refused(saved, "store-too-large")


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError) as caught:
        save_network(tmp_path / "file", "net", mlp(), FACTS)
    assert caught.value.code == "store-unwritten"


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a"
    write_safely(path, b"old")

    def broken(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="No space"):
        write_safely(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


def test_the_bundled_weights_stay_as_they_are():
    before = NETWORKS["cnn"].weights.read_bytes()
    net = bundled()
    with torch.no_grad():
        net[0].weight.zero_()
    assert NETWORKS["cnn"].weights.read_bytes() == before
    assert bundled()[0].weight.any()
