"""Sizes of the gradient over the grid."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from viz.scene.slope import exponents_of, slope_of

W0, W1 = np.linspace(-3.0, 5.0, 81), np.linspace(-2.0, 2.0, 61)


def test_the_size_of_a_quadratics_gradient_in_weight_units() -> None:
    loss = 3.0 * W0[:, None] ** 2 + 0.5 * W1[None, :] ** 2
    size = slope_of(W0, W1, loss).size
    exact = np.hypot(*np.broadcast_arrays(6.0 * W0[:, None], W1[None, :]))
    np.testing.assert_allclose(10.0 ** size[1:-1, 1:-1], exact[1:-1, 1:-1], atol=1e-9)


def test_holes_stay_holes_and_their_neighbours_are_one_sided() -> None:
    loss = 2.0 * W0[:, None] + 0.0 * W1[None, :]
    loss[40, 30] = np.inf
    found = slope_of(W0, W1, loss)
    assert np.isnan(found.size[40, 30])
    rest = np.isfinite(loss)
    np.testing.assert_allclose(found.size[rest], np.log10(2.0))
    assert np.isfinite(found.fraction).all()


def test_a_plateau_is_low_and_a_wall_high() -> None:
    loss = 1.0 / (1.0 + np.exp(-4.0 * W0[:, None])) + 0.0 * W1[None, :]
    found = slope_of(W0, W1, loss)
    assert found.fraction[-1, 30] < 0.1
    assert found.fraction[30, 30] > 0.95
    ticks = found.ticks()
    assert [place for place, _ in ticks][::2] == [0.0, 1.0]
    assert 0.3 < ticks[1][0] < 0.7
    assert ticks[1][1] == "10⁻⁴"
    assert not ticks[2][1].startswith("≥")


def test_numbers_of_a_narrow_range_have_the_digits_they_need() -> None:
    loss = 1000.0 * W0[:, None] + W0[:, None] ** 2 + 0.0 * W1[None, :]
    assert [text for _, text in slope_of(W0, W1, loss).ticks()] == ["994", "1,000", "1,010"]


def test_surfaces_without_slope() -> None:
    for loss in (np.full((81, 61), 2.0), np.full((81, 61), np.nan)):
        found = slope_of(W0, W1, loss)
        assert np.isfinite(found.fraction).all()
        assert found.low < found.high


def test_an_end_that_is_clipped_says_so() -> None:
    own = slope_of(W0, W1, W0[:, None] ** 2 + 0.0 * W1[None, :])
    narrow = replace(own, low=-1.0, high=0.5)
    assert narrow.clipped == (True, True)
    assert [text for _, text in narrow.ticks()][::2] == ["≤ 0.10", "≥ 3.2"]
    wide = replace(own, low=-20.0, high=4.0)
    assert wide.clipped[1] is False
    assert wide.ticks()[-1][1] == "10,000"


@pytest.mark.parametrize("sizes", [(0.0, 1.0), (2.0, 1.0), (1.0, math.inf), (math.nan, 1.0)])
def test_a_range_is_positive_and_ascending(sizes: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="positive and ascending"):
        exponents_of(sizes)
