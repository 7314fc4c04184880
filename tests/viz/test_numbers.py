"""Numbers on the screen: signs, digits, and the way back from typed text."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.numbers import fixed, parse, plain, significant, written


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (8587.6875, 6, "8587.69"),
        (-0.00123456, 3, "−0.00123"),
        (0.0, 4, "0"),
        (3.2e19, 4, "3.200 × 10¹⁹"),
        (-4.5e-7, 2, "−4.5 × 10⁻⁷"),
        (999999.9, 3, "1.00 × 10⁶"),
        (math.nan, 4, "—"),
        (-math.inf, 4, "−∞"),
    ],
)
def test_significant_digits(value: float, digits: int, text: str) -> None:
    assert significant(value, digits) == text


@pytest.mark.parametrize(
    ("value", "text"), [(-0.75, "−0.7500"), (-0.00001, "0.0000"), (12345678.0, "1.2346 × 10⁷")]
)
def test_fixed_decimals(value: float, text: str) -> None:
    assert fixed(value) == text


@given(st.floats(-1e12, 1e12, allow_nan=False))
def test_what_a_field_shows_can_be_typed_back(value: float) -> None:
    back = parse(plain(value))
    assert back is not None
    assert back == pytest.approx(value, rel=1e-9, abs=1e-300)


@pytest.mark.parametrize(
    ("text", "value"),
    [("0,5", 0.5), (" −3 ", -3.0), ("1e-3", 0.001), ("+2", 2.0), ("1 000", 1000.0)],
)
def test_typed_numbers(text: str, value: float) -> None:
    assert parse(text) == value


@pytest.mark.parametrize(
    "text", ["", "abc", "1,2,3", "nan", "inf", "-inf", "1e999", "1_000", "0x10", "1.2.3"]
)
def test_what_is_no_finite_number(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [("-5e+27", "−5×10²⁷"), ("1e-05", "10⁻⁵"), ("-1e+06", "−10⁶"), ("-0.5", "−0.5"), ("100", "100")],
)
def test_numbers_on_axes(text: str, shown: str) -> None:
    assert written(text) == shown
