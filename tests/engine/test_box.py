"""Boxes in the (w0, w1) plane."""

from __future__ import annotations

import math

import pytest

from engine.box import Box


def test_a_box_holds_its_edges_and_no_more() -> None:
    box = Box((-6, 11), (-10, 3))
    assert box.contains((-6, 3))
    assert not box.contains((11.001, 0))
    assert not box.contains((0, math.nan))
    assert box.size == (17, 13)


@pytest.mark.parametrize("interval", [(1.0, 1.0), (2.0, 1.0), (math.nan, 1.0)])
def test_an_empty_box_is_refused(interval: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="low < high"):
        Box(interval, (0, 1))


def test_growing_adds_a_fraction_on_each_side() -> None:
    assert Box((0, 10), (-1, 1)).grown(0.05) == Box((-0.5, 10.5), (-1.1, 1.1))
