"""The trained network: small, accurate, honest about what it is not sure of, and clear when it cannot run."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save

from engine.digits import classifier as module
from engine.digits.classifier import NETWORKS, Classifier, devices, sure
from engine.digits.network import FoldedCnn, cnn
from engine.digits.prepare import prepare_strokes
from engine.errors import MESSAGES, InputError

GOOD = load_file(NETWORKS["cnn"].weights)
UNFIT = {name: value[..., :2].contiguous() for name, value in GOOD.items() if value.ndim}
"""Weights that do not fit together."""
SEVEN = prepare_strokes(
    [np.array([[0.0, 0.0], [10.0, 0.0], [4.0, 14.0]]), np.array([[2.0, 7.0], [9.0, 7.0]])]
)


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier()


def mnist_test(root: Path) -> tuple[np.ndarray, np.ndarray]:
    raw = root / "MNIST" / "raw"
    images = np.frombuffer((raw / "t10k-images-idx3-ubyte").read_bytes(), np.uint8, offset=16)
    labels = np.frombuffer((raw / "t10k-labels-idx1-ubyte").read_bytes(), np.uint8, offset=8)
    return images.reshape(-1, 28, 28), labels


def test_weights_are_below_a_megabyte_and_need_no_unpickling():
    path = NETWORKS["cnn"].weights
    content = path.read_bytes()
    assert len(content) < 1_000_000
    (length,) = struct.unpack("<Q", content[:8])  # a safetensors file begins with a JSON header
    assert "head.weight" in json.loads(content[8 : 8 + length])


@pytest.mark.needs_mnist
def test_accuracy_on_mnists_test_images(classifier, mnist_root):
    images, labels = mnist_test(mnist_root)
    inputs = images.astype(np.float32) / 255
    parts = [classifier.classify(part) for part in np.split(inputs, 10)]
    probabilities = np.concatenate(parts)
    right = probabilities.argmax(axis=1) == labels
    assert right.mean() >= 0.996
    assert right.mean() == pytest.approx(NETWORKS["cnn"].facts()["test_accuracy"], abs=2e-4)

    confidence = probabilities.max(axis=1)
    assert confidence.mean() == pytest.approx(right.mean(), abs=0.005)
    are_sure = np.array([sure(row) for row in probabilities])
    assert are_sure.mean() > 0.985
    assert right[are_sure].mean() > 0.997


def test_the_facts_are_the_networks(free_draws):
    facts = NETWORKS["cnn"].facts()
    assert facts["architecture"] == "cnn"
    assert facts["test_accuracy"] >= 0.996
    assert facts["validation_accuracy"] >= 0.995
    assert facts["parameters"] == sum(p.numel() for p in cnn(tuple(facts["widths"])).parameters())


def test_probabilities_of_one_image(classifier):
    probabilities = classifier.classify(SEVEN)
    assert probabilities.shape == (1, 10)
    assert probabilities.dtype == np.float64
    assert probabilities.sum() == pytest.approx(1, abs=1e-12)
    assert probabilities.argmax() == 7
    assert sure(probabilities)


def test_images_together_get_what_each_gets_alone(classifier):
    images = np.stack([SEVEN, SEVEN[:, ::-1], np.zeros_like(SEVEN)])
    together = classifier.classify(images)
    alone = np.concatenate([classifier.classify(image) for image in images])
    np.testing.assert_allclose(together, alone, atol=1e-4)


def test_images_are_left_alone_and_may_be_read_only(classifier):
    image = SEVEN.copy()
    image.flags.writeable = False
    classifier.classify(image)
    np.testing.assert_array_equal(image, SEVEN)


def test_a_call_leaves_torchs_threads_as_they_were(classifier):
    before = torch.get_num_threads()
    classifier.classify(SEVEN)
    assert torch.get_num_threads() == before


@pytest.mark.parametrize(
    ("probabilities", "expected"),
    [
        ([1.0] + [0.0] * 9, True),
        ([0.1] * 10, False),
        ([0.5, 0.5] + [0.0] * 8, False),
        ([0.0] * 9 + [1.0], True),
        ([0.8, 0.2] + [0.0] * 8, False),
    ],
)
def test_sure_needs_one_clear_digit(probabilities, expected):
    assert sure(probabilities) is expected
    assert sure(np.array(probabilities)) is expected
    assert sure(np.array([probabilities])) is expected


def test_an_empty_canvas_is_not_sure(classifier):
    assert not sure(classifier.classify(prepare_strokes([])))


def test_most_scribbles_are_not_sure(classifier):
    random = np.random.default_rng(11)
    images = []
    for _ in range(60):
        turns = random.uniform(0, 10, (random.integers(12, 40), 2)).cumsum(axis=0)
        turns -= np.linspace(0, 1, len(turns))[:, None] * turns[-1]
        images.append(prepare_strokes([turns + random.uniform(0, 10, turns.shape)]))
    are_sure = [sure(row) for row in classifier.classify(np.stack(images))]
    assert np.mean(are_sure) < 0.2


def test_the_processor_is_always_there():
    cpu, cuda = devices()
    assert (cpu.name, cpu.reason) == ("cpu", None)
    assert cuda.name == "cuda"
    assert (cuda.reason is None) == torch.cuda.is_available()
    assert cuda.reason is None or cuda.reason in MESSAGES


@pytest.mark.parametrize("code", ["no-cuda-build", "no-cuda-card"])
def test_a_missing_card_is_explained_and_the_processor_goes_on(classifier, monkeypatch, code):
    monkeypatch.setattr("engine.devices.missing", lambda device: code if device == "cuda" else None)
    with pytest.raises(InputError) as caught:
        classifier.to("cuda")
    assert caught.value.code == code
    assert classifier.device == "cpu"
    assert classifier.classify(SEVEN).argmax() == 7
    with pytest.raises(InputError):
        Classifier(device="cuda")


def test_a_card_that_gives_up_is_left_for_the_processor(monkeypatch):
    classifier = Classifier()
    whole = module._logits

    def out_of_memory(net, images, device):
        if device == "cuda":
            raise RuntimeError("CUDA error: out of memory\nand a page of advice")
        return whole(net, images, device)

    monkeypatch.setattr(module, "_logits", out_of_memory)
    classifier.device = "cuda"
    with pytest.raises(InputError) as caught:
        classifier.classify(SEVEN)
    assert caught.value.code == "device-failed"
    assert str(caught.value).endswith("out of memory")
    classifier.to("cpu")
    assert classifier.classify(SEVEN).argmax() == 7


def test_what_does_not_exist_is_named():
    with pytest.raises(InputError, match="network: “transformer” is not one of cnn"):
        Classifier(network="transformer")
    with pytest.raises(InputError, match="device: “tpu”"):
        Classifier(device="tpu")


@pytest.fixture
def spoilt(tmp_path, monkeypatch):
    """A folder of weights that a test may spoil, holding good ones."""
    network = NETWORKS["cnn"]
    for path in (network.weights, network.weights.with_suffix(".json")):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(module, "WEIGHTS", tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["cnn.safetensors", "cnn.json"])
def test_missing_weights_are_named(spoilt, name):
    (spoilt / name).unlink()
    with pytest.raises(InputError) as caught:
        Classifier()
    assert caught.value.code == "weights-missing"
    assert name in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cnn.safetensors", b""),
        ("cnn.safetensors", b"no weights at all, and long enough for a header"),
        ("cnn.safetensors", NETWORKS["cnn"].weights.read_bytes()[:100_000]),
        ("cnn.json", b"{"),
        ("cnn.json", b"{}"),
        ("cnn.json", b"[]"),
        ("cnn.safetensors", save({"head.bias": torch.zeros(3)})),
        ("cnn.safetensors", save(UNFIT)),
    ],
)
def test_damaged_weights_are_told(spoilt, name, content):
    (spoilt / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        Classifier()
    assert caught.value.code == "weights-broken"
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("free_draws")
def test_folding_the_batch_norms_changes_nothing() -> None:
    net = cnn((4, 6, 8))
    for _ in range(3):  # give the batch norms something to fold
        net(torch.rand(16, 1, 28, 28))
    net.eval()
    images = torch.rand(5, 1, 28, 28)
    with torch.no_grad():
        folded = FoldedCnn(net.state_dict())(images)
        torch.testing.assert_close(folded, net(images), atol=1e-5, rtol=1e-5)
