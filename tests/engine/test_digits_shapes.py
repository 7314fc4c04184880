"""Connected parts, stroke width and thinning of masks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy import ndimage

from engine.digits.shapes import components, stroke_width, thin

masks = arrays(bool, array_shapes(min_dims=2, max_dims=2, max_side=14), elements=st.booleans())
AROUND = np.ones((3, 3))


@given(masks)
def test_parts_are_those_that_scipy_finds(mask):
    labels, count = components(mask)
    expected, number = ndimage.label(mask, AROUND)
    assert count == number
    # the same partition, whatever the numbers
    assert len({(a, b) for a, b in zip(labels.ravel(), expected.ravel(), strict=True)}) == number + (
        not mask.all()
    )


def test_a_long_spiral_is_one_part():
    mask = np.zeros((61, 61), bool)
    step, at = (0, 1), np.array([0, 0])
    for length in [60, *sorted([*range(2, 60, 2), *range(2, 60, 2), 60], reverse=True)]:
        for _ in range(length):
            mask[tuple(at)] = True
            at = at + step
        step = (step[1], -step[0])
    assert components(mask)[1] == 1


@pytest.mark.parametrize("width", [1, 2, 5, 9, 14])
@pytest.mark.parametrize("angle", [0, 30, 45, 80])
def test_width_of_a_line(width, angle):
    rows, columns = np.mgrid[-100:101, -100:101] + 0.3
    turn = np.radians(angle)
    across = rows * np.cos(turn) - columns * np.sin(turn)
    along = rows * np.sin(turn) + columns * np.cos(turn)
    line = (np.abs(across) <= width / 2) & (np.abs(along) < 95)
    # counting pixel edges is right on average over directions only
    assert stroke_width(line) == pytest.approx(width, rel=0.35, abs=0.4)


def test_no_ink_has_no_width():
    assert stroke_width(np.zeros((5, 5), bool)) == 0


@given(masks)
def test_thinning_neither_breaks_nor_adds(mask):
    thinned = thin(mask, 20)
    assert not (thinned & ~mask).any()
    before, after = ndimage.label(mask, AROUND)[1], ndimage.label(thinned, AROUND)[1]
    assert after <= before


def test_a_thick_ring_becomes_a_closed_line():
    rows, columns = np.mgrid[-40:41, -40:41]
    radius = np.hypot(rows, columns)
    line = thin((radius < 36) & (radius > 20), 50)
    assert components(line)[1] == 1
    assert components(np.pad(~line, 1))[1] >= 1
    assert ndimage.label(~line)[1] == 2  # inside and outside stay apart
    assert stroke_width(line) < 1.6
    assert np.abs(radius[line] - 28).max() < 2


def test_layers_come_off_one_by_one():
    bar = np.zeros((40, 100), bool)
    bar[10:30, 10:90] = True
    for layers in (1, 3, 5):
        peeled = thin(bar, layers)
        assert peeled[:, 50].sum() == 20 - 2 * layers
