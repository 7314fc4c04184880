"""Contour levels and the places of their numbers."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viz.scene.camera import HALF, MAP, Camera, Projection, Viewport
from viz.scene.contours import Placed, place_labels, places
from viz.scene.field import HeightField
from viz.scene.height import fit_scale
from viz.scene.labels import Rect
from viz.scene.levels import MOST_LEVELS, contour_levels

W = np.linspace(-6.0, 11.0, 181)
VIEW = Viewport(900, 700, 60, 30, 42, 54)


def bowl(least: float = 23.0) -> np.ndarray:
    return least + 93.0 * (W[:, None] - 2.4) ** 2 + 120.0 * (W[None, :] - 4.0) ** 2


def field(loss: np.ndarray) -> HeightField:
    return HeightField.of(W, W, loss, fit_scale(loss))


def test_losses_of_many_sizes_get_round_lines_that_are_denser_near_the_minimum() -> None:
    levels = contour_levels(bowl(), fit_scale(bowl()))
    assert 8 <= len(levels.losses) <= 12
    assert levels.losses[0] < 0.04 * bowl().max()
    gaps = np.diff(levels.losses)
    assert gaps[-1] > 5 * gaps[0]
    assert [float(text.replace(",", "")) for text in levels.texts] == list(levels.losses)
    assert all(len(text.replace(",", "").strip("0")) <= 2 for text in levels.texts)


def test_a_cross_entropys_small_range_still_gets_enough_lines() -> None:
    # From 0.33 to 4.6, as the mean cross-entropy of the course's data: 1-2-5 has only three in it.
    excess = (bowl() - bowl().min()) / np.ptp(bowl())
    loss = 0.33 + 4.27 * excess
    levels = contour_levels(loss, fit_scale(loss))
    assert 8 <= len(levels.losses) <= 12
    assert levels.texts[0] in ("0.4", "0.45")
    assert {"1", "2"} <= set(levels.texts)


def test_losses_of_one_size_get_even_lines() -> None:
    loss = 0.1 + 0.5 * (bowl() - 23.0) / (bowl().max() - 23.0)
    levels = contour_levels(loss, fit_scale(loss))
    np.testing.assert_allclose(np.diff(levels.losses), levels.losses[1] - levels.losses[0])
    assert levels.texts[0] == "0.15"


@pytest.mark.parametrize(("least", "kind"), [(1e-9, "log"), (0.0, "linear"), (-50.0, "linear")])
def test_deep_level_and_negative_floors(least: float, kind: str) -> None:
    loss = bowl(least)
    levels = contour_levels(loss, fit_scale(loss, kind))  # type: ignore[arg-type]
    assert 4 <= len(levels.losses) <= MOST_LEVELS
    assert loss.min() < levels.losses[0] < levels.losses[-1] < loss.max()


@settings(max_examples=60, deadline=None)
@given(low=st.floats(-30, 30), span=st.floats(0.01, 60), kind=st.sampled_from(["linear", "log"]))
def test_levels_are_few_rising_and_written_differently(low: float, span: float, kind: str) -> None:
    loss = 10.0 ** np.linspace(low, low + span, 400).reshape(20, 20)
    levels = contour_levels(loss, fit_scale(loss, kind))  # type: ignore[arg-type]
    assert len(levels.losses) <= MOST_LEVELS
    assert np.all(np.diff(levels.losses) > 0)
    assert len(set(levels.texts)) == len(levels.texts)


def test_a_level_surface_and_one_of_holes_have_no_lines() -> None:
    for loss in (np.full((5, 5), 3.0), np.full((5, 5), np.nan)):
        assert contour_levels(loss, fit_scale(loss)).losses == ()


def test_no_line_above_the_cut() -> None:
    scale = fit_scale(bowl(), "linear", 900.0)
    assert scale.cut
    assert max(contour_levels(bowl(), scale).losses) < 900.0


def test_places_lie_on_their_lines_and_run_along_them() -> None:
    loss = bowl()
    surface, levels = field(loss), (200.0, 2000.0, 9000.0)
    found = places(surface, levels)
    heights = surface.height(found.points[:, :2])
    np.testing.assert_allclose(heights, found.points[:, 2], atol=1e-9)
    expected = HALF[2] * (2.0 * surface.scale.fraction(np.array(levels)) - 1.0)
    np.testing.assert_allclose(found.points[:, 2], expected[found.level])
    step = surface.height(found.points[:, :2] + 0.01 * found.along)
    inside = np.isfinite(step)
    across = np.stack([-found.along[:, 1], found.along[:, 0]], axis=1)
    climb = np.abs(surface.height(found.points[:, :2] + 0.01 * across) - heights)
    big = inside & (found.level > 0) & np.isfinite(climb)
    assert np.all(np.abs(step - heights)[big] < 0.2 * climb[big])


def test_holes_have_no_places() -> None:
    loss = bowl()
    loss[:90] = np.nan
    found = places(field(loss), (200.0, 2000.0))
    assert len(found.level)
    assert found.points[:, 0].min() > -0.1


def labelled(
    paths: np.ndarray | None = None,
    taken: tuple[Rect, ...] = (),
    previous: list[Placed] | None = None,
    camera: Camera = MAP,
    *,
    moving: bool = False,
) -> list[Placed]:
    loss = bowl()
    surface, levels = field(loss), contour_levels(loss, fit_scale(loss))
    sizes = [(7.0 * len(text), 14.0) for text in levels.texts]
    found = places(surface, levels.losses)
    projection = Projection(camera, VIEW)
    return place_labels(surface, found, projection, sizes, taken, previous or (), paths, moving=moving)


def test_labels_stand_apart_in_the_window_and_upright() -> None:
    found = labelled()
    count = len(contour_levels(bowl(), fit_scale(bowl())).losses)
    assert {label.level for label in found} == set(range(count))
    for a, b in combinations(found, 2):
        assert a.rect.overlap(b.rect) == 0.0
    for label in found:
        assert abs(label.turn) <= np.pi / 2
        assert label.rect.outside(Rect(0, 0, 900, 700)) < 1e-6


def test_labels_keep_off_what_is_taken_and_stay_where_they_were() -> None:
    before = labelled()
    assert labelled(previous=before) == before
    taken = before[2].rect
    after = labelled(previous=before, taken=(taken,))
    assert all(label.rect.overlap(taken) == 0.0 for label in after)
    kept = [label for label in after if label in before]
    assert len(kept) >= len(before) - 2


def test_labels_keep_off_paths_once_these_rest() -> None:
    before = labelled()
    x, y = before[3].at
    path = np.column_stack([np.full(200, x), np.linspace(y - 100, y + 100, 200)])
    assert before[3] in labelled(path, previous=before, moving=True)
    assert before[3] not in labelled(path, previous=before)


def test_a_zoomed_map_labels_what_is_seen() -> None:
    projection = Projection(MAP, VIEW)
    near = labelled(camera=projection.zoomed_at(*projection.view.centre, 4.0))
    assert near
    for label in near:
        assert label.rect.outside(Rect(0, 0, 900, 700)) < 1e-6
