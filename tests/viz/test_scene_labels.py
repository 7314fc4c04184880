"""Axes and labels: on the right edges, readable, off each other."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viz.scene.axes import edges, layout
from viz.scene.camera import Camera, Projection, Viewport
from viz.scene.field import HeightField
from viz.scene.height import fit_scale
from viz.scene.labels import Anchor, Rect, placed

VIEW = Viewport(900, 700, 66, 30, 66, 54)
NAMES = ("ŵ₀", "ŵ₁", "loss")


def measure(text: str) -> tuple[float, float]:
    return 7.0 * len(text), 15.0


def field() -> HeightField:
    w0, w1 = np.linspace(-10.65, 3.65, 40), np.linspace(-1.55, 10.55, 30)
    loss = w0[:, None] ** 2 + w1[None, :]
    return HeightField.of(w0, w1, loss, fit_scale(loss))


@settings(max_examples=120)
@given(st.floats(0, 90), st.floats(-180, 180))
def test_numbers_stand_apart_from_any_side(elev: float, azim: float) -> None:
    axes = layout(Projection(Camera(elev, azim), VIEW), field(), NAMES, measure)
    rects = [rect for axis in axes for _, rect in axis.numbers]
    for a, b in combinations(rects, 2):
        assert a.overlap(b) == 0.0
    window = Rect(0, 0, VIEW.width, VIEW.height)
    for rect in rects:
        assert rect.outside(window) < 0.5 * rect.width * rect.height


@given(st.floats(5, 75), st.floats(-180, 180))
def test_floor_axes_are_the_near_edges_and_the_loss_stands_on_the_left(elev: float, azim: float) -> None:
    projection = Projection(Camera(elev, azim), VIEW)
    first, second, upright = edges(projection)
    back = projection.axes[2]
    assert first[0, 1] * back[1] >= -1e-6
    assert second[0, 0] * back[0] >= -1e-6
    corners = [np.array([x, y, 0.0]) for x in (-2.0, 2.0) for y in (-2.0, 2.0)]
    leftmost = min(projection.pixel(c)[0] for c in corners)
    assert projection.project(upright).mean(axis=0)[0] == pytest.approx(leftmost, abs=30)


def test_an_axis_seen_from_its_end_has_no_numbers() -> None:
    axes = layout(Projection(Camera(90, -90), VIEW), field(), NAMES, measure)
    assert axes[2].numbers == ()
    assert axes[2].name is None
    assert len(axes[0].numbers) > 3
    assert len(axes[1].numbers) > 3
    # As on paper: w0 below, w1 to the left.
    assert axes[0].outward == pytest.approx((0.0, 1.0), abs=1e-6)
    assert axes[1].outward == pytest.approx((-1.0, 0.0), abs=1e-6)


def test_a_small_view_has_fewer_numbers() -> None:
    small = Viewport(260, 200, 40, 20, 40, 30)
    few = layout(Projection(Camera(), small), field(), NAMES, measure)
    many = layout(Projection(Camera(), VIEW), field(), NAMES, measure)
    assert sum(len(a.numbers) for a in few) < sum(len(a.numbers) for a in many)


def test_labels_of_neighbours_do_not_overlap_and_stay_inside() -> None:
    window = Rect(0, 0, 400, 300)
    anchors = [Anchor((390.0, 10.0), 9.0, (120.0, 16.0)), Anchor((380.0, 20.0), 9.0, (140.0, 16.0))]
    anchors.append(Anchor((385.0, 30.0), 6.0, (60.0, 16.0)))
    rects = [rect for rect, _ in placed(anchors, [], window)]
    for a, b in combinations(rects, 2):
        assert a.overlap(b) == 0.0
    assert all(rect.outside(window) == pytest.approx(0.0) for rect in rects)


def test_labels_keep_their_spot_while_it_is_free() -> None:
    window = Rect(0, 0, 400, 300)
    anchor = Anchor((200.0, 150.0), 8.0, (80.0, 16.0))
    (_, spot), *_ = placed([anchor], [], window)
    blocked = Rect(210.0, 140.0, 100.0, 20.0)
    (_, other), *_ = placed([anchor], [blocked], window)
    assert other != spot
    (_, kept), *_ = placed([anchor], [], window, [other])
    assert kept == other


def test_a_label_larger_than_the_window_begins_inside() -> None:
    (rect, _), *_ = placed([Anchor((50.0, 20.0), 5.0, (900.0, 16.0))], [], Rect(6, 6, 100, 60))
    assert rect.x == 6
    assert rect.y >= 6
