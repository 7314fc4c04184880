"""Number field, log slider, scrubber, segments, lesson list, readout: by mouse and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from viz.lesson_list import LessonEntry, LessonList
from viz.log_slider import LogSlider
from viz.number_field import NumberField
from viz.readout import Readout, Row
from viz.scrubber import Scrubber
from viz.segmented import Segmented
from viz.slider_marks import Mark
from viz.theme import DARK, LIGHT


def show(qtbot: QtBot, widget: QWidget, width: int = 300, height: int = 40) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)


def test_number_field_emits_what_was_typed(qtbot: QtBot) -> None:
    field = NumberField()
    show(qtbot, field)
    field.set_value(1.0)
    field.selectAll()
    QTest.keyClicks(field, "-0.25")
    with qtbot.waitSignal(field.value_edited) as signal:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert signal.args == [-0.25]


def test_number_field_keeps_and_marks_what_it_cannot_read(qtbot: QtBot) -> None:
    field = NumberField()
    show(qtbot, field)
    field.set_value(3.0)
    field.selectAll()
    QTest.keyClicks(field, "three")
    with qtbot.waitSignal(field.text_refused) as signal:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert signal.args == ["three"]
    assert field.property("refused") is True
    assert field.text() == "three"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.property("refused") is False
    assert field.text() == "3"


def test_number_field_steps_by_keys(qtbot: QtBot) -> None:
    field = NumberField(step=0.1)
    show(qtbot, field)
    field.set_value(-0.8)
    with qtbot.waitSignal(field.value_edited) as signal:
        QTest.keyClick(field, Qt.Key.Key_Up)
    assert signal.args[0] == pytest.approx(-0.7)


def test_whole_number_field_refuses_fractions(qtbot: QtBot) -> None:
    field = NumberField(whole=True)
    show(qtbot, field)
    field.set_value(30)
    field.selectAll()
    QTest.keyClicks(field, "2.5")
    with qtbot.waitSignal(field.text_refused):
        QTest.keyClick(field, Qt.Key.Key_Return)


def test_number_field_shows_the_head_of_a_long_number_and_keeps_it_all(qtbot: QtBot) -> None:
    field = NumberField()
    show(qtbot, field, width=48)
    field.set_value(-0.35140726268291473)
    assert field.text() == "−0.351407"
    assert field.cursorPosition() == 0
    assert field.value() == -0.35140726268291473
    field.setFocus()
    with qtbot.assertNotEmitted(field.value_edited):
        QTest.keyClick(field, Qt.Key.Key_Return)
        field.clearFocus()
    assert field.value() == -0.35140726268291473


def test_log_slider_is_even_in_factors(qtbot: QtBot) -> None:
    slider = LogSlider(1e-4, 1.0)
    show(qtbot, slider)
    seen: list[float] = []
    slider.value_dragged.connect(seen.append)
    middle = QPoint(slider.width() // 2, 11)
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=middle)
    assert seen[-1] == pytest.approx(1e-2, rel=0.05)
    slider.set_value(0.01)
    QTest.keyClick(slider, Qt.Key.Key_PageUp)
    assert seen[-1] == pytest.approx(0.1)


def test_log_slider_draws_what_is_too_much(qtbot: QtBot) -> None:
    slider = LogSlider(1e-4, 1.0)
    show(qtbot, slider)
    slider.set_theme(DARK)
    slider.set_value(1e-4)
    slider.set_marks([Mark(1e-2, "2/λmax", limit=True)])
    picture = slider.grab().toImage()
    reddish = picture.pixelColor(int(picture.width() * 0.8), 11 * picture.height() // slider.height())
    quiet = picture.pixelColor(int(picture.width() * 0.3), 11 * picture.height() // slider.height())
    assert reddish.red() > reddish.blue() + 60
    assert abs(quiet.red() - quiet.blue()) < 40


def test_scrubber_stays_among_recorded_epochs(qtbot: QtBot) -> None:
    scrubber = Scrubber()
    show(qtbot, scrubber)
    scrubber.set_epochs(10, 40, 100)
    seen: list[int] = []
    scrubber.epoch_requested.connect(seen.append)
    QTest.mouseClick(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(scrubber.width() // 4, 16))
    assert seen[-1] == 23  # (75 − 11) / (300 − 2 · 11), the ends being inset by the handle
    QTest.mouseClick(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(scrubber.width() - 4, 16))
    assert seen[-1] == 40
    QTest.keyClick(scrubber, Qt.Key.Key_Left)
    assert seen[-1] == 9


def test_segments_choose_one(qtbot: QtBot) -> None:
    segments = Segmented()
    show(qtbot, segments)
    segments.set_choices([("mse", "MSE", ""), ("bce", "BCE", "")])
    segments.set_choice("mse")
    with qtbot.waitSignal(segments.chosen) as signal:
        QTest.mouseClick(segments.findChildren(QWidget)[-1], Qt.MouseButton.LeftButton)
    assert signal.args == ["bce"]
    segments.set_choices([("sse", "SSE", ""), ("bce", "BCE", "")])
    assert segments.choice() == "bce"


def test_lesson_list_by_keys_and_never_a_header(qtbot: QtBot) -> None:
    lessons = LessonList()
    show(qtbot, lessons, height=300)
    lessons.set_lessons(
        [("One", [LessonEntry("a", "A", "look a")]), ("Two", [LessonEntry("b", "B", "look b")])]
    )
    lessons.set_current("a")
    with qtbot.waitSignal(lessons.lesson_chosen) as signal:
        QTest.keyClick(lessons, Qt.Key.Key_Down)
    assert signal.args == ["b"]
    with qtbot.assertNotEmitted(lessons.lesson_chosen):
        lessons.set_current("a")
    assert lessons.current() == "a"


def test_readout_copies_as_a_table(qtbot: QtBot) -> None:
    readout = Readout()
    show(qtbot, readout)
    readout.set_rows(("", "ŵ₀", "ŵ₁"), [Row("weights", ("−5.0000", "10.0000"))])
    assert readout.text() == "\tŵ₀\tŵ₁\nweights\t−5.0000\t10.0000"
    assert readout.accessibleDescription() == readout.text()


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_both_themes_draw_text_on_the_scrubber_and_slider(qtbot: QtBot, theme: object) -> None:
    scrubber = Scrubber()
    show(qtbot, scrubber)
    scrubber.set_theme(theme)  # type: ignore[arg-type]
    scrubber.set_epochs(50, 50, 50)
    colour = scrubber.grab().toImage().pixelColor(scrubber.width() // 2, scrubber.height() // 2)
    assert colour.name() == theme.accent  # type: ignore[attr-defined]
