"""The form for data: numbers are kept, checked and asked for; every wish once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.viz.widget_probe import tab_order
from viz.data_form import DataForm, FieldSpec
from viz.number_field import NumberField
from viz.theme import DARK

FIELDS = [
    FieldSpec("n", "points", 2, 1_000_000, 100, 10, whole=True),
    FieldSpec("noise", "noise", 0, 100, 0.5, 0.1),
    FieldSpec("w0", "true ŵ₀", -100, 100, 2.5, 0.5),
]


@pytest.fixture
def form(qtbot: QtBot) -> DataForm:
    form = DataForm()
    qtbot.addWidget(form)
    form.set_theme(DARK)
    form.resize(760, 220)
    form.set_fields(FIELDS)
    form.show()
    qtbot.waitExposed(form)
    return form


def type_into(field: NumberField, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_generate_gives_all_numbers(form: DataForm, qtbot: QtBot) -> None:
    type_into(form.fields.field("noise"), "0,25")
    with qtbot.waitSignal(form.generate_requested) as signal:
        QTest.mouseClick(form._generate, Qt.MouseButton.LeftButton)
    assert signal.args == [{"n": 100.0, "noise": 0.25, "w0": 2.5}]


@pytest.mark.parametrize("text", ["1", "many"])
def test_what_cannot_be_used_is_marked_and_holds_the_generator(
    form: DataForm, qtbot: QtBot, text: str
) -> None:
    field = form.fields.field("n")
    type_into(field, text)
    assert field.property("refused") is True
    assert field.text() == text
    with qtbot.assertNotEmitted(form.generate_requested):
        QTest.mouseClick(form._generate, Qt.MouseButton.LeftButton)
    assert form._problem.isVisible() is (text == "1")
    if text == "1":
        assert "1,000,000" in form._problem.text()
    type_into(field, "50")
    assert not form._problem.isVisible()
    with qtbot.waitSignal(form.generate_requested):
        QTest.mouseClick(form._generate, Qt.MouseButton.LeftButton)


def test_keys_stop_at_the_ends(form: DataForm) -> None:
    field = form.fields.field("noise")
    form.set_values({"noise": 0.0})
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == 0.0
    assert field.property("refused") is not True
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == pytest.approx(0.1)


def test_fields_keep_their_numbers_when_only_titles_change(form: DataForm) -> None:
    type_into(form.fields.field("n"), "50")
    form.set_fields([FieldSpec("n", "점", 2, 10, 100, 10, whole=True), *FIELDS[1:]])
    assert form.fields.field("n").value() == 50


def test_buttons_and_boxes_wish(form: DataForm, qtbot: QtBot) -> None:
    for button, signal in ((form._open, form.open_requested), (form._paste, form.paste_requested)):
        with qtbot.waitSignal(signal):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    for box, wish in (
        (form._standardise, form.standardise_requested), (form._edit, form.edit_requested),
    ):  # fmt: skip
        box.setFocus()
        with qtbot.waitSignal(wish) as seen:
            QTest.keyClick(box, Qt.Key.Key_Space)
        assert seen.args == [True]


def test_columns_are_offered_only_where_there_is_a_choice(form: DataForm, qtbot: QtBot) -> None:
    form.set_columns(["a", "b"], 0, 1)
    assert not form._columns.isVisible()
    form.set_columns(["a", "b", "c"], 0, 2)
    assert form._columns.isVisible()
    with qtbot.waitSignal(form.columns_requested) as signal:
        QTest.keyClick(form._column_boxes[0], Qt.Key.Key_Down)
    assert signal.args == [1, 2]


def test_a_range_is_asked_for_when_it_is_one(form: DataForm, qtbot: QtBot) -> None:
    form.set_range(-6, 11, -6, 11)
    field = form._range["w0_high"]
    with qtbot.waitSignal(form.range_requested) as signal:
        type_into(field, "4")
    assert signal.args == [-6.0, 4.0, -6.0, 11.0]
    with qtbot.assertNotEmitted(form.range_requested):
        type_into(field, "-7")
    assert field.property("refused") is True


def test_setters_emit_nothing(form: DataForm, qtbot: QtBot) -> None:
    with (
        qtbot.assertNotEmitted(form.standardise_requested),
        qtbot.assertNotEmitted(form.edit_requested),
        qtbot.assertNotEmitted(form.range_requested),
        qtbot.assertNotEmitted(form.columns_requested),
    ):
        form.set_standardised(True)
        form.set_editing(True)
        form.set_range(0, 1, 2, 3)
        form.set_columns(["a", "b", "c"], 1, 2)
        form.set_values({"n": 7})
        form.set_note("mean 0, standard deviation 1")


def test_narrow_and_large_go_on_below(form: DataForm) -> None:
    form.set_large_type(True)
    assert form.heightForWidth(500) > form.heightForWidth(1600)
    assert form.minimumSizeHint().width() <= 480


def test_tab_goes_as_the_eye_does(form: DataForm) -> None:
    form.set_fields([*FIELDS, FieldSpec("seed", "seed", 0, 100, 1, 1, whole=True)])
    wanted: list[QWidget] = [
        *(form.fields.field(name) for name in ("n", "noise", "w0", "seed")),
        form._generate, form._open, form._paste, *form._column_boxes, form._edit,
        *form._range.values(), form._standardise,
    ]  # fmt: skip
    assert tab_order(wanted) == wanted


def test_rows_are_left_out_and_large_numbers_standardised_only_where_it_is_offered(
    form: DataForm, qtbot: QtBot
) -> None:
    assert form._skip.isHidden()
    assert form._open_standardised.isHidden()
    form.set_faulty(3)
    form.set_too_large(True)
    assert form._skip.text() == "Leave 3 rows out"
    with qtbot.waitSignal(form.skip_faulty_requested):
        QTest.mouseClick(form._skip, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(form.open_standardised_requested):
        QTest.mouseClick(form._open_standardised, Qt.MouseButton.LeftButton)
    form.set_faulty(1)
    assert form._skip.text() == "Leave 1 row out"
    form.set_faulty(0)
    form.set_too_large(False)
    assert form._skip.isHidden()
    assert form._open_standardised.isHidden()
