"""Numbers as a textbook prints them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.numerals import apart, significant


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (-1.0635453718831358, 4, "−1.064"),
        (0.008238248710996968, 6, "0.00823825"),
        (3.33e38, 3, "3.33 × 10³⁸"),
        (-2.5e-7, 6, "−2.5 × 10⁻⁷"),
        (0.0, 6, "0"),
        (math.inf, 6, "∞"),
        (-math.inf, 6, "−∞"),
        (math.nan, 6, "NaN"),
    ],
)
def test_significant_digits(value: float, digits: int, text: str) -> None:
    assert significant(value, digits) == text


@given(st.floats(allow_nan=False), st.floats(allow_nan=False), st.integers(1, 17))
def test_different_numbers_look_different(value: float, other: float, digits: int) -> None:
    one, two = apart(value, other, digits)
    assert (one == two) == (value == other)


def test_numbers_that_differ_anyway_get_no_more_digits_than_asked_for() -> None:
    assert apart(0.0083, 0.008238248710996968) == ("0.0083", "0.00823825")
    assert apart(0.00823825, 0.008238248710996968) == ("0.00823825", "0.008238249")
