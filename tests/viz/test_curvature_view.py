"""Curvature: its numbers, the learning rates that can be used, and the level line to scale."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from viz.curvature_view import Curvature, CurvatureView
from viz.level_line import level_lines
from viz.theme import DARK, LIGHT

BOWL = Curvature(
    185.9603, 242.7700, (0.9, 0.1), 1.3055, 0.00823825, 0.0046649, "Bowl", "The same everywhere."
)
SADDLE = Curvature(-0.02, 0.05, (0.0, 1.0), None, None, None, "Saddle", "Here only.")


@pytest.fixture
def view(qtbot: QtBot) -> CurvatureView:
    view = CurvatureView()
    qtbot.addWidget(view)
    view.set_theme(DARK)
    view.resize(760, 220)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_numbers_and_what_they_mean(view: CurvatureView) -> None:
    view.set_numbers(BOWL)
    lines = view.text().split("\n")
    assert lines[0] == "Bowl"
    assert lines[1] == "λmax\t242.77"
    assert lines[4].endswith("0.0082382") or lines[4].endswith("0.0082383")
    assert lines[-1] == "The same everywhere."


def test_the_rates_are_asked_for_unrounded(view: CurvatureView, qtbot: QtBot) -> None:
    view.set_numbers(BOWL)
    for name, rate in (("limit", BOWL.limit), ("best", BOWL.best)):
        with qtbot.waitSignal(view.rate_requested) as signal:
            QTest.mouseClick(view._use[name], Qt.MouseButton.LeftButton)
        assert signal.args == [rate]


def test_what_does_not_exist_cannot_be_asked_for(view: CurvatureView) -> None:
    view.set_numbers(SADDLE)
    assert not any(button.isVisible() for button in view._use.values())
    assert view.text().count("—") == 3
    view.set_numbers(None)
    assert not any(button.isVisible() for button in view._use.values())
    view.set_numbers(BOWL)
    assert all(button.isVisible() for button in view._use.values())


@pytest.mark.parametrize("steep", [(1.0, 0.0), (0.6, 0.8), (-3.0, 1.0)])
@pytest.mark.parametrize(("smallest", "largest"), [(1.0, 4.0), (-4.0, -1.0), (-2.0, 5.0), (-5.0, 2.0)])
def test_the_form_is_constant_on_the_level_line(
    smallest: float, largest: float, steep: tuple[float, float]
) -> None:
    along = np.array(steep) / math.hypot(*steep)
    across = np.array([-along[1], along[0]])
    hessian = largest * np.outer(along, along) + smallest * np.outer(across, across)
    lines = level_lines(smallest, largest, steep)
    assert len(lines) == (1 if smallest * largest > 0 else 4)
    values = np.concatenate([np.einsum("ki,ij,kj->k", line, hessian, line) for line in lines])
    level = min(abs(smallest), abs(largest))  # the flattest axis is crossed at 1
    assert np.abs(values) == pytest.approx(np.full(len(values), level), rel=1e-6)
    nearest = min(np.linalg.norm(line, axis=1).min() for line in lines)
    assert nearest == pytest.approx(math.sqrt(level / max(abs(smallest), abs(largest))), rel=1e-3)


def test_one_flat_axis_gives_parallels_and_two_give_nothing() -> None:
    pair = level_lines(0.0, 2.0, (0.0, 1.0))
    assert len(pair) == 2
    assert all(np.ptp(line[:, 1]) == pytest.approx(0.0) for line in pair)
    assert level_lines(0.0, 0.0, (1.0, 0.0)) == []
    assert level_lines(math.nan, math.nan, (1.0, 0.0)) == []


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("shown", [BOWL, SADDLE, None])
def test_every_kind_is_drawn(view: CurvatureView, theme: object, shown: Curvature | None) -> None:
    view.set_theme(theme)  # type: ignore[arg-type]
    view.set_large_type(True)
    view.set_numbers(shown)
    view.grab()


def test_setters_emit_nothing(view: CurvatureView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.rate_requested):
        view.set_numbers(BOWL)
        view.set_numbers(None)


@pytest.mark.parametrize("large", [False, True])
def test_it_fits_into_a_narrow_page(qtbot: QtBot, large: bool) -> None:
    view = CurvatureView()
    qtbot.addWidget(view)
    view.set_large_type(large)
    view.resize(480, 200)
    view.show()
    qtbot.waitExposed(view)
    assert view.minimumSizeHint().width() <= 480
    assert view._use["best"].geometry().right() < 480
    view.resize(1200, 200)
    QTest.qWait(5)
    assert view.drawing.isVisible()
    assert view._names["best"].text().startswith("best fixed")
