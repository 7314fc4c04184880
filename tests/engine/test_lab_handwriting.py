"""One's own handwriting: kept at once and whole, exported, imported, and learnt without forgetting."""

from __future__ import annotations

import os
from typing import get_args

import numpy as np
import pytest
import torch
from PIL import Image

from engine.digits.network import FoldedCnn
from engine.digits.prepare import prepare_strokes
from engine.digits.synthetic import drawings
from engine.errors import InputError
from engine.lab import drawing_file, finetune, handwriting
from engine.lab.exchange import IMAGES, LABELS, export_idx, export_pngs, import_idx, import_pictures
from engine.lab.finetune import FineTuning
from engine.lab.finetune_records import Phase
from engine.lab.handwriting import Handwriting
from engine.lab.idx import read_idx, write_idx
from engine.lab.landscape import Some
from engine.lab.networks import build, parse
from engine.lab.rehearsal import split_own
from engine.lab.results import evaluate
from engine.lab.unfilled import BUNDLED, bundled, filled
from engine.lab.variation import varied

SEVEN = [np.array([[0.2, 0.1], [0.8, 0.1], [0.4, 0.9]]), np.array([[0.3, 0.5], [0.7, 0.5]])]


def picture(seed: int = 0) -> np.ndarray:
    random = np.random.default_rng(seed)
    ink = np.zeros((28, 28), np.uint8)
    ink[5:23, 8:20] = random.integers(0, 256, (18, 12))
    return ink


@pytest.fixture
def own(tmp_path):
    return Handwriting(tmp_path / "own")


def same(first: Handwriting, second: Handwriting) -> None:
    assert [one.name for one in first.drawings] == [one.name for one in second.drawings]
    for a, b in zip(first.drawings, second.drawings, strict=True):
        assert (a.label, a.strokes) == (b.label, b.strokes)
        np.testing.assert_array_equal(a.image, b.image)


def test_a_drawing_is_on_disk_when_add_returns(own):
    image = prepare_strokes(SEVEN)
    drawing = own.add(image, 7, SEVEN)
    again = Handwriting(own.folder)
    same(own, again)
    assert drawing.label == 7
    np.testing.assert_array_equal(again.drawings[0].image, np.rint(image * 255))
    np.testing.assert_allclose(prepare_strokes(again.drawings[0].strokes), image, atol=0.02)
    assert os.listdir(own.folder) == [drawing.name]
    with Image.open(own.folder / drawing.name) as shown:
        assert shown.size == (28, 28)


def test_every_write_reaches_the_disk_before_its_name(own, monkeypatch):
    order = []
    sync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (order.append("sync"), sync(handle))[1])
    monkeypatch.setattr(os, "replace", lambda *names: (order.append("name"), replace(*names))[1])
    own.add(picture(), 3)
    own.add(picture(), 3)
    assert order[-3:] == ["sync", "name", "sync"]


def test_a_full_disk_keeps_what_there_is(own, monkeypatch):
    own.add(picture(), 3)

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left") as caught:
        own.add(picture(1), 4)
    assert caught.value.code == "handwriting-unwritten"
    monkeypatch.undo()
    same(own, Handwriting(own.folder))
    assert len(own) == 1
    own.add(picture(2), 5)
    assert [one.label for one in Handwriting(own.folder).drawings] == [3, 5]


def test_order(own):
    for label in (4, 4, 9):
        own.add(picture(label), label)
    digits = Handwriting(own.folder).digits()
    assert digits.labels.tolist() == [4, 4, 9]
    assert digits.images.shape == (3, 28, 28)
    np.testing.assert_array_equal(digits.images[2], picture(9))


def test_another_label_removal_and_back_again(own):
    first, second = own.add(picture(1), 1, SEVEN), own.add(picture(2), 2)
    changed = own.relabel(first.name, 7)
    assert own.relabel(changed.name, 7) is changed
    same(own, Handwriting(own.folder))
    assert [one.label for one in own.drawings] == [7, 2]
    removed = own.remove(changed.name)
    assert [one.name for one in Handwriting(own.folder).drawings] == [second.name]
    own.put_back(removed)
    same(own, Handwriting(own.folder))
    assert [one.label for one in own.drawings] == [7, 2]
    with pytest.raises(ValueError, match="already"):
        own.put_back(removed)
    for call in (lambda: own.remove("no"), lambda: own.relabel(first.name, 3)):
        with pytest.raises(KeyError):
            call()


