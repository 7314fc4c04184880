"""The MNIST tab with its controller and its thread; the network is a stand-in."""

import subprocess
import sys
import threading

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QThread
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.digits.controller import DigitsController
from app.digits.proportions import MARGIN, proportions
from app.digits.reader import EngineReaders
from app.digits.records import DeviceChoice, Found, NetworkFacts
from app.digits.samples import NAMES, load_sample
from app.digits.tab import DigitsTab
from engine.digits.cut import Cut
from engine.errors import InputError
from viz.strokes import smooth, thin
from viz.theme import DARK, LIGHT


class StandIn:
    """Reads the number of strokes; keeps count; can be held up, or made to fail."""

    def __init__(self):
        self.read, self.threads, self.opened = [], set(), []
        self.gate = threading.Event()
        self.gate.set()
        self.busy = threading.Event()
        self.error = self.open_error = None
        self.no_cuda = "no-cuda-card"
        self.is_sure = True

    def devices(self):
        return DeviceChoice("cpu", "CPU"), DeviceChoice("cuda", "CUDA", self.no_cuda)

    def open(self, device):
        if self.open_error is not None:
            raise self.open_error
        self.opened.append(device)
        return self

    def facts(self):
        return NetworkFacts("CNN", 87_000, 0.9968)

    def prepare(self, strokes):
        self.busy.set()
        assert self.gate.wait(20)
        self.read.append(len(strokes))
        self.threads.add(threading.get_ident())
        if self.error is not None:
            raise self.error
        return np.full((28, 28), len(strokes) / 100, dtype=np.float32)

    def prepare_picture(self, _path):
        cut = Cut((400, 200), (100, 50, 40, 80), "uneven", "dark", 0.8, 0.2, lines=3)
        return self.prepare([0] * 50), Found(cut, np.full((80, 40), 255, np.uint8))

    def classify(self, image):
        digit = round(float(image[0, 0]) * 100) % 10
        return tuple(0.91 if k == digit else 0.01 for k in range(10))

    def sure(self, _probabilities):
        return self.is_sure


class Settings(dict):
    def value(self, name):
        return self.get(name)

    def setValue(self, name, value):
        self[name] = value


@pytest.fixture
def stand_in():
    return StandIn()


@pytest.fixture
def settings():
    return Settings()


@pytest.fixture
def tab(qtbot):
    widget = DigitsTab()
    qtbot.addWidget(widget)
    widget.set_theme(LIGHT)
    widget.set_animated(False)
    widget.resize(1366, 716)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def controller(tab, settings, stand_in):
    result = DigitsController(tab, settings, readers=stand_in)
    yield result
    stand_in.gate.set()
    result.shutdown()


def strokes(n):
    return [np.array([[0.1, k / 100], [0.9, k / 100]]) for k in range(n)]


def shown(tab):
    """The value of the picture that is shown, times 100; None if there is none."""
    tab.pixels.setFocus()
    values = []
    tab.pixels.pixel_probed.connect(values.append)
    QTest.keyClick(tab.pixels, Qt.Key.Key_Left)
    tab.pixels.pixel_probed.disconnect(values.append)
    QTest.keyClick(tab.pixels, Qt.Key.Key_Right)
    return round(values[-1][2] * 100) if values and values[-1] else None


def started(controller, tab, qtbot):
    controller.start()
    qtbot.waitUntil(lambda: tab.facts.findChildren(QPushButton)[0].isChecked())


# Reading


def test_a_drawing_is_read_in_another_thread_while_the_pen_moves(controller, tab, stand_in, qtbot):
    started(controller, tab, qtbot)
    canvas = tab.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    qtbot.waitUntil(lambda: tab.bars.answer() == "1")
    assert shown(tab) == 1
    assert stand_in.threads.isdisjoint({threading.get_ident()})
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())


def test_only_the_newest_waiting_drawing_is_read(controller, tab, stand_in, qtbot):
    started(controller, tab, qtbot)
    stand_in.gate.clear()
    tab.canvas.set_strokes(strokes(1))
    qtbot.waitUntil(stand_in.busy.is_set)
    for n in range(2, 8):
        tab.canvas.set_strokes(strokes(n))
    stand_in.gate.set()
    qtbot.waitUntil(lambda: tab.bars.answer() == "7")
    assert stand_in.read == [1, 7]
    assert shown(tab) == 7


def test_an_answer_that_is_overtaken_is_shown_so_that_the_bars_keep_moving(controller, tab, stand_in, qtbot):
    started(controller, tab, qtbot)
    answers = []
    show = tab.show_answer
    tab.show_answer = lambda answer: (answers.append(answer.generation), show(answer))
    stand_in.gate.clear()
    tab.canvas.set_strokes(strokes(1))
    tab.canvas.set_strokes(strokes(2))
    stand_in.gate.set()
    qtbot.waitUntil(lambda: tab.bars.answer() == "2")
    assert answers == [1, 2]


