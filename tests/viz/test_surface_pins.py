"""Pins: other losses beside those of the surface."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint

from tests.viz.surface_probe import W0, W1, bowl, near
from viz.scene.camera import HALF
from viz.scene.state import Scene
from viz.surface_view import Pin, SurfaceView
from viz.theme import DARK

RED = DARK.true


def pixels(view: SurfaceView, w: tuple[float, float], loss: float) -> tuple[QPoint, QPoint]:
    """Where a pin's foot and head are seen."""
    stage = view._stage
    assert stage is not None
    assert stage.scene.field is not None
    foot, _ = stage.scene.point(w)
    head = foot.copy()
    head[2] = HALF[2] * (2 * min(float(stage.scene.field.scale.fraction(np.array(loss))), 1.0) - 1)
    return tuple(QPoint(*map(round, stage.projection.pixel(end))) for end in (foot, head))  # type: ignore[return-value]


def test_a_pin_reaches_from_the_surface_to_the_other_loss(view: SurfaceView) -> None:
    w, loss = (-2.0, 5.0), 150.0
    view.set_pins([Pin(*w, loss, RED)])
    image = view.grab_picture()
    foot, head = pixels(view, w, loss)
    assert foot.y() - head.y() > 30
    for share in (0.25, 0.5, 0.75):
        at = foot + (head - foot) * share
        assert near(image, at, RED, radius=2)
    assert near(image, head, RED, radius=1)
    assert not near(image, head - QPoint(0, 14), RED, radius=2)
    view.set_pins([])
    assert not near(view.grab_picture(), head, RED, radius=3)


def test_a_loss_above_the_box_ends_at_its_top(view: SurfaceView) -> None:
    w = (-2.0, 5.0)
    top = float(bowl().max())
    view.set_pins([Pin(*w, 50 * top, RED)])
    _, head = pixels(view, w, 50 * top)
    assert near(view.grab_picture(), head, RED, radius=3)


def test_a_pin_beyond_the_surface_is_left_out(view: SurfaceView) -> None:
    view.set_pins([Pin(99.0, 99.0, 1.0, RED, "elsewhere")])
    view.grab_picture()
    stage = view._stage
    assert stage is not None
    assert "elsewhere" not in [text.text for text in stage.overlay.texts]
    view.set_pins([Pin(-2.0, 5.0, float("nan"), RED, "here")])
    view.grab_picture()
    assert "here" in [text.text for text in stage.overlay.texts]


@pytest.mark.parametrize("kind", ["linear", "log"])
def test_heights_are_those_of_the_axis(kind: str) -> None:
    scene = Scene(kind=kind)  # type: ignore[arg-type]
    scene.set_surface(W0, W1, bowl() + 1.0, None, None)
    assert scene.field is not None
    low, high = scene.field.scale.loss(0.0), scene.field.scale.loss(1.0)
    assert scene.field.scale.fraction(np.array([low, high])) == pytest.approx([0.0, 1.0])