def test_new_numbers_follow_the_largest(own):
    own.add(picture(1), 1)
    last = own.add(picture(2), 2)
    own.remove(own.drawings[0].name)
    again = Handwriting(own.folder)
    assert again.add(picture(3), 3).name > last.name


@pytest.mark.parametrize("label", [10, -1, "4", None, True, 4.0])
def test_labels_are_digits(own, label):
    with pytest.raises(InputError) as caught:
        own.add(picture(), label)
    assert caught.value.code == "handwriting-label"
    assert not own.folder.exists()


def test_what_is_no_drawing_is_refused(own, monkeypatch):
    with pytest.raises(InputError) as caught:
        own.add(np.zeros((28, 28), np.float32), 3)
    assert caught.value.code == "handwriting-blank"
    for image in (picture()[:5], np.full((28, 28), 2, np.float32), np.full((28, 28), np.nan, np.float32)):
        with pytest.raises(ValueError, match=r"28 × 28|between"):
            own.add(image, 3)
    with pytest.raises(InputError) as caught:
        own.digits()
    assert caught.value.code == "handwriting-empty"
    own.add(picture(), 3)
    monkeypatch.setattr(handwriting, "MOST", 1)
    with pytest.raises(InputError) as caught:
        own.add(picture(), 3)
    assert caught.value.code == "handwriting-full"


def test_foreign_and_broken_files_are_left_alone(own):
    good = own.add(picture(), 3)
    content = (own.folder / good.name).read_bytes()
    (own.folder / "notes.txt").write_text("mine")
    (own.folder / ".part").write_bytes(b"half")
    spoilt = {
        "000002-00000000-4.png": content[:60],
        "000003-00000000-4.png": b"",
        "000004-00000000-4.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        "000005-00000000-4.png": b"x" * (drawing_file.MOST_BYTES + 1),
    }
    for name, part in spoilt.items():
        (own.folder / name).write_bytes(part)
    Image.new("L", (29, 28)).save(own.folder / "000006-00000000-4.png")
    Image.new("RGB", (28, 28)).save(own.folder / "000007-00000000-4.png")
    (own.folder / "000008-00000000-4.png").mkdir()
    again = Handwriting(own.folder)
    same(own, again)
    assert len(again.broken) == 7
    again.add(picture(), 5)
    assert (own.folder / "notes.txt").read_text() == "mine"
    assert (own.folder / "000003-00000000-4.png").exists()


def test_a_file_in_the_folders_place(tmp_path):
    (tmp_path / "own").write_text("")
    with pytest.raises(InputError) as caught:
        Handwriting(tmp_path / "own")
    assert caught.value.code == "handwriting-unread"


def test_endless_drawings_are_kept_as_pictures(own):
    long = [np.random.default_rng(0).random((drawing_file.MOST_POINTS + 1, 2))]
    own.add(picture(), 3, long)
    assert Handwriting(own.folder).drawings[0].strokes == ()
    assert (own.folder / own.drawings[0].name).stat().st_size < 10_000


def with_six(own: Handwriting) -> Handwriting:
    for k in range(6):
        own.add(picture(k), (3 * k) % 10)
    return own


def test_idx_comes_back_as_it_was(own, tmp_path):
    images, labels = export_idx(with_six(own), tmp_path / "out")
    assert (images.name, labels.name) == (IMAGES, LABELS)
    digits = own.digits()
    np.testing.assert_array_equal(read_idx(images, 3), digits.images)
    np.testing.assert_array_equal(read_idx(labels, 1), digits.labels)
    other = Handwriting(tmp_path / "other")
    *_, last = import_idx(other, images, labels)
    assert (last.done, last.total, last.refused) == (6, 6, ())
    np.testing.assert_array_equal(other.digits().images, digits.images)


def test_pngs_come_back_as_they_were(own, tmp_path):
    assert export_pngs(with_six(own), tmp_path / "out") == 6
    assert sorted(os.listdir(tmp_path / "out")) == ["0", "2", "3", "5", "6", "9"]
    other = Handwriting(tmp_path / "other")
    list(import_pictures(other, tmp_path / "out"))
    mine = {one.image.tobytes(): one.label for one in own.drawings}
    assert {one.image.tobytes(): one.label for one in other.drawings} == mine