def test_an_answer_that_comes_after_clearing_is_not_shown(controller, tab, stand_in, qtbot):
    started(controller, tab, qtbot)
    stand_in.gate.clear()
    tab.canvas.set_strokes(strokes(3))
    qtbot.waitUntil(stand_in.busy.is_set)
    tab.clear()
    stand_in.gate.set()
    qtbot.waitUntil(lambda: stand_in.read == [3])
    QTest.qWait(50)
    assert tab.bars.answer() == ""
    assert shown(tab) is None


def test_what_is_drawn_before_the_network_is_there_is_read_afterwards(controller, tab, stand_in, qtbot):
    tab.canvas.set_strokes(strokes(4))
    controller.start()
    qtbot.waitUntil(lambda: tab.bars.answer() == "4")
    assert stand_in.read == [4]


def test_undo_and_redo_are_read_again(controller, tab, qtbot):
    started(controller, tab, qtbot)
    tab.canvas.set_strokes(strokes(2))
    qtbot.waitUntil(lambda: tab.bars.answer() == "2")
    assert tab.canvas.can_undo()
    tab.undo()
    assert tab.bars.answer() == ""
    tab.redo()
    qtbot.waitUntil(lambda: tab.bars.answer() == "2")


def test_an_unsure_answer_is_said_to_be_unsure(controller, tab, stand_in, qtbot):
    stand_in.is_sure = False
    started(controller, tab, qtbot)
    tab.canvas.set_strokes(strokes(5))
    qtbot.waitUntil(lambda: tab.bars.verdict() == "Not sure: perhaps 5")


# Failures


def test_a_failure_is_said_and_the_next_drawing_is_read(controller, tab, stand_in, qtbot, caplog):
    started(controller, tab, qtbot)
    stand_in.error = MemoryError("no room for the picture")
    tab.canvas.set_strokes(strokes(1))
    qtbot.waitUntil(lambda: "no room for the picture" in tab.bars.verdict())
    assert "Traceback" in caplog.text
    stand_in.error = None
    tab.canvas.set_strokes(strokes(2))
    qtbot.waitUntil(lambda: tab.bars.answer() == "2")


def test_a_picture_that_is_none_is_said_in_one_sentence(controller, tab, stand_in, qtbot, tmp_path):
    started(controller, tab, qtbot)
    stand_in.error = InputError("unknown-lesson", name="x")
    tab.canvas.picture_dropped.emit(str(tmp_path / "x.png"))
    qtbot.waitUntil(lambda: tab.bars.verdict() == str(stand_in.error))


def test_a_network_that_cannot_be_loaded_is_said(controller, tab, stand_in, qtbot):
    stand_in.open_error = InputError("unknown-lesson", name="weights")
    controller.start()
    qtbot.waitUntil(lambda: str(stand_in.open_error) in tab.bars.verdict())
    tab.canvas.set_strokes(strokes(1))
    assert str(stand_in.open_error) in tab.bars.verdict()
    stand_in.open_error = None
    controller.set_device("cpu")
    qtbot.waitUntil(lambda: tab.bars.answer() == "1")


# Devices


def test_a_missing_device_is_listed_with_its_reason(controller, tab, settings, stand_in, qtbot):
    settings["device"] = "cuda"
    started(controller, tab, qtbot)
    cpu, cuda = tab.facts.findChildren(QPushButton)
    assert (cpu.isEnabled(), cpu.isChecked(), cuda.isEnabled()) == (True, True, False)
    assert "no usable CUDA card" in cuda.toolTip()
    assert stand_in.opened == ["cpu"]


