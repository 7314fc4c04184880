"""The plane of two inputs: its decision line, its shading, its points."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from viz.plane_plot import GRID, PlanePlot, line_within
from viz.theme import LIGHT

X, Y = (0.0, 4.0), (0.0, 2.0)


@pytest.mark.parametrize(
    ("w", "ends"),
    [
        ((-2.0, 1.0, 0.0), {(2.0, 0.0), (2.0, 2.0)}),
        ((-1.0, 0.0, 1.0), {(0.0, 1.0), (4.0, 1.0)}),
        ((0.0, 1.0, -2.0), {(0.0, 0.0), (4.0, 2.0)}),  # from corner to corner
        ((-1.0, 1.0, 1.0), {(1.0, 0.0), (0.0, 1.0)}),
    ],
)
def test_the_line_goes_from_edge_to_edge(w: tuple[float, ...], ends: set[tuple[float, float]]) -> None:
    found = line_within(w, X, Y)
    assert found is not None
    assert set(found) == ends


@pytest.mark.parametrize("w", [(0.0, 0.0, 0.0), (5.0, 1.0, 0.0), (1.0, 0.0, 0.0), (-9.0, 1.0, 1.0)])
def test_there_may_be_none_in_view(w: tuple[float, ...]) -> None:
    assert line_within(w, X, Y) is None


def test_each_side_has_its_colour_and_the_line_parts_them(qtbot: Any) -> None:
    plot = PlanePlot()
    qtbot.addWidget(plot)
    plot.set_theme(LIGHT)
    plot.resize(400, 300)
    plot.set_data(np.array([[1.0, 2.0], [2.0, 3.0], [5.0, 1.0]]), np.array([0.0, 0.0, 1.0]))
    plot.show()
    x1, x2 = plot.grid()
    assert x1.shape == x2.shape == (GRID,)
    probability = 1 / (1 + np.exp(-9 * (x1[:, None] - 3) + 0 * x2))
    plot.set_model((-27.0, 9.0, 0.0), probability)
    assert plot.line is not None
    assert [end[0] for end in plot.line] == pytest.approx([3, 3])
    image = plot.grab().toImage()
    frame = plot.plot.frame
    origin = plot.plot.viewport().mapTo(plot, plot.plot.viewport().rect().topLeft())

    def colour(a: float, b: float) -> tuple[int, int, int]:
        across, down = frame.pixel(a, b)
        seen = image.pixelColor(round(across) + origin.x(), round(down) + origin.y())
        return seen.red(), seen.green(), seen.blue()

    low, high, line = colour(1.2, 1.2), colour(4.5, 2.7), colour(3.0, 2.0)
    assert low[2] > low[0] + 20  # the blue of y = 0
    assert high[0] > high[2] + 20  # the yellow of y = 1
    assert max(line) < 120  # the line itself, dark on light
    plot.set_model((0.0, 0.0, 0.0), np.full((GRID, GRID), 0.5))
    assert plot.line is None
    undecided = (
        plot.grab()
        .toImage()
        .pixelColor(
            *(round(p) + o for p, o in zip(frame.pixel(1.2, 1.2), (origin.x(), origin.y()), strict=True))
        )
    )
    assert abs(undecided.red() - undecided.blue()) < 12
