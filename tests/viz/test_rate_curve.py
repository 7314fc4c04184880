"""The curve of learning rates: what it says, and that it is drawn in both themes and sizes."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from viz.rate_curve import RateCurve
from viz.theme import DARK, LIGHT, Theme


@pytest.fixture
def curve(qtbot: QtBot) -> RateCurve:
    made = RateCurve()
    qtbot.addWidget(made)
    made.resize(220, made.sizeHint().height())
    return made


def inked(curve: RateCurve, colour: str) -> int:
    """Pixels of about this colour."""
    image = curve.grab().toImage()
    wanted = tuple(int(colour[k : k + 2], 16) for k in (1, 3, 5))
    found = 0
    for y in range(image.height()):
        for x in range(image.width()):
            pixel = image.pixelColor(x, y)
            parts = zip((pixel.red(), pixel.green(), pixel.blue()), wanted, strict=True)
            found += all(abs(one - other) < 80 for one, other in parts)
    return found


def test_it_says_where_it_begins_its_largest_and_its_last(curve: RateCurve) -> None:
    curve.set_rates([0.01, 0.25, 0.1])
    said = curve.accessibleDescription()
    assert "0.01" in said
    assert "0.25" in said
    assert "0.1" in said
    assert said in curve.toolTip()


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("rates", [[0.3 * 0.9**k for k in range(100)], [0.5], [1e-12] * 2000, [0.0001, 1.0]])
def test_it_is_drawn_in_the_accent_colour(curve: RateCurve, theme: Theme, rates: list[float]) -> None:
    curve.set_theme(theme)
    curve.set_rates(rates)
    if len(rates) > 1:
        assert inked(curve, theme.accent) > 60
    small = curve.sizeHint().height()
    curve.set_large_type(True)
    assert curve.sizeHint().height() > small
    curve.set_rates([])
    assert inked(curve, theme.accent) == 0
