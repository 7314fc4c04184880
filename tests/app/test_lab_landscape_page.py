"""The page of the landscape: pins beside the slice, planes that need more networks."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from app import i18n
from app.driving import wait_until
from app.lab.controller import LabController
from app.lab.three_nets import LETTERS, brief, picked
from engine.lab.snapshot import Snapshot
from tests.app.lab_driving import train


@pytest.mark.parametrize("choice", ["path", "random"])
def test_pins_tell_the_true_loss_beside_the_slice(lab: LabController, choice: str) -> None:
    lab.training.choose_lesson("softmax")
    train(lab, 2)
    page = lab.landscape
    lab.open_page("landscape")
    page.widget.plane_requested.emit(choice)
    wait_until(lambda: page._pinned is not None and not page._busy, "the slice", 60)
    assert page.widget.surface is not None
    stage = page.widget.surface._stage
    assert stage is not None
    assert page._pinned is not None
    pinned = page._pinned
    assert [pin.loss for pin in stage.scene.pins] == [pin.true_loss for pin in pinned.pins]
    assert stage.scene.pins[-1].strong
    first = pinned.pins[0]
    assert first.true_loss == pytest.approx(math.log(10), abs=0.1)  # before it learnt: all digits alike
    (label,) = [pin.label for pin in stage.scene.pins if pin.label]
    assert f"{pinned.widest().true_loss:.3g}" in label
    assert "path 0" in stage.scene.paths


def test_too_few_networks_for_a_plane_are_said_and_nothing_old_is_shown(lab: LabController) -> None:
    lab.training.choose_lesson("softmax")
    train(lab, 2)
    page = lab.landscape
    lab.open_page("landscape")
    wait_until(lambda: page._laid is not None and not page._busy, "the slice", 60)
    assert page.widget.surface is not None
    assert page.widget.surface.isVisible()
    page.widget.plane_requested.emit("three")
    assert "so far there are 1" in page.widget.words.text().lower()
    assert not page.widget.surface.isVisible()
    for seed in (1, 2):
        lab.training.widget.form.changed.emit("seed", seed)
        train(lab, 2)
    page.widget.plane_requested.emit("three")
    wait_until(lambda: page._laid is not None and not page._busy, "the plane", 60)
    assert page._laid is not None
    assert page._laid.choice == "three"
    assert page.widget.surface.isVisible()


def test_the_view_is_there_before_the_first_slice_and_comes_back_with_the_last_one(
    lab: LabController,
) -> None:
    page = lab.landscape
    lab.open_page("landscape")
    wait_until(lambda: page.widget.surface is not None, "the surface’s view")
    surface = page.widget.surface
    assert surface is not None
    wait_until(lambda: surface.is_loaded, "its scene")
    lab.open_page("training")
    lab.training.choose_lesson("softmax")
    train(lab, 2)
    lab.open_page("landscape")
    wait_until(lambda: page._laid is not None and surface.isVisible(), "the slice", 60)
    lab.open_page("training")
    lab.open_page("landscape")
    wait_until(surface.isVisible, "the slice that was there", 60)


def test_the_slice_follows_the_language(lab: LabController) -> None:
    lab.training.choose_lesson("softmax")
    train(lab, 2)
    page = lab.landscape
    lab.open_page("landscape")
    wait_until(lambda: page._pinned is not None and not page._busy, "the slice", 60)
    assert page.widget.surface is not None
    stage = page.widget.surface._stage
    assert stage is not None
    for language, word, height in (("ko", "단면", "손실"), ("en", "slice", "loss")):
        i18n.set_language(language)
        lab.set_language(language)
        assert all(word in pin.label for pin in stage.scene.pins if pin.label)
        wait_until(lambda height=height: stage.scene.names[2] == height, "the axis’s name")  # type: ignore[misc]


def test_the_three_networks_of_a_plane_are_chosen_and_named(lab: LabController) -> None:
    page = lab.landscape
    lab.training.choose_lesson("softmax")
    for seed in (1, 2, 3):
        lab.training.widget.form.changed.emit("seed", seed)
        train(lab)
    lab.shelf.take(replace(lab.shelf["training"], key="copy", title="A saved copy"))
    lab.open_page("landscape")
    view = page.widget
    wait_until(lambda: page._laid is not None and not page._busy, "the slice", 60)
    assert not view.nets.isVisible()
    view.plane_requested.emit("three")
    assert view.nets.isVisible()
    wait_until(lambda: page._laid is not None and not page._busy, "the plane", 60)
    assert page._laid is not None
    assert page._laid.keys == ("training", "kept-2", "kept-1")  # no copy: it would leave a line
    boxes = view.nets.boxes
    for key, told in (("kept-1", ("kept-1", "kept-2", "training")), ("copy", ("copy", "kept-2", "training"))):
        boxes[0].setCurrentIndex(boxes[0].findData(key))
        boxes[0].activated.emit(boxes[0].currentIndex())
        assert tuple(box.currentData() for box in boxes) == told
        wait_until(lambda: not page._busy, "the plane, or that there is none", 60)
    assert "choose other networks" in view.words.text()
    boxes[2].setCurrentIndex(boxes[2].findData("kept-1"))
    boxes[2].activated.emit(boxes[2].currentIndex())
    wait_until(lambda: page._laid is not None and not page._busy, "another plane", 60)
    chosen = ("copy", "kept-2", "kept-1")
    assert page._laid.keys == chosen
    assert view.surface is not None
    stage = view.surface._stage
    assert stage is not None
    assert [mark.label for mark in stage.scene.marks] == [brief(lab.shelf[key].title) for key in chosen]
    view.plane_requested.emit("path")
    assert not view.nets.isVisible()
    lab.open_page("")
    lab.open_page("landscape")
    view.plane_requested.emit("three")
    assert tuple(box.currentData() for box in boxes) == chosen


def test_what_is_picked_for_a_plane() -> None:
    nets = [
        Snapshot(f"{k}", f"{k}", weights={"a": np.array([value])}) for k, value in enumerate((1, 1, 2, 3))
    ]
    assert [one.key for one in picked(nets, ["", "", ""])] == ["0", "2", "3"]
    assert [one.key for one in picked(nets[:3], ["", "", ""])] == ["0", "2", "1"]
    assert [one.key for one in picked(nets, ["3", "gone", "1"])] == ["3", "2", "1"]
    assert [one.key for one in picked(nets[:2], ["", "", ""])] == ["0", "1"]
    assert brief("Softmax regression (12)") == "Softmax regr… (12)"
    assert len(brief("x" * 40)) == LETTERS
