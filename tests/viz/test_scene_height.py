"""Heights, ticks and how numbers are written."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.scene.height import CUT_SLACK, bent, fit_scale
from viz.scene.ticks import coordinate, multiples, nice_step, number, numbers

POSITIVE = st.floats(1e-6, 1e9)


@given(st.lists(POSITIVE, min_size=2, max_size=30), st.sampled_from(["linear", "log"]))
def test_heights_rise_with_the_loss_and_stay_in_the_box(losses: list[float], kind: str) -> None:
    values = np.sort(np.array(losses))
    scale = fit_scale(values, kind)  # type: ignore[arg-type]
    fraction = scale.fraction(values)
    assert np.all(np.diff(fraction) >= 0)
    assert fraction.min() >= -1e-9
    assert fraction.max() <= 1 + 1e-9
    assert fraction[0] == pytest.approx(scale.bottom, abs=1e-6) or np.ptp(values) == 0
    for value, share in zip(values, fraction, strict=True):
        assert scale.loss(float(share)) == pytest.approx(value, rel=1e-6, abs=1e-9 * values[-1])


def test_a_linear_floor_is_loss_zero_where_that_leaves_the_surface_room() -> None:
    assert fit_scale(np.array([0.1, 0.6])).low == 0.0
    assert fit_scale(np.array([100.0, 101.0])).low == pytest.approx(99.96)
    assert fit_scale(np.array([-1.0, 1.0])).low < -1.0


def test_infinite_losses_are_holes_and_do_not_set_the_scale() -> None:
    scale = fit_scale(np.array([1.0, 2.0, np.inf, np.nan]))
    assert scale.high == 2.0
    assert np.isnan(scale.fraction(np.array([np.inf, np.nan, -np.inf]))).all()


@pytest.mark.parametrize("losses", [[np.nan, np.inf], [0.0, 0.0], [5.0, 5.0], [-3.0, -3.0], [1e300, 1e300]])
@pytest.mark.parametrize("kind", ["linear", "log"])
def test_flat_and_empty_surfaces_have_a_scale(losses: list[float], kind: str) -> None:
    scale = fit_scale(np.array(losses), kind)  # type: ignore[arg-type]
    assert scale.high > scale.low
    assert all(np.isfinite(share) for share, _ in scale.ticks(6))


def test_a_loss_of_zero_stands_on_the_floor_of_a_log_scale() -> None:
    scale = fit_scale(np.array([0.0, 0.01, 100.0]), "log")
    np.testing.assert_allclose(scale.fraction(np.array([0.0, 100.0])), [0.0, 1.0])
    assert scale.fraction(np.array([0.01]))[0] > 0.0


def test_a_ceiling_within_the_losses_cuts_and_one_outside_does_not() -> None:
    losses = np.array([0.0, 5.0, 10.0])
    scale = fit_scale(losses, ceiling=5.0)
    assert scale.cut
    assert scale.high == 5.0
    for outside in (-1.0, 10.0, 99.0, np.nan, np.inf):
        assert not fit_scale(losses, ceiling=outside).cut


@given(st.floats(0, 1), st.floats(1 + CUT_SLACK, 1e12))
def test_heights_above_the_cut_stay_above_and_those_below_are_untouched(low: float, high: float) -> None:
    assert bent(np.array([low, high]))[0] == low
    assert 1.0 < bent(np.array([high]))[0] <= high


def test_log_ticks_are_decades_or_round_numbers() -> None:
    assert [t for _, t in fit_scale(np.array([0.01, 300.0]), "log").ticks(8)] == [
        "0.01",
        "0.1",
        "1",
        "10",
        "100",
    ]
    assert [t for _, t in fit_scale(np.array([50.0, 3e6]), "log").ticks(8)] == [
        "10²",
        "10³",
        "10⁴",
        "10⁵",
        "10⁶",
    ]
    assert [t for _, t in fit_scale(np.array([0.9, 11.0]), "log").ticks(8)] == ["1", "2", "5", "10"]
    assert [t for _, t in fit_scale(np.array([0.11, 0.14]), "log").ticks(4)] == [
        "0.11",
        "0.12",
        "0.13",
        "0.14",
    ]


@given(st.floats(1e-6, 1e6), st.integers(1, 12))
def test_nice_steps_are_1_2_5_and_divide_into_few_parts(span: float, parts: int) -> None:
    step = nice_step(span, parts)
    assert f"{step:e}"[0] in "125"
    assert span / step <= parts * (1 + 1e-6)


def test_multiples_are_exact_and_within() -> None:
    assert multiples(-0.3, 0.3, 0.1) == [k * 0.1 for k in range(-3, 4)]


@pytest.mark.parametrize(
    ("value", "step", "text"),
    [
        (-2.0, 2.0, "−2"),
        (0.30000000000000004, 0.1, "0.3"),
        (-0.0, 1.0, "0"),
        (-1e-17, 0.1, "0.0"),
        (20000.0, 5000.0, "20000"),
        (1.5e7, 5e6, "1.5×10⁷"),
        (2e-6, 1e-6, "2×10⁻⁶"),
        (float("inf"), 1.0, "∞"),
        (float("nan"), 1.0, "–"),
    ],
)
def test_numbers_are_written_with_real_minus_signs_and_sensible_digits(
    value: float, step: float, text: str
) -> None:
    assert number(value, step) == text


def test_the_numbers_of_one_axis_are_written_alike() -> None:
    assert numbers([0.0, 5e5, 1e6], 5e5) == ["0", "0.5×10⁶", "1.0×10⁶"]
    assert numbers([0.0, 0.5, 1.0], 0.5) == ["0.0", "0.5", "1.0"]


@pytest.mark.parametrize(
    ("value", "span", "text"), [(-3.0, 13.0, "−3.00"), (-0.001, 13.0, "0.00"), (0.01234, 0.05, "0.0123")]
)
def test_coordinates_have_the_digits_that_the_box_can_show(value: float, span: float, text: str) -> None:
    assert coordinate(value, span) == text