def test_a_chosen_device_is_remembered_and_reads_again(controller, tab, settings, stand_in, qtbot):
    stand_in.no_cuda = ""
    started(controller, tab, qtbot)
    tab.canvas.set_strokes(strokes(6))
    qtbot.waitUntil(lambda: tab.bars.measured().startswith("CPU"))
    QTest.mouseClick(tab.facts.findChildren(QPushButton)[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.bars.measured().startswith("CUDA"))
    assert settings == {"device": "cuda"}
    assert stand_in.opened == ["cpu", "cuda"]
    assert stand_in.read == [6, 6]


def test_a_device_that_fails_leaves_the_other_at_work(controller, tab, stand_in, qtbot):
    stand_in.no_cuda = ""
    started(controller, tab, qtbot)
    stand_in.open_error = InputError("unknown-lesson", name="cuda")
    controller.set_device("cuda")
    qtbot.waitUntil(lambda: tab.facts.findChildren(QPushButton)[0].isChecked())
    tab.canvas.set_strokes(strokes(3))
    qtbot.waitUntil(lambda: tab.bars.answer() == "3")
    assert tab.bars.measured().startswith("CPU")


# The thread


def test_starting_twice_makes_one_thread(controller, tab, stand_in, qtbot):
    started(controller, tab, qtbot)
    controller.start()
    assert len(controller.findChildren(QThread)) == 1
    assert stand_in.opened == ["cpu"]


def test_shutting_down_waits_for_the_drawing_under_way(controller, tab, stand_in, qtbot):
    started(controller, tab, qtbot)
    (thread,) = controller.findChildren(QThread)
    stand_in.gate.clear()
    tab.canvas.set_strokes(strokes(1))
    qtbot.waitUntil(stand_in.busy.is_set)
    threading.Timer(0.1, stand_in.gate.set).start()
    controller.shutdown()
    assert thread.isFinished()
    tab.canvas.set_strokes(strokes(2))
    assert stand_in.read == [1]


def test_the_tab_itself_needs_no_torch():
    code = "import sys, app.digits.tab, app.digits.controller; assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(("name", "digit"), [("seven", 7), ("four", 4), ("eight", 8)])
def test_the_real_network_reads_the_samples(name, digit):
    reader = EngineReaders().open("cpu")
    sample = load_sample(name)
    assert sample.digit == digit
    probabilities = reader.classify(reader.prepare(thin([smooth(s) for s in sample.strokes])))
    assert len(probabilities) == 10
    assert sum(probabilities) == pytest.approx(1.0)
    assert max(range(10), key=probabilities.__getitem__) == digit
    assert reader.sure(probabilities)


# Parts


@pytest.mark.parametrize("name", NAMES)
def test_samples_lie_on_the_canvas(name):
    sample = load_sample(name)
    points = np.concatenate(sample.strokes)
    assert ((points > 0.1) & (points < 0.9)).all()


def test_a_sample_is_drawn_at_once_where_motion_is_off(tab):
    tab.samples[0].click()
    assert tab.samples[0].sample.digit == 7
    np.testing.assert_array_equal(tab.canvas.strokes()[0], tab.samples[0].sample.strokes[0])


def test_a_sample_is_drawn_by_a_moving_pen_and_a_hand_stops_it(tab, qtbot):
    tab.set_animated(True)
    lengths = []
    tab.canvas.drawing_changed.connect(lambda drawing: lengths.append(sum(map(len, drawing))))
    tab.samples[2].click()
    whole = sum(map(len, tab.samples[2].sample.strokes))
    qtbot.waitUntil(lambda: len(tab.canvas.strokes()) == 1 and len(tab.canvas.strokes()[0]) == whole)
    assert len(set(lengths)) > 10
    tab.samples[1].click()
    qtbot.waitUntil(lambda: bool(tab.canvas.strokes()))
    tab.clear()
    QTest.qWait(80)
    assert tab.canvas.strokes() == []


def test_tools_follow_the_canvas_and_the_canvas_follows_them(tab):
    assert not tab.tools.undo.isEnabled()
    assert not tab.tools.clear.isEnabled()
    tab.canvas.set_strokes(strokes(1))
    assert tab.tools.undo.isEnabled()
    tab.tools.clear.click()
    assert tab.canvas.strokes() == []
    tab.tools.undo.click()
    assert len(tab.canvas.strokes()) == 1
    tab.tools.eraser.click()
    assert tab.canvas.tool() == "eraser"
    QTest.keyClick(tab.canvas, Qt.Key.Key_P)
    assert tab.tools.pen.isChecked()


def test_a_dropped_picture_is_shown_and_read(controller, tab, qtbot, tmp_path):
    started(controller, tab, qtbot)
    path = str(tmp_path / "red.png")
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("#c00000"))
    assert picture.save(path)
    tab.canvas.set_strokes(strokes(3))
    tab.canvas.picture_dropped.emit(path)
    qtbot.waitUntil(lambda: tab.bars.answer() == "0")
    assert tab.canvas.strokes() == []
    shown = tab.canvas.picture()
    assert shown.picture.pixelColor(20, 20).name() == "#c00000"
    assert shown.frame == (0.25, 0.25, 0.1, 0.4)
    assert shown.ink.shape == (80, 40)
    tab.undo()
    qtbot.waitUntil(lambda: tab.bars.answer() == "3")
    assert tab.canvas.picture() is None
    tab.redo()
    assert tab.canvas.picture() is not None
    qtbot.waitUntil(lambda: tab.bars.answer() == "0")
    assert tab.tools.clear.isEnabled()
    tab.undo()
    qtbot.waitUntil(lambda: tab.bars.answer() == "3")


