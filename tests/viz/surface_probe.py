"""A surface to look at, and what tests ask its picture: which colour is where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage

from viz.surface_view import SurfaceView

W0, W1 = np.linspace(-10.65, 3.65, 66), np.linspace(-1.55, 10.55, 56)
BOX = ((-10.0, 3.0), (-1.0, 10.0))
START = (-4.0, 8.0)

Make = Callable[..., SurfaceView]


def bowl() -> np.ndarray:
    return (W0[:, None] + 2.0) ** 2 + 2.0 * (W1[None, :] - 5.0) ** 2


def canvas(view: SurfaceView) -> Any:
    return view.focusProxy()


def pixel(view: SurfaceView, w0: float, w1: float) -> QPoint:
    at = view.pixel_of(w0, w1)
    assert at is not None
    return QPoint(round(at[0]), round(at[1]))


def colour(image: QImage, at: QPoint) -> np.ndarray:
    c = image.pixelColor(at)
    return np.array([c.red(), c.green(), c.blue()], dtype=float)


def rgb(name: str) -> np.ndarray:
    c = QColor(name)
    return np.array([c.red(), c.green(), c.blue()], dtype=float)


def near(image: QImage, at: QPoint, name: str, *, radius: int = 3, within: float = 40.0) -> bool:
    """Whether some pixel around a place has about a colour."""
    return any(
        np.abs(colour(image, at + QPoint(dx, dy)) - rgb(name)).max() <= within
        for dx in range(-radius, radius + 1)
        for dy in range(-radius, radius + 1)
    )


class Heard:
    """Everything a view tells, in order."""

    def __init__(self, view: SurfaceView) -> None:
        self.events: list[tuple[Any, ...]] = []
        view.start_drag_started.connect(lambda: self.events.append(("started",)))
        view.start_point_dragged.connect(lambda a, b: self.events.append(("dragged", a, b)))
        view.start_drag_finished.connect(lambda a, b: self.events.append(("finished", a, b)))
        view.start_drag_cancelled.connect(lambda: self.events.append(("cancelled",)))
        view.start_nudged.connect(lambda a, b: self.events.append(("nudged", a, b)))
        view.view_changed.connect(lambda: self.events.append(("view",)))

    @property
    def names(self) -> list[str]:
        return [event[0] for event in self.events]
