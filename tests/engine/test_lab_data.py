"""MNIST is found and read as torchvision has it, and what is wrong with a file is named."""

from __future__ import annotations

import gzip
import hashlib
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from torchvision.datasets import MNIST
from torchvision.transforms import ToTensor

from engine.errors import InputError
from engine.lab.bundled import enlarged, load_bundled
from engine.lab.dataset import Digits
from engine.lab.idx import magic, read_idx, write_idx
from engine.lab.mnist import FILES, find, image_mark, load, raw_folder, usual_places

RANDOM = np.random.default_rng(7)


@pytest.fixture
def few() -> Digits:
    """Thirty images with labels in no order."""
    labels = torch.tensor([3, 0, 1, 9, 1, 0, 2, 7, 1, 5] * 3)
    images = torch.from_numpy(RANDOM.integers(0, 256, (30, 28, 28)).astype(np.uint8))
    return Digits(images, labels, "own", "a few")


@pytest.fixture
def root(tmp_path, monkeypatch) -> Path:
    """A folder with a small set in MNIST's format, and no other anywhere."""
    raw = tmp_path / "root" / "MNIST" / "raw"
    raw.mkdir(parents=True)
    for part, n in (("train", 50), ("t10k", 20)):
        write_idx(raw / f"{part}-images-idx3-ubyte", RANDOM.integers(0, 256, (n, 28, 28)).astype(np.uint8))
        write_idx(raw / f"{part}-labels-idx1-ubyte", (np.arange(n) % 10).astype(np.uint8))
    monkeypatch.delenv("LOSSLAND_MNIST", raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "nobody")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    return tmp_path / "root"


def code(call, *arguments) -> str:
    with pytest.raises(InputError) as caught:
        call(*arguments)
    assert str(caught.value)
    return caught.value.code


# Digits


def test_classes_come_one_after_another(few):
    part = few.classes((0, 1))
    assert part.labels.tolist() == [0] * 6 + [1] * 9
    expected = torch.cat([few.images[few.labels == 0], few.images[few.labels == 1]])
    assert torch.equal(part.images, expected)
    assert few.classes((7, 0)).labels.tolist() == [7] * 3 + [0] * 6
    assert len(few.classes((4,))) == len(few.classes(())) == 0


def test_only_keeps_the_order_of_the_files(few):
    part = few.only((1, 0))
    assert part.labels.tolist() == [label for label in few.labels.tolist() if label in (0, 1)]
    assert torch.equal(part.images, few.images[few.labels <= 1])


def test_counts(few):
    assert few.counts == (6, 9, 3, 3, 0, 3, 0, 3, 0, 3)


def test_inputs_are_those_of_to_tensor(few):
    stacked = torch.stack([ToTensor()(image.numpy()) for image in few.images])[:, 0]
    assert torch.equal(few.inputs(), stacked)
    index = torch.tensor([4, 4, 29])
    assert torch.equal(few.inputs(index), stacked[index])
    assert torch.equal(few.inputs(slice(3, 9)), stacked[3:9])
    assert torch.equal(few.inputs(5), stacked[5])
    assert few.inputs(dtype=torch.float64).dtype == torch.float64
    assert few.images.dtype == torch.uint8


def test_batches(few):
    sizes = [len(labels) for _, labels in few.batches(8)]
    assert sizes == [8, 8, 8, 6]
    assert [len(labels) for _, labels in few.batches(8, drop_last=True)] == [8, 8, 8]
    order = torch.randperm(30, generator=torch.Generator().manual_seed(1))
    inputs, labels = (torch.cat(parts) for parts in zip(*few.batches(7, order), strict=True))
    assert torch.equal(labels, few.labels[order])
    assert torch.equal(inputs, few.inputs()[order])


@pytest.mark.parametrize(
    ("images", "labels"),
    [
        (torch.zeros(3, 28, 28), torch.zeros(3, dtype=torch.int64)),
        (torch.zeros(3, 27, 28, dtype=torch.uint8), torch.zeros(3, dtype=torch.int64)),
        (torch.zeros(2, 28, 28, dtype=torch.uint8), torch.zeros(3, dtype=torch.int64)),
        (torch.zeros(3, 28, 28, dtype=torch.uint8), torch.zeros(3, dtype=torch.uint8)),
        (torch.zeros(3, 28, 28, dtype=torch.uint8), torch.tensor([0, 10, 1])),
        (torch.zeros(3, 28, 28, dtype=torch.uint8), torch.tensor([0, -1, 1])),
    ],
)
def test_what_is_no_digits_is_refused(images, labels):
    with pytest.raises(ValueError, match=r"images|label"):
        Digits(images, labels, "own", "")


def test_a_class_that_is_none_is_refused(few):
    with pytest.raises(ValueError, match="10"):
        few.classes((0, 10))