def test_what_was_cut_out_of_a_picture_and_how_is_said_until_one_draws(controller, tab, qtbot, tmp_path):
    started(controller, tab, qtbot)
    usual = tab.sees.words()
    tab.canvas.picture_dropped.emit(str(tmp_path / "a format that only the engine knows"))
    qtbot.waitUntil(lambda: tab.bars.answer() == "0")
    said = tab.sees.words()
    for fact in ("400\u00a0×\u00a0200", "uneven light removed", "ruled lines removed: 3"):
        assert fact in said
    assert tab.canvas.picture().picture is None
    assert tab.canvas.picture().ink is not None
    tab.canvas.set_strokes(strokes(2))
    qtbot.waitUntil(lambda: tab.bars.answer() == "2")
    assert tab.sees.words() == usual


def test_a_picture_can_be_chosen_by_a_button_and_by_a_key(controller, tab, qtbot, monkeypatch):
    started(controller, tab, qtbot)
    asked = []

    def choose(*_args):
        asked.append(1)
        return "a picture.png", ""

    monkeypatch.setattr("app.digits.tab.QFileDialog.getOpenFileName", choose)
    tab.tools.picture.click()
    qtbot.waitUntil(lambda: tab.bars.answer() == "0")
    QTest.keyClick(tab.canvas, Qt.Key.Key_O)
    assert len(asked) == 2


def test_a_pixel_under_the_pointer_is_read_out(controller, tab, qtbot):
    started(controller, tab, qtbot)
    tab.canvas.set_strokes(strokes(7))
    qtbot.waitUntil(lambda: tab.bars.answer() == "7")
    tab.pixels.pixel_probed.emit((3, 20, 0.07))
    assert any("0.07" in label for label in texts(tab))


def texts(tab):
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in tab.findChildren(QLabel)]


def test_texts_come_back_after_a_change_of_language(tab):
    before = texts(tab)
    QApplication.sendEvent(tab, QEvent(QEvent.Type.LanguageChange))
    assert texts(tab) == before
    assert "Draw a digit" in before


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("size", [(1024, 580), (1366, 716), (1600, 948), (3840, 2108)])
def test_nothing_is_wider_than_the_window(tab, qtbot, size, large, theme):
    tab.set_theme(theme)
    tab.set_large_type(large)
    tab.resize(*size)
    QApplication.processEvents()
    p = proportions(*size, 1.5 if large else 1.0)
    assert 2 * MARGIN + p.side + p.gap + p.middle + p.gap + p.right <= size[0]
    assert tab.canvas.width() == tab.canvas.height() == p.side >= 240
    corner = tab.facts.mapTo(tab, QPointF(tab.facts.width(), 0))
    assert corner.x() <= size[0]
    assert tab.canvas.mapTo(tab, QPointF(0, 0)).y() == tab.bars.mapTo(tab, QPointF(0, 0)).y()


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("size", [(1024, 324), (1366, 388), (1600, 560)])
def test_over_a_drawer_the_tools_stay_in_sight_and_nothing_is_pressed_out(tab, size, large):
    tab.set_under_drawer(True)
    tab.set_large_type(large)
    tab.resize(*size)
    QApplication.processEvents()
    for part in (tab.canvas, tab.sees, tab.bars, tab.facts):
        if part.isVisible():
            assert part.mapTo(tab, QPointF(part.width(), 0)).x() <= size[0]
    below = (
        tab.tools.mapTo(tab, QPointF(0, 0)).y() - tab.canvas.mapTo(tab, QPointF(0, tab.canvas.height())).y()
    )
    assert below <= 16
    assert tab.facts.isVisible() or large


def test_the_title_over_the_answer_stays_on_one_line_beside_what_a_lab_puts_there(tab):
    beside = QLabel("n" * 60)
    beside.setMinimumWidth(1)
    tab.head.layout().addWidget(beside)
    tab.set_large_type(True)
    tab.resize(1366, 388)
    QApplication.processEvents()
    title = tab.head.layout().itemAt(0).widget()
    assert title.width() >= title.fontMetrics().horizontalAdvance(title.text())
    assert title.sizeHint().height() < 2 * title.fontMetrics().lineSpacing()


def test_everything_can_be_reached_by_tab(tab, qtbot):
    tab.activateWindow()
    tab.canvas.set_strokes(strokes(1))
    tab.canvas.setFocus()
    qtbot.waitUntil(tab.canvas.hasFocus)
    reached = [tab.canvas]
    while (following := QApplication.focusWidget()) is not None:
        QTest.keyClick(following, Qt.Key.Key_Tab)
        if QApplication.focusWidget() in reached:
            break
        reached.append(QApplication.focusWidget())
    assert {tab.tools.pen, tab.tools.clear, tab.pixels, *tab.samples} <= set(reached)
    assert reached.index(tab.tools.clear) < reached.index(tab.pixels) < reached.index(tab.samples[0])