def test_any_pictures_are_prepared(own, tmp_path):
    page = np.full((80, 60), 240, np.uint8)
    page[10:70, 28:33] = 20
    Image.fromarray(page).save(tmp_path / "a-1.png")
    Image.fromarray(page).save(tmp_path / "unnamed.png")
    (tmp_path / "b-2.png").write_bytes(b"no picture")
    Image.new("L", (50, 50), 255).save(tmp_path / "c-3.png")
    (tmp_path / "readme.txt").write_text("")
    *_, last = import_pictures(own, tmp_path)
    assert (last.done, last.total) == (3, 3)
    assert [error.code for error in last.refused] == ["not-a-picture", "no-ink"]
    assert [one.label for one in own.drawings] == [1]
    assert own.drawings[0].image[4:24, 13:15].mean() > 200


def test_an_import_can_be_left(own, tmp_path):
    export_pngs(with_six(Handwriting(tmp_path / "from")), tmp_path / "out")
    running = import_pictures(own, tmp_path / "out")
    next(running)
    running.close()
    assert len(Handwriting(own.folder)) == 1


def test_imports_that_cannot_be(own, tmp_path):
    images, labels = tmp_path / "images", tmp_path / "labels"
    blank = np.zeros((2, 28, 28), np.uint8)
    for shape, digits in (((2, 28, 28), [1]), ((2, 27, 28), [1, 2]), ((2, 28, 28), [1, 10])):
        write_idx(images, np.zeros(shape, np.uint8))
        write_idx(labels, np.array(digits, np.uint8))
        with pytest.raises(InputError) as caught:
            next(import_idx(own, images, labels))
        assert caught.value.code == "handwriting-unlike"
    write_idx(images, blank)
    write_idx(labels, np.array([1, 2], np.uint8))
    *_, last = import_idx(own, images, labels)
    assert [error.code for error in last.refused] == ["handwriting-blank"] * 2
    for folder, code in ((tmp_path / "no", "handwriting-unread"), (tmp_path, "handwriting-no-pictures")):
        with pytest.raises(InputError) as caught:
            next(import_pictures(own, folder))
        assert caught.value.code == code
    for export in (export_idx, export_pngs):
        with pytest.raises(InputError) as caught:
            export(own, tmp_path)
        assert caught.value.code == "handwriting-empty"
    own.add(picture(), 1)
    for export in (export_idx, export_pngs):
        with pytest.raises(InputError) as caught:
            export(own, images)
        assert caught.value.code == "handwriting-unwritten"


def a_few(count: int, seed: int) -> Some:
    """Digits drawn from templates as by many hands: the bundled network has learnt such ones, too."""
    images, labels = drawings(count, np.random.default_rng(seed), others=0.0)
    return Some(torch.from_numpy(images), torch.tensor(labels))


def test_a_split_keeps_parts_and_digits_apart():
    labels = torch.arange(200) % 10
    split = split_own(labels, seed=1)
    parts = [split.learning, split.choosing, split.judging]
    assert sorted(torch.cat(parts).tolist()) == list(range(200))
    assert [len(part) for part in parts] == [120, 40, 40]
    assert torch.bincount(labels[split.judging]).tolist() == [4] * 10
    assert split.kept_back
    few = split_own(labels[:20], seed=1)
    assert len(few.judging) == 4
    assert not set(few.judging.tolist()) & set(few.learning.tolist())
    assert torch.equal(few.learning, few.choosing)
    fewest = split_own(labels[:9], seed=1)
    assert not fewest.kept_back
    assert len(fewest.learning) == len(fewest.judging) == 9


@pytest.mark.usefixtures("one_thread")
def test_a_hand_is_learnt_and_the_others_are_not_forgotten(monkeypatch):
    """Mirrored digits, half of which the network misreads; others are rehearsed, others again judge."""
    monkeypatch.setattr(finetune, "STEPS", 40)
    drawn = a_few(45, seed=1)
    own = Some(drawn.images.flip(2).contiguous(), drawn.labels)
    start = bundled()
    once = a_few(250, seed=3)
    test = Some(once.images.repeat(10, 1, 1), once.labels.repeat(10))  # more than anybody would sample
    tuning = FineTuning(own, a_few(300, seed=2), test, start=start, temperature=0.64)
    state = torch.get_rng_state()
    records = list(tuning)
    result = tuning.result
    assert result is not None
    assert result.kept_back
    assert result.judged == 9
    assert result.steps > 0
    assert result.after.own >= result.before.own + 0.2
    assert result.before.others > 0.98
    assert result.after.others > result.before.others - 0.02
    assert result.tested == len(test.labels) == 2500
    for network, told in ((bundled(), result.before), (filled(BUNDLED, result.weights), result.after)):
        outcome = evaluate(network.eval(), test, temperature=0.64)
        assert told.others == outcome.accuracy
        assert told.loss == pytest.approx(outcome.loss, rel=1e-6)
    assert torch.equal(state, torch.get_rng_state())

    assert [record.phase for record in records] == sorted(
        (record.phase for record in records), key=get_args(Phase).index
    )
    for phase in get_args(Phase):
        done = [record.done for record in records if record.phase == phase]
        assert done == list(range(1, len(done) + 1))
    assert records[-1].done == records[-1].total
    looked = [record.validation for record in records if record.validation is not None]
    assert min(looked) < looked[0]

    for name, value in bundled().state_dict().items():
        assert torch.equal(start.state_dict()[name], value)
        same = torch.equal(result.weights[name], value)
        assert same == (name.startswith(("stem", "conv1", "conv2")) or "running" in name or "num_" in name)
    with torch.no_grad():
        folded = FoldedCnn(result.weights)(own.images[:, None] / 255)
        plain = filled(BUNDLED, result.weights).eval()(own.images[:, None] / 255)
    torch.testing.assert_close(folded, plain, atol=1e-3, rtol=1e-3)