# Where it is


def test_a_folder_is_the_root_or_what_is_in_it(root):
    raw = root / "MNIST" / "raw"
    for folder in (root, root / "MNIST", raw, str(root)):
        assert raw_folder(folder) == raw
        assert find(folder) == raw
    assert raw_folder(root.parent) is None


def test_the_usual_places(root, tmp_path, monkeypatch):
    raw = root / "MNIST" / "raw"
    assert find() is None
    assert find(default=root) == raw
    monkeypatch.setenv("LOSSLAND_MNIST", str(root))
    assert next(iter(usual_places())) == root
    assert find() == raw
    monkeypatch.delenv("LOSSLAND_MNIST")
    root.rename(tmp_path / "elsewhere" / "data")
    assert find() is not None
    (tmp_path / "nobody" / ".cache").mkdir(parents=True)
    (tmp_path / "elsewhere" / "data").rename(tmp_path / "nobody" / ".cache" / "data")
    found = find()
    assert found is not None
    assert found.is_relative_to(tmp_path / "nobody" / ".cache" / "data")


def test_a_folder_that_was_named_is_not_replaced_by_another(root, tmp_path, monkeypatch):
    (root / "MNIST" / "raw" / FILES[1]).unlink()
    with pytest.raises(InputError) as caught:
        find(root)
    assert caught.value.code == "mnist-missing"
    assert f"missing: {FILES[1]}." in str(caught.value)
    monkeypatch.setenv("LOSSLAND_MNIST", str(tmp_path / "nowhere"))
    assert code(find) == "mnist-missing"


# What is in it


def test_a_set_of_another_kind_is_not_called_mnist(root):
    data = load(root)
    assert data.source == "own"
    assert data.name == "root"
    assert (len(data.train), len(data.test)) == (50, 20)
    raw = root / "MNIST" / "raw"
    assert np.array_equal(data.train.images.numpy(), read_idx(raw / FILES[0], 3))


def test_mnist_is_known_by_every_byte_of_its_images(root, monkeypatch):
    raw = root / "MNIST" / "raw"
    marks = {}
    for part, first in (("train", 0), ("t10k", 2)):
        labels = read_idx(raw / FILES[first + 1], 1)
        digest = hashlib.md5(labels.tobytes(), usedforsecurity=False).hexdigest()
        marks[part] = image_mark(read_idx(raw / FILES[first], 3)), digest
    monkeypatch.setattr("engine.lab.mnist.MARKS", marks)
    assert (load(root).source, load(root).name) == ("mnist", "MNIST")
    for file in (raw / FILES[0], raw / FILES[2]):
        whole = file.read_bytes()
        changed = bytearray(whole)
        changed[-1] ^= 128
        file.write_bytes(changed)
        assert (load(root).source, load(root).name) == ("own", "root")
        file.write_bytes(whole)
    assert load(root).source == "mnist"


def test_the_mark_of_images_sees_bits_places_and_order():
    images = RANDOM.integers(0, 256, (9, 28, 28)).astype(np.uint8)
    flipped, moved = images.copy(), images.copy()
    flipped[3, 27, 27] ^= 1
    moved[5] = np.roll(moved[5], 8)
    marks = {image_mark(one) for one in (images, flipped, moved, images[::-1].copy(), images[:8].copy())}
    assert len(marks) == 5
    assert image_mark(images.copy()) in marks


def test_a_folder_called_mnist_does_not_make_other_images_mnist(root):
    other = root.rename(root.parent / "mine") / "MNIST"
    other = other.rename(other.parent / "mnist")
    assert load(other / "raw").name == "mine"


@pytest.mark.needs_mnist
def test_random_images_under_mnist_s_labels_are_not_mnist(mnist_root, tmp_path):
    raw = raw_folder(mnist_root)
    assert raw is not None
    for name, n in zip(FILES, (60_000, 60_000, 10_000, 10_000), strict=True):
        if "labels" in name:
            write_idx(tmp_path / name, read_idx(raw / name, 1))
        else:
            write_idx(tmp_path / name, RANDOM.integers(0, 256, (n, 28, 28), np.uint8))
    data = load(tmp_path)
    assert data.source == "own"
    assert data.name == tmp_path.name


def test_compressed_and_dotted_names_are_read(root):
    raw = root / "MNIST" / "raw"
    before = load(root)
    for name in FILES[:2]:
        (raw / (name + ".gz")).write_bytes(gzip.compress((raw / name).read_bytes()))
        (raw / name).unlink()
    (raw / FILES[2]).rename(raw / "t10k-images.idx3-ubyte")
    after = load(root)
    assert torch.equal(after.train.images, before.train.images)
    assert torch.equal(after.train.labels, before.train.labels)
    assert torch.equal(after.test.images, before.test.images)


