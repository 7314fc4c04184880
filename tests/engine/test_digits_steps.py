"""Preparation step by step: all steps on give the network's image, each one off shows what it is for."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from engine.digits.classifier import Classifier
from engine.digits.pen import PEN
from engine.digits.prepare import prepare_strokes
from engine.digits.steps import MNIST, STEPS, Switches, prepare_in_switched_steps

PEN_WIDTH = 0.055
SEVEN = [np.array([[0.1, 0.1], [0.35, 0.1], [0.2, 0.5]]), np.array([[0.15, 0.3], [0.3, 0.3]])]
"""Small, and in a corner."""


def steps(switches: Switches = MNIST, strokes=SEVEN, **more):
    return prepare_in_switched_steps(strokes, switches, pen=PEN_WIDTH, **more)


def extent(image: np.ndarray) -> tuple[int, int]:
    rows, columns = np.nonzero(image > 0.5)
    return int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1


def middle(image: np.ndarray) -> tuple[float, float]:
    at = np.arange(28) + 0.5
    return float((image.sum(0) * at).sum() / image.sum()), float((image.sum(1) * at).sum() / image.sum())


def test_with_all_steps_on_it_is_the_networks_image():
    taken = steps()
    assert tuple(step.name for step in taken) == STEPS
    np.testing.assert_array_equal(taken[-1].image, prepare_strokes(SEVEN))
    assert all(step.on for step in taken)


def test_the_last_step_does_not_depend_on_the_unit():
    wide = [stroke * 640 for stroke in SEVEN]
    for values in product([True, False], repeat=5):
        switches = Switches(*values)
        first = steps(switches)[-1].image
        second = prepare_in_switched_steps(wide, switches, canvas=640, pen=PEN_WIDTH * 640)[-1].image
        np.testing.assert_allclose(first, second, atol=1e-5)
        assert first.dtype == np.float32
        assert first.min() >= 0
        assert first.max() <= 1


def test_ink_off_is_black_on_white():
    np.testing.assert_allclose(steps(Switches(ink=False))[-1].image, 1 - steps()[-1].image)
    assert steps()[0].image.mean() < 0.5 < steps(Switches(ink=False))[0].image.mean()


def test_box_off_leaves_it_small_and_in_its_corner():
    off = steps(Switches(box=False, pen=False, centre=False))[-1]
    assert extent(off.image)[0] == pytest.approx((0.4 + PEN_WIDTH) * 28, abs=1)
    assert middle(off.image)[0] < 8
    assert off.pen == pytest.approx(PEN_WIDTH * 28)
    assert extent(steps()[-1].image)[0] in (19, 20)


def test_pen_off_scales_the_own_pen_and_still_fits_the_box():
    off = steps(Switches(pen=False))[-1]
    assert off.pen < PEN
    assert extent(off.image)[0] in (19, 20)
    assert off.pen == pytest.approx(PEN_WIDTH * 18.8 / (0.4 + PEN_WIDTH))
    thick = prepare_in_switched_steps(SEVEN, Switches(pen=False), pen=5.0)[-1]
    assert extent(thick.image)[0] <= 20


def test_centre_off_leaves_the_box_in_the_middle():
    off, on = steps(Switches(centre=False))[-1].image, steps()
    assert middle(on[-1].image) == pytest.approx((14, 14), abs=0.05)
    assert abs(middle(off)[0] - 14) > 0.5
    shift = on[STEPS.index("centre")].shift
    assert shift[0] == pytest.approx(14 - middle(off)[0], abs=1e-5)
    assert on[1].shift == (0, 0)


def test_grey_off_is_black_and_white():
    assert set(np.unique(steps(Switches(grey=False))[-1].image)) == {0, 1}
    assert len(np.unique(steps()[-1].image)) > 20


@pytest.mark.parametrize("name", STEPS)
def test_a_step_that_is_off_changes_nothing_but_what_comes_later(name):
    taken = steps(Switches(**{name: False}))
    at = STEPS.index(name)
    assert not taken[at].on
    for before, after in zip(taken[:at], steps()[:at], strict=True):
        np.testing.assert_array_equal(before.image, after.image)
    if name not in ("grey", "ink"):
        np.testing.assert_array_equal(taken[at].image, taken[at - 1].image)


def test_nothing_and_a_dot_can_be_prepared():
    assert not steps(strokes=[])[-1].image.any()
    assert steps(Switches(ink=False), strokes=[])[-1].image.all()
    for values in product([True, False], repeat=5):
        image = steps(Switches(*values), strokes=[np.array([[0.5, 0.5]])])[-1].image
        ink = image if values[0] else 1 - image
        assert 0 < (ink > 0.5).sum() < 16


@pytest.mark.parametrize(
    "bad", [{"pen": 0}, {"pen": np.nan}, {"pen": 1, "canvas": -1}, {"pen": 1, "canvas": 0.01}]
)
def test_what_draws_nothing_is_refused(bad):
    with pytest.raises(ValueError, match=r"draw"):
        prepare_in_switched_steps(SEVEN, **bad)


def test_each_step_is_there_for_a_reason():
    """A network that learnt MNIST reads the whole preparation best."""
    classifier = Classifier()
    images = np.stack([step.image for step in steps()])
    assert classifier.classify(images).argmax(axis=1)[-1] == 7
    assert classifier.classify(steps(Switches(ink=False))[-1].image)[0, 7] < 0.5
    assert classifier.classify(steps(Switches(box=False))[0].image)[0, 7] < classifier.classify(images)[-1, 7]
