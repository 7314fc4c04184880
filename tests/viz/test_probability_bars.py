"""The verdict in words, the bars, and the picture of the network's input."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from viz.pixel_view import PixelView
from viz.probability_bars import ProbabilityBars
from viz.theme import DARK, LIGHT, font
from viz.verdict import in_question, milliseconds, percent

SEVEN = [0.0, 0.0, 0.004, 0.011, 0.0, 0.0, 0.0, 0.978, 0.001, 0.006]


@pytest.fixture
def bars(qtbot):
    widget = ProbabilityBars()
    qtbot.addWidget(widget)
    widget.set_theme(LIGHT)
    widget.resize(400, 440)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def row_of(image, colour):
    """The rows of the panel, 0 to 9, in which a colour is drawn."""
    scale = 88 * (440 / 348) ** 0.5
    height = (440 - scale) / 10
    ratio = image.devicePixelRatio()
    wanted = QColor(colour).rgb()
    return {
        digit
        for digit in range(10)
        if any(
            image.pixel(round(x * ratio), round((scale + (digit + 0.5) * height) * ratio)) == wanted
            for x in range(40, 300)
        )
    }


# Words


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (0.0, "0.0 %"),
        (0.00049, "0.0 %"),
        (0.011, "1.1 %"),
        (0.978, "97.8 %"),
        (0.99949, "99.9 %"),
        (0.9995, ">99.9 %"),
        (1.0, ">99.9 %"),
    ],
)
def test_percentages_never_claim_certainty(probability, text):
    assert percent(probability).replace("\N{NO-BREAK SPACE}", " ") == text


@pytest.mark.parametrize(("value", "text"), [(0.412, "0.41 ms"), (3.14, "3.1 ms"), (12.4, "12 ms")])
def test_durations_have_sensible_digits(value, text):
    assert milliseconds(value).replace("\N{NO-BREAK SPACE}", " ") == text


def test_rivals_are_named_likeliest_first():
    assert in_question([0.0, 0.0, 0.0, 0.0, 0.44, 0.0, 0.02, 0.0, 0.0, 0.54]) == [9, 4]
    assert in_question([0.1] * 10) == list(range(10))


def test_a_sure_answer_is_one_digit_with_its_percentage(bars):
    bars.set_probabilities(SEVEN, sure=True)
    assert bars.answer() == "7"
    assert bars.verdict() == f"{percent(0.978)} sure"


@pytest.mark.parametrize(
    ("likely", "verdict"),
    [
        ({4: 0.5, 9: 0.4}, "Not sure: 4 or 9?"),
        ({4: 0.4, 9: 0.3, 7: 0.2}, "Not sure: 4, 9 or 7?"),
        ({3: 0.55}, "Not sure: perhaps 3"),
        (dict.fromkeys(range(10), 0.1), "Not sure: no digit stands out"),
    ],
)
def test_an_unsure_answer_names_the_digits_in_question(bars, likely, verdict):
    bars.set_probabilities([likely.get(digit, 0.01) for digit in range(10)], sure=False)
    assert bars.answer() == "?"
    assert bars.verdict() == verdict


def test_the_time_is_shown_only_beside_an_answer(bars):
    bars.set_measured("CPU", 0.4)
    assert bars.measured() == ""
    bars.set_probabilities(SEVEN, sure=True)
    assert bars.measured().replace("\N{NO-BREAK SPACE}", " ") == "CPU · 0.40 ms"
    bars.set_probabilities(None)
    assert bars.measured() == ""


def test_a_message_stands_in_place_of_the_answer_until_the_next_one(bars):
    bars.set_probabilities(SEVEN, sure=True)
    bars.set_message("The network is being loaded …")
    assert (bars.answer(), bars.verdict()) == ("", "The network is being loaded …")
    bars.set_probabilities(SEVEN, sure=True)
    assert bars.answer() == "7"


def test_the_verdict_is_there_for_those_who_listen(bars):
    bars.set_probabilities(SEVEN, sure=True)
    assert bars.accessibleDescription().startswith("7: ")


def test_ten_are_expected(bars):
    with pytest.raises(ValueError, match="expected 10"):
        bars.set_probabilities([0.5, 0.5])


# Bars


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_winners_bar_is_blue_and_no_other(bars, theme):
    bars.set_theme(theme)
    bars.set_animated(False)
    bars.set_probabilities(SEVEN, sure=True)
    assert row_of(bars.grab().toImage(), theme.runs[1].colour) == {7}


def test_all_digits_in_question_are_blue(bars):
    bars.set_animated(False)
    bars.set_probabilities([0.0, 0.0, 0.0, 0.1, 0.5, 0.0, 0.0, 0.0, 0.0, 0.4], sure=False)
    assert row_of(bars.grab().toImage(), LIGHT.runs[1].colour) == {4, 9}


def test_digits_that_a_network_does_not_know_get_a_dash_and_no_percentage(bars):
    bars.set_animated(False)
    bars.set_probabilities([0.51, 0.49, *[0.0] * 8], known=(0, 1))
    assert row_of(bars.grab().toImage(), LIGHT.runs[1].colour) == {0, 1}
    known = bars.grab().toImage()
    bars.set_probabilities([0.51, 0.49, *[0.0] * 8])
    every = bars.grab().toImage()
    right = bars.width() - 30
    for digit, differs in ((0, False), (1, False), (2, True), (9, True)):
        height = (440 - 99) / 10
        top = round(99 + digit * height)
        box = QRect(right, top + 2, 30, round(height) - 4)
        assert (known.copy(box) != every.copy(box)) is differs


def test_bars_move_but_words_are_there_at_once(bars, qtbot):
    bars.set_probabilities(SEVEN, sure=True)
    assert bars.answer() == "7"
    assert row_of(bars.grab().toImage(), LIGHT.runs[1].colour) == set()
    qtbot.waitUntil(lambda: row_of(bars.grab().toImage(), LIGHT.runs[1].colour) == {7})
    bars.set_probabilities(None)
    qtbot.waitUntil(lambda: row_of(bars.grab().toImage(), LIGHT.ghost) == set())


def heights(bars):
    """Logical pixels from the highest to the lowest pixel of each row's digit, which stands at the left."""
    image = bars.grab().toImage()
    ratio = image.devicePixelRatio()
    ground = image.pixel(bars.width() // 2, 0)
    drawn = [
        any(image.pixel(x, y) != ground for x in range(round(12 * ratio))) for y in range(image.height())
    ]
    edges = np.flatnonzero(np.diff(np.array(drawn, int), prepend=0, append=0)).reshape(-1, 2)
    return [(below - top) / ratio for top, below in edges[-10:]]


@pytest.mark.parametrize(("large", "height"), [(False, 264), (True, 264), (True, 300), (True, 522)])
def test_in_a_low_panel_air_goes_before_the_type_shrinks(bars, large, height):
    bars.set_animated(False)
    bars.set_large_type(large)
    bars.resize(424, height)
    bars.set_probabilities(SEVEN, sure=True)
    bars.set_measured("CPU", 0.4)
    label = QLabel("8")
    label.setFont(font(13 * (1.5 if large else 1.0), tabular=True))
    digits = heights(bars)
    wanted = QFontMetricsF(label.font()).tightBoundingRect("8").height()
    assert min(digits) >= wanted - 2
    if height < 522:  # and none runs into the next
        assert max(digits) <= wanted + 4


def test_a_long_verdict_stays_within_the_panel(bars):
    bars.set_large_type(True)
    bars.resize(424, 264)
    bars.set_probabilities([0.1] * 10)
    bars.set_measured("CPU", 0.4)
    picture = bars.grab().toImage()
    ratio = picture.devicePixelRatio()
    edge = picture.width() - round(ratio)
    column = {picture.pixel(edge, y) for y in range(round(40 * ratio))}
    assert len(column) == 1  # nothing is cut off at the right


# The network's input


@pytest.fixture
def pixels(qtbot):
    widget = PixelView()
    qtbot.addWidget(widget)
    widget.set_theme(LIGHT)
    widget.resize(28 * 8 + 2, 28 * 8 + 2)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def checkers():
    return (np.indices((28, 28)).sum(axis=0) % 2).astype(np.float32)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_pixel_is_shown_exactly_once_and_unsmoothed(pixels, theme):
    pixels.set_theme(theme)
    pixels.set_image(checkers())
    image = pixels.grab().toImage()
    ratio = image.devicePixelRatio()
    for row in range(28):
        for column in range(28):
            x, y = 1 + (column + 0.5) * 8, 1 + (row + 0.5) * 8
            shown = image.pixelColor(round(x * ratio), round(y * ratio)).name()
            assert shown == (theme.ink if (row + column) % 2 else theme.paper)


def test_grey_is_as_much_ink_as_the_value_says(pixels):
    pixels.set_image(np.full((28, 28), 0.25, dtype=np.float32))
    colour = pixels.grab().toImage().pixelColor(13, 13)
    paper, ink = QColor(LIGHT.paper), QColor(LIGHT.ink)
    assert abs(colour.red() - (paper.red() + 0.25 * (ink.red() - paper.red()))) <= 1


def test_what_is_shown_is_a_copy(pixels):
    values = checkers()
    pixels.set_image(values)
    before = pixels.grab().toImage()
    values[:] = 1.0
    pixels.set_theme(LIGHT)
    assert pixels.grab().toImage() == before


def test_another_shape_is_refused(pixels):
    with pytest.raises(ValueError, match=r"\(28, 28\)"):
        pixels.set_image(np.zeros((784,), dtype=np.float32))


def test_a_pixel_is_read_out_under_the_pointer(pixels, qtbot):
    values = np.zeros((28, 28), dtype=np.float32)
    values[3, 20] = 0.75
    pixels.set_image(values)
    told = []
    pixels.pixel_probed.connect(told.append)
    place = QPointF(1 + 20.5 * 8, 1 + 3.5 * 8)
    assert pixels.pixel_at(place) == (3, 20)
    QTest.mouseMove(pixels, place.toPoint())
    qtbot.waitUntil(lambda: told == [(3, 20, 0.75)])


def test_pixels_are_read_out_by_arrow_keys(pixels):
    pixels.set_image(checkers())
    told = []
    pixels.pixel_probed.connect(told.append)
    QTest.keyClick(pixels, Qt.Key.Key_Left)
    QTest.keyClick(pixels, Qt.Key.Key_Up)
    assert told == [(14, 13, 1.0), (13, 13, 0.0)]


def test_nothing_can_be_read_out_of_nothing(pixels):
    told = []
    pixels.pixel_probed.connect(told.append)
    QTest.keyClick(pixels, Qt.Key.Key_Left)
    assert told == []
    assert pixels.pixel_at(QPointF(-3.0, 5.0)) is None