def spoil(root: Path, place: int, content: bytes) -> None:
    (root / "MNIST" / "raw" / FILES[place]).write_bytes(content)


IMAGES = magic(3) + np.array([50, 28, 28], ">u4").tobytes()


@pytest.mark.parametrize(
    ("place", "content", "expected"),
    [
        (0, b"", "idx-magic"),
        (0, b"<html>", "idx-magic"),
        (0, magic(1) + np.array([50], ">u4").tobytes() + bytes(50), "idx-magic"),
        (0, bytes((0, 0, 13, 3)) + bytes(12), "idx-magic"),
        (0, magic(3) + b"\0\0", "idx-length"),
        (0, IMAGES + bytes(50 * 784 - 1), "idx-length"),
        (0, IMAGES + bytes(50 * 784 + 1), "idx-length"),
        (0, magic(3) + b"\xff" * 12, "idx-length"),
        (0, magic(3) + bytes(12), "idx-empty"),
        (0, magic(3) + np.array([50, 8, 8], ">u4").tobytes() + bytes(50 * 64), "idx-shape"),
        (0, magic(3) + np.array([49, 28, 28], ">u4").tobytes() + bytes(49 * 784), "idx-count"),
        (1, magic(1) + np.array([50], ">u4").tobytes() + bytes(49) + b"\x0a", "idx-label"),
    ],
)
def test_what_is_wrong_with_a_file_is_named(root, place, content, expected):
    spoil(root, place, content)
    with pytest.raises(InputError) as caught:
        load(root)
    assert caught.value.code == expected
    assert FILES[place] in str(caught.value)


@pytest.mark.parametrize("content", [b"no gzip at all", gzip.compress(bytes(9000))[:-20]])
def test_a_damaged_compressed_file_is_named(tmp_path, content):
    path = tmp_path / "labels.gz"
    path.write_bytes(content)
    assert code(read_idx, path, 1) in ("idx-gzip", "idx-magic")
    path.write_bytes(gzip.compress(magic(1) + np.array([9000], ">u4").tobytes() + bytes(9000))[:-12])
    assert code(read_idx, path, 1) == "idx-gzip"


def test_a_compressed_file_that_unpacks_to_more_than_it_says_is_not_unpacked_whole(tmp_path):
    path = tmp_path / "labels.gz"
    path.write_bytes(gzip.compress(magic(1) + np.array([10], ">u4").tobytes() + bytes(50_000_000)))
    with pytest.raises(InputError) as caught:
        read_idx(path, 1)
    assert caught.value.code == "idx-length"
    assert caught.value.values["found"] < 3_000_000


def test_a_folder_in_a_files_place_is_named(tmp_path):
    assert code(read_idx, tmp_path, 1) == "idx-unread"
    assert code(read_idx, tmp_path / "none", 1) == "idx-unread"


@pytest.mark.parametrize("shape", [(5,), (4, 3, 2)])
@pytest.mark.parametrize("name", ["file", "file.gz"])
def test_written_is_read(tmp_path, shape, name):
    values = RANDOM.integers(0, 256, shape).astype(np.uint8)
    write_idx(tmp_path / name, values)
    np.testing.assert_array_equal(read_idx(tmp_path / name, len(shape)), values)


@pytest.mark.needs_mnist
def test_mnist_is_what_torchvision_reads(mnist_root):
    data = load(mnist_root)
    assert (data.source, data.name) == ("mnist", "MNIST")
    for ours, train in ((data.train, True), (data.test, False)):
        theirs = MNIST(str(mnist_root), train=train)
        assert torch.equal(ours.images, theirs.data)
        assert torch.equal(ours.labels, theirs.targets)
    two = data.train.classes((0, 1))
    assert data.train.counts[:2] == (5923, 6742)
    assert two.labels.sum() == 6742
    first = data.train.images[:100][data.train.labels[:100] == 0]
    stacked = torch.stack([ToTensor()(image.numpy()) for image in first])[:, 0]
    assert torch.equal(two.inputs(slice(0, len(first))), stacked)


# Without MNIST


def test_scikit_learns_digits_are_named_as_such():
    data = load_bundled()
    assert data.source == "scikit-learn"
    assert "not MNIST" in data.name
    assert (len(data.train), len(data.test)) == (1437, 360)
    assert min(data.test.counts) >= 30
    again = load_bundled()
    assert torch.equal(data.test.images, again.test.images)


def test_an_enlarged_image_lies_in_the_middle():
    counts = torch.full((1, 8, 8), 16.0)
    (image,) = enlarged(counts)
    assert image.shape == (28, 28)
    assert (image[4:24, 4:24] == 255).all()
    assert image.long().sum() == 255 * 400


def test_without_scikit_learn_there_is_a_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    assert code(load_bundled) == "bundled-missing"
