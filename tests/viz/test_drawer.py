"""The drawer: one page at a time, or none; folded as low as its buttons."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from viz.curvature_view import CurvatureView
from viz.data_form import DataForm, FieldSpec
from viz.drawer import Drawer
from viz.gradient_check_view import GradientCheckView
from viz.run_table import RunTable
from viz.steps_view import StepsView
from viz.theme import DARK


@pytest.fixture
def splitter(qtbot: QtBot) -> QSplitter:
    splitter = QSplitter(Qt.Orientation.Vertical)
    qtbot.addWidget(splitter)
    surface = QWidget(splitter)
    surface.setMinimumHeight(100)
    drawer = Drawer(splitter)
    drawer.set_theme(DARK)
    for name in ("runs", "steps"):
        drawer.add_page(name, QLabel(f"page of {name}"))
    drawer.set_titles({"runs": "Runs", "steps": "Four steps"}, {"runs": "What races"})
    splitter.setStretchFactor(0, 1)
    splitter.setStretchFactor(1, 0)
    splitter.resize(760, 640)
    splitter.show()
    qtbot.waitExposed(splitter)
    return splitter


def drawer_of(splitter: QSplitter) -> Drawer:
    drawer = splitter.widget(1)
    assert isinstance(drawer, Drawer)
    return drawer


def test_folded_it_is_as_low_as_its_buttons(splitter: QSplitter) -> None:
    drawer = drawer_of(splitter)
    assert drawer.page is None
    assert drawer.height() == drawer.folded_height() < 56


def test_open_it_takes_room_and_covers_nothing(splitter: QSplitter) -> None:
    drawer = drawer_of(splitter)
    drawer.show_page("runs")
    QTest.qWait(20)
    splitter.setSizes([400, 240])
    assert drawer.height() >= 200
    assert splitter.widget(0).geometry().bottom() < drawer.geometry().top()
    drawer.show_page(None)
    QTest.qWait(20)
    assert drawer.height() == drawer.folded_height()


def test_buttons_open_change_and_fold(splitter: QSplitter, qtbot: QtBot) -> None:
    drawer = drawer_of(splitter)
    seen: list[str] = []
    drawer.page_changed.connect(seen.append)
    for name, wanted in (("runs", "runs"), ("steps", "steps"), ("steps", None)):
        QTest.mouseClick(drawer._buttons[name], Qt.MouseButton.LeftButton)
        assert drawer.page == wanted
        assert [key for key, button in drawer._buttons.items() if button.isChecked()] == (
            [wanted] if wanted else []
        )
    assert seen == ["runs", "steps", ""]


def test_escape_and_the_close_button_fold(splitter: QSplitter, qtbot: QtBot) -> None:
    drawer = drawer_of(splitter)
    drawer.show_page("steps")
    with qtbot.waitSignal(drawer.page_changed) as signal:
        QTest.keyClick(drawer, Qt.Key.Key_Escape)
    assert signal.args == [""]
    drawer.show_page("steps")
    with qtbot.waitSignal(drawer.page_changed):
        QTest.mouseClick(drawer._close, Qt.MouseButton.LeftButton)
    assert drawer.page is None
    assert not drawer._close.isVisible()


def test_tab_goes_from_the_buttons_through_the_page_to_the_close_button(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    before, drawer, after = QPushButton("before"), Drawer(), QPushButton("after")
    for part in (before, drawer, after):
        column.addWidget(part)
    form, table = DataForm(), RunTable()
    drawer.add_page("runs", table)
    drawer.add_page("data", form)
    drawer.show_page("data")
    window.resize(900, 500)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    form.set_fields([FieldSpec("n", "n", 2, 10, 3, 1), FieldSpec("seed", "seed", 0, 9, 1, 1)])  # made last
    qtbot.waitUntil(form.fields.field("seed").isVisible)
    wanted = [*drawer._buttons.values(), form.fields.field("n"), form.fields.field("seed"), form._generate]
    last = [*form._range.values(), form._standardise, drawer._close]
    drawer._buttons["runs"].setFocus()
    seen: list[QWidget] = []
    for _ in range(40):
        seen.append(window.focusWidget())
        if seen[-1] is drawer._close:
            break
        QTest.keyClick(seen[-1], Qt.Key.Key_Tab)
    assert seen[: len(wanted)] == wanted
    assert seen[-len(last) :] == last
    for widget in reversed(seen[:-1]):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
        assert window.focusWidget() is widget


def test_tab_comes_from_elsewhere_to_the_buttons_of_a_page_just_opened(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    before, drawer = QPushButton("before", whole), Drawer(whole)
    column = QVBoxLayout(whole)
    column.addWidget(before)
    column.addWidget(drawer)
    page = QWidget()
    QVBoxLayout(page).addWidget(QPushButton("inside"))
    drawer.add_page("page", page)
    drawer.show_page("page")
    whole.show()
    whole.activateWindow()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    seen = []
    for _ in range(3):
        focused = whole.focusWidget()
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        seen.append(whole.focusWidget())
    assert [getattr(one, "text", str)() for one in seen[:2]] == ["page", "inside"]
    assert seen[2] is drawer._close


def test_the_program_opens_pages_silently(splitter: QSplitter, qtbot: QtBot) -> None:
    drawer = drawer_of(splitter)
    with qtbot.assertNotEmitted(drawer.page_changed):
        drawer.show_page("runs")
        drawer.show_page(None)
    with pytest.raises(KeyError):
        drawer.show_page("nothing")


def test_large_type_keeps_the_buttons_whole(splitter: QSplitter) -> None:
    drawer = drawer_of(splitter)
    drawer.setStyleSheet("QPushButton { min-height: 35px; font-size: 19px; }")
    drawer.set_large_type(True)
    QTest.qWait(20)
    assert drawer.height() >= 35


def test_every_page_follows_the_language(qtbot: QtBot) -> None:
    drawer = Drawer()
    qtbot.addWidget(drawer)
    pages = (RunTable(), StepsView(), GradientCheckView(), CurvatureView(), DataForm())
    for i, page in enumerate(pages):
        drawer.add_page(str(i), page)
    translator = Shouting()
    QCoreApplication.installTranslator(translator)
    try:
        for widget in (drawer, *pages):
            QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
            shown = [
                button.text() for button in widget.findChildren(QPushButton) if button.text() not in "01234"
            ]
            assert all(text == text.upper() for text in shown), shown
        assert pages[0].table.cells.columns[0].name == "RUN"
    finally:
        QCoreApplication.removeTranslator(translator)


class Shouting(QTranslator):
    """Stands for another language: the same in capitals, but for the names in braces."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, text: str, note: str | None = None, n: int = -1) -> str:
        return re.sub(r"[^{}]+(?![^{}]*\})", lambda part: part.group().upper(), text)
