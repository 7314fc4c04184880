"""The page of the curvature: eigenvalues at the point shown, and the learning rates they allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject

from app.descent.picture import Picture
from app.descent.setup import Setup
from engine.curvature import Curvature, curvature
from engine.problem import Problem
from viz import curvature_view, numbers
from viz.curvature_view import CurvatureView

if TYPE_CHECKING:
    from app.descent.controller import DescentController

REACH = 0.16
"""Half the length of the longer axis on the surface, as part of the lesson's box."""
SHORTEST = 0.02


class CurvaturePage(QObject):
    """Shows the Hessian where the chosen run is, and its axes on the surface."""

    def __init__(self, controller: DescentController) -> None:
        super().__init__(controller)
        self._controller = controller
        self._open = False
        self._last: Curvature | None = None
        self.widget = CurvatureView()
        self.widget.rate_requested.connect(self._on_widget_rate_requested)

    def parts(self) -> tuple[CurvatureView]:
        """What follows theme and type."""
        return (self.widget,)

    def set_open(self, on: bool) -> None:
        """Whether the page is seen; only then the axes are drawn."""
        self._open = on
        if not on and self._controller.surfaces is not None:
            self._controller.surfaces.first.view.set_axes_of_curvature(None, None)

    def show(self, setup: Setup) -> None:
        """Another setup; its numbers come with the next drawing."""
        self._last = None

    def retranslate(self) -> None:
        """Nothing is kept that has a language."""

    def draw(self, picture: Picture) -> None:
        """The curvature at the epoch shown."""
        setup, surfaces = self._controller.setup, self._controller.surfaces
        if setup is None or surfaces is None or surfaces.first.problem is None:
            return
        one = picture.one(setup.chosen)
        w = one.record.w
        problem = Problem.of(one.config)
        found = curvature(problem, w, near=self._last)
        if not np.isfinite(found.eigenvalues).all():
            self.widget.set_numbers(None)
            surfaces.first.view.set_axes_of_curvature(None, None)
            return
        self._last = found
        self.widget.set_numbers(
            curvature_view.Curvature(
                smallest=found.eigenvalues[0],
                largest=found.eigenvalues[1],
                steep=(float(found.axes[1, 0]), float(found.axes[1, 1])),
                condition=found.condition,
                limit=found.largest,
                best=found.best,
                kind=self._kind(found),
                note=self._note(found),
            )
        )
        if one.config.loss == surfaces.first.problem.loss_name:
            box = setup.lesson.surface
            axes = drawn_axes(found, REACH * min(box.size))
            labels = tuple(f"λ = {numbers.significant(value, 4)}" for value in found.eigenvalues)
            surfaces.first.view.set_axes_of_curvature((w[0], w[1]), axes, (labels[0], labels[1]))

    def _kind(self, found: Curvature) -> str:
        return {
            "bowl": self.tr("a bowl: it bends upwards in every direction"),
            "saddle": self.tr("a saddle: it bends upwards one way and downwards the other"),
            "dome": self.tr("a dome: it bends downwards in every direction"),
            "flat": self.tr("flat: at least one direction does not bend at all"),
        }[found.kind]

    def _note(self, found: Curvature) -> str:
        if found.exact:
            return self.tr("The same at every point: the loss is a quadratic. For SGD without momentum.")
        return self.tr("At this point only: it changes along the path. For SGD without momentum.")

    def _on_widget_rate_requested(self, rate: float) -> None:
        self._controller.request(self.tr("learning rate"), lr=rate)


def drawn_axes(found: Curvature, reach: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Half axes of a level line, rows as `found.axes`: 1/√|λ| long each, the longer one `reach`.

    An axis without any curvature would be endless: both have the same length then.
    """
    sizes = np.abs(np.array(found.eigenvalues))
    largest = float(sizes.max())
    if largest == 0.0:
        return found.axes * reach
    lengths = 1.0 / np.sqrt(np.maximum(sizes, largest * (SHORTEST**2)))
    return np.asarray(found.axes * (reach * lengths / lengths.max())[:, None])