@pytest.mark.usefixtures("one_thread")
def test_one_seed_gives_one_result_and_it_can_be_left(monkeypatch):
    monkeypatch.setattr(finetune, "STEPS", 10)
    own, others, test = a_few(8, 1), a_few(60, 2), a_few(20, 3)
    results = []
    for _ in range(2):
        tuning = FineTuning(own, others, test, seed=5)
        assert tuning.result is None
        list(tuning)
        results.append(tuning.result)
    for name, value in results[0].weights.items():
        assert torch.equal(value, results[1].weights[name])
    assert results[0].judged == 8
    assert not results[0].kept_back
    left = FineTuning(own, others, test)
    next(left)
    assert left.result is None


def test_too_little_to_learn_from():
    for own, others, code in ((1, 60, "finetune-few"), (5, 49, "finetune-rehearsal")):
        with pytest.raises(InputError) as caught:
            FineTuning(a_few(own, 1), a_few(others, 2), a_few(5, 3))
        assert caught.value.code == code


def test_variations_stay_near():
    images = a_few(30, 1).images[:, None].float() / 255
    changed = varied(images, torch.Generator().manual_seed(0))
    assert changed.shape == images.shape
    assert 0 <= changed.min() <= changed.max() <= 1 + 1e-6
    ratio = changed.sum(dim=(1, 2, 3)) / images.sum(dim=(1, 2, 3))
    assert 0.7 < ratio.min() < ratio.max() < 1.4
    assert torch.equal(changed, varied(images, torch.Generator().manual_seed(0)))
    assert not torch.equal(changed[0], images[0])


@pytest.mark.parametrize(
    ("layers", "learnt"),
    [
        ("1×28×28-Conv(3,5)-ReLU-MaxPool(2)-Conv(4,3)-BatchNorm-ReLU-MaxPool(2)-Flatten-10", 3),
        ("1×28×28-Conv(3,5)-ReLU-MaxPool(2)-Flatten-16-ReLU-10", 3),
        ("1×28×28-Conv(3,5)-ReLU-Flatten-10", 0),
    ],
)
@pytest.mark.usefixtures("one_thread")
def test_any_network_that_takes_images_can_learn(layers, learnt, monkeypatch):
    monkeypatch.setattr(finetune, "STEPS", 20)
    start = build(parse(layers), torch.Generator().manual_seed(1)).eval()
    assert finetune.learnt_from(start) == learnt
    own = a_few(30, seed=1)
    tuning = FineTuning(own, a_few(60, seed=2), a_few(40, seed=3), start=start)
    list(tuning)
    result = tuning.result
    assert result is not None
    assert result.steps > 0
    names = [name for name, _ in start.named_children()]
    for name, value in start.state_dict().items():
        stays = names.index(name.split(".")[0]) < learnt
        if stays:
            assert torch.equal(result.weights[name], value)
    assert any(not torch.equal(result.weights[name], value) for name, value in start.state_dict().items())


@pytest.mark.parametrize("layers", ["784-32-ReLU-10", "1×28×28-Conv(3,5)-ReLU-Flatten-2"])
def test_networks_that_cannot_learn_a_hand_are_refused(layers):
    start = build(parse(layers), torch.Generator().manual_seed(1)).eval()
    with pytest.raises(InputError) as caught:
        FineTuning(a_few(5, 1), a_few(60, 2), a_few(5, 3), start=start)
    assert caught.value.code == "finetune-network"
