"""Data drawn to order."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.config import DataSpec, Link
from engine.data import draw
from engine.errors import InputError
from engine.generator import OUTLIER, QUANTITIES, generate


@pytest.mark.parametrize(("link", "recipe"), [("identity", "line"), ("sigmoid", "sigmoid")])
def test_the_defaults_are_the_courses_data(link: str, recipe: str) -> None:
    n, noise, w0, w1, outliers, seed = (quantity.default for quantity in QUANTITIES[link])
    own = generate(link, n, noise, (w0, w1), outliers, seed)
    course = draw(DataSpec(recipe))
    assert np.array_equal(own.x, course.x)
    assert np.array_equal(own.y, course.y)
    assert own.true_w == course.true_w


def test_outliers_of_a_line_are_moved_up_by_a_known_amount() -> None:
    plain = generate("identity", 50, 0.1, (1.0, 2.0), seed=3)
    own = generate("identity", 50, 0.1, (1.0, 2.0), outliers=4, seed=3)
    assert np.array_equal(own.x, plain.x)
    moved = own.y - plain.y
    assert np.count_nonzero(moved) == 4
    np.testing.assert_allclose(moved[moved != 0], OUTLIER * plain.y.std(), rtol=1e-5)


def test_outliers_of_a_sigmoid_have_the_other_label() -> None:
    plain = generate("sigmoid", 60, 0.0, (-1.0, 5.0), seed=3)
    own = generate("sigmoid", 60, 0.0, (-1.0, 5.0), outliers=60, seed=3)
    assert np.array_equal(own.y, 1 - plain.y)


def test_noise_blurs_a_sigmoid() -> None:
    def wrong(noise: float) -> int:
        own = generate("sigmoid", 4000, noise, (0.0, 50.0), seed=1)
        return np.count_nonzero((own.x > 0) != own.y)

    assert wrong(30.0) > 3 * wrong(0.0)
    assert generate("sigmoid", 100, 30.0, (0.0, 50.0)).is_binary


def test_the_global_generator_is_left_alone(free_draws: None) -> None:
    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)
    assert generate("identity", 10, 1.0, (0.0, 0.0), 2, 9) == generate("identity", 10, 1.0, (0.0, 0.0), 2, 9)
    assert torch.equal(torch.rand(3), expected)


@pytest.mark.parametrize("link", QUANTITIES)
def test_every_quantity_has_its_limits(link: Link) -> None:
    defaults = [quantity.default for quantity in QUANTITIES[link]]
    for place, quantity in enumerate(QUANTITIES[link]):
        assert quantity.low <= quantity.default <= quantity.high
        for wrong in (quantity.low - 1, quantity.high + 1, "many"):
            n, noise, w0, w1, outliers, seed = (*defaults[:place], wrong, *defaults[place + 1 :])
            with pytest.raises(InputError):
                generate(link, n, noise, (w0, w1), outliers, seed)


def test_no_more_outliers_than_data() -> None:
    with pytest.raises(InputError, match="outliers"):
        generate("identity", 5, 1.0, (0.0, 1.0), outliers=6)
