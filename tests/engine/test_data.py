"""The course's data, number by number."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.config import DataSpec
from engine.data import RECIPES, draw, draw_start
from engine.errors import InputError

TRUTH = json.loads(Path(__file__).with_name("ground_truth.json").read_text())


def test_the_line_is_drawn_in_the_notes_order(free_draws: None) -> None:
    torch.manual_seed(43052)
    x, _ = torch.randn(100).sort()
    y = 2.5 + 4 * x + torch.randn(100) * 0.5
    data = draw(DataSpec("line"))
    assert np.array_equal(data.x, x.numpy())
    assert np.array_equal(data.y, y.numpy())
    assert data.true_w == (2.5, 4.0)


def test_the_lines_gradient_is_the_published_one() -> None:
    data = draw(DataSpec("line", TRUTH["linear"]["seed"]))
    x = np.stack([np.ones(len(data)), data.x.astype(float)], axis=1)
    gradient = -2 * x.T @ (data.y - x @ np.array(TRUTH["linear"]["start"]))
    np.testing.assert_allclose(gradient, TRUTH["linear"]["grad_at_start_analytic"], rtol=1e-6)


def test_the_sigmoids_data_have_the_published_digests() -> None:
    truth = TRUTH["logistic"]
    data = draw(DataSpec("sigmoid", truth["seed"]))
    assert data.x.shape == data.y.shape == (truth["n"],)
    assert hashlib.sha256(data.x.tobytes()).hexdigest() == truth["sha256_x_float32"]
    assert hashlib.sha256(data.y.astype(np.uint8).tobytes()).hexdigest() == truth["sha256_y_uint8"]
    assert data.y.sum() == truth["sum_y"]
    assert int(np.argmax(data.y)) == truth["index_of_first_one"]


def test_the_toy_is_the_notes_thirteen_points() -> None:
    data = draw(DataSpec("toy"))
    assert data.x.tolist() == list(range(-6, 7))
    assert data.y.tolist() == [0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1]
    assert data.true_w is None


def test_starts_are_those_of_linear(free_draws: None) -> None:
    for seed in (43052, 42, 7):
        torch.manual_seed(seed)
        net = torch.nn.Linear(1, 1)
        assert draw_start(seed) == (net.bias.item(), net.weight.item())
    assert draw_start(43052) == pytest.approx(TRUTH["logistic"]["seeded_start_43052"], abs=5e-5)
    assert draw_start(42) == pytest.approx(TRUTH["logistic"]["seeded_start_42"])


def test_drawing_leaves_the_global_generator_alone(free_draws: None) -> None:
    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)
    draw.cache_clear()
    draw(DataSpec("sigmoid", 1))
    draw_start(1)
    assert torch.equal(torch.rand(3), expected)


def test_a_seed_draws_other_data_and_the_same_again() -> None:
    other = draw(DataSpec("line", 1))
    assert not np.array_equal(other.y, draw(DataSpec("line")).y)
    draw.cache_clear()
    assert np.array_equal(draw(DataSpec("line", 1)).y, other.y)


@pytest.mark.parametrize("recipe", RECIPES)
def test_data_are_read_only_float32_columns(recipe: str) -> None:
    data = draw(DataSpec(recipe))
    for column in (data.x, data.y):
        assert column.dtype == np.float32
        with pytest.raises(ValueError, match="read-only"):
            column[0] = 0


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        (DataSpec("moons"), "unknown-choice"),
        (DataSpec("line", -1), "out-of-range"),
        (DataSpec("line", 2**63), "out-of-range"),
        (DataSpec("toy", 1), "nothing-random"),
    ],
)
def test_what_cannot_be_drawn_is_said(spec: DataSpec, code: str) -> None:
    with pytest.raises(InputError) as caught:
        draw(spec)
    assert caught.value.code == code
