"""Several runs, steps, axes and colours on the surface; two views locked together."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.viz.surface_probe import BOX, W0, W1, Make, bowl, canvas, colour, near, pixel
from viz.surface_view import Arrow, SurfaceView
from viz.theme import DARK

# Runs


def race(view: SurfaceView, count: int = 8) -> list[np.ndarray]:
    paths = []
    for slot in range(count):
        row = 0.3 + 1.2 * slot
        w = np.column_stack([np.linspace(-9.0, -3.0, 30), np.full(30, row)])
        view.set_path(slot, w, DARK.runs[slot])
        view.set_preview(w[-1:] + np.array([[0.0, 0.0], [4.0, 0.0]]), None, DARK.runs[slot], slot)
        view.set_current(-3.0, row, DARK.runs[slot], slot)
        paths.append(w)
    return paths


def test_eight_runs_are_seen_in_their_colours(view: SurfaceView) -> None:
    view.top_view()
    paths = race(view)
    image = view.grab_picture()
    for slot, w in enumerate(paths):
        assert near(image, pixel(view, -6.1, float(w[0, 1])), DARK.runs[slot].colour, within=60)
        assert near(image, pixel(view, -3.0, float(w[0, 1])), DARK.runs[slot].colour, within=25)


def test_at_equal_weights_the_leads_mark_is_on_top(view: SurfaceView) -> None:
    view.top_view()
    for slot in (0, 1, 2):
        view.set_current(-6.0, 3.0, DARK.runs[slot], slot)
    at = pixel(view, -6.0, 3.0)
    assert near(view.grab_picture(), at, DARK.runs[0].colour, radius=0, within=12)
    # The order in which marks came says nothing.
    view.set_current(-6.0, 3.0, DARK.runs[1], 1)
    assert near(view.grab_picture(), at, DARK.runs[0].colour, radius=0, within=12)


def test_a_faded_path_steps_back(view: SurfaceView) -> None:
    view.top_view()
    w = np.array([[-9.0, 2.0], [-2.0, 2.0]])
    bare = view.grab_picture()

    def strength(faded: bool) -> float:
        view.set_path(3, w, DARK.runs[4], faded)
        image = view.grab_picture()
        line = [pixel(view, x, 2.0) for x in np.linspace(-8.0, -3.0, 30)]
        return float(np.mean([np.abs(colour(image, p) - colour(bare, p)).max() for p in line]))

    assert strength(False) > 1.7 * strength(True) > 10.0


def test_several_ghosts_are_kept(view: SurfaceView) -> None:
    view.top_view()
    for index, row in enumerate((1.0, 8.5)):
        view.set_ghost(np.array([[-9.0, row], [-2.0, row]]), f"ghost {index}", index)
    image = view.grab_picture()
    for row in (1.0, 8.5):
        assert near(image, pixel(view, -8.0, row), DARK.ghost, within=40)
    view.set_ghost(None, index=0)
    image = view.grab_picture()
    assert not near(image, pixel(view, -8.0, 1.0), DARK.ghost, within=40)
    assert near(image, pixel(view, -8.0, 8.5), DARK.ghost, within=40)


# Colours


def test_a_plateau_is_dark_in_the_gradients_colours(view: SurfaceView) -> None:
    view.top_view()
    loss = 1.0 / (1.0 + np.exp(-2.0 * (W0[:, None] + 3.0))) + 0.0 * W1[None, :]
    view.set_surface(W0, W1, loss, box=BOX)
    plain = view.grab_picture()
    view.set_colouring("gradient")
    image = view.grab_picture()
    plateau, wall = colour(image, pixel(view, -9.0, 2.3)), colour(image, pixel(view, -3.1, 2.3))
    assert wall.sum() > plateau.sum() + 200
    assert wall[0] > wall[2] + 40, "red, not green: it is told from the loss's colours"
    view.set_colouring("loss")
    assert view.grab_picture() == plain


def test_holes_stay_holes_in_the_gradients_colours(view: SurfaceView) -> None:
    loss = bowl()
    loss[10:20, 10:20] = np.nan
    view.set_colouring("gradient")
    view.set_surface(W0, W1, loss)
    view.top_view()
    assert view.pixel_of(float(W0[15]), float(W1[15])) is None
    assert not view.grab_picture().isNull()


# Steps and axes


def test_arrows_are_true_to_scale_and_draped(view: SurfaceView) -> None:
    view.show_view(55, -60)
    bare = view.grab_picture()
    at = (-7.0, 2.0)
    view.set_arrows([Arrow(at, (4.0, 1.0), "step", "step"), Arrow(at, (0.0, 5.0), "momentum", "momentum")])
    image = view.grab_picture()
    for share in (0.3, 0.6, 0.95):
        spot = pixel(view, -7.0 + 4.0 * share, 2.0 + share)
        assert near(image, spot, DARK.text, radius=2, within=60)
        assert not near(bare, spot, DARK.text, radius=2, within=60)
    assert near(image, pixel(view, -7.0, 7.0), DARK.warning, radius=5, within=30), "the head"
    beyond = pixel(view, -7.0 + 4.0 * 1.25, 2.0 + 1.25)
    assert not near(image, beyond, DARK.text, radius=2, within=60)
    texts = {text.text for text in view._stage.overlay.texts}  # type: ignore[union-attr]
    assert {"step", "momentum"} <= texts
    view.set_arrows([])
    assert view.grab_picture() == bare


def test_the_scales_bars_are_parallel_to_the_axes(view: SurfaceView) -> None:
    view.top_view()
    bare = view.grab_picture()
    view.set_arrows([Arrow((-7.0, 3.0), (2.0, 1.0), "scale", "scale")])
    image = view.grab_picture()

    def changed(w0: float, w1: float) -> bool:
        at = pixel(view, w0, w1)
        return any(
            np.abs(colour(image, at + d) - colour(bare, at + d)).max() > 40
            for d in (QPoint(0, 0), QPoint(1, 0), QPoint(0, 1), QPoint(-1, 0), QPoint(0, -1))
        )

    assert all(changed(-7.0 + s, 3.0) for s in (-1.8, -1.0, 1.0, 1.8))
    assert all(changed(-7.0, 3.0 + s) for s in (-0.8, 0.8))
    assert not changed(-7.0, 1.5)
    assert not changed(-9.4, 3.0)


def test_an_arrow_that_leaves_the_surface_has_no_head_at_its_edge(view: SurfaceView) -> None:
    view.top_view()
    view.set_arrows([Arrow((0.0, 3.0), (40.0, 0.0), "momentum")])
    image = view.grab_picture()
    edge = pixel(view, 3.5, 3.0)
    assert not near(image, edge + QPoint(0, 5), DARK.warning, radius=1, within=30)
    view.set_arrows([Arrow((float("nan"), 3.0), (1.0, 0.0), "step"), Arrow((0.0, 3.0), (0.0, 0.0), "step")])
    assert not view.grab_picture().isNull()


def test_axes_of_curvature_reach_to_both_sides(view: SurfaceView) -> None:
    view.top_view()
    bare = view.grab_picture()
    axes = np.array([[2.0, 2.0], [-1.0, 1.0]])
    view.set_axes_of_curvature((-6.0, 4.0), axes, ("λ = 4.0", "λ = 2.0"))
    image = view.grab_picture()
    for dx, dy in ((1.5, 1.5), (-1.5, -1.5), (-0.7, 0.7), (0.7, -0.7)):
        assert near(image, pixel(view, -6.0 + dx, 4.0 + dy), DARK.text, radius=2, within=80)
    assert {"λ = 4.0", "λ = 2.0"} <= {text.text for text in view._stage.overlay.texts}  # type: ignore[union-attr]
    with pytest.raises(ValueError, match="shape"):
        view.set_axes_of_curvature((0.0, 0.0), np.zeros(3))
    view.set_axes_of_curvature(None, None)
    assert view.grab_picture() == bare


# Hover


def test_what_was_said_under_the_cursor_is_asked_for_again_on_a_new_surface(
    view: SurfaceView, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    widget = canvas(view)
    monkeypatch.setattr(widget, "underMouse", lambda: True)
    told: list[Any] = []
    view.hovered.connect(told.append)
    view.show_view(60, -60)
    view.grab_picture()
    QTest.mouseMove(widget, pixel(view, -2.0, 6.0))
    assert len(told) == 1
    view.set_hover_text("loss 34")
    view.set_surface(W0, W1, 2.0 * bowl(), box=BOX)
    stage = view._stage
    assert stage is not None
    assert stage.scene.hover_text == ""
    assert len(told) == 1, "a setter emits nothing"
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] is not None


# Cameras


@pytest.fixture
def twins(make: Make) -> tuple[SurfaceView, SurfaceView]:
    first, second = make(size=(420, 360)), make(size=(420, 360))
    first.camera_moved.connect(lambda: second.set_camera(first.camera()))
    second.camera_moved.connect(lambda: first.set_camera(second.camera()))
    return first, second


def test_locked_views_follow_the_hand_without_a_loop(twins: tuple[SurfaceView, SurfaceView]) -> None:
    first, second = twins
    told: list[int] = []
    first.camera_moved.connect(lambda: told.append(1))
    second.camera_moved.connect(lambda: told.append(2))
    QTest.keyClick(canvas(first), Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert first.camera() == second.camera()
    QTest.keyClick(canvas(second), Qt.Key.Key_Plus)
    assert first.camera() == second.camera()
    assert told == [1, 2]


def test_locked_views_fly_together(twins: tuple[SurfaceView, SurfaceView], qtbot: Any) -> None:
    first, second = twins
    first.set_animated(True)
    together: list[bool] = []
    first.camera_moved.connect(lambda: together.append(first.camera() == second.camera()))
    for go in (lambda: first.show_view(70, 10), first.top_view, first.fit):
        go()
        target = first.view()
        qtbot.waitUntil(lambda target=target: (second.camera().elev, second.camera().azim) == target)  # type: ignore[union-attr]
    assert len(together) >= 3  # one for each flight at least: a busy machine draws few frames
    assert all(together)


def test_a_setter_of_the_camera_emits_nothing(make: Make, qtbot: Any) -> None:
    first, second = make(size=(420, 360)), make(size=(420, 360))
    told: list[int] = []
    second.camera_moved.connect(lambda: told.append(1))
    second.view_changed.connect(lambda: told.append(2))
    first.show_view(12.0, 34.0)
    second.set_camera(first.camera())
    assert second.camera() == first.camera()
    second.set_animated(True)
    first.show_view(80.0, 50.0)
    second.set_camera(first.camera(), animate=True)
    assert second.camera() != first.camera()
    qtbot.waitUntil(lambda: second.camera() == first.camera())
    assert told == []
    with pytest.raises(TypeError, match="camera"):
        second.set_camera((1, 2))


def test_a_map_follows_maps_only(make: Make) -> None:
    first, second = make(size=(420, 360)), make(size=(420, 360))
    second.set_flat(True)
    first.show_view(12.0, 34.0)
    second.set_camera(first.camera())
    assert second.view() == (90.0, -90.0)
    first.top_view()
    QTest.keyClick(canvas(first), Qt.Key.Key_Plus)
    second.set_camera(first.camera())
    assert second.camera() == first.camera()
    second.set_flat(False)
    assert second.view() == (12.0, 34.0)


def test_a_preview_is_draped_coarsely_while_something_moves_and_fully_at_rest(view: SurfaceView) -> None:
    t = np.linspace(0.0, 1.0, 1001)
    view.set_preview(np.column_stack([-9.0 + 7.0 * t, 9.0 - 4.0 * np.sqrt(t)]))
    stage = view._stage
    assert stage is not None
    scene = stage.scene
    scene.begin(0.01)
    moving = scene.draped("preview 0")
    scene.begin(None)
    rest = scene.draped("preview 0")
    assert moving is not None
    assert rest is not None
    assert moving.line is not None
    assert rest.line is not None
    assert len(moving.line.points) <= 256 < len(rest.line.points)
    for line in (moving.line, rest.line):
        np.testing.assert_allclose(
            line.points[[0, -1]], scene.field.points(scene.paths["preview 0"].w[[0, -1]])
        )  # type: ignore[union-attr]
    assert "preview 0" in scene.changed, "it is brought to the graphics card again"
