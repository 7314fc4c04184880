"""The page of the landscape: pins beside the slice, planes that need more networks."""

from __future__ import annotations

import math

import pytest

from app import i18n
from app.driving import wait_until
from app.lab.controller import LabController
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
